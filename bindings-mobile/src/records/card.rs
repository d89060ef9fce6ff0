//! The service card.

use chrono::NaiveDate;
use wangge::CardPlace;
use wangge::rules::card::{self, CardPerson, Posted, ServiceCard, Supervision, TeamFrom};
use wangge::rules::team::Team;

use crate::decision::{Finding, Reason, findings, reasons};
use crate::error::WanggeError;
use crate::policy::Policy;

/// Somebody on a card, by the id that the roster has.
#[uniffi::remote(Record)]
pub struct CardPerson {
    /// The id.
    pub id: String,
    /// The name; empty where it does not stand.
    #[uniffi(default = "")]
    pub name: String,
    /// The post.
    #[uniffi(default = "")]
    pub post: String,
    /// How to reach them, such as a number to call.
    #[uniffi(default = "")]
    pub contact: String,
}

/// The supervising line of the level above (上级监督举报电话).
#[uniffi::remote(Record)]
pub struct Supervision {
    /// Whose it is.
    pub unit: String,
    /// The number.
    pub phone: String,
}

/// Where a card hangs, and since when (公示).
#[uniffi::remote(Record)]
pub struct Posted {
    /// Where.
    pub place: CardPlace,
    /// Since which day.
    pub on: NaiveDate,
}

/// The service card of a grid (民情联系服务卡, X-6).
#[uniffi::remote(Record)]
pub struct ServiceCard {
    /// The code of the grid.
    pub grid: String,
    /// The village.
    #[uniffi(default = "")]
    pub village: String,
    /// The leader of the grid.
    #[uniffi(default = None)]
    pub leader: Option<CardPerson>,
    /// The members of the team.
    #[uniffi(default = [])]
    pub team: Vec<CardPerson>,
    /// What they do for residents.
    #[uniffi(default = [])]
    pub services: Vec<String>,
    /// The supervising line of the level above.
    #[uniffi(default = None)]
    pub supervision: Option<Supervision>,
    /// Where it hangs.
    #[uniffi(default = [])]
    pub published: Vec<Posted>,
}

/// The team of a grid from a day on, until the next one (名册变动).
#[uniffi::remote(Record)]
pub struct TeamFrom {
    /// The first day.
    pub from: NaiveDate,
    /// The team.
    pub team: Team,
}

/// Whether a card is still that of the people who serve (卡片有效性).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CardValidity {
    /// The first day on which it was no longer so; none while it is.
    pub stale_since: Option<NaiveDate>,
    /// Where it hangs and must be replaced.
    pub replace: Vec<Posted>,
    /// What differs on the day asked about.
    pub findings: Vec<Finding>,
    /// The reasons, with their clauses.
    pub because: Vec<Reason>,
}

#[uniffi::export]
impl Policy {
    /// What a card lacks on a day, and where it is not made public; empty where all is well.
    ///
    /// Refuses with `Unspecified` for `card`.
    pub fn check_card(&self, card: &ServiceCard, day: NaiveDate) -> Result<Vec<Finding>, WanggeError> {
        Ok(findings(&card::check(&self.0, card, day)?))
    }

    /// Whether the people on a card are those of the roster on a day.
    ///
    /// Refuses with `Unspecified` for `card`.
    pub fn check_card_roster(
        &self,
        card: &ServiceCard,
        team: &Team,
        day: NaiveDate,
    ) -> Result<Vec<Finding>, WanggeError> {
        Ok(findings(&card::check_roster(&self.0, card, team, day)?))
    }

    /// Whether a card holds on a day, where the team of its grid changed over time: if not, since which day, and where it is
    /// to be replaced.
    ///
    /// Refuses with `Input` where no roster is known for the day, or two begin on one day; with `Unspecified` for `card`.
    pub fn card_validity(
        &self,
        card: &ServiceCard,
        rosters: Vec<TeamFrom>,
        day: NaiveDate,
    ) -> Result<CardValidity, WanggeError> {
        let found = card::validity(&self.0, card, &rosters, day)?;
        Ok(CardValidity {
            stale_since: found.value.stale_since,
            replace: found.value.replace,
            findings: findings(&found.value.findings),
            because: reasons(&found.because),
        })
    }
}
