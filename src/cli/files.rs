//! How files are read: in worker processes, pictures by OCR, locked ones with passwords.

use std::path::PathBuf;

use anyhow::Context;
use clap::{Args as Arguments, ValueEnum};

use super::output::shown;
use crate::batch::Input;
use crate::document::{Document, Pages};
use crate::ocr;
use crate::ocr::Ocr;
use crate::worker::{Limits, Pool};

/// How files are read.
#[derive(Debug, Clone, Arguments)]
pub(super) struct HowRead {
    /// Which pages are read from their pictures, by Tesseract: those without readable text, all, or none.
    #[arg(long, value_enum, default_value_t = OcrChoice::Auto)]
    pub(super) ocr: OcrChoice,
    /// Open locked PDFs with the passwords in this file, one a line.
    #[arg(long, value_name = "FILE")]
    pub(super) password_file: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum OcrChoice {
    /// Pages whose text is missing or garbled.
    Auto,
    /// All pages of PDFs and images.
    Always,
    /// No page.
    Never,
}

impl OcrChoice {
    fn when(self) -> ocr::When {
        match self {
            Self::Auto => ocr::When::Auto,
            Self::Always => ocr::When::Always,
            Self::Never => ocr::When::Never,
        }
    }
}

/// What reads the files of a run.
pub(super) struct Files {
    pool: Pool,
    ocr: Ocr,
}

impl Files {
    /// At most `size` worker processes, and the OCR engine of this machine.
    pub(super) fn open(how: &HowRead, size: usize, limits: Limits) -> anyhow::Result<Self> {
        let pool = pool_within(size, limits)?.with_passwords(passwords(how)?);
        Ok(Self { pool, ocr: Ocr::new(how.ocr.when()) })
    }

    /// The pages of one file.
    pub(super) fn pages(&self, bytes: &[u8]) -> Pages {
        self.ocr.complete(self.pool.pages(bytes), |page| self.pool.picture(bytes, page))
    }
}

/// The lines of the password file that are not empty.
fn passwords(how: &HowRead) -> anyhow::Result<Vec<String>> {
    let Some(path) = &how.password_file else { return Ok(Vec::new()) };
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("--password-file {}: the file could not be read as text", shown(path)))?;
    Ok(text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

/// Worker processes for so many threads.
pub(super) fn pool(size: usize) -> anyhow::Result<Pool> {
    pool_within(size, Limits::default())
}

/// The same within other limits.
fn pool_within(size: usize, limits: Limits) -> anyhow::Result<Pool> {
    Pool::new(size, limits).context("no worker process can be started: run acquit by its full path")
}

/// The pages of one file, with its trouble as an error where it could not be opened.
pub(super) fn pages_of(path: &PathBuf, how: &HowRead, limits: Limits) -> anyhow::Result<(Document, Pages)> {
    let input = Input::new(path).within(limits.reading);
    let document = input.read().map_err(|trouble| anyhow::anyhow!("{}: {trouble}", shown(path)))?;
    let pages = Files::open(how, 1, limits)?.pages(&document.bytes);
    Ok((document, pages))
}
