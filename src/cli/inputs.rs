//! `eval inputs`: what the learned reader sees of labelled sentences and letters, for `training/`.

use std::path::{Path, PathBuf};

use anyhow::Context;

use super::args::EvalInputs;
use super::eval::{bank, effects, truths};
use super::files::pool;
use super::output::{Output, say, shown};
use crate::batch::Input;
use crate::document::Pages;
use crate::eval::inputs::{Aligned, Example, aligned};
use crate::eval::sentences::bank::{Sentence, parse_bank};
use crate::eval::truth::Truth;
use crate::fuse::Kit;
use crate::model::ModelInput;
use crate::normalise;
use crate::reading::{Effect, Passage};
use crate::resolve;
use crate::survey::{candidates, tokens};
use crate::text::Text;
use crate::worker::Pool;

/// One JSON object a line; a quotation that stands nowhere in its letter is told on standard error.
pub(super) fn run(args: &EvalInputs) -> anyhow::Result<u8> {
    let kit = Kit::built_in()?;
    let mut output = Output::open(None)?;
    let whole = if args.kinds { Some(kind as OfLetter) } else { args.of_terms.terms.then_some(terms as OfLetter) };
    for path in &args.paths {
        if let Some(of_letter) = whole {
            for line in of_letters(path, of_letter)? {
                output.text(&(line.to_string() + "\n"))?;
            }
            continue;
        }
        let examples = if path.is_dir() { letters(&kit, path)? } else { sentences(&kit, path)? };
        for example in examples {
            output.text(&(serde_json::to_string(&example)? + "\n"))?;
        }
    }
    output.finish()?;
    Ok(0)
}

fn sentences(kit: &Kit, file: &Path) -> anyhow::Result<Vec<Example>> {
    let all = parse_bank(&bank(file)?).with_context(|| shown(file))?;
    Ok(all.iter().map(|sentence| example(kit, sentence)).collect())
}

fn example(kit: &Kit, sentence: &Sentence) -> Example {
    let labels = |effects: Vec<Effect>| {
        let mut labels: Vec<String> = effects.into_iter().map(Effect::label).collect();
        labels.sort();
        labels
    };
    Example {
        id: sentence.id.clone(),
        input: ModelInput::of(&Passage::in_context(&sentence.text, &sentence.context)),
        labels: labels(sentence.effects.iter().copied().collect()),
        doubtful: false,
        patterns: labels(effects(kit, &sentence.text, &sentence.context)),
        place: None,
    }
}

fn letters(kit: &Kit, corpus: &Path) -> anyhow::Result<Vec<Example>> {
    let pool = pool(1)?;
    let mut all = Vec::new();
    for (truth, file) in truths(corpus)? {
        let Aligned { examples, lost } = letter(kit, &pool, &truth, &file)?;
        for (label, quote) in lost {
            say(&format!("{}: a quotation for {label} stands nowhere in it: {quote}", truth.id));
        }
        all.extend(examples);
    }
    Ok(all)
}

/// What is printed of a whole letter.
type OfLetter = fn(&Truth, &Pages, &Text) -> serde_json::Value;

/// The words of a letter with its kind.
fn kind(truth: &Truth, _: &Pages, text: &Text) -> serde_json::Value {
    serde_json::json!({"id": truth.id, "kind": truth.kind, "words": tokens(&text.norm).join(" ")})
}

/// The sums and days of a letter with its facts.
fn terms(truth: &Truth, pages: &Pages, text: &Text) -> serde_json::Value {
    serde_json::json!({"id": truth.id, "kind": truth.kind, "facts": truth.facts, "values": candidates(pages, text)})
}

fn of_letters(corpus: &Path, of_letter: OfLetter) -> anyhow::Result<Vec<serde_json::Value>> {
    let pool = pool(1)?;
    let one = |(truth, file): (Truth, PathBuf)| {
        let document = Input::new(&file).read().map_err(|trouble| anyhow::anyhow!("{}: {trouble}", shown(&file)))?;
        let pages = pool.pages(&document.bytes);
        Ok(of_letter(&truth, &pages, &normalise::text(&pages)))
    };
    truths(corpus)?.into_iter().map(one).collect()
}

fn letter(kit: &Kit, pool: &Pool, truth: &Truth, file: &Path) -> anyhow::Result<Aligned> {
    let document = Input::new(file).read().map_err(|trouble| anyhow::anyhow!("{}: {trouble}", shown(file)))?;
    let pages = pool.pages(&document.bytes);
    let read = resolve::read(kit, &pages, None);
    let state = read.survey.state_by_address().map(str::to_owned);
    Ok(aligned(truth, &pages, &read, state.as_deref()))
}
