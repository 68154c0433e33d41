//! Lists and the labels of their items.

use crate::extract::flow::formats::NumberFormat;

/// An open list.
#[derive(Debug, Clone, Copy)]
pub(super) struct List {
    format: NumberFormat,
    next: u32,
}

impl List {
    /// A list: its element's name and attributes. `style` is the value of `list-style-type` or `list-style`.
    pub(super) fn new(name: &str, kind: Option<&str>, start: Option<&str>, style: Option<&str>) -> Self {
        let plain = if name == "ol" { NumberFormat::Decimal } else { NumberFormat::Bullet };
        let by_attribute = kind.and_then(|kind| named(kind.trim()));
        let by_style = style.and_then(|style| style.split_whitespace().find_map(named));
        let next = start.and_then(|start| start.trim().parse().ok()).unwrap_or(1);
        Self { format: by_style.or(by_attribute).unwrap_or(plain), next }
    }

    /// The label of the next item; `value` is the number that the item asks for.
    pub(super) fn label(&mut self, value: Option<&str>) -> Option<String> {
        let number = value.and_then(|value| value.trim().parse().ok()).unwrap_or(self.next);
        self.next = number.saturating_add(1);
        match self.format {
            NumberFormat::None => None,
            NumberFormat::Bullet => Some("•".to_owned()),
            format => Some(format!("{}.", format.write(number))),
        }
    }
}

fn named(name: &str) -> Option<NumberFormat> {
    Some(match name {
        "1" | "decimal" => NumberFormat::Decimal,
        "decimal-leading-zero" => NumberFormat::DecimalZero,
        "a" | "lower-alpha" | "lower-latin" => NumberFormat::LowerLetter,
        "A" | "upper-alpha" | "upper-latin" => NumberFormat::UpperLetter,
        "i" | "lower-roman" => NumberFormat::LowerRoman,
        "I" | "upper-roman" => NumberFormat::UpperRoman,
        "disc" | "circle" | "square" => NumberFormat::Bullet,
        "none" => NumberFormat::None,
        _ => return None,
    })
}
