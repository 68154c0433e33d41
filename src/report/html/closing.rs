//! What stands before the letters of one closing: the verdict on it, the letters, and what is open between them.

use askama::Template;

use super::cards;
use super::view;
use crate::report::matter;
use crate::report::visible::visible;
use crate::report::visible::visible_name;
use crate::report::words;
use crate::review::matter::Matter;
use crate::review::matter::Point;
use crate::severity::Severity;

/// The head of the page.
#[derive(Template)]
#[template(path = "closing.html")]
pub(super) struct Closing {
    title: String,
    verdict: &'static str,
    class: &'static str,
    course: String,
    letters: Vec<Listed>,
    groups: Vec<Group>,
}

/// A letter in the list of them.
struct Listed {
    /// Its anchor.
    id: String,
    name: String,
    stands: &'static str,
    parts: Vec<String>,
}

/// Things of one sort that are open.
struct Group {
    title: &'static str,
    points: Vec<Open>,
}

struct Open {
    severity: Severity,
    class: &'static str,
    says: String,
    words: Vec<Words>,
}

/// Words of one of the letters.
struct Words {
    quote: String,
    place: String,
    /// Anchor of the letter.
    letter: String,
}

/// The head of a closing whose letters have these anchors, in their order.
pub(super) fn closing(matter: &Matter<'_>, anchors: &[String]) -> Closing {
    let anchor = |number: usize| anchors.get(number).cloned().unwrap_or_default();
    let listed = matter.letters.iter().enumerate().map(|(number, letter)| Listed {
        id: anchor(number),
        name: visible_name(&letter.review.meta.name),
        stands: matter::stands(letter),
        parts: matter::parts(letter),
    });
    let open = |point: &&Point| Open {
        severity: point.severity,
        class: cards::class(point.severity),
        says: visible(&point.says),
        words: point
            .words
            .iter()
            .map(|(number, words)| Words {
                quote: visible(&words.quote),
                place: matter::place(matter, *number, words),
                letter: anchor(*number),
            })
            .collect(),
    };
    let groups = matter::groups(matter).into_iter().filter(|(_, points)| !points.is_empty());
    Closing {
        title: matter::title(matter),
        verdict: words::verdict(matter.verdict),
        class: view::verdict_class(matter.verdict),
        course: matter::course(matter),
        letters: listed.collect(),
        groups: groups.map(|(title, points)| Group { title, points: points.iter().map(open).collect() }).collect(),
    }
}
