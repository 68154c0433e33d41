//! What the template of a letter shows.

use askama::Template;

use super::cards;
use super::cards::Card;
use super::cards::Passage;
use super::pages;
use super::pages::Sheet;
use super::pages::TextPage;
use crate::context::law::Applies;
use crate::id::Protection;
use crate::id::Verdict;
use crate::judge::Extent;
use crate::report::checked::Document;
use crate::report::key_facts;
use crate::report::marks;
use crate::report::marks::Looks;
use crate::report::top_line;
use crate::report::top_line::Answer;
use crate::report::top_line::Hoped;
use crate::report::visible::visible;
use crate::report::visible::visible_name;
use crate::report::words;
use crate::review::Review;

/// One document.
#[derive(Template)]
#[template(path = "letter.html")]
pub(super) struct Letter {
    id: String,
    name: String,
    verdict: &'static str,
    class: &'static str,
    meaning: &'static str,
    about: String,
    limits: &'static str,
    answers: Vec<Answer>,
    protections: Vec<Clause>,
    hazards: Vec<Card>,
    by_eye: Vec<Card>,
    gaps: Vec<Card>,
    laws: Vec<Law>,
    law_notes: Vec<String>,
    facts: Vec<Stated>,
    contradictions: Vec<Stated>,
    unread: Vec<String>,
    notes: Vec<String>,
    sheets: Vec<Sheet>,
    text: Vec<TextPage>,
    withheld: String,
    advice: &'static str,
}

/// A protection and what became of it.
struct Clause {
    name: String,
    id: &'static str,
    status: &'static str,
    class: &'static str,
    passages: Vec<Passage>,
}

/// A rule of statute.
struct Law {
    cite: String,
    effect: String,
    standing: String,
    needs: Vec<String>,
}

/// A fact, or facts that do not fit together, with the words.
struct Stated {
    name: String,
    value: String,
    passages: Vec<Passage>,
}

impl Letter {
    fn is_hoped(answer: &Answer) -> bool {
        answer.good == Hoped::Yes
    }
}

/// All that is shown of one document.
pub(super) fn letter(document: &Document<'_>, id: &str, looks: &Looks) -> Letter {
    let review = document.review;
    let marks = marks::of(document, looks.pages.as_ref());
    let mut desk = cards::Desk::new(id, &marks, looks);
    let protections = clauses(review, &mut desk);
    let hazards = cards::hazards(document, &mut desk);
    let by_eye = cards::by_eye(document, &mut desk);
    let gaps = cards::gaps(document, &mut desk);
    let contradictions = review.inconsistencies.iter().map(|odd| Stated {
        name: visible(&odd.says),
        value: String::new(),
        passages: desk.passages(&odd.evidence),
    });
    let contradictions = contradictions.collect();
    let facts = key_facts::of(review).into_iter().map(|fact| Stated {
        name: fact.name.to_owned(),
        value: visible(&fact.value),
        passages: desk.passages(fact.evidence),
    });
    let facts = facts.collect();
    let judgement = &review.judgement;
    let (laws, law_notes) = laws(review);
    Letter {
        id: id.to_owned(),
        name: visible_name(&review.meta.name),
        verdict: words::verdict(judgement.verdict),
        class: verdict_class(judgement.verdict),
        meaning: words::meaning(judgement),
        about: visible(&words::about(review)),
        limits: top_line::limits(judgement),
        answers: top_line::answers(judgement),
        protections,
        hazards,
        by_eye,
        gaps,
        laws,
        law_notes,
        facts,
        contradictions,
        unread: not_read(review),
        notes: troubles(review, Hiding::Nothing),
        sheets: pages::sheets(review, id, &marks, looks),
        text: pages::text(review, id, &marks, looks),
        withheld: looks.withheld.clone().unwrap_or_default(),
        advice: words::NO_ADVICE,
    }
}

fn clauses(review: &Review, desk: &mut cards::Desk<'_>) -> Vec<Clause> {
    let clause = |clause: &crate::judge::Protected| Clause {
        name: title(clause.id),
        id: clause.id.as_str(),
        status: clause.status.as_str(),
        class: match clause.status {
            crate::id::Status::Present => "good",
            crate::id::Status::Missing | crate::id::Status::Unread => "bad",
            crate::id::Status::NotApplicable => "fact",
            crate::id::Status::Weak | crate::id::Status::Implied => "doubt",
        },
        passages: desk.passages(&clause.evidence),
    };
    review.judgement.protections.iter().map(clause).collect()
}

/// A protection by name.
fn title(id: Protection) -> String {
    if Protection::CORE.contains(&id) {
        return words::clause(id).to_owned();
    }
    let words = id.as_str().replace('-', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The class of a verdict in the styles.
#[must_use]
pub const fn verdict_class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::FullRelease => "good",
        Verdict::PartialRelease | Verdict::Unreadable => "doubt",
        Verdict::NoRelease => "bad",
        Verdict::NotApplicable => "fact",
    }
}

/// Which troubles are asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hiding {
    /// Those that hide words.
    Words,
    /// The others.
    Nothing,
}

/// Troubles with the reading, of one sort.
pub(super) fn troubles(review: &Review, hiding: Hiding) -> Vec<String> {
    let wanted = |trouble: &&crate::document::Trouble| trouble.what.hides_words() == (hiding == Hiding::Words);
    review.troubles.iter().filter(wanted).map(|trouble| visible(&trouble.to_string())).collect()
}

fn not_read(review: &Review) -> Vec<String> {
    let told = troubles(review, Hiding::Words);
    if review.judgement.extent == Extent::Whole || !told.is_empty() {
        return told;
    }
    let pages: Vec<String> = review.unread.iter().map(u32::to_string).collect();
    if pages.is_empty() { told } else { vec![format!("Pages {}", pages.join(", "))] }
}

fn laws(review: &Review) -> (Vec<Law>, Vec<String>) {
    use crate::id::Kind;
    if matches!(review.judgement.kind, Kind::Other | Kind::Unknown) {
        return (Vec::new(), Vec::new());
    }
    let law = |rule: &crate::context::backstop::Backstop| {
        let applies = match (rule.applies, rule.lacking.as_slice()) {
            (Applies::Yes, _) => "Applies".to_owned(),
            (Applies::No, _) => "Does not apply".to_owned(),
            (Applies::Unknown, []) => "May apply".to_owned(),
            (Applies::Unknown, facts) => format!("Applies if {}", words::without_keys(&facts.join(", "))),
        };
        let verified = if rule.verified { "verified" } else { "NOT verified" };
        Law {
            cite: visible(&rule.cite),
            effect: visible(&rule.effect),
            standing: format!("{}; {verified}, last checked {}", visible(&applies), rule.checked),
            needs: rule.needs.iter().map(|need| visible(need)).collect(),
        }
    };
    let mut notes = Vec::new();
    if review.context.known.state.is_none() {
        notes.push("The state of the property is not known: name it with --fact state=…".to_owned());
    }
    let unknown = review.context.unknown();
    if !unknown.is_empty() {
        notes.push(format!("Not known, and graded as the worse case where they matter: {}", unknown.join(", ")));
    }
    (review.backstop.iter().map(law).collect(), notes)
}
