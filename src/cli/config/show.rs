//! `acquit config show`: every setting with its value and where it comes from.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::file::Said;
use super::layers::{Held, Origin, Settings};
use super::setting::Shape;
use crate::cli::args::{Show, ShowFormat};
use crate::cli::output::Output;
use crate::report::visible::visible_name;

/// A line of what is shown.
struct Row {
    key: String,
    /// None where it is not set.
    values: Option<Vec<String>>,
    shape: Shape,
    from: String,
}

/// Rows of all documents, then of those of each pattern.
struct Shown {
    rows: Vec<Row>,
    paths: Vec<(String, String, Vec<Row>)>,
}

/// Prints them.
pub(in crate::cli) fn show(args: &Show) -> anyhow::Result<u8> {
    let Some(settings) = &args.settings else { anyhow::bail!("the settings were not read: report this") };
    let shown = Shown::of(settings, &args.demands.facts);
    let text = match args.format {
        ShowFormat::Text => shown.text(),
        ShowFormat::Toml => shown.toml(),
        ShowFormat::Json => shown.json(settings.file.as_deref()),
    };
    let mut output = Output::open(args.demands.output.as_deref())?;
    output.text(&text)?;
    output.finish()?;
    Ok(0)
}

impl Row {
    fn of(held: &Held) -> Self {
        let is_set = !held.values.is_empty() || held.setting.shape == Shape::List && held.origin != Origin::Default;
        Self {
            key: held.setting.key(),
            values: is_set.then(|| held.values.clone()),
            shape: held.setting.shape,
            from: held.origin.to_string(),
        }
    }

    fn word(key: String, value: &str, from: String) -> Self {
        Self { key, values: Some(vec![value.to_owned()]), shape: Shape::Word, from }
    }

    /// The value as people read it.
    fn plain(&self) -> String {
        self.values.as_ref().map_or_else(|| "not set".to_owned(), |values| visible_name(&values.join(", ")))
    }

    /// The value as the file holds it.
    fn toml(&self) -> Option<String> {
        let values = self.values.as_ref()?;
        let quoted = |word: &String| toml::Value::String(word.clone()).to_string();
        let one = || values.first().map_or_else(String::new, quoted);
        Some(match self.shape {
            Shape::List => format!("[{}]", values.iter().map(quoted).collect::<Vec<_>>().join(", ")),
            Shape::Switch => values.first().cloned().unwrap_or_default(),
            Shape::Word | Shape::Path => one(),
        })
    }

    fn json(&self) -> Value {
        let value = match (&self.values, self.shape) {
            (None, _) => Value::Null,
            (Some(values), Shape::List) => json!(values),
            (Some(values), Shape::Switch) => json!(values.first().is_some_and(|value| value == "true")),
            (Some(values), Shape::Word | Shape::Path) => json!(values.first()),
        };
        json!({"key": self.key, "value": value, "from": self.from})
    }
}

impl Shown {
    fn of(settings: &Settings, flags: &[String]) -> Self {
        let mut rows: Vec<Row> = settings.held.iter().map(Row::of).collect();
        let variable = Origin::Variable(super::environment::FACTS.to_owned()).to_string();
        let typed =
            pairs(flags.iter().map(String::as_str)).map(|(key, value)| Row::word(key, &value, "flag".to_owned()));
        let variables =
            pairs([settings.facts.as_str()].into_iter()).map(|(key, value)| Row::word(key, &value, variable.clone()));
        let file = settings.file.as_deref().unwrap_or_default();
        let mut facts: Vec<Row> = typed.chain(variables).chain(said(&settings.whole, file)).collect();
        facts.sort_by(|a, b| a.key.cmp(&b.key));
        facts.dedup_by(|later, first| later.key == first.key);
        rows.extend(facts);
        let path = |of: &Said| {
            let glob = of.told.iter().find(|(key, ..)| key == "glob");
            let (glob, from) =
                glob.map_or_else(Default::default, |(_, glob, line)| (glob.clone(), format!("{file}:{line}")));
            (glob, from, said(of, file).collect())
        };
        Self { rows, paths: settings.paths.iter().map(path).collect() }
    }

    fn text(&self) -> String {
        let mut out = String::new();
        for row in &self.rows {
            line(&mut out, "", row);
        }
        for (glob, from, rows) in &self.paths {
            let title = Row::word("path".to_owned(), glob, from.clone());
            line(&mut out, "", &title);
            for row in rows {
                line(&mut out, "  ", row);
            }
        }
        out
    }

    fn toml(&self) -> String {
        let mut out = String::new();
        let mut last = "";
        // Keys without a table must stand before the first one.
        for row in &self.rows {
            let (table, name) = row.key.split_once('.').unwrap_or(("", &row.key));
            if table != last {
                // Writing to a string cannot fail.
                let _ = writeln!(out, "\n[{table}]");
                last = table;
            }
            entry(&mut out, name, row);
        }
        for (glob, from, rows) in &self.paths {
            let _ = writeln!(out, "\n[[path]]");
            entry(&mut out, "glob", &Row::word("glob".to_owned(), glob, from.clone()));
            for row in rows {
                entry(&mut out, &row.key, row);
            }
        }
        out
    }

    fn json(&self, file: Option<&str>) -> String {
        let rows = |rows: &[Row]| rows.iter().map(Row::json).collect::<Vec<_>>();
        let path = |(glob, from, said): &(String, String, Vec<Row>)| json!({"glob": glob, "from": from, "settings": rows(said)});
        let all = json!({
            "file": file,
            "settings": rows(&self.rows),
            "paths": self.paths.iter().map(path).collect::<Vec<_>>(),
        });
        // Words alone: writing them cannot fail.
        serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
    }
}

/// What a file says of facts and severities.
fn said<'a>(said: &'a Said, file: &'a str) -> impl Iterator<Item = Row> + 'a {
    let told = said.told.iter().filter(|(key, ..)| key != "glob");
    told.map(move |(key, value, line)| Row::word(key.replace('_', "-"), value, format!("{file}:{line}")))
}

/// Facts as they are typed, by key.
fn pairs<'a>(words: impl Iterator<Item = &'a str> + 'a) -> impl Iterator<Item = (String, String)> + 'a {
    let pairs = words.flat_map(|word| word.split(',')).filter_map(|pair| pair.split_once('='));
    pairs.map(|(key, value)| (format!("facts.{}", key.trim().replace('_', "-")), value.trim().to_owned()))
}

fn line(out: &mut String, indent: &str, row: &Row) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{indent}{:<24} {:<20} {}", row.key, row.plain(), row.from);
}

fn entry(out: &mut String, name: &str, row: &Row) {
    let _ = match row.toml() {
        Some(value) => writeln!(out, "{:<36} # {}", format!("{name} = {value}"), row.from),
        None => writeln!(out, "{:<36} # not set", format!("# {name} =")),
    };
}
