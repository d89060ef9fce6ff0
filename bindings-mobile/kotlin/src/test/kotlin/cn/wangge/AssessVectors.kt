package cn.wangge

import java.io.File
import java.time.LocalDate
import kotlin.test.fail

/** The vectors of curves, sheets, ranks and years. */
class AssessVectors(private val folder: File) {
    private val quarter = Period(LocalDate.of(2026, 7, 1), LocalDate.of(2026, 9, 30))
    private val year = Period(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31))

    fun curve(cell: List<String>): List<Any?> {
        val (kind, full, target, per, floor) = cell
        val (cap, steps, reverse, value) = cell.drop(5)
        val made = when (kind) {
            "linear" -> Curve.linear(full)
            "slope" -> Curve.slope(full, target, per, floor)
            "deduct" -> Curve.deduct(full, per, cap)
            "steps" -> Curve.steps(full, words(steps).map { CurveStep(it.substringBefore("/"), it.substringAfter("/")) })
            else -> fail("no curve $kind")
        }
        return listOf((if (reverse == "true") made.reversed() else made).marks(value))
    }

    fun sheet(cell: List<String>): List<Any?> {
        val (policy, sheet, units, counts) = cell
        val found = policy(policy).marks(sheet, tallies(counts, quarter), quarter, units(units))
        return listOf(found.rows.joinToString(" ") { row ->
            "${row.unit}=${row.items.joinToString("/") { it.marks ?: "-" }}=${row.total ?: "-"}"
        })
    }

    fun ranking(cell: List<String>): List<Any?> {
        val (policy, units, counts) = cell
        val found = policy(policy).ranks(tallies(counts, quarter), quarter, units(units))
        return listOf(found.rows.joinToString(" ") { row ->
            when (val place = row.place) {
                is RankPlace.Rank -> {
                    val sure = "${yes(row.oneCaseDecides)}/${row.differsFromFirst?.let(::yes) ?: "-"}"
                    "${row.unit}/${place.rank}/${place.sharedBy}/${row.toNext ?: "-"}/$sure"
                }
                RankPlace.BelowVolume -> "${row.unit}/volume/-/-/-/-"
                RankPlace.NothingToCount -> "${row.unit}/nothing/-/-/-/-"
                RankPlace.PartOfPeriod -> "${row.unit}/part/-/-/-/-"
            }
        })
    }

    fun year(cell: List<String>): List<Any?> {
        val (policy, counts, given) = cell
        val marks = words(given).map { text -> text.split("/").let { (sheet, unit, marks) -> GivenMarks(sheet, unit, marks) } }
        val found = policy(policy).review(tallies(counts, year), year, marks)
        return listOf(found.rows.joinToString(" ") { "${it.unit}/${it.first ?: "-"}/${it.second ?: "-"}/${it.total ?: "-"}" })
    }

    private fun policy(name: String) = Policy.fromToml(folder.resolve("assess/$name.toml").readText())

    private fun tallies(counts: String, period: Period): Tallies {
        val units = words(counts).map { it.substringBefore(":") to it.substringAfter(":") }
        val rows = units.flatMapIndexed { unit, (_, text) ->
            text.split(";").flatMap { one ->
                val (tally, count) = one.split("=")
                val days = if (tally in OF_CASES) Belongs.entries else listOf(null)
                days.map { CountRow(unit, 0, tally, it, false, count.toInt()) }
            }
        }
        return Tallies(units.map { it.first }, listOf(period), rows)
    }

    private fun units(text: String) = words(text).map { one ->
        val (unit, group, from, to) = "$one:::".split(":")
        UnitFact(unit, group.ifEmpty { null }, from.ifEmpty { null }?.let(LocalDate::parse), to.ifEmpty { null }?.let(LocalDate::parse))
    }

    private fun yes(yes: Boolean) = if (yes) "yes" else "no"

    private fun words(list: String) = list.split(" ").filter { it.isNotEmpty() }

    companion object {
        /** The counts of cases that the vectors name. */
        val OF_CASES = setOf(
            "fed_back", "due", "closed", "closed_on_time", "overdue_open", "returned", "extended", "rated", "satisfied",
        )
    }
}
