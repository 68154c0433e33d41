//! Form fields: what they show.

use html5ever::tokenizer::Tag;

/// The value of an attribute.
pub(super) fn attribute<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

/// What an `input` element shows: a box, or the text typed into it.
pub(super) fn shown(tag: &Tag) -> Option<String> {
    let kind = attribute(tag, "type").unwrap_or("text").trim().to_ascii_lowercase();
    match kind.as_str() {
        "checkbox" | "radio" => Some(if attribute(tag, "checked").is_some() { "☒ " } else { "☐ " }.to_owned()),
        "hidden" | "password" | "submit" | "button" | "reset" | "image" | "file" | "range" | "color" => None,
        _ => attribute(tag, "value").filter(|value| !value.trim().is_empty()).map(str::to_owned),
    }
}

/// An open `select`: of its options one is shown.
#[derive(Debug, Default)]
pub(super) struct Select {
    shown: String,
    /// What text is now.
    now: Now,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Now {
    /// No option has begun.
    #[default]
    Before,
    /// The first option, which is shown if no other is chosen.
    First,
    /// The chosen option.
    Chosen,
    /// Another one.
    Unseen,
    /// Another one, after the chosen one.
    Settled,
}

impl Select {
    /// An option begins.
    pub(super) fn option(&mut self, tag: &Tag) {
        let chosen = attribute(tag, "selected").is_some();
        self.now = match self.now {
            _ if chosen => {
                self.shown.clear();
                Now::Chosen
            }
            Now::Before => Now::First,
            Now::Chosen | Now::Settled => Now::Settled,
            Now::First | Now::Unseen => Now::Unseen,
        };
    }

    /// Takes in text.
    pub(super) fn text(&mut self, text: &str) {
        if matches!(self.now, Now::First | Now::Chosen) {
            self.shown.push_str(text);
        }
    }

    /// What is shown.
    pub(super) fn shown(self) -> String {
        self.shown
    }
}
