"""The vocabulary as string enums: the value is the stable code that policies, vectors and columns use.

A test compares each with the table of the core.
"""

from enum import StrEnum

__all__ = [
    "Action",
    "Aim",
    "Answers",
    "Belongs",
    "CallState",
    "CardPart",
    "CardPlace",
    "CaseState",
    "Cause",
    "ChangeKind",
    "Channel",
    "CheckItem",
    "Collide",
    "Complexity",
    "Conduct",
    "ConductSource",
    "ConductState",
    "ConductStep",
    "Covers",
    "Crs",
    "DayKind",
    "DayStatus",
    "DeliberationStep",
    "Dimension",
    "DueOn",
    "DutyDays",
    "DutyKind",
    "DutyRoll",
    "DutyState",
    "DutyUnit",
    "Every",
    "FigureBy",
    "Handler",
    "Identity",
    "IdentityFault",
    "ItemOutcome",
    "ItemState",
    "LedgerField",
    "LeftOut",
    "Level",
    "Light",
    "MakeUp",
    "MeetingKind",
    "MinutesView",
    "Office",
    "Opens",
    "Outcome",
    "PartPeriod",
    "PhoneFault",
    "Place",
    "Post",
    "Presence",
    "Private",
    "Publication",
    "RecordField",
    "RecordUse",
    "Relation",
    "Role",
    "Roll",
    "RolloutPhase",
    "RolloutTask",
    "Scope",
    "Section",
    "ServedParty",
    "Settlement",
    "Sex",
    "Shape",
    "Stage",
    "Start",
    "StepKind",
    "SupervisionLevel",
    "System",
    "Tally",
    "TaskState",
    "Term",
    "Topic",
    "Unit",
    "View",
    "Weight",
    "Work",
]


class Term(StrEnum):
    """A word of a vocabulary: the value is its code.

    >>> import wangge as wg
    >>> wg.Level.REGIONAL.zh, wg.Level.REGIONAL.en
    ('区域', 'regional')
    """

    @property
    def zh(self) -> str:
        """The Chinese term."""
        return self._words()[1]

    @property
    def en(self) -> str:
        """The English label."""
        return self._words()[2]

    def _words(self) -> tuple[str, str, str]:
        from ._wangge import term_words

        return next(words for words in term_words(type(self).__name__) if words[0] == self.value)


class Action(Term):
    """One step of handling an issue (办理步骤, M-1.2 to M-1.5, M-6.2 to M-6.5)."""

    ACCEPT_ON_SPOT = "accept_on_spot"  # 现场受理
    REGISTER = "register"  # 登记备案
    TAKE_BACK = "take_back"  # 带回商处
    REPORT_AT_ONCE = "report_at_once"  # 立即上报
    FOLLOW_ON_SPOT = "follow_on_spot"  # 现场跟踪
    TAKE_FACTS = "take_facts"  # 掌握信息
    EXPLAIN_PROCEDURE = "explain_procedure"  # 告知流程
    SETTLE_IN_GRID = "settle_in_grid"  # 在网格内解决
    SUBMIT_TO_COMMITTEES = "submit_to_committees"  # 提交社区两委
    COORDINATE_JOINTLY = "coordinate_jointly"  # 集中协调解决
    REPORT_TO_COMMITTEES_HEAD = "report_to_committees_head"  # 报告社区两委主要负责人
    REPORT_UPWARDS = "report_upwards"  # 向上级报告
    COORDINATE_ABOVE = "coordinate_above"  # 上级协调解决
    DISPOSE = "dispose"  # 按规定处置
    TELL_SERVED = "tell_served"  # 告知服务对象


class Aim(Term):
    """What a division strives for, beside the sizes that must hold (划分取向, X-3.0)."""

    WHOLE_GROUPS = "whole_groups"  # 自然村组完整
    CONNECTED = "connected"  # 网格连片
    COMPACT = "compact"  # 网格紧凑
    EVEN = "even"  # 规模均匀


class Answers(Term):
    """Who answers for a period in which a post changes hands (人员更替)."""

    AT_DUE = "at_due"  # 到期日在岗者
    AT_OPENING = "at_opening"  # 起始日在岗者


class Belongs(Term):
    """Which day decides the period that a case belongs to (归属期)."""

    RECEIVED = "received"  # 受理日
    FELL_DUE = "fell_due"  # 到期日
    CLOSED = "closed"  # 办结日


class CallState(Term):
    """What became of a call (处理情况, M-5.2)."""

    ANSWERED = "answered"  # 当场答复
    CASE = "case"  # 转为办件
    OPEN = "open"  # 待处理


class CardPart(Term):
    """What stands on a service card (卡片内容, X-6)."""

    LEADER = "leader"  # 网格长
    TEAM = "team"  # 服务团队成员
    NAME = "name"  # 姓名
    POST = "post"  # 职务
    CONTACT = "contact"  # 联系方式
    SERVICES = "services"  # 服务内容
    SUPERVISION = "supervision"  # 上级监督举报电话


class CardPlace(Term):
    """Where a service card is made public (公示途径, X-6)."""

    BOARD = "board"  # 黑板报、宣传栏
    AFFAIRS_COLUMN = "affairs_column"  # 村务公开栏


class CaseState(Term):
    """Where a case stands (办件状态, X-4.0)."""

    COLLECTED = "collected"  # 已采集
    FILED = "filed"  # 已建案
    DISPATCHED = "dispatched"  # 已派遣
    HANDLING = "handling"  # 办理中
    AT_MEETING = "at_meeting"  # 会商中
    FED_BACK = "fed_back"  # 已反馈
    VERIFIED = "verified"  # 已核查
    CLOSED = "closed"  # 已结案
    DECLINED = "declined"  # 不予受理
    WITHDRAWN = "withdrawn"  # 已撤回
    MERGED = "merged"  # 已并案


class Cause(Term):
    """Why something is supervised (督办事由, X-4.3a)."""

    LATE = "late"  # 逾期
    NEAR = "near"  # 临期
    RETURNED_AGAIN = "returned_again"  # 多次退回
    UNTOLD = "untold"  # 未告知
    UNREPORTED = "unreported"  # 未上报
    UNVISITED = "unvisited"  # 未走访
    MISSED = "missed"  # 未履行


class ChangeKind(Term):
    """What became of an entry of the ledger (变更类型)."""

    ADDED = "added"  # 新增
    REMOVED = "removed"  # 移除
    CHANGED = "changed"  # 变更


class Channel(Term):
    """How a matter came in (来源, M-3, M-5.1, X-4.1)."""

    HOTLINE = "hotline"  # 民情热线
    ASSISTANT = "assistant"  # 告知协理员
    RESPONSIBLE = "responsible"  # 告知责任人
    PATROL = "patrol"  # 巡查发现
    VISIT = "visit"  # 入户走访
    WALK_IN = "walk_in"  # 来访
    FROM_ABOVE = "from_above"  # 上级交办


class CheckItem(Term):
    """What a patrol looks at (四查看, M-3.2) and a visit asks (四必问, M-3.3)."""

    STRANGERS = "strangers"  # 闲散、流浪和陌生人员
    COMINGS_AND_GOINGS = "comings_and_goings"  # 婚丧嫁娶和住户迁移
    BUILDING_AND_DIRT = "building_and_dirt"  # 违法建设和环境卫生
    EMERGENCIES = "emergencies"  # 突发事件和异常情况
    WORRIES = "worries"  # 烦心事
    SATISFACTION = "satisfaction"  # 对服务是否满意
    SUGGESTIONS = "suggestions"  # 意见建议
    HELP_WANTED = "help_wanted"  # 是否需要帮助


class Collide(Term):
    """What becomes of two of the same duty that fall on one day (同日重合)."""

    BOTH = "both"  # 分别计算
    ONE = "one"  # 合并为一次


class Complexity(Term):
    """How hard a matter is (难易程度, X-4.2): it decides the limit."""

    GENERAL = "general"  # 一般
    COMPLEX = "complex"  # 较复杂
    MAJOR = "major"  # 重大疑难


class Conduct(Term):
    """What officials must not do (六不准, M-7.1.1 to M-7.1.6) and must not let happen (六不让, M-7.2.1 to M-7.2.6)."""

    FALSIFICATION = "falsification"  # 弄虚作假
    GIFTS = "gifts"  # 接受馈赠和宴请
    BUCK_PASSING = "buck_passing"  # 推诿扯皮
    PRIVACY_LEAK = "privacy_leak"  # 泄露隐私
    LAWBREAKING = "lawbreaking"  # 参与违法乱纪
    HARMFUL_TALK = "harmful_talk"  # 发表不利于工作的言论
    DELAY = "delay"  # 工作延误
    BROKEN_FEEDBACK = "broken_feedback"  # 反馈中断
    BACKLOG = "backlog"  # 事情积压
    HARM_TO_WHOLE = "harm_to_whole"  # 影响全局
    ERRORS = "errors"  # 出现差错
    STRANDED = "stranded"  # 事情搁浅


class ConductSource(Term):
    """Where a finding of conduct comes from (线索来源)."""

    COMPLAINT = "complaint"  # 投诉
    CHECK = "check"  # 检查
    CASES = "cases"  # 办件推定


class ConductState(Term):
    """Where a finding of conduct stands (认定状态)."""

    RAISED = "raised"  # 已提出
    ANSWERED = "answered"  # 已申辩
    UPHELD = "upheld"  # 认定成立
    DISMISSED = "dismissed"  # 不予认定


class ConductStep(Term):
    """What is done to a finding of conduct (认定步骤)."""

    RAISE = "raise"  # 提出
    ANSWER = "answer"  # 申辩
    UPHOLD = "uphold"  # 认定
    DISMISS = "dismiss"  # 不予认定


class Covers(Term):
    """What a visit is owed to (走访对象, E-10)."""

    GRID = "grid"  # 按网格
    HOUSEHOLD = "household"  # 按户


class Crs(Term):
    """What coordinates are (坐标系)."""

    METRES = "metres"  # 平面坐标（米）
    LONLAT = "lonlat"  # WGS-84 经纬度
    GCJ02 = "gcj02"  # GCJ-02 火星坐标
    BD09 = "bd09"  # BD-09 百度坐标


class DayKind(Term):
    """Why a day is worked or not (日期性质)."""

    WORKDAY = "workday"  # 工作日
    WEEKEND = "weekend"  # 周末
    HOLIDAY = "holiday"  # 放假
    MAKE_UP = "make_up"  # 调休上班
    LOCAL_REST = "local_rest"  # 本地放假
    LOCAL_WORK = "local_work"  # 本地上班


class DayStatus(Term):
    """How sure the calendar is of a day (确定程度). A day that it does not know is an error, not a status."""

    CONFIRMED = "confirmed"  # 已确定
    PROVISIONAL = "provisional"  # 暂定


class DeliberationStep(Term):
    """The steps of 四议两公开 (X-4.4b), in their order."""

    PROPOSAL = "proposal"  # 党支部提议
    CONSULTATION = "consultation"  # 村“两委”商议
    DELIBERATION = "deliberation"  # 党员大会审议
    DECISION = "decision"  # 村民会议或村民代表会议决议
    PUBLISH_DECISION = "publish_decision"  # 决议公开
    PUBLISH_OUTCOME = "publish_outcome"  # 实施结果公开


class Dimension(Term):
    """What the size of a grid is measured in (规模口径, X-3.1)."""

    HOUSEHOLD = "household"  # 户
    POPULATION = "population"  # 人
    AREA = "area"  # 公顷
    MERCHANT = "merchant"  # 商户


class DueOn(Term):
    """Which day of a period a duty is due (到期日, E-7, E-8)."""

    SAME_DAY = "same_day"  # 当日
    FIRST_DAY = "first_day"  # 首日
    LAST_DAY = "last_day"  # 末日
    LAST_WORKING_DAY = "last_working_day"  # 最后一个工作日
    MONDAY = "monday"  # 周一
    TUESDAY = "tuesday"  # 周二
    WEDNESDAY = "wednesday"  # 周三
    THURSDAY = "thursday"  # 周四
    FRIDAY = "friday"  # 周五
    SATURDAY = "saturday"  # 周六
    SUNDAY = "sunday"  # 周日


class DutyDays(Term):
    """On which days the hotline is answered (值班日, M-5.2, E-6)."""

    EVERY_DAY = "every_day"  # 每天
    WORKING_DAYS = "working_days"  # 工作日


class DutyKind(Term):
    """What is owed (工作事项, M-3, M-4.1, M-5.2, X-4.1, X-4.3, X-4.4)."""

    PATROL = "patrol"  # 巡查
    EXCHANGE = "exchange"  # 交流
    SUMMARY = "summary"  # 小结
    VISIT = "visit"  # 入户走访
    DIARY = "diary"  # 民情日记
    ENTRY = "entry"  # 信息录入
    HAND_OVER = "hand_over"  # 转办
    PROMPT_REPORT = "prompt_report"  # 及时报告
    ANALYSIS_MEETING = "analysis_meeting"  # 民情分析会
    LEADERS_MEETING = "leaders_meeting"  # 网格长例会
    MONDAY_OFFICE = "monday_office"  # 周一集中办公
    HOTLINE_DUTY = "hotline_duty"  # 热线值班
    SUPERVISION = "supervision"  # 督办
    RANKING = "ranking"  # 排名
    REVIEW = "review"  # 总评


class DutyRoll(Term):
    """Where a due day that is a rest day goes (遇休息日, E-7, E-9)."""

    FOLLOWING = "following"  # 顺延至下一工作日
    PRECEDING = "preceding"  # 提前至上一工作日
    MODIFIED_FOLLOWING = "modified_following"  # 顺延但不跨月
    FOLLOWING_IN_PERIOD = "following_in_period"  # 顺延但不跨期，本期无工作日则免
    NONE = "none"  # 不调整
    SKIP = "skip"  # 当期免
    MERGE = "merge"  # 顺延，与同日的合并


class DutyState(Term):
    """What became of something owed (完成情况)."""

    DONE = "done"  # 按期完成
    DONE_LATE = "done_late"  # 逾期完成
    MISSED = "missed"  # 未完成
    NOT_DUE = "not_due"  # 未到期


class DutyUnit(Term):
    """For what it is owed (责任单元)."""

    GRID = "grid"  # 网格
    VILLAGE = "village"  # 村（社区）
    TOWNSHIP = "township"  # 乡镇


class Every(Term):
    """How often (频次)."""

    DAY = "day"  # 每天
    WEEK = "week"  # 每周
    HALF_MONTH = "half_month"  # 每半月
    MONTH = "month"  # 每月
    QUARTER = "quarter"  # 每季度
    YEAR = "year"  # 每年
    OCCASION = "occasion"  # 遇事


class FigureBy(Term):
    """By what residents are counted (统计口径)."""

    AGE = "age"  # 年龄段
    SEX = "sex"  # 性别
    SECTION = "section"  # 台账类别


class Handler(Term):
    """Who handles an issue (办理主体, M-6)."""

    GRID_RESPONSIBLE = "grid_responsible"  # 网格责任人
    COMMITTEES = "committees"  # 社区两委
    COMMITTEES_HEAD = "committees_head"  # 社区两委主要负责人
    UNITS_ABOVE = "units_above"  # 上级有关单位


class Identity(Term):
    """Who may lead a grid (网格长的身份, X-3.2)."""

    CADRE_IN_CHARGE = "cadre_in_charge"  # 包村干部
    GRADUATE_OFFICIAL = "graduate_official"  # 大学生村官
    RETIRED = "retired"  # 离退干部
    TEACHER = "teacher"  # 教师
    COMMITTEE_MEMBER = "committee_member"  # 村支两委干部
    PARTY_DELEGATE = "party_delegate"  # 党员代表
    VILLAGERS_DELEGATE = "villagers_delegate"  # 村民代表


class IdentityFault(Term):
    """What is wrong with an identity number (身份证号差错, GB 11643-1999)."""

    LENGTH = "length"  # 位数不对，应为18位
    OLD = "old"  # 15位旧号码已停用，应为18位
    DIGITS = "digits"  # 应为17位数字加一位数字或大写X
    REGION = "region"  # 前六位不是行政区划代码
    BIRTHDAY = "birthday"  # 出生日期不存在
    FUTURE = "future"  # 出生日期晚于台账日期
    CHECKSUM = "checksum"  # 校验码不符


class ItemOutcome(Term):
    """What a meeting decides of an item (议定方式, M-4.3, M-4.4)."""

    SETTLE = "settle"  # 本级解决
    REFER_UP = "refer_up"  # 向上级反映


class ItemState(Term):
    """How an item came to its marks (得分情况)."""

    COUNTED = "counted"  # 按指标
    NOT_APPLICABLE = "not_applicable"  # 不适用
    FULL_MARKS = "full_marks"  # 无数据计满分
    SPREAD = "spread"  # 无数据分摊


class LedgerField(Term):
    """A field of the household ledger (台账字段, X-5)."""

    HOUSEHOLD = "household"  # 户号
    GRID = "grid"  # 网格编码
    NAME = "name"  # 姓名
    SEX = "sex"  # 性别
    BIRTHDAY = "birthday"  # 出生日期
    IDENTITY = "identity"  # 身份证号
    PHONE = "phone"  # 联系电话
    RELATION = "relation"  # 与户主关系
    LEFT = "left"  # 离户日期
    ADDRESS = "address"  # 住址
    DWELLING = "dwelling"  # 住房类型
    TENURE = "tenure"  # 住房权属
    OCCUPATION = "occupation"  # 职业
    EMPLOYER = "employer"  # 工作单位
    MARRIAGE = "marriage"  # 婚姻状况
    PLANNING = "planning"  # 计生情况
    SUPPORT = "support"  # 优抚情况
    RELIEF = "relief"  # 救助情况
    INSURANCE = "insurance"  # 医疗保险
    HEALTH = "health"  # 健康状况
    SCHOOLING = "schooling"  # 文化程度
    SCHOOL = "school"  # 就读学校


class LeftOut(Term):
    """Why a case or a record is in no figure of a period (未计入原因)."""

    NO_DAY = "no_day"  # 没有归属日
    OTHER_PERIOD = "other_period"  # 归属其他期间
    EXEMPTED = "exempted"  # 申诉成立，免责
    NOT_DUE = "not_due"  # 未到期
    DECLINED = "declined"  # 不予受理
    MERGED = "merged"  # 已并案
    WITHDRAWN = "withdrawn"  # 已撤回
    NOT_COUNTED = "not_counted"  # 不在计数范围


class Level(Term):
    """The level of an issue (问题层级, M-6.1)."""

    GENERAL = "general"  # 一般
    REGIONAL = "regional"  # 区域
    OVERALL = "overall"  # 全局
    MAJOR = "major"  # 重大或突发


class Light(Term):
    """The light of a case at a moment (办件亮灯)."""

    GREEN = "green"  # 正常
    YELLOW = "yellow"  # 临期
    RED = "red"  # 逾期
    GREY = "grey"  # 挂账
    DONE = "done"  # 按期办结
    DONE_LATE = "done_late"  # 逾期办结


class MakeUp(Term):
    """Whether make-up working days count (调休上班日是否计入)."""

    COUNT = "count"  # 计入
    IGNORE = "ignore"  # 不计入


class MeetingKind(Term):
    """Which meeting it is (会议)."""

    ANALYSIS = "analysis"  # 民情分析会
    LEADERS = "leaders"  # 网格长例会


class MinutesView(Term):
    """Who reads the minutes (纪要用途, M-4.5)."""

    FULL = "full"  # 内部
    PUBLIC = "public"  # 公开


class Office(Term):
    """The office that a member of the leading group holds (任职, M-8, X-8.1)."""

    PARTY_SECRETARY = "party_secretary"  # 党（工）委书记
    DEPUTY_PARTY_SECRETARY = "deputy_party_secretary"  # 党委副书记
    TOWNSHIP_HEAD = "township_head"  # 乡长
    DISCIPLINE_SECRETARY = "discipline_secretary"  # 纪检书记
    LEADERSHIP_MEMBER = "leadership_member"  # 其他班子成员
    DEPARTMENT_HEAD = "department_head"  # 部门负责人
    VILLAGE_SECRETARY = "village_secretary"  # 村（居）书记
    SOCIAL_AFFAIRS_DEPUTY = "social_affairs_deputy"  # 社会事务办分管副主任
    DESIGNATED = "designated"  # 指定的一名同志


class Opens(Term):
    """From when on it may be done (起始)."""

    PERIOD = "period"  # 本期内均可
    DUE_DAY = "due_day"  # 仅限到期当日


class Outcome(Term):
    """What was done about a case, as fed back (处理结果, X-4.0)."""

    SETTLED = "settled"  # 已办结
    ANSWERED = "answered"  # 已答复
    EASED = "eased"  # 已作缓解性处置
    CANNOT = "cannot"  # 无法办理


class PartPeriod(Term):
    """What is owed for a period of which a grid has only a part (不满一期)."""

    OWED = "owed"  # 照常
    NOT_OWED = "not_owed"  # 免
    IF_DUE = "if_due"  # 到期日在册的照常


class PhoneFault(Term):
    """What is wrong with a number to call (电话号码差错)."""

    SIGNS = "signs"  # 含有数字和连字符以外的字符
    MOBILE = "mobile"  # 不是手机号码（11位，以13至19开头）
    AREA_CODE = "area_code"  # 固定电话缺区号
    LENGTH = "length"  # 位数不对


class Place(Term):
    """The kind of place that is divided (地方类型)."""

    VILLAGE = "village"  # 村
    COMMUNITY = "community"  # 社区
    TOWN = "town"  # 集镇


class Post(Term):
    """A post in the leading group (领导小组职务, M-8, X-8.1)."""

    HEAD = "head"  # 组长
    DEPUTY = "deputy"  # 副组长
    MEMBER = "member"  # 成员
    OFFICE_DIRECTOR = "office_director"  # 办公室主任


class Presence(Term):
    """How somebody attended (到会情况, M-4.5)."""

    PRESENT = "present"  # 到会
    LATE = "late"  # 迟到
    LEFT_EARLY = "left_early"  # 早退
    EXCUSED = "excused"  # 请假
    ABSENT = "absent"  # 缺席


class Private(Term):
    """What of a person must not stand on a notice board (个人信息, M-7.1.4)."""

    MOBILE = "mobile"  # 手机号码
    LANDLINE = "landline"  # 固定电话
    IDENTITY = "identity"  # 身份证号
    BANK_CARD = "bank_card"  # 银行卡号
    EMAIL = "email"  # 电子邮箱


class Publication(Term):
    """How the public, or the caller, hears of the result (反馈方式, M-5.5)."""

    NOTICE_BOARD = "notice_board"  # 民情告示栏
    ONE_BY_ONE = "one_by_one"  # 个别反馈
    NOBODY = "nobody"  # 无人可反馈


class RecordField(Term):
    """A field of the record of a call (记录项, M-5.2)."""

    CONTENT = "content"  # 反映内容
    NEED = "need"  # 诉求
    PLACE = "place"  # 地点
    TAKEN_BY = "taken_by"  # 受理人


class RecordUse(Term):
    """What a record counted for (记录去向)."""

    IN_TIME = "in_time"  # 计入按期
    LATE = "late"  # 计入逾期
    EXTRA = "extra"  # 额外完成
    DUPLICATE = "duplicate"  # 重复记录


class Relation(Term):
    """What somebody is to the head of the household (与户主关系, GB/T 4761)."""

    HEAD = "head"  # 户主
    SPOUSE = "spouse"  # 配偶
    SON = "son"  # 子
    DAUGHTER = "daughter"  # 女
    GRANDCHILD = "grandchild"  # 孙子女
    PARENT = "parent"  # 父母
    GRANDPARENT = "grandparent"  # 祖父母
    SIBLING = "sibling"  # 兄弟姐妹
    OTHER = "other"  # 其他


class Role(Term):
    """Who acts on a case or owes a duty (角色, M-5, M-6, X-3, X-4)."""

    GRID_RESPONSIBLE = "grid_responsible"  # 网格责任人
    GRID_LEADER = "grid_leader"  # 网格长
    ASSISTANT = "assistant"  # 协理员
    DUTY_STAFF = "duty_staff"  # 值班人员
    COMMITTEES = "committees"  # 社区两委
    COMMITTEES_HEAD = "committees_head"  # 社区两委主要负责人
    UNITS_ABOVE = "units_above"  # 上级有关单位
    OFFICE = "office"  # 领导小组办公室
    GRID_TEAM = "grid_team"  # 网格管理小组
    VILLAGE_COMMITTEE = "village_committee"  # 村委会
    VILLAGE_CADRES = "village_cadres"  # 村干部
    SERVED = "served"  # 服务对象


class Roll(Term):
    """Where a day that is a rest day moves to (顺延规则)."""

    FOLLOWING = "following"  # 顺延至下一工作日
    PRECEDING = "preceding"  # 提前至上一工作日
    MODIFIED_FOLLOWING = "modified_following"  # 顺延但不跨月
    NONE = "none"  # 不调整


class RolloutPhase(Term):
    """A phase of the roll-out (阶段, X-7.1 to X-7.4)."""

    PREPARATION = "preparation"  # 宣传发动、制定方案
    DIVISION = "division"  # 网格划分、组建团队
    TRIAL = "trial"  # 总结提高
    RUNNING = "running"  # 巩固成果、正常运行


class RolloutTask(Term):
    """A task of the roll-out (任务, X-7.1 to X-7.4)."""

    SURVEY = "survey"  # 调研摸底、征求意见
    LEADING_GROUP = "leading_group"  # 成立领导机构
    PLAN = "plan"  # 制定实施方案
    MOBILISATION = "mobilisation"  # 召开动员大会
    PUBLICITY = "publicity"  # 广泛宣传
    DIVIDE = "divide"  # 划分网格
    STAFF = "staff"  # 配置管理服务团队
    TRAIN = "train"  # 学习培训
    TRIAL_RUN = "trial_run"  # 试运行并总结
    FIND_PROBLEMS = "find_problems"  # 排查问题
    MEND_PROBLEMS = "mend_problems"  # 落实整改
    CONSOLIDATE = "consolidate"  # 理顺层级关系、完善制度流程


class Scope(Term):
    """How far an issue reaches (涉及范围, E-13)."""

    GRID = "grid"  # 网格内
    VILLAGE = "village"  # 跨网格、本社区（村）
    BEYOND = "beyond"  # 超出本社区（村）


class Section(Term):
    """A section of the household ledger (台账类别, X-5)."""

    FAMILY = "family"  # 家庭成员
    HOUSING = "housing"  # 住房
    EMPLOYMENT = "employment"  # 就业
    FAMILY_PLANNING = "family_planning"  # 计生
    SUPPORT_RELIEF = "support_relief"  # 优抚救助
    MEDICAL = "medical"  # 医疗
    EDUCATION = "education"  # 教育


class ServedParty(Term):
    """Whether there is somebody to be told of the result (服务对象)."""

    KNOWN = "known"  # 可告知
    ANONYMOUS = "anonymous"  # 匿名
    NOBODY = "nobody"  # 无


class Settlement(Term):
    """How a matter ends (办理结果, X-4.2)."""

    CLOSED = "closed"  # 办结
    ANSWERED = "answered"  # 答复
    EASED = "eased"  # 缓解性处置


class Sex(Term):
    """The sex, as identity numbers and ledgers say it (性别)."""

    MALE = "male"  # 男
    FEMALE = "female"  # 女


class Shape(Term):
    """What is drawn of a grid (图形)."""

    CELL = "cell"  # 网格范围
    HULL = "hull"  # 凸包
    HOUSEHOLDS = "households"  # 住户


class Stage(Term):
    """A stage of a case that may have a limit of its own (环节, X-4.0)."""

    FILE = "file"  # 建案
    DISPATCH = "dispatch"  # 派遣
    ACCEPT = "accept"  # 接收
    HANDLE = "handle"  # 处置
    VERIFY = "verify"  # 核查
    CLOSE = "close"  # 结案
    REPORT = "report"  # 上报


class Start(Term):
    """Which day is the first that can count (起算日)."""

    NEXT_DAY = "next_day"  # 次日起算
    DEEMED_NEXT_WORKING_DAY = "deemed_next_working_day"  # 休息日收到视为下一工作日收到
    SAME_DAY = "same_day"  # 当日起算


class StepKind(Term):
    """What is done to a case (办件步骤, X-4.0): the command, and the event that it leaves."""

    COLLECT = "collect"  # 信息采集
    FILE = "file"  # 案卷建立
    DECLINE = "decline"  # 不予受理
    SETTLE_ON_SPOT = "settle_on_spot"  # 现场办结
    DISPATCH = "dispatch"  # 任务派遣
    ACCEPT = "accept"  # 接收
    RETURN = "return"  # 退回
    TRANSFER = "transfer"  # 转办
    REPORT_UP = "report_up"  # 上报
    PUT_TO_MEETING = "put_to_meeting"  # 提交民情分析会
    TAKE_FROM_MEETING = "take_from_meeting"  # 民情分析会议定
    FEEDBACK = "feedback"  # 处理反馈
    VERIFY = "verify"  # 核查
    TELL = "tell"  # 告知服务对象
    CLOSE = "close"  # 结案
    MERGE = "merge"  # 并案
    WITHDRAW = "withdraw"  # 撤回
    REOPEN = "reopen"  # 重新办理
    FOLLOW_UP = "follow_up"  # 跟踪回访
    APPEAL = "appeal"  # 申诉
    DECIDE_APPEAL = "decide_appeal"  # 申诉裁定
    PAUSE = "pause"  # 挂账
    RESUME = "resume"  # 恢复办理
    ASK_EXTENSION = "ask_extension"  # 申请延期
    DECIDE_EXTENSION = "decide_extension"  # 延期审批
    SUPERVISE = "supervise"  # 督办
    LIFT = "lift"  # 解除督办
    RECLASSIFY = "reclassify"  # 重新定性
    NOTE = "note"  # 备注


class SupervisionLevel(Term):
    """A level of supervision, from the lowest (督办等级, X-4.3a)."""

    ORDINARY = "ordinary"  # 普通督办
    YELLOW = "yellow"  # 黄牌督办
    RED = "red"  # 红牌督办


class System(Term):
    """The thirteen systems that a township sets up (制度, X-4.0b.1 to X-4.0b.13), in their order."""

    WORK_MEETING = "work_meeting"  # 工作例会制度
    HOUSEHOLD_VISITS = "household_visits"  # 下村入户走访制度
    INFORMATION_REPORTING = "information_reporting"  # 信息排查报送制度
    HANDLING_FEEDBACK = "handling_feedback"  # 处理反馈制度
    MEMBER_CONTACT = "member_contact"  # 成员联系制度
    WORK_DISCIPLINE = "work_discipline"  # 工作纪律制度
    CALL_REGISTER = "call_register"  # 来电来访登记管理制度
    LEADERS_MEETING = "leaders_meeting"  # 网格长例会制度
    RESPONSIBILITY_SIGNING = "responsibility_signing"  # 网格长责任签约制
    LEADER_ASSESSMENT = "leader_assessment"  # 网格长考评激励制度
    DIARY = "diary"  # 民情日记
    SERVICE_CARD = "service_card"  # 服务联系卡片制度
    HOUSEHOLD_LEDGER = "household_ledger"  # 住户信息台账制度


class Tally(Term):
    """A count of a unit and a period (计数项, X-4.3, M-5.6). Figures are made of these and of nothing else."""

    RECEIVED = "received"  # 受理数
    CASES = "cases"  # 计入件数
    FILED = "filed"  # 建案数
    DECLINED = "declined"  # 不予受理数
    MERGED = "merged"  # 并案数
    WITHDRAWN = "withdrawn"  # 撤回数
    SETTLED_ON_SPOT = "settled_on_spot"  # 现场办结数
    DISPATCHED = "dispatched"  # 派遣数
    ACCEPTED = "accepted"  # 接收数
    FED_BACK = "fed_back"  # 处置反馈数
    VERIFIED = "verified"  # 核查通过数
    VERIFIED_AT_ONCE = "verified_at_once"  # 一次核查通过数
    CLOSED = "closed"  # 办结数
    CLOSED_ON_TIME = "closed_on_time"  # 按期办结数
    CLOSED_LATE = "closed_late"  # 超期办结数
    OVERDUE_OPEN = "overdue_open"  # 逾期未结数
    PENDING = "pending"  # 在办未到期数
    DUE = "due"  # 应办结数
    REWORKED = "reworked"  # 返工件数
    RETURNED = "returned"  # 退回件数
    RETURNED_TWICE = "returned_twice"  # 两次以上退回件数
    TRANSFERRED = "transferred"  # 转办件数
    TRANSFERRED_TWICE = "transferred_twice"  # 两次以上转办件数
    EXTENDED = "extended"  # 延期件数
    SUSPENDED = "suspended"  # 挂账件数
    REOPENED = "reopened"  # 重新办理件数
    REPEATED = "repeated"  # 重复反映件数
    TOLD_DUE = "told_due"  # 应告知数
    TOLD = "told"  # 已告知数
    REPORT_DUE = "report_due"  # 应上报数
    REPORTED = "reported"  # 已上报数
    SUPERVISED = "supervised"  # 督办件数
    CARDED = "carded"  # 黄牌红牌件数
    EASED = "eased"  # 缓解性处置数
    FOLLOW_UP_OPEN = "follow_up_open"  # 待跟踪回访数
    RATED = "rated"  # 评价件数
    SATISFIED = "satisfied"  # 满意件数
    EXEMPTED = "exempted"  # 免责件数
    FROM_HOTLINE = "from_hotline"  # 热线来件数
    SELF_FOUND = "self_found"  # 主动发现数
    PATROLS_DUE = "patrols_due"  # 应巡查次数
    PATROLS_DONE = "patrols_done"  # 按期巡查次数
    EXCHANGES_DUE = "exchanges_due"  # 应交流次数
    EXCHANGES_DONE = "exchanges_done"  # 按期交流次数
    SUMMARIES_DUE = "summaries_due"  # 应小结次数
    SUMMARIES_DONE = "summaries_done"  # 按期小结次数
    VISITS_DUE = "visits_due"  # 应走访次数
    VISITS_DONE = "visits_done"  # 按期走访次数
    HOUSEHOLDS_DUE = "households_due"  # 应走访户数
    HOUSEHOLDS_SEEN = "households_seen"  # 按期走访户数
    DIARY_DAYS_DUE = "diary_days_due"  # 应记日记天数
    DIARY_DAYS_DONE = "diary_days_done"  # 已记日记天数
    REPORTS_DUE = "reports_due"  # 应报告次数
    REPORTS_DONE = "reports_done"  # 及时报告次数
    MEETINGS_DUE = "meetings_due"  # 应开民情分析会次数
    MEETINGS_HELD = "meetings_held"  # 按期召开民情分析会次数
    LEADERS_MEETINGS_DUE = "leaders_meetings_due"  # 应开网格长例会次数
    LEADERS_MEETINGS_HELD = "leaders_meetings_held"  # 按期召开网格长例会次数
    MONDAYS_DUE = "mondays_due"  # 应集中办公次数
    MONDAYS_HELD = "mondays_held"  # 按期集中办公次数
    HOTLINE_DAYS_DUE = "hotline_days_due"  # 应值班天数
    HOTLINE_DAYS_STAFFED = "hotline_days_staffed"  # 有人值班天数
    ATTENDANCE_DUE = "attendance_due"  # 应到人次
    ATTENDANCE_PRESENT = "attendance_present"  # 按时到会人次
    ATTENDANCE_EXCUSED = "attendance_excused"  # 请假人次
    CALLS = "calls"  # 来电数
    CALLS_COMPLETE = "calls_complete"  # 记录完整的来电数
    CHECK_ITEMS_DUE = "check_items_due"  # 应查问项数
    CHECK_ITEMS_DONE = "check_items_done"  # 已查问项数
    LEDGER_FIELDS_DUE = "ledger_fields_due"  # 台账应填项数
    LEDGER_FIELDS_FILLED = "ledger_fields_filled"  # 台账已填项数
    CARDS_DUE = "cards_due"  # 应制作服务卡数
    CARDS_PUBLISHED = "cards_published"  # 完整并公示的服务卡数
    CONDUCT_UPHELD = "conduct_upheld"  # 成立的违纪事项数
    GRIDS = "grids"  # 网格数
    HOUSEHOLDS = "households"  # 户数


class TaskState(Term):
    """Where a task of the roll-out stands (任务状态)."""

    DONE = "done"  # 已完成
    DONE_LATE = "done_late"  # 逾期完成
    OPEN = "open"  # 进行中
    OVERDUE = "overdue"  # 逾期未完成
    UPCOMING = "upcoming"  # 未开始


class Topic(Term):
    """Why a matter is put to the meeting (议题, M-4.3)."""

    REGIONAL = "regional"  # 区域性问题
    MANY_PEOPLE = "many_people"  # 群众反映强烈


class Unit(Term):
    """What a limit is counted in (时限单位, X-4.2)."""

    WORKING_DAY = "working_day"  # 个工作日
    NATURAL_DAY = "natural_day"  # 个自然日
    WORKING_HOUR = "working_hour"  # 个工作时
    URGENT_HOUR = "urgent_hour"  # 个紧急工作时


class View(Term):
    """Who looks at the ledger (查看角色, X-5, M-7.1.4)."""

    RESIDENT = "resident"  # 本户居民
    LEADER = "leader"  # 网格长
    TEAM = "team"  # 管理小组成员
    OFFICE = "office"  # 办公室
    PUBLIC = "public"  # 公众


class Weight(Term):
    """How much a finding weighs (分量)."""

    BREACH = "breach"  # 不符合
    ADVICE = "advice"  # 提示


class Work(Term):
    """The type of work (工作类型, M-1.2 to M-1.5): it decides how a matter is taken in."""

    GENERAL = "general"  # 一般性
    COORDINATION = "coordination"  # 协调性
    EMERGENCY = "emergency"  # 突发性
    APPROVAL = "approval"  # 审批性
