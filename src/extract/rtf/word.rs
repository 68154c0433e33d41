//! Control words that stand for characters.

/// The characters that a control word stands for.
pub(super) fn characters(name: &str) -> Option<&'static str> {
    Some(match name {
        "tab" => "\t",
        "line" | "lbr" | "column" => "\n",
        "emdash" => "—",
        "endash" => "–",
        "bullet" => "•",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "emspace" | "enspace" | "qmspace" => " ",
        _ => return None,
    })
}

/// The characters that a control symbol stands for. An optional hyphen (`\-`) stands for none.
pub(super) fn symbol(symbol: u8) -> Option<&'static str> {
    match symbol {
        b'~' => Some("\u{A0}"),
        b'_' => Some("-"),
        _ => None,
    }
}
