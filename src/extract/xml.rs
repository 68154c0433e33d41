//! XML as a plain row of tokens: no DTD, bounded nesting, every character reference resolved or reported.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::BytesStart;
use quick_xml::events::Event;

use crate::extract::Limit;
use crate::extract::Limits;
use crate::extract::flow::fault::Fault;

/// One step through a part.
pub(super) enum Token<'a> {
    /// An element begins; `<a/>` comes as a beginning and an end.
    Open(Element<'a>),
    /// The element that began last ends.
    Close,
    /// Characters, references resolved.
    Text(Cow<'a, str>),
    /// A reference to an entity that is not defined.
    Unknown(String),
}

/// The beginning of an element.
pub(super) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// The name without its prefix.
    pub(super) fn name(&self) -> &str {
        let name = self.0.name().0;
        name.split_once(':').map_or(name, |(_, local)| local)
    }

    /// The name with the prefix that is usual for its namespace.
    pub(super) fn full(&self) -> &str {
        self.0.name().0
    }

    /// The value of the first attribute whose name without prefix is `name`.
    pub(super) fn value(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.0.attributes();
        let local = |key: &str| key.split_once(':').map_or(key == name, |(_, local)| local == name);
        let value = attributes.with_checks(false).flatten().find(|attribute| local(attribute.key.0))?.value;
        Some(match quick_xml::escape::unescape(&value) {
            Ok(text) => Cow::Owned(text.into_owned()),
            Err(_) => value,
        })
    }

    /// The attribute `val`, which most of Word's properties have.
    pub(super) fn val(&self) -> Option<Cow<'_, str>> {
        self.value("val")
    }

    /// Whether a property that is on by being there is on.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.val().as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// Steps through one part.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    part: &'a str,
    depth: usize,
    limits: Limits,
}

impl<'a> Xml<'a> {
    /// Begins at the start of `text`; `part` is the name for messages.
    pub(super) fn new(part: &'a str, text: &'a str) -> Self {
        Self::within(part, text, Limits::default())
    }

    /// The same within these limits. A table in a text box in a table takes about 40 levels.
    pub(super) fn within(part: &'a str, text: &'a str, limits: Limits) -> Self {
        let mut reader = Reader::from_str(text.strip_prefix('\u{FEFF}').unwrap_or(text));
        reader.config_mut().expand_empty_elements = true;
        Self { reader, part, depth: 0, limits }
    }

    /// The limits that it is read within.
    pub(super) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// The next token; `None` at the end of the part.
    pub(super) fn next(&mut self) -> Result<Option<Token<'a>>, Fault> {
        loop {
            let event = self.reader.read_event().map_err(|error| self.damaged(&error.to_string()))?;
            return Ok(Some(match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth as u64 > self.limits.levels {
                        return Err(Fault::Beyond(Limit::Levels.beyond(&self.limits)));
                    }
                    Token::Open(Element(start))
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Token::Close
                }
                Event::Text(text) => Token::Text(text.into_inner()),
                Event::CData(text) => Token::Text(text.into_inner()),
                Event::GeneralRef(name) => reference(&name),
                Event::DocType(_) => {
                    return Err(self.damaged("it declares a document type, which no office program does"));
                }
                Event::Eof if self.depth > 0 => return Err(self.damaged("it ends too early")),
                Event::Eof => return Ok(None),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            }));
        }
    }

    fn damaged(&self, what: &str) -> Fault {
        Fault::Damaged(format!("{}: {what}", self.part))
    }
}

fn reference(name: &quick_xml::events::BytesRef<'_>) -> Token<'static> {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return Token::Text(Cow::Owned(c.to_string()));
    }
    let name: &str = name;
    resolve_predefined_entity(name)
        .map_or_else(|| Token::Unknown(name.to_owned()), |text| Token::Text(Cow::Borrowed(text)))
}
