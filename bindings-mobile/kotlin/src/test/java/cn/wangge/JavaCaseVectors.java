package cn.wangge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The vectors of cases: whole logs as apps have stored them, and commands. */
final class JavaCaseVectors {
    private final Path folder;
    private final WorkCalendar calendar;
    private final Map<String, Policy> policies = new HashMap<>();

    JavaCaseVectors(Path folder, WorkCalendar calendar) {
        this.folder = folder;
        this.calendar = calendar;
    }

    private Policy policy(String name) throws WanggeException {
        if (!policies.containsKey(name)) {
            try {
                policies.put(name, name.equals("extended")
                        ? Wangge.policy(Files.readString(Path.of(System.getProperty("wangge.policies"), "extended.toml")))
                        : Wangge.preset(name));
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        }
        return policies.get(name);
    }

    private CaseLog log(String name, String policy) throws WanggeException {
        List<Event> events = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(folder.resolve("cases").resolve(name + ".jsonl"))) {
                events.add(Wangge.event(line));
                assertEquals(line, events.get(events.size() - 1).toJson());
            }
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
        return Wangge.replay(events, policy(policy), calendar);
    }

    private static String code(Enum<?> word) {
        return word == null ? null : word.name().toLowerCase(Locale.ROOT);
    }

    private static String codes(List<? extends Enum<?>> words) {
        return words.stream().map(JavaCaseVectors::code).collect(Collectors.joining(" "));
    }

    private static String amount(ClockAmount amount) {
        return amount.getDays() != null ? amount.getDays() + "d" : amount.getTime().toMinutes() + "m";
    }

    List<?> cases(List<String> cell) throws WanggeException {
        LocalDateTime now = LocalDateTime.parse(cell.get(3));
        try (CaseLog log = log(cell.get(0), cell.get(1)); Case one = log.caseOf(cell.get(2))) {
            Light light = one.light(now);
            CaseView view = one.view();
            boolean open = view.getEnded() == null;
            List<Stage> late = one.stages().stream().filter(clock -> Cases.isLate(clock, now)).map(StageClock::getStage).toList();
            long extended = view.getExtensions().stream().filter(extension -> extension.getGranted() != null).count();
            return Arrays.asList(
                    code(light), code(view.getState()), one.due().getAt(), open ? amount(one.clockState(now).getRemaining()) : null,
                    code(one.route().getComplexity()), view.getHolder(),
                    view.getFirstResponsible() == null ? null : view.getFirstResponsible().getId(), view.getTold(),
                    view.getExempted(), view.getReworked(), view.getReturned(), view.getTransferred(), view.getReopened(),
                    extended, code(view.getSupervision()), codes(late), one.nextChange(now));
        }
    }

    List<?> commands(List<String> cell) throws WanggeException {
        String text = """
                {"schema":1,"case":"%s","sequence":1,"at":"%s:00","actor":{"id":"%s","role":"%s"},"kind":"%s","data":%s}"""
                .formatted(cell.get(2), cell.get(4), cell.get(5), cell.get(6), cell.get(7), cell.get(8).replace(';', ','));
        try (CaseLog log = log(cell.get(0), cell.get(1))) {
            Event asked = Wangge.event(text);
            log.run(Wangge.command(cell.get(2), Long.parseLong(cell.get(3)), asked.getAt(), asked.getActor(), asked.getStep()));
            return List.of("ok", "");
        } catch (WanggeException.StepNotOpen refusal) {
            return List.of(Refusal.getCode(refusal), codes(refusal.getAllowed()));
        } catch (WanggeException.StepNotYours refusal) {
            return List.of(Refusal.getCode(refusal), codes(refusal.getAllowed()));
        } catch (WanggeException.StepRefused refusal) {
            return List.of(Refusal.getCode(refusal), String.join(" ", refusal.getAllowed()));
        } catch (WanggeException refusal) {
            return List.of(Refusal.getCode(refusal), "");
        }
    }
}
