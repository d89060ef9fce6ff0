package cn.wangge;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The vectors of duties: what is owed, and what was done of it. */
final class JavaDutyVectors {
    private static final String HEAD = """
            schema = 1
            id = "own"
            title = "own"
            from = 2020-01-01
            [calendar]
            table = "state_council"
            clause = "E-3"
            [counting]
            start = "next_day"
            make_up_days = "count"
            clause = "E-2"
            [[duty]]
            kind = "visit"
            owner = "grid_team"
            each = "grid"
            clause = "M-3.1"
            """;

    private final WorkCalendar calendar;
    private final Map<String, Policy> presets = new HashMap<>();

    JavaDutyVectors(WorkCalendar calendar) {
        this.calendar = calendar;
    }

    private Policy policy(String name, String duty) throws WanggeException {
        if (!name.equals("own")) {
            if (!presets.containsKey(name)) {
                presets.put(name, Wangge.preset(name));
            }
            return presets.get(name);
        }
        StringBuilder text = new StringBuilder(HEAD);
        for (String pair : duty.split(";")) {
            String[] parts = pair.split("=");
            String[] term = parts[1].split(" ");
            String value = term.length > 1
                    ? "{ count = " + term[0] + ", unit = \"" + term[1] + "\" }"
                    : parts[1].matches("[0-9]+") ? parts[1] : '"' + parts[1] + '"';
            text.append(parts[0]).append(" = ").append(value).append('\n');
        }
        return Wangge.policy(text.toString());
    }

    private static DutyKind kind(List<String> cell) {
        return cell.get(0).equals("own") ? DutyKind.VISIT : DutyKind.valueOf(cell.get(1).toUpperCase(Locale.ROOT));
    }

    private static String part(String[] parts, int place) {
        return place < parts.length && !parts[place].isEmpty() ? parts[place] : null;
    }

    private static LocalDate day(String[] parts, int place) {
        String text = part(parts, place);
        return text == null ? null : LocalDate.parse(text);
    }

    private static Stream<String[]> items(String text) {
        return Stream.of(text.split(" ")).filter(item -> !item.isEmpty()).map(item -> item.split("/"));
    }

    private Obligations owed(List<String> cell, String dwellings) throws WanggeException {
        String[] ends = cell.get(4).split("/");
        List<Occasion> occasions = items(cell.get(5))
                .map(parts -> new Occasion("O-1", kind(cell), parts[0], day(parts, 1), day(parts, 2)))
                .toList();
        List<Dwelling> homes = items(dwellings)
                .map(parts -> new Dwelling("G-1", parts[0], day(parts, 1), day(parts, 2)))
                .toList();
        List<DutyGrid> grids = List.of(new DutyGrid("G-1", "V-1", day(ends, 0), day(ends, 1)));
        Territory territory = new Territory(grids, List.of(), homes, occasions);
        return policy(cell.get(0), cell.get(1)).obligations(
                territory, LocalDate.parse(cell.get(2)), LocalDate.parse(cell.get(3)), List.of(kind(cell)), calendar);
    }

    /** A refusal, and what it names. */
    private static List<String> refusal(WanggeException refusal) throws WanggeException {
        if (refusal instanceof WanggeException.Unspecified unspecified) {
            return List.of("error:unspecified", unspecified.getKey().replace("\"", "").replace(",", ";"));
        }
        if (refusal instanceof WanggeException.Input input) {
            return List.of("error:input", Objects.toString(input.getRow(), "") + "/" + input.getColumn());
        }
        if (refusal instanceof WanggeException.UnknownDay) {
            return List.of("error:calendar", "");
        }
        if (refusal instanceof WanggeException.NotInForce) {
            return List.of("error:policy", "");
        }
        throw refusal;
    }

    private static String joined(Stream<String> texts) {
        return texts.collect(Collectors.joining(" "));
    }

    List<?> duties(List<String> cell) throws WanggeException {
        try {
            List<Obligation> owed = owed(cell, "").list(0, Integer.MAX_VALUE);
            return List.of(
                    joined(owed.stream().map(one -> (one.getOpens().equals(one.getDue()) ? "" : one.getOpens() + ">")
                            + one.getDue() + (one.getStatus() == DayStatus.PROVISIONAL ? "?" : ""))),
                    "");
        } catch (WanggeException refusal) {
            return refusal(refusal);
        }
    }

    private static String told(Object... parts) {
        return Arrays.stream(parts).filter(Objects::nonNull).map(Object::toString).collect(Collectors.joining("/"));
    }

    List<?> records(List<String> cell) throws WanggeException {
        List<DutyRecord> records = items(cell.get(7))
                .map(parts -> new DutyRecord(
                        parts[0], kind(cell), parts[1], day(parts, 2), part(parts, 3), part(parts, 4), List.of()))
                .toList();
        try {
            Matched matched = owed(cell, cell.get(6)).matched(records, LocalDate.parse(cell.get(8)));
            return List.of(
                    joined(matched.getOutcomes().stream().map(one -> told(
                            one.getState().name().toLowerCase(Locale.ROOT), one.getOn(), one.getRecord()))),
                    joined(matched.getUses().stream().map(one -> told(
                            one.getCounted().name().toLowerCase(Locale.ROOT), one.getObligation()))),
                    joined(matched.getCoverage().stream().map(one -> told(
                            one.getObligation(), one.getNeeded(), one.getSeen(), one.getSeenLate()))),
                    String.join(" ", matched.getUnlisted()),
                    joined(matched.getDiaryGaps().stream().map(gap ->
                            gap.getFrom() + ">" + gap.getTo() + "/" + gap.getDays())),
                    "");
        } catch (WanggeException refusal) {
            List<String> answer = new ArrayList<>(refusal(refusal));
            answer.addAll(1, List.of("", "", "", ""));
            return answer;
        }
    }
}
