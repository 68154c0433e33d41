//! Colours, and whether one can be seen on another.

use hayro_interpret::Paint;

/// Contrast of two colours (WCAG 2.1, "contrast ratio") below which one is not seen on the other: light grey of 0.9 on
/// white paper has 1.25, the palest type that anybody prints on purpose 2 and more.
const LEAST_CONTRAST: f32 = 1.26;
/// Colours of one lightness are told apart by eye from this difference in red, green or blue, more or less.
const HUE: f32 = 0.35;
/// Ink thinner than this covers what lies below it.
const OPAQUE: f32 = 0.95;

/// What a place of the page, or a glyph, is coloured with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Tone {
    /// Red, green, blue and opacity, 0 to 1.
    Colour([f32; 4]),
    /// An image, a pattern, or ink behind a mask.
    Unknown,
}

/// Whether something can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sight {
    /// It can.
    Seen,
    /// Nobody can tell without looking.
    Doubtful,
    /// It cannot.
    Unseen,
}

impl Tone {
    /// White paper.
    pub(super) const PAPER: Self = Self::Colour([1.0, 1.0, 1.0, 1.0]);

    /// What this paint leaves, thinned to `opacity`.
    pub(super) fn of(paint: &Paint<'_>, opacity: f32) -> Self {
        let Paint::Color(color) = paint else { return Self::Unknown };
        let [red, green, blue, alpha] = color.to_rgba().components();
        Self::Colour([red, green, blue, alpha * opacity])
    }

    /// Whether it leaves no mark on any ground.
    pub(super) fn is_nothing(self) -> bool {
        matches!(self, Self::Colour([.., alpha]) if alpha < 0.02)
    }

    /// Whether nothing below shows through.
    pub(super) fn is_opaque(self) -> bool {
        matches!(self, Self::Colour([.., alpha]) if alpha >= OPAQUE)
    }

    /// This on top of `ground`, as far as it is known.
    pub(super) fn over(self, ground: Self) -> Self {
        match (self, ground) {
            (Self::Colour([red, green, blue, alpha]), Self::Colour(below)) => {
                let mix = |own: f32, below: f32| own * alpha + below * (1.0 - alpha);
                Self::Colour([mix(red, below[0]), mix(green, below[1]), mix(blue, below[2]), 1.0])
            }
            (own, Self::Unknown) if own.is_opaque() => own,
            _ => Self::Unknown,
        }
    }

    /// Whether this is seen on `ground`. On an image everything counts as seen that white paper would show: what is
    /// printed on a picture is dark as a rule, and white type there may be on a dark banner or on the white of a scan.
    pub(super) fn seen_on(self, ground: Self) -> Sight {
        match (self, ground) {
            (own, _) if own.is_nothing() => Sight::Unseen,
            (Self::Colour(own), Self::Unknown) => match contrast(own, [1.0; 4]) {
                Sight::Seen if own[3] > 0.5 => Sight::Seen,
                _ => Sight::Doubtful,
            },
            (Self::Unknown, _) => Sight::Doubtful,
            (own, Self::Colour(ground)) => match own.over(Self::Colour(ground)) {
                Self::Colour(mixed) => contrast(mixed, ground),
                Self::Unknown => Sight::Doubtful,
            },
        }
    }
}

fn contrast(a: [f32; 4], b: [f32; 4]) -> Sight {
    let (one, other) = (lightness(a), lightness(b));
    let ratio = (one.max(other) + 0.05) / (one.min(other) + 0.05);
    let hue = a.iter().zip(b).take(3).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
    if ratio >= LEAST_CONTRAST {
        Sight::Seen
    } else if hue > HUE {
        Sight::Doubtful
    } else {
        Sight::Unseen
    }
}

/// Relative luminance of an sRGB colour (WCAG 2.1), 0 to 1.
fn lightness([red, green, blue, _]: [f32; 4]) -> f32 {
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/// The light of one channel. Nearly all that is asked about is black or white, and a power is slow to work out.
fn linear(channel: f32) -> f32 {
    match channel {
        c if c <= 0.04045 => c / 12.92,
        1.0 => 1.0,
        c => ((c + 0.055) / 1.055).powf(2.4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_on_what() {
        let grey = |g: f32| Tone::Colour([g, g, g, 1.0]);
        let thin = |alpha: f32| Tone::Colour([0.0, 0.0, 0.0, alpha]);
        let yellow = Tone::Colour([1.0, 1.0, 0.0, 1.0]);
        let table = [
            ("black on paper", grey(0.0), Tone::PAPER, Sight::Seen),
            ("pale grey on paper", grey(0.75), Tone::PAPER, Sight::Seen),
            ("white on paper", grey(1.0), Tone::PAPER, Sight::Unseen),
            ("nearly white on paper", grey(0.91), Tone::PAPER, Sight::Unseen),
            ("white on black", grey(1.0), grey(0.0), Sight::Seen),
            ("black on black", grey(0.0), grey(0.05), Sight::Unseen),
            ("black so thin that it is nothing", thin(0.05), Tone::PAPER, Sight::Unseen),
            ("half of black", thin(0.5), Tone::PAPER, Sight::Seen),
            ("yellow on paper", yellow, Tone::PAPER, Sight::Doubtful),
            ("white on an image", grey(1.0), Tone::Unknown, Sight::Doubtful),
            ("black on an image", grey(0.0), Tone::Unknown, Sight::Seen),
            ("a pattern", Tone::Unknown, Tone::PAPER, Sight::Doubtful),
        ];
        for (name, own, ground, want) in table {
            assert_eq!(own.seen_on(ground), want, "{name}");
        }
    }
}
