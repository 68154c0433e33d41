//! What a child is asked.

use serde::Deserialize;
use serde::Serialize;

/// What stands before a document on its way to a child.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Request {
    /// What is wanted of it.
    pub wish: Wish,
    /// Passwords to try where it is locked.
    pub passwords: Vec<String>,
}

/// What is wanted of a document. Each wish has an answer of its own type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Wish {
    /// [`extract::pages`](crate::extract::pages_on).
    Pages,
    /// [`extract::picture`](crate::extract::picture) of this page, from 1.
    Picture(u32),
    /// [`extract::unpack`](crate::extract::unpack).
    Unpack,
}
