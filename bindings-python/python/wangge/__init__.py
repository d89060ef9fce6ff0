"""wangge: the rules of Chinese grid management (网格化管理) as pure functions over a county's policy.

A policy is one TOML file; a question is answered from the policy, a calendar and facts; every answer names the
clause it rests on. What the policy or the calendar does not say is a typed error, never a guess.

>>> import datetime, wangge as wg
>>> policy = wg.Policy.preset("combined")
>>> policy.deadline(datetime.date(2026, 11, 23), "general")
Deadline(date=2026-12-02, status='confirmed', because=(X-4.2a, E-2, E-3))
"""

from ._wangge import (
    VERSION as __version__,
)
from ._wangge import (
    Actor,
    Audit,
    CaseFacts,
    Choice,
    Clause,
    ClockExplanation,
    ClockStep,
    Day,
    Deadline,
    DueAt,
    EventHead,
    Explanation,
    Fault,
    Figures,
    Finding,
    Findings,
    Grid,
    GridCounts,
    GridName,
    GroupMember,
    GroupShare,
    LimitText,
    Measures,
    Moved,
    Person,
    Policy,
    Polygon,
    Progress,
    Ranked,
    Reason,
    Route,
    Score,
    Scores,
    Sizes,
    Split,
    Step,
    Team,
    Tour,
    WorkCalendar,
    clauses,
    rank,
    read_limit,
)
from .assess import CaseRow, score
from .errors import (
    CalendarError,
    Cancelled,
    CaseError,
    DivisionError,
    InputError,
    PolicyError,
    TableError,
    UnspecifiedError,
    WanggeError,
)

# Not from `typing`: importing that costs some milliseconds; type checkers know the bare name.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from .columns import (
        add_workdays,
        day_status,
        deadlines,
        grid_counts,
        is_workday,
        route,
        workdays_between,
    )
    from .division import Division, Redivision, audit, divide, from_wgs84, redivide, to_wgs84
    from .enums import (
        Action,
        Aim,
        CaseState,
        Channel,
        Complexity,
        Crs,
        DayKind,
        DayStatus,
        Dimension,
        Handler,
        Identity,
        Level,
        Light,
        MakeUp,
        Office,
        Outcome,
        Place,
        Post,
        Role,
        Roll,
        Scope,
        ServedParty,
        Settlement,
        Shape,
        Stage,
        Start,
        StepKind,
        SupervisionLevel,
        Topic,
        Unit,
        Weight,
        Work,
    )
    from .tables import (
        Table,
        TableFault,
        read_cases,
        read_households,
        read_roster,
        read_villages,
        write_excel,
    )

__all__ = [
    "Action",
    "Actor",
    "Aim",
    "Audit",
    "CalendarError",
    "Cancelled",
    "CaseError",
    "CaseFacts",
    "CaseRow",
    "CaseState",
    "Channel",
    "Choice",
    "Clause",
    "ClockExplanation",
    "ClockStep",
    "Complexity",
    "Crs",
    "Day",
    "DayKind",
    "DayStatus",
    "Deadline",
    "Dimension",
    "Division",
    "DivisionError",
    "DueAt",
    "EventHead",
    "Explanation",
    "Fault",
    "Figures",
    "Finding",
    "Findings",
    "Grid",
    "GridCounts",
    "GridName",
    "GroupMember",
    "GroupShare",
    "Handler",
    "Identity",
    "InputError",
    "Level",
    "Light",
    "LimitText",
    "MakeUp",
    "Measures",
    "Moved",
    "Office",
    "Outcome",
    "Person",
    "Place",
    "Policy",
    "PolicyError",
    "Polygon",
    "Post",
    "Progress",
    "Ranked",
    "Reason",
    "Redivision",
    "Role",
    "Roll",
    "Route",
    "Scope",
    "Score",
    "Scores",
    "ServedParty",
    "Settlement",
    "Shape",
    "Sizes",
    "Split",
    "Stage",
    "Start",
    "Step",
    "StepKind",
    "SupervisionLevel",
    "Table",
    "TableError",
    "TableFault",
    "Team",
    "Topic",
    "Tour",
    "Unit",
    "UnspecifiedError",
    "WanggeError",
    "Weight",
    "Work",
    "WorkCalendar",
    "__version__",
    "add_workdays",
    "audit",
    "clauses",
    "day_status",
    "deadlines",
    "divide",
    "from_wgs84",
    "grid_counts",
    "is_workday",
    "rank",
    "read_cases",
    "read_households",
    "read_limit",
    "read_roster",
    "read_villages",
    "redivide",
    "route",
    "score",
    "to_wgs84",
    "workdays_between",
    "write_excel",
]


_COLUMNS = {
    "add_workdays",
    "day_status",
    "deadlines",
    "grid_counts",
    "is_workday",
    "route",
    "workdays_between",
}


_DIVISION = {"Division", "Redivision", "audit", "divide", "from_wgs84", "redivide", "to_wgs84"}

_TABLES = {
    "Table",
    "TableFault",
    "read_cases",
    "read_households",
    "read_roster",
    "read_villages",
    "write_excel",
}


def __getattr__(name: str) -> object:
    """What is loaded when it is first asked for: the enums (the standard library's `enum` is most of an import) and
    the questions about columns (which need numpy)."""
    import importlib

    if name in __all__:
        homes = ((".columns", _COLUMNS), (".division", _DIVISION), (".tables", _TABLES))
        home = next((home for home, names in homes if name in names), ".enums")
        value = getattr(importlib.import_module(home, __name__), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'wangge' has no attribute {name!r}")
