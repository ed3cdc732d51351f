//! [`divide`]: text to paragraphs, headings, list items and notes, as far as line breaks and marks tell.
//!
//! In: the text. Out: [`Piece`]s in order, not overlapping, covering every character that is not white space.
//! Whether lines are paragraphs or parts of one is decided for the text as a whole ([`Lines`]); what words
//! decide is left to `furniture`, what neighbours decide to `headings`.

use super::lines::{First, Last, Line, Lines};
use super::markers::{Marker, is_folio, marker};
use super::repeats;
use crate::article::Kind;
use crate::span::Span;

/// A block in the making.
#[derive(Copy, Clone, Debug)]
pub(super) struct Piece {
    /// From its first to one past its last character that is not white space.
    pub span: Span,
    /// What it is so far.
    pub kind: Kind,
    /// What mark it began with.
    pub marker: Marker,
    /// How many lines it has.
    pub lines: u32,
    /// How its first line begins.
    pub first: First,
    /// How its last line ends.
    pub last: Last,
    /// Whether the same line stands further up in the text.
    pub again: bool,
    /// Whether it is the first of several equal lines.
    pub returns: bool,
}

impl Piece {
    fn new(line: &Line, kind: Kind, marker: Marker) -> Piece {
        let Line { span, first, last, .. } = *line;
        Piece { span, kind, marker, lines: 1, first, last, again: false, returns: false }
    }

    /// Whether it is long enough, or finished with a stop, to be prose that a heading can head.
    pub fn is_prose(&self) -> bool {
        let length = self.span.len();
        let long = match self.last {
            Last::Stop | Last::Colon => length > 40,
            // Titles ask too.
            Last::Question => length > 100,
            Last::Comma | Last::Open => length > 160,
        };
        long && matches!(self.kind, Kind::Body | Kind::Item)
    }

    /// Whether it is so short and unfinished that it may be a heading, a name or a label.
    pub fn is_short(&self) -> bool {
        self.span.len() <= 150 && self.lines <= 3 && !matches!(self.last, Last::Stop | Last::Comma)
    }
}

/// Puts the pieces of a text into `pieces`, over its `lines`. A text of one line is one piece of running text, whatever
/// it looks like.
pub(super) fn divide(text: &str, lines: &mut Lines, pieces: &mut Vec<Piece>) {
    lines.split(text);
    let Lines { lines, width } = &*lines;
    let width = *width;
    pieces.clear();
    if let [line] = lines.as_slice() {
        return pieces.push(Piece::new(line, Kind::Body, Marker::None));
    }
    pieces.reserve(lines.len());
    let mut repeats = repeats::find(text, lines);
    let from = front_matter(text, lines, pieces);
    // Whether the last piece takes no further lines.
    let mut closed = true;
    for i in from..lines.len() {
        let line = &lines[i];
        let mut mark = marker(line, text);
        let repeat = repeats.of(i);
        let folio = line.first != First::Lower && is_folio(line.span.of(text));
        // A full line that runs on into the next is prose that someone quotes again.
        let full = width.is_some_and(|w| line.span.len() * 20 > w * 17);
        let quoted = full && lines.get(i + 1).is_some_and(|l| l.gap == 0 && Lines::runs_on(line, l));
        let lone = folio || repeat.is_some() && mark == Marker::None && !quoted;
        if let Some(open) = pieces.last_mut().filter(|_| i > from) {
            let before = &lines[i - 1];
            if !closed && starts_by_chance(mark, open, before, line, width) {
                mark = Marker::None;
            }
            if underlines(mark, open, line) {
                open.kind = Kind::Heading;
                open.marker = Marker::Heading(if mark == Marker::Equals { 1 } else { 2 });
            } else if !closed && !lone && joins(text, open, before, line, mark, width) {
                open.span.end = line.span.end;
                open.lines += 1;
                open.last = line.last;
                continue;
            }
        }
        let kind = match mark {
            Marker::Heading(_) => Kind::Heading,
            Marker::Item | Marker::Numbered => Kind::Item,
            Marker::Note => Kind::Footnote,
            Marker::Picture => Kind::Caption,
            Marker::Row | Marker::Equals | Marker::Dashes | Marker::Divider => Kind::Furniture,
            Marker::None | Marker::Quote if folio => Kind::Furniture,
            Marker::None | Marker::Quote => Kind::Body,
        };
        let unmarked = mark == Marker::None && lone;
        let (again, returns) = (unmarked && repeat == Some(true), unmarked && repeat == Some(false));
        pieces.push(Piece { again, returns, ..Piece::new(line, kind, mark) });
        closed = lone || !matches!(kind, Kind::Body | Kind::Item | Kind::Footnote);
    }
    notes(text, pieces);
}

/// The pieces of one text.
#[cfg(test)]
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    divide(text, &mut Lines::default(), &mut pieces);
    pieces
}

/// In wrapped prose a line may begin with `- `, `12. ` or `[3] ` by chance; lists and notes begin after a stop
/// or a blank line.
fn starts_by_chance(mark: Marker, open: &Piece, before: &Line, line: &Line, width: Option<usize>) -> bool {
    let running = width.is_some_and(|w| before.span.len() * 10 > w * 7);
    let inside = running && line.gap == 0 && matches!(before.last, Last::Open | Last::Comma);
    let chance = matches!(mark, Marker::Item | Marker::Numbered | Marker::Note | Marker::Divider);
    inside && open.kind == Kind::Body && chance
}

/// Whether a line of `=` or `-` makes the piece above it a heading.
fn underlines(mark: Marker, above: &Piece, line: &Line) -> bool {
    let short = above.kind == Kind::Body && above.lines == 1 && above.span.len() <= 120;
    let dashes = mark == Marker::Dashes && above.last != Last::Stop;
    line.gap == 0 && short && (mark == Marker::Equals || dashes)
}

/// Whether `line` goes on with the piece whose last line is `before`.
fn joins(text: &str, open: &Piece, before: &Line, line: &Line, mark: Marker, width: Option<usize>) -> bool {
    let quoted = mark == Marker::Quote && open.marker == Marker::Quote;
    if !(quoted || mark == Marker::None) {
        return false;
    }
    let runs_on = Lines::runs_on(before, line);
    if line.gap > 0 {
        // A paragraph may go on over a page break.
        return line.page && runs_on && width.is_some();
    }
    if quoted {
        return true;
    }
    let length = before.span.len();
    let Some(width) = width else {
        let indented = open.kind != Kind::Body && line.indent >= 2;
        return indented || runs_on && (30..=160).contains(&length);
    };
    if runs_on {
        // `The Lamp That Nobody Lit / by Wanda Pell`
        let name = line.span.of(text).strip_prefix("by ");
        let byline = open.lines == 1 && name.is_some_and(|n| n.starts_with(char::is_uppercase));
        return !byline && (length * 5 >= width * 2 || open.lines > 1);
    }
    let address = |line: &Line| line.span.of(text).starts_with("http") && !line.span.of(text).contains(' ');
    if address(line) || address(before) && open.lines == 1 {
        return false;
    }
    let stopped = matches!(before.last, Last::Stop | Last::Question | Last::Colon);
    let indented = line.indent >= before.indent + 2 && line.indent < 12 && open.kind == Kind::Body;
    let ended = stopped && (indented || length * 20 < width * 17 || length * 10 > width * 16);
    // A line that leaves much of its width empty was ended on purpose.
    let cut = length * 10 < width * 6;
    !(ended || cut)
}

/// Markdown front matter, `---`, lines `key: value`, `---`, is furniture; gives the number of its lines.
fn front_matter(text: &str, lines: &[Line], pieces: &mut Vec<Piece>) -> usize {
    let of = |line: &Line| line.span.of(text);
    let Some(fence) = lines.first().map(of).filter(|f| matches!(*f, "---" | "+++")) else { return 0 };
    let ends = |line: &Line| of(line) == fence || fence == "---" && of(line) == "...";
    let Some(end) = lines.iter().take(200).skip(1).position(ends) else { return 0 };
    let is_field = |line: &Line| {
        let key = of(line).split_once([':', '=']).map(|(key, _)| key.trim());
        line.indent > 0 || of(line).starts_with(['-', '#', ']']) || key.is_some_and(|k| !k.contains(' '))
    };
    if end == 0 || !lines[1..=end].iter().all(is_field) {
        return 0;
    }
    let mut whole = Piece::new(&lines[0], Kind::Furniture, Marker::Dashes);
    whole.span.end = lines[end + 1].span.end;
    whole.lines = end as u32 + 2;
    pieces.push(whole);
    end + 2
}

/// Notes numbered without brackets, `1 Wanda Pell, The Lamp, p. 4.`: a run from 1 in the second half of the text,
/// each a finished sentence (`1 Introduction` is a heading).
fn notes(text: &str, pieces: &mut [Piece]) {
    let number = |piece: &Piece| -> Option<u32> {
        let fits = piece.kind == Kind::Body && piece.first == First::Figure && piece.last == Last::Stop;
        let line = fits.then(|| piece.span.of(text))?;
        let (number, rest) = line.split_at(line.bytes().take_while(u8::is_ascii_digit).count());
        let upper = rest.trim_start_matches([' ', '\t']).starts_with(char::is_uppercase);
        let spaced = rest.starts_with([' ', '\t']) && upper;
        number.parse().ok().filter(|n| spaced && *n < 1_000)
    };
    let mut run: Vec<usize> = Vec::new();
    for (i, piece) in pieces.iter().enumerate().skip(pieces.len() / 2) {
        if number(piece) == Some(run.len() as u32 + 1) {
            run.push(i);
        }
    }
    if run.len() > 1 {
        run.into_iter().for_each(|i| pieces[i].kind = Kind::Footnote);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WRAPPED: &str = "The council met on the bridge and argued for an hour about who\n\
                           should pay for the new lamps, until it rained. Then they went\n\
                           home, and the lamps stayed where they were.\n";
    const MORE: &str = "Nobody in the town had asked for lamps in the first place, which\n\
                        is a thing that councils seldom find out in time. The bridge is\n\
                        dark, and people walk over it as they did before.\n";

    fn kinds(text: &str) -> Vec<(Kind, &str)> {
        pieces(text).iter().map(|p| (p.kind, p.span.of(text))).collect()
    }

    #[test]
    fn wrapped_lines_are_one_paragraph_and_long_ones_are_many() {
        assert_eq!(kinds(&format!("{WRAPPED}\n{MORE}")).len(), 2);
        let long = format!("{}.\n{}.\n", "Word ".repeat(40), "More ".repeat(40));
        assert_eq!(kinds(&long).len(), 2);
    }

    #[test]
    fn wrapped_paragraphs_end_where_a_line_is_short_or_the_next_one_indented() {
        assert_eq!(kinds(&format!("{WRAPPED}{MORE}")).len(), 2);
        let indented = "  The council met on the bridge and argued for an hour about\nwho should pay for the new \
                        lamps and who for the oil in them.\n  Then they went home, and the lamps stayed where they\nwere.";
        assert_eq!(kinds(indented).len(), 2);
    }

    #[test]
    fn titles_and_bylines_right_above_wrapped_text_stand_apart() {
        let text = format!("The Lamp on the Bridge\nby Wanda Pell\nLeeds, 3 May 2024\n{WRAPPED}");
        let lines: Vec<&str> = kinds(&text).into_iter().map(|k| k.1).collect();
        assert_eq!(lines[..3], ["The Lamp on the Bridge", "by Wanda Pell", "Leeds, 3 May 2024"]);
        assert_eq!(lines.len(), 4);
    }

    #[test]
    fn page_numbers_and_running_heads_cut_a_paragraph() {
        let text = "The council met on the bridge and argued for an hour about who\n12\nThe Harbour Review\n\
                    should pay for the new lamps, until it rained. Then they went\nhome. The lamps stayed where \
                    they were, and so did the council, for\nThe Harbour Review\nthe rest of the year.";
        let found: Vec<(Kind, bool)> = pieces(text).iter().map(|p| (p.kind, p.again || p.returns)).collect();
        let body = (Kind::Body, false);
        let expected = [body, (Kind::Furniture, false), (Kind::Body, true), body, (Kind::Body, true), body];
        assert_eq!(found, expected);
    }

    #[test]
    fn marks_tell_headings_items_quotes_and_notes() {
        let text = "Title\n=====\n\n## One\n- one\n- two\n  and a half\n\n1. first\n\n> quoted\n> twice\n\n* * *\n\n[^1]: A note.";
        use Kind::*;
        let found: Vec<Kind> = kinds(text).into_iter().map(|k| k.0).collect();
        let expected = [Heading, Furniture, Heading, Item, Item, Item, Body, Furniture, Footnote];
        assert_eq!(found, expected);
    }

    #[test]
    fn front_matter_is_one_piece_and_a_divider_is_none() {
        let text = "---\ntitle: The Lamp\ntags:\n- oil\n---\nThe lamp is dark.";
        assert_eq!(kinds(text)[0], (Kind::Furniture, "---\ntitle: The Lamp\ntags:\n- oil\n---"));
        assert_eq!(kinds("---\nThe lamp is dark: all of it.\n---\nSo it is.").len(), 4);
    }

    #[test]
    fn numbered_notes_at_the_end_are_notes() {
        let text = "It rained.\n\nIt went on.\n\nAnd on.\n\n1 Pell, Rain, p. 4.\n\n2 Rusu, Oil, p. 9.";
        let found: Vec<Kind> = kinds(text).into_iter().map(|k| k.0).collect();
        assert_eq!(found[3..], [Kind::Footnote, Kind::Footnote]);
    }

    #[test]
    fn one_line_is_running_text_whatever_it_looks_like() {
        for text in ["# Lamp", "- lamp", "12", "\n  THE LAMP \n\n", "[1] Lamp"] {
            assert_eq!(kinds(text), [(Kind::Body, text.trim())]);
        }
    }

    proptest! {
        #[test]
        fn pieces_are_in_order_and_cover_all_but_white_space(
            text in "([a-zA-Z ]{0,40}[.:,?]?|- |# |[0-9]{1,3}[.)]? |---|===|> |\\[\\^1\\]: |[ \u{c}é“”\u{a0}]|\r?\n|\n\n){0,40}"
        ) {
            let mut at = 0;
            for piece in pieces(&text) {
                prop_assert!(piece.span.start as usize >= at && !piece.span.is_empty());
                prop_assert!(text[at..piece.span.start as usize].trim().is_empty());
                at = piece.span.end as usize;
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
