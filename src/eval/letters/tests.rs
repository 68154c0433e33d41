//! Tables: a label, what the program says, what is counted.

use super::*;

use Hazard::DeficiencyReservation as Reservation;
use Hazard::TaxReporting as Tax;
use Hazard::UnclearLanguage as Unclear;
use Kind::DeedInLieu;
use Kind::Other;
use Kind::ShortSale;
use Verdict::FullRelease as Full;
use Verdict::NoRelease as Nothing;
use Verdict::NotApplicable as Aside;
use Verdict::PartialRelease as Part;

fn label(kind: Kind, verdict: Verdict, rest: &str) -> Truth {
    Truth::parse(&format!(r#"{{"id": "lx-1", "author": "LX", "kind": "{kind}", "verdict": "{verdict}"{rest}}}"#))
        .unwrap()
}

fn said(kind: Kind, verdict: Verdict) -> Outcome {
    Outcome { kind, verdict, undetermined: false, protections: Vec::new(), hazards: Vec::new() }
}

fn scored(truth: &Truth, outcome: &Outcome) -> LetterScore {
    let mut score = LetterScore::default();
    score.add(truth, Some(outcome));
    score
}

#[test]
fn false_clears_and_over_alarms() {
    // label: kind, verdict; read as: kind, verdict; false clears; over-alarms
    let table = [
        (ShortSale, Full, ShortSale, Full, 0, 0),
        (ShortSale, Part, ShortSale, Full, 1, 0),
        (DeedInLieu, Nothing, DeedInLieu, Full, 1, 0),
        (Other, Aside, ShortSale, Full, 1, 0),
        (ShortSale, Nothing, Other, Aside, 1, 0),
        (ShortSale, Full, Other, Aside, 1, 0),
        (Other, Aside, Other, Aside, 0, 0),
        (ShortSale, Full, ShortSale, Nothing, 0, 1),
        (ShortSale, Full, ShortSale, Part, 0, 0),
        (ShortSale, Part, ShortSale, Nothing, 0, 0),
        (ShortSale, Nothing, Kind::Unknown, Verdict::Unreadable, 0, 0),
    ];
    for (kind, verdict, read_kind, read, clears, alarms) in table {
        let score = scored(&label(kind, verdict, ""), &said(read_kind, read));
        let figures = score.figures();
        assert_eq!((figures["false_clears"], figures["over_alarms"]), (clears, alarms), "{verdict} read as {read}");
        assert_eq!(score.to_text().contains("FALSE CLEAR"), clears > 0);
        assert_eq!((figures["kind"], figures["verdict"]), (u32::from(kind == read_kind), u32::from(verdict == read)));
    }
}

#[test]
fn core_statuses() {
    use Status::{Implied, Missing, Present, Unread, Weak};
    // labels of release and waiver; read statuses of release and waiver; right; counted (the lien makes one of each)
    let table = [
        ((Present, Present), (Present, Present), 2, 2), // beside a whole release the waiver is not asked for
        ((Present, Missing), (Present, Implied), 2, 2),
        ((Present, Present), (Present, Implied), 2, 2),
        ((Present, Missing), (Present, Weak), 2, 3),
        ((Present, Implied), (Present, Implied), 2, 2), // an author may write what follows
        ((Present, Implied), (Present, Weak), 2, 3),
        ((Missing, Present), (Missing, Present), 3, 3),
        ((Missing, Missing), (Present, Implied), 2, 3),
        ((Weak, Present), (Present, Present), 2, 3),
        ((Missing, Missing), (Unread, Unread), 1, 3),
    ];
    for ((release, waiver), (read_release, read_waiver), right, counted) in table {
        let rest = format!(
            r#", "protections": {{"debt-release": {{"status": "{release}"}}, "deficiency-waiver": {{"status": "{waiver}"}}}}"#
        );
        let mut outcome = said(ShortSale, Part);
        outcome.protections =
            vec![(Protection::DebtRelease, read_release), (Protection::DeficiencyWaiver, read_waiver)];
        let share = scored(&label(ShortSale, Part, &rest), &outcome).all.core_status;
        assert_eq!(share, Share { hits: right, of: counted }, "{release}/{waiver} read {read_release}/{read_waiver}");
    }
}

#[test]
fn hazards_right_wrong_and_missed() {
    // label; read; uncertain; right, wrong, missed of all; of those that weaken
    type Row = (&'static [Hazard], &'static [Hazard], &'static str, [u32; 3], [u32; 3]);
    let table: [Row; 5] = [
        (&[Reservation], &[Reservation], "", [1, 0, 0], [1, 0, 0]),
        (&[Reservation, Tax], &[Tax], "", [1, 0, 1], [0, 0, 1]),
        (&[], &[Tax], "", [0, 1, 0], [0, 0, 0]),
        (&[Tax], &[Reservation], "\"tax-reporting\"", [0, 1, 0], [0, 1, 0]),
        (&[], &[Unclear], "", [0, 0, 0], [0, 0, 0]),
    ];
    for (labelled, read, uncertain, all, weakening) in table {
        let named: Vec<String> = labelled.iter().map(|id| format!(r#"{{"id": "{id}"}}"#)).collect();
        let truth =
            label(ShortSale, Nothing, &format!(r#", "hazards": [{}], "uncertain": [{uncertain}]"#, named.join(",")));
        let mut outcome = said(ShortSale, Nothing);
        outcome.hazards = read.to_vec();
        let counts = scored(&truth, &outcome).all;
        let numbers = |hits: Hits| [hits.right, hits.wrong, hits.missed];
        assert_eq!(
            (numbers(counts.hazards), numbers(counts.weakening)),
            (all, weakening),
            "{labelled:?} read {read:?}"
        );
        assert_eq!(counts.unclear, u32::from(read.contains(&Unclear)));
    }
}

#[test]
fn an_uncertain_clause_is_not_counted_and_silence_is() {
    let truth = label(ShortSale, Part, r#", "uncertain": ["debt-release", "lien-release"]"#);
    assert_eq!(scored(&truth, &said(ShortSale, Part)).all.core_status, Share { hits: 1, of: 1 });
    let mut score = LetterScore::default();
    score.add(&truth, None);
    assert_eq!((score.all.no_output, score.all.verdict), (1, Share { hits: 0, of: 1 }));
    assert_eq!(score.disagreements[0].points, ["no output"]);
}

#[test]
fn text_and_json_name_the_same_figures() {
    let mut outcome = said(ShortSale, Nothing);
    outcome.hazards = vec![Reservation];
    outcome.undetermined = true;
    let score = scored(&label(ShortSale, Part, ""), &outcome);
    let text = score.to_text();
    assert!(text.contains("undetermined             1 of     1"), "{text}");
    assert!(text.contains("lx-1 | verdict no-release (label partial-release); +deficiency-reservation"), "{text}");
    let json: serde_json::Value = serde_json::from_str(&score.to_json()).unwrap();
    assert_eq!(json["all"]["verdict"]["hits"], 0);
    assert_eq!(json["authors"]["lx"]["hazards"]["wrong"], 1);
    assert_eq!(json["false_clears"]["of"], 1);
}

#[test]
fn a_minimal_pair_is_right_where_both_halves_are() {
    let half = |id: &str, read: Verdict, score: &mut LetterScore| {
        let truth = Truth { id: id.to_owned(), ..label(ShortSale, Full, "") };
        score.add(&truth, Some(&said(ShortSale, read)));
    };
    let mut score = LetterScore::default();
    for (id, read) in [("lx-001a", Full), ("lx-002a", Full), ("lx-001b", Full), ("lx-002b", Part), ("lx-003", Full)] {
        half(id, read, &mut score);
    }
    assert_eq!(score.pairs, Share { hits: 1, of: 2 });
    assert!(score.to_text().contains("minimal pairs"));
    let named = label(ShortSale, Full, r#", "pair": "lx-9""#);
    assert_eq!(named.pair(), Some("lx-9"));
}
