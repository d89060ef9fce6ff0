package cn.wangge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Duties from Java: what is owed, what was done of it, a refusal with its key. */
class DutyJavaTest {
    private final WorkCalendar calendar = Wangge.calendar();
    private final Territory territory =
            new Territory(List.of(new DutyGrid("G-1", "V-1", null, null)), List.of(), List.of(), List.of());

    private static LocalDate day(int number) {
        return LocalDate.of(2026, 11, number);
    }

    @Test
    void owedAndDone() throws WanggeException {
        Obligations owed = Wangge.preset("combined")
                .obligations(territory, day(1), day(15), List.of(DutyKind.EXCHANGE), calendar);
        List<Obligation> list = owed.list(0, owed.count());
        assertEquals(List.of(day(1), day(8), day(15)), list.stream().map(Obligation::getDue).toList());
        assertEquals("〔W-5〕2026年11月2日（周一）起，2026年11月8日（周日）前（含当日）完成", owed.because(1).get(1).getZh());
        DutyRecord record = new DutyRecord("a", DutyKind.EXCHANGE, "G-1", day(4), null, null, List.of());
        Matched matched = owed.matched(List.of(record), day(12));
        assertEquals(
                List.of(DutyState.MISSED, DutyState.DONE, DutyState.NOT_DUE),
                matched.getOutcomes().stream().map(DutyOutcome::getState).toList());
        assertEquals("交流", Terms.getTerm(list.get(0).getKind()).getZh());
    }

    @Test
    void whatIsNotStatedIsAskedForByItsKey() throws WanggeException {
        Policy policy = Wangge.preset("xiang-2011");
        WanggeException.Unspecified refusal = assertThrows(
                WanggeException.Unspecified.class,
                () -> policy.obligations(territory, day(1), day(15), List.of(DutyKind.LEADERS_MEETING), calendar));
        assertEquals("duty[kind = \"leaders_meeting\", every = \"month\"].due", refusal.getKey());
    }
}
