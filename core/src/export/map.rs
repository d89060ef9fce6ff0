//! A division as a picture (划分图): an SVG with cells, households, labels, a legend and a scale.

use std::collections::{BTreeMap, BTreeSet};

use svg::Node;
use svg::node::element::{Element, Group, Line, Path, Rectangle, Text};

use super::colour::{colours, hex};
pub(super) use super::ink::{INK, PAPER, SOFT, number, text, wide};
use super::ink::{clean, paper};
use super::label::{Area, Label, Land, Spot};
use super::legend;
use crate::decision::{Arg, Lang, Template};
use crate::division::{Division, Frame, Households, Measures, Outlines, Polygon};
use crate::error::InputError;

/// What is asked of the picture (绘图要求).
#[derive(Debug, Clone, PartialEq)]
pub struct MapOptions {
    /// A heading.
    pub title: Option<String>,
    /// What the cells fill.
    pub outlines: Outlines,
    /// Whether each natural group is outlined.
    pub groups: bool,
    /// Whether the round of each grid is drawn.
    pub tours: bool,
    /// How wide it is, in pixels: 320 to 8000.
    pub width: u32,
    /// The language of its words.
    pub lang: Lang,
}

impl Default for MapOptions {
    /// 960 pixels wide, in Chinese, without a heading.
    fn default() -> Self {
        Self {
            title: None,
            outlines: Outlines::default(),
            groups: false,
            tours: false,
            width: 960,
            lang: Lang::Zh,
        }
    }
}

static GRID: Template = Template::new("map.grid", "网格{0}", "Grid {0}");
static HOUSEHOLDS: Template = Template::new("map.households", "{0}户", "{0} hh");

pub(super) const GROUND: &str = "#f6f8fa";
pub(super) const EDGE: &str = "#3d444d";
pub(super) const WATER: &str = "#004488";
/// Between the parts of the sheet.
pub(super) const GAP: f64 = 12.0;
/// Sizes of labels that say all, and of those that are a number alone.
const SIZES: [f64; 5] = [18.0, 16.0, 15.0, 14.0, 13.0];
const NUMBERS: [f64; 4] = [18.0, 16.0, 14.0, 12.0];
const SMALLEST: f64 = 11.0;
const ZONE: f64 = 15.0;

/// A division as an SVG: cells of colours that the colour-blind tell apart, never the same for neighbours; households as
/// dots; barriers; labels; a scale, north, and a table of the grids.
///
/// A label says a grid's name and its households where every one has room for that; else it is a number, and the table
/// says the rest. No label lies over another. North is up, and the scale is that of the middle latitude.
///
/// ```
/// use wangge::division::{Crs, Division, Households, Names};
/// use wangge::export::{MapOptions, map};
/// # fn main() -> Result<(), wangge::InputError> {
/// let households = Households::new(vec![0., 30., 90.], vec![0., 40., 10.], Crs::Metres)?;
/// let division = Division::drawn(&households, &Names::new([Some("甲"), Some("甲"), Some("乙")]))?;
/// let options = MapOptions { title: Some("示例村 <划分>".to_owned()), ..MapOptions::default() };
/// let svg = map(&division, &households, &options)?;
/// assert!(svg.starts_with("<svg") && svg.contains("示例村 &lt;划分&gt;") && svg.contains("2户"));
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`InputError`] for a width that is none; as for [`Division::measure`] and [`Division::cells`].
pub fn map(division: &Division, households: &Households, options: &MapOptions) -> Result<String, InputError> {
    super::ink::width(options.width, 320)?;
    let measures = division.measure(households)?;
    let (cells, mut touching) = division.land(households, &options.outlines)?;
    touching.extend(across(division, households)?);
    let colours = colours(cells.len(), &touching);
    let sheet = Sheet::new(households, &cells, options);
    let names = names(&measures, options.lang);
    let mut top = GAP;
    let mut parts: Vec<(f64, Group)> = Vec::new();
    if let Some(title) = &options.title {
        let heading = text(title, (0.0, 22.0), 20.0).set("font-weight", "bold");
        parts.push((top, Group::new().add(heading)));
        top += 34.0;
    }
    parts.push((top, picture(division, households, options, &sheet, &cells, &colours, &names)?));
    top += sheet.high + GAP;
    parts.push((top, legend::key(&sheet, options, !households.barriers().is_empty())));
    top += legend::KEY + GAP;
    let (table, high) = legend::table(&sheet, &names, &colours, options.lang);
    parts.push((top, table));
    top += high + GAP;
    let mut document = paper(f64::from(options.width), top);
    for (top, part) in parts {
        document = document.add(part.set("transform", format!("translate({} {})", number(GAP), number(top))));
    }
    Ok(document.to_string())
}

/// What a grid is called on the sheet.
pub(super) struct Name {
    /// On the map where there is room: two lines.
    full: [String; 2],
    /// On the map where there is not, and at the head of its line in the table.
    pub(super) number: String,
    /// In the table.
    pub(super) listed: String,
    /// Its zone, where there are several.
    zone: Option<String>,
    pub(super) households: u32,
}

/// Codes longer than this are for the table.
const SHORT: usize = 8;

fn names(measures: &Measures, lang: Lang) -> Vec<Name> {
    let zones: BTreeSet<Option<&str>> = measures.grids.iter().map(|grid| grid.name.zone.as_deref()).collect();
    let one = |(place, grid): (usize, &crate::division::Grid)| {
        let name = &grid.name;
        // Numbers begin anew in each zone: with several, the map counts through.
        let number = if zones.len() > 1 { (place + 1).to_string() } else { name.number.to_string() };
        let called = GRID.with([Arg::from(name.number)]).render(lang);
        let short = name.code.as_ref().filter(|code| code.chars().count() <= SHORT);
        let zone = name.zone.as_deref().filter(|_| zones.len() > 1);
        let listed = match (zone, &name.code) {
            (Some(zone), Some(code)) if code.contains(zone) => code.clone(),
            (Some(zone), Some(code)) => format!("{zone} {code}"),
            (Some(zone), None) => format!("{zone} {called}"),
            (None, Some(code)) => code.clone(),
            (None, None) => called.clone(),
        };
        let first = match (zone, short) {
            (_, Some(code)) => code.clone(),
            (Some(zone), None) => format!("{zone} {}", name.number),
            (None, None) => called,
        };
        let households = HOUSEHOLDS.with([Arg::from(grid.households)]).render(lang);
        Name {
            full: [first, households].map(|line| clean(&line)),
            number,
            listed: clean(&listed),
            zone: zone.map(clean),
            households: grid.households,
        }
    };
    measures.grids.iter().enumerate().map(one).collect()
}

/// The grids of different zones that may touch on the sheet.
fn across(division: &Division, households: &Households) -> Result<Vec<(u32, u32)>, InputError> {
    let (x, y) = (0..households.len()).filter_map(|row| households.place(row)).unzip();
    let merged = Households::new(x, y, households.crs())?;
    let zone = |place: u32| division.grids.get(place as usize).map(|name| &name.zone);
    let measures = division.measure(&merged)?;
    let pairs = (0_u32..).zip(&measures.grids).flat_map(|(place, grid)| {
        grid.neighbours.iter().map(move |other| (place, *other)).filter(|(a, b)| zone(*a) != zone(*b))
    });
    Ok(pairs.collect())
}

/// How the plane is laid on the sheet.
pub(super) struct Sheet {
    frame: Frame,
    low: Spot,
    high_y: f64,
    /// Pixels a metre.
    pub(super) scale: f64,
    /// The map, in pixels.
    pub(super) wide: f64,
    pub(super) high: f64,
    off: Spot,
}

impl Sheet {
    fn new(households: &Households, cells: &[Vec<Polygon>], options: &MapOptions) -> Self {
        let rows = (0..households.len()).filter_map(|row| households.place(row));
        let (frame, _) = Frame::of(households.crs(), rows);
        let corners = cells.iter().flatten().flat_map(|polygon| &polygon.outer);
        let (mut low, mut high) = ((f64::INFINITY, f64::INFINITY), (f64::NEG_INFINITY, f64::NEG_INFINITY));
        for (x, y) in corners.map(|(x, y)| frame.to_metres(*x, *y)) {
            low = (low.0.min(x), low.1.min(y));
            high = (high.0.max(x), high.1.max(y));
        }
        let wide = f64::from(options.width) - 2.0 * GAP;
        let (east, north) = ((high.0 - low.0).max(1e-3), (high.1 - low.1).max(1e-3));
        // No higher than wide, so that it prints on a page with its table.
        let scale = ((wide - 2.0 * GAP) / east).min((wide - 2.0 * GAP) / north);
        let tall = north * scale + 2.0 * GAP;
        let off = ((wide - east * scale) / 2.0, GAP);
        Self { frame, low, high_y: high.1, scale, wide, high: tall, off }
    }

    /// Where a place lies on the map.
    fn at(&self, (x, y): Spot) -> Spot {
        let (x, y) = self.frame.to_metres(x, y);
        ((x - self.low.0) * self.scale + self.off.0, (self.high_y - y) * self.scale + self.off.1)
    }

    fn line(&self, places: &[Spot]) -> String {
        let mut data = String::new();
        for (nth, place) in places.iter().enumerate() {
            let (x, y) = self.at(*place);
            data.push(if nth == 0 { 'M' } else { 'L' });
            data.push_str(&number(x));
            data.push(' ');
            data.push_str(&number(y));
        }
        data
    }

    fn ring(&self, places: &[Spot]) -> String {
        self.line(places) + "Z"
    }
}

fn picture(
    division: &Division,
    households: &Households,
    options: &MapOptions,
    sheet: &Sheet,
    cells: &[Vec<Polygon>],
    colours: &[usize],
    names: &[Name],
) -> Result<Group, InputError> {
    let (wide, high) = (number(sheet.wide), number(sheet.high));
    // A sheet of its own cuts off what runs past it, such as a river.
    let mut inner = Element::new("svg");
    for (key, value) in [("width", wide.as_str()), ("height", high.as_str()), ("overflow", "hidden")] {
        inner.assign(key, value);
    }
    let mut add = |element: Element| inner.get_children_mut().push(element.into());
    let mut land =
        Group::new().set("stroke", EDGE).set("stroke-width", "1.4").set("stroke-linejoin", "round");
    for (cell, colour) in cells.iter().zip(colours) {
        let rings = cell.iter().flat_map(|polygon| core::iter::once(&polygon.outer).chain(&polygon.holes));
        let data: String = rings.map(|ring| sheet.ring(ring)).collect();
        land = land.add(Path::new().set("d", data).set("fill", hex(*colour)).set("fill-rule", "evenodd"));
    }
    add(land.into());
    if options.groups {
        add(outlines(households, sheet)?.into());
    }
    let mut barriers = Group::new().set("fill", "none").set("stroke", WATER).set("stroke-width", "3.5");
    for line in households.barriers() {
        barriers = barriers.add(Path::new().set("d", sheet.line(line)).set("stroke-linejoin", "round"));
    }
    add(barriers.into());
    if options.tours {
        let mut walks = Group::new().set("fill", "none").set("stroke", INK).set("stroke-width", "0.9");
        for tour in division.tours(households)? {
            let stops: Vec<Spot> = tour.stops.iter().filter_map(|row| households.place(*row)).collect();
            walks = walks.add(Path::new().set("d", sheet.ring(&stops)));
        }
        add(walks.into());
    }
    add(dots(households, sheet).into());
    add(labels(sheet, cells, names).into());
    let ground =
        Rectangle::new().set("width", wide.as_str()).set("height", high.as_str()).set("fill", GROUND);
    let rim =
        Rectangle::new().set("width", wide).set("height", high).set("fill", "none").set("stroke", "#d1d9e0");
    Ok(Group::new().add(ground).add(inner).add(rim))
}

/// The households, a dot a place: the more there are the larger, and the more places the smaller.
fn dots(households: &Households, sheet: &Sheet) -> Group {
    let mut places: BTreeMap<(String, String), u32> = BTreeMap::new();
    for row in 0..households.len() {
        if let Some((x, y)) = households.place(row).map(|place| sheet.at(place)) {
            *places.entry((number(x), number(y))).or_default() += households.weight(row);
        }
    }
    let one = match places.len() {
        0..=600 => 3.6,
        601..=3000 => 2.6,
        _ => 1.6,
    };
    let mut sizes: BTreeMap<u32, String> = BTreeMap::new();
    for ((x, y), weight) in places {
        // Classes of 1, 2 to 3, 4 to 7 and so on.
        let data = sizes.entry(weight.max(1).ilog2().min(8)).or_default();
        for part in ["M", &x, " ", &y, "h0"] {
            data.push_str(part);
        }
    }
    let mut all =
        Group::new().set("stroke", INK).set("stroke-opacity", "0.62").set("stroke-linecap", "round");
    for (class, data) in sizes {
        let wide = one * (1.0 + 0.35 * f64::from(class));
        all = all.add(Path::new().set("d", data).set("stroke-width", number(wide)));
    }
    all
}

/// Each natural group within its convex hull.
fn outlines(households: &Households, sheet: &Sheet) -> Result<Group, InputError> {
    let mut all = Group::new()
        .set("fill", "none")
        .set("stroke", SOFT)
        .set("stroke-width", "1.2")
        .set("stroke-dasharray", "4 3");
    let group = |row: usize| {
        households.group(row).map(|group| format!("{}\u{0}{group}", households.zone(row).unwrap_or_default()))
    };
    let rows: Vec<(usize, String)> =
        (0..households.len()).filter_map(|row| Some((row, group(row)?))).collect();
    let places = rows.iter().filter_map(|(row, _)| households.place(*row));
    let (x, y) = places.unzip();
    let grouped = Households::new(x, y, households.crs())?;
    let names = crate::division::Names::new(rows.iter().map(|(_, group)| Some(group)));
    for hull in Division::drawn(&grouped, &names)?.hulls(&grouped)? {
        all = all.add(Path::new().set("d", sheet.ring(&hull)));
    }
    Ok(all)
}

fn labels(sheet: &Sheet, cells: &[Vec<Polygon>], names: &[Name]) -> Group {
    let land: Vec<Land> = cells
        .iter()
        .map(|cell| {
            let rings = cell.first().into_iter();
            let rings = rings.flat_map(|polygon| core::iter::once(&polygon.outer).chain(&polygon.holes));
            Land::new(rings.map(|ring| ring.iter().map(|place| sheet.at(*place)).collect()).collect())
        })
        .collect();
    for size in SIZES {
        if let Some(labels) = full(&land, names, size) {
            return write(&labels, names, |name| &name.full, |_| size);
        }
    }
    let mut labels: Vec<Label> = Vec::new();
    let mut sizes: Vec<f64> = Vec::new();
    for (land, name) in land.iter().zip(names) {
        let (label, size) = numbered(land, &name.number, &labels);
        labels.push(label);
        sizes.push(size);
    }
    let zones = zones(sheet, &land, names, &labels);
    let size = |nth: usize| sizes.get(nth).copied().unwrap_or(SMALLEST);
    write(&labels, names, |name| core::slice::from_ref(&name.number), size).add(zones)
}

/// The names of the zones where grids are mere numbers: beside the zone where there is room, else across its middle.
fn zones(sheet: &Sheet, land: &[Land], names: &[Name], labels: &[Label]) -> Group {
    let mut boxes: BTreeMap<&str, (Spot, Spot)> = BTreeMap::new();
    for (land, name) in land.iter().zip(names) {
        let (Some(zone), Some((low, high))) = (&name.zone, land.extent()) else { continue };
        let own = boxes.entry(zone).or_insert((low, high));
        *own = ((own.0.0.min(low.0), own.0.1.min(low.1)), (own.1.0.max(high.0), own.1.1.max(high.1)));
    }
    let mut all = Group::new().set("fill", SOFT);
    let mut taken: Vec<Label> = labels.to_vec();
    for (zone, (low, high)) in boxes {
        let (tall, broad) = (ZONE * 1.3, wide(zone) * ZONE + 6.0);
        let (x, y) = (f64::midpoint(low.0, high.0), f64::midpoint(low.1, high.1));
        let spots = [
            (x, high.1 + tall / 2.0),
            (x, low.1 - tall / 2.0),
            (low.0 - broad / 2.0, y),
            (high.0 + broad / 2.0, y),
            (low.0 + broad / 2.0, high.1),
            (high.0 - broad / 2.0, high.1),
            (low.0 + broad / 2.0, low.1),
            (high.0 - broad / 2.0, low.1),
        ];
        let clear = |area: &Area| {
            let (dx, dy) = (area.wide / 2.0, area.high / 2.0);
            let on_sheet = area.at.0 >= dx
                && area.at.0 <= sheet.wide - dx
                && area.at.1 >= dy
                && area.at.1 <= sheet.high - dy;
            on_sheet
                && !taken.iter().any(|other| other.area.meets(area))
                && !land.iter().any(|land| land.touches(area))
        };
        let area = |at: Spot| Area { at, wide: broad, high: tall };
        let own = spots.into_iter().map(area).find(clear).unwrap_or_else(|| area((x, y)));
        taken.push(Label { area: own, points_to: None });
        let word = text(zone, (own.at.0, own.at.1 + ZONE * 0.36), ZONE);
        all = all.add(haloed(word).set("font-weight", "bold"));
    }
    all
}

fn haloed(word: Text) -> Text {
    word.set("stroke", PAPER)
        .set("stroke-width", "3.2")
        .set("stroke-linejoin", "round")
        .set("paint-order", "stroke")
}

/// Every label with all its words inside of its cell; `None` where one has no room.
fn full(land: &[Land], names: &[Name], size: f64) -> Option<Vec<Label>> {
    let mut labels: Vec<Label> = Vec::new();
    for (land, name) in land.iter().zip(names) {
        let wide = name.full.iter().map(|line| wide(line)).fold(0.0, f64::max) * size;
        let area = land.fit(wide + 6.0, size * 2.5, &labels)?;
        labels.push(Label { area, points_to: None });
    }
    Some(labels)
}

/// A number inside of its cell, or beside it and pointing to it.
fn numbered(land: &Land, number: &str, others: &[Label]) -> (Label, f64) {
    for size in NUMBERS.into_iter().chain([SMALLEST]) {
        if let Some(area) = land.fit(wide(number) * size + 4.0, size * 1.15, others) {
            return (Label { area, points_to: None }, size);
        }
    }
    let size = SMALLEST;
    let mut areas = land.beside(wide(number) * size + 4.0, size * 1.15);
    let clear = areas.find(|area| !others.iter().any(|other| other.area.meets(area)));
    let middle = land.middle();
    let area = clear.unwrap_or(Area { at: middle, wide: 0.0, high: 0.0 });
    let off = (area.at.0 - middle.0).abs().max((area.at.1 - middle.1).abs());
    (Label { area, points_to: (off > size / 2.0).then_some(middle) }, size)
}

fn write<'n>(
    labels: &[Label],
    names: &'n [Name],
    lines: impl Fn(&'n Name) -> &'n [String],
    size: impl Fn(usize) -> f64,
) -> Group {
    let mut all = Group::new().set("text-anchor", "middle");
    for label in labels {
        if let Some((x, y)) = label.points_to {
            let line = Line::new()
                .set("x1", number(label.area.at.0))
                .set("y1", number(label.area.at.1))
                .set("x2", number(x))
                .set("y2", number(y))
                .set("stroke", INK)
                .set("stroke-width", "0.8");
            all = all.add(line);
        }
    }
    for (nth, (label, name)) in labels.iter().zip(names).enumerate() {
        let size = size(nth);
        let lines = lines(name);
        let mut y = label.area.at.1 + size * 0.36
            - size * 0.6 * (f64::from(u32::try_from(lines.len()).unwrap_or(1)) - 1.0);
        for (line_nth, line) in lines.iter().enumerate() {
            let weight = if line_nth == 0 { "bold" } else { "normal" };
            let word = text(line, (label.area.at.0, y), size);
            all = all.add(haloed(word).set("font-weight", weight));
            y += size * 1.2;
        }
    }
    all
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&GRID, &HOUSEHOLDS];
