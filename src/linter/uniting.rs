//! Finds that meet in one text.

use std::ops::Range;

use super::finding::Kind;

/// Finds of one kind that overlap are one; of two kinds that cross each other each takes all, so that hiding the one leaves
/// no half of the other.
pub fn united(mut found: Vec<(Kind, Range<usize>)>) -> Vec<(Kind, Range<usize>)> {
    let order = |found: &mut Vec<(Kind, Range<usize>)>| {
        found.sort_by_key(|(kind, range)| (range.start, std::cmp::Reverse(range.end), *kind));
    };
    order(&mut found);
    let mut settled: Vec<(Kind, Range<usize>)> = Vec::new();
    let mut rest = found.into_iter().peekable();
    while let Some(first) = rest.next() {
        // All that hangs together with it.
        let mut end = first.1.end;
        let mut near = vec![first];
        while let Some(next) = rest.next_if(|(_, range)| range.start < end) {
            end = end.max(next.1.end);
            near.push(next);
        }
        while let Some((a, b, both)) = crossing(&near) {
            if near[a].0 == near[b].0 {
                near[a].1 = both;
                near.remove(b);
            } else {
                near[a].1 = both.clone();
                near[b].1 = both;
            }
        }
        order(&mut near);
        settled.extend(near);
    }
    settled
}

/// Two of these that may not stay as they are, and the range of both.
fn crossing(near: &[(Kind, Range<usize>)]) -> Option<(usize, usize, Range<usize>)> {
    let pairs = (0..near.len()).flat_map(|a| (a + 1..near.len()).map(move |b| (a, b)));
    let mut wrong = pairs.filter_map(|(a, b)| {
        let ((one, x), (other, y)) = (&near[a], &near[b]);
        let meet = x.start < y.end && y.start < x.end;
        let inside = |x: &Range<usize>, y: &Range<usize>| x.start >= y.start && x.end <= y.end;
        let nested = inside(x, y) || inside(y, x);
        (meet && (one == other || !nested)).then(|| (a, b, x.start.min(y.start)..x.end.max(y.end)))
    });
    wrong.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_crosses_is_one_and_what_stands_inside_is_asked_by_itself() {
        use Kind::{Address, Document, Phone};
        let united = |found: &[(Kind, Range<usize>)]| united(found.to_vec());
        assert_eq!(
            united(&[(Address, 0..10), (Address, 8..12), (Phone, 20..22)]),
            [(Address, 0..12), (Phone, 20..22)]
        );
        assert_eq!(
            united(&[(Document, 0..10), (Phone, 3..10)]),
            [(Document, 0..10), (Phone, 3..10)]
        );
        assert_eq!(
            united(&[(Address, 0..10), (Phone, 8..12)]),
            [(Address, 0..12), (Phone, 0..12)]
        );
    }
}
