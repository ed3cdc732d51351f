//! Article blocks to sentences.
//!
//! In: the text and its blocks. Out: sentences in order, not overlapping, trimmed of white space, together
//! covering every character of the blocks that is not white space.
//!
//! Only places where a sentence could end are looked at: stops, bullets and drawn lines (`stops`), of which the words
//! around a stop decide (`decide`), and the edges of small units that have no mark (`units`): inline list items, captions,
//! closing lines.
//! What is read around one place is bounded ([`Sight`]), so that the time is linear whatever the input.

mod decide;
mod marks;
mod rules;
mod sight;
mod stops;
mod units;

pub use rules::SegmentRules;

use crate::analysis::Sentence;
use crate::article::Block;
use crate::span::Span;
use sight::Sight;
use stops::{Place, Places, Stop};

impl SegmentRules {
    /// Appends the sentences of all blocks to `out`.
    pub fn split(&self, text: &str, blocks: &[Block], out: &mut Vec<Sentence>) {
        let mut places = Places::new(text);
        // About as many as prose has.
        out.reserve(text.len() / 100);
        for block in blocks {
            let (kind, paragraph) = (block.kind, block.paragraph);
            let mut start = block.span.start as usize;
            self.ends(&Sight::new(block.span.of(text)), block.span.start as usize, &mut places, |end| {
                let span = Span::new(start, end).trimmed(text);
                if !span.is_empty() {
                    out.push(Sentence { span, kind, paragraph });
                }
                start = end;
            });
        }
    }

    /// Calls `found` with each place where a sentence ends inside the block that begins at `base`, in order, the end
    /// of the block last.
    fn ends(&self, sight: &Sight, base: usize, places: &mut Places, mut found: impl FnMut(usize)) {
        // The units without a mark are few and most often none.
        let units = self.units(sight);
        let mut units = units.iter().copied().peekable();
        let mut start = 0;
        let mut end_at = |end: usize, start: &mut usize| {
            if end > *start {
                found(base + end);
                *start = end;
            }
        };
        while let Some(place) = places.next(sight, base) {
            let (Place::Edge(at) | Place::Stop(Stop { at, .. })) = place;
            while let Some(unit) = units.next_if(|unit| *unit <= at) {
                end_at(unit, &mut start);
            }
            match place {
                Place::Edge(at) => end_at(at, &mut start),
                Place::Stop(stop) if stop.at >= start => {
                    if let Some(end) = self.end_after(sight, start, &stop) {
                        end_at(end, &mut start);
                    }
                }
                Place::Stop(_) => {}
            }
        }
        for unit in units {
            end_at(unit, &mut start);
        }
        end_at(sight.text().len(), &mut start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{self, Files};

    /// Positions read when `text` is one block.
    fn visited(text: &str) -> u64 {
        let files = rules::builtin();
        let rules = SegmentRules::read(Files { all: &files, builtin: files.len() }, &mut Vec::new());
        let sight = Sight::new(text);
        rules.ends(&sight, 0, &mut Places::new(text), |_| {});
        sight.visited()
    }

    #[test]
    fn twice_the_text_takes_twice_the_positions_whatever_it_is() {
        let long = [
            ".", "\"", "(", "7", " ", "a", "a.)))…", "a.)", ").", "”", ". ", "[1]", " [1]", ". [", ".. ",
            "…", "• ", "1. ", "a. ", "? \"", "-", "_", "Mr. ", "U.S. ", "Dear ", ": ", "\n", "\n- ", "é.",
            "É. ", "i. ", "x: ", "Image: ", "!\u{301}", "... I ",
        ];
        // One stop and its closing marks without end.
        let closed = [")", ")))…", "”", "[1]", " [1]", "12"].map(|piece| ("a.", piece));
        for (first, piece) in long.map(|piece| ("", piece)).into_iter().chain(closed) {
            let of = |bytes: usize| visited(&format!("{first}{}", piece.repeat(bytes / piece.len())));
            let (once, twice) = (of(20_000), of(40_000));
            assert!(twice <= once * 21 / 10 + 200, "{first}{piece:?}: {once} positions, then {twice}");
            assert!(twice <= 40_000 * 100, "{first}{piece:?}: {twice} positions");
        }
    }
}
