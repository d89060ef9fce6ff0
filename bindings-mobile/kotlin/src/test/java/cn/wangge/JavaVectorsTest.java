package cn.wangge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The shared vectors, each file a test: questions with the answers that every language gives. */
class JavaVectorsTest {
    private interface Question {
        List<?> ask(List<String> cell) throws WanggeException;
    }

    private record Runner(int asked, Question question) {}

    private final Path folder = Path.of(System.getProperty("wangge.vectors", "../../tests/vectors"));
    private final WorkCalendar calendar = Wangge.calendar();
    private final WorkCalendar provisional = calendar.withProvisional();
    private final Map<String, Policy> policies = new HashMap<>();
    private final Map<String, Runner> runners = new TreeMap<>();

    JavaVectorsTest() throws WanggeException {
        for (String name : Wangge.presets()) {
            policies.put(name, Wangge.preset(name));
        }
        runners.put("days.csv", new Runner(1, cell -> day(calendar, cell.get(0))));
        runners.put("provisional.csv", new Runner(1, cell -> day(provisional, cell.get(0))));
        runners.put("add_workdays.csv", new Runner(4, this::addWorkdays));
        runners.put("workdays_between.csv", new Runner(3, cell -> List.of(calendar.workdaysBetween(
                LocalDate.parse(cell.get(0)), LocalDate.parse(cell.get(1)), word(MakeUp.class, cell.get(2))))));
        runners.put("months.csv", new Runner(3, cell -> List.of(calendar.nthWorkdayOfMonth(
                Integer.parseInt(cell.get(0)), Integer.parseInt(cell.get(1)), Integer.parseInt(cell.get(2))))));
        runners.put("roll.csv", new Runner(2, cell -> List.of(
                calendar.roll(LocalDate.parse(cell.get(0)), word(Roll.class, cell.get(1))))));
        runners.put("deadlines.csv", new Runner(3, this::deadline));
        JavaClockVectors clocks = new JavaClockVectors(folder, calendar);
        runners.put("due_at.csv", new Runner(7, clocks::dueAt));
        JavaDutyVectors duties = new JavaDutyVectors(calendar);
        runners.put("duties.csv", new Runner(6, duties::duties));
        runners.put("duty_records.csv", new Runner(9, duties::records));
        runners.put("limit_texts.csv", new Runner(1, clocks::limit));
        runners.put("sizes.csv", new Runner(2, this::sizes));
        runners.put("teams.csv", new Runner(3, this::team));
        runners.put("groups.csv", new Runner(2, this::group));
        runners.put("routes.csv", new Runner(6, this::route));
        runners.put("ranks.csv", new Runner(5, this::ranks));
        JavaCaseVectors cases = new JavaCaseVectors(folder, calendar);
        runners.put("cases.csv", new Runner(4, cases::cases));
        runners.put("case_commands.csv", new Runner(9, cases::commands));
        JavaRecordsVectors records = new JavaRecordsVectors();
        runners.put("identity_numbers.csv", new Runner(2, records::identity));
        runners.put("phones.csv", new Runner(1, records::phone));
        runners.put("figures.csv", new Runner(2, records::figures));
        JavaWorkVectors work = new JavaWorkVectors(folder, calendar);
        runners.put("meetings.csv", new Runner(8, work::meetings));
        runners.put("deliberations.csv", new Runner(3, work::deliberations));
        runners.put("conduct.csv", new Runner(2, work::conduct));
        runners.put("conduct_cases.csv", new Runner(4, work::derived));
        runners.put("rollouts.csv", new Runner(4, work::rollouts));
        runners.put("systems.csv", new Runner(3, work::systems));
        JavaAssessVectors assess = new JavaAssessVectors(folder);
        runners.put("curves.csv", new Runner(9, assess::curve));
        runners.put("sheets.csv", new Runner(4, assess::sheet));
        runners.put("rankings.csv", new Runner(3, assess::ranking));
        runners.put("years.csv", new Runner(3, assess::year));
        JavaDivisionVectors divisions = new JavaDivisionVectors(this::policy);
        runners.put("divisions.csv", new Runner(4, divisions::divisions));
        runners.put("audits.csv", new Runner(5, divisions::audits));
        runners.put("villages.csv", new Runner(7, divisions::villages));
    }

    @TestFactory
    List<DynamicTest> vectors() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
        }
        assertFalse(files.isEmpty(), "no vectors in " + folder);
        List<String> names = files.stream().map(file -> file.getFileName().toString()).toList();
        List<String> gone = runners.keySet().stream().filter(name -> !names.contains(name)).toList();
        assertEquals(List.of(), gone, "files that are gone");
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(file)))
                .toList();
    }

    private void run(Path file) throws IOException {
        String name = file.getFileName().toString();
        Runner runner = runners.get(name);
        assertNotNull(runner, "no runner for " + name);
        List<String> lines = Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        List<String> heading = cells(lines.get(0));
        assertEquals("source", heading.get(heading.size() - 1));
        List<String> wrong = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> cell = cells(line);
            assertEquals(heading.size(), cell.size(), line);
            List<String> expected = cell.subList(runner.asked(), cell.size() - 1);
            List<String> answer = new ArrayList<>();
            try {
                for (Object found : runner.question().ask(cell.subList(0, runner.asked()))) {
                    answer.add(Objects.toString(found, ""));
                }
            } catch (WanggeException refusal) {
                answer.add("error:" + kind(refusal));
                while (answer.size() < expected.size()) {
                    answer.add("");
                }
            }
            if (!answer.equals(expected)) {
                wrong.add(line + "\n  answered " + answer);
            }
        }
        int rows = lines.size() - 1;
        assertFalse(rows == 0, name + " has no rows");
        System.out.println("vectors " + name + ": " + rows + " rows");
        assertEquals(List.of(), wrong, wrong.size() + " of " + rows + " rows");
    }

    private static List<?> day(WorkCalendar calendar, String date) throws WanggeException {
        Day day = calendar.day(LocalDate.parse(date));
        assertEquals(day.getWorkday(), calendar.isWorkday(day.getDate()));
        assertEquals(day.getStatus(), calendar.status(day.getDate()));
        return Arrays.asList(day.getWorkday(), code(day.getKind()), day.getName(), code(day.getStatus()));
    }

    private List<?> addWorkdays(List<String> cell) throws WanggeException {
        LocalDate from = LocalDate.parse(cell.get(0));
        int n = Integer.parseInt(cell.get(1));
        Start start = word(Start.class, cell.get(2));
        MakeUp makeUp = word(MakeUp.class, cell.get(3));
        LocalDate found = calendar.addWorkdays(from, n, start, makeUp);
        assertEquals(List.of(number(found)), calendar.addWorkdaysList(List.of(number(from)), n, start, makeUp));
        assertEquals(found, Wangge.explain(calendar, from, n, start, makeUp).getDate());
        return List.of(found);
    }

    private List<?> deadline(List<String> cell) throws WanggeException {
        Policy policy = policy(cell.get(0));
        LocalDate received = LocalDate.parse(cell.get(1));
        Complexity complexity = word(Complexity.class, cell.get(2));
        Deadline due = policy.deadline(received, complexity, calendar);
        List<Integer> list = policy.deadlines(List.of(number(received)), List.of(complexity), calendar);
        assertEquals(List.of(number(due.getDate())), list);
        List<Line> lines = policy.explainDeadline(received, complexity, calendar);
        assertEquals(due.getDate(), lines.get(lines.size() - 1).getDate());
        return List.of(due.getDate(), code(due.getStatus()), clauses(due.getBecause()));
    }

    private List<?> sizes(List<String> cell) throws WanggeException {
        GridCounts counts = policy(cell.get(0)).gridCounts(Integer.parseInt(cell.get(1)));
        Integer grids = counts.getPreferred() != null ? counts.getPreferred() : counts.getFewest();
        String text = null;
        if (grids != null) {
            Sizes sizes = counts.sizes(grids);
            text = sizes.getLargerCount() + "x" + sizes.getLarger();
            if (sizes.getSmallerCount() > 0) {
                text += " " + sizes.getSmallerCount() + "x" + sizes.getSmaller();
            }
        }
        return Arrays.asList(counts.getFewest(), counts.getMost(), counts.getPreferred(), text, counts.getBelow(),
                counts.getAbove());
    }

    private List<?> team(List<String> cell) throws WanggeException {
        List<Person> leaders = new ArrayList<>();
        for (String text : words(cell.get(1))) {
            String[] part = text.split(":", -1);
            Boolean lives = switch (part[2]) {
                case "yes" -> Boolean.TRUE;
                case "no" -> Boolean.FALSE;
                case "" -> null;
                default -> throw new AssertionError("lives: " + part[2]);
            };
            leaders.add(Wangge.person(part[0], part[1].isEmpty() ? null : part[1], lives));
        }
        List<Person> members = words(cell.get(2)).stream().map(Wangge::person).toList();
        return List.of(findings(policy(cell.get(0)).checkTeam(new Team("G-1", leaders, members))));
    }

    private List<?> group(List<String> cell) throws WanggeException {
        List<GroupMember> members = new ArrayList<>();
        for (String text : words(cell.get(1))) {
            String[] part = text.split(":", -1);
            members.add(new GroupMember(part[0], word(Post.class, part[1]), word(Office.class, part[2])));
        }
        return List.of(findings(policy(cell.get(0)).checkLeadingGroup(members)));
    }

    private List<?> route(List<String> cell) throws WanggeException {
        Route route = policy(cell.get(0)).route(word(Scope.class, cell.get(1)), truth(cell.get(2)),
                truth(cell.get(3)), word(Work.class, cell.get(4)), word(Complexity.class, cell.get(5)));
        String steps = route.getSteps().stream().map(JavaVectorsTest::code).collect(Collectors.joining(" "));
        String path = route.getPath().stream().map(JavaVectorsTest::code).collect(Collectors.joining(" "));
        return Arrays.asList(code(route.getLevel()), code(route.getHandler()), steps, path, route.getReportAtOnce(),
                code(route.getToldBy()), code(route.getComplexity()), clauses(route.getBecause()));
    }

    private List<?> ranks(List<String> cell) throws WanggeException {
        LocalDate start = LocalDate.parse(cell.get(1));
        LocalDate end = LocalDate.parse(cell.get(2));
        LocalDate asOf = LocalDate.parse(cell.get(3));
        List<CaseRow> cases = new ArrayList<>();
        for (String text : words(cell.get(4))) {
            String[] part = text.split("/", -1);
            LocalDate closed = part[2].isEmpty() ? null : LocalDate.parse(part[2]);
            Complexity complexity = word(Complexity.class, part[3]);
            cases.add(Wangge.caseRow(part[0], LocalDate.parse(part[1]), complexity, closed));
        }
        Ranking ranking = Wangge.rank(policy(cell.get(0)), calendar, cases, start, end, asOf);
        Scores scores = Wangge.score(policy(cell.get(0)), calendar, "grid_work", cases, start, end, asOf);
        Map<String, String> marks = new HashMap<>();
        scores.getRows().forEach(row -> marks.put(row.getVillage(), Objects.toString(row.getMarks(), "na")));
        String rows = ranking.getRows().stream()
                .map(row -> String.join("/", row.getVillage(), place(row.getPlace()),
                        Integer.toString(row.getFigures().getOnTime()),
                        Integer.toString(row.getFigures().getDecided()), marks.get(row.getVillage())))
                .collect(Collectors.joining(" "));
        return List.of(rows);
    }

    private static String place(RankPlace place) {
        if (place instanceof RankPlace.Rank rank) {
            return Integer.toString(rank.getRank());
        }
        return place instanceof RankPlace.BelowVolume ? "-" : "0";
    }

    private Policy policy(String name) {
        return Objects.requireNonNull(policies.get(name), name);
    }

    private static List<String> cells(String line) {
        return List.of(line.split(",", -1));
    }

    private static List<String> words(String list) {
        return list.isEmpty() ? List.of() : List.of(list.split(" "));
    }

    private static String findings(List<Finding> found) {
        return found.stream()
                .map(finding -> code(finding.getWeight()) + ":" + finding.getCode())
                .collect(Collectors.joining(" "));
    }

    private static String clauses(List<Reason> because) {
        return because.stream().map(Reason::getClause).distinct().collect(Collectors.joining(" "));
    }

    private static int number(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new AssertionError(text);
        };
    }

    private static String code(Enum<?> word) {
        return word == null ? "" : word.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E word(Class<E> words, String code) {
        return code.isEmpty() ? null : Enum.valueOf(words, code.toUpperCase(Locale.ROOT));
    }

    private static String kind(WanggeException refusal) {
        if (refusal instanceof WanggeException.UnknownDay || refusal instanceof WanggeException.CalendarTable) {
            return "calendar";
        }
        if (refusal instanceof WanggeException.Unspecified) {
            return "unspecified";
        }
        return refusal instanceof WanggeException.Input ? "input" : "policy";
    }
}
