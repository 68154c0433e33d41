//! The review file: what somebody who read a passage decided about it. Each entry gives its reason, and one that meets
//! nothing is told.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::finding;
use crate::finding::Finding;
use crate::finding::FindingId;
use crate::report::accept::Accepted;
use crate::report::accept::BadFile;
use crate::report::accept::By;

/// The decisions of a file, and which of them were met.
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    all: Vec<Decision>,
    met: BTreeSet<usize>,
    /// Entries that accept some passages of a finding and not all.
    partly: BTreeSet<usize>,
}

#[derive(Debug, Clone)]
struct Decision {
    line: usize,
    id: FindingId,
    about: About,
    by: By,
    reason: String,
    until: Option<Date>,
    /// Whether its last day has passed.
    ended: bool,
}

/// What an entry is about.
#[derive(Debug, Clone, PartialEq, Eq)]
enum About {
    /// One passage, made plain.
    Passage(String),
    /// A whole finding by its fingerprint.
    Finding(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    decision: Vec<Spanned<Entry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: Spanned<String>,
    quote: Option<Spanned<String>>,
    fingerprint: Option<Spanned<String>>,
    decision: Said,
    reason: Spanned<String>,
    until: Option<Spanned<Datetime>>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Said {
    Accepted,
    FalseAlarm,
}

impl Decisions {
    /// Reads a review file, as of a day where one is given.
    ///
    /// # Errors
    /// An entry lacks a reason or its words, names an id that the contract does not have, or ends on a day while no day
    /// is given to hold it against.
    pub fn parse(toml: &str, as_of: Option<Date>) -> Result<Self, BadFile> {
        let file: File = toml::from_str(toml)
            .map_err(|error| BadFile::at(toml, error.span().map_or(0, |span| span.start), error.message()))?;
        let all = file.decision.iter().map(|entry| Decision::of(toml, entry, as_of)).collect::<Result<_, _>>()?;
        Ok(Self { all, ..Self::default() })
    }

    /// Who accepts a finding: an entry with its fingerprint, or one for each of its passages.
    pub fn accept(&mut self, finding: &Finding) -> Option<Accepted> {
        if let Some(at) = self.find(finding.id, &About::Finding(finding.fingerprint.clone())) {
            return self.accepted(&[at]);
        }
        let passages = finding.evidence.iter().map(|words| About::Passage(finding::plain(&words.quote)));
        let found: Vec<Option<usize>> = passages.map(|passage| self.find(finding.id, &passage)).collect();
        let met: Vec<usize> = found.iter().copied().flatten().collect();
        if met.len() == found.len() {
            return self.accepted(&met);
        }
        self.partly.extend(&met);
        self.met.extend(&met);
        None
    }

    fn find(&self, id: FindingId, about: &About) -> Option<usize> {
        self.all.iter().position(|decision| decision.id == id && decision.about == *about && !decision.ended)
    }

    /// By these entries: the reason of each once, and the first day on which one of them ends.
    fn accepted(&mut self, entries: &[usize]) -> Option<Accepted> {
        self.met.extend(entries);
        let used = || entries.iter().filter_map(|&at| self.all.get(at));
        let mut reasons: Vec<&str> = used().map(|decision| decision.reason.as_str()).collect();
        reasons.dedup();
        let by = used().map(|decision| decision.by).find(|by| *by == By::Review);
        Some(Accepted {
            by: by.or_else(|| used().map(|decision| decision.by).next())?,
            reason: Some(reasons.join("; ")),
            until: used().filter_map(|decision| decision.until).min(),
        })
    }

    /// What must be said of the entries whose day has passed: the line, and a sentence.
    #[must_use]
    pub fn ended(&self) -> Vec<(usize, String)> {
        self.all.iter().filter_map(|decision| Some((decision.line, decision.has_ended()?))).collect()
    }

    /// What must be said of its entries after a run: the line, and a sentence.
    #[must_use]
    pub fn remarks(&self) -> Vec<(usize, String)> {
        let told = self.all.iter().enumerate().filter_map(|(at, decision)| {
            let id = decision.id;
            let says = match decision.has_ended() {
                Some(says) => says,
                None if self.partly.contains(&at) => {
                    format!("a finding of {id} rests on more passages than this one; it counts until each is decided")
                }
                None if !self.met.contains(&at) => {
                    format!("no finding of {id} has these words; mend the entry or take it out")
                }
                None => return None,
            };
            Some((decision.line, says))
        });
        told.collect()
    }
}

impl Decision {
    /// That its day has passed, as a sentence.
    fn has_ended(&self) -> Option<String> {
        let until = self.until.filter(|_| self.ended)?;
        Some(format!("the decision on {} ended on {until}; findings with its words count again", self.id))
    }

    fn of(text: &str, entry: &Spanned<Entry>, as_of: Option<Date>) -> Result<Self, BadFile> {
        let wrong = |span: Range<usize>, says: String| BadFile::at(text, span.start, says);
        let written = entry.get_ref();
        let id =
            written.id.get_ref().parse::<FindingId>().map_err(|unknown| {
                wrong(written.id.span(), format!("{unknown}; `acquit patterns list` lists the ids"))
            })?;
        if written.reason.get_ref().trim().is_empty() {
            return Err(wrong(
                written.reason.span(),
                "the reason is empty; say why the finding is accepted".to_owned(),
            ));
        }
        let until = written.until.as_ref().map(|until| day(text, until, as_of)).transpose()?;
        Ok(Self {
            line: wrong(entry.span(), String::new()).line,
            id,
            about: about(text, entry)?,
            by: match written.decision {
                Said::Accepted => By::Review,
                Said::FalseAlarm => By::FalseAlarm,
            },
            reason: written.reason.get_ref().trim().to_owned(),
            until,
            ended: until.zip(as_of).is_some_and(|(until, today)| today > until),
        })
    }
}

/// The words or the fingerprint, one of both.
fn about(text: &str, entry: &Spanned<Entry>) -> Result<About, BadFile> {
    match (&entry.get_ref().quote, &entry.get_ref().fingerprint) {
        (Some(quote), None) if !quote.get_ref().trim().is_empty() => {
            Ok(About::Passage(finding::plain(quote.get_ref())))
        }
        (None, Some(digest)) => {
            let digest = (digest.get_ref().trim().to_lowercase(), digest.span().start);
            let is_one = digest.0.len() == 64 && digest.0.bytes().all(|byte| byte.is_ascii_hexdigit());
            let says = "no fingerprint: copy the 64 digits from `--format json`";
            if is_one { Ok(About::Finding(digest.0)) } else { Err(BadFile::at(text, digest.1, says)) }
        }
        _ => {
            let says = "give the words as `quote`, or the finding's `fingerprint` where a clause is missing; not both";
            Err(BadFile::at(text, entry.span().start, says))
        }
    }
}

/// The last day of an entry. No clock is read, so that the same files give the same answer: the day comes from the user.
fn day(text: &str, until: &Spanned<Datetime>, as_of: Option<Date>) -> Result<Date, BadFile> {
    let at = until.span().start;
    let says = || BadFile::at(text, at, "`until` is no day; write it as 2027-03-01, without quotation marks");
    let day = until.get_ref().to_string().parse::<Date>().map_err(|_| says())?;
    let unknown = "this decision ends on a day, and a check reads no clock; add --as-of with the day of the run";
    as_of.map(|_| day).ok_or_else(|| BadFile::at(text, at, unknown))
}

#[cfg(test)]
mod tests;
