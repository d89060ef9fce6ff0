//! What a policy says of the ledger and of the service card (台账、服务卡规则), checked.

use chrono::{Days, Months, NaiveDate};

use super::{Dated, Policy};
use crate::error::Error;
use crate::term::{CardPart, CardPlace, KeepUnit, LedgerField, Section, View};

/// A section of the ledger (台账类别, X-5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerSection {
    /// Which section.
    pub section: Section,
    /// What it is kept for.
    pub purpose: String,
    /// The fields that are to be filled.
    pub fields: Vec<LedgerField>,
    /// Who sees it.
    pub see: Vec<View>,
    /// The fields that are shown masked.
    pub mask: Vec<LedgerField>,
    /// To whom those are shown in full.
    pub plain: Vec<View>,
    /// How long it is kept after somebody has left; `None` where the policy does not say.
    pub keep: Option<Keep>,
}

/// How long something is kept (保存期限).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Keep {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: KeepUnit,
}

impl Keep {
    /// The longest, so that every day that a calendar knows can be reckoned with.
    pub(super) const MOST: u32 = 36_600;

    /// The last day on which something is kept that was needed until `day`: the same day so many months or years later,
    /// or the last day of a month that has no such day. `None` past the end of the calendar.
    ///
    /// ```
    /// use wangge::{KeepUnit, policy::Keep};
    /// let leap = chrono::NaiveDate::from_ymd_opt(2024, 2, 29).expect("a day");
    /// let kept = Keep { count: 1, unit: KeepUnit::Year }.until(leap).expect("a day");
    /// assert_eq!(kept.to_string(), "2025-02-28");
    /// ```
    pub fn until(self, day: NaiveDate) -> Option<NaiveDate> {
        match self.unit {
            KeepUnit::Day => day.checked_add_days(Days::new(u64::from(self.count))),
            KeepUnit::Month => day.checked_add_months(Months::new(self.count)),
            KeepUnit::Year => day.checked_add_months(Months::new(self.count.checked_mul(12)?)),
        }
    }
}

/// In which groups residents may be counted (统计口径).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerFigures {
    /// The smallest group whose number is shown; 2 or more.
    pub least_group: u32,
    /// The ages at which the bands after the first begin, upwards; `None` where the policy does not say.
    pub ages: Option<Vec<u32>>,
}

/// What a service card must hold and where it must be made public (民情联系服务卡, X-6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardRule {
    /// What must stand on it.
    pub needs: Vec<CardPart>,
    /// Services that each card must name; empty where any will do.
    pub services: Vec<String>,
    /// Where it must be made public.
    pub published: Vec<CardPlace>,
}

/// What a file says of the ledger and of the card.
#[derive(Debug, PartialEq)]
pub(super) struct LedgerRulesOfFile {
    pub(super) sections: Vec<Dated<LedgerSection>>,
    pub(super) figures: Vec<Dated<LedgerFigures>>,
    pub(super) heads: Vec<Dated<u32>>,
    pub(super) cards: Vec<Dated<CardRule>>,
}

/// What a policy says of the ledger and of the card. A rule that it does not state is [`Unspecified`](crate::Unspecified),
/// with the key.
impl Policy {
    fn ledger(&self) -> &LedgerRulesOfFile {
        &self.inner.checked.ledger
    }

    /// What it says of a section of the ledger on a day.
    ///
    /// # Errors
    /// As said above; the key is `ledger.section[section = "…"]`.
    pub fn ledger_section(&self, section: Section, day: NaiveDate) -> Result<&Dated<LedgerSection>, Error> {
        let values = self.ledger().sections.iter().filter(|rule| rule.value.section == section);
        self.one(&format!("ledger.section[section = \"{section}\"]"), values, Some(day))
    }

    /// How long a section is kept after somebody has left.
    ///
    /// # Errors
    /// As said above; the key is `ledger.section[section = "…"].keep`.
    pub fn ledger_keep(
        &self,
        section: Section,
        day: NaiveDate,
    ) -> Result<(Keep, &Dated<LedgerSection>), Error> {
        let rule = self.ledger_section(section, day)?;
        let key = || self.unspecified(format!("ledger.section[section = \"{section}\"].keep"));
        Ok((rule.value.keep.ok_or_else(key)?, rule))
    }

    /// In which groups residents may be counted on a day.
    ///
    /// # Errors
    /// As said above; the key is `ledger.figures`.
    pub fn ledger_figures(&self, day: NaiveDate) -> Result<&Dated<LedgerFigures>, Error> {
        self.one("ledger.figures", self.ledger().figures.iter(), Some(day))
    }

    /// From which age on somebody is expected to head a household; `None` where the policy expects nothing.
    ///
    /// # Errors
    /// [`PolicyError`](crate::PolicyError) where the policy is not in force on that day, or states it for other days only.
    pub fn ledger_head(&self, day: NaiveDate) -> Result<Option<&Dated<u32>>, Error> {
        let values = &self.ledger().heads;
        if values.is_empty() { Ok(None) } else { self.one("ledger.head", values.iter(), Some(day)).map(Some) }
    }

    /// What a service card must hold on a day.
    ///
    /// # Errors
    /// As said above; the key is `card`.
    pub fn card_rule(&self, day: NaiveDate) -> Result<&Dated<CardRule>, Error> {
        self.one("card", self.ledger().cards.iter(), Some(day))
    }
}
