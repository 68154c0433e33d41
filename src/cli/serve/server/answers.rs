//! What is answered: the first page, a report, another grade, and forgetting.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::facts;
use super::facts::Typed;
use super::letter::Stage;
use super::pages;
use super::pages::message;
use super::reading;
use super::{App, Shared};

/// The first page: where files are dropped, and what is kept.
pub(super) async fn start(State(app): State<Shared>) -> Response {
    pages::start(&app)
}

/// How far each letter has come; no word of any.
pub(super) async fn progress(State(app): State<Shared>) -> Response {
    let one = |letter: Arc<super::letter::Letter>| {
        let stage = letter.stage();
        let since = if let Stage::Reading(since) = &stage { since.elapsed().as_secs() } else { 0 };
        json!({ "id": letter.id, "stage": stage.word(), "seconds": since })
    };
    let all: Value = app.shelf.all().into_iter().map(one).collect();
    pages::data(StatusCode::OK, &all)
}

/// The report on a letter; waits until it was read.
pub(super) async fn report(State(app): State<Shared>, Path(id): Path<u64>) -> Response {
    let Some(letter) = app.shelf.get(id) else { return gone(&app) };
    match letter.over().await {
        Stage::Told(told) => pages::report(&app, &letter, &told, pages::Asked::Given),
        _ => broken(&app),
    }
}

/// Grades a letter anew on the facts of the form.
pub(super) async fn grade(State(app): State<Shared>, Path(id): Path<u64>, Form(fields): Form<Typed>) -> Response {
    let Some(letter) = app.shelf.get(id) else { return gone(&app) };
    let Stage::Told(told) = letter.over().await else { return broken(&app) };
    let given = match facts::read(&fields) {
        Ok(given) => given,
        Err(bad) => return pages::report(&app, &letter, &told, pages::Asked::Wrongly(fields, bad.to_string())),
    };
    if !reading::told(&app, &letter, given).await {
        return broken(&app);
    }
    Redirect::to(&app.at(&format!("letters/{id}#graded"))).into_response()
}

/// A password, as it was typed.
#[derive(Deserialize)]
pub(super) struct Key {
    password: String,
}

/// Reads a locked letter again, with one more password.
pub(super) async fn unlock(State(app): State<Shared>, Path(id): Path<u64>, Form(key): Form<Key>) -> Response {
    let Some(letter) = app.shelf.get(id) else { return gone(&app) };
    let Stage::Told(before) = letter.over().await else { return broken(&app) };
    let back = Redirect::to(&app.at(&format!("letters/{id}"))).into_response();
    let Ok(_seat) = app.seats.acquire().await else { return broken(&app) };
    if !before.is_locked() || key.password.is_empty() {
        return back;
    }
    app.files.try_password(&key.password);
    letter.forget_pages();
    letter.comes_to(Stage::Reading(Instant::now()));
    if !reading::told(&app, &letter, before.given.clone()).await {
        letter.comes_to(Stage::Broken);
        return broken(&app);
    }
    match letter.stage() {
        Stage::Told(told) if told.is_locked() => {
            app.files.forget_password(&key.password);
            pages::report(&app, &letter, &told, pages::Asked::InVain)
        }
        _ => back,
    }
}

/// Forgets a letter.
pub(super) async fn forget(State(app): State<Shared>, Path(id): Path<u64>) -> Response {
    app.shelf.forget(id);
    app.office.kit.forget();
    Redirect::to(&app.root).into_response()
}

/// Forgets all letters.
pub(super) async fn forget_all(State(app): State<Shared>) -> Response {
    app.shelf.forget_all();
    app.office.kit.forget();
    Redirect::to(&app.root).into_response()
}

/// Forgets all letters and ends the program.
pub(super) async fn end(State(app): State<Shared>) -> Response {
    app.shelf.forget_all();
    app.end();
    pages::farewell()
}

/// There is no such page.
pub(super) async fn nothing(State(app): State<Shared>) -> Response {
    message(&app, StatusCode::NOT_FOUND, "No such page", "Go back to the first page.")
}

/// The letter was forgotten, or never was.
pub(super) fn gone(app: &App) -> Response {
    let says = "It was forgotten, or never came. Choose its file again on the first page.";
    message(app, StatusCode::NOT_FOUND, "There is no such letter", says)
}

/// The reading ended without a result.
pub(super) fn broken(app: &App) -> Response {
    let says = "The reading of this letter broke down, so nothing is known of it. Choose its file again on the first page; \
                if that does not help, report it, and read the letter by eye.";
    message(app, StatusCode::INTERNAL_SERVER_ERROR, "The letter was not read", says)
}
