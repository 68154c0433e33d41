//! Words to the numbered pieces of the model's vocabulary (`WordPiece`, as BERT cuts them).

use std::collections::HashMap;

use rten_text::models::{Model as _, WordPiece};
use rten_text::normalizers::{Bert as Plain, BertOptions, Normalizer};
use rten_text::pre_tokenizers::{Bert as Words, PreTokenizer};

/// A vocabulary.
pub(super) struct Pieces {
    plain: Plain,
    words: Words,
    cutter: WordPiece,
    /// Number of the piece that stands for what the vocabulary cannot spell.
    unknown: u32,
    borders: [i32; 2],
}

/// Spelling of the piece that stands for what the vocabulary cannot spell.
const UNKNOWN: &str = "[UNK]";

impl Pieces {
    /// From a list with one piece a line; the line, from 0, is the number. `None` without `[UNK]` and the borders.
    pub(super) fn of(vocabulary: &str) -> Option<Self> {
        let numbered = vocabulary.lines().zip(0_u32..).map(|(piece, number)| (piece.to_owned(), number));
        let numbers: HashMap<String, u32> = numbered.collect();
        let unknown = *numbers.get(UNKNOWN)?;
        let number = |piece: &str| numbers.get(piece).and_then(|n| i32::try_from(*n).ok());
        let borders = [number("<s>").or_else(|| number("[CLS]"))?, number("</s>").or_else(|| number("[SEP]"))?];
        Some(Self {
            plain: Plain::new(BertOptions { lowercase: true, strip_accents: true }),
            words: Words::new(),
            cutter: WordPiece::from_vocab(numbers, rten_text::models::WordPieceOptions::default()),
            unknown,
            borders,
        })
    }

    /// The piece that opens a row and the one that stands between its parts and at its end.
    pub(super) const fn borders(&self) -> [i32; 2] {
        self.borders
    }

    /// The numbers of a text's pieces, in order. What cannot be cut is one unknown piece.
    pub(super) fn numbers(&self, text: &str) -> Vec<i32> {
        self.cut(text).unwrap_or_else(|| vec![self.unknown]).into_iter().filter_map(|n| i32::try_from(n).ok()).collect()
    }

    fn cut(&self, text: &str) -> Option<Vec<u32>> {
        let (plain, _) = self.plain.normalize(text).ok()?;
        let mut all = Vec::new();
        for word in self.words.pre_tokenize(&plain).ok()? {
            let first = all.len();
            self.cutter.encode_with_offsets(word, &mut |_, piece| all.push(piece)).ok()?;
            // A word of which any part is unknown is unknown as a whole, as where the model was trained.
            if all[first..].contains(&self.unknown) {
                all.truncate(first);
                all.push(self.unknown);
            }
        }
        Some(all)
    }
}
