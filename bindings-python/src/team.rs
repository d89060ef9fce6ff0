//! Who serves a grid.

use pyo3::prelude::*;
use wangge::rules::team::{GroupMember, Person, Standing, Team};

use crate::record::{Tuple, record};
use crate::term::{Office, Post};

record! {
    /// Somebody on a roster, by an opaque id: `identity` is a code or a Chinese term of `Identity`, or the
    /// roster's own words; None where the roster does not say.
    PyPerson = "Person" {
        /// The id.
        id: String,
        /// What they are.
        identity: Option<String>,
        /// Whether they live in the grid.
        lives_in_grid: Option<bool>,
    }
    signature (id, identity = None, lives_in_grid = None)
}

impl PyPerson {
    fn core(&self) -> Person {
        let standing = self.identity.as_deref().map(Standing::read);
        Person { id: self.id.clone(), standing, lives_in_grid: self.lives_in_grid }
    }

    fn shown(&self) -> String {
        format!("Person('{}', identity={:?}, lives_in_grid={:?})", self.id, self.identity, self.lives_in_grid)
    }
}

/// A leader, or several.
#[derive(FromPyObject)]
pub(crate) enum Leaders {
    One(PyPerson),
    Many(Vec<PyPerson>),
}

/// A member: a person, or an id alone.
#[derive(FromPyObject)]
pub(crate) enum Member {
    Person(PyPerson),
    Id(String),
}

record! {
    /// The team of a grid.
    PyTeam = "Team" {
        /// The grid.
        grid: String,
        /// The leaders; one is lawful.
        leaders: Tuple<PyPerson>,
        /// The members beside the leader.
        members: Tuple<PyPerson>,
    }
}

impl PyTeam {
    pub(crate) fn of(grid: &str, leader: Option<Leaders>, members: Vec<Member>) -> Self {
        let leaders = match leader {
            None => Vec::new(),
            Some(Leaders::One(leader)) => vec![leader],
            Some(Leaders::Many(leaders)) => leaders,
        };
        let person = |member: Member| match member {
            Member::Person(person) => person,
            Member::Id(id) => PyPerson { id, identity: None, lives_in_grid: None },
        };
        let members = members.into_iter().map(person).collect();
        Self { grid: grid.to_owned(), leaders: Tuple(leaders), members: Tuple(members) }
    }

    pub(crate) fn core(&self) -> Team {
        let all = |people: &Tuple<PyPerson>| people.0.iter().map(PyPerson::core).collect();
        Team { grid: self.grid.clone(), leaders: all(&self.leaders), members: all(&self.members) }
    }

    fn shown(&self) -> String {
        format!("Team('{}', {} leaders, {} members)", self.grid, self.leaders.0.len(), self.members.0.len())
    }
}

record! {
    /// Somebody in the leading group.
    PyGroupMember = "GroupMember" {
        /// The id.
        id: String,
        /// The post in the group.
        post: Post,
        /// The office that they hold.
        office: Office,
    }
}

impl PyGroupMember {
    pub(crate) fn core(&self) -> GroupMember {
        GroupMember { id: self.id.clone(), post: self.post.0, office: self.office.0 }
    }

    fn shown(&self) -> String {
        format!("GroupMember('{}', post='{}', office='{}')", self.id, self.post.0, self.office.0)
    }
}
