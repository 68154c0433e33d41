//! How files are read: in worker processes, pictures by OCR, locked ones with passwords.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Args as Arguments, ValueEnum};
use sha2::{Digest, Sha256};

use super::output::shown;
use crate::batch::Input;
use crate::document::{Document, Note, Pages, Rect, Shots, Trouble, Unpacked};
use crate::extract;
use crate::finding::hex;
use crate::ocr;
use crate::ocr::{Completed, Models, Ocr};
use crate::worker::{Cost, Limits, Pool};

/// How files are read.
#[derive(Debug, Clone, Arguments)]
pub(super) struct HowRead {
    /// Which pages are read from their pictures, by Tesseract: those without readable text, all, or none.
    #[arg(long, value_enum, default_value_t = OcrChoice::Auto)]
    pub(super) ocr: OcrChoice,
    /// Read again, by the PP-OCR models in this folder, what Tesseract reads poorly; read all by them where it is missing
    /// (for a build with `--features ocr-rten`).
    #[arg(long, value_name = "FOLDER")]
    pub(super) ocr_models: Option<PathBuf>,
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
    how: HowRead,
    limits: Limits,
    /// What opens locked documents, as a digest.
    keys: String,
}

impl Files {
    /// At most `size` worker processes, and the OCR engines of this machine.
    pub(super) fn open(how: &HowRead, size: usize, limits: Limits) -> anyhow::Result<Self> {
        let passwords = passwords(how)?;
        let keys = hex(&Sha256::digest(passwords.join("\n")));
        let pool = pool_within(size, limits)?.with_passwords(passwords);
        let ocr = Ocr::new(how.ocr.when()).with_models(models(how)?);
        Ok(Self { pool, ocr, how: how.clone(), limits, keys })
    }

    /// How much is read.
    pub(super) const fn limits(&self) -> extract::Limits {
        self.limits.reading
    }

    /// What pages depend on beside the file's bytes and what reads pictures, in words. Time is none of it: pages that
    /// were read are the same, however long it took.
    pub(super) fn identity(&self) -> String {
        let usual = Limits::default();
        let mut limits = self.limits;
        for cost in [Cost::Wall, Cost::Page, Cost::Most] {
            limits.set(cost, usual.of(cost));
        }
        format!("{} {:?} {}", limits.word(), self.how.ocr, self.keys)
    }

    /// What pages that are pictures depend on besides, in words. This looks for the engine.
    pub(super) fn eyes(&self) -> String {
        let mut models = Sha256::new();
        if let Some(folder) = &self.how.ocr_models {
            let mut files: Vec<PathBuf> =
                fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
            files.sort();
            for file in files {
                models.update(file.file_name().unwrap_or_default().as_encoded_bytes());
                models.update(Sha256::digest(fs::read(file).unwrap_or_default()));
            }
        }
        format!("{} {}", self.ocr.identity(), hex(&models.finalize()))
    }

    /// Has one more password tried on locked files, from the next file on.
    #[cfg(feature = "serve")]
    pub(super) fn try_password(&self, password: &str) {
        self.pool.try_password(password);
    }

    /// Tries a password no more.
    #[cfg(feature = "serve")]
    pub(super) fn forget_password(&self, password: &str) {
        self.pool.forget_password(password);
    }

    /// What a container holds.
    ///
    /// # Errors
    /// A trouble of the whole container.
    pub(super) fn unpack(&self, bytes: &[u8]) -> Result<Option<Unpacked>, Trouble> {
        self.pool.unpack(bytes)
    }

    /// One page of a file, from 1, as people look at it, and parts of it.
    ///
    /// # Errors
    /// A trouble that says why it has no picture.
    pub(super) fn shots(&self, bytes: &[u8], page: u32, parts: Vec<Rect>) -> Result<Shots, Trouble> {
        self.pool.shots(bytes, page, parts)
    }

    /// A PDF with notes on its pages, behind its own bytes.
    ///
    /// # Errors
    /// A trouble that says why it cannot be made.
    pub(super) fn annotated(&self, bytes: &[u8], notes: Vec<Note>) -> Result<Vec<u8>, Trouble> {
        self.pool.annotated(bytes, notes)
    }

    /// The pages of one file.
    pub(super) fn pages(&self, bytes: &[u8]) -> Pages {
        self.completed(bytes).pages
    }

    /// The pages of one file, and which engine read those that are pictures.
    fn completed(&self, bytes: &[u8]) -> Completed {
        self.looked_at(self.typed(bytes), bytes)
    }

    /// The pages of one file without what stands on its pictures.
    pub(super) fn typed(&self, bytes: &[u8]) -> Pages {
        self.pool.pages(bytes)
    }

    /// Whether some of the pages are to be read from their pictures.
    pub(super) fn want_a_look(&self, pages: &Pages) -> bool {
        self.ocr.wants(pages)
    }

    /// The pages of one file with what stands on its pictures.
    pub(super) fn looked_at(&self, pages: Pages, bytes: &[u8]) -> Completed {
        self.ocr.complete(pages, |page| self.pool.picture(bytes, page))
    }
}

/// The lines of the password file that are not empty.
fn passwords(how: &HowRead) -> anyhow::Result<Vec<String>> {
    let Some(path) = &how.password_file else { return Ok(Vec::new()) };
    let text = fs::read_to_string(path)
        .with_context(|| format!("--password-file {}: the file could not be read as text", shown(path)))?;
    Ok(text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

/// The models of the second OCR engine, where a folder is named.
fn models(how: &HowRead) -> anyhow::Result<Option<Models>> {
    let Some(folder) = &how.ocr_models else { return Ok(None) };
    let models = Models::load(folder).with_context(|| format!("--ocr-models {}", shown(folder)))?;
    Ok(Some(models))
}

/// Worker processes for so many threads.
pub(super) fn pool(size: usize) -> anyhow::Result<Pool> {
    pool_within(size, Limits::default())
}

/// The same within other limits.
fn pool_within(size: usize, limits: Limits) -> anyhow::Result<Pool> {
    Pool::new(size, limits).context("no worker process can be started: run acquit by its full path")
}

/// The pages of one file, or of a document in a container ("letters.zip/a.pdf"), with its trouble as an error where it
/// could not be opened.
pub(super) fn pages_of(path: &Path, how: &HowRead, limits: Limits) -> anyhow::Result<(Document, Completed)> {
    let file = path.ancestors().find(|place| place.is_file()).unwrap_or(path);
    let read = Input::new(file).within(limits.reading).read();
    let mut document = read.map_err(|trouble| anyhow::anyhow!("{}: {trouble}", shown(path)))?;
    let files = Files::open(how, 1, limits)?;
    let inside = path.strip_prefix(file).unwrap_or(path).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    let mut inside = if file == path { "" } else { inside.as_str() };
    while !inside.is_empty() {
        let failed = |trouble: Trouble| anyhow::anyhow!("{}: {trouble}", shown(path));
        let members = files.unpack(&document.bytes).map_err(failed)?.unwrap_or_default().members;
        let below = |name: &str| inside.strip_prefix(name).filter(|rest| rest.is_empty() || rest.starts_with('/'));
        let found = members.into_iter().filter(|member| below(&member.name).is_some());
        let Some(member) = found.max_by_key(|member| member.name.len()) else {
            anyhow::bail!("{}: there is no such document in it; `acquit review` names those that are", shown(path))
        };
        inside = below(&member.name).unwrap_or("").trim_start_matches('/');
        document = Document { name: format!("{}/{}", document.name, member.name), bytes: member.bytes };
    }
    let completed = files.completed(&document.bytes);
    Ok((document, completed))
}
