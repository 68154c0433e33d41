//! The parts of a document in reading order: headers, the text with notes and text boxes, footers.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::document::Source;
use crate::extract::Limits;
use crate::extract::flow::Flow;
use crate::extract::flow::fault::Fault;
use crate::extract::flow::paragraph::Paragraph;
use crate::extract::package::Package;
use crate::extract::xml::Token;
use crate::extract::xml::Xml;

use super::body::Walk;
use super::styles::Styles;

/// Reads all parts that a reader sees.
pub(super) fn read(bytes: &[u8], limits: Limits) -> Result<Flow, Fault> {
    let mut package = Package::open(bytes, limits)?;
    if is_locked(&mut package) {
        return Err(Fault::Locked);
    }
    let missing = || Fault::Damaged("the part content.xml is missing".to_owned());
    let content = package.part("content.xml")?.ok_or_else(missing)?;
    let mut flow = Flow::default();
    let styles = package.part("styles.xml").unwrap_or_else(|fault| {
        flow.faults.push(fault);
        None
    });
    let mut common = Styles::default();
    let mut pages = styles.as_ref().map(|text| Xml::within("styles.xml", text, limits));
    if let Some(Err(fault)) = pages.as_mut().map(|xml| common.read(xml)) {
        flow.faults.push(fault);
        pages = None;
    }
    let mut own = common.clone();
    own.masters.clear();
    let body = text(&mut flow, &mut own, &content, limits);
    let (headers, footers) =
        pages.map(|mut xml| furniture(&mut flow, &common, &own.masters, &mut xml)).unwrap_or_default();
    flow.paragraphs = headers.into_iter().chain(body).chain(footers).collect();
    Ok(flow)
}

/// Whether the list of members says that one is encrypted.
fn is_locked(package: &mut Package<'_>) -> bool {
    let Ok(Some(manifest)) = package.part("META-INF/manifest.xml") else { return false };
    let mut xml = Xml::new("manifest", &manifest);
    while let Ok(Some(token)) = xml.next() {
        if matches!(token, Token::Open(element) if element.name() == "encryption-data") {
            return true;
        }
    }
    false
}

/// The text itself; `styles` takes in those of its part.
fn text(flow: &mut Flow, styles: &mut Styles, content: &str, limits: Limits) -> Vec<Paragraph> {
    let mut xml = Xml::within("content.xml", content, limits);
    if let Err(fault) = styles.read(&mut xml) {
        flow.faults.push(fault);
        return Vec::new();
    }
    loop {
        match xml.next() {
            Ok(Some(Token::Open(element))) if element.full() == "office:text" => break,
            Ok(Some(_)) => {}
            Ok(None) => {
                flow.faults.push(Fault::Damaged("content.xml holds no text".to_owned()));
                return Vec::new();
            }
            Err(fault) => {
                flow.faults.push(fault);
                return Vec::new();
            }
        }
    }
    let mut walk = Walk::new(styles);
    let paragraphs = walk.read(&mut xml);
    let whole = walk.faults.is_empty();
    join(flow, walk);
    // What stands behind the text must be sound, too: a part that ends too early is no whole part.
    if whole && let Err(fault) = to_the_end(&mut xml) {
        flow.faults.push(fault);
    }
    paragraphs
}

fn to_the_end(xml: &mut Xml<'_>) -> Result<(), Fault> {
    while xml.next()?.is_some() {}
    Ok(())
}

fn join(flow: &mut Flow, walk: Walk<'_>) {
    flow.left_out.deleted += walk.left_out.deleted;
    flow.left_out.struck += walk.left_out.struck;
    flow.pictures += walk.pictures;
    flow.faults.extend(walk.faults);
}

/// A page style, as far as it is read.
#[derive(Default)]
struct Master {
    name: String,
    next: Option<String>,
    headers: Vec<Vec<Paragraph>>,
    footers: Vec<Vec<Paragraph>>,
}

/// Headers and footers of the page styles in use, each text once; `asked` are the page styles that the text names.
fn furniture(
    flow: &mut Flow,
    styles: &Styles,
    asked: &BTreeSet<String>,
    xml: &mut Xml<'_>,
) -> (Vec<Paragraph>, Vec<Paragraph>) {
    let masters = masters(flow, styles, xml);
    let mut used: BTreeSet<&str> = asked.iter().map(String::as_str).collect();
    used.insert("Standard");
    used.extend(masters.first().map(|master| master.name.as_str()));
    let (mut headers, mut footers) = (Vec::new(), Vec::new());
    // Each page style names the one of the page after it; a second look finds those of a chain.
    for _ in 0..masters.len().min(10) {
        let next = masters.iter().filter(|master| used.contains(master.name.as_str()));
        let next: Vec<&str> = next.filter_map(|master| master.next.as_deref()).collect();
        used.extend(next);
    }
    for master in masters.iter().filter(|master| used.contains(master.name.as_str())) {
        for (found, kept) in [(&master.headers, &mut headers), (&master.footers, &mut footers)] {
            kept.extend(found.iter().filter(|text| !text.is_empty()).cloned());
        }
    }
    (marked(headers), marked(footers))
}

/// Each text once, as furniture.
fn marked(texts: Vec<Vec<Paragraph>>) -> Vec<Paragraph> {
    let mut seen: Vec<Vec<Paragraph>> = Vec::new();
    for text in texts {
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    let mut all: Vec<Paragraph> = seen.into_iter().flatten().collect();
    for paragraph in &mut all {
        paragraph.mark_all(Source::Furniture);
    }
    all
}

fn masters(flow: &mut Flow, styles: &Styles, xml: &mut Xml<'_>) -> Vec<Master> {
    let mut out: Vec<Master> = Vec::new();
    loop {
        let element = match xml.next() {
            Ok(Some(Token::Open(element))) => element,
            Ok(Some(_)) => continue,
            Ok(None) => return out,
            Err(fault) => {
                flow.faults.push(fault);
                return out;
            }
        };
        if element.name() == "master-page" {
            let name = element.value("name").map(Cow::into_owned).unwrap_or_default();
            let next = element.value("next-style-name").map(Cow::into_owned);
            out.push(Master { name, next, ..Master::default() });
            continue;
        }
        let is_header = element.name().starts_with("header");
        let is_shown = element.value("display").as_deref() != Some("false");
        if !is_header && !element.name().starts_with("footer") {
            continue;
        }
        let mut walk = Walk::new(styles);
        let paragraphs = walk.read(xml);
        let stopped = !walk.faults.is_empty();
        if is_shown {
            join(flow, walk);
            if let Some(master) = out.last_mut() {
                if is_header { master.headers.push(paragraphs) } else { master.footers.push(paragraphs) }
            }
        }
        if stopped {
            return out;
        }
    }
}
