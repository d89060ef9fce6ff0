package cn.wangge

import com.sun.jna.Native
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicBoolean
import kotlin.test.Test
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNull
import kotlin.test.assertSame
import kotlin.test.assertTrue

class DivisionTest {
    private val policy = Policy.preset("combined")

    /** Two hamlets of 120, a kilometre apart. */
    private val hamlets = List(240) { Household(it / 120 * 1000.0, it % 120 * 3.0, group = if (it < 120) "西组" else "东组") }

    @Test
    fun `a division has labels, grids and reasons`() {
        val division = policy.divide(Households(hamlets, Crs.METRES))
        assertEquals(List(240) { it / 120 }, division.labels)
        val (west, east) = division.grids
        assertEquals(listOf(1, 2), division.grids.map { it.number })
        assertEquals(listOf(120, 120), listOf(west.households, west.rows))
        // A row of 120, 3 m apart: the middle at 178.5 m, a mean square of 9·(120² - 1)/12.
        assertEquals(Position(0.0, 178.5), west.centre)
        assertEquals(103.92, west.rms, 0.01)
        assertEquals(Pair(0, 178.5), Pair(west.farthestRow, west.farthest))
        assertEquals(Pair(1, listOf(1)), Pair(west.parts, west.neighbours))
        assertEquals(listOf(GroupShare("东组", 120, 120, true)), east.groups)
        assertNull(west.zone)
        assertNull(west.code)
        with(division.measures) { assertEquals(listOf(2, 2, 2), listOf(connected, groups, groupsWhole)) }
        assertEquals(west.rms, division.measures.rms, 1e-9)
        assertEquals(emptyList(), division.splits)
        val reason = division.log.single()
        assertEquals("X-3.1" to "division.chosen", reason.clause to reason.code)
        assertEquals("〔X-3.1〕共240户，划为2个网格", reason.zh)
        assertEquals("[X-3.1] 240 households in 2 grids", reason.en)
    }

    @Test
    fun `a group too large for a grid is cut and listed`() {
        val split = policy.divide(Households(hamlets.map { it.copy(group = "大组") }, Crs.METRES)).splits.single()
        assertEquals(Triple("大组", 240, null), Triple(split.group, split.households, split.zone))
        assertEquals(240, split.parts.sumOf { it.households })
        assertEquals("division.split_large", split.because.code)
    }

    @Test
    fun `zones, codes, buildings and people`() {
        val rows = hamlets.mapIndexed { row, it ->
            it.copy(zone = if (row < 120) "340123004005" else "340123004006", amounts = mapOf(Dimension.POPULATION to 3))
        } + Household(1000.0, 360.0, weight = 12, zone = "340123004006", amounts = mapOf(Dimension.POPULATION to 40))
        val households = Households(rows, Crs.METRES)
        assertEquals(Triple(241, 252, Crs.METRES), Triple(households.size(), households.total(), households.crs()))
        val grids = policy.divide(households).grids
        assertEquals(listOf("340123004005001", "340123004006001"), grids.map { it.code })
        assertEquals(listOf(120, 132), grids.map { it.households })
        assertEquals(listOf(120, 121), grids.map { it.rows })
        assertEquals(listOf(mapOf(Dimension.POPULATION to 360), mapOf(Dimension.POPULATION to 400)), grids.map { it.amounts })
    }

    @Test
    fun `a barrier and options by name`() {
        val corners = listOf(0.0 to 0.0, 1000.0 to 10.0, 0.0 to 800.0, 1000.0 to 820.0)
        val rows = corners.flatMap { (x, y) -> List(60) { Household(x + it, y) } }
        fun labels(households: Households) =
            policy.divide(households, DivisionOptions(aims = listOf(Aim.CONNECTED, Aim.COMPACT))).labels.chunked(60).map { it.distinct().single() }
        assertEquals(listOf(0, 1, 0, 1), labels(Households(rows, Crs.METRES)))
        val river = listOf(Position(-5000.0, 400.0), Position(5000.0, 400.0))
        assertEquals(listOf(1, 1, 0, 0), labels(Households(rows, Crs.METRES, barriers = listOf(river))))
        val three = policy.divide(Households(List(300) { Household(it * 10.0, 0.0) }, Crs.METRES), DivisionOptions(grids = GridsWanted.Exactly(3)))
        assertEquals(listOf(100, 100, 100), three.grids.map { it.households })
        assertEquals("division.asked", three.log.single().code)
    }

    @Test
    fun `an audit finds what a hand-drawn division breaks`() {
        val households = Households(hamlets, Crs.METRES)
        val audit = policy.audit(households, List(240) { if (it < 160) "东" else "西" })
        assertEquals(listOf("东", "西"), audit.measures.grids.map { it.code })
        assertEquals(listOf(160, 80), audit.measures.grids.map { it.households })
        assertEquals(false, audit.lawful)
        assertEquals("不符合：网格东：〔X-3.1〕共160户，应为100至150", audit.findings.first().zh)
        assertTrue(audit.ours!!.rms < audit.measures.rms)
        val own = policy.audit(households, policy.divide(households).labels.map { it.toString() })
        assertEquals(true to emptyList(), own.lawful to own.findings)
        val none = policy.audit(households, List(240) { if (it == 7) null else "东西"[it / 120].toString() })
        assertEquals("division.no_grid", none.findings.first().code)
        val short = assertFailsWith<WanggeException.Input> { policy.audit(households, listOf("东")) }
        assertEquals("labels", short.column)
    }

    @Test
    fun `households come and go, and most keep their grid`() {
        val village = village(5, 30, 1000, 3000)
        val before = policy.divide(Households(village, Crs.METRES))
        val same = policy.redivide(Households(village, Crs.METRES), Previous.of(before), 50)
        assertEquals(emptyList(), same.moved)
        assertEquals(before.labels, same.division.labels)
        // Twenty go, thirty come beside the first.
        val rows = village.drop(20) + List(30) { Household(village[0].x + it, village[0].y, group = village[0].group) }
        val labels = before.labels.drop(20) + List(30) { null }
        val after = policy.redivide(Households(rows, Crs.METRES), Previous.of(before, labels), 0)
        assertEquals(before.grids.map { it.number }, after.division.grids.map { it.number })
        assertTrue(after.division.grids.all { it.households in 100..150 })
        val changed = labels.indices.filter { labels[it] != null && labels[it] != after.division.labels[it] }
        assertEquals(changed, after.moved.map { it.row })
        assertTrue(changed.size <= 30, "${changed.size} moved")
        assertTrue(after.division.log.last().code == "redivide.kept")
        assertFailsWith<WanggeException.Input> { policy.redivide(Households(rows, Crs.METRES), Previous.of(before), 0) }
        val gone = assertFailsWith<WanggeException.Input> {
            policy.redivide(Households(rows, Crs.METRES), Previous.of(before, labels.map { -1 }), 0)
        }
        assertEquals(Triple<Int?, String, String>(0, "previous", "-1"), Triple(gone.row, gone.column, gone.value))
    }

    @Test
    fun `a refusal is typed and names what is allowed`() {
        val few = assertFailsWith<WanggeException.Infeasible> { policy.divide(Households(hamlets.take(99), Crs.METRES)) }
        assertEquals(listOf<Any?>("", 99, 100, 150), listOf(few.zone, few.households, few.min, few.max))
        assertEquals("division.infeasible", few.code)
        assertTrue(few.choices.isNotEmpty())
        assertTrue("99户" in few.text.zh, few.text.zh)
        val zoned = assertFailsWith<WanggeException.Infeasible> {
            policy.divide(Households(hamlets.take(151).map { it.copy(zone = "甲村") }, Crs.METRES))
        }
        assertEquals("甲村", zoned.zone)
        val buildings = assertFailsWith<WanggeException.DivisionNotFound> {
            policy.divide(Households(List(5) { Household(it * 30.0, 0.0, weight = 60) }, Crs.METRES))
        }
        assertEquals(Triple("division.not_found", 2, 300), Triple(buildings.code, buildings.grids, buildings.households))
        assertTrue("300" in buildings.text.en, buildings.text.en)
        val unspecified = assertFailsWith<WanggeException.Unspecified> { Policy.preset("xiang-2011").divide(Households(hamlets, Crs.METRES)) }
        assertEquals("grid.aims", unspecified.key)
        val apart = List(4) { hamlet -> List(50) { Household(hamlet * 1000.0, it.toDouble(), pin = if (it == 0) "${hamlet % 2}" else null) } }.flatten()
        val parts = assertFailsWith<WanggeException.InParts> {
            policy.divide(Households(apart, Crs.METRES), DivisionOptions(aims = listOf(Aim.COMPACT), contiguous = true))
        }
        assertEquals("division.in_parts", parts.code)
        assertTrue(parts.grids.isNotEmpty() && parts.text.zh.contains("连片"), parts.text.zh)
    }

    @Test
    fun `a value that cannot be used names its row`() {
        fun refused(rows: List<Household>, crs: Crs = Crs.METRES, zones: List<String>? = null) =
            assertFailsWith<WanggeException.Input> { Households(rows, crs, zones = zones) }.let { Triple(it.row, it.column, it.value) }
        val one = Household(0.0, 0.0)
        assertEquals(Triple<Int?, String, String>(1, "x", "NaN"), refused(listOf(one, Household(Double.NaN, 0.0))))
        assertEquals(Triple<Int?, String, String>(1, "y", "-inf"), refused(listOf(one, Household(0.0, Double.NEGATIVE_INFINITY))))
        assertEquals(Triple<Int?, String, String>(0, "y", "117.28"), refused(listOf(Household(31.95, 117.28)), Crs.LONLAT))
        assertEquals(Triple<Int?, String, String>(1, "weight", "0"), refused(listOf(one, one.copy(weight = 0))))
        assertEquals(Triple<Int?, String, String>(1, "weight", "-3"), refused(listOf(one, one.copy(weight = -3))))
        assertEquals(Triple<Int?, String, String>(0, "zone", ""), refused(listOf(one, one.copy(zone = "甲村"))))
        assertEquals(Triple<Int?, String, String>(0, "zone", "乙村"), refused(listOf(one.copy(zone = "乙村")), zones = listOf("甲村")))
        val people = one.copy(amounts = mapOf(Dimension.POPULATION to 4))
        assertEquals(Triple<Int?, String, String>(1, "population", ""), refused(listOf(people, one)))
        assertEquals(Triple<Int?, String, String>(0, "population", "-4"), refused(listOf(one.copy(amounts = mapOf(Dimension.POPULATION to -4)))))
        assertEquals("amounts", refused(listOf(one.copy(amounts = mapOf(Dimension.HOUSEHOLD to 4)))).second)
        val line = assertFailsWith<WanggeException.Input> { Households(listOf(one), Crs.METRES, listOf(listOf(Position(0.0, 0.0)))) }
        assertEquals(Pair<Int?, String>(0, "barriers"), Pair(line.row, line.column))
        assertEquals("x", assertFailsWith<WanggeException.Input> { policy.divide(Households(emptyList(), Crs.METRES)) }.column)
        val households = Households(hamlets, Crs.METRES)
        for ((column, options) in mapOf(
            "seed" to DivisionOptions(seed = -1),
            "rounds" to DivisionOptions(rounds = -1),
            "headroom" to DivisionOptions(headroom = 100),
            "aims" to DivisionOptions(aims = listOf(Aim.EVEN, Aim.EVEN)),
            "grids" to DivisionOptions(grids = GridsWanted.ByZone(mapOf("丙村" to 2))),
        )) {
            assertEquals(column, assertFailsWith<WanggeException.Input> { policy.divide(households, options) }.column)
        }
    }

    @Test
    fun `progress is told, and the answer counts`() {
        val households = Households(village(6, 60, 3000, 5000), Crs.METRES)
        val told = mutableListOf<Progress>()
        val whole = policy.divide(households) { told += it; Go.ON }
        assertEquals(policy.divide(households), whole)
        assertTrue(told.size > 1 && told.all { it.zones == 1 && it.zonesDone == 0 && it.roundsDone <= it.rounds })
        val early = policy.divide(households) { Go.ENOUGH }
        assertTrue(early.grids.all { it.households in 100..150 })
        assertTrue(early.measures.rms >= whole.measures.rms)
        var asked = 0
        val cancelled = assertFailsWith<WanggeException.Cancelled> { policy.divide(households) { asked++; Go.CANCEL } }
        assertEquals(1, asked)
        assertEquals("division.cancelled" to "划分已取消", cancelled.code to cancelled.text.zh)
    }

    @Test
    fun `another thread cancels at once`() {
        val households = Households(village(7, 500, 20_000, 12_000), Crs.METRES)
        val (started, stop) = listOf(AtomicBoolean(), AtomicBoolean())
        var asked = 0L
        val canceller = Thread {
            while (!started.get()) Thread.sleep(1)
            asked = System.nanoTime()
            stop.set(true)
        }.apply { isDaemon = true }.apply { start() }
        assertFailsWith<WanggeException.Cancelled> {
            policy.divide(households, DivisionOptions(aims = listOf(Aim.COMPACT))) {
                started.set(true)
                if (stop.get()) Go.CANCEL else Go.ON
            }
        }
        val ended = System.nanoTime()
        canceller.join()
        val millis = (ended - asked) / 1_000_000
        println("20 000 households, cancelled: over after $millis ms")
        assertTrue(millis < 2_000, "$millis ms")
    }

    @Test
    fun `what a listener throws comes out, and nothing breaks`() {
        val households = Households(hamlets, Crs.METRES)
        for (thrown in listOf(IllegalStateException("不行"), AssertionError("an Error"), WanggeException.Cancelled())) {
            assertSame(thrown, assertFailsWith<Throwable> { policy.divide(households) { throw thrown } })
        }
        // The listener as it crosses: an exception of the library as it is, another as a text, an Error as no answer.
        fun raw(thrown: Throwable) = object : ProgressListener {
            override fun onProgress(progress: Progress): Go = throw thrown
        }
        val own = assertFailsWith<WanggeException.Input> {
            policy.divide(households, progress = raw(WanggeException.Input(3, "x", "1", "2", null)))
        }
        assertEquals(3, own.row)
        val failed = assertFailsWith<WanggeException.ListenerFailed> {
            policy.divide(households, progress = raw(IllegalStateException("不行")))
        }
        assertEquals("java.lang.IllegalStateException: 不行", failed.reason)
        assertEquals("division.listener_failed", failed.code)
        assertTrue("不行" in failed.text.zh && "不行" in failed.text.en)
        // JNA keeps an Error from crossing and would print it.
        val printing = Native.getCallbackExceptionHandler()
        val kept = mutableListOf<Throwable>()
        Native.setCallbackExceptionHandler { _, thrown -> kept += thrown }
        try {
            assertFailsWith<WanggeException.ListenerFailed> { policy.divide(households, progress = raw(AssertionError("an Error"))) }
        } finally {
            Native.setCallbackExceptionHandler(printing)
        }
        assertEquals("an Error", kept.single().message)
        assertEquals(2, policy.divide(households).grids.size)
    }

    @Test
    fun `one policy divides in eight threads alike`() {
        val households = Households(village(8, 40, 1500, 4000), Crs.METRES)
        val expected = policy.divide(households)
        val pool = Executors.newFixedThreadPool(8)
        try {
            val tasks = List(16) { task ->
                Callable { if (task % 2 == 0) policy.divide(households) else policy.divide(households) { Go.ON } }
            }
            val found = pool.invokeAll(tasks).map { it.get() }
            assertContentEquals(List(16) { expected }, found)
        } finally {
            pool.shutdown()
        }
    }

    @Test
    fun `closed households are refused, not read`() {
        val households = Households(hamlets, Crs.METRES)
        households.use { assertEquals(240, it.size()) }
        assertFailsWith<IllegalStateException> { policy.divide(households) }
        assertFailsWith<IllegalStateException> { policy.audit(households, List(240) { "一" }) }
    }

    @Test
    fun `a village of 5000 households`() {
        val rows = village(9, 120, 5000, 6000)
        fun <T> timed(what: String, task: () -> T): T {
            val (first, second) = List(2) { System.nanoTime().let { start -> task() to (System.nanoTime() - start) / 1e6 } }
            println("5000 households, %-34s %6.1f ms, again %6.1f ms".format(what, first.second, second.second))
            return second.first
        }
        val households = timed("checked and kept") { Households(rows, Crs.METRES) }
        val division = timed("divided, natural groups whole") { policy.divide(households) }
        val compact = timed("divided, compact alone") { policy.divide(households, DivisionOptions(aims = listOf(Aim.COMPACT))) }
        timed("judged, ours beside it") { policy.audit(households, division.labels.map { it.toString() }) }
        timed("divided anew, nobody moved") { policy.redivide(households, Previous.of(division), 0) }
        assertEquals(5000, division.labels.size)
        assertTrue(division.grids.all { it.households in 100..150 })
        assertTrue(compact.measures.rms <= division.measures.rms)
        assertTrue(division.measures.groupsWhole > compact.measures.groupsWhole)
    }
}
