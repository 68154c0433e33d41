//! A program that was built without the page in the browser.

use super::acquit;

#[test]
fn it_says_how_to_build_it() {
    let run = acquit("serve --no-open");
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("--features serve"), "{}", run.err);
}
