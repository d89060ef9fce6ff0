package cn.wangge

import java.time.LocalDate
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNotNull

/** Duties: what is owed one by one and in one crossing, who answers, what was done, refusals. */
class DutyTest {
    private val calendar = WorkCalendar.china()
    private val policy = Policy.preset("combined")
    private val grid = DutyGrid("G-1", "V-1")

    private fun day(number: Int, month: Int = 11): LocalDate = LocalDate.of(2026, month, number)

    private fun owed(territory: Territory, vararg kinds: DutyKind, from: LocalDate = day(1), to: LocalDate = day(30)) =
        policy.obligations(territory, from, to, kinds.toList().ifEmpty { null }, calendar)

    @Test
    fun `what a grid its village and the township owe in a month`() {
        val owed = owed(Territory(listOf(grid)))
        val list = owed.list()
        assertEquals(owed.count(), list.size)
        assertEquals(21, list.count { it.kind == DutyKind.PATROL })
        assertEquals(30, list.count { it.kind == DutyKind.HOTLINE_DUTY })
        val first = list.first()
        assertEquals(listOf(day(2), day(2), day(2)), listOf(first.opens, first.due, first.period))
        assertEquals(listOf("M-3.1", "E-6"), first.clauses)
        assertEquals("patrol.day.G-1.2026-11-02", first.uid)
        assertEquals(listOf(Role.GRID_RESPONSIBLE, Every.DAY, Covers.GRID, DutyUnit.GRID), listOf(first.owner, first.every, first.covers, first.unitKind))
        assertEquals("〔M-3.1〕网格责任人每天应开展巡查", owed.because(0).first().zh)
        val last = list.last()
        assertEquals(listOf("", null, DutyKind.SUPERVISION), listOf(last.unit, last.village, last.kind))
        assertEquals(list.subList(3, 5), owed.list(3, 2))
        assertEquals(list.takeLast(1), owed.list(first = list.size - 1))
        assertEquals(emptyList(), owed.list(list.size))
        assertEquals("民情日记", DutyKind.DIARY.term.zh)
    }

    @Test
    fun `who answers and what an occasion calls for`() {
        val holders = listOf(
            Holder("G-1", Role.GRID_RESPONSIBLE, "p-1", to = day(15)),
            Holder("G-1", Role.GRID_RESPONSIBLE, "p-2", from = day(16)),
        )
        val called = Occasion("A-1", DutyKind.ANALYSIS_MEETING, "V-1", day(3), due = day(6))
        val owed = owed(Territory(listOf(grid), holders, occasions = listOf(called)), DutyKind.SUMMARY, DutyKind.ANALYSIS_MEETING)
        val (summary) = owed.list()
        assertEquals(listOf("p-2"), summary.persons)
        val meeting = owed.list().single { it.occasion == "A-1" }
        assertEquals(listOf(day(6), "V-1"), listOf(meeting.due, meeting.unit))
    }

    @Test
    fun `records are held against what is owed`() {
        val owed = owed(Territory(listOf(grid)), DutyKind.DIARY, to = day(13))
        val records = listOf(2, 5, 10).map { DutyRecord("r-$it", DutyKind.DIARY, "G-1", day(it)) }
        val matched = owed.matched(records, day(12))
        assertEquals(DutyCounts(3, 0, 5, 2), matched.counts)
        assertEquals(DutyOutcome(DutyState.DONE, day(2), "r-2"), matched.outcomes.first())
        assertEquals(UseOfRecord(RecordUse.IN_TIME, 3), matched.uses[1])
        assertEquals(
            listOf(DiaryGap("G-1", day(3), day(4), 2), DiaryGap("G-1", day(6), day(9), 2), DiaryGap("G-1", day(11), day(11), 1)),
            matched.diaryGaps,
        )
    }

    @Test
    fun `every household is seen`() {
        val homes = listOf(Dwelling("G-1", "H-1"), Dwelling("G-1", "H-2", to = day(31, 8)))
        val owed = owed(Territory(listOf(grid), dwellings = homes), DutyKind.VISIT, from = day(1, 7), to = day(30, 9))
        val visits = listOf(
            DutyRecord("a", DutyKind.VISIT, "G-1", day(3, 7), household = "H-1"),
            DutyRecord("b", DutyKind.VISIT, "G-1", day(4, 7), household = "H-9"),
        )
        val matched = owed.matched(visits, day(1, 10))
        assertEquals(listOf(Coverage(0, 1, 1, 0)), matched.coverage)
        assertEquals(listOf("b"), matched.unlisted)
        assertEquals(DutyOutcome(DutyState.DONE, day(3, 7), null), matched.outcomes.first())
    }

    @Test
    fun `a checklist says what was left out`() {
        val patrol = DutyRecord("a", DutyKind.PATROL, "G-1", day(2), items = listOf(CheckItem.STRANGERS, CheckItem.WORRIES))
        val found = policy.completeness(patrol)
        assertEquals(listOf(4, 3, listOf(CheckItem.WORRIES)), listOf(found.needed, found.missing.size, found.beyond))
        assertEquals("M-3.2", found.because.single().clause)
        val none = assertFailsWith<WanggeException.Unspecified> { policy.completeness(DutyRecord("a", DutyKind.DIARY, "G-1", day(2))) }
        assertEquals("checklist[kind = \"diary\"]", none.key)
    }

    @Test
    fun `what cannot be asked is refused with what is allowed`() {
        val twice = assertFailsWith<WanggeException.Input> { owed(Territory(listOf(grid, grid))) }
        assertEquals(listOf<Any?>("grids", 1, "grid"), twice.run { listOf(table, row, column) })
        assertEquals("grids: 第1行（从0数起）“grid”列的值“\"G-1\"”不可用，允许：each grid once", twice.text.zh)
        val nobody = assertFailsWith<WanggeException.Input> { owed(Territory(listOf(grid), listOf(Holder("G-9", Role.OFFICE, "p-1")))) }
        assertEquals(listOf<Any?>("holders", 0, "unit"), nobody.run { listOf(table, row, column) })
        val backwards = assertFailsWith<WanggeException.Input> { owed(Territory(listOf(grid)), from = day(2), to = day(1)) }
        assertEquals("to", backwards.column)
        assertFailsWith<WanggeException.UnknownDay> { owed(Territory(listOf(grid)), to = LocalDate.of(2027, 3, 1)) }
        val modian = Policy.preset("modian-2012")
        val open = assertFailsWith<WanggeException.Unspecified> {
            modian.obligations(Territory(listOf(grid)), day(1), day(30), null, calendar)
        }
        assertEquals("duty[kind = \"patrol\", every = \"day\"].days", open.key)
        val owed = owed(Territory(listOf(grid)), DutyKind.SUMMARY)
        assertEquals("place", assertFailsWith<WanggeException.Input> { owed.because(1) }.column)
        assertEquals("first", assertFailsWith<WanggeException.Input> { owed.list(-1, 1) }.column)
        assertNotNull(assertFailsWith<WanggeException.Input> { owed.list(0, -1) }.allowed)
        val ahead = listOf(DutyRecord("a", DutyKind.SUMMARY, "G-1", day(3)))
        assertEquals("day", assertFailsWith<WanggeException.Input> { owed.matched(ahead, day(2)) }.column)
    }
}
