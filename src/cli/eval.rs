//! `eval`: the program scored on labelled letters and sentences.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::Deserialize;

use super::ablation;
use super::args::{Eval, EvalCommand, EvalLetters, EvalSentences, ScoreFormat, SentenceFormat};
use super::desk::Office;
use super::files::pool;
use super::output::{Output, say, shown};
use super::readers;
use crate::batch;
use crate::batch::{Input, Order};
use crate::document::{Document, Pages};
use crate::eval::letters::residue::Residue;
use crate::eval::letters::support::Support;
use crate::eval::letters::{LetterScore, Outcome};
use crate::eval::ratchet::Ratchet;
use crate::eval::sentences::bank::{effect_of, parse_bank};
use crate::eval::sentences::{Answer, SentenceScore};
use crate::eval::truth::Truth;
use crate::fuse::Kit;
use crate::id::{Hazard, Protection};
use crate::judge::Settled;
use crate::lexicon::Lexicon;
use crate::reading::{Effect, Passage, Reader};
use crate::resolve;
use crate::resolve::Whole;
use crate::resolve::branches::{Branches, only_state};
use crate::review::Review;
use crate::worker::Pool;

/// `acquit eval …`.
pub(super) fn run(args: &Eval) -> anyhow::Result<u8> {
    match &args.what {
        Some(EvalCommand::Sentences(args)) => sentences(args),
        Some(EvalCommand::Inputs(args)) => super::inputs::run(args),
        None => letters(&args.letters),
    }
}

fn print(text: &str) -> anyhow::Result<()> {
    let mut output = Output::open(None)?;
    output.text(text)?;
    output.finish()
}

fn letters(args: &EvalLetters) -> anyhow::Result<u8> {
    let floors = args.scoring.ratchet.as_deref().map(Floors::read).transpose()?;
    let truths = truths(&args.corpus)?;
    let mut office = Office::open(readers::kit(&args.scoring.who)?, &[], None)?;
    if args.ablation.ablate {
        let ablation = ablation::run(&mut office, &truths)?;
        return print(&as_asked(args, ablation.to_text(), ablation.to_json())).map(|()| 0);
    }
    if args.residue.unread {
        return print(&residue(&office, &truths)?.to_text()).map(|()| 0);
    }
    if args.leave_out {
        return report(args, &left_out(&office, &truths)?, floors.as_ref());
    }
    let inputs: Vec<Input> = truths.iter().map(|(_, document)| Input::new(document)).collect();
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let pool = pool(threads)?;
    let mut score = LetterScore::default();
    batch::run(
        &inputs,
        (threads, Order::Inputs),
        |bytes| pool.pages(bytes),
        |document, pages| outcome(&office.review(&document, &pages)),
        |at, outcome| {
            if let Some((truth, _)) = truths.get(at) {
                score.add(truth, Some(&outcome));
            }
            std::ops::ControlFlow::Continue(())
        },
    )?;
    report(args, &score, floors.as_ref())
}

/// A document of the corpus, read and put together.
fn whole(office: &Office, pool: &Pool, file: &Path) -> anyhow::Result<(Document, Pages, Whole)> {
    let document = Input::new(file).read().map_err(|trouble| anyhow::anyhow!("{}: {trouble}", shown(file)))?;
    let pages = pool.pages(&document.bytes);
    let whole = resolve::whole(&office.kit, &pages, None);
    Ok((document, pages, whole))
}

/// Every document judged without the patterns that only it supports.
fn left_out(office: &Office, truths: &[(Truth, PathBuf)]) -> anyhow::Result<LetterScore> {
    anyhow::ensure!(
        office.kit.readers() == Reader::Patterns,
        "--leave-out is for the patterns alone; add --readers patterns"
    );
    let pool = pool(1)?;
    let mut support = Support::default();
    let mut all = Vec::new();
    for (at, (_, file)) in truths.iter().enumerate() {
        let read = whole(office, &pool, file)?;
        support.add(at, &read.2);
        all.push(read);
    }
    let mut score = LetterScore::default();
    for (at, ((truth, _), (document, pages, whole))) in truths.iter().zip(all).enumerate() {
        let review = office.judge(&document, &pages, support.without(at, whole));
        score.add(truth, Some(&outcome(&review)));
    }
    say(&format!("{} of {} patterns rest on one document alone", support.lone(), support.patterns()));
    Ok(score)
}

/// The passages of a corpus that must be read by eye.
fn residue(office: &Office, truths: &[(Truth, PathBuf)]) -> anyhow::Result<Residue> {
    let pool = pool(1)?;
    let lexicon = Lexicon::built_in().map_err(|e| anyhow::anyhow!("{e}"))?;
    let mut residue = Residue::default();
    for (truth, file) in truths {
        let (_, _, whole) = whole(office, &pool, file)?;
        let unclear = whole.found.iter().filter(|f| f.effect == Effect::Endangers(Hazard::UnclearLanguage));
        for evidence in unclear.flat_map(|f| &f.evidence) {
            residue.add(lexicon, &truth.id, &evidence.quote);
        }
    }
    Ok(residue)
}

/// A ratchet and its file: read before the work is done, so that a wrong one is told at once.
struct Floors<'a> {
    file: &'a Path,
    ratchet: Ratchet,
}

impl<'a> Floors<'a> {
    fn read(file: &'a Path) -> anyhow::Result<Self> {
        let toml = fs::read_to_string(file).with_context(|| format!("{}: the ratchet cannot be read", shown(file)))?;
        Ok(Self { file, ratchet: Ratchet::parse(&toml).with_context(|| shown(file))? })
    }

    /// Says which figures of a set sank; the exit code.
    fn hold(&self, set: &str, figures: &BTreeMap<&'static str, u32>) -> u8 {
        let sunk = self.ratchet.check(set, figures);
        for what in &sunk {
            say(&format!("{}: {what}", shown(self.file)));
        }
        u8::from(!sunk.is_empty())
    }
}

fn as_asked(args: &EvalLetters, text: String, json: String) -> String {
    match args.format {
        ScoreFormat::Json => json + "\n",
        ScoreFormat::Text => text,
    }
}

fn report(args: &EvalLetters, score: &LetterScore, floors: Option<&Floors<'_>>) -> anyhow::Result<u8> {
    match args.format {
        ScoreFormat::Json => print(&(score.to_json() + "\n"))?,
        ScoreFormat::Text if args.scoring.list => print(&score.to_text())?,
        ScoreFormat::Text => print(tables_only(&score.to_text(), score.disagreements.first().map(|d| d.id.as_str())))?,
    }
    Ok(floors.map_or(0, |floors| floors.hold("letters", &score.figures())))
}

/// The tables of a score without the list of disagreements below them, of which the first is of this id.
fn tables_only<'a>(text: &'a str, first: Option<&str>) -> &'a str {
    let list = first.and_then(|id| text.find(&format!("\n{id} | ")));
    list.map_or(text, |at| &text[..=at])
}

/// Labels of a corpus and their documents, by id.
pub(super) fn truths(corpus: &Path) -> anyhow::Result<Vec<(Truth, PathBuf)>> {
    let folder = corpus.join("labels");
    let listed = fs::read_dir(&folder);
    let listed = listed
        .with_context(|| format!("{}: no folder of labels; name a corpus with docs/ and labels/", shown(&folder)))?;
    let mut files: Vec<PathBuf> = listed.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "json"));
    files.sort();
    files.into_iter().map(|path| truth(corpus, &path)).collect()
}

fn truth(corpus: &Path, label: &Path) -> anyhow::Result<(Truth, PathBuf)> {
    let json = fs::read_to_string(label).with_context(|| shown(label))?;
    let truth = Truth::parse(&json).with_context(|| shown(label))?;
    let stem = label.file_stem().unwrap_or_default();
    Ok((truth, corpus.join("docs").join(stem).with_extension("txt")))
}

pub(super) fn outcome(review: &Review) -> Outcome {
    let judgement = &review.judgement;
    Outcome {
        kind: judgement.kind,
        verdict: judgement.verdict,
        undetermined: judgement.settled == Settled::No,
        protections: judgement.protections.iter().map(|p| (p.id, p.status)).collect(),
        hazards: judgement.hazards.iter().map(|h| h.id).collect(),
    }
}

/// A line to answer. Labels, where there are some, only have to be those of the contract.
#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    #[serde(default)]
    context: Option<String>,
    #[serde(default)]
    labels: Vec<String>,
}

fn sentences(args: &EvalSentences) -> anyhow::Result<u8> {
    let floors = args.scoring.ratchet.as_deref().map(Floors::read).transpose()?;
    let kit = readers::kit(&args.scoring.who)?;
    if args.format == SentenceFormat::Ndjson {
        return answers(&kit, &args.files).map(|()| 0);
    }
    let score = scored(&kit, &args.files)?;
    match args.format {
        SentenceFormat::Json => print(&(score.to_json() + "\n"))?,
        _ if args.scoring.list => print(&score.to_text())?,
        _ => print(tables_only(&score.to_text(), score.disagreements.first().map(|(id, _)| id.as_str())))?,
    }
    Ok(floors.map_or(0, |floors| floors.hold("sentences", &score.figures())))
}

pub(super) fn bank(file: &Path) -> anyhow::Result<String> {
    fs::read_to_string(file)
        .with_context(|| format!("{}: the bank cannot be read; name a file with one JSON object a line", shown(file)))
}

/// The banks scored against their labels.
fn scored(kit: &Kit, files: &[PathBuf]) -> anyhow::Result<SentenceScore> {
    let mut score = SentenceScore::default();
    for file in files {
        let unusable = || format!("{}: no bank that can be scored; --format ndjson needs no labels", shown(file));
        for sentence in parse_bank(&bank(file)?).with_context(unusable)? {
            score.add(&sentence, Some(&Answer::from_effects(effects(kit, &sentence.text, &sentence.context))));
        }
    }
    Ok(score)
}

/// Prints what is read in each sentence, a line each.
fn answers(kit: &Kit, files: &[PathBuf]) -> anyhow::Result<()> {
    let mut output = Output::open(None)?;
    for file in files {
        for (at, line) in bank(file)?.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let unusable = || format!("{}:{}: no JSON object with id and text; mend the line", shown(file), at + 1);
            let line: Line = serde_json::from_str(line).with_context(unusable)?;
            let unknown = || format!("{}:{}: a label that the contract does not know", shown(file), at + 1);
            line.labels.iter().try_for_each(|label| effect_of(label).map(drop)).with_context(unknown)?;
            output.text(&answer(kit, &line))?;
        }
    }
    output.finish()
}

/// One line's answer as a line of JSON.
fn answer(kit: &Kit, line: &Line) -> String {
    let all = effects(kit, &line.text, line.context.as_deref().unwrap_or(""));
    let unclear = Effect::Endangers(Hazard::UnclearLanguage);
    let labels: Vec<String> = all.iter().filter(|e| **e != unclear).map(|e| e.label()).collect();
    let object = serde_json::json!({"id": line.id, "labels": labels, "unclear": all.contains(&unclear)});
    format!("{object}\n")
}

/// What a sentence does. A covenant not to sue is a protection of its own only where a deed is given.
pub(super) fn effects(kit: &Kit, text: &str, context: &str) -> Vec<Effect> {
    let deed = |words: &str| {
        // A deed of trust is the lien, not the deed that is given.
        let words = words.to_lowercase().replace("deed of trust", "").replace("trust deed", "");
        ["deed", "grantor", "grantee"].iter().any(|w| words.contains(w))
    };
    let covenant = |e: &Effect| matches!(e, Effect::Protects(Protection::CovenantNotToSue, _));
    let kind = deed(text) || deed(context);
    let settled = Branches::new(only_state(context)).settle(text.into());
    kit.read(&Passage::in_context(&settled.words, context), &[])
        .into_iter()
        .filter(|r| settled.counts(r))
        .map(|r| r.effect)
        .filter(|e| kind || !covenant(e))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const COVENANT: &str = "Lender covenants not to sue Borrower on the Note.";

    /// What the passage is in, and whether the covenant is a protection of its own there.
    const PLACES: &[(&str, bool)] = &[
        ("DEED IN LIEU OF FORECLOSURE AGREEMENT", true),
        ("Grantor has delivered the deed to Lender.", true),
        ("The deed in lieu extinguishes the deed of trust.", true),
        ("SHORT SALE APPROVAL", false),
        ("Lender holds the deed of trust.", false),
        ("", false),
    ];

    #[test]
    fn a_covenant_is_a_protection_of_its_own_where_a_deed_is_given() {
        let kit = Kit::built_in().unwrap();
        for (context, counts) in PLACES {
            let all = effects(&kit, COVENANT, context);
            let has = all.iter().any(|e| matches!(e, Effect::Protects(Protection::CovenantNotToSue, _)));
            assert_eq!(has, *counts, "{context}: {all:?}");
        }
    }
}
