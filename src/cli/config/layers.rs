//! What the flags, the environment and the file say, one above the other.

use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

use clap::parser::ValueSource;
use clap::{ArgMatches, Command};

use super::environment;
use super::file;
use super::file::{File, Said};
use super::setting;
use super::setting::{Setting, Shape};
use crate::cli::rules::Rules;

/// Settings that let a run pass over something; of `review`, whose decisions are told and fail nothing, there are none of its own.
const GATES: [&str; 7] = ["fail-on", "require", "allow-unreadable", "exclude", "error-budget", "baseline", "reviews"];

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    /// The command line.
    Flag,
    /// A variable of the environment.
    Variable(String),
    /// A line of a file.
    File { file: String, line: usize },
    /// Nobody said anything.
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag => f.write_str("flag"),
            Self::Variable(name) => write!(f, "env {name}"),
            Self::File { file, line } => write!(f, "{file}:{line}"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// A setting, what it is, and where that comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) setting: Setting,
    /// As it would be typed; a switch is `true` or `false`; empty where it is not set.
    pub(super) values: Vec<String>,
    pub(super) origin: Origin,
}

/// Which file is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// The one that is found from the working folder upwards, if one is.
    Found,
    /// This one.
    Named(PathBuf),
    /// None.
    Nowhere,
}

/// All settings of a run.
#[derive(Debug)]
pub(in crate::cli) struct Settings {
    /// Each setting once.
    pub(super) held: Vec<Held>,
    /// The facts of the environment as they are typed there.
    pub(super) facts: String,
    /// What the file says of its documents.
    pub(super) whole: Said,
    pub(super) paths: Vec<Said>,
    /// The file, as messages call it.
    pub(super) file: Option<String>,
    rules: Rules,
}

/// A command as it was asked for.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) command: &'a Command,
    pub(super) given: &'a ArgMatches,
}

impl Asked<'_> {
    /// Whether a flag stands on the command line.
    pub(super) fn has(&self, setting: &Setting) -> bool {
        let id = setting.arg(self.command).map(clap::Arg::get_id);
        id.is_some_and(|id| self.given.value_source(id.as_str()) == Some(ValueSource::CommandLine))
    }

    /// Whether a flag on the command line does not go with it.
    fn excludes(&self, setting: &Setting) -> bool {
        let Some(arg) = setting.arg(self.command) else { return false };
        let is_given =
            |other: &&clap::Arg| self.given.value_source(other.get_id().as_str()) == Some(ValueSource::CommandLine);
        let names = |a: &clap::Arg, b: &clap::Arg| {
            self.command.get_arg_conflicts_with(a).iter().any(|other| other.get_id() == b.get_id())
        };
        self.command.get_arguments().filter(is_given).any(|other| names(other, arg) || names(arg, other))
    }

    /// The words that stand behind it there.
    fn words(&self, setting: &Setting) -> Option<Vec<String>> {
        let id = setting.arg(self.command).filter(|_| self.has(setting))?.get_id();
        if setting.shape == Shape::Switch {
            return Some(vec!["true".to_owned()]);
        }
        let raw = self.given.get_raw(id.as_str())?;
        Some(raw.map(|word| word.to_string_lossy().into_owned()).collect())
    }
}

impl Settings {
    /// Reads the environment and the file, and lays the flags above them.
    pub(super) fn gather(place: &Place, asked: &Asked<'_>, program: &Command) -> anyhow::Result<Self> {
        let all = setting::all();
        let variables = environment::variables()?;
        let typed = variables.iter().find(|(name, _)| name == environment::FACTS).map(|(_, facts)| facts.clone());
        let (variables, facts) = environment::read(&variables, &all, program)?;
        let path = match place {
            Place::Found => file::find()?,
            Place::Named(path) => Some(path.clone()),
            Place::Nowhere => None,
        };
        let file = path.map(|path| file::read(&path, &all, program)).transpose()?;
        let name = file.as_ref().map(|file| file.name.clone());
        let file = file.unwrap_or_default();
        let below = |setting: &Setting| {
            let mut said = variables.iter().chain(&file.held);
            said.find(|held| held.setting == *setting).cloned()
        };
        let held = all.iter().map(|setting| {
            let flag = asked.words(setting).map(|values| Held { setting: *setting, values, origin: Origin::Flag });
            let usual = || Held { setting: *setting, values: setting.usual(program), origin: Origin::Default };
            flag.or_else(|| below(setting)).unwrap_or_else(usual)
        });
        let held = held.collect();
        let File { folder, whole, paths, .. } = file;
        let (matchers, paths): (Vec<_>, Vec<_>) = paths.into_iter().unzip();
        let sections = matchers.into_iter().zip(paths.iter().map(|said| said.section.clone())).collect();
        let rules = Rules::new(&folder, facts, whole.section.clone(), sections)?;
        Ok(Self { held, facts: typed.unwrap_or_default(), whole, paths, file: name, rules })
    }

    /// What the file says of its documents.
    pub(super) fn rules(&self) -> Rules {
        self.rules.clone()
    }

    /// What the file lets this run pass over, with its places: a repository that brings its own settings may bring a
    /// gate that is open.
    pub(super) fn gates(&self, asked: &Asked<'_>) -> Vec<String> {
        let opens = |held: &&Held| {
            matches!(held.origin, Origin::File { .. })
                && GATES.contains(&held.setting.name)
                && held.setting.table != "review"
                && held.setting.arg(asked.command).is_some()
                && !self.yields(held, asked)
        };
        let held = self.held.iter().filter(opens);
        let keys = held.map(|held| format!("{} = {} ({})", held.setting.key(), held.values.join(", "), held.origin));
        let file = self.file.as_deref().unwrap_or(file::NAME);
        let said = std::iter::once(&self.whole).chain(&self.paths).flat_map(|said| &said.told);
        let grades = said.filter(|(key, ..)| key.starts_with("severity."));
        keys.chain(grades.map(|(key, value, line)| format!("{key} = {value} ({file}:{line})"))).collect()
    }

    /// Keys that the environment or the file sets, for those who want to know what holds.
    pub(super) fn told(&self) -> Vec<String> {
        let told = self.held.iter().filter(|held| !matches!(held.origin, Origin::Flag | Origin::Default));
        told.map(|held| format!("{} ({})", held.setting.key(), held.origin)).collect()
    }

    /// The words of a command line that say what the environment and the file say, where the command heeds it and its
    /// own flags do not say it otherwise.
    pub(super) fn words(&self, asked: &Asked<'_>) -> Vec<OsString> {
        let heeded = self.held.iter().filter(|held| {
            let told = !matches!(held.origin, Origin::Flag | Origin::Default);
            told && held.setting.arg(asked.command).is_some() && !self.yields(held, asked)
        });
        let words = heeded.flat_map(|held| {
            let flag = held.setting.flag;
            held.values.iter().filter_map(move |value| match held.setting.shape {
                Shape::Switch => (value == "true").then(|| format!("--{flag}")),
                _ => Some(format!("--{flag}={value}")),
            })
        });
        words.map(OsString::from).collect()
    }

    /// Whether another setting makes this one idle, so that a flag never quarrels with the file.
    fn yields(&self, held: &Held, asked: &Asked<'_>) -> bool {
        let value = |name: &str| {
            let other = self.held.iter().find(|other| other.setting.name == name);
            other.and_then(|other| other.values.first()).map(String::as_str)
        };
        let idle = held.setting.name == "model" && value("readers") == Some("patterns");
        idle || asked.excludes(&held.setting)
    }
}
