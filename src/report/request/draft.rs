//! What stands in the letter, line by line.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::context::backstop::Backstop;
use crate::context::law::{Applies, Bars};
use crate::finding::Finding;
use crate::finding::FindingId;
use crate::id::Hazard;
use crate::id::Kind;
use crate::report::checked::Checked;
use crate::report::checked::Document;
use crate::report::checked::Held;
use crate::report::visible::visible;
use crate::report::visible::visible_name;
use crate::report::words;
use crate::review::Review;
use crate::survey::Fact;

/// One letter.
pub(super) struct Draft {
    pub(super) lines: Vec<Line>,
}

/// A line of it, before it is wrapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// To the attorney.
    Note(String),
    /// Running text.
    Text(String),
    /// A line of the address.
    Address(String),
    /// What the letter is about: a name and its value.
    Subject(&'static str, String),
    /// A request: its number, and what is wrong.
    Request(usize, String),
    /// Words of the lender's letter: where they stand, and the words.
    Quote(String, String),
    /// The same words as under the request with this number.
    Again(usize),
    /// The words to ask for.
    Ask(String),
    /// The statute that takes from the lender what it keeps.
    Basis(String),
}

impl Line {
    /// Whether an empty line stands between this and the line before it.
    pub(super) const fn stands_apart(&self, before: &Self) -> bool {
        match self {
            Self::Address(_) => !matches!(before, Self::Address(_)),
            Self::Subject(..) => !matches!(before, Self::Subject(..)),
            Self::Quote(..) | Self::Again(_) | Self::Ask(_) | Self::Basis(_) => false,
            Self::Note(_) | Self::Text(_) | Self::Request(..) => true,
        }
    }
}

/// Hazards that only inform (contract section 3): what is to be asked about them, the attorney asks.
const INFORM: [FindingId; 2] = [FindingId::Hazard(Hazard::FraudWasteCarveOut), FindingId::Hazard(Hazard::TaxReporting)];

/// A letter for each of the lender's letters in a file; where there is none, a note that says so.
pub(super) fn of(checked: &Checked<'_>) -> Vec<Draft> {
    let judged =
        |document: &&Document<'_>| matches!(document.review.judgement.kind, Kind::ShortSale | Kind::DeedInLieu);
    let drafts: Vec<Draft> = checked.documents.iter().filter(judged).map(letter).collect();
    if !drafts.is_empty() {
        return drafts;
    }
    let name = visible_name(&checked.review.meta.name);
    let meaning = words::meaning(&checked.review.judgement);
    let says = format!("{name}: no letter to the lender was drafted. {meaning} {}", words::NO_ADVICE);
    vec![Draft { lines: vec![Line::Note(says)] }]
}

fn letter(document: &Document<'_>) -> Draft {
    let asked = |held: &&Held<'_>| held.accepted().is_none() && !INFORM.contains(&held.finding.id);
    let (asked, left): (Vec<&Held<'_>>, Vec<&Held<'_>>) = document.findings.iter().partition(asked);
    let mut lines = vec![Line::Note(format!(
        "DRAFT for the attorney, made by acquit from {}. This is not legal advice. Check every request against the \
         document, fill in what stands in brackets, and take this paragraph out before anything is sent.",
        visible_name(&document.review.meta.name)
    ))];
    if let Some(unread) = &document.unread {
        lines.push(Line::Note(format!("Words of the document were not read, so requests may be missing: {unread}")));
    }
    if !left.is_empty() {
        let ids: Vec<String> = left.iter().map(|held| why_left(held)).collect();
        lines.push(Line::Note(format!("Not asked for: {}. The memo says more.", ids.join("; "))));
    }
    lines.extend(head(document.review));
    if asked.is_empty() {
        lines.push(Line::Note("Nothing was found that the lender would have to be asked for.".to_owned()));
    } else {
        lines.push(Line::Text("We ask you to change your letter, or to add to it, as follows.".to_owned()));
    }
    let mut quoted = BTreeMap::new();
    for (number, held) in (1..).zip(asked) {
        request(&mut lines, (number, held.finding), &mut quoted);
        lines.extend(basis(document.review, held.finding.id).map(Line::Basis));
    }
    lines.push(Line::Text("[Closing and signature]".to_owned()));
    Draft { lines }
}

/// The verified statute that, on these facts, takes from the lender what a hazard keeps or asks for; one that only may
/// apply is for the memo and not for the lender.
fn basis(review: &Review, id: FindingId) -> Option<String> {
    let bars = match id {
        FindingId::Hazard(Hazard::SellerContribution | Hazard::PromissoryNote) => Bars::Contribution,
        FindingId::Hazard(Hazard::DeficiencyReservation | Hazard::AssignmentOrCollection) => Bars::Deficiency,
        _ => return None,
    };
    let bars = |rule: &&Backstop| rule.bars == bars && rule.verified && rule.applies == Applies::Yes;
    review.backstop.iter().find(bars).map(|rule| format!("{}. {}", rule.cite, visible(&rule.effect)))
}

fn why_left(held: &Held<'_>) -> String {
    match held.accepted() {
        Some(accepted) => format!("{} ({})", held.finding.id, visible(&accepted.to_string())),
        None => format!("{} (it only informs)", held.finding.id),
    }
}

/// What the request is about, said to the lender and not of it.
fn title(finding: &Finding) -> String {
    let message = visible(&finding.message);
    if finding.id == FindingId::Hazard(Hazard::UnclearLanguage) {
        return "A sentence that can be read in more than one way".to_owned();
    }
    for (ours, theirs) in [("Missing: ", "To be added: "), ("Weak: ", "To be made firm: ")] {
        if let Some(rest) = message.strip_prefix(ours) {
            return [theirs, rest].concat();
        }
    }
    message
}

/// A day as letters write it.
fn in_words(day: &str) -> String {
    day.parse::<Date>().map_or_else(|_| visible(day), |day| day.strftime("%B %-d, %Y").to_string())
}

/// To whom, and about what.
fn head(review: &Review) -> Vec<Line> {
    let facts = &review.facts;
    let value = |fact: &Option<Fact<String>>, unknown: &str| {
        fact.as_ref().map_or_else(|| unknown.to_owned(), |fact| visible(&fact.value))
    };
    let mut lines = vec![
        Line::Text("[Date]".to_owned()),
        Line::Address(value(&facts.lender, "[Lender]")),
        Line::Address("[Address of the lender]".to_owned()),
    ];
    if let Some(investor) = &facts.investor {
        lines.insert(2, Line::Address(format!("for {}", visible(&investor.value))));
    }
    let people: Vec<String> = facts.borrowers.iter().flat_map(|fact| &fact.value).map(|name| visible(name)).collect();
    let people = if people.is_empty() { "[names]".to_owned() } else { people.join(", ") };
    lines.push(Line::Subject("Loan number", value(&facts.loan_number, "[loan number]")));
    if let Some(other) = &facts.other_loan_number {
        lines.push(Line::Subject("Another loan number in your letter", visible(&other.value)));
    }
    lines.push(Line::Subject("Borrowers", people));
    let dated = facts.dated.as_ref().map_or_else(|| "[date of the letter]".to_owned(), |fact| in_words(&fact.value));
    lines.push(Line::Subject("Property", value(&facts.property_address, "[address of the property]")));
    lines.push(Line::Subject("Your letter dated", dated));
    lines.push(Line::Text("Dear [name]:".to_owned()));
    lines
}

/// Where quoted words begin and end in the document, and the request that quotes them.
type Quoted = BTreeMap<(usize, usize), usize>;

/// What is wrong, the words where there are some, and what is asked for. Words are quoted once.
fn request(lines: &mut Vec<Line>, (number, finding): (usize, &Finding), quoted: &mut Quoted) {
    lines.push(Line::Request(number, title(finding)));
    for evidence in &finding.evidence {
        match quoted.insert((evidence.start, evidence.end), number) {
            None => lines.push(Line::Quote(words::place(evidence), visible(&evidence.quote))),
            Some(earlier) if earlier < number => lines.push(Line::Again(earlier)),
            Some(_) => {}
        }
    }
    lines.push(Line::Ask(if finding.request.is_empty() { "[words]".to_owned() } else { visible(&finding.request) }));
}
