//! The styles of a document, and of one part of it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::extract::flow::fault::Fault;
use crate::extract::xml::Element;
use crate::extract::xml::Token;
use crate::extract::xml::Xml;

use super::lists::Definition;
use super::says::Says;

/// Longest chain of styles based on each other; a longer one is a loop.
const MAX_CHAIN: usize = 20;

/// The name under which the numbers of headings are kept.
pub(super) const OUTLINE: &str = "\u{0}outline";

#[derive(Debug, Clone, Default)]
struct Style {
    parent: Option<String>,
    says: Says,
    list: Option<String>,
}

/// The styles by family and name, and the lists by name.
#[derive(Debug, Clone, Default)]
pub(super) struct Styles {
    all: BTreeMap<String, Style>,
    lists: BTreeMap<String, Definition>,
    /// Names of the page styles that paragraph styles ask for.
    pub masters: BTreeSet<String>,
}

/// Where in the part the reading stands.
#[derive(Default)]
struct Place {
    style: Option<String>,
    list: Option<String>,
}

impl Styles {
    /// Takes in the styles at the head of a part, up to its body or its page styles.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        let mut place = Place::default();
        while let Some(token) = xml.next()? {
            match token {
                Token::Open(element) if matches!(element.name(), "body" | "master-styles") => break,
                Token::Open(element) => self.take(&element, &mut place),
                _ => {}
            }
        }
        Ok(())
    }

    fn take(&mut self, element: &Element<'_>, place: &mut Place) {
        let value = |name: &str| element.value(name).map(Cow::into_owned).filter(|value| !value.is_empty());
        match element.name() {
            "style" => {
                let key = key(&value("family").unwrap_or_default(), &value("name").unwrap_or_default());
                let parent = value("parent-style-name");
                self.masters.extend(value("master-page-name"));
                self.all.insert(key.clone(), Style { parent, says: Says::default(), list: value("list-style-name") });
                *place = Place { style: Some(key), list: None };
            }
            "list-style" | "outline-style" => {
                let name = if element.name() == "outline-style" { Some(OUTLINE.to_owned()) } else { value("name") };
                let name = name.unwrap_or_default();
                self.lists.insert(name.clone(), Definition::default());
                *place = Place { style: None, list: Some(name) };
            }
            "text-properties" | "paragraph-properties" if place.style.is_some() => {
                if let Some(style) = place.style.as_ref().and_then(|key| self.all.get_mut(key)) {
                    style.says.take(element);
                }
            }
            // Styles of dates and numbers, of pages, of whatever is no text.
            name if name.ends_with("-style") && name != "outline-level-style" || name == "page-layout" => {
                *place = Place::default();
            }
            _ => {
                if let Some(list) = place.list.as_ref().and_then(|name| self.lists.get_mut(name)) {
                    list.take(element);
                }
            }
        }
    }

    /// What the style and those that it is based on say.
    pub(super) fn says(&self, family: &str, name: &str) -> Says {
        self.chain(family, name).fold(Says::default(), |says, style| says.or(style.says))
    }

    /// The list that a paragraph style puts its paragraphs into.
    pub(super) fn list_of(&self, name: &str) -> Option<&str> {
        self.chain("paragraph", name).find_map(|style| style.list.as_deref())
    }

    /// The list of that name.
    pub(super) fn list(&self, name: &str) -> Option<&Definition> {
        self.lists.get(name)
    }

    fn chain<'a>(&'a self, family: &'a str, name: &str) -> impl Iterator<Item = &'a Style> {
        let next = move |style: &&'a Style| style.parent.as_ref().and_then(|name| self.all.get(&key(family, name)));
        std::iter::successors(self.all.get(&key(family, name)), next).take(MAX_CHAIN)
    }
}

fn key(family: &str, name: &str) -> String {
    [family, " ", name].concat()
}
