//! Letters of one closing: whose release is absent, what does not fit, and a verdict that is never better than the worst.

use crate::context::user::Rank;
use crate::evidence::Evidence;
use crate::id::Hazard;
use crate::id::Kind;
use crate::id::Protection;
use crate::id::Verdict;
use crate::judge::sample::letter;
use crate::report::markdown;
use crate::report::matter;
use crate::report::sample;
use crate::report::sample::reviewed;
use crate::report::terminal;
use crate::report::tests::formats::samples;
use crate::report::tests::plain;
use crate::report::visible::visible;
use crate::review::Review;
use crate::review::matter as closing;
use crate::review::matter::Look;
use crate::review::matter::What;
use crate::review::matter::Writer;

/// The first lien's letter: it releases its debt and lets the junior have 6,000 dollars.
fn first() -> Review {
    let text = "Loan 11-1, Ana Ruiz, 9 Fig Lane\nWe release you from the debt.\nWe waive the deficiency.\nOur lien will be released.\n\
                Harbor Bank (second lien) $6,000.00\nClose by June 28, 2019.";
    let letter = letter(Kind::ShortSale, &[text])
        .names(&["Ana Ruiz"])
        .states(|facts, said| {
            facts.lender = Some(said("Hill Bank", "Loan 11-1"));
            facts.loan_number = Some(said("11-1", "11-1"));
            facts.property_address = Some(said("9 Fig Lane, Fresno, CA 93701", "9 Fig Lane"));
            facts.approval_expires = Some(said("2019-06-28", "June 28, 2019"));
        })
        .gives(Protection::DebtRelease, "We release you from the debt.")
        .gives(Protection::DeficiencyWaiver, "We waive the deficiency.")
        .gives(Protection::LienRelease, "Our lien will be released.")
        .gives(Protection::JuniorLiens, "Harbor Bank (second lien) $6,000.00");
    reviewed("first.pdf", letter, "state=CA")
}

/// The junior's letter, with what it wants and does.
fn second(wants: &str, does: &[(Protection, &str)], risk: Option<Hazard>) -> Review {
    let text = format!(
        "Re: Loan 22-2 (second mortgage), Ana M. Ruiz, 9 Fig Ln\nWe want {wants}.\nWe release you from the debt.\nWe \
         will release our lien.\nWe keep the balance.\nClose by June 28, 2019."
    );
    let amount = wants.replace(['$', ','], "");
    let mut letter = letter(Kind::ShortSale, &[&text]).names(&["Ana M. Ruiz"]).states(|facts, said| {
        facts.lender = Some(said("Harbor Bank", "Loan 22-2"));
        facts.loan_number = Some(said("22-2", "22-2"));
        facts.net_proceeds = Some(said(&amount, wants));
        facts.property_address = Some(said("9 Fig Ln, Fresno", "9 Fig Ln"));
        facts.approval_expires = Some(said("2019-06-28", "June 28, 2019"));
    });
    for (id, words) in does {
        letter = letter.gives(*id, words);
    }
    let letter = match risk {
        Some(hazard) => letter.risks(hazard, "We keep the balance."),
        None => letter,
    };
    reviewed("second.pdf", letter, "state=CA,lien=junior")
}

const RELEASES: &[(Protection, &str)] = &[
    (Protection::DebtRelease, "We release you from the debt."),
    (Protection::LienRelease, "We will release our lien."),
];
const LIEN_ALONE: &[(Protection, &str)] = &[(Protection::LienRelease, "We will release our lien.")];

fn insurer(gives: &[(Protection, &str)], risk: Option<Hazard>) -> Review {
    let mut letter = letter(Kind::ShortSale, &["Coast Guaranty Company\nWe waive every claim.\nSo much for that."]);
    for (id, words) in gives {
        letter = letter.gives(*id, words);
    }
    if let Some(hazard) = risk {
        letter = letter.risks(hazard, "So much for that.");
    }
    reviewed("insurer.pdf", letter, "state=CA")
}

fn looks() -> Vec<Look> {
    vec![Look { name: "insurer.pdf".to_owned(), rank: None, writer: Writer::Insurer, text: String::new() }]
}

fn open(reviews: &[Review]) -> (Verdict, Vec<What>) {
    let looks = looks();
    let matter = closing::of(reviews, &looks);
    // The letters of the samples have lapsed, each.
    let lapsed = matter.points.iter().filter(|point| point.what == What::Lapsed).count();
    let ended = |letter: &&closing::Letter<'_>| {
        letter.review.findings.iter().any(|finding| finding.id.as_str() == "approval-lapsed")
    };
    assert_eq!(lapsed, matter.letters.iter().filter(ended).count());
    let points = matter.points.iter().map(|point| point.what).filter(|what| *what != What::Lapsed);
    (matter.verdict, points.collect())
}

/// The same letter with another value of a fact.
fn but(mut review: Review, set: impl FnOnce(&mut Review)) -> Review {
    set(&mut review);
    review
}

fn valued(fact: &mut Option<crate::survey::Fact<String>>, value: &str) {
    if let Some(fact) = fact {
        value.clone_into(&mut fact.value);
    }
}

#[test]
fn what_is_open_between_letters() {
    use Verdict::{FullRelease, NoRelease, PartialRelease};
    let good = || second("$6,000.00", RELEASES, None);
    let waives: &[(Protection, &str)] = &[(Protection::DeficiencyWaiver, "We waive every claim.")];
    let insured = || {
        but(first(), |r| {
            r.judgement.hazards.push(crate::judge::Endangered {
                id: Hazard::InsurerRightsReserved,
                evidence: vec![Evidence::said("The insurer keeps its rights.")],
            });
            for clause in r.judgement.protections.iter_mut().filter(|c| c.id == Protection::InsurerBound) {
                clause.status = crate::id::Status::Missing;
            }
        })
    };
    let cases = vec![
        ("both release", vec![first(), good()], FullRelease, vec![]),
        ("no letter of the junior", vec![first(), sample::other()], PartialRelease, vec![What::JuniorNotReleased]),
        (
            "the junior gives up its lien alone",
            vec![first(), second("$6,000.00", LIEN_ALONE, None)],
            NoRelease,
            vec![What::JuniorNotReleased],
        ),
        (
            "the junior keeps the balance",
            vec![first(), second("$6,000.00", LIEN_ALONE, Some(Hazard::DeficiencyReservation))],
            NoRelease,
            vec![What::JuniorNotReleased],
        ),
        (
            "the junior wants more",
            vec![first(), second("$8,500.00", RELEASES, None)],
            FullRelease,
            vec![What::SumsDiffer],
        ),
        ("the junior wants less", vec![first(), second("$5,000.00", RELEASES, None)], FullRelease, vec![]),
        ("an insurer without a waiver", vec![insured(), good()], FullRelease, vec![What::InsurerNotBound]),
        ("an insurer with a waiver", vec![insured(), good(), insurer(waives, None)], FullRelease, vec![]),
        (
            "an insurer that waives nothing",
            vec![insured(), good(), insurer(&[], None)],
            PartialRelease,
            vec![What::InsurerNotBound],
        ),
        (
            "an insurer that keeps its claim",
            vec![insured(), good(), insurer(&[], Some(Hazard::InsurerRightsReserved))],
            NoRelease,
            vec![What::InsurerNotBound],
        ),
        (
            "an insurer that waives if its board agrees",
            vec![insured(), good(), insurer(waives, Some(Hazard::ConditionalRelease))],
            PartialRelease,
            vec![What::InsurerNotBound],
        ),
    ];
    hold(cases);
}

#[test]
fn facts_that_do_not_fit_between_letters() {
    let good = || second("$6,000.00", RELEASES, None);
    let cases = vec![
        (
            "another day",
            vec![first(), but(good(), |r| valued(&mut r.facts.approval_expires, "2019-07-01"))],
            Verdict::FullRelease,
            vec![What::DatesDiffer],
        ),
        (
            "another house",
            vec![first(), but(good(), |r| valued(&mut r.facts.property_address, "11 Fig Lane, Fresno, CA 93701"))],
            Verdict::FullRelease,
            vec![What::PropertiesDiffer],
        ),
        (
            "another borrower",
            vec![first(), but(good(), |r| r.facts.borrowers.as_mut().unwrap().value.push("Ben Ruiz".to_owned()))],
            Verdict::FullRelease,
            vec![What::BorrowersDiffer],
        ),
        (
            "a borrower whose name runs on into the next line",
            vec![
                first(),
                but(good(), |r| r.facts.borrowers.as_mut().unwrap().value = vec!["Ana Ruiz Fig Lane".to_owned()]),
            ],
            Verdict::FullRelease,
            vec![],
        ),
        (
            "somebody else of that family",
            vec![first(), but(good(), |r| r.facts.borrowers.as_mut().unwrap().value = vec!["Otto Ruiz".to_owned()])],
            Verdict::FullRelease,
            vec![What::BorrowersDiffer],
        ),
        (
            "one loan twice",
            vec![first(), but(good(), |r| valued(&mut r.facts.loan_number, "11-1"))],
            Verdict::FullRelease,
            vec![What::SameLoan],
        ),
    ];
    hold(cases);
}

/// A closing by name: its letters, the worst verdict among them, and what is open.
type Case = (&'static str, Vec<Review>, Verdict, Vec<What>);

/// Where a release is absent, not even letters that all release make a full release.
fn hold(cases: Vec<Case>) {
    for (name, reviews, worst, points) in cases {
        let absent = points.iter().any(|point| point.sinks());
        let capped = if absent { worst.max(Verdict::PartialRelease) } else { worst };
        assert_eq!(open(&reviews), (capped, points), "{name}");
    }
}

#[test]
fn a_matter_is_never_better_than_its_worst_letter() {
    let bad = |verdict| match verdict {
        Verdict::FullRelease => 0,
        Verdict::PartialRelease => 1,
        Verdict::Unreadable => 2,
        Verdict::NoRelease => 3,
        Verdict::NotApplicable => -1,
    };
    let all = samples();
    for one in &all {
        for other in &all {
            let (verdict, _) = open(&[one.clone(), other.clone()]);
            for letter in [one, other] {
                assert!(bad(verdict) >= bad(letter.judgement.verdict), "{verdict}: {}", letter.meta.name);
            }
        }
    }
}

#[test]
fn the_rank_is_told_by_the_letters_own_words() {
    for (text, rank) in [
        ("Re: Home equity line 7 (second deed of trust)\nWe approve.", Some(Rank::Junior)),
        ("Hill Bank holds the first mortgage on this house.", Some(Rank::First)),
        ("Our second lien will be released.", Some(Rank::Junior)),
        ("Your first lender lets us have $5,000.", Some(Rank::Junior)),
        ("Harbor Bank, holder of the second mortgage, is to be paid.", None),
        ("Our first lien goes. Our second lien goes.", None),
        ("We approve the sale.", None),
    ] {
        let letter = letter(Kind::ShortSale, &[text]).states(|facts, said| {
            facts.lender = Some(said("Hill Bank", text.split(' ').next().unwrap()));
        });
        let pages = letter.pages.clone();
        let look = closing::look(&reviewed("x.pdf", letter, ""), &pages);
        assert_eq!(look.rank.as_ref().map(|(rank, _)| *rank), rank, "{text}");
        if let Some((_, words)) = look.rank {
            assert!(text.contains(&words.quote), "{text}");
        }
    }
}

fn torn() -> Vec<Review> {
    vec![first(), second("$8,500.00", LIEN_ALONE, Some(Hazard::DeficiencyReservation)), sample::hostile()]
}

#[test]
fn a_matter_for_the_terminal() {
    let reviews = torn();
    insta::assert_snapshot!(plain(&terminal::blocks(
        &matter::blocks(&closing::of(&reviews, &looks()), &Vec::new()),
        80
    )));
}

#[test]
fn every_format_tells_what_is_open_and_keeps_the_words_inert() {
    let reviews = torn();
    let looks = looks();
    let matter = closing::of(&reviews, &looks);
    let blocks = matter::blocks(&matter, &Vec::new());
    assert!(matter.points.len() > 1);
    let object: serde_json::Value = serde_json::from_str(&matter::json(&matter, &Vec::new())).unwrap();
    for (at, point) in matter.points.iter().enumerate() {
        let says = visible(&point.says);
        assert!(plain(&terminal::blocks(&blocks, 4_000)).contains(&says), "{says}");
        assert!(markdown::blocks(&blocks).contains(&markdown::inert(&says)), "{says}");
        assert_eq!(object["points"][at]["says"], point.says);
    }
    for out in [plain(&terminal::blocks(&blocks, 80)), markdown::blocks(&blocks), matter::json(&matter, &Vec::new())] {
        let odd: String = out
            .chars()
            .filter(|c| c.is_control() && *c != '\n' || "\u{202e}\u{2028}\u{fffe}\u{ffff}\u{e0041}".contains(*c))
            .collect();
        assert!(odd.is_empty(), "{odd:?}");
    }
}

#[test]
fn the_object_keeps_its_schema() {
    let schema = serde_json::from_str(&matter::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let reviews = torn();
    let good: serde_json::Value =
        serde_json::from_str(&matter::json(&closing::of(&reviews, &looks()), &Vec::new())).unwrap();
    let errors: Vec<String> = validator.iter_errors(&good).map(|e| format!("{e} at {}", e.instance_path())).collect();
    assert_eq!(errors, Vec::<String>::new());
    for (pointer, bad) in [("/verdict", "safe"), ("/points/0/what", "moon"), ("/letters/0/writer", "nobody")] {
        let mut object = good.clone();
        *object.pointer_mut(pointer).unwrap() = bad.into();
        assert!(!validator.is_valid(&object), "{pointer}");
    }
}

#[test]
fn a_letter_ranks_itself_by_what_it_calls_the_other_lien() {
    let ranks = [
        ("Harbor Bank (second lien) $6,000.00", Some(Rank::First)),
        ("The first (Ponderosa Home Loans) gets paid by its own approval letter.", Some(Rank::Junior)),
        ("Hill Bank's first mortgage is paid at closing.", Some(Rank::Junior)),
        ("Up to $900.00 to the association for past dues, in exchange for a release of the claim of lien.", None),
        ("Our first lien is paid, and the second lien gets $6,000.00.", None),
        ("First, the association signs its release.", None),
    ];
    for (words, rank) in ranks {
        let letter = letter(Kind::ShortSale, &[words]).gives(Protection::JuniorLiens, words);
        let review = reviewed("one.pdf", letter, "state=CA");
        let letters = [review];
        let matter = closing::of(&letters, &[]);
        assert_eq!(matter.letters.first().and_then(|letter| letter.rank), rank, "{words}");
    }
}
