//! The clauses: every rule of the library cites one by its id (出处条款).
//!
//! Two documents and the library's own stated readings stand behind the rules; this table names each of
//! their clauses once. A county's policy may add clauses of its own, see
//! [`OwnClause`](crate::policy::OwnClause).

use core::fmt;
use std::borrow::Cow;

/// Where a clause stands (所在文件).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Document {
    /// The scheme of 磨店社区, with seven annexes and a notice, 2012-05-15 (`M-…`).
    Modian,
    /// The scheme of a township (乡), 2011-06-07 (`X-…`).
    Xiang,
    /// A question that both leave open, and the reading taken by default (`E-…`).
    Extension,
}

impl Document {
    /// The document's title in Chinese.
    ///
    /// ```
    /// assert_eq!(wangge::Document::Xiang.title(), "乡关于开展农村网格化管理的实施方案");
    /// ```
    pub const fn title(self) -> &'static str {
        match self {
            Self::Modian => "磨店社区服务管理网格化实施方案",
            Self::Xiang => "乡关于开展农村网格化管理的实施方案",
            Self::Extension => "扩展约定",
        }
    }
}

/// One clause (条款): an id that answers cite, and what it fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Clause {
    /// The id, such as `X-4.2a`.
    pub id: &'static str,
    /// The document it stands in.
    pub document: Document,
    /// The place in the document, in Chinese.
    pub article: &'static str,
    /// The heading, in Chinese.
    pub heading: &'static str,
    /// What it fixes, paraphrased in Chinese.
    pub zh: &'static str,
    /// What it fixes, paraphrased in English.
    pub en: &'static str,
    /// The module of the library that owns it.
    pub module: &'static str,
}

impl Clause {
    /// The clause with this id, or `None`.
    ///
    /// ```
    /// let clause = wangge::Clause::find("X-3.1").expect("a clause of the township's scheme");
    /// assert_eq!(clause.heading, "网格规模");
    /// assert!(wangge::Clause::find("X-99").is_none());
    /// ```
    pub fn find(id: &str) -> Option<&'static Self> {
        CLAUSES.iter().find(|clause| clause.id == id)
    }
}

/// The id of a clause, as answers cite it: one of [`CLAUSES`], or one that a policy adds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
pub struct ClauseId(Cow<'static, str>);

impl ClauseId {
    /// A clause of the library's own table, known when the code was written.
    pub(crate) const fn fixed(id: &'static str) -> Self {
        Self(Cow::Borrowed(id))
    }

    /// An id that a policy has been checked to know.
    pub(crate) fn checked(id: &str) -> Self {
        match Clause::find(id) {
            Some(clause) => Self(Cow::Borrowed(clause.id)),
            None => Self(Cow::Owned(id.to_owned())),
        }
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The clause, when it is one of [`CLAUSES`]; `None` for a clause that a policy adds.
    pub fn clause(&self) -> Option<&'static Clause> {
        Clause::find(&self.0)
    }
}

impl fmt::Display for ClauseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PartialEq<&str> for ClauseId {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

const fn row(
    document: Document,
    id: &'static str,
    (article, heading): (&'static str, &'static str),
    zh: &'static str,
    en: &'static str,
    module: &'static str,
) -> Clause {
    Clause { id, document, article, heading, zh, en, module }
}

/// Every clause of the two documents and of the extensions, in the order of the sources.
#[rustfmt::skip]
pub const CLAUSES: &[Clause] = &[
    row(X, "X-3.0", ("三、划分思路", "划分思路"), "尊重传统、着眼发展、便于管理，结合范围、分布、人口、居住集散和生产生活习惯", "Respect tradition, leave room to grow, keep it easy to manage; look at area, spread, population, density and habits", "rules::size"),
    row(X, "X-3.1", ("三、网格规模", "网格规模"), "100至150户农户为一个网格", "100 to 150 farm households make one grid", "rules::size"),
    row(X, "X-3.2", ("三、网格长", "网格长"), "每格一名网格长，可由网格外的包村干部、大学生村官兼任，或由网格内五类人员等担任", "One leader a grid: two kinds may lead from outside, five kinds from inside it", "rules::team"),
    row(X, "X-3.3", ("三、管理小组", "管理小组"), "网格长之外另有2至4名成员", "2 to 4 members beside the leader", "rules::team"),
    row(X, "X-3.4", ("三、小组职责", "小组职责"), "宣传、调查、信息、排查、力所能及的服务五项职责", "Five duties of the team: publicity, opinion survey, information, screening, services within its power", "rules::team"),
    row(M, "M-1.1", ("附件1", "工作流程"), "领导小组、单位网格、网格责任人，再到信息采集、问题处理、便民服务", "Leading group, unit grids, responsible persons, then information, problems and services", "rules::team"),
    row(M, "M-2.1", ("附件2第一项", "宣传教育"), "宣传方针政策和法律法规，做好居民思想工作", "Make policies and laws known to the residents", "rules::team"),
    row(M, "M-2.2", ("附件2第二项", "信息采集"), "采集居民基本情况与社情动态，发现隐患及时上报", "Gather facts and local developments, report hidden troubles", "rules::team"),
    row(M, "M-2.3", ("附件2第三项", "人口服务管理"), "协助社区民警登记常住、流动人口和出租房，并提供服务", "Help the community police with registration of residents and rented housing, and serve them", "rules::team"),
    row(M, "M-2.4", ("附件2第四项", "矛盾调解"), "调解各类矛盾纠纷，协助法制宣传", "Mediate disputes, help with legal education", "rules::team"),
    row(M, "M-2.5", ("附件2第五项", "困难帮扶"), "摸清困难群体情况，做好低保、救助、老龄服务", "Know who is in need; allowances, relief and services for the old", "rules::team"),
    row(M, "M-2.6", ("附件2第六项", "就业社保"), "掌握就业与失业状况，协助再就业和社会保险", "Know who is out of work; help with jobs and social insurance", "rules::team"),
    row(M, "M-2.7", ("附件2第七项", "环境安全"), "对环境卫生、违法建设、安全生产、消防问题劝阻、报告、监督", "Dissuade from, report and watch over breaches in hygiene, building, safety and fire protection", "rules::team"),
    row(M, "M-2.8", ("附件2第八项", "流动党员"), "流动党员的登记、联系和党费收缴", "Register and keep in touch with Party members on the move", "rules::team"),
    row(M, "M-2.9", ("附件2第九项", "代理代办"), "按规定为居民代理、代办", "Act for residents in procedures, as laid down", "rules::team"),
    row(M, "M-2.10", ("附件2第十项", "其他交办"), "完成上级交办的其他事项", "Other matters assigned from above", "rules::team"),
    row(M, "M-8", ("成立领导小组的通知", "领导小组（社区）"), "党委书记任组长，副书记任副组长，部门负责人和村居书记为成员，办公室设在社会事务办", "Head: Party secretary; deputy: deputy secretary; members: heads of departments and village secretaries; office in social affairs", "rules::team"),
    row(X, "X-8.1", ("八、第1项", "领导小组（乡）"), "书记任组长，乡长、纪检书记任副组长，其他班子成员为成员，设办公室主任一名", "Head: secretary; deputies: township head and discipline secretary; members: the rest of the leadership; one office director", "rules::team"),
    row(X, "X-6", ("六、服务卡片", "民情联系服务卡"), "载明姓名、职务、联系方式、服务内容和上级监督电话，并公示", "Card with names, posts, contacts, services and the supervising line above; published", "rules::card"),
    row(M, "M-1.2", ("附件1", "一般性工作"), "现场受理、登记备案", "Accept on the spot, register and file", "rules::route"),
    row(M, "M-1.3", ("附件1", "协调性工作"), "现场受理、带回商处", "Accept on the spot, take back for deliberation", "rules::route"),
    row(M, "M-1.4", ("附件1", "突发性工作"), "立即上报、现场跟踪", "Report at once, follow on the spot", "rules::route"),
    row(M, "M-1.5", ("附件1", "审批性工作"), "掌握信息、告知流程", "Take the facts, explain the procedure", "rules::route"),
    row(M, "M-6.1", ("附件6第一项", "分类分层"), "按类别、按层级解决问题", "Issues are settled by kind and by level", "rules::route"),
    row(M, "M-6.2", ("附件6第二项", "一般性问题"), "网格责任人在网格内解决并反馈服务对象", "The responsible person settles it inside the grid and tells the person served", "rules::route"),
    row(M, "M-6.3", ("附件6第三项", "区域性问题"), "提交社区两委集中协调，办结后由网格责任人告知服务对象", "Handed to both committees for joint coordination; the responsible person then tells the person served", "rules::route"),
    row(M, "M-6.4", ("附件6第四项", "全局性问题"), "两委主要负责人及时向上级单位报告，经上级协调解决后反馈服务对象", "The head of the committees reports to the units above; after they settle it, the person served is told", "rules::route"),
    row(M, "M-6.5", ("附件6第五项", "重大或突发性问题"), "网格责任人报告两委主要负责人，由其按规定上报并处置", "The responsible person reports to the head of the committees, who reports upwards and disposes as laid down", "rules::route"),
    row(M, "M-5.1", ("附件5第一项", "民情热线"), "号码公开，也可告知走访的协理员或负责人", "A public number; a resident may also tell a visiting assistant or the person in charge", "hotline"),
    row(M, "M-5.2", ("附件5第二项", "接听值班"), "每天一名工作人员接听，详实记录并答复、反馈或协调", "One member of staff answers every day, records in full, answers, feeds back or coordinates", "hotline"),
    row(M, "M-5.3", ("附件5第三项", "首问责任人"), "受理来电者负责解答、引导、记录", "Whoever takes the call is the first responsible for the inquiry: answer, guide, record", "hotline"),
    row(M, "M-5.4", ("附件5第四项", "第一责任人"), "首个接受交办者对事项负责并反馈过程和结果", "The first to accept an assigned matter answers for it and reports course and result", "hotline"),
    row(M, "M-5.5", ("附件5第五项", "民情告示栏"), "普遍关心的事项按程序公开，其余个别反馈", "Matters of general concern are published by procedure, others answered one by one", "hotline"),
    row(M, "M-5.6", ("附件5第六项", "考评挂钩"), "定期考核并与奖金、评优挂钩", "Assessed periodically and tied to bonus and honours", "assess"),
    row(X, "X-4.0", ("四、工作流程", "六步流程"), "信息采集、案卷建立、任务派遣、处理反馈、核查结案、综合考评", "Collect, file, dispatch, feed back, verify and close, assess", "case"),
    row(X, "X-4.2a", ("四、第2项", "一般7日"), "一般性问题7个工作日内办结或答复", "General matter: settled or answered within 7 working days", "rules::deadline"),
    row(X, "X-4.2b", ("四、第2项", "较复杂15日"), "较复杂问题15个工作日内办结或答复", "More complex matter: settled or answered within 15 working days", "rules::deadline"),
    row(X, "X-4.2c", ("四、第2项", "重大疑难30日"), "重大疑难问题30个工作日内办结或作出缓解性处置", "Major or difficult matter: settled or eased within 30 working days", "rules::deadline"),
    row(X, "X-4.3a", ("四、第3项", "督办"), "领导小组办公室每月督办", "Supervised every month", "assess"),
    row(X, "X-4.3b", ("四、第3项", "排名"), "每季排名", "Ranked every quarter", "assess"),
    row(X, "X-4.3c", ("四、第3项", "总评"), "年度总评，结果列入各村年度双百分考核", "Assessed every year; the result enters each village's yearly two-hundred-point assessment", "assess"),
    row(M, "M-3.1", ("附件3第一项", "四个一"), "每日巡查、每周交流、每月小结、每季走访", "A patrol a day, an exchange a week, a summary a month, a visit a quarter", "duty"),
    row(M, "M-3.2", ("附件3第二项", "四查看"), "巡查时查看陌生人员、红白喜事与迁移、违建与脏乱、突发与异常", "A patrol looks at strangers, family events and moves, illegal building and dirt, emergencies", "duty"),
    row(M, "M-3.3", ("附件3第三项", "四必问"), "走访时问烦心事、满意度、建议、需要的帮助", "A visit asks about worries, satisfaction, suggestions and help wanted", "duty"),
    row(M, "M-3.4", ("附件3第四项", "四功课"), "每天记日记、准确录入、认真转办、及时报告", "Diary every day, accurate entry, conscientious hand-over, prompt report", "duty"),
    row(M, "M-4.1", ("附件4第一项", "民情分析会"), "每半月一次，上级有重点工作时可适时召开", "Every half month, and whenever important work from above asks for one", "duty::meeting"),
    row(M, "M-4.2", ("附件4第二项", "参会"), "社区两委班子和网格服务人员参加", "Both committees and the grid service staff attend", "duty::meeting"),
    row(M, "M-4.3", ("附件4第三项", "议题"), "区域性和群众反映强烈的问题", "Matters that are regional or that many people feel strongly about", "duty::meeting"),
    row(M, "M-4.4", ("附件4第四项", "上报"), "社区无法办理的向上级部门反映", "What the community cannot settle goes up", "duty::meeting"),
    row(M, "M-4.5", ("附件4第五项", "会议纪律"), "准时、请假须先获同意、保密", "Punctual; leave asked for beforehand; what is confidential stays so", "duty::meeting"),
    row(X, "X-4.1a", ("四、第1项", "入户走访"), "每个网格小组每月至少入户走访一次", "Each grid team visits households at least once a month", "duty"),
    row(X, "X-4.1b", ("四、第1项", "网格长例会"), "月底由村委组织，汇报走访情况", "Month-end meeting of grid leaders held by the village committee", "duty::meeting"),
    row(X, "X-4.1c", ("四、第1项", "随访随报"), "紧急、重大情况随时报告", "Urgent and major matters are reported as they are met", "duty"),
    row(X, "X-4.4a", ("四、末段", "集中办公"), "村干部每周一集中办公", "Village cadres work together every Monday", "duty"),
    row(X, "X-4.4b", ("四、末段", "四议两公开"), "支部提议、两委商议、党员审议、村民决议，决议与结果公开", "Proposal, consultation, deliberation, decision; decision and outcome made public", "duty::meeting"),
    row(M, "M-7.1.1", ("附件7第一项（一）", "六不准之一"), "不准弄虚作假", "No falsification", "rules::conduct"),
    row(M, "M-7.1.2", ("附件7第一项（二）", "六不准之二"), "不准收受馈赠和宴请", "No gifts or banquets", "rules::conduct"),
    row(M, "M-7.1.3", ("附件7第一项（三）", "六不准之三"), "不准推诿拖延", "No buck-passing", "rules::conduct"),
    row(M, "M-7.1.4", ("附件7第一项（四）", "六不准之四"), "不准泄露群众隐私", "No leaking of residents' privacy", "rules::conduct"),
    row(M, "M-7.1.5", ("附件7第一项（五）", "六不准之五"), "不准参与违法乱纪", "No part in breaking the law", "rules::conduct"),
    row(M, "M-7.1.6", ("附件7第一项（六）", "六不准之六"), "不准发表不利于工作的言论", "No talk that harms the work", "rules::conduct"),
    row(M, "M-7.2.1", ("附件7第二项（一）", "六不让之一"), "不让布置的工作延误", "No delay of assigned work", "rules::conduct"),
    row(M, "M-7.2.2", ("附件7第二项（二）", "六不让之二"), "不让反馈的信息中断", "No broken feedback", "rules::conduct"),
    row(M, "M-7.2.3", ("附件7第二项（三）", "六不让之三"), "不让在办的事情积压", "No backlog", "rules::conduct"),
    row(M, "M-7.2.4", ("附件7第二项（四）", "六不让之四"), "不让分管的事情影响全局", "No harm to the whole", "rules::conduct"),
    row(M, "M-7.2.5", ("附件7第二项（五）", "六不让之五"), "不让差错出现", "No errors", "rules::conduct"),
    row(M, "M-7.2.6", ("附件7第二项（六）", "六不让之六"), "不让群众反映的事情搁浅", "No stranded matters", "rules::conduct"),
    row(X, "X-4.0b.1", ("四、首段", "工作例会制度"), "定期召开工作例会", "Regular working meetings", "policy"),
    row(X, "X-4.0b.2", ("四、首段", "下村入户走访制度"), "下村入户走访", "Visits to villages and households", "policy"),
    row(X, "X-4.0b.3", ("四、首段", "信息排查报送制度"), "信息的排查与报送", "Screening and reporting of information", "policy"),
    row(X, "X-4.0b.4", ("四、首段", "处理反馈制度"), "处理结果的反馈", "Feedback of what was done", "policy"),
    row(X, "X-4.0b.5", ("四、首段", "成员联系制度"), "小组成员的联系", "Contact among team members", "policy"),
    row(X, "X-4.0b.6", ("四、首段", "工作纪律制度"), "工作纪律", "Discipline at work", "policy"),
    row(X, "X-4.0b.7", ("四、首段", "来电来访登记管理制度"), "来电来访的登记", "Register of calls and callers", "policy"),
    row(X, "X-4.0b.8", ("四、首段", "网格长例会制度"), "网格长例会", "Meetings of grid leaders", "policy"),
    row(X, "X-4.0b.9", ("四、首段", "网格长责任签约制"), "网格长签订责任书", "Leaders sign for their responsibility", "policy"),
    row(X, "X-4.0b.10", ("四、首段", "网格长考评激励制度"), "网格长的考评与激励", "Assessment and encouragement of leaders", "policy"),
    row(X, "X-4.0b.11", ("四、首段", "民情日记"), "民情日记簿", "The diary of residents' affairs", "policy"),
    row(X, "X-4.0b.12", ("四、首段", "服务联系卡片制度"), "服务联系卡片", "The service card", "policy"),
    row(X, "X-4.0b.13", ("四、首段", "住户信息台账制度"), "住户信息台账", "The ledger of households", "policy"),
    row(X, "X-5", ("五、信息平台", "信息平台"), "家庭成员、住房、就业、计生、优抚救助、医疗、教育等信息与网上办事", "A ledger per household in seven sections, and services online", "rules::ledger"),
    row(X, "X-7.1", ("七、第一阶段", "宣传发动"), "6月7日至22日，宣传发动、制定方案", "Preparation, 7 to 22 June", "duty::rollout"),
    row(X, "X-7.2", ("七、第二阶段", "划分组建"), "6月23日至30日，划分网格、组建团队", "Division and staffing, 23 to 30 June", "duty::rollout"),
    row(X, "X-7.3", ("七、第三阶段", "总结提高"), "7月1日至8月31日，试运行和总结", "Trial and summary, 1 July to 31 August", "duty::rollout"),
    row(X, "X-7.4", ("七、第四阶段", "正常运行"), "9月初开始，巩固成果、正常运行", "Normal running from the beginning of September", "duty::rollout"),
    row(E, "E-1", ("扩展一", "层级对应的时限"), "未给出难易程度时：一般7、区域15、全局30、重大30并立即上报", "Where complexity is not given: general 7, regional 15, overall 30, major 30 with an immediate report", "rules::route"),
    row(E, "E-2", ("扩展二", "受理当日不计"), "受理当日不计入，自下一个工作日起算", "The day of receipt does not count", "rules::deadline"),
    row(E, "E-3", ("扩展三", "采用的日历"), "采用国务院办公厅年度放假安排，调休上班日计入；超出已公布年份的日期为暂定", "The State Council's yearly arrangement with its make-up days; past the last published year, provisional", "calendar"),
    row(E, "E-4", ("扩展四", "重大与突发分列"), "重大、突发为两项事实，任一成立即按M-6.5办理", "Major and sudden are two facts; either routes by M-6.5", "rules::route"),
    row(E, "E-5", ("扩展五", "无法依法划分的户数"), "明确说明不可行，并给出最近的可行选择", "Said as infeasible, with the nearest lawful choices", "rules::size"),
    row(E, "E-6", ("扩展六", "“每天”指哪些天"), "巡查和日记按工作日，热线按每一天", "Patrol and diary on working days; hotline on every day", "duty"),
    row(E, "E-7", ("扩展七", "半月与会议遇休息日"), "每月15日和月末；遇休息日提前到前一个工作日", "15th and last day; the meeting moves to the working day before", "duty"),
    row(E, "E-8", ("扩展八", "月底"), "当月最后一个工作日", "The last working day of the month", "duty"),
    row(E, "E-9", ("扩展九", "周一遇休息日"), "顺延到当周下一个工作日；整周休息则免", "The next working day of that week; none if the whole week is off", "duty"),
    row(E, "E-10", ("扩展十", "走访按格还是按户"), "小组每月至少一次，每户每季至少一次", "The team once a month, every household once a quarter", "duty"),
    row(E, "E-11", ("扩展十一", "双百分的构成"), "由政策说明；combined取网格工作与其他工作两张百分表相加", "The policy must say; combined adds a sheet for grid work and one for the village's other tasks", "assess"),
    row(E, "E-12", ("扩展十二", "四议两公开的人数与公示期"), "由政策说明，各预设均未规定", "The policy must say; unspecified in every preset", "duty::meeting"),
    row(E, "E-13", ("扩展十三", "区域性与全局性的界限"), "区域：跨网格或需两委；全局：超出社区能力", "Regional: more than one grid, or both committees needed; overall: beyond what the community can settle", "rules::route"),
];

use Document::{Extension as E, Modian as M, Xiang as X};
