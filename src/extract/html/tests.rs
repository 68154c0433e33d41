use super::*;
use crate::document::Source;
use crate::document::What;

mod any;
mod changes;
mod limits;

fn with(body: &str) -> Pages {
    let head = "<!DOCTYPE html><html><head><meta charset=utf-8><title>no</title><style>.gone, p.white { color: #fff }\n@media print { p { display: none } }\n#no { display: none }</style></head><body>";
    crate::extract::pages([head, body, "</body></html>"].concat().as_bytes())
}

fn whats(pages: &Pages) -> Vec<What> {
    pages.troubles.iter().map(|trouble| trouble.what).collect()
}

fn stretches(pages: &Pages) -> Vec<(Source, &str)> {
    pages.stretches.iter().map(|stretch| (stretch.source, stretch.span.of(&pages.text))).collect()
}

#[test]
fn words_come_out_as_they_are_seen() {
    let table = [
        ("<p>Dear Ms. Doe,<p>We <b>re</b>lease\n you.</p>", "Dear Ms. Doe,\n\nWe release you."),
        (
            "<div>Acme Bank</div><div>1 Main St</div><div><br></div><div>Dear Ms. Doe,</div>",
            "Acme Bank\n1 Main St\n\nDear Ms. Doe,",
        ),
        ("<div style='margin-bottom:1em'>One</div><div>Two</div>bare<p>Three</p>", "One\n\nTwo\nbare\n\nThree"),
        ("Line<br>feed<br/>and<hr>rule<!-- no --><script>no</script>", "Line\nfeed\nand\n\nrule"),
        ("<pre>\nas  written\n\n  here</pre>", "as  written\n\n  here"),
        (
            "&ldquo;as&nbsp;is&rdquo; &amp; &#8212; &lt;p&gt; <q>so</q> non&shy;recourse",
            "“as\u{A0}is” & — <p> “so” nonrecourse",
        ),
        (
            "<ol><li>One<li value=4>Four<ol type=a><li>x</ol></ol><ul><li>b<li><p>c</p></ul>",
            "1. One\n4. Four\na. x\n\n• b\n\n• c",
        ),
        (
            "<ol start=3 type=I><li></li><li>Art.</ol><ol style='list-style:none'><li>(a) own</ol>",
            "IV. Art.\n\n(a) own",
        ),
        ("<input type=checkbox checked>We waive <input type=radio> We reserve", "☒ We waive ☐ We reserve"),
        (
            "<select><option>reserves<option selected>waives</select> <input value='$500'><input type=hidden value=no> <textarea>as\ntyped</textarea>",
            "waives $500 as\ntyped",
        ),
        (
            "<table><tr><td>Price<td>$185,000.00<tr><td>Net<th>$170,000.00</table>After",
            "Price\t$185,000.00\nNet\t$170,000.00\n\nAfter",
        ),
        ("Before<table><tbody><tr><td><p>One.</p><p>Two.</p></td></tr></tbody></table>", "Before\n\nOne.\n\nTwo."),
        ("<table><tr><td><table><tr><td>a</td><td>b</td></tr></table>c</td><td>d</td></tr></table>", "a\tb c\td"),
        (
            "<svg><title>no</title><text>drawn</text></svg><ruby>base<rt>no</rt></ruby> and more words than twenty-five",
            "drawnbase and more words than twenty-five",
        ),
        (
            "<p class=MsoListParagraph><![if !supportLists]><span>1.<span>&nbsp; </span></span><![endif]>Word's<o:p></o:p></p><!--[if gte mso 9]><xml>no</xml><![endif]-->",
            "1.\u{A0} Word's",
        ),
        ("a</p>b</div>c</td>d</br>e", "a\n\nbcd\ne"),
    ];
    for (body, text) in table {
        let pages = with(body);
        assert_eq!(pages.text, text, "{body}");
        assert_eq!(pages.troubles, [], "{body}");
        assert!(!pages.has_unread(), "{body}");
    }
}

#[test]
fn charsets_are_found() {
    let table: [&[u8]; 5] = [
        "<p>the lender’s</p>".as_bytes(),
        b"<meta charset=windows-1252><p>the lender\x92s</p>",
        b"<meta http-equiv=Content-Type content='text/html; charset=macintosh'><p>the lender\xD5s</p>",
        b"<meta charset=utf-8><p>the lender\x92s</p>",
        b"<?xml version='1.0' encoding='windows-1252'?><html><body><script/><p>the lender\x92s</p></body></html>",
    ];
    for bytes in table {
        let pages = crate::extract::pages(bytes);
        assert_eq!((pages.text.as_str(), pages.format), ("the lender’s", Format::Html), "{pages:?}");
        assert_eq!(pages.troubles, []);
    }
}
