//! What statute adds to the paper, and which facts would tell more.

use crate::context::backstop::Backstop;
use crate::context::law::Applies;
use crate::id::Kind;
use crate::report::memo::Block;
use crate::report::memo::Pen;
use crate::report::visible::visible;
use crate::review::Review;

/// Rules that apply or may apply, then those that do not, then the facts that nobody told.
pub(super) fn backstop(pen: &mut Pen<'_>, review: &Review) {
    if matches!(review.judgement.kind, Kind::Other | Kind::Unknown) {
        return;
    }
    pen.heading("What statute adds");
    if review.context.known.state.is_none() {
        pen.put(Block::Item("The state is not known: name it with --fact state=…".to_owned(), Vec::new()));
    }
    let (idle, live): (Vec<_>, Vec<_>) = review.backstop.iter().partition(|rule| rule.applies == Applies::No);
    // A section that helps in one of its rules is not said to be no help because of another.
    let helps = |cite: &str| live.iter().any(|rule| section(&rule.cite) == section(cite));
    let idle: Vec<_> = idle.into_iter().filter(|rule| !helps(&rule.cite)).collect();
    for rule in &live {
        let needs = rule.needs.iter().map(|need| format!("needs {}", visible(need)));
        let says = format!("{}: {} ({})", rule.cite, visible(&rule.effect), standing(rule));
        pen.put(Block::Item(says, needs.collect()));
    }
    // Law that nobody has checked is not said to be no help, nor is its text said to be right.
    let (idle, unchecked): (Vec<_>, Vec<_>) = idle.into_iter().partition(|rule| rule.verified);
    for rule in unchecked {
        let says = format!("{}: {} ({})", rule.cite, visible(&rule.effect), checked(rule));
        pen.put(Block::Item(says, Vec::new()));
    }
    if !idle.is_empty() {
        let mut cites: Vec<&str> = idle.iter().filter_map(|rule| rule.cite.split(';').next()).collect();
        cites.dedup();
        pen.put(Block::Item(format!("On these facts no help: {}", cites.join("; ")), Vec::new()));
    }
    let unknown = review.context.unknown();
    if !unknown.is_empty() {
        let says = format!("Not known, and graded as the worse case where they matter: {}", unknown.join(", "));
        pen.put(Block::Item(says, Vec::new()));
    }
}

/// The section of a citation: "CCP 580e" of "CCP 580e(a)(1)", "CCP 580b" of "CCP 580b; Coker v. …".
fn section(cite: &str) -> &str {
    cite.split(['(', ';']).next().unwrap_or(cite).trim()
}

fn standing(rule: &Backstop) -> String {
    let applies = match (rule.applies, rule.lacking.as_slice()) {
        (Applies::Yes, _) => "applies".to_owned(),
        (Applies::No, _) => "does not apply".to_owned(),
        (Applies::Unknown, []) => "may apply".to_owned(),
        (Applies::Unknown, facts) => format!("applies if {}", facts.join(", ")),
    };
    format!("{applies}; {}", checked(rule))
}

fn checked(rule: &Backstop) -> String {
    let verified = if rule.verified { "verified" } else { "NOT verified" };
    format!("{verified}, last checked {}", rule.checked)
}
