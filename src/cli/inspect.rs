//! Looking into the program and into one document: `explain`, `why`, `extract`, `patterns`.

use anyhow::bail;

use super::args::{Explain, Extract, Patterns, PatternsCommand, Why};
use super::desk::Office;
use super::files::pages_of;
use super::output::{Output, say, say_trouble};
use super::quality;
use super::readers;
use super::why;
use crate::document::Pages;
use crate::eval::sentences::likeness::Likeness;
use crate::finding::FindingId;
use crate::fuse::Kit;
use crate::id::Kind;
use crate::judge::Extent;
use crate::ocr::Completed;
use crate::pattern;
use crate::reading::Passage;
use crate::report::visible::visible;
use crate::resolve;
use crate::resolve::UnitReading;
use crate::review::Review;
use crate::segment;
use crate::segment::Unit;

/// Prints a whole text.
pub(super) fn print(text: &str) -> anyhow::Result<u8> {
    let mut output = Output::open(None)?;
    output.text(text)?;
    output.finish()?;
    Ok(0)
}

/// `acquit explain ID`.
pub(super) fn explain(args: &Explain) -> anyhow::Result<u8> {
    known(&args.id)?;
    let office = Office::open(Kit::built_in()?, &[], None)?;
    let wording = office.wording(&args.id, Kind::ShortSale);
    let mut text = format!("{}: {}\n\nWhy      {}\n\nAsk for  {}\n", args.id, wording.title, wording.why, wording.ask);
    if let Some(meta) = office.kit.patterns().meta(&args.id).filter(|meta| !meta.authority.is_empty()) {
        text.push_str("\nAuthority\n");
        for a in &meta.authority {
            let mark = if a.verified { "" } else { ", not verified" };
            text += &["  ", &a.cite, ": ", &a.says, " (checked ", &a.checked, mark, ")\n"].concat();
        }
    }
    text.push_str(&examples(&office.kit, &args.id));
    text.push_str("\nThis is not legal advice.\n");
    print(&text)
}

/// Most examples of one sort that are shown.
const EXAMPLES: usize = 3;

/// Sentences that have the effect, and near misses that have not.
fn examples(kit: &Kit, id: &str) -> String {
    let shown = kit.patterns().examples(id, EXAMPLES);
    let title = if shown.is_empty() { "" } else { "\nExamples\n" };
    let line = |one: &pattern::Shown| {
        let filed = if one.filed == "silent" { "not this" } else { one.filed };
        format!("  {filed:<9} {}\n", one.words)
    };
    shown.iter().map(line).fold(title.to_owned(), |all, line| all + &line)
}

/// An id of the contract, or an error that names the nearest ones.
fn known(id: &str) -> anyhow::Result<()> {
    let all: Vec<&str> = FindingId::all().map(FindingId::as_str).collect();
    if all.contains(&id) {
        return Ok(());
    }
    let shares = |other: &&&str| other.split('-').any(|part| id.split('-').any(|p| p.len() > 2 && part.starts_with(p)));
    let near: Vec<&str> = all.iter().filter(shares).copied().collect();
    let hint = if near.is_empty() {
        "`acquit patterns list` lists them all".to_owned()
    } else {
        format!("did you mean {}?", near.join(", "))
    };
    bail!("`{id}` is no protection or hazard of the contract; {hint}")
}

/// `acquit extract FILE`.
pub(super) fn extract(args: &Extract) -> anyhow::Result<u8> {
    let (document, completed) = pages_of(&args.file, &args.how, args.limits.0)?;
    let pages = &completed.pages;
    let mut output = Output::open(None)?;
    if args.show_quality {
        output.text(&quality::table(&completed))?;
    } else {
        output.text(&pages.text)?;
    }
    output.finish()?;
    for trouble in &pages.troubles {
        say_trouble(&document.name, trouble);
    }
    Ok(code(Extent::of(pages)))
}

/// `acquit patterns list|check`.
pub(super) fn patterns(args: &Patterns) -> anyhow::Result<u8> {
    let kit = readers::patterns(&args.own)?;
    let coverage = pattern::coverage(kit.patterns());
    match args.what {
        PatternsCommand::List => {
            let row = |c: &pattern::Coverage| {
                let title = kit.patterns().meta(c.id).map_or("", |m| m.title.as_str());
                format!(
                    "{:<26} {:>3} rows {:>3} examples {:>3} near misses  {title}\n",
                    c.id, c.rows, c.examples, c.silent
                )
            };
            print(&coverage.iter().map(row).collect::<String>())
        }
        PatternsCommand::Check => {
            let broken = pattern::check(kit.patterns(), &|passage: &Passage<'_>| kit.read(passage, &[]));
            for promise in &broken {
                say(&promise.to_string());
            }
            let sum = |of: fn(&pattern::Coverage) -> usize| coverage.iter().map(of).sum::<usize>();
            print(&format!(
                "{} files, {} rows ({} needed by an example), {} examples, {} near misses, {} known gaps, {} broken promises\n",
                coverage.len(),
                sum(|c| c.rows),
                sum(|c| c.needed),
                sum(|c| c.examples),
                sum(|c| c.silent),
                sum(|c| c.gaps),
                broken.len()
            ))?;
            Ok(if broken.is_empty() { 0 } else { 2 })
        }
    }
}

/// `acquit why FILE ID`, `acquit why --units FILE`.
pub(super) fn why(args: &Why) -> anyhow::Result<u8> {
    if let Some(id) = &args.id {
        known(id)?;
    }
    let office = Office::open(readers::kit(&args.who)?, &[], None)?;
    let (document, Completed { pages, .. }) = pages_of(&args.file, &args.how, args.limits.0)?;
    let review = office.review(&document, &pages);
    for trouble in &review.troubles {
        say_trouble(&document.name, trouble);
    }
    let read = resolve::read(&office.kit, &pages, None);
    let pairs = read.structure.units.iter().zip(&read.units);
    let Some(id) = args.id.as_ref().filter(|_| !args.units) else {
        print(&pairs.map(|(unit, done)| unit_line(&read, &pages, unit, done)).collect::<String>())?;
        return Ok(code(review.judgement.extent));
    };
    let state = read.survey.state_by_address();
    let accounts = resolve::units::accounts(&office.kit, &read.text, &read.structure, read.standpoint(state));
    let bank = Likeness::built_in()?;
    let told = pairs.zip(&accounts).filter_map(|((unit, done), account)| {
        let words = segment::words(&read.text, unit.span);
        let why = why::reasons(done, account, id, &words, &bank)?;
        Some(format!("{}: {}\n{why}", place(&read, &pages, unit), visible(&words)))
    });
    let about: String = told.collect();
    let none = if about.is_empty() { "No unit of the document was read as bearing on it.\n" } else { "" };
    print(&format!("{id}: {}\n\n{about}{none}", outcome(&review, id)))?;
    Ok(code(review.judgement.extent))
}

/// What became of an id; what may stand on a page that nobody read is not "not found".
fn outcome(review: &Review, id: &str) -> &'static str {
    let judgement = &review.judgement;
    let status = judgement.protections.iter().find(|p| p.id.as_str() == id).map(|p| p.status.as_str());
    let found = judgement.hazards.iter().any(|h| h.id.as_str() == id);
    let finding = review.findings.iter().any(|f| f.id.as_str() == id);
    status.unwrap_or(match judgement.extent {
        _ if found || finding => "found",
        Extent::Whole => "not found",
        Extent::Partly | Extent::Foreign => "unread",
    })
}

/// How a look into a document ends.
const fn code(extent: Extent) -> u8 {
    match extent {
        Extent::Whole => 0,
        Extent::Partly | Extent::Foreign => 3,
    }
}

/// One unit: its form, standing, place and words.
fn unit_line(read: &resolve::Read, pages: &Pages, unit: &Unit, done: &UnitReading) -> String {
    let words = |span| visible(&segment::words(&read.text, span));
    let lead = unit.lead_in.map_or(String::new(), |lead| format!("\n      after: {}", words(lead)));
    let does: Vec<String> = done.readings.iter().map(|r| r.effect.label()).collect();
    let does = if does.is_empty() { String::new() } else { format!("\n      does: {}", does.join(", ")) };
    let place = place(read, pages, unit);
    format!("{place} {:?} {:?}: {}{lead}{does}\n", unit.form, unit.standing, words(unit.span))
}

fn place(read: &resolve::Read, pages: &Pages, unit: &Unit) -> String {
    let e = crate::evidence::Evidence::at(pages, read.text.map.raw(unit.span), "", crate::reading::Reader::Patterns);
    e.page.map_or(format!("line {}", e.line), |page| format!("page {page} line {}", e.line))
}
