use super::*;
use crate::document::Source;
use crate::document::What;

mod any;
mod changes;
mod limits;

/// A document with a font of signs (2), one with a Greek charset (3) and white as colour 2.
fn with(body: &str) -> Pages {
    let head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f2\fcharset2 Wingdings;}{\f3\fcharset161 Arial Greek;}}{\colortbl;\red0\green0\blue0;\red255\green255\blue255;\red0\green0\blue128;}{\stylesheet{\s0 Normal;}}{\info{\title no}{\author nobody}}{\*\generator x;}";
    crate::extract::pages([head, "\n", body, "}"].concat().as_bytes())
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
        (r"\pard Dear Ms. Doe,\par\par We \b release\b0  you.\par", "Dear Ms. Doe,\n\nWe release you."),
        ("We re\r\nlease\\par", "We release"),
        (r"a\tab b\line c\~d\_e\-f\{\}\\", "a\tb\nc\u{A0}d-ef{}\\"),
        (r"\ldblquote as is\rdblquote\emdash the lender\rquote s\endash\bullet", "“as is”—the lender’s–•"),
        (r"\'93as is\'94 \'a7 5", "“as is” § 5"),
        (r"{\f3 \'e1}\'e1", "αá"),
        (r"\u8220?as is\u8221? \u-3844?", "“as is” ✓"),
        (r"{\uc2\u8220\'81\'67a}{\uc0\u8221b}\u8212 -c", "“a”b—c"),
        (r"yes \u55357?\u56839?", "yes \u{1F607}"),
        (r"{\f2 \'fe} waived {\f2 \u61608?} reserved", "☑ waived ☐ reserved"),
        (r"{\upr{no}{\*\ud{yes \u8217?}}} {\*\unknown no}{\unknown yes}", "yes ’ yes"),
        (
            r"{\*\bkmkstart a}b{\*\bkmkend a}{\xe c}{\pict\pngblip 89504e47}{\*\shppict{\pict 00}}d and so on, to twenty-five letters",
            "bd and so on, to twenty-five letters",
        ),
        (
            r"\pard{\listtext 1.\tab}One\par{\listtext 2.\tab}Two\par{\pntext\f2\'a7\tab}{\*\pn\pnlvlblt{\pntxtb\'a7}}Three\par{\listtext\f2\'a8\tab}Four\par{\listtext 5.\tab}\par Six",
            "1. One\n\n2. Two\n\n• Three\n\n☐ Four\n\nSix",
        ),
        (
            r"{\field{\*\fldinst HYPERLINK no}{\fldrslt Doe}}{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres1\ffdefres0{\*\ffname no}}}}{\fldrslt}} a {\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres25\ffdefres0}}}} b {\field{\*\fldinst FORMDROPDOWN {\*\formfield{\fftype2\ffres1{\*\ffl reserves}{\*\ffl waives}}}}}{\field{\*\fldinst SYMBOL 254 \\f Wingdings}}",
            "Doe☒ a ☐ b waives☑",
        ),
        ("caf\u{e9} \u{201c}x\u{201d}", "café “x”"),
    ];
    for (body, text) in table {
        let pages = with(body);
        assert_eq!(pages.text, text, "{body}");
        assert_eq!(pages.troubles, [], "{body}");
        assert!(!pages.has_unread(), "{body}");
    }
    let bytes = b"{\\rtf1\\mac \xD2as is\xD3 \\bin3 {}}\\pc{\\'81}}";
    assert_eq!(crate::extract::pages(bytes).text, "“as is” ü");
}

#[test]
fn tables_notes_headers_boxes_and_pages_stand_where_a_reader_looks_for_them() {
    let table = [
        (
            r"Before\par\trowd\cellx1\cellx2\pard\intbl Price\cell $185,000.00\cell\row\trowd\cellx1\cellx2\intbl Net\cell\intbl $170,000.00\cell\row\pard After\par",
            "Before\n\nPrice\t$185,000.00\nNet\t$170,000.00\n\nAfter",
        ),
        (r"\trowd\cellx1\cellx2 A\cell B\cell\row C\par", "A\tB\n\nC"),
        (r"\pard\intbl First\par lien\cell\cell $1\cell{\trowd\row}\pard After", "First lien\t\t$1\n\nAfter"),
        (
            r"\pard\intbl\itap2 a\nestcell b\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}\pard\intbl c\cell d\cell\row",
            "a\tb c\td",
        ),
        (r"\pard\intbl never ended\cell in a row\par\pard After", "never ended\tin a row\n\nAfter"),
        (
            r"{\header Acme Bank\par}{\headerf Acme Bank\par}{\footer Page {\field{\*\fldinst PAGE}{\fldrslt 1}}\par}We waive{\super\chftn}{\footnote\pard {\super\chftn} Up to $500.}.\par Second{\footnote See law.}\par",
            "Acme Bank\n\nWe waive[1].\n\n[1] Up to $500.\n\nSecond[2]\n\n[2] See law.\n\nPage 1",
        ),
        (
            r"{\shp{\*\shpinst{\sp{\sn shapeType}{\sv 202}}{\shptxt \pard In a box\par}}{\shprslt{\*\do no}}}{\shp{\*\shpinst{\sp{\sn gtextUNICODE}{\sv DRAFT}}}}{\*\do{\dptxbxtext Old box\par}}Beside\par",
            "Beside\n\nIn a box\n\nDRAFT\n\nOld box",
        ),
        (r"\page First\page\pard Second\par\page", "First\x0CSecond"),
    ];
    for (body, text) in table {
        let pages = with(body);
        assert_eq!(pages.text, text, "{body}");
        assert_eq!(pages.troubles, [], "{body}");
    }
    let pages = with(r"One\page Two\par{\footer Foot\par}{\footnote Note}");
    assert_eq!(pages.pages.iter().map(|page| page.number).collect::<Vec<_>>(), [Some(1), Some(2)]);
    let marks = [(Source::Footnote, "[1] Note"), (Source::Furniture, "Foot")];
    assert_eq!(stretches(&pages), marks);
    assert_eq!(with("One").pages[0].number, None);
}
