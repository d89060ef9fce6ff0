//! The vocabulary of the hotline: mirrors of the core's enums. Their words are with the others, in `term.rs`.

use wangge::term::{CallState, DutyDays, Private, Publication, RecordField};

/// On which days the hotline is answered (值班日, M-5.2, E-6).
#[uniffi::remote(Enum)]
pub enum DutyDays {
    /// 每天: Every day of the calendar.
    EveryDay,
    /// 工作日: Working days.
    WorkingDays,
}

/// What became of a call (处理情况, M-5.2).
#[uniffi::remote(Enum)]
pub enum CallState {
    /// 当场答复: Answered on the spot.
    Answered,
    /// 转为办件: It became a case.
    Case,
    /// 待处理: Neither yet.
    Open,
}

/// A field of the record of a call (记录项, M-5.2).
#[uniffi::remote(Enum)]
pub enum RecordField {
    /// 反映内容: What was said.
    Content,
    /// 诉求: What is wanted.
    Need,
    /// 地点: Where it is.
    Place,
    /// 受理人: Who took it.
    TakenBy,
}

/// How the public, or the caller, hears of the result (反馈方式, M-5.5).
#[uniffi::remote(Enum)]
pub enum Publication {
    /// 民情告示栏: On the notice board.
    NoticeBoard,
    /// 个别反馈: One by one.
    OneByOne,
    /// 无人可反馈: Not at all: there is nobody to answer, or no way to.
    Nobody,
}

/// What of a person must not stand on a notice board (个人信息, M-7.1.4).
#[uniffi::remote(Enum)]
pub enum Private {
    /// 手机号码: A mobile number.
    Mobile,
    /// 固定电话: A number of a fixed line.
    Landline,
    /// 身份证号: An identity number.
    Identity,
    /// 银行卡号: The number of a bank card.
    BankCard,
    /// 电子邮箱: An address of electronic mail.
    Email,
}
