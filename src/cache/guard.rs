//! Guards the run against the store: a file that was damaged may make it panic.

use std::cell::Cell;
use std::panic;
use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::sync::Once;

use super::Fault;

thread_local! {
    /// Whether this thread is at work in the store.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Does something with the cache at that place. A panic is a cache that is damaged, and its message is told nobody.
pub(super) fn caught<T>(place: &Path, act: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    hush();
    let outside = INSIDE.replace(true);
    let came = panic::catch_unwind(AssertUnwindSafe(act));
    INSIDE.set(outside);
    came.unwrap_or_else(|_| Err(Fault::Damaged(place.to_owned())))
}

/// Keeps the messages of panics in the store from standard error; all others are told as before.
fn hush() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !INSIDE.get() {
                before(panic);
            }
        }));
    });
}
