use crate::context::Context;
use crate::context::backstop;
use crate::context::law::Law;
use crate::context::law::look::Paper;
use crate::context::user::UserFacts;
use crate::finding::Cite;
use crate::finding::Finding;
use crate::finding::Wording;
use crate::id::Hazard::*;
use crate::id::Kind;
use crate::id::Protection::*;
use crate::judge::findings;
use crate::judge::findings::Grounds;
use crate::judge::judge;
use crate::judge::sample::Letter;
use crate::judge::sample::letter;
use crate::judge::tests::*;
use crate::resolve::Mentioned;

/// The words of an id, for tests: its own name.
fn stub(id: &str, _: Kind) -> Wording {
    Wording {
        title: id.to_owned(),
        why: String::new(),
        ask: format!("ask for {id}"),
        request: String::new(),
        authority: Vec::new(),
    }
}

fn raised(letter: &Letter, facts: &str, as_of: Option<&str>) -> Vec<Finding> {
    let context = Context::of(&letter.whole, &UserFacts::parse([facts]).unwrap());
    let judgement = judge(&letter.whole, &letter.pages, &context);
    let law = Law::compiled_in().unwrap();
    let as_of = as_of.map(|day| day.parse().unwrap());
    let grounds =
        Grounds { whole: &letter.whole, context: &context, law: &law, wording: &stub, document: "abc", as_of };
    findings::of(&judgement, &grounds)
}

/// `id severity (what would change it)` of the findings at medium or above, and of those at or above it by facts.
fn grave(letter: &Letter, facts: &str) -> Vec<String> {
    let shown = |f: &Finding| f.severity >= crate::severity::Severity::Medium || f.would_change_if.is_some();
    let all = raised(letter, facts, None);
    let text = |f: &Finding| match &f.would_change_if {
        Some(facts) => format!("{} {} ({facts})", f.id, f.severity),
        None => format!("{} {}", f.id, f.severity),
    };
    all.iter().filter(|f| shown(f)).filter(|f| f.id.as_str() != "execution").map(text).collect()
}

const HOME: &str = "state=CA,units=2,trustor=individual,cross-collateral=no,consent-date=2019-05-01";

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn california_short_sale_by_facts() {
    let lien = || sale().gives(LienRelease, LIEN);
    let open = "units=1-4, trustor=individual, cross-collateral=no";
    let table: Vec<(&str, Letter, String, Vec<String>)> = vec![
        (
            "580e stands behind a silent letter",
            lien(),
            HOME.to_owned(),
            vec!["lien-release-only high".into(), "debt-release medium".into(), "deficiency-waiver medium".into()],
        ),
        (
            "an entity has no 580e",
            lien(),
            "state=CA,units=2,trustor=entity,consent-date=2019-05-01,purchase-money=no".to_owned(),
            vec![
                "debt-release critical".into(),
                "deficiency-waiver critical".into(),
                "lien-release-only critical".into(),
            ],
        ),
        (
            "facts not told grade as the worse case and are named",
            lien(),
            "state=CA,consent-date=2019-05-01,purchase-money=no".to_owned(),
            vec![
                format!("debt-release critical ({open}: medium)"),
                format!("deficiency-waiver critical ({open}: medium)"),
                format!("lien-release-only critical ({open}: high)"),
            ],
        ),
        (
            "a reservation is graver than silence",
            lien().risks(DeficiencyReservation, KEEPS),
            HOME.to_owned(),
            vec![
                "deficiency-reservation high".into(),
                "lien-release-only high".into(),
                "debt-release medium".into(),
                "deficiency-waiver medium".into(),
            ],
        ),
        (
            "a contribution under 580e(b) is unlawful",
            lien().gives(DebtRelease, RELEASE).risks(SellerContribution, KEEPS),
            HOME.to_owned(),
            vec!["seller-contribution high".into()],
        ),
        (
            "a contribution elsewhere is not",
            lien().gives(DebtRelease, RELEASE).risks(SellerContribution, KEEPS),
            "state=UT".to_owned(),
            vec!["seller-contribution medium".into()],
        ),
        (
            "nor is one where the facts are not told, but it could be",
            lien().gives(DebtRelease, RELEASE).risks(SellerContribution, KEEPS),
            "state=CA,units=1,consent-date=2019-05-01,cross-collateral=no".to_owned(),
            vec!["seller-contribution medium (trustor=individual: high)".into()],
        ),
        (
            "the waiver alone",
            lien().gives(DeficiencyWaiver, WAIVER),
            "state=UT".to_owned(),
            vec!["debt-release medium".into()],
        ),
        ("the waiver alone, with 580e", lien().gives(DeficiencyWaiver, WAIVER), HOME.to_owned(), vec![]),
        (
            "Nevada's law is not verified and softens nothing",
            lien(),
            "state=NV,units=1,purchase-money=yes,owner-occupied=yes".to_owned(),
            vec![
                "debt-release critical".into(),
                "deficiency-waiver critical".into(),
                "lien-release-only critical".into(),
            ],
        ),
    ];
    for (name, letter, facts, expected) in table {
        assert_eq!(grave(&letter, &facts), expected, "{name}");
    }
}

#[test]
fn deed_in_lieu_by_state() {
    let deed = || letter(Kind::DeedInLieu, &[&[LIEN, KEEPS].join("\n")]).gives(DeedAcceptance, LIEN);
    let silent = ["lien-release high".to_owned()];
    let with = |more: &[&str]| more.iter().map(|s| (*s).to_owned()).chain(silent.clone()).collect::<Vec<_>>();
    let table: Vec<(&str, Letter, String, Vec<String>)> = vec![
        (
            "580e does not reach a deed in lieu",
            deed(),
            format!("{HOME},purchase-money=no"),
            with(&["debt-release critical", "deficiency-waiver critical"]),
        ),
        (
            "580b does, for a purchase-money home",
            deed(),
            format!("{HOME},purchase-money=yes,owner-occupied=yes"),
            vec!["lien-release high".into(), "debt-release medium".into(), "deficiency-waiver medium".into()],
        ),
        (
            "silence in Illinois",
            deed(),
            "state=IL".to_owned(),
            vec!["lien-release high".into(), "debt-release medium".into(), "deficiency-waiver medium".into()],
        ),
        (
            "not relieved in Illinois",
            deed().risks(DeficiencyReservation, KEEPS),
            "state=IL".to_owned(),
            with(&["debt-release critical", "deficiency-waiver critical", "deficiency-reservation critical"]),
        ),
        (
            "state not told",
            deed(),
            "units=1,purchase-money=yes".to_owned(),
            with(&[
                "debt-release critical (state=CA, owner-occupied=yes; or state=IL: medium)",
                "deficiency-waiver critical (state=CA, owner-occupied=yes; or state=IL: medium)",
            ]),
        ),
    ];
    for (name, letter, facts, expected) in table {
        assert_eq!(grave(&letter, &facts), expected, "{name}");
    }
}

/// Severity of one id's finding, or nothing.
fn severity(letter: &Letter, id: &str) -> Option<String> {
    raised(letter, "", None).iter().find(|f| f.id.as_str() == id).map(|f| f.severity.to_string())
}

#[test]
fn side_issues_count_only_where_the_letter_raises_them() {
    let spoken = || {
        let mut letter = sale();
        letter.whole.junior_mentioned = Mentioned::Yes;
        letter.whole.foreclosure_mentioned = Mentioned::Yes;
        letter.whole.insurer_mentioned = Mentioned::Yes;
        letter
    };
    let deed = || letter(Kind::DeedInLieu, &[&[RELEASE, KEEPS].join("\n")]);
    let table = [
        (sale(), "junior-liens", None),
        (spoken(), "junior-liens", Some("medium")),
        (sale(), "foreclosure-dismissal", None),
        (spoken(), "foreclosure-dismissal", Some("medium")),
        (sale(), "insurer-bound", None),
        (spoken(), "insurer-bound", Some("medium")),
        (sale().gives(DebtRelease, RELEASE), "deficiency-waiver", Some("info")),
        (deed(), "covenant-not-to-sue", Some("low")),
        (deed().gives(DebtRelease, RELEASE), "covenant-not-to-sue", Some("info")),
        (deed().risks(BorrowerReleasesLender, KEEPS), "borrower-releases-lender", Some("high")),
        (
            deed().gives(DebtRelease, RELEASE).risks(BorrowerReleasesLender, KEEPS),
            "borrower-releases-lender",
            Some("medium"),
        ),
        (deed().risks(CivilCode1542Waiver, KEEPS), "civil-code-1542-waiver", Some("medium")),
        (deed().risks_by(CivilCode1542Waiver, KEEPS, &["mutual"]), "civil-code-1542-waiver", Some("info")),
        (torn(), "debt-release", None),
    ];
    for (n, (letter, id, expected)) in table.iter().enumerate() {
        assert_eq!(severity(letter, id).as_deref(), *expected, "row {n}: {id}");
    }
}

#[test]
fn an_approval_lapses_the_day_after_its_last_day() {
    let dated = |kind| {
        letter(kind, &["Close by March 1, 2024."]).states(|facts, said| {
            facts.approval_expires = Some(said("2024-03-01", "March 1, 2024"));
        })
    };
    let table = [
        (Kind::ShortSale, Some("2024-03-01"), false),
        (Kind::ShortSale, Some("2024-03-02"), true),
        (Kind::ShortSale, None, false),
        (Kind::DeedInLieu, Some("2024-03-02"), true),
        (Kind::Other, Some("2024-03-02"), false),
    ];
    for (kind, as_of, lapsed) in table {
        let findings = raised(&dated(kind), "", as_of);
        let told = findings.iter().find(|f| f.id.as_str() == "approval-lapsed");
        assert_eq!(told.map(|f| f.severity), lapsed.then_some(crate::severity::Severity::High), "{kind} {as_of:?}");
    }
}

#[test]
fn a_contradiction_is_told() {
    let both = sale().gives(DebtRelease, RELEASE).risks(DeficiencyReservation, KEEPS);
    let findings = raised(&both, "", None);
    assert_eq!(
        findings[0].message,
        "deficiency-reservation; elsewhere the document frees the borrower, so the two passages contradict each other"
    );
}

#[test]
fn only_settled_and_verified_law_makes_column_s() {
    let law = Law::compiled_in().unwrap();
    let column = |facts: &str, kind| {
        let context = Context { kind, known: UserFacts::parse([facts]).unwrap() };
        backstop::barred(&backstop::rows(&law, &context, &Paper::default()), crate::context::law::Bars::Deficiency)
    };
    assert_eq!(column(HOME, Kind::ShortSale), backstop::Column::S);
    assert_eq!(column(HOME, Kind::DeedInLieu), backstop::Column::N);
    assert_eq!(column("", Kind::ShortSale), backstop::Column::N);
    for state in ["AZ", "FL", "NV", "OR", "TX", "WA", "MI"] {
        let facts = format!("state={state},units=1,trustor=individual,purchase-money=yes,owner-occupied=yes");
        for kind in [Kind::ShortSale, Kind::DeedInLieu] {
            assert_eq!(column(&facts, kind), backstop::Column::N, "{state} {kind}");
        }
    }
}

#[test]
fn law_of_another_state_or_another_kind_of_paper_is_not_cited() {
    let cite = |words: &str, state: Option<&str>| Cite {
        words: words.to_owned(),
        state: state.map(str::to_owned),
        kind: state.filter(|law| *law == "CA").map(|_| Kind::ShortSale),
    };
    let wording = |_: &str, _: Kind| Wording {
        authority: vec![
            cite("CCP 580e", Some("CA")),
            cite("735 ILCS 5/15-1401", Some("IL")),
            cite("11 U.S.C. 547", None),
        ],
        ..Wording::default()
    };
    let letter = sale();
    let cited = |facts: &str, kind| {
        let context = Context { kind, ..Context::of(&letter.whole, &UserFacts::parse([facts]).unwrap()) };
        let judgement = judge(&letter.whole, &letter.pages, &context);
        let law = Law::compiled_in().unwrap();
        let grounds = Grounds {
            whole: &letter.whole,
            context: &context,
            law: &law,
            wording: &wording,
            document: "abc",
            as_of: None,
        };
        findings::of(&judgement, &grounds).first().map(|finding| finding.authority.join("; ")).unwrap_or_default()
    };
    assert_eq!(cited("state=CA", Kind::ShortSale), "CCP 580e; 11 U.S.C. 547");
    assert_eq!(cited("state=CA", Kind::DeedInLieu), "11 U.S.C. 547");
    assert_eq!(cited("state=OH", Kind::ShortSale), "11 U.S.C. 547");
    assert_eq!(cited("units=2", Kind::ShortSale), "CCP 580e; 735 ILCS 5/15-1401; 11 U.S.C. 547");
}
