//! The core clauses with their words, and the other protections in a short list.

use crate::id::Protection;
use crate::id::Status;
use crate::judge::Protected;
use crate::report::memo::Block;
use crate::report::memo::Clause;
use crate::report::memo::Passages;
use crate::report::memo::Pen;
use crate::report::memo::Table;
use crate::report::words;
use crate::review::Review;

/// Debt, deficiency and lien: status and words.
pub(super) fn core(pen: &mut Pen<'_>, review: &Review) {
    let is_core = |id: &Protection| Protection::CORE.contains(id);
    let clauses: Vec<_> = review.judgement.protections.iter().filter(|p| is_core(&p.id)).collect();
    if clauses.is_empty() {
        return;
    }
    pen.heading("Core clauses");
    for clause in clauses {
        let (status, words) = match clause.status {
            Status::Implied => ("implied by the release of the debt", Passages::default()),
            status => (status.as_str(), pen.passages(review, &clause.evidence)),
        };
        pen.put(Block::Clause(Clause { name: words::clause(clause.id), status, words }));
    }
}

/// The protections beyond the core three, by status.
pub(super) fn others(pen: &mut Pen<'_>, review: &Review) {
    let further = |p: &&Protected| !Protection::CORE.contains(&p.id);
    let further: Vec<_> = review.judgement.protections.iter().filter(further).collect();
    if further.is_empty() {
        return;
    }
    let row = |&status: &Status| {
        let ids: Vec<&str> = further.iter().filter(|p| p.status == status).map(|p| p.id.as_str()).collect();
        (!ids.is_empty()).then(|| [status.as_str().to_owned(), ids.join(", ")])
    };
    pen.heading("Other protections");
    let rows = Status::ALL.iter().filter_map(row).collect();
    pen.put(Block::Table(Table { head: ["Status", "Protections"], rows }));
}
