//! Who is let in, and what every answer forbids the browser to do.
//!
//! A page of another origin that the user has open can send requests to this machine; it knows no token, its browser
//! names its origin, and where it points its own name at this machine (DNS rebinding) the request names another host.

use std::sync::PoisonError;

use axum::extract::{Path, Request, State};
use axum::http::header;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::pages::message;
use super::{App, Shared};

/// Nothing but this server's own styles and script, and pictures that stand in the page itself.
const POLICY: &str = "default-src 'none'; img-src data:; style-src 'self'; script-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // With `no-referrer` browsers would send `Origin: null` with a form.
    (header::REFERRER_POLICY, "same-origin"),
    (header::CACHE_CONTROL, "no-store"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// Turns away who has no business here, and puts the headers on every answer.
pub(super) async fn guard(State(app): State<Shared>, request: Request, next: Next) -> Response {
    let known = app.token.is(first_part(&request));
    let mut response = match refusal(&app, &request) {
        Some(says) => (StatusCode::FORBIDDEN, format!("acquit: {says}\n")).into_response(),
        None => next.run(request).await,
    };
    // What the framework could not take has no page of ours yet.
    let plain =
        response.headers().get(header::CONTENT_TYPE).is_none_or(|media| media.as_bytes().starts_with(b"text/plain"));
    if known && plain && response.status().is_client_error() && response.status() != StatusCode::FORBIDDEN {
        response =
            message(&app, response.status(), "This was not understood", "Go back to the first page and try again.");
    }
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Why a request is turned away. Nothing of it is repeated.
fn refusal(app: &App, request: &Request) -> Option<&'static str> {
    let headers = request.headers();
    let Some(host) = one(headers, &header::HOST).filter(|host| app.hosts.iter().any(|own| own == host)) else {
        return Some("this request names another host. Open the address that acquit printed.");
    };
    let origin = headers.contains_key(header::ORIGIN);
    if origin && one(headers, &header::ORIGIN).and_then(|origin| origin.strip_prefix("http://")) != Some(host) {
        return Some("this request comes from another site, so it was not answered.");
    }
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD);
    if changes && site.is_some_and(|site| site != b"same-origin") {
        return Some("this request comes from another site, so it was not answered.");
    }
    let first = first_part(request);
    if first != "open" && !app.token.is(first) {
        return Some("this address lacks its token. Open the whole address that acquit printed when it started.");
    }
    None
}

/// The first part of the path, where the token stands.
fn first_part(request: &Request) -> &str {
    request.uri().path().trim_start_matches('/').split('/').next().unwrap_or_default()
}

/// The value of a header that stands once.
fn one<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut all = headers.get_all(name).iter();
    let first = all.next()?.to_str().ok()?;
    all.next().is_none().then_some(first)
}

/// The address with which the browser is started: it leads in once, so whoever sees it afterwards can do nothing with it.
pub(super) async fn open(State(app): State<Shared>, Path(word): Path<String>) -> Response {
    let mut once = app.once.lock().unwrap_or_else(PoisonError::into_inner);
    if once.as_ref().is_some_and(|once| once.is(&word)) {
        *once = None;
        return Redirect::to(&app.root).into_response();
    }
    let says = "acquit: this address was used already. Open the address that acquit printed when it started.\n";
    (StatusCode::FORBIDDEN, says).into_response()
}
