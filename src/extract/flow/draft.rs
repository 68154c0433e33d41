//! Paragraphs in the making: a stack of what is open (the body, cells, text boxes and notes).

use std::mem;

use crate::document::Source;

use super::paragraph::Paragraph;
use super::paragraph::Shape;
use super::table;
use super::words::clean;

/// What a reader of a flowing document fills.
#[derive(Debug)]
pub(in crate::extract) struct Draft {
    /// Open layers, the body first.
    layers: Vec<Layer>,
    /// Text boxes and notes, which go behind the paragraph or table row that is open in the body.
    after: Vec<Paragraph>,
    /// How many paragraphs were put down.
    paragraphs: usize,
}

/// A row of paragraphs, the last one open.
#[derive(Debug)]
struct Layer {
    kind: Kind,
    done: Vec<Paragraph>,
    open: Paragraph,
    /// What goes before the first words of the next paragraph: a list number.
    label: String,
    /// The cells of the open table row.
    row: Option<Vec<Vec<Paragraph>>>,
    table: Table,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Body,
    Cell,
    /// A text box or a note.
    Aside,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Table {
    /// It has rows.
    HasRows,
    /// Its first row is still to end.
    Begun,
}

impl Layer {
    fn new(kind: Kind) -> Self {
        Self {
            kind,
            done: Vec::new(),
            open: Paragraph::default(),
            label: String::new(),
            row: None,
            table: Table::HasRows,
        }
    }
}

impl Draft {
    /// An empty body.
    pub(in crate::extract) fn new() -> Self {
        Self { layers: vec![Layer::new(Kind::Body)], after: Vec::new(), paragraphs: 0 }
    }

    /// How many paragraphs were put down.
    pub(in crate::extract) fn paragraphs(&self) -> usize {
        self.paragraphs
    }

    /// How many table cells are open in each other, within the innermost text box or note.
    pub(in crate::extract) fn cells(&self) -> usize {
        self.layers.iter().rev().take_while(|layer| layer.kind == Kind::Cell).count()
    }

    /// Whether the words that come next stand in a cell, a text box or a note.
    pub(in crate::extract) fn is_inside(&self) -> bool {
        self.layers.len() > 1
    }

    /// Whether the innermost open layer is a table cell.
    pub(in crate::extract) fn in_cell(&self) -> bool {
        self.layers.last().is_some_and(|layer| layer.kind == Kind::Cell)
    }

    /// Whether a table row is open in the innermost layer.
    pub(in crate::extract) fn in_row(&self) -> bool {
        self.layers.last().is_some_and(|layer| layer.row.is_some())
    }

    fn layer(&mut self) -> &mut Layer {
        if self.layers.is_empty() {
            self.layers.push(Layer::new(Kind::Body));
        }
        let last = self.layers.len() - 1;
        &mut self.layers[last]
    }

    /// Appends words as they stand, read in the ways `sources`.
    pub(in crate::extract) fn put(&mut self, words: &str, sources: &[Source]) {
        self.layer().open.push(words, sources.iter().copied());
    }

    /// Appends words of a format in which any run of white space is one blank, and none at the beginning of a line.
    pub(in crate::extract) fn fold(&mut self, words: &str, sources: &[Source]) {
        let open = &self.layer().open.text;
        let mut wanted = !(open.is_empty() || open.ends_with([' ', '\n']));
        let mut out = String::with_capacity(words.len());
        for c in words.chars() {
            let blank = matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0C');
            if !blank {
                out.push(c);
            } else if wanted {
                out.push(' ');
            }
            wanted = !blank;
        }
        self.put(&clean(&out, None), sources);
    }

    /// Marks what the open paragraph holds so far.
    pub(in crate::extract) fn mark(&mut self, source: Source) {
        self.layer().open.mark_all(source);
    }

    /// Says what the open paragraph is.
    pub(in crate::extract) fn shape(&mut self, shape: Shape) {
        self.layer().open.shape = shape;
    }

    /// Whether nothing was put into the open paragraph, not even a blank.
    pub(in crate::extract) fn is_empty(&self) -> bool {
        self.layers.last().is_none_or(|layer| layer.open.text.is_empty())
    }

    /// What goes before the first words to come: the number of a list item.
    pub(in crate::extract) fn label(&mut self, label: &str) {
        let own = &mut self.layer().label;
        own.push_str(label.trim());
        own.push(' ');
    }

    /// Forgets a label that no words followed.
    pub(in crate::extract) fn drop_label(&mut self) {
        self.layer().label.clear();
    }

    /// Ends the open paragraph and puts it down if it holds words.
    pub(in crate::extract) fn end_paragraph(&mut self) {
        let layer = self.layer();
        let mut paragraph = mem::take(&mut layer.open);
        paragraph.trim();
        if !paragraph.is_blank() {
            paragraph.prepend(&mem::take(&mut layer.label));
            layer.done.push(paragraph);
            self.paragraphs += 1;
        }
        self.flush();
    }

    /// Ends the page; inside a cell, a text box or a note only the paragraph.
    pub(in crate::extract) fn end_page(&mut self) {
        self.end_paragraph();
        if !self.is_inside() && !self.in_row() {
            self.layer().done.push(Paragraph { shape: Shape::Page, ..Paragraph::default() });
            self.paragraphs += 1;
        }
    }

    /// Begins a table. Its rows are parted from those of a table that ends right above it.
    pub(in crate::extract) fn begin_table(&mut self) {
        self.end_paragraph();
        self.layer().table = Table::Begun;
    }

    /// Begins a row; one that is still open ends.
    pub(in crate::extract) fn begin_row(&mut self) {
        if self.in_row() {
            self.end_row();
        }
        self.end_paragraph();
        self.layer().row = Some(Vec::new());
    }

    /// Begins a cell, and a row where none is open.
    pub(in crate::extract) fn begin_cell(&mut self) {
        if !self.in_row() {
            self.begin_row();
        }
        self.layers.push(Layer::new(Kind::Cell));
    }

    /// Ends the innermost layer if it is a cell.
    pub(in crate::extract) fn end_cell(&mut self) {
        if !self.in_cell() {
            return;
        }
        let cell = self.end_layer();
        self.layer().row.get_or_insert_default().push(cell);
    }

    /// Begins a cell around the paragraph that is open.
    pub(in crate::extract) fn enclose(&mut self) {
        let open = mem::take(&mut self.layer().open);
        let label = mem::take(&mut self.layer().label);
        self.begin_cell();
        let cell = self.layer();
        (cell.open, cell.label) = (open, label);
    }

    /// An empty cell.
    pub(in crate::extract) fn skip_cell(&mut self) {
        self.begin_cell();
        self.end_cell();
    }

    /// Ends the open row of the innermost layer and lays it out.
    pub(in crate::extract) fn end_row(&mut self) {
        if !self.in_row() {
            return;
        }
        // Words between the cells stand before the table, as browsers show them.
        self.end_paragraph();
        let layer = self.layer();
        let cells = layer.row.take().unwrap_or_default();
        let mut lines = table::row(cells);
        if mem::replace(&mut layer.table, Table::HasRows) == Table::Begun
            && let Some(first) = lines.first_mut().filter(|line| line.shape == Shape::Row)
        {
            first.shape = Shape::FirstRow;
        }
        layer.done.extend(lines);
        self.flush();
    }

    /// Begins a text box or a note.
    pub(in crate::extract) fn begin_aside(&mut self) {
        self.layers.push(Layer::new(Kind::Aside));
    }

    /// Ends the innermost text box or note, with what is open in it, and marks its words.
    pub(in crate::extract) fn end_aside(&mut self, source: Source) {
        while self.in_cell() {
            self.end_cell();
            self.end_row();
        }
        if !self.is_inside() {
            return;
        }
        let mut paragraphs = self.end_layer();
        for paragraph in &mut paragraphs {
            paragraph.mark_all(source);
        }
        self.after.extend(paragraphs);
    }

    /// Ends whatever is open and hands over all paragraphs.
    pub(in crate::extract) fn finish(mut self) -> Vec<Paragraph> {
        while self.is_inside() {
            if self.in_cell() {
                self.end_cell();
                self.end_row();
            } else {
                let rest = self.end_layer();
                self.after.extend(rest);
            }
        }
        let mut body = self.end_layer();
        body.append(&mut self.after);
        body
    }

    /// Ends the innermost layer and hands over its paragraphs.
    fn end_layer(&mut self) -> Vec<Paragraph> {
        self.end_row();
        self.end_paragraph();
        self.layers.pop().map(|layer| layer.done).unwrap_or_default()
    }

    /// Text boxes and notes go down once nothing but the body is open, and no paragraph in it.
    fn flush(&mut self) {
        if !self.after.is_empty()
            && let [body] = self.layers.as_mut_slice()
            && body.row.is_none()
            && body.open.is_blank()
        {
            body.done.append(&mut self.after);
        }
    }
}
