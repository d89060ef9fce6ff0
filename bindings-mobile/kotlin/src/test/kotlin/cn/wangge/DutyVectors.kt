package cn.wangge

import java.time.LocalDate

/** The vectors of duties: what is owed, and what was done of it. */
internal class DutyVectors(private val calendar: WorkCalendar) {
    private val presets = HashMap<String, Policy>()

    private fun policy(name: String, duty: String): Policy {
        if (name != "own") return presets.getOrPut(name) { Policy.preset(name) }
        val keys = duty.split(";").map { pair ->
            val (key, value) = pair.split("=")
            val (count, unit) = "$value ".split(" ")
            when {
                unit.isNotEmpty() -> "$key = { count = $count, unit = \"$unit\" }"
                value.toIntOrNull() != null -> "$key = $value"
                else -> "$key = \"$value\""
            }
        }
        return Policy.fromToml(HEAD + keys.joinToString("\n"))
    }

    private fun kind(policy: String, duty: String) =
        if (policy == "own") DutyKind.VISIT else DutyKind.valueOf(duty.uppercase())

    private fun day(text: String?) = text?.takeIf { it.isNotEmpty() }?.let(LocalDate::parse)

    private fun owed(cell: List<String>, dwellings: String): Obligations {
        val (policy, duty, from, to, grid) = cell
        val called = cell[5].takeIf { it.isNotEmpty() }?.split("/")
        val ends = grid.split("/")
        val territory = Territory(
            listOf(DutyGrid("G-1", "V-1", day(ends[0]), day(ends.getOrNull(1)))),
            dwellings = dwellings.split(" ").filter { it.isNotEmpty() }.map {
                val parts = it.split("/")
                Dwelling("G-1", parts[0], day(parts.getOrNull(1)), day(parts.getOrNull(2)))
            },
            occasions = listOfNotNull(
                called?.let { (unit, day, due) -> Occasion("O-1", kind(policy, duty), unit, LocalDate.parse(day), day(due)) },
            ),
        )
        val kinds = listOf(kind(policy, duty))
        return policy(policy, duty).obligations(territory, LocalDate.parse(from), LocalDate.parse(to), kinds, calendar)
    }

    /** A refusal, and what it names. */
    private fun refusal(refusal: WanggeException): Pair<String, String> = when (refusal) {
        is WanggeException.Unspecified -> "error:unspecified" to refusal.key.replace("\"", "").replace(",", ";")
        is WanggeException.Input -> "error:input" to "${refusal.row ?: ""}/${refusal.column}"
        is WanggeException.UnknownDay -> "error:calendar" to ""
        is WanggeException.NotInForce -> "error:policy" to ""
        else -> throw refusal
    }

    fun duties(cell: List<String>): List<Any?> = try {
        val owed = owed(cell, "").list()
        val windows = owed.map {
            val opens = if (it.opens == it.due) "" else "${it.opens}>"
            "$opens${it.due}${if (it.status == DayStatus.PROVISIONAL) "?" else ""}"
        }
        listOf(windows.joinToString(" "), "")
    } catch (refusal: WanggeException) {
        refusal(refusal).toList()
    }

    fun records(cell: List<String>): List<Any?> {
        val (dwellings, said, asOf) = cell.drop(6)
        val records = said.split(" ").filter { it.isNotEmpty() }.map {
            val parts = it.split("/")
            val text = { place: Int -> parts.getOrNull(place)?.takeIf { part -> part.isNotEmpty() } }
            DutyRecord(parts[0], kind(cell[0], cell[1]), parts[1], LocalDate.parse(parts[2]), text(3), text(4))
        }
        return try {
            val matched = owed(cell, dwellings).matched(records, LocalDate.parse(asOf))
            val lists = listOf(
                matched.outcomes.map { listOfNotNull(it.state.name.lowercase(), it.on, it.record).joinToString("/") },
                matched.uses.map { listOfNotNull(it.counted.name.lowercase(), it.obligation).joinToString("/") },
                matched.coverage.map { "${it.obligation}/${it.needed}/${it.seen}/${it.seenLate}" },
                matched.unlisted,
                matched.diaryGaps.map { "${it.from}>${it.to}/${it.days}" },
            )
            lists.map { it.joinToString(" ") } + ""
        } catch (refusal: WanggeException) {
            val (code, key) = refusal(refusal)
            listOf(code, "", "", "", "", key)
        }
    }

    private companion object {
        val HEAD = """
            schema = 1
            id = "own"
            title = "own"
            from = 2020-01-01
            [calendar]
            table = "state_council"
            clause = "E-3"
            [counting]
            start = "next_day"
            make_up_days = "count"
            clause = "E-2"
            [[duty]]
            kind = "visit"
            owner = "grid_team"
            each = "grid"
            clause = "M-3.1"

        """.trimIndent()
    }
}
