from datetime import datetime, timedelta
from decimal import Decimal
from os import PathLike
from typing import Any, Final, SupportsFloat, SupportsIndex, final

from _typeshed import Incomplete, SupportsGetItem, SupportsLenAndGetItem

from wangge._types import (
    ActorLike,
    Asked,
    ByChannel,
    CountsByName,
    Date,
    FactsLike,
    FindingIterator,
    Lights,
    Lines,
    Number,
    ObligationIterator,
    Outlined,
    Parts,
    Records,
    Reminders,
    RowIterator,
    Said,
    ScoreIterator,
    SizeIterator,
    Table,
    Way,
)
from wangge.enums import (
    Action,
    Answers,
    Belongs,
    CallState,
    CardPlace,
    CaseState,
    Cause,
    Channel,
    CheckItem,
    Collide,
    Complexity,
    Conduct,
    ConductSource,
    ConductState,
    ConductStep,
    Covers,
    Crs,
    DayKind,
    DayStatus,
    DeliberationStep,
    Dimension,
    DueOn,
    DutyDays,
    DutyKind,
    DutyRoll,
    DutyState,
    DutyUnit,
    Every,
    FigureBy,
    Handler,
    IdentityFault,
    ItemOutcome,
    ItemState,
    LedgerField,
    LeftOut,
    Level,
    Light,
    MakeUp,
    MeetingKind,
    MinutesView,
    Office,
    Opens,
    Outcome,
    PartPeriod,
    PhoneFault,
    Place,
    Post,
    Presence,
    Private,
    Publication,
    Role,
    Roll,
    RolloutPhase,
    RolloutTask,
    Scope,
    Section,
    ServedParty,
    Settlement,
    Sex,
    Shape,
    Stage,
    Start,
    StepKind,
    SupervisionLevel,
    System,
    TaskState,
    Topic,
    Unit,
    View,
    Weight,
    Work,
)

__all__ = [
    "MOST_ROWS",
    "VERSION",
    "Actor",
    "AgendaItem",
    "ArrowColumn",
    "Attendance",
    "AttendanceSheet",
    "Attended",
    "Attribution",
    "Audit",
    "Backtested",
    "Board",
    "BoardRow",
    "Bulletin",
    "BulletinItem",
    "Call",
    "CardPerson",
    "Case",
    "CaseFacts",
    "CaseLog",
    "Change",
    "Checklist",
    "Choice",
    "Clause",
    "ClockExplanation",
    "ClockStep",
    "Completeness",
    "ConductEffect",
    "ConductEvent",
    "ConductFinding",
    "ConductRegister",
    "Correction",
    "Counted",
    "Curve",
    "Day",
    "Deadline",
    "Deliberation",
    "DeliberationStanding",
    "DeliberationTaken",
    "DerivedConduct",
    "DiaryGap",
    "Divided",
    "DueAt",
    "DutyDay",
    "DutyGrid",
    "DutyOutcome",
    "DutyRecord",
    "DutyRule",
    "Dwelling",
    "Event",
    "EventHead",
    "Explanation",
    "Extension",
    "Fault",
    "Figure",
    "Figures",
    "Finding",
    "Findings",
    "Grid",
    "GridCounts",
    "GridName",
    "GroupMember",
    "GroupShare",
    "Held",
    "HeldBack",
    "Holder",
    "HotlineFigures",
    "Households",
    "ItemMarks",
    "Lateness",
    "Leave",
    "LedgerData",
    "LimitText",
    "Lint",
    "Measures",
    "Meeting",
    "Metric",
    "Minutes",
    "MinutesItem",
    "Moved",
    "Objection",
    "Obligation",
    "Occasion",
    "OpenCommand",
    "Owed",
    "Person",
    "PlannedPhase",
    "Policy",
    "Polygon",
    "Posted",
    "PrivatePart",
    "Progress",
    "Proposal",
    "Published",
    "PublishedResult",
    "RankMove",
    "Ranked",
    "Ranks",
    "Rate",
    "Reason",
    "RecordFact",
    "ResultRow",
    "Review",
    "Rollout",
    "RolloutStanding",
    "Roster",
    "RoundUp",
    "Route",
    "Score",
    "Scores",
    "ServiceCard",
    "SheetMarks",
    "Shift",
    "Sizes",
    "Split",
    "StageClock",
    "Step",
    "StepStanding",
    "Supervision",
    "Swap",
    "SystemCoverage",
    "Systems",
    "Tallies",
    "TaskStanding",
    "Team",
    "Tour",
    "UnitFact",
    "UnitMarks",
    "UnitRank",
    "UnitYear",
    "Unplaced",
    "Validity",
    "Version",
    "WorkCalendar",
    "add_workdays",
    "agenda",
    "audit",
    "backtest_events",
    "bulletin",
    "check_call",
    "clauses",
    "completeness",
    "count_events",
    "day_status",
    "deadlines",
    "derive_conduct",
    "divide",
    "event_grids",
    "feedback_due",
    "fold_events",
    "from_wgs84",
    "grid_counts",
    "headings_of",
    "hotline_figures",
    "is_workday",
    "ledger_headings",
    "marks",
    "mask",
    "open_records",
    "owe",
    "place_faults",
    "private_parts",
    "publication",
    "qr",
    "rank",
    "rank_paths",
    "ranks",
    "read_identity",
    "read_limit",
    "read_phone",
    "read_table",
    "redivide",
    "refusal",
    "review",
    "route",
    "score_rows",
    "sweep_events",
    "term_codes",
    "term_words",
    "to_wgs84",
    "workdays_between",
]

MOST_ROWS: Final[int]
"""
The most rows of households that are divided at once.
"""

VERSION: Final[str]
"""
The version of the library.
"""

@final
class Actor:
    """
    Who acts: an id of the embedder's own, and the role in which it acts. Wherever an actor is asked for, the two as
    a tuple do as well.

    >>> import wangge as wg
    >>> wg.Actor("p-3", "assistant")
    Actor('p-3', 'assistant')
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, id: str, role: Role | str) -> Actor: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def id(self, /) -> str:
        """
        The id. The library keeps no names.
        """
    @property
    def role(self, /) -> Role:
        """
        The role.
        """

@final
class AgendaItem:
    """
    An item of the agenda (议题, M-4.3), and what was decided of it.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        id: str,
        topic: Topic | str,
        title: str,
        case: str | None = None,
        confidential: bool = False,
        outcome: ItemOutcome | str | None = None,
        opinion: str | None = None,
        who: str | None = None,
        by: Date | None = None,
        to: Handler | str | None = None,
    ) -> AgendaItem: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def by(self, /) -> Date | None:
        """
        By which day.
        """
    @property
    def case(self, /) -> str | None:
        """
        The case it comes from.
        """
    @property
    def confidential(self, /) -> bool:
        """
        Whether the meeting keeps it confidential (M-4.5).
        """
    @property
    def id(self, /) -> str:
        """
        Its id, once in the meeting.
        """
    @property
    def opinion(self, /) -> str | None:
        """
        What was decided, in its own words.
        """
    @property
    def outcome(self, /) -> ItemOutcome | None:
        """
        What was decided: `settle` with `who` and `by`, `refer_up` with `to`; None while nothing is.
        """
    @property
    def title(self, /) -> str:
        """
        What it is about.
        """
    @property
    def to(self, /) -> Handler | None:
        """
        To whom it is referred (M-4.4): `committees_head`, `units_above`.
        """
    @property
    def topic(self, /) -> Topic:
        """
        Why it is a topic.
        """
    @property
    def who(self, /) -> str | None:
        """
        Who does it.
        """

@final
class ArrowColumn:
    """
    A column, or a table as one column of structs, in the memory format of Arrow.

    Any library that speaks the Arrow PyCapsule interface takes it: `polars.Series(column)`,
    `pyarrow.chunked_array(column)`.
    """
    def __arrow_c_array__(self, /, requested_schema: Any | None = None) -> tuple[Any, Any]: ...
    def __arrow_c_schema__(self, /) -> Any: ...
    def __arrow_c_stream__(self, /, requested_schema: Any | None = None) -> Any: ...
    def __len__(self, /) -> int:
        """
        How many rows.
        """
    def __new__(cls, /, column: Any) -> ArrowColumn:
        """
        Takes what speaks the Arrow PyCapsule interface, without a copy. Raises TypeError for anything else.
        """
    def __repr__(self, /) -> str: ...
    @property
    def chunk_count(self, /) -> int:
        """
        How many chunks it lies in.
        """
    @staticmethod
    def coded(places: Incomplete, words: SupportsGetItem[int, str]) -> ArrowColumn:
        """
        A dictionary of words, and the places of each row's word in it: below 0 for none.
        """
    def columns(self, /) -> Parts:
        """
        The columns of a table by name. Raises ValueError where it is no table.
        """
    @staticmethod
    def floats(numbers: Incomplete) -> ArrowColumn:
        """
        Numbers with a point, none null.
        """
    @staticmethod
    def ints(numbers: Incomplete) -> ArrowColumn:
        """
        Whole numbers, none null.
        """
    @staticmethod
    def masked(numbers: Incomplete, nulls: Incomplete) -> ArrowColumn:
        """
        Whole numbers and the marks of null among them.
        """
    def named(self, /, name: str) -> ArrowColumn:
        """
        The same column under a name.
        """
    def places(self, /) -> tuple[ArrowColumn, list[str]]:
        """
        A column of int8 places and their words, as such a column and a list. Raises ValueError for another.
        """
    @staticmethod
    def table(columns: Parts) -> ArrowColumn:
        """
        A table of columns of one chunk each and of one length.
        """
    @property
    def type(self, /) -> str:
        """
        The name of its type in Arrow.
        """

@final
class Attendance:
    """
    When somebody came and left (签到), and the leave that was asked for (M-4.5).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        person: str,
        came: datetime | None = None,
        left: datetime | None = None,
        asked: datetime | None = None,
        decided: datetime | None = None,
        by: str | None = None,
        granted: bool = False,
    ) -> Attendance: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def asked(self, /) -> datetime | None:
        """
        When leave was asked for.
        """
    @property
    def by(self, /) -> str | None:
        """
        By whom.
        """
    @property
    def came(self, /) -> datetime | None:
        """
        When they came; None where they did not.
        """
    @property
    def decided(self, /) -> datetime | None:
        """
        When that was decided.
        """
    @property
    def granted(self, /) -> bool:
        """
        Whether it was granted.
        """
    @property
    def left(self, /) -> datetime | None:
        """
        When they left before the end; None where they stayed.
        """
    @property
    def person(self, /) -> str:
        """
        Who, by the id among the people of the meeting.
        """

@final
class AttendanceSheet:
    """
    Who attended and what is found of it (签到表, M-4.2, M-4.5).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, rows: SupportsGetItem[int, Attended], findings: Findings, because: SupportsGetItem[int, Reason]
    ) -> AttendanceSheet: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def because(self, /) -> tuple[Reason, ...]:
        """
        Who must attend, and by which clause.
        """
    @property
    def findings(self, /) -> Findings:
        """
        What is found.
        """
    @property
    def rows(self, /) -> tuple[Attended, ...]:
        """
        One row a person, in the order of the record.
        """
    def table(self, /) -> Table:
        """
        The rows as a Table: `person`, `role`, `must`, `presence`, `minutes_late`, `minutes_early`.
        """
    def to_pandas(self, /) -> Any:
        """
        The rows as a DataFrame of pandas, with the columns of `table`.
        """
    def to_polars(self, /) -> Any:
        """
        The rows as a DataFrame of polars, with the columns of `table`.
        """

@final
class Attended:
    """
    How one person attended (到会情况).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        person: str,
        role: Role | str,
        must: bool,
        presence: Presence | str,
        minutes_late: SupportsIndex,
        minutes_early: SupportsIndex,
    ) -> Attended: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def minutes_early(self, /) -> int:
        """
        How many minutes before the end they left, likewise.
        """
    @property
    def minutes_late(self, /) -> int:
        """
        How many minutes late, a minute begun counting whole.
        """
    @property
    def must(self, /) -> bool:
        """
        Whether the policy calls that role (M-4.2); nothing is found of guests.
        """
    @property
    def person(self, /) -> str:
        """
        Who.
        """
    @property
    def presence(self, /) -> Presence:
        """
        How they attended.
        """
    @property
    def role(self, /) -> Role:
        """
        In which role.
        """

@final
class Attribution:
    """
    What one changed rule does by itself (归因).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        rule: str,
        clause: str | None,
        newly_late: SupportsIndex | None,
        no_longer_late: SupportsIndex | None,
        moves: SupportsGetItem[int, RankMove],
        zh: str,
        en: str,
    ) -> Attribution: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def clause(self, /) -> str | None:
        """
        Its clause.
        """
    @property
    def en(self, /) -> str:
        """
        The same in English.
        """
    @property
    def moves(self, /) -> tuple[RankMove, ...]:
        """
        The units that it ranks otherwise.
        """
    @property
    def newly_late(self, /) -> int | None:
        """
        Cases that become late by it; None where it cannot be changed alone.
        """
    @property
    def no_longer_late(self, /) -> int | None:
        """
        Cases that no longer are.
        """
    @property
    def rule(self, /) -> str:
        """
        The rule, as `Policy.diff` gives it.
        """
    @property
    def zh(self, /) -> str:
        """
        The effect in Chinese, or why it cannot be changed alone.
        """

@final
class Audit:
    """
    What a division is like, and what is wrong with it (评审结果).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, measures: Measures, findings: Findings, ours: Measures | None) -> Audit: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def findings(self, /) -> Findings:
        """
        Breaches, and what is worth a look.
        """
    @property
    def lawful(self, /) -> bool:
        """
        Whether nothing is breached.
        """
    @property
    def measures(self, /) -> Measures:
        """
        Its grids and their measures; a grid's code is the name it was given.
        """
    @property
    def ours(self, /) -> Measures | None:
        """
        The measures of our own division with the same numbers of grids, where those are lawful; None where there
        is no lawful one.
        """

@final
class Backtested:
    """
    A log under two policies: what `wangge.assess.Backtest` keeps.
    """
    @property
    def after(self, /) -> Lateness:
        """
        Under the other.
        """
    @property
    def attributions(self, /) -> tuple[Attribution, ...]:
        """
        What each changed rule does by itself.
        """
    @property
    def before(self, /) -> Lateness:
        """
        Under the one.
        """
    @property
    def changes(self, /) -> tuple[Change, ...]:
        """
        What differs between the policies.
        """
    def differences(self, /) -> tuple[Incomplete, Incomplete, Incomplete, Incomplete, Incomplete]:
        """
        Each case that is due at another moment or judged differently.
        """
    @property
    def interaction(self, /) -> int:
        """
        How many cases the rules change together beyond what they do one by one.
        """
    @property
    def ranks(
        self, /
    ) -> tuple[tuple[UnitRank, ...], tuple[UnitRank, ...], tuple[RankMove, ...], tuple[str, ...]] | None:
        """
        The ranks under both, the moves, and the units that no rule moves by itself; None where they were not
        asked for.
        """
    @property
    def words(self, /) -> tuple[str, str]:
        """
        What the rules do together, in Chinese and in English.
        """

@final
class Board:
    """
    The board: every open case at a moment, the most pressing first.

    >>> from datetime import datetime
    >>> import wangge as wg
    >>> log = wg.CaseLog(wg.Policy.preset("combined"), wg.WorkCalendar.china())
    >>> _ = log.open("C-1", at=datetime(2026, 11, 2, 9), actor=("p-3", "assistant"), channel="patrol", served="nobody",
    ...              scope="grid", major=False, sudden=False)
    >>> board = log.board(datetime(2026, 11, 23, 8))
    >>> board
    Board(2026-11-23 08:00:00: 1 open, 1 late)
    >>> board.late[0].case, board.lights["red"], board.next_change
    ('C-1', 1, None)
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __len__(self, /) -> int:
        """
        How many rows it has.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        now: datetime,
        rows: SupportsGetItem[int, BoardRow],
        follow_up: SupportsGetItem[int, str],
        lights: SupportsLenAndGetItem[SupportsIndex],
        unplaced: SupportsGetItem[int, Unplaced],
        next_change: datetime | None,
    ) -> Board:
        """
        A board of its parts: what unpickling calls.
        """
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The board as a notebook shows it, in Chinese.
        """
    def due_between(self, /, first: Date, last: Date) -> tuple[BoardRow, ...]:
        """
        The rows whose due day lies in a span of days, both ends included, late ones left out.
        """
    @property
    def due_this_week(self, /) -> tuple[BoardRow, ...]:
        """
        The rows that are due from today to Sunday and not late yet.
        """
    @property
    def due_today(self, /) -> tuple[BoardRow, ...]:
        """
        The rows that are due today and not late yet.
        """
    @property
    def follow_up(self, /) -> tuple[str, ...]:
        """
        The ids of closed cases that were eased and are to be followed up (X-4.2c).
        """
    @property
    def late(self, /) -> tuple[BoardRow, ...]:
        """
        The rows that are late.
        """
    @property
    def lights(self, /) -> Lights:
        """
        How many cases have each light, the ended ones included.
        """
    @property
    def next_change(self, /) -> datetime | None:
        """
        The next moment at which anything of it changes by itself: a server sets one timer.
        """
    @property
    def now(self, /) -> datetime:
        """
        The moment.
        """
    @property
    def rows(self, /) -> tuple[BoardRow, ...]:
        """
        The open cases: late ones first, then by their due moment, then by id; those whose clock stands last.
        """
    def table(self, /) -> Table:
        """
        The rows as a Table, a row a case: `case`, `sequence`, `state`, `grid`, `light`, `due`, `date`, `left_days` and
        `left_time` (one of the two, as the term is counted), `holder`, `waits_for` (codes with commas between),
        `late_stage`, `supervision`, `to_tell`, `reported`, `next_change`.
        """
    def to_arrow(self, /) -> Any:
        """
        The rows as a Table of pyarrow, with the columns of `table`.
        """
    def to_pandas(self, /) -> Any:
        """
        The rows as a DataFrame of pandas, with the columns of `table`.
        """
    def to_polars(self, /) -> Any:
        """
        The rows as a DataFrame of polars, with the columns of `table`.
        """
    @property
    def to_remind(self, /) -> Reminders:
        """
        Whom to remind of what: the rows that are late, soon due, due today, late in their stage, not told or not
        reported, by the id of whose turn it is; None for those that were given to nobody.
        """
    @property
    def unplaced(self, /) -> tuple[Unplaced, ...]:
        """
        The cases that cannot be placed, and why.
        """

@final
class BoardRow:
    """
    A case on the board.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        case: str,
        sequence: SupportsIndex,
        state: CaseState | str,
        grid: str | None,
        light: Light | str,
        due: datetime | None,
        date: Date | None,
        left: int | timedelta,
        holder: str | None,
        waits_for: SupportsGetItem[int, Role | str],
        late_stage: Stage | str | None,
        supervision: SupervisionLevel | str | None,
        to_tell: bool,
        reported: bool | None,
        next_change: datetime | None,
    ) -> BoardRow: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def case(self, /) -> str:
        """
        Its id.
        """
    @property
    def date(self, /) -> Date | None:
        """
        The day it is due; None with it.
        """
    @property
    def due(self, /) -> datetime | None:
        """
        When it is due; None while its clock stands.
        """
    @property
    def grid(self, /) -> str | None:
        """
        The grid it lies in, where that was said.
        """
    @property
    def holder(self, /) -> str | None:
        """
        Whose turn it is: the id of whoever it was given to, or accepted it.
        """
    @property
    def late_stage(self, /) -> Stage | None:
        """
        The stage it is in, where that is late.
        """
    @property
    def left(self, /) -> int | timedelta:
        """
        How much of its term is left, below 0 where it is late: days, or a `timedelta`.
        """
    @property
    def light(self, /) -> Light:
        """
        Its light.
        """
    @property
    def next_change(self, /) -> datetime | None:
        """
        The next moment at which something of it changes by itself.
        """
    @property
    def reported(self, /) -> bool | None:
        """
        Whether it was reported upwards where it had to be at once; None where it had not.
        """
    @property
    def sequence(self, /) -> int:
        """
        The number of its last event.
        """
    @property
    def state(self, /) -> CaseState:
        """
        Where it stands.
        """
    @property
    def supervision(self, /) -> SupervisionLevel | None:
        """
        Under which level of supervision it is.
        """
    @property
    def to_tell(self, /) -> bool:
        """
        Whether the result stands and the person served has yet to be told.
        """
    @property
    def waits_for(self, /) -> tuple[Role, ...]:
        """
        The roles that may take the step it waits for.
        """

@final
class Bulletin:
    """
    What a month's supervision looks at (督办通报, X-4.3a): cases by cause, then duties by unit.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getitem__(self, index: SupportsIndex, /) -> BulletinItem: ...
    def __hash__(self, /) -> int: ...
    def __iter__(self, /) -> RowIterator: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, rows: SupportsGetItem[int, BulletinItem], now: datetime) -> Bulletin: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def now(self, /) -> datetime:
        """
        The moment it is of.
        """
    @property
    def rows(self, /) -> tuple[BulletinItem, ...]:
        """
        One row each.
        """
    def table(self, /) -> Table:
        """
        The columns `cause`, `subject`, `unit`, `ask`, `clause`, `said` (in Chinese).
        """
    def to_arrow(self, /) -> Any:
        """
        A Table of pyarrow with the columns of `table`.
        """
    def to_pandas(self, /) -> Any:
        """
        A DataFrame of pandas with the columns of `table`.
        """
    def to_polars(self, /) -> Any:
        """
        A DataFrame of polars with the columns of `table`.
        """

@final
class BulletinItem:
    """
    A line of the monthly bulletin (督办事项).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, cause: Cause | str, subject: str, unit: str | None, ask: SupportsGetItem[int, str], reason: Reason
    ) -> BulletinItem: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def ask(self, /) -> tuple[str, ...]:
        """
        Whom to ask: the holder of the case, those who hold the post, or the roles whose turn it is.
        """
    @property
    def cause(self, /) -> Cause:
        """
        Why it is supervised.
        """
    @property
    def reason(self, /) -> Reason:
        """
        The clause, and what it is.
        """
    @property
    def subject(self, /) -> str:
        """
        The case, or the grid or village.
        """
    @property
    def unit(self, /) -> str | None:
        """
        The grid or village it lies in, where that is known.
        """

@final
class Call:
    """
    What somebody called about, or told on the way (来电、来访记录, M-5.2 to M-5.5). Of the caller it says only whether
    an answer can reach them. What is left out is not recorded, has not happened, or is not so.

    >>> from datetime import datetime
    >>> import wangge as wg
    >>> call = wg.Call("H-1", at=datetime(2026, 11, 23, 9), channel="hotline", served="known", content="停水")
    >>> call.state.zh, call.taken_by
    ('待处理', None)
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        id: str,
        at: datetime,
        channel: Channel | str,
        served: ServedParty | str,
        taken_by: str | None = None,
        confidential: bool = False,
        general_concern: bool = False,
        content: str | None = None,
        need: str | None = None,
        place: str | None = None,
        answered: datetime | None = None,
        case: str | None = None,
        fed_back: datetime | None = None,
        published: Date | None = None,
    ) -> Call: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def answered(self, /) -> datetime | None:
        """
        When it was answered on the spot.
        """
    @property
    def at(self, /) -> datetime:
        """
        When it came in.
        """
    @property
    def case(self, /) -> str | None:
        """
        The case that it became.
        """
    @property
    def channel(self, /) -> Channel:
        """
        How it came in (M-5.1).
        """
    @property
    def confidential(self, /) -> bool:
        """
        Whether it is to be kept confidential (M-7.1.4).
        """
    @property
    def content(self, /) -> str | None:
        """
        What was said.
        """
    @property
    def fed_back(self, /) -> datetime | None:
        """
        When the caller was told how it stands.
        """
    @property
    def general_concern(self, /) -> bool:
        """
        Whether it is of general concern (M-5.5).
        """
    @property
    def id(self, /) -> str:
        """
        Its id.
        """
    @property
    def need(self, /) -> str | None:
        """
        What is wanted.
        """
    @property
    def place(self, /) -> str | None:
        """
        Where it is.
        """
    @property
    def published(self, /) -> Date | None:
        """
        The day its answer was put on the notice board.
        """
    @property
    def served(self, /) -> ServedParty:
        """
        Whether the caller can be told; anonymous calls are taken like any other.
        """
    @property
    def state(self, /) -> CallState:
        """
        What became of it.
        """
    @property
    def taken_by(self, /) -> str | None:
        """
        The 首问责任人: who took it, by an id of your own (M-5.3).
        """

@final
class CardPerson:
    """
    Somebody on a card, by the id that the roster has. What is left out does not stand on it.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, id: str, name: str = ..., post: str = ..., contact: str = ...) -> CardPerson: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def contact(self, /) -> str:
        """
        How to reach them, such as a number to call.
        """
    @property
    def id(self, /) -> str:
        """
        The id.
        """
    @property
    def name(self, /) -> str:
        """
        The name.
        """
    @property
    def post(self, /) -> str:
        """
        The post, such as 网格长.
        """

@final
class Case:
    """
    A case as its events have it: where it stands, whose turn it is, when it is due (X-4.0).

    It does not change: after a step, ask the log for it again. Equal where the events are.

    >>> from datetime import datetime
    >>> import wangge as wg
    >>> log = wg.CaseLog(wg.Policy.preset("combined"), wg.WorkCalendar.china())
    >>> facts = wg.CaseFacts("grid", major=False, sudden=False)
    >>> _ = log.open("C-1", at=datetime(2026, 11, 23, 9), actor=("p-3", "assistant"), channel="visit", served="known",
    ...              facts=facts)
    >>> case = log.case("C-1")
    >>> case.state.zh, case.due().at, case.light(datetime(2026, 11, 24, 8)).zh
    ('已采集', datetime.datetime(2026, 12, 2, 18, 0), '正常')
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The case as a notebook shows it, in Chinese: its timeline.
        """
    @property
    def appeal(self, /) -> tuple[datetime, bool | None] | None:
        """
        The appeal: when, and whether it was granted (None while it waits); None where there is none.
        """
    @property
    def channel(self, /) -> Channel:
        """
        How it came in.
        """
    def due(self, /) -> DueAt:
        """
        When it is due, by the policy in force on the day of receipt, with its suspensions and granted extensions
        (X-4.2); `at` is None while a suspension goes on.

        Raises UnspecifiedError where the policy states no such limit, no route or no way of counting, CalendarError
        where a day that is needed is not known, PolicyError where the policy was not in force.
        """
    @property
    def ended(self, /) -> datetime | None:
        """
        When it ended: was closed, declined, withdrawn or merged.
        """
    @property
    def events(self, /) -> tuple[Event, ...]:
        """
        Its events, in order.
        """
    @property
    def extensions(self, /) -> tuple[Extension, ...]:
        """
        The extensions that were asked for, in order.
        """
    @property
    def facts(self, /) -> CaseFacts:
        """
        What is known of it now.
        """
    @property
    def first_asked(self, /) -> Actor:
        """
        The 首问责任人: whoever took the matter in (M-5.3).
        """
    @property
    def first_responsible(self, /) -> Actor | None:
        """
        The 第一责任人: the first to accept it (M-5.4); after a return, the first to accept it again.
        """
    @property
    def grid(self, /) -> str | None:
        """
        The grid it lies in, where that was said.
        """
    @property
    def holder(self, /) -> str | None:
        """
        Whose turn it is: the id of whoever it was given to, or accepted it.
        """
    @property
    def id(self, /) -> str:
        """
        Its id.
        """
    @property
    def is_exempted(self, /) -> bool:
        """
        Whether an appeal was granted: the assessment leaves it out, and what happened stays.
        """
    @property
    def is_told(self, /) -> bool:
        """
        Whether the person served was told of the result that stands (M-6.2 to M-6.4).
        """
    @property
    def last(self, /) -> datetime:
        """
        When its last event happened.
        """
    def light(self, /, now: datetime) -> Light:
        """
        Its light at a moment. Yellow is only given where the policy says from when (`warn`); late is late also while
        the clock stands.

        Raises as `due` does: a case whose limit is not known has no light; InputError for a moment before its last
        event.
        """
    @property
    def meetings(self, /) -> int:
        """
        How often it was before the meeting.
        """
    @property
    def merged_into(self, /) -> str | None:
        """
        The id of the case it went into.
        """
    @property
    def needs_follow_up(self, /) -> bool:
        """
        Whether it was eased and is still to be followed up (X-4.2c).
        """
    def next_change(self, /, now: datetime) -> datetime | None:
        """
        The next moment after `now` at which something of it changes by itself: its light, the light of the stage it is
        in, the end of a suspension that has come to its full length. None where nothing does. Raises as `light` does.
        """
    def open_commands(self, /, actor: ActorLike, now: datetime) -> tuple[OpenCommand, ...]:
        """
        Every step, and whether an actor may take it at a moment: a front end shows the buttons that work, and says of
        the others why not.

        Raises InputError for a moment before its last event.
        """
    @property
    def outcome(self, /) -> Outcome | None:
        """
        What was fed back, and stands.
        """
    @property
    def received(self, /) -> datetime:
        """
        When it was received.
        """
    @property
    def reopened(self, /) -> int:
        """
        How often it was opened again.
        """
    @classmethod
    def replay(cls, /, events: Any, policy: Policy, calendar: WorkCalendar) -> Case:
        """
        The case that events come to, in the order of their numbers: Events, or their JSON.

        Raises CaseError (`case.sequence` for a gap or a repeat, `case.not_open` for a step that the state does not
        allow, `case.unknown` where there are none), InputError with the `row` of a line that is no event.
        """
    @property
    def reported(self, /) -> datetime | None:
        """
        When it was first reported upwards.
        """
    @property
    def returned(self, /) -> int:
        """
        How often it was given back.
        """
    @property
    def reworked(self, /) -> int:
        """
        How often its verification failed.
        """
    def route(self, /) -> Route:
        """
        Where it goes and who tells the person served (M-6), by the policy in force on the day of receipt.

        Raises UnspecifiedError where the policy has no route table.
        """
    @property
    def sequence(self, /) -> int:
        """
        The number of its last event.
        """
    @property
    def served(self, /) -> ServedParty:
        """
        Whether there is somebody to be told.
        """
    @property
    def settlement(self, /) -> Settlement | None:
        """
        How it was closed.
        """
    def stages(self, /) -> tuple[StageClock, ...]:
        """
        The clocks of the stages that it has come to and that have a limit, in the order of entry. Raises as `due` does.
        """
    @property
    def state(self, /) -> CaseState:
        """
        Where it stands.
        """
    @property
    def supervision(self, /) -> SupervisionLevel | None:
        """
        Under which level of supervision it is (X-4.3a).
        """
    @property
    def suspensions(self, /) -> tuple[tuple[datetime, datetime | None], ...]:
        """
        Its suspensions, in order; the end of one that goes on is None.
        """
    @property
    def transferred(self, /) -> int:
        """
        How often it was passed on.
        """

@final
class CaseFacts:
    """
    What is known of a matter: what decides its route and its limit.

    >>> import wangge as wg
    >>> wg.CaseFacts("village", major=False, sudden=False, work="coordination")
    CaseFacts(scope='village', major=False, sudden=False, work='coordination', complexity=None)
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        scope: Scope | str,
        major: bool,
        sudden: bool,
        work: Work | str | None = None,
        complexity: Complexity | str | None = None,
    ) -> CaseFacts: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def complexity(self, /) -> Complexity | None:
        """
        The complexity; where it is None, that of the level (E-1).
        """
    @property
    def major(self, /) -> bool:
        """
        Whether it is major (E-4).
        """
    @property
    def scope(self, /) -> Scope:
        """
        How far it reaches (E-13).
        """
    @property
    def sudden(self, /) -> bool:
        """
        Whether it is sudden (E-4).
        """
    @property
    def work(self, /) -> Work | None:
        """
        The type of work, where it is known (M-1.2 to M-1.5).
        """

@final
class CaseLog:
    """
    Cases by their ids, in memory (X-4.0): a step is decided by the policy, and its event kept.

    A program with a database stores what `open` and `do` return, and comes back by `replay`.

    >>> from datetime import datetime
    >>> import wangge as wg
    >>> log = wg.CaseLog(wg.Policy.preset("combined"), wg.WorkCalendar.china())
    >>> _ = log.open("C-1", at=datetime(2026, 11, 23, 9), actor=("p-3", "assistant"), channel="visit", served="known",
    ...              scope="grid", major=False, sudden=False)
    >>> _ = log.do("C-1", "file", at=datetime(2026, 11, 23, 10), actor=("p-1", "office"))
    >>> log.do("C-1", "dispatch", at=datetime(2026, 11, 23, 11), actor=("p-1", "office"), to="grid-7")
    (Event('C-1', 3, 'dispatch', 2026-11-23 11:00:00, office 'p-1', {"to":"grid-7"}),)
    >>> log
    CaseLog(1 case, 3 events)
    """
    def __contains__(self, id: str, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        How many cases there are.
        """
    def __new__(cls, /, policy: Policy, calendar: WorkCalendar) -> CaseLog: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The log as a notebook shows it, in Chinese: how many cases stand where, and the last of them.
        """
    def board(self, /, now: datetime) -> Board:
        """
        The board: every open case at a moment, the most pressing first, and when to look again.
        """
    def case(self, /, id: str) -> Case:
        """
        A case as it stands now. Raises CaseError (`case.unknown`).
        """
    def cases(self, /) -> tuple[Case, ...]:
        """
        All cases as they stand now, by their ids.
        """
    def do(
        self,
        case: str,
        step: StepKind | str,
        /,
        *,
        at: datetime,
        actor: ActorLike,
        command: str | None = None,
        expected: SupportsIndex | None = None,
        **fields: object,
    ) -> tuple[Event, ...]:
        """
        Takes a step of a case (X-4.0) and gives the new events, to be stored; none where the command was done before.

        The fields of the step are keywords: words as codes or members, `by` as "3 working_day", days and moments as
        such, `facts` as CaseFacts or a dict.

        | step | fields; those in brackets may be left out |
        |---|---|
        | file, accept, tell, withdraw, resume, lift | (note) |
        | decline, pause, appeal | ground (note) |
        | dispatch, transfer | to (note) |
        | return | opinion |
        | settle_on_spot | settlement, told (note) |
        | report_up | to, hand_over (note) |
        | put_to_meeting | topic (meeting, note) |
        | take_from_meeting | beyond, opinion |
        | feedback | outcome (note) |
        | verify | passed (note) |
        | close | settlement (note) |
        | merge | into (note) |
        | reopen | ground |
        | follow_up | resolved (note) |
        | ask_extension | by, ground (note) |
        | decide_extension | granted (by, note) |
        | decide_appeal | granted (note) |
        | supervise | level (note) |
        | reclassify | facts, ground |
        | note | text |

        `expected` is the number of the last event that whoever asks has seen: where the case has more, that is a
        conflict. None takes the case as it stands now. `command` is an id of the command's own, so that sent twice it
        is done once.

        Raises CaseError with what is allowed, UnspecifiedError with the key where the policy does not state what is
        needed, InputError for a field that cannot be used, is missing or is one too many.
        """
    def events(self, /) -> tuple[Event, ...]:
        """
        All events, in the order in which they were taken up.
        """
    def open(
        self,
        /,
        case: str,
        *,
        at: datetime,
        actor: ActorLike,
        channel: Channel | str,
        served: ServedParty | str,
        facts: FactsLike | None = None,
        scope: Scope | str | None = None,
        major: bool | None = None,
        sudden: bool | None = None,
        work: Work | str | None = None,
        complexity: Complexity | str | None = None,
        received: datetime | None = None,
        grid: str | None = None,
        text: str | None = None,
        command: str | None = None,
    ) -> tuple[Event, ...]:
        """
        Opens a case (M-5.1, M-5.2, X-4.0) and gives its first event, to be stored; none where that was done before.

        `actor` is an Actor, or id and role. What is known of the matter is `facts`, or `scope`, `major`, `sudden` and,
        where they are known, `work` and `complexity`. `received` is when it was received, where that was before it is
        entered (`at`); `command` an id of the command's own, so that sent twice it is done once. Moments have no zone.

        Raises CaseError (`case.exists`, `case.not_yours`, `case.backwards`), UnspecifiedError where the policy does not
        say who may take matters in, InputError for a value that cannot be used or a fact that is missing.
        """
    @classmethod
    def replay(cls, /, events: Any, policy: Policy, calendar: WorkCalendar) -> CaseLog:
        """
        The log that events come to: Events or their JSON, or one text with a line an event.

        Those of one case stand in the order of their numbers; the cases may be mixed. What the policy says of a step
        was asked when it was taken, and is not asked again.

        Raises CaseError for a gap, a repeat, or a step that the state does not allow; InputError with the `row` of a
        line that is no event.

        >>> import wangge as wg
        >>> line = '{"schema":1,"case":"C-1","sequence":1,"at":"2026-11-23T09:30:00",'
        >>> line += '"actor":{"id":"p-1","role":"office"},"kind":"collect","data":{"channel":"hotline",'
        >>> line += '"served":"anonymous","facts":{"scope":"grid","major":false,"sudden":false}}}'
        >>> log = wg.CaseLog.replay([line], wg.Policy.preset("combined"), wg.WorkCalendar.china())
        >>> log.case("C-1")
        Case('C-1', state='collected', 1 event)
        """

@final
class Change:
    """
    A value that differs between two policies (差异).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, rule: str, key: str, before: str | None, after: str | None, clause: str | None, zh: str, en: str
    ) -> Change: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def after(self, /) -> str | None:
        """
        What stands there; None where nothing does.
        """
    @property
    def before(self, /) -> str | None:
        """
        What stood there, as TOML; None where nothing did.
        """
    @property
    def clause(self, /) -> str | None:
        """
        The clause of the rule now, or before where it is gone.
        """
    @property
    def en(self, /) -> str:
        """
        The change in English.
        """
    @property
    def key(self, /) -> str:
        """
        Its key, such as `limit[complexity = "general"].within.count`.
        """
    @property
    def rule(self, /) -> str:
        """
        The rule it belongs to, such as `limit[complexity = "general"]`.
        """
    @property
    def zh(self, /) -> str:
        """
        The change in Chinese.
        """

@final
class Checklist:
    """
    What is looked at or asked on an occasion (检查清单).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        kind: DutyKind | str,
        items: SupportsGetItem[int, CheckItem | str],
        clause: str,
        from_: Date,
        to: Date | None,
    ) -> Checklist: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def clause(self, /) -> str:
        """
        The clause it rests on.
        """
    @property
    def from_(self, /) -> Date:
        """
        The first day it is in force.
        """
    @property
    def items(self, /) -> tuple[CheckItem, ...]:
        """
        What.
        """
    @property
    def kind(self, /) -> DutyKind:
        """
        On which occasion.
        """
    @property
    def to(self, /) -> Date | None:
        """
        The last day it is in force.
        """

@final
class Choice:
    """
    A lawful way out for a village that has no lawful division.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        kind: str,
        zh: str,
        en: str,
        households: SupportsIndex | None,
        neighbour: str | None,
        grids: tuple[SupportsIndex, SupportsIndex] | None,
    ) -> Choice: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def en(self, /) -> str:
        """
        The choice in English.
        """
    @property
    def grids(self, /) -> tuple[int, int] | None:
        """
        The fewest and the most grids, for `merge` and `exception`.
        """
    @property
    def households(self, /) -> int | None:
        """
        The households of both for `merge`; those given or taken for `give` and `take`.
        """
    @property
    def kind(self, /) -> str:
        """
        `exception`, `merge`, `give` or `take`.
        """
    @property
    def neighbour(self, /) -> str | None:
        """
        The neighbour, for `merge`.
        """
    @property
    def zh(self, /) -> str:
        """
        The choice in Chinese.
        """

@final
class Clause:
    """
    A clause of the two documents, or an extension: what answers cite.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, id: str, document: str, article: str, heading: str, zh: str, en: str) -> Clause: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def article(self, /) -> str:
        """
        The place in the document.
        """
    @property
    def document(self, /) -> str:
        """
        The title of the document, in Chinese.
        """
    @property
    def en(self, /) -> str:
        """
        What it fixes, paraphrased in English.
        """
    @classmethod
    def find(cls, /, id: str) -> Clause | None:
        """
        The clause with this id, or None.

        >>> import wangge as wg
        >>> wg.Clause.find("X-3.1").heading
        '网格规模'
        """
    @property
    def heading(self, /) -> str:
        """
        The heading, in Chinese.
        """
    @property
    def id(self, /) -> str:
        """
        The id, such as `X-4.2a`.
        """
    @property
    def zh(self, /) -> str:
        """
        What it fixes, paraphrased in Chinese.
        """

@final
class ClockExplanation:
    """
    Every day or session of a clock: what counted, what a pause took, which extension added.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, steps: SupportsGetItem[int, ClockStep], zh: SupportsGetItem[int, str], en: SupportsGetItem[int, str]
    ) -> ClockExplanation: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def en(self, /) -> tuple[str, ...]:
        """
        The lines in English.
        """
    def lines(self, /, lang: str = "zh") -> list[str]:
        """
        The explanation in words, a line a day or session.
        """
    @property
    def steps(self, /) -> tuple[ClockStep, ...]:
        """
        The days or sessions, in order.
        """
    @property
    def zh(self, /) -> tuple[str, ...]:
        """
        The lines in Chinese: the receipt, each extension, each day or session, the due moment.
        """

@final
class ClockStep:
    """
    One day or session of a clock: what ran, what a pause took.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, begin: datetime, end: datetime, counted: int | timedelta, paused: int | timedelta, zh: str, en: str
    ) -> ClockStep: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def begin(self, /) -> datetime:
        """
        When it begins.
        """
    @property
    def counted(self, /) -> int | timedelta:
        """
        How much of the term ran in it: days, or a `timedelta`.
        """
    @property
    def en(self, /) -> str:
        """
        Why, in English.
        """
    @property
    def end(self, /) -> datetime:
        """
        When it ends.
        """
    @property
    def paused(self, /) -> int | timedelta:
        """
        How much of it a pause took.
        """
    @property
    def zh(self, /) -> str:
        """
        Why, in Chinese.
        """

@final
class Completeness:
    """
    How much of a checklist a record holds (检查项完整度).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        needed: SupportsIndex,
        missing: SupportsGetItem[int, CheckItem | str],
        beyond: SupportsGetItem[int, CheckItem | str],
        because: SupportsGetItem[int, Reason],
    ) -> Completeness: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def because(self, /) -> tuple[Reason, ...]:
        """
        Why.
        """
    @property
    def beyond(self, /) -> tuple[CheckItem, ...]:
        """
        Those that the list does not have.
        """
    @property
    def missing(self, /) -> tuple[CheckItem, ...]:
        """
        Those that are missing, in the order of the list.
        """
    @property
    def needed(self, /) -> int:
        """
        How many items there are to look at or ask.
        """

@final
class ConductEffect:
    """
    What upheld findings take from the marks of a person (扣分).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, person: str, findings: SupportsGetItem[int, str], deduct: Decimal, because: SupportsGetItem[int, Reason]
    ) -> ConductEffect: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def because(self, /) -> tuple[Reason, ...]:
        """
        Why: what the policy says of each, and the clause that forbids it.
        """
    @property
    def deduct(self, /) -> Decimal:
        """
        How many points in all.
        """
    @property
    def findings(self, /) -> tuple[str, ...]:
        """
        The findings.
        """
    @property
    def person(self, /) -> str:
        """
        Who.
        """

@final
class ConductEvent:
    """
    What happened to a finding (登记事项).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, sequence: SupportsIndex, at: datetime, by: str, step: ConductStep | str, text: str
    ) -> ConductEvent: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def at(self, /) -> datetime:
        """
        When.
        """
    @property
    def by(self, /) -> str:
        """
        By whom.
        """
    @property
    def sequence(self, /) -> int:
        """
        Its number in the finding, from 1.
        """
    @property
    def step(self, /) -> ConductStep:
        """
        What.
        """
    @property
    def text(self, /) -> str:
        """
        In words.
        """

@final
class ConductFinding:
    """
    A finding of conduct (认定事项, M-7), as its events have it.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        id: str,
        conduct: Conduct | str,
        clause: str,
        person: str,
        role: Role | str | None,
        source: ConductSource | str,
        text: str,
        rests_on: SupportsGetItem[int, tuple[str, SupportsIndex]],
        state: ConductState | str,
        raised: datetime,
        answered: datetime | None,
        decided: datetime | None,
        open: SupportsGetItem[int, ConductStep | str],
        history: SupportsGetItem[int, ConductEvent],
    ) -> ConductFinding: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def answered(self, /) -> datetime | None:
        """
        When it was answered.
        """
    @property
    def clause(self, /) -> str:
        """
        The clause that forbids it.
        """
    @property
    def conduct(self, /) -> Conduct:
        """
        Which conduct.
        """
    @property
    def decided(self, /) -> datetime | None:
        """
        When it was upheld or dismissed.
        """
    @property
    def history(self, /) -> tuple[ConductEvent, ...]:
        """
        What happened, in order.
        """
    @property
    def id(self, /) -> str:
        """
        Its id.
        """
    @property
    def open(self, /) -> tuple[ConductStep, ...]:
        """
        The steps that its state leaves open.
        """
    @property
    def person(self, /) -> str:
        """
        Whom it concerns.
        """
    @property
    def raised(self, /) -> datetime:
        """
        When it was raised.
        """
    @property
    def rests_on(self, /) -> tuple[tuple[str, int], ...]:
        """
        The events of cases that it rests on: case and number.
        """
    @property
    def role(self, /) -> Role | None:
        """
        In which role.
        """
    @property
    def source(self, /) -> ConductSource:
        """
        Where it comes from.
        """
    @property
    def state(self, /) -> ConductState:
        """
        Where it stands. It counts only once it is upheld.
        """
    @property
    def text(self, /) -> str:
        """
        What happened.
        """

@final
class ConductRegister:
    """
    The register of findings by 六不准 and 六不让 (M-7.1.1 to M-7.2.6), against officials, never residents.

    A finding is raised, answered by whoever it concerns, and upheld or dismissed; it cannot be upheld before it was
    answered or the policy's time for that is over. Its history is only added to: store `to_json_lines()`.

    >>> from datetime import datetime
    >>> import wangge as wg
    >>> register = wg.ConductRegister(wg.Policy.preset("combined"), wg.WorkCalendar.china())
    >>> register.do("F-1", "raise", at=datetime(2026, 11, 2, 9), by="p-1", conduct="buck_passing", person="p-7",
    ...             role="grid_responsible", source="complaint", text="三次让群众找别人")
    ConductFinding('F-1', 'buck_passing', 'p-7', 'raised')
    >>> try:
    ...     register.do("F-1", "uphold", at=datetime(2026, 11, 30, 9), by="p-1", text="属实")
    ... except wg.UnspecifiedError as error:
    ...     print(error.key)
    conduct.answer
    >>> _ = register.do("F-1", "answer", at=datetime(2026, 11, 30, 10), by="p-7", text="已按规定转办")
    >>> register.do("F-1", "uphold", at=datetime(2026, 11, 30, 11), by="p-1", text="属实").state
    <ConductState.UPHELD: 'upheld'>
    """
    def __len__(self, /) -> int:
        """
        How many findings there are.
        """
    def __new__(cls, /, policy: Policy, calendar: WorkCalendar) -> ConductRegister: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def do(
        self,
        finding: str,
        step: ConductStep | str,
        /,
        *,
        at: datetime,
        by: str,
        text: str,
        conduct: Conduct | str | None = None,
        person: str | None = None,
        role: Role | str | None = None,
        source: ConductSource | str | None = None,
        rests_on: SupportsGetItem[int, tuple[str, SupportsIndex]] | None = None,
    ) -> ConductFinding:
        """
        Takes a step of a finding: `raise` with `conduct`, `person`, `source` and, where they are known, `role` and
        `rests_on` (case and number of events); `answer`, `uphold`, `dismiss`; each with a `text`.

        Raises StepError with what is open, UnspecifiedError for `conduct.answer`, InputError for a field that
        cannot be
        used, is missing or is one too many.
        """
    def effects(self, /, start: Date, end: Date) -> tuple[ConductEffect, ...]:
        """
        What the findings upheld from one day to another, both included, take from the marks of each person.

        Raises UnspecifiedError for `conduct.effect[conduct = "…"]` of an upheld finding.
        """
    def finding(self, /, id: str) -> ConductFinding:
        """
        A finding. Raises InputError for an id that the register does not have.
        """
    @property
    def findings(self, /) -> tuple[ConductFinding, ...]:
        """
        All findings, in the order in which they were raised.
        """
    def raise_derived(
        self, finding: str, derived: DerivedConduct, /, *, at: datetime, by: str, person: str | None = None
    ) -> ConductFinding:
        """
        Raises what the events of cases show; `person` where nobody held the case. Raises InputError, StepError.
        """
    @classmethod
    def replay(cls, /, lines: str, policy: Policy, calendar: WorkCalendar) -> ConductRegister:
        """
        The register that lines of JSON come to. What the policy says of a step is not asked again.

        Raises InputError with the row of a line that does not follow, StepError for a step that the state does not
        allow.
        """
    def table(self, /) -> Table:
        """
        The findings as a Table: `finding`, `conduct`, `clause`, `person`, `role`, `source`, `state`, `raised`,
        `answered`,
        `decided`, `text`, `rests_on` (case#number with commas between).
        """
    def time_to_answer(self, /, id: str) -> Date:
        """
        The last day on which a finding may be answered before it can be upheld without that.

        Raises UnspecifiedError for `conduct.answer` or `counting`.
        """
    def to_json_lines(self, /) -> str:
        """
        The events as JSON, one a line, in the order in which they happened.
        """
    def to_pandas(self, /) -> Any:
        """
        The findings as a DataFrame of pandas, with the columns of `table`.
        """
    def to_polars(self, /) -> Any:
        """
        The findings as a DataFrame of polars, with the columns of `table`.
        """

@final
class Correction:
    """
    A line that a correction changes (更正).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, unit: str, before: ResultRow | None, after: ResultRow | None) -> Correction: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def after(self, /) -> ResultRow | None:
        """
        Its line now; None where it has none.
        """
    @property
    def before(self, /) -> ResultRow | None:
        """
        Its line before; None where it had none.
        """
    @property
    def unit(self, /) -> str:
        """
        The unit.
        """

@final
class Counted:
    """
    The cases of a log as they count: what `wangge.assess.CountedCases` keeps.
    """
    def __len__(self, /) -> int: ...
    @property
    def first(self, /) -> Incomplete:
        """
        The row of the first event of each case.
        """
    @property
    def grids(self, /) -> tuple[str, ...]:
        """
        The grids that cases name.
        """
    def open(
        self, /, policy: Policy, metric: str, grids: SupportsGetItem[int, str], without: bool, period: tuple[Date, Date]
    ) -> tuple[list[tuple[int, int]], list[tuple[int, int]], list[tuple[int, LeftOut]]]:
        """
        Which cases made a figure, by their places and how often each counts, and why others of the unit are left
        out.
        """
    def said(
        self, /, rated: SupportsGetItem[int, tuple[SupportsIndex, bool]], repeated: SupportsGetItem[int, SupportsIndex]
    ) -> Counted:
        """
        The same with what the persons served said, by the places of the cases.
        """
    def tallies(
        self,
        /,
        units: SupportsGetItem[int, str],
        of_grid: CountsByName,
        without: SupportsIndex | None,
        periods: SupportsGetItem[int, tuple[Date, Date]],
        recorded: SupportsGetItem[int, str],
    ) -> Tallies:
        """
        The counts of units and periods.
        """

@final
class Curve:
    """
    How a percentage becomes marks (计分方法), exactly. Numbers are `decimal.Decimal`, whole numbers or texts.

    >>> from decimal import Decimal
    >>> import wangge as wg
    >>> curve = wg.Curve.slope(25, 98, "0.5", "12.5")
    >>> curve.marks(Decimal("87.5")), curve.marks("71.43")
    (Decimal('19.75'), Decimal('12.5'))
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def deduct(cls, /, full: Number, per: Number, cap: Number) -> Curve:
        """
        So many marks off for each that is counted, at most the cap.
        """
    @property
    def full(self, /) -> Decimal:
        """
        The full marks.
        """
    @property
    def is_reversed(self, /) -> bool:
        """
        Whether it goes over what is missing to 100 percent.
        """
    @classmethod
    def linear(cls, /, full: Number) -> Curve:
        """
        Marks in proportion: `full` at 100 percent.
        """
    def marks(self, /, percent: Number) -> Decimal:
        """
        The marks for a percentage, or for a deduction for how many were counted; exact, not rounded.

        Raises InputError for a percentage that is none, or with more than six places.
        """
    def reversed(self, /) -> Curve:
        """
        The same over what is missing to 100 percent.
        """
    @classmethod
    def slope(cls, /, full: Number, target: Number, per_point: Number, floor: Number) -> Curve:
        """
        Full marks at the target, `per_point` off for each percentage point below it, never under the floor.
        """
    @classmethod
    def steps(cls, /, full: Number, steps: SupportsGetItem[int, tuple[Number, Number]]) -> Curve:
        """
        From which percentage on how many marks, the highest first; below the last, none.
        """

@final
class Day:
    """
    What the calendar knows of one day.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, date: Date, workday: bool, kind: DayKind | str, name: str | None, status: DayStatus | str, source: str
    ) -> Day: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def date(self, /) -> Date:
        """
        The day.
        """
    @property
    def kind(self, /) -> DayKind:
        """
        Why: workday, weekend, holiday, make_up, local_rest, local_work.
        """
    @property
    def name(self, /) -> str | None:
        """
        The festival, or the overlay's name for it.
        """
    @property
    def source(self, /) -> str:
        """
        The notice that rules it, or an overlay's source.
        """
    @property
    def status(self, /) -> DayStatus:
        """
        How sure that is: confirmed, provisional.
        """
    @property
    def workday(self, /) -> bool:
        """
        Whether it is a working day.
        """

@final
class Deadline:
    """
    By when a matter must be settled, and why. It is late from the close of that day on.

    >>> import datetime, wangge as wg
    >>> wg.Policy.preset("combined").deadline(datetime.date(2026, 11, 23), "general")
    Deadline(date=2026-12-02, status='confirmed', because=(X-4.2a, E-2, E-3))
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The answer as a notebook shows it, in Chinese.
        """
    @property
    def because(self, /) -> tuple[Reason, ...]:
        """
        The reasons, with their clauses.
        """
    @property
    def complexity(self, /) -> Complexity:
        """
        The complexity that decides the limit.
        """
    @property
    def count(self, /) -> int:
        """
        The length of the limit.
        """
    @property
    def date(self, /) -> Date:
        """
        The last day.
        """
    def explain(self, /) -> Explanation:
        """
        Every day from receipt to the due date, and why it counts or not.
        """
    @property
    def received(self, /) -> Date:
        """
        The day of receipt.
        """
    @property
    def settled_by(self, /) -> tuple[Settlement, ...]:
        """
        What settles the matter in time.
        """
    @property
    def status(self, /) -> DayStatus:
        """
        How sure the calendar is of every day up to it.
        """
    @property
    def unit(self, /) -> Unit:
        """
        What the length is counted in.
        """

@final
class Deliberation:
    """
    A matter that goes through 四议两公开 (X-4.4b): six dated steps in their order, with quorum, majority and periods as
    the policy has them. No preset states those (E-12).

    >>> from datetime import date
    >>> import wangge as wg
    >>> road = wg.Deliberation(wg.Policy.preset("combined"), wg.WorkCalendar.china(), "D-1", "道路硬化（虚构）")
    >>> try:
    ...     road.hold("decision", date(2026, 11, 2), eligible=45, present=30, in_favour=30)
    ... except wg.StepError as error:
    ...     print(error.code, error.allowed)
    deliberation.order ('proposal',)
    >>> try:
    ...     road.hold("proposal", date(2026, 11, 2), eligible=9, present=9, in_favour=9)
    ... except wg.UnspecifiedError as error:
    ...     print(error.key)
    deliberation.step[step = "proposal"]
    """
    def __len__(self, /) -> int:
        """
        How many events it has.
        """
    def __new__(cls, /, policy: Policy, calendar: WorkCalendar, id: str, title: str) -> Deliberation: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def answer(self, /, id: str, on: Date, upheld: bool, text: str) -> DeliberationTaken:
        """
        An objection was answered; one that is upheld sends the decision back. Raises StepError, InputError.
        """
    @classmethod
    def from_json(cls, /, policy: Policy, calendar: WorkCalendar, text: str) -> Deliberation:
        """
        The deliberation that its JSON comes to, every event taken anew. Raises as the steps do.
        """
    def hold(
        self,
        /,
        step: DeliberationStep | str,
        on: Date,
        *,
        eligible: SupportsIndex,
        present: SupportsIndex,
        in_favour: SupportsIndex,
    ) -> DeliberationTaken:
        """
        One of the first four steps was held and voted on: whether it carried. One that did not stays open.

        Raises StepError with what is open, UnspecifiedError for `deliberation.step[step = "…"]`, InputError for
        numbers
        that cannot be or a day before the last.
        """
    @property
    def id(self, /) -> str:
        """
        Its id.
        """
    def object(self, /, id: str, on: Date, text: str) -> DeliberationTaken:
        """
        Somebody objected to what is public. `id` is the objection's own, nobody's name. Raises StepError,
        InputError.
        """
    def publish(self, /, step: DeliberationStep | str, on: Date) -> DeliberationTaken:
        """
        The decision, or its outcome, was made public. Raises as `hold` does; CalendarError where its end is not
        known.
        """
    def standing(self, /, on: Date) -> DeliberationStanding:
        """
        How it stands on a day. Raises InputError for a day before the last event.
        """
    @property
    def title(self, /) -> str:
        """
        What it is about.
        """
    def to_json(self, /) -> str:
        """
        The deliberation as JSON, on one line.
        """

@final
class DeliberationStanding:
    """
    How a deliberation stands on a day (进展).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        steps: SupportsGetItem[int, StepStanding],
        open: SupportsGetItem[int, DeliberationStep | str],
        missing: SupportsGetItem[int, DeliberationStep | str],
        public: DeliberationStep | str | None,
        public_until: Date | None,
        objections: SupportsGetItem[int, Objection],
        complete: bool,
    ) -> DeliberationStanding: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def complete(self, /) -> bool:
        """
        Whether all of it is done.
        """
    @property
    def missing(self, /) -> tuple[DeliberationStep, ...]:
        """
        The steps that are not done.
        """
    @property
    def objections(self, /) -> tuple[Objection, ...]:
        """
        The objections, in order.
        """
    @property
    def open(self, /) -> tuple[DeliberationStep, ...]:
        """
        The steps that are open on that day.
        """
    @property
    def public(self, /) -> DeliberationStep | None:
        """
        The publication that runs on that day.
        """
    @property
    def public_until(self, /) -> Date | None:
        """
        Its last day.
        """
    @property
    def steps(self, /) -> tuple[StepStanding, ...]:
        """
        The six steps, in order.
        """

@final
class DeliberationTaken:
    """
    What became of an event (结果).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, carried: bool, because: SupportsGetItem[int, Reason]) -> DeliberationTaken: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def because(self, /) -> tuple[Reason, ...]:
        """
        Why: quorum and majority, or the period.
        """
    @property
    def carried(self, /) -> bool:
        """
        Whether a vote carried, or an objection was upheld; True for what was made public or objected to.
        """

@final
class DerivedConduct:
    """
    What the events of cases show of somebody's conduct (推定线索). It counts for nothing until it is raised,
    answered
    and upheld.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        conduct: Conduct | str,
        person: str | None,
        role: Role | str | None,
        rests_on: SupportsGetItem[int, tuple[str, SupportsIndex]],
        because: SupportsGetItem[int, Reason],
    ) -> DerivedConduct: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def because(self, /) -> tuple[Reason, ...]:
        """
        Why: M-7, then what the policy says.
        """
    @property
    def conduct(self, /) -> Conduct:
        """
        Which conduct.
        """
    @property
    def person(self, /) -> str | None:
        """
        Whom it concerns: whoever held the case; None where nobody did.
        """
    @property
    def rests_on(self, /) -> tuple[tuple[str, int], ...]:
        """
        The events it rests on: case and number.
        """
    @property
    def role(self, /) -> Role | None:
        """
        In which role, where a step of theirs says so.
        """

@final
class DiaryGap:
    """
    Days owed a diary, one after another, that have none (民情日记断档, M-3.4).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, unit: str, from_: Date, to: Date, days: SupportsIndex) -> DiaryGap: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def days(self, /) -> int:
        """
        How many days it was owed from the one to the other.
        """
    @property
    def from_(self, /) -> Date:
        """
        The first day without.
        """
    @property
    def to(self, /) -> Date:
        """
        The last.
        """
    @property
    def unit(self, /) -> str:
        """
        The grid or the village.
        """

@final
class Divided:
    """
    Households divided into grids: what `wangge.Division` is made of.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def cells(self, /, outlines: Outlined, margin: SupportsFloat | SupportsIndex) -> tuple[tuple[Polygon, ...], ...]:
        """
        The land of each grid, within the outlines of its zones or so many metres around them.
        """
    @classmethod
    def drawn(cls, /, labels: Any, households: Households) -> Divided:
        """
        A division that is there already, as it is: `labels` names the grid of each row.
        """
    def geojson(
        self,
        /,
        shape: Shape | str,
        outlines: Outlined,
        margin: SupportsFloat | SupportsIndex,
        anchor: tuple[
            tuple[SupportsFloat | SupportsIndex, SupportsFloat | SupportsIndex],
            tuple[SupportsFloat | SupportsIndex, SupportsFloat | SupportsIndex],
        ]
        | None = None,
    ) -> str:
        """
        The division as GeoJSON in WGS-84; plane metres need an anchor: a place, and its longitude and latitude.
        """
    @property
    def households(self, /) -> Households:
        """
        The households that were divided.
        """
    def hulls(self, /) -> list[list[tuple[float, float]]]:
        """
        The convex hull of each grid: places in the coordinates that were given, counter-clockwise.
        """
    @property
    def labels(self, /) -> Incomplete:
        """
        The grid of each row, by its place in the list.
        """
    @property
    def log(self, /) -> tuple[Reason, ...]:
        """
        What was decided, and why.
        """
    def measure(self, /) -> Measures:
        """
        What its grids are like.
        """
    def merge(self, /, policy: Policy, asked: Asked, grid: SupportsIndex, into: SupportsIndex) -> Divided:
        """
        The same with a grid put into another.
        """
    def move_rows(
        self, /, policy: Policy, asked: Asked, rows: SupportsGetItem[int, SupportsIndex], to: SupportsIndex
    ) -> Divided:
        """
        The same with households in another grid.
        """
    @property
    def names(self, /) -> tuple[GridName, ...]:
        """
        Which grids there are.
        """
    @classmethod
    def restored(
        cls,
        /,
        households: Households,
        labels: Any,
        names: SupportsGetItem[int, GridName],
        splits: SupportsGetItem[int, Split],
        log: SupportsGetItem[int, Reason],
    ) -> Divided:
        """
        What `__reduce__` kept.
        """
    @property
    def sizes(self, /) -> Incomplete:
        """
        How many households each grid has.
        """
    def split(self, /, policy: Policy, asked: Asked, grid: SupportsIndex, parts: SupportsIndex) -> Divided:
        """
        The same with a grid cut into several.
        """
    @property
    def splits(self, /) -> tuple[Split, ...]:
        """
        The groups that lie in several grids, and why.
        """
    def svg(
        self,
        /,
        title: str | None,
        outlines: Outlined,
        margin: SupportsFloat | SupportsIndex,
        groups: bool,
        tours: bool,
        width: SupportsIndex,
        lang: str,
    ) -> str:
        """
        The division as a picture in SVG.
        """
    def tours(self, /) -> tuple[Tour, ...]:
        """
        A round of each grid through all its places.
        """

@final
class DueAt:
    """
    When a clock runs out, and why. It is late from that moment on.

    >>> from datetime import datetime
    >>> import wangge as wg
    >>> policy = wg.Policy.preset("combined")
    >>> pause = (datetime(2026, 11, 20, 17), datetime(2026, 11, 23, 9))
    >>> policy.due_at(datetime(2026, 11, 20, 16), "4 working_hour", pauses=[pause])
    DueAt(at=2026-11-23 12:00:00, status='confirmed', because=(W-3, E-3))
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def at(self, /) -> datetime | None:
        """
        The due moment; None while a pause that goes on stands before it.
        """
    @property
    def because(self, /) -> tuple[Reason, ...]:
        """
        The reasons, with their clauses.
        """
    @property
    def count(self, /) -> int:
        """
        How many units the term has, without extensions.
        """
    @property
    def date(self, /) -> Date | None:
        """
        The day that the due moment closes or lies in; None with it.
        """
    def elapsed(self, /, now: datetime) -> int | timedelta:
        """
        How much of the term has run by a moment, pauses left out: days that counted and have closed, or a `timedelta`.

        Raises CalendarError where the moment lies outside the calendar.
        """
    def explain(self, /) -> ClockExplanation:
        """
        Every day or session from the receipt to the due moment, or to the pause that goes on.

        >>> from datetime import datetime
        >>> import wangge as wg
        >>> due = wg.Policy.preset("combined").due_at(datetime(2026, 11, 20, 17), "2 working_hour")
        >>> for line in due.explain().lines("en"): print(line)
        2026-11-20 17:00: received, to be settled within 2 working hours
        2026-11-20: working day, 17:00-18:00: 1 h
        2026-11-21: weekend: not counted
        2026-11-22: weekend: not counted
        2026-11-23: working day, 08:00-09:00: 1 h
        due on 2026-11-23 at 09:00
        """
    @property
    def extensions(self, /) -> tuple[int, ...]:
        """
        What was added to it, each in the unit of the term.
        """
    def is_late(self, /, now: datetime) -> bool:
        """
        Whether the clock has run out by a moment; never while a pause that goes on stands before the due moment.
        """
    @property
    def left(self, /) -> int | timedelta | None:
        """
        What is left when the clock runs again, where a pause goes on: days, or a `timedelta`.
        """
    @property
    def missed_cut_off(self, /) -> bool:
        """
        Whether the receipt came at the policy's cut-off hour or after it.
        """
    @property
    def pauses(self, /) -> tuple[tuple[datetime, datetime | None], ...]:
        """
        The pauses from the start on, in order and apart; the end of one that goes on is None.
        """
    def remaining(self, /, now: datetime) -> int | timedelta:
        """
        How much is left at a moment; below 0 what has run since the due moment.

        >>> from datetime import datetime
        >>> import wangge as wg
        >>> due = wg.Policy.preset("combined").due_at(datetime(2026, 11, 20, 16), "3 working_day")
        >>> due.remaining(datetime(2026, 11, 23, 20)), due.remaining(datetime(2026, 11, 27, 9))
        (2, -1)

        Raises CalendarError where the moment lies outside the calendar.
        """
    @property
    def start(self, /) -> datetime:
        """
        When the clock started.
        """
    @property
    def status(self, /) -> DayStatus | None:
        """
        How sure the calendar is of every day up to it; None with it.
        """
    @property
    def total(self, /) -> int | timedelta:
        """
        The term with its extensions: days, or a `timedelta` of running time.
        """
    @property
    def unit(self, /) -> Unit:
        """
        What the term is counted in.
        """

@final
class DutyDay:
    """
    A day of duty, and who is there (值班日).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, day: Date, staff: SupportsGetItem[int, str]) -> DutyDay: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def day(self, /) -> Date:
        """
        The day.
        """
    @property
    def staff(self, /) -> tuple[str, ...]:
        """
        Who is there, after leave and swaps, in order; empty where nobody is.
        """

@final
class DutyGrid:
    """
    A grid for as long as it exists (网格).

    >>> from datetime import date
    >>> import wangge as wg
    >>> wg.DutyGrid("G-1", "V-1", to=date(2026, 3, 15))
    DutyGrid('G-1', 'V-1', to=2026-03-15)
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, grid: str, village: str, from_: Date | None = None, to: Date | None = None) -> DutyGrid: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def from_(self, /) -> Date | None:
        """
        The first day it exists; None: it always did.
        """
    @property
    def grid(self, /) -> str:
        """
        Its id, unlike every other grid's and village's.
        """
    @property
    def to(self, /) -> Date | None:
        """
        The last day it exists; None: it has no end.
        """
    @property
    def village(self, /) -> str:
        """
        The village it lies in.
        """

@final
class DutyOutcome:
    """
    What became of one obligation (完成情况).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, state: DutyState | str, on: Date | None, record: str | None) -> DutyOutcome: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def on(self, /) -> Date | None:
        """
        The day it was done; for all households, the day the last of them was seen.
        """
    @property
    def record(self, /) -> str | None:
        """
        The id of the record that it was done by; None for all households.
        """
    @property
    def state(self, /) -> DutyState:
        """
        Done, done late, missed or not yet due.
        """

@final
class DutyRecord:
    """
    Something that was done (工作记录): a patrol, a visit, an entry of the diary, a meeting.

    >>> from datetime import date
    >>> import wangge as wg
    >>> wg.DutyRecord("R-1", "visit", "G-1", date(2026, 11, 23), household="H-1")
    DutyRecord('R-1', 'visit', 'G-1', 2026-11-23, household='H-1')
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        id: str,
        kind: DutyKind | str,
        unit: str,
        day: Date,
        person: str | None = None,
        household: str | None = None,
        items: SupportsGetItem[int, CheckItem | str] = ...,
    ) -> DutyRecord: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def day(self, /) -> Date:
        """
        On which day.
        """
    @property
    def household(self, /) -> str | None:
        """
        Which household was visited.
        """
    @property
    def id(self, /) -> str:
        """
        Its id, unlike every other's.
        """
    @property
    def items(self, /) -> tuple[CheckItem, ...]:
        """
        What was looked at or asked.
        """
    @property
    def kind(self, /) -> DutyKind:
        """
        What was done.
        """
    @property
    def person(self, /) -> str | None:
        """
        By whom.
        """
    @property
    def unit(self, /) -> str:
        """
        For which grid or village; empty for the township.
        """

@final
class DutyRule:
    """
    What somebody owes again and again (经常性工作). What the policy leaves open is None; an answer that needs it is
    an UnspecifiedError.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        kind: DutyKind | str,
        owner: Role | str,
        each: DutyUnit | str,
        every: Every | str,
        days: DutyDays | str | None,
        opens: Opens | str | None,
        due: DueOn | str | None,
        due_day: SupportsIndex | None,
        split: SupportsIndex | None,
        roll: DutyRoll | str | None,
        collide: Collide | str | None,
        within: str | None,
        covers: Covers | str,
        partial: PartPeriod | str | None,
        answers: Answers | str | None,
        late_days: SupportsIndex | None,
        clause: str,
        reading: str | None,
        from_: Date,
        to: Date | None,
    ) -> DutyRule: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def answers(self, /) -> Answers | None:
        """
        Who answers where a post changes hands.
        """
    @property
    def clause(self, /) -> str:
        """
        The clause it rests on.
        """
    @property
    def collide(self, /) -> Collide | None:
        """
        What becomes of two that fall on one day.
        """
    @property
    def covers(self, /) -> Covers:
        """
        Whether it is owed to the grid or to every household.
        """
    @property
    def days(self, /) -> DutyDays | None:
        """
        On which days, where it is owed every day.
        """
    @property
    def due(self, /) -> DueOn | None:
        """
        Which day of its period it is due.
        """
    @property
    def due_day(self, /) -> int | None:
        """
        Which day of the month it is due, 1 to 28, in place of `due`.
        """
    @property
    def each(self, /) -> DutyUnit:
        """
        For what it is owed.
        """
    @property
    def every(self, /) -> Every:
        """
        How often.
        """
    @property
    def from_(self, /) -> Date:
        """
        The first due day it is for.
        """
    @property
    def kind(self, /) -> DutyKind:
        """
        What.
        """
    @property
    def late_days(self, /) -> int | None:
        """
        How many days after its due day it still counts as done late.
        """
    @property
    def opens(self, /) -> Opens | None:
        """
        From when on it may be done.
        """
    @property
    def owner(self, /) -> Role:
        """
        Who owes it.
        """
    @property
    def partial(self, /) -> PartPeriod | None:
        """
        What is owed for a part of a period.
        """
    @property
    def reading(self, /) -> str | None:
        """
        The clause that settles what the first leaves open.
        """
    @property
    def roll(self, /) -> DutyRoll | None:
        """
        Where a due day that is a rest day goes.
        """
    @property
    def split(self, /) -> int | None:
        """
        The last day of the first half of a month.
        """
    @property
    def to(self, /) -> Date | None:
        """
        The last due day it is for.
        """
    @property
    def within(self, /) -> str | None:
        """
        How long after the occasion, such as `3 working_day`.
        """

@final
class Dwelling:
    """
    A household of a grid (农户), by an id of the embedder's.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, grid: str, household: str, from_: Date | None = None, to: Date | None = None) -> Dwelling: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def from_(self, /) -> Date | None:
        """
        The first day it lives there; None: since ever.
        """
    @property
    def grid(self, /) -> str:
        """
        The grid.
        """
    @property
    def household(self, /) -> str:
        """
        The household.
        """
    @property
    def to(self, /) -> Date | None:
        """
        The last day it lives there; None: without end.
        """

@final
class Event:
    """
    What happened to a case. Its JSON is what an embedder stores, one line an event.

    >>> import wangge as wg
    >>> line = '{"schema":1,"case":"C-1","sequence":2,"at":"2026-11-23T09:30:00","actor":{"id":"p-7","role":"office"},'
    >>> event = wg.Event.from_json(line + '"kind":"dispatch","data":{"to":"unit-3"}}')
    >>> event.kind, event.data["to"], wg.Event.from_json(event.to_json()) == event
    (<StepKind.DISPATCH: 'dispatch'>, 'unit-3', True)
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def actor(self, /) -> Actor:
        """
        By whom.
        """
    @property
    def at(self, /) -> datetime:
        """
        When it happened, in the county's local time, to the microsecond; its JSON keeps what is finer.
        """
    @property
    def case(self, /) -> str:
        """
        The case.
        """
    @property
    def command(self, /) -> str | None:
        """
        The id of the command that made it; None where it had none.
        """
    @property
    def data(self, /) -> Said:
        """
        What it says, as its JSON has it: a new `dict` each time.
        """
    @classmethod
    def from_json(cls, /, text: str) -> Event:
        """
        The event from its JSON.

        Raises InputError for the field that cannot be used: a `schema` of a later version, a `kind` that is not known,
        `data` that is not of that kind, a field too many.
        """
    @property
    def kind(self, /) -> StepKind:
        """
        What happened.
        """
    @property
    def sequence(self, /) -> int:
        """
        Its number in the case, from 1 without a gap.
        """
    def to_json(self, /) -> str:
        """
        The event as JSON, on one line.
        """

@final
class EventHead:
    """
    What stands at the head of an event, or of a command: which, what, when, by whom.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, sequence: SupportsIndex, step: StepKind | str, at: datetime, actor: Actor) -> EventHead: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def actor(self, /) -> Actor:
        """
        By whom.
        """
    @property
    def at(self, /) -> datetime:
        """
        When.
        """
    @property
    def sequence(self, /) -> int:
        """
        Its number in the case; of a command, the number it would have had.
        """
    @property
    def step(self, /) -> StepKind:
        """
        The step.
        """

@final
class Explanation:
    """
    A count of working days with every day walked, and why it counted or not.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, date: Date, steps: SupportsGetItem[int, Step], zh: str, en: str) -> Explanation: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def date(self, /) -> Date:
        """
        The day it comes to.
        """
    @property
    def en(self, /) -> str:
        """
        How it ends, in English; empty for a bare count.
        """
    def lines(self, /, lang: str = "zh") -> list[str]:
        """
        The explanation in words, a line a day.

        >>> import datetime, wangge as wg
        >>> due = wg.Policy.preset("combined").deadline(datetime.date(2026, 2, 13), "general")
        >>> print(due.explain().lines("en")[1])
        2026-02-14: make-up working day (春节): day 1
        """
    @property
    def steps(self, /) -> tuple[Step, ...]:
        """
        Every day, in the order walked.
        """
    @property
    def zh(self, /) -> str:
        """
        How it ends, in Chinese; empty for a bare count.
        """

@final
class Extension:
    """
    An extension that was asked for.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, asked: datetime, by: str, decided: datetime | None, granted: str | None) -> Extension: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def asked(self, /) -> datetime:
        """
        When it was asked for.
        """
    @property
    def by(self, /) -> str:
        """
        How much was asked for, such as `3 working_day`.
        """
    @property
    def decided(self, /) -> datetime | None:
        """
        When it was decided; None while it waits.
        """
    @property
    def granted(self, /) -> str | None:
        """
        How much was granted; None where it waits or was refused.
        """

@final
class Fault:
    """
    One fault of a policy file.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, path: str, line: SupportsIndex, column: SupportsIndex, code: str, zh: str, en: str
    ) -> Fault: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def code(self, /) -> str:
        """
        The stable code of the fault, such as `policy.unknown_key`.
        """
    @property
    def column(self, /) -> int:
        """
        The column in that line, counted from 1.
        """
    @property
    def en(self, /) -> str:
        """
        What is wrong and what is allowed, in English.
        """
    @property
    def line(self, /) -> int:
        """
        The line in the file, counted from 1.
        """
    @property
    def path(self, /) -> str:
        """
        The path of the key, such as `limit[2].within.count`.
        """
    @property
    def zh(self, /) -> str:
        """
        What is wrong and what is allowed, in Chinese.
        """

@final
class Figure:
    """
    A figure of a unit and a period (指标值).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, metric: str, unit: str, rate: Rate, because: SupportsGetItem[int, Reason]) -> Figure: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def because(self, /) -> tuple[Reason, ...]:
        """
        The clause it measures, and what was counted.
        """
    @property
    def metric(self, /) -> str:
        """
        The figure's name.
        """
    @property
    def rate(self, /) -> Rate:
        """
        What was counted over what.
        """
    @property
    def unit(self, /) -> str:
        """
        The unit.
        """

@final
class Figures:
    """
    What was counted of one village.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        cases: SupportsIndex,
        on_time: SupportsIndex,
        late: SupportsIndex,
        overdue: SupportsIndex,
        pending: SupportsIndex,
    ) -> Figures: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def cases(self, /) -> int:
        """
        Cases that belong to the period.
        """
    @property
    def decided(self, /) -> int:
        """
        The denominator: cases whose outcome is known.
        """
    @property
    def late(self, /) -> int:
        """
        Settled after it.
        """
    @property
    def on_time(self, /) -> int:
        """
        Settled by their due date.
        """
    @property
    def overdue(self, /) -> int:
        """
        Open and past it.
        """
    @property
    def pending(self, /) -> int:
        """
        Open and not yet past it: in no rate.
        """
    @property
    def rate(self, /) -> Decimal | None:
        """
        The on-time rate to four decimal places, half up; None where nothing is decided.
        """

@final
class Finding:
    """
    What a check found: how much it weighs, whom it concerns, and the clause.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, weight: Weight | str, code: str, clause: str, subject: str, subject_zh: str, zh: str, en: str
    ) -> Finding: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def clause(self, /) -> str:
        """
        The id of the clause.
        """
    @property
    def code(self, /) -> str:
        """
        The stable code of what was found, such as `team.no_leader`.
        """
    @property
    def en(self, /) -> str:
        """
        What was found, in English.
        """
    @property
    def subject(self, /) -> str:
        """
        Whom or what it concerns, in English.
        """
    @property
    def subject_zh(self, /) -> str:
        """
        Whom or what it concerns, in Chinese.
        """
    @property
    def weight(self, /) -> Weight:
        """
        `breach` or `advice`.
        """
    @property
    def zh(self, /) -> str:
        """
        What was found, in Chinese.
        """

@final
class Findings:
    """
    All findings of a check, in order; empty where nothing was found.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getitem__(self, index: SupportsIndex, /) -> Finding: ...
    def __hash__(self, /) -> int: ...
    def __iter__(self, /) -> FindingIterator: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, items: SupportsGetItem[int, Finding]) -> Findings: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def advice(self, /) -> tuple[Finding, ...]:
        """
        Those that are lawful and worth a look.
        """
    @property
    def breaches(self, /) -> tuple[Finding, ...]:
        """
        Those against a clause.
        """
    @property
    def items(self, /) -> tuple[Finding, ...]:
        """
        The findings.
        """

@final
class Grid:
    """
    A grid and what it is like (网格).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        zone: str | None,
        number: SupportsIndex,
        code: str | None,
        households: SupportsIndex,
        rows: SupportsIndex,
        amounts: dict[str, SupportsIndex],
        centre: tuple[SupportsFloat | SupportsIndex, SupportsFloat | SupportsIndex],
        farthest_row: SupportsIndex,
        farthest: SupportsFloat | SupportsIndex,
        rms: SupportsFloat | SupportsIndex,
        parts: SupportsIndex,
        neighbours: SupportsGetItem[int, SupportsIndex],
        groups: SupportsGetItem[int, GroupShare],
    ) -> Grid: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def amounts(self, /) -> dict[str, int]:
        """
        Its other counts by their dimension, such as people.
        """
    @property
    def centre(self, /) -> tuple[float, float]:
        """
        Its middle, in the coordinates that were given.
        """
    @property
    def code(self, /) -> str | None:
        """
        The code by the policy's scheme, or the name it was given; None where it has none.
        """
    @property
    def farthest(self, /) -> float:
        """
        How far that is, in metres.
        """
    @property
    def farthest_row(self, /) -> int:
        """
        The row of the household farthest from there.
        """
    @property
    def groups(self, /) -> tuple[GroupShare, ...]:
        """
        Its natural groups.
        """
    @property
    def households(self, /) -> int:
        """
        Its households.
        """
    @property
    def name(self, /) -> str:
        """
        How it is called: its code, else its zone and number.
        """
    @property
    def neighbours(self, /) -> tuple[int, ...]:
        """
        The grids beside it, by their places in the list.
        """
    @property
    def number(self, /) -> int:
        """
        The number in its zone, from 1: row by row from the north-west.
        """
    @property
    def parts(self, /) -> int:
        """
        In how many parts it lies: 1 where it is in one piece.
        """
    @property
    def rms(self, /) -> float:
        """
        The root of the mean squared distance to the middle, in metres.
        """
    @property
    def rows(self, /) -> int:
        """
        Its rows: fewer than its households where buildings hold several.
        """
    @property
    def zone(self, /) -> str | None:
        """
        The zone; None where there is but one.
        """

@final
class GridCounts:
    """
    The numbers of grids that a village may have.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The answer as a notebook shows it, in Chinese.
        """
    @property
    def above(self, /) -> int | None:
        """
        The nearest larger number of households with a lawful division, where this one has none.
        """
    @property
    def because(self, /) -> tuple[Reason, ...]:
        """
        The reasons, with their clauses.
        """
    @property
    def below(self, /) -> int | None:
        """
        The nearest smaller number of households with a lawful division, where this one has none.
        """
    @property
    def choices(self, /) -> tuple[Choice, ...]:
        """
        What can be done where there is no lawful division.
        """
    @property
    def feasible(self, /) -> range:
        """
        The lawful numbers of grids; an empty range where there are none.
        """
    @property
    def findings(self, /) -> Findings:
        """
        What the advisory bands say, and what a band cannot promise.
        """
    @property
    def households(self, /) -> int:
        """
        The households that are divided.
        """
    @property
    def max(self, /) -> int:
        """
        The most households of a grid.
        """
    @property
    def min(self, /) -> int:
        """
        The least households of a grid.
        """
    @property
    def preferred(self, /) -> int | None:
        """
        The number that the policy prefers; None where it has no preference or there is no lawful division.
        """
    def sizes(self, /, grids: SupportsIndex) -> Sizes:
        """
        The sizes of a division into so many grids that is as even as can be. Raises InputError where that number
        is not lawful.
        """

@final
class GridName:
    """
    Which grid (网格).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, zone: str | None, number: SupportsIndex, code: str | None) -> GridName: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def code(self, /) -> str | None:
        """
        The code by the policy's scheme, or the name it was given; None where it has none.
        """
    @property
    def name(self, /) -> str:
        """
        How it is called: its code, else its zone and number.
        """
    @property
    def number(self, /) -> int:
        """
        The number in its zone, from 1: row by row from the north-west.
        """
    @property
    def zone(self, /) -> str | None:
        """
        The zone; None where there is but one.
        """

@final
class GroupMember:
    """
    Somebody in the leading group.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, id: str, post: Post | str, office: Office | str) -> GroupMember: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def id(self, /) -> str:
        """
        The id.
        """
    @property
    def office(self, /) -> Office:
        """
        The office that they hold.
        """
    @property
    def post(self, /) -> Post:
        """
        The post in the group.
        """

@final
class GroupShare:
    """
    How much of a natural group is in a grid (村组).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, group: str, here: SupportsIndex, all: SupportsIndex) -> GroupShare: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def all(self, /) -> int:
        """
        Its households in the zone.
        """
    @property
    def group(self, /) -> str:
        """
        The group.
        """
    @property
    def here(self, /) -> int:
        """
        Its households in this grid.
        """
    @property
    def whole(self, /) -> bool:
        """
        Whether all of it is in this grid.
        """

@final
class Held:
    """
    Obligations with what became of them: what `wangge.duty.Matched` keeps.
    """
    def __getitem__(self, index: SupportsIndex, /) -> tuple[Obligation, DutyOutcome]: ...
    def __len__(self, /) -> int: ...
    @property
    def as_of(self, /) -> Date:
        """
        The day asked about.
        """
    def columns(self, /, uid: bool) -> Parts:
        """
        The columns of what is owed, and what became of it.
        """
    @property
    def counts(self, /) -> list[int]:
        """
        How many are in each state, in their order.
        """
    def coverage(self, /) -> Parts:
        """
        The columns of the coverage of households.
        """
    @property
    def diary_gaps(self, /) -> tuple[DiaryGap, ...]:
        """
        The gaps of the diaries.
        """
    @property
    def records(self, /) -> Records:
        """
        The records, as they were given.
        """
    @property
    def unlisted(self, /) -> tuple[str, ...]:
        """
        The ids of the visits to a household that the grid does not have on that day.
        """
    def uses(self, /) -> Parts:
        """
        The columns of what each record counted for.
        """

@final
class HeldBack:
    """
    An item that the public view holds back until what is private is taken out (暂缓公开).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, item: str, private: SupportsGetItem[int, Private | str]) -> HeldBack: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def item(self, /) -> str:
        """
        Its id; `called_for` for what the meeting was called for.
        """
    @property
    def private(self, /) -> tuple[Private, ...]:
        """
        What of a person stands in it.
        """

@final
class Holder:
    """
    Who holds a post of a grid, a village or the township (在岗人员), by an id of the embedder's.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, unit: str, role: Role | str, person: str, from_: Date | None = None, to: Date | None = None
    ) -> Holder: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def from_(self, /) -> Date | None:
        """
        The first day; None: since ever.
        """
    @property
    def person(self, /) -> str:
        """
        Who.
        """
    @property
    def role(self, /) -> Role:
        """
        The post.
        """
    @property
    def to(self, /) -> Date | None:
        """
        The last day; None: without end.
        """
    @property
    def unit(self, /) -> str:
        """
        The grid or the village; empty for the township.
        """

@final
class HotlineFigures:
    """
    The figures of a period (热线统计, M-5.6), counted from the records. Counts only: a rate is made where a sheet says
    what an empty denominator means.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        calls: SupportsIndex,
        by_channel: ByChannel,
        answered: SupportsIndex,
        cases: SupportsIndex,
        open: SupportsIndex,
        complete: SupportsIndex,
        anonymous: SupportsIndex,
        feedback_due: SupportsIndex,
        feedback_on_time: SupportsIndex,
        feedback_late: SupportsIndex,
        feedback_missing: SupportsIndex,
        published: SupportsIndex,
        duty_days: SupportsIndex,
        unmanned_days: SupportsIndex,
        findings: Findings,
        clause: str,
    ) -> HotlineFigures: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def anonymous(self, /) -> int:
        """
        Whose caller gave no way to be told.
        """
    @property
    def answered(self, /) -> int:
        """
        Answered on the spot.
        """
    @property
    def by_channel(self, /) -> ByChannel:
        """
        The same by channel, every channel in its order.
        """
    @property
    def calls(self, /) -> int:
        """
        Calls that came in.
        """
    @property
    def cases(self, /) -> int:
        """
        Became cases.
        """
    @property
    def clause(self, /) -> str:
        """
        The id of the clause of the duty.
        """
    @property
    def complete(self, /) -> int:
        """
        Records without a finding.
        """
    @property
    def duty_days(self, /) -> int:
        """
        Days of duty.
        """
    @property
    def feedback_due(self, /) -> int:
        """
        Whose caller was to be told how it stands by the moment asked about.
        """
    @property
    def feedback_late(self, /) -> int:
        """
        Of those, told late.
        """
    @property
    def feedback_missing(self, /) -> int:
        """
        Of those, not told yet.
        """
    @property
    def feedback_on_time(self, /) -> int:
        """
        Of those, told in time.
        """
    @property
    def findings(self, /) -> Findings:
        """
        What is wrong: with records, then with the roster.
        """
    @property
    def open(self, /) -> int:
        """
        Neither yet.
        """
    @property
    def published(self, /) -> int:
        """
        Answers put on the notice board.
        """
    @property
    def unmanned_days(self, /) -> int:
        """
        Of those, days without anyone.
        """

@final
class Households:
    """
    Households at places: what `wangge.division` makes of columns.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        How many rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        x: Any,
        y: Any,
        crs: Crs | str,
        weight: Any | None = None,
        amounts: SupportsGetItem[int, tuple[Dimension | str, Any]] | None = None,
        zone: Any | None = None,
        group: Any | None = None,
        pin: Any | None = None,
        barriers: SupportsGetItem[
            int, SupportsGetItem[int, tuple[SupportsFloat | SupportsIndex, SupportsFloat | SupportsIndex]]
        ]
        | None = None,
        zones: SupportsGetItem[int, str] | None = None,
    ) -> Households:
        """
        Columns of one length. Raises InputError naming the row and the argument.
        """
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def barriers(self, /) -> list[list[tuple[float, float]]]:
        """
        The lines that no grid should straddle.
        """
    @property
    def crs(self, /) -> Crs:
        """
        What the coordinates are.
        """
    def placed(
        self,
        /,
        x: Any,
        y: Any,
        crs: Crs | str,
        barriers: SupportsGetItem[
            int, SupportsGetItem[int, tuple[SupportsFloat | SupportsIndex, SupportsFloat | SupportsIndex]]
        ],
    ) -> Households:
        """
        The same households at other places.
        """
    @property
    def total(self, /) -> int:
        """
        How many households there are in all.
        """
    @property
    def x(self, /) -> Incomplete:
        """
        East in metres, or longitude, by row.
        """
    @property
    def y(self, /) -> Incomplete:
        """
        North in metres, or latitude, by row.
        """

@final
class ItemMarks:
    """
    The marks of an item (单项得分).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, metric: str, zh: str, weight: SupportsIndex, rate: Rate, state: ItemState | str, marks: Decimal | None
    ) -> ItemMarks: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def marks(self, /) -> Decimal | None:
        """
        The marks, to the places of the sheet; None where it has none.
        """
    @property
    def metric(self, /) -> str:
        """
        The figure.
        """
    @property
    def rate(self, /) -> Rate:
        """
        What was counted.
        """
    @property
    def state(self, /) -> ItemState:
        """
        How it came to its marks.
        """
    @property
    def weight(self, /) -> int:
        """
        Its weight in marks.
        """
    @property
    def zh(self, /) -> str:
        """
        Its Chinese name.
        """

@final
class Lateness:
    """
    How the cases of a log stand under one policy (回测结果).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, known: SupportsIndex, unplaced: SupportsIndex, late: SupportsIndex, on_time: Rate | None
    ) -> Lateness: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def known(self, /) -> int:
        """
        All cases of which that is known.
        """
    @property
    def late(self, /) -> int:
        """
        Late or closed late.
        """
    @property
    def on_time(self, /) -> Rate | None:
        """
        Closed in time over all that were to be closed; None where there is none.
        """
    @property
    def unplaced(self, /) -> int:
        """
        Those whose limit is not known.
        """

@final
class Leave:
    """
    Leave from one day of duty (请假).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, day: Date, staff: str, granted: bool) -> Leave: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def day(self, /) -> Date:
        """
        The day.
        """
    @property
    def granted(self, /) -> bool:
        """
        Whether it was granted; else the shift stands.
        """
    @property
    def staff(self, /) -> str:
        """
        Who.
        """

@final
class LedgerData:
    """
    A ledger, as `wangge.Ledger` holds it. Nothing of it shows.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def check(
        self, /, policy: Policy, day: Date
    ) -> list[tuple[str, int | None, str, int | None, str | None, str, str, str, str]]: ...
    def completeness(self, /, policy: Policy, day: Date) -> list[tuple[str | None, Section, int, int, str]]: ...
    def diff(
        self, /, later: LedgerData, day: Date, who: str
    ) -> list[tuple[str, str, int | None, str | None, str | None, str | None]]: ...
    def drop_expired(self, /, policy: Policy, day: Date) -> LedgerData: ...
    def expired(self, /, policy: Policy, day: Date) -> list[tuple[str, int | None, Section, Date, str]]: ...
    def figures(
        self, /, policy: Policy, by: FigureBy | str, day: Date
    ) -> tuple[list[tuple[str | None, str, str, int | None]], tuple[Reason, ...]]: ...
    @property
    def households(self, /) -> int: ...
    def merge(self, /, other: LedgerData) -> LedgerData: ...
    @staticmethod
    def of_bytes(
        bytes: bytes,
        file: str,
        sheet: str | None,
        heading_row: SupportsIndex | None,
        mapping: SupportsGetItem[int, tuple[LedgerField | str, str]],
        serials: str | None,
    ) -> tuple[LedgerData, list[tuple[str, int | None, str, int | None, str | None, str, str, str, str]]]:
        """
        The bytes of a table into a ledger, and the faults.
        """
    @staticmethod
    def of_rows(
        rows: SupportsGetItem[int, tuple[SupportsIndex, SupportsGetItem[int, tuple[LedgerField | str, str]]]],
    ) -> tuple[LedgerData, list[tuple[str, int | None, str, int | None, str | None, str, str, str, str]]]:
        """
        Rows into a ledger, and the faults.
        """
    @property
    def people(self, /) -> int: ...
    def rows(self, /) -> list[tuple[int, list[tuple[LedgerField, str]]]]:
        """
        The rows that it is made of, for pickling.
        """
    def view(
        self, /, policy: Policy, view: View | str, of: str | None, day: Date
    ) -> tuple[list[tuple[str, str, int | None, str, str, bool]], tuple[Reason, ...]]: ...

@final
class LimitText:
    """
    What a limit written by people says. `condition`, `said` and `remainder` one after the other are the text.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        count: SupportsIndex,
        unit: Unit | str,
        said: str,
        bare: bool,
        condition: str | None,
        remainder: str | None,
    ) -> LimitText: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def bare(self, /) -> bool:
        """
        Whether the word of the unit (天, 日, 小时) leaves open if working time is meant.
        """
    @property
    def condition(self, /) -> str | None:
        """
        The words before it: when it holds; None where there are none.
        """
    @property
    def count(self, /) -> int:
        """
        How many.
        """
    @property
    def remainder(self, /) -> str | None:
        """
        The words after it: what must be done by then; None where there are none.
        """
    @property
    def said(self, /) -> str:
        """
        The words that say the term.
        """
    @property
    def term(self, /) -> str:
        """
        The term as `Policy.due_at` takes it.
        """
    @property
    def unit(self, /) -> Unit:
        """
        Of what.
        """

@final
class Lint:
    """
    What is worth a look in a policy (提示).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, key: str, code: str, zh: str, en: str) -> Lint: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def code(self, /) -> str:
        """
        The stable code of what was found, such as `lint.volume`.
        """
    @property
    def en(self, /) -> str:
        """
        What was found, in English.
        """
    @property
    def key(self, /) -> str:
        """
        The key that it concerns.
        """
    @property
    def zh(self, /) -> str:
        """
        What was found, in Chinese.
        """

@final
class Measures:
    """
    A whole division and what it is like (划分指标).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        grids: SupportsGetItem[int, Grid],
        rms: SupportsFloat | SupportsIndex,
        connected: SupportsIndex,
        groups: SupportsIndex,
        groups_whole: SupportsIndex,
    ) -> Measures: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def connected(self, /) -> int:
        """
        How many grids lie in one piece.
        """
    @property
    def grids(self, /) -> tuple[Grid, ...]:
        """
        The grids.
        """
    @property
    def groups(self, /) -> int:
        """
        How many natural groups there are.
        """
    @property
    def groups_whole(self, /) -> int:
        """
        How many of them lie in one grid.
        """
    @property
    def rms(self, /) -> float:
        """
        The root of the mean squared distance of all households to the middle of their grid, in metres.
        """

@final
class Meeting:
    """
    A meeting, as its record has it (会议记录): a 民情分析会 (M-4.1 to M-4.5) or a 网格长例会 (X-4.1b).

    >>> from datetime import datetime
    >>> import wangge as wg
    >>> meeting = wg.Meeting(
    ...     "MF-22", "analysis", datetime(2026, 11, 13, 9), datetime(2026, 11, 13, 11),
    ...     people=[wg.Actor("p-1", "committees_head"), wg.Actor("p-7", "grid_responsible")],
    ...     attendance=[wg.Attendance("p-1", came=datetime(2026, 11, 13, 8, 55))],
    ... )
    >>> sheet = meeting.sheet(wg.Policy.preset("modian-2012"))
    >>> sheet.rows[1].presence, sheet.findings[0].clause, sheet.findings[0].zh
    (<Presence.ABSENT: 'absent'>, 'M-4.5', '缺席，没有请假')
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        id: str,
        kind: MeetingKind | str,
        begins: datetime,
        ends: datetime,
        people: SupportsGetItem[int, Actor] = ...,
        attendance: SupportsGetItem[int, Attendance] = ...,
        items: SupportsGetItem[int, AgendaItem] = ...,
        grids: SupportsGetItem[int, str] = ...,
        round_ups: SupportsGetItem[int, RoundUp] = ...,
        called_for: str | None = None,
    ) -> Meeting: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def attendance(self, /) -> tuple[Attendance, ...]:
        """
        Who came when; whoever is not there was not.
        """
    @property
    def begins(self, /) -> datetime:
        """
        When it begins.
        """
    @property
    def called_for(self, /) -> str | None:
        """
        What important work from above asked for it, where it is none of the regular ones (M-4.1).
        """
    def case_steps(self, /) -> tuple[tuple[str, bool, str], ...]:
        """
        How its decisions go back to their cases, for `CaseLog.do`: the case, whether it goes up (`beyond`), and
        what
        was decided (`opinion`).
        """
    @property
    def ends(self, /) -> datetime:
        """
        When it ends.
        """
    @classmethod
    def from_json(cls, /, text: str) -> Meeting:
        """
        The meeting from its JSON, checked. Raises InputError.
        """
    @property
    def grids(self, /) -> tuple[str, ...]:
        """
        The grids that owe a round-up of their visits; of the 网格长例会.
        """
    @property
    def id(self, /) -> str:
        """
        Its id.
        """
    @property
    def items(self, /) -> tuple[AgendaItem, ...]:
        """
        The agenda, in order.
        """
    @property
    def kind(self, /) -> MeetingKind:
        """
        Which meeting it is.
        """
    def minutes(self, /, policy: Policy, view: MinutesView | str) -> Minutes:
        """
        The minutes for a view: `full`, or `public` without what is confidential (M-4.5) or private (M-7.1.4).

        Raises as `sheet` does.
        """
    def outstanding(self, /, log: CaseLog, now: datetime) -> Findings:
        """
        What was decided of cases and is not done at a moment (M-4.3), or not referred upwards (M-4.4).

        Raises CaseError (`case.unknown`) for a case that the log does not have.
        """
    @property
    def people(self, /) -> tuple[Actor, ...]:
        """
        The people of the community, each in a role; whose role the policy calls must attend.
        """
    def round_up(self, /) -> Findings:
        """
        Which grids gave no round-up of their visits, gave it too late, or one without a visit (X-4.1b, X-4.1a).
        """
    @property
    def round_ups(self, /) -> tuple[RoundUp, ...]:
        """
        The round-ups that were given.
        """
    def sheet(self, /, policy: Policy) -> AttendanceSheet:
        """
        Who had to attend by the policy of the day, how they did, and what is found of it (M-4.2, M-4.5).

        Leave excuses only where it was asked for and granted before the beginning. Raises UnspecifiedError for
        `meeting.analysis` or `meeting.leaders`, InputError with the row of a record that cannot be.
        """
    def to_json(self, /) -> str:
        """
        The meeting as JSON, on one line. Raises InputError for a record that cannot be.
        """
    def undecided(self, /) -> Findings:
        """
        The items of which nothing was decided (M-4.3).
        """

@final
class Metric:
    """
    A figure that a policy can name (指标).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        id: str,
        zh: str,
        en: str,
        numerator: SupportsGetItem[int, str],
        denominator: SupportsGetItem[int, str],
        belongs_by: Belongs | str,
        exempt: bool,
        more_is_better: bool,
        clause: str,
    ) -> Metric: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def belongs_by(self, /) -> Belongs:
        """
        By which day a case belongs to a period.
        """
    @property
    def clause(self, /) -> str:
        """
        The clause it measures.
        """
    @property
    def denominator(self, /) -> tuple[str, ...]:
        """
        Over what; likewise.
        """
    @property
    def en(self, /) -> str:
        """
        Its English name.
        """
    @property
    def exempt(self, /) -> bool:
        """
        Whether cases that an appeal exempted are left out.
        """
    @property
    def id(self, /) -> str:
        """
        Its name.
        """
    @property
    def more_is_better(self, /) -> bool:
        """
        Whether more of it is better.
        """
    @property
    def numerator(self, /) -> tuple[str, ...]:
        """
        What is counted, by the codes of the counts; one with a `-` before it is taken away.
        """
    @property
    def zh(self, /) -> str:
        """
        Its Chinese name.
        """

@final
class Minutes:
    """
    The minutes of a meeting (会议纪要), for a view (M-4.5).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        view: MinutesView | str,
        kind: MeetingKind | str,
        begins: datetime,
        ends: datetime,
        called_for: str | None,
        called: SupportsIndex,
        counts: SupportsGetItem[int, SupportsIndex],
        items: SupportsGetItem[int, MinutesItem],
        left_out: SupportsIndex,
        held_back: SupportsGetItem[int, HeldBack],
        because: SupportsGetItem[int, Reason],
        zh: SupportsGetItem[int, str],
        en: SupportsGetItem[int, str],
    ) -> Minutes: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def because(self, /) -> tuple[Reason, ...]:
        """
        What the view rests on.
        """
    @property
    def begins(self, /) -> datetime:
        """
        When it began.
        """
    @property
    def called(self, /) -> int:
        """
        How many had to attend.
        """
    @property
    def called_for(self, /) -> str | None:
        """
        What it was called for, where it was none of the regular ones.
        """
    @property
    def counts(self, /) -> tuple[int, ...]:
        """
        How many of them were present, late, left early, excused, absent, in this order.
        """
    @property
    def en(self, /) -> tuple[str, ...]:
        """
        The lines in English.
        """
    @property
    def ends(self, /) -> datetime:
        """
        When it ended.
        """
    @property
    def held_back(self, /) -> tuple[HeldBack, ...]:
        """
        Items held back from the public view. Say these to the staff, never to the public.
        """
    @property
    def items(self, /) -> tuple[MinutesItem, ...]:
        """
        The items, in the order of the agenda.
        """
    @property
    def kind(self, /) -> MeetingKind:
        """
        Which meeting it is.
        """
    @property
    def left_out(self, /) -> int:
        """
        How many items are left out as confidential; 0 in the full view.
        """
    def lines(self, /, lang: str = "zh") -> list[str]:
        """
        The minutes as lines of text.
        """
    @property
    def view(self, /) -> MinutesView:
        """
        Who reads them.
        """
    @property
    def zh(self, /) -> tuple[str, ...]:
        """
        The lines in Chinese.
        """

@final
class MinutesItem:
    """
    An item as the minutes show it (纪要条目).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        number: SupportsIndex,
        title: str,
        topic: Topic | str,
        confidential: bool,
        case: str | None,
        outcome: ItemOutcome | str | None,
        opinion: str | None,
        who: str | None,
        by: Date | None,
        to: Handler | str | None,
    ) -> MinutesItem: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def by(self, /) -> Date | None:
        """
        By which day.
        """
    @property
    def case(self, /) -> str | None:
        """
        The case; never in the public view.
        """
    @property
    def confidential(self, /) -> bool:
        """
        Whether it is confidential; never in the public view.
        """
    @property
    def number(self, /) -> int:
        """
        Its number in the minutes, from 1.
        """
    @property
    def opinion(self, /) -> str | None:
        """
        In its own words.
        """
    @property
    def outcome(self, /) -> ItemOutcome | None:
        """
        What was decided; None while nothing is.
        """
    @property
    def title(self, /) -> str:
        """
        What it is about.
        """
    @property
    def to(self, /) -> Handler | None:
        """
        To whom it is referred.
        """
    @property
    def topic(self, /) -> Topic:
        """
        Why it was a topic.
        """
    @property
    def who(self, /) -> str | None:
        """
        Who does it; never in the public view.
        """

@final
class Moved:
    """
    A household that changes its grid (调整的住户).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, row: SupportsIndex, before: GridName, after: GridName, to: SupportsIndex, because: Reason
    ) -> Moved: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def after(self, /) -> GridName:
        """
        The grid it comes to.
        """
    @property
    def because(self, /) -> Reason:
        """
        Why.
        """
    @property
    def before(self, /) -> GridName:
        """
        The grid it was in.
        """
    @property
    def row(self, /) -> int:
        """
        The row.
        """
    @property
    def to(self, /) -> int:
        """
        That grid's place in the new list.
        """

@final
class Objection:
    """
    An objection to what is public (异议).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, id: str, to: DeliberationStep | str, on: Date, answered: Date | None, upheld: bool
    ) -> Objection: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def answered(self, /) -> Date | None:
        """
        When it was answered.
        """
    @property
    def id(self, /) -> str:
        """
        Its id.
        """
    @property
    def on(self, /) -> Date:
        """
        The day.
        """
    @property
    def to(self, /) -> DeliberationStep:
        """
        The publication it is to.
        """
    @property
    def upheld(self, /) -> bool:
        """
        Whether it was right.
        """

@final
class Obligation:
    """
    What is owed once (应完成事项).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        kind: DutyKind | str,
        owner: Role | str,
        every: Every | str,
        covers: Covers | str,
        unit_kind: DutyUnit | str,
        unit: str,
        grid: str | None,
        village: str | None,
        opens: Date,
        due: Date,
        status: DayStatus | str,
        period: Date,
        occasion: str | None,
        persons: SupportsGetItem[int, str],
        clause: str,
        clauses: SupportsGetItem[int, str],
        because: SupportsGetItem[int, Reason],
        uid: str,
    ) -> Obligation: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def because(self, /) -> tuple[Reason, ...]:
        """
        Why it is owed, and when.
        """
    @property
    def clause(self, /) -> str:
        """
        The clause it rests on.
        """
    @property
    def clauses(self, /) -> tuple[str, ...]:
        """
        The clauses it rests on: that of the duty, and that of how it is read.
        """
    @property
    def covers(self, /) -> Covers:
        """
        Whether it is owed to every household.
        """
    @property
    def due(self, /) -> Date:
        """
        The last day it is done in time.
        """
    @property
    def every(self, /) -> Every:
        """
        How often.
        """
    @property
    def grid(self, /) -> str | None:
        """
        The grid; None where a village or the township owes it.
        """
    @property
    def kind(self, /) -> DutyKind:
        """
        What is owed.
        """
    @property
    def occasion(self, /) -> str | None:
        """
        The occasion that called for it.
        """
    @property
    def opens(self, /) -> Date:
        """
        The first day it may be done.
        """
    @property
    def owner(self, /) -> Role:
        """
        Which post owes it.
        """
    @property
    def period(self, /) -> Date:
        """
        The first day of its period, or the day of its occasion.
        """
    @property
    def persons(self, /) -> tuple[str, ...]:
        """
        Those who answer for it; nobody where the post is vacant.
        """
    @property
    def status(self, /) -> DayStatus:
        """
        How sure that day is.
        """
    @property
    def uid(self, /) -> str:
        """
        A name that stays the same whatever moves it.
        """
    @property
    def unit(self, /) -> str:
        """
        The grid or the village that owes it; empty for the township.
        """
    @property
    def unit_kind(self, /) -> DutyUnit:
        """
        The kind of unit that owes it.
        """
    @property
    def village(self, /) -> str | None:
        """
        The village; None where the township owes it.
        """

@final
class Occasion:
    """
    Something that calls for a duty (遇事), such as a meeting called from above (M-4.1) or news to be reported
    (M-3.4).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, id: str, kind: DutyKind | str, unit: str, day: Date, due: Date | None = None) -> Occasion: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def day(self, /) -> Date:
        """
        The day.
        """
    @property
    def due(self, /) -> Date | None:
        """
        The day it is due, where whoever called for it said so; else as the policy has it.
        """
    @property
    def id(self, /) -> str:
        """
        Its id, unlike every other's.
        """
    @property
    def kind(self, /) -> DutyKind:
        """
        What it calls for.
        """
    @property
    def unit(self, /) -> str:
        """
        The grid or the village; empty for the township.
        """

@final
class OpenCommand:
    """
    A step, and whether it is open to somebody: a button, and where it is shut, why.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, step: StepKind | str, is_open: bool, zh: str | None, en: str | None, clause: str | None
    ) -> OpenCommand: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def clause(self, /) -> str | None:
        """
        The id of the clause that shuts it; None where it is open, or no clause does.
        """
    @property
    def en(self, /) -> str | None:
        """
        Why it is shut, in English.
        """
    @property
    def is_open(self, /) -> bool:
        """
        Whether it is open. It may still be refused for what it says, such as a ground that the policy does not know.
        """
    @property
    def step(self, /) -> StepKind:
        """
        The step.
        """
    @property
    def zh(self, /) -> str | None:
        """
        Why it is shut, in Chinese; None where it is open.
        """

@final
class Owed:
    """
    All that is owed: what `wangge.duty.Obligations` keeps.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getitem__(self, index: SupportsIndex, /) -> Obligation: ...
    def __iter__(self, /) -> ObligationIterator: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def columns(self, /, uid: bool) -> Parts:
        """
        The columns of `Table`, by name: each with what it is.
        """
    @property
    def counts(self, /) -> list[tuple[DutyKind, int]]:
        """
        How many are owed of each kind, those of which none is owed left out.
        """
    def ics(
        self,
        /,
        stamp: datetime,
        domain: str,
        name: str | None,
        lang: str,
        person: str | None,
        village: str | None,
        grid: str | None,
    ) -> str:
        """
        As iCalendar.
        """
    def match(self, /, records: Records, as_of: Date) -> Held:
        """
        Records held against it.
        """
    def month(self, /, unit: str, day: Date, width: SupportsIndex, lang: str, held: Held | None = None) -> str:
        """
        A month of one unit as SVG.
        """
    @property
    def policy(self, /) -> str:
        """
        The id of the policy.
        """
    @property
    def span(self, /) -> tuple[Date, Date]:
        """
        The first and the last day that were asked for.
        """

@final
class Person:
    """
    Somebody on a roster, by an opaque id: `identity` is a code or a Chinese term of `Identity`, or the
    roster's own words; None where the roster does not say.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, id: str, identity: str | None = None, lives_in_grid: bool | None = None) -> Person: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def id(self, /) -> str:
        """
        The id.
        """
    @property
    def identity(self, /) -> str | None:
        """
        What they are.
        """
    @property
    def lives_in_grid(self, /) -> bool | None:
        """
        Whether they live in the grid.
        """

@final
class PlannedPhase:
    """
    A phase of a year (当年阶段).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        phase: RolloutPhase | str,
        start: Date,
        end: Date | None,
        tasks: SupportsGetItem[int, RolloutTask | str],
        required: SupportsGetItem[int, RolloutTask | str],
        clause: str,
    ) -> PlannedPhase: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def clause(self, /) -> str:
        """
        The clause it rests on.
        """
    @property
    def end(self, /) -> Date | None:
        """
        Its last day; None where it has no end.
        """
    @property
    def phase(self, /) -> RolloutPhase:
        """
        Which one.
        """
    @property
    def required(self, /) -> tuple[RolloutTask, ...]:
        """
        Which of them must be done before the next phase.
        """
    @property
    def start(self, /) -> Date:
        """
        Its first day.
        """
    @property
    def tasks(self, /) -> tuple[RolloutTask, ...]:
        """
        What is done in it.
        """

@final
class Policy:
    """
    A county's policy: numbers and tables as data, checked.

    >>> import wangge as wg
    >>> wg.Policy.preset("combined")
    Policy('combined')
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The answer as a notebook shows it, in Chinese.
        """
    @property
    def as_of(self, /) -> Date | None:
        """
        The day whose rules it answers with, after `at`.
        """
    def at(self, /, day: Date) -> Policy:
        """
        The same policy with the rules in force on one day. Raises PolicyError where it is not in force.
        """
    def check_leading_group(self, /, members: SupportsGetItem[int, GroupMember]) -> Findings:
        """
        What is wrong with the composition of the leading group (M-8, X-8.1).
        """
    def check_roster(self, /, teams: SupportsGetItem[int, Team]) -> Findings:
        """
        The findings of every team, and what only shows across them.
        """
    def check_team(
        self,
        /,
        leader: Person | SupportsGetItem[int, Person] | None,
        members: SupportsGetItem[int, Person | str],
        grid: str = "-",
    ) -> Findings:
        """
        What is wrong with the team of a grid, or worth a look (X-3.2, X-3.3).

        `leader` is a Person, several, or None; `members` are Persons or ids.
        Raises UnspecifiedError where the policy does not state teams.

        >>> import wangge as wg
        >>> teacher = wg.Person("P-1", "teacher", lives_in_grid=False)
        >>> found = wg.Policy.preset("combined").check_team(teacher, [])
        >>> [finding.code for finding in found]
        ['team.leader_outside', 'team.few_members']
        """
    def checklist(self, /, kind: DutyKind | str, day: Date) -> Checklist:
        """
        What is looked at on a patrol (M-3.2), or asked on a visit (M-3.3), by the rules in force on a day.

        Raises UnspecifiedError for `checklist[kind = "…"]`, PolicyError where the policy is not in force.

        >>> from datetime import date
        >>> import wangge as wg
        >>> [item.zh for item in wg.Policy.preset("combined").checklist("visit", date(2026, 11, 23)).items]
        ['烦心事', '对服务是否满意', '意见建议', '是否需要帮助']
        """
    def clause_text(self, /, id: str) -> tuple[str, str] | None:
        """
        The heading and the text of a clause that it may cite, in Chinese; None for another id.
        """
    def deadline(
        self, /, received: Date, complexity: Complexity | str, calendar: WorkCalendar | None = None
    ) -> Deadline:
        """
        By when a matter received on a day, or at a moment, must be settled (X-4.2), by the rules in force on that day.

        The time of day of a `datetime` (without a zone) counts only where the policy sets a cut-off hour.

        Raises UnspecifiedError where the policy states no such limit, PolicyError where it is not in force,
        CalendarError where a day that is needed is not known.
        """
    def deadline_by_level(
        self, /, received: Date, level: Level | str, calendar: WorkCalendar | None = None
    ) -> Deadline:
        """
        The same for a matter of which only the level is known: the complexity follows by E-1.
        """
    def diff(self, /, other: Policy) -> tuple[Change, ...]:
        """
        What differs in another policy, key by key, in the order of the keys.

        >>> import wangge as wg
        >>> combined = wg.Policy.preset("combined")
        >>> faster = combined.with_value('limit[complexity = "general"].within.count', "5")
        >>> [change.zh for change in combined.diff(faster)]
        ['limit[complexity = "general"].within.count：由7改为5']
        """
    @staticmethod
    def draw_faults(text: str, name: str = "policy.toml", lang: str = "zh", width: SupportsIndex = 80) -> str:
        """
        Every fault of a policy's text drawn beside its line, at most `width` columns wide; empty where there is none.

        >>> import wangge as wg
        >>> "缺少键“id”" in wg.Policy.draw_faults("schema = 1", "县.toml")
        True
        """
    def due_at(
        self,
        /,
        start: datetime,
        term: str,
        pauses: SupportsGetItem[int, tuple[datetime, datetime | None]] | None = None,
        extensions: SupportsGetItem[int, str | int] | None = None,
        roll: Roll | str | None = None,
        calendar: WorkCalendar | None = None,
    ) -> DueAt:
        """
        When a term runs out that started at a moment, such as `"1 working_day"`, `"4 working_hour"` (X-4.2, E-2).

        `pauses` are pairs of moments, half-open, the end None while one goes on; `extensions` are in the unit of the
        term (`"2 working_day"`, or 2). `roll` is for natural days. Units: working_day, natural_day, working_hour,
        urgent_hour. Moments have no zone.

        Raises UnspecifiedError where the policy states no `counting` or `counting.sessions`, CalendarError where a day
        that is needed is not known, InputError for a pause that ends before it begins or another unit.

        >>> from datetime import datetime
        >>> import wangge as wg
        >>> wg.Policy.preset("combined").due_at(datetime(2026, 11, 20, 16), "1 working_day", extensions=[2]).at
        datetime.datetime(2026, 11, 25, 18, 0)
        """
    def duties(self, /) -> tuple[DutyRule, ...]:
        """
        The duties there are, over all time, the hotline's among them; those of one day after `at`.

        >>> import wangge as wg
        >>> wg.Policy.preset("modian-2012").duties()[1]
        DutyRule('exchange', 'grid_responsible', each='grid', every='week', M-3.1)
        """
    @classmethod
    def from_toml(cls, /, text: str) -> Policy:
        """
        Reads a policy from TOML. Raises PolicyError with every fault, drawn beside its line.

        >>> import wangge as wg
        >>> try:
        ...     wg.Policy.from_toml('schema = 1')
        ... except wg.PolicyError as error:
        ...     print([fault.path for fault in error.faults])
        ['id', 'title', 'from']
        """
    def grid_counts(
        self,
        /,
        households: SupportsIndex,
        *,
        population: SupportsIndex | None = None,
        area: SupportsIndex | None = None,
        merchants: SupportsIndex | None = None,
        place: Place | str | None = None,
        neighbours: Parts | None = None,
    ) -> GridCounts:
        """
        The lawful numbers of grids for a village of that many households (X-3.1).

        `neighbours` (name to households) are tried for a division in common where there is no lawful one.
        `area` is in hectares. Raises UnspecifiedError where the policy gives no band.

        >>> import wangge as wg
        >>> counts = wg.Policy.preset("combined").grid_counts(430)
        >>> counts.feasible, counts.preferred, list(counts.sizes(3))
        (range(3, 5), 3, [144, 143, 143])
        """
    @property
    def id(self, /) -> str:
        """
        Its short name.
        """
    @staticmethod
    def json_schema() -> str:
        """
        The JSON Schema of the policy file, for editors that complete it.
        """
    def keys(self, /) -> tuple[str, ...]:
        """
        The keys of all its values, as `diff` gives them.
        """
    def lint(self, /, day: Date) -> tuple[Lint, ...]:
        """
        What is worth a look in it on a day (政策体检): limits that no level comes to, steps that nobody may take,
        cadences that collide, keys left open, systems that are not arranged, figures that reward volume or that
        a unit cannot influence.

        >>> import datetime, wangge as wg
        >>> policy = wg.Policy.preset("combined").with_value("ranking.least_volume", "1")
        >>> found = policy.lint(datetime.date(2026, 1, 1))
        >>> [lint.zh for lint in found if lint.code == "lint.least_volume"]
        ['计入件数的下限为1，一件办件就能排到首位']
        """
    @classmethod
    def load(cls, /, path: str | PathLike[str]) -> Policy:
        """
        Reads a policy file. Raises PolicyError with every fault, drawn beside its line; OSError for the file.
        """
    def metrics(self, /, day: Date) -> tuple[Metric, ...]:
        """
        The figures that it can name on a day: those that ship with the library, then its own (指标目录).

        >>> import datetime, wangge as wg
        >>> metrics = wg.Policy.preset("combined").metrics(datetime.date(2026, 1, 1))
        >>> len(metrics) >= 40, [one for one in metrics if one.id == "on_time_rate"]
        (True, [Metric('on_time_rate', closed_on_time / due)])
        """
    @classmethod
    def preset(cls, /, name: str) -> Policy:
        """
        A preset: `modian-2012`, `xiang-2011` or `combined`. Raises PolicyError with the names there are.
        """
    @staticmethod
    def presets() -> tuple[str, ...]:
        """
        The names of the presets.

        >>> import wangge as wg
        >>> wg.Policy.presets()
        ('modian-2012', 'xiang-2011', 'combined')
        """
    def route(
        self,
        /,
        scope: Scope | str,
        major: bool = False,
        sudden: bool = False,
        work: Work | str | None = None,
        complexity: Complexity | str | None = None,
    ) -> Route:
        """
        Where an issue goes (M-6): level, handler, steps, the way upwards, who tells the person served.

        Raises UnspecifiedError where the policy has no route table.

        >>> import wangge as wg
        >>> route = wg.Policy.preset("combined").route(scope="village", major=False, sudden=False)
        >>> route.level, route.handler, route.complexity
        (<Level.REGIONAL: 'regional'>, <Handler.COMMITTEES: 'committees'>, <Complexity.COMPLEX: 'complex'>)
        """
    def systems(self, /, on: Date) -> Systems:
        """
        The thirteen systems, each arranged or not on a day (X-4.0b.1 to X-4.0b.13).

        Raises PolicyError where the policy is not in force on that day.

        >>> import datetime, wangge as wg
        >>> systems = wg.Policy.preset("xiang-2011").systems(datetime.date(2026, 11, 23))
        >>> systems, systems[7].sections
        (Systems(6 of 13 arranged), ('meeting.leaders',))
        """
    @property
    def title(self, /) -> str:
        """
        Its full title.
        """
    def to_toml(self, /) -> str:
        """
        The policy as a TOML file that reads back as the same policy; that of one day after `at`.
        """
    def with_rule(self, /, other: Policy, rule: str) -> Policy:
        """
        This policy with one rule as it stands in another, and with the clauses of its own that the rule cites.

        Raises InputError for a rule that neither has, PolicyError where it does not stand beside the others.
        """
    def with_value(self, /, key: str, value: str) -> Policy:
        """
        This policy with one value changed: `key` as `diff` gives it, the value as TOML.

        Raises InputError for a key that the policy does not have, or a value that is no TOML; PolicyError where
        it cannot stand there.
        """

@final
class Polygon:
    """
    A polygon with holes (多边形), in the coordinates that were given; the first point of a ring is not repeated.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        outer: SupportsGetItem[int, tuple[SupportsFloat | SupportsIndex, SupportsFloat | SupportsIndex]],
        holes: SupportsGetItem[
            int, SupportsGetItem[int, tuple[SupportsFloat | SupportsIndex, SupportsFloat | SupportsIndex]]
        ],
    ) -> Polygon: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def holes(self, /) -> tuple[tuple[tuple[float, float], ...], ...]:
        """
        The rings of its holes, clockwise.
        """
    @property
    def outer(self, /) -> tuple[tuple[float, float], ...]:
        """
        The ring around it, counter-clockwise.
        """

@final
class Posted:
    """
    Where a card hangs, and since when (公示).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, place: CardPlace | str, on: Date) -> Posted: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def on(self, /) -> Date:
        """
        Since which day.
        """
    @property
    def place(self, /) -> CardPlace:
        """
        Where.
        """

@final
class PrivatePart:
    """
    A part of a text by which a person could be found: `text[part.begin:part.end]`. It says where, not what.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, kind: Private | str, begin: SupportsIndex, end: SupportsIndex) -> PrivatePart: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def begin(self, /) -> int:
        """
        Where it begins, in characters from 0.
        """
    @property
    def end(self, /) -> int:
        """
        Where it ends, itself not included.
        """
    @property
    def kind(self, /) -> Private:
        """
        What it is.
        """

@final
class Progress:
    """
    How far a division has come (进度).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, zones_done: SupportsIndex, zones: SupportsIndex, rounds_done: SupportsIndex, rounds: SupportsIndex
    ) -> Progress: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def rounds(self, /) -> int:
        """
        The rounds it is given at most.
        """
    @property
    def rounds_done(self, /) -> int:
        """
        Rounds done in the present zone.
        """
    @property
    def zones(self, /) -> int:
        """
        All zones.
        """
    @property
    def zones_done(self, /) -> int:
        """
        Zones that are done.
        """

@final
class Proposal:
    """
    A matter for the agenda (议题建议, M-4.3).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, case: str, topic: Topic | str, put: bool, since: datetime, title: str | None, because: Reason
    ) -> Proposal: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def because(self, /) -> Reason:
        """
        Why.
        """
    @property
    def case(self, /) -> str:
        """
        The case.
        """
    @property
    def put(self, /) -> bool:
        """
        Whether it was put to the meeting; else it is one that should be.
        """
    @property
    def since(self, /) -> datetime:
        """
        Since when: put to the meeting, or received.
        """
    @property
    def title(self, /) -> str | None:
        """
        What it is about, where its first event says so.
        """
    @property
    def topic(self, /) -> Topic:
        """
        Why it is a topic.
        """

@final
class Published:
    """
    How the answer to a call is made known (反馈方式, M-5.5), and why.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        way: Publication | str,
        private: SupportsGetItem[int, PrivatePart],
        because: SupportsGetItem[int, Reason],
    ) -> Published: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def because(self, /) -> tuple[Reason, ...]:
        """
        The reasons, with their clauses.
        """
    @property
    def private(self, /) -> tuple[PrivatePart, ...]:
        """
        What stands in the way of publishing the text: nothing may be published while there is any.
        """
    @property
    def way(self, /) -> Publication:
        """
        How.
        """

@final
class PublishedResult:
    """
    A published result with all its versions (公布结果): nothing that was published is lost.

    >>> from datetime import date
    >>> import wangge as wg
    >>> quarter = (date(2026, 7, 1), date(2026, 9, 30))
    >>> rows = [wg.ResultRow("示例村", 2, 8, 10)]
    >>> result = wg.PublishedResult.first("排名", quarter, date(2026, 10, 9), rows)
    >>> now = result.correct(date(2026, 10, 20), "一件申诉成立", [wg.ResultRow("示例村", 1, 9, 10)])
    >>> now.changes(2)
    (Correction('示例村', ResultRow('示例村', 2) -> ResultRow('示例村', 1)),)
    >>> [version.number for version in now.versions]
    [1, 2]
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, title: str, period: tuple[Date, Date], versions: SupportsGetItem[int, Version]
    ) -> PublishedResult: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    def changes(self, /, number: SupportsIndex) -> tuple[Correction, ...]:
        """
        What a version changed; nothing for the first.
        """
    def correct(self, /, on: Date, why: str, rows: Lines) -> PublishedResult:
        """
        The result with a new version.

        Raises InputError for a correction without a reason, before the version that it corrects, that changes
        nothing, or with two lines for a unit.
        """
    @property
    def current(self, /) -> Version | None:
        """
        The version that holds.
        """
    @classmethod
    def first(cls, /, title: str, period: tuple[Date, Date], on: Date, rows: Lines) -> PublishedResult:
        """
        The first version of a result: of `Ranks`, or of lines.

        Raises InputError for a unit with two lines, or a day before the period is over.
        """
    @property
    def period(self, /) -> tuple[Date, Date]:
        """
        The first and the last day of the period it is for.
        """
    @property
    def title(self, /) -> str:
        """
        Its title.
        """
    @property
    def versions(self, /) -> tuple[Version, ...]:
        """
        All versions, the first first.
        """

@final
class RankMove:
    """
    A unit that another policy ranks otherwise (名次变动).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, unit: str, before: SupportsIndex | None, place: str, after: SupportsIndex | None, other_place: str
    ) -> RankMove: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def after(self, /) -> int | None:
        """
        Its rank under the other.
        """
    @property
    def before(self, /) -> int | None:
        """
        Its rank under the one policy; None where it has none.
        """
    @property
    def other_place(self, /) -> str:
        """
        Its place there.
        """
    @property
    def place(self, /) -> str:
        """
        Its place there: `ranked`, `below_volume`, `nothing_to_count` or `part_of_period`.
        """
    @property
    def unit(self, /) -> str:
        """
        The unit.
        """

@final
class Ranked:
    """
    A village in a ranking.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        village: str,
        rank: SupportsIndex | None,
        shared_by: SupportsIndex,
        place: str,
        to_next: SupportsIndex | None,
        figures: Figures,
    ) -> Ranked: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def figures(self, /) -> Figures:
        """
        What was counted.
        """
    @property
    def place(self, /) -> str:
        """
        `ranked`, `below_volume`, `nothing_to_count` or `part_of_period`.
        """
    @property
    def rank(self, /) -> int | None:
        """
        Its rank, from 1; after two at 2 comes 4. None where it is not ranked.
        """
    @property
    def shared_by(self, /) -> int:
        """
        How many villages have this rank; 0 where it is not ranked.
        """
    @property
    def to_next(self, /) -> int | None:
        """
        How many more cases in time would have brought it level with the rank above.
        """
    @property
    def village(self, /) -> str:
        """
        The village.
        """

@final
class Ranks:
    """
    The units of a period, ranked: group after group by name, the best first, then those that are only listed.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getitem__(self, index: SupportsIndex, /) -> UnitRank: ...
    def __hash__(self, /) -> int: ...
    def __iter__(self, /) -> RowIterator: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, rows: SupportsGetItem[int, UnitRank], period: tuple[Date, Date], because: SupportsGetItem[int, Reason]
    ) -> Ranks: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def because(self, /) -> tuple[Reason, ...]:
        """
        The reasons, with their clauses.
        """
    @property
    def period(self, /) -> tuple[Date, Date]:
        """
        The first and the last day of the period.
        """
    @property
    def rows(self, /) -> tuple[UnitRank, ...]:
        """
        One row each.
        """
    def table(self, /) -> Table:
        """
        The columns `unit`, `group`, `rank`, `shared_by`, `place`, `numerator`, `denominator`, `low` and
        `high` (the interval of the rate, as texts), `marks`, `volume`, `to_next`, `one_case_decides`,
        `differs_from_first`.
        """
    def to_arrow(self, /) -> Any:
        """
        A Table of pyarrow with the columns of `table`.
        """
    def to_pandas(self, /) -> Any:
        """
        A DataFrame of pandas with the columns of `table`.
        """
    def to_polars(self, /) -> Any:
        """
        A DataFrame of polars with the columns of `table`.
        """

@final
class Rate:
    """
    A figure as two whole numbers (比率): 2 of 3 is no decimal.

    >>> import wangge as wg
    >>> wg.Rate(2, 3).value(), wg.Rate(2, 3).percent(), wg.Rate(9, 10).interval
    (Decimal('0.6667'), Decimal('66.67'), (Decimal('0.5958'), Decimal('0.9822')))
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, numerator: SupportsIndex, denominator: SupportsIndex) -> Rate: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def denominator(self, /) -> int:
        """
        Over what; 0 where there is nothing to count.
        """
    def differs(self, /, other: Rate) -> bool | None:
        """
        Whether two figures really differ: their intervals do not meet; None where either has no interval.
        """
    @property
    def interval(self, /) -> tuple[Decimal, Decimal] | None:
        """
        Between which rates the true one lies in 95 of 100 such samples (Wilson), outwards to four places; None
        where there is nothing to count, or the figure is no share of its denominator.
        """
    @property
    def numerator(self, /) -> int:
        """
        What was counted.
        """
    def percent(self, /, places: SupportsIndex = 2) -> Decimal | None:
        """
        The percentage to so many places, half up.
        """
    def value(self, /, places: SupportsIndex = 4) -> Decimal | None:
        """
        The fraction to so many places, half up; None where there is nothing to count.
        """

@final
class Reason:
    """
    Why an answer is as it is: the clause, and what it says of this matter.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, clause: str, code: str, zh: str, en: str) -> Reason: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def clause(self, /) -> str:
        """
        The id of the clause, such as `X-4.2a`.
        """
    @property
    def code(self, /) -> str:
        """
        The stable code of the sentence, such as `deadline.within`.
        """
    @property
    def en(self, /) -> str:
        """
        The sentence in English.
        """
    @property
    def zh(self, /) -> str:
        """
        The sentence in Chinese.
        """

@final
class RecordFact:
    """
    What of a record, or of something owed, is counted (记录计数依据).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        record: str,
        unit: str,
        day: Date,
        counts: CountsByName,
        village: str | None = None,
        pending: bool = False,
    ) -> RecordFact: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def counts(self, /) -> dict[str, int]:
        """
        What it counts, by the code of the count; a count of 0 says that it was looked at.
        """
    @property
    def day(self, /) -> Date:
        """
        The day it was due, or was made.
        """
    @classmethod
    def of_call(cls, /, policy: Policy, call: Call, unit: str) -> RecordFact:
        """
        A call to the hotline of a unit, and whether its record is complete (M-5.2).
        """
    @classmethod
    def of_card(cls, /, policy: Policy, card: ServiceCard, day: Date) -> RecordFact:
        """
        The service card of a grid, and whether on a day nothing is wrong with it (X-6).
        """
    @classmethod
    def of_checklist(cls, /, policy: Policy, record: DutyRecord) -> RecordFact:
        """
        What a patrol or a visit had to look at or ask, and did (M-3.2, M-3.3).
        """
    @classmethod
    def of_duties(cls, /, matched: Any) -> tuple[RecordFact, ...]:
        """
        What was owed and done, each by the day it was due: of `Obligations.match`.
        """
    @classmethod
    def of_finding(cls, /, register: ConductRegister, finding: str, unit: str) -> RecordFact:
        """
        A finding of a register on the conduct of somebody of a unit, by the day it was decided (M-7); one that is
        open or was dismissed counts nothing.
        """
    @classmethod
    def of_ledger(cls, /, policy: Policy, ledger: Any, unit: str, day: Date) -> tuple[RecordFact, ...]:
        """
        How far the ledger is filled on a day, by grid and section (X-5); for the unit where it names no grid at
        all. A household of no grid, where others have one, counts for none.
        """
    @classmethod
    def of_meeting(cls, /, policy: Policy, meeting: Meeting, unit: str) -> RecordFact:
        """
        Who had to attend a meeting of a unit, who came in time and stayed, and who had leave (M-4.2, M-4.5).
        """
    @property
    def pending(self, /) -> bool:
        """
        Whether it is not yet due, so that nothing of it counts.
        """
    @property
    def record(self, /) -> str:
        """
        Its name: of something owed its `uid`, of a record its id.
        """
    @property
    def unit(self, /) -> str:
        """
        The grid or village that it is of.
        """
    @property
    def village(self, /) -> str | None:
        """
        The village of that grid; it counts for the village where the grid is no unit.
        """

@final
class ResultRow:
    """
    A line of a published result (结果行).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        unit: str,
        rank: SupportsIndex | None = None,
        numerator: SupportsIndex | None = None,
        denominator: SupportsIndex | None = None,
        marks: Decimal | None = None,
    ) -> ResultRow: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def denominator(self, /) -> int | None:
        """
        Over what.
        """
    @property
    def marks(self, /) -> Decimal | None:
        """
        Its marks, where it has any.
        """
    @property
    def numerator(self, /) -> int | None:
        """
        What was counted, where it is ranked by a figure.
        """
    @property
    def rank(self, /) -> int | None:
        """
        Its rank; None where it has none.
        """
    @property
    def unit(self, /) -> str:
        """
        The unit.
        """

@final
class Review:
    """
    The year of every unit: its two sheets, joined as the policy says (双百分考核, X-4.3c).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getitem__(self, index: SupportsIndex, /) -> UnitYear: ...
    def __hash__(self, /) -> int: ...
    def __iter__(self, /) -> RowIterator: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, rows: SupportsGetItem[int, UnitYear], year: tuple[Date, Date], because: SupportsGetItem[int, Reason]
    ) -> Review: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def because(self, /) -> tuple[Reason, ...]:
        """
        The reasons, with their clauses.
        """
    @property
    def rows(self, /) -> tuple[UnitYear, ...]:
        """
        One row each.
        """
    def table(self, /) -> Table:
        """
        The columns `unit`, `first`, `second`, `total`; marks as texts of exact decimals.
        """
    def to_arrow(self, /) -> Any:
        """
        A Table of pyarrow with the columns of `table`.
        """
    def to_pandas(self, /) -> Any:
        """
        A DataFrame of pandas with the columns of `table`.
        """
    def to_polars(self, /) -> Any:
        """
        A DataFrame of polars with the columns of `table`.
        """
    @property
    def year(self, /) -> tuple[Date, Date]:
        """
        The first and the last day of the year.
        """

@final
class Rollout:
    """
    The roll-out of a year (实施步骤, X-7.1 to X-7.4): its phases, where a village stands, and a picture.

    >>> from datetime import date
    >>> import wangge as wg
    >>> rollout = wg.Rollout(wg.Policy.preset("xiang-2011"), 2026)
    >>> rollout.phases[3]
    PlannedPhase('running', 2026-09-01, None)
    >>> stands = rollout.standing("东村", [("leading_group", date(2026, 6, 8))], date(2026, 6, 24))
    >>> stands.by_date, stands.reached
    (<RolloutPhase.DIVISION: 'division'>, <RolloutPhase.PREPARATION: 'preparation'>)
    >>> stands.missing[0].zh
    '制定实施方案'
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, policy: Policy, year: SupportsIndex) -> Rollout:
        """
        Raises UnspecifiedError for `rollout`, PolicyError where the policy is not in force in that year.
        """
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def phases(self, /) -> tuple[PlannedPhase, ...]:
        """
        The phases, in order; the last without an end.
        """
    def standing(
        self, /, village: str, done: SupportsGetItem[int, tuple[RolloutTask | str, Date]], on: Date
    ) -> RolloutStanding:
        """
        Where a village stands on a day, by the tasks it has done and when.

        Raises InputError with the row of a task that is not of the policy, stands twice or was done after that day.
        """
    def to_svg(
        self,
        /,
        village: str | None = None,
        done: SupportsGetItem[int, tuple[RolloutTask | str, Date]] = ...,
        on: Date | None = None,
        *,
        title: str | None = None,
        width: SupportsIndex = 960,
        lang: str = "zh",
    ) -> str:
        """
        The phases as a picture in SVG, with the tasks of a village where one is given with a day.

        `width` is in pixels, 560 to 8000. Raises InputError as `standing` does.

        >>> import wangge as wg
        >>> wg.Rollout(wg.Policy.preset("xiang-2011"), 2026).to_svg()[:4]
        '<svg'
        """
    @property
    def year(self, /) -> int:
        """
        The year.
        """

@final
class RolloutStanding:
    """
    Where a village stands on a day (推进现状).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        village: str,
        on: Date,
        by_date: RolloutPhase | str | None,
        reached: RolloutPhase | str,
        tasks: SupportsGetItem[int, TaskStanding],
        may_go_on: bool,
        missing: SupportsGetItem[int, RolloutTask | str],
        findings: Findings,
        because: SupportsGetItem[int, Reason],
    ) -> RolloutStanding: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def because(self, /) -> tuple[Reason, ...]:
        """
        The phase of the day, and what must be done before the next.
        """
    @property
    def by_date(self, /) -> RolloutPhase | None:
        """
        The phase of the day; None before the first.
        """
    @property
    def findings(self, /) -> Findings:
        """
        Tasks that are overdue or were done late.
        """
    @property
    def may_go_on(self, /) -> bool:
        """
        Whether the next phase after that of the day may begin.
        """
    @property
    def missing(self, /) -> tuple[RolloutTask, ...]:
        """
        What is missing for that, in order.
        """
    @property
    def on(self, /) -> Date:
        """
        The day.
        """
    @property
    def reached(self, /) -> RolloutPhase:
        """
        The first phase whose required tasks are not all done.
        """
    def table(self, /) -> Table:
        """
        The tasks as a Table: `village`, `phase`, `task`, `required`, `due`, `done`, `state`.
        """
    @property
    def tasks(self, /) -> tuple[TaskStanding, ...]:
        """
        Every task, in order.
        """
    def to_pandas(self, /) -> Any:
        """
        The tasks as a DataFrame of pandas, with the columns of `table`.
        """
    def to_polars(self, /) -> Any:
        """
        The tasks as a DataFrame of polars, with the columns of `table`.
        """
    @property
    def village(self, /) -> str:
        """
        The village.
        """

@final
class Roster:
    """
    A roster of the hotline (值班表, M-5.2): shifts, leave that was asked for, days that were taken over.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        shifts: SupportsGetItem[int, Shift],
        leaves: SupportsGetItem[int, Leave] = ...,
        swaps: SupportsGetItem[int, Swap] = ...,
    ) -> Roster: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    def check(
        self, /, policy: Policy, calendar: WorkCalendar, start: Date, end: Date
    ) -> tuple[tuple[DutyDay, ...], Findings]:
        """
        Who is there on each day of duty from one day to another, both included, and what is wrong with it: a day
        without anyone is a breach of M-5.2; somebody too many, or on a day without duty, is told as advice.

        >>> from datetime import date
        >>> import wangge as wg
        >>> policy, calendar = wg.Policy.preset("combined"), wg.WorkCalendar.china()
        >>> roster = wg.Roster([wg.Shift(date(2026, 11, 1), "p-1")])
        >>> days, findings = roster.check(policy, calendar, date(2026, 11, 1), date(2026, 11, 2))
        >>> days
        (DutyDay(2026-11-01, ('p-1',)), DutyDay(2026-11-02, ()))
        >>> findings[0].subject_zh, findings[0].zh
        ('2026年11月2日（周一）值班', '无人值班，应有1人')

        Raises as `round` does.
        """
    @property
    def leaves(self, /) -> tuple[Leave, ...]:
        """
        Leave that was asked for.
        """
    @classmethod
    def round(
        cls,
        /,
        policy: Policy,
        calendar: WorkCalendar,
        staff: SupportsGetItem[int, str],
        leaves: SupportsGetItem[int, Leave],
        start: Date,
        end: Date,
    ) -> Roster:
        """
        A roster that goes round a staff, day after day of duty, past those on leave: as even as it can be. Whoever
        was on leave keeps the turn.

        >>> from datetime import date
        >>> import wangge as wg
        >>> policy, calendar = wg.Policy.preset("combined"), wg.WorkCalendar.china()
        >>> roster = wg.Roster.round(policy, calendar, ["p-1", "p-2", "p-3"], [], date(2026, 11, 1), date(2026, 11, 30))
        >>> len(roster.shifts), roster.shifts[3]
        (30, Shift(2026-11-04, 'p-1'))

        Raises UnspecifiedError where the policy states no `hotline.duty`; InputError for a staff without anyone, or
        with somebody twice, or an end before the start; CalendarError where days are not known.
        """
    @property
    def shifts(self, /) -> tuple[Shift, ...]:
        """
        The shifts.
        """
    @property
    def swaps(self, /) -> tuple[Swap, ...]:
        """
        Days that were taken over.
        """

@final
class RoundUp:
    """
    The round-up of a month's visits that a grid gives to the 网格长例会 (X-4.1b).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, grid: str, given: datetime, visits: SupportsIndex, households: SupportsIndex, note: str | None = None
    ) -> RoundUp: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def given(self, /) -> datetime:
        """
        When it was given.
        """
    @property
    def grid(self, /) -> str:
        """
        The grid.
        """
    @property
    def households(self, /) -> int:
        """
        How many households they saw.
        """
    @property
    def note(self, /) -> str | None:
        """
        What they heard.
        """
    @property
    def visits(self, /) -> int:
        """
        How many visits it rounds up.
        """

@final
class Route:
    """
    Where an issue goes: level, handler, steps, the way upwards, who tells the person served.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The answer as a notebook shows it, in Chinese.
        """
    @property
    def because(self, /) -> tuple[Reason, ...]:
        """
        The reasons, with their clauses.
        """
    @property
    def complexity(self, /) -> Complexity | None:
        """
        The complexity given, or by E-1; None where neither the facts nor the policy say.
        """
    @property
    def handler(self, /) -> Handler:
        """
        Who handles it.
        """
    @property
    def level(self, /) -> Level:
        """
        The level of the issue.
        """
    @property
    def path(self, /) -> tuple[Handler, ...]:
        """
        The way upwards, from whom to whom; empty where it stays inside the grid.
        """
    @property
    def report_at_once(self, /) -> bool:
        """
        Whether it is reported at once.
        """
    @property
    def steps(self, /) -> tuple[Action, ...]:
        """
        What is done, in order.
        """
    @property
    def told_by(self, /) -> Handler | None:
        """
        Who must tell the person served; None where no clause says.
        """

@final
class Score:
    """
    A village with its figures and marks.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, village: str, figures: Figures, marks: Decimal | None) -> Score: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def figures(self, /) -> Figures:
        """
        What was counted.
        """
    @property
    def marks(self, /) -> Decimal | None:
        """
        The marks, rounded as the sheet says; None where there was nothing to count or no sheet.
        """
    @property
    def rate(self, /) -> Decimal | None:
        """
        The on-time rate to four decimal places, half up; None where nothing is decided.
        """
    @property
    def village(self, /) -> str:
        """
        The village.
        """

@final
class Scores:
    """
    The scores of a period, in the order of the villages' names; iterable.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getitem__(self, index: SupportsIndex, /) -> Score: ...
    def __hash__(self, /) -> int: ...
    def __iter__(self, /) -> ScoreIterator: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        rows: SupportsGetItem[int, Score],
        start: Date,
        end: Date,
        as_of: Date,
        because: SupportsGetItem[int, Reason],
        policy_toml: str,
    ) -> Scores: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def as_of(self, /) -> Date:
        """
        The day at whose close it was counted.
        """
    @property
    def because(self, /) -> tuple[Reason, ...]:
        """
        The reasons, with their clauses.
        """
    @property
    def end(self, /) -> Date:
        """
        The last day of the period.
        """
    @property
    def policy_toml(self, /) -> str:
        """
        The policy as TOML, by which it is ranked.
        """
    @property
    def rows(self, /) -> tuple[Score, ...]:
        """
        The villages.
        """
    @property
    def start(self, /) -> Date:
        """
        The first day of the period.
        """

@final
class ServiceCard:
    """
    The service card of a grid (民情联系服务卡, X-6). What is left out does not stand on it.

    >>> from datetime import date
    >>> import wangge as wg
    >>> leader = wg.CardPerson("p-1", "示例甲", "网格长", "0551-10000001")
    >>> card = wg.ServiceCard("340100000001001", "示例村", leader=leader, services=["政策宣传"])
    >>> [finding.zh for finding in card.check(wg.Policy.preset("combined"), date(2026, 11, 25))]
    ['没有载明服务团队成员', '没有载明上级监督举报电话', '没有在黑板报、宣传栏公示', '没有在村务公开栏公示']
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        grid: str,
        village: str = ...,
        leader: CardPerson | None = None,
        team: SupportsGetItem[int, CardPerson] = ...,
        services: SupportsGetItem[int, str] = ...,
        supervision: Supervision | None = None,
        published: SupportsGetItem[int, Posted] = ...,
    ) -> ServiceCard: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    def check(self, /, policy: Policy, day: Date) -> Findings:
        """
        What it lacks on a day, and where it is not made public: the findings, none where all is well.

        Raises UnspecifiedError where the policy states no `card`.
        """
    def check_roster(self, /, policy: Policy, team: Team, day: Date) -> Findings:
        """
        Whether its people are those of the roster on a day: nobody missing, nobody else, the same leader.

        Raises UnspecifiedError where the policy states no `card`.
        """
    @property
    def grid(self, /) -> str:
        """
        The code of the grid.
        """
    @property
    def leader(self, /) -> CardPerson | None:
        """
        The leader of the grid.
        """
    def page(self, /, *, qr: str | None = None, made: Date | None = None, lang: str = "zh") -> str:
        """
        The page to print: A6, upright, as SVG, with a QR code that holds `qr`, or the leader as a contact.
        `made` is the day it was made; `lang` is `zh` or `en`.

        Raises InputError for a text that finds no room or has control characters, more than six members,
        and as `vcards` and `qr` do.
        """
    @property
    def published(self, /) -> tuple[Posted, ...]:
        """
        Where it hangs.
        """
    @property
    def services(self, /) -> tuple[str, ...]:
        """
        What they do for residents.
        """
    @property
    def supervision(self, /) -> Supervision | None:
        """
        The supervising line of the level above.
        """
    @property
    def team(self, /) -> tuple[CardPerson, ...]:
        """
        The members of the team.
        """
    def validity(self, /, policy: Policy, rosters: SupportsGetItem[int, tuple[Date, Team]], day: Date) -> Validity:
        """
        Whether it holds on a day, where the team of its grid changed over time: `rosters` are pairs of a
        first day and a Team. If not, since which day, and where it is to be replaced.

        Raises InputError where no roster is known for the day, or two begin on one day; UnspecifiedError
        where the policy states no `card`.
        """
    def vcards(self, /) -> str:
        """
        Everybody on it as vCard 4.0 (RFC 6350), the leader first, as telephones read them from one `.vcf`
        file.

        Raises InputError for somebody without a name, or a text with control characters.
        """
    @property
    def village(self, /) -> str:
        """
        The village.
        """

@final
class SheetMarks:
    """
    The marks of every unit on a sheet.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getitem__(self, index: SupportsIndex, /) -> UnitMarks: ...
    def __hash__(self, /) -> int: ...
    def __iter__(self, /) -> RowIterator: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        rows: SupportsGetItem[int, UnitMarks],
        sheet: str,
        period: tuple[Date, Date],
        because: SupportsGetItem[int, Reason],
    ) -> SheetMarks: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def because(self, /) -> tuple[Reason, ...]:
        """
        The reasons, with their clauses.
        """
    @property
    def period(self, /) -> tuple[Date, Date]:
        """
        The first and the last day of the period.
        """
    @property
    def rows(self, /) -> tuple[UnitMarks, ...]:
        """
        One row each.
        """
    @property
    def sheet(self, /) -> str:
        """
        The sheet.
        """
    def table(self, /) -> Table:
        """
        The columns `unit`, `group`, for each item its `numerator`, `denominator` and `marks` with its
        figure before them (`on_time_rate_marks`), and `total`; marks as texts of exact decimals.
        """
    def to_arrow(self, /) -> Any:
        """
        A Table of pyarrow with the columns of `table`.
        """
    def to_pandas(self, /) -> Any:
        """
        A DataFrame of pandas with the columns of `table`.
        """
    def to_polars(self, /) -> Any:
        """
        A DataFrame of polars with the columns of `table`.
        """

@final
class Shift:
    """
    One member of staff on one day (值班).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, day: Date, staff: str) -> Shift: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def day(self, /) -> Date:
        """
        The day.
        """
    @property
    def staff(self, /) -> str:
        """
        Who, by an id of your own.
        """

@final
class Sizes:
    """
    The sizes of a division that is as even as can be; iterable, the larger first.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getitem__(self, index: SupportsIndex, /) -> int: ...
    def __hash__(self, /) -> int: ...
    def __iter__(self, /) -> SizeIterator: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, larger: SupportsIndex, larger_count: SupportsIndex, smaller: SupportsIndex, smaller_count: SupportsIndex
    ) -> Sizes: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def larger(self, /) -> int:
        """
        The size of the larger grids.
        """
    @property
    def larger_count(self, /) -> int:
        """
        How many grids have it.
        """
    @property
    def smaller(self, /) -> int:
        """
        The size of the other grids: one less, where there are any.
        """
    @property
    def smaller_count(self, /) -> int:
        """
        How many grids have that.
        """

@final
class Split:
    """
    A natural group that lies in several grids, and why (拆分的自然村组).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        group: str,
        zone: str | None,
        households: SupportsIndex,
        parts: dict[SupportsIndex, SupportsIndex],
        because: Reason,
    ) -> Split: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def because(self, /) -> Reason:
        """
        Why.
        """
    @property
    def group(self, /) -> str:
        """
        The group.
        """
    @property
    def households(self, /) -> int:
        """
        Its households.
        """
    @property
    def parts(self, /) -> dict[int, int]:
        """
        How many of them are in each grid, by the grid's place in the list.
        """
    @property
    def zone(self, /) -> str | None:
        """
        Its zone; None where there is but one.
        """

@final
class StageClock:
    """
    The clock of a stage: of one entry, or of all of them where they share the limit.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def clause(self, /) -> str:
        """
        The id of the clause of the limit.
        """
    @property
    def due(self, /) -> DueAt:
        """
        When its limit runs out, and the rule of the limit; how time is counted is told by the due moment of the case.
        """
    @property
    def entered(self, /) -> datetime:
        """
        When it was entered, for the first time where all entries share the limit.
        """
    @property
    def entries(self, /) -> int:
        """
        How many entries share the limit.
        """
    def is_late(self, /, now: datetime) -> bool:
        """
        Whether it was left too late, or is late at a moment.
        """
    @property
    def left(self, /) -> datetime | None:
        """
        When it was left; None while the case is in it.
        """
    @classmethod
    def restored(cls, /, case: Case, place: SupportsIndex) -> StageClock:
        """
        The clock at a place among those of a case: what unpickling calls.
        """
    @property
    def stage(self, /) -> Stage:
        """
        The stage.
        """

@final
class Step:
    """
    One day of a count.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, day: Day, counted: SupportsIndex | None, zh: str, en: str) -> Step: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def counted(self, /) -> int | None:
        """
        Which day of the count it is, from 1; None where it does not count.
        """
    @property
    def day(self, /) -> Day:
        """
        The day.
        """
    @property
    def en(self, /) -> str:
        """
        Why it counted or not, in English.
        """
    @property
    def zh(self, /) -> str:
        """
        Why it counted or not, in Chinese.
        """

@final
class StepStanding:
    """
    How a step stands (步骤现状).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, step: DeliberationStep | str, done: bool, on: Date | None, ends: Date | None, failed: SupportsIndex
    ) -> StepStanding: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def done(self, /) -> bool:
        """
        Whether it carried; of a publication, whether its period is over and every objection answered.
        """
    @property
    def ends(self, /) -> Date | None:
        """
        The last day of a publication.
        """
    @property
    def failed(self, /) -> int:
        """
        How often it was held without carrying.
        """
    @property
    def on(self, /) -> Date | None:
        """
        The day it was held, or made public, the last time.
        """
    @property
    def step(self, /) -> DeliberationStep:
        """
        Which.
        """

@final
class Supervision:
    """
    The supervising line of the level above (上级监督举报电话).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, unit: str, phone: str) -> Supervision: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def phone(self, /) -> str:
        """
        The number.
        """
    @property
    def unit(self, /) -> str:
        """
        Whose it is.
        """

@final
class Swap:
    """
    A day of duty that somebody takes over (替班).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, day: Date, from_: str, to: str) -> Swap: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def day(self, /) -> Date:
        """
        The day.
        """
    @property
    def from_(self, /) -> str:
        """
        Whose day it was.
        """
    @property
    def to(self, /) -> str:
        """
        Who takes it.
        """

@final
class SystemCoverage:
    """
    One of the thirteen systems, and whether a policy arranges it (制度覆盖, X-4.0b).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        system: System | str,
        asked_by: str,
        arranged: bool,
        sections: SupportsGetItem[int, str],
        documents: SupportsGetItem[int, str],
        clause: str | None,
    ) -> SystemCoverage: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def arranged(self, /) -> bool:
        """
        Whether it is arranged.
        """
    @property
    def asked_by(self, /) -> str:
        """
        The clause that asks for it, X-4.0b.1 to X-4.0b.13.
        """
    @property
    def clause(self, /) -> str | None:
        """
        The clause that the arrangement rests on; None where there is none.
        """
    @property
    def documents(self, /) -> tuple[str, ...]:
        """
        The documents that arrange it.
        """
    @property
    def sections(self, /) -> tuple[str, ...]:
        """
        The sections of the file that arrange it and are in force on the day.
        """
    @property
    def system(self, /) -> System:
        """
        Which one.
        """

@final
class Systems:
    """
    The thirteen systems of a policy on a day (十三项制度), in their order.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getitem__(self, index: SupportsIndex, /) -> SystemCoverage: ...
    def __hash__(self, /) -> int: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, rows: SupportsGetItem[int, SystemCoverage]) -> Systems: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def arranged(self, /) -> tuple[System, ...]:
        """
        Those that are arranged.
        """
    @property
    def missing(self, /) -> tuple[System, ...]:
        """
        Those that are not.
        """
    @property
    def rows(self, /) -> tuple[SystemCoverage, ...]:
        """
        The thirteen rows.
        """
    def table(self, /) -> Table:
        """
        The rows as a Table: `system`, `term` (in Chinese), `asked_by`, `arranged`, `sections` and `documents` (with
        commas between), `clause`.
        """
    def to_pandas(self, /) -> Any:
        """
        The rows as a DataFrame of pandas, with the columns of `table`.
        """
    def to_polars(self, /) -> Any:
        """
        The rows as a DataFrame of polars, with the columns of `table`.
        """

@final
class Tallies:
    """
    Counts of units and periods (计数表): those of parts of a log, or of several townships, are added with
    `+`; rates never are.

    Made by `CountedCases.tallies`; or of what `rows` told, perhaps by another process.

    >>> from datetime import date
    >>> import wangge as wg
    >>> quarter = (date(2026, 7, 1), date(2026, 9, 30))
    >>> rows = [(0, 0, "patrols_due", None, False, 4), (0, 0, "patrols_done", None, False, 3)]
    >>> tallies = wg.Tallies(["示例村"], [quarter], rows)
    >>> tallies.figure(wg.Policy.preset("combined"), "patrol_rate", "示例村", quarter).rate
    Rate(3/4)
    >>> (tallies + tallies).count("示例村", quarter, "patrols_due")
    8
    """
    def __add__(self, other: object, /) -> Tallies:
        """
        The counts of two parts of the same units and periods together. Raises InputError where the units or
        periods are others.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        units: SupportsGetItem[int, str],
        periods: SupportsGetItem[int, tuple[Date, Date]],
        rows: SupportsGetItem[int, tuple[SupportsIndex, SupportsIndex, str, str | None, bool, SupportsIndex]] = ...,
    ) -> Tallies:
        """
        Counts of units and periods (first and last day), each row a count: the place of its unit and of its
        period, its name, by which day cases belong to the period (None for what counts no cases), whether only
        exempted ones are counted, how many.

        Raises InputError for no units or periods, a unit that stands twice, periods that overlap, a place that is
        none.
        """
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def count(
        self,
        /,
        unit: str,
        period: tuple[Date, Date],
        count: str,
        belongs_by: Belongs | str | None = None,
        exempt: bool = True,
    ) -> int | None:
        """
        A count of a unit and a period; None where no record fed it. Cases belong to it by `belongs_by`; with
        `exempt`, those that an appeal exempted are left out.
        """
    def figure(self, /, policy: Policy, metric: str, unit: str, period: tuple[Date, Date]) -> Figure:
        """
        A figure of a unit and a period, with its clause.

        Raises UnspecifiedError for a figure that the policy does not state, InputError for a unit or a period
        that is not counted, for what no record fed, and for a numerator or denominator below 0.
        """
    def figures(self, /, policy: Policy, metrics: SupportsGetItem[int, str] | None = None) -> Table:
        """
        The figures of all units and periods as a table: `unit`, `start` and `end` of the period, `metric`,
        `numerator`, `denominator` and `fed`: whether the records that it needs were there at all. Of those of
        that name; else of all that the policy can name on the last day.

        >>> from datetime import date
        >>> import wangge as wg
        >>> rows = [(0, 0, "patrols_due", None, False, 4), (0, 0, "patrols_done", None, False, 3)]
        >>> tallies = wg.Tallies(["示例村"], [(date(2026, 7, 1), date(2026, 9, 30))], rows)
        >>> table = tallies.figures(wg.Policy.preset("combined"), ["patrol_rate", "visit_rate"])
        >>> table["numerator"].tolist(), table["denominator"].tolist(), table["fed"].tolist()
        ([3, 0], [4, 0], [True, False])
        """
    def over(self, /, periods: SupportsGetItem[int, tuple[Date, Date]]) -> Tallies:
        """
        The counts of longer periods, each made of whole ones of these: of quarters out of months.

        Raises InputError for a period that cuts one of these.
        """
    @property
    def periods(self, /) -> tuple[tuple[Date, Date], ...]:
        """
        The first and the last day of each period, in order.
        """
    def roll_up(self, /, into: dict[str, str]) -> Tallies:
        """
        The counts of larger units, each made of some of these, by the name of each: `{"G-1": "甲村", "G-2":
        "甲村"}`.

        Raises InputError with the row of a unit that no name is given for.
        """
    def rows(self, /) -> list[tuple[int, int, str, str | None, bool, int]]:
        """
        All counts that are not 0, as the constructor takes them; one that was looked at and is 0 throughout
        stands there once.
        """
    def to_svg(
        self,
        /,
        policy: Policy,
        metric: str,
        period: tuple[Date, Date] | None = None,
        *,
        title: str | None = None,
        width: SupportsIndex = 960,
        lang: str = "zh",
    ) -> str:
        """
        A figure as a picture in SVG: of one period the rate of each unit with its interval and what was counted;
        without a period a table of shades, a row a unit, a column a period.

        `width` is in pixels, 560 to 8000. Raises UnspecifiedError for a figure that the policy does not state,
        InputError for more than 500 units or 36 periods, and as `figure` does.

        >>> from datetime import date
        >>> import wangge as wg
        >>> rows = [(0, 0, "patrols_due", None, False, 4), (0, 0, "patrols_done", None, False, 3)]
        >>> quarter = (date(2026, 7, 1), date(2026, 9, 30))
        >>> tallies = wg.Tallies(["示例村"], [quarter], rows)
        >>> policy = wg.Policy.preset("combined")
        >>> "75.0%" in tallies.to_svg(policy, "patrol_rate", quarter), tallies.to_svg(policy, "patrol_rate")[:4]
        (True, '<svg')
        """
    @property
    def units(self, /) -> tuple[str, ...]:
        """
        The units, in order.
        """
    def with_records(self, /, records: SupportsGetItem[int, RecordFact]) -> Tallies:
        """
        The same with records counted: those of a grid that is no unit for its village.

        Raises InputError with the row of a record that is of no unit here, or that says to count cases.
        """

@final
class TaskStanding:
    """
    Where a task stands (任务现状).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        phase: RolloutPhase | str,
        task: RolloutTask | str,
        required: bool,
        due: Date | None,
        done: Date | None,
        state: TaskState | str,
    ) -> TaskStanding: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def done(self, /) -> Date | None:
        """
        When it was done.
        """
    @property
    def due(self, /) -> Date | None:
        """
        The last day for it; None where its phase has no end.
        """
    @property
    def phase(self, /) -> RolloutPhase:
        """
        Its phase.
        """
    @property
    def required(self, /) -> bool:
        """
        Whether it must be done before the next phase.
        """
    @property
    def state(self, /) -> TaskState:
        """
        Where it stands.
        """
    @property
    def task(self, /) -> RolloutTask:
        """
        Which task.
        """

@final
class Team:
    """
    The team of a grid.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, grid: str, leaders: SupportsGetItem[int, Person], members: SupportsGetItem[int, Person]
    ) -> Team: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def grid(self, /) -> str:
        """
        The grid.
        """
    @property
    def leaders(self, /) -> tuple[Person, ...]:
        """
        The leaders; one is lawful.
        """
    @property
    def members(self, /) -> tuple[Person, ...]:
        """
        The members beside the leader.
        """

@final
class Tour:
    """
    A closed tour through all places of a grid (走访路线), as the crow flies.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, stops: SupportsGetItem[int, SupportsIndex], metres: SupportsFloat | SupportsIndex) -> Tour: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def metres(self, /) -> float:
        """
        How long it is, in metres, back to the first stop.
        """
    @property
    def stops(self, /) -> tuple[int, ...]:
        """
        The places in the order of the walk: a row each, the first of the rows that share the place.
        """

@final
class UnitFact:
    """
    What is known of a unit beside its counts (考评单位).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, unit: str, group: str | None = None, from_: Date | None = None, to: Date | None = None
    ) -> UnitFact: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def from_(self, /) -> Date | None:
        """
        The first day it exists; None: it always did.
        """
    @property
    def group(self, /) -> str | None:
        """
        The group it is compared in, such as villages in the hills.
        """
    @property
    def to(self, /) -> Date | None:
        """
        The last day it exists; None: it has no end.
        """
    @property
    def unit(self, /) -> str:
        """
        The unit.
        """

@final
class UnitMarks:
    """
    The marks of a unit on a sheet (考评得分).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, unit: str, group: str | None, items: SupportsGetItem[int, ItemMarks], total: Decimal | None
    ) -> UnitMarks: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def group(self, /) -> str | None:
        """
        Its group.
        """
    @property
    def items(self, /) -> tuple[ItemMarks, ...]:
        """
        The items, in the order of the sheet.
        """
    @property
    def total(self, /) -> Decimal | None:
        """
        The total; None where an item had nothing to count and the sheet gives nothing for that.
        """
    @property
    def unit(self, /) -> str:
        """
        The unit.
        """

@final
class UnitRank:
    """
    A unit with its rank (名次).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        unit: str,
        group: str | None,
        rate: Rate | None,
        marks: Decimal | None,
        volume: SupportsIndex,
        rank: SupportsIndex | None,
        shared_by: SupportsIndex,
        place: str,
        to_next: Decimal | None,
        one_case_decides: bool,
        differs_from_first: bool | None,
    ) -> UnitRank: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def differs_from_first(self, /) -> bool | None:
        """
        Whether it really differs from the first of its group: their intervals do not meet; None where that is not
        known.
        """
    @property
    def group(self, /) -> str | None:
        """
        Its group, where groups are ranked by themselves.
        """
    @property
    def marks(self, /) -> Decimal | None:
        """
        The marks it is ranked by, as published.
        """
    @property
    def one_case_decides(self, /) -> bool:
        """
        Whether one case decided otherwise, its own or another's, would change its place or who shares it.
        """
    @property
    def place(self, /) -> str:
        """
        `ranked`, `below_volume`, `nothing_to_count` or `part_of_period`.
        """
    @property
    def rank(self, /) -> int | None:
        """
        Its rank, from 1; after two at 2 comes 4. None where it is not ranked.
        """
    @property
    def rate(self, /) -> Rate | None:
        """
        The figure it is ranked by; None where it is ranked by marks.
        """
    @property
    def shared_by(self, /) -> int:
        """
        How many share it; 0 where it is not ranked.
        """
    @property
    def to_next(self, /) -> Decimal | None:
        """
        How many more of the numerator, or how many marks, are lacking to the rank above; None for the first.
        """
    @property
    def unit(self, /) -> str:
        """
        The unit.
        """
    @property
    def volume(self, /) -> int:
        """
        How many count: the denominator of the figure, or the cases to be closed.
        """

@final
class UnitYear:
    """
    The year of a unit (年度总评).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, unit: str, first: Decimal | None, second: Decimal | None, total: Decimal | None
    ) -> UnitYear: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def first(self, /) -> Decimal | None:
        """
        Its marks on the first sheet.
        """
    @property
    def second(self, /) -> Decimal | None:
        """
        Its marks on the second.
        """
    @property
    def total(self, /) -> Decimal | None:
        """
        What they come to.
        """
    @property
    def unit(self, /) -> str:
        """
        The unit.
        """

@final
class Unplaced:
    """
    A case that cannot be placed on the board, and why: what the policy does not state, or the calendar not know.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, case: str, code: str, zh: str, en: str) -> Unplaced: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def case(self, /) -> str:
        """
        Its id.
        """
    @property
    def code(self, /) -> str:
        """
        The stable code of why, such as `policy.unspecified`.
        """
    @property
    def en(self, /) -> str:
        """
        Why, in English.
        """
    @property
    def zh(self, /) -> str:
        """
        Why, in Chinese.
        """

@final
class Validity:
    """
    Whether a card is still that of the people who serve.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        stale_since: Date | None,
        replace: SupportsGetItem[int, Posted],
        findings: Findings,
        because: SupportsGetItem[int, Reason],
    ) -> Validity: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def because(self, /) -> tuple[Reason, ...]:
        """
        The reasons, with their clauses.
        """
    @property
    def findings(self, /) -> Findings:
        """
        What differs on the day asked about.
        """
    @property
    def replace(self, /) -> tuple[Posted, ...]:
        """
        Where it hangs and must be replaced.
        """
    @property
    def stale_since(self, /) -> Date | None:
        """
        The first day on which it was no longer so; None while it is.
        """

@final
class Version:
    """
    A version of a published result (公布版本).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, number: SupportsIndex, on: Date, why: str | None, rows: SupportsGetItem[int, ResultRow]
    ) -> Version: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The record as a notebook shows it, in Chinese; None where its text says all.
        """
    @property
    def number(self, /) -> int:
        """
        From 1.
        """
    @property
    def on(self, /) -> Date:
        """
        The day it was published.
        """
    @property
    def rows(self, /) -> tuple[ResultRow, ...]:
        """
        The lines, in order.
        """
    @property
    def why(self, /) -> str | None:
        """
        Why it replaces the one before; None for the first.
        """

@final
class WorkCalendar:
    """
    Working days: the national table, what is laid over it, and the last day it knows.

    >>> import datetime, wangge as wg
    >>> c = wg.WorkCalendar.china()
    >>> c.first, c.firm_through, c.last
    (datetime.date(2001, 1, 1), datetime.date(2026, 12, 25), datetime.date(2026, 12, 31))
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[object, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str | None:
        """
        The answer as a notebook shows it, in Chinese.
        """
    def add_workdays(
        self, /, day: Date, n: SupportsIndex, start: Start | str | None = None, make_up: MakeUp | str | None = None
    ) -> Date:
        """
        The working day that `n` working days from a day come to.

        `n` above 0: the n-th day that counts. 0: the day itself (by `deemed_next_working_day` the day that a
        rest day is deemed to be). Below 0: the same walk backwards. `start` is `next_day` (A),
        `deemed_next_working_day` (B) or `same_day` (C); `make_up` is `count` or `ignore` (D).

        Raises CalendarError naming the first day that is needed and not known.

        >>> import datetime, wangge as wg
        >>> wg.WorkCalendar.china().add_workdays(datetime.date(2022, 9, 30), 20)
        datetime.date(2022, 11, 2)
        """
    @classmethod
    def china(cls, /) -> WorkCalendar:
        """
        The State Council's arrangements of 2001 to 2026, all corrections included (E-3).
        """
    def day(self, /, day: Date) -> Day:
        """
        What it knows of a day. Raises CalendarError outside the calendar.

        >>> import datetime, wangge as wg
        >>> wg.WorkCalendar.china().day(datetime.date(2026, 10, 10))
        Day(2026-10-10, workday=True, kind='make_up', name='国庆节', status='confirmed', source='国办发明电〔2025〕7号')
        """
    def explain(
        self, /, day: Date, n: SupportsIndex, start: Start | str | None = None, make_up: MakeUp | str | None = None
    ) -> Explanation:
        """
        The count of `add_workdays` with every day walked, and why it counted or not.

        >>> import datetime, wangge as wg
        >>> walk = wg.WorkCalendar.china().explain(datetime.date(2026, 9, 18), 2)
        >>> walk.lines("en")[2]
        '2026-09-20: make-up working day (国庆节): day 1'
        """
    @property
    def firm_through(self, /) -> Date:
        """
        The last day that is confirmed.
        """
    @property
    def first(self, /) -> Date:
        """
        The first day it knows.
        """
    @classmethod
    def from_json(cls, /, json_or_path: str) -> WorkCalendar:
        """
        A calendar from JSON, or from a file with JSON: what `to_json` wrote, or an object of years alone.

        Raises CalendarError with the place when it cannot be used.
        """
    def is_workday(self, /, day: Date) -> bool:
        """
        Whether a day is a working day, make-up days included. Raises CalendarError outside the calendar.
        """
    @property
    def last(self, /) -> Date:
        """
        The last day it knows.
        """
    def last_workday_of_month(self, /, year: SupportsIndex, month: SupportsIndex) -> Date:
        """
        The last working day of a month (E-8).

        >>> import wangge as wg
        >>> wg.WorkCalendar.china().last_workday_of_month(2026, 2)
        datetime.date(2026, 2, 28)
        """
    def nth_workday_of_month(self, /, year: SupportsIndex, month: SupportsIndex, n: SupportsIndex) -> Date:
        """
        The n-th working day of a month; below 0 from the end. Raises InputError where there is none, CalendarError
        outside the calendar.
        """
    def overlay(self, /, json_or_path: str) -> WorkCalendar:
        """
        The same calendar with local days laid over it: JSON, or the path of a file with JSON, of an object with
        `title`, `source` and `days` (`date`, `workday`, `name`). Where two settle one day, the later wins.

        Raises CalendarError for a day outside the calendar or a day twice.

        >>> import datetime, wangge as wg
        >>> rest = '{"title": "t", "source": "s", "days": [{"date": "2026-11-24", "workday": false, "name": "n"}]}'
        >>> wg.WorkCalendar.china().overlay(rest).is_workday(datetime.date(2026, 11, 24))
        False
        """
    def provisional(self, /) -> WorkCalendar:
        """
        The same calendar, reaching into the year whose notice is not out by its statutory days; such days are
        provisional.
        """
    def roll(self, /, day: Date, roll: Roll | str) -> Date:
        """
        Where a day moves to: `following`, `preceding`, `modified_following` or `none`. A working day stays.
        """
    def status(self, /, day: Date) -> DayStatus:
        """
        How sure it is of a day. Raises CalendarError outside the calendar.
        """
    def to_json(self, /) -> str:
        """
        The calendar as JSON: what was loaded and laid over it, not the shipped table.
        """
    def with_years(self, /, json_or_path: str) -> WorkCalendar:
        """
        The same calendar with the years of that JSON, or of that file, in place of its own or joined to them.

        Raises CalendarError with the place when it cannot be used.
        """
    def workdays_between(self, /, a: Date, b: Date, make_up: MakeUp | str | None = None) -> int:
        """
        How many working days lie in (a, b]; below 0 where `b` is before `a`. Raises CalendarError.

        >>> import datetime, wangge as wg
        >>> wg.WorkCalendar.china().workdays_between(datetime.date(2022, 9, 30), datetime.date(2022, 11, 2))
        20
        """
    def year_html(self, /, year: SupportsIndex) -> str:
        """
        A year as a wall calendar in HTML, as a notebook shows it; by itself the calendar shows its last year.

        Raises InputError for a year that it does not know.

        >>> import wangge as wg
        >>> "国庆节" in wg.WorkCalendar.china().year_html(2020)
        True
        """

def add_workdays(
    days: Any,
    n: Any,
    calendar: WorkCalendar | None,
    start: Start | str | None,
    make_up: MakeUp | str | None,
    out: Any | None,
    keep_unit: bool,
    way: Way,
) -> Any:
    """
    `wangge.columns.add_workdays` over numpy and Arrow.
    """

def agenda(log: CaseLog, day: Date, widely_felt: SupportsGetItem[int, str] = ...) -> tuple[Proposal, ...]:
    """
    What the agenda of a meeting on a day should hold (M-4.3): cases put to it, then open ones that are regional
    or among
    `widely_felt` and are not put to it yet.

    Raises CaseError (`case.unknown`) for an id that is no case, UnspecifiedError where the policy has no route.

    >>> from datetime import date, datetime
    >>> import wangge as wg
    >>> log = wg.CaseLog(wg.Policy.preset("combined"), wg.WorkCalendar.china())
    >>> _ = log.open("C-1", at=datetime(2026, 11, 2, 9), actor=("p-3", "assistant"), channel="visit", served="known",
    ...              scope="village", major=False, sudden=False)
    >>> wg.agenda(log, date(2026, 11, 13))
    (Proposal('C-1', 'regional', put=False),)
    """

def audit(labels: Any, households: Households, policy: Policy, asked: Asked) -> Audit:
    """
    `wangge.audit` over households that are read already; `labels` names the grid of each row.
    """

def backtest_events(
    events: tuple[Any, Any, Any, Any, Any],
    policy: Policy,
    other: Policy,
    calendar: WorkCalendar,
    now: datetime,
    threads: SupportsIndex,
    ranking: tuple[
        SupportsGetItem[int, str],
        CountsByName,
        SupportsIndex | None,
        tuple[Date, Date],
        SupportsGetItem[int, RecordFact],
        SupportsGetItem[int, UnitFact],
    ]
    | None,
) -> Backtested:
    """
    `wangge.backtest` over numpy and Arrow.
    """

def bulletin(log: CaseLog, now: datetime, matched: Any | None = None) -> Bulletin:
    """
    What is late, nearly late, given back again, untold, unreported, unvisited or missed, with whom to ask
    (督办通报, X-4.3a).

    `matched` are the duties of the month, as `Obligations.match` has them. Raises UnspecifiedError for
    `supervision`.

    >>> from datetime import datetime
    >>> import wangge as wg
    >>> log = wg.CaseLog(wg.Policy.preset("combined"), wg.WorkCalendar.china())
    >>> _ = log.open("C-1", at=datetime(2026, 11, 2, 9), actor=("p-3", "assistant"), channel="visit", served="known",
    ...              scope="grid", major=False, sudden=False)
    >>> [(item.cause.zh, item.subject) for item in wg.bulletin(log, datetime(2026, 11, 30, 18))]
    [('逾期', 'C-1')]
    """

def check_call(policy: Policy, call: Call) -> Findings:
    """
    Whether the record of a call is complete, and its times can be (M-5.2): the findings, none where all is well.

    Raises UnspecifiedError where the policy states no `hotline.record`.

    >>> from datetime import datetime
    >>> import wangge as wg
    >>> call = wg.Call("H-1", at=datetime(2026, 11, 23, 9), channel="hotline", served="known", content="停水")
    >>> [(finding.clause, finding.zh) for finding in wg.check_call(wg.Policy.preset("combined"), call)]
    [('M-5.2', '没有记录受理人')]
    """

def clauses() -> tuple[Clause, ...]:
    """
    Every clause of the two documents and of the extensions.

    >>> import wangge as wg
    >>> len(wg.clauses())
    98
    """

def completeness(policy: Policy, record: DutyRecord) -> Completeness:
    """
    What of its checklist a patrol (M-3.2) or a visit (M-3.3) holds.

    >>> from datetime import date
    >>> import wangge as wg
    >>> record = wg.DutyRecord("R-1", "visit", "G-1", date(2026, 11, 23), items=["worries", "help_wanted"])
    >>> found = wg.completeness(wg.Policy.preset("modian-2012"), record)
    >>> found.because[0].zh
    '入户走访应查问4项，缺：对服务是否满意、意见建议'

    Raises UnspecifiedError for `checklist[kind = "…"]`, PolicyError where it is not in force on the day of the record.
    """

def count_events(
    events: tuple[Any, Any, Any, Any, Any],
    policy: Policy,
    calendar: WorkCalendar,
    now: datetime,
    null: bool,
    threads: SupportsIndex,
) -> Counted:
    """
    `wangge.count_cases` over numpy and Arrow.
    """

def day_status(days: Any, calendar: WorkCalendar | None, nullable: bool, way: Way) -> Any:
    """
    `wangge.columns.day_status` over numpy and Arrow.
    """

def deadlines(
    received: Any,
    complexity: Any,
    policy: Policy,
    calendar: WorkCalendar | None,
    out: Any | None,
    keep_unit: bool,
    way: Way,
) -> Any:
    """
    `wangge.columns.deadlines` over numpy and Arrow.
    """

def derive_conduct(log: CaseLog, conduct: Conduct | str, now: datetime) -> tuple[DerivedConduct, ...]:
    """
    What the events of cases show of a conduct at a moment: `delay` (M-7.2.1), `broken_feedback` (M-7.2.2),
    `backlog`
    (M-7.2.3), `stranded` (M-7.2.6), `buck_passing` (M-7.1.3).

    Raises UnspecifiedError for `conduct.derive[conduct = "…"]` where that is needed, InputError for a conduct
    that no case
    shows, or a moment before the last event.

    >>> from datetime import datetime
    >>> import wangge as wg
    >>> log = wg.CaseLog(wg.Policy.preset("combined"), wg.WorkCalendar.china())
    >>> _ = log.open("C-1", at=datetime(2026, 11, 2, 9), actor=("p-3", "assistant"), channel="patrol", served="nobody",
    ...              scope="grid", major=False, sudden=False)
    >>> wg.derive_conduct(log, "delay", datetime(2026, 11, 23, 8))
    (DerivedConduct('delay', None, C-1#1),)
    """

def divide(
    households: Households,
    policy: Policy,
    asked: Asked,
    seconds: SupportsFloat | SupportsIndex | None = None,
    progress: Any | None = None,
) -> Divided:
    """
    `wangge.divide` over households that are read already.
    """

def event_grids(events: tuple[Any, Any, Any, Any, Any], now: datetime) -> list[str]:
    """
    The grids that the cases of a log name, in order.
    """

def feedback_due(policy: Policy, calendar: WorkCalendar, call: Call) -> DueAt | None:
    """
    When the caller is to be told how it stands; None where there is no such duty: it was answered on the spot, or the
    caller cannot be reached.

    Raises UnspecifiedError where the policy states no `hotline.feedback`; else as `Policy.due_at` does.

    >>> from datetime import datetime
    >>> import wangge as wg
    >>> call = wg.Call("H-1", at=datetime(2026, 11, 23, 9), channel="hotline", served="anonymous")
    >>> wg.feedback_due(wg.Policy.preset("combined"), wg.WorkCalendar.china(), call) is None
    True
    """

def fold_events(
    events: tuple[Any, Any, Any, Any, Any],
    policy: Policy,
    calendar: WorkCalendar,
    now: datetime,
    null: bool,
    arrow: bool,
    threads: SupportsIndex,
) -> tuple[Parts, Incomplete, str]:
    """
    `wangge.fold` over numpy and Arrow: the columns by name, each with what it is, the row of each case's first event,
    and the unit of the moments.
    """

def from_wgs84(x: Any, y: Any, crs: Crs | str) -> tuple[Incomplete, Incomplete]:
    """
    `wangge.from_wgs84` over columns of numpy or Arrow.
    """

def grid_counts(households: Any, policy: Policy, arrow: bool, way: Way) -> Parts:
    """
    `wangge.columns.grid_counts` over numpy and Arrow: each column by name.
    """

def headings_of(kind: str) -> list[tuple[str, str]]:
    """
    The columns of a kind of table: name in English, heading in Chinese.
    """

def hotline_figures(
    policy: Policy,
    calendar: WorkCalendar,
    calls: SupportsGetItem[int, Call],
    roster: Roster,
    start: Date,
    end: Date,
    now: datetime,
) -> HotlineFigures:
    """
    The figures of the calls that came in from one day to another, both included, as things stand at a moment.

    Raises UnspecifiedError where the policy states no `hotline.duty`, no `hotline.record`, or no `hotline.feedback` and
    a call has to be fed back; InputError for an id that stands twice, with its `row`, or an end before the start;
    CalendarError where days are not known.

    >>> from datetime import date, datetime
    >>> import wangge as wg
    >>> policy, calendar = wg.Policy.preset("combined"), wg.WorkCalendar.china()
    >>> days = date(2026, 11, 1), date(2026, 11, 30)
    >>> roster = wg.Roster.round(policy, calendar, ["p-1", "p-2"], [], *days)
    >>> call = wg.Call("H-1", at=datetime(2026, 11, 23, 9), channel="hotline", served="known", taken_by="p-1",
    ...                content="停水", need="送水", place="东村", answered=datetime(2026, 11, 23, 9, 5))
    >>> figures = wg.hotline_figures(policy, calendar, [call], roster, *days, now=datetime(2026, 12, 1))
    >>> figures.answered, figures.complete, figures.by_channel["hotline"], figures.unmanned_days
    (1, 1, 1, 0)
    """

def is_workday(days: Any, calendar: WorkCalendar | None, make_up: MakeUp | str | None, nullable: bool, way: Way) -> Any:
    """
    `wangge.columns.is_workday` over numpy and Arrow.
    """

def ledger_headings() -> list[tuple[str, list[str]]]:
    """
    The headings that each field goes by in a table of the ledger.
    """

def marks(
    policy: Policy, sheet: str, tallies: Tallies, period: tuple[Date, Date], units: SupportsGetItem[int, UnitFact] = ...
) -> SheetMarks:
    """
    The marks of every unit on a sheet of the policy, each on the sheet of its group (考评得分).

    Raises UnspecifiedError for a sheet or a figure of it that the policy does not state; InputError for a
    period that was not counted, and with the row of the unit for figures that no record fed or that no curve
    takes.
    """

def mask(field: LedgerField | str, text: str) -> str:
    """
    What of a value may stand in a list of faults or of changes, or in a masked view: of a name the first
    character, of an identity number the first three signs and the last, of a number to call the first three and
    the last two, of a birthday the year, of anything else nothing.

    >>> import wangge as wg
    >>> wg.mask("name", "示例甲"), wg.mask("phone", "14200001234"), wg.mask("address", "示例村1号")
    ('示**', '142******34', '***')
    """

def open_records(
    policy: Policy, metric: str, records: SupportsGetItem[int, RecordFact], period: tuple[Date, Date]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]], list[tuple[int, LeftOut]]]:
    """
    What made a figure of the records of a unit: `CountedCases.open`.
    """

def owe(
    policy: Policy,
    calendar: WorkCalendar,
    grids: tuple[
        SupportsGetItem[int, str],
        SupportsGetItem[int, str],
        SupportsGetItem[int, Date | None],
        SupportsGetItem[int, Date | None],
    ],
    holders: tuple[
        SupportsGetItem[int, str],
        SupportsGetItem[int, str],
        SupportsGetItem[int, str],
        SupportsGetItem[int, Date | None],
        SupportsGetItem[int, Date | None],
    ],
    dwellings: tuple[
        SupportsGetItem[int, str],
        SupportsGetItem[int, str],
        SupportsGetItem[int, Date | None],
        SupportsGetItem[int, Date | None],
    ],
    occasions: tuple[
        SupportsGetItem[int, str],
        SupportsGetItem[int, str],
        SupportsGetItem[int, str],
        SupportsGetItem[int, Date],
        SupportsGetItem[int, Date | None],
    ],
    start: Date,
    end: Date,
    kinds: SupportsGetItem[int, DutyKind | str] | None,
) -> Owed:
    """
    What is owed by whom from one day to another, over the columns of tables.
    """

def place_faults(x: Any, y: Any, crs: Crs | str) -> list[tuple[int, str, str, str]]:
    """
    Every row whose place is none: row, argument, value, and what is allowed.
    """

def private_parts(text: str) -> tuple[PrivatePart, ...]:
    """
    The parts of a text by which a person could be found: numbers of telephones, identity cards and bank cards, and
    addresses of electronic mail. Digits of full width, and parted by blanks or hyphens, are seen too. A name is not:
    who publishes reads the text.

    >>> import wangge as wg
    >>> text = "联系电话138 0000 1234，证号11010119000101001X"  # made up: no such numbers
    >>> [(part.kind.zh, text[part.begin:part.end]) for part in wg.private_parts(text)]
    [('手机号码', '138 0000 1234'), ('身份证号', '11010119000101001X')]
    """

def publication(call: Call, text: str) -> Published:
    """
    How the answer to a call is made known (M-5.5): on the notice board where it is of general concern and nothing of a
    person stands in the text, else one by one; what is confidential is never published (M-7.1.4).

    >>> from datetime import datetime
    >>> import wangge as wg
    >>> call = wg.Call("H-1", at=datetime(2026, 11, 23, 9), channel="hotline", served="known", general_concern=True)
    >>> wg.publication(call, "东村24日8时至16时停水").way.zh
    '民情告示栏'
    >>> wg.publication(call, "停水问题请找13800001234")  # made up; it must go before the text is published
    Published('notice_board', 1 private, because=(M-5.5, M-7.1.4))
    """

def qr(text: str) -> str:
    """
    A text as a QR code, in SVG, with the white that readers need around it.

    Raises InputError for a text of more than 2331 bytes.

    >>> import wangge as wg
    >>> wg.qr("https://example.invalid")[:4]
    '<svg'
    """

def rank(scores: Scores) -> tuple[Ranked, ...]:
    """
    Ranks the villages of `score` by their on-time rate: the best first, then those below the least volume,
    then those with nothing to count. Ties share a rank unless the policy names what decides.

    Raises UnspecifiedError where the policy does not state a ranking.

    >>> import datetime, wangge as wg
    >>> day = datetime.date(2026, 7, 1)
    >>> cases = [wg.CaseRow("甲", day, day, "general")] * 5 + [wg.CaseRow("乙", day, None, "general")] * 5
    >>> scores = wg.score(cases, wg.Policy.preset("combined"), (day, datetime.date(2026, 9, 30)))
    >>> [(row.village, row.rank) for row in wg.rank(scores)]
    [('甲', 1), ('乙', 2)]
    """

def rank_paths(
    ranks: SupportsGetItem[int, Ranks], *, title: str | None = None, width: SupportsIndex = 960, lang: str = "zh"
) -> str:
    """
    The ranks of two or more periods as a picture in SVG: a line for each unit, blue where it rose from the first
    to the last, brown and dashed where it fell.

    `width` is in pixels, 560 to 8000. Raises InputError for fewer than two or more than 24 periods, periods that
    do not ascend, ranks of several groups, and no units or more than 500.

    >>> from datetime import date
    >>> import wangge as wg
    >>> quarters = [(date(2026, 4, 1), date(2026, 6, 30)), (date(2026, 7, 1), date(2026, 9, 30))]
    >>> rows = [(0, place, "due", "fell_due", False, 9) for place in (0, 1)]
    >>> rows += [(0, place, "closed_on_time", "fell_due", False, 8) for place in (0, 1)]
    >>> tallies = wg.Tallies(["示例村"], quarters, rows)
    >>> policy = wg.Policy.preset("combined")
    >>> wg.rank_paths([wg.ranks(policy, tallies, quarter) for quarter in quarters])[:4]
    '<svg'
    """

def ranks(
    policy: Policy, tallies: Tallies, period: tuple[Date, Date], units: SupportsGetItem[int, UnitFact] = ...
) -> Ranks:
    """
    Ranks the units of a period as the policy says (排名, X-4.3b): by a figure or by the marks of a sheet,
    within groups where it says so, those with few cases only listed; with how far the next rank is, and how
    sure each is.

    Raises UnspecifiedError for `ranking`, for `ranking.part_period` where a unit existed for a part of the
    period, and for the figure or sheet that it names; InputError with the row of a unit whose figures no
    record fed.
    """

def read_identity(number: str, day: Date) -> tuple[tuple[IdentityFault, ...], Date | None, Sex | None]:
    """
    What is wrong with an identity number (GB 11643-1999) as of a day, all faults at once; then the birthday and
    the sex that a lawful one says, else None for both.

    >>> from datetime import date
    >>> import wangge as wg
    >>> wg.read_identity("110000190001010012", date(2026, 11, 25))  # made up: there is no district 110000
    ((), datetime.date(1900, 1, 1), <Sex.MALE: 'male'>)
    >>> [fault.zh for fault in wg.read_identity("110000190002300010", date(2026, 11, 25))[0]]
    ['出生日期不存在', '校验码不符']
    """

def read_limit(text: str) -> LimitText:
    """
    Reads a limit as people write it, dropping no word: 7个工作日, 2紧急工作时, 1天.

    A 天 is read as a natural day and a 小时 as an hour of the clock; `bare` says that working time may be meant.
    Raises InputError, with what to ask, where the text cannot be read for certain: no number, two numbers, 紧急工作日.

    >>> import wangge as wg
    >>> wg.read_limit("种植季节15工作日")
    LimitText(15 working_day, condition=种植季节)
    """

def read_phone(phone: str) -> tuple[Private | None, PhoneFault | None]:
    """
    What a number to call is, `mobile` or `landline`, and what is wrong with it; one of the two is None.

    >>> import wangge as wg
    >>> wg.read_phone("0551-10000001"), wg.read_phone("10000001")
    ((<Private.LANDLINE: 'landline'>, None), (None, <PhoneFault.AREA_CODE: 'area_code'>))
    """

def read_table(
    bytes: bytes,
    file: str,
    kind: str,
    sheet: str | None,
    heading_row: SupportsIndex | None,
    headings: SupportsGetItem[int, tuple[str, str]],
    serials: str | None,
) -> tuple[int, Parts, list[tuple[str, str | None, int, str, str, str, str]]]:
    """
    Reads the bytes of a table: the number of rows, the columns by name, and the faults.
    """

def redivide(
    labels: Any,
    names: SupportsGetItem[int, GridName] | None,
    households: Households,
    policy: Policy,
    asked: Asked,
    freedom: SupportsIndex,
) -> tuple[Divided, tuple[Moved, ...], int]:
    """
    `wangge.redivide`: the division, who moves, and how many rows are new. `names` are the grids of a division, and
    `labels` says in which of them each row was; without `names` the labels are names that say it all.
    """

def refusal(
    column: str, value: str, allowed: str, row: SupportsIndex | None = None, table: str | None = None
) -> tuple[str, str, str]:
    """
    The words of an InputError in English and Chinese, and its code: for the refusals of the Python half.
    """

def review(
    policy: Policy,
    tallies: Tallies,
    year: tuple[Date, Date],
    given: SupportsGetItem[int, tuple[str, str, Number]] = ...,
    units: SupportsGetItem[int, UnitFact] = ...,
) -> Review:
    """
    The year of every unit: its marks on the two sheets of the policy, joined as it says (年度总评, X-4.3c).

    `given` are the marks of a sheet that has no items, as (sheet, unit, marks).

    Raises UnspecifiedError for `double_hundred` (E-11) and for its sheets; InputError with the row for marks
    that are given twice, for a sheet that has items, for a unit that is not counted, below 0 or above the
    full ones, and for a unit without.
    """

def route(
    scope: Any,
    major: Any,
    sudden: Any,
    work: Any,
    complexity: Any,
    policy: Policy,
    rows: SupportsIndex,
    columns: SupportsGetItem[int, str],
    arrow: bool,
    way: Way,
) -> Parts:
    """
    `wangge.columns.route` over numpy and Arrow: the columns asked for, by name.
    """

def score_rows(
    villages: SupportsGetItem[int, str],
    received: SupportsGetItem[int, Date],
    closed: SupportsGetItem[int, Date | None],
    complexity: SupportsGetItem[int, Complexity | str],
    policy: Policy,
    period: tuple[Date, Date],
    as_of: Date | None = None,
    calendar: WorkCalendar | None = None,
    sheet: str | None = None,
) -> Scores:
    """
    The on-time figures and marks of a period, out of four columns: village, received, closed, complexity.
    """

def sweep_events(
    events: tuple[Any, Any, Any, Any, Any],
    policy: Policy,
    calendar: WorkCalendar,
    now: datetime,
    threads: SupportsIndex,
    grid: SupportsGetItem[int, tuple[str, SupportsGetItem[int, str]]],
) -> list[tuple[list[str], Lateness]]:
    """
    `wangge.sweep` over numpy and Arrow: the values of each row, and how the cases stand.
    """

def term_codes() -> dict[str, list[str]]:
    """
    The codes of every vocabulary of the core by class name: what the test of `wangge.enums` compares with.
    """

def term_words(name: str) -> list[tuple[str, str, str]]:
    """
    The words of a vocabulary by the name of its class: code, Chinese term, English label.
    """

def to_wgs84(x: Any, y: Any, crs: Crs | str) -> tuple[Incomplete, Incomplete]:
    """
    `wangge.to_wgs84` over columns of numpy or Arrow.
    """

def workdays_between(
    a: Any, b: Any, calendar: WorkCalendar | None, make_up: MakeUp | str | None, nullable: bool, way: Way
) -> Any:
    """
    `wangge.columns.workdays_between` over numpy and Arrow.
    """
