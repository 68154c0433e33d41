//! Telling people and machines: one file for each format, each a function of reviews.

pub mod accept;
pub mod checked;
pub mod compare;
pub mod csv;
pub mod diff;
pub mod docx;
pub mod exit;
pub mod formats;
pub mod github;
pub mod groups;
pub mod html;
pub mod json;
pub mod junit;
pub mod key_facts;
pub mod markdown;
pub mod marks;
pub mod matter;
pub mod memo;
pub mod pages;
pub mod paper;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod request;
pub mod sarif;
pub mod short;
pub mod terminal;
pub mod top_line;
pub mod uri;
pub mod visible;
pub mod words;

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;

use crate::report::json::Object;

/// The JSON Schema of [`json::Object`], as committed in `docs/schemas/review.schema.json`; ends with a line feed.
#[must_use]
pub fn schema() -> String {
    let schema =
        SchemaGenerator::new(SchemaSettings::draft2020_12().for_serialize()).into_root_schema_for::<Object<'_>>();
    // A schema is plain data: writing it as JSON cannot fail.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
