package cn.wangge

import java.io.File
import java.time.LocalDate
import java.time.LocalDateTime
import kotlin.test.assertEquals

/** The vectors of clocks and of limits read from text: questions of a row in, its answers out. */
internal class ClockVectors(private val folder: File, private val calendar: WorkCalendar) {
    private val policies = HashMap<String, Policy>()

    private fun policy(name: String) = policies.getOrPut(name) {
        val file = File(folder, "clocks/$name.toml")
        if (file.exists()) Policy.fromToml(file.readText()) else Policy.preset(name)
    }

    private fun amount(amount: ClockAmount?) = amount?.let { it.days?.let { days -> "${days}d" } ?: "${it.time!!.toMinutes()}m" }

    fun dueAt(cell: List<String>): List<Any?> {
        val (policy, start, term, pauses, extensions) = cell
        val (count, unit) = term.split(" ")
        val facts = ClockFacts(
            LocalDateTime.parse(start),
            count.toInt(),
            TermUnit.valueOf(unit.uppercase()),
            pauses.split(" ").filter { it.isNotEmpty() }.map {
                val (from, to) = it.split("/")
                Pause(LocalDateTime.parse(from), to.ifEmpty { null }?.let(LocalDateTime::parse))
            },
            extensions.split(" ").filter { it.isNotEmpty() }.map { it.toInt() },
            Roll.valueOf(cell[5].uppercase()),
        )
        val due = policy(policy).dueAt(facts, calendar)
        val lines = policy(policy).explainDueAt(facts, calendar)
        assertEquals(due.at != null, lines.last().zh.startsWith("到期时刻"))
        val state = cell[6].ifEmpty { null }?.let { policy(policy).clockState(facts, LocalDateTime.parse(it), calendar) }
        return listOf(
            due.at ?: "open", due.date, due.status?.name?.lowercase(), amount(due.left),
            amount(state?.elapsed), amount(state?.remaining),
        )
    }

    fun limit(text: String): List<Any?> {
        val limit = readLimit(text)
        assertEquals(text, limit.condition.orEmpty() + limit.said + limit.remainder.orEmpty())
        return listOf(limit.count, limit.unit.name.lowercase(), limit.bare, limit.condition, limit.remainder)
    }
}
