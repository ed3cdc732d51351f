//! The whole pipeline and its first stages on the corpus, in bytes a second. Run with `cargo bench --bench pipeline`.

use claimsift::output::{Safety, Table, TableWriter, View, record};
use claimsift::read::{Record, decode};
use claimsift::{Analyzer, Scratch, Split};
use divan::counter::BytesCount;
use std::sync::LazyLock;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::builtin);

/// All articles of the corpus.
static ARTICLES: LazyLock<Vec<Record>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/articles");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the corpus").map(|f| f.expect("a file").path()).collect();
    paths.sort();
    let texts = paths.iter().map(|path| {
        let text = decode(std::fs::read(path).expect("a file")).expect("text");
        Record { id: path.display().to_string(), text, ..Record::default() }
    });
    texts.collect()
});

fn bytes() -> BytesCount {
    BytesCount::new(ARTICLES.iter().map(|r| r.text.len()).sum::<usize>())
}

fn main() {
    LazyLock::force(&ANALYZER);
    LazyLock::force(&ARTICLES);
    divan::main();
}

#[divan::bench]
fn read_and_segment(bencher: divan::Bencher) {
    let mut scratch = Scratch::default();
    bencher.counter(bytes()).with_inputs(|| ARTICLES.clone()).bench_local_values(|articles| {
        for record in articles {
            let article = ANALYZER.read(record, None, &mut scratch);
            divan::black_box(ANALYZER.segment(&article, Split::Rules));
        }
    });
}

#[divan::bench]
fn analyze(bencher: divan::Bencher) {
    let mut scratch = Scratch::default();
    bencher.counter(bytes()).with_inputs(|| ARTICLES.clone()).bench_local_values(|articles| {
        for record in articles {
            let article = ANALYZER.read(record, None, &mut scratch);
            divan::black_box(ANALYZER.analyze(&article, Split::Rules, &mut scratch));
        }
    });
}

#[divan::bench]
fn analyze_to_claims_csv(bencher: divan::Bencher) {
    let mut scratch = Scratch::default();
    bencher.counter(bytes()).with_inputs(|| ARTICLES.clone()).bench_local_values(|articles| {
        let mut table = TableWriter::new(Table::Claims, Vec::new(), b',', false, Safety::default(), true)
            .expect("a header");
        for record in articles {
            let article = ANALYZER.read(record, None, &mut scratch);
            let analysis = ANALYZER.analyze(&article, Split::Rules, &mut scratch);
            table.write(&View::new(&article, &analysis)).expect("rows");
        }
        divan::black_box(table.finish().expect("bytes"))
    });
}

#[divan::bench]
fn analyze_to_stand_off(bencher: divan::Bencher) {
    let mut scratch = Scratch::default();
    bencher.counter(bytes()).with_inputs(|| ARTICLES.clone()).bench_local_values(|articles| {
        for article in articles {
            let article = ANALYZER.read(article, None, &mut scratch);
            let analysis = ANALYZER.analyze(&article, Split::Rules, &mut scratch);
            divan::black_box(record(&View::new(&article, &analysis)).expect("JSON"));
        }
    });
}

#[divan::bench]
fn compile_rules() -> Analyzer {
    Analyzer::builtin()
}
