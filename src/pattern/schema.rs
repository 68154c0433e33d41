//! The JSON Schema of a pattern file, made from the structs that read it.

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;

use crate::pattern::file::File;

/// The JSON Schema of a file under `patterns/protections` or `patterns/hazards`, as committed in
/// `docs/schemas/patterns.schema.json`; ends with a line feed. It takes a file of TOML as the JSON of the same tables, with
/// dates as text.
#[must_use]
pub fn schema() -> String {
    let schema = SchemaGenerator::new(SchemaSettings::draft2020_12()).into_root_schema_for::<File>();
    // A schema is plain data: writing it as JSON cannot fail.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}
