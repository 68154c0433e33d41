//! Where a file stands from the folder of the run, as reports name it: never by a path that only one machine has, where
//! that can be helped.

use std::fmt::Write as _;

/// A path from a folder, both with forward slashes: as it is where it is relative, else by the steps that lead there.
#[must_use]
pub fn relative(path: &str, folder: &str) -> String {
    let (own, from) = (pieces(path), pieces(folder));
    let shared = own.iter().zip(&from).take_while(|(a, b)| a == b).count();
    // Another drive of another system: no steps lead there.
    if !is_absolute(path) || is_absolute(folder) && shared == 0 && path.contains(':') {
        return own.join("/");
    }
    let up = std::iter::repeat_n("..", from.len() - shared);
    up.chain(own.iter().skip(shared).copied()).collect::<Vec<_>>().join("/")
}

fn is_absolute(path: &str) -> bool {
    path.starts_with('/') || path.as_bytes().get(1..3) == Some(b":/")
}

/// Names on the way, without empty ones and those that stay where they are.
fn pieces(path: &str) -> Vec<&str> {
    path.split('/').filter(|name| !matches!(*name, "" | ".")).collect()
}

/// The same as a relative reference of RFC 3986: everything but unreserved characters and slashes is encoded, a colon
/// too, so that no name is taken for a scheme.
#[must_use]
pub fn uri(path: &str, folder: &str) -> String {
    let mut uri = String::new();
    for byte in relative(path, folder).bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_from_the_folder_of_the_run() {
        for (path, folder, named) in [
            ("letters/a.pdf", "/srv/case", "letters/a.pdf"),
            ("./letters//a.pdf", "/srv/case", "letters/a.pdf"),
            ("../a.pdf", "/srv/case", "../a.pdf"),
            ("/srv/case/letters/a.pdf", "/srv/case", "letters/a.pdf"),
            ("/srv/other/a.pdf", "/srv/case", "../other/a.pdf"),
            ("/tmp/a.pdf", "/srv/case/x", "../../../tmp/a.pdf"),
            ("C:/case/a.pdf", "C:/case", "a.pdf"),
            ("D:/a.pdf", "C:/case", "D%3A/a.pdf"),
            ("a b#1%2?.pdf", "/srv", "a%20b%231%252%3F.pdf"),
            ("javascript:x.pdf", "/srv", "javascript%3Ax.pdf"),
            ("Müller\u{202e}.pdf", "/srv", "M%C3%BCller%E2%80%AE.pdf"),
            ("//host/a.pdf", "/srv", "../host/a.pdf"),
        ] {
            assert_eq!(uri(path, folder), named, "{path} from {folder}");
        }
    }
}
