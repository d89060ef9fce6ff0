package cn.wangge

import com.google.zxing.BinaryBitmap
import com.google.zxing.DecodeHintType
import com.google.zxing.RGBLuminanceSource
import com.google.zxing.common.HybridBinarizer
import com.google.zxing.qrcode.QRCodeReader
import ezvcard.Ezvcard
import ezvcard.VCardVersion
import java.io.ByteArrayInputStream
import java.io.File
import java.io.StringReader
import java.time.Instant
import java.time.LocalDate
import javax.xml.parsers.DocumentBuilderFactory
import kotlin.test.Test
import kotlin.test.assertContains
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNotEquals
import kotlin.test.assertTrue
import net.fortuna.ical4j.data.CalendarBuilder
import net.fortuna.ical4j.model.Component
import net.fortuna.ical4j.model.Property
import net.fortuna.ical4j.model.component.VEvent
import org.w3c.dom.Document
import org.w3c.dom.Element

/** What other programs read: the same files as every language writes, and read back by other people's readers. */
class ExportsTest {
    private val made = ExportsOf(File(System.getProperty("wangge.vectors"), "exports"))
    private val owed = made.owed
    private val card = made.card

    @Test
    fun `a calendar is the same file and is read back`() {
        val village = owed.toIcs(made.ics("示例村；网格"), village = "V-1")
        assertEquals(made.file("duties.ics"), village)
        assertEquals(made.file("duties-person-en.ics"), owed.toIcs(made.ics(null, Lang.EN), person = "p-1, 代理"))
        val list = owed.list().filter { it.village == "V-1" }
        val events = events(village)
        assertEquals(list.map { "${it.uid}@example.org" }, events.map { it.value(Property.UID) })
        assertEquals(list.map { it.due.toString().replace("-", "") }, events.map { it.value(Property.DTSTART) })
        assertEquals(list.map { it.due.plusDays(1).toString().replace("-", "") }, events.map { it.value(Property.DTEND) })
        assertEquals(setOf("20260930T080000Z"), events.map { it.value(Property.DTSTAMP) }.toSet())
        assertEquals("交流（G-1;东,组）", events.first().value(Property.SUMMARY))
        assertContains(events.first().value(Property.DESCRIPTION), "责任人：p-1, 代理")
        assertEquals(owed.list().count { it.unit == "G-3" }, events(owed.toIcs(made.ics(null), grid = "G-3")).size)
        assertEquals(owed.count(), events(owed.toIcs(made.ics(null))).size)
    }

    @Test
    fun `a stamp is a moment to the second in the years that a calendar can write`() {
        fun stamped(stamp: Instant) = events(owed.toIcs(IcsOptions(stamp, "d"), grid = "G-3")).first().value(Property.DTSTAMP)
        assertEquals("20260930T080000Z", stamped(Instant.parse("2026-09-30T08:00:00.999Z")))
        assertEquals("19691231T120000Z", stamped(Instant.parse("1969-12-31T12:00:00.500Z")))
        assertEquals("99991231T235959Z", stamped(Instant.parse("9999-12-31T23:59:59Z")))
        for (stamp in listOf(Instant.MIN, Instant.parse("0000-12-31T23:59:59Z"), Instant.parse("+10000-01-01T00:00:00Z"), Instant.MAX)) {
            val refusal = assertFailsWith<WanggeException.Input> { owed.toIcs(IcsOptions(stamp, "d")) }
            assertEquals(listOf("stamp", "a moment of the years 1 to 9999"), listOf(refusal.column, refusal.allowed))
        }
    }

    @Test
    fun `a month is the same picture`() {
        val svg = owed.toSvg("V-1", made.day(15), made.calendar, made.matched.outcomes)
        assertEquals(made.file("month.svg"), svg)
        assertContains(texts(svg), "国庆节")
        assertEquals(made.file("month-grid-en.svg"), owed.toSvg("G-2", made.day(15), made.calendar, options = MonthOptions(700, Lang.EN)))
        fun refused(ask: () -> Unit) = assertFailsWith<WanggeException.Input> { ask() }.run { listOf(column, value, allowed) }
        assertEquals(listOf("width", "10", "560 to 8000 pixels"), refused { owed.toSvg("G-2", made.day(15), made.calendar, options = MonthOptions(10)) })
        assertEquals("width", refused { owed.toSvg("G-2", made.day(15), made.calendar, options = MonthOptions(-1)) }[0])
        assertEquals("unit", refused { owed.toSvg("G-9", made.day(15), made.calendar) }[0])
        assertEquals(listOf("outcomes", "0", "${owed.count()}, one for each obligation"), refused { owed.toSvg("G-2", made.day(15), made.calendar, listOf()) })
        assertFailsWith<WanggeException.UnknownDay> { owed.toSvg("G-2", LocalDate.of(2031, 1, 1), made.calendar) }
    }

    @Test
    fun `the roll-out is the same picture`() {
        val policy = Policy.preset("xiang-2011")
        val svg = policy.ganttStanding(2026, "东村<1>", made.tasks, LocalDate.of(2026, 7, 15))
        assertEquals(made.file("gantt.svg"), svg)
        assertContains(texts(svg), "东村<1>")
        assertEquals(made.file("gantt-plan-en.svg"), policy.gantt(2026, GanttOptions("Roll-out & tasks", 1200, Lang.EN)))
        assertEquals("width", assertFailsWith<WanggeException.Input> { policy.gantt(2026, GanttOptions(width = 8001)) }.column)
        assertEquals("rollout", assertFailsWith<WanggeException.Unspecified> { Policy.preset("modian-2012").gantt(2026) }.key)
        val early = assertFailsWith<WanggeException.Input> { policy.ganttStanding(2026, "东村", made.tasks, LocalDate.of(2026, 7, 1)) }
        assertEquals(3, early.row)
    }

    @Test
    fun `contacts are the same file and are read back`() {
        val text = card.vcards()
        assertEquals(made.file("card.vcf"), text)
        val people = Ezvcard.parse(text).all()
        assertEquals(
            (listOf(card.leader!!) + card.team).map { listOf(it.name, it.post, it.contact) },
            people.map { listOf(it.formattedName.value, it.titles.single().value, it.telephoneNumbers.single().text) },
        )
        assertEquals(setOf(VCardVersion.V4_0), people.map { it.version }.toSet())
        assertEquals(listOf(card.village, card.grid), people.first().organization.values)
        assertEquals("urn:x-wangge:340100000001001:p-1", people.first().uid.value)
        assertEquals(text, (listOf(card.leader!!) + card.team).joinToString("") { card.vcard(it) })
        val nameless = assertFailsWith<WanggeException.Input> { card.copy(team = listOf(CardPerson("p-2"))).vcards() }
        assertEquals(listOf<Any?>(1, "name", "a name: a contact has one"), nameless.run { listOf(row, column, allowed) })
        val control = assertFailsWith<WanggeException.Input> { card.vcard(CardPerson("p-2", "示例\r\nTEL:1")) }
        assertEquals("name", control.column)
    }

    @Test
    fun `a page is the same picture and its code is the leader`() {
        val svg = card.page(PageOptions(made = LocalDate.of(2026, 11, 25)))
        assertEquals(made.file("card.svg"), svg)
        val page = xml(svg).documentElement
        assertEquals(listOf("105mm", "148mm"), listOf(page.getAttribute("width"), page.getAttribute("height")))
        assertContains(texts(svg), "示例甲")
        val code = elements(xml(svg), "path").single().getAttribute("d")
        val leader = Ezvcard.parse(scanned(code)).first()
        assertEquals(listOf("示例甲", "0551-10000001"), listOf(leader.formattedName.value, leader.telephoneNumbers.single().text))
        assertEquals(made.file("card-en.svg"), card.page(PageOptions(made.address, lang = Lang.EN)))
        val many = card.copy(team = List(7) { CardPerson("p-$it", "示例") })
        assertEquals("team", assertFailsWith<WanggeException.Input> { many.page() }.column)
        val long = card.copy(village = "村".repeat(40))
        assertEquals("village", assertFailsWith<WanggeException.Input> { long.page() }.column)
    }

    @Test
    fun `a code is read back`() {
        val svg = qr(made.address)
        assertEquals(made.file("qr.svg"), svg)
        val code = elements(xml(svg), "path").single().getAttribute("d")
        assertEquals(made.address, scanned(code))
        assertNotEquals(svg, qr("示例"))
        val long = assertFailsWith<WanggeException.Input> { qr("长".repeat(778)) }
        assertEquals(listOf("qr", "2334 bytes", "2331 bytes at most, as UTF-8"), long.run { listOf(column, value, allowed) })
    }

    @Test
    fun `a closed object is refused`() {
        val calendar = WorkCalendar.china()
        calendar.close()
        assertFailsWith<IllegalStateException> { owed.toSvg("G-2", made.day(15), calendar) }
    }

    private fun events(ics: String): List<VEvent> =
        CalendarBuilder().build(StringReader(ics)).getComponents<VEvent>(Component.VEVENT)

    private fun VEvent.value(property: String): String = getRequiredProperty<Property>(property).value

    private fun xml(svg: String): Document =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(ByteArrayInputStream(svg.toByteArray()))

    private fun elements(document: Document, name: String): List<Element> =
        document.getElementsByTagName(name).let { found -> List(found.length) { found.item(it) as Element } }

    private fun texts(svg: String): List<String> = elements(xml(svg), "text").map { it.textContent.trim() }

    /** What a code says whose black modules are squares of a path, drawn eight pixels a module with its white. */
    private fun scanned(path: String): String {
        val modules = Regex("""M(\d+) (\d+)h1v1h-1z""").findAll(path).map { it.groupValues[1].toInt() to it.groupValues[2].toInt() }.toSet()
        assertTrue(modules.size > 200, path)
        val side = (modules.maxOf { maxOf(it.first, it.second) } + 5) * 8
        val pixels = IntArray(side * side) { if ((it % side) / 8 to (it / side) / 8 in modules) 0 else 0xffffff }
        val bitmap = BinaryBitmap(HybridBinarizer(RGBLuminanceSource(side, side, pixels)))
        return QRCodeReader().decode(bitmap, mapOf(DecodeHintType.CHARACTER_SET to "UTF-8")).text
    }
}
