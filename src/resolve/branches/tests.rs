//! Which branch of a document is the property's.

use super::*;

fn settled(state: Option<&str>, passages: &[&str]) -> Vec<String> {
    let mut branches = Branches::new(state);
    let one =
        |words: &&str| branches.settle(Cow::Borrowed(words)).words.split_whitespace().collect::<Vec<_>>().join(" ");
    passages.iter().map(one).collect()
}

#[test]
fn the_state_chooses_between_the_branches_of_the_document() {
    let both = "If the property is in California, we give up the debt; if it is in any other state, we keep it.";
    let table: &[(Option<&str>, &[&str], &[&str])] = &[
        (Some("CA"), &[both], &["we give up the debt;"]),
        (Some("NV"), &[both], &["we keep it."]),
        (None, &[both], &[both]),
        (Some("GA"), &["For properties in Georgia, we keep it."], &["we keep it."]),
        (Some("OH"), &["For properties in Georgia, we keep it. You sign."], &["You sign."]),
        (Some("WV"), &["Where the home lies in Virginia or Ohio: we keep it."], &[""]),
        (Some("OH"), &["We waive it if the property is located outside of Ohio."], &["."]),
        (Some("TX"), &["We waive it if the property is located in the State of Texas."], &["We waive it ."]),
        (
            Some("NV"),
            &["If your home is in Utah, we waive it.", "In all other states, we keep it."],
            &["", "we keep it."],
        ),
        (
            Some("NV"),
            &["In all other respects, we keep it. Otherwise, we stop."],
            &["In all other respects, we keep it. Otherwise, we stop."],
        ),
        (
            Some("OR"),
            &["Idaho, Oregon and Montana: it is cancelled.", "All other states: it is still your debt."],
            &["it is cancelled.", ""],
        ),
        (
            Some("NV"),
            &["Idaho, Oregon and Montana: it is cancelled.", "All other states: it is still your debt."],
            &["", "it is still your debt."],
        ),
        (Some("WA"), &["OREGON, WASHINGTON", "IDAHO, NEW MEXICO: it stays."], &["", ""]),
        (Some("OH"), &["Oregon"], &["Oregon"]),
        (Some("NV"), &["All other states: it is still your debt."], &["All other states: it is still your debt."]),
        (Some("NV"), &["The property in California is sold."], &["The property in California is sold."]),
    ];
    for (state, passages, right) in table {
        assert_eq!(settled(*state, passages), *right, "{state:?} {passages:?}");
    }
}

#[test]
fn what_stands_below_a_state_s_name_is_for_that_state() {
    let mut branches = Branches::new(Some("OR"));
    let below = ["Idaho", "Oregon", "Washington", "Credit and tax"].map(|heading| branches.below(heading));
    assert_eq!(below, [None, Some(Fit::Own), Some(Fit::Foreign), None]);
    let houses = ["Houses in Alabama, Georgia or Mississippi.", "Houses in every other state."];
    let mut branches = Branches::new(Some("OR"));
    assert_eq!(houses.map(|heading| branches.below(heading)), [Some(Fit::Foreign), Some(Fit::Own)]);
}

#[test]
fn a_row_of_states_holds_to_the_end_of_its_paragraph() {
    let mut branches = Branches::new(Some("NV"));
    let told = [
        ("Oregon, Utah: You are released.", 1),
        ("We waive the rest.", 1),
        ("All other states: You get a statement.", 2),
        ("It is due.", 2),
        ("Yours,", 3),
        ("Property in Idaho, Texas: The rest goes on being owed.", 4),
        ("A schedule for paying it will be offered to you.", 4),
        ("In any case it is due.", 4),
        ("The bank keeps its claim for the balance.", 4),
    ]
    .map(|(words, paragraph)| branches.row_above(words, paragraph));
    let after = [None, Some(Fit::Foreign), Some(Fit::Open), Some(Fit::Open)];
    assert_eq!(told, [&[None, Some(Fit::Open), None, Some(Fit::Own), None][..], &after].concat()[..]);
}

#[test]
fn what_an_endless_unit_gives_in_some_state_does_not_count() {
    let words = "if the property is in Utah we keep it ".repeat(1_000);
    let settled = Branches::new(Some("UT")).settle(Cow::Borrowed(&words));
    assert!(settled.is_open() && settled.words == words);
}

#[test]
fn every_byte_keeps_its_place() {
    let words = "\u{201c}Caf\u{e9}\u{201d}; if the property is in Utah, we keep \u{a7} 5.";
    for state in [None, Some("UT"), Some("ME")] {
        assert_eq!(Branches::new(state).settle(Cow::Borrowed(words)).words.len(), words.len());
    }
}
