package cn.wangge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseLogJavaTest {
    private final WorkCalendar calendar = Wangge.calendar();
    private final Policy policy = extended();
    private final Actor assistant = new Actor("p-3", Role.ASSISTANT);
    private final Actor office = new Actor("p-1", Role.OFFICE);
    private final Actor handler = new Actor("p-7", Role.GRID_RESPONSIBLE);

    private static Policy extended() {
        try {
            return Wangge.policy(Files.readString(Path.of(System.getProperty("wangge.policies"), "extended.toml")));
        } catch (IOException | WanggeException failure) {
            throw new AssertionError(failure);
        }
    }

    private static LocalDateTime at(int day, int hour) {
        return LocalDateTime.of(2026, 11, day, hour, 0);
    }

    private CaseStep collect() {
        return Steps.collect(Channel.VISIT, ServedParty.KNOWN, Wangge.facts(Scope.GRID), null, "三组", "路灯不亮");
    }

    private CaseLog handled() throws WanggeException {
        CaseLog log = Wangge.caseLog(policy, calendar);
        log.open("C-1", at(23, 9), assistant, collect());
        log.act("C-1", at(23, 10), office, Steps.file());
        log.act("C-1", at(23, 11), office, Steps.dispatch("grid-7"));
        log.act("C-1", at(23, 14), handler, Steps.accept());
        return log;
    }

    @Test
    void aCaseFromItsCollectionToItsClose() throws WanggeException {
        try (CaseLog log = handled()) {
            log.act("C-1", at(24, 9), handler, Steps.feedback(Outcome.SETTLED, "已换灯泡"));
            log.act("C-1", at(24, 10), office, Steps.verify(true));
            log.act("C-1", at(24, 11), handler, Steps.tell());
            try (Case closed = log.act("C-1", at(24, 15), office, Steps.close(Settlement.CLOSED))) {
                assertEquals(CaseState.CLOSED, closed.state());
                assertEquals(Light.DONE, closed.light(at(30, 9)));
                CaseView view = closed.view();
                assertEquals(at(23, 9), view.getReceived());
                assertEquals(at(24, 15), view.getEnded());
                assertEquals(handler, view.getFirstResponsible());
                assertEquals(assistant, view.getFirstAsked());
                assertTrue(view.getTold());
                assertEquals(0, view.getReworked());
                assertEquals(8L, view.getSequence());
            }
        }
    }

    @Test
    void itsClocks() throws WanggeException {
        try (CaseLog log = handled(); Case held = log.caseOf("C-1")) {
            assertEquals(LocalDateTime.of(2026, 12, 2, 18, 0), held.due().getAt());
            assertEquals(Light.GREEN, held.light(at(24, 8)));
            assertEquals(Handler.GRID_RESPONSIBLE, held.route().getToldBy());
            StageClock filing = held.stages().get(0);
            assertEquals(Stage.FILE, filing.getStage());
            assertEquals(at(23, 10), filing.getDue().getAt());
            // Filed at the very moment its hour ran out: late from then on.
            assertTrue(Cases.isLate(filing, at(24, 9)));
            assertTrue(held.nextChange(at(24, 9)).isAfter(at(24, 9)));
        }
    }

    @Test
    void refusalsAreTyped() throws WanggeException {
        try (CaseLog log = handled()) {
            WanggeException.StepNotOpen shut = assertThrows(WanggeException.StepNotOpen.class,
                    () -> log.act("C-1", at(24, 9), office, Steps.close(Settlement.CLOSED)));
            assertEquals(CaseState.HANDLING, shut.getState());
            assertTrue(shut.getAllowed().contains(StepKind.FEEDBACK));
            assertEquals("case.not_open", Refusal.getCode(shut));

            WanggeException.StepNotYours theirs = assertThrows(WanggeException.StepNotYours.class,
                    () -> log.act("C-1", at(24, 9), assistant, Steps.feedback(Outcome.SETTLED)));
            assertTrue(theirs.getAllowed().contains(Role.GRID_RESPONSIBLE));

            WanggeException.StepRefused refused = assertThrows(WanggeException.StepRefused.class,
                    () -> log.act("C-1", at(24, 9), handler, Steps.pause("天气不好")));
            assertEquals("细-11", refused.getClause());
            assertEquals(List.of("等待鉴定", "不可抗力", "当事人外出"), refused.getAllowed());
            assertTrue(Refusal.getText(refused).getZh().contains("天气不好"));

            WanggeException.CaseConflict conflict = assertThrows(WanggeException.CaseConflict.class,
                    () -> log.run(Wangge.command("C-1", 3, at(24, 9), handler, Steps.giveBack("不属本网格"))));
            assertEquals(3L, conflict.getExpected());
            assertEquals(4L, conflict.getFound());
            assertEquals(StepKind.ACCEPT, conflict.getEvent().getStep());
            assertEquals(StepKind.RETURN, conflict.getCommand().getStep());
            assertEquals("case.unknown", Refusal.getCode(assertThrows(WanggeException.UnknownCase.class, () -> log.caseOf("C-9"))));
        }
    }

    @Test
    void aCommandSentTwiceIsDoneOnce() throws WanggeException {
        try (CaseLog log = handled()) {
            Command command = Wangge.command("C-1", 4, at(24, 9), handler, Steps.feedback(Outcome.ANSWERED), "cmd-5");
            List<Event> made = log.run(command);
            assertEquals("cmd-5", made.get(0).getCommand());
            assertEquals(StepKind.FEEDBACK, Cases.getKind(made.get(0).getStep()));
            assertEquals(List.of(), log.run(command));
            CaseStep.Feedback said = (CaseStep.Feedback) made.get(0).getStep();
            assertEquals(Outcome.ANSWERED, said.getOutcome());
            assertNull(said.getNote());
        }
    }

    @Test
    void aReplayComesToTheSame() throws WanggeException {
        try (CaseLog log = handled()) {
            List<Event> read = new ArrayList<>();
            for (Event event : log.events()) {
                read.add(Wangge.event(event.toJson()));
            }
            try (CaseLog again = Wangge.replay(read, policy, calendar)) {
                assertEquals(log.events(), again.events());
                assertEquals(log.caseOf("C-1"), again.caseOf("C-1"));
                assertEquals(log.board(at(25, 9)), again.board(at(25, 9)));
                Board board = again.board(at(25, 9));
                assertEquals(1, board.getLights().getGreen());
                assertEquals(List.of(), Cases.getLate(board));
                assertEquals("p-7", board.getRows().get(0).getHolder());
                assertTrue(Cases.getToRemind(board).isEmpty());
                OpenCommand feedback = again.caseOf("C-1").openCommands(handler, at(24, 9)).stream()
                        .filter(command -> command.getStep() == StepKind.FEEDBACK).findFirst().orElseThrow();
                assertTrue(feedback.getOpen());
            }
        }
    }

    @Test
    void fractionsOfASecondCount() throws WanggeException {
        ClockFacts facts = new ClockFacts(at(23, 9).plusNanos(1), 1, TermUnit.URGENT_HOUR, List.of(), List.of(), Roll.NONE);
        assertEquals(at(23, 10).plusMinutes(1), policy.dueAt(facts, calendar).getAt());
        ClockState state = policy.clockState(facts, at(23, 9).plusNanos(3), calendar);
        assertEquals(Duration.ofNanos(2), state.getElapsed().getTime());
    }

    /** Kotlin mangles the name of a method that takes or gives an unsigned number, and Java cannot call it. */
    @Test
    void noNameIsMangled() {
        List<Class<?>> faces = List.of(CaseLog.class, Case.class, CaseView.class, Event.class, Command.class, Board.class,
                BoardRow.class, StageClock.class, TermOfTime.class, Steps.class, Wangge.class, WanggeException.CaseConflict.class);
        for (Class<?> face : faces) {
            List<String> mangled = Arrays.stream(face.getMethods()).map(Method::getName)
                    .filter(name -> name.contains("-") && !name.startsWith("uniffi")).toList();
            assertEquals(List.of(), mangled, face.getName());
        }
    }
}
