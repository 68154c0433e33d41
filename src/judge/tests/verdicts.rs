use crate::context::Context;
use crate::context::user::UserFacts;
use crate::document::Trouble;
use crate::document::What;
use crate::id::Hazard::*;
use crate::id::Kind;
use crate::id::Protection;
use crate::id::Protection::*;
use crate::id::Status;
use crate::judge::Judgement;
use crate::judge::Settled;
use crate::judge::judge;
use crate::judge::sample::Letter;
use crate::judge::sample::letter;
use crate::judge::tests::*;
use crate::resolve::Mentioned;

fn judged(letter: &Letter, facts: &str) -> Judgement {
    let context = Context::of(&letter.whole, &UserFacts::parse([facts]).unwrap());
    judge(&letter.whole, &letter.pages, &context)
}

/// Verdict, whether settled, statuses of release, waiver and lien, hazards: on one line.
fn line(letter: &Letter, facts: &str) -> String {
    let j = judged(letter, facts);
    let core = Protection::CORE.map(|id| j.status(id).map_or("-", Status::as_str)).join(" ");
    let open = if j.settled == Settled::No { " undetermined" } else { "" };
    let hazards: Vec<&str> = j.hazards.iter().map(|h| h.id.as_str()).collect();
    format!("{}{open} | {core} | {}", j.verdict, hazards.join(" "))
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn verdicts() {
    let table: Vec<(&str, Letter, &str)> = vec![
        (
            "debt, deficiency and lien are dealt with",
            sale().gives(DebtRelease, RELEASE).gives(DeficiencyWaiver, WAIVER).gives(LienRelease, LIEN),
            "full-release | present present present | ",
        ),
        (
            "a whole release implies the waiver",
            sale().gives(DebtRelease, RELEASE).gives(LienRelease, LIEN),
            "full-release | present implied present | ",
        ),
        ("the lien decides nothing", sale().gives(DebtRelease, RELEASE), "full-release | present implied missing | "),
        (
            "a waiver never implies the release",
            sale().gives(DeficiencyWaiver, WAIVER).gives(LienRelease, LIEN),
            "partial-release | missing present present | ",
        ),
        ("only the lien", sale().gives(LienRelease, LIEN), "no-release | missing missing present | lien-release-only"),
        (
            "only the lien, perhaps",
            sale().half_gives(LienRelease, LIEN),
            "no-release | missing missing weak | lien-release-only",
        ),
        ("nothing", sale(), "no-release | missing missing missing | "),
        (
            "lien and reservation stand together",
            sale().gives(LienRelease, LIEN).risks(DeficiencyReservation, KEEPS),
            "no-release | missing missing present | deficiency-reservation lien-release-only",
        ),
        (
            "release and reservation contradict each other",
            sale().gives(DebtRelease, RELEASE).gives(DeficiencyWaiver, WAIVER).risks(DeficiencyReservation, KEEPS),
            "no-release | present present missing | deficiency-reservation",
        ),
        (
            "a weak release alone",
            sale().half_gives(DebtRelease, MAY).gives(LienRelease, LIEN).risks(NonbindingRelease, MAY),
            "partial-release | weak missing present | nonbinding-release",
        ),
        (
            "a weak waiver is not made good by the release",
            sale().gives(DebtRelease, RELEASE).half_gives(DeficiencyWaiver, WAIVER),
            "partial-release | present weak missing | ",
        ),
        (
            "clean words count before qualified ones",
            sale().gives(DebtRelease, RELEASE).half_gives(DebtRelease, MAY),
            "full-release | present implied missing | ",
        ),
        (
            "a weakening hazard",
            sale().gives(DebtRelease, RELEASE).risks(RescissionRight, KEEPS),
            "partial-release | present implied missing | rescission-right",
        ),
        (
            "a hazard that does not weaken",
            sale().gives(DebtRelease, RELEASE).risks(TaxReporting, KEEPS).risks(SellerContribution, KEEPS),
            "full-release | present implied missing | seller-contribution tax-reporting",
        ),
        (
            "an approval that is none",
            sale().gives(DebtRelease, RELEASE).risks(NotAnApproval, KEEPS),
            "no-release | present implied missing | not-an-approval",
        ),
        (
            "only unclear words stand between this and a full release",
            sale().gives(DebtRelease, RELEASE).risks(UnclearLanguage, ODD),
            "partial-release undetermined | present implied missing | unclear-language",
        ),
        (
            "unclear words beside another weakness change nothing",
            sale().gives(DebtRelease, RELEASE).risks(UnclearLanguage, ODD).risks(ReleaseRevival, KEEPS),
            "partial-release | present implied missing | release-revival unclear-language",
        ),
        (
            "unclear words do not better what is not there",
            sale().risks(UnclearLanguage, ODD),
            "no-release | missing missing missing | unclear-language",
        ),
    ];
    for (name, letter, expected) in table {
        assert_eq!(line(&letter, ""), expected, "{name}");
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn what_was_not_read() {
    let foreign = Trouble::whole(What::NotEnglish, "The text is not in English.");
    let inserted = Trouble::whole(What::TrackedInsertions, "Inserted text was kept.");
    let unresolved = Trouble::on(1, What::Unresolved, "A field could not be resolved.");
    let other = || letter(Kind::Other, &[&[RELEASE, KEEPS].join("\n")]);
    let table: Vec<(&str, Letter, &str, &str)> = vec![
        (
            "nothing missing is claimed of an unread page",
            torn().gives(DebtRelease, RELEASE).gives(LienRelease, LIEN),
            "",
            "unreadable | present implied present | ",
        ),
        (
            "no lien-release-only while a page is unread",
            torn().gives(LienRelease, LIEN),
            "",
            "unreadable | unread unread present | ",
        ),
        (
            "a reservation on a page that was read decides",
            torn().gives(DebtRelease, RELEASE).risks(DeficiencyReservation, KEEPS),
            "",
            "no-release | present implied unread | deficiency-reservation",
        ),
        (
            "a reservation among the scraps of an unread page does not",
            torn().risks(DeficiencyReservation, ODD),
            "",
            "unreadable | unread unread unread | deficiency-reservation",
        ),
        (
            "words hidden on a page that was read",
            sale().gives(DebtRelease, RELEASE).trouble(unresolved),
            "",
            "unreadable | present implied unread | ",
        ),
        (
            "a trouble that hides no words",
            sale().gives(DebtRelease, RELEASE).trouble(inserted),
            "",
            "full-release | present implied missing | ",
        ),
        (
            "not in English, whatever was found",
            sale().risks(DeficiencyReservation, KEEPS).trouble(foreign),
            "",
            "unreadable | unread unread unread | deficiency-reservation",
        ),
        (
            "kind not told",
            letter(Kind::Unknown, &[KEEPS]).risks(DeficiencyReservation, KEEPS),
            "",
            "unreadable | - - - | deficiency-reservation",
        ),
        (
            "kind not told, but the user knows it",
            letter(Kind::Unknown, &[RELEASE]).gives(DebtRelease, RELEASE),
            "kind=short-sale",
            "full-release | present implied missing | ",
        ),
        ("of another kind", other().risks(DeficiencyReservation, KEEPS), "", "not-applicable | - - - | "),
        ("of another kind, torn", other().unread(1), "", "unreadable | - - - | "),
        ("no page at all", letter(Kind::ShortSale, &[]), "", "unreadable | unread unread unread | "),
    ];
    for (name, letter, facts, expected) in table {
        assert_eq!(line(&letter, facts), expected, "{name}");
    }
}

#[test]
fn protections_that_have_nothing_to_act_on() {
    let named = |names: &[&str]| letter(Kind::ShortSale, &["Ana Ruiz, Ben Ruiz. The insurer."]).names(names);
    let insured = || {
        let mut letter = named(&["Ana Ruiz"]);
        letter.whole.insurer_mentioned = Mentioned::Yes;
        letter
    };
    let table = [
        (named(&["Ana Ruiz"]), "", AllObligors, Status::NotApplicable),
        (named(&["Ana Ruiz", "Ben Ruiz"]), "", AllObligors, Status::Missing),
        (sale(), "", AllObligors, Status::Missing),
        (named(&["Ana Ruiz"]).unread(1), "", AllObligors, Status::Unread),
        (named(&["Ana Ruiz"]), "", InsurerBound, Status::NotApplicable),
        (named(&["Ana Ruiz"]), "mortgage-insurance=yes", InsurerBound, Status::Missing),
        (insured(), "", InsurerBound, Status::Missing),
        (insured(), "mortgage-insurance=no", InsurerBound, Status::NotApplicable),
        (insured().gives(InsurerBound, "The insurer."), "", InsurerBound, Status::Present),
    ];
    for (n, (letter, facts, id, status)) in table.iter().enumerate() {
        assert_eq!(judged(letter, facts).status(*id), Some(*status), "row {n}: {id} {facts}");
    }
}

#[test]
fn every_protection_of_the_kind_is_listed_in_order() {
    for &kind in Kind::ALL {
        let listed: Vec<_> = judged(&letter(kind, &["x"]), "").protections.iter().map(|p| p.id).collect();
        assert_eq!(listed, Protection::ALL.iter().copied().filter(|id| id.applies_to(kind)).collect::<Vec<_>>());
    }
}
