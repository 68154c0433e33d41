//! Reviews of invented letters, for the tests of every format.

use crate::context::law::Law;
use crate::context::user::UserFacts;
use crate::document::Format;
use crate::document::Pages;
use crate::document::Trouble;
use crate::document::What;
use crate::finding::{Cite, Wording};
use crate::id::Hazard;
use crate::id::Kind;
use crate::id::Protection;
use crate::judge::sample::Letter;
use crate::judge::sample::letter;
use crate::reading::Reader;
use crate::resolve::Mentioned;
use crate::review;
use crate::review::Desk;
use crate::review::Meta;
use crate::review::Review;
use crate::review::Tool;

/// What is said of an id, in the tests.
fn wording(id: &str, _: Kind) -> Wording {
    Wording {
        title: format!("Title of {id}"),
        why: format!(
            "Why {id} matters to somebody who sells for less than the debt and does not want to pay the rest."
        ),
        ask: format!("Lender agrees to the words that {id} calls for."),
        request: format!("Please agree to the words that {id} calls for."),
        authority: ["Cal. Civ. Code § 1541", "CCP 580e(e)"]
            .map(|words| Cite { words: words.to_owned(), state: None, kind: None })
            .to_vec(),
    }
}

fn meta(name: &str) -> Meta {
    Meta { name: name.to_owned(), sha256: Some("5e".repeat(32)), bytes: 4096, part: None }
}

fn desk<T>(use_it: impl FnOnce(&Desk<'_>) -> T) -> T {
    let tool = Tool {
        version: "0.1.0".to_owned(),
        patterns: format!("sha256:{}", "ab".repeat(32)),
        model: None,
        readers: Reader::Patterns,
    };
    let law = Law::compiled_in().unwrap();
    let as_of = Some(jiff::civil::date(2019, 9, 1));
    use_it(&Desk { tool: &tool, law: &law, wording: &wording, as_of })
}

/// The review of a letter under a name, on these facts.
pub(crate) fn reviewed(name: &str, letter: Letter, facts: &str) -> Review {
    let user = UserFacts::parse([facts]).unwrap();
    desk(|desk| review::judge_whole(meta(name), &letter.pages, letter.whole, &user, desk))
}

/// A two-page Californian letter that releases the debt on one page and keeps it on the other.
pub(crate) fn contradiction() -> Review {
    let first = "May 1, 2019\nRe: Loan 0042-7715 (loan 0051-332077 in our file), Ana Ruiz and Ben Ruiz\nWe approve the sale of 9 Fig Lane, Fresno, CA 93701 \
                 for $312,500.00.\nWe release you from the debt\nthat the sale does not cover. Close by June 28, 2019.";
    let second = "We reserve the right to collect\u{202e} any deficiency.\nOur lien will be released.\nYou will bring \
                  $2,000.00 to the closing.\nA 1099-C may be sent to you.\nOlga Brandt, Vice President";
    let letter = letter(Kind::ShortSale, &[first, second])
        .names(&["Ana Ruiz", "Ben Ruiz"])
        .states(|facts, said| {
            facts.loan_number = Some(said("0042-7715", "0042-7715"));
            facts.other_loan_number = Some(said("0051-332077", "0051-332077"));
            facts.property_address = Some(said("9 Fig Lane, Fresno, CA 93701", "9 Fig Lane, Fresno, CA 93701"));
            facts.state = Some(said("CA", "CA 93701"));
            facts.sale_price = Some(said("312500.00", "$312,500.00"));
            facts.contribution = Some(said("2000.00", "$2,000.00"));
            facts.approval_expires = Some(said("2019-06-28", "June 28, 2019"));
            facts.dated = Some(said("2019-05-01", "May 1, 2019"));
        })
        .gives(Protection::DebtRelease, "We release you from the debt\nthat the sale does not cover.")
        .gives(Protection::LienRelease, "Our lien will be released.")
        .gives(Protection::ApprovalExpiration, "Close by June 28, 2019.")
        .gives(Protection::NetProceeds, "$312,500.00")
        .gives(Protection::Execution, "Olga Brandt, Vice President")
        .risks(Hazard::DeficiencyReservation, "We reserve the right to collect\u{202e} any deficiency.")
        .risks(Hazard::SellerContribution, "You will bring $2,000.00 to the closing.")
        .risks(Hazard::TaxReporting, "A 1099-C may be sent to you.");
    reviewed("letters/ruiz.pdf", letter, "units=1,purchase-money=no")
}

/// A deed in lieu from Utah without a word against the borrower.
pub(crate) fn freed() -> Review {
    let text = "Upon acceptance of the deed Lender releases Grantor from the Note.\nLender accepts the deed.\nLender will \
                reconvey the deed of trust.\nThe notice of default is rescinded.";
    let mut letter = letter(Kind::DeedInLieu, &[text])
        .gives(Protection::DebtRelease, "Upon acceptance of the deed Lender releases Grantor from the Note.")
        .gives(Protection::DeedAcceptance, "Lender accepts the deed.")
        .gives(Protection::LienRelease, "Lender will reconvey the deed of trust.")
        .gives(Protection::ForeclosureDismissal, "The notice of default is rescinded.");
    letter.whole.foreclosure_mentioned = Mentioned::Yes;
    reviewed("deeds/larch.pdf", letter, "state=UT")
}

/// A Californian letter that gives up the lien alone, short enough to be shown as JSON.
pub(crate) fn lien_only() -> Review {
    let letter = letter(Kind::ShortSale, &["We will release our lien."])
        .gives(Protection::LienRelease, "We will release our lien.");
    reviewed("lien.pdf", letter, "state=CA,consent-date=2019-05-01,purchase-money=no")
}

/// A letter whose second page is an image.
pub(crate) fn torn() -> Review {
    let letter = letter(Kind::ShortSale, &["We release you from the debt.", "…"])
        .gives(Protection::DebtRelease, "We release you from the debt.")
        .trouble(Trouble::on(1, What::TrackedInsertions, "Inserted text was kept; look at the original."))
        .unread(2);
    reviewed("torn.pdf", letter, "")
}

/// A file that needs a password.
pub(crate) fn locked() -> Review {
    let trouble = Trouble::whole(What::Encrypted, "The file needs a password; save a copy without one.");
    let pages = Pages::unread(Format::Pdf, trouble);
    desk(|desk| review::unread(meta("locked.pdf"), &pages, &UserFacts::default(), desk))
}

/// A purchase contract.
pub(crate) fn other() -> Review {
    reviewed("contract.docx", letter(Kind::Other, &["Buyer agrees to buy."]), "")
}

/// Words that would steer a terminal, a build service, a viewer or a parser, if they could.
pub(crate) const HOSTILE: &str = "We reserve\n::error file=x,line=1::owned %0A %25, all\u{1b}[31m rights\u{202e} \
    <b onload=\"x()\">&amp;&#65; 'it' ]]> ##[stop-commands]x ##vso[task.complete] [here](http://evil.test) {0} {{1}} \
    \u{0}\u{7f}\u{9b}\u{2028}\u{fffe}\u{ffff} \u{e0041} =cmd|x to the deficiency.";

/// A letter whose words, name and troubles are hostile.
pub(crate) fn hostile() -> Review {
    let text = format!("{HOSTILE}\nWe release our lien.");
    let letter = letter(Kind::ShortSale, &[&text])
        .gives(Protection::LienRelease, "We release our lien.")
        .risks(Hazard::DeficiencyReservation, HOSTILE)
        .risks(Hazard::UnclearLanguage, HOSTILE)
        .trouble(Trouble::whole(What::Damaged, HOSTILE));
    reviewed("::error::##[stop]\u{1b}[2J,a:b%\n<\u{202e}.pdf", letter, "")
}

/// The letter that contradicts itself as a plain text of two pages.
pub(crate) fn typed() -> Review {
    let pages =
        ["We release you from the debt.\nAll of it.\n", "\nPage two.\nWe reserve the right\nto the deficiency."];
    let mut letter = letter(Kind::ShortSale, &pages)
        .gives(Protection::DebtRelease, "We release you from the debt.")
        .risks(Hazard::DeficiencyReservation, "We reserve the right\nto the deficiency.");
    letter.pages.format = Format::Text;
    reviewed("letters/typed one.txt", letter, "")
}

/// A mail with two letters, and an attachment that nobody can open.
pub(crate) fn mail() -> Review {
    let inside = |review: Review, name: &str| Review { meta: meta(&format!("in.eml/{name}")), ..review };
    let parts = vec![inside(freed(), "a.pdf"), inside(contradiction(), "b.pdf"), inside(locked(), "c.pdf")];
    let pages = Pages {
        format: Format::Eml,
        troubles: Vec::new(),
        quality: 1.0,
        ..Pages::unread(Format::Eml, Trouble::whole(What::Io, ""))
    };
    desk(|desk| review::of_parts(meta("in.eml"), &pages, parts, &UserFacts::default(), desk))
}

/// What is said of every id, in the contract's order.
pub(crate) fn rules() -> Vec<(crate::finding::FindingId, Wording)> {
    crate::finding::FindingId::all().map(|id| (id, wording(id.as_str(), Kind::ShortSale))).collect()
}

/// All of them.
pub(crate) fn all() -> Vec<Review> {
    vec![contradiction(), freed(), lien_only(), torn(), locked(), other()]
}
