//! How the parts of a Word document refer to each other.

use std::collections::BTreeMap;

use crate::extract::flow::fault::Fault;
use crate::extract::package::Package;
use crate::extract::xml::Token;
use crate::extract::xml::Xml;

/// Another part that a part refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relation {
    /// Last word of the relationship's type, for example "header".
    pub kind: String,
    /// Name of the part in the archive.
    pub part: String,
}

/// Name of the main part in the archive.
pub(super) fn main(package: &Package<'_>) -> Result<String, Fault> {
    let missing = || Fault::Damaged("it has no word/document.xml".to_owned());
    package.first(super::is_main_part).ok_or_else(missing)
}

/// The parts that the main part refers to, by their ids.
pub(super) fn of(package: &mut Package<'_>, main: &str) -> Result<BTreeMap<String, Relation>, Fault> {
    let name = format!("word/_rels/{}.rels", main.trim_start_matches("word/"));
    let Some(text) = package.part(&name)? else { return Ok(BTreeMap::new()) };
    let mut out = BTreeMap::new();
    let mut xml = Xml::new(&name, &text);
    while let Some(token) = xml.next()? {
        if let Token::Open(element) = token
            && let (Some(id), Some(kind), Some(target)) =
                (element.value("Id"), element.value("Type"), element.value("Target"))
        {
            let kind = kind.rsplit('/').next().unwrap_or("").to_owned();
            out.insert(id.into_owned(), Relation { kind, part: resolve(&target) });
        }
    }
    Ok(out)
}

/// The archive name of a target as written beside the main part.
fn resolve(target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut folders = vec!["word"];
    for step in target.split('/') {
        match step {
            "." => {}
            ".." => {
                folders.pop();
            }
            step => folders.push(step),
        }
    }
    folders.join("/")
}
