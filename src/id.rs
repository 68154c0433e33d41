//! The ids of the contract: protections, hazards, statuses, kinds and verdicts.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The word names nothing in the contract.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is no {what} of the contract")]
pub struct UnknownId {
    /// What was looked for, for example "hazard".
    pub what: &'static str,
    /// What was given.
    pub word: String,
}

/// An enum whose members have a fixed spelling in files and outputs, in the contract's order.
macro_rules! spelled {
    ($(#[$meta:meta])* $name:ident, $what:literal { $($(#[$doc:meta])* $member:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $member),+ }

        impl $name {
            /// All, in the contract's order.
            pub const ALL: &'static [Self] = &[$(Self::$member),+];

            /// The spelling in files and outputs.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$member => $word),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownId;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|id| id.as_str() == word)
                    .ok_or_else(|| UnknownId { what: $what, word: word.to_owned() })
            }
        }
    };
}

spelled! {
    /// A clause that should be there (contract section 2).
    Protection, "protection" {
        /// Ends the personal liability for the whole remaining debt.
        DebtRelease = "debt-release",
        /// Gives up the right to collect or sue for the deficiency.
        DeficiencyWaiver = "deficiency-waiver",
        /// Releases, reconveys or satisfies the lien.
        LienRelease = "lien-release",
        /// Names the holder of the note and speaks for it.
        HolderAuthority = "holder-authority",
        /// Releases every borrower it names.
        AllObligors = "all-obligors",
        /// The mortgage insurer joins or has no claim on the borrower.
        InsurerBound = "insurer-bound",
        /// Binds successors, assigns and transferees of the lender.
        SuccessorsBound = "successors-bound",
        /// Gives a closing or expiry date.
        ApprovalExpiration = "approval-expiration",
        /// States the price or net that the lender accepts.
        NetProceeds = "net-proceeds",
        /// Says how the account is reported, without a balance still owing.
        CreditReporting = "credit-reporting",
        /// Deals with subordinate liens.
        JuniorLiens = "junior-liens",
        /// Stops, dismisses or rescinds foreclosure on completion.
        ForeclosureDismissal = "foreclosure-dismissal",
        /// Nothing more is asked of the borrower.
        NoContribution = "no-contribution",
        /// Cancels or returns the note.
        NoteCancellation = "note-cancellation",
        /// Signed by an officer for the lender, or needs no signature.
        Execution = "execution",
        /// The lender covenants not to sue the borrower on the debt.
        CovenantNotToSue = "covenant-not-to-sue",
        /// The lender accepts the deed, or says when acceptance happens.
        DeedAcceptance = "deed-acceptance",
        /// The conveyance is voluntary, absolute and for consideration.
        VoluntaryConveyance = "voluntary-conveyance",
        /// Lien and title do not merge.
        NoMerger = "no-merger",
    }
}

spelled! {
    /// Wording that should not be there (contract section 3).
    Hazard, "hazard" {
        /// The lender keeps a right to the deficiency, or the debt lives on.
        DeficiencyReservation = "deficiency-reservation",
        /// The lien is released and neither debt nor deficiency is.
        LienReleaseOnly = "lien-release-only",
        /// An acknowledgment, counter-offer, denial or checklist, or an approval that has ended.
        NotAnApproval = "not-an-approval",
        /// A release with may, intends, at this time, at discretion.
        NonbindingRelease = "nonbinding-release",
        /// The release hangs on more than closing and payment.
        ConditionalRelease = "conditional-release",
        /// Only part of the debt, a capped amount, or for a limited time.
        PartialRelease = "partial-release",
        /// Some but not all obligors.
        PartialObligorRelease = "partial-obligor-release",
        /// An exception wider than fraud in the sale or waste.
        OverbroadCarveOut = "overbroad-carve-out",
        /// The release is undone by a later event.
        ReleaseRevival = "release-revival",
        /// The lender may undo or change the deal.
        RescissionRight = "rescission-right",
        /// The balance may be sold, assigned or referred.
        AssignmentOrCollection = "assignment-or-collection",
        /// The mortgage insurer may pursue the borrower.
        InsurerRightsReserved = "insurer-rights-reserved",
        /// A guarantor, co-maker or other collateral stays bound.
        GuarantyOrCollateralKept = "guaranty-or-collateral-kept",
        /// The borrower must sign a note or repay later.
        PromissoryNote = "promissory-note",
        /// The borrower gives up anti-deficiency law.
        AntiDeficiencyWaiver = "anti-deficiency-waiver",
        /// Two options, brackets, blanks or unticked boxes in the deciding clause.
        UnresolvedTemplate = "unresolved-template",
        /// A deciding sentence that could not be interpreted.
        UnclearLanguage = "unclear-language",
        /// Cash asked of the borrower.
        SellerContribution = "seller-contribution",
        /// The borrower releases the lender.
        BorrowerReleasesLender = "borrower-releases-lender",
        /// Civil Code 1542 is waived.
        CivilCode1542Waiver = "civil-code-1542-waiver",
        /// Other liens are left open.
        JuniorLienOpen = "junior-lien-open",
        /// Foreclosure goes on until closing.
        ForeclosureContinues = "foreclosure-continues",
        /// Charge-off, deficiency balance or derogatory reporting.
        AdverseCreditReporting = "adverse-credit-reporting",
        /// Escrow or insurance refunds are given up.
        EscrowRefundWaiver = "escrow-refund-waiver",
        /// A carve-out no wider than fraud in the sale or waste.
        FraudWasteCarveOut = "fraud-waste-carve-out",
        /// A 1099 or IRS statement about this loan.
        TaxReporting = "tax-reporting",
    }
}

spelled! {
    /// What became of a protection (contract sections 1, 4 and 8.22).
    Status, "status" {
        /// The operative words are there, clean.
        Present = "present",
        /// There, but the words of the clause itself are qualified.
        Weak = "weak",
        /// Not there.
        Missing = "missing",
        /// A whole debt release stands for it.
        Implied = "implied",
        /// It has nothing to act on.
        NotApplicable = "not-applicable",
        /// A page was not read, so nothing can be said.
        Unread = "unread",
    }
}

spelled! {
    /// Kind of document (contract section 1).
    Kind, "kind" {
        /// A lender's short sale approval letter, or a letter that only looks like one.
        ShortSale = "short-sale",
        /// A deed-in-lieu agreement or mortgage release.
        DeedInLieu = "deed-in-lieu",
        /// Anything else.
        Other = "other",
        /// Too little was read to tell.
        Unknown = "unknown",
    }
}

spelled! {
    /// What the document's own words amount to (contract section 4), from best to worst.
    Verdict, "verdict" {
        /// Debt released, deficiency waived or implied, nothing weakens.
        FullRelease = "full-release",
        /// One core clause only, or weak, or weakened.
        PartialRelease = "partial-release",
        /// Neither core clause, or a reservation.
        NoRelease = "no-release",
        /// Not one of the two kinds of document.
        NotApplicable = "not-applicable",
        /// Not read well enough to say.
        Unreadable = "unreadable",
    }
}

impl Protection {
    /// The three that every document of the two kinds must have.
    pub const CORE: [Self; 3] = [Self::DebtRelease, Self::DeficiencyWaiver, Self::LienRelease];

    /// Whether the contract lists it for documents of this kind.
    #[must_use]
    pub const fn applies_to(self, kind: Kind) -> bool {
        match self {
            Self::ApprovalExpiration | Self::NetProceeds => matches!(kind, Kind::ShortSale),
            Self::CovenantNotToSue | Self::DeedAcceptance | Self::VoluntaryConveyance | Self::NoMerger => {
                matches!(kind, Kind::DeedInLieu)
            }
            _ => matches!(kind, Kind::ShortSale | Kind::DeedInLieu),
        }
    }
}

impl Hazard {
    /// Whether a document with this hazard is never a full release.
    #[must_use]
    pub fn weakens(self) -> bool {
        self <= Self::UnclearLanguage
    }

    /// Whether the hazard alone makes the verdict `no-release`.
    #[must_use]
    pub const fn frees_nobody(self) -> bool {
        matches!(self, Self::DeficiencyReservation | Self::LienReleaseOnly | Self::NotAnApproval)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_reads_back_as_spelled() {
        for &p in Protection::ALL {
            assert_eq!(p.as_str().parse::<Protection>(), Ok(p));
        }
        for &h in Hazard::ALL {
            assert_eq!(h.as_str().parse::<Hazard>(), Ok(h));
        }
        assert!("no-such".parse::<Verdict>().is_err());
    }

    #[test]
    fn weakening_hazards_are_the_first_seventeen_of_the_contract() {
        assert_eq!(Hazard::ALL.iter().filter(|h| h.weakens()).count(), 17);
        assert!(!Hazard::SellerContribution.weakens());
    }
}
