package cn.wangge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The vectors of meetings, 四议两公开, conduct, the roll-out and the thirteen systems. */
final class JavaWorkVectors {
    private final Path folder;
    private final WorkCalendar calendar;
    private final Map<String, Policy> policies = new HashMap<>();

    JavaWorkVectors(Path folder, WorkCalendar calendar) {
        this.folder = folder;
        this.calendar = calendar;
    }

    private Policy policy(String name) throws WanggeException {
        if (!policies.containsKey(name)) {
            policies.put(name, name.equals("extended")
                    ? Wangge.policy(String.join("\n", lines(Path.of(System.getProperty("wangge.policies"), "extended.toml"))))
                    : Wangge.preset(name));
        }
        return policies.get(name);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static List<String[]> parts(String text) {
        return words(text).stream().map(one -> one.split("/", -1)).toList();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(one -> !one.isEmpty()).toList();
    }

    private static String code(Enum<?> word) {
        return word == null ? null : word.name().toLowerCase(Locale.ROOT);
    }

    private static String codes(List<? extends Enum<?>> words) {
        return words.stream().map(JavaWorkVectors::code).collect(Collectors.joining(" "));
    }

    private static <T extends Enum<T>> T word(Class<T> type, String code) {
        return Enum.valueOf(type, code.toUpperCase(Locale.ROOT));
    }

    private static LocalDateTime moment(String text) {
        return text.isEmpty() ? null : LocalDateTime.parse(text);
    }

    private static String shown(List<Finding> findings) {
        return findings.stream().map(one -> code(one.getWeight()) + ":" + one.getCode()).collect(Collectors.joining(" "));
    }

    List<?> meetings(List<String> cell) throws WanggeException {
        List<Actor> people = new ArrayList<>();
        for (String[] one : parts(cell.get(4))) {
            people.add(new Actor(one[0], word(Role.class, one[1])));
        }
        List<Attendance> attendance = new ArrayList<>();
        for (String[] one : parts(cell.get(5))) {
            LeaveOfMeeting leave = one[3].isEmpty() ? null
                    : new LeaveOfMeeting(moment(one[3]), moment(one[4]), one[4].isEmpty() ? null : "p-1", one[5].equals("yes"));
            attendance.add(new Attendance(one[0], moment(one[1]), moment(one[2]), leave));
        }
        List<RoundUp> roundUps = new ArrayList<>();
        for (String[] one : parts(cell.get(7))) {
            roundUps.add(new RoundUp(one[0], moment(one[1]), Integer.parseInt(one[2]), Integer.parseInt(one[3]), null));
        }
        Meeting meeting = new Meeting("M-1", word(MeetingKind.class, cell.get(1)), moment(cell.get(2)), moment(cell.get(3)),
                people, attendance, List.of(), words(cell.get(6)), roundUps, null);
        AttendanceSheet sheet = policy(cell.get(0)).attendanceSheet(meeting);
        assertEquals(meeting, Meetings.meeting(meeting.toJson()));
        String rows = sheet.getRows().stream()
                .map(one -> one.getPerson() + "/" + code(one.getPresence()) + "/" + one.getMinutesLate() + "/" + one.getMinutesEarly())
                .collect(Collectors.joining(" "));
        return List.of(rows, shown(sheet.getFindings()), shown(meeting.roundUp()));
    }

    List<?> deliberations(List<String> cell) throws WanggeException {
        try (Deliberation made = new Deliberation(policy(cell.get(0)), calendar, "D-1", "道路硬化（虚构）")) {
            String outcome = "";
            for (String[] said : parts(cell.get(1))) {
                try {
                    outcome = take(made, said).getCarried() ? "carried" : "failed";
                } catch (WanggeException refusal) {
                    outcome = Refusal.getCode(refusal);
                }
            }
            DeliberationStanding stands = made.standing(LocalDate.parse(cell.get(2)));
            String shown = stands.getPublic() == null ? null : code(stands.getPublic()) + "/" + stands.getPublicUntil();
            return Arrays.asList(outcome, codes(stands.getOpen()), codes(stands.getMissing()), shown);
        }
    }

    private static DeliberationTaken take(Deliberation made, String[] said) throws WanggeException {
        LocalDate day = LocalDate.parse(said[2]);
        return switch (said[0]) {
            case "hold" -> made.hold(word(DeliberationStep.class, said[1]), day, Integer.parseInt(said[3]),
                    Integer.parseInt(said[4]), Integer.parseInt(said[5]));
            case "publish" -> made.publish(word(DeliberationStep.class, said[1]), day);
            case "object" -> made.object(said[1], day, "某事项");
            default -> made.answer(said[1], day, said[3].equals("yes"), "某事项");
        };
    }

    List<?> conduct(List<String> cell) throws WanggeException {
        try (ConductRegister register = new ConductRegister(policy(cell.get(0)), calendar)) {
            String outcome = "ok";
            String last = "";
            for (String[] said : parts(cell.get(1))) {
                last = said[1];
                try {
                    step(register, said);
                } catch (WanggeException refusal) {
                    outcome = Refusal.getCode(refusal);
                }
            }
            String id = last;
            ConductFinding found = register.findings().stream().filter(one -> one.getId().equals(id)).findFirst().orElse(null);
            String deducted;
            try {
                deducted = register.effects(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)).stream()
                        .map(one -> one.getPerson() + "/" + one.getDeduct()).collect(Collectors.joining(" "));
            } catch (WanggeException refusal) {
                deducted = Refusal.getCode(refusal);
            }
            return Arrays.asList(outcome, found == null ? null : code(found.getState()),
                    found == null ? null : codes(found.getOpen()), deducted);
        }
    }

    private static void step(ConductRegister register, String[] said) throws WanggeException {
        LocalDateTime at = moment(said[2]);
        String text = "情况属实（虚构）";
        switch (said[0]) {
            case "raise" -> register.raise(said[1], at, said[3], new Raise(word(Conduct.class, said[4]), said[5],
                    word(ConductSource.class, said[7]), text, word(Role.class, said[6]), List.of()));
            case "answer" -> register.answer(said[1], at, said[3], text);
            case "uphold" -> register.uphold(said[1], at, said[3], text);
            default -> register.dismiss(said[1], at, said[3], text);
        }
    }

    List<?> derived(List<String> cell) throws WanggeException {
        List<Event> events = new ArrayList<>();
        for (String line : lines(folder.resolve("cases").resolve(cell.get(0) + ".jsonl"))) {
            events.add(Wangge.event(line));
        }
        try (CaseLog log = Wangge.replay(events, policy(cell.get(1)), calendar)) {
            return List.of(log.deriveConduct(word(Conduct.class, cell.get(3)), moment(cell.get(2))).stream()
                    .map(one -> (one.getPerson() == null ? "" : one.getPerson()) + ">" + one.getRestsOn().stream()
                            .map(event -> event.getCase() + "#" + event.getSequence()).collect(Collectors.joining("+")))
                    .collect(Collectors.joining(" ")));
        }
    }

    List<?> rollouts(List<String> cell) throws WanggeException {
        List<TaskDone> done = new ArrayList<>();
        for (String[] one : parts(cell.get(2))) {
            done.add(new TaskDone(word(RolloutTask.class, one[0]), LocalDate.parse(one[1])));
        }
        RolloutStanding stands =
                policy(cell.get(0)).rolloutStanding(Integer.parseInt(cell.get(1)), "东村", done, LocalDate.parse(cell.get(3)));
        return Arrays.asList(code(stands.getByDate()), code(stands.getReached()), stands.getMayGoOn(),
                codes(stands.getMissing()), codes(stands.getTasks().stream().map(TaskStanding::getState).toList()));
    }

    List<?> systems(List<String> cell) throws WanggeException {
        SystemCoverage one = policy(cell.get(0)).systems(LocalDate.parse(cell.get(1))).stream()
                .filter(row -> code(row.getSystem()).equals(cell.get(2))).findFirst().orElseThrow();
        return Arrays.asList(one.getArranged(), String.join(" ", one.getSections()), String.join(" ", one.getDocuments()),
                one.getClause());
    }
}
