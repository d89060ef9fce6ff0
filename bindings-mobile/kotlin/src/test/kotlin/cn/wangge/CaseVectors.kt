package cn.wangge

import java.io.File
import java.time.LocalDateTime
import kotlin.test.assertEquals

/** The vectors of cases: whole logs as apps have stored them, and commands. */
internal class CaseVectors(private val folder: File, private val calendar: WorkCalendar) {
    private val policies = HashMap<String, Policy>()

    private fun policy(name: String) = policies.getOrPut(name) {
        if (name == "extended") {
            Policy.fromToml(File(System.getProperty("wangge.policies"), "extended.toml").readText())
        } else {
            Policy.preset(name)
        }
    }

    private fun log(name: String, policy: String): CaseLog {
        val lines = File(folder, "cases/$name.jsonl").readLines()
        val events = lines.map { Event.fromJson(it) }
        assertEquals(lines, events.map { it.toJson() })
        return CaseLog.replay(events, policy(policy), calendar)
    }

    private fun code(word: Enum<*>?) = word?.name?.lowercase()

    private fun amount(amount: ClockAmount) = amount.days?.let { "${it}d" } ?: "${amount.time!!.toMinutes()}m"

    fun case(cell: List<String>): List<Any?> {
        val (name, policy, id, at) = cell
        val now = LocalDateTime.parse(at)
        val log = log(name, policy)
        val case = log.case(id)
        val light = case.light(now)
        val view = case.view()
        val due = case.due()
        val row = log.board(now).rows.find { it.case == id }
        // The board says the same as the case, and has no row of one that has ended.
        assertEquals(if (view.ended == null) listOf<Any?>(light, due.at, view.holder) else null, row?.let { listOf(it.light, it.due, it.holder) })
        return listOf(
            code(light), code(view.state), due.at, case.clockState(now).remaining.takeIf { view.ended == null }?.let(::amount),
            code(case.route().complexity), view.holder, view.firstResponsible?.id, view.told, view.exempted, view.reworked,
            view.returned, view.transferred, view.reopened, view.extensions.count { it.granted != null }, code(view.supervision),
            case.stages().filter { it.isLate(now) }.joinToString(" ") { code(it.stage)!! }, case.nextChange(now),
        )
    }

    fun command(cell: List<String>): List<Any?> {
        val (name, policy, id, expected, at) = cell
        val (actor, role, kind, data) = cell.drop(5)
        val log = log(name, policy)
        val text = """{"schema":1,"case":"$id","sequence":1,"at":"$at:00","actor":{"id":"$actor","role":"$role"},""" +
            """"kind":"$kind","data":${data.replace(';', ',')}}"""
        return try {
            val asked = Event.fromJson(text)
            log.run(Command(id, expected.toLong(), asked.at, asked.actor, asked.step))
            listOf("ok", "")
        } catch (refusal: WanggeException) {
            val allowed = when (refusal) {
                is WanggeException.StepNotOpen -> refusal.allowed.map(::code)
                is WanggeException.StepNotYours -> refusal.allowed.map(::code)
                is WanggeException.StepRefused -> refusal.allowed
                else -> listOf()
            }
            listOf(refusal.code, allowed.joinToString(" "))
        }
    }
}
