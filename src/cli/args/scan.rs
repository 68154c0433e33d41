//! Arguments of `scan`.

use std::io::Read as _;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args as Arguments, ValueEnum};
use sha2::{Digest, Sha256};

use super::Demands;
use crate::batch::{self, Choice, Input};
use crate::cli::output::shown;
use crate::report::exit::{Gate, Unreadable};

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Scan {
    /// Files, folders, and patterns such as "letters/**/*.pdf"; "-" reads their paths from standard input, one a line.
    #[arg(required_unless_present_any = ["files_from", "stdin", "watch"], value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Read the paths in this file too, one a line.
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,
    /// What is written of each document: one JSON object a line, or a row of a table.
    #[arg(long, value_enum, default_value_t = ScanFormat::Ndjson)]
    pub(in crate::cli) format: ScanFormat,
    /// Facts of many cases: CSV with a column `path` or `loan_number` and any facts, for example state, units, trustor.
    #[arg(long = "facts", value_name = "FILE")]
    pub(in crate::cli) facts_table: Option<PathBuf>,
    /// Read only every Nth document by a hash of its path: shard I of N, from 1.
    #[arg(long, value_name = "I/N", value_parser = shard)]
    shard: Option<Shard>,
    /// Answer each line of standard input with one line: paths, or objects with a "path".
    #[arg(long, value_enum, value_name = "LINES", conflicts_with_all = ["paths", "files_from", "shard"])]
    pub(in crate::cli) stdin: Option<Lines>,
    /// Gather the letters of one form, and show the paragraphs in which they differ, instead of a row for each.
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "text",
        conflicts_with_all = ["stdin", "format"]
    )]
    pub(in crate::cli) group: Option<GroupFormat>,
    /// Watch a folder, and write a report beside each letter that comes (LETTER.acquit.md and LETTER.acquit.json), until
    /// ended.
    #[arg(
        long,
        value_name = "FOLDER",
        conflicts_with_all = ["paths", "files_from", "shard", "stdin", "group", "format", "output", "error_budget"]
    )]
    pub(in crate::cli) watch: Option<PathBuf>,
    /// Do not fail (exit 3) while no more than this share of the documents could not be read, for example 0.1%.
    #[arg(long, value_name = "SHARE", value_parser = share, conflicts_with = "allow_unreadable")]
    error_budget: Option<u32>,
    #[command(flatten)]
    pub(in crate::cli) demands: Demands,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ScanFormat {
    /// One JSON object a line.
    Ndjson,
    /// A table for a spreadsheet.
    Csv,
    /// A table for a data warehouse: Apache Parquet, into the file of --output (for a build with `--features parquet`).
    Parquet,
}

/// How groups of letters are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum GroupFormat {
    /// For people.
    Text,
    /// One JSON object a line for each group.
    Ndjson,
}

/// What stands on a line of standard input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Lines {
    /// A path.
    Paths,
    /// A JSON object with a path.
    Ndjson,
}

/// One of so many parts of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shard {
    /// From 0.
    index: u64,
    of: u64,
}

impl Scan {
    /// The documents that are asked for.
    pub(in crate::cli) fn inputs(&self) -> anyhow::Result<Vec<Input>> {
        let mut paths = Vec::new();
        for path in &self.paths {
            if path.as_os_str() == "-" { paths.extend(listed(None)?) } else { paths.push(path.clone()) }
        }
        if let Some(file) = &self.files_from {
            paths.extend(listed(Some(file).filter(|file| file.as_os_str() != "-"))?);
        }
        let found = batch::find(&paths, &Choice { exclude: self.demands.exclude.clone() })?;
        let is_mine = |input: &Input| self.shard.is_none_or(|shard| shard.holds(&input.name()));
        let reading = self.demands.limits.0.reading;
        Ok(found.into_iter().filter(is_mine).map(|input| input.within(reading)).collect())
    }

    /// What the exit code depends on.
    pub(in crate::cli) fn gate(&self) -> Gate {
        let gate = self.demands.gate();
        Gate { unreadable: self.error_budget.map_or(gate.unreadable, Unreadable::UpTo), ..gate }
    }
}

impl Shard {
    /// Whether the document is of this part, wherever and in whatever order it is listed.
    fn holds(self, name: &str) -> bool {
        let digest = Sha256::digest(name.replace(std::path::MAIN_SEPARATOR, "/").as_bytes());
        let number = digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte));
        number % self.of == self.index
    }
}

/// Paths, one a line, of a file or of standard input.
fn listed(file: Option<&PathBuf>) -> anyhow::Result<Vec<PathBuf>> {
    let text = if let Some(file) = file {
        std::fs::read_to_string(file)
            .with_context(|| format!("--files-from {}: the file could not be read as text", shown(file)))?
    } else {
        let mut text = String::new();
        std::io::stdin().lock().read_to_string(&mut text).context("standard input could not be read as text")?;
        text
    };
    let paths: Vec<PathBuf> = text.lines().filter(|line| !line.is_empty()).map(PathBuf::from).collect();
    let from = file.map_or_else(|| "standard input".to_owned(), |file| shown(file));
    anyhow::ensure!(!paths.is_empty(), "{from}: no path stands in it; write one on each line");
    Ok(paths)
}

fn shard(word: &str) -> Result<Shard, String> {
    let says = || format!("`{word}` is no shard: use I/N with I from 1 to N, for example 3/8");
    let (index, of) = word.split_once('/').ok_or_else(says)?;
    let (index, of): (u64, u64) = (index.parse().map_err(|_| says())?, of.parse().map_err(|_| says())?);
    if index == 0 || index > of { Err(says()) } else { Ok(Shard { index: index - 1, of }) }
}

/// A share, in millionths.
fn share(word: &str) -> Result<u32, String> {
    let says = || format!("`{word}` is no share of documents: use a percentage, for example 0.1%");
    let percent = word.strip_suffix('%').ok_or_else(says)?;
    let percent: rust_decimal::Decimal = percent.parse().map_err(|_| says())?;
    let millionths = percent * rust_decimal::Decimal::from(10_000);
    u32::try_from(millionths.trunc()).ok().filter(|share| *share <= 1_000_000).ok_or_else(says)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_is_of_one_shard() {
        for of in [1, 3, 8] {
            let shards: Vec<Shard> = (1..=of).map(|index| shard(&format!("{index}/{of}")).unwrap()).collect();
            for n in 0..100 {
                let holding = shards.iter().filter(|shard| shard.holds(&format!("letters/{n}.pdf"))).count();
                assert_eq!(holding, 1, "{n} of {of}");
            }
        }
        for word in ["0/2", "3/2", "1", "1/0", "-1/2", "a/b"] {
            assert!(shard(word).is_err(), "{word}");
        }
    }

    #[test]
    fn shares_are_percentages() {
        for (word, want) in [
            ("0.1%", Some(1_000)),
            ("0%", Some(0)),
            ("100%", Some(1_000_000)),
            ("0.1", None),
            ("101%", None),
            ("-1%", None),
        ] {
            assert_eq!(share(word).ok(), want, "{word}");
        }
    }
}
