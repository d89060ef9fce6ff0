//! Colours of grids: told apart by people who do not see red or green, and never the same for two neighbours.

use std::collections::BTreeSet;

/// Paul Tol's light scheme, made for cells with dark text on them and safe for the colour-blind; a quarter paper, so that
/// dots and names stand out.
const PALETTE: [[u8; 3]; 7] = [
    [0xb2, 0xe6, 0xff],
    [0xf2, 0xe6, 0xa6],
    [0xff, 0xbf, 0xcc],
    [0xcc, 0xd9, 0x66],
    [0x99, 0xbf, 0xe6],
    [0xf2, 0xa6, 0x8c],
    [0x73, 0xcc, 0xb2],
];

/// A colour for each of so many grids: the places of colours, different ones for neighbours.
///
/// On a plane seven are more than enough; zones whose outlines lie over one another may need more.
pub(super) fn colours(grids: usize, neighbours: &BTreeSet<(u32, u32)>) -> Vec<usize> {
    let mut beside: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); grids];
    for (a, b) in neighbours {
        let (a, b) = (*a as usize, *b as usize);
        if let Some(own) = beside.get_mut(a).filter(|_| a != b) {
            own.insert(b);
        }
        if let Some(own) = beside.get_mut(b).filter(|_| a != b) {
            own.insert(a);
        }
    }
    // The grid with the fewest neighbours left is coloured last: none has more than five on a plane.
    let mut left: BTreeSet<usize> = (0..grids).collect();
    let mut order = Vec::with_capacity(grids);
    while let Some(last) = left.iter().copied().min_by_key(|grid| open(&beside, &left, *grid)) {
        left.remove(&last);
        order.push(last);
    }
    let mut colours: Vec<Option<usize>> = vec![None; grids];
    let mut used = vec![0_usize; PALETTE.len()];
    for grid in order.into_iter().rev() {
        let taken: BTreeSet<usize> = beside
            .get(grid)
            .into_iter()
            .flatten()
            .filter_map(|other| colours.get(*other).copied().flatten())
            .collect();
        let free = (0..PALETTE.len()).filter(|colour| !taken.contains(colour));
        let colour = free
            .min_by_key(|colour| (used.get(*colour).copied(), *colour))
            .or_else(|| (PALETTE.len()..=grids).find(|colour| !taken.contains(colour)));
        if let Some(count) = colour.and_then(|colour| used.get_mut(colour)) {
            *count += 1;
        }
        if let Some(own) = colours.get_mut(grid) {
            *own = colour;
        }
    }
    colours.into_iter().map(Option::unwrap_or_default).collect()
}

fn open(beside: &[BTreeSet<usize>], left: &BTreeSet<usize>, grid: usize) -> usize {
    beside.get(grid).map_or(0, |own| own.iter().filter(|other| left.contains(other)).count())
}

/// A colour as SVG writes it; past the palette the same ones, darker and darker.
pub(super) fn hex(colour: usize) -> String {
    let round = colour / PALETTE.len();
    let [red, green, blue] = PALETTE.get(colour % PALETTE.len()).copied().unwrap_or_default().map(|part| {
        let dark = u32::from(part) * 20 / (20 + u32::try_from(round).unwrap_or(u32::MAX).min(60) * 3);
        u8::try_from(dark).unwrap_or(part)
    });
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{colours, hex};

    #[test]
    fn neighbours_differ_on_a_plane_and_where_all_meet() {
        // A board of triangles: each is beside those left, above, and above to the left.
        let at = |row: u32, column: u32| row * 9 + column;
        let mut neighbours = BTreeSet::new();
        for row in 0..9 {
            for column in 0..9 {
                neighbours.extend((column > 0).then(|| (at(row, column), at(row, column - 1))));
                neighbours.extend((row > 0).then(|| (at(row, column), at(row - 1, column))));
                neighbours
                    .extend((row > 0 && column > 0).then(|| (at(row, column), at(row - 1, column - 1))));
            }
        }
        let found = colours(81, &neighbours);
        assert!(neighbours.iter().all(|(a, b)| found[*a as usize] != found[*b as usize]));
        assert!(found.iter().all(|colour| *colour < 7));
        let all: BTreeSet<(u32, u32)> = (0..20).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
        let mut found: Vec<String> = colours(20, &all).into_iter().map(hex).collect();
        found.sort_unstable();
        found.dedup();
        assert_eq!(found.len(), 20, "each its own colour: {found:?}");
    }
}
