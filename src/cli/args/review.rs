//! Arguments of `review`.

use std::path::PathBuf;

use clap::{Args as Arguments, ValueEnum};

use super::Demands;

#[derive(Debug, Arguments)]
pub(in crate::cli) struct Review {
    /// The letters.
    #[arg(required = true, value_name = "FILE")]
    pub(in crate::cli) files: Vec<PathBuf>,
    /// How it is told. JSON is one object for one file, and one a line for several.
    #[arg(long, value_enum, default_value_t = ReviewFormat::Terminal)]
    pub(in crate::cli) format: ReviewFormat,
    /// Decisions about findings, each with its reason, which every format tells; they change neither verdict nor exit code
    /// [default: acquit-review.toml, where there is one].
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) reviews: Option<PathBuf>,
    /// The letters are those of one closing (first lien, junior lien, mortgage insurer …): say whose release is absent and
    /// what does not fit together.
    #[arg(long)]
    pub(in crate::cli) matter: bool,
    #[command(flatten)]
    pub(in crate::cli) quoting: Quoting,
    #[command(flatten)]
    pub(in crate::cli) demands: Demands,
}

/// How words of a letter are quoted.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct Quoting {
    /// Show the lines of the page in which the quoted words stand, and underline these, in the memo for a terminal.
    #[arg(long)]
    pub(in crate::cli) excerpts: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ReviewFormat {
    Terminal,
    Json,
    /// A page for a browser, with pictures of the letter and its words marked.
    Html,
    /// The letter as a PDF with the words marked; one letter.
    AnnotatedPdf,
    /// The whole memo in Markdown.
    Markdown,
    /// The whole memo as a Word document.
    Docx,
    /// A letter that asks the lender for the words that are missing: text, or a Word document by the name of --output.
    Request,
}
