//! The labelled sentences that are compiled into the program, one bank an author.

/// A bank's name and its lines.
macro_rules! bank {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../../corpus/sentences/", $name, ".jsonl")))),*]
    };
}

/// Every bank of `corpus/sentences`, by name; a test holds the list to the folder.
pub const BANK: &[(&str, &str)] = bank!(
    "b1" "b10" "b10b" "b11" "b11b" "b12" "b13" "b14" "b15" "b16" "b17" "b18"
    "b19" "b2" "b20" "b3" "b4" "b5" "b7" "b8" "b9" "c1" "c2" "c3"
    "c4" "c5" "c6" "d1" "d10" "d2" "d3" "d4" "d5" "d6" "d7" "d8"
    "d9" "d9b" "f1" "f2" "f3" "f4" "f5" "f6" "f7" "f8" "g1" "g2"
    "g3" "g4"
);
