//! Reading the units of a document, each in its place.

mod answered;
mod around;
mod reading;
mod settled;
mod struck;
mod undecided;

use std::borrow::Cow;

use crate::fuse::{Account, Doubt, Kit, Mechanism};
use crate::id::Hazard;
use crate::id::Protection;
use crate::model::ModelInput;
use crate::read::Definition;
use crate::reading::{Effect, Passage, Reader, Reading, Setting};
use crate::resolve::branches::{Branches, Fit, Settled};
use crate::resolve::definitions;
use crate::resolve::elsewhere::Elsewhere;
use crate::resolve::empty_annexes::EmptyAnnexes;
use crate::resolve::excepted;
use crate::resolve::keeps_nothing::{keeps_nothing, only_pays, takes_nothing};
use crate::resolve::narrowed;
use crate::resolve::points_back;
use crate::resolve::roles::Roles;
use crate::resolve::take_back;
use crate::segment;
use crate::segment::{Form, Standing, Structure, Unit};
use crate::span::UnitSpan;
use crate::survey::speaks_of_a_debt_abroad;
use crate::text::Text;

use self::around::flat;
use self::settled::is_unclear;

pub use self::reading::{Counts, UnitReading};

pub(super) use self::reading::frees;

/// What is known of a document before its units are read.
#[derive(Debug, Clone, Copy)]
pub struct Standpoint<'a> {
    /// Roles that it gives its parties.
    pub roles: &'a Roles,
    /// The postal code of the property's state, where it is known.
    pub state: Option<&'a str>,
}

/// Reads every unit.
#[must_use]
pub fn read(kit: &Kit, text: &Text, structure: &Structure, from: Standpoint<'_>) -> Vec<UnitReading> {
    let terms = definitions::of(kit, text, structure);
    let read_as = if kit.has(Mechanism::Definitions) { terms.as_slice() } else { &[] };
    let elsewhere = (kit.readers() != Reader::Patterns).then(|| Elsewhere::of(text, structure));
    let empty =
        if kit.has(Mechanism::Exceptions) { EmptyAnnexes::of(text, structure) } else { EmptyAnnexes::default() };
    let desk = Desk {
        kit,
        sheet: Sheet { text, structure, elsewhere: elsewhere.as_ref(), empty: &empty, roles: from.roles },
        terms: read_as,
    };
    let mut branches = if kit.has(Mechanism::Branches) { Branches::new(from.state) } else { Branches::unread() };
    let places = structure.units.iter().enumerate();
    let mut all: Vec<UnitReading> = places.map(|place| desk.one(place, &mut branches)).collect();
    if kit.has(Mechanism::Strikes) {
        struck::strike(kit, text, structure, &mut all);
    }
    undecided::leave(text, structure, &mut all);
    if kit.has(Mechanism::PointingBack) {
        points_back::weaken(text, structure, &mut all);
    }
    if kit.has(Mechanism::Narrowing) {
        narrowed::narrow(kit, &terms, (text, structure), &mut all);
    }
    if kit.has(Mechanism::Exceptions) {
        excepted::weaken(kit, (text, structure), &mut all);
    }
    answered::take_out(text, structure, &mut all);
    settled::settle_doubts(&mut all);
    all
}

/// What every unit of a document is read with.
struct Desk<'a> {
    kit: &'a Kit,
    sheet: Sheet<'a>,
    terms: &'a [Definition],
}

/// A unit's words and context.
struct Placed<'a> {
    heading: Cow<'a, str>,
    before: Cow<'a, str>,
    lead_in: Cow<'a, str>,
    leant_on: String,
    settled: Settled<'a>,
    above: Option<Fit>,
    setting: Setting,
    by_roles: ByRoles,
}

/// Whether a passage names a party by a role that the document gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ByRoles {
    Yes,
    No,
}

impl Placed<'_> {
    fn passage(&self) -> Passage<'_> {
        let (heading, lead_in, before) = (&*self.heading, &*self.lead_in, &*self.before);
        let leant_on = self.leant_on.as_str();
        Passage { words: &self.settled.words, heading, lead_in, before, leant_on, note: "", setting: self.setting }
    }
}

/// A document's text and its units.
#[derive(Clone, Copy)]
struct Sheet<'a> {
    text: &'a Text,
    structure: &'a Structure,
    /// What passages may lean on; only the learned reader is shown it.
    elsewhere: Option<&'a Elsewhere>,
    /// Annexes that list nothing.
    empty: &'a EmptyAnnexes,
    roles: &'a Roles,
}

/// What the learned reader sees of every unit, in the order of units.
#[must_use]
pub fn inputs(text: &Text, structure: &Structure, from: Standpoint<'_>) -> Vec<ModelInput> {
    let elsewhere = Elsewhere::of(text, structure);
    let empty = EmptyAnnexes::of(text, structure);
    let sheet = Sheet { text, structure, elsewhere: Some(&elsewhere), empty: &empty, roles: from.roles };
    let mut branches = Branches::new(from.state);
    let places = structure.units.iter().enumerate();
    places.map(|place| ModelInput::of(&sheet.place(place, &mut branches).passage())).collect()
}

/// Both readings of every unit, in the order of units, for those who ask why.
#[must_use]
pub fn accounts(kit: &Kit, text: &Text, structure: &Structure, from: Standpoint<'_>) -> Vec<Account> {
    let terms = definitions::of(kit, text, structure);
    let elsewhere = Elsewhere::of(text, structure);
    let empty = EmptyAnnexes::of(text, structure);
    let sheet = Sheet { text, structure, elsewhere: Some(&elsewhere), empty: &empty, roles: from.roles };
    let mut branches = Branches::new(from.state);
    let places = structure.units.iter().enumerate();
    places.map(|place| kit.account(&sheet.place(place, &mut branches).passage(), &terms)).collect()
}

impl Desk<'_> {
    fn one(&self, (at, unit): (usize, &Unit), branches: &mut Branches<'_>) -> UnitReading {
        let placed = self.sheet.place((at, unit), branches);
        let mut readings = self.kit.read(&placed.passage(), self.terms);
        if placed.settled.is_open() || placed.above == Some(Fit::Open) {
            self.add_hazards_of_patterns(&placed.passage(), &mut readings);
        }
        if placed.by_roles == ByRoles::Yes || readings.iter().any(|r| frees(r.effect)) {
            self.turn_the_release(&placed.passage(), &mut readings);
        }
        let asks = placed.setting != Setting::Furniture && self.kit.readers() != Reader::Patterns;
        if asks && self.kit.has(Mechanism::TakingBack) {
            let revives = |r: &Reading| r.effect == Effect::Endangers(Hazard::ReleaseRevival);
            readings.retain(|r| !(revives(r) && take_back::stays_free(&placed.settled.words)));
            let may_reserve = |r: &Reading| r.pattern == Doubt::MaybeReservation.name();
            let words = &placed.settled.words;
            readings.retain(|r| !(may_reserve(r) && (take_back::is_without_a_sale(words) || keeps_nothing(words))));
            let insures = |r: &Reading| r.effect == Effect::Endangers(Hazard::InsurerRightsReserved);
            readings.retain(|r| !(insures(r) && r.by == Reader::Model && only_pays(words)));
            look_at_the_release(&placed.settled.words, &mut readings);
        }
        if placed.setting != Setting::Furniture && speaks_of_a_debt_abroad(&placed.settled.words) {
            leave_to_the_eye(Doubt::NotEnglish, &placed.settled.words, &mut readings);
        }
        let Placed { settled, above, .. } = placed;
        let gives = |r: &Reading| matches!(r.effect, Effect::Protects(..));
        readings.retain(|r| settled.counts(r) && !(above == Some(Fit::Open) && gives(r)));
        for reading in &mut readings {
            reading.evidence = settled.quoted(reading.evidence);
        }
        let counts = match above {
            Some(Fit::Foreign) => Counts::No("a branch for other states"),
            _ if self.kit.has(Mechanism::Standing) => counts(unit),
            _ => Counts::Yes,
        };
        let mut done = UnitReading { span: unit.span, readings, counts };
        let is_exhibit = unit.standing == Standing::Exhibit;
        if is_exhibit || unit.standing == Standing::Explainer && is_to_this_borrower(&settled.words) {
            done.doubt_its_place();
        }
        done
    }

    /// The patterns follow who releases whom; the learned reader has learned that words of release speak for the borrower, and
    /// that so do the roles' own words where the parties go by roles that the document defines.
    fn turn_the_release(&self, passage: &Passage<'_>, readings: &mut Vec<Reading>) {
        let is_turned = |r: &Reading| r.effect == Effect::Endangers(Hazard::BorrowerReleasesLender);
        if self.kit.reads_alone() && !readings.iter().any(is_turned) {
            return;
        }
        let patterns = self.kit.read_patterns(passage, self.terms);
        if patterns.iter().any(|r| frees(r.effect)) || !patterns.iter().any(is_turned) {
            return;
        }
        readings.retain(|r| !frees(r.effect) && !is_unclear(r) && !is_turned(r));
        readings.extend(patterns.into_iter().filter(is_turned));
        readings.sort_by_key(|r| (r.effect, r.evidence));
    }

    /// In a branch of which nobody knows whether it holds, what a reader of structure says that it takes is taken: the
    /// learned reader has seen too few such branches.
    fn add_hazards_of_patterns(&self, passage: &Passage<'_>, readings: &mut Vec<Reading>) {
        if self.kit.reads_alone() {
            // What they take is there.
            return;
        }
        let patterns = self.kit.read_patterns(passage, self.terms);
        let missed =
            |r: &Reading| matches!(r.effect, Effect::Endangers(_)) && !readings.iter().any(|o| o.effect == r.effect);
        let added: Vec<Reading> = patterns.into_iter().filter(missed).collect();
        readings.extend(added);
        readings.sort_by_key(|r| (r.effect, r.evidence));
    }
}

impl<'a> Sheet<'a> {
    /// A unit with what it needs from elsewhere, branches for other states left out.
    fn place(self, (at, unit): (usize, &Unit), branches: &mut Branches<'_>) -> Placed<'a> {
        let (heading, before) = (flat(self.text, unit.heading), self.roles.read(flat(self.text, unit.before)));
        let lead_in = self.lead_in(unit);
        let before = branches.settle(before).words;
        let row = branches.row_above(&segment::words(self.text, unit.span), unit.paragraph);
        let above = branches.below(&heading).into_iter().chain(branches.below(&lead_in)).chain(row).max();
        let lead_in = branches.settle(self.roles.read(lead_in.into())).words;
        let words = self.empty.settle(segment::words(self.text, unit.span));
        let by_roles = if self.roles.stand_in(&words) { ByRoles::Yes } else { ByRoles::No };
        let settled = branches.settle(self.roles.read(words));
        let setting = match unit.form {
            Form::Heading | Form::Matter => Setting::Furniture,
            Form::Ticked => Setting::Ticked,
            _ => Setting::Text,
        };
        let leant_on = self.elsewhere.filter(|_| setting != Setting::Furniture);
        let leant_on = leant_on.map(|e| e.leant_on(self.text, self.structure, at)).unwrap_or_default();
        Placed { heading, before, lead_in, leant_on, settled, above, setting, by_roles }
    }

    fn lead_in(self, unit: &Unit) -> String {
        let all = self.structure.lead_ins(unit).into_iter().map(|span| flat(self.text, Some(span)));
        all.collect::<Vec<_>>().join(" ")
    }
}

/// Whether words are said to this borrower about this letter, and not to anybody about such letters.
fn is_to_this_borrower(words: &str) -> bool {
    let lower = words.to_lowercase();
    [
        "this letter",
        "this approval",
        "this agreement",
        "your account",
        "your loan",
        "your note",
        "you remain",
        "you will remain",
    ]
    .iter()
    .any(|phrase| lower.contains(phrase))
}

/// A passage on the release itself, of which no reader read anything that binds, is read by eye.
fn look_at_the_release(words: &str, readings: &mut Vec<Reading>) {
    let binds = |r: &Reading| matches!(r.effect, Effect::Endangers(h) if h.weakens());
    if take_back::is_likely(words) && !takes_nothing(words) && !readings.iter().any(binds) {
        leave_to_the_eye(Doubt::OnTheRelease, words, readings);
    }
}

/// A passage that an attorney must read, and why.
pub(super) fn leave_to_the_eye(why: Doubt, words: &str, readings: &mut Vec<Reading>) {
    readings.push(Reading {
        effect: Effect::Endangers(Hazard::UnclearLanguage),
        evidence: UnitSpan::new(0, words.len()),
        cues: Vec::new(),
        pattern: why.name().to_owned(),
        by: Reader::Patterns,
    });
    readings.sort_by_key(|r| (r.effect, r.evidence));
}

/// Why what stands in an exhibit does not count.
const AN_EXHIBIT: &str = "an exhibit";

/// Why what stands among questions and answers or a brochure's text does not count.
const AN_EXPLANATION: &str = "an explanation";

/// Whether form and standing let a unit count.
fn counts(unit: &Unit) -> Counts {
    match (unit.form, unit.standing) {
        (Form::Heading, _) => Counts::No("a heading"),
        (Form::Question, _) => Counts::No("a question"),
        (Form::Unticked, _) => Counts::No("an option that is not ticked"),
        (Form::Matter, _) => Counts::No("letterhead, reference lines or a signature block"),
        (_, Standing::Recital) => Counts::No("a recital"),
        (_, Standing::Quotation) => Counts::No("a quotation"),
        (_, Standing::Exhibit) => Counts::No(AN_EXHIBIT),
        (_, Standing::Explainer) => Counts::No(AN_EXPLANATION),
        (_, Standing::Body | Standing::Definition) => Counts::Yes,
    }
}

/// Whether a reading is one of the two that a verdict hangs on, or a hazard that weakens.
#[must_use]
pub fn decides(effect: Effect) -> bool {
    match effect {
        Effect::Protects(p, _) => Protection::CORE.contains(&p),
        Effect::Endangers(h) => h.weakens() && h != Hazard::UnclearLanguage,
    }
}
