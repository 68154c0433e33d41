//! What every command that reads documents needs: readers, law, worker processes, the user's facts.

mod staff;

use std::convert::Infallible;
use std::path::Path;

use anyhow::Context;
use jiff::civil::Date;

use super::args::Demands;
use super::cache::{Caching, Kept};
use super::output::shown;
use super::redaction::Redaction;
use super::rules::Rules;
use crate::batch::Place;
use crate::context::law::Law;
use crate::context::manifest::Manifest;
use crate::context::user::UserFacts;
use crate::document::{Document, Pages};
use crate::finding::{Cite, Wording};
use crate::fuse::Kit;
use crate::id::Kind;
use crate::resolve::Whole;
use crate::review;
use crate::review::regrade;
use crate::review::{Meta, Review, Tool};

pub(super) use self::staff::{Keep, reviews, reviews_with};

/// Readers, law and facts of one run.
pub(super) struct Office {
    pub(super) kit: Kit,
    law: Law,
    tool: Tool,
    user: UserFacts,
    manifest: Manifest,
    rules: Rules,
    redaction: Redaction,
    day: Day,
    cache: Option<Kept>,
}

/// The day on which documents are read.
#[derive(Clone, Copy)]
enum Day {
    /// One day for the whole run, or none.
    Given(Option<Date>),
    /// The day of each reading: the run may last for days.
    #[cfg(feature = "serve")]
    Each,
}

impl Office {
    /// Opens the office with its readers and the user's facts.
    pub(super) fn open(kit: Kit, facts: &[String], as_of: Option<Date>) -> anyhow::Result<Self> {
        let law = Law::compiled_in().context("the statutes compiled into this program are wrong")?;
        let user = UserFacts::parse(facts.iter().map(String::as_str)).context("--fact")?;
        let tool = Tool {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            patterns: kit.patterns().digest().to_owned(),
            model: kit.model(),
            readers: kit.readers(),
        };
        let (rules, redaction) = (Rules::default(), Redaction::default());
        Ok(Self {
            kit,
            law,
            tool,
            user,
            manifest: Manifest::default(),
            rules,
            redaction,
            day: Day::Given(as_of),
            cache: None,
        })
    }

    /// The same office under the settings of a folder.
    pub(super) fn under(self, demands: &Demands) -> Self {
        self.by(demands.rules.clone(), Redaction::of(&demands.masking))
    }

    /// The same office, which reads each document as of the day on which it comes.
    #[cfg(feature = "serve")]
    pub(super) fn day_by_day(self) -> Self {
        Self { day: Day::Each, ..self }
    }

    /// The day on which documents are read.
    pub(super) fn day(&self) -> Option<Date> {
        match self.day {
            Day::Given(day) => day,
            #[cfg(feature = "serve")]
            Day::Each => Some(jiff::ZonedDateTime::now().date()),
        }
    }

    /// The same office by these rules, telling documents so.
    pub(super) fn by(self, rules: Rules, redaction: Redaction) -> Self {
        Self { rules, redaction, ..self }
    }

    /// How documents are told.
    pub(super) const fn redaction(&self) -> Redaction {
        self.redaction
    }

    /// A review as it is told.
    pub(super) fn shown(&self, review: Review) -> Review {
        self.redaction.review(review)
    }

    /// A whole file's review with the severities that the settings give.
    pub(super) fn graded(&self, review: Review) -> Review {
        if !self.rules.regrades() {
            return review;
        }
        regrade::regraded(review, &|meta: &Meta| self.rules.of(file_of(meta)).severities)
    }

    /// The user's facts of a document: flags over the environment over the file of settings.
    pub(super) fn facts_of(&self, document: &Document) -> UserFacts {
        self.user.over(&self.rules.of(&document.name).facts)
    }

    /// The same office with a table of facts about many cases.
    pub(super) fn with_manifest(self, file: &Path) -> anyhow::Result<Self> {
        let unread = || format!("--facts {}: the file could not be read as text", shown(file));
        let text = std::fs::read_to_string(file).with_context(unread)?;
        let manifest = Manifest::parse(&text).with_context(|| format!("--facts {}", shown(file)))?;
        Ok(Self { manifest, ..self })
    }

    /// The same office with what earlier runs have kept, where the user asks for it.
    pub(super) fn with_cache(self, asked: &Caching) -> Self {
        Self { cache: asked.open(), ..self }
    }

    /// What a review depends on beside its document, in words: readers, patterns, model, facts, the day.
    pub(super) fn identity(&self) -> String {
        let settings = format!("{:?} {:?}", self.rules, self.redaction);
        format!("{} {:?} {:?} {settings}", self.bench(), self.user, self.manifest)
    }

    /// The same without the facts and the settings that come after a reading, in words.
    pub(super) fn bench(&self) -> String {
        format!("{:?} {:?} {:?} {:?}", self.tool, self.kit.model_identity(), self.kit.fusion(), self.day())
    }

    /// What does the reading.
    pub(super) const fn tool(&self) -> &Tool {
        &self.tool
    }

    /// The review of one document that has been read.
    pub(super) fn review(&self, document: &Document, pages: &Pages) -> Review {
        let Ok(review) =
            self.on_facts(document, |user| Ok::<_, Infallible>(self.read(document, pages, Place::Alone, user)));
        review
    }

    /// A review on the facts of this document: of its path's row in the table, or of the loan number's that it states.
    ///
    /// # Errors
    /// That of `review`.
    pub(super) fn on_facts<E>(
        &self,
        document: &Document,
        review: impl Fn(&UserFacts) -> Result<Review, E>,
    ) -> Result<Review, E> {
        let user = self.facts_of(document);
        if let Some(facts) = self.manifest.of_path(&document.name) {
            return review(&facts.over(&user));
        }
        let read = review(&user)?;
        let loan = read.facts.loan_number.as_ref().map(|fact| fact.value.as_str());
        match loan.and_then(|loan| self.manifest.of_loan(loan)) {
            // The loan number is known only after a reading; what was read once is not computed again.
            Some(facts) => review(&facts.over(&user)),
            None => Ok(read),
        }
    }

    /// The review of a document, alone or from a container, on these facts.
    pub(super) fn read(&self, document: &Document, pages: &Pages, place: Place, user: &UserFacts) -> Review {
        let wording = |id: &str, kind| self.wording(id, kind);
        let desk = review::Desk { tool: &self.tool, law: &self.law, wording: &wording, as_of: self.day() };
        let read = if place == Place::Alone { review::read } else { review::read_member };
        read(&self.kit, meta(document, pages), pages, user, &desk)
    }

    /// The review of a container, from those of what it holds.
    pub(super) fn review_whole(
        &self,
        (container, pages): (&Document, &Pages),
        parts: Vec<Review>,
        user: &UserFacts,
    ) -> Review {
        let wording = |id: &str, kind| self.wording(id, kind);
        let desk = review::Desk { tool: &self.tool, law: &self.law, wording: &wording, as_of: self.day() };
        review::of_parts(meta(container, pages), pages, parts, user, &desk)
    }

    /// The review of a document that has been put together otherwise than [`review::read`] does it.
    pub(super) fn judge(&self, document: &Document, pages: &Pages, whole: Whole) -> Review {
        let wording = |id: &str, kind| self.wording(id, kind);
        let desk = review::Desk { tool: &self.tool, law: &self.law, wording: &wording, as_of: self.day() };
        review::judge_whole(meta(document, pages), pages, whole, &self.user, &desk)
    }

    /// What the pattern files say about an id.
    pub(super) fn wording(&self, id: &str, kind: Kind) -> Wording {
        let Some(meta) = self.kit.patterns().meta(id) else { return Wording::approval_lapsed() };
        let cite = |a: &crate::pattern::Authority| {
            let words = if a.verified { a.cite.clone() } else { format!("{} (not verified)", a.cite) };
            Cite { words, state: a.state.clone(), kind: a.kind }
        };
        let deed = kind == Kind::DeedInLieu;
        Wording {
            title: meta.title.clone(),
            why: if deed { &meta.deed_why } else { &meta.why }.clone(),
            ask: if deed { &meta.deed_ask } else { &meta.ask }.clone(),
            request: if deed { &meta.deed_request } else { &meta.request }.clone(),
            authority: meta.authority.iter().map(cite).collect(),
        }
    }
}

/// The file in which a document lies: the pages of it do not belong to the path.
fn file_of(meta: &Meta) -> &str {
    let file = meta.name.rsplit_once('#').map(|(file, _)| file);
    file.filter(|_| meta.part.is_some()).unwrap_or(&meta.name)
}

/// Name and digest; a file that could not be opened has no digest.
fn meta(document: &Document, pages: &Pages) -> Meta {
    let meta = Meta::of(document);
    let unopened = document.bytes.is_empty() && pages.troubles.iter().any(|t| is_about_opening(t.what));
    if unopened { Meta { sha256: None, ..meta } } else { meta }
}

fn is_about_opening(what: crate::document::What) -> bool {
    use crate::document::What;
    matches!(what, What::NotFound | What::Io | What::TooLarge)
}
