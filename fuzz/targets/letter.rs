//! A whole text, read by the patterns and judged, as memo and as JSON: what the main process does with a document.
#![no_main]

use std::sync::LazyLock;

use acquit::context::law::Law;
use acquit::context::user::UserFacts;
use acquit::document::Document;
use acquit::finding::Wording;
use acquit::fuse::Kit;
use acquit::reading::Reader;
use acquit::report::{check, json, terminal};
use acquit::review::{self, Desk, Meta, Tool};
use libfuzzer_sys::fuzz_target;

static KIT: LazyLock<Kit> = LazyLock::new(|| Kit::built_in().expect("the patterns of this program are right"));
static LAW: LazyLock<Law> = LazyLock::new(|| Law::compiled_in().expect("the statutes of this program are right"));

fuzz_target!(init: { acquit_fuzz::watch(); LazyLock::force(&KIT); LazyLock::force(&LAW); }, |data: &[u8]| {
    let Some(pages) = acquit_fuzz::pages::marked(data) else { return };
    let tool =
        Tool { version: String::new(), patterns: String::new(), model: None, readers: Reader::Patterns };
    let wording = |_: &str, _| Wording::approval_lapsed();
    let desk = Desk { tool: &tool, law: &LAW, wording: &wording, as_of: "2026-12-01".parse().ok() };
    let document = Document { name: "letter.txt".to_owned(), bytes: data.to_vec() };
    let review = review::read(&KIT, Meta::of(&document), &pages, &UserFacts::default(), &desk);
    for finding in &review.findings {
        for evidence in &finding.evidence {
            let quoted = pages.text.get(evidence.start..evidence.end);
            assert!(quoted == Some(&*evidence.quote), "a finding quotes {}..{}", evidence.start, evidence.end);
            assert!(!evidence.quote.trim().is_empty(), "a finding quotes nothing, at {}", evidence.start);
        }
    }
    let _ = (json::line(&review), terminal::memo(&review, 80), check::lines(&review));
});
