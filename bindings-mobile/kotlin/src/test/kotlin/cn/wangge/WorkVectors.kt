package cn.wangge

import java.io.File
import java.time.LocalDate
import java.time.LocalDateTime
import kotlin.test.assertEquals

/** The vectors of meetings, 四议两公开, conduct, the roll-out and the thirteen systems. */
internal class WorkVectors(private val folder: File, private val calendar: WorkCalendar) {
    private val policies = HashMap<String, Policy>()

    private fun policy(name: String) = policies.getOrPut(name) {
        if (name == "extended") {
            Policy.fromToml(File(System.getProperty("wangge.policies"), "extended.toml").readText())
        } else {
            Policy.preset(name)
        }
    }

    private fun parts(text: String) = text.split(" ").filter { it.isNotEmpty() }.map { it.split("/") }

    private fun codes(words: List<Enum<*>>) = words.joinToString(" ") { it.name.lowercase() }

    private inline fun <reified T : Enum<T>> word(code: String) = enumValueOf<T>(code.uppercase())

    private fun moment(text: String) = text.takeIf { it.isNotEmpty() }?.let(LocalDateTime::parse)

    private fun shown(findings: List<Finding>) = findings.joinToString(" ") { "${it.weight.name.lowercase()}:${it.code}" }

    fun meeting(cell: List<String>): List<Any?> {
        val (name, kind, begins, ends, people) = cell
        val (attendance, grids, roundUps) = cell.drop(5)
        val meeting = Meeting(
            "M-1", word<MeetingKind>(kind), LocalDateTime.parse(begins), LocalDateTime.parse(ends),
            parts(people).map { (id, role) -> Actor(id, word(role)) },
            parts(attendance).map {
                val leave = moment(it[3])?.let { asked ->
                    LeaveOfMeeting(asked, moment(it[4]), moment(it[4])?.let { "p-1" }, it[5] == "yes")
                }
                Attendance(it[0], moment(it[1]), moment(it[2]), leave)
            },
            grids = grids.split(" ").filter { it.isNotEmpty() },
            roundUps = parts(roundUps).map { (grid, given, visits, households) ->
                RoundUp(grid, LocalDateTime.parse(given), visits.toInt(), households.toInt())
            },
        )
        val sheet = policy(name).attendanceSheet(meeting)
        assertEquals(meeting, meeting(meeting.toJson()))
        val rows = sheet.rows.joinToString(" ") {
            "${it.person}/${it.presence.name.lowercase()}/${it.minutesLate}/${it.minutesEarly}"
        }
        return listOf(rows, shown(sheet.findings), shown(meeting.roundUp()))
    }

    fun deliberation(cell: List<String>): List<Any?> {
        val (name, events, on) = cell
        Deliberation(policy(name), calendar, "D-1", "道路硬化（虚构）").use { made ->
            var outcome = ""
            for (said in parts(events)) {
                check(outcome in setOf("", "carried", "failed")) { "$events: $outcome" }
                outcome = try {
                    if (take(made, said).carried) "carried" else "failed"
                } catch (refusal: WanggeException) {
                    refusal.code
                }
            }
            val stands = made.standing(LocalDate.parse(on))
            val public = stands.public?.let { "${it.name.lowercase()}/${stands.publicUntil}" }
            Deliberation.fromJson(policy(name), calendar, made.toJson()).use { assertEquals(made.toJson(), it.toJson()) }
            return listOf(outcome, codes(stands.open), codes(stands.missing), public)
        }
    }

    private fun take(made: Deliberation, said: List<String>): DeliberationTaken {
        val day = LocalDate.parse(said[2])
        return when (said[0]) {
            "hold" -> made.hold(word(said[1]), day, said[3].toInt(), said[4].toInt(), said[5].toInt())
            "publish" -> made.publish(word(said[1]), day)
            "object" -> made.`object`(said[1], day, "某事项")
            else -> made.answer(said[1], day, said[3] == "yes", "某事项")
        }
    }

    fun conduct(cell: List<String>): List<Any?> {
        val (name, steps) = cell
        ConductRegister(policy(name), calendar).use { register ->
            var outcome = "ok"
            var last = ""
            for (said in parts(steps)) {
                check(outcome == "ok") { "$steps: $outcome" }
                last = said[1]
                outcome = try {
                    step(register, said)
                    "ok"
                } catch (refusal: WanggeException) {
                    refusal.code
                }
            }
            val found = register.findings().find { it.id == last }
            val deducted = try {
                register.effects(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31))
                    .joinToString(" ") { "${it.person}/${it.deduct}" }
            } catch (refusal: WanggeException) {
                refusal.code
            }
            ConductRegister.replay(register.toJsonLines(), policy(name), calendar).use {
                assertEquals(register.findings(), it.findings())
            }
            return listOf(outcome, found?.state?.name?.lowercase(), found?.open?.let(::codes), deducted)
        }
    }

    private fun step(register: ConductRegister, said: List<String>): ConductFinding {
        val (step, finding, at, by) = said
        val (when_, text) = LocalDateTime.parse(at) to "情况属实（虚构）"
        return when (step) {
            "raise" -> register.raise(finding, when_, by, Raise(word(said[4]), said[5], word(said[7]), text, word<Role>(said[6])))
            "answer" -> register.answer(finding, when_, by, text)
            "uphold" -> register.uphold(finding, when_, by, text)
            else -> register.dismiss(finding, when_, by, text)
        }
    }

    fun derived(cell: List<String>): List<Any?> {
        val (name, policy, now, conduct) = cell
        val events = File(folder, "cases/$name.jsonl").readLines().map { Event.fromJson(it) }
        CaseLog.replay(events, policy(policy), calendar).use { log ->
            val found = log.deriveConduct(word(conduct), LocalDateTime.parse(now))
            return listOf(
                found.joinToString(" ") { one ->
                    "${one.person.orEmpty()}>" + one.restsOn.joinToString("+") { "${it.case}#${it.sequence}" }
                },
            )
        }
    }

    fun rollout(cell: List<String>): List<Any?> {
        val (policy, year, done, on) = cell
        val tasks = parts(done).map { (task, day) -> TaskDone(word(task), LocalDate.parse(day)) }
        val stands = policy(policy).rolloutStanding(year.toInt(), "东村", tasks, LocalDate.parse(on))
        return listOf(
            stands.byDate?.name?.lowercase(), stands.reached.name.lowercase(), stands.mayGoOn, codes(stands.missing),
            codes(stands.tasks.map { it.state }),
        )
    }

    fun system(cell: List<String>): List<Any?> {
        val (policy, on, system) = cell
        val systems = policy(policy).systems(LocalDate.parse(on))
        assertEquals(TermSystem.entries, systems.map { it.system })
        val one = systems.single { it.system.name.lowercase() == system }
        return listOf(one.arranged, one.sections.joinToString(" "), one.documents.joinToString(" "), one.clause)
    }
}
