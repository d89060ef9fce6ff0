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
import java.util.Objects;
import java.util.stream.Stream;

/** The vectors of clocks and of limits read from text: questions of a row in, its answers out. */
final class JavaClockVectors {
    private final Path folder;
    private final WorkCalendar calendar;
    private final Map<String, Policy> policies = new HashMap<>();

    JavaClockVectors(Path folder, WorkCalendar calendar) {
        this.folder = folder;
        this.calendar = calendar;
    }

    private Policy policy(String name) throws WanggeException {
        if (!policies.containsKey(name)) {
            Path file = folder.resolve("clocks").resolve(name + ".toml");
            try {
                policies.put(name, Files.exists(file) ? Wangge.policy(Files.readString(file)) : Wangge.preset(name));
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        }
        return policies.get(name);
    }

    private static String amount(ClockAmount amount) {
        if (amount == null) {
            return null;
        }
        return amount.getDays() != null ? amount.getDays() + "d" : amount.getTime().toMinutes() + "m";
    }

    List<?> dueAt(List<String> cell) throws WanggeException {
        String[] term = cell.get(2).split(" ");
        List<Pause> pauses = new ArrayList<>();
        for (String pause : cell.get(3).isEmpty() ? new String[0] : cell.get(3).split(" ")) {
            String[] ends = pause.split("/", -1);
            pauses.add(new Pause(LocalDateTime.parse(ends[0]), ends[1].isEmpty() ? null : LocalDateTime.parse(ends[1])));
        }
        List<Integer> extensions = cell.get(4).isEmpty()
                ? List.of()
                : Stream.of(cell.get(4).split(" ")).map(Integer::valueOf).toList();
        ClockFacts facts = new ClockFacts(
                LocalDateTime.parse(cell.get(1)),
                Integer.parseInt(term[0]),
                TermUnit.valueOf(term[1].toUpperCase(Locale.ROOT)),
                pauses,
                extensions,
                Roll.valueOf(cell.get(5).toUpperCase(Locale.ROOT)));
        Policy policy = policy(cell.get(0));
        DueAt due = policy.dueAt(facts, calendar);
        List<ClockLine> lines = policy.explainDueAt(facts, calendar);
        assertEquals(due.getAt() != null, lines.get(lines.size() - 1).getZh().startsWith("到期时刻"));
        ClockState state = cell.get(6).isEmpty()
                ? null
                : policy.clockState(facts, LocalDateTime.parse(cell.get(6)), calendar);
        return Arrays.asList(
                due.getAt() == null ? "open" : due.getAt(),
                due.getDate(),
                due.getStatus() == null ? null : due.getStatus().name().toLowerCase(Locale.ROOT),
                amount(due.getLeft()),
                state == null ? null : amount(state.getElapsed()),
                state == null ? null : amount(state.getRemaining()));
    }

    List<?> limit(List<String> cell) throws WanggeException {
        LimitText limit = Wangge.readLimit(cell.get(0));
        String before = Objects.toString(limit.getCondition(), "");
        assertEquals(cell.get(0), before + limit.getSaid() + Objects.toString(limit.getRemainder(), ""));
        return Arrays.asList(limit.getCount(), limit.getUnit().name().toLowerCase(Locale.ROOT), limit.getBare(),
                limit.getCondition(), limit.getRemainder());
    }
}
