//! Files around a fuzzer's bytes: a PDF around the content of a page, a TIFF around the rows of a fax.

/// A PDF of one small page with this content. It may use the fonts `/F` (Helvetica) and `/S` (Symbol), the form `/X`,
/// the image `/I` and the graphics state `/G`.
#[must_use]
pub fn pdf(content: &[u8]) -> Vec<u8> {
    let resources = "<</Font<</F 4 0 R/S 5 0 R>>/XObject<</X 6 0 R/I 7 0 R>>/ExtGState<</G<</ca 0.01>>>>>>";
    let stream = |dictionary: &str, bytes: &[u8]| {
        let head = format!("<<{dictionary}/Length {}>>stream\n", bytes.len());
        [head.as_bytes(), bytes, b"\nendstream".as_slice()].concat()
    };
    let page = format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 8 0 R/Resources{resources}>>");
    let objects: [Vec<u8>; 8] = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        page.into_bytes(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Symbol>>".to_vec(),
        stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", b"1 0 0 rg 0 0 9 9 re f"),
        stream("/Type/XObject/Subtype/Image/Width 2/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", b"\x00\xFF"),
        stream("", content),
    ];
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut table = String::from("xref\n0 9\n0000000000 65535 f \n");
    for (at, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", out.len());
        out.extend(format!("{} 0 obj\n", at + 1).into_bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(table.into_bytes());
    out.extend(format!("trailer<</Size 9/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").into_bytes());
    out
}

/// A TIFF of one fax page. The first byte says how its rows are coded, the second how wide it is; the rest are rows.
#[must_use]
pub fn fax(data: &[u8]) -> Vec<u8> {
    let (&coding, rest) = data.split_first().unwrap_or((&0, &[]));
    let (&wide, rows) = rest.split_first().unwrap_or((&0, &[]));
    let compression = 2 + u32::from(coding % 3);
    let (width, height) = ([8, 64, 255, 1728][usize::from(wide % 4)], [1, 40][usize::from(wide / 4 % 2)]);
    let entries: [(u16, u32); 10] = [
        (256, width),
        (257, height),
        (258, 1),
        (259, compression),
        (262, u32::from(coding / 3 % 2)),
        (266, 1 + u32::from(coding / 6 % 2)),
        (273, 8),
        (278, height),
        (279, u32::try_from(rows.len()).unwrap_or(u32::MAX)),
        (292, u32::from(coding / 12 % 2)),
    ];
    let mut out = b"II*\0".to_vec();
    out.extend((8 + u32::try_from(rows.len()).unwrap_or(0)).to_le_bytes());
    out.extend(rows);
    out.extend(10_u16.to_le_bytes());
    for (tag, value) in entries {
        out.extend(tag.to_le_bytes());
        out.extend(4_u16.to_le_bytes());
        out.extend(1_u32.to_le_bytes());
        out.extend(value.to_le_bytes());
    }
    out.extend([0; 4]);
    out
}
