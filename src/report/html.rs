//! The report that opens in a browser: one file, nothing active in it, the page beside what is said of it.
//!
//! A document's words reach the page through askama alone, which escapes them; before that, what steers or turns text is
//! written as its code point. The policy in the head lets nothing in but the styles of that very head and pictures that
//! stand in the file itself.

mod cards;
mod closing;
mod pages;
mod view;

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::Digest as _;
use sha2::Sha256;

use crate::report::checked::Checked;
use crate::report::exit::Gate;
use crate::report::marks::Looks;
use crate::report::visible::visible_name;
use crate::report::words;
use crate::review::Review;
use crate::review::matter::Matter;

pub use self::view::verdict_class;

/// The styles, as they stand in the head.
const STYLE: &str = include_str!("../../templates/report.css");

#[derive(Template)]
#[template(path = "head.html")]
struct Head<'a> {
    title: String,
    policy: String,
    style: &'a str,
}

#[derive(Template)]
#[template(path = "foot.html")]
struct Foot {
    advice: &'static str,
}

#[derive(Template)]
#[template(path = "file.html")]
struct File {
    id: String,
    name: String,
    verdict: &'static str,
    class: &'static str,
    documents: Vec<Listed>,
    troubles: Vec<String>,
}

/// A document of a file, in the list of them.
struct Listed {
    id: String,
    name: String,
    verdict: &'static str,
    kind: &'static str,
}

/// What stands before the first letter.
#[must_use]
pub fn begin(title: &str) -> String {
    let digest = STANDARD.encode(Sha256::digest(STYLE));
    let policy =
        format!("default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'");
    written(&Head { title: visible_name(title), policy, style: STYLE })
}

/// The styles, for a page that shows a letter beside something else.
#[must_use]
pub const fn styles() -> &'static str {
    STYLE
}

/// One file, the `number`th from 1: its documents, each with what it looks like.
#[must_use]
pub fn file(review: &Review, number: usize, looks: &dyn Fn(&Review) -> Looks) -> String {
    checked(&Checked::of(review, Gate::default(), |_| None), number, looks)
}

/// The same with what somebody decided on its findings.
#[must_use]
pub fn checked(checked: &Checked<'_>, number: usize, looks: &dyn Fn(&Review) -> Looks) -> String {
    let review = checked.review;
    let documents: Vec<_> = checked.letters().collect();
    let id = |at: usize| anchor(number, at);
    let letters = documents.iter().enumerate();
    let letters = letters.map(|(at, document)| view::letter(document, &id(at), &looks(document.review)));
    let letters: String = letters.map(|letter| written(&letter)).collect();
    if review.parts.is_empty() {
        return letters;
    }
    let reviews = documents.iter().map(|document| document.review);
    let listed = |(at, document): (usize, &Review)| Listed {
        id: id(at),
        name: visible_name(document.meta.name.strip_prefix(&review.meta.name).unwrap_or(&document.meta.name))
            .trim_start_matches(['/', '#'])
            .to_owned(),
        verdict: words::verdict(document.judgement.verdict),
        kind: words::kind(document.judgement.kind),
    };
    let head = File {
        id: format!("f{number}"),
        name: visible_name(&review.meta.name),
        verdict: words::verdict(review.judgement.verdict),
        class: view::verdict_class(review.judgement.verdict),
        documents: reviews.enumerate().map(listed).collect(),
        troubles: view::troubles(review, view::Hiding::Words),
    };
    written(&head) + &letters
}

/// What stands before the letters of one closing, of which these are the files, in order: each is told behind it, as the
/// first, the second and so on.
#[must_use]
pub fn closing(matter: &Matter<'_>, files: &[Checked<'_>]) -> String {
    let files = files.iter().enumerate();
    let anchors = files.flat_map(|(file, checked)| (0..checked.letters().count()).map(move |at| anchor(file + 1, at)));
    written(&closing::closing(matter, &anchors.collect::<Vec<_>>()))
}

/// The anchor of a document, from 0, of the `number`th file.
fn anchor(number: usize, at: usize) -> String {
    format!("d{number}-{}", at + 1)
}

/// What stands behind the last letter.
#[must_use]
pub fn end() -> String {
    written(&Foot { advice: words::NO_ADVICE })
}

/// A template written out. Writing to a string fails only where a value of it does, and none of ours can.
fn written(template: &impl Template) -> String {
    template.render().unwrap_or_default()
}
