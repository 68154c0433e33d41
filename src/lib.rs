//! acquit reads lenders' short sale approval letters and deed-in-lieu agreements and says whether they truly free
//! the borrower.
//!
//! Floors, lowest first; a module uses only floors below its own (`tests/floors.rs` keeps it).

// floor 0: words
pub mod id;
pub mod severity;
pub mod span;
// floor 1: what a file format reader hands over; what a reader of the words hands over
pub mod document;
pub mod reading;
// floor 2: bytes to pages; exact words and where they stand
pub mod evidence;
pub mod extract;
// floor 3: the text that is read
pub mod text;
// floor 4: from pages to the text
pub mod normalise;
// floor 5: words and concepts; structure
pub mod lexicon;
pub mod segment;
// floor 6: patterns
pub mod pattern;
// floor 7: what later stages look up
pub mod survey;
// floor 8: reader A; reader B
pub mod model;
pub mod read;
// floor 9: one reading per unit and id; letters of one form
pub mod fuse;
pub mod template;
// floor 10: the document as a whole
pub mod resolve;
// floor 11: facts and law; what a finding is
pub mod context;
pub mod finding;
// floor 12: statuses, verdict, severity
pub mod judge;
// floor 13: the pipeline for one document
pub mod review;
// floor 14: telling people, scoring
pub mod eval;
pub mod report;
// floor 15: processes, threads and the disk
pub mod batch;
pub mod cache;
pub mod ocr;
pub mod worker;
// floor 16: the door
pub mod cli;
