//! One zone, put in an order of its own (片区): whole centimetres along its longer axis, so that neither the order of the
//! rows nor where the zone lies and how it is turned decides.

use super::crs::Frame;
use super::graph::Graph;
use super::households::{Households, Names};
use super::start::{Point, longer_axis};
use crate::error::InputError;

/// A zone wider than this many metres is a mistake.
const WIDEST: f64 = 1_000_000.0;
pub(super) const NONE: u32 = u32::MAX;

pub(super) struct Zone {
    pub(super) name: Option<String>,
    /// The row of each point.
    pub(super) rows: Vec<u32>,
    pub(super) points: Vec<Point>,
    /// East and north in metres, by point.
    pub(super) metres: Vec<(f64, f64)>,
    /// Each other count of the size rule, by point.
    pub(super) amounts: Vec<Vec<u32>>,
    pub(super) group: Vec<u32>,
    pub(super) pin: Vec<u32>,
    /// The barriers in the plane of the points.
    pub(super) barriers: Vec<Vec<(f64, f64)>>,
    pub(super) frame: Frame,
    #[cfg(feature = "cells")]
    turn: Turn,
}

impl Zone {
    pub(super) fn new(households: &Households, name: Option<&str>, rows: &[u32]) -> Result<Self, InputError> {
        let raw = |row: &u32| (households.x[*row as usize], households.y[*row as usize]);
        let (frame, metres) = Frame::of(households.crs, rows.iter().map(raw));
        check_width(households, name, rows, &metres)?;
        let turn = Turn::of(households, rows, &metres);
        let code = |names: &Option<Names>, row: u32| {
            names.as_ref().and_then(|names| names.code(row as usize)).unwrap_or(NONE)
        };
        // What is the same in every way may change places; all else has an order of its own.
        let mut order: Vec<(f64, f64, u32, u32)> = metres
            .iter()
            .zip(rows)
            .zip(0_u32..)
            .map(|((place, row), nth)| {
                let (x, y) = turn.whole(*place);
                (x, y, *row, nth)
            })
            .collect();
        let others = |row: u32| {
            let amounts = households.amounts.iter().map(move |(_, amounts)| amounts[row as usize]);
            let codes = (code(&households.groups, row), code(&households.pins, row));
            (codes, households.weight(row as usize), amounts.collect::<Vec<_>>())
        };
        order.sort_unstable_by(|a, b| {
            let place = a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1));
            place.then_with(|| others(a.2).cmp(&others(b.2))).then(a.2.cmp(&b.2))
        });
        let barriers = households
            .barriers
            .iter()
            .map(|line| line.iter().map(|(x, y)| turn.exact(frame.to_metres(*x, *y))).collect());
        Ok(Self {
            name: name.map(str::to_owned),
            points: order
                .iter()
                .map(|(x, y, row, _)| Point { x: *x, y: *y, weight: households.weight(*row as usize) })
                .collect(),
            metres: order.iter().map(|(.., nth)| metres[*nth as usize]).collect(),
            amounts: households
                .amounts
                .iter()
                .map(|(_, amounts)| order.iter().map(|(.., row, _)| amounts[*row as usize]).collect())
                .collect(),
            group: order.iter().map(|(.., row, _)| code(&households.groups, *row)).collect(),
            pin: order.iter().map(|(.., row, _)| code(&households.pins, *row)).collect(),
            rows: order.iter().map(|(.., row, _)| *row).collect(),
            barriers: barriers.collect(),
            frame,
            #[cfg(feature = "cells")]
            turn,
        })
    }

    pub(super) fn total(&self) -> u32 {
        self.points.iter().map(|point| point.weight).sum()
    }

    /// A place in the plane of the points, in centimetres.
    #[cfg(feature = "cells")]
    pub(super) fn plane(&self, x: f64, y: f64) -> (f64, f64) {
        self.turn.exact(self.frame.to_metres(x, y))
    }

    /// A place of that plane in the coordinates that were given.
    #[cfg(feature = "cells")]
    pub(super) fn back(&self, x: f64, y: f64) -> (f64, f64) {
        let (x, y) = self.turn.back(x, y);
        self.frame.back(x, y)
    }

    pub(super) fn graph(&self) -> Graph {
        self.graph_with(&self.barriers)
    }

    /// The same, as if there were no barriers.
    pub(super) fn open_graph(&self) -> Graph {
        self.graph_with(&[])
    }

    fn graph_with(&self, barriers: &[Vec<(f64, f64)>]) -> Graph {
        let places: Vec<(f64, f64)> = self.points.iter().map(|point| (point.x, point.y)).collect();
        Graph::new(&places, barriers)
    }
}

fn check_width(
    households: &Households,
    name: Option<&str>,
    rows: &[u32],
    metres: &[(f64, f64)],
) -> Result<(), InputError> {
    let middle = |mut values: Vec<f64>| {
        let half = values.len() / 2;
        values.select_nth_unstable_by(half, f64::total_cmp);
        values[half]
    };
    if metres.is_empty() {
        return Ok(());
    }
    let (mx, my) = (
        middle(metres.iter().map(|place| place.0).collect()),
        middle(metres.iter().map(|place| place.1).collect()),
    );
    let far = |place: &(f64, f64)| (place.0 - mx).abs().max((place.1 - my).abs());
    let farthest = metres.iter().zip(rows).max_by(|a, b| far(a.0).total_cmp(&far(b.0)).then(b.1.cmp(a.1)));
    let Some((place, row)) = farthest.filter(|(place, _)| far(place) > WIDEST) else { return Ok(()) };
    let (x, y) = (households.x[*row as usize], households.y[*row as usize]);
    let zone = name.map_or_else(String::new, |name| format!(" of {name}"));
    let mut allowed = format!("within {} km of the other households{zone}", WIDEST / 1000.0);
    let km = (far(place) / 1000.0).round();
    let hint = if households.crs == super::crs::Crs::Metres {
        ""
    } else {
        "; are its longitude and latitude swapped?"
    };
    allowed = format!("{allowed}; this one is {km} km away{hint}");
    Err(InputError::value("x", format!("{x} {y}"), allowed).at(*row as usize))
}

/// The plane of the points: from their middle, along their longer axis.
struct Turn {
    middle: (f64, f64),
    axis: (f64, f64),
}

impl Turn {
    fn of(households: &Households, rows: &[u32], metres: &[(f64, f64)]) -> Self {
        // Summed in an order that the rows do not decide.
        let mut sorted: Vec<(f64, f64, f64)> = metres
            .iter()
            .zip(rows)
            .map(|((x, y), row)| (*x, *y, f64::from(households.weight(*row as usize))))
            .collect();
        sorted
            .sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.total_cmp(&b.2)));
        let weight: f64 = sorted.iter().map(|(.., weight)| weight).sum();
        let middle = (
            sorted.iter().map(|(x, _, weight)| x * weight).sum::<f64>() / weight,
            sorted.iter().map(|(_, y, weight)| y * weight).sum::<f64>() / weight,
        );
        let mut moments = (0.0, 0.0, 0.0);
        for (x, y, weight) in &sorted {
            let (dx, dy) = (x - middle.0, y - middle.1);
            moments.0 += weight * dx * dx;
            moments.1 += weight * dx * dy;
            moments.2 += weight * dy * dy;
        }
        let (ax, ay) = longer_axis(moments);
        let long = (ax * ax + ay * ay).sqrt();
        let axis = if long > 0.0 { (ax / long, ay / long) } else { (1.0, 0.0) };
        let mut turn = Self { middle, axis };
        // Of the two ways along the axis the one with the longer tail.
        let tail: f64 = sorted
            .iter()
            .map(|(x, y, weight)| {
                let along = turn.exact((*x, *y)).0;
                weight * along * along * along
            })
            .sum();
        if tail < 0.0 {
            turn.axis = (-axis.0, -axis.1);
        }
        turn
    }

    /// Centimetres along and across the axis.
    fn exact(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let (dx, dy) = ((x - self.middle.0) * 100.0, (y - self.middle.1) * 100.0);
        (dx * self.axis.0 + dy * self.axis.1, dy * self.axis.0 - dx * self.axis.1)
    }

    #[cfg(feature = "cells")]
    fn back(&self, x: f64, y: f64) -> (f64, f64) {
        let (dx, dy) = (x * self.axis.0 - y * self.axis.1, y * self.axis.0 + x * self.axis.1);
        (dx / 100.0 + self.middle.0, dy / 100.0 + self.middle.1)
    }

    fn whole(&self, place: (f64, f64)) -> (f64, f64) {
        let (x, y) = self.exact(place);
        // No negative nought: places are compared by their order.
        (x.round() + 0.0, y.round() + 0.0)
    }
}
