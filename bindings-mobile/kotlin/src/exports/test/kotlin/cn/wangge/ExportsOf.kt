package cn.wangge

import java.io.File
import java.time.Instant
import java.time.LocalDate

/** What the files of `tests/vectors/exports` are made of, the same in every language. All made up. */
class ExportsOf(private val folder: File) {
    val calendar: WorkCalendar = WorkCalendar.china()

    val owed: Obligations =
        Policy.preset("combined").use { policy ->
            fun holder(unit: String, from: LocalDate?, to: LocalDate?) = Holder(unit, Role.GRID_RESPONSIBLE, "p-1, 代理", from, to)
            val territory = Territory(
                listOf(DutyGrid("G-1;东,组", "V-1"), DutyGrid("G-2", "V-1"), DutyGrid("G-3", "V-2")),
                listOf(holder("G-1;东,组", null, day(15)), holder("G-2", day(16), null)),
            )
            val kinds = listOf(DutyKind.EXCHANGE, DutyKind.SUMMARY, DutyKind.ANALYSIS_MEETING, DutyKind.MONDAY_OFFICE)
            policy.obligations(territory, day(1), day(31), kinds, calendar)
        }

    val matched: Matched = run {
        fun record(id: String, unit: String, on: Int) = DutyRecord(id, DutyKind.EXCHANGE, unit, day(on))
        owed.matched(listOf(record("a", "G-1;东,组", 4), record("b", "G-1;东,组", 13), record("c", "G-2", 14)), day(20))
    }

    val tasks: List<TaskDone> = listOf(
        TaskDone(RolloutTask.SURVEY, LocalDate.of(2026, 6, 12)),
        TaskDone(RolloutTask.LEADING_GROUP, LocalDate.of(2026, 6, 9)),
        TaskDone(RolloutTask.DIVIDE, LocalDate.of(2026, 6, 26)),
        TaskDone(RolloutTask.STAFF, LocalDate.of(2026, 7, 2)),
    )

    val card: ServiceCard = ServiceCard(
        "340100000001001", "示例村",
        leader = CardPerson("p-1", "示例甲", "网格长、村委会委员", "0551-10000001"),
        team = listOf(
            CardPerson("p-2", "示例乙", "村民代表", "0551-10000002"),
            CardPerson("p-3", "示例丙", "退休教师", "0551-10000003"),
            CardPerson("p-4", "示例丁", "党员代表", "0551-10000004"),
        ),
        services = listOf("政策宣传", "民意调查", "信息收集反馈", "隐患矛盾排查", "能力范围内的服务"),
        supervision = Supervision("示例乡网格化管理领导小组办公室", "0551-10000009"),
        published = listOf(Posted(CardPlace.BOARD, LocalDate.of(2026, 1, 5)), Posted(CardPlace.AFFAIRS_COLUMN, LocalDate.of(2026, 1, 6))),
    )

    val address: String = "https://example.invalid/340100000001001?名=示例村"

    fun day(number: Int): LocalDate = LocalDate.of(2026, 10, number)

    fun ics(name: String?, lang: Lang? = null): IcsOptions = IcsOptions(Instant.parse("2026-09-30T08:00:00Z"), "example.org", name, lang)

    fun file(name: String): String = folder.resolve(name).readText()
}
