//! The second engine in a program that was built without it: the flag is there and says how to build it.

use std::path::Path;
use std::time::Duration;

use crate::document::Picture;
use crate::document::Trouble;

use super::models_error::ModelsError;
use super::reading::Reading;

/// What `acquit --version --verbose` says of it.
pub const SECOND: &str = "not built in: cargo install --locked --path . --features ocr-rten";

/// The models of the second engine: there are none.
#[derive(Debug)]
pub enum Models {}

impl Models {
    /// Always refuses.
    ///
    /// # Errors
    /// [`ModelsError::NotBuilt`].
    pub fn load(_folder: &Path) -> Result<Self, ModelsError> {
        Err(ModelsError::NotBuilt)
    }

    /// Never called.
    pub(super) fn read(&self, _picture: &Picture, _wall: Duration, _turn: u16) -> Result<Reading, Trouble> {
        match *self {}
    }
}
