//! Whether a page counts as read, and what is said about it.

use crate::document::Trouble;
use crate::document::What;
use crate::extract::Limit;
use crate::extract::Limits;
use crate::extract::pdf::eye::Sights;
use crate::extract::pdf::form::Conflict;
use crate::extract::pdf::manuscript::Tally;
use crate::extract::pdf::sighted;
use crate::extract::score::LEAST_WORDS;
use crate::extract::score::Score;
use crate::extract::score::agreement;
use crate::extract::score::share;

/// Share of characters without Unicode from which a page is unreadable (extraction study, section 10).
const MOST_MISSING: f64 = 0.02;
/// Share of known words below which a page may be noise.
const LEAST_KNOWN: f64 = 0.25;
/// Share of known words below which a page is noise, whatever a second reader says: it trusts the same font.
const NOISE: f64 = 0.1;
/// Characters below which a page has no text worth the name.
const FEW_CHARS: usize = 25;
/// Two readers agree from this share of common words.
pub(super) const AGREED: f64 = 0.8;

/// What was seen on one page.
#[derive(Debug, Default)]
pub(super) struct Look {
    /// Its number, from 1.
    pub number: u32,
    /// How its characters were read.
    pub tally: Tally,
    /// Its words.
    pub score: Score,
    /// Whether its content could be decoded and painted.
    pub paint: Paint,
    /// Share of the page under images.
    pub image_share: f64,
    /// Number of lines and areas drawn.
    pub paths: usize,
    /// Fields that show other words than they hold.
    pub conflicts: Vec<Conflict>,
    /// Marked content that says other words of itself than its glyphs.
    pub spoken: Vec<Conflict>,
    /// Whether the content shows text.
    pub content: Content,
    /// The limits that the file is read within.
    pub limits: Limits,
    /// What a person sees of its glyphs.
    pub sights: Sights,
}

/// How the painting of a page went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Paint {
    /// All of it was painted.
    #[default]
    Whole,
    /// Nothing is on the page.
    Blank,
    /// A part of its content could not be decoded.
    Broken,
    /// The painter gave up.
    Crashed,
    /// There were more glyphs than are kept of one page.
    Cut,
    /// There was more than this limit.
    Beyond(Limit),
    /// A font could not be used, so some text may be missing.
    LostFont,
}

/// Whether a page's content has operators that show text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Content {
    /// It has.
    ShowsText,
    /// It has none.
    #[default]
    NoText,
}

/// Why a page is in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// It is not.
    None,
    /// Few or no characters.
    Thin,
    /// Few or no characters and images or drawings instead.
    Picture,
    /// Characters without Unicode.
    Missing,
    /// Its words are unlike English.
    Noise,
    /// A font is lost.
    LostFont,
}

impl Look {
    /// Why the page is in doubt.
    pub(super) fn doubt(&self) -> Doubt {
        let Tally { chars, missing, hidden, .. } = self.tally;
        let chars = chars - hidden;
        let drawn = self.image_share > 0.3 || self.paths > 100;
        let distrusted = self.sights.is_scan() && self.sights.layer > 0 && !self.sights.is_searchable_scan();
        let pictured =
            chars == 0 || distrusted || (chars < FEW_CHARS && drawn) || (chars < 120 && self.image_share > 0.6);
        if self.paint == Paint::Blank {
            Doubt::None
        } else if pictured {
            Doubt::Picture
        } else if missing > 0 && share(missing, chars) > MOST_MISSING {
            Doubt::Missing
        } else if self.score.words >= LEAST_WORDS && self.score.share() < LEAST_KNOWN {
            Doubt::Noise
        } else if self.paint == Paint::LostFont {
            Doubt::LostFont
        } else if chars < FEW_CHARS {
            Doubt::Thin
        } else {
            Doubt::None
        }
    }

    /// Whether a second reader is asked about it.
    pub(super) fn wants_witness(&self) -> bool {
        match self.doubt() {
            Doubt::None => false,
            Doubt::Thin | Doubt::Picture => self.content == Content::ShowsText,
            Doubt::Noise => !self.score.is_spanish(),
            Doubt::Missing | Doubt::LostFont => true,
        }
    }
}

/// What is decided about a page.
#[derive(Debug, Default)]
pub(super) struct Ruling {
    /// What went wrong on it.
    pub troubles: Vec<Trouble>,
    /// Whether its words are not all read.
    pub unread: bool,
}

impl Ruling {
    /// Decides about a page with these words, and what the second reader found if it was asked.
    pub(super) fn of(look: &Look, words: &str, witness: Option<&str>) -> Self {
        let mut ruling = Self::default();
        ruling.paint(look);
        ruling.doubt(look, words, witness);
        for conflict in &look.conflicts {
            let Conflict { shown, held } = conflict;
            let says = format!("A form field shows \"{shown}\" but holds \"{held}\"; look at the page in a viewer.");
            ruling.troubles.push(Trouble::on(look.number, What::Disagreement, says));
        }
        for Conflict { shown, held } in &look.spoken {
            let says =
                format!("The page shows \"{shown}\", but is copied and read aloud as \"{held}\"; read it by eye.");
            ruling.troubles.push(Trouble::on(look.number, What::Disagreement, says));
        }
        sighted::say(look, &mut ruling);
        ruling
    }

    /// Says why the page is not read.
    pub(super) fn unread(&mut self, look: &Look, what: What, says: impl Into<String>) {
        self.troubles.push(Trouble::on(look.number, what, says));
        self.unread = true;
    }

    fn paint(&mut self, look: &Look) {
        match look.paint {
            Paint::Whole | Paint::Blank | Paint::LostFont => {}
            Paint::Broken => {
                self.unread(
                    look,
                    What::Damaged,
                    "A part of the page is broken and was not read; ask for the file again.",
                );
            }
            Paint::Crashed => {
                let says = "The reader failed on this page and it was not read; read it by eye and report the file.";
                self.unread(look, What::Crash, says);
            }
            Paint::Cut => {
                let says =
                    "The page holds more signs than are read of one page, and the rest was not read; read it by eye.";
                self.unread(look, What::LimitReached, says);
            }
            Paint::Beyond(limit) => {
                let Trouble { what, says, .. } = limit.beyond(&look.limits);
                self.unread(look, what, says);
            }
        }
    }

    fn doubt(&mut self, look: &Look, words: &str, witness: Option<&str>) {
        match look.doubt() {
            Doubt::None => {}
            Doubt::Thin => self.thin(look, words, witness),
            Doubt::Picture => self.picture(look, words, witness),
            Doubt::Missing => self.garbled(look, words, witness),
            Doubt::Noise if look.score.is_spanish() => {
                let says = "The page's words are Spanish, and only English is read; have it read by somebody.";
                self.troubles.push(Trouble::on(look.number, What::NotEnglish, says));
            }
            Doubt::Noise => self.noise(look, words, witness),
            Doubt::LostFont => {
                if !witness.is_some_and(|text| agreement(text, words) >= AGREED) {
                    let says = "A font of the page is broken, so some of its words may be missing; read it by eye.";
                    self.unread(look, What::Garbled, says);
                }
            }
        }
    }

    /// A page with a few words: a second reader may find more.
    fn thin(&mut self, look: &Look, words: &str, witness: Option<&str>) {
        let found = witness.map_or(0, |text| Score::of(text).words);
        let own = Score::of(words).words;
        if found > own + 10 {
            let says =
                format!("A second reader finds {found} words where the first finds {own}; read the page by eye.");
            self.unread(look, What::Disagreement, says);
        }
    }

    fn picture(&mut self, look: &Look, words: &str, witness: Option<&str>) {
        self.thin(look, words, witness);
        if self.unread {
            return;
        }
        let seen = look.tally.chars - look.tally.hidden;
        let says = if seen == 0 {
            "The page is an image or blank and was not read.".to_owned()
        } else {
            format!("The page is mostly an image with {seen} characters of text beside it, and the image was not read.")
        };
        self.unread(look, What::NoText, says);
    }

    fn noise(&mut self, look: &Look, words: &str, witness: Option<&str>) {
        let agreed = witness.is_some_and(|text| agreement(text, words) >= AGREED);
        if look.score.share() < NOISE || !agreed {
            self.garbled(look, words, witness);
        }
    }

    fn garbled(&mut self, look: &Look, words: &str, witness: Option<&str>) {
        let says = "The page's fonts give no readable characters, so it was not read.";
        self.unread(look, What::Garbled, says);
        let other = witness.filter(|text| agreement(text, words) < AGREED).map(Score::of);
        if other.is_some_and(|score| score.words >= LEAST_WORDS && score.share() >= LEAST_KNOWN) {
            let says = "A second reader finds readable words on this page that the first does not; read it by eye.";
            self.troubles.push(Trouble::on(look.number, What::Disagreement, says));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of a settlement table, none of them frequent.
    const TABLE: &str = "Alder Birch Cedar Dogwood Elm Fir Gum Hazel Ironwood Juniper Katsura Larch Maple Nutmeg Oak \
                         Pine Quince Rowan Spruce Tupelo Alder Birch Cedar Dogwood Elm Fir Gum Hazel Ironwood Juniper \
                         Katsura Larch Maple Nutmeg Oak the of and to in for";
    const LETTER: &str = "The lender waives the deficiency and releases the borrower from all of the debt under the note, \
                          and it will not sue for any of it; this is the whole of the agreement of the parties to it, \
                          and it is binding on the lender and on the owner of the loan.";
    const NOISE: &str = "Wkh ohqghu zdlyhv wkh ghilflhqfb dqg uhohdvhv wkh eruurzhu iurp doo ri wkh ghew xqghu wkh qrwh \
                         dqg lw zloo qrw vxh iru dqb ri lw wklv lv wkh zkroh ri wkh djuhhphqw ri wkh sduwlhv wr lw dqg lw";

    #[test]
    fn a_second_reader_settles_doubts_or_raises_them() {
        let none: &[What] = &[];
        let cases: [(&str, &str, Option<&str>, &[What]); 9] = [
            ("a letter needs nobody else", LETTER, None, none),
            ("rare words, read the same by both", TABLE, Some(TABLE), none),
            ("rare words, read otherwise", TABLE, Some("Alder"), &[What::Garbled]),
            ("rare words, nobody else to ask", TABLE, None, &[What::Garbled]),
            ("noise stays noise when both read it", NOISE, Some(NOISE), &[What::Garbled]),
            ("noise, and words for the other", NOISE, Some(LETTER), &[What::Garbled, What::Disagreement]),
            ("few words for both", "Exhibit A", Some("Exhibit A"), none),
            ("few words, and many for the other", "Exhibit A", Some(LETTER), &[What::Disagreement]),
            ("no words, and many for the other", "", Some(LETTER), &[What::Disagreement]),
        ];
        for (name, words, witness, want) in cases {
            let chars = words.chars().filter(|c| !c.is_whitespace()).count();
            let tally = Tally { chars, ..Tally::default() };
            let (score, content) = (Score::of(words), Content::ShowsText);
            let look = Look { number: 1, tally, score, content, ..Look::default() };
            assert_eq!(look.wants_witness(), words != LETTER, "{name}");
            let ruling = Ruling::of(&look, words, witness);
            let whats: Vec<What> = ruling.troubles.iter().map(|trouble| trouble.what).collect();
            assert_eq!(whats, want, "{name}");
            assert_eq!(ruling.unread, !want.is_empty(), "{name}");
        }
    }
}
