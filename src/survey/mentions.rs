//! What a document speaks of at all.

use std::sync::LazyLock;

use serde::Deserialize;

use super::cues::Hit;
use super::cues::Subject;
use super::cues::Table;
use crate::span::NormSpan;

use super::sheet::Sheet;

/// Something a document may speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Topic {
    /// An insurer or guarantor of the loan.
    Insurer,
    /// Another lien on the property.
    Junior,
    /// Foreclosure proceedings.
    Foreclosure,
    /// The sale is refused, or another offer is made.
    Refusal,
}

static TOPICS: LazyLock<Table<Topic>> = LazyLock::new(|| read().unwrap_or_default());

fn read() -> Result<Table<Topic>, String> {
    Table::of(Subject::Mentions)
}

/// The topics that a document speaks of, each with the words, in the order of the text.
#[derive(Debug, Clone)]
pub(super) struct Mentions {
    hits: Vec<Hit>,
    /// Where a topic is named only to say that there is none.
    denied: Vec<NormSpan>,
}

impl Mentions {
    pub(super) fn of(sheet: &Sheet) -> Self {
        let hits = sheet.hits.on(Subject::Mentions).to_vec();
        let denied = hits.iter().map(|hit| hit.span).filter(|span| is_denied(sheet, *span)).collect();
        Self { hits, denied }
    }

    /// The first words on a topic that do not say that there is none.
    pub(super) fn first(&self, topic: Topic) -> Option<&Hit> {
        self.hits
            .iter()
            .filter(|hit| !self.denied.contains(&hit.span))
            .find(|hit| TOPICS.rows.get(hit.row).is_some_and(|row| row.speaks_for == topic))
    }
}

/// "Other liens: None of record", "there are no junior liens": the words name the topic to say that there is none.
fn is_denied(sheet: &Sheet, span: NormSpan) -> bool {
    let line = sheet.line(span.start);
    let before = sheet.words(NormSpan::new(line.start, span.start));
    let after = sheet.rest_of_line(span.end, line);
    let value = after.trim_start_matches([' ', '\t', ':', '.', '-', '|', '(', 's', ')']);
    let labelled =
        value.len() < after.len() && after.trim_start_matches(['s', '(', ')']).starts_with([':', '.', '\t', '|']);
    let first = |words: &str| words.split(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
    let last = before.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
    last == "no" || (labelled && ["none", "no"].contains(&first(value).as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::sample;

    #[test]
    fn topics_are_mentioned_or_not() {
        assert_eq!(read().map(|table| table.rows.is_empty()), Ok(false));
        let table = [
            ("The mortgage insurer has agreed.", Some(Topic::Insurer)),
            ("The loan is insured by Larkspur Guaranty Insurance Company.", Some(Topic::Insurer)),
            ("MI cert.: CG-1180457", Some(Topic::Insurer)),
            ("Keep your homeowner's insurance until closing.", None),
            ("Pay $3,000 to the second lienholder.", Some(Topic::Junior)),
            ("We hold the first deed of trust.", None),
            ("Other liens:     None of record", None),
            ("Other liens: none taken off by this letter; the second mortgage stays", Some(Topic::Junior)),
            ("Other liens: Second mortgage of Elm Bank, paid $2,000", Some(Topic::Junior)),
            ("There is no mortgage insurer on this loan.", None),
            ("There are no tax liens we would not have to pay, and the second lien is not one.", Some(Topic::Junior)),
            ("The trustee's sale of May 3 is cancelled.", Some(Topic::Foreclosure)),
            ("a deed in lieu of foreclosure", None),
            ("We are not able to approve the sale.", Some(Topic::Refusal)),
            ("The request for a moving allowance is denied.", None),
        ];
        for (words, topic) in table {
            let (pages, text) = sample::text(words);
            let mentions = Mentions::of(&Sheet::new(&pages, &text));
            for each in [Topic::Insurer, Topic::Junior, Topic::Foreclosure, Topic::Refusal] {
                assert_eq!(mentions.first(each).is_some(), topic == Some(each), "{words} {each:?}");
            }
        }
    }
}
