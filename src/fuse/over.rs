//! The readers over patterns of the user's own.

use crate::fuse::Kit;
use crate::fuse::KitError;
use crate::pattern::Patterns;
use crate::read::Frames;

impl Kit {
    /// The readers over these patterns, which live as long as the program.
    ///
    /// # Errors
    /// Where the words of these patterns leave a frame without one that it needs.
    pub fn over(patterns: Patterns) -> Result<Self, KitError> {
        let patterns: &'static Patterns = Box::leak(Box::new(patterns));
        let lexicon = patterns.lexicon();
        Ok(Self { lexicon, frames: Frames::built_in(lexicon)?, patterns, second: None, left_out: None })
    }
}
