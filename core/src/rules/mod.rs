//! The rules: pure functions of a policy and facts, each answer with the clauses it rests on.
//!
//! | Chinese | module |
//! |---|---|
//! | 网格规模 | [`size`] |
//! | 网格长、管理小组、领导小组 | [`team`] |
//! | 分类分层 | [`route`] |
//! | 办结时限 | [`deadline`] |

pub mod deadline;
pub mod route;
pub mod size;
pub mod team;
