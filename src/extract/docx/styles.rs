//! What styles say of numbering and of hidden text.

use std::collections::BTreeMap;

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
    hidden: Option<bool>,
}

/// The styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: BTreeMap<String, Style>,
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

    /// Whether the style hides its text.
    pub(super) fn hides(&self, style: &str) -> bool {
        self.chain(style).find_map(|style| style.hidden).unwrap_or(false)
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
            "vanish" => self.hidden = Some(element.is_on()),
            _ => {}
        }
    }
}
