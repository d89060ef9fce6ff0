//! What stands below a map: north, the scale, the signs, and a table of the grids.

use svg::node::element::{Circle, Group, Line, Path, Rectangle};

use super::colour::hex;
use super::map::{EDGE, INK, MapOptions, Name, SOFT, Sheet, WATER, number, text, wide};
use crate::decision::{Arg, Lang, Template};

static HOUSEHOLD: Template = Template::new("map.household", "住户", "household");
static BARRIER: Template = Template::new("map.barrier", "河流、道路等分界", "river, road or other barrier");
static NATURAL_GROUP: Template = Template::new("map.group", "自然村组", "natural group");
static TOUR: Template = Template::new("map.tour", "走访路线", "round");
static METRES: Template = Template::new("map.metres", "{0}米", "{0} m");
static KILOMETRES: Template = Template::new("map.kilometres", "{0}公里", "{0} km");
static NORTH: Template = Template::new("map.north", "北", "N");
static SUMMARY: Template = Template::new("map.summary", "{0}个网格，共{1}户", "{0} grids, {1} households");
static IN_TABLE: Template = Template::new("map.in_table", "{0}户", "{0}");

/// How high the row of signs is.
pub(super) const KEY: f64 = 30.0;
const ROW: f64 = 21.0;
const SIZE: f64 = 13.0;

/// North, the scale and the signs, in one row.
pub(super) fn key(sheet: &Sheet, options: &MapOptions, barriers: bool) -> Group {
    let word = |template: &'static Template| template.with([]).render(options.lang);
    let middle = KEY / 2.0;
    let arrow = Path::new().set("d", "M10 2L16 26L10 21L4 26Z").set("fill", INK);
    let north = word(&NORTH);
    let mut all = Group::new().add(arrow).add(text(&north, (20.0, middle + 5.0), SIZE));
    let mut x = 30.0 + wide(&north) * SIZE + 16.0;
    let (metres, said) = scale_bar(sheet, options.lang);
    let long = metres * sheet.scale;
    let half = Rectangle::new().set("y", number(middle - 2.5)).set("height", "5").set("stroke", INK);
    let half = half.set("width", number(long / 2.0));
    all = all
        .add(half.clone().set("x", number(x)).set("fill", INK))
        .add(half.set("x", number(x + long / 2.0)).set("fill", "#ffffff"))
        .add(text(&said, (x + long + 8.0, middle + 5.0), SIZE));
    x += long + 8.0 + wide(&said) * SIZE + 28.0;
    let dot = Circle::new().set("cx", number(x)).set("cy", number(middle)).set("r", "3").set("fill", INK);
    all = all.add(dot);
    let household = word(&HOUSEHOLD);
    all = all.add(text(&household, (x + 10.0, middle + 5.0), SIZE));
    x += 10.0 + wide(&household) * SIZE + 24.0;
    let signs = [
        (options.groups, &NATURAL_GROUP, SOFT, "1.2", "4 3"),
        (barriers, &BARRIER, WATER, "3.5", "none"),
        (options.tours, &TOUR, INK, "0.9", "none"),
    ];
    for (_, template, stroke, thick, dash) in signs.into_iter().filter(|(shown, ..)| *shown) {
        let line = Line::new()
            .set("x1", number(x))
            .set("x2", number(x + 26.0))
            .set("y1", number(middle))
            .set("y2", number(middle))
            .set("stroke", stroke)
            .set("stroke-width", thick)
            .set("stroke-dasharray", dash);
        let said = word(template);
        all = all.add(line).add(text(&said, (x + 33.0, middle + 5.0), SIZE));
        x += 33.0 + wide(&said) * SIZE + 24.0;
    }
    all
}

/// Round metres that make about a fifth of the map, and how they are said.
fn scale_bar(sheet: &Sheet, lang: Lang) -> (f64, String) {
    let most = sheet.wide / sheet.scale / 4.0;
    let mut metres = 1e-2;
    for step in [2.0, 2.5, 2.0].into_iter().cycle().take(40) {
        if metres * step > most {
            break;
        }
        metres *= step;
    }
    // 0.01 · 2 · 2.5 · 2 …: written out, not counted up.
    let metres = (metres * 100.0).round() / 100.0;
    let said = if metres < 1000.0 {
        METRES.with([Arg::from(metres.to_string())])
    } else {
        KILOMETRES.with([Arg::from((metres / 1000.0).to_string())])
    };
    (metres, said.render(lang))
}

/// The grids by number: colour, name, households; as many columns as there is room for. And how high it is.
pub(super) fn table(sheet: &Sheet, names: &[Name], colours: &[usize], lang: Lang) -> (Group, f64) {
    let said = |name: &Name| IN_TABLE.with([Arg::from(name.households)]).render(lang);
    let listed = names.iter().map(|name| wide(&name.listed)).fold(0.0, f64::max) * SIZE;
    let counted = names.iter().map(|name| wide(&said(name))).fold(0.0, f64::max) * SIZE;
    let each = 38.0 + listed + 14.0 + counted + 26.0;
    let fit = (sheet.wide / each).floor().max(1.0);
    let mut columns = 1_usize;
    while f64::from(u32::try_from(columns + 1).unwrap_or(u32::MAX)) <= fit && columns < names.len() {
        columns += 1;
    }
    let rows = names.len().div_ceil(columns).max(1);
    let total: u32 = names.iter().map(|name| name.households).sum();
    let summary = SUMMARY.with([Arg::from(names.len()), total.into()]).render(lang);
    let mut all = Group::new().add(text(&summary, (0.0, 15.0), SIZE).set("font-weight", "bold"));
    let place = |nth: usize| f64::from(u32::try_from(nth).unwrap_or(u32::MAX));
    for (nth, (name, colour)) in names.iter().zip(colours).enumerate() {
        let (x, y) = (place(nth / rows) * each, 24.0 + place(nth % rows) * ROW);
        let swatch = Rectangle::new()
            .set("x", number(x))
            .set("y", number(y))
            .set("width", "30")
            .set("height", "17")
            .set("fill", hex(*colour))
            .set("stroke", EDGE)
            .set("stroke-width", "0.8");
        all = all
            .add(swatch)
            .add(text(&name.number, (x + 15.0, y + 13.0), 12.0).set("text-anchor", "middle"))
            .add(text(&name.listed, (x + 38.0, y + 13.5), SIZE))
            .add(
                text(&said(name), (x + 38.0 + listed + 14.0 + counted, y + 13.5), SIZE)
                    .set("text-anchor", "end"),
            );
    }
    (all, 24.0 + place(rows) * ROW)
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] =
    &[&HOUSEHOLD, &BARRIER, &NATURAL_GROUP, &TOUR, &METRES, &KILOMETRES, &NORTH, &SUMMARY, &IN_TABLE];
