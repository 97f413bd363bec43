//! The map: the outlines of the regions, and which of its four shades stands for how many people.

use std::sync::LazyLock;

/// A region as it is drawn, in units of a map of 1000 by 679. Cut by `outlines/cut.py`.
#[derive(Clone, Copy, Debug)]
pub struct Outline {
    pub iso: &'static str,
    /// The middle of a mark, for the two cities: they are too small to be seen, let alone touched.
    pub mark: Option<(u16, u16)>,
    pub path: &'static str,
}

/// All 27, the cities last, so that they lie upon what is around them.
pub static OUTLINES: LazyLock<Vec<Outline>> = LazyLock::new(|| {
    let rows = include_str!("outlines/outlines.csv").lines().skip(1);
    let mut outlines: Vec<Outline> = rows.filter_map(read).collect();
    outlines.sort_by_key(|outline| outline.mark.is_some());
    outlines
});

fn read(row: &'static str) -> Option<Outline> {
    let mut cells = row.split(',');
    let mut cell = || cells.next();
    let (iso, x, y, path) = (cell()?, cell()?, cell()?, cell()?);
    Some(Outline {
        iso,
        mark: x.parse().ok().zip(y.parse().ok()),
        path,
    })
}

/// How many shades there are at most.
const SHADES: usize = 4;

/// What the shades stand for: the largest number of people of each, from the lightest on.
///
/// A quarter of the regions with anybody has each shade, as nearly as round numbers allow: by equal stretches of people
/// one large region would leave all others pale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shades(Vec<i64>);

impl Shades {
    pub fn of(counts: impl IntoIterator<Item = i64>) -> Shades {
        let mut counts: Vec<i64> = counts.into_iter().filter(|count| *count > 0).collect();
        counts.sort_unstable();
        let Some(largest) = counts.last().copied() else {
            return Shades(Vec::new());
        };
        let mut tops: Vec<i64> = (1..SHADES)
            .filter_map(|quarter| counts.get((counts.len() * quarter).div_ceil(SHADES) - 1))
            .map(|count| rounded_up(*count))
            .filter(|top| *top < largest)
            .chain([largest])
            .collect();
        tops.dedup();
        Shades(tops)
    }

    /// 1 is the lightest; 0 stands for nobody.
    pub fn shade(&self, count: i64) -> usize {
        let lighter = self.0.iter().filter(|top| **top < count).count();
        if count > 0 { lighter + 1 } else { 0 }
    }

    /// The fewest and the most people of each shade, from the lightest on.
    pub fn ranges(&self) -> impl Iterator<Item = (i64, i64)> {
        let fewest = [1].into_iter().chain(self.0.iter().map(|top| top + 1));
        fewest.zip(self.0.iter().copied())
    }
}

/// To a number that is easily read: 7, 25, 350, 4500.
fn rounded_up(count: i64) -> i64 {
    let mut unit = 1;
    while count >= unit * 10 {
        unit *= 10;
    }
    let step = if unit == 1 { 1 } else { unit / 2 };
    (count + step - 1) / step * step
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranges(counts: &[i64]) -> Vec<(i64, i64)> {
        Shades::of(counts.iter().copied()).ranges().collect()
    }

    #[test]
    fn every_region_of_iso_is_drawn_once() {
        let regions = include_str!("../reference/data/regions.csv");
        let mut known: Vec<&str> = regions
            .lines()
            .skip(1)
            .filter_map(|row| row.split(',').nth(3))
            .collect();
        let mut drawn: Vec<&str> = OUTLINES.iter().map(|outline| outline.iso).collect();
        known.sort_unstable();
        drawn.sort_unstable();
        assert_eq!(drawn, known);
        let marked: Vec<&str> = OUTLINES
            .iter()
            .filter(|outline| outline.mark.is_some())
            .map(|outline| outline.iso)
            .collect();
        assert_eq!(marked, ["UA-30", "UA-40"]);
        for outline in OUTLINES.iter() {
            let drawing = |c: char| c.is_ascii_digit() || "Mlz- ".contains(c);
            assert!(outline.path.starts_with('M') && outline.path.ends_with('z'));
            assert!(outline.path.chars().all(drawing), "{}", outline.iso);
        }
    }

    #[test]
    fn neighbours_meet_without_a_gap() {
        // Each stretch of a border between two regions is a stretch of both, so its ends stand in both outlines.
        let points = |iso: &str| {
            let outline = OUTLINES.iter().find(|outline| outline.iso == iso).unwrap();
            let mut points = Vec::new();
            for piece in outline.path.split('M').skip(1) {
                let (mut x, mut y) = (0, 0);
                for (dx, dy) in pairs(piece) {
                    (x, y) = (x + dx, y + dy);
                    points.push((x, y));
                }
            }
            points
        };
        for (one, other, at_least) in [
            ("UA-18", "UA-32", 20),
            ("UA-43", "UA-65", 5),
            ("UA-43", "UA-40", 5),
            ("UA-30", "UA-32", 12),
        ] {
            let theirs = points(other);
            let shared = points(one)
                .iter()
                .filter(|point| theirs.contains(point))
                .count();
            assert!(shared >= at_least, "{one} {other}: {shared}");
        }
    }

    /// The numbers of a path, two by two.
    fn pairs(path: &str) -> Vec<(i32, i32)> {
        let apart = path.replace('-', " -").replace(['l', 'z'], " ");
        let numbers: Vec<i32> = apart
            .split_whitespace()
            .map(|number| number.parse().unwrap())
            .collect();
        numbers.chunks(2).map(|pair| (pair[0], pair[1])).collect()
    }

    #[test]
    fn each_shade_has_its_numbers_and_some_region() {
        assert_eq!(ranges(&[]), []);
        assert_eq!(ranges(&[0, 0, 3]), [(1, 3)]);
        assert_eq!(ranges(&[1, 1, 1, 1]), [(1, 1)]);
        assert_eq!(ranges(&[1, 2, 3, 4]), [(1, 1), (2, 2), (3, 3), (4, 4)]);
        assert_eq!(
            ranges(&[1, 1, 1, 2, 2, 3, 16]),
            [(1, 1), (2, 2), (3, 3), (4, 16)]
        );
        assert_eq!(
            ranges(&[1530, 2100, 2600, 3300, 3900, 4700, 5100, 8012]),
            [(1, 2500), (2501, 3500), (3501, 5000), (5001, 8012)]
        );
        for counts in [vec![1, 9, 9, 9, 10], vec![5, 11, 11, 12], vec![2, 1000]] {
            let shades = Shades::of(counts.iter().copied());
            for (shade, (fewest, most)) in (1..).zip(shades.ranges()) {
                assert!(fewest <= most);
                assert!(
                    counts.iter().any(|count| shades.shade(*count) == shade),
                    "{counts:?}: nobody has {fewest}–{most}"
                );
            }
        }
        assert_eq!(Shades::of([5, 7]).shade(0), 0);
    }

    #[test]
    fn what_is_rounded_is_easily_read() {
        let rounded: Vec<i64> = [7, 21, 25, 301, 4_210].map(rounded_up).into();
        assert_eq!(rounded, [7, 25, 25, 350, 4_500]);
    }
}
