//! Sentence banks as the files hold them.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::id::UnknownId;
use crate::reading::Effect;
use crate::reading::Strength;

/// A bank that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadBank {
    /// A line is no JSON object of the bank's shape.
    #[error("line {line} of the bank is not as corpus/README.md describes it: {why}")]
    Line {
        /// From 1.
        line: usize,
        /// What the JSON reader says.
        why: serde_json::Error,
    },
    /// A label names nothing.
    #[error("line {line} of the bank: {why}")]
    Label {
        /// From 1.
        line: usize,
        /// Which word.
        why: UnknownId,
    },
}

/// One labelled passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its id; the part before the first hyphen names the author.
    pub id: String,
    /// The words.
    pub text: String,
    /// What a reader needs from elsewhere, or empty.
    pub context: String,
    /// What the words do.
    pub effects: BTreeSet<Effect>,
    /// The sort of difficulty it belongs to, or empty.
    pub family: String,
}

/// A line as it stands in the file.
#[derive(Deserialize)]
struct Row {
    id: String,
    text: String,
    #[serde(default)]
    context: Option<String>,
    labels: Vec<String>,
    #[serde(default)]
    family: Option<String>,
}

/// Reads a bank: one JSON object a line, empty lines left out.
///
/// # Errors
/// A line is no such object, or a label names nothing in the contract; the error says which line.
pub fn parse_bank(jsonl: &str) -> Result<Vec<Sentence>, BadBank> {
    let lines = jsonl.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(index, line)| parse_line(index + 1, line)).collect()
}

fn parse_line(line: usize, json: &str) -> Result<Sentence, BadBank> {
    let row: Row = serde_json::from_str(json).map_err(|why| BadBank::Line { line, why })?;
    let effects: Result<_, _> = row.labels.iter().map(|label| effect_of(label)).collect();
    Ok(Sentence {
        id: row.id,
        text: row.text,
        context: row.context.unwrap_or_default(),
        effects: effects.map_err(|why| BadBank::Label { line, why })?,
        family: row.family.unwrap_or_default(),
    })
}

/// The effect that a label names: `debt-release:weak` or `deficiency-reservation`.
///
/// # Errors
/// The label names no protection, no strength or no hazard.
pub fn effect_of(label: &str) -> Result<Effect, UnknownId> {
    let Some((id, strength)) = label.split_once(':') else {
        return Ok(Effect::Endangers(label.parse()?));
    };
    let strength = match strength {
        "present" => Strength::Present,
        "weak" => Strength::Weak,
        _ => return Err(UnknownId { what: "strength", word: strength.to_owned() }),
    };
    Ok(Effect::Protects(id.parse()?, strength))
}
