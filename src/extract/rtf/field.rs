//! Fields that show what no text of the file says: check boxes, chosen entries, signs.

use crate::extract::flow::pictographs::SignFont;

/// Longest instruction that is kept, in bytes.
const MAX_INSTRUCTION: usize = 1_000;

/// Most entries of a list that are kept.
const MAX_ENTRIES: usize = 100;

/// `\ffres25`: the form field was never touched and shows its default.
const UNTOUCHED: i32 = 25;

/// One open field.
#[derive(Debug, Default)]
pub(super) struct Field {
    instruction: String,
    /// Whether words stand in its result.
    pub has_result: bool,
    /// `\ffres`: whether a box is ticked, or which entry is chosen.
    result: Option<i32>,
    /// `\ffdefres`: the same before anybody chose.
    default: Option<i32>,
    entries: Vec<String>,
}

impl Field {
    /// Takes in a piece of the instruction.
    pub(super) fn instruct(&mut self, text: &str) {
        if self.instruction.len() < MAX_INSTRUCTION {
            self.instruction.push_str(text);
        }
    }

    /// Takes in a property of a form field.
    pub(super) fn word(&mut self, name: &str, number: Option<i32>) {
        match name {
            "ffres" => self.result = number.filter(|&number| number != UNTOUCHED),
            "ffdefres" => self.default = number,
            _ => {}
        }
    }

    /// Takes in an entry of a list to choose from.
    pub(super) fn entry(&mut self, entry: &str) {
        if self.entries.len() < MAX_ENTRIES {
            self.entries.push(entry.trim().to_owned());
        }
    }

    /// What the field shows beside its result.
    pub(super) fn shows(&self) -> Option<String> {
        let mut words = self.instruction.split_whitespace();
        let chosen = self.result.or(self.default).unwrap_or(0);
        match words.next()?.to_ascii_uppercase().as_str() {
            "FORMCHECKBOX" => Some(if chosen == 0 { "☐" } else { "☒" }.to_owned()),
            "FORMDROPDOWN" if !self.has_result => self.entries.get(usize::try_from(chosen).ok()?).cloned(),
            "SYMBOL" if !self.has_result => Some(self.sign(words.next()?)?.to_string()),
            _ => None,
        }
    }

    /// The sign of `SYMBOL 254 \f Wingdings`.
    fn sign(&self, code: &str) -> Option<char> {
        let code = match code.strip_prefix("0x") {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => code.parse().ok()?,
        };
        let (_, font) = self.instruction.split_once("\\f")?;
        let name = font.trim_start();
        let name = name.strip_prefix('"').map_or_else(|| name.split_whitespace().next(), |name| name.split('"').next());
        Some(SignFont::named(name?)?.sign(code))
    }
}
