//! The formats of a check: which there are, and the one place that chooses between them.

use std::fmt;
use std::str::FromStr;

use crate::finding::FindingId;
use crate::finding::Wording;
use crate::report::checked::Checked;
use crate::report::exit::Exit;
use crate::report::github;
use crate::report::json;
use crate::report::junit::Junit;
use crate::report::markdown::Markdown;
use crate::report::sarif::Sarif;
use crate::report::short;
use crate::review::Tool;

/// A format of a check. All tell the same findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// A line a finding, for logs and editors.
    Short,
    /// Annotations of GitHub's workflow commands.
    Github,
    /// SARIF 2.1.0.
    Sarif,
    /// `JUnit` XML: a test case a file.
    Junit,
    /// An object of schema `acquit/1` a line.
    Json,
    /// Markdown, for the summary of a job.
    Markdown,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Short, Self::Github, Self::Sarif, Self::Junit, Self::Json, Self::Markdown];

    /// The word on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Github => "github",
            Self::Sarif => "sarif",
            Self::Junit => "junit",
            Self::Json => "json",
            Self::Markdown => "markdown",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The word names no format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no format of a check: use short, github, sarif, junit, json or markdown")]
pub struct UnknownFormat(pub String);

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|format| format.as_str() == word).ok_or_else(|| UnknownFormat(word.to_owned()))
    }
}

/// What stays the same for every file of a run.
#[derive(Debug, Clone)]
pub struct Run {
    /// What does the reading.
    pub tool: Tool,
    /// What is said of each id, in the contract's order.
    pub rules: Vec<(FindingId, Wording)>,
    /// The folder of the run with forward slashes: files are named from there.
    pub folder: String,
}

/// What is known at the end of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Closing {
    /// How it ended.
    pub exit: Exit,
    /// What must be said of the run and belongs to no file, such as entries of the user's files that met nothing.
    pub notes: Vec<String>,
}

/// Writes a run in one format: what comes first, each file, what comes last.
#[derive(Debug)]
pub enum Writer {
    /// Lines.
    Short,
    /// Annotations; with the folder of the run.
    Github(String),
    /// SARIF.
    Sarif(Box<Sarif>),
    /// `JUnit`.
    Junit(Box<Junit>),
    /// Objects.
    Json,
    /// Markdown.
    Markdown(Box<Markdown>),
}

impl Writer {
    /// A writer of that format.
    #[must_use]
    pub fn new(format: Format, run: &Run) -> Self {
        match format {
            Format::Short => Self::Short,
            Format::Github => Self::Github(run.folder.clone()),
            Format::Sarif => Self::Sarif(Box::new(Sarif::new(run))),
            Format::Junit => Self::Junit(Box::new(Junit::new(run))),
            Format::Json => Self::Json,
            Format::Markdown => Self::Markdown(Box::default()),
        }
    }

    /// What stands before the first file.
    #[must_use]
    pub fn begin(&self) -> String {
        match self {
            Self::Sarif(sarif) => sarif.begin(),
            Self::Short | Self::Github(_) | Self::Junit(_) | Self::Json | Self::Markdown(_) => String::new(),
        }
    }

    /// One file.
    #[must_use]
    pub fn file(&mut self, checked: &Checked<'_>) -> String {
        match self {
            Self::Short => short::lines(checked),
            Self::Github(folder) => github::annotations(checked, folder),
            Self::Sarif(sarif) => sarif.file(checked),
            Self::Junit(junit) => junit.file(checked),
            Self::Json => json::checked(checked),
            Self::Markdown(markdown) => markdown.file(checked),
        }
    }

    /// What stands behind the last file. Lines and objects have no place for notes, which go to standard error anyway.
    #[must_use]
    pub fn end(&self, closing: &Closing) -> String {
        match self {
            Self::Short | Self::Json => String::new(),
            Self::Github(_) => github::notes(&closing.notes),
            Self::Sarif(sarif) => sarif.end(closing),
            Self::Junit(junit) => junit.end(closing),
            Self::Markdown(markdown) => markdown.end(closing),
        }
    }
}
