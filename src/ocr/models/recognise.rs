//! Reads the lines that were found.

use crate::document::Picture;
use crate::document::Trouble;
use crate::ocr::engine;

use super::Deadline;
use super::alphabet::Alphabet;
use super::crop;
use super::crop::HEIGHT;
use super::ctc;
use super::ctc::Letter;
use super::line::Line;
use super::net::Net;
use super::region::real;

/// Lines read at once: those of about one width, so that little is filled up.
const BATCH: usize = 4;
/// Colours of the pictures that the network sees.
const COLOURS: usize = 3;
/// Widths are multiples of this.
const STEP: usize = 16;
/// How far the probabilities of one step may be from 1 together.
const ROUNDING: f32 = 0.01;

/// The network that reads a line.
#[derive(Debug)]
pub(super) struct Recogniser {
    net: Net,
    alphabet: Alphabet,
}

/// A line as it was read: its letters, a letter's `step` now being how far along the line it stands, 0 to 1.
pub(super) type Letters = Vec<Letter>;

impl Recogniser {
    /// Loads the network and tries it with its alphabet.
    pub(super) fn load(bytes: Vec<u8>, alphabet: Alphabet) -> Result<Self, String> {
        let recogniser = Self { net: Net::load(bytes)?, alphabet };
        let steps = recogniser.steps(1, 2 * STEP, vec![1.0; COLOURS * HEIGHT * 2 * STEP])?;
        let sum = steps.iter().take(recogniser.alphabet.classes).sum::<f32>();
        if (sum - 1.0).abs() > ROUNDING {
            return Err("it does not answer with probabilities".to_owned());
        }
        Ok(recogniser)
    }

    /// The letters of each line.
    pub(super) fn read(&self, picture: &Picture, lines: &[Line], deadline: Deadline) -> Result<Vec<Letters>, Trouble> {
        let mut by_width: Vec<(usize, usize)> = lines.iter().map(crop::width).enumerate().collect();
        by_width.sort_by_key(|(_, width)| *width);
        let mut out = vec![Letters::new(); lines.len()];
        for batch in by_width.chunks(BATCH) {
            deadline.check()?;
            let widest = batch.iter().map(|(_, width)| *width).max().unwrap_or(STEP).next_multiple_of(STEP);
            let mut pixels = Vec::with_capacity(batch.len() * COLOURS * HEIGHT * widest);
            for (line, width) in batch {
                let cut = filled(&crop::cut(picture, &lines[*line], *width), *width, widest);
                (0..COLOURS).for_each(|_| pixels.extend_from_slice(&cut));
            }
            let steps = self.steps(batch.len(), widest, pixels).map_err(|why| engine::failed(&why))?;
            let each = steps.len() / batch.len();
            for ((line, width), steps) in batch.iter().zip(steps.chunks_exact(each.max(1))) {
                let count = real(each / self.alphabet.classes.max(1));
                let along = |step: f32| (step + 0.5) / count * real(widest) / real(*width);
                let letters = ctc::decode(steps, &self.alphabet).into_iter();
                out[*line] = letters.map(|letter| Letter { step: along(letter.step), ..letter }).collect();
            }
        }
        Ok(out)
    }

    /// The probabilities of all classes, step by step and line by line.
    fn steps(&self, lines: usize, width: usize, pixels: Vec<f32>) -> Result<Vec<f32>, String> {
        let answer = self.net.run([lines, COLOURS, HEIGHT, width], pixels)?;
        match answer.shape[..] {
            [n, _, classes] if n == lines && classes == self.alphabet.classes => Ok(answer.values),
            [n, _, classes] if n == lines => {
                Err(format!("it knows {classes} classes, the dictionary makes {}", self.alphabet.classes))
            }
            _ => Err("it does not answer step by step".to_owned()),
        }
    }
}

/// The rows of a cut filled up with grey to a greater width.
fn filled(cut: &[f32], width: usize, widest: usize) -> Vec<f32> {
    let grey = || std::iter::repeat_n(0.0, widest - width);
    cut.chunks_exact(width).flat_map(|row| row.iter().copied().chain(grey())).collect()
}
