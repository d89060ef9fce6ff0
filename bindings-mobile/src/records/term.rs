//! The vocabulary of the ledger and of the card: mirrors of the core's enums. Their words are with the others, in `term.rs`.

use wangge::{CardPlace, ChangeKind, FigureBy, IdentityFault, LedgerField, PhoneFault, Section, Sex, View};

/// A section of the ledger (台账类别, X-5).
#[uniffi::remote(Enum)]
pub enum Section {
    /// 家庭成员: Who belongs to the household.
    Family,
    /// 住房: Where and how it lives.
    Housing,
    /// 就业: Work.
    Employment,
    /// 计生: Family planning.
    FamilyPlanning,
    /// 优抚救助: Special care, and relief.
    SupportRelief,
    /// 医疗: Medical care.
    Medical,
    /// 教育: Schooling.
    Education,
}

/// Who looks at the ledger (查看角色, X-5, M-7.1.4).
#[uniffi::remote(Enum)]
pub enum View {
    /// 本户居民: A resident, at the own household.
    Resident,
    /// 网格长: The leader of a grid, at the households of that grid.
    Leader,
    /// 管理小组成员: A member of the team of a grid, at the households of that grid.
    Team,
    /// 办公室: The office, at all households.
    Office,
    /// 公众: Anybody.
    Public,
}

/// A field of the ledger (台账字段, X-5).
#[uniffi::remote(Enum)]
pub enum LedgerField {
    /// 户号: The number of the household.
    Household,
    /// 网格编码: The code of its grid.
    Grid,
    /// 姓名: A name.
    Name,
    /// 性别: The sex.
    Sex,
    /// 出生日期: The day of birth.
    Birthday,
    /// 身份证号: The identity number.
    Identity,
    /// 联系电话: A number to call.
    Phone,
    /// 与户主关系: What somebody is to the head of the household.
    Relation,
    /// 离户日期: The day somebody left the household.
    Left,
    /// 住址: Where the household lives.
    Address,
    /// 住房类型: The kind of dwelling.
    Dwelling,
    /// 住房权属: Whose the dwelling is.
    Tenure,
    /// 职业: What somebody does.
    Occupation,
    /// 工作单位: Where somebody works.
    Employer,
    /// 婚姻状况: Whether somebody is married.
    Marriage,
    /// 计生情况: What the services of family planning note.
    Planning,
    /// 优抚情况: Special care (优抚) that somebody is entitled to.
    Support,
    /// 救助情况: Relief that somebody receives.
    Relief,
    /// 医疗保险: How somebody is insured.
    Insurance,
    /// 健康状况: What the medical services note.
    Health,
    /// 文化程度: How far somebody went to school.
    Schooling,
    /// 就读学校: Which school somebody goes to.
    School,
}

/// The sex, as identity numbers and ledgers say it (性别).
#[uniffi::remote(Enum)]
pub enum Sex {
    /// 男: Male.
    Male,
    /// 女: Female.
    Female,
}

/// What became of an entry of the ledger (变更类型).
#[uniffi::remote(Enum)]
pub enum ChangeKind {
    /// 新增: It came.
    Added,
    /// 移除: It went.
    Removed,
    /// 变更: It is another now.
    Changed,
}

/// By what residents are counted (统计口径).
#[uniffi::remote(Enum)]
pub enum FigureBy {
    /// 年龄段: By age, in the bands of the policy.
    Age,
    /// 性别: By sex.
    Sex,
    /// 台账类别: By the sections in which something stands of them.
    Section,
}

/// What is wrong with an identity number (身份证号差错, GB 11643-1999).
#[uniffi::remote(Enum)]
pub enum IdentityFault {
    /// 位数不对，应为18位: Neither 18 nor 15 signs.
    Length,
    /// 15位旧号码已停用，应为18位: A number of the first generation, no longer valid.
    Old,
    /// 应为17位数字加一位数字或大写X: Another sign than a digit, or a capital X in the last place.
    Digits,
    /// 前六位不是行政区划代码: No province has that code.
    Region,
    /// 出生日期不存在: No such day.
    Birthday,
    /// 出生日期晚于台账日期: A day that has not come.
    Future,
    /// 校验码不符: Another check character (ISO 7064 MOD 11-2).
    Checksum,
}

/// What is wrong with a number to call (电话号码差错).
#[uniffi::remote(Enum)]
pub enum PhoneFault {
    /// 含有数字和连字符以外的字符: Other signs than digits and hyphens.
    Signs,
    /// 不是手机号码（11位，以13至19开头）: Eleven digits that begin as no mobile number does.
    Mobile,
    /// 固定电话缺区号: A number of a fixed line without its area code.
    AreaCode,
    /// 位数不对: Another number of digits.
    Length,
}

/// Where a card is made public (公示途径, X-6).
#[uniffi::remote(Enum)]
pub enum CardPlace {
    /// 黑板报、宣传栏: On a board or a wall of notices.
    Board,
    /// 村务公开栏: In the column of village affairs.
    AffairsColumn,
}
