//! What the policy file says of the ledger and of the service card, typed and not yet checked (草稿：台账、服务卡).

use super::read::{OneOrMany, TomlDay, draft};
use crate::term::{CardPart, CardPlace, KeepUnit, LedgerField, Section, View};

draft! {
    /// The household ledger (民情台账, X-5).
    pub struct LedgerDraft {
        /// Its sections: purpose, fields, who sees them, how long they are kept.
        section: Option<Vec<LedgerSectionDraft>>,
        /// In which groups residents may be counted.
        figures: OneOrMany<LedgerFiguresDraft>,
        /// From which age on somebody is expected to head a household.
        head: OneOrMany<LedgerHeadDraft>,
    }

    /// A section of the ledger (台账类别).
    pub struct LedgerSectionDraft {
        /// Which section.
        section: Section,
        /// What it is kept for.
        purpose: String,
        /// The fields that are to be filled; all of this section.
        fields: Vec<LedgerField>,
        /// Who sees the section; nobody else does.
        see: Vec<View>,
        /// The fields that are shown masked; all of this section.
        mask: Option<Vec<LedgerField>>,
        /// To whom those are shown in full; of those who see the section.
        plain: Option<Vec<View>>,
        /// How long it is kept after somebody has left.
        keep: Option<KeepDraft>,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// How long something is kept (保存期限).
    pub struct KeepDraft {
        /// How many; 0 is until the day itself.
        count: u32,
        /// Of what.
        unit: KeepUnit,
    }

    /// In which groups residents may be counted (统计口径).
    pub struct LedgerFiguresDraft {
        /// The smallest group whose number is shown.
        least_group: u32,
        /// The ages at which the bands begin after the first, upwards: `[7, 18]` is 0 to 6, 7 to 17, 18 and over.
        ages: Option<Vec<u32>>,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// From which age on somebody is expected to head a household (户主年龄).
    pub struct LedgerHeadDraft {
        /// In years.
        least_age: u32,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// The service card (民情联系服务卡, X-6).
    pub struct CardDraft {
        /// What must stand on it.
        needs: Vec<CardPart>,
        /// Services that each card must name; absent: any that it names will do.
        services: Option<Vec<String>>,
        /// Where it must be made public.
        published: Vec<CardPlace>,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }
}
