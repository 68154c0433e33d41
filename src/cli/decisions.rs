//! The review file: what somebody decided about findings.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use jiff::civil::Date;

use super::output::shown;
use crate::report::accept::BadFile;
use crate::report::accept::decisions::Decisions;

/// The review file that is read where none is named.
const REVIEWS: &str = "acquit-review.toml";

/// The decisions of the file that is named, or of the usual one where it is there.
pub(super) fn read(named: Option<&Path>, as_of: Option<Date>) -> anyhow::Result<(PathBuf, Decisions)> {
    let file = named.unwrap_or(Path::new(REVIEWS)).to_owned();
    let decisions = if named.is_some() || file.is_file() {
        parsed(&file, "review file", |text| Decisions::parse(text, as_of))?
    } else {
        Decisions::default()
    };
    Ok((file, decisions))
}

/// A file of the user's, parsed; what is wrong with it is told with file and line.
pub(super) fn parsed<T>(file: &Path, what: &str, parse: impl Fn(&str) -> Result<T, BadFile>) -> anyhow::Result<T> {
    let text = fs::read_to_string(file)
        .with_context(|| format!("{}: the {what} cannot be read; check the path", shown(file)))?;
    parse(&text).map_err(|bad| anyhow::anyhow!("{}:{}: {}", shown(file), bad.line, bad.says))
}
