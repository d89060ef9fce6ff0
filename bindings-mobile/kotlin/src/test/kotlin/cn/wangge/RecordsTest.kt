package cn.wangge

import java.time.LocalDate
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertNull

/** The household ledger and the service card. All made up: no district 110000, no numbers that begin with 142, no such people. */
class RecordsTest {
    private val policy = Policy.preset("combined")
    private val day = LocalDate.of(2026, 11, 25)
    private val grid = "340100000001001"
    private val fields = listOf(
        LedgerField.HOUSEHOLD, LedgerField.GRID, LedgerField.NAME, LedgerField.SEX, LedgerField.IDENTITY, LedgerField.PHONE, LedgerField.RELATION,
    )
    private val rows = listOf(
        listOf("H-1", grid, "示例甲", "男", "110000190001010012", "14200001234", "户主"),
        listOf("H-1", "", "示例乙", "女", "", "1234", "长女"),
        listOf("H-2", "340100000001002", "示例丙", "女", "110000190001010012", "", "户主"),
    )
    private val ledger = Ledger.fromRows(fields, rows)

    @Test
    fun `what is wrong is told at once with its place`() {
        assertEquals(2 to 3, ledger.households() to ledger.people())
        assertEquals(listOf(), ledger.faults())
        val found = policy.checkLedger(ledger, day)
        assertEquals(
            listOf(2L to "ledger.two_households", 3L to "ledger.phone", 4L to "ledger.identity_sex", 4L to "ledger.two_households"),
            found.map { it.row to it.code },
        )
        assertEquals("不符合：第2行 户H-1 第1名成员 身份证号：〔W-21〕身份证号“110**************2”同时列入户H-2", found[0].zh)
        assertEquals(listOf<Any?>(Weight.BREACH, "H-1", 2, LedgerField.PHONE, "W-21"), found[1].run { listOf(weight, household, member, field, clause) })
    }

    @Test
    fun `rows that cannot be are told or refused`() {
        val read = Ledger.fromRows(fields, listOf(rows[0].toMutableList().also { it[3] = "示例甲" }), 5)
        assertEquals(listOf(5L to "ledger.row_word"), read.faults().map { it.row to it.code })
        assertFalse(read.faults().toString().contains("示例甲"))
        fun refused(ask: () -> Unit) = assertFailsWith<WanggeException.Input> { ask() }.let { listOf(it.row, it.column, it.value, it.allowed) }
        assertEquals(listOf<Any?>(0, "rows", "1", "7 values"), refused { Ledger.fromRows(fields, listOf(listOf("H-1"))) })
        assertEquals(listOf<Any?>(null, "firstRow", "0", "1 or more"), refused { Ledger.fromRows(fields, rows, 0) })
        val twice = listOf(LedgerField.HOUSEHOLD, LedgerField.HOUSEHOLD)
        assertEquals(listOf<Any?>(0, "field", "household", "each field once a row"), refused { Ledger.fromRows(twice, listOf(listOf("H-1", "H-2"))) })
    }

    @Test
    fun `each view shows its own and no text of it shows elsewhere`() {
        val team = policy.viewLedger(ledger, View.TEAM, day, grid)
        val phones = team.seen.filter { it.field() == LedgerField.PHONE }
        assertEquals(listOf("142******34" to true, "***" to true), phones.map { it.reveal() to it.masked() })
        assertEquals(listOf("W-21", "W-21", "M-7.1.4"), team.because.map { it.clause })
        val resident = policy.viewLedger(ledger, View.RESIDENT, day, "H-1")
        assertEquals("14200001234", resident.seen.first { it.field() == LedgerField.PHONE }.reveal())
        assertEquals(listOf(), policy.viewLedger(ledger, View.PUBLIC, day).seen)
        val shown = "$team $ledger ${ledger.faults()} ${policy.checkLedger(ledger, day)}"
        for (secret in rows.flatMap { listOf(it[2], it[4], it[5]) }.filter { it.isNotEmpty() }) assertFalse(shown.contains(secret), secret)
        val refusal = assertFailsWith<WanggeException.Input> { policy.viewLedger(ledger, View.LEADER, day) }
        assertEquals("the grid of the leader", refusal.allowed)
        val none = assertFailsWith<WanggeException.Unspecified> { Policy.preset("modian-2012").viewLedger(ledger, View.OFFICE, day) }
        assertEquals("ledger.section[section = \"family\"]", none.key)
    }

    @Test
    fun `completeness figures and changes`() {
        val family = policy.ledgerCompleteness(ledger, day).first()
        assertEquals(listOf<Any?>(null, Section.FAMILY, 11L, 15L), family.run { listOf(grid, section, filled, required) })
        // Three people are too few for any figure but the 0.
        assertEquals(setOf(null, 0L), policy.ledgerFigures(ledger, FigureBy.AGE, day).map { it.count }.toSet())
        val later = ledger.merge(Ledger.fromRows(fields, listOf(rows[2].toMutableList().also { it[5] = "14200009999" })))
        val change = ledger.diff(later, day, "office-1").single()
        assertEquals(
            listOf<Any?>(day, "office-1", ChangeKind.ADDED, "H-2", 1, LedgerField.PHONE, null, "142******99"),
            change.run { listOf(this.day, who, kind, household, member, field, before, after) },
        )
    }

    @Test
    fun `what is no longer needed goes`() {
        val left = Ledger.fromRows(listOf(LedgerField.HOUSEHOLD, LedgerField.NAME, LedgerField.HEALTH, LedgerField.LEFT), listOf(listOf("H-1", "示例甲", "示例", "2020-02-29")))
        assertEquals(listOf(), policy.expiredIn(left, LocalDate.of(2021, 2, 28)))
        val past = policy.expiredIn(left, LocalDate.of(2021, 3, 1)).single()
        assertEquals(listOf<Any?>("H-1", 1, Section.MEDICAL, LocalDate.of(2021, 2, 28)), past.run { listOf(household, member, section, until) })
        assertEquals(0, policy.dropExpired(left, day).households())
        assertEquals(left, Ledger.fromRows(listOf(LedgerField.HOUSEHOLD, LedgerField.NAME, LedgerField.HEALTH, LedgerField.LEFT), listOf(listOf("H-1", "示例甲", "示例", "2020-02-29"))))
        assertEquals("示**", mask(LedgerField.NAME, "示例甲"))
        assertEquals("医疗", Section.MEDICAL.term.zh)
    }

    private val card = ServiceCard(
        grid, "示例村",
        leader = CardPerson("p-1", "示例甲", "网格长", "0551-10000001"),
        team = listOf(CardPerson("p-2", "示例乙", "村民代表", "0551-10000002")),
        services = listOf("政策宣传"),
        supervision = Supervision("示例乡领导小组办公室", "0551-10000009"),
        published = listOf(Posted(CardPlace.BOARD, LocalDate.of(2026, 1, 5)), Posted(CardPlace.AFFAIRS_COLUMN, LocalDate.of(2026, 1, 6))),
    )

    @Test
    fun `a card has its gaps and its day`() {
        assertEquals(listOf(), policy.checkCard(card, day))
        val bare = policy.checkCard(ServiceCard(grid), day)
        assertEquals(List(4) { "card.lacks" } + List(2) { "card.not_posted" }, bare.map { it.code })
        fun team(member: String) = Team(grid, listOf(Person("p-1")), listOf(Person(member)))
        val rosters = listOf(TeamFrom(LocalDate.of(2026, 1, 1), team("p-2")), TeamFrom(LocalDate.of(2026, 9, 1), team("p-3")))
        assertNull(policy.cardValidity(card, rosters, LocalDate.of(2026, 8, 31)).staleSince)
        val stale = policy.cardValidity(card, rosters, day)
        assertEquals(LocalDate.of(2026, 9, 1) to card.published, stale.staleSince to stale.replace)
        assertEquals("〔X-6〕名册自2026年9月1日（周二）起变动，服务卡自当日起失效，应更换", stale.because.single().zh)
        assertEquals(stale.findings, policy.checkCardRoster(card, team("p-3"), day))
        val refusal = assertFailsWith<WanggeException.Input> { policy.cardValidity(card, listOf(), day) }
        assertEquals("a roster", refusal.allowed)
    }
}
