//! The words of the household ledger (民情台账用语, X-5).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// A section of the ledger (台账类别, X-5).
    pub enum Section as "section" {
        /// Who belongs to the household.
        Family = "family", "家庭成员", "family members";
        /// Where and how it lives.
        Housing = "housing", "住房", "housing";
        /// Work.
        Employment = "employment", "就业", "employment";
        /// Family planning.
        FamilyPlanning = "family_planning", "计生", "family planning";
        /// Special care, and relief.
        SupportRelief = "support_relief", "优抚救助", "support and relief";
        /// Medical care.
        Medical = "medical", "医疗", "medical care";
        /// Schooling.
        Education = "education", "教育", "education";
    }
}

vocabulary! {
    /// Who looks at the ledger (查看角色, X-5, M-7.1.4).
    pub enum View as "view" {
        /// A resident, at the own household.
        Resident = "resident", "本户居民", "resident of the household";
        /// The leader of a grid, at the households of that grid.
        Leader = "leader", "网格长", "grid leader";
        /// A member of the team of a grid, at the households of that grid.
        Team = "team", "管理小组成员", "member of the grid's team";
        /// The office, at all households.
        Office = "office", "办公室", "office";
        /// Anybody.
        Public = "public", "公众", "public";
    }
}

impl View {
    /// What the view is of: one household, one grid, or all (`None`).
    pub const fn of(self) -> Option<LedgerField> {
        match self {
            Self::Resident => Some(LedgerField::Household),
            Self::Leader | Self::Team => Some(LedgerField::Grid),
            Self::Office | Self::Public => None,
        }
    }
}

vocabulary! {
    /// A field of the ledger (台账字段, X-5).
    pub enum LedgerField as "ledger field" {
        /// The number of the household.
        Household = "household", "户号", "household";
        /// The code of its grid.
        Grid = "grid", "网格编码", "grid";
        /// A name.
        Name = "name", "姓名", "name";
        /// The sex.
        Sex = "sex", "性别", "sex";
        /// The day of birth.
        Birthday = "birthday", "出生日期", "birthday";
        /// The identity number.
        Identity = "identity", "身份证号", "identity number";
        /// A number to call.
        Phone = "phone", "联系电话", "phone";
        /// What somebody is to the head of the household.
        Relation = "relation", "与户主关系", "relation to the head";
        /// The day somebody left the household.
        Left = "left", "离户日期", "day of leaving";
        /// Where the household lives.
        Address = "address", "住址", "address";
        /// The kind of dwelling.
        Dwelling = "dwelling", "住房类型", "kind of dwelling";
        /// Whose the dwelling is.
        Tenure = "tenure", "住房权属", "tenure";
        /// What somebody does.
        Occupation = "occupation", "职业", "occupation";
        /// Where somebody works.
        Employer = "employer", "工作单位", "employer";
        /// Whether somebody is married.
        Marriage = "marriage", "婚姻状况", "marital status";
        /// What the services of family planning note.
        Planning = "planning", "计生情况", "family planning";
        /// Special care (优抚) that somebody is entitled to.
        Support = "support", "优抚情况", "support";
        /// Relief that somebody receives.
        Relief = "relief", "救助情况", "relief";
        /// How somebody is insured.
        Insurance = "insurance", "医疗保险", "medical insurance";
        /// What the medical services note.
        Health = "health", "健康状况", "health";
        /// How far somebody went to school.
        Schooling = "schooling", "文化程度", "schooling";
        /// Which school somebody goes to.
        School = "school", "就读学校", "school";
    }
}

impl LedgerField {
    /// The section that it belongs to; `None` for what only says which household it is.
    ///
    /// ```
    /// use wangge::{LedgerField, Section};
    /// assert_eq!(LedgerField::Identity.section(), Some(Section::Family));
    /// assert_eq!(LedgerField::Grid.section(), None);
    /// ```
    pub const fn section(self) -> Option<Section> {
        Some(match self {
            Self::Household | Self::Grid => return None,
            Self::Name
            | Self::Sex
            | Self::Birthday
            | Self::Identity
            | Self::Phone
            | Self::Relation
            | Self::Left => Section::Family,
            Self::Address | Self::Dwelling | Self::Tenure => Section::Housing,
            Self::Occupation | Self::Employer => Section::Employment,
            Self::Marriage | Self::Planning => Section::FamilyPlanning,
            Self::Support | Self::Relief => Section::SupportRelief,
            Self::Insurance | Self::Health => Section::Medical,
            Self::Schooling | Self::School => Section::Education,
        })
    }

    /// Whether it is said once of a household, and not of each member.
    pub const fn of_household(self) -> bool {
        matches!(self, Self::Household | Self::Grid | Self::Address | Self::Dwelling | Self::Tenure)
    }
}

vocabulary! {
    /// The sex, as identity numbers and ledgers say it (性别).
    pub enum Sex as "sex" {
        /// Male.
        Male = "male", "男", "male";
        /// Female.
        Female = "female", "女", "female";
    }
}

vocabulary! {
    /// What somebody is to the head of the household (与户主关系, GB/T 4761).
    pub enum Relation as "relation" {
        /// The head.
        Head = "head", "户主", "head";
        /// Husband or wife.
        Spouse = "spouse", "配偶", "spouse";
        /// A son.
        Son = "son", "子", "son";
        /// A daughter.
        Daughter = "daughter", "女", "daughter";
        /// A grandchild.
        Grandchild = "grandchild", "孙子女", "grandchild";
        /// Father or mother.
        Parent = "parent", "父母", "parent";
        /// A grandparent.
        Grandparent = "grandparent", "祖父母", "grandparent";
        /// A brother or a sister.
        Sibling = "sibling", "兄弟姐妹", "sibling";
        /// Anybody else.
        Other = "other", "其他", "other";
    }
}

vocabulary! {
    /// In what a span of keeping is counted (保存期限单位).
    pub enum KeepUnit as "unit of keeping" {
        /// Days.
        Day = "day", "天", "days";
        /// Months.
        Month = "month", "个月", "months";
        /// Years.
        Year = "year", "年", "years";
    }
}

vocabulary! {
    /// What became of an entry of the ledger (变更类型).
    pub enum ChangeKind as "change" {
        /// It came.
        Added = "added", "新增", "added";
        /// It went.
        Removed = "removed", "移除", "removed";
        /// It is another now.
        Changed = "changed", "变更", "changed";
    }
}

vocabulary! {
    /// By what residents are counted (统计口径).
    pub enum FigureBy as "figures by" {
        /// By age, in the bands of the policy.
        Age = "age", "年龄段", "age";
        /// By sex.
        Sex = "sex", "性别", "sex";
        /// By the sections in which something stands of them.
        Section = "section", "台账类别", "section";
    }
}

vocabulary! {
    /// What is wrong with an identity number (身份证号差错, GB 11643-1999).
    pub enum IdentityFault as "identity fault" {
        /// Neither 18 nor 15 signs.
        Length = "length", "位数不对，应为18位", "not 18 signs";
        /// A number of the first generation, no longer valid.
        Old = "old", "15位旧号码已停用，应为18位", "an old number of 15 digits, no longer valid: 18 are needed";
        /// Another sign than a digit, or a capital X in the last place.
        Digits = "digits", "应为17位数字加一位数字或大写X", "not 17 digits and a digit or a capital X";
        /// No province has that code.
        Region = "region", "前六位不是行政区划代码", "no region has such a code";
        /// No such day.
        Birthday = "birthday", "出生日期不存在", "no such day of birth";
        /// A day that has not come.
        Future = "future", "出生日期晚于台账日期", "born after the day of the ledger";
        /// Another check character (ISO 7064 MOD 11-2).
        Checksum = "checksum", "校验码不符", "the check character does not fit";
    }
}

vocabulary! {
    /// What is wrong with a number to call (电话号码差错).
    pub enum PhoneFault as "phone fault" {
        /// Other signs than digits and hyphens.
        Signs = "signs", "含有数字和连字符以外的字符", "other signs than digits and hyphens";
        /// Eleven digits that begin as no mobile number does.
        Mobile = "mobile", "不是手机号码（11位，以13至19开头）", "not a mobile number: 11 digits from 13 to 19";
        /// A number of a fixed line without its area code.
        AreaCode = "area_code", "固定电话缺区号", "a fixed line without its area code";
        /// Another number of digits.
        Length = "length", "位数不对", "a wrong number of digits";
    }
}
