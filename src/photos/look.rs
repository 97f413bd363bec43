//! What a picture looks like, in 64 bits: the same picture saved anew, made smaller or brightened has nearly the same.

use image::DynamicImage;
use image::imageops::{FilterType, resize};

/// A difference hash: each bit says whether a cell of a 9 × 8 grid is clearly darker than the one to its right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Look(pub u64);

/// Pictures whose looks differ in so many bits at most may be one.
pub const NEAR: u32 = 8;
/// Shades of grey, of 256, by which a cell is clearly darker.
const CLEARLY: u8 = 2;
/// A picture with fewer edges than this, or hardly anything else, is like too many others to be known again.
const FEW: u32 = 6;

impl Look {
    /// None for a picture without light and shade.
    pub fn of(picture: &DynamicImage) -> Option<Self> {
        let grid = resize(&picture.to_luma8(), 9, 8, FilterType::Triangle);
        let shade = |column, row| grid.get_pixel(column, row).0[0];
        let mut bits = 0;
        for row in 0..8 {
            for column in 0..8 {
                let (left, right) = (shade(column, row), shade(column + 1, row));
                bits = bits << 1 | u64::from(left.saturating_add(CLEARLY) < right);
            }
        }
        let edges = bits.count_ones();
        (FEW..=64 - FEW).contains(&edges).then_some(Self(bits))
    }

    /// In how many bits two looks differ.
    pub fn distance(self, other: Self) -> u32 {
        (self.0 ^ other.0).count_ones()
    }

    /// The four bands of 16 bits.
    pub fn bands(self) -> [u16; 4] {
        let bytes = self.0.to_be_bytes();
        std::array::from_fn(|band| u16::from_be_bytes([bytes[2 * band], bytes[2 * band + 1]]))
    }
}

/// A band and every other that differs from it in two bits at most: 137 of them. Two looks that differ in eight bits at
/// most have one band that is among the other's.
pub fn near_bands(band: u16) -> Vec<u16> {
    let mut near = vec![band];
    for one in 0..16 {
        near.push(band ^ 1 << one);
        near.extend((one + 1..16).map(|other| band ^ 1 << one ^ 1 << other));
    }
    near
}

#[cfg(test)]
mod tests {
    use image::RgbImage;

    use super::*;

    /// Something with light and shade.
    fn face(seed: u32) -> DynamicImage {
        DynamicImage::from(RgbImage::from_fn(360, 480, |x, y| {
            let wave = |n: u32| {
                (f64::from(x * n + seed * 40) / 47.0).sin()
                    * (f64::from(y + seed * 90) / 61.0).cos()
            };
            let shade = 128.0 + 60.0 * wave(1) + 40.0 * wave(2);
            image::Rgb([shade as u8, (shade * 0.9) as u8, (shade * 0.8) as u8])
        }))
    }

    #[test]
    fn the_same_picture_is_known_again_and_another_is_not() {
        let look = |picture: &DynamicImage| Look::of(picture).unwrap();
        let one = face(1);
        let smaller = one.resize_exact(120, 160, FilterType::Triangle);
        assert!(look(&one).distance(look(&smaller)) <= 3);
        assert!(look(&one).distance(look(&one.brighten(25))) <= NEAR);
        assert!(look(&one).distance(look(&face(2))) > NEAR);
    }

    #[test]
    fn a_plain_picture_says_nothing() {
        let plain = RgbImage::from_pixel(300, 400, image::Rgb([120, 90, 60]));
        assert_eq!(Look::of(&DynamicImage::from(plain)), None);
    }

    proptest::proptest! {
        #[test]
        fn near_looks_share_a_near_band(bits: u64, flips in proptest::collection::vec(0_u32..64, 0..=8)) {
            let other = flips.iter().fold(bits, |bits, at| bits ^ (1 << at));
            let (one, other) = (Look(bits), Look(other));
            let meets = one.bands().into_iter().zip(other.bands()).any(|(a, b)| near_bands(a).contains(&b));
            proptest::prop_assert!(meets);
            proptest::prop_assert_eq!(near_bands(1).len(), 137);
        }

        #[test]
        fn any_picture_has_a_look_or_none(width in 1_u32..40, height in 1_u32..40, shade: u8) {
            let picture = RgbImage::from_pixel(width, height, image::Rgb([shade, 0, shade]));
            proptest::prop_assert_eq!(Look::of(&DynamicImage::from(picture)), None);
        }
    }
}
