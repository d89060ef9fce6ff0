package cn.wangge

import java.time.LocalDate
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import org.junit.jupiter.api.Test

/** Counts, figures and what cannot be counted. All made up. */
class AssessTest {
    private val quarter = Period(LocalDate.of(2026, 7, 1), LocalDate.of(2026, 9, 30))
    private val policy = Policy.preset("combined")

    private fun due(unit: Int, due: Int, onTime: Int) = listOf("due" to due, "closed_on_time" to onTime, "overdue_open" to 0)
        .map { (tally, count) -> CountRow(unit, 0, tally, Belongs.FELL_DUE, false, count) }

    @Test
    fun `counts are added and rates never`() {
        val here = Tallies(listOf("东村", "西村"), listOf(quarter), due(0, 10, 9) + due(1, 10, 5))
        val there = Tallies(listOf("东村", "西村"), listOf(quarter), due(1, 90, 85))
        val both = here.merged(there)
        assertEquals(listOf("东村", "西村"), both.units())
        val found = policy.rateOf("on_time_rate", both, "西村", quarter)
        assertEquals(Rate(90, 100, "90.00", "0.8256", "0.9448"), found.rate)
        assertEquals("〔X-4.2a〕按期办结率：分子90（按期办结数），分母100（应办结数）", found.because.single().zh)
        val ranks = policy.ranks(both, quarter)
        assertEquals(listOf("东村", "西村"), ranks.rows.filter { it.place == RankPlace.Rank(1, 2) }.map { it.unit }.sorted())
        assertEquals(true, ranks.because.any { it.clause == "X-4.3b" })
        val marks = policy.marks("grid_work", both, quarter).rows
        assertEquals(listOf("90.00", "90.00"), marks.map { it.total })
        assertEquals(ItemState.COUNTED, marks.first().items.single().state)
    }

    @Test
    fun `what cannot be counted is refused with its row`() {
        val one = due(0, 10, 9)
        fun refused(counts: List<CountRow>, units: List<String> = listOf("东村")) =
            assertFailsWith<WanggeException.Input> { Tallies(units, listOf(quarter), counts) }
        assertEquals("tally" to 3, refused(one + one[0].copy(tally = "no_such")).let { it.column to it.row })
        assertEquals("count" to 3, refused(one + one[0].copy(count = -1)).let { it.column to it.row })
        assertEquals("unit" to 3, refused(one + one[0].copy(unit = 1)).let { it.column to it.row })
        assertEquals("belongs_by" to 3, refused(one + one[0].copy(belongsBy = null)).let { it.column to it.row })
        assertEquals("unit", refused(one, listOf("东村", "东村")).column)
        val counted = Tallies(listOf("东村"), listOf(quarter), one)
        assertFailsWith<WanggeException.Unspecified> { policy.rateOf("no_such", counted, "东村", quarter) }
        assertFailsWith<WanggeException.Unspecified> { policy.marks("no_such", counted, quarter) }
        assertFailsWith<WanggeException.Input> { policy.rateOf("patrol_rate", counted, "东村", quarter) }
        assertFailsWith<WanggeException.Input> { Curve.linear("many") }
    }
}
