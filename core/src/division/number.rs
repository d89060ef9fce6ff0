//! Numbers and codes of grids (网格编号、网格编码): row by row from the north-west, and by the policy's scheme.

use super::asked::Rules;
use super::options::DivisionOptions;
use super::zone::Zone;
use crate::error::InputError;
use crate::policy::CodeScheme;

/// The code of the region that a zone is.
pub(super) fn region_of(
    options: &DivisionOptions,
    rules: &Rules,
    zone: &Zone,
) -> Result<Option<String>, InputError> {
    let Some(scheme) = rules.scheme else { return Ok(None) };
    let lawful =
        |code: &str| code.len() == scheme.region as usize && code.bytes().all(|digit| digit.is_ascii_digit());
    let name = zone.name.clone().unwrap_or_default();
    match options.regions.get(&name) {
        Some(code) if lawful(code) => Ok(Some(code.clone())),
        Some(code) => Err(InputError::value("regions", code, format!("{} digits for {name}", scheme.region))),
        None => Ok(Some(name).filter(|name| lawful(name))),
    }
}

/// The code of a grid: its region and its number.
pub(super) fn code(region: &str, number: u32, scheme: CodeScheme) -> Result<String, InputError> {
    let digits = scheme.sequence as usize;
    let number_text = format!("{number:0digits$}");
    if number_text.len() > digits {
        return Err(InputError::value("grids", number, format!("numbers of {digits} digits")));
    }
    Ok(format!("{region}{number_text}"))
}

/// The grids of a zone, row by row from the north-west.
pub(super) fn from_north_west(zone: &Zone, labels: &[u32], grids: u32) -> Vec<u32> {
    let mut sums = vec![(0.0, 0.0, 0.0); grids as usize];
    for (((x, y), point), label) in zone.metres.iter().zip(&zone.points).zip(labels) {
        let sum = &mut sums[*label as usize];
        let weight = f64::from(point.weight);
        *sum = (sum.0 + x * weight, sum.1 + y * weight, sum.2 + weight);
    }
    let at: Vec<(f64, f64)> = sums.iter().map(|(x, y, weight)| (x / weight, y / weight)).collect();
    let mut order: Vec<u32> = (0..grids).collect();
    rows_from_north_west(&mut order, &|grid| at[grid as usize]);
    order
}

/// Sorts by rows: as many rows as the box is high for its width.
pub(super) fn rows_from_north_west(order: &mut [u32], at: &dyn Fn(u32) -> (f64, f64)) {
    let (mut low, mut high) = ((f64::INFINITY, f64::INFINITY), (f64::NEG_INFINITY, f64::NEG_INFINITY));
    for (x, y) in order.iter().map(|grid| at(*grid)) {
        low = (low.0.min(x), low.1.min(y));
        high = (high.0.max(x), high.1.max(y));
    }
    let (wide, tall) = (high.0 - low.0, high.1 - low.1);
    let many = order.len();
    let mut rows = 1;
    // As many rows as make the cells about square.
    while rows < many && (rows * rows) as f64 * wide < tall * many as f64 {
        rows += 1;
    }
    order.sort_unstable_by(|a, b| {
        at(*b).1.total_cmp(&at(*a).1).then(at(*a).0.total_cmp(&at(*b).0)).then(a.cmp(b))
    });
    let each = many.div_ceil(rows);
    for row in order.chunks_mut(each) {
        row.sort_unstable_by(|a, b| {
            at(*a).0.total_cmp(&at(*b).0).then(at(*b).1.total_cmp(&at(*a).1)).then(a.cmp(b))
        });
    }
}
