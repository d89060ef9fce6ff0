//! Who serves a grid, and who leads the whole (X-3.2, X-3.3, M-8, X-8.1).

use wangge::rules::team::{self, GroupMember, Person, Standing, Team};
use wangge::{Identity, Office, Post};

use crate::decision::{Finding, findings};
use crate::error::WanggeError;
use crate::policy::Policy;

/// What somebody is, as a roster says it.
#[uniffi::remote(Enum)]
pub enum Standing {
    /// One of the identities that lists.
    Listed(Identity),
    /// Another, in the roster's own words.
    Other(String),
}

/// Somebody on a roster, by an opaque id: the library keeps no names.
#[uniffi::remote(Record)]
pub struct Person {
    /// The id.
    pub id: String,
    /// What they are; none where the roster does not say.
    #[uniffi(default = None)]
    pub standing: Option<Standing>,
    /// Whether they live in the grid; none where the roster does not say.
    #[uniffi(default = None)]
    pub lives_in_grid: Option<bool>,
}

/// The team of one grid.
#[uniffi::remote(Record)]
pub struct Team {
    /// The grid.
    pub grid: String,
    /// The leaders; one is lawful.
    pub leaders: Vec<Person>,
    /// The members beside the leader.
    pub members: Vec<Person>,
}

/// Somebody in the leading group.
#[uniffi::remote(Record)]
pub struct GroupMember {
    /// The id.
    pub id: String,
    /// The post in the group.
    pub post: Post,
    /// The office that they hold.
    pub office: Office,
}

/// Reads a code or a Chinese term of; anything else is another identity in the roster's own words.
#[uniffi::export]
pub fn standing_of(text: &str) -> Standing {
    Standing::read(text)
}

#[uniffi::export]
impl Policy {
    /// What is wrong with the team of one grid, or worth a look; empty where nothing is.
    ///
    /// Refuses with `Unspecified` for `leaders` or `team`.
    pub fn check_team(&self, team: Team) -> Result<Vec<Finding>, WanggeError> {
        Ok(findings(&team::check(&self.0, &team)?))
    }

    /// The findings of every team, and what only shows across them: a grid listed twice, a person in several
    /// grids.
    ///
    /// Refuses with `Unspecified` for `leaders` or `team`.
    pub fn check_roster(&self, teams: Vec<Team>) -> Result<Vec<Finding>, WanggeError> {
        Ok(findings(&team::check_roster(&self.0, &teams)?))
    }

    /// What is wrong with the composition of the leading group (M-8, X-8.1); empty where nothing is.
    ///
    /// Refuses with `Unspecified` for `leading_group`.
    pub fn check_leading_group(&self, members: Vec<GroupMember>) -> Result<Vec<Finding>, WanggeError> {
        Ok(findings(&team::check_leading_group(&self.0, &members)?))
    }
}
