//! Small PDF files that make a careless reader loop, recurse, swell or crash.

use super::pdf::{FLATE, Pdf, WORDS, again, packed, showing};
use super::{Dice, papers};

/// Name and bytes of one file.
pub(super) type Case = (&'static str, Vec<u8>);

/// How deep and how often.
pub(super) const DEEP: usize = 100_000;

/// Every hostile file.
pub(super) fn all() -> Vec<Case> {
    [loops(), deep(), drawn(), swollen(), lies(), damage(), papers::words(), papers::texts()].concat()
}

fn with(change: impl FnOnce(&mut Pdf)) -> Vec<u8> {
    let mut pdf = Pdf::new();
    change(&mut pdf);
    pdf.bytes()
}

/// Objects that lead back to themselves.
fn loops() -> Vec<Case> {
    vec![
        ("pages-name-themselves.pdf", with(|pdf| pdf.set(2, "<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>"))),
        (
            "pages-name-each-other.pdf",
            with(|pdf| {
                let other = pdf.add("<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 /Parent 2 0 R >>");
                pdf.set(2, format!("<< /Type /Pages /Kids [{other} 0 R] /Count 2 >>"));
            }),
        ),
        ("page-is-its-own-parent.pdf", with(|pdf| pdf.set(3, "<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>"))),
        ("table-follows-itself.pdf", with(|pdf| pdf.trailer.push_str("/Prev SELF"))),
        (
            "length-is-the-stream.pdf",
            with(|pdf| pdf.set(4, format!("<< /Length 4 0 R >>\nstream\n{WORDS}\nendstream"))),
        ),
        (
            "reference-to-itself.pdf",
            with(|pdf| {
                let own = pdf.add("");
                pdf.set(own, format!("{own} 0 R"));
                pdf.page = format!("/MediaBox {own} 0 R /Group {own} 0 R");
            }),
        ),
        (
            "chain-of-references.pdf",
            with(|pdf| {
                let first = pdf.next();
                for n in 0..DEEP {
                    pdf.add(format!("{} 0 R", first + n + 1));
                }
                pdf.add("[0 0 612 792]");
                pdf.page = format!("/MediaBox {first} 0 R");
            }),
        ),
    ]
}

/// Things in things in things.
fn deep() -> Vec<Case> {
    let nest = |open: &str, close: &str| open.repeat(DEEP) + &close.repeat(DEEP);
    vec![
        ("arrays-in-content.pdf", showing(&format!("{} TJ {WORDS}", nest("[", "]")))),
        ("dictionaries-in-content.pdf", showing(&format!("/P {} BDC {WORDS} EMC", nest("<</a ", ">>")))),
        ("brackets-in-a-string.pdf", showing(&format!("BT /F1 12 Tf {} Tj ET", nest("(", ")")))),
        ("saved-states.pdf", showing(&format!("{}{WORDS}", "q ".repeat(10 * DEEP)))),
        ("text-objects.pdf", showing(&format!("{}{WORDS}", "BT ".repeat(5 * DEEP)))),
        ("marked-content.pdf", showing(&format!("{}{WORDS}", "/a BMC ".repeat(5 * DEEP)))),
        ("arrays-in-the-page.pdf", with(|pdf| pdf.page.push_str(&[" /X ", &nest("[", "]")].concat()))),
        (
            "arrays-in-an-object.pdf",
            with(|pdf| {
                let deep = pdf.add(nest("[", "]"));
                pdf.resources = format!("/XObject {deep} 0 R");
            }),
        ),
        (
            "deep-page-tree.pdf",
            with(|pdf| {
                let first = pdf.next();
                for n in 0..20_000 {
                    pdf.add(format!("<< /Type /Pages /Kids [{} 0 R] /Count 1 >>", first + n + 1));
                }
                pdf.add(
                    "<< /Type /Page /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
                );
                pdf.set(2, format!("<< /Type /Pages /Kids [{first} 0 R] /Count 1 >>"));
            }),
        ),
        (
            "nested-function.pdf",
            with(|pdf| {
                let body = nest("{", "}");
                let function = pdf.add_stream("/FunctionType 4 /Domain [0 1] /Range [0 1]", body.as_bytes());
                pdf.resources = format!("/ColorSpace << /S [/Separation /X /DeviceGray {function} 0 R] >>");
                pdf.content("", format!("/S cs 1 scn {WORDS}").as_bytes());
            }),
        ),
        (
            "long-list-of-filters.pdf",
            with(|pdf| pdf.content(&format!("/Filter [{}]", "/ASCIIHexDecode ".repeat(DEEP)), WORDS.as_bytes())),
        ),
    ]
}

const FORM: &str = "/Type /XObject /Subtype /Form /BBox [0 0 612 792]";

/// Drawings in drawings.
fn drawn() -> Vec<Case> {
    let chain = |levels: usize, times: usize| {
        with(|pdf| {
            let mut last = pdf.add_stream(FORM, WORDS.as_bytes());
            for _ in 0..levels {
                let entries = format!("{FORM} /Resources << /XObject << /X {last} 0 R >> >>");
                last = pdf.add_stream(&entries, "/X Do ".repeat(times).as_bytes());
            }
            pdf.resources = format!("/XObject << /X {last} 0 R >>");
            pdf.content("", format!("/X Do {WORDS}").as_bytes());
        })
    };
    vec![
        ("form-draws-itself.pdf", {
            with(|pdf| {
                let own = pdf.next();
                let entries = format!("{FORM} /Resources << /XObject << /X {own} 0 R >> >>");
                pdf.add_stream(&entries, format!("/X Do {WORDS}").as_bytes());
                pdf.resources = format!("/XObject << /X {own} 0 R >>");
                pdf.content("", format!("/X Do {WORDS}").as_bytes());
            })
        }),
        ("form-of-forms.pdf", chain(9, 10)),
        ("chain-of-forms.pdf", chain(5_000, 1)),
        (
            "letter-draws-itself.pdf",
            with(|pdf| {
                let glyph = pdf.add_stream("", b"500 0 d0 BT /F1 10 Tf (aa) Tj ET");
                let font = format!(
                    "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [.001 0 0 .001 0 0] \
                     /CharProcs << /a {glyph} 0 R >> /Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97 \
                     /Widths [500] /Resources << /Font << /F1 5 0 R >> >> >>"
                );
                pdf.set(5, font);
                pdf.content("", b"BT /F1 20 Tf 72 700 Td (aaaa) Tj ET");
            }),
        ),
    ]
}

/// A font whose table of characters is this.
fn characters(entries: &str, table: &[u8]) -> Vec<u8> {
    with(|pdf| {
        let table = pdf.add_stream(entries, table);
        let system = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>";
        let below = pdf.add(format!("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A {system} /DW 500 >>"));
        pdf.set(
            5,
            format!(
                "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [{below} 0 R] \
                 /ToUnicode {table} 0 R >>"
            ),
        );
        pdf.content("", b"BT /F1 12 Tf 72 700 Td <00410042> Tj ET");
    })
}

/// Little that unpacks to much.
fn swollen() -> Vec<Case> {
    let blanks = packed(b" ", 300);
    let operators = packed(b"BT /F1 12 Tf 72 700 Td (x) Tj ET\n", 30);
    let map = |body: &str| {
        format!(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <FFFF> \
             endcodespacerange {body} endcmap end end"
        )
    };
    vec![
        ("blanks.pdf", with(|pdf| pdf.content(FLATE, &blanks))),
        ("blanks-packed-twice.pdf", {
            with(|pdf| pdf.content("/Filter [/FlateDecode /FlateDecode]", &again(&blanks)))
        }),
        ("operators.pdf", with(|pdf| pdf.content(FLATE, &operators))),
        (
            "objects-in-blanks.pdf",
            with(|pdf| {
                let packed = pdf.add_stream(&format!("/Type /ObjStm /N 1 /First 4 {FLATE}"), &blanks);
                pdf.resources = format!("/ColorSpace {packed} 0 R");
            }),
        ),
        ("characters-in-blanks.pdf", characters(FLATE, &blanks)),
        (
            "range-of-all-characters.pdf",
            characters("", map("1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange").as_bytes()),
        ),
        ("many-ranges.pdf", {
            let ranges = "<0000> <FFFF> <0041> ".repeat(20_000);
            characters("", map(&format!("100 beginbfrange {ranges} endbfrange")).as_bytes())
        }),
        ("a-hundred-thousand-pages.pdf", {
            with(|pdf| {
                let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << \
                            /F1 5 0 R >> >> >>";
                let kids: Vec<String> = (0..DEEP).map(|_| format!("{} 0 R", pdf.add(page))).collect();
                let kids = kids.join(" ");
                pdf.set(2, format!("<< /Type /Pages /Kids [{kids}] /Count {DEEP} >>"));
            })
        }),
        ("one-page-a-million-times.pdf", {
            with(|pdf| {
                pdf.set(2, format!("<< /Type /Pages /Kids [{}] /Count {} >>", "3 0 R ".repeat(1_000_000), 1_000_000));
            })
        }),
    ]
}

/// Numbers that are not true.
fn lies() -> Vec<Case> {
    vec![
        ("two-billion-pages.pdf", with(|pdf| pdf.set(2, "<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>"))),
        (
            "length-too-long.pdf",
            with(|pdf| pdf.set(4, format!("<< /Length 99999999999 >>\nstream\n{WORDS}\nendstream"))),
        ),
        ("length-negative.pdf", with(|pdf| pdf.set(4, format!("<< /Length -1 >>\nstream\n{WORDS}\nendstream")))),
        ("many-objects-said.pdf", with(|pdf| pdf.trailer.push_str("/Size 2147483647"))),
        ("no-page-size.pdf", with(|pdf| "/MediaBox [0 0 (x) 1e400]".clone_into(&mut pdf.page))),
        (
            "widths-of-all-numbers.pdf",
            with(|pdf| {
                pdf.set(
                    5,
                    "<< /Type /Font /Subtype /TrueType /BaseFont /Arial /FirstChar -2147483648 /LastChar 2147483647 \
                     /Widths [500] >>",
                );
            }),
        ),
        (
            "picture-of-all-numbers.pdf",
            with(|pdf| {
                let picture = "/Type /XObject /Subtype /Image /Width 2147483647 /Height 2147483647 /BitsPerComponent 8 \
                               /ColorSpace /DeviceRGB";
                let picture = pdf.add_stream(picture, b"x");
                pdf.resources = format!("/XObject << /I {picture} 0 R >>");
                pdf.content("", format!("/I Do {WORDS}").as_bytes());
            }),
        ),
        (
            "picture-in-line.pdf",
            showing(&format!("BI /W 2147483647 /H 2147483647 /BPC 8 /CS /RGB /F /Fl ID xx EI {WORDS}")),
        ),
        (
            "predictor-of-all-numbers.pdf",
            with(|pdf| {
                let entries = "/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2147483647 /Colors 32 \
                               /BitsPerComponent 16 >>";
                pdf.content(entries, &again(WORDS.as_bytes()));
            }),
        ),
    ]
}

/// Tables of objects that are not true, and content that is none.
fn damage() -> Vec<Case> {
    let table = |width: &str, index: &str| {
        let body = "%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] \
                    /Count 0 >>\nendobj\n";
        let object = format!(
            "3 0 obj\n<< /Type /XRef /Size 9 /W {width} /Index {index} /Root 1 0 R /Length 20 >>\nstream\n\
             01234567890123456789\nendstream\nendobj\nstartxref\n{}\n%%EOF",
            body.len()
        );
        format!("{body}{object}").into_bytes()
    };
    let far = String::from_utf8(showing(WORDS)).unwrap().replace("startxref\n", "startxref\n99999999999999999999");
    vec![
        ("columns-too-wide.pdf", table("[2147483647 2147483647 2147483647]", "[0 5]")),
        ("columns-of-nothing.pdf", table("[0 0 0]", "[0 2147483647]")),
        ("columns-negative.pdf", table("[-1 2 1]", "[-5 5]")),
        ("too-many-rows.pdf", table("[1 2 1]", "[0 4294967295]")),
        ("table-far-away.pdf", far.into_bytes()),
        ("numbers.pdf", showing(&format!("99999999999999999999999999999 0 0 -1e309 .. -- Tm 1.2.3 4-5 Td {WORDS}"))),
        (
            "type-size.pdf",
            showing(&format!("BT /F1 1e38 Tf 1e38 0 0 1e38 1e38 1e38 Tm (abc) Tj 0 0 0 0 0 0 Tm (abc) Tj ET {WORDS}")),
        ),
        ("operators-alone.pdf", showing(&format!("Tf Td Tm Tj TJ cm re c l m gs cs Do sh scn w d i {WORDS}"))),
        ("many-objects-begun.pdf", [b"%PDF-1.4\n".to_vec(), b"1 0 obj\n".repeat(300_000)].concat()),
        (
            "many-tables.pdf",
            [b"%PDF-1.4\n".to_vec(), b"trailer << /Prev 9 /Root 1 0 R >> startxref 9 %%EOF xref\n".repeat(40_000)]
                .concat(),
        ),
        ("noise.pdf", {
            let mut dice = Dice(1);
            let noise = (0..25_000).flat_map(|_| dice.roll().to_le_bytes());
            b"%PDF-1.4\n".iter().copied().chain(noise).collect()
        }),
    ]
}
