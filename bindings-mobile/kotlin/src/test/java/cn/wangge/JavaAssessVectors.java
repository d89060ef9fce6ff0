package cn.wangge;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The vectors of curves, sheets, ranks and years. */
class JavaAssessVectors {
    private final Path folder;
    private final Period quarter = new Period(LocalDate.of(2026, 7, 1), LocalDate.of(2026, 9, 30));
    private final Period year = new Period(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31));

    JavaAssessVectors(Path folder) {
        this.folder = folder;
    }

    List<?> curve(List<String> cell) throws WanggeException {
        String full = cell.get(1);
        String per = cell.get(3);
        Curve made = switch (cell.get(0)) {
            case "linear" -> Wangge.linear(full);
            case "slope" -> Wangge.slope(full, cell.get(2), per, cell.get(4));
            case "deduct" -> Wangge.deduct(full, per, cell.get(5));
            case "steps" -> Wangge.steps(full, words(cell.get(6)).stream()
                    .map(step -> new CurveStep(step.split("/")[0], step.split("/")[1])).toList());
            default -> fail("no curve " + cell.get(0));
        };
        return List.of((cell.get(7).equals("true") ? made.reversed() : made).marks(cell.get(8)));
    }

    List<?> sheet(List<String> cell) throws WanggeException {
        SheetMarks found = policy(cell.get(0)).marks(cell.get(1), tallies(cell.get(3), quarter), quarter, units(cell.get(2)));
        return List.of(found.getRows().stream()
                .map(row -> row.getUnit() + "=" + row.getItems().stream().map(item -> shown(item.getMarks()))
                        .collect(Collectors.joining("/")) + "=" + shown(row.getTotal()))
                .collect(Collectors.joining(" ")));
    }

    List<?> ranking(List<String> cell) throws WanggeException {
        Ranks found = policy(cell.get(0)).ranks(tallies(cell.get(2), quarter), quarter, units(cell.get(1)));
        return List.of(found.getRows().stream().map(JavaAssessVectors::told).collect(Collectors.joining(" ")));
    }

    private static String told(UnitRank row) {
        if (row.getPlace() instanceof RankPlace.Rank rank) {
            Boolean differs = row.getDiffersFromFirst();
            return String.join("/", row.getUnit(), String.valueOf(rank.getRank()), String.valueOf(rank.getSharedBy()),
                    shown(row.getToNext()), yes(row.getOneCaseDecides()), differs == null ? "-" : yes(differs));
        }
        String why = row.getPlace() instanceof RankPlace.BelowVolume ? "volume"
                : row.getPlace() instanceof RankPlace.NothingToCount ? "nothing" : "part";
        return row.getUnit() + "/" + why + "/-/-/-/-";
    }

    List<?> year(List<String> cell) throws WanggeException {
        List<GivenMarks> marks = words(cell.get(2)).stream().map(text -> text.split("/"))
                .map(part -> new GivenMarks(part[0], part[1], part[2])).toList();
        Review found = policy(cell.get(0)).review(tallies(cell.get(1), year), year, marks, List.of());
        return List.of(found.getRows().stream()
                .map(row -> String.join("/", row.getUnit(), shown(row.getFirst()), shown(row.getSecond()), shown(row.getTotal())))
                .collect(Collectors.joining(" ")));
    }

    private Policy policy(String name) throws WanggeException {
        try {
            return Wangge.policy(Files.readString(folder.resolve("assess").resolve(name + ".toml")));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static Tallies tallies(String counts, Period period) throws WanggeException {
        List<String> units = new ArrayList<>();
        List<CountRow> rows = new ArrayList<>();
        for (String text : words(counts)) {
            String[] unit = text.split(":");
            for (String one : unit[1].split(";")) {
                String[] count = one.split("=");
                boolean ofCases = AssessVectors.Companion.getOF_CASES().contains(count[0]);
                List<Belongs> days = ofCases ? Arrays.asList(Belongs.values()) : Collections.singletonList(null);
                for (Belongs day : days) {
                    rows.add(new CountRow(units.size(), 0, count[0], day, false, Integer.parseInt(count[1])));
                }
            }
            units.add(unit[0]);
        }
        return Wangge.tallies(units, List.of(period), rows);
    }

    private static List<UnitFact> units(String text) {
        return words(text).stream().map(one -> {
            String[] part = (one + ":::-").split(":");
            return new UnitFact(part[0], part[1].isEmpty() ? null : part[1], day(part[2]), day(part[3]));
        }).toList();
    }

    private static LocalDate day(String text) {
        return text.isEmpty() || text.equals("-") ? null : LocalDate.parse(text);
    }

    private static String shown(String marks) {
        return marks == null ? "-" : marks;
    }

    private static String yes(boolean yes) {
        return yes ? "yes" : "no";
    }

    private static List<String> words(String list) {
        return Arrays.stream(list.split(" ")).filter(word -> !word.isEmpty()).toList();
    }
}
