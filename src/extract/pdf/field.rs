//! What form fields and typed notes hold, read from the object tree.

use hayro_syntax::object::Array;
use hayro_syntax::object::Dict;
use hayro_syntax::object::Name;
use hayro_syntax::object::Object;
use hayro_syntax::object::Rect;
use hayro_syntax::object::String as PdfString;

use crate::extract::pdf::pdf_string::decode;

/// Steps up from a widget to the field that it belongs to, at most.
const MOST_PARENTS: usize = 32;
const HIDDEN: u32 = 1 << 1;
const NO_VIEW: u32 = 1 << 5;
const PASSWORD: u32 = 1 << 13;
const PUSH_BUTTON: u32 = 1 << 16;

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Words.
    Text(String),
    /// A check box or radio button that is ticked.
    Ticked,
    /// One that is not.
    Unticked,
}

/// A field as it stands on a page.
#[derive(Debug)]
pub(super) struct Field {
    /// Its rectangle in the page's own coordinates (y up, no rotation).
    pub rect: Rect,
    /// What it holds.
    pub value: Value,
}

/// The field or typed note that this annotation is, if a person sees it and it holds something.
pub(super) fn field(annotation: &Dict<'_>) -> Option<Field> {
    if !is_shown(annotation) {
        return None;
    }
    held(annotation)
}

/// Whether the flags of an annotation let it be seen on the screen.
pub(super) fn is_shown(annotation: &Dict<'_>) -> bool {
    annotation.get::<u32>(b"F").unwrap_or(0) & (HIDDEN | NO_VIEW) == 0
}

/// What a field or typed note holds that nobody sees because its flags hide it; nothing of a box or button.
pub(super) fn unseen_words(annotation: &Dict<'_>) -> usize {
    match held(annotation) {
        Some(Field { value: Value::Text(text), .. }) if !is_shown(annotation) => text.split_whitespace().count(),
        _ => 0,
    }
}

fn held(annotation: &Dict<'_>) -> Option<Field> {
    let value = match annotation.get::<Name<'_>>(b"Subtype")?.as_ref() {
        b"Widget" => widget(annotation)?,
        b"FreeText" => Value::Text(decode(&annotation.get::<PdfString<'_>>(b"Contents")?)),
        _ => return None,
    };
    let says = !matches!(&value, Value::Text(text) if text.trim().is_empty());
    says.then_some(Field { rect: annotation.get::<Rect>(b"Rect")?, value })
}

fn widget(widget: &Dict<'_>) -> Option<Value> {
    let kind = inherited(widget, b"FT")?.into_name()?;
    let flags = inherited(widget, b"Ff").and_then(Object::into_i32).map_or(0, i32::cast_unsigned);
    match kind.as_ref() {
        b"Tx" if flags & PASSWORD == 0 => words(inherited(widget, b"V")?).map(Value::Text),
        b"Ch" => chosen(widget).map(Value::Text),
        b"Btn" if flags & PUSH_BUTTON == 0 => Some(if is_ticked(widget) { Value::Ticked } else { Value::Unticked }),
        _ => None,
    }
}

/// An entry of the widget or of the field above it.
fn inherited<'a>(widget: &Dict<'a>, key: &[u8]) -> Option<Object<'a>> {
    let mut at = widget.clone();
    for _ in 0..MOST_PARENTS {
        if let Some(found) = at.get::<Object<'_>>(key) {
            return Some(found);
        }
        at = at.get::<Dict<'_>>(b"Parent")?;
    }
    None
}

fn words(value: Object<'_>) -> Option<String> {
    match value {
        Object::String(text) => Some(decode(&text)),
        Object::Name(name) => Some(decode(name.as_ref())),
        Object::Stream(stream) => stream.decoded_data().ok().map(|data| decode(&data)),
        _ => None,
    }
}

/// What a list shows as chosen: its display texts, which may differ from the values it keeps.
fn chosen(widget: &Dict<'_>) -> Option<String> {
    let kept: Vec<String> = match inherited(widget, b"V")? {
        Object::Array(values) => values.iter::<Object<'_>>().filter_map(words).collect(),
        value => vec![words(value)?],
    };
    let options = inherited(widget, b"Opt").and_then(Object::into_array);
    let pairs: Vec<(String, String)> =
        options.map_or_else(Vec::new, |options| options.iter::<Array<'_>>().filter_map(|pair| option(&pair)).collect());
    let shown = kept.into_iter().map(|value| match pairs.iter().find(|(key, _)| *key == value) {
        Some((_, shown)) => shown.clone(),
        None => value,
    });
    Some(shown.collect::<Vec<_>>().join(", "))
}

fn option(pair: &Array<'_>) -> Option<(String, String)> {
    let mut texts = pair.iter::<Object<'_>>().filter_map(words);
    Some((texts.next()?, texts.next()?))
}

fn is_ticked(widget: &Dict<'_>) -> bool {
    let off = |state: &[u8]| state == b"Off";
    if let Some(state) = widget.get::<Name<'_>>(b"AS") {
        return !off(&state);
    }
    let Some(state) = inherited(widget, b"V").and_then(Object::into_name) else { return false };
    let looks = widget.get::<Dict<'_>>(b"AP").and_then(|looks| looks.get::<Dict<'_>>(b"N"));
    let on = looks.and_then(|looks| looks.entries().map(|(name, _)| name).find(|name| !off(name)));
    !off(&state) && on.is_none_or(|on| on == state)
}
