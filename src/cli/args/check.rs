//! Arguments of `check`.

use std::path::PathBuf;

use clap::Args as Arguments;

use super::Demands;
use crate::report::formats::Format;

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Check {
    /// Files and folders.
    #[arg(required = true, value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// What is printed: short, github, sarif, junit, json or markdown.
    #[arg(long, value_name = "FORMAT", default_value_t = Format::Short)]
    pub(in crate::cli) format: Format,
    /// Write one more report, for example sarif=findings.sarif; may be given several times.
    #[arg(long = "report", value_name = "FORMAT=FILE", value_parser = report)]
    pub(in crate::cli) reports: Vec<(Format, PathBuf)>,
    /// Findings in this file were there before and do not fail the run.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) baseline: Option<PathBuf>,
    /// Write the findings that fail this run, or are in --baseline, to a baseline.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) write_baseline: Option<PathBuf>,
    /// Decisions about findings, each with its reason [default: acquit-review.toml, where there is one].
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) reviews: Option<PathBuf>,
    /// Fail (exit 1) where a document is read otherwise than this file, or folder, of labels says.
    #[arg(long, value_name = "LABELS")]
    pub(in crate::cli) expect: Option<PathBuf>,
    /// Say whose verdict is another than in this older run (from scan, or --report json=FILE).
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) compare: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) demands: Demands,
}

fn report(word: &str) -> Result<(Format, PathBuf), String> {
    let Some((format, file)) = word.split_once('=').filter(|(_, file)| !file.is_empty()) else {
        return Err(format!("`{word}` names no format and file: write it as sarif=findings.sarif"));
    };
    Ok((format.parse::<Format>().map_err(|unknown| unknown.to_string())?, file.into()))
}
