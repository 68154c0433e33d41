//! From the recogniser's steps to letters.
//!
//! The network says for each step along a line how probable each class is. A letter that goes on over several steps is
//! one letter; a blank between two equal letters makes them two (connectionist temporal classification, Graves et al.,
//! 2006). The best class of each step is taken: greedy.

use super::alphabet::Alphabet;
use super::alphabet::BLANK;
use super::region::real;

/// From here a class is the most probable one, whatever the others are.
const MOST: f32 = 0.5;

/// A letter that was read, a space too.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Letter {
    /// What it says.
    pub said: char,
    /// The middle of the steps over which it goes on.
    pub step: f32,
    /// How probable it is where it is most probable, 0 to 1.
    pub sure: f32,
}

/// The letters of one line: `steps` holds the probabilities of all classes, step by step.
pub(super) fn decode(steps: &[f32], alphabet: &Alphabet) -> Vec<Letter> {
    let mut out: Vec<Letter> = Vec::new();
    let (mut last, mut began) = (BLANK, 0);
    for (n, step) in steps.chunks_exact(alphabet.classes.max(1)).enumerate() {
        let Some((class, said)) = heard(step, alphabet) else {
            last = BLANK;
            continue;
        };
        let sure = step.get(class).copied().unwrap_or(0.0);
        if let Some(letter) = out.last_mut().filter(|_| class == last) {
            letter.step = f32::midpoint(real(began), real(n));
            letter.sure = letter.sure.max(sure);
        } else {
            began = n;
            out.push(Letter { said, step: real(n), sure });
        }
        last = class;
    }
    out
}

/// The letter of a step, unless it is blank. Where a character of another script is more probable than all letters and
/// than the blank, the best letter is heard with the little that speaks for it: something stands there.
fn heard(step: &[f32], alphabet: &Alphabet) -> Option<(usize, char)> {
    let blank = step.get(BLANK).copied().unwrap_or(0.0);
    if blank >= MOST {
        return None;
    }
    let letter = alphabet.best(step)?;
    let own = step.get(letter.0).copied().unwrap_or(0.0);
    let is_blank = own <= blank && step.iter().all(|other| *other <= blank);
    (!is_blank).then_some(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An alphabet of letters and digits, and one character of another script: class 63.
    fn alphabet() -> Alphabet {
        let all = ('a'..='z').chain('A'..='Z').chain('0'..='9').chain(['期']);
        let all: String = all.flat_map(|c| [c, '\n']).collect();
        Alphabet::parse(&all).unwrap()
    }

    /// A line of steps: `-` is the blank, `_` the space, `期` the other script; each is probable by 0.9.
    fn steps(line: &str) -> Vec<f32> {
        let alphabet = alphabet();
        let class = |c: char| match c {
            '-' => BLANK,
            '_' => alphabet.classes - 1,
            'a'..='z' => 1 + (c as usize - 'a' as usize),
            _ => alphabet.classes - 2,
        };
        let step = |c: char| {
            let mut row = vec![0.0; alphabet.classes];
            (row[class(c)], row[1]) = if c == 'a' { (0.9, 0.9) } else { (0.9, 0.1) };
            row
        };
        line.chars().flat_map(step).collect()
    }

    #[test]
    fn steps_become_letters() {
        let cases = [
            ("", "", 1.0),
            ("----", "", 1.0),
            ("nnoott", "not", 0.9),
            ("n-o-t", "not", 0.9),
            ("wil-l", "will", 0.9),
            ("will", "wil", 0.9),
            ("no__t", "no t", 0.9),
            // The best letter at the other script is `a`, for which little speaks.
            ("n期t", "nat", 0.1),
        ];
        for (line, want, least) in cases {
            let letters = decode(&steps(line), &alphabet());
            let said: String = letters.iter().map(|letter| letter.said).collect();
            let least_sure = letters.iter().map(|letter| letter.sure).fold(1.0, f32::min);
            assert_eq!(said, want, "{line}");
            assert!((least_sure - least).abs() < 1e-6, "{line}: {least_sure}");
        }
    }

    #[test]
    fn a_letter_stands_in_the_middle_of_its_steps() {
        let letters = decode(&steps("--nnn--o"), &alphabet());
        let at: Vec<f32> = letters.iter().map(|letter| letter.step).collect();
        assert_eq!(at, [3.0, 7.0]);
    }
}
