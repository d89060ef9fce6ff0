//! The grids of each village: ours, and those that were drawn by hand, side by side.

use std::collections::BTreeMap;

use indicatif::ProgressBar;
use wangge::division::{
    Division, DivisionOptions, GridName, Households, Measures, Names, Tour, audit, divide,
};
use wangge::export::{GeoJsonOptions, MapOptions, geojson, map};
use wangge::{Dimension, Error, Finding, InputError, Policy, Reason, Weight};

use crate::input::{Household, Township, Village};

/// How wide a map of one village is, in pixels: two stand side by side on a page.
const HALF: u32 = 520;

/// A division of one village, measured and drawn.
#[derive(Debug)]
pub struct Drawn {
    /// The division.
    pub division: Division,
    /// Its measures.
    pub measures: Measures,
    /// A round of each grid.
    pub tours: Vec<Tour>,
    /// Its map.
    pub map: String,
}

/// The division that the households have already, judged.
#[derive(Debug)]
pub struct Judged {
    /// It.
    pub drawn: Drawn,
    /// What it breaks, and what is worth a look.
    pub findings: Vec<Finding>,
    /// How many households have no grid in it.
    pub left_out: usize,
}

/// A village and its grids.
#[derive(Debug)]
pub struct VillageDivision {
    /// Its name.
    pub village: String,
    /// Its households, by their places in the township's list.
    pub rows: Vec<usize>,
    /// How many of them have no natural group, where others do.
    pub ungrouped: usize,
    /// Our division, or why there is none.
    pub ours: Result<Drawn, Error>,
    /// The one there is already; `None` where the table gives none.
    pub judged: Option<Result<Judged, Error>>,
}

/// The grids of the township.
#[derive(Debug)]
pub struct Divisions {
    /// Village by village.
    pub villages: Vec<VillageDivision>,
    /// All villages that were divided, on one map.
    pub map: Option<String>,
    /// The same for other programs.
    pub geojson: Option<String>,
}

impl Divisions {
    /// Divides each village, and judges the division that it has; `None` where no household has a place.
    ///
    /// # Errors
    /// What the policy does not state, or a township that cannot be drawn.
    pub fn new(policy: &Policy, township: &Township, progress: &ProgressBar) -> Option<Result<Self, Error>> {
        let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (row, household) in township.households.iter().enumerate() {
            rows.entry(&household.village).or_default().push(row);
        }
        let placed = township
            .villages
            .iter()
            .filter_map(|village| Some((village, rows.remove(village.name.as_str())?)));
        let placed: Vec<(&Village, Vec<usize>)> = placed.collect();
        progress.set_length(placed.len() as u64);
        let villages: Vec<VillageDivision> = placed
            .into_iter()
            .map(|(village, rows)| {
                let found = one_village(policy, township, village, rows);
                progress.inc(1);
                found
            })
            .collect();
        if villages.is_empty() {
            return None;
        }
        let lacks = |village: &VillageDivision| match &village.ours {
            Err(error @ Error::Unspecified(_)) => Some(error.clone()),
            _ => None,
        };
        if let Some(error) = villages.iter().find_map(lacks) {
            return Some(Err(error));
        }
        Some(Self::together(villages, township).map_err(Error::from))
    }

    fn together(villages: Vec<VillageDivision>, township: &Township) -> Result<Self, InputError> {
        let mut all = Division { labels: Vec::new(), grids: Vec::new(), splits: Vec::new(), log: Vec::new() };
        let mut rows: Vec<usize> = Vec::new();
        for village in &villages {
            let Ok(ours) = &village.ours else { continue };
            let first = u32::try_from(all.grids.len()).unwrap_or(u32::MAX);
            all.labels.extend(ours.division.labels.iter().map(|label| first + label));
            let named = ours
                .division
                .grids
                .iter()
                .map(|grid| GridName { zone: Some(village.village.clone()), ..grid.clone() });
            all.grids.extend(named);
            rows.extend(&village.rows);
        }
        if rows.is_empty() {
            return Ok(Self { villages, map: None, geojson: None });
        }
        let placed = rows.iter().filter_map(|row| township.households.get(*row));
        let zones: Vec<Option<&str>> = placed.map(|household| Some(household.village.as_str())).collect();
        let households = gather(township, &rows)?.with_zones(zones)?;
        let drawn = map(&all, &households, &MapOptions::default())?;
        let text = geojson(&all, &households, &GeoJsonOptions::default())?;
        Ok(Self { villages, map: Some(drawn), geojson: Some(text) })
    }

    /// The villages that could not be divided, and why.
    pub fn undivided(&self) -> impl Iterator<Item = (&str, &Error)> {
        self.villages
            .iter()
            .filter_map(|village| Some((village.village.as_str(), village.ours.as_ref().err()?)))
    }

    /// Every reason that a division rests on.
    pub fn reasons(&self) -> Vec<&Reason> {
        let mut reasons = Vec::new();
        for village in &self.villages {
            if let Ok(ours) = &village.ours {
                reasons.extend(&ours.division.log);
                reasons.extend(ours.division.splits.iter().map(|split| &split.because));
            }
            if let Some(Ok(judged)) = &village.judged {
                reasons.extend(judged.findings.iter().map(|finding| &finding.reason));
            }
        }
        reasons
    }
}

impl Judged {
    /// How many findings are breaches.
    pub fn breaches(&self) -> usize {
        self.findings.iter().filter(|finding| finding.weight == Weight::Breach).count()
    }
}

impl Drawn {
    fn new(division: Division, households: &Households) -> Result<Self, InputError> {
        let grouped = (0..households.len()).any(|row| households.group(row).is_some());
        let options = MapOptions { width: HALF, groups: grouped, ..MapOptions::default() };
        Ok(Self {
            measures: division.measure(households)?,
            tours: division.tours(households)?,
            map: map(&division, households, &options)?,
            division,
        })
    }

    /// The mean length of a round, in metres.
    #[expect(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "a mean of a few grids")]
    pub fn round(&self) -> f64 {
        self.tours.iter().map(|tour| tour.metres).sum::<f64>() / self.tours.len().max(1) as f64
    }

    /// The farthest that a household is from the middle of its grid, in metres.
    pub fn farthest(&self) -> f64 {
        self.measures.grids.iter().map(|grid| grid.farthest.metres).fold(0.0, f64::max)
    }
}

/// What a grid is called in its village: its own name, or its number.
pub fn called(grid: &GridName) -> String {
    match &grid.code {
        Some(code) if code.chars().count() <= 8 => code.clone(),
        _ => format!("网格{}", grid.number),
    }
}

fn one_village(policy: &Policy, township: &Township, village: &Village, rows: Vec<usize>) -> VillageDivision {
    let own: Vec<&Household> = rows.iter().filter_map(|row| township.households.get(*row)).collect();
    let grouped = own.iter().filter(|household| household.group.is_some()).count();
    let ungrouped = if grouped == 0 { 0 } else { own.len() - grouped };
    let regions = village.region.iter().map(|region| (String::new(), region.clone())).collect();
    let options = DivisionOptions { place: village.place, regions, ..DivisionOptions::default() };
    let ours = gather(township, &rows).map_err(Error::from).and_then(|households| {
        let division = divide(policy, &households, &options)?;
        Ok(Drawn::new(division, &households)?)
    });
    let judged = own
        .iter()
        .any(|household| household.grid.is_some())
        .then(|| judge(policy, township, &rows, &options));
    VillageDivision { village: village.name.clone(), rows, ungrouped, ours, judged }
}

fn judge(
    policy: &Policy,
    township: &Township,
    rows: &[usize],
    options: &DivisionOptions,
) -> Result<Judged, Error> {
    let grid = |row: &usize| township.households.get(*row).and_then(|household| household.grid.as_deref());
    let found = audit(policy, &gather(township, rows)?, &Names::new(rows.iter().map(grid)), options)?;
    let named: Vec<usize> = rows.iter().copied().filter(|row| grid(row).is_some()).collect();
    let households = gather(township, &named)?;
    let division = Division::drawn(&households, &Names::new(named.iter().map(grid)))?;
    Ok(Judged {
        drawn: Drawn::new(division, &households)?,
        findings: found.findings,
        left_out: rows.len() - named.len(),
    })
}

fn gather(township: &Township, rows: &[usize]) -> Result<Households, InputError> {
    let own: Vec<&Household> = rows.iter().filter_map(|row| township.households.get(*row)).collect();
    let (x, y) = own.iter().map(|household| household.place).unzip();
    let mut households = Households::new(x, y, township.crs)?;
    if own.iter().any(|household| household.group.is_some()) {
        households = households.with_groups(own.iter().map(|household| household.group.as_deref()))?;
    }
    if let Some(people) = own.iter().map(|household| household.people).collect::<Option<Vec<u32>>>() {
        households = households.with_amounts(Dimension::Population, people)?;
    }
    Ok(households)
}
