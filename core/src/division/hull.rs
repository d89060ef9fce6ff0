//! The convex hull of each grid (凸包): the tightest string around its households.

use super::Division;
use super::households::Households;
use super::zone::Zone;
use crate::error::InputError;

impl Division {
    /// The convex hull of each grid, in the order of the list: the places of households where the string turns, in the
    /// coordinates that were given, counter-clockwise, the first not repeated. Households on one line make two places,
    /// at one point one.
    ///
    /// ```
    /// use wangge::division::{Crs, Division, Households, Names};
    /// # fn main() -> Result<(), wangge::InputError> {
    /// let households = Households::new(vec![0., 9., 4., 9., 0.], vec![0., 0., 3., 9., 9.], Crs::Metres)?;
    /// let division = Division::drawn(&households, &Names::new(vec![Some("甲"); 5]))?;
    /// assert_eq!(division.hulls(&households)?, [[(0., 0.), (9., 0.), (9., 9.), (0., 9.)]]);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// [`InputError`] for other households: another number of rows.
    pub fn hulls(&self, households: &Households) -> Result<Vec<Vec<(f64, f64)>>, InputError> {
        let hull = |zone: Zone| {
            let places: Vec<(i64, i64)> =
                zone.points.iter().map(|point| (point.x as i64, point.y as i64)).collect();
            let rows = around(&places).into_iter().map(|nth| zone.rows[nth as usize] as usize);
            let mut places: Vec<(f64, f64)> =
                rows.map(|row| (households.x[row], households.y[row])).collect();
            // The plane is turned: start in the west whatever its axis.
            let west = (0..places.len()).min_by(|a, b| {
                let (a, b) = (places[*a], places[*b]);
                a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
            });
            places.rotate_left(west.unwrap_or_default());
            places
        };
        Ok(self.by_grid(households)?.into_iter().map(hull).collect())
    }

    /// Each grid on its own, in a plane of its own.
    pub(super) fn by_grid(&self, households: &Households) -> Result<Vec<Zone>, InputError> {
        self.check_rows(households)?;
        let mut rows: Vec<Vec<u32>> = vec![Vec::new(); self.grids.len()];
        for (row, label) in (0_u32..).zip(&self.labels) {
            rows[*label as usize].push(row);
        }
        rows.iter().map(|rows| Zone::new(households, None, rows)).collect()
    }
}

/// The hull of places that are sorted: those where it turns, by their place in the list, counter-clockwise.
pub(super) fn around(places: &[(i64, i64)]) -> Vec<u32> {
    let left = |a: u32, b: u32, c: u32| {
        let [(ax, ay), (bx, by), (cx, cy)] = [a, b, c].map(|nth| places[nth as usize]);
        (bx - ax) * (cy - ay) - (by - ay) * (cx - ax) > 0
    };
    let chain = |order: &mut dyn Iterator<Item = u32>| {
        let mut chain: Vec<u32> = Vec::new();
        for nth in order {
            if chain.last().is_some_and(|last| places[*last as usize] == places[nth as usize]) {
                continue;
            }
            while let [.., before, last] = chain[..]
                && !left(before, last, nth)
            {
                chain.pop();
            }
            chain.push(nth);
        }
        chain
    };
    let many = places.len() as u32;
    let mut hull = chain(&mut (0..many));
    // The same place may stand in several rows: its first one is named.
    let first = |nth: u32| places.partition_point(|place| *place < places[nth as usize]) as u32;
    let back: Vec<u32> = chain(&mut (0..many).rev()).into_iter().map(first).collect();
    if hull.len() > 1 {
        hull.pop();
        hull.extend(&back[..back.len() - 1]);
    }
    hull
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn one_place_two_and_a_line() {
        assert_eq!(around(&[]), [0_u32; 0]);
        assert_eq!(around(&[(3, 3); 4]), [0]);
        assert_eq!(around(&[(0, 0), (0, 0), (3, 3), (3, 3)]), [0, 2]);
        assert_eq!(around(&[(0, 0), (1, 1), (2, 2), (5, 5)]), [0, 3]);
        assert_eq!(around(&[(0, 0), (0, 4), (1, 2), (4, 0), (4, 4), (4, 4)]), [0, 3, 4, 1]);
    }
}
