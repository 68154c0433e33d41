//! What the fuzz targets share: small limits, the eyes on panics, what must hold of every answer.

pub mod archive;
pub mod pages;
pub mod paper;
pub mod sound;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::{Mutex, PoisonError};

use acquit::document::Pages;
use acquit::extract::{self, Limits, Terms};

/// Where cargo keeps the sources of dependencies.
const THEIRS: &str = "/registry/src/";

/// Limits under which one input takes milliseconds: what is looked for is a crash, and no slow case.
#[must_use]
pub fn limits() -> Limits {
    Limits {
        file: 1 << 20,
        text: 64 << 10,
        lines: 5_000,
        pages: 8,
        unpacked: 2 << 20,
        stream: 1 << 20,
        ratio: 100,
        nesting: 3,
        levels: 100,
        members: 50,
        picture: 4_000_000,
    }
}

/// The terms of reading within [`limits`].
#[must_use]
pub fn terms() -> Terms {
    Terms { limits: limits(), passwords: vec!["letter".to_owned()] }
}

/// Lets a panic of acquit end the fuzzer, and one of a dependency be told once: the worker process catches it, and the
/// document is a `crash`.
pub fn watch() {
    let fatal = take_hook();
    let told: Mutex<BTreeSet<String>> = Mutex::default();
    set_hook(Box::new(move |panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        if !place.contains(THEIRS) {
            return fatal(panic);
        }
        if told.lock().unwrap_or_else(PoisonError::into_inner).insert(place) {
            eprintln!("DEPENDENCY {panic}");
        }
    }));
}

/// What comes of reading, as a worker process does it; none where a dependency broke down.
pub fn caught<T>(read: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(read)).ok()
}

/// Reads a file and looks at its pages.
pub fn read(bytes: &[u8]) -> Option<Pages> {
    let pages = caught(|| extract::pages_on(bytes, &terms()))?;
    sound::pages(&pages);
    Some(pages)
}

/// Paints a page and looks at the picture.
pub fn paint(bytes: &[u8], page: u32) {
    if let Some(Ok(picture)) = caught(|| extract::picture(bytes, page, &terms())) {
        let size = u64::from(picture.width) * u64::from(picture.height);
        assert_eq!(picture.grey.len() as u64, size, "a picture of another size than it says");
        assert!(picture.dpi.0 > 0 && picture.dpi.1 > 0, "a picture without a scale");
    }
}
