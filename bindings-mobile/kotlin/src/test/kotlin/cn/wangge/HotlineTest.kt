package cn.wangge

import java.io.File
import java.time.LocalDate
import java.time.LocalDateTime
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNull

/** The hotline under a policy that states all of it: `examples/policies/extended.toml`. Every call and number is made up. */
class HotlineTest {
    private val calendar = WorkCalendar.china()
    private val toml = File(System.getProperty("wangge.policies"), "extended.toml").readText()
    private val policy = Policy.fromToml(toml)

    private fun day(day: Int) = LocalDate.of(2026, 11, day)

    private fun at(day: Int, hour: Int, minute: Int = 0) = LocalDateTime.of(2026, 11, day, hour, minute)

    private fun call(id: String, at: LocalDateTime) =
        Call(id, at, Channel.HOTLINE, takenBy = "p-4", ServedParty.KNOWN, content = "路灯不亮（虚构）", need = "修好", place = "东村口")

    private fun codes(roster: Roster) = policy.checkDutyRoster(roster, day(1), day(3), calendar).findings.map { it.code }

    @Test
    fun `a round is even and whoever was away keeps the turn`() {
        val leaves = listOf(Leave(day(2), "b", granted = true), Leave(day(3), "c", granted = false))
        val roster = policy.rosterRound(listOf("a", "b", "c"), leaves, day(1), day(6), calendar)
        val shifts = listOf("a", "c", "b", "a", "c", "b").mapIndexed { n, staff -> Shift(day(n + 1), staff) }
        assertEquals(Roster(shifts, leaves), roster)
        val check = policy.checkDutyRoster(roster, day(1), day(6), calendar)
        assertEquals(RosterCheck(shifts.map { DutyDay(it.day, listOf(it.staff)) }, listOf()), check)

        val duty = policy.hotlineDuty(day(1))
        assertEquals(DutyDays.EVERY_DAY to 1, duty.days to duty.staff)
        assertEquals("〔细-18〕热线每天有1人值班", duty.because.single().zh)
    }

    @Test
    fun `a day without anyone is a breach`() {
        val shifts = listOf(Shift(day(1), "a"), Shift(day(2), "b"), Shift(day(3), "c"))
        val away = Roster(shifts, listOf(Leave(day(2), "b", granted = true)))
        val check = policy.checkDutyRoster(away, day(1), day(3), calendar)
        assertEquals(listOf(listOf("a"), listOf(), listOf("c")), check.days.map { it.staff })
        val nobody = check.findings.single()
        assertEquals(listOf<Any>(Weight.BREACH, "hotline.nobody_on_duty", "细-18"), listOf(nobody.weight, nobody.code, nobody.clause))
        assertEquals("2026年11月2日（周一）值班" to "duty on 2026-11-02", nobody.subjectZh to nobody.subjectEn)

        val covered = away.copy(swaps = listOf(Swap(day(2), from = "b", to = "a")))
        assertEquals(listOf<String>(), codes(covered))
        val nobodyToFree = covered.copy(swaps = covered.swaps + Swap(day(3), from = "b", to = "a"))
        assertEquals(listOf("hotline.not_on_duty"), codes(nobodyToFree))

        val weekdays = Policy.fromToml(toml.replace("\"every_day\"", "\"working_days\""))
        val sunday = weekdays.checkDutyRoster(covered, day(1), day(3), calendar)
        assertEquals(listOf(day(2), day(3)), sunday.days.map { it.day })
        assertEquals(listOf(Weight.ADVICE to "hotline.no_duty_day"), sunday.findings.map { it.weight to it.code })
    }

    @Test
    fun `rosters that cannot be are refused`() {
        fun refused(staff: List<String>, from: Int, to: Int) =
            assertFailsWith<WanggeException.Input> { policy.rosterRound(staff, listOf(), day(from), day(to), calendar) }
                .let { listOf(it.column, it.value, it.allowed) }
        assertEquals(listOf("staff", "a", "each name once"), refused(listOf("a", "a"), 1, 2))
        assertEquals(listOf("staff", "[]", "one or more"), refused(listOf(), 1, 2))
        assertEquals(listOf("to", "2026-11-01", "2026-11-02 or later"), refused(listOf("a"), 2, 1))
        Policy.preset("xiang-2011").use { xiang ->
            val duty = assertFailsWith<WanggeException.Unspecified> {
                xiang.checkDutyRoster(Roster(listOf()), day(1), day(2), calendar)
            }
            assertEquals("xiang-2011" to "hotline.duty", duty.policy to duty.key)
            assertFailsWith<WanggeException.Unspecified> { xiang.hotlineDuty(day(1)) }
            val record = assertFailsWith<WanggeException.Unspecified> { xiang.checkCall(call("H-1", at(2, 9))) }
            assertEquals("hotline.record", record.key)
        }
        val weekdays = Policy.fromToml(toml.replace("\"every_day\"", "\"working_days\""))
        assertFailsWith<WanggeException.UnknownDay> {
            weekdays.rosterRound(listOf("a"), listOf(), LocalDate.of(2040, 1, 1), LocalDate.of(2040, 1, 2), calendar)
        }
    }

    @Test
    fun `a record holds what the policy says`() {
        assertEquals(HotlineRecord(RecordField.entries.toList(), "细-18"), policy.hotlineRecord(day(23)))
        val whole = call("H-1", at(23, 9))
        assertEquals(listOf<Finding>(), policy.checkCall(whole))
        assertEquals(listOf<Finding>(), policy.checkCall(whole.copy(served = ServedParty.ANONYMOUS)))
        val poor = whole.copy(content = "  ", takenBy = null, answered = at(23, 8, 59))
        assertEquals(
            listOf(
                "不符合：来电H-1：〔细-18〕没有记录反映内容",
                "不符合：来电H-1：〔细-18〕没有记录受理人",
                "不符合：来电H-1：〔细-18〕答复时间早于来电时间",
            ),
            policy.checkCall(poor).map { it.zh },
        )
        val shown = policy.checkCall(whole.copy(confidential = true, published = day(24))).single()
        assertEquals("hotline.secret_shown" to "M-7.1.4", shown.code to shown.clause)
        assertEquals(
            listOf(CallState.OPEN, CallState.ANSWERED, CallState.CASE),
            listOf(whole, poor, whole.copy(case = "C-1")).map { it.state },
        )
    }

    @Test
    fun `feedback is due where somebody waits for it`() {
        // Friday's call: by Monday's close.
        val friday = call("H-1", at(20, 16))
        val due = policy.feedbackDue(friday, calendar)!!
        assertEquals(at(23, 18), due.at)
        assertEquals("〔细-18〕应在1个工作日内反馈", due.because.first().zh)
        assertEquals(at(23, 18), policy.feedbackDue(friday.copy(case = "C-1"), calendar)?.at)
        assertNull(policy.feedbackDue(friday.copy(answered = at(20, 16, 5)), calendar))
        assertNull(policy.feedbackDue(friday.copy(served = ServedParty.ANONYMOUS), calendar))
        Policy.preset("combined").use { combined ->
            val unstated = assertFailsWith<WanggeException.Unspecified> { combined.feedbackDue(friday, calendar) }
            assertEquals("hotline.feedback", unstated.key)
        }
    }

    @Test
    fun `nothing private is published`() {
        val concern = call("H-1", at(23, 9)).copy(generalConcern = true)
        val plain = publication(concern, "明日停水，请提前储水")
        assertEquals(Publication.NOTICE_BOARD to listOf<PrivatePart>(), plain.way to plain.private)
        assertEquals(listOf("M-5.5"), plain.because.map { it.clause })
        val text = "详询１３８－００００－１２３４"
        val telling = publication(concern, text)
        assertEquals(listOf(PrivatePart(Private.MOBILE, 2, text.length)), telling.private)
        assertEquals(listOf("M-5.5", "M-7.1.4"), telling.because.map { it.clause })
        val secret = concern.copy(confidential = true)
        assertEquals(Publication.ONE_BY_ONE, publication(secret, text).way)
        assertEquals(Publication.NOBODY, publication(secret.copy(served = ServedParty.ANONYMOUS), text).way)
    }

    @Test
    fun `the places of what is private are those of the text here`() {
        // 𠮷 is two units of a text here and one character of the library's.
        val text = "𠮷家桥😀联系138 0000 1234、a.b@example.cn，证号11010119000101105X"
        val parts = privateParts(text)
        assertEquals(
            listOf(
                Private.MOBILE to "138 0000 1234",
                Private.EMAIL to "a.b@example.cn",
                Private.IDENTITY to "11010119000101105X",
            ),
            parts.map { it.kind to text.substring(it.start, it.end) },
        )
        assertEquals(listOf(Private.LANDLINE, Private.BANK_CARD), privateParts("0551-00001234；6222 0000 0000 0000 004").map { it.kind })
        assertEquals(listOf<PrivatePart>(), privateParts("2026年11月23日停水8小时，340100000001号网格"))
        assertEquals(listOf<PrivatePart>(), privateParts(""))
    }

    @Test
    fun `the figures of a month`() {
        val calls = listOf(
            call("H-1", at(2, 9)).copy(answered = at(2, 9, 5)),
            call("H-2", at(2, 10)).copy(case = "C-1", fedBack = at(3, 17, 59)),
            call("H-3", at(2, 10)).copy(case = "C-2", fedBack = at(3, 18)),
            call("H-4", at(4, 10)).copy(channel = Channel.ASSISTANT, content = null),
            call("H-5", at(5, 10)).copy(served = ServedParty.ANONYMOUS, published = day(6)),
            call("H-6", at(30, 10)),
            call("H-7", at(30, 10).plusDays(1)),
        )
        val round = policy.rosterRound(listOf("a", "b"), listOf(), day(1), day(30), calendar)
        val roster = round.copy(shifts = round.shifts.filter { it.day != day(8) })
        val figures = policy.hotlineFigures(calls, roster, day(1), day(30), at(30, 18), calendar)
        assertEquals(listOf("hotline.missing_field", "hotline.nobody_on_duty"), figures.findings.map { it.code })
        // H-2 in time, H-3 late by a moment, H-4 not at all; H-6 has until tomorrow.
        assertEquals(
            HotlineFigures(
                calls = 6,
                byChannel = Channel.entries.associateWith {
                    when (it) {
                        Channel.HOTLINE -> 5
                        Channel.ASSISTANT -> 1
                        else -> 0
                    }
                },
                answered = 1, cases = 2, open = 3, complete = 5, anonymous = 1, feedbackDue = 3, feedbackOnTime = 1,
                feedbackLate = 1, feedbackMissing = 1, published = 1, dutyDays = 30, unmannedDays = 1,
                findings = figures.findings, clause = "细-18",
            ),
            figures,
        )
        val twice = assertFailsWith<WanggeException.Input> {
            policy.hotlineFigures(listOf(calls[0], calls[0]), roster, day(1), day(30), at(30, 18), calendar)
        }
        assertEquals(listOf<Any?>(1, "id", "H-1", "each id once"), listOf(twice.row, twice.column, twice.value, twice.allowed))
    }
}
