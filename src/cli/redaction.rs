//! Whether people are masked in what is written (`--redact`).

use std::borrow::Cow;

use super::args::Masking;
use crate::report::checked::{Checked, Remark};
use crate::review::Review;
use crate::review::redact::Mask;

/// How documents are told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Redaction {
    /// As they are.
    #[default]
    None,
    /// Without the people in them.
    People,
}

impl Redaction {
    /// As the flags ask.
    pub(super) const fn of(masking: &Masking) -> Self {
        if masking.redact { Self::People } else { Self::None }
    }

    /// What hides the people of several files, who have the same mark in each; nothing where all is open.
    pub(super) fn mask<'a>(self, files: impl IntoIterator<Item = &'a Review>) -> Option<Mask> {
        (self == Self::People).then(|| Mask::of_all(files))
    }

    /// Hands on an input that was held against the demands, as it is told.
    pub(super) fn told<T>(self, checked: &Checked<'_>, hand_on: impl FnOnce(&Checked<'_>) -> T) -> T {
        match self {
            Self::None => hand_on(checked),
            Self::People => {
                let mask = Mask::of(checked.review);
                let review = mask.review(checked.review);
                hand_on(&masked(checked, &mask, &review))
            }
        }
    }

    /// A review as it is told.
    pub(super) fn review(self, review: Review) -> Review {
        match self.seen(&review) {
            Cow::Borrowed(_) => review,
            Cow::Owned(masked) => masked,
        }
    }

    /// The same of a review that is still needed as it is.
    pub(super) fn seen(self, review: &Review) -> Cow<'_, Review> {
        match self {
            Self::None => Cow::Borrowed(review),
            Self::People => Cow::Owned(Mask::of(review).review(review)),
        }
    }
}

/// An input that was held against the demands, told of its masked review: what became of each finding stays.
pub(super) fn masked<'a>(checked: &Checked<'_>, mask: &Mask, review: &'a Review) -> Checked<'a> {
    let held = checked.documents.iter().flat_map(|document| &document.findings);
    let mut accepted = held.map(|held| held.accepted().cloned());
    let mut masked = Checked::of(review, checked.gate, |_| {
        let mut accepted = accepted.next().flatten()?;
        accepted.reason = accepted.reason.map(|reason| mask.words(&reason));
        Some(accepted)
    });
    let remark = |remark: &Remark| match remark {
        Remark::Below(says) => Remark::Below(mask.words(says)),
        Remark::Differs(says) => Remark::Differs(mask.words(says)),
        Remark::Flipped(says) => Remark::Flipped(mask.words(says)),
    };
    masked.remarks = checked.remarks.iter().map(remark).collect();
    masked
}
