//! The core clauses with their words, and the other protections in a short list.

use crate::id::Protection;
use crate::id::Status;
use crate::judge::Protected;
use crate::report::terminal::Sheet;
use crate::report::words;
use crate::review::Review;

/// Columns that the name of a core clause takes.
const NAME: usize = 26;

/// Debt, deficiency and lien: status and words.
pub(super) fn core(sheet: &mut Sheet, review: &Review) {
    let is_core = |id: &Protection| Protection::CORE.contains(id);
    let clauses: Vec<_> = review.judgement.protections.iter().filter(|p| is_core(&p.id)).collect();
    if clauses.is_empty() {
        return;
    }
    sheet.title("Core clauses");
    for clause in clauses {
        let status = match clause.status {
            Status::Implied => "implied by the release of the debt",
            status => status.as_str(),
        };
        sheet.hung(2, NAME, &format!("{:NAME$}{status}", words::clause(clause.id)));
        if clause.status != Status::Implied {
            sheet.quotes(&clause.evidence);
        }
    }
}

/// The protections beyond the core three, by status.
pub(super) fn others(sheet: &mut Sheet, review: &Review) {
    let further = |p: &&Protected| !Protection::CORE.contains(&p.id);
    let further: Vec<_> = review.judgement.protections.iter().filter(further).collect();
    if further.is_empty() {
        return;
    }
    sheet.title("Other protections");
    for &status in Status::ALL {
        let ids: Vec<&str> = further.iter().filter(|p| p.status == status).map(|p| p.id.as_str()).collect();
        if !ids.is_empty() {
            sheet.hung(2, 16, &format!("{:16}{}", status.as_str(), ids.join(", ")));
        }
    }
}
