//! A release of those who sign in a capacity, and a borrower who signs in another (contract 8.3): "joining in the
//! conveyance only".

use crate::evidence::Evidence;
use crate::resolve::Found;
use crate::resolve::obligors::{PARTIAL, freeing};
use crate::text::Twofold;

/// Words by which a passage frees those who sign.
static SIGNERS: Twofold = Twofold::new(|| {
    r"(?i)\b(?:who|whoever|that)\s+(?:has\s+|have\s+|had\s+)?sign(?:s|ed)?\b|\bsigned\s+(?:as|under)\b|\bsigners?\b"
        .to_owned()
});

/// Words beside a name in a signature block by which somebody signs for less than the debt.
static LESS: Twofold = Twofold::new(|| {
    r"(?i)\b(?:join(?:s|ing|ed)?\s+in|as\s+to|for\s+(?:the\s+)?purposes?\s+of|to\s+(?:convey|release))\b.{0,60}\b(?:only|alone|solely)\b|\b(?:only|solely)\s+(?:to\s+(?:convey|release)|as\s+to|for\s+(?:the\s+)?purposes?)|\bnon-?(?:borrow(?:er|ing)|obligor)\b|\bnot\s+(?:as\s+)?(?:an?\s+)?(?:maker|borrower|obligor|party)\b".to_owned()
});

/// Adds the hazard where every passage that frees speaks to those who sign, and a borrower signs for less than the debt.
/// `text` is the document as extracted.
pub(super) fn compare(text: &str, borrowers: &[String], found: &mut Vec<Found>) {
    let evidence = freeing(found);
    let to_signers = |e: &Evidence| SIGNERS.is_in(&e.quote);
    let there = found.iter().any(|f| f.effect == PARTIAL);
    if borrowers.len() < 2 || there || evidence.is_empty() || !evidence.iter().all(to_signers) {
        return;
    }
    if borrowers.iter().any(|name| text.lines().any(|line| signs_for_less(name, line))) {
        super::add(found, PARTIAL, evidence);
    }
}

fn signs_for_less(name: &str, line: &str) -> bool {
    line.to_lowercase().contains(&name.to_lowercase()) && LESS.is_in(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_signs_for_the_deed_alone_stays_bound() {
        let borrowers = ["Paulo Abrego".to_owned(), "Linnea Abrego".to_owned()];
        let to_signers = "The Bank cancels the note for each person who has signed this Agreement as Maker.";
        for (quote, line, bound) in [
            (to_signers, "/s/ Linnea Abrego     Joining in the conveyance only", true),
            (to_signers, "/s/ Linnea Abrego, non-borrowing spouse", true),
            (to_signers, "/s/ Linnea Abrego     Maker", false),
            (to_signers, "/s/ Marta Low         Joining in the conveyance only", false),
            ("The Bank cancels the note.", "/s/ Linnea Abrego     Joining in the conveyance only", false),
        ] {
            let mut found = vec![Found::freeing(quote)];
            compare(&["/s/ Paulo Abrego      Maker", line].join("\n"), &borrowers, &mut found);
            assert_eq!(found.iter().any(|f| f.effect == PARTIAL), bound, "{quote} {line}");
        }
    }
}
