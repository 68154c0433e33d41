//! The closed severity table of contract section 5, row by row.

use crate::context::backstop::Column;
use crate::finding::FindingId;
use crate::finding::FindingId::ApprovalLapsed;
use crate::finding::FindingId::Hazard as H;
use crate::finding::FindingId::Protection as P;
use crate::id::Hazard as Is;
use crate::id::Protection as Of;
use crate::severity::Severity;
use crate::severity::Severity::Critical;
use crate::severity::Severity::High;
use crate::severity::Severity::Info;
use crate::severity::Severity::Low;
use crate::severity::Severity::Medium;

/// In what shape the thing was found, as far as the table tells shapes apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A protection is missing.
    Missing,
    /// The debt release is missing while the deficiency waiver is present.
    MissingBesideWaiver,
    /// The covenant not to sue is missing where the debt release is missing too.
    MissingBesideNoRelease,
    /// A protection is weak.
    Weak,
    /// The waiver is only implied by a whole release.
    Implied,
    /// A hazard was found, or the approval has lapsed.
    Found,
    /// A contribution is asked that a statute forbids.
    Unlawful,
    /// The borrower releases the lender, and the lender releases the borrower.
    WithRelease,
    /// Both sides give up Civil Code 1542.
    Mutual,
}

/// Ids and shapes of one row, its column S and its column N.
type Row = (&'static [FindingId], Shape, Severity, Severity);

const TABLE: &[Row] = &[
    (&[P(Of::DebtRelease)], Shape::Missing, Medium, Critical),
    (&[P(Of::DebtRelease)], Shape::Weak, Low, High),
    (&[P(Of::DebtRelease)], Shape::MissingBesideWaiver, Low, Medium),
    (&[P(Of::DeficiencyWaiver)], Shape::Missing, Medium, Critical),
    (&[P(Of::DeficiencyWaiver)], Shape::Weak, Low, High),
    (&[P(Of::DeficiencyWaiver)], Shape::Implied, Info, Info),
    (&[P(Of::LienRelease)], Shape::Missing, High, High),
    (&[P(Of::LienRelease)], Shape::Weak, Medium, Medium),
    (BINDING, Shape::Found, High, Critical),
    (&[H(Is::NotAnApproval)], Shape::Found, Critical, Critical),
    (&[H(Is::PromissoryNote), H(Is::UnresolvedTemplate)], Shape::Found, High, High),
    (WEAKENING, Shape::Found, Medium, High),
    (&[H(Is::SellerContribution)], Shape::Unlawful, High, High),
    (&[H(Is::SellerContribution)], Shape::Found, Medium, Medium),
    (&[H(Is::BorrowerReleasesLender)], Shape::Found, High, High),
    (&[H(Is::BorrowerReleasesLender)], Shape::WithRelease, Medium, Medium),
    (&[H(Is::CivilCode1542Waiver)], Shape::Found, Medium, Medium),
    (&[H(Is::CivilCode1542Waiver)], Shape::Mutual, Info, Info),
    (&[H(Is::JuniorLienOpen), H(Is::ForeclosureContinues)], Shape::Found, Medium, Medium),
    (&[H(Is::AdverseCreditReporting)], Shape::Found, Low, Low),
    (&[H(Is::EscrowRefundWaiver), H(Is::FraudWasteCarveOut), H(Is::TaxReporting)], Shape::Found, Info, Info),
    (GRAVER_GAPS, Shape::Missing, Low, Medium),
    (LESSER_GAPS, Shape::Missing, Low, Low),
    (FURTHER, Shape::Weak, Low, Low),
    (&[ApprovalLapsed], Shape::Found, High, High),
    (&[P(Of::CovenantNotToSue)], Shape::MissingBesideNoRelease, Low, Low),
    (&[P(Of::CovenantNotToSue)], Shape::Missing, Info, Info),
];

/// They keep the borrower bound.
const BINDING: &[FindingId] = &[
    H(Is::DeficiencyReservation),
    H(Is::LienReleaseOnly),
    H(Is::AntiDeficiencyWaiver),
    H(Is::GuarantyOrCollateralKept),
];

/// They take from the release.
const WEAKENING: &[FindingId] = &[
    H(Is::NonbindingRelease),
    H(Is::ConditionalRelease),
    H(Is::PartialRelease),
    H(Is::PartialObligorRelease),
    H(Is::OverbroadCarveOut),
    H(Is::ReleaseRevival),
    H(Is::RescissionRight),
    H(Is::AssignmentOrCollection),
    H(Is::InsurerRightsReserved),
    H(Is::UnclearLanguage),
];

/// Further protections that can cost the borrower money.
const GRAVER_GAPS: &[FindingId] =
    &[P(Of::Execution), P(Of::InsurerBound), P(Of::DeedAcceptance), P(Of::JuniorLiens), P(Of::ForeclosureDismissal)];

/// Further protections on side issues.
const LESSER_GAPS: &[FindingId] = &[
    P(Of::HolderAuthority),
    P(Of::AllObligors),
    P(Of::SuccessorsBound),
    P(Of::ApprovalExpiration),
    P(Of::NetProceeds),
    P(Of::CreditReporting),
    P(Of::NoContribution),
    P(Of::NoteCancellation),
    P(Of::VoluntaryConveyance),
    P(Of::NoMerger),
];

/// All but the core three.
const FURTHER: &[FindingId] = &[
    P(Of::HolderAuthority),
    P(Of::AllObligors),
    P(Of::InsurerBound),
    P(Of::SuccessorsBound),
    P(Of::ApprovalExpiration),
    P(Of::NetProceeds),
    P(Of::CreditReporting),
    P(Of::JuniorLiens),
    P(Of::ForeclosureDismissal),
    P(Of::NoContribution),
    P(Of::NoteCancellation),
    P(Of::Execution),
    P(Of::CovenantNotToSue),
    P(Of::DeedAcceptance),
    P(Of::VoluntaryConveyance),
    P(Of::NoMerger),
];

/// The rows of an id, in the table's order: its shape, column S, column N.
pub fn rows(id: FindingId) -> impl Iterator<Item = (Shape, Severity, Severity)> {
    let its_own = TABLE.iter().filter(move |(ids, ..)| ids.contains(&id));
    its_own.map(|(_, shape, s, n)| (*shape, *s, *n))
}

/// How grave it is; `None` where the table has no such row (a hazard cannot be missing).
#[must_use]
pub fn grade(id: FindingId, shape: Shape, column: Column) -> Option<Severity> {
    let (_, _, s, n) = TABLE.iter().find(|(ids, of, ..)| *of == shape && ids.contains(&id))?;
    Some(if column == Column::S { *s } else { *n })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::FindingId;

    /// The contract's table, copied by hand and by id: finding, shape, S, N. Any pair that is not here has no row.
    const CONTRACT: &str = "
        debt-release               Missing                 medium    critical
        debt-release               Weak                    low       high
        debt-release               MissingBesideWaiver     low       medium
        deficiency-waiver          Missing                 medium    critical
        deficiency-waiver          Weak                    low       high
        deficiency-waiver          Implied                 info      info
        lien-release               Missing                 high      high
        lien-release               Weak                    medium    medium
        deficiency-reservation     Found                   high      critical
        lien-release-only          Found                   high      critical
        anti-deficiency-waiver     Found                   high      critical
        guaranty-or-collateral-kept Found                  high      critical
        not-an-approval            Found                   critical  critical
        promissory-note            Found                   high      high
        unresolved-template        Found                   high      high
        nonbinding-release         Found                   medium    high
        conditional-release        Found                   medium    high
        partial-release            Found                   medium    high
        partial-obligor-release    Found                   medium    high
        overbroad-carve-out        Found                   medium    high
        release-revival            Found                   medium    high
        rescission-right           Found                   medium    high
        assignment-or-collection   Found                   medium    high
        insurer-rights-reserved    Found                   medium    high
        unclear-language           Found                   medium    high
        seller-contribution        Unlawful                high      high
        seller-contribution        Found                   medium    medium
        borrower-releases-lender   Found                   high      high
        borrower-releases-lender   WithRelease             medium    medium
        civil-code-1542-waiver     Found                   medium    medium
        civil-code-1542-waiver     Mutual                  info      info
        junior-lien-open           Found                   medium    medium
        foreclosure-continues      Found                   medium    medium
        adverse-credit-reporting   Found                   low       low
        escrow-refund-waiver       Found                   info      info
        fraud-waste-carve-out      Found                   info      info
        tax-reporting              Found                   info      info
        execution                  Missing                 low       medium
        insurer-bound              Missing                 low       medium
        deed-acceptance            Missing                 low       medium
        junior-liens               Missing                 low       medium
        foreclosure-dismissal      Missing                 low       medium
        holder-authority           Missing                 low       low
        all-obligors               Missing                 low       low
        successors-bound           Missing                 low       low
        approval-expiration        Missing                 low       low
        net-proceeds               Missing                 low       low
        credit-reporting           Missing                 low       low
        no-contribution            Missing                 low       low
        note-cancellation          Missing                 low       low
        voluntary-conveyance       Missing                 low       low
        no-merger                  Missing                 low       low
        covenant-not-to-sue        MissingBesideNoRelease  low       low
        covenant-not-to-sue        Missing                 info      info
        holder-authority           Weak                    low       low
        all-obligors               Weak                    low       low
        insurer-bound              Weak                    low       low
        successors-bound           Weak                    low       low
        approval-expiration        Weak                    low       low
        net-proceeds               Weak                    low       low
        credit-reporting           Weak                    low       low
        junior-liens               Weak                    low       low
        foreclosure-dismissal      Weak                    low       low
        no-contribution            Weak                    low       low
        note-cancellation          Weak                    low       low
        execution                  Weak                    low       low
        covenant-not-to-sue        Weak                    low       low
        deed-acceptance            Weak                    low       low
        voluntary-conveyance       Weak                    low       low
        no-merger                  Weak                    low       low
        approval-lapsed            Found                   high      high";

    const SHAPES: [Shape; 9] = [
        Shape::Missing,
        Shape::MissingBesideWaiver,
        Shape::MissingBesideNoRelease,
        Shape::Weak,
        Shape::Implied,
        Shape::Found,
        Shape::Unlawful,
        Shape::WithRelease,
        Shape::Mutual,
    ];

    fn expected(id: FindingId, shape: Shape) -> Option<(String, String)> {
        let rows = CONTRACT.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
        let mut hits = rows.filter(|row| row.len() == 4 && row[0] == id.as_str() && row[1] == format!("{shape:?}"));
        hits.next().map(|row| (row[2].to_owned(), row[3].to_owned()))
    }

    #[test]
    fn every_id_in_every_shape_and_column_is_graded_as_the_contract_says() {
        for id in FindingId::all() {
            for shape in SHAPES {
                let of = |column| grade(id, shape, column).map(|s| s.to_string());
                let got = of(Column::S).zip(of(Column::N));
                assert_eq!(got, expected(id, shape), "{id} {shape:?}");
            }
        }
    }

    #[test]
    fn every_row_of_the_copy_names_an_id_and_stands_once() {
        let mut rows: Vec<_> = CONTRACT
            .lines()
            .map(|l| l.split_whitespace().take(2).collect::<Vec<_>>())
            .filter(|r| !r.is_empty())
            .collect();
        assert!(rows.iter().all(|row| FindingId::all().any(|id| id.as_str() == row[0])));
        let all = rows.len();
        rows.sort();
        rows.dedup();
        assert_eq!(rows.len(), all);
        assert_eq!(TABLE.iter().map(|(ids, ..)| ids.len()).sum::<usize>(), all);
    }

    #[test]
    fn a_missing_further_protection_never_passes_medium() {
        for id in FURTHER {
            for column in [Column::S, Column::N] {
                assert!(grade(*id, Shape::Missing, column).is_some_and(|s| s <= Medium), "{id}");
            }
        }
    }
}
