//! `acquit serve`: letters in the browser of this machine, for people who use no terminal.

#[cfg(feature = "serve")]
mod server;

use super::args::Serve;

/// Serves until somebody ends it.
#[cfg(feature = "serve")]
pub(super) fn run(args: &Serve) -> anyhow::Result<u8> {
    server::run(args)
}

/// A program that was built without it says how to build it.
#[cfg(not(feature = "serve"))]
pub(super) fn run(_args: &Serve) -> anyhow::Result<u8> {
    anyhow::bail!(
        "serve: this acquit was built without it; build it with: cargo install --locked --path . --features serve"
    )
}
