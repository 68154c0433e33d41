//! Facts of many cases in one table: a row a document, found by its path or by its loan number.
//!
//! CSV with a header: `path` or `loan_number` (or both), and any of the facts that the user can give. An empty cell gives
//! nothing.

use std::collections::BTreeMap;
use std::path::Path;

use super::user::BadFact;
use super::user::UserFacts;

/// Facts by document.
#[derive(Debug, Clone, Default)]
pub struct Manifest {
    /// Facts by row, with the row's line in the file.
    rows: Vec<(u64, UserFacts)>,
    by_path: BTreeMap<String, usize>,
    by_loan: BTreeMap<String, usize>,
}

/// What is wrong with a manifest.
#[derive(Debug, thiserror::Error)]
pub enum BadManifest {
    /// The table cannot be read.
    #[error("{0}; the file must be CSV with a header and as many cells in every row")]
    Table(#[from] csv::Error),
    /// There is no column to find a document by.
    #[error("the header has neither `path` nor `loan_number`; name one of them above its column")]
    NoKey,
    /// A row has neither path nor loan number.
    #[error("line {0}: the row has neither a path nor a loan number; give one or take the row out")]
    Nameless(u64),
    /// Two rows speak of one document.
    #[error("line {0}: `{1}` stands in line {2} too; keep one of them")]
    Twice(u64, String, u64),
    /// A cell is no fact.
    #[error("line {0}: {1}")]
    Fact(u64, BadFact),
}

impl Manifest {
    /// Reads a table.
    ///
    /// # Errors
    /// Where it is no table, a fact is none, or a document stands in it twice.
    pub fn parse(text: &str) -> Result<Self, BadManifest> {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        let header: Vec<String> =
            reader.headers()?.iter().map(|cell| cell.trim_start_matches('\u{feff}').to_owned()).collect();
        let column = |name: &str| header.iter().position(|cell| cell == name);
        let (path, loan) = (column("path"), column("loan_number"));
        if path.is_none() && loan.is_none() {
            return Err(BadManifest::NoKey);
        }
        let mut out = Self::default();
        for record in reader.records() {
            let record = record?;
            let line = record.position().map_or(0, csv::Position::line);
            let key = |column: Option<usize>| column.and_then(|at| record.get(at)).filter(|cell| !cell.is_empty());
            let (path, loan) = (key(path).map(of_path), key(loan).map(of_loan));
            if path.is_none() && loan.is_none() {
                return Err(BadManifest::Nameless(line));
            }
            let is_fact = |name: &str, cell: &str| !cell.is_empty() && name != "path" && name != "loan_number";
            let pairs = header.iter().zip(record.iter()).filter(|(name, cell)| is_fact(name, cell));
            let pairs: Vec<String> = pairs.map(|(name, cell)| format!("{name}={cell}")).collect();
            let facts =
                UserFacts::parse(pairs.iter().map(String::as_str)).map_err(|bad| BadManifest::Fact(line, bad))?;
            out.rows.push((line, facts));
            for (keys, key) in [(&mut out.by_path, path), (&mut out.by_loan, loan)] {
                let Some(key) = key else { continue };
                if let Some(other) = keys.insert(key.clone(), out.rows.len() - 1) {
                    let other = out.rows.get(other).map_or(0, |(line, _)| *line);
                    return Err(BadManifest::Twice(line, key, other));
                }
            }
        }
        Ok(out)
    }

    /// The row of a document by its path: as it was given, or by the file's name alone.
    #[must_use]
    pub fn of_path(&self, path: &str) -> Option<&UserFacts> {
        let whole = of_path(path);
        let name = Path::new(&whole).file_name().map(|name| name.to_string_lossy().into_owned());
        let found = self.by_path.get(&whole).or_else(|| name.and_then(|name| self.by_path.get(&name)));
        self.row(found)
    }

    /// The row of a document by the loan number that it states.
    #[must_use]
    pub fn of_loan(&self, number: &str) -> Option<&UserFacts> {
        self.row(self.by_loan.get(&of_loan(number)))
    }

    fn row(&self, at: Option<&usize>) -> Option<&UserFacts> {
        at.and_then(|at| self.rows.get(*at)).map(|(_, facts)| facts)
    }
}

/// A path whichever way its slashes lean.
fn of_path(path: &str) -> String {
    let path = path.replace('\\', "/");
    path.strip_prefix("./").unwrap_or(&path).to_owned()
}

/// A loan number without what is put between its digits.
fn of_loan(number: &str) -> String {
    number.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_found_by_path_by_name_and_by_loan() {
        let table = "path,loan_number,state,units\nin/a.pdf,,CA,2\n,0042-7715,NV,\nb.pdf,77,,1\n";
        let manifest = Manifest::parse(table).unwrap();
        let state = |found: Option<&UserFacts>| found.and_then(|facts| facts.state.clone());
        assert_eq!(state(manifest.of_path("./in/a.pdf")).as_deref(), Some("CA"));
        assert_eq!(state(manifest.of_path("in\\a.pdf")).as_deref(), Some("CA"));
        assert_eq!(state(manifest.of_loan("0042 7715")).as_deref(), Some("NV"));
        assert!(manifest.of_path("a.pdf").is_none() && manifest.of_loan("42-7715").is_none());
        assert_eq!(manifest.of_path("deep/below/b.pdf").and_then(|facts| facts.units), Some(1));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        for (table, says) in [
            ("file,state\na,CA\n", "neither `path` nor `loan_number`"),
            ("path,state\n,CA\n", "line 2: the row has neither"),
            ("path,state\na,CA\nb,XX\n", "line 3: "),
            ("path,colour\na,red\n", "line 2: "),
            ("path,state\na,CA\na,NV\n", "line 3: `a` stands in line 2 too"),
            ("path,state\na,CA,1\n", "CSV"),
        ] {
            let bad = Manifest::parse(table).unwrap_err().to_string();
            assert!(bad.contains(says), "{table}: {bad}");
        }
    }
}
