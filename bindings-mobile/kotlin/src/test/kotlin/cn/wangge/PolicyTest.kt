package cn.wangge

import java.time.LocalDate
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNotEquals
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue

class PolicyTest {
    private val calendar = WorkCalendar.china()
    private val policy = Policy.preset("combined")
    private val received = LocalDate.of(2026, 11, 23)

    @Test
    fun `a preset says what it is and reads back`() {
        assertEquals(listOf("modian-2012", "xiang-2011", "combined"), Policy.presets())
        for (name in Policy.presets()) {
            Policy.preset(name).use { preset ->
                assertEquals(name, preset.id())
                assertEquals("$name (${preset.title()})", preset.toString())
                Policy.fromToml(preset.source()).use { again ->
                    assertEquals(preset, again)
                    assertEquals(preset.hashCode(), again.hashCode())
                }
                assertEquals(preset, Policy.fromToml(presetToml(name)))
            }
        }
        assertNull(policy.asOf())
        val on = policy.at(received)
        assertEquals(received, on.asOf())
        assertNotEquals(policy, on)
        assertEquals(policy.deadline(received, Complexity.COMPLEX, calendar), on.deadline(received, Complexity.COMPLEX, calendar))
    }

    @Test
    fun `every fault of a file is listed`() {
        val refusal = assertFailsWith<WanggeException.PolicyFaults> {
            Policy.fromToml("schema = 1\nid = \"x\"\nname = \"y\"")
        }
        assertEquals(listOf("title", "from", "name"), refusal.faults.map { it.path })
        val fault = refusal.faults.last()
        assertEquals(3, fault.line)
        assertEquals(1, fault.column)
        assertEquals("policy.unknown_key", fault.code)
        assertTrue(fault.zh.startsWith("第3行 name："), fault.zh)
        assertTrue(fault.en.startsWith("line 3, name: "), fault.en)
        assertEquals("policy.faults", refusal.code)
        assertTrue(refusal.faults.all { it.path in refusal.text.en && it.path in refusal.text.zh })
    }

    @Test
    fun `other refusals of a policy carry their fields`() {
        val preset = assertFailsWith<WanggeException.UnknownPreset> { Policy.preset("nowhere") }
        assertEquals("nowhere", preset.found)
        assertEquals(Policy.presets(), preset.allowed)
        assertEquals("policy.unknown_preset", preset.code)
        val span = policy.span()
        val early = span.from.minusDays(1)
        val before = assertFailsWith<WanggeException.NotInForce> { policy.at(early) }
        assertEquals("combined", before.key)
        assertEquals(early, before.day)
        assertEquals(listOf(span), before.spans)
        assertEquals("policy.not_in_force", before.code)
        assertTrue("$early" in before.text.en)
        val silent = Policy.preset("modian-2012")
        val unstated = assertFailsWith<WanggeException.Unspecified> {
            silent.deadline(LocalDate.of(2012, 6, 1), Complexity.GENERAL, calendar)
        }
        assertEquals("modian-2012", unstated.policy)
        assertTrue(unstated.key.startsWith("limit["), unstated.key)
        assertEquals("policy.unspecified", unstated.code)
        assertTrue(unstated.key in unstated.text.zh)
    }

    @Test
    fun `a rule with several values wants a day`() {
        val one = presetToml("combined")
        val size = "unit = \"household\"\nmin = 100\nmax = 150\nclause = \"X-3.1\"\n"
        val head = one.substringAfter("title = ").substringBefore(size).lines().single { it.startsWith("[grid.size]") }
        val twice = one.replace(
            "$head\n$size",
            "[[grid.size]]\n${size}to = 2019-12-31\n[[grid.size]]\n${size}from = 2020-01-01\n",
        )
        assertNotEquals(one, twice)
        val changed = Policy.fromToml(twice)
        val refusal = assertFailsWith<WanggeException.SeveralInForce> { changed.gridCounts(430) }
        assertEquals("combined: grid.size", refusal.key)
        assertEquals(listOf(LocalDate.of(2019, 12, 31), changed.span().to), refusal.spans.map { it.to })
        assertEquals("policy.several_in_force", refusal.code)
        assertTrue("2020-01-01" in refusal.text.en, refusal.text.en)
        assertEquals(3, changed.at(received).gridCounts(430).preferred)
    }

    @Test
    fun `grid counts say why, and what to do where there are none`() {
        val counts = policy.gridCounts(430)
        assertEquals(listOf<Int?>(100, 150, 3, 4, 3), listOf(counts.min, counts.max, counts.fewest, counts.most, counts.preferred))
        assertEquals(Sizes(144, 1, 143, 2), counts.sizes(3))
        assertEquals(listOf("X-3.1", "X-3.0"), counts.because.map { it.clause })
        assertEquals("〔X-3.1〕430户，每格100至150，可划3至4个网格", counts.because[0].zh)
        assertEquals("size.feasible", counts.because[0].code)
        val refusal = assertFailsWith<WanggeException.Input> { counts.sizes(5) }
        assertEquals(listOf("grids", "5", "3 to 4"), listOf(refusal.column, refusal.value, refusal.allowed))

        val none = policy.gridCountsOf(Extent(180, place = Place.VILLAGE), listOf(Neighbour("乙村", 120)))
        assertNull(none.fewest)
        assertEquals(listOf<Int?>(150, 200), listOf(none.below, none.above))
        assertEquals(listOf(ChoiceKind.MERGE, ChoiceKind.GIVE, ChoiceKind.TAKE), none.choices.map { it.kind })
        assertEquals("与乙村合并划分：共300户，可划2至3个网格", none.choices[0].zh)
        assertEquals(listOf<Int?>(300, 30, 20), none.choices.map { it.households })
        assertEquals("households", assertFailsWith<WanggeException.Input> { policy.gridCounts(-1) }.column)
        assertNotNull(policy.gridCounts(Int.MAX_VALUE).fewest)
        assertEquals(policy.gridCounts(430), policy.gridCountsOf(Extent(430)))
    }

    @Test
    fun `findings carry their parts`() {
        val teacher = Person("P-1", Standing.Listed(Identity.TEACHER), false)
        val findings = policy.checkTeam(Team("G-001", listOf(teacher), listOf()))
        assertEquals(listOf("team.leader_outside", "team.few_members"), findings.map { it.code })
        val first = findings[0]
        assertEquals(Weight.BREACH, first.weight)
        assertEquals("X-3.2", first.clause)
        assertEquals("G-001 网格长 P-1", first.subjectZh)
        assertEquals("G-001 leader P-1", first.subjectEn)
        assertEquals("不符合：G-001 网格长 P-1：〔X-3.2〕教师担任网格长须为本网格内人员", first.zh)
        assertEquals(Standing.Other("店主"), standingOf("店主"))
        assertEquals(Standing.Listed(Identity.TEACHER), standingOf("教师"))
        val team = Team("G-001", listOf(Person("P-1", standingOf("村民代表"), true)), listOf(Person("P-2"), Person("P-3")))
        assertEquals(listOf("team.grid_twice"), policy.checkRoster(listOf(team, team)).map { it.code })
    }

    @Test
    fun `a deadline is equal to itself and explains its days`() {
        val due = policy.deadline(received, Complexity.GENERAL, calendar)
        assertEquals(due, policy.deadline(received, Complexity.GENERAL, calendar))
        assertEquals(due.hashCode(), due.copy().hashCode())
        assertEquals(LocalDate.of(2026, 12, 2), due.date)
        assertEquals(Pair(7, TermUnit.WORKING_DAY), Pair(due.count, due.unit))
        assertEquals(listOf(Settlement.CLOSED, Settlement.ANSWERED), due.settledBy)
        assertEquals(listOf("X-4.2a", "E-2", "E-3"), due.because.map { it.clause })
        assertEquals("〔X-4.2a〕一般问题应在7个工作日内办结、答复", due.because[0].zh)
        assertEquals("deadline.within", due.because[0].code)
        val lines = policy.explainDeadline(received, Complexity.GENERAL, calendar)
        assertEquals(11, lines.size)
        assertEquals(received, lines.first().date)
        assertEquals((1..7).toList(), lines.mapNotNull { it.counted })
        assertEquals("到期日：2026年12月2日（周三）", lines.last().zh)
        val byLevel = policy.deadlineByLevel(received, Level.REGIONAL, calendar)
        assertEquals(Complexity.COMPLEX, byLevel.complexity)
        assertEquals("E-1", byLevel.because.last().clause)
    }

    @Test
    fun `100 000 deadlines in one call are those asked one by one`() {
        val first = Math.toIntExact(LocalDate.of(2012, 1, 1).toEpochDay())
        val days = List(100_000) { first + it % 5_000 }
        val kinds = List(100_000) { Complexity.entries[it % 3] }
        val answers = policy.deadlines(days, kinds, calendar)
        assertEquals(100_000, answers.size)
        for (row in 0 until 100_000 step 997) {
            val one = policy.deadline(LocalDate.ofEpochDay(days[row].toLong()), kinds[row], calendar)
            assertEquals(one.date.toEpochDay(), answers[row].toLong(), "row $row")
        }
        assertEquals(answers.filterIndexed { row, _ -> row % 3 == 0 }, policy.deadlines(days.filterIndexed { row, _ -> row % 3 == 0 }, listOf(Complexity.GENERAL), calendar))
        assertEquals("complexity", assertFailsWith<WanggeException.Input> { policy.deadlines(days, kinds.drop(1), calendar) }.column)
        val refusal = assertFailsWith<WanggeException.Input> { policy.deadlines(listOf(days[0], 99_999), listOf(Complexity.MAJOR), calendar) }
        assertEquals(1, refusal.row)
        assertEquals("received", refusal.column)
        assertEquals(emptyList(), policy.deadlines(emptyList(), emptyList(), calendar))
    }

    @Test
    fun `a route says why`() {
        val route = policy.route(Scope.VILLAGE, major = false, sudden = false, work = Work.COORDINATION)
        assertEquals(Pair(Level.REGIONAL, Handler.COMMITTEES), Pair(route.level, route.handler))
        assertEquals(listOf("M-6.3", "M-1.3", "E-1"), route.because.map { it.clause }.distinct())
        assertEquals(Action.ACCEPT_ON_SPOT, route.steps.first())
        assertEquals(Complexity.MAJOR, policy.route(Scope.GRID, false, false, complexity = Complexity.MAJOR).complexity)
    }

    @Test
    fun `scores and ranks`() {
        fun day(month: Int, day: Int) = LocalDate.of(2026, month, day)
        val cases = listOf(day(7, 3), day(7, 9), null).map { CaseRow("示例村", day(7, 1), it, Complexity.GENERAL) }
        val scores = score(policy, calendar, "grid_work", cases, day(7, 1), day(9, 30), day(9, 30))
        val row = scores.rows.single()
        assertEquals("66.67", row.marks)
        assertEquals("0.6667", row.figures.rate)
        assertEquals(listOf(3, 2, 0, 1, 0, 3), with(row.figures) { listOf(this.cases, onTime, late, overdue, pending, decided) })
        val ranking = rank(policy, calendar, cases, day(7, 1), day(9, 30), day(9, 30))
        assertEquals(RankPlace.BelowVolume, ranking.rows.single().place)
        val more = rank(policy, calendar, cases + cases, day(7, 1), day(9, 30), day(9, 30))
        assertEquals(RankPlace.Rank(1, 1), more.rows.single().place)
        assertTrue(more.because.any { it.clause == "X-4.3b" })
        val nothing = score(policy, calendar, "grid_work", cases, day(1, 1), day(3, 31), day(3, 31)).rows.single()
        assertNull(nothing.figures.rate)
        assertNull(nothing.marks)
        val wrong = cases + CaseRow("示例村", day(7, 2), day(7, 1), Complexity.GENERAL)
        val refusal = assertFailsWith<WanggeException.Input> { rank(policy, calendar, wrong, day(7, 1), day(9, 30), day(9, 30)) }
        assertEquals(Pair<Int?, String>(3, "closed"), Pair(refusal.row, refusal.column))
        assertEquals("period", assertFailsWith<WanggeException.Input> { rank(policy, calendar, cases, day(7, 2), day(7, 1), day(7, 1)) }.column)
        val sheet = assertFailsWith<WanggeException.Unspecified> { score(policy, calendar, "none", cases, day(7, 1), day(9, 30), day(9, 30)) }
        assertEquals("sheet[id = \"none\"]", sheet.key)
    }

    @Test
    fun `one policy answers eight threads alike`() {
        val expected = answers()
        val pool = Executors.newFixedThreadPool(8)
        try {
            val found = pool.invokeAll(List(8) { Callable { List(25) { answers() } } }).flatMap { it.get() }
            assertEquals(200, found.size)
            assertTrue(found.all { it == expected })
        } finally {
            pool.shutdown()
        }
    }

    private fun answers(): List<Any> = listOf(
        policy.deadline(received, Complexity.COMPLEX, calendar),
        policy.gridCounts(437),
        policy.route(Scope.BEYOND, major = true, sudden = false),
        assertFailsWith<WanggeException.UnknownDay> { policy.deadline(received, Complexity.MAJOR, calendar) }.day,
    )

    @Test
    fun `clauses are found and texts given`() {
        assertTrue(clauses().size > 80)
        assertEquals("网格规模", Clause.find("X-3.1")?.heading)
        assertEquals(Document.XIANG, Clause.find("X-3.1")?.document)
        assertNull(Clause.find("X-99"))
        assertEquals("网格规模", policy.clauseText("X-3.1")?.heading)
        assertNull(policy.clauseText("X-99"))
        assertEquals(Term("general", "一般", "general"), Complexity.GENERAL.term)
    }

    @Test
    fun `the name of a word is its code`() {
        val terms = Complexity.entries.map { it to it.term } + Level.entries.map { it to it.term } +
            Scope.entries.map { it to it.term } + Work.entries.map { it to it.term } +
            Handler.entries.map { it to it.term } + Action.entries.map { it to it.term } +
            Settlement.entries.map { it to it.term } + TermUnit.entries.map { it to it.term } +
            Identity.entries.map { it to it.term } + Post.entries.map { it to it.term } +
            Office.entries.map { it to it.term } + Place.entries.map { it to it.term } +
            Start.entries.map { it to it.term } + MakeUp.entries.map { it to it.term } +
            Roll.entries.map { it to it.term } + DayKind.entries.map { it to it.term } +
            DayStatus.entries.map { it to it.term } + Weight.entries.map { it to it.term } +
            Dimension.entries.map { it to it.term } + Aim.entries.map { it to it.term } + Crs.entries.map { it to it.term } +
            Role.entries.map { it to it.term } + StepKind.entries.map { it to it.term } +
            CaseState.entries.map { it to it.term } + Light.entries.map { it to it.term } +
            Outcome.entries.map { it to it.term } + Channel.entries.map { it to it.term } +
            ServedParty.entries.map { it to it.term } + SupervisionLevel.entries.map { it to it.term } +
            Stage.entries.map { it to it.term } + Topic.entries.map { it to it.term } +
            DutyDays.entries.map { it to it.term } + CallState.entries.map { it to it.term } +
            RecordField.entries.map { it to it.term } + Publication.entries.map { it to it.term } +
            Private.entries.map { it to it.term }
        for ((word, term) in terms) assertEquals(term.code, word.name.lowercase())
    }
}
