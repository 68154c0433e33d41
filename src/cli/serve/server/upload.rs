//! Files come in: each is taken into memory as far as there is room, and read.

use std::sync::Arc;

use axum::extract::State;
use axum::extract::multipart::{Field, Multipart, MultipartError, MultipartRejection};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use serde_json::json;

use super::letter::{File, Letter};
use super::pages::{data, message};
use super::reading;
use super::shelf::{BYTES, LETTERS, Room};
use super::{App, Shared};
use crate::cli::redaction::Redaction;
use crate::document::Document;
use crate::extract;

/// Longest name of a file that is kept, in characters.
const NAME: usize = 150;

/// The name of the files in the form.
const FILES: &str = "files";

/// What became of a file.
enum Taken {
    File(File, Room),
    /// No file was chosen: the form sends an empty one then.
    Nothing,
    /// There is no room for it.
    NoRoom,
}

/// Takes every file of the form and has it read. A browser without the script waits for the report; the script asks how far
/// the reading is.
pub(super) async fn upload(
    State(app): State<Shared>,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let Ok(form) = form else { return refused(&app, StatusCode::BAD_REQUEST, "No file came", NO_FORM) };
    let (letters, left) = match received(&app, form).await {
        Ok(received) => received,
        Err(error) => return refused(&app, error.status(), "The upload was not taken", CUT_OFF),
    };
    for letter in &letters {
        reading::start(&app, Arc::clone(letter));
    }
    if left > 0 {
        let says = format!(
            "There was no room for {left} of the files: acquit keeps at most {LETTERS} letters and {} MB in memory. Forget \
             what you need no longer on the first page, and choose these files again.",
            BYTES >> 20
        );
        return refused(&app, StatusCode::INSUFFICIENT_STORAGE, "No room", &says);
    }
    let next = match letters.as_slice() {
        [] => return refused(&app, StatusCode::BAD_REQUEST, "No file came", NO_FORM),
        [one] => app.at(&format!("letters/{}", one.id)),
        _ => app.root.clone(),
    };
    if headers.contains_key("x-acquit-script") {
        let letters: Vec<u64> = letters.iter().map(|letter| letter.id).collect();
        return data(StatusCode::ACCEPTED, &json!({ "letters": letters, "next": next }));
    }
    for letter in &letters {
        letter.over().await;
    }
    Redirect::to(&next).into_response()
}

const NO_FORM: &str = "Choose a file on the first page, or drop it there.";

const CUT_OFF: &str = "It was cut off, or it has more than 1 GB. Choose the letter alone, not a folder of files or a film, \
                       and send it again.";

fn refused(app: &App, status: StatusCode, title: &str, says: &str) -> Response {
    message(app, status, title, says)
}

/// Every letter that came, and how many found no room.
async fn received(app: &App, mut form: Multipart) -> Result<(Vec<Arc<Letter>>, usize), MultipartError> {
    let (mut letters, mut left) = (Vec::new(), 0);
    while let Some(field) = form.next_field().await? {
        if field.name() != Some(FILES) {
            continue;
        }
        let letter = match taken(app, field).await? {
            Taken::Nothing => continue,
            Taken::NoRoom => None,
            Taken::File(file, room) => app.shelf.put(file, room).ok(),
        };
        match letter {
            Some(letter) => letters.push(letter),
            None => left += 1,
        }
    }
    Ok((letters, left))
}

/// Takes one file. What is over a limit is received and let go, so that the browser hears of it instead of a connection
/// that breaks.
async fn taken(app: &App, mut field: Field<'_>) -> Result<Taken, MultipartError> {
    // A name is no word of the letter, so nothing in it would be masked.
    let name = match app.office.redaction() {
        Redaction::None => called(field.file_name().unwrap_or_default()),
        Redaction::People => "letter".to_owned(),
    };
    let limits = app.files.limits();
    let (mut room, mut bytes, mut size) = (Some(Room::of(&app.shelf)), Vec::new(), 0_u64);
    while let Some(chunk) = field.chunk().await? {
        let more = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
        size = size.saturating_add(more);
        let fits = size <= limits.file && room.as_mut().is_some_and(|room| room.grow(more).is_ok());
        if fits {
            bytes.extend_from_slice(&chunk);
        } else {
            (room, bytes) = (None, Vec::new());
        }
    }
    if size == 0 && field.file_name().is_none_or(str::is_empty) {
        return Ok(Taken::Nothing);
    }
    let trouble = (size > limits.file).then(|| extract::too_large(size, &limits));
    let room = if trouble.is_some() { Some(Room::of(&app.shelf)) } else { room };
    Ok(room.map_or(Taken::NoRoom, |room| Taken::File(File { document: Document { name, bytes }, trouble }, room)))
}

/// How a file is called: the last part of its path, however the browser parts it. Quotation marks and line ends come as
/// the HTML standard has browsers write them.
fn called(path: &str) -> String {
    let path = path.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    let name: String = name.chars().take(NAME).collect();
    if name.is_empty() || name.chars().all(|c| c == '.') { "letter".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_path() {
        for (path, name) in [
            ("letter.pdf", "letter.pdf"),
            ("C:\\fakepath\\my letter.pdf", "my letter.pdf"),
            ("../../etc/passwd", "passwd"),
            ("..", "letter"),
            ("folder/", "letter"),
            ("", "letter"),
            ("the %22good%22 one.pdf", "the \"good\" one.pdf"),
            ("<script>.pdf", "<script>.pdf"),
        ] {
            assert_eq!(called(path), name, "{path}");
        }
        assert_eq!(called(&"é".repeat(400)).chars().count(), NAME);
    }
}
