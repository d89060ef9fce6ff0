//! The words of the hotline (民情热线用语).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// On which days the hotline is answered (值班日, M-5.2, E-6).
    pub enum DutyDays as "duty days" {
        /// Every day of the calendar.
        EveryDay = "every_day", "每天", "every day";
        /// Working days.
        WorkingDays = "working_days", "工作日", "working days";
    }
}

vocabulary! {
    /// What became of a call (处理情况, M-5.2).
    pub enum CallState as "call state" {
        /// Answered on the spot.
        Answered = "answered", "当场答复", "answered on the spot";
        /// It became a case.
        Case = "case", "转为办件", "became a case";
        /// Neither yet.
        Open = "open", "待处理", "open";
    }
}

vocabulary! {
    /// A field of the record of a call (记录项, M-5.2).
    pub enum RecordField as "record field" {
        /// What was said.
        Content = "content", "反映内容", "what was said";
        /// What is wanted.
        Need = "need", "诉求", "what is wanted";
        /// Where it is.
        Place = "place", "地点", "where it is";
        /// Who took it.
        TakenBy = "taken_by", "受理人", "who took it";
    }
}

vocabulary! {
    /// How the public, or the caller, hears of the result (反馈方式, M-5.5).
    pub enum Publication as "publication" {
        /// On the notice board.
        NoticeBoard = "notice_board", "民情告示栏", "the notice board";
        /// One by one.
        OneByOne = "one_by_one", "个别反馈", "one by one";
        /// Not at all: there is nobody to answer, or no way to.
        Nobody = "nobody", "无人可反馈", "nobody to answer";
    }
}

vocabulary! {
    /// What of a person must not stand on a notice board (个人信息, M-7.1.4).
    pub enum Private as "private" {
        /// A mobile number.
        Mobile = "mobile", "手机号码", "a mobile number";
        /// A number of a fixed line.
        Landline = "landline", "固定电话", "a telephone number";
        /// An identity number.
        Identity = "identity", "身份证号", "an identity number";
        /// The number of a bank card.
        BankCard = "bank_card", "银行卡号", "the number of a bank card";
        /// An address of electronic mail.
        Email = "email", "电子邮箱", "an e-mail address";
    }
}
