//! The pages as they are shown. Words of a letter, names of files and what was typed reach them through askama alone,
//! which escapes them; the report is written by the code of `review --format html`.

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};

use super::App;
use super::download::{ANNOTATED, KINDS, Kind};
use super::facts;
use super::facts::{Form, Typed};
use super::letter::{Letter, Stage};
use super::reading::Told;
use super::shelf::{BYTES, LETTERS};
use crate::cli::redaction::Redaction;
use crate::extract::Limit;
use crate::report::html;
use crate::report::top_line;
use crate::report::visible::{visible, visible_name};
use crate::report::words;

const STYLE: &str = include_str!("../../../../templates/serve.css");
const SCRIPT: &str = include_str!("../../../../templates/serve.js");

#[derive(Template)]
#[template(path = "serve_start.html")]
struct Start<'a> {
    root: &'a str,
    advice: &'a str,
    masked: bool,
    largest: String,
    most: usize,
    megabytes: u64,
    letters: Vec<Listed>,
}

/// A letter in the list.
struct Listed {
    id: u64,
    name: String,
    /// The verdict, or how far the reading is.
    verdict: &'static str,
    class: &'static str,
    line: String,
}

#[derive(Template)]
#[template(path = "serve_report.html")]
struct Report<'a> {
    root: &'a str,
    advice: &'a str,
    id: u64,
    name: String,
    letter: &'a str,
    form: Form,
    wrong: String,
    /// Whether it needs a password, and whether one was tried in vain.
    lock: &'static str,
    undecided: String,
    /// The facts that were given.
    given: String,
    changed: Option<Vec<String>>,
    kinds: Vec<&'static Kind>,
    withheld: bool,
}

#[derive(Template)]
#[template(path = "serve_message.html")]
struct Message<'a> {
    root: &'a str,
    advice: &'a str,
    title: &'a str,
    says: &'a str,
}

/// A password was tried and did not open the letter, as the template knows it.
const IN_VAIN: &str = "in vain";

/// What stands in the form.
pub(super) enum Asked {
    /// What was given.
    Given,
    /// What was typed, and what is wrong with it.
    Wrongly(Typed, String),
    /// What was given; a password that was typed did not open the letter.
    InVain,
}

/// The first page.
pub(super) fn start(app: &App) -> Response {
    let masked = app.office.redaction() != Redaction::None;
    let page = Start {
        root: &app.root,
        advice: words::NO_ADVICE,
        masked,
        largest: Limit::File.shown(app.files.limits().file),
        most: LETTERS,
        megabytes: BYTES >> 20,
        letters: app.shelf.all().iter().map(|letter| listed(app, letter)).collect(),
    };
    written(StatusCode::OK, &page)
}

fn listed(app: &App, letter: &Letter) -> Listed {
    let unread =
        |verdict, class| Listed { id: letter.id, name: name(app, letter), verdict, class, line: String::new() };
    match letter.stage() {
        Stage::Waiting => unread("waits", "fact"),
        Stage::Reading(_) => unread("is being read", "fact"),
        Stage::Broken => unread("was not read: choose the file again", "bad"),
        Stage::Told(told) => {
            let judgement = &told.review.judgement;
            Listed {
                line: top_line::line(judgement),
                ..unread(words::verdict(judgement.verdict), html::verdict_class(judgement.verdict))
            }
        }
    }
}

/// How a letter is called: by its number where nobody is to be named.
fn name(app: &App, letter: &Letter) -> String {
    match app.office.redaction() {
        Redaction::None => visible_name(&letter.file.document.name),
        Redaction::People => format!("Letter {}", letter.id),
    }
}

/// The report on a letter, with the form beside it.
pub(super) fn report(app: &App, letter: &Letter, told: &Told, asked: Asked) -> Response {
    let lock = match asked {
        Asked::InVain => IN_VAIN,
        _ if told.is_locked() => "locked",
        _ => "",
    };
    let (typed, wrong) = match asked {
        Asked::Given | Asked::InVain => (facts::typed(&told.given), String::new()),
        Asked::Wrongly(typed, wrong) => (typed, visible(&wrong)),
    };
    let status = if wrong.is_empty() && lock != IN_VAIN { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let withheld = app.office.redaction() != Redaction::None;
    let kinds = KINDS.iter().filter(|kind| !withheld || kind.file != ANNOTATED);
    let page = Report {
        root: &app.root,
        advice: words::NO_ADVICE,
        id: letter.id,
        name: name(app, letter),
        letter: &told.report,
        form: facts::form(&told.review, &typed),
        wrong,
        lock,
        undecided: visible(&told.undecided),
        given: facts::told(&told.given),
        changed: told.changed.clone(),
        kinds: kinds.collect(),
        withheld,
    };
    written(status, &page)
}

/// A page that says one thing, and what to do.
pub(super) fn message(app: &App, status: StatusCode, title: &str, says: &str) -> Response {
    written(status, &Message { root: &app.root, advice: words::NO_ADVICE, title, says })
}

/// The last page. Nothing answers any more, so it loads nothing and leads nowhere.
pub(super) fn farewell() -> Response {
    let says = "You can close this page. Letters and what was read of them are forgotten; what you downloaded stays where \
                you stored it.";
    written(StatusCode::OK, &Message { root: "", advice: words::NO_ADVICE, title: "acquit has ended", says })
}

fn written(status: StatusCode, page: &impl Template) -> Response {
    // Writing to a string fails only where a value of it does, and none of ours can.
    (status, Html(page.render().unwrap_or_default())).into_response()
}

/// An answer for the script.
pub(super) fn data(status: StatusCode, value: &serde_json::Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

/// The styles: those of the report, and those around it.
pub(super) async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], [html::styles(), STYLE].concat()).into_response()
}

/// The script for dropping files and for progress. Everything works without it.
pub(super) async fn script() -> Response {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], SCRIPT).into_response()
}
