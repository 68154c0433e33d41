//! List definitions: `word/numbering.xml`.

use std::collections::BTreeMap;

use crate::extract::flow::fault::Fault;
use crate::extract::flow::formats::NumberFormat;
use crate::extract::flow::pictographs::SignFont;
use crate::extract::xml::Element;
use crate::extract::xml::Token;
use crate::extract::xml::Xml;

/// Levels of a list, 0 to 8.
pub(super) const LEVELS: usize = 9;

/// Longest label, in characters: a longer one would repeat itself at every item.
const MAX_LABEL: usize = 100;

/// How one level of a list is labelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Level {
    /// First number.
    pub start: u32,
    /// How numbers are written.
    pub format: NumberFormat,
    /// The label, for example "%1.%2)", where "%2" stands for the number of level 2; a sign for a bullet.
    pub label: String,
    /// The font of a bullet's sign.
    pub font: Option<SignFont>,
    /// All numbers are written as decimals.
    pub legal: bool,
    /// The numbering begins anew after a level up to this one (`w:lvlRestart`); 0 is never, absent is every higher one.
    pub restart: Option<usize>,
}

impl Default for Level {
    fn default() -> Self {
        let format = NumberFormat::Decimal;
        Self { start: 1, format, label: String::new(), font: None, legal: false, restart: None }
    }
}

/// A definition that lists share; lists of one definition count on together.
#[derive(Debug, Clone, Default)]
pub(super) struct Definition {
    /// Its levels, up to [`LEVELS`].
    pub levels: BTreeMap<usize, Level>,
    linked_from: Option<String>,
    links_to: Option<String>,
}

/// One list: a definition with changes.
#[derive(Debug, Clone, Default)]
pub(super) struct List {
    /// Which definition.
    pub definition: u32,
    /// Levels that begin at a number of their own.
    pub starts: BTreeMap<usize, u32>,
    /// Levels that are defined anew.
    pub levels: BTreeMap<usize, Level>,
}

/// All lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: BTreeMap<u32, Definition>,
    lists: BTreeMap<u32, List>,
}

/// Where in the part the reading stands.
#[derive(Default)]
struct Place {
    definition: Option<u32>,
    list: Option<u32>,
    level: usize,
}

impl Numbering {
    /// Reads the part.
    pub(super) fn read(text: &str) -> Result<Self, Fault> {
        let (mut out, mut place) = (Self::default(), Place::default());
        let mut xml = Xml::new("numbering", text);
        while let Some(token) = xml.next()? {
            if let Token::Open(element) = token {
                out.take(&element, &mut place);
            }
        }
        Ok(out)
    }

    /// A list and its definition, if the document defines it.
    pub(super) fn list(&self, id: u32) -> Option<(&List, &Definition)> {
        let list = self.lists.get(&id)?;
        let definition = self.definitions.get(&list.definition)?;
        let Some(style) = &definition.links_to else { return Some((list, definition)) };
        let linked = self.definitions.values().find(|other| other.linked_from.as_ref() == Some(style));
        Some((list, linked.unwrap_or(definition)))
    }

    fn take(&mut self, element: &Element<'_>, place: &mut Place) {
        let number = |name: &str| element.value(name).and_then(|v| v.parse::<u32>().ok());
        match element.name() {
            "abstractNum" => {
                *place = Place { definition: number("abstractNumId"), ..Place::default() };
                self.definitions.extend(place.definition.map(|id| (id, Definition::default())));
            }
            "num" => {
                *place = Place { list: number("numId"), ..Place::default() };
                self.lists.extend(place.list.map(|id| (id, List::default())));
            }
            "abstractNumId" => {
                if let (Some(list), Some(id)) = (self.list_at(place), number("val")) {
                    list.definition = id;
                }
            }
            "lvl" | "lvlOverride" => place.level = number("ilvl").and_then(|n| usize::try_from(n).ok()).unwrap_or(0),
            "startOverride" => {
                let level = place.level;
                if let (Some(list), Some(start)) = (self.list_at(place), number("val")) {
                    list.starts.insert(level, start);
                }
            }
            "styleLink" | "numStyleLink" => self.link(element, place),
            _ => self.level_property(element, place),
        }
    }

    fn list_at(&mut self, place: &Place) -> Option<&mut List> {
        self.lists.get_mut(&place.list?)
    }

    fn link(&mut self, element: &Element<'_>, place: &Place) {
        let Some(definition) = place.definition.and_then(|id| self.definitions.get_mut(&id)) else { return };
        let style = element.val().map(std::borrow::Cow::into_owned);
        if element.name() == "styleLink" {
            definition.linked_from = style;
        } else {
            definition.links_to = style;
        }
    }

    fn level_property(&mut self, element: &Element<'_>, place: &Place) {
        let known = ["start", "numFmt", "lvlText", "isLgl", "lvlRestart", "rFonts"].contains(&element.name());
        if !known || place.level >= LEVELS {
            return;
        }
        let levels = if let Some(list) = self.list_at(place) {
            &mut list.levels
        } else if let Some(definition) = place.definition.and_then(|id| self.definitions.get_mut(&id)) {
            &mut definition.levels
        } else {
            return;
        };
        levels.entry(place.level).or_default().take(element);
    }
}

impl Level {
    fn take(&mut self, element: &Element<'_>) {
        let Some(val) = element.val() else {
            match element.name() {
                "isLgl" => self.legal = true,
                "rFonts" => self.font = element.value("ascii").and_then(|name| SignFont::named(&name)),
                _ => {}
            }
            return;
        };
        match element.name() {
            "start" => self.start = val.parse().unwrap_or(1),
            "numFmt" => self.format = NumberFormat::named(&val),
            "lvlText" => self.label = val.chars().take(MAX_LABEL).collect(),
            "isLgl" => self.legal = element.is_on(),
            "lvlRestart" => self.restart = val.parse().ok(),
            _ => {}
        }
    }
}
