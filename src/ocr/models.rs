//! The second engine: PP-OCR's models for finding and reading lines, run in this process by `rten`.
//!
//! The user gives the folder. The detector marks where text is, each line is cut out and made 48 pixels high, and the
//! recogniser says letter by letter what it reads and how probable that is. Words come out in the form of Tesseract's.

mod alphabet;
mod crop;
mod ctc;
mod detect;
mod ink;
mod line;
mod net;
mod recognise;
mod region;
mod turn;
mod words;

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use crate::document::Picture;
use crate::document::Trouble;

use self::alphabet::Alphabet;
use self::detect::Detector;
use self::line::Line;
use self::recognise::Recogniser;
use super::engine;
use super::models_error::ModelsError;
use super::reading::By;
use super::reading::Grade;
use super::reading::Reading;

/// What `acquit --version --verbose` says of it.
pub const SECOND: &str = "pp-ocr on rten, for the models that --ocr-models names";

/// The files of a folder of models, as PP-OCRv6 (small) has them.
const DETECTOR: &str = "PP-OCRv6_det_small.rten";
const RECOGNISER: &str = "PP-OCRv6_rec_small.rten";
const ALPHABET: &str = "ppocrv6_dict.txt";

/// The models of the second engine, loaded and tried.
#[derive(Debug)]
pub struct Models {
    detector: Detector,
    recogniser: Recogniser,
}

/// When a page must be done.
#[derive(Debug, Clone, Copy)]
struct Deadline {
    began: Instant,
    wall: Duration,
}

impl Deadline {
    /// The trouble to give up with, once it is passed.
    fn check(&self) -> Result<(), Trouble> {
        if self.began.elapsed() > self.wall { Err(engine::slow(self.wall)) } else { Ok(()) }
    }
}

impl Models {
    /// Loads the models of a folder and tries them on an empty line, so that a wrong file is told before the first page.
    ///
    /// # Errors
    /// The folder or a file of it is missing, or a file is not what its name says.
    pub fn load(folder: &Path) -> Result<Self, ModelsError> {
        if !folder.is_dir() {
            return Err(ModelsError::NoFolder);
        }
        let bytes = |file: &'static str| {
            fs::read(folder.join(file)).map_err(|error| ModelsError::NoFile { file, why: error.to_string() })
        };
        let wrong = |file: &'static str| move |why: String| ModelsError::Wrong { file, why };
        let alphabet = String::from_utf8(bytes(ALPHABET)?).map_err(|_| "it is no text".to_owned());
        let alphabet = alphabet.and_then(|text| Alphabet::parse(&text)).map_err(wrong(ALPHABET))?;
        let detector = Detector::load(bytes(DETECTOR)?).map_err(wrong(DETECTOR))?;
        let recogniser = Recogniser::load(bytes(RECOGNISER)?, alphabet).map_err(wrong(RECOGNISER))?;
        Ok(Self { detector, recogniser })
    }

    /// Reads one picture in about `wall` at most, its text taken to run `turn` degrees clockwise of upright (0, 90, 180
    /// or 270). Where that reads poorly, the turns in which its lines may lie are tried, and the best reading counts.
    pub(super) fn read(&self, picture: &Picture, wall: Duration, turn: u16) -> Result<Reading, Trouble> {
        // On a thread of its own: one of the batch's threads, while it waits for the network's pool, begins another
        // document (rayon lets it), and the time of this page runs out.
        let read = thread::scope(|scope| scope.spawn(|| self.reading(picture, wall, turn)).join());
        read.unwrap_or_else(|_| Err(engine::failed("it ended in the middle of the page")))
    }

    fn reading(&self, picture: &Picture, wall: Duration, turn: u16) -> Result<Reading, Trouble> {
        let deadline = Deadline { began: Instant::now(), wall };
        let (mut best, lines) = self.turned(picture, turn, deadline)?;
        if matches!(best.grade(), Grade::Good | Grade::Blank) {
            return Ok(best);
        }
        let others: &[u16] = if line::are_upright(&lines) { &[180] } else { &[90, 270] };
        for other in others {
            // What was read stays where the time is up.
            let Ok((next, _)) = self.turned(picture, (turn + other) % 360, deadline) else { break };
            if next.rank() > best.rank() {
                best = next;
            }
        }
        Ok(best)
    }

    /// What is read when the picture is turned back by so many degrees, and where lines were found in it then.
    fn turned(&self, picture: &Picture, turn: u16, deadline: Deadline) -> Result<(Reading, Vec<Line>), Trouble> {
        let upright = turn::back(picture, turn);
        let lines = self.detector.lines(&upright).map_err(|why| engine::failed(&why))?;
        deadline.check()?;
        let spelled = self.recogniser.read(&upright, &lines, deadline)?;
        let mut out = Vec::new();
        for (number, (line, letters)) in lines.iter().zip(&spelled).enumerate() {
            let words = words::of(line, letters, &upright);
            out.extend(words.into_iter().map(|word| word.on(picture, turn, number)));
        }
        Ok((Reading::new(out, picture, By::Models), lines))
    }
}
