package cn.wangge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.File;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What other programs read, from Java: the same files as every language writes. */
class ExportsJavaTest {
    private final ExportsOf made = new ExportsOf(new File(System.getProperty("wangge.vectors"), "exports"));

    @Test
    void aCalendarForAVillageAndForAPerson() throws WanggeException {
        Instant stamp = Instant.parse("2026-09-30T08:00:00Z");
        IcsOptions options = Exports.icsOptions(stamp, "example.org", "示例村；网格");
        assertEquals(made.file("duties.ics"), made.getOwed().toIcs(options, null, "V-1", null));
        IcsOptions english = Exports.icsOptions(stamp, "example.org", null, Lang.EN);
        assertEquals(made.file("duties-person-en.ics"), made.getOwed().toIcs(english, "p-1, 代理", null, null));
        WanggeException.Input refusal = assertThrows(
                WanggeException.Input.class,
                () -> made.getOwed().toIcs(Exports.icsOptions(Instant.MAX, "example.org"), null, null, null));
        assertEquals("stamp", refusal.getColumn());
    }

    @Test
    void aMonthAndTheRollout() throws WanggeException {
        LocalDate day = made.day(15);
        List<DutyOutcome> outcomes = made.getMatched().getOutcomes();
        assertEquals(
                made.file("month.svg"),
                made.getOwed().toSvg("V-1", day, made.getCalendar(), outcomes, new MonthOptions(960, Lang.ZH)));
        assertEquals(
                made.file("month-grid-en.svg"),
                made.getOwed().toSvg("G-2", day, made.getCalendar(), null, new MonthOptions(700, Lang.EN)));
        try (Policy policy = Wangge.preset("xiang-2011")) {
            GanttOptions plain = new GanttOptions(null, 960, Lang.ZH);
            LocalDate on = LocalDate.of(2026, 7, 15);
            assertEquals(made.file("gantt.svg"), policy.ganttStanding(2026, "东村<1>", made.getTasks(), on, plain));
            GanttOptions english = new GanttOptions("Roll-out & tasks", 1200, Lang.EN);
            assertEquals(made.file("gantt-plan-en.svg"), policy.gantt(2026, english));
        }
    }

    @Test
    void aCardAsContactsAsAPageAndAsACode() throws WanggeException {
        ServiceCard card = made.getCard();
        assertEquals(made.file("card.vcf"), Exports.vcards(card));
        assertEquals(made.file("card.vcf").split("(?<=END:VCARD\r\n)")[0], Exports.vcard(card, card.getLeader()));
        assertEquals(made.file("card.svg"), Exports.page(card, null, LocalDate.of(2026, 11, 25)));
        assertEquals(made.file("card-en.svg"), Exports.page(card, made.getAddress(), null, Lang.EN));
        assertEquals(made.file("qr.svg"), Exports.qr(made.getAddress()));
        WanggeException.Input refusal =
                assertThrows(WanggeException.Input.class, () -> Exports.qr("长".repeat(778)));
        assertEquals("2331 bytes at most, as UTF-8", refusal.getAllowed());
        assertEquals("“qr”的值“2334 bytes”不可用，允许：2331 bytes at most, as UTF-8", Refusal.getText(refusal).getZh());
    }
}
