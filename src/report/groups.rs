//! Letters of one template: who says the same, and what the others say instead.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

use crate::id::Verdict;
use crate::report::visible::{inert_json, visible, visible_name};
use crate::template::{Change, Template};

/// Most letters that are named in the text; the JSON names all.
const NAMED: usize = 10;

/// A letter that was compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Member {
    /// The path as given, with forward slashes.
    pub path: String,
    /// What it frees.
    pub verdict: Verdict,
}

/// The templates for people. In a paragraph that says something else, `[-…-]` is what the usual letters say and `{+…+}`
/// what these say; a paragraph that is missing begins with `-`, one that is added with `+`.
#[must_use]
pub fn text(templates: &[Template], members: &[Member]) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    for (template, number) in templates.iter().zip(1..) {
        let letters =
            template.usual.len() + template.variants.iter().map(|variant| variant.letters.len()).sum::<usize>();
        let _ = writeln!(out, "template {number}: {letters} letters");
        let _ = writeln!(out, "  {}", heading(&template.usual, members, "as usual"));
        for variant in &template.variants {
            let _ = writeln!(out, "  {}", heading(&variant.letters, members, "otherwise"));
            for change in &variant.changes {
                let _ = writeln!(out, "    {}", shown(change));
            }
        }
        out.push('\n');
    }
    let of_a_template: usize =
        templates.iter().map(|t| t.usual.len() + t.variants.iter().map(|v| v.letters.len()).sum::<usize>()).sum();
    let _ = writeln!(
        out,
        "{} templates; {} letters are like no other. Names, sums and dates were not compared. Not legal advice.",
        templates.len(),
        members.len().saturating_sub(of_a_template)
    );
    out
}

/// The templates for programs: one JSON object a line.
#[must_use]
pub fn lines(templates: &[Template], members: &[Member]) -> String {
    let of = |letters: &[usize]| letters.iter().filter_map(|&letter| members.get(letter)).collect::<Vec<_>>();
    templates
        .iter()
        .zip(1..)
        .map(|(template, number)| {
            let variant = |v: &crate::template::Variant| {
                let change = |c: &Change| serde_json::json!({"usual": c.usual, "own": c.own});
                serde_json::json!({"documents": of(&v.letters), "changes": v.changes.iter().map(change).collect::<Vec<_>>()})
            };
            let line = serde_json::json!({
                "schema": "acquit-groups/1",
                "template": number,
                "usual": of(&template.usual),
                "variants": template.variants.iter().map(variant).collect::<Vec<_>>(),
            });
            inert_json(&line.to_string()) + "\n"
        })
        .collect()
}

/// "12 as usual (full-release 12): a.txt, b.txt".
fn heading(letters: &[usize], members: &[Member], how: &str) -> String {
    let members: Vec<&Member> = letters.iter().filter_map(|&letter| members.get(letter)).collect();
    let mut verdicts: BTreeMap<Verdict, usize> = BTreeMap::new();
    for member in &members {
        *verdicts.entry(member.verdict).or_default() += 1;
    }
    let verdicts: Vec<String> = verdicts.iter().map(|(verdict, n)| format!("{verdict} {n}")).collect();
    let names: Vec<String> = members.iter().take(NAMED).map(|member| visible_name(&member.path)).collect();
    let more = members.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{} {how} ({}): {}{more}", members.len(), verdicts.join(", "), names.join(", "))
}

fn shown(change: &Change) -> String {
    match (&change.usual, &change.own) {
        (Some(usual), Some(own)) => format!("~ \u{201c}{}\u{201d}", marked(&visible(usual), &visible(own))),
        (usual, own) => {
            let sign = if own.is_some() { '+' } else { '-' };
            let words = usual.as_deref().or(own.as_deref()).unwrap_or_default();
            format!("{sign} \u{201c}{}\u{201d}", visible(words))
        }
    }
}

/// One paragraph with the words of both, as `git diff --word-diff` marks them.
fn marked(usual: &str, own: &str) -> String {
    let (usual, own): (Vec<&str>, Vec<&str>) = (usual.split(' ').collect(), own.split(' ').collect());
    let diff = TextDiff::from_slices(&usual, &own);
    let mut runs: Vec<(ChangeTag, Vec<&str>)> = Vec::new();
    for change in diff.iter_all_changes() {
        match runs.last_mut() {
            Some((tag, words)) if *tag == change.tag() => words.push(change.value()),
            _ => runs.push((change.tag(), vec![change.value()])),
        }
    }
    let shown = |(tag, words): &(ChangeTag, Vec<&str>)| match tag {
        ChangeTag::Equal => words.join(" "),
        ChangeTag::Delete => format!("[-{}-]", words.join(" ")),
        ChangeTag::Insert => format!("{{+{}+}}", words.join(" ")),
    };
    runs.iter().map(shown).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::Variant;

    #[test]
    fn the_changed_word_is_marked_and_nothing_steers_the_terminal() {
        let members: Vec<Member> = (0..14)
            .map(|n| Member {
                path: format!("letters/{n:02}.txt"),
                verdict: if n == 1 { Verdict::NoRelease } else { Verdict::FullRelease },
            })
            .collect();
        let change = |usual: Option<&str>, own: Option<&str>| Change {
            usual: usual.map(str::to_owned),
            own: own.map(str::to_owned),
        };
        let changes = vec![
            change(Some("The lender waives the balance."), Some("The lender \u{202e}reserves the balance.")),
            change(Some("Your account will be settled."), None),
            change(None, Some("Sign the enclosed note.")),
        ];
        let usual: Vec<usize> = (0..13).filter(|n| *n != 1).collect();
        let templates = [Template { usual, variants: vec![Variant { letters: vec![1], changes }] }];
        insta::assert_snapshot!(text(&templates, &members));
        insta::assert_snapshot!(lines(&templates, &members));
    }
}
