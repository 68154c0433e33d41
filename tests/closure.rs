//! One act in every form: who does it to whom, in which voice, how firmly, asked or said, in a sentence or under a lead-in.
//! What a form does follows from how it was made, so that thousands of sentences need no label by hand.

use acquit::fuse::{Fusion, Kit};
use acquit::id::Protection;
use acquit::model::{Learned, Model};
use acquit::reading::{Effect, Passage, Reader, Strength};

/// What a form does for the borrower.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    /// It frees the borrower, firmly.
    Frees,
    /// It frees the borrower perhaps.
    Perhaps,
    /// It frees nobody.
    Nothing,
}

/// A generated passage.
#[derive(Debug)]
struct Form {
    lead_in: &'static str,
    words: String,
    does: Does,
}

/// Who acts, and whether the verb takes an `s`.
const LENDERS: [(&str, bool); 4] = [("We", false), ("Lender", true), ("The Bank", true), ("The undersigned", true)];

/// Who is freed, with the verb to be.
const FREED: [(&str, &str); 4] = [("you", "are"), ("Borrower", "is"), ("the Borrowers", "are"), ("Ada Quillon", "is")];

/// Verbs of freeing a person of something: plain, past, `-ing`, noun.
const FREEING: [(&str, &str, &str, &str); 3] = [
    ("release", "released", "releasing", "release"),
    ("discharge", "discharged", "discharging", "discharge"),
    ("absolve", "absolved", "absolving", "absolution"),
];

/// What a person is freed of.
const BURDENS: [&str; 5] = [
    "all liability under the Note",
    "any further obligation on the loan",
    "personal liability for the remaining balance",
    "the debt",
    "all that is still owing on the Note",
];

/// Verbs of giving something up: plain, past, `-ing`.
const GIVING_UP: [(&str, &str, &str); 4] = [
    ("waive", "waived", "waiving"),
    ("forgive", "forgiven", "forgiving"),
    ("cancel", "cancelled", "cancelling"),
    ("write off", "written off", "writing off"),
];

/// What is given up.
const GIVEN_UP: [&str; 4] =
    ["the deficiency", "the remaining balance of the loan", "the unpaid rest of the debt", "any shortfall"];

/// Times of a firm promise.
const WHEN: [&str; 3] = ["", "Upon closing, ", "Once the net proceeds reach us, "];

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn small(words: &str) -> String {
    if words.starts_with("We") || words.starts_with("The") { words.to_lowercase() } else { words.to_owned() }
}

/// A sentence that begins with a time or, where there is none, with a capital.
fn sentence(when: &str, words: &str) -> String {
    if when.is_empty() { format!("{}.", capital(words)) } else { format!("{when}{words}.") }
}

fn form(words: String, does: Does) -> Form {
    Form { lead_in: "", words, does }
}

fn under(lead_in: &'static str, words: String, does: Does) -> Form {
    Form { lead_in, words, does }
}

/// The forms of one act by its parts: what stands before the verb's object, and what behind.
struct Act<'a> {
    lender: &'a str,
    third: bool,
    verb: &'a str,
    past: &'a str,
    doing: &'a str,
    /// "you from the debt", "the deficiency".
    object: &'a str,
    /// The object as a subject, with "is" or "are", and what follows the participle.
    subject: (&'a str, &'a str, &'a str),
}

impl Act<'_> {
    fn forms(&self) -> Vec<Form> {
        let Act { lender, third, verb, past, doing, object, subject: (who, is, rest) } = *self;
        let (lender, s) = (small(lender), if third { "s" } else { "" });
        let does = if third { "does" } else { "do" };
        let present = match verb.split_once(' ') {
            Some((head, tail)) => format!("{head}{s} {tail}"),
            None => format!("{verb}{s}"),
        };
        let mut all = Vec::new();
        for when in WHEN {
            all.push(form(sentence(when, &format!("{lender} {present} {object}")), Does::Frees));
            all.push(form(sentence(when, &format!("{lender} will {verb} {object}")), Does::Frees));
            all.push(form(sentence(when, &format!("{who} {is} {past}{rest}")), Does::Frees));
            all.push(form(sentence(when, &format!("{who} will be {past}{rest}")), Does::Frees));
            all.push(form(sentence(when, &format!("{lender} agree{s} to {verb} {object}")), Does::Frees));
            all.push(form(sentence(when, &format!("{lender} {does} not {verb} {object}")), Does::Nothing));
            all.push(form(sentence(when, &format!("{lender} will not {verb} {object}")), Does::Nothing));
            all.push(form(sentence(when, &format!("{who} will not be {past}{rest}")), Does::Nothing));
            all.push(form(sentence(when, &format!("{lender} may {verb} {object}")), Does::Perhaps));
            all.push(form(sentence(when, &format!("{lender} will consider {doing} {object}")), Does::Perhaps));
        }
        all.push(form(format!("Will {lender} {verb} {object}?"), Does::Nothing));
        all.push(form(format!("If our investor approves, {lender} will {verb} {object}."), Does::Perhaps));
        all.push(under("Upon receipt of the net proceeds, Lender will:", format!("{verb} {object};"), Does::Frees));
        all.push(under("Lender does not agree to:", format!("{verb} {object};"), Does::Nothing));
        all
    }
}

fn forms() -> Vec<Form> {
    let mut all = Vec::new();
    for (lender, third) in LENDERS {
        for (verb, past, doing, noun) in FREEING {
            for ((who, is), burden) in FREED.into_iter().flat_map(|freed| BURDENS.map(|burden| (freed, burden))) {
                let (object, rest) = (format!("{who} from {burden}"), format!(" from {burden}"));
                let act = Act { lender, third, verb, past, doing, object: &object, subject: (who, is, &rest) };
                all.extend(act.forms());
                if verb != "absolve" {
                    let words = format!("Upon closing, this letter is a full {noun} of {who} from {burden}.");
                    all.push(form(words, Does::Frees));
                }
            }
        }
        for ((verb, past, doing), object) in
            GIVING_UP.into_iter().flat_map(|verb| GIVEN_UP.map(|object| (verb, object)))
        {
            let act = Act { lender, third, verb, past, doing, object, subject: (object, "is", "") };
            all.extend(act.forms());
        }
    }
    all
}

fn done(kit: &Kit, form: &Form) -> Does {
    let passage = Passage { words: &form.words, lead_in: form.lead_in, ..Passage::default() };
    let core =
        |strength| [Protection::DebtRelease, Protection::DeficiencyWaiver].map(|core| Effect::Protects(core, strength));
    let effects: Vec<Effect> = kit.read(&passage, &[]).iter().map(|r| r.effect).collect();
    let holds = |strength| core(strength).iter().any(|core| effects.contains(core));
    match () {
        () if holds(Strength::Present) && !holds(Strength::Weak) => Does::Frees,
        () if holds(Strength::Present) || holds(Strength::Weak) => Does::Perhaps,
        () => Does::Nothing,
    }
}

/// Forms that are read otherwise than they were made, with what was read.
fn odd<'a>(kit: &Kit, forms: impl Iterator<Item = &'a Form>) -> Vec<(&'a Form, Does)> {
    forms.map(|form| (form, done(kit, form))).filter(|(form, done)| form.does != *done).collect()
}

fn told(odd: &[(&Form, Does)]) -> String {
    let lines = odd.iter().take(40).map(|(form, done)| format!("{done:?}: {form:?}"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn reader_a_reads_every_form_of_an_act() {
    let forms = forms();
    assert!(forms.len() > 5_000, "{}", forms.len());
    let odd = odd(&Kit::built_in().unwrap(), forms.iter());
    assert!(odd.is_empty(), "{} of {} forms:\n{}", odd.len(), forms.len(), told(&odd));
}

/// Share of the firm forms that the pair must read as what they are; the rest is left to the eye.
const READ: f64 = 0.9;

/// Of the pair every thirteenth form: the learned reader takes its time.
#[test]
fn both_readers_take_no_form_for_more_than_it_is() {
    let learned = Learned::Run(Box::new(Model::built_in().unwrap()));
    let kit = Kit::built_in().unwrap().joined(learned, Fusion::built_in().unwrap(), Reader::Both);
    let forms = forms();
    let some: Vec<&Form> = forms.iter().step_by(13).collect();
    let odd = odd(&kit, some.iter().copied());
    let vain: Vec<_> = odd.iter().filter(|(_, done)| *done == Does::Frees).copied().collect();
    assert!(vain.is_empty(), "{} of {} forms were taken for a firm release:\n{}", vain.len(), some.len(), told(&vain));
    let firm = some.iter().filter(|form| form.does == Does::Frees).count();
    let missed = odd.iter().filter(|(form, _)| form.does == Does::Frees).count();
    #[expect(clippy::cast_precision_loss, reason = "hundreds of forms")]
    let read = (firm - missed) as f64 / firm as f64;
    assert!(firm > 100 && read >= READ, "{missed} of {firm} firm forms are not read:\n{}", told(&odd));
}
