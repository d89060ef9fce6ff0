//! The rules: pure functions of a policy and facts, each answer with the clauses it rests on.
//!
//! | Chinese | module |
//! |---|---|
//! | 网格规模 | [`size`] |
//! | 网格长、管理小组、领导小组 | [`team`] |
//! | 分类分层 | [`route`] |
//! | 办结时限 | [`deadline`] |
//! | 六不准、六不让 | [`conduct`] |
//! | 时限的写法 | [`limit_text`] |
//! | 民情台账 | [`ledger`] |
//! | 民情联系服务卡 | [`card`] |
//! | 到期时刻、工作时、挂账、延期 | [`due`] |

pub mod card;
pub mod conduct;
pub mod deadline;
pub mod due;
pub mod ledger;
pub mod limit_text;
pub mod route;
pub mod size;
pub mod team;
