use super::*;
use crate::context::law::look::Paper;
use crate::context::user::UserFacts;

fn known(words: &str) -> UserFacts {
    UserFacts::parse([words]).unwrap()
}

fn answer(cite: &str, kind: Kind, words: &str) -> (Applies, String) {
    let law = Law::compiled_in().unwrap();
    let facts = known(words);
    let state = law.of(facts.state.as_deref().unwrap()).unwrap();
    let statute = state.statutes.iter().find(|s| s.cite.starts_with(cite)).unwrap();
    let answered = statute.answer(kind, &facts, &Paper::default());
    (answered.applies, answered.lacking.join(", "))
}

#[test]
fn every_file_of_the_folder_is_compiled_in() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/patterns/jurisdictions");
    let mut there: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    there.sort();
    assert_eq!(there, FILES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
}

#[test]
fn every_file_is_named_after_its_state_and_reads() {
    assert_eq!(Law::compiled_in().map(|law| law.states().len()), Ok(FILES.len() - 1));
    for (file, text) in FILES {
        let read: Jurisdiction = toml::from_str(text).unwrap();
        let stem = if read.state == ANY_OTHER { "default" } else { &read.name.to_lowercase().replace(' ', "-") };
        assert_eq!(*file, format!("{stem}.toml"));
    }
}

#[test]
fn california_by_facts() {
    use Applies::{No, Unknown, Yes};
    use Kind::{DeedInLieu, ShortSale};
    let home = "state=CA,units=4,trustor=individual,cross-collateral=no";
    let table: &[(&str, Kind, String, Applies, &str)] = &[
        ("CCP 580e(a)(1)", ShortSale, format!("{home},consent-date=2011-07-15"), Yes, ""),
        // SB 458 is not retroactive, and its forerunner reached first liens only.
        ("CCP 580e(a)(1)", ShortSale, format!("{home},consent-date=2011-07-14,lien=junior"), No, ""),
        ("CCP 580e(a)(1)", ShortSale, format!("{home},consent-date=2011-07-14,lien=first"), Yes, ""),
        ("CCP 580e(a)(1)", ShortSale, format!("{home},consent-date=2011-07-14"), Unknown, "lien=first"),
        ("CCP 580e(a)(1)", ShortSale, format!("{home},consent-date=2010-12-31,lien=first"), No, ""),
        ("CCP 580e(a)(1)", ShortSale, home.to_owned(), Unknown, "consent-date=2011-07-15 or later"),
        (
            "CCP 580e(a)(1)",
            ShortSale,
            "state=CA,consent-date=2015-01-02".to_owned(),
            Unknown,
            "units=1-4, trustor=individual, cross-collateral=no",
        ),
        ("CCP 580e(a)(1)", ShortSale, "state=CA,units=5".to_owned(), No, ""),
        ("CCP 580e(a)(1)", ShortSale, "state=CA,trustor=entity".to_owned(), No, ""),
        ("CCP 580e(a)(1)", ShortSale, "state=CA,cross-collateral=yes".to_owned(), No, ""),
        ("CCP 580e(a)(1)", DeedInLieu, format!("{home},consent-date=2015-01-02"), No, ""),
        ("CCP 580e(d)(1)", ShortSale, "state=CA,trustor=entity".to_owned(), Yes, ""),
        ("CCP 580b", ShortSale, "state=CA,units=1,purchase-money=yes,owner-occupied=yes".to_owned(), Yes, ""),
        ("CCP 580b", ShortSale, "state=CA,units=1,purchase-money=no".to_owned(), No, ""),
        ("CCP 580a", ShortSale, home.to_owned(), No, ""),
        ("CCP 580d(a)", ShortSale, home.to_owned(), No, ""),
        ("CCP 580d(b)", ShortSale, home.to_owned(), No, ""),
        ("CCP 726(a)", DeedInLieu, home.to_owned(), No, ""),
        ("CCP 726(b)", ShortSale, home.to_owned(), No, ""),
        ("Civ. Code 2953", ShortSale, home.to_owned(), No, ""),
    ];
    for (cite, kind, facts, applies, lacking) in table {
        assert_eq!(answer(cite, *kind, facts), (*applies, (*lacking).to_owned()), "{cite} {kind} {facts}");
    }
}

#[test]
fn nevada_is_never_settled_by_facts_alone() {
    let facts = "state=NV,units=1,purchase-money=yes,owner-occupied=yes";
    assert_eq!(answer("NRS 40.458", Kind::ShortSale, facts), (Applies::Unknown, String::new()));
    assert_eq!(answer("NRS 40.458", Kind::ShortSale, "state=NV,units=2").0, Applies::No);
}

#[test]
fn illinois_relieves_unless_the_paper_says_otherwise() {
    let law = Law::compiled_in().unwrap();
    let statute = &law.of("IL").unwrap().statutes[0];
    let facts = known("state=IL");
    for (found, applies) in [
        (vec![], Applies::Yes),
        (vec![Hazard::TaxReporting], Applies::Yes),
        (vec![Hazard::DeficiencyReservation], Applies::No),
    ] {
        assert_eq!(
            statute.answer(Kind::DeedInLieu, &facts, &Paper { hazards: found.clone(), ..Paper::default() }).applies,
            applies,
            "{found:?}"
        );
    }
    assert_eq!(statute.answer(Kind::ShortSale, &facts, &Paper::default()).applies, Applies::No);
}

#[test]
fn a_state_without_a_file_gets_the_default() {
    let law = Law::compiled_in().unwrap();
    assert_eq!(law.of("MI").map(|j| j.name.as_str()), Some("Any other state"));
}

#[test]
fn a_bad_file_is_refused_with_its_name() {
    let good = "state = \"UT\"\nname = \"Utah\"\n[[statute]]\ncite = \"x\"\neffect = \"y\"\ndocuments = []\nbars = \"nothing\"\nverified = false\nconfidence = \"low\"\nchecked = 2026-01-02\n";
    assert!(Law::read([("utah.toml", good)]).is_ok());
    for (text, part) in [
        (good.replace("bars =", "bar ="), "unknown field `bar`"),
        (good.replace("2026-01-02", "\"2026-01-02\""), "checked"),
        (good.replace("\"UT\"", "\"Utah\""), "`Utah` is no postal code"),
        (good.replace("verified = false", "verified = true"), "x is marked verified without a source"),
        (good.to_owned() + "[[statute.when]]\nunits = 4\n", "unknown field `units`"),
    ] {
        let says = Law::read([("utah.toml", text.as_str())]).unwrap_err().to_string();
        assert!(says.starts_with("utah.toml: ") && says.contains(part), "{says}");
    }
    let twice = Law::read([("utah.toml", good), ("again.toml", good)]).unwrap_err().to_string();
    assert_eq!(twice, "again.toml: the state `UT` has a file already: put the rules together");
}
