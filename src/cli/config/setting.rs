//! The settings that a folder can fix: each has a key in the file, a variable and the flag that it stands for.

use clap::{Arg, Command};

use crate::extract::{Limit, Unit};
use crate::worker::{Cost, Limits};

/// What a variable that is a setting begins with.
pub(super) const PREFIX: &str = "ACQUIT_";

/// The commands that heed settings.
pub(super) const COMMANDS: [&str; 7] = ["review", "scan", "check", "diff", "serve", "why", "extract"];

/// What a setting holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A word or a number.
    Word,
    /// A path, which counts from the folder of the file.
    Path,
    /// `true` or `false`.
    Switch,
    /// Several words.
    List,
}

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Setting {
    /// The table of its key; empty where it has none. A table that is called as a command holds for that alone.
    pub(super) table: &'static str,
    /// Its key in that table.
    pub(super) name: &'static str,
    /// The flag, without its hyphens.
    pub(super) flag: &'static str,
    /// What it holds.
    pub(super) shape: Shape,
}

/// Table, key, flag and shape of all but the limits.
const NAMED: [(&str, &str, &str, Shape); 24] = [
    ("", "readers", "readers", Shape::Word),
    ("", "model", "model", Shape::Path),
    ("", "ocr", "ocr", Shape::Word),
    ("", "ocr-models", "ocr-models", Shape::Path),
    ("", "password-file", "password-file", Shape::Path),
    ("", "fail-on", "fail-on", Shape::Word),
    ("", "require", "require", Shape::Word),
    ("", "allow-unreadable", "allow-unreadable", Shape::Switch),
    ("", "threads", "threads", Shape::Word),
    ("", "exclude", "exclude", Shape::List),
    ("", "redact", "redact", Shape::Switch),
    ("", "as-of", "as-of", Shape::Word),
    ("", "log", "log", Shape::Path),
    ("patterns", "folder", "patterns", Shape::Path),
    ("patterns", "use", "patterns-use", Shape::Word),
    ("review", "format", "format", Shape::Word),
    ("review", "reviews", "reviews", Shape::Path),
    ("scan", "format", "format", Shape::Word),
    ("scan", "facts", "facts", Shape::Path),
    ("scan", "error-budget", "error-budget", Shape::Word),
    ("check", "format", "format", Shape::Word),
    ("check", "baseline", "baseline", Shape::Path),
    ("check", "reviews", "reviews", Shape::Path),
    ("check", "expect", "expect", Shape::Path),
];

/// All of them, in the order in which they are shown.
pub(super) fn all() -> Vec<Setting> {
    let named = NAMED.map(|(table, name, flag, shape)| Setting { table, name, flag, shape });
    let keys = Limit::ALL.iter().map(|limit| limit.key()).chain(Cost::ALL.iter().map(|cost| cost.key()));
    let limits = keys.map(|key| Setting { table: "limits", name: key, flag: key, shape: Shape::Word });
    named.into_iter().chain(limits).collect()
}

impl Setting {
    /// Its key with the table: `scan.format`.
    pub(super) fn key(&self) -> String {
        if self.table.is_empty() { self.name.to_owned() } else { format!("{}.{}", self.table, self.name) }
    }

    /// Its variable: `ACQUIT_SCAN_FORMAT`. A limit goes by its own name.
    pub(super) fn variable(&self) -> String {
        let table = if matches!(self.table, "" | "limits") { String::new() } else { format!("{}_", self.table) };
        format!("{PREFIX}{table}{}", self.name).replace('-', "_").to_ascii_uppercase()
    }

    /// The one command that it is for, if it is for one.
    fn only(&self) -> Option<&'static str> {
        COMMANDS.contains(&self.table).then_some(self.table)
    }

    /// Its flag among those of a command that has been built, if the command heeds it.
    pub(super) fn arg<'a>(&self, command: &'a Command) -> Option<&'a Arg> {
        if self.only().is_some_and(|only| only != command.get_name()) {
            return None;
        }
        command.get_arguments().find(|arg| arg.get_long() == Some(self.flag))
    }

    /// A command that heeds it, of the whole program.
    pub(super) fn home<'a>(&self, program: &'a Command) -> Option<&'a Command> {
        program.find_subcommand(self.only().unwrap_or("check"))
    }

    /// What holds where nobody says anything, as it would be typed; nothing where there is no such word.
    pub(super) fn usual(&self, program: &Command) -> Vec<String> {
        let limit = Limit::ALL.into_iter().find(|limit| self.table == "limits" && limit.key() == self.name);
        let cost = Cost::ALL.into_iter().find(|cost| self.table == "limits" && cost.key() == self.name);
        let usual = Limits::default();
        match (limit, cost, self.shape) {
            (Some(limit), _, _) => vec![typed(&limit.shown(usual.reading.of(limit)), limit.unit())],
            (_, Some(cost), _) => {
                let unit = if cost == Cost::Memory { Unit::Bytes } else { Unit::Count };
                vec![typed(cost.shown(usual.of(cost)).trim_end_matches(" s"), unit)]
            }
            (_, _, Shape::Switch) => vec!["false".to_owned()],
            _ => {
                let arg = self.home(program).and_then(|home| self.arg(home));
                let words = arg.map(Arg::get_default_values).unwrap_or_default();
                words.iter().map(|word| word.to_string_lossy().into_owned()).collect()
            }
        }
    }

    /// Whether its flag takes a value, by the flag's own rule; what is wrong with it otherwise.
    pub(super) fn check(&self, program: &Command, value: &str) -> Result<(), String> {
        if self.shape == Shape::Switch {
            return Ok(());
        }
        let command = self.home(program).map_or("check", Command::get_name);
        let words = ["acquit".to_owned(), command.to_owned(), format!("--{}={value}", self.flag), "--".to_owned()];
        let tried = program.clone().try_get_matches_from(words.into_iter().chain(["x".to_owned()]));
        tried.map(|_| ()).map_err(|refusal| {
            let says = refusal.render().to_string();
            let says = says.split("\n\n").next().unwrap_or_default().trim_start_matches("error: ");
            says.split_whitespace().collect::<Vec<_>>().join(" ")
        })
    }
}

/// A limit as it is typed: `100MB`, `2000`.
fn typed(shown: &str, unit: Unit) -> String {
    let bare: String = shown.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    if unit == Unit::Bytes { bare.replace("bytes", "B") } else { bare }
}
