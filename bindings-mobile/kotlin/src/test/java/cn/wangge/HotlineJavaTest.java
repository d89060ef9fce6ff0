package cn.wangge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every call and number is made up. */
class HotlineJavaTest {
    private final WorkCalendar calendar = Wangge.calendar();
    private final Policy policy = extended();

    private static Policy extended() {
        try {
            return Wangge.policy(Files.readString(Path.of(System.getProperty("wangge.policies"), "extended.toml")));
        } catch (IOException | WanggeException failure) {
            throw new AssertionError(failure);
        }
    }

    private static LocalDate day(int day) {
        return LocalDate.of(2026, 11, day);
    }

    private static LocalDateTime at(int day, int hour) {
        return LocalDateTime.of(2026, 11, day, hour, 0);
    }

    private static CallBuilder call(String id, LocalDateTime at) {
        return Wangge.call(id, at, Channel.HOTLINE, ServedParty.KNOWN).takenBy("p-4").content("路灯不亮（虚构）").need("修好").place("东村口");
    }

    @Test
    void aRosterAndItsSwaps() throws WanggeException {
        Roster round = policy.rosterRound(List.of("a", "b", "c"), List.of(), day(1), day(3), calendar);
        assertEquals(List.of(new Shift(day(1), "a"), new Shift(day(2), "b"), new Shift(day(3), "c")), round.getShifts());
        assertEquals(Wangge.roster(round.getShifts()), round);
        assertEquals(List.of(), policy.checkDutyRoster(round, day(1), day(3), calendar).getFindings());

        List<Leave> away = List.of(new Leave(day(2), "b", true));
        RosterCheck check = policy.checkDutyRoster(Wangge.roster(round.getShifts(), away), day(1), day(3), calendar);
        assertEquals("hotline.nobody_on_duty", check.getFindings().get(0).getCode());
        assertEquals(new DutyDay(day(2), List.of()), check.getDays().get(1));

        Roster covered = Wangge.roster(round.getShifts(), away, List.of(new Swap(day(2), "b", "a")));
        RosterCheck again = policy.checkDutyRoster(covered, day(1), day(3), calendar);
        assertEquals(List.of(), again.getFindings());
        assertEquals(List.of("a"), again.getDays().get(1).getStaff());
        assertEquals(DutyDays.EVERY_DAY, policy.hotlineDuty(day(1)).getDays());
        assertEquals("每天", Terms.getTerm(DutyDays.EVERY_DAY).getZh());

        WanggeException.Input twice = assertThrows(WanggeException.Input.class,
                () -> policy.rosterRound(List.of("a", "a"), List.of(), day(1), day(3), calendar));
        assertEquals("staff", twice.getColumn());
    }

    @Test
    void aRecordAndItsFeedback() throws WanggeException {
        Call friday = call("H-1", at(20, 16)).build();
        assertEquals(List.of(), policy.checkCall(friday));
        assertEquals(at(23, 18), policy.feedbackDue(friday, calendar).getAt());
        assertEquals(CallState.OPEN, Hotline.getState(friday));
        Call answered = call("H-1", at(20, 16)).answered(at(20, 17)).build();
        assertEquals(CallState.ANSWERED, Hotline.getState(answered));
        assertNull(policy.feedbackDue(answered, calendar));

        Call poor = Wangge.call("H-2", at(23, 9), Channel.HOTLINE, ServedParty.ANONYMOUS).build();
        assertEquals(4, policy.checkCall(poor).size());
        assertEquals(4, policy.hotlineRecord(day(23)).getFields().size());
        try (Policy xiang = Wangge.preset("xiang-2011")) {
            assertEquals("hotline.record", assertThrows(WanggeException.Unspecified.class, () -> xiang.checkCall(poor)).getKey());
        }
    }

    @Test
    void everyFieldOfACallIsSet() {
        Call made = call("H-1", at(20, 16)).confidential().generalConcern().answered(at(20, 17)).becameCase("C-1")
                .fedBack(at(23, 9)).published(day(24)).build();
        assertEquals(new Call("H-1", at(20, 16), Channel.HOTLINE, "p-4", ServedParty.KNOWN, true, true, "路灯不亮（虚构）", "修好", "东村口",
                at(20, 17), "C-1", at(23, 9), day(24)), made);
        assertEquals(CallState.CASE, Hotline.getState(made));
    }

    @Test
    void nothingPrivateIsPublished() {
        String text = "𠮷家桥停水，详询138 0000 1234";
        Published telling = Wangge.publication(call("H-1", at(23, 9)).generalConcern().build(), text);
        assertEquals(Publication.NOTICE_BOARD, telling.getWay());
        assertEquals("M-7.1.4", telling.getBecause().get(1).getClause());
        PrivatePart part = telling.getPrivate().get(0);
        assertEquals("138 0000 1234", text.substring(part.getStart(), part.getEnd()));
        assertEquals(List.of(part), Wangge.privateParts(text));
        assertEquals(Publication.ONE_BY_ONE, Wangge.publication(call("H-1", at(23, 9)).confidential().build(), text).getWay());
    }

    @Test
    void theFiguresOfAMonth() throws WanggeException {
        List<Call> calls = List.of(call("H-1", at(2, 9)).answered(at(2, 10)).build(),
                call("H-2", at(2, 10)).becameCase("C-1").fedBack(at(3, 18)).build(),
                Wangge.call("H-3", at(4, 10), Channel.ASSISTANT, ServedParty.ANONYMOUS).build());
        Roster roster = policy.rosterRound(List.of("a", "b"), List.of(), day(1), day(30), calendar);
        HotlineFigures figures = policy.hotlineFigures(calls, roster, day(1), day(30), at(30, 18), calendar);
        assertEquals(3, figures.getCalls());
        assertEquals(2, figures.getByChannel().get(Channel.HOTLINE));
        assertEquals(0, figures.getByChannel().get(Channel.PATROL));
        assertEquals(List.of(1, 1, 1, 2, 1), List.of(figures.getAnswered(), figures.getCases(), figures.getOpen(),
                figures.getComplete(), figures.getAnonymous()));
        assertEquals(List.of(1, 0, 1, 0), List.of(figures.getFeedbackDue(), figures.getFeedbackOnTime(),
                figures.getFeedbackLate(), figures.getFeedbackMissing()));
        assertEquals(List.of(30, 0), List.of(figures.getDutyDays(), figures.getUnmannedDays()));
    }

    /** Kotlin mangles the name of a method that takes or gives an unsigned number, and Java cannot call it. */
    @Test
    void noNameIsMangled() {
        List<Class<?>> faces = List.of(Call.class, CallBuilder.class, Roster.class, RosterCheck.class, HotlineDuty.class,
                HotlineRecord.class, HotlineFigures.class, PrivatePart.class, Published.class, Policy.class, Wangge.class);
        for (Class<?> face : faces) {
            List<String> mangled = Arrays.stream(face.getMethods()).map(Method::getName)
                    .filter(name -> name.contains("-") && !name.startsWith("uniffi")).toList();
            assertEquals(List.of(), mangled, face.getName());
        }
    }
}
