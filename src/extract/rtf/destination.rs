//! Control words that say what the group they begin is.

use super::group::End;
use super::group::Place;

/// What a group becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Destination {
    /// Its text is that.
    Is(Place, End),
    /// Its text goes where the text around it goes.
    Same,
}

/// What the control word makes of its group; `None` where it says nothing of the kind.
pub(super) fn named(name: &str) -> Option<Destination> {
    let (place, end) = match name {
        "fonttbl" => (Place::Fonts, End::Plain),
        "colortbl" => (Place::Colors, End::Plain),
        "header" | "headerl" | "headerr" | "headerf" => (Place::Words, End::Header),
        "footer" | "footerl" | "footerr" | "footerf" => (Place::Words, End::Footer),
        "footnote" => (Place::Words, End::Note),
        "shptxt" | "dptxbxtext" => (Place::Words, End::TextBox),
        "listtext" | "pntext" => (Place::Label, End::Label),
        "shpinst" | "do" | "sp" | "background" => (Place::Shape, End::Plain),
        "sn" => (Place::PropertyName, End::PropertyName),
        "sv" => (Place::PropertyValue, End::Property),
        "fldinst" => (Place::Instruction, End::Plain),
        "formfield" => (Place::Form, End::Plain),
        "ffl" => (Place::Entry, End::Entry),
        "upr" => (Place::Twice, End::Plain),
        // What `\result` of an object and `\fldrslt` of a field hold is seen.
        "field" => return Some(Destination::Is(Place::Words, End::Field)),
        "shppict" | "shp" | "shpgrp" | "object" | "result" | "fldrslt" | "nesttableprops" | "moMath" | "moMathPara"
        | "cs" => {
            return Some(Destination::Same);
        }
        _ if TABLES.contains(&name) => (Place::Table, End::Plain),
        _ if UNSEEN.contains(&name) => (Place::Skipped, End::Plain),
        _ => return None,
    };
    Some(Destination::Is(place, end))
}

/// Tables of the file and the like, in which no paragraph ends.
const TABLES: [&str; 16] = [
    "stylesheet",
    "pict",
    "objdata",
    "objclass",
    "objname",
    "filetbl",
    "listtable",
    "listoverridetable",
    "revtbl",
    "rsidtbl",
    "datafield",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "generator",
];

/// Groups whose text nobody sees. Those behind `\*` need no mention.
const UNSEEN: [&str; 23] = [
    "info",
    "nonshppict",
    "shprslt",
    "objalias",
    "objsect",
    "nonesttables",
    "xe",
    "tc",
    "tcn",
    "rxe",
    "txe",
    "ftnsep",
    "ftnsepc",
    "ftncn",
    "aftnsep",
    "aftnsepc",
    "aftncn",
    "annotation",
    "atnid",
    "atnauthor",
    "bkmkstart",
    "bkmkend",
    "pn",
];
