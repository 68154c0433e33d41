//! Frames: rows of `patterns/propositions`, which say what an act on a thing amounts to.

use serde::Deserialize;

use super::govern::Sign;
use super::noun::Thing;
use super::vocabulary::Concepts;
use crate::lexicon::Lexicon;

/// The frame files compiled into the program.
pub(super) const SOURCES: &[(&str, &str)] = &[
    ("release.toml", include_str!("../../patterns/propositions/release.toml")),
    ("owe.toml", include_str!("../../patterns/propositions/owe.toml")),
    ("pursue.toml", include_str!("../../patterns/propositions/pursue.toml")),
];

/// A frame file is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("patterns/propositions/{file}: {says}")]
pub struct FrameError {
    /// The file.
    pub file: String,
    /// What is wrong.
    pub says: String,
}

/// What a sentence says of the debt, the deficiency or the lien.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Proposition {
    /// The debt ends.
    DebtEnds,
    /// The deficiency ends.
    DeficiencyEnds,
    /// The lender gives up collecting.
    ClaimEnds,
    /// The lien ends.
    LienEnds,
    /// The lender collects.
    Pursue,
    /// The lender keeps a right.
    Keep,
    /// Somebody owes the debt.
    OwesDebt,
    /// Somebody owes the deficiency.
    OwesDeficiency,
    /// The mortgage insurer collects, or keeps the right to.
    InsurerPursues,
    /// A wish of the borrower's is granted; refused, it is a reservation.
    Granted,
    /// A release is undone, or the debt is back.
    Revives,
    /// A named person is left out of the release.
    LeftOut,
    /// How far a release reaches: its exceptions are carve-outs.
    Reaches,
    /// It is refused.
    Refused,
    /// Something takes away from the debt or a claim to it.
    Touches,
    /// Read and harmless.
    Harmless,
}

/// Where in the clause a thing is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Voiced {
    Active,
    Passive,
    State,
    Existence,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    #[serde(default)]
    acts: Vec<String>,
    #[serde(default)]
    voice: Vec<Voiced>,
    #[serde(default)]
    agent: Vec<String>,
    #[serde(default)]
    agent_not: Vec<String>,
    #[serde(default)]
    theme: Vec<String>,
    #[serde(default)]
    theme_not: Vec<String>,
    #[serde(default)]
    from: Vec<String>,
    #[serde(default)]
    being: Vec<String>,
    #[serde(default)]
    complement: Vec<String>,
    #[serde(default)]
    sign: Vec<Sign>,
    #[serde(default)]
    group: Vec<String>,
    says: Proposition,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    frame: Vec<Row>,
}

/// A set of things.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Things(u32);

impl Things {
    fn insert(&mut self, thing: Thing) {
        self.0 |= 1 << thing as u32;
    }

    fn has(self, thing: Thing) -> bool {
        self.0 & (1 << thing as u32) != 0
    }

    fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// One row, compiled.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) id: String,
    acts: Concepts,
    voice: Vec<Voiced>,
    agent: Things,
    agent_not: Things,
    theme: Things,
    theme_not: Things,
    from: Things,
    being: Things,
    complement: Things,
    sign: Vec<Sign>,
    group: Concepts,
    pub(super) says: Proposition,
}

/// What a predicate offers a frame.
pub(super) struct Slots<'a> {
    pub(super) act: &'a Concepts,
    pub(super) voice: Voiced,
    pub(super) agent: Option<Thing>,
    pub(super) theme: Option<Thing>,
    /// What hangs on it with "from" or "of".
    pub(super) sources: &'a [Thing],
    /// The noun that a state is ("is payment in full").
    pub(super) being: Option<Thing>,
    /// Everything that hangs on it.
    pub(super) complements: &'a [Thing],
    pub(super) sign: Sign,
    /// All concepts of the verb group before its main word.
    pub(super) group: &'a Concepts,
}

impl Frame {
    /// Whether the row fits.
    pub(super) fn fits(&self, slots: &Slots) -> bool {
        let filled = |set: Things, thing: Option<Thing>| set.is_empty() || set.has(thing.unwrap_or(Thing::Other));
        let barred = |set: Things, thing: Option<Thing>| thing.is_some_and(|t| set.has(t));
        (self.acts.is_empty() || self.acts.meets(slots.act))
            && (self.voice.is_empty() || self.voice.contains(&slots.voice))
            && filled(self.agent, slots.agent)
            && !barred(self.agent_not, slots.agent)
            && filled(self.theme, slots.theme)
            && !barred(self.theme_not, slots.theme)
            && (self.group.is_empty() || self.group.meets(slots.group))
            && (self.sign.is_empty() || self.sign.contains(&slots.sign))
            && (self.from.is_empty() || slots.sources.iter().any(|t| self.from.has(*t)))
            && (self.being.is_empty() || slots.being.is_some_and(|t| self.being.has(t)))
            && (self.complement.is_empty() || slots.complements.iter().any(|t| self.complement.has(*t)))
    }
}

/// Compiles the frame files.
pub(super) fn compile(files: &[(&str, &str)], lexicon: &Lexicon) -> Result<Vec<Frame>, FrameError> {
    let mut all = Vec::new();
    for (name, text) in files {
        let wrong = |says: String| FrameError { file: (*name).to_owned(), says };
        let file: File = toml::from_str(text).map_err(|e| wrong(e.to_string()))?;
        for row in file.frame {
            all.push(frame(row, lexicon).map_err(wrong)?);
        }
    }
    Ok(all)
}

fn frame(row: Row, lexicon: &Lexicon) -> Result<Frame, String> {
    let concepts = |names: &[String]| -> Result<Concepts, String> {
        let mut set = Concepts::default();
        for name in names {
            set.insert(
                lexicon
                    .concept(name)
                    .ok_or_else(|| format!("frame `{}`: no concept `{name}` in the lexicon", row.id))?,
            );
        }
        Ok(set)
    };
    let things = |names: &[String]| things(names).map_err(|e| format!("frame `{}`: {e}", row.id));
    Ok(Frame {
        acts: concepts(&row.acts)?,
        group: concepts(&row.group)?,
        agent: things(&row.agent)?,
        agent_not: things(&row.agent_not)?,
        theme: things(&row.theme)?,
        theme_not: things(&row.theme_not)?,
        from: things(&row.from)?,
        being: things(&row.being)?,
        complement: things(&row.complement)?,
        sign: row.sign,
        id: row.id.clone(),
        voice: row.voice,
        says: row.says,
    })
}

fn things(names: &[String]) -> Result<Things, String> {
    let mut set = Things::default();
    for name in names {
        let (_, thing) = NAMES.iter().find(|(n, _)| n == name).ok_or_else(|| format!("no thing `{name}`"))?;
        set.insert(*thing);
    }
    Ok(set)
}

/// Things by the names that frames use.
const NAMES: &[(&str, Thing)] = &[
    ("debt", Thing::Debt),
    ("deficiency", Thing::Deficiency),
    ("liability", Thing::Liability),
    ("sum", Thing::Sum),
    ("lien", Thing::Lien),
    ("property", Thing::Property),
    ("guaranty", Thing::Guaranty),
    ("debt-claim", Thing::DebtClaim),
    ("claim", Thing::Claim),
    ("fees", Thing::Fees),
    ("funds", Thing::Funds),
    ("debt-release", Thing::DebtRelease),
    ("deficiency-release", Thing::DeficiencyRelease),
    ("lien-release", Thing::LienRelease),
    ("release", Thing::Release),
    ("waiver", Thing::Waiver),
    ("reservation", Thing::Reservation),
    ("full", Thing::Full),
    ("borrower", Thing::Borrower),
    ("lender", Thing::Lender),
    ("guarantor", Thing::Guarantor),
    ("insurer", Thing::Insurer),
    ("other-lienholder", Thing::OtherLienholder),
    ("buyer", Thing::Buyer),
    ("pronoun", Thing::Pronoun),
    ("nothing", Thing::Nothing),
    ("request", Thing::Request),
    ("passage", Thing::Passage),
    ("named", Thing::Named),
    ("other", Thing::Other),
];
