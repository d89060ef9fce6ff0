package cn.wangge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class JavaApiTest {
    private final WorkCalendar calendar = Wangge.calendar();
    private final LocalDate received = LocalDate.of(2026, 11, 23);

    @Test
    void aDateIsALocalDate() throws WanggeException {
        assertEquals(LocalDate.of(2026, 12, 2), Wangge.addWorkdays(calendar, received, 7));
        assertEquals(LocalDate.of(2026, 12, 1), Wangge.addWorkdays(calendar, received, 7, Start.SAME_DAY));
        assertEquals(7, Wangge.workdaysBetween(calendar, received, LocalDate.of(2026, 12, 2)));
        Walk walk = Wangge.explain(calendar, received, 1);
        assertNull(walk.getSteps().get(0).getCounted());
        assertEquals(1, walk.getSteps().get(1).getCounted());
        assertEquals(calendar, Wangge.calendar(calendar.toJson()));
    }

    @Test
    void recordsAreEqualByValue() throws WanggeException {
        try (Policy policy = Wangge.preset("combined")) {
            Deadline due = policy.deadline(received, Complexity.GENERAL, calendar);
            assertEquals(due, policy.deadline(received, Complexity.GENERAL, calendar));
            assertEquals(due.hashCode(), policy.deadline(received, Complexity.GENERAL, calendar).hashCode());
            assertEquals(LocalDate.of(2026, 12, 2), due.getDate());
            assertEquals(7, due.getCount());
            assertEquals(TermUnit.WORKING_DAY, due.getUnit());
            assertEquals("X-4.2a", due.getBecause().get(0).getClause());
            Route route = Wangge.route(policy, Scope.VILLAGE, false, false);
            assertEquals(Level.REGIONAL, route.getLevel());
            assertEquals("区域", Terms.getTerm(route.getLevel()).getZh());
            assertEquals(3, policy.gridCounts(430).getPreferred());
            GridCounts near = policy.gridCountsOf(Wangge.extent(180), List.of(new Neighbour("乙村", 120)));
            assertEquals(ChoiceKind.MERGE, near.getChoices().get(0).getKind());
        }
    }

    @Test
    void aRefusalCarriesItsFields() throws WanggeException {
        try (Policy policy = Wangge.preset("combined")) {
            policy.deadline(received, Complexity.MAJOR, calendar);
            throw new AssertionError("no refusal");
        } catch (WanggeException.UnknownDay refusal) {
            assertEquals(calendar.last().plusDays(1), refusal.getDay());
            assertEquals("calendar.unknown_day", Refusal.getCode(refusal));
            assertTrue(Refusal.getText(refusal).getEn().contains("2027-01-01"));
        }
        WanggeException.PolicyFaults faults =
                assertThrows(WanggeException.PolicyFaults.class, () -> Wangge.policy("schema = 1\nid = \"x\"\nname = \"y\""));
        List<String> paths = faults.getFaults().stream().map(Fault::getPath).toList();
        assertEquals(List.of("title", "from", "name"), paths);
        WanggeException.UnknownPreset preset =
                assertThrows(WanggeException.UnknownPreset.class, () -> Wangge.preset("nowhere"));
        assertEquals(Wangge.presets(), preset.getAllowed());
        WanggeException.Input far =
                assertThrows(WanggeException.Input.class, () -> calendar.isWorkday(LocalDate.MAX));
        assertEquals("date", far.getColumn());
        assertNull(far.getRow());
        assertTrue(calendar.isWorkday(received));
    }

    @Test
    void aListCrossesAtOnce() throws WanggeException {
        try (Policy policy = Wangge.preset("combined")) {
            List<Integer> days = new ArrayList<>();
            List<Complexity> kinds = new ArrayList<>();
            int first = Math.toIntExact(LocalDate.of(2015, 3, 1).toEpochDay());
            for (int row = 0; row < 100_000; row++) {
                days.add(first + row % 4_000);
                kinds.add(Complexity.values()[row % 3]);
            }
            List<Integer> due = policy.deadlines(days, kinds, calendar);
            assertEquals(100_000, due.size());
            for (int row = 0; row < days.size(); row += 1_999) {
                LocalDate day = LocalDate.ofEpochDay(days.get(row));
                assertEquals(policy.deadline(day, kinds.get(row), calendar).getDate().toEpochDay(), due.get(row).longValue());
            }
        }
        List<Integer> same = Collections.nCopies(1_000, Math.toIntExact(received.toEpochDay()));
        assertEquals(1_000, calendar.addWorkdaysList(same, 1, Start.NEXT_DAY, MakeUp.COUNT).size());
    }

    @Test
    void threadsAgree() throws Exception {
        try (Policy policy = Wangge.preset("combined")) {
            Deadline expected = policy.deadline(received, Complexity.COMPLEX, calendar);
            ExecutorService pool = Executors.newFixedThreadPool(8);
            try {
                List<Callable<Deadline>> tasks =
                        Collections.nCopies(200, () -> policy.deadline(received, Complexity.COMPLEX, calendar));
                for (Future<Deadline> found : pool.invokeAll(tasks)) {
                    assertEquals(expected, found.get());
                }
            } finally {
                pool.shutdown();
            }
        }
    }

    @Test
    void closedTwiceItStaysClosed() throws WanggeException {
        Policy policy = Wangge.policy(Wangge.presetToml("xiang-2011"));
        assertEquals("xiang-2011", policy.id());
        policy.close();
        policy.close();
        assertThrows(IllegalStateException.class, policy::id);
        assertThrows(IllegalStateException.class, () -> policy.deadline(received, Complexity.GENERAL, calendar));
    }

    @Test
    void clausesScoresAndRanks() throws WanggeException {
        Clause clause = Wangge.clause("X-3.1");
        assertNotNull(clause);
        assertEquals("网格规模", clause.getHeading());
        assertNull(Wangge.clause("X-99"));
        assertTrue(Wangge.clauses().contains(clause));
        LocalDate start = LocalDate.of(2026, 7, 1);
        LocalDate end = LocalDate.of(2026, 9, 30);
        List<CaseRow> cases = List.of(
                Wangge.caseRow("示例村", start, Complexity.GENERAL, LocalDate.of(2026, 7, 3)),
                Wangge.caseRow("示例村", start, Complexity.GENERAL));
        try (Policy policy = Wangge.preset("combined")) {
            Scored row = Wangge.score(policy, calendar, "grid_work", cases, start, end, end).getRows().get(0);
            assertEquals("50.00", row.getMarks());
            assertEquals("0.5000", row.getFigures().getRate());
            RankPlace place = Wangge.rank(policy, calendar, cases, start, end, end).getRows().get(0).getPlace();
            assertTrue(place instanceof RankPlace.BelowVolume);
        }
        assertTrue(Wangge.version().matches("\\d+\\.\\d+\\.\\d+"));
    }
}
