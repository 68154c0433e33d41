//! What a child is asked.

use serde::Deserialize;
use serde::Serialize;

use crate::document::Note;
use crate::document::Rect;

/// What stands before a document on its way to a child.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Request {
    /// What is wanted of it.
    pub wish: Wish,
    /// Passwords to try where it is locked.
    pub passwords: Vec<String>,
}

/// What is wanted of a document. Each wish has an answer of its own type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Wish {
    /// [`extract::pages`](crate::extract::pages_on).
    Pages,
    /// [`extract::picture`](crate::extract::picture) of this page, from 1.
    Picture(u32),
    /// [`extract::shots`](crate::extract::shots) of this page, from 1, and of these parts of it.
    Shots(u32, Vec<Rect>),
    /// [`extract::annotated`](crate::extract::annotated) with these notes.
    Annotated(Vec<Note>),
    /// [`extract::unpack`](crate::extract::unpack).
    Unpack,
}
