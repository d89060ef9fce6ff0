"""The vocabulary as string enums: the value is the stable code that policies, vectors and columns use.

A test compares each with the table of the core.
"""

from enum import StrEnum

__all__ = [
    "Action",
    "Aim",
    "Complexity",
    "Crs",
    "DayKind",
    "DayStatus",
    "Dimension",
    "Handler",
    "Identity",
    "Level",
    "MakeUp",
    "Office",
    "Place",
    "Post",
    "Roll",
    "Scope",
    "Settlement",
    "Shape",
    "Start",
    "Term",
    "Unit",
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


class Complexity(Term):
    """How hard a matter is (难易程度, X-4.2): it decides the limit."""

    GENERAL = "general"  # 一般
    COMPLEX = "complex"  # 较复杂
    MAJOR = "major"  # 重大疑难


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


class Dimension(Term):
    """What the size of a grid is measured in (规模口径, X-3.1)."""

    HOUSEHOLD = "household"  # 户
    POPULATION = "population"  # 人
    AREA = "area"  # 公顷
    MERCHANT = "merchant"  # 商户


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


class Level(Term):
    """The level of an issue (问题层级, M-6.1)."""

    GENERAL = "general"  # 一般
    REGIONAL = "regional"  # 区域
    OVERALL = "overall"  # 全局
    MAJOR = "major"  # 重大或突发


class MakeUp(Term):
    """Whether make-up working days count (调休上班日是否计入)."""

    COUNT = "count"  # 计入
    IGNORE = "ignore"  # 不计入


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


class Roll(Term):
    """Where a day that is a rest day moves to (顺延规则)."""

    FOLLOWING = "following"  # 顺延至下一工作日
    PRECEDING = "preceding"  # 提前至上一工作日
    MODIFIED_FOLLOWING = "modified_following"  # 顺延但不跨月
    NONE = "none"  # 不调整


class Scope(Term):
    """How far an issue reaches (涉及范围, E-13)."""

    GRID = "grid"  # 网格内
    VILLAGE = "village"  # 跨网格、本社区（村）
    BEYOND = "beyond"  # 超出本社区（村）


class Settlement(Term):
    """How a matter ends (办理结果, X-4.2)."""

    CLOSED = "closed"  # 办结
    ANSWERED = "answered"  # 答复
    EASED = "eased"  # 缓解性处置


class Shape(Term):
    """What is drawn of a grid (图形)."""

    CELL = "cell"  # 网格范围
    HULL = "hull"  # 凸包
    HOUSEHOLDS = "households"  # 住户


class Start(Term):
    """Which day is the first that can count (起算日)."""

    NEXT_DAY = "next_day"  # 次日起算
    DEEMED_NEXT_WORKING_DAY = "deemed_next_working_day"  # 休息日收到视为下一工作日收到
    SAME_DAY = "same_day"  # 当日起算


class Unit(Term):
    """What a limit is counted in (时限单位, X-4.2)."""

    WORKING_DAY = "working_day"  # 个工作日
    NATURAL_DAY = "natural_day"  # 个自然日
    WORKING_HOUR = "working_hour"  # 个工作时
    URGENT_HOUR = "urgent_hour"  # 个紧急工作时


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
