//! The engines of this machine, and which of them reads a page.

use std::sync::OnceLock;
use std::time::Duration;

use crate::document::Picture;
use crate::document::Trouble;
use crate::document::What;
use crate::extract;

use super::agree;
use super::boxes;
use super::clean;
use super::engine::Engine;
use super::models::Models;
use super::reading::Grade;
use super::reading::Reading;

/// Longest time for one page and engine: the reliability study's 30 seconds.
const WALL: Duration = Duration::from_secs(30);

/// The engines of this machine. Tesseract is looked for when the first picture comes, since most runs have none.
#[derive(Debug, Default)]
pub(super) struct Engines {
    pub tesseract: OnceLock<Option<Engine>>,
    pub models: Option<Models>,
}

impl Engines {
    /// Tesseract on the search path.
    pub(super) fn tesseract(&self) -> Option<&Engine> {
        self.tesseract.get_or_init(|| Engine::find("tesseract")).as_ref()
    }

    /// Whether there is none.
    pub(super) fn are_missing(&self) -> bool {
        self.models.is_none() && self.tesseract().is_none()
    }

    /// Reads one picture: by Tesseract, and where that reads it poorly or is not there, by the models. Where both read,
    /// the better reading counts.
    pub(super) fn read(&self, picture: &Picture) -> Result<Reading, Trouble> {
        let picture = clean::square(picture);
        let first = self.tesseract().map(|engine| best(engine, &picture));
        let Some(models) = &self.models else { return first.unwrap_or_else(|| Err(none())) };
        let second = |turn: u16| with_boxes(&picture, |picture| models.read(picture, WALL, turn));
        match first {
            Some(Ok(first)) if first.is_clear() => Ok(first),
            Some(Ok(first)) => {
                // Tesseract says how the page lies, even where it makes little of its words.
                let seen: Vec<_> = first.words().iter().map(|word| word.seen.clone()).collect();
                Ok(match second(extract::turn_of(&seen)) {
                    Ok(second) => agree::better(first, second),
                    Err(_) => first.alone(),
                })
            }
            Some(Err(trouble)) => second(0).map(Reading::alone).map_err(|_| trouble),
            None => second(0),
        }
    }
}

/// The better of Tesseract's two readings: of the picture as it is, and where that is poor, of the picture without its
/// specks.
fn best(engine: &Engine, picture: &Picture) -> Result<Reading, Trouble> {
    let read = |picture: &Picture| engine.read(picture, WALL);
    let first = with_boxes(picture, read)?;
    if first.grade() != Grade::Poor {
        return Ok(first);
    }
    let second = with_boxes(&clean::without_specks(picture), read)?;
    Ok(if second.merit() > first.merit() { second } else { first })
}

/// A reading with the tick boxes that stand at words: where there are some, the engine reads once more, without them.
fn with_boxes(picture: &Picture, read: impl Fn(&Picture) -> Result<Reading, Trouble>) -> Result<Reading, Trouble> {
    let reading = read(picture)?;
    let ticks = reading.ticks(&boxes::find(picture), picture.dpi);
    if ticks.is_empty() {
        return Ok(reading);
    }
    Ok(read(&boxes::without(picture, &ticks))?.with_boxes(&ticks, picture.dpi))
}

/// Nobody is asked to read where nobody can.
fn none() -> Trouble {
    Trouble::whole(What::NoText, "There is no OCR engine, so the page was not read; read it by eye.")
}
