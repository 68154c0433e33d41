//! What the walk through a part knows at one moment.

use std::collections::BTreeMap;
use std::collections::VecDeque;

use crate::document::Source;

use super::lists::Lists;
use super::looks::Looks;
use super::looks::Paper;
use super::styles::InList;
use super::styles::Styles;
use crate::extract::flow::fault::Fault;
use crate::extract::flow::paragraph::Paragraph;
use crate::extract::flow::pictographs::SignFont;

/// White words on an unknown ground that are more than a banner has.
const MANY: usize = 6;

/// What was seen that a reader of the plain text must be told.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    /// Tracked deletions with words in them.
    pub deleted: bool,
    /// Ids of the headers and footers in use.
    pub furniture: Vec<String>,
    /// How many pictures.
    pub pictures: usize,
    /// Words in white on a ground that is not known.
    pub pale: usize,
    /// What could not be resolved.
    pub faults: Vec<Fault>,
}

impl Seen {
    /// Takes in what was seen in another part.
    pub(super) fn join(&mut self, other: Self) {
        self.deleted |= other.deleted;
        self.pictures += other.pictures;
        self.pale += other.pale;
        self.furniture.extend(other.furniture);
        self.faults.extend(other.faults);
    }
}

/// The body, a cell, a text box or a note: a row of paragraphs, the last one open.
#[derive(Debug, Default)]
pub(super) struct Target {
    /// Finished paragraphs.
    pub done: Vec<Paragraph>,
    /// The paragraph in the making.
    pub open: Paragraph,
    /// List place of the open paragraph as the paragraph itself says.
    pub place: InList,
    /// Style of the open paragraph.
    pub style: Option<String>,
    /// The ground the open paragraph stands on.
    pub ground: Looks,
    /// The paper it stands on.
    pub paper: Paper,
    /// How the mark that ends the open paragraph fares.
    pub end: End,
}

/// Whether a paragraph ends where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum End {
    /// As written.
    #[default]
    Kept,
    /// Its mark was deleted under change tracking: the next paragraph goes on in it.
    Deleted,
    /// It has ended without a mark, and the next paragraph has not begun.
    Joining,
}

/// The run whose text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Run {
    /// The sign font it is set in.
    pub font: Option<SignFont>,
    /// How it looks on the page by its own word.
    pub looks: Looks,
    /// How it looks by its style.
    pub style: Looks,
}

/// Which half of a field is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// Its instruction, which nobody sees.
    Instruction,
    /// Its result, which is text.
    Result,
}

/// A legacy form field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct FormField {
    /// Whether a check box is ticked; `None` where it is no check box.
    pub ticked: Option<bool>,
    /// The entries of a drop-down list.
    pub entries: Vec<String>,
    /// Index of the chosen entry.
    pub chosen: usize,
}

/// Everything the walk knows.
pub(super) struct State<'a> {
    /// The document's styles.
    pub styles: &'a Styles,
    /// The document's lists.
    pub lists: Lists<'a>,
    /// Notes not yet placed, by their kind and id.
    pub notes: &'a Notes,
    /// Open targets, the body first.
    pub targets: Vec<Target>,
    /// Cells of open table rows.
    pub rows: Vec<Vec<Vec<Paragraph>>>,
    /// Whether the table has rows yet.
    pub table: Table,
    /// The paper that the cells of each open table stand on, if they say nothing else.
    pub papers: Vec<Paper>,
    /// What goes behind the paragraph or row that is open in the body: text boxes and notes.
    pub after: VecDeque<Paragraph>,
    /// Open fields.
    pub fields: Vec<Field>,
    /// The open legacy form field.
    pub form: Option<FormField>,
    /// How many insertions are open.
    pub inserted: usize,
    /// The open run.
    pub run: Run,
    /// Numbers of the notes that were referred to.
    pub numbers: BTreeMap<(Note, String), usize>,
    /// How many paragraphs were put down.
    pub paragraphs: usize,
    /// Words swallowed by an open field's instruction.
    pub swallowed: usize,
    /// What was seen.
    pub seen: Seen,
}

/// How far the innermost table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Table {
    /// It has rows.
    #[default]
    HasRows,
    /// Its first row is still to end.
    Begun,
}

/// The two kinds of notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Note {
    /// At the foot of the page.
    Foot,
    /// At the end of the document.
    End,
}

impl<'a> State<'a> {
    /// An empty body.
    pub(super) fn new(lists: Lists<'a>, styles: &'a Styles, notes: &'a Notes) -> Self {
        Self {
            styles,
            lists,
            notes,
            targets: vec![Target::default()],
            rows: Vec::new(),
            table: Table::default(),
            papers: Vec::new(),
            after: VecDeque::new(),
            fields: Vec::new(),
            form: None,
            inserted: 0,
            run: Run::default(),
            numbers: BTreeMap::new(),
            paragraphs: 0,
            swallowed: 0,
            seen: Seen::default(),
        }
    }

    /// The innermost open target.
    pub(super) fn target(&mut self) -> &mut Target {
        if self.targets.is_empty() {
            self.targets.push(Target::default());
        }
        let last = self.targets.len() - 1;
        &mut self.targets[last]
    }

    /// Appends visible words to the open paragraph, unless an open field swallows them.
    pub(super) fn put(&mut self, words: &str) {
        if self.fields.contains(&Field::Instruction) {
            self.swallowed += words.trim().len();
            return;
        }
        let sources = self.sources(words);
        self.target().open.push(words, sources.into_iter().flatten());
    }

    fn sources(&mut self, words: &str) -> [Option<Source>; 3] {
        let (styles, run) = (self.styles, self.run);
        let Target { ground, paper, ref style, .. } = *self.target();
        let looks = Looks::of(run.looks, run.style, styles.paragraph_looks(style.as_deref()));
        let pale = looks.is_pale() && ground.shaded != Some(true);
        if pale && paper == Paper::Unknown {
            self.pale(words);
        }
        let hidden = looks.hidden == Some(true) || looks.tiny == Some(true) || (pale && paper == Paper::White);
        let inserted = self.inserted > 0;
        [
            hidden.then_some(Source::Hidden),
            inserted.then_some(Source::Inserted),
            (looks.is_struck() && !hidden).then_some(Source::Struck),
        ]
    }

    /// White words where a style or a drawing may give them a ground: a banner has a few, and more may be planted.
    fn pale(&mut self, words: &str) {
        self.seen.pale += words.split_whitespace().count();
        if self.seen.pale >= MANY {
            self.elsewhere("white words on a ground that a style or a drawing may give");
        }
    }

    /// A table begins.
    pub(super) fn begin_table(&mut self) {
        self.table = Table::Begun;
        let paper = self.target().paper;
        self.papers.push(paper);
    }

    /// Ends the open paragraph: labels it if it stands in a list, and puts it down if it holds words.
    pub(super) fn end_paragraph(&mut self) {
        let styles = self.styles;
        let target = self.target();
        if std::mem::take(&mut target.end) == End::Deleted {
            target.end = End::Joining;
            return;
        }
        let style = target.style.take().map(|style| styles.numbered(&style)).unwrap_or_default();
        let own = std::mem::take(&mut target.place);
        let place = InList { list: own.list.or(style.list), level: own.level.or(style.level) };
        let mut paragraph = std::mem::take(&mut target.open);
        paragraph.trim();
        let label = self.lists.label(place);
        if !paragraph.is_blank() {
            if let Some(label) = label {
                paragraph.prepend(&format!("{} ", label.trim()));
            }
            self.target().done.push(paragraph);
            self.paragraphs += 1;
        }
        self.flush_after();
    }

    /// Text boxes and notes go down once no cell or box is open.
    pub(super) fn flush_after(&mut self) {
        if self.targets.len() == 1 && self.rows.is_empty() {
            let after = std::mem::take(&mut self.after);
            self.target().done.extend(after);
        }
    }

    /// Ends whatever is open and hands over all paragraphs. After a fault in a table its cells come as paragraphs.
    pub(super) fn finish(&mut self) -> Vec<Paragraph> {
        if !self.fields.is_empty() && self.swallowed > 0 {
            self.seen.faults.push(Fault::Unresolved("a field that does not end".to_owned()));
        }
        let mut out = Vec::new();
        while !self.targets.is_empty() {
            let done = self.end_target();
            out.splice(0..0, done);
        }
        let cells = std::mem::take(&mut self.rows).into_iter().flatten().flatten();
        out.extend(cells.chain(std::mem::take(&mut self.after)));
        out
    }

    /// Ends the innermost target and hands over its paragraphs.
    pub(super) fn end_target(&mut self) -> Vec<Paragraph> {
        self.target().end = End::Kept;
        self.end_paragraph();
        self.targets.pop().map(|target| target.done).unwrap_or_default()
    }
}

/// Notes by kind and id.
pub(super) type Notes = BTreeMap<(Note, String), Vec<Paragraph>>;
