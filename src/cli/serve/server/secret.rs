//! Words that nobody can guess.

use anyhow::anyhow;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// A random word of 192 bits.
pub(super) struct Secret(String);

impl Secret {
    /// A new one.
    pub(super) fn new() -> anyhow::Result<Self> {
        let mut bytes = [0; 24];
        let none =
            |why| anyhow!("this machine gives no random numbers ({why}), so nobody could be kept out; run again");
        getrandom::fill(&mut bytes).map_err(none)?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// The word.
    pub(super) fn word(&self) -> &str {
        &self.0
    }

    /// Whether this is the word. Digests are compared, so that the time it takes tells nothing of how much of it is right.
    pub(super) fn is(&self, word: &str) -> bool {
        Sha256::digest(word) == Sha256::digest(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_long_fit_for_an_address_and_never_the_same() {
        let (one, other) = (Secret::new().unwrap(), Secret::new().unwrap());
        assert_eq!(one.word().len(), 32);
        assert!(one.word().bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b)), "{}", one.word());
        assert!(one.is(one.word()) && !one.is(other.word()) && !one.is("") && !one.is(&one.word()[1..]));
    }
}
