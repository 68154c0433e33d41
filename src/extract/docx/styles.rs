//! What styles say of numbering and of looks.

use std::collections::BTreeMap;

use super::looks::Looks;
use crate::extract::flow::fault::Fault;
use crate::extract::xml::Element;
use crate::extract::xml::Token;
use crate::extract::xml::Xml;

/// Longest chain of styles based on each other; a longer one is a loop.
const MAX_CHAIN: usize = 20;

/// A place in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct InList {
    /// `w:numId`: which list; 0 takes a paragraph out of any list.
    pub list: Option<u32>,
    /// `w:ilvl`, from 0.
    pub level: Option<usize>,
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    numbered: InList,
    looks: Looks,
}

/// The styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    usual: Option<String>,
}

impl Styles {
    /// Reads `word/styles.xml`.
    pub(super) fn read(text: &str) -> Result<Self, Fault> {
        let mut out = Self::default();
        let mut xml = Xml::new("styles", text);
        let (mut id, mut style) = (None, Style::default());
        while let Some(token) = xml.next()? {
            match token {
                Token::Open(element) if element.name() == "style" => {
                    id = element.value("styleId").map(std::borrow::Cow::into_owned);
                    style = Style::default();
                    let is_usual = element.value("default").is_some_and(|value| value != "0" && value != "false");
                    if is_usual && element.value("type").as_deref() == Some("paragraph") {
                        out.usual.clone_from(&id);
                    }
                }
                Token::Open(element) => style.take(&element),
                // A style is a child of the root.
                Token::Close if xml.depth() == 1 => {
                    out.all.extend(id.take().map(|id| (id, std::mem::take(&mut style))));
                }
                _ => {}
            }
        }
        Ok(out)
    }

    /// The list place that a paragraph style gives.
    pub(super) fn numbered(&self, style: &str) -> InList {
        let mut out = InList::default();
        for style in self.chain(style) {
            out.list = out.list.or(style.numbered.list);
            out.level = out.level.or(style.numbered.level);
        }
        out
    }

    /// How the style makes words look.
    pub(super) fn looks(&self, style: &str) -> Looks {
        self.chain(style).fold(Looks::default(), |looks, style| looks.or(style.looks))
    }

    /// How words of a paragraph look that names this style, or none.
    pub(super) fn paragraph_looks(&self, style: Option<&str>) -> Looks {
        style.or(self.usual.as_deref()).map(|style| self.looks(style)).unwrap_or_default()
    }

    fn chain(&self, style: &str) -> impl Iterator<Item = &Style> {
        let next = |style: &&Style| style.based_on.as_ref().and_then(|id| self.all.get(id));
        std::iter::successors(self.all.get(style), next).take(MAX_CHAIN)
    }
}

impl Style {
    fn take(&mut self, element: &Element<'_>) {
        match element.name() {
            "basedOn" => self.based_on = element.val().map(std::borrow::Cow::into_owned),
            "numId" => self.numbered.list = element.val().and_then(|v| v.parse().ok()),
            "ilvl" => self.numbered.level = element.val().and_then(|v| v.parse().ok()),
            _ => self.looks.take(element),
        }
    }
}
