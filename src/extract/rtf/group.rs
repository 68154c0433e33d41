//! What holds inside one group, between `{` and `}`.

use super::codes::Codes;

/// What the text of a group is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Words of the document.
    Words,
    /// Nothing that anybody sees.
    Skipped,
    /// A table of the file, or a picture: no paragraph ends in it.
    Table,
    /// The table of fonts.
    Fonts,
    /// The table of colours.
    Colors,
    /// Properties of a shape; groups inside may hold words.
    Shape,
    /// The name of a shape's property.
    PropertyName,
    /// The value of a shape's property.
    PropertyValue,
    /// The number or sign of a list item.
    Label,
    /// The instruction of a field.
    Instruction,
    /// Properties of a form field.
    Form,
    /// An entry of a form field's list.
    Entry,
    /// The same text twice: for old programs, and in Unicode.
    Twice,
}

/// What is to be done when a group ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Nothing.
    Plain,
    /// A list label is whole.
    Label,
    /// A field is whole.
    Field,
    /// A footnote or endnote is whole.
    Note,
    /// A text box is whole.
    TextBox,
    /// A header is whole.
    Header,
    /// A footer is whole.
    Footer,
    /// The name of a shape's property is whole.
    PropertyName,
    /// The value of it is whole.
    Property,
    /// An entry of a form field is whole.
    Entry,
}

/// How text looks or came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    /// One bit for each of the constants.
    bits: u8,
    /// Number of the colour; 0 is the reader's own.
    pub color: usize,
}

impl Look {
    /// Marked hidden.
    pub(super) const HIDDEN: u8 = 1;
    /// Deleted under change tracking.
    pub(super) const DELETED: u8 = 2;
    /// Inserted under change tracking.
    pub(super) const INSERTED: u8 = 4;
    /// Struck through.
    pub(super) const STRUCK: u8 = 8;
    /// Too small to read.
    pub(super) const TINY: u8 = 16;
    /// On a ground of its own, where white is seen.
    pub(super) const GROUND: u8 = 32;

    /// Whether a bit is set.
    pub(super) fn is(self, bit: u8) -> bool {
        self.bits & bit != 0
    }

    /// Sets or clears a bit; a control word that is on by being there is off with the number 0.
    pub(super) fn set(&mut self, bit: u8, number: Option<i32>) {
        if number == Some(0) {
            self.bits &= !bit;
        } else {
            self.bits |= bit;
        }
    }
}

/// Properties of the paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Form {
    /// `\intbl`: in a table.
    pub in_table: bool,
    /// `\itap`: in how many tables.
    pub tables: usize,
    /// What it stands on.
    pub ground: Ground,
}

/// What a paragraph stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Ground {
    /// White paper.
    #[default]
    Paper,
    /// A colour of its own, on which white is seen.
    Colored,
}

impl Form {
    /// How many table cells the paragraph stands in.
    pub(super) fn cells(self) -> usize {
        self.tables.max(usize::from(self.in_table))
    }
}

/// All that a group inherits and may change.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    /// What its text is.
    pub place: Place,
    /// What to do at its end.
    pub end: End,
    /// How its bytes are read.
    pub codes: Codes,
    /// How many characters after `\u` old programs show instead.
    pub fallback: usize,
    /// How its text looks.
    pub look: Look,
    /// Its paragraph.
    pub form: Form,
}
