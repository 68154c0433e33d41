//! Table rows to lines.

use super::paragraph::Paragraph;
use super::paragraph::Shape;

/// A cell of several paragraphs that is no longer than this (bytes) still goes on one line with its neighbours.
const SHORT: usize = 80;

/// Lays a row out: its cells on one line, parted by tabs. A row of one filled cell is no row but a frame around
/// paragraphs; and where a cell holds running text of several paragraphs, cells are read one after the other, because
/// sentences of two cells must not be mixed.
pub(in crate::extract) fn row(cells: Vec<Vec<Paragraph>>) -> Vec<Paragraph> {
    let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
    if filled <= 1 || cells.iter().any(|cell| is_long(cell)) {
        return cells.into_iter().flatten().collect();
    }
    let mut line = Paragraph { shape: Shape::Row, ..Paragraph::default() };
    for (at, cell) in cells.iter().enumerate() {
        let mut between = if at == 0 { "" } else { "\t" };
        if cell.is_empty() {
            line.text.push_str(between);
        }
        for paragraph in cell {
            line.join(between, &on_one_line(paragraph));
            between = " ";
        }
    }
    line.trim_end();
    vec![line]
}

/// A line break inside a cell would part the row; a space is as long.
fn on_one_line(paragraph: &Paragraph) -> Paragraph {
    Paragraph { text: paragraph.text.replace('\n', " "), ..paragraph.clone() }
}

fn is_long(cell: &[Paragraph]) -> bool {
    let breaks = cell.len() > 1 || cell.iter().any(|paragraph| paragraph.text.contains('\n'));
    breaks && cell.iter().map(|paragraph| paragraph.text.len()).sum::<usize>() > SHORT
}
