//! `acquit scan --format parquet`: in a program that was built without it, the format is there and says how to build it.

use std::path::Path;

use super::args::Lines;
use super::output::{Output, is_file_to_be};
use crate::report::csv;
use crate::review::Review;

/// Whether such a table can be written.
pub(super) fn is_possible(output: Option<&Path>, stdin: Option<Lines>) -> anyhow::Result<()> {
    anyhow::ensure!(
        cfg!(feature = "parquet"),
        "--format parquet: this acquit was built without it; build it with: cargo install --locked --path . --features parquet"
    );
    anyhow::ensure!(
        stdin.is_none() && output.is_some_and(is_file_to_be),
        "--format parquet: such a table is written whole; leave out --stdin, and name the file with --output"
    );
    Ok(())
}

/// What the journal keeps of a document: its cells.
pub(super) fn row(review: &Review) -> String {
    serde_json::Value::from(csv::cells(review)).to_string() + "\n"
}

/// Writes the table of these rows.
#[cfg(feature = "parquet")]
pub(super) fn write(output: &mut Output, rows: impl Iterator<Item = anyhow::Result<String>>) -> anyhow::Result<()> {
    use crate::report::parquet::Table;
    use anyhow::Context as _;

    let file = output.file().context("there is no file to write the table to; name it with --output")?;
    let unwritten = "the table cannot be written; name a place with room that you may write to";
    let mut table = Table::new(file).context(unwritten)?;
    for row in rows {
        let cells = serde_json::from_str(&row?)
            .context("the journal of the run was changed from outside; remove it and run again")?;
        table.put(cells).context(unwritten)?;
    }
    table.finish().context(unwritten)
}

/// Never called.
#[cfg(not(feature = "parquet"))]
pub(super) fn write(_output: &mut Output, _rows: impl Iterator<Item = anyhow::Result<String>>) -> anyhow::Result<()> {
    is_possible(None, None)
}
