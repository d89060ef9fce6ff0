package cn.wangge

import java.time.LocalDate
import java.time.LocalDateTime
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertNull

/** Meetings, 四议两公开, conduct, the roll-out: what the vectors do not say. All people and numbers are made up. */
class WorkTest {
    private val policy = Policy.preset("combined")
    private val calendar = WorkCalendar.china()

    private fun at(day: Int, hour: Int = 9) = LocalDateTime.of(2026, 11, day, hour, 0)

    private fun meeting(decision: ItemDecision? = null) = Meeting(
        "M-1", MeetingKind.ANALYSIS, at(13), at(13, 11), listOf(Actor("p-7", Role.GRID_RESPONSIBLE)),
        items = listOf(
            AgendaItem("T-1", Topic.REGIONAL, "排水沟堵塞", decision = decision),
            AgendaItem("T-2", Topic.MANY_PEOPLE, "家庭纠纷", confidential = true),
            AgendaItem("T-3", Topic.REGIONAL, "路灯，联系13800001234"),
        ),
    )

    @Test
    fun `the public minutes hold nothing confidential or private`() {
        val minutes = policy.minutes(meeting(ItemDecision.Settle("p-7", LocalDate.of(2026, 11, 20), "清淤")), MinutesView.PUBLIC)
        val said = minutes.zh.joinToString("\n") + minutes.en.joinToString("\n") + minutes.items
        for (secret in listOf("家庭纠纷", "13800001234", "p-7")) assertFalse(secret in said, secret)
        assertEquals(1, minutes.leftOut)
        assertEquals(listOf(HeldBack("T-3", listOf(Private.MOBILE))), minutes.heldBack)
        assertEquals(3, policy.minutes(meeting(), MinutesView.FULL).items.size)
    }

    @Test
    fun `a referral goes upwards, and what is undecided is found`() {
        val refusal = assertFailsWith<WanggeException.Input> {
            policy.attendanceSheet(meeting(ItemDecision.ReferUp(Handler.GRID_RESPONSIBLE, "报")))
        }
        assertEquals("to" to 0, refusal.column to refusal.row)
        assertEquals(listOf("M-4.3", "M-4.3", "M-4.3"), meeting().undecided().map { it.clause })
        assertEquals(ItemOutcome.REFER_UP, ItemDecision.ReferUp(Handler.UNITS_ABOVE, "报").outcome)
        assertEquals("民情分析会", MeetingKind.ANALYSIS.term.zh)
    }

    @Test
    fun `a step out of its turn says what is open`() {
        Deliberation(policy, calendar, "D-1", "道路硬化（虚构）").use { road ->
            val refusal = assertFailsWith<WanggeException.StepShut> {
                road.publish(DeliberationStep.PUBLISH_DECISION, LocalDate.of(2026, 11, 2))
            }
            assertEquals(listOf("proposal"), refusal.allowed)
            assertEquals("deliberation.order", refusal.code)
            assertEquals("D-1：不能办理“决议公开”，先要办理“党支部提议”；现可办理：党支部提议", refusal.text.zh)
            assertFailsWith<WanggeException.Input> {
                road.hold(DeliberationStep.PROPOSAL, LocalDate.of(2026, 11, 2), -1, 0, 0)
            }
        }
    }

    @Test
    fun `what cases show is raised with its events`() {
        CaseLog(policy, calendar).use { log ->
            val facts = CaseFacts(Scope.VILLAGE, false, false)
            log.open("C-1", LocalDateTime.of(2026, 9, 1, 9, 0), Actor("p-3", Role.ASSISTANT), CaseStep.Collect(Channel.PATROL, ServedParty.NOBODY, facts))
            val (late) = log.deriveConduct(Conduct.DELAY, at(13))
            assertNull(late.raised())
            ConductRegister(policy, calendar).use { register ->
                val finding = register.raise("F-1", at(13), "p-1", late.raised("p-7")!!)
                assertEquals(listOf(EventRef("C-1", 1)), finding.raised.restsOn)
                assertEquals("M-7.2.1", finding.clause)
                val refusal = assertFailsWith<WanggeException.Unspecified> { register.uphold("F-1", at(14), "p-1", "属实") }
                assertEquals("conduct.answer", refusal.key)
            }
            assertEquals(listOf("C-1"), log.agenda(LocalDate.of(2026, 11, 13), listOf()).map { it.case })
        }
    }

    @Test
    fun `four phases and thirteen systems`() {
        assertEquals(listOf(null), policy.rollout(2026).map { it.to }.takeLast(1))
        assertEquals(13, policy.systems(LocalDate.of(2026, 11, 23)).size)
    }
}
