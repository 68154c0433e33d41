use super::*;
use crate::extract;
use crate::normalise;

const BODY: &str = "Dear %NAME%:\n\nWe have reviewed your request for a short sale of the property and agree to it on the terms \
    below.\n\nThe sale must close on or before %DAY%, and the net proceeds to us must be at least %SUM%.\n\nYou may not \
    receive any proceeds of the sale, and all commissions must be paid from the price.\n\n%CLAUSE%\n\nUpon receipt of the \
    net proceeds we will release the deed of trust and report the account as settled.\n\nPlease call our office with any \
    question that you may have about this letter.\n";
const WAIVES: &str = "When the sale has closed, the lender waives its right to collect the remaining balance from you.";
const RESERVES: &str =
    "When the sale has closed, the lender reserves its right to collect the remaining balance from you.";

fn letter(name: &str, day: &str, sum: &str, clause: &str) -> Letter {
    let filled = BODY.replace("%NAME%", name).replace("%DAY%", day).replace("%SUM%", sum).replace("%CLAUSE%", clause);
    Letter::of(&normalise::text(&extract::pages(filled.as_bytes())))
}

fn shelf(letters: impl IntoIterator<Item = Letter>) -> Vec<Template> {
    let mut shelf = Shelf::default();
    letters.into_iter().for_each(|letter| shelf.put(letter));
    shelf.templates()
}

#[test]
fn a_form_filled_in_for_two_is_one_letter() {
    let templates = shelf([
        letter("Orla Quennell", "June 3, 2015", "$120,000.00", WAIVES),
        letter("Bram Ostrander", "October 12, 2016", "$98,411.20", WAIVES),
    ]);
    assert_eq!(templates, [Template { usual: vec![0, 1], variants: Vec::new() }]);
}

#[test]
fn the_clause_that_was_changed_stands_out() {
    let templates = shelf([
        letter("Orla Quennell", "June 3, 2015", "$120,000.00", WAIVES),
        letter("Ada Voss", "July 9, 2015", "$64,000.00", RESERVES),
        letter("Bram Ostrander", "October 12, 2016", "$98,411.20", WAIVES),
        letter("Cy Marlowe", "July 9, 2015", "$64,000.00", ""),
    ]);
    let [template] = &templates[..] else { panic!("{templates:#?}") };
    assert_eq!(template.usual, [0, 2]);
    let change = |own: Option<&str>| Change { usual: Some(WAIVES.to_owned()), own: own.map(str::to_owned) };
    let variant = |letter, own| Variant { letters: vec![letter], changes: vec![change(own)] };
    assert_eq!(template.variants, [variant(1, Some(RESERVES)), variant(3, None)]);
}

#[test]
fn another_letter_is_not_of_the_template() {
    let other = "The bank has looked at the file and cannot agree to the price that the buyer offers for the house. It may be \
                 asked again when the buyer offers more, and until then the foreclosure goes on as the court has set it.";
    let mut letters = vec![letter("Orla Quennell", "June 3, 2015", "$120,000.00", WAIVES); 3];
    letters.push(Letter::of(&normalise::text(&extract::pages(other.as_bytes()))));
    letters.push(Letter::of(&normalise::text(&extract::pages(b""))));
    letters.push(Letter::of(&normalise::text(&extract::pages(b""))));
    assert_eq!(shelf(letters), [Template { usual: vec![0, 1, 2], variants: Vec::new() }]);
    assert!(shelf([]).is_empty());
}

#[test]
fn a_letter_is_shown_with_its_own_sums() {
    let brings = |sum: &str, more: &str| {
        let clause = format!("The seller brings {sum} to the closing by wire.{more}");
        letter("Orla Quennell", "June 3, 2015", "$120,000.00", &clause)
    };
    let usual = || letter("Bram Ostrander", "June 3, 2015", "$120,000.00", WAIVES);
    let more = "\n\nThe bank may sell what is left of the debt to another company.";
    let templates = shelf([usual(), usual(), brings("$2,000", ""), brings("$9,000", more)]);
    let own: Vec<&str> =
        templates[0].variants.iter().flat_map(|v| &v.changes).filter_map(|change| change.own.as_deref()).collect();
    assert!(
        own.iter().any(|words| words.contains("$2,000")) && own.iter().any(|words| words.contains("$9,000")),
        "{own:?}"
    );
}
