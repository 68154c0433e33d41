use super::*;

/// A page at 200 dots an inch, drawn with characters of 4 by 4 pixels: `#` is ink.
fn page(rows: &[&str]) -> Picture {
    const DOT: usize = 4;
    let width = DOT * rows.iter().map(|row| row.len()).max().unwrap_or(0);
    let mut grey = vec![255; width * DOT * rows.len()];
    for (y, row) in rows.iter().enumerate() {
        for (x, _) in row.bytes().enumerate().filter(|(_, c)| *c == b'#') {
            for line in 0..DOT {
                let at = (y * DOT + line) * width + x * DOT;
                grey[at..at + DOT].fill(0);
            }
        }
    }
    let side = |pixels: usize| u32::try_from(pixels).unwrap();
    Picture { width: side(width), height: side(DOT * rows.len()), dpi: (200, 200), grey }
}

/// A word whose ink is given in characters of such a page.
fn word(text: &str, [left, top, right, bottom]: [f64; 4]) -> Word {
    let ink = [left, top, right, bottom].map(|at| at * 4.0 * 72.0 / 200.0);
    Word { seen: SeenWord { text: text.to_owned(), ink, line: 3, source: Source::Ocr }, confidence: 90.0 }
}

fn told(rows: &[&str], words: &[Word]) -> Vec<(String, Source)> {
    let picture = page(rows);
    let boxes = at_words(&find(&picture), words, picture.dpi);
    let mut words = words.to_vec();
    put(&boxes, &mut words, picture.dpi);
    words.iter().map(|word| (word.seen.text.clone(), word.seen.source)).collect()
}

#[test]
fn boxes_before_words_are_told_with_their_state() {
    let empty = ["        ", " ###### ", " #    # ", " #    # ", " #    # ", " #    # ", " ###### ", "        "];
    let ticked = ["        ", " ###### ", " ##  ## ", " # ## # ", " # ## # ", " ##  ## ", " ###### ", "        "];
    let letter = ["        ", " ####   ", " #   #  ", " #    # ", " #    # ", " #   #  ", " ####   ", "        "];
    let open = ["        ", " ###### ", " #      ", " #      ", " #      ", " #      ", " ###### ", "        "];
    let beside = [word("We", [9.0, 2.0, 12.0, 6.0]), word("waive", [13.0, 2.0, 20.0, 6.0])];
    let far = [word("We", [60.0, 2.0, 63.0, 6.0])];
    let cases = [
        ("an empty box", &empty, &beside[..], Some("[ ]")),
        ("a ticked box", &ticked, &beside[..], Some("[X]")),
        ("a letter", &letter, &beside[..], None),
        ("three sides", &open, &beside[..], None),
        ("a box with no words", &empty, &far[..], None),
    ];
    for (name, rows, words, want) in cases {
        let told = told(rows, words);
        assert_eq!(told.first().map(|(text, _)| text.as_str()).filter(|text| text.starts_with('[')), want, "{name}");
        assert_eq!(told.len(), words.len() + usize::from(want.is_some()), "{name}");
    }
}

#[test]
fn a_speck_in_a_box_is_in_doubt() {
    let rows = ["        ", " ###### ", " #    # ", " #    # ", " #    # ", " #    # ", " ###### ", "        "];
    let mut picture = page(&rows);
    for y in 14..17 {
        let at = y * picture.width as usize + 14;
        picture.grey[at..at + 3].fill(0);
    }
    let mut words = vec![word("We", [9.0, 2.0, 12.0, 6.0])];
    let boxes = find(&picture);
    put(&boxes, &mut words, picture.dpi);
    assert_eq!(words[0].seen.source, Source::Doubtful, "{boxes:?}");
}

#[test]
fn cells_for_one_letter_each_are_no_boxes() {
    let row = "  ###### ###### ###### ";
    let gap = "  #    # #    # #    # ";
    let rows = ["", row, gap, gap, gap, gap, row, ""];
    let words = [word("Lender", [25.0, 2.0, 32.0, 6.0])];
    assert_eq!(told(&rows, &words).iter().filter(|(text, _)| text.starts_with('[')).count(), 0);
}

#[test]
fn boxes_in_a_column_behind_words_are_told_where_the_row_ends() {
    let edge = "                ###### ";
    let none = "                #    # ";
    let mark = "                ##  ## ";
    let empty = ["", edge, none, none, none, none, edge, ""];
    let ticked = ["", edge, mark, "                # ## # ", "                # ## # ", mark, edge, ""];
    let rows: Vec<&str> = empty.into_iter().chain(ticked).collect();
    let row = |text: &str, y: f64| word(text, [1.0, y, 8.0, y + 4.0]);
    let words = [row("Forgiven", 2.0), row("Kept", 10.0)];
    let said: Vec<String> = told(&rows, &words).into_iter().map(|(text, _)| text).collect();
    assert_eq!(said, ["Forgiven", "[ ]", "Kept", "[X]"]);
    let alone: Vec<&str> = empty.to_vec();
    assert_eq!(told(&alone, &words[..1]).len(), 1, "a single square behind words may be anything");
}

#[test]
fn what_is_wiped_out_leaves_no_ink() {
    let picture =
        page(&["        ", " ###### ", " #    # ", " #    # ", " #    # ", " #    # ", " ###### ", "    # ##"]);
    let left = without(&picture, &find(&picture));
    let ink = |picture: &Picture| picture.grey.iter().filter(|grey| **grey < DARK).count();
    assert!(ink(&picture) > 16 * 20 && ink(&left) <= 16 * 3, "{}", ink(&left));
}
