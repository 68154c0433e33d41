//! What acquit says of itself: schemas, completions, manual pages, and the pages of clauses and hazards.

use std::fs;
use std::path::Path;

use anyhow::Context;
use clap::{Command, CommandFactory};

use super::args::{Args, Completions, Docs, Man, Schema, SchemaOf};
use super::config;
use super::inspect::print;
use super::output::{Output, shown};
use crate::eval;
use crate::pattern;
use crate::pattern::Patterns;
use crate::report;
use crate::report::pages;

/// What the shells and the manual call this program.
const NAME: &str = env!("CARGO_PKG_NAME");

/// `acquit schema WHICH`.
pub(super) fn schema(args: &Schema) -> anyhow::Result<u8> {
    print(&match args.of {
        SchemaOf::Review => report::schema(),
        SchemaOf::Diff => report::diff::schema(),
        SchemaOf::Matter => report::matter::schema(),
        SchemaOf::Patterns => pattern::schema(),
        SchemaOf::Labels => eval::letters::expect::schema(),
        SchemaOf::Config => {
            let mut program = Args::command();
            program.build();
            config::schema(&program)
        }
    })
}

/// `acquit completions SHELL`.
pub(super) fn completions(args: &Completions) -> anyhow::Result<u8> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut told(&Args::command()), NAME, &mut script);
    print(&String::from_utf8(script)?)
}

/// The command without what is hidden, which completions would offer.
fn told(command: &Command) -> Command {
    let arguments = command.get_arguments().filter(|argument| !argument.is_hide_set());
    let mut told = Command::new(command.get_name().to_owned()).args(arguments.cloned());
    if let Some(version) = command.get_version() {
        told = told.version(version.to_owned());
    }
    if let Some(about) = command.get_about() {
        told = told.about(about.clone());
    }
    told.subcommands(command.get_subcommands().filter(|inner| !inner.is_hide_set()).map(self::told))
}

/// `acquit man`.
pub(super) fn man(args: &Man) -> anyhow::Result<u8> {
    let mut whole = Args::command().disable_help_subcommand(true);
    whole.build();
    let mut pages = Vec::new();
    manual(&whole, &mut pages)?;
    match &args.output {
        Some(folder) => write(folder, &pages),
        None => print(pages.first().map_or("", |(_, text)| text)),
    }
}

/// The manual page of a command, then those of the commands in it: file name and text.
fn manual(command: &Command, pages: &mut Vec<(String, String)>) -> anyhow::Result<()> {
    let source = format!("{NAME} {}", env!("CARGO_PKG_VERSION"));
    let page = clap_mangen::Man::new(command.clone()).source(source).manual(NAME);
    let mut text = Vec::new();
    page.render(&mut text)?;
    pages.push((page.get_filename(), String::from_utf8(text)?));
    command.get_subcommands().filter(|inner| !inner.is_hide_set()).try_for_each(|inner| manual(inner, pages))
}

/// `acquit docs`.
pub(super) fn docs(args: &Docs) -> anyhow::Result<u8> {
    let patterns = Patterns::built_in().map_err(|wrong| anyhow::Error::new(wrong.clone()))?;
    let pages = pages::all(patterns);
    match &args.output {
        Some(folder) => write(folder, &pages),
        None => print(&pages.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n")),
    }
}

/// Each page as a file of the folder, which is made where it is not there.
fn write(folder: &Path, pages: &[(String, String)]) -> anyhow::Result<u8> {
    let unmade = || format!("{}: the folder cannot be made; name one in a place that you may write to", shown(folder));
    fs::create_dir_all(folder).with_context(unmade)?;
    for (name, text) in pages {
        let mut output = Output::open(Some(&folder.join(name)))?;
        output.text(text)?;
        output.finish()?;
    }
    Ok(0)
}
