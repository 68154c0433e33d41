//! The user's own severities.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::report::sample;
use crate::review::Meta;
use crate::review::Review;
use crate::review::regrade::regraded;
use crate::severity::Severity;

#[test]
fn another_grade_stands_beside_the_first_one() {
    let before = sample::contradiction();
    let (raised, lowered) = (before.findings.last().unwrap().clone(), before.findings.first().unwrap().clone());
    assert!(raised.severity < Severity::Critical && lowered.severity > Severity::Info);
    let grades = BTreeMap::from([(raised.id, Severity::Critical), (lowered.id, Severity::Info)]);
    let after = regraded(before.clone(), &|_| grades.clone());
    for (old, severity) in [(raised, Severity::Critical), (lowered, Severity::Info)] {
        let new = after.findings.iter().find(|finding| finding.id == old.id).unwrap();
        assert_eq!((new.severity, new.original), (severity, Some(old.severity)), "{}", old.id);
        assert!(new.message.contains(old.severity.as_str()), "{}", new.message);
        assert_eq!(new.fingerprint, old.fingerprint);
    }
    assert_eq!(after.findings.len(), before.findings.len());
    assert!(after.findings.is_sorted_by_key(|finding| Reverse(finding.severity)));
    assert_eq!(after.judgement, before.judgement);
    let same = before.findings.iter().map(|finding| (finding.id, finding.severity)).collect();
    assert_eq!(regraded(before.clone(), &|_| BTreeMap::clone(&same)), before, "the same grade changes nothing");
}

#[test]
fn a_file_is_graded_as_the_letter_that_decides() {
    let mail = sample::mail();
    let worst = mail.worst.clone().unwrap();
    let id = mail.findings[0].id;
    let grades = |meta: &Meta| {
        let here = meta.name == worst;
        if here { BTreeMap::from([(id, Severity::Info)]) } else { BTreeMap::new() }
    };
    let after = regraded(mail.clone(), &grades);
    let of = |review: &Review| review.findings.iter().find(|finding| finding.id == id).map(|f| f.severity);
    assert_eq!(of(&after), Some(Severity::Info));
    assert!(
        after
            .parts
            .iter()
            .filter(|part| part.meta.name != worst)
            .all(|part| !part.findings.iter().any(|f| f.original.is_some()))
    );
}
