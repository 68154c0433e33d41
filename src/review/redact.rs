//! A review without the people in it: names, loan numbers, street addresses, telephone numbers and mail addresses are
//! marks, in the facts, in every quotation, and in paths as far as they hold what is known.
//!
//! What is known of a file comes first: who the letters say the borrowers are, and their loan and house. Then what has the
//! shape of such a thing. Verdict, ids, places and fingerprints stay; a place still counts in the text as extracted.

mod known;
mod people;
mod shapes;

use crate::evidence::Evidence;
use crate::survey::Fact;
use crate::survey::Facts;

use self::known::Known;

use super::Review;

/// What is masked in one file and the documents in it, each with its mark.
#[derive(Debug)]
pub struct Mask {
    known: Known,
}

impl Mask {
    /// What a file says of its people; the same marks hold for all documents in it.
    #[must_use]
    pub fn of(file: &Review) -> Self {
        Self::of_all([file])
    }

    /// What several files say of their people: who is in two of them has one mark.
    #[must_use]
    pub fn of_all<'a>(files: impl IntoIterator<Item = &'a Review>) -> Self {
        Self { known: Known::of(files) }
    }

    /// The review masked.
    #[must_use]
    pub fn review(&self, review: &Review) -> Review {
        let mut masked = review.clone();
        self.mask(&mut masked);
        masked
    }

    /// Words of a document, or words about it.
    #[must_use]
    pub fn words(&self, words: &str) -> String {
        let words = shapes::mails(words);
        let words = self.known.in_words(&words);
        let words = shapes::mask(&words);
        let words = self.known.single(&words);
        people::mask(&words)
    }

    /// A path, folder by folder. It holds no words, so only what is known is masked.
    #[must_use]
    pub fn path(&self, path: &str) -> String {
        let part = |part: &str| self.known.in_path(&shapes::mails(part));
        path.split('/').map(part).collect::<Vec<_>>().join("/")
    }

    fn mask(&self, review: &mut Review) {
        review.meta.name = self.path(&review.meta.name);
        review.worst = review.worst.as_deref().map(|name| self.path(name));
        for trouble in &mut review.troubles {
            // It may name a member of a container, however that is written.
            trouble.says = self.words(&self.known.in_path(&trouble.says));
        }
        self.facts(&mut review.facts);
        review.obligors = review.obligors.iter().map(|name| self.words(name)).collect();
        let protections = review.judgement.protections.iter_mut().map(|protected| &mut protected.evidence);
        let hazards = review.judgement.hazards.iter_mut().map(|endangered| &mut endangered.evidence);
        protections.chain(hazards).for_each(|evidence| self.evidence(evidence));
        for finding in &mut review.findings {
            self.evidence(&mut finding.evidence);
        }
        for inconsistency in &mut review.inconsistencies {
            inconsistency.says = self.words(&inconsistency.says);
            self.evidence(&mut inconsistency.evidence);
        }
        review.parts.iter_mut().for_each(|part| self.mask(part));
    }

    fn facts(&self, facts: &mut Facts) {
        let Facts {
            loan_number,
            other_loan_number,
            borrowers,
            guarantors,
            property_address,
            state,
            lender,
            servicer,
            investor,
            sale_price,
            net_proceeds,
            approval_expires,
            dated,
            contribution,
            relocation,
            note,
            junior_payments,
        } = facts;
        for fact in [loan_number, other_loan_number, property_address, lender, servicer, investor].into_iter().flatten()
        {
            fact.value = self.words(&fact.value);
            self.evidence(&mut fact.evidence);
        }
        let plain = [state, sale_price, net_proceeds, approval_expires, dated, contribution, relocation, note];
        for fact in plain.into_iter().flatten() {
            self.evidence(&mut fact.evidence);
        }
        if let Some(fact) = junior_payments {
            self.evidence(&mut fact.evidence);
        }
        for Fact { value, evidence } in [borrowers, guarantors].into_iter().flatten() {
            *value = value.iter().map(|name| self.words(name)).collect();
            self.evidence(evidence);
        }
    }

    /// The quotations of some evidence masked; places stay.
    pub fn evidence(&self, all: &mut [Evidence]) {
        for evidence in all {
            evidence.quote = self.words(&evidence.quote);
            evidence.cues = evidence.cues.iter().map(|cue| self.words(cue)).collect();
        }
    }
}
