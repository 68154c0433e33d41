//! `acquit.toml`: found, read, and refused with file and line where something in it is not understood.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Command;
use globset::{GlobBuilder, GlobMatcher};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::layers::{Held, Origin};
use super::near::hint;
use super::setting::{Setting, Shape};
use crate::cli::output::shown;
use crate::cli::rules::Section;
use crate::context::user::UserFacts;
use crate::finding::FindingId;
use crate::report::visible::visible_name;
use crate::severity::Severity;

/// The file's name.
pub(in crate::cli) const NAME: &str = "acquit.toml";

/// Keys that hold tables of their own.
const TABLES: [&str; 8] = ["facts", "severity", "path", "limits", "patterns", "review", "scan", "check"];

/// What a file says.
#[derive(Debug, Default)]
pub(super) struct File {
    /// The file as messages call it.
    pub(super) name: String,
    /// Its folder.
    pub(super) folder: PathBuf,
    /// Settings.
    pub(super) held: Vec<Held>,
    /// What it says of all documents.
    pub(super) whole: Said,
    /// What it says of some, by pattern.
    pub(super) paths: Vec<(GlobMatcher, Said)>,
}

/// Facts and severities, with the lines they stand on.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) section: Section,
    /// Key, value and line, in the order of the file.
    pub(super) told: Vec<(String, String, usize)>,
}

/// The file that holds for the working folder: in it, or above it as far as the root of its repository. Outside of a
/// repository none above it counts: anybody may have put it there.
pub(super) fn find() -> anyhow::Result<Option<PathBuf>> {
    let here = std::env::current_dir().context("the working folder cannot be told; run acquit in another one")?;
    let mut way = PathBuf::new();
    let in_repository = here.ancestors().any(|folder| folder.join(".git").exists());
    for folder in here.ancestors().take(if in_repository { usize::MAX } else { 1 }) {
        if folder.join(NAME).is_file() {
            return Ok(Some(way.join(NAME)));
        }
        if folder.join(".git").exists() {
            break;
        }
        way.push("..");
    }
    Ok(None)
}

/// Reads the file at a path.
pub(super) fn read(path: &Path, settings: &[Setting], program: &Command) -> anyhow::Result<File> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{}: the settings cannot be read as text; check the path", shown(path)))?;
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    parse(&shown(path), &folder, &text, &Known { settings, program })
}

/// What a file may say.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) settings: &'a [Setting],
    pub(super) program: &'a Command,
}

/// Reads a file's text.
pub(super) fn parse(name: &str, folder: &Path, text: &str, known: &Known<'_>) -> anyhow::Result<File> {
    let source = Source { name, text };
    let table = DeTable::parse(text).map_err(|bad| {
        let at = bad.span().map_or(0, |span| span.start);
        source.wrong(at, bad.message())
    })?;
    let mut file = File { name: name.to_owned(), folder: folder.to_owned(), ..File::default() };
    for pair in pairs(table.get_ref()) {
        match (pair.key, pair.value.get_ref()) {
            ("facts", _) => source.facts(&pair, &mut file.whole)?,
            ("severity", _) => source.severities(&pair, &mut file.whole)?,
            ("path", _) => file.paths = source.paths(&pair)?,
            ("patterns", DeValue::String(_)) => {
                let folder = Pair { key: "folder", ..pair };
                file.held.push(source.setting("patterns", &folder, known, &file.folder)?);
            }
            (key, _) if TABLES.contains(&key) => {
                for inner in pairs(source.table(&pair)?) {
                    file.held.push(source.setting(key, &inner, known, &file.folder)?);
                }
            }
            _ => file.held.push(source.setting("", &pair, known, &file.folder)?),
        }
    }
    Ok(file)
}

/// A key with its value, and where they stand.
#[derive(Clone, Copy)]
struct Pair<'t, 'i> {
    at: usize,
    key: &'t str,
    value: &'t Spanned<DeValue<'i>>,
}

/// The pairs of a table in the order of the file, so that the first fault is told first.
fn pairs<'t, 'i>(table: &'t DeTable<'i>) -> Vec<Pair<'t, 'i>> {
    let pair = |(key, value): (&'t Spanned<_>, _)| Pair { at: key.span().start, key: as_word(key), value };
    let mut all: Vec<Pair<'t, 'i>> = table.iter().map(pair).collect();
    all.sort_by_key(|pair| pair.at);
    all
}

fn as_word<'t>(key: &'t Spanned<std::borrow::Cow<'_, str>>) -> &'t str {
    key.get_ref()
}

/// A word, a number or a day as it would be typed.
fn typed(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(word) => Some(word.to_string()),
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Float(number) => Some(number.to_string()),
        DeValue::Datetime(day) => Some(day.to_string()),
        DeValue::Boolean(_) | DeValue::Array(_) | DeValue::Table(_) => None,
    }
}

/// The text that is read, for messages.
struct Source<'a> {
    name: &'a str,
    text: &'a str,
}

impl Source<'_> {
    fn line(&self, at: usize) -> usize {
        self.text.as_bytes().iter().take(at).filter(|&&byte| byte == b'\n').count() + 1
    }

    fn wrong(&self, at: usize, says: impl std::fmt::Display) -> anyhow::Error {
        anyhow::anyhow!("{}:{}: {says}", self.name, self.line(at))
    }

    fn table<'t, 'i>(&self, pair: &Pair<'t, 'i>) -> anyhow::Result<&'t DeTable<'i>> {
        let says = || self.wrong(pair.at, format!("`{}` is a table: write [{}] above its keys", pair.key, pair.key));
        pair.value.get_ref().as_table().ok_or_else(says)
    }

    /// A setting with its value.
    fn setting(&self, table: &str, pair: &Pair<'_, '_>, known: &Known<'_>, folder: &Path) -> anyhow::Result<Held> {
        let of_table = || known.settings.iter().filter(move |setting| setting.table == table);
        let Some(setting) = of_table().find(|setting| setting.name == pair.key) else {
            let names = of_table().map(|setting| setting.name);
            let hint = if table.is_empty() { hint(pair.key, names.chain(TABLES)) } else { hint(pair.key, names) };
            let of = if table.is_empty() { String::new() } else { format!(" of [{table}]") };
            return Err(self.wrong(pair.at, format!("`{}` is no key{of}; {hint}", visible_name(pair.key))));
        };
        let Some(mut values) = values(setting.shape, pair.value.get_ref()) else {
            let takes = match setting.shape {
                Shape::Word => "a word or a number",
                Shape::Path => "a path in quotation marks",
                Shape::Switch => "true or false",
                Shape::List => "a list of words, such as [\"drafts/\"]",
            };
            return Err(self.wrong(pair.at, format!("`{}` takes {takes}", setting.key())));
        };
        for value in &mut values {
            setting.check(known.program, value).map_err(|says| self.wrong(pair.at, says))?;
            if setting.shape == Shape::Path {
                *value = folder.join(&*value).to_string_lossy().into_owned();
            }
        }
        let origin = Origin::File { file: self.name.to_owned(), line: self.line(pair.at) };
        Ok(Held { setting: *setting, values, origin })
    }

    fn facts(&self, pair: &Pair<'_, '_>, said: &mut Said) -> anyhow::Result<()> {
        let mut words = Vec::new();
        for fact in pairs(self.table(pair)?) {
            let value = match fact.value.get_ref() {
                DeValue::Boolean(true) => Some("yes".to_owned()),
                DeValue::Boolean(false) => Some("no".to_owned()),
                value => typed(value),
            };
            let value = value.filter(|value| !value.contains(','));
            let value = value.ok_or_else(|| self.wrong(fact.at, format!("`{}` takes one value", fact.key)))?;
            let word = format!("{}={value}", fact.key);
            UserFacts::parse([word.as_str()]).map_err(|bad| self.wrong(fact.at, bad))?;
            said.told.push((format!("facts.{}", fact.key), value, self.line(fact.at)));
            words.push(word);
        }
        said.section.facts =
            UserFacts::parse(words.iter().map(String::as_str)).map_err(|bad| self.wrong(pair.at, bad))?;
        Ok(())
    }

    fn severities(&self, pair: &Pair<'_, '_>, said: &mut Said) -> anyhow::Result<()> {
        for grade in pairs(self.table(pair)?) {
            let id = grade.key.parse::<FindingId>().map_err(|_| {
                let hint = hint(grade.key, FindingId::all().map(FindingId::as_str).collect::<Vec<_>>().into_iter());
                self.wrong(grade.at, format!("`{}` is no protection or hazard; {hint}", visible_name(grade.key)))
            })?;
            let word = typed(grade.value.get_ref()).unwrap_or_default();
            let severity = word.parse::<Severity>().map_err(|bad| self.wrong(grade.at, bad))?;
            said.told.push((format!("severity.{id}"), word, self.line(grade.at)));
            said.section.severities.insert(id, severity);
        }
        Ok(())
    }

    fn paths(&self, pair: &Pair<'_, '_>) -> anyhow::Result<Vec<(GlobMatcher, Said)>> {
        let says = || self.wrong(pair.at, "`path` is a list of tables: write [[path]] above each");
        let all = pair.value.get_ref().as_array().ok_or_else(says)?;
        all.iter().map(|one| self.path(one.get_ref().as_table().ok_or_else(says)?, one.span().start)).collect()
    }

    fn path(&self, table: &DeTable<'_>, at: usize) -> anyhow::Result<(GlobMatcher, Said)> {
        let (mut glob, mut said) = (None, Said::default());
        for pair in pairs(table) {
            match pair.key {
                "glob" => glob = Some(self.glob(&pair, &mut said)?),
                "facts" => self.facts(&pair, &mut said)?,
                "severity" => self.severities(&pair, &mut said)?,
                key => {
                    let hint = hint(key, ["glob", "facts", "severity"].into_iter());
                    return Err(self.wrong(pair.at, format!("`{}` is no key of [[path]]; {hint}", visible_name(key))));
                }
            }
        }
        let says = || self.wrong(at, "a [[path]] has no `glob`: say which documents it is for, such as \"forms/ca/*\"");
        Ok((glob.ok_or_else(says)?, said))
    }

    fn glob(&self, pair: &Pair<'_, '_>, said: &mut Said) -> anyhow::Result<GlobMatcher> {
        let word = pair.value.get_ref().as_str();
        let word = word.ok_or_else(|| self.wrong(pair.at, "`glob` takes a pattern in quotation marks"))?;
        let glob = GlobBuilder::new(word).literal_separator(true).build();
        let glob =
            glob.map_err(|bad| self.wrong(pair.at, format!("`glob` is no pattern of paths ({})", bad.kind())))?;
        said.told.insert(0, ("glob".to_owned(), word.to_owned(), self.line(pair.at)));
        Ok(glob.compile_matcher())
    }
}

/// What a value says of a setting of that shape; nothing where it is of another.
fn values(shape: Shape, value: &DeValue<'_>) -> Option<Vec<String>> {
    match (shape, value) {
        (Shape::Switch, DeValue::Boolean(yes)) => Some(vec![yes.to_string()]),
        (Shape::List, DeValue::Array(all)) => all.iter().map(|one| one.get_ref().as_str().map(str::to_owned)).collect(),
        (Shape::Path, DeValue::String(path)) => Some(vec![path.to_string()]),
        (Shape::Word, value) => typed(value).map(|word| vec![word]),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
