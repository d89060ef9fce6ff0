package cn.wangge

import java.io.File
import java.time.Duration
import java.time.LocalDate
import java.time.LocalDateTime
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNotEquals
import kotlin.test.assertNull
import kotlin.test.assertTrue

/** The life of a case under a policy that states all of it: `examples/policies/extended.toml`. */
class CaseLogTest {
    private val calendar = WorkCalendar.china()
    private val policy = Policy.fromToml(File(System.getProperty("wangge.policies"), "extended.toml").readText())

    private val assistant = Actor("p-3", Role.ASSISTANT)
    private val office = Actor("p-1", Role.OFFICE)
    private val handler = Actor("p-7", Role.GRID_RESPONSIBLE)

    private fun at(day: Int, hour: Int, minute: Int = 0) = LocalDateTime.of(2026, 11, day, hour, minute)

    private fun collect(facts: CaseFacts = CaseFacts(Scope.GRID, major = false, sudden = false), grid: String? = null) =
        CaseStep.Collect(Channel.VISIT, ServedParty.KNOWN, facts, grid = grid, text = "路灯不亮")

    /** A log with C-1 in the hands of p-7, since Monday 2026-11-23 14:00. */
    private fun handled(days: WorkCalendar = calendar): CaseLog {
        val log = CaseLog(policy, days)
        log.open("C-1", at(23, 9), assistant, collect(grid = "三组"))
        log.act("C-1", at(23, 10), office, CaseStep.File())
        log.act("C-1", at(23, 11), office, CaseStep.Dispatch("grid-7"))
        log.act("C-1", at(23, 14), handler, CaseStep.Accept())
        return log
    }

    private fun fedBack() = handled().also {
        it.act("C-1", at(24, 9), handler, CaseStep.Feedback(Outcome.SETTLED, "已换灯泡"))
    }

    @Test
    fun `a case from its collection to its close`() {
        val log = CaseLog(policy, calendar)
        val states = listOf(
            log.open("C-1", at(23, 9), assistant, collect(grid = "三组")),
            log.act("C-1", at(23, 10), office, CaseStep.File()),
            log.act("C-1", at(23, 11), office, CaseStep.Dispatch("grid-7")),
            log.act("C-1", at(23, 14), handler, CaseStep.Accept()),
            log.act("C-1", at(24, 9), handler, CaseStep.Feedback(Outcome.SETTLED)),
            log.act("C-1", at(24, 10), office, CaseStep.Verify(passed = false, note = "仍不亮")),
            log.act("C-1", at(24, 15), handler, CaseStep.Feedback(Outcome.SETTLED)),
            log.act("C-1", at(25, 9), office, CaseStep.Verify(passed = true)),
            log.act("C-1", at(25, 10), handler, CaseStep.Tell("电话告知")),
            log.act("C-1", at(25, 11), office, CaseStep.Close(Settlement.CLOSED)),
        )
        assertEquals(
            listOf(
                CaseState.COLLECTED, CaseState.FILED, CaseState.DISPATCHED, CaseState.HANDLING, CaseState.FED_BACK,
                CaseState.HANDLING, CaseState.FED_BACK, CaseState.VERIFIED, CaseState.VERIFIED, CaseState.CLOSED,
            ),
            states.map { it.state() },
        )
        assertEquals((1L..10L).toList(), states.map { it.sequence() })

        val case = log.case("C-1")
        assertEquals(states.last(), case)
        assertEquals(states.last().hashCode(), case.hashCode())
        assertNotEquals(states.first(), case)
        assertEquals("Case(C-1, closed, event 10)", case.toString())
        val view = case.view()
        assertEquals(
            CaseView(
                id = "C-1", sequence = 10, state = CaseState.CLOSED, facts = CaseFacts(Scope.GRID, false, false),
                channel = Channel.VISIT, served = ServedParty.KNOWN, received = at(23, 9), grid = "三组", last = at(25, 11),
                firstAsked = assistant, firstResponsible = handler, holder = "p-7", suspensions = listOf(), extensions = listOf(),
                supervision = null, reported = null, outcome = Outcome.SETTLED, told = true, settlement = Settlement.CLOSED,
                ended = at(25, 11), mergedInto = null, returned = 0, transferred = 0, reworked = 1, reopened = 0, meetings = 0,
                needsFollowUp = false, exempted = false, appeal = null,
                openSteps = listOf(StepKind.REOPEN, StepKind.APPEAL),
            ),
            view,
        )
        // Each question of the object is a field of the view.
        assertEquals(
            listOf(
                view.id, view.sequence, view.state, view.facts, view.channel, view.served, view.received, view.grid, view.last,
                view.firstAsked, view.firstResponsible, view.holder, view.suspensions, view.extensions, view.supervision,
                view.reported, view.outcome, view.told, view.settlement, view.ended, view.mergedInto, view.returned,
                view.transferred, view.reworked, view.reopened, view.meetings, view.needsFollowUp, view.exempted, view.appeal,
                view.openSteps,
            ),
            listOf<Any?>(
                case.id(), case.sequence(), case.state(), case.facts(), case.channel(), case.served(), case.received(),
                case.grid(), case.last(), case.firstAsked(), case.firstResponsible(), case.holder(), case.suspensions(),
                case.extensions(), case.supervision(), case.reported(), case.outcome(), case.isTold(), case.settlement(),
                case.ended(), case.mergedInto(), case.returned(), case.transferred(), case.reworked(), case.reopened(),
                case.meetings(), case.needsFollowUp(), case.isExempted(), case.appeal(), case.openSteps(),
            ),
        )
        assertEquals(Light.DONE, case.light(at(30, 9)))
        assertNull(case.nextChange(at(30, 9)))
    }

    @Test
    fun `its clocks follow from the events, the policy and the calendar`() {
        // While it is suspended its due day may lie beyond the notices that are out.
        val log = handled(calendar.withProvisional())
        val case = log.case("C-1")
        // Seven working days after Monday 2026-11-23, at the close of business.
        val due = case.due()
        assertEquals(LocalDateTime.of(2026, 12, 2, 18, 0), due.at)
        assertEquals(LocalDate.of(2026, 12, 2), due.date)
        assertEquals("X-4.2a", due.because.first().clause)
        assertEquals(Light.GREEN, case.light(at(24, 8)))
        assertEquals(Light.YELLOW, case.light(LocalDateTime.of(2026, 12, 2, 9, 0)))
        assertEquals(Light.RED, case.light(LocalDateTime.of(2026, 12, 2, 18, 0)))
        val state = case.clockState(at(25, 8))
        assertEquals(ClockAmount(days = 1, time = null), state.elapsed)
        assertEquals(6, state.remaining.days)
        assertTrue(case.explain().last().zh.startsWith("到期时刻"), case.explain().last().zh)
        assertEquals(Level.GENERAL, case.route().level)
        assertEquals(Handler.GRID_RESPONSIBLE, case.route().toldBy)

        val stages = case.stages()
        assertEquals(listOf(Stage.FILE, Stage.DISPATCH, Stage.ACCEPT), stages.map { it.stage })
        val accept = stages.last()
        assertEquals(at(23, 11), accept.entered)
        assertEquals(at(23, 14), accept.left)
        assertEquals(at(23, 17), accept.due.at)
        assertEquals("细-8", accept.clause)
        assertEquals(1, accept.entries)
        // Filed at the very moment its hour ran out: late from then on.
        assertEquals(listOf(true, false, false), stages.map { it.isLate(at(30, 9)) })
        // What comes next by itself: the yellow light.
        val next = case.nextChange(at(24, 8))
        assertEquals(Light.YELLOW, case.light(next!!))
        assertEquals(Light.GREEN, case.light(next.minusNanos(1)))

        // A suspension and an extension: neither loses the other.
        log.act("C-1", at(24, 9), handler, CaseStep.AskExtension(TermOfTime(2, TermUnit.WORKING_DAY), "情况复杂"))
        log.act("C-1", at(24, 10), office, CaseStep.DecideExtension(granted = true))
        log.act("C-1", at(25, 9), handler, CaseStep.Pause("等待鉴定"))
        val paused = log.case("C-1")
        assertEquals(Light.GREY, paused.light(at(25, 10)))
        assertEquals(listOf(Pause(at(25, 9), null)), paused.suspensions())
        log.act("C-1", at(26, 9), handler, CaseStep.Resume())
        val resumed = log.case("C-1")
        assertEquals(
            listOf(
                Extension(at(24, 9), TermOfTime(2, TermUnit.WORKING_DAY), at(24, 10), TermOfTime(2, TermUnit.WORKING_DAY)),
            ),
            resumed.extensions(),
        )
        assertEquals(LocalDateTime.of(2026, 12, 7, 18, 0), resumed.due().at)
        log.act("C-1", at(26, 10), office, CaseStep.Supervise(SupervisionLevel.ORDINARY))
        assertEquals(SupervisionLevel.ORDINARY, log.case("C-1").supervision())
        // A case that was asked for does not change with the log.
        assertEquals(4, case.sequence())
    }

    @Test
    fun `a step out of turn says what is open`() {
        val log = CaseLog(policy, calendar)
        log.open("C-1", at(23, 9), assistant, collect())
        val refusal = assertFailsWith<WanggeException.StepNotOpen> { log.act("C-1", at(23, 10), office, CaseStep.Dispatch("grid-7")) }
        assertEquals("C-1", refusal.case)
        assertEquals(StepKind.DISPATCH, refusal.step)
        assertEquals(CaseState.COLLECTED, refusal.state)
        assertEquals(log.case("C-1").openSteps(), refusal.allowed)
        assertTrue(StepKind.FILE in refusal.allowed && StepKind.DISPATCH !in refusal.allowed)
        assertEquals("case.not_open", (refusal as WanggeException).code)
        assertTrue(refusal.text.zh.startsWith("办件C-1处于“已采集”，不能办理“任务派遣”；现可办理：案卷建立、"), refusal.text.zh)
        assertTrue(refusal.text.en.startsWith("case C-1 is collected: dispatch is not open"), refusal.text.en)

        val suspended = handled()
        suspended.act("C-1", at(24, 9), handler, CaseStep.Pause("不可抗力"))
        val why = assertFailsWith<WanggeException.StepNotOpen> {
            suspended.act("C-1", at(24, 10), handler, CaseStep.Feedback(Outcome.SETTLED))
        }
        assertEquals("case.suspended", why.code)
        assertTrue("已挂账" in why.zh && "suspended" in why.en, why.zh)

        val other = assertFailsWith<WanggeException.StepNotOpen> { log.open("C-2", at(23, 9), assistant, CaseStep.File()) }
        assertEquals(listOf(StepKind.COLLECT), other.allowed)
    }

    @Test
    fun `a role without the power is told who has it`() {
        val log = CaseLog(policy, calendar)
        log.open("C-1", at(23, 9), assistant, collect())
        val refusal = assertFailsWith<WanggeException.StepNotYours> { log.act("C-1", at(23, 10), assistant, CaseStep.File()) }
        assertEquals(StepKind.FILE, refusal.step)
        assertEquals(Role.ASSISTANT, refusal.role)
        assertEquals(listOf(Role.GRID_RESPONSIBLE, Role.DUTY_STAFF, Role.OFFICE), refusal.allowed)
        assertEquals("case.not_yours", refusal.code)
        assertTrue("“协理员”无权办理“案卷建立”" in refusal.text.zh && "网格责任人" in refusal.text.zh, refusal.text.zh)
    }

    @Test
    fun `a rule that stands against a step names its clause and what is allowed`() {
        val log = fedBack()
        val same = assertFailsWith<WanggeException.StepRefused> {
            log.act("C-1", at(24, 10), Actor("p-7", Role.OFFICE), CaseStep.Verify(passed = true))
        }
        assertEquals("case.same_person", same.code)
        assertEquals("细-6", same.clause)
        assertEquals(StepKind.VERIFY, same.step)
        assertEquals(listOf<String>(), same.allowed)
        assertTrue("p-7已在本件中办理“处理反馈”，不得再办理“核查”" in same.text.zh, same.text.zh)

        val ground = assertFailsWith<WanggeException.StepRefused> { log.act("C-1", at(24, 10), handler, CaseStep.Pause("天气不好")) }
        assertEquals("case.ground", ground.code)
        assertEquals("细-11", ground.clause)
        assertEquals(listOf("等待鉴定", "不可抗力", "当事人外出"), ground.allowed)

        log.act("C-1", at(24, 10), office, CaseStep.Verify(passed = true))
        val untold = assertFailsWith<WanggeException.StepRefused> {
            log.act("C-1", at(24, 11), office, CaseStep.Close(Settlement.CLOSED))
        }
        assertEquals("case.untold", untold.code)
        assertEquals("M-6.2", untold.clause)
    }

    @Test
    fun `who comes second is told of the first`() {
        val log = handled()
        val late = Command("C-1", expected = 3, at = at(23, 15), actor = handler, step = CaseStep.Return("不属本网格"))
        val refusal = assertFailsWith<WanggeException.CaseConflict> { log.run(late) }
        assertEquals(3, refusal.expected)
        assertEquals(4, refusal.found)
        assertEquals(EventHead(4, StepKind.ACCEPT, at(23, 14), "p-7", Role.GRID_RESPONSIBLE), refusal.event)
        assertEquals(EventHead(4, StepKind.RETURN, at(23, 15), "p-7", Role.GRID_RESPONSIBLE), refusal.command)
        assertEquals("case.conflict", refusal.code)
        assertTrue("其后已有：接收，2026-11-23 14:00，网格责任人p-7" in refusal.text.zh, refusal.text.zh)

        val ahead = assertFailsWith<WanggeException.CaseConflict> { log.run(late.copy(expected = 9)) }
        assertNull(ahead.event)
        assertEquals("case.ahead", ahead.code)
        assertEquals(4, log.case("C-1").sequence())
    }

    @Test
    fun `a command sent twice is done once`() {
        val log = handled()
        val command = Command("C-1", 4, at(24, 9), handler, CaseStep.Feedback(Outcome.ANSWERED), id = "cmd-5")
        assertEquals(Decided(log.case("C-1").decide(command).events, repeated = false), log.case("C-1").decide(command))
        val made = log.run(command)
        assertEquals(listOf(Event("C-1", 5, at(24, 9), handler, "cmd-5", CaseStep.Feedback(Outcome.ANSWERED))), made)
        assertEquals(listOf<Event>(), log.run(command))
        assertEquals(listOf<Event>(), log.run(command.copy(at = at(24, 10), expected = 5)))
        assertEquals(Decided(made, repeated = true), log.case("C-1").decide(command))
        assertEquals(5, log.case("C-1").sequence())

        val reused = assertFailsWith<WanggeException.CommandReused> {
            log.run(command.copy(step = CaseStep.Feedback(Outcome.CANNOT)))
        }
        assertEquals("cmd-5", reused.command)
        assertEquals(EventHead(5, StepKind.FEEDBACK, at(24, 9), "p-7", Role.GRID_RESPONSIBLE), reused.event)
        assertEquals("case.command_reused", reused.code)

        val opening = Command("C-2", 0, at(24, 9), assistant, collect(), id = "cmd-1")
        assertEquals(1, log.run(opening).size)
        assertEquals(listOf<Event>(), log.run(opening))
    }

    @Test
    fun `of many who write at once one is first each time`() {
        val log = handled()
        val pool = Executors.newFixedThreadPool(8)
        val outcomes = try {
            pool.invokeAll(
                List(64) { n ->
                    Callable {
                        val note = Command("C-1", 4L + n / 32, at(24, 9), handler, CaseStep.Note("第${n}次"), id = "cmd-$n")
                        runCatching { log.run(note).size }
                    }
                },
            ).map { it.get() }
        } finally {
            pool.shutdown()
        }
        val won = outcomes.count { it.isSuccess }
        assertTrue(won in 1..2, "$won won")
        assertTrue(outcomes.mapNotNull { it.exceptionOrNull() }.all { it is WanggeException.CaseConflict })
        assertEquals(4L + won, log.case("C-1").sequence())
    }

    @Test
    fun `the other refusals carry their fields`() {
        val log = handled()
        val backwards = assertFailsWith<WanggeException.CaseBackwards> { log.act("C-1", at(23, 13), handler, CaseStep.Note("早")) }
        assertEquals(at(23, 13) to at(23, 14), backwards.at to backwards.last)
        assertEquals("case.backwards", backwards.code)

        val unknown = assertFailsWith<WanggeException.UnknownCase> { log.case("C-9") }
        assertEquals("C-9" to "没有办件C-9", unknown.case to unknown.text.zh)

        val exists = assertFailsWith<WanggeException.CaseExists> { log.open("C-1", at(24, 9), assistant, collect()) }
        assertEquals("C-1" to "case.exists", exists.case to exists.code)

        val other = assertFailsWith<WanggeException.OtherCase> {
            log.case("C-1").decide(Command("C-2", 4, at(24, 9), handler, CaseStep.Tell()))
        }
        assertEquals(listOf("C-1", "C-2", "case.other_case"), listOf(other.case, other.found, other.code))

        val gap = assertFailsWith<WanggeException.EventSequence> {
            CaseLog.replay(log.events().filter { it.sequence != 3L }, policy, calendar)
        }
        assertEquals(listOf<Any>("C-1", 3L, 4L, "case.sequence"), listOf(gap.case, gap.expected, gap.found, gap.code))

        val merge = assertFailsWith<WanggeException.StepRefused> {
            val filed = CaseLog(policy, calendar)
            filed.open("C-3", at(23, 9), assistant, collect())
            filed.act("C-3", at(23, 10), office, CaseStep.File())
            filed.act("C-3", at(23, 11), office, CaseStep.Merge("C-4"))
        }
        assertEquals("case.into_nothing", merge.code)

        Policy.preset("combined").use { preset ->
            val plain = CaseLog.replay(log.events(), preset, calendar)
            val unstated = assertFailsWith<WanggeException.Unspecified> { plain.act("C-1", at(24, 9), handler, CaseStep.Pause("等待鉴定")) }
            assertEquals("combined" to "suspension", unstated.policy to unstated.key)
        }
    }

    @Test
    fun `what cannot be used is named`() {
        val log = handled()
        fun refused(step: () -> Unit) = assertFailsWith<WanggeException.Input> { step() }.let { it.column to it.value }
        assertEquals("case" to "\" C-2\"", refused { log.open(" C-2", at(24, 9), assistant, collect()) })
        assertEquals("actor" to "\"\"", refused { log.act("C-1", at(24, 9), Actor("", Role.OFFICE), CaseStep.Note("备注")) })
        assertEquals("text" to "\"  \"", refused { log.act("C-1", at(24, 9), handler, CaseStep.Note("  ")) })
        assertEquals("expected" to "-1", refused { log.run(Command("C-1", -1, at(24, 9), handler, CaseStep.Note("备注"))) })
        val by = CaseStep.AskExtension(TermOfTime(-3, TermUnit.WORKING_DAY), "情况复杂")
        assertEquals("by" to "-3", refused { log.act("C-1", at(24, 9), handler, by) })
        assertEquals("sequence" to "0", refused { log.events().first().copy(sequence = 0).toJson() })
        assertEquals("to" to "\"\"", refused { log.events().first().copy(step = CaseStep.Dispatch("")).toJson() })
        assertEquals("now", refused { log.case("C-1").light(at(23, 9)) }.first)
    }

    @Test
    fun `the buttons to show, and why the others are shut`() {
        val case = handled().case("C-1")
        val commands = case.openCommands(handler, at(24, 9))
        assertEquals(StepKind.entries.filter { it != StepKind.COLLECT }, commands.map { it.step })
        val open = commands.filter { it.open }.map { it.step }.toSet()
        assertTrue(open.containsAll(setOf(StepKind.FEEDBACK, StepKind.RETURN, StepKind.PAUSE, StepKind.NOTE)), "$open")
        assertTrue(commands.all { it.open == (it.shut == null) && it.open == (it.code == null) })
        val close = commands.single { it.step == StepKind.CLOSE }
        assertEquals("case.not_now" to "处于“办理中”时不能办理", close.code to close.shut?.zh)
        val verify = fedBack().case("C-1").openCommands(Actor("p-7", Role.OFFICE), at(24, 10)).single { it.step == StepKind.VERIFY }
        assertEquals(listOf("case.same_person", "细-6"), listOf(verify.code, verify.clause))
        assertEquals("p-7已在本件中办理“处理反馈”，不得再办理“核查”", verify.shut?.zh)
    }

    @Test
    fun `a replay comes to the same`() {
        val log = fedBack()
        log.open("C-0", at(24, 10), assistant, collect())
        val written = log.events().map { it.toJson() }
        val again = CaseLog.replay(written.map { Event.fromJson(it) }, policy, calendar)
        assertEquals(log.events(), again.events())
        assertEquals(log.cases(), again.cases())
        assertEquals(listOf("C-0", "C-1"), again.cases().map { it.id() })
        assertEquals(written, again.events().map { it.toJson() })
        assertEquals(log.events().filter { it.case == "C-1" }, log.case("C-1").events())
        assertEquals(log.board(at(25, 9)), again.board(at(25, 9)))
        assertEquals(
            """{"schema":1,"case":"C-1","sequence":3,"at":"2026-11-23T11:00:00","actor":{"id":"p-1","role":"office"},""" +
                """"kind":"dispatch","data":{"to":"grid-7"}}""",
            written[2],
        )
        val refusal = assertFailsWith<WanggeException.Input> { Event.fromJson(written[2].replace("\"schema\":1", "\"schema\":2")) }
        assertEquals("schema" to "2", refusal.column to refusal.value)
    }

    @Test
    fun `every step crosses both ways as it is`() {
        val note = "备注"
        val term = TermOfTime(3, TermUnit.WORKING_DAY)
        val facts = CaseFacts(Scope.VILLAGE, true, false, Work.COORDINATION, Complexity.COMPLEX)
        val steps = listOf(
            CaseStep.Collect(Channel.HOTLINE, ServedParty.ANONYMOUS, facts, at(23, 8), "三组", "路灯不亮"),
            CaseStep.File(note), CaseStep.Decline("不属本县管辖", note), CaseStep.SettleOnSpot(Settlement.ANSWERED, true, note),
            CaseStep.Dispatch("grid-7", note), CaseStep.Accept(note), CaseStep.Return("不属本网格"), CaseStep.Transfer("grid-8", note),
            CaseStep.ReportUp(Handler.COMMITTEES_HEAD, true, note),
            CaseStep.PutToMeeting(Topic.MANY_PEOPLE, LocalDate.of(2026, 11, 27), note), CaseStep.TakeFromMeeting(true, "上报"),
            CaseStep.Feedback(Outcome.EASED, note), CaseStep.Verify(false, note), CaseStep.Tell(note),
            CaseStep.Close(Settlement.EASED, note), CaseStep.Merge("C-2", note), CaseStep.Withdraw(note), CaseStep.Reopen("复发"),
            CaseStep.FollowUp(true, note), CaseStep.Appeal("系统故障", note), CaseStep.DecideAppeal(true, note),
            CaseStep.Pause("等待鉴定", note), CaseStep.Resume(note), CaseStep.AskExtension(term, "情况复杂", note),
            CaseStep.DecideExtension(true, term, note), CaseStep.Supervise(SupervisionLevel.RED, note), CaseStep.Lift(note),
            CaseStep.Reclassify(facts, "有误"), CaseStep.Note(note),
        )
        assertEquals(StepKind.entries.toList(), steps.map { it.kind })
        for (step in steps) {
            val event = Event("C-1", 7, at(24, 9), office, null, step)
            assertEquals(event, Event.fromJson(event.toJson()))
        }
        assertEquals(CaseStep.File(null), Event.fromJson(Event("C-1", 2, at(24, 9), office, null, CaseStep.File()).toJson()).step)
    }

    @Test
    fun `the board shows the most pressing first`() {
        val log = handled()
        log.open("C-2", at(2, 9), assistant, collect(grid = "一组"))
        // Seven working days after the 16th are the 25th.
        log.open("C-3", at(16, 9), assistant, collect())
        log.open("C-4", at(23, 9), assistant, collect(CaseFacts(Scope.BEYOND, major = false, sudden = false)))
        log.open("C-5", at(24, 9), assistant, collect(CaseFacts(Scope.GRID, major = false, sudden = true, complexity = Complexity.GENERAL)))
        val now = at(25, 9)
        val board = log.board(now)
        assertEquals(now, board.now)
        assertEquals(listOf("C-2", "C-3", "C-1", "C-5"), board.rows.map { it.case })
        assertEquals(Lights(green = 2, yellow = 1, red = 1, grey = 0, done = 0, doneLate = 0), board.lights)
        assertEquals(listOf("C-2"), board.late.map { it.case })
        assertEquals(listOf("C-3"), board.dueToday.map { it.case })
        assertEquals(listOf("C-3"), board.dueThisWeek.map { it.case })
        assertEquals(mapOf<String?, List<String>>(null to listOf("C-2", "C-3", "C-5")), board.toRemind.mapValues { row -> row.value.map { it.case } })
        // Thirty working days run out of the calendar: told, not left out.
        val unplaced = board.unplaced.single()
        assertEquals("C-4" to "calendar.unknown_day", unplaced.case to unplaced.code)
        assertTrue("不在已知的工作日历内" in unplaced.why.zh, unplaced.why.zh)

        val row = board.rows.first()
        assertEquals("一组", row.grid)
        assertEquals(LocalDateTime.of(2026, 11, 11, 18, 0), row.due)
        assertEquals(-9, row.left.days)
        assertEquals(listOf(Role.GRID_RESPONSIBLE, Role.DUTY_STAFF, Role.OFFICE), row.waitsFor)
        assertEquals(Stage.FILE, row.lateStage)
        assertEquals(false, board.rows.last().reported)
        assertEquals(board.rows.mapNotNull { it.nextChange }.min(), board.nextChange)

        assertEquals(listOf<BoardRow>(), CaseLog(policy, calendar).board(now).rows)
        // A suspension lasts thirty natural days at most; the one day that was left is the day on which it ends.
        log.act("C-3", at(25, 9), handler, CaseStep.Pause("等待鉴定"))
        val held = log.board(at(25, 10)).rows.last()
        assertEquals(
            listOf<Any?>("C-3", Light.GREY, LocalDateTime.of(2026, 12, 25, 18, 0), 1L),
            listOf(held.case, held.light, held.due, held.left.days),
        )
    }

    @Test
    fun `fractions of a second count`() {
        // The hour runs out half a second into the minute that begins at 10:00, so the minute is given whole.
        val facts = ClockFacts(at(23, 9).plusNanos(500_000_000), 1, TermUnit.URGENT_HOUR, listOf(), listOf(), Roll.NONE)
        assertEquals(at(23, 10, 1), policy.dueAt(facts, calendar).at)
        assertEquals(at(23, 10), policy.dueAt(facts.copy(start = at(23, 9)), calendar).at)
        val state = policy.clockState(facts, at(23, 9).plusNanos(500_000_001), calendar)
        assertEquals(Duration.ofNanos(1), state.elapsed.time)
        val due = policy.clockState(facts, at(23, 10, 1).plusNanos(1), calendar)
        assertTrue(due.late)
        assertTrue(due.remaining.time!!.isNegative)

        for (moment in listOf(
            at(23, 9).plusNanos(123_456_789), LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_999), LocalDateTime.of(1, 1, 1, 0, 0, 0, 1),
        )) {
            val event = Event("C-1", 2, moment, office, null, CaseStep.File())
            assertEquals(moment, Event.fromJson(event.toJson()).at)
        }
        assertEquals(
            "2026-11-23T09:00:00.000000001",
            Regex("\"at\":\"([^\"]*)\"").find(Event("C-1", 2, at(23, 9).plusNanos(1), office, null, CaseStep.File()).toJson())!!.groupValues[1],
        )
    }

    @Test
    fun `a moment that the library cannot hold is refused`() {
        for (far in listOf(LocalDateTime.MAX, LocalDateTime.MIN)) {
            val refusal = assertFailsWith<WanggeException.Input> { handled().case("C-1").light(far) }
            assertEquals("moment", refusal.column)
        }
        val leap = assertFailsWith<WanggeException.Input> {
            Event.fromJson(Event("C-1", 2, at(23, 9), office, null, CaseStep.File()).toJson().replace("09:00:00", "07:59:60"))
        }
        assertEquals("at", leap.column)
    }
}
