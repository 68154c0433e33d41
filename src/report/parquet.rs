//! A row a document for a data warehouse: the columns of the CSV, with types, as Apache Parquet.
//!
//! `undetermined` is a boolean and `quality` a number; the others are strings, and null where there is nothing to say.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

use crate::report::csv;

/// Rows that are written together.
const GROUP: usize = 10_000;

/// A table on its way.
pub struct Table<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    rows: Vec<Vec<String>>,
}

impl<W: Write + Send> Table<W> {
    /// A table without rows.
    ///
    /// # Errors
    /// The head cannot be written.
    pub fn new(out: W) -> Result<Self, ParquetError> {
        let columns = csv::columns().map(column).collect::<Result<Vec<_>, _>>()?;
        let schema = Type::group_type_builder("document").with_fields(columns).build()?;
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))?;
        Ok(Self { writer, rows: Vec::new() })
    }

    /// Puts a row behind the others: the cells of [`csv::cells`].
    ///
    /// # Errors
    /// The rows before it cannot be written.
    pub fn put(&mut self, cells: Vec<String>) -> Result<(), ParquetError> {
        self.rows.push(cells);
        if self.rows.len() >= GROUP { self.flush() } else { Ok(()) }
    }

    /// Ends the table.
    ///
    /// # Errors
    /// What is left cannot be written.
    pub fn finish(mut self) -> Result<(), ParquetError> {
        self.flush()?;
        self.writer.close().map(|_| ())
    }

    fn flush(&mut self) -> Result<(), ParquetError> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let rows = std::mem::take(&mut self.rows);
        let mut group = self.writer.next_row_group()?;
        for (at, name) in csv::columns().enumerate() {
            let cells = rows.iter().map(|row| row.get(at).map_or("", String::as_str));
            write(&mut group, name, cells)?;
        }
        group.close().map(|_| ())
    }
}

/// What a column holds.
fn physical(name: &str) -> Physical {
    match name {
        "undetermined" => Physical::BOOLEAN,
        "quality" => Physical::DOUBLE,
        _ => Physical::BYTE_ARRAY,
    }
}

fn column(name: &str) -> Result<Arc<Type>, ParquetError> {
    let physical = physical(name);
    let logical = (physical == Physical::BYTE_ARRAY).then_some(LogicalType::String);
    let builder = Type::primitive_type_builder(name, physical).with_logical_type(logical);
    builder.with_repetition(Repetition::OPTIONAL).build().map(Arc::new)
}

/// Writes one column of a group; an empty cell is null.
fn write<'a, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    name: &str,
    cells: impl Iterator<Item = &'a str> + Clone,
) -> Result<(), ParquetError> {
    let there: Vec<i16> = cells.clone().map(|cell| i16::from(!cell.is_empty())).collect();
    let said = cells.filter(|cell| !cell.is_empty());
    let Some(mut column) = group.next_column()? else { return Ok(()) };
    match physical(name) {
        Physical::BOOLEAN => {
            let values: Vec<bool> = said.map(|cell| cell == "true").collect();
            column.typed::<BoolType>().write_batch(&values, Some(&there), None)?;
        }
        Physical::DOUBLE => {
            let values: Vec<f64> = said.map(|cell| cell.parse().unwrap_or(f64::NAN)).collect();
            column.typed::<DoubleType>().write_batch(&values, Some(&there), None)?;
        }
        _ => {
            let values: Vec<ByteArray> = said.map(ByteArray::from).collect();
            column.typed::<ByteArrayType>().write_batch(&values, Some(&there), None)?;
        }
    }
    column.close()
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    use super::*;
    use crate::report::sample;

    #[test]
    fn a_table_holds_what_the_reviews_say() {
        let reviews = [sample::contradiction(), sample::freed(), sample::locked()];
        let file = tempfile::tempfile().unwrap();
        let mut table = Table::new(file.try_clone().unwrap()).unwrap();
        for n in 0..GROUP + 2 {
            table.put(csv::cells(&reviews[n % 3])).unwrap();
        }
        table.finish().unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        assert_eq!(reader.num_row_groups(), 2);
        let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        assert_eq!(rows.len(), GROUP + 2);
        for (row, review) in rows.iter().zip(reviews.iter().cycle()) {
            assert_eq!(row.get_string(0).unwrap(), &review.meta.name);
            assert_eq!(row.get_string(2).unwrap(), &review.judgement.verdict.to_string());
        }
        assert_eq!(rows[0].len(), csv::columns().count());
    }
}
