//! From a draft to a policy: what a file says of the ledger and of the service card.

use super::check::{Check, REPEATED};
use super::draft::PolicyDraft;
use super::draft_ledger::{CardDraft, LedgerFiguresDraft, LedgerSectionDraft};
use super::ledger_rules::{CardRule, Keep, LedgerFigures, LedgerRulesOfFile, LedgerSection};
use crate::clause::ClauseId;
use crate::decision::{Arg, Template};
use crate::term::LedgerField;
use crate::vocabulary::Vocabulary as _;

static OTHER_SECTION: Template = Template::new(
    "ledger.other_section",
    "“{0}”不属于“{1}”，允许：{2}",
    "{0} is not of the section {1}; allowed: {2}",
);
static PLAIN_UNSEEN: Template = Template::new(
    "ledger.plain_unseen",
    "“{0}”看不到本类信息，不能对其完整显示；请先列入 see",
    "{0} does not see the section, so nothing can be shown in full; list it in see first",
);
static AGES: Template = Template::new(
    "ledger.ages",
    "年龄应由小到大、大于0且不重复：{0}",
    "ages go upwards, from 1, each once: {0}",
);

impl Check<'_, '_, '_> {
    pub(super) fn ledger(&mut self, draft: &PolicyDraft) -> LedgerRulesOfFile {
        let ledger = draft.ledger.as_ref();
        let sections = ledger.and_then(|ledger| ledger.section.as_deref()).unwrap_or_default();
        LedgerRulesOfFile {
            sections: self.section(sections, |rule| rule.section, Self::ledger_section),
            figures: self.section(
                ledger.map_or(&[][..], |ledger| &ledger.figures.0),
                |_| (),
                Self::ledger_figures,
            ),
            heads: self.section(
                ledger.map_or(&[][..], |ledger| &ledger.head.0),
                |_| (),
                |check, rule| {
                    check.at_least(rule.least_age, 1, rule.at.field("least_age"));
                    (rule.least_age, check.clause(&rule.clause, &rule.at))
                },
            ),
            cards: self.section(&draft.card.0, |_| (), Self::card),
        }
    }

    fn ledger_section(&mut self, rule: &LedgerSectionDraft) -> (LedgerSection, ClauseId) {
        let mask = rule.mask.clone().unwrap_or_default();
        let plain = rule.plain.clone().unwrap_or_default();
        self.filled(&rule.fields, rule.at.field("fields"));
        self.once(&rule.see, "see", rule);
        self.once(&plain, "plain", rule);
        self.once(&mask, "mask", rule);
        let of = |field: &&LedgerField| field.section() == Some(rule.section);
        let allowed: Vec<LedgerField> = LedgerField::ALL.iter().filter(of).copied().collect();
        for (key, fields) in [("fields", &rule.fields), ("mask", &mask)] {
            for field in fields.iter().filter(|field| !allowed.contains(field)) {
                let codes = allowed.iter().map(|field| field.code()).collect::<Vec<_>>().join(", ");
                let words = OTHER_SECTION.with([Arg::from(*field), rule.section.into(), codes.into()]);
                self.faults.push(rule.at.field(key), words);
            }
        }
        for view in plain.iter().filter(|view| !rule.see.contains(view)) {
            self.faults.push(rule.at.field("plain"), PLAIN_UNSEEN.with([Arg::from(view.code())]));
        }
        let keep = rule.keep.as_ref().map(|keep| {
            if keep.count > Keep::MOST {
                self.faults.bad_value(keep.at.field("count"), keep.count, format!("0 to {}", Keep::MOST));
            }
            Keep { count: keep.count, unit: keep.unit }
        });
        let value = LedgerSection {
            section: rule.section,
            purpose: rule.purpose.clone(),
            fields: rule.fields.clone(),
            see: rule.see.clone(),
            mask,
            plain,
            keep,
        };
        (value, self.clause(&rule.clause, &rule.at))
    }

    /// Each word once; a list that nobody is on may be empty.
    fn once<V: crate::vocabulary::Vocabulary>(&mut self, words: &[V], key: &str, rule: &LedgerSectionDraft) {
        if !words.is_empty() {
            self.filled(words, rule.at.field(key));
        }
    }

    fn ledger_figures(&mut self, rule: &LedgerFiguresDraft) -> (LedgerFigures, ClauseId) {
        self.at_least(rule.least_group, 2, rule.at.field("least_group"));
        if let Some(ages) = &rule.ages {
            let upwards = ages.iter().zip(ages.iter().skip(1)).all(|(one, next)| one < next);
            if !upwards || ages.first().is_none_or(|first| *first == 0) {
                let found = ages.iter().map(|age| Arg::from(*age)).collect();
                self.faults.push(rule.at.field("ages"), AGES.with([Arg::List(found)]));
            }
        }
        let value = LedgerFigures { least_group: rule.least_group, ages: rule.ages.clone() };
        (value, self.clause(&rule.clause, &rule.at))
    }

    fn card(&mut self, rule: &CardDraft) -> (CardRule, ClauseId) {
        self.filled(&rule.needs, rule.at.field("needs"));
        self.filled(&rule.published, rule.at.field("published"));
        let services = rule.services.clone().unwrap_or_default();
        if rule.services.as_ref().is_some_and(Vec::is_empty) {
            self.faults.bad_value(rule.at.field("services"), "[]", "one service or more");
        }
        let again =
            services.iter().enumerate().find(|(nth, one)| services.iter().take(*nth).any(|two| two == *one));
        if let Some((_, service)) = again {
            self.faults.push(rule.at.field("services"), REPEATED.with([Arg::from(service.as_str())]));
        }
        let value = CardRule { needs: rule.needs.clone(), services, published: rule.published.clone() };
        (value, self.clause(&rule.clause, &rule.at))
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&OTHER_SECTION, &PLAIN_UNSEEN, &AGES];
