use image::GrayImage;
use image::ImageFormat;
use proptest::prelude::*;

use super::*;

/// A dark band from row 2 to 3 on white paper, 16 by 8.
fn band() -> GrayImage {
    GrayImage::from_fn(16, 8, |_, y| image::Luma([if (2..4).contains(&y) { 0 } else { 255 }]))
}

fn encoded(format: ImageFormat) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    band().write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// A TIFF of two pages.
fn tiff() -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    let mut encoder = tiff::encoder::TiffEncoder::new(&mut out).unwrap();
    for _ in 0..2 {
        encoder.write_image::<tiff::encoder::colortype::Gray8>(16, 8, band().as_raw()).unwrap();
    }
    out.into_inner()
}

#[test]
fn every_page_of_a_tiff_is_a_page() {
    let bytes = tiff();
    let numbers: Vec<Option<u32>> = pages(&bytes, &Limits::default()).pages.iter().map(|page| page.number).collect();
    assert_eq!(numbers, [Some(1), Some(2)]);
    for number in 1..=2 {
        assert_eq!(page(&bytes, number, &Limits::default()).unwrap().grey, band().into_raw(), "page {number}");
    }
    assert!(page(&bytes, 3, &Limits::default()).is_err());
}

#[test]
fn pictures_keep_their_band() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg] {
        let bytes = encoded(format);
        let pages = pages(&bytes, &Limits::default());
        assert_eq!((pages.format, pages.pages.len(), pages.has_unread()), (Format::Image, 1, true), "{format:?}");
        assert_eq!(pages.troubles[0].what, What::NoText);
        let picture = page(&bytes, 1, &Limits::default()).unwrap();
        assert_eq!((picture.width, picture.height), (16, 8), "{format:?}");
        assert!(picture.grey[2 * 16 + 8] < 60 && picture.grey[6 * 16 + 8] > 200, "{format:?}");
        assert!(page(&bytes, 2, &Limits::default()).is_err(), "{format:?}");
    }
}

#[test]
fn a_cut_or_huge_picture_is_a_trouble() {
    let png = encoded(ImageFormat::Png);
    for end in [9, 20, png.len() - 20] {
        let trouble = page(&png[..end], 1, &Limits::default()).unwrap_err();
        assert!(matches!(trouble.what, What::Damaged), "{end}: {trouble}");
    }
    let mut wide = png.clone();
    // The width in the header, and the checksum that follows from it (PNG, section 5).
    wide[16..20].copy_from_slice(&2_000_000_000_u32.to_be_bytes());
    assert!(page(&wide, 1, &Limits::default()).is_err());
    assert!(matches!(
        within((30_000, 30_000), &Limits::default()),
        Err(Trouble { what: What::LimitReached | What::TooLarge, .. })
    ));
}

#[test]
fn resolutions_that_cannot_be_are_guessed_from_the_width() {
    let cases = [
        (Some((204.0, 98.0)), (1728, 1078), (204, 98)),
        (Some((72.0, 72.0)), (1700, 2200), (200, 200)),
        (Some((1.0, 1.0)), (3300, 2550), (300, 300)),
        (None, (850, 1100), (100, 100)),
        (None, (1728, 1143), (204, 98)),
    ];
    for (stated, size, want) in cases {
        assert_eq!(dpi(stated, size), want, "{stated:?}");
    }
}

proptest! {
    #[test]
    fn no_bytes_panic(mut bytes in prop::collection::vec(any::<u8>(), 0..300), kind in 0..3_usize) {
        let head: &[u8] = [b"II*\0\x08\0\0\0".as_slice(), b"\x89PNG\r\n\x1a\n", b"\xFF\xD8\xFF\xE0"][kind];
        bytes.splice(0..0, head.iter().copied());
        let count = u32::try_from(pages(&bytes, &Limits::default()).pages.len()).unwrap();
        for number in 0..=count.min(3) {
            let _either = page(&bytes, number, &Limits::default());
        }
    }
}
