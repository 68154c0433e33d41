//! Tesseract's table: tab-separated, a line a word, boxes in pixels.
//!
//! Columns: level (5 is a word), page, block, paragraph, line, word, left, top, width, height, confidence (0 to 100), text.

use super::word::Word;

/// Points to an inch.
const POINTS: f64 = 72.0;

/// The words of a table; lines that are no words are passed over.
pub(super) fn words(table: &str, dpi: (u32, u32)) -> Vec<Word> {
    let mut out = Vec::new();
    let (mut line, mut last) = (0, None);
    for row in table.lines() {
        let cells: Vec<&str> = row.splitn(12, '\t').collect();
        let ["5", page, block, paragraph, number, _, left, top, width, height, confidence, text] = cells[..] else {
            continue;
        };
        let own = Some([page, block, paragraph, number]);
        if own != last {
            (line, last) = (line + 1, own);
        }
        let box_of = || Some([left.parse().ok()?, top.parse().ok()?, width.parse().ok()?, height.parse::<f64>().ok()?]);
        let (Some([x, y, w, h]), Ok(confidence)) = (box_of(), confidence.parse::<f32>()) else { continue };
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        let (across, down) = (POINTS / f64::from(dpi.0.max(1)), POINTS / f64::from(dpi.1.max(1)));
        let ink = [x * across, y * down, (x + w) * across, (y + h) * down];
        out.push(Word::new(text, ink, line, confidence));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Source;

    #[test]
    fn a_table_is_read_word_by_word() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
                     1\t1\t0\t0\t0\t0\t0\t0\t1700\t2200\t-1\t\n\
                     5\t1\t1\t1\t1\t1\t200\t100\t50\t20\t96.5\tWe\n\
                     5\t1\t1\t1\t1\t2\t260\t100\t80\t20\t31\twaive\n\
                     5\t1\t1\t1\t2\t1\t200\t130\t80\t20\t95\t \n\
                     5\t1\t1\t1\t2\t2\t290\t130\t80\t20\tx\tlost\n\
                     5\t1\t2\t1\t1\t1\t200\t160\t80\t20\t95\tit.\n";
        let words = words(table, (200, 100));
        let told: Vec<(&str, usize, Source)> =
            words.iter().map(|word| (word.seen.text.as_str(), word.seen.line, word.seen.source)).collect();
        assert_eq!(told, [("We", 1, Source::Ocr), ("waive", 1, Source::Doubtful), ("it.", 3, Source::Ocr)]);
        let off = words[0].seen.ink.iter().zip([72.0, 72.0, 90.0, 86.4]).map(|(a, b)| (a - b).abs());
        assert!(off.fold(0.0, f64::max) < 1e-9, "{:?}", words[0].seen.ink);
        assert!(super::words("no table", (0, 0)).is_empty());
    }
}
