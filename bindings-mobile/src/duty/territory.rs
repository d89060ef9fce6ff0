//! For whom duties are owed, and what was done.

use chrono::NaiveDate;
use wangge::duty::{DutyGrid, DutyRecord, Dwelling, Holder, Occasion, Territory};
use wangge::{CheckItem, DutyKind, Role};

/// A grid for as long as it exists (网格).
#[uniffi::remote(Record)]
pub struct DutyGrid {
    /// Its id, unlike every other grid's and village's.
    pub id: String,
    /// The village it lies in.
    pub village: String,
    /// The first day it exists; none: it always did.
    #[uniffi(default = None)]
    pub from: Option<NaiveDate>,
    /// The last day it exists; none: it has no end.
    #[uniffi(default = None)]
    pub to: Option<NaiveDate>,
}

/// Who holds a post of a grid, a village or the township (在岗人员), by an id of the app's.
#[uniffi::remote(Record)]
pub struct Holder {
    /// The grid or the village; empty for the township.
    pub unit: String,
    /// The post.
    pub role: Role,
    /// Who.
    pub person: String,
    /// The first day; none: since ever.
    #[uniffi(default = None)]
    pub from: Option<NaiveDate>,
    /// The last day; none: without end.
    #[uniffi(default = None)]
    pub to: Option<NaiveDate>,
}

/// A household of a grid (农户), by an id of the app's.
#[uniffi::remote(Record)]
pub struct Dwelling {
    /// The grid.
    pub grid: String,
    /// The household.
    pub household: String,
    /// The first day it lives there; none: since ever.
    #[uniffi(default = None)]
    pub from: Option<NaiveDate>,
    /// The last day it lives there; none: without end.
    #[uniffi(default = None)]
    pub to: Option<NaiveDate>,
}

/// Something that calls for a duty (遇事), such as a meeting called from above (M-4.1) or news to be reported (M-3.4).
#[uniffi::remote(Record)]
pub struct Occasion {
    /// Its id, unlike every other's.
    pub id: String,
    /// What it calls for.
    pub kind: DutyKind,
    /// The grid or the village; empty for the township.
    pub unit: String,
    /// The day.
    pub day: NaiveDate,
    /// The day it is due, where whoever called for it said so; else as the policy has it.
    #[uniffi(default = None)]
    pub due: Option<NaiveDate>,
}

/// For whom duties are owed (责任范围).
#[uniffi::remote(Record)]
pub struct Territory {
    /// The grids; their villages are those that they name.
    pub grids: Vec<DutyGrid>,
    /// Who holds which post.
    #[uniffi(default = [])]
    pub holders: Vec<Holder>,
    /// The households, for duties owed to each of them.
    #[uniffi(default = [])]
    pub dwellings: Vec<Dwelling>,
    /// What called for a duty.
    #[uniffi(default = [])]
    pub occasions: Vec<Occasion>,
}

/// Something that was done (工作记录): a patrol, a visit, an entry of the diary, a meeting.
#[uniffi::remote(Record)]
pub struct DutyRecord {
    /// Its id, unlike every other's.
    pub id: String,
    /// What was done.
    pub kind: DutyKind,
    /// For which grid or village; empty for the township.
    pub unit: String,
    /// On which day.
    pub day: NaiveDate,
    /// By whom.
    #[uniffi(default = None)]
    pub person: Option<String>,
    /// Which household was visited.
    #[uniffi(default = None)]
    pub household: Option<String>,
    /// What was looked at or asked.
    #[uniffi(default = [])]
    pub items: Vec<CheckItem>,
}
