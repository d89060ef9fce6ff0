package cn.wangge

import java.time.LocalDate

/** The vectors of the ledger: identity numbers, numbers to call, figures. */
class RecordsVectors {
    fun identity(cell: List<String>): List<Any?> {
        val (number, day) = cell
        val read = readIdentity(number, LocalDate.parse(day))
        val expected = read.faults.joinToString("/") { it.term.code }.ifEmpty { "ok" }
        return listOf(expected, read.birthday, read.sex?.term?.code)
    }

    fun phone(cell: List<String>): List<Any?> {
        val read = readPhone(cell[0])
        val fault = read.fault?.let { if (it == PhoneFault.MOBILE) "mobile_fault" else it.term.code }
        return listOf(read.kind?.term?.code ?: fault)
    }

    fun figures(cell: List<String>): List<Any?> {
        val (least, counts) = cell
        val rows = counts.split(";").flatMapIndexed { nth, line ->
            line.split("/").zip(listOf("男", "女")).flatMap { (many, sex) -> List(many.toInt()) { listOf("g$nth", "g$nth", sex) } }
        }
        val toml = "schema = 1\nid = \"x\"\ntitle = \"x\"\nfrom = 2020-01-01\n[ledger.figures]\nleast_group = $least\nclause = \"X-5\"\n"
        val ledger = Ledger.fromRows(listOf(LedgerField.HOUSEHOLD, LedgerField.GRID, LedgerField.SEX), rows)
        val figures = Policy.fromToml(toml).ledgerFigures(ledger, FigureBy.SEX, LocalDate.of(2026, 11, 25))
        val lines = figures.chunked(4).map { line -> listOf(0, 1, 3).joinToString("/") { line[it].count?.toString() ?: "-" } }
        return listOf(lines.joinToString(";"))
    }
}
