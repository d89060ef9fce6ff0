package cn.wangge

import java.io.File
import java.time.LocalDate
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import kotlin.test.fail
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.TestFactory

/** The shared vectors, each file a test: questions with the answers that every language gives. */
class VectorsTest {
    private class Runner(val asked: Int, val answer: (List<String>) -> List<Any?>)

    private val folder = File(System.getProperty("wangge.vectors", "../../tests/vectors"))
    private val calendar = WorkCalendar.china()
    private val provisional = calendar.withProvisional()
    private val policies = Policy.presets().associateWith { Policy.preset(it) }

    private val divisions = DivisionVectors(::policy)
    private val clocks = ClockVectors(folder, calendar)
    private val cases = CaseVectors(folder, calendar)
    private val duties = DutyVectors(calendar)
    private val records = RecordsVectors()
    private val work = WorkVectors(folder, calendar)
    private val assess = AssessVectors(folder)

    private val runners = mapOf(
        "days.csv" to Runner(1) { (date) -> day(calendar, date) },
        "provisional.csv" to Runner(1) { (date) -> day(provisional, date) },
        "add_workdays.csv" to Runner(4) { (from, n, start, makeUp) ->
            val date = LocalDate.parse(from)
            val found = calendar.addWorkdays(date, n.toInt(), word<Start>(start), word<MakeUp>(makeUp))
            val list = calendar.addWorkdaysList(listOf(number(date)), n.toInt(), word<Start>(start), word<MakeUp>(makeUp))
            assertEquals(listOf(number(found)), list)
            assertEquals(found, calendar.explain(date, n.toInt(), word<Start>(start), word<MakeUp>(makeUp)).date)
            listOf(found)
        },
        "workdays_between.csv" to Runner(3) { (from, to, makeUp) ->
            listOf(calendar.workdaysBetween(LocalDate.parse(from), LocalDate.parse(to), word<MakeUp>(makeUp)))
        },
        "months.csv" to Runner(3) { (year, month, n) ->
            listOf(calendar.nthWorkdayOfMonth(year.toInt(), month.toInt(), n.toInt()))
        },
        "roll.csv" to Runner(2) { (date, roll) -> listOf(calendar.roll(LocalDate.parse(date), word<Roll>(roll)!!)) },
        "deadlines.csv" to Runner(3) { (policy, received, complexity) -> deadline(policy, received, complexity) },
        "due_at.csv" to Runner(7, clocks::dueAt),
        "duties.csv" to Runner(6, duties::duties),
        "duty_records.csv" to Runner(9, duties::records),
        "limit_texts.csv" to Runner(1) { (text) -> clocks.limit(text) },
        "cases.csv" to Runner(4, cases::case),
        "case_commands.csv" to Runner(9, cases::command),
        "meetings.csv" to Runner(8, work::meeting),
        "deliberations.csv" to Runner(3, work::deliberation),
        "conduct.csv" to Runner(2, work::conduct),
        "conduct_cases.csv" to Runner(4, work::derived),
        "rollouts.csv" to Runner(4, work::rollout),
        "systems.csv" to Runner(3, work::system),
        "sizes.csv" to Runner(2) { (policy, households) -> sizes(policy, households.toInt()) },
        "teams.csv" to Runner(3) { (policy, leaders, members) ->
            val team = Team("G-1", words(leaders).map(::leader), words(members).map { Person(it) })
            listOf(findings(policy(policy).checkTeam(team)))
        },
        "groups.csv" to Runner(2) { (policy, members) ->
            val group = words(members).map {
                val (id, post, office) = it.split(":")
                GroupMember(id, word<Post>(post)!!, word<Office>(office)!!)
            }
            listOf(findings(policy(policy).checkLeadingGroup(group)))
        },
        "routes.csv" to Runner(6) { cell -> route(cell) },
        "ranks.csv" to Runner(5) { (policy, start, end, asOf, cases) -> ranks(policy, start, end, asOf, cases) },
        "divisions.csv" to Runner(4) { cell -> divisions.divisions(cell) },
        "audits.csv" to Runner(5) { cell -> divisions.audits(cell) },
        "identity_numbers.csv" to Runner(2, records::identity),
        "phones.csv" to Runner(1, records::phone),
        "figures.csv" to Runner(2, records::figures),
        "curves.csv" to Runner(9, assess::curve),
        "sheets.csv" to Runner(4, assess::sheet),
        "rankings.csv" to Runner(3, assess::ranking),
        "years.csv" to Runner(3, assess::year),
        "villages.csv" to Runner(7) { cell -> divisions.villages(cell) },
    )

    @TestFactory
    fun vectors(): List<DynamicTest> {
        val files = folder.listFiles { file -> file.name.endsWith(".csv") }.orEmpty().sortedBy { it.name }
        assertTrue(files.isNotEmpty(), "no vectors in $folder")
        assertEquals(emptySet(), runners.keys - files.map { it.name }.toSet(), "files that are gone")
        return files.map { file -> DynamicTest.dynamicTest(file.name) { run(file) } }
    }

    private fun run(file: File) {
        val runner = runners[file.name] ?: fail("no runner for ${file.name}")
        val lines = file.readLines().filter { it.isNotBlank() && !it.startsWith("#") }
        val heading = lines.first().split(",")
        assertEquals("source", heading.last())
        val wrong = mutableListOf<String>()
        for (line in lines.drop(1)) {
            val cell = line.split(",")
            assertEquals(heading.size, cell.size, line)
            val expected = cell.subList(runner.asked, cell.size - 1)
            val answer = try {
                runner.answer(cell.subList(0, runner.asked)).map { it?.toString() ?: "" }
            } catch (refusal: WanggeException) {
                List(expected.size) { if (it == 0) "error:" + kind(refusal) else "" }
            }
            if (answer != expected) wrong += "$line\n  answered $answer"
        }
        val rows = lines.size - 1
        assertTrue(rows > 0, "${file.name} has no rows")
        println("vectors ${file.name}: $rows rows")
        assertEquals(emptyList(), wrong, "${wrong.size} of $rows rows")
    }

    private fun policy(name: String) = policies.getValue(name)

    private fun day(calendar: WorkCalendar, date: String): List<Any?> {
        val day = calendar.day(LocalDate.parse(date))
        assertEquals(day.workday, calendar.isWorkday(day.date))
        assertEquals(day.status, calendar.status(day.date))
        return listOf(day.workday, code(day.kind), day.name, code(day.status))
    }

    private fun deadline(policy: String, received: String, complexity: String): List<Any?> {
        val date = LocalDate.parse(received)
        val hard = word<Complexity>(complexity)!!
        val due = policy(policy).deadline(date, hard, calendar)
        assertEquals(listOf(number(due.date)), policy(policy).deadlines(listOf(number(date)), listOf(hard), calendar))
        assertEquals(due.date, policy(policy).explainDeadline(date, hard, calendar).last().date)
        return listOf(due.date, code(due.status), clauses(due.because))
    }

    private fun sizes(policy: String, households: Int): List<Any?> {
        val counts = policy(policy).gridCounts(households)
        val sizes = (counts.preferred ?: counts.fewest)?.let { counts.sizes(it) }?.let { sizes ->
            val smaller = if (sizes.smallerCount > 0) " ${sizes.smallerCount}x${sizes.smaller}" else ""
            "${sizes.largerCount}x${sizes.larger}$smaller"
        }
        return listOf(counts.fewest, counts.most, counts.preferred, sizes, counts.below, counts.above)
    }

    private fun leader(text: String): Person {
        val (id, identity, lives) = text.split(":")
        val inGrid = when (lives) {
            "yes" -> true
            "no" -> false
            "" -> null
            else -> fail("lives: $lives")
        }
        return Person(id, identity.ifEmpty { null }?.let(::standingOf), inGrid)
    }

    private fun route(cell: List<String>): List<Any?> {
        val (policy, scope, major, sudden, work) = cell
        val facts = listOf(major, sudden).map { it.toBooleanStrict() }
        val route = policy(policy).route(word<Scope>(scope)!!, facts[0], facts[1], word<Work>(work), word<Complexity>(cell[5]))
        return listOf(
            code(route.level), code(route.handler), route.steps.joinToString(" ", transform = ::code),
            route.path.joinToString(" ", transform = ::code), route.reportAtOnce, route.toldBy?.let(::code),
            route.complexity?.let(::code), clauses(route.because),
        )
    }

    private fun ranks(policy: String, start: String, end: String, asOf: String, cases: String): List<Any?> {
        val rows = words(cases).map {
            val (village, received, closed, complexity) = it.split("/")
            val settled = closed.ifEmpty { null }?.let(LocalDate::parse)
            CaseRow(village, LocalDate.parse(received), settled, word<Complexity>(complexity)!!)
        }
        val days = listOf(start, end, asOf).map(LocalDate::parse)
        val ranking = rank(policy(policy), calendar, rows, days[0], days[1], days[2])
        val scores = score(policy(policy), calendar, "grid_work", rows, days[0], days[1], days[2])
        val marks = scores.rows.associate { it.village to (it.marks ?: "na") }
        return listOf(
            ranking.rows.joinToString(" ") { row ->
                val rank = when (val place = row.place) {
                    is RankPlace.Rank -> place.rank.toString()
                    RankPlace.BelowVolume -> "-"
                    RankPlace.NothingToCount -> "0"
                    RankPlace.PartOfPeriod -> "part"
                }
                "${row.village}/$rank/${row.figures.onTime}/${row.figures.decided}/${marks[row.village]}"
            },
        )
    }

    private fun words(list: String) = list.split(" ").filter { it.isNotEmpty() }

    private fun findings(found: List<Finding>) = found.joinToString(" ") { "${code(it.weight)}:${it.code}" }

    private fun clauses(because: List<Reason>) = because.map { it.clause }.distinct().joinToString(" ")

    private fun number(date: LocalDate) = Math.toIntExact(date.toEpochDay())

    private fun code(word: Enum<*>) = word.name.lowercase()

    private inline fun <reified E : Enum<E>> word(code: String): E? =
        if (code.isEmpty()) null else enumValueOf<E>(code.uppercase())

    private fun kind(refusal: WanggeException) = when (refusal) {
        is WanggeException.UnknownDay, is WanggeException.CalendarTable -> "calendar"
        is WanggeException.Unspecified -> "unspecified"
        is WanggeException.Input -> "input"
        is WanggeException.Infeasible, is WanggeException.DivisionNotFound, is WanggeException.InParts,
        is WanggeException.Unlawful, is WanggeException.Cancelled, is WanggeException.ListenerFailed -> "division"
        is WanggeException.StepNotOpen, is WanggeException.StepNotYours, is WanggeException.StepRefused,
        is WanggeException.CaseConflict, is WanggeException.EventSequence, is WanggeException.CaseBackwards,
        is WanggeException.CommandReused, is WanggeException.UnknownCase, is WanggeException.CaseExists,
        is WanggeException.OtherCase -> "case"
        is WanggeException.StepShut -> "step"
        is WanggeException.PolicyFaults, is WanggeException.NotInForce,
        is WanggeException.SeveralInForce, is WanggeException.UnknownPreset -> "policy"
    }
}
