//! The service card: a record a core noun.

use pyo3::prelude::*;
use wangge::export::card::{self as export, PageOptions};
use wangge::rules::card::{self, CardPerson, Posted, ServiceCard, Supervision, TeamFrom};

use crate::date::Date;
use crate::error::PyError;
use crate::policy::PyPolicy;
use crate::record::{PyFindings, PyReason, Tuple, lang, record};
use crate::team::PyTeam;
use crate::term::CardPlace;

record! {
    /// Somebody on a card, by the id that the roster has. What is left out does not stand on it.
    PyCardPerson = "CardPerson" {
        /// The id.
        id: String,
        /// The name.
        name: String,
        /// The post, such as 网格长.
        post: String,
        /// How to reach them, such as a number to call.
        contact: String,
    }
    signature (id, name = String::new(), post = String::new(), contact = String::new())
}

impl PyCardPerson {
    pub(crate) fn core(&self) -> CardPerson {
        CardPerson {
            id: self.id.clone(),
            name: self.name.clone(),
            post: self.post.clone(),
            contact: self.contact.clone(),
        }
    }

    fn shown(&self) -> String {
        format!("CardPerson('{}', '{}', '{}', '{}')", self.id, self.name, self.post, self.contact)
    }
}

record! {
    /// The supervising line of the level above (上级监督举报电话).
    PySupervision = "Supervision" {
        /// Whose it is.
        unit: String,
        /// The number.
        phone: String,
    }
}

impl PySupervision {
    fn shown(&self) -> String {
        format!("Supervision('{}', '{}')", self.unit, self.phone)
    }
}

record! {
    /// Where a card hangs, and since when (公示).
    PyPosted = "Posted" {
        /// Where.
        place: CardPlace,
        /// Since which day.
        on: Date,
    }
}

impl PyPosted {
    fn of(posted: &[Posted]) -> Tuple<Self> {
        Tuple(posted.iter().map(|one| Self { place: CardPlace(one.place), on: Date(one.on) }).collect())
    }

    fn shown(&self) -> String {
        format!("Posted('{}', {})", self.place.0, self.on.0)
    }
}

record! {
    /// Whether a card is still that of the people who serve.
    PyValidity = "Validity" {
        /// The first day on which it was no longer so; None while it is.
        stale_since: Option<Date>,
        /// Where it hangs and must be replaced.
        replace: Tuple<PyPosted>,
        /// What differs on the day asked about.
        findings: PyFindings,
        /// The reasons, with their clauses.
        because: Tuple<PyReason>,
    }
}

impl PyValidity {
    fn shown(&self) -> String {
        let because: Vec<&str> = self.because.0.iter().map(|reason| reason.clause.as_str()).collect();
        let since = self.stale_since.map_or_else(|| "None".to_owned(), |day| day.0.to_string());
        format!(
            "Validity(stale_since={since}, replace={}, because=({}))",
            self.replace.0.len(),
            because.join(", ")
        )
    }
}

record! {
    /// The service card of a grid (民情联系服务卡, X-6). What is left out does not stand on it.
    ///
    /// >>> from datetime import date
    /// >>> import wangge as wg
    /// >>> leader = wg.CardPerson("p-1", "示例甲", "网格长", "0551-10000001")
    /// >>> card = wg.ServiceCard("340100000001001", "示例村", leader=leader, services=["政策宣传"])
    /// >>> [finding.zh for finding in card.check(wg.Policy.preset("combined"), date(2026, 11, 25))]
    /// ['没有载明服务团队成员', '没有载明上级监督举报电话', '没有在黑板报、宣传栏公示', '没有在村务公开栏公示']
    PyServiceCard = "ServiceCard" {
        /// The code of the grid.
        grid: String,
        /// The village.
        village: String,
        /// The leader of the grid.
        leader: Option<PyCardPerson>,
        /// The members of the team.
        team: Tuple<PyCardPerson>,
        /// What they do for residents.
        services: Tuple<String>,
        /// The supervising line of the level above.
        supervision: Option<PySupervision>,
        /// Where it hangs.
        published: Tuple<PyPosted>,
    }
    signature (
        grid, village = String::new(), leader = None, team = Tuple(Vec::new()), services = Tuple(Vec::new()),
        supervision = None, published = Tuple(Vec::new())
    )
    methods {
        /// What it lacks on a day, and where it is not made public: the findings, none where all is well.
        ///
        /// Raises UnspecifiedError where the policy states no `card`.
        fn check(&self, policy: &Bound<'_, PyPolicy>, day: Date) -> Result<PyFindings, PyError> {
            Ok(PyFindings::from_core(&card::check(&policy.get().0, &self.core(), day.0)?))
        }

        /// Whether its people are those of the roster on a day: nobody missing, nobody else, the same leader.
        ///
        /// Raises UnspecifiedError where the policy states no `card`.
        fn check_roster(
            &self,
            policy: &Bound<'_, PyPolicy>,
            team: &Bound<'_, PyTeam>,
            day: Date,
        ) -> Result<PyFindings, PyError> {
            let team = team.get().core();
            Ok(PyFindings::from_core(&card::check_roster(&policy.get().0, &self.core(), &team, day.0)?))
        }

        /// Whether it holds on a day, where the team of its grid changed over time: `rosters` are pairs of a
        /// first day and a Team. If not, since which day, and where it is to be replaced.
        ///
        /// Raises InputError where no roster is known for the day, or two begin on one day; UnspecifiedError
        /// where the policy states no `card`.
        #[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
        fn validity(
            &self,
            policy: &Bound<'_, PyPolicy>,
            rosters: Vec<(Date, PyTeam)>,
            day: Date,
        ) -> Result<PyValidity, PyError> {
            let rosters: Vec<TeamFrom> =
                rosters.iter().map(|(from, team)| TeamFrom { from: from.0, team: team.core() }).collect();
            let found = card::validity(&policy.get().0, &self.core(), &rosters, day.0)?;
            Ok(PyValidity {
                stale_since: found.value.stale_since.map(Date),
                replace: PyPosted::of(&found.value.replace),
                findings: PyFindings::from_core(&found.value.findings),
                because: PyReason::all(&found.because),
            })
        }

        /// Everybody on it as vCard 4.0 (RFC 6350), the leader first, as telephones read them from one `.vcf`
        /// file.
        ///
        /// Raises InputError for somebody without a name, or a text with control characters.
        fn vcards(&self) -> Result<String, PyError> {
            Ok(export::vcards(&self.core())?)
        }

        /// The page to print: A6, upright, as SVG, with a QR code that holds `qr`, or the leader as a contact.
        /// `made` is the day it was made; `lang` is `zh` or `en`.
        ///
        /// Raises InputError for a text that finds no room or has control characters, more than six members,
        /// and as `vcards` and `qr` do.
        #[pyo3(signature = (*, qr = None, made = None, lang = "zh"))]
        fn page(&self, qr: Option<String>, made: Option<Date>, lang: &str) -> Result<String, PyError> {
            let options = PageOptions { qr, made: made.map(|day| day.0), lang: self::lang(lang)? };
            Ok(export::page(&self.core(), &options)?)
        }
    }
}

impl PyServiceCard {
    pub(crate) fn core(&self) -> ServiceCard {
        ServiceCard {
            grid: self.grid.clone(),
            village: self.village.clone(),
            leader: self.leader.as_ref().map(PyCardPerson::core),
            team: self.team.0.iter().map(PyCardPerson::core).collect(),
            services: self.services.0.clone(),
            supervision: self
                .supervision
                .as_ref()
                .map(|line| Supervision { unit: line.unit.clone(), phone: line.phone.clone() }),
            published: self
                .published
                .0
                .iter()
                .map(|posted| Posted { place: posted.place.0, on: posted.on.0 })
                .collect(),
        }
    }

    fn shown(&self) -> String {
        let leader = self.leader.as_ref().map_or("None", |leader| leader.id.as_str());
        let (grid, team, places) = (&self.grid, self.team.0.len(), self.published.0.len());
        format!("ServiceCard('{grid}', leader={leader}, {team} members, published in {places} places)")
    }
}

/// A text as a QR code, in SVG, with the white that readers need around it.
///
/// Raises InputError for a text of more than 2331 bytes.
///
/// >>> import wangge as wg
/// >>> wg.qr("https://example.invalid")[:4]
/// '<svg'
#[pyfunction]
pub(crate) fn qr(text: &str) -> Result<String, PyError> {
    Ok(export::qr(text)?)
}
