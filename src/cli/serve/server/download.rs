//! What can be taken along: the memo, the letter with its words marked, the request to the lender, the data.

use anyhow::{Context as _, ensure};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::letter::{Letter, Stage};
use super::pages::message;
use super::reading::Told;
use super::{App, Shared};
use crate::cli::illustrated;
use crate::cli::redaction::Redaction;
use crate::report::docx::Memos;
use crate::report::request::Requests;
use crate::report::{json, markdown, request};

/// What can be taken along.
pub(super) struct Kind {
    /// The end of its address and of its name.
    pub(super) file: &'static str,
    /// What it is, for people.
    pub(super) words: &'static str,
    media: &'static str,
}

/// The letter with its words marked.
pub(super) const ANNOTATED: &str = "annotated.pdf";

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// All of them, as they are shown.
pub(super) const KINDS: [Kind; 6] = [
    Kind { file: "memo.docx", words: "Memo (Word)", media: WORD },
    Kind { file: "memo.md", words: "Memo (Markdown)", media: "text/markdown; charset=utf-8" },
    Kind { file: ANNOTATED, words: "Letter with the words marked (PDF)", media: "application/pdf" },
    Kind { file: "request.docx", words: "Draft of the request to the lender (Word)", media: WORD },
    Kind { file: "request.txt", words: "Draft of the request (text)", media: "text/plain; charset=utf-8" },
    Kind { file: "review.json", words: "Data (JSON)", media: "application/json" },
];

/// Makes one of [`KINDS`] and hands it over.
pub(super) async fn download(State(app): State<Shared>, Path((id, file)): Path<(u64, String)>) -> Response {
    let (letter, kind) = (app.shelf.get(id), KINDS.iter().find(|kind| kind.file == file));
    let (Some(letter), Some(kind)) = (letter, kind) else { return super::answers::gone(&app) };
    let Stage::Told(told) = letter.over().await else { return super::answers::broken(&app) };
    let name = named(&letter.file.document.name, kind.file);
    let making = std::sync::Arc::clone(&app);
    let made = tokio::task::spawn_blocking(move || made(&making, (&letter, &told), kind.file)).await;
    match made {
        Ok(Ok(bytes)) => attached(bytes, kind.media, &name),
        Ok(Err(why)) => message(&app, StatusCode::UNPROCESSABLE_ENTITY, "It could not be made", &format!("{why:#}.")),
        Err(_) => super::answers::broken(&app),
    }
}

fn made(app: &App, (letter, told): (&Letter, &Told), file: &str) -> anyhow::Result<Vec<u8>> {
    ensure!(
        file != ANNOTATED || app.office.redaction() == Redaction::None,
        "The PDF shows the letter itself, in which nothing can be masked; start acquit without --redact for it"
    );
    app.decided(&told.review, app.decisions()?, |checked| match file {
        ANNOTATED => app.with_viewer(letter, |viewer| illustrated::annotated(viewer, checked)),
        "memo.docx" => {
            let mut memos = Memos::default();
            memos.add(checked);
            memos.file().context("The Word document cannot be made; take the memo in Markdown")
        }
        "request.docx" => {
            let mut letters = Requests::default();
            letters.add(checked);
            letters.file().context("The Word document cannot be made; take the request as text")
        }
        "memo.md" => Ok(markdown::memo(checked).into_bytes()),
        "request.txt" => Ok(request::text(checked).into_bytes()),
        _ => Ok(json::checked_pretty(checked).into_bytes()),
    })
}

/// A file that the browser stores and does not show.
fn attached(bytes: Vec<u8>, media: &'static str, name: &str) -> Response {
    let disposition = HeaderValue::from_str(&disposition(name));
    let disposition = disposition.unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static(media)), (header::CONTENT_DISPOSITION, disposition)];
    (headers, bytes).into_response()
}

/// The name of the letter without its ending, and what this is.
fn named(letter: &str, file: &str) -> String {
    let stem = letter.rsplit_once('.').map_or(letter, |(stem, _)| stem);
    format!("{}-{file}", if stem.is_empty() { "letter" } else { stem })
}

/// The name by RFC 6266 and RFC 8187, and as far as ASCII goes for old programs.
fn disposition(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || "-_. ".contains(c) { c } else { '_' };
    let ascii: String = name.chars().map(plain).collect();
    let coded: String = name.bytes().map(coded).collect();
    format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{coded}")
}

fn coded(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_breaks_out_of_its_header() {
        for (letter, is) in [
            ("a.pdf", "attachment; filename=\"a-memo.md\"; filename*=UTF-8''a-memo.md"),
            (
                "a\"\r\nX: y.pdf",
                "attachment; filename=\"a___X_ y-memo.md\"; filename*=UTF-8''a%22%0D%0AX%3A%20y-memo.md",
            ),
            ("Größe", "attachment; filename=\"Gr__e-memo.md\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe-memo.md"),
            (".pdf", "attachment; filename=\"letter-memo.md\"; filename*=UTF-8''letter-memo.md"),
        ] {
            assert_eq!(disposition(&named(letter, "memo.md")), is, "{letter}");
        }
    }
}
