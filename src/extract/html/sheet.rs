//! What the style sheets of the page itself hide or show. Sheets kept elsewhere are not fetched.

use hashbrown::HashMap;

use super::look::Own;
use super::look::declarations;

/// Rules with plain selectors: `p`, `.note`, `p.note`, `#note`. Others choose by place, which needs a tree.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    rules: HashMap<String, Own>,
}

/// Most class names of an element that are looked up.
const MAX_CLASSES: usize = 20;

impl Sheet {
    /// Takes in the text of a `style` element. Rules for printers or small screens (`@media`) are left out.
    pub(super) fn read(&mut self, css: &str) {
        let css = without_comments(css);
        let mut rest = css.as_str();
        while let Some(open) = rest.find('{') {
            let (selectors, body) = rest.split_at(open);
            // An at-rule without a block ends with a semicolon.
            let selectors = selectors.rsplit(';').next().unwrap_or(selectors).trim();
            let length = block(body);
            if !selectors.starts_with('@') {
                self.rule(selectors, body.get(1..length).unwrap_or_default());
            }
            rest = body.get(length + 1..).unwrap_or_default();
        }
    }

    fn rule(&mut self, selectors: &str, css: &str) {
        let mut own = declarations(css);
        own.apart = false;
        if !own.changes() {
            return;
        }
        for selector in selectors.split(',').map(str::trim) {
            if selector.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '#' | '-' | '_')) {
                self.rules.entry(selector.to_owned()).or_default().add(own);
            }
        }
    }

    /// What the sheets say of an element.
    pub(super) fn of(&self, name: &str, class: Option<&str>, id: Option<&str>) -> Own {
        let mut own = Own::default();
        if self.rules.is_empty() {
            return own;
        }
        let mut look_up = |selector: &str| {
            if let Some(&found) = self.rules.get(selector) {
                own.add(found);
            }
        };
        look_up(name);
        for class in class.unwrap_or_default().split_ascii_whitespace().take(MAX_CLASSES) {
            look_up(&[".", class].concat());
            look_up(&[name, ".", class].concat());
        }
        if let Some(id) = id {
            look_up(&["#", id].concat());
            look_up(&[name, "#", id].concat());
        }
        own
    }
}

fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    // Old pages hide their sheets from older browsers.
    out.replace("<!--", " ").replace("-->", " ")
}

/// Where the block that begins with a brace ends; blocks may hold blocks.
fn block(body: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in body.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return at,
            '}' => depth -= 1,
            _ => {}
        }
    }
    body.len()
}
