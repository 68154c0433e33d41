//! Scores the plain rows over files of labelled sentences (one JSON object a line: id, text, context, labels).
//!
//! `cargo run --example rows -- patterns FILE…` prints precision and recall for every id that has rows;
//! `--id ID` before the files also lists what was missed and what was found in error; `--time` how long a unit took;
//! `--fires ID` lists which rows match which lines.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use acquit::pattern::Patterns;
use acquit::reading::Passage;
use anyhow::Context;
use serde::Deserialize;

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    context: String,
    labels: Vec<String>,
}

#[derive(Default)]
struct Tally {
    hits: u32,
    false_alarms: u32,
    misses: u32,
}

impl Tally {
    fn row(&self, name: &str) -> String {
        let share =
            |part: u32, rest: u32| if part + rest == 0 { 1.0 } else { f64::from(part) / f64::from(part + rest) };
        let (p, r) = (share(self.hits, self.false_alarms), share(self.hits, self.misses));
        format!(
            "{name:28} hits {:4} false {:3} missed {:3}   P {p:.3} R {r:.3}",
            self.hits, self.false_alarms, self.misses
        )
    }

    fn add(&mut self, other: &Self) {
        self.hits += other.hits;
        self.false_alarms += other.false_alarms;
        self.misses += other.misses;
    }
}

fn main() -> anyhow::Result<()> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let mut take = |flag: &str| args.iter().position(|a| a == flag).map(|at| args.drain(at..at + 2).nth(1));
    let shown = take("--id").flatten();
    let wanted = take("--fires").flatten();
    let timed = args.iter().position(|a| a == "--time").map(|at| args.remove(at)).is_some();
    let (folder, banks) = args.split_first().context("say where the patterns are, then the bank files")?;
    let files = patterns_of(Path::new(folder))?;
    let borrowed: Vec<(&str, &str)> = files.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    let patterns = Patterns::compile(&borrowed)?;
    let mut lines = Vec::new();
    for bank in banks {
        for line in fs::read_to_string(bank).with_context(|| bank.clone())?.lines() {
            lines.push(serde_json::from_str::<Line>(line)?);
        }
    }
    let mut out = std::io::stdout().lock();
    if let Some(id) = wanted {
        return firing(&patterns, &lines, &id, &mut out);
    }
    if timed {
        time(&patterns, &lines, &mut out)?;
    }
    score(&patterns, &lines, shown.as_deref(), &mut out)
}

fn passage(line: &Line) -> Passage<'_> {
    let mut passage = Passage { words: &line.text, ..Passage::default() };
    let context = line.context.trim();
    if let Some(heading) = context.strip_prefix("HEADING:") {
        passage.heading = heading.trim();
    } else if context.ends_with(':') {
        passage.lead_in = context;
    } else {
        passage.before = context;
    }
    passage
}

/// The id of a label; protections with their strength count as one thing here.
fn id_of(label: &str) -> &str {
    label.split(':').next().unwrap_or(label)
}

fn score(patterns: &Patterns, lines: &[Line], shown: Option<&str>, out: &mut impl Write) -> anyhow::Result<()> {
    let mut tallies: BTreeMap<&str, Tally> =
        acquit::pattern::coverage(patterns).iter().filter(|c| c.rows > 0).map(|c| (c.id, Tally::default())).collect();
    for line in lines {
        let tagged = patterns.lexicon().tag(&line.text);
        let readings = patterns.read(&tagged, &passage(line));
        for (id, tally) in &mut tallies {
            let got = readings.iter().find(|r| id_of(&r.effect.label()) == *id);
            let want = line.labels.iter().any(|l| id_of(l) == *id);
            let note = match (got.is_some(), want) {
                (true, true) => {
                    tally.hits += 1;
                    "hit "
                }
                (true, false) => {
                    tally.false_alarms += 1;
                    "FALSE"
                }
                (false, true) => {
                    tally.misses += 1;
                    "MISSED"
                }
                (false, false) => continue,
            };
            if shown == Some(*id) {
                let by = got.map_or("", |r| r.pattern.as_str());
                writeln!(out, "{note} {by} {} {} {{{{{}}}}} {:?}", line.id, line.text, line.context, line.labels)?;
            }
        }
    }
    let weakens = |id: &str| id.parse::<acquit::id::Hazard>().is_ok_and(acquit::id::Hazard::weakens);
    let (mut weakening, mut rest) = (Tally::default(), Tally::default());
    for (id, tally) in &tallies {
        writeln!(out, "{}", tally.row(id))?;
        if weakens(id) { weakening.add(tally) } else { rest.add(tally) }
    }
    writeln!(out, "{}\n{}", weakening.row("WEAKENING HAZARDS"), rest.row("THE REST"))?;
    Ok(())
}

/// Which rows of an id match which lines, one JSON object a line: to pick examples from.
fn firing(patterns: &Patterns, lines: &[Line], id: &str, out: &mut impl Write) -> anyhow::Result<()> {
    for line in lines {
        let matching = patterns.matching(&passage(line));
        let mine = matching.iter().filter(|m| id_of(&m.effect.label()) == id);
        let rows: Vec<_> = mine.map(|m| (m.pattern, m.effect.label(), m.words.start, m.words.end)).collect();
        if !rows.is_empty() {
            writeln!(out, "{}", serde_json::json!({"id": line.id, "rows": rows}))?;
        }
    }
    Ok(())
}

fn time(patterns: &Patterns, lines: &[Line], out: &mut impl Write) -> anyhow::Result<()> {
    let tagged: Vec<_> = lines.iter().map(|l| (patterns.lexicon().tag(&l.text), passage(l))).collect();
    let begin = Instant::now();
    let found: usize = tagged.iter().map(|(t, p)| patterns.read(t, p).len()).sum();
    let units = u32::try_from(tagged.len().max(1)).unwrap_or(u32::MAX);
    let each = begin.elapsed().as_secs_f64() * 1e6 / f64::from(units);
    writeln!(out, "{} units, {found} readings, {each:.1} microseconds each (tagging not counted)", tagged.len())?;
    Ok(())
}

/// All pattern files below a folder: path and text.
fn patterns_of(folder: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let mut files = vec![("guards.toml".to_owned(), fs::read_to_string(folder.join("guards.toml"))?)];
    for part in ["lexicon", "protections", "hazards"] {
        let mut paths: Vec<_> =
            fs::read_dir(folder.join(part))?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
        paths.sort();
        for path in paths {
            let name = path.file_name().and_then(|n| n.to_str()).context("a file name that is not UTF-8")?;
            files.push((format!("{part}/{name}"), fs::read_to_string(&path)?));
        }
    }
    Ok(files)
}
