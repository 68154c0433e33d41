//! Reader B: a small language model that learned wording from labelled sentences.
//!
//! It shares nothing with the patterns: neither words nor structure of theirs are among what it sees. `training/` makes
//! it, `model/card.toml` says of what and how well it reads.

mod card;
mod error;
mod mask;
mod net;
mod pieces;
mod shipped;

use hashbrown::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use crate::reading::{Effect, Passage, Setting};
use card::Card;
use mask::Masker;
use net::{Net, Weights};
use pieces::Pieces;

pub use error::ModelError;

/// What the learned reader sees of a unit: masked words with masked context. Equal inputs have equal scores.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
pub struct ModelInput {
    /// Heading, what stands before, what it leans on elsewhere and lead-in, on one line.
    pub context: String,
    /// The unit's own words.
    pub unit: String,
}

impl ModelInput {
    /// The input for a passage.
    #[must_use]
    pub fn of(passage: &Passage<'_>) -> Self {
        let mut masker = Masker::default();
        let parts = [passage.heading, passage.before, passage.leant_on, passage.lead_in];
        let context = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" | ");
        let context = masker.mask(&context);
        let unit = masker.mask(passage.words);
        let box_mark = if passage.setting == Setting::Ticked { "[x] " } else { "" };
        Self { context, unit: [box_mark, &unit].concat() }
    }
}

/// A text as the learned reader sees it: names, sums, dates and long numbers made classes, white space single.
#[must_use]
pub fn masked(words: &str) -> String {
    Masker::default().mask(words)
}

/// Most inputs that are kept in mind in a run, about 50 MB; later ones are read again where they come again.
const REMEMBERED: usize = 50_000;
/// Most pieces at one time that the networks of this version can take.
const LONGEST: usize = 512;
/// Most parts that a unit is read in, some 40 KB of text.
const MOST_PARTS: usize = 64;

/// Probabilities of one unit, one a label, in the order of [`Model::effects`]; 0 to 1.
pub type Scores = Arc<[f32]>;

/// The learned reader.
pub struct Model {
    card: Card,
    effects: Vec<Effect>,
    pieces: Pieces,
    net: Net,
    /// What was read before in this run: a form letter is read once.
    memo: Mutex<HashMap<ModelInput, Scores>>,
}

impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Model").field("digest", &self.digest()).finish_non_exhaustive()
    }
}

/// Names of the files that a card speaks of, beside the card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelFiles {
    /// The network.
    pub weights: String,
    /// The pieces of words, one a line.
    pub vocabulary: String,
}

impl Model {
    /// The files that a card speaks of.
    ///
    /// # Errors
    /// The text is no card of this version.
    pub fn files(card: &str) -> Result<ModelFiles, ModelError> {
        let card = read(card)?;
        Ok(ModelFiles { weights: card.weights.file, vocabulary: card.vocabulary.file })
    }

    /// A model from its three files. Their digests are checked against the card.
    ///
    /// # Errors
    /// Says which file is wrong, and what to do.
    pub fn load(card: &str, vocabulary: &str, weights: Vec<u8>) -> Result<Self, ModelError> {
        let card = read(card)?;
        for (file, bytes) in [(&card.vocabulary, vocabulary.as_bytes()), (&card.weights, &weights)] {
            if hex(bytes) != file.sha256 {
                return Err(ModelError::Digest { file: file.file.clone() });
            }
        }
        Self::assemble(card, vocabulary, Weights::Owned(weights))
    }

    /// The model compiled into the program.
    ///
    /// # Errors
    /// Says what is wrong with it; a test keeps that from being shipped.
    pub fn built_in() -> Result<Self, ModelError> {
        Self::assemble(read(shipped::CARD)?, shipped::VOCABULARY, Weights::Static(shipped::WEIGHTS))
    }

    fn assemble(card: Card, vocabulary: &str, weights: Weights) -> Result<Self, ModelError> {
        let pieces = Pieces::of(vocabulary).ok_or(ModelError::Vocabulary)?;
        let net = Net::load(weights).map_err(ModelError::Weights)?;
        Ok(Self { card, effects: card::effects(), pieces, net, memo: Mutex::default() })
    }

    /// `sha256:` and the hex digest of the weights.
    #[must_use]
    pub fn digest(&self) -> String {
        ["sha256:", &self.card.weights.sha256].concat()
    }

    /// Everything that its scores depend on, in words: the weights, and what the card makes of what they say.
    #[must_use]
    pub fn identity(&self) -> String {
        format!("{:?}", self.card)
    }

    /// What the scores of a unit stand for, in their order.
    #[must_use]
    pub fn effects(&self) -> &[Effect] {
        &self.effects
    }

    /// Probability of each label. The same input has the same scores, bit for bit, whatever was read before or beside it.
    /// Nothing where the network fails, or the unit is longer than anything that is said in one sentence: whoever asks must
    /// say that it was not read.
    #[must_use]
    pub fn scores(&self, input: &ModelInput) -> Option<Scores> {
        if let Some(known) = self.memo().get(input) {
            return Some(Arc::clone(known));
        }
        let scores = self.probabilities(input).map(Scores::from)?;
        let mut memo = self.memo();
        if memo.len() < REMEMBERED {
            memo.insert(input.clone(), Arc::clone(&scores));
        }
        Some(scores)
    }

    /// Forgets what was read.
    pub fn forget(&self) {
        self.memo().clear();
    }

    fn memo(&self) -> std::sync::MutexGuard<'_, HashMap<ModelInput, Scores>> {
        self.memo.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn probabilities(&self, input: &ModelInput) -> Option<Vec<f32>> {
        if self.pieces.numbers(&input.unit).is_empty() {
            // A row of dots or stars: over no words the network's largest values are no numbers.
            return Some(vec![0.0; self.effects.len()]);
        }
        let mut most = vec![f32::MIN; self.effects.len()];
        let rows = self.rows(input);
        if rows.len() > MOST_PARTS {
            return None;
        }
        for (ids, unit) in rows {
            let logits = self.net.logits(ids, unit).filter(|logits| logits.len() == most.len())?;
            if !logits.iter().all(|logit| logit.is_finite()) {
                return None;
            }
            for (most, logit) in most.iter_mut().zip(logits) {
                *most = most.max(logit);
            }
        }
        let scaled = most.iter().zip(&self.card.slope).zip(&self.card.offset);
        Some(scaled.map(|((z, slope), offset)| 1.0 / (1.0 + (-(z * slope + offset)).exp())).collect())
    }

    /// The rows of pieces that an input is read in, each with a mark for the unit's own pieces. A unit that is longer
    /// than the window is read in parts that overlap, and the largest score counts.
    fn rows(&self, input: &ModelInput) -> Vec<(Vec<i32>, Vec<i32>)> {
        let window = self.card.window;
        let context = self.pieces.numbers(&input.context);
        let context = &context[context.len().saturating_sub(window.context)..];
        let unit = self.pieces.numbers(&input.unit);
        let room = window.longest.saturating_sub(context.len() + 3).max(window.overlap + 1);
        let step = room - window.overlap;
        let parts = unit.len().saturating_sub(room).div_ceil(step) + 1;
        let part = |n: usize| &unit[n * step..unit.len().min(n * step + room)];
        (0..parts).map(|n| self.row(context, part(n))).collect()
    }

    fn row(&self, context: &[i32], unit: &[i32]) -> (Vec<i32>, Vec<i32>) {
        let [open, border] = self.pieces.borders();
        let ids = [&[open], context, &[border], unit, &[border]].concat();
        let mut own = vec![0; context.len() + 2];
        own.resize(context.len() + 2 + unit.len(), 1);
        own.push(0);
        (ids, own)
    }

    /// Number of parts that an input is read in: more than one where the unit is longer than the window.
    #[must_use]
    pub fn parts(&self, input: &ModelInput) -> usize {
        self.rows(input).len()
    }
}

/// Where the scores of the learned reader come from.
#[derive(Debug)]
pub enum Learned {
    /// A model that is run.
    Run(Box<Model>),
    /// Scores that were stored: predictions for authors whose words the model had not seen.
    Stored(Stored),
}

/// Stored scores by input.
#[derive(Debug)]
pub struct Stored {
    effects: Vec<Effect>,
    scores: HashMap<ModelInput, Scores>,
    digest: String,
}

impl Stored {
    /// Scores as they come; `digest` names them in outputs.
    pub fn of(scores: impl IntoIterator<Item = (ModelInput, Vec<f32>)>, digest: String) -> Self {
        let scores = scores.into_iter().map(|(input, scores)| (input, scores.into())).collect();
        Self { effects: card::effects(), scores, digest }
    }
}

impl Learned {
    /// Forgets the words that were read in this run; what is stored in a file stays.
    pub fn forget(&self) {
        if let Self::Run(model) = self {
            model.forget();
        }
    }

    /// Probability of each label; nothing where the model cannot read the input, or no scores are stored for it.
    #[must_use]
    pub fn scores(&self, input: &ModelInput) -> Option<Scores> {
        match self {
            Self::Run(model) => model.scores(input),
            Self::Stored(stored) => stored.scores.get(input).map(Arc::clone),
        }
    }

    /// In how many pieces an input is read; stored scores are of one.
    #[must_use]
    pub fn parts(&self, input: &ModelInput) -> usize {
        match self {
            Self::Run(model) => model.parts(input),
            Self::Stored(_) => 1,
        }
    }

    /// What scores stand for, in their order.
    #[must_use]
    pub fn effects(&self) -> &[Effect] {
        match self {
            Self::Run(model) => model.effects(),
            Self::Stored(stored) => &stored.effects,
        }
    }

    /// Everything that the scores depend on, in words.
    #[must_use]
    pub fn identity(&self) -> String {
        match self {
            Self::Run(model) => model.identity(),
            Self::Stored(stored) => stored.digest.clone(),
        }
    }

    /// What names the model in outputs.
    #[must_use]
    pub fn digest(&self) -> String {
        match self {
            Self::Run(model) => model.digest(),
            Self::Stored(stored) => stored.digest.clone(),
        }
    }
}

/// Everything that the learned reader answers, in the order of its scores.
#[must_use]
pub fn every_effect() -> Vec<Effect> {
    card::effects()
}

/// A card of this version with the contract's labels.
fn read(card: &str) -> Result<Card, ModelError> {
    /// Only the version: a card of another version may lack what this one has.
    #[derive(serde::Deserialize)]
    struct Dated {
        version: u32,
    }
    let wrong = |error: toml::de::Error| ModelError::Card(error.message().to_owned());
    let Dated { version } = toml::from_str(card).map_err(wrong)?;
    if version != card::VERSION {
        return Err(ModelError::Version { found: version });
    }
    let card: Card = toml::from_str(card).map_err(wrong)?;
    let expected: Vec<String> = card::effects().into_iter().map(Effect::label).collect();
    let differs = expected.iter().zip(card.labels.iter().map(Some).chain(std::iter::repeat(None)));
    if let Some((label, _)) = differs.into_iter().find(|(label, told)| Some(*label) != *told) {
        return Err(ModelError::Labels(label.clone()));
    }
    if [card.labels.len(), card.slope.len(), card.offset.len()] != [expected.len(); 3] {
        return Err(ModelError::Card("labels, slope and offset are not of one length".to_owned()));
    }
    let window = card.window;
    let sane = card.slope.iter().all(|s| s.is_finite() && *s > 0.0) && card.offset.iter().all(|o| o.is_finite());
    if !sane || window.longest > LONGEST || window.longest < window.context + window.overlap + 4 {
        return Err(ModelError::Card("a slope, an offset or a size of the window is out of bounds".to_owned()));
    }
    Ok(card)
}

fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
    Sha256::digest(bytes).iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
