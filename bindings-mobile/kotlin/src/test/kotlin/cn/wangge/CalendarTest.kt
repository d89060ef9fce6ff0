package cn.wangge

import java.time.LocalDate
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertNotEquals
import kotlin.test.assertNull
import kotlin.test.assertTrue

class CalendarTest {
    private val calendar = WorkCalendar.china()
    private val day = LocalDate.of(2026, 11, 23)

    @Test
    fun `a day says why and by which notice`() {
        val day = calendar.day(LocalDate.of(2026, 10, 10))
        assertEquals(Day(LocalDate.of(2026, 10, 10), true, DayKind.MAKE_UP, "国庆节", DayStatus.CONFIRMED, "国办发明电〔2025〕7号"), day)
        assertEquals(day, calendar.day(day.date))
        assertEquals(day.hashCode(), calendar.day(day.date).hashCode())
    }

    @Test
    fun `defaults are the day after and make-up days counted`() {
        val plain = calendar.addWorkdays(day, 7)
        assertEquals(LocalDate.of(2026, 12, 2), plain)
        assertEquals(plain, calendar.addWorkdays(day, 7, Start.NEXT_DAY, MakeUp.COUNT))
        assertEquals(LocalDate.of(2026, 12, 1), calendar.addWorkdays(day, 7, start = Start.SAME_DAY))
        assertEquals(listOf(1, 0), listOf(MakeUp.COUNT, MakeUp.IGNORE).map { makeUp ->
            calendar.workdaysBetween(LocalDate.of(2026, 10, 9), LocalDate.of(2026, 10, 10), makeUp)
        })
        assertEquals(LocalDate.of(2026, 2, 28), calendar.lastWorkdayOfMonth(2026, 2))
    }

    @Test
    fun `a walk tells each day`() {
        val walk = calendar.explain(LocalDate.of(2026, 9, 18), 2)
        assertEquals(LocalDate.of(2026, 9, 21), walk.date)
        assertEquals(listOf(null, null, 1, 2), walk.steps.map { it.counted })
        assertEquals("2026年9月20日（周日）：调休上班（国庆节），计为第1天", walk.steps[2].zh)
        assertEquals(DayKind.MAKE_UP, walk.steps[2].day.kind)
    }

    @Test
    fun `saved and read again it is the same`() {
        val overlay = """{"title": "某地放假（虚构示例）", "source": "示例文件1号",
            "days": [{"date": "2026-04-20", "workday": false, "name": "三月三"}]}"""
        val local = calendar.withProvisional().withOverlay(overlay)
        assertEquals(DayKind.LOCAL_REST, local.day(LocalDate.of(2026, 4, 20)).kind)
        assertEquals(2027, local.last().year)
        val again = WorkCalendar.fromJson(local.toJson())
        assertEquals(local, again)
        assertEquals(local.hashCode(), again.hashCode())
        assertNotEquals(calendar, local)
        assertTrue("provisional: true" in local.toString(), local.toString())
    }

    @Test
    fun `a year that came out later is joined`() {
        val year = """{"2027": {"holidays": {"2027-01-01": "元旦"}, "makeup_workdays": {}}}"""
        val longer = calendar.withYears(year)
        assertEquals(LocalDate.of(2027, 12, 31), longer.last())
        assertFalse(longer.isWorkday(LocalDate.of(2027, 1, 1)))
        val alone = WorkCalendar.fromJson(year)
        assertEquals(LocalDate.of(2027, 1, 1), alone.first())
        val wrong = year.replace("2027-01-01", "2027-02-30")
        val refusal = assertFailsWith<WanggeException.CalendarTable> { calendar.withYears(wrong) }
        assertEquals("2027.holidays.2027-02-30", refusal.at)
        assertEquals("2027-02-30", refusal.found)
        assertEquals("calendar.table", refusal.code)
    }

    @Test
    fun `a day outside is a refusal with its fields`() {
        val far = LocalDate.of(2030, 1, 1)
        val refusal = assertFailsWith<WanggeException.UnknownDay> { calendar.isWorkday(far) }
        assertEquals(far, refusal.day)
        assertEquals(calendar.first(), refusal.first)
        assertEquals(calendar.last(), refusal.last)
        assertEquals("calendar.unknown_day", refusal.code)
        assertTrue("2030-01-01" in refusal.text.en)
        assertTrue("2030年1月1日" in refusal.text.zh)
        assertEquals("day=2030-01-01, first=${refusal.first}, last=${refusal.last}", refusal.message)
    }

    @Test
    fun `dates that the library cannot hold are refused, and the process lives`() {
        val far = listOf(
            LocalDate.MIN, LocalDate.MAX, LocalDate.of(300_000, 1, 1), LocalDate.of(-300_000, 1, 1),
            LocalDate.of(6_000_000, 1, 1), LocalDate.of(262_143, 1, 1),
        )
        Policy.preset("combined").use { policy ->
            for (date in far) {
                val refusals = listOf(
                    assertFailsWith<WanggeException.Input> { calendar.isWorkday(date) },
                    assertFailsWith<WanggeException.Input> { calendar.addWorkdays(day, 1).let { calendar.explain(date, 1) } },
                    assertFailsWith<WanggeException.Input> { calendar.workdaysBetween(day, date) },
                    assertFailsWith<WanggeException.Input> { policy.at(date) },
                    assertFailsWith<WanggeException.Input> { policy.deadline(date, Complexity.GENERAL, calendar) },
                    assertFailsWith<WanggeException.Input> {
                        val row = CaseRow("甲村", day, date, Complexity.GENERAL)
                        rank(policy, calendar, listOf(row), day, day, day)
                    },
                )
                for (refusal in refusals) {
                    assertEquals("date", refusal.column)
                    assertNull(refusal.row)
                    assertEquals("input.value", refusal.code)
                    assertTrue("262142-12-31" in refusal.allowed, refusal.allowed)
                }
            }
        }
        // Dates that it can hold and does not know.
        for (date in listOf(LocalDate.of(262_142, 12, 31), LocalDate.of(-262_143, 1, 1), LocalDate.of(9999, 12, 31))) {
            assertEquals(date, assertFailsWith<WanggeException.UnknownDay> { calendar.day(date) }.day)
        }
        assertTrue(calendar.isWorkday(day))
    }

    @Test
    fun `the farthest numbers are refused, and the process lives`() {
        for (n in listOf(Int.MIN_VALUE, Int.MAX_VALUE)) {
            assertFailsWith<WanggeException.UnknownDay> { calendar.addWorkdays(day, n) }
            assertFailsWith<WanggeException.Input> { calendar.addWorkdaysList(listOf(n), 1) }
            assertFailsWith<WanggeException.Input> { calendar.addWorkdaysList(listOf(20_780), n) }
            assertFailsWith<WanggeException.Input> { calendar.nthWorkdayOfMonth(2026, 11, n) }
            assertFailsWith<WanggeException.Input> { calendar.nthWorkdayOfMonth(2026, n, 1) }
            assertFailsWith<WanggeException> { calendar.nthWorkdayOfMonth(n, 12, 1) }
        }
        val refusal = assertFailsWith<WanggeException.Input> { calendar.addWorkdaysList(listOf(20_780, 0), 1) }
        assertEquals(1, refusal.row)
        assertEquals("1970-01-01", refusal.value)
        assertEquals("input.row", refusal.code)
        assertEquals(LocalDate.of(2026, 11, 24), calendar.addWorkdays(day, 1))
    }

    @Test
    fun `closed twice it stays closed, and used after that it throws`() {
        val calendar = WorkCalendar.china()
        calendar.close()
        calendar.close()
        assertFailsWith<IllegalStateException> { calendar.first() }
        assertFailsWith<IllegalStateException> { calendar.isWorkday(day) }
        val policy = Policy.preset("combined")
        assertFailsWith<IllegalStateException> { policy.deadline(day, Complexity.GENERAL, calendar) }
        policy.close()
        policy.close()
        assertFailsWith<IllegalStateException> { policy.id() }
        assertEquals(LocalDate.of(2001, 1, 1), this.calendar.first())
    }
}
