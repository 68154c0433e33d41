//! What elements are, by their names.

use html5ever::tokenizer::states::RawKind;

use super::look::Look;
use super::look::Own;

/// What an element is for the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Part of a line; its end stands in its own paragraph.
    Inline,
    /// Part of a line; it goes on in the next paragraph until it ends.
    Formatting,
    /// A line of its own.
    Block,
    /// A block with room above and below.
    Apart,
    /// A list.
    List,
    /// An item of a list.
    Item,
    /// A table.
    Table,
    /// Rows of a table.
    Rows,
    /// A row of a table.
    Row,
    /// A cell of a table.
    Cell,
}

impl Kind {
    /// Whether end tags of inline elements stop at it.
    pub(super) fn is_special(self) -> bool {
        !matches!(self, Self::Inline | Self::Formatting)
    }

    /// Whether end tags of blocks stop at it.
    pub(super) fn is_barrier(self) -> bool {
        matches!(self, Self::Cell | Self::Table)
    }
}

/// What an element of that name is.
pub(super) fn kind(name: &str) -> Kind {
    match name {
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" | "listing" | "xmp" | "plaintext" | "blockquote"
        | "dl" | "figure" | "fieldset" | "caption" => Kind::Apart,
        "div" | "address" | "article" | "aside" | "body" | "center" | "dd" | "details" | "dialog" | "dt"
        | "figcaption" | "footer" | "form" | "header" | "hgroup" | "html" | "legend" | "main" | "nav" | "search"
        | "section" | "summary" => Kind::Block,
        "ul" | "ol" | "menu" | "dir" => Kind::List,
        "li" => Kind::Item,
        "table" => Kind::Table,
        "tbody" | "thead" | "tfoot" => Kind::Rows,
        "tr" => Kind::Row,
        "td" | "th" => Kind::Cell,
        "a" | "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike" | "strong" | "tt"
        | "u" => Kind::Formatting,
        _ => Kind::Inline,
    }
}

/// Elements that have no end tag.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// What an element does to its text by its name alone.
pub(super) fn own(name: &str) -> Own {
    Own::sets(match name {
        "title" | "style" | "script" | "template" | "iframe" | "noembed" | "noframes" | "xml" | "annotation"
        | "annotation-xml" | "datalist" | "rp" | "rt" | "desc" | "metadata" => Look::GONE,
        "noscript" | "video" | "audio" | "canvas" => Look::HIDDEN,
        "del" => Look::DELETED,
        "s" | "strike" => Look::STRUCK,
        "ins" => Look::INSERTED,
        "pre" | "listing" | "xmp" | "plaintext" => Look::AS_WRITTEN,
        "textarea" => Look::AS_WRITTEN | Look::FORM,
        "svg" | "math" => Look::FOREIGN,
        _ => 0,
    })
}

/// How the text in an element is cut into tokens, where it is not marked up.
pub(super) fn raw(name: &str) -> Option<RawKind> {
    match name {
        "title" | "textarea" => Some(RawKind::Rcdata),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
        "script" => Some(RawKind::ScriptData),
        _ => None,
    }
}
