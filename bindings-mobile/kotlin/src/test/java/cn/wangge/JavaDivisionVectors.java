package cn.wangge;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The runners of the vectors of divisions; the README of the vectors says how the cells are written. */
final class JavaDivisionVectors {
    private final Function<String, Policy> policies;

    JavaDivisionVectors(Function<String, Policy> policies) {
        this.policies = policies;
    }

    List<?> divisions(List<String> cell) {
        return refused(5, () -> {
            List<Run> runs = runs(cell.get(2));
            Division division;
            try (Households households = households(runs, cell.get(1), cell.get(3))) {
                division = Wangge.divide(policies.apply(cell.get(0)), households, options(cell.get(3)));
            }
            List<Grid> grids = division.getMeasures().getGrids();
            return List.of(sizes(grids), parts(runs, division.getLabels()),
                    grids.stream().map(Grid::getCode).filter(Objects::nonNull).collect(Collectors.joining(" ")),
                    division.getSplits().stream()
                            .map(split -> split.getGroup() + ":" + split.getBecause().getCode())
                            .collect(Collectors.joining(" ")),
                    division.getLog().stream().map(Reason::getCode).collect(Collectors.joining(" ")));
        });
    }

    List<?> audits(List<String> cell) {
        return refused(4, () -> {
            List<Run> runs = runs(cell.get(2));
            List<String> names = words(cell.get(3));
            List<String> labels = new ArrayList<>();
            for (int run = 0; run < runs.size(); run++) {
                for (int row = 0; row < runs.get(run).count(); row++) {
                    labels.add(names.get(run).equals("-") ? null : names.get(run));
                }
            }
            Audit audit;
            try (Households households = households(runs, cell.get(1), cell.get(4))) {
                audit = Wangge.audit(policies.apply(cell.get(0)), households, labels, options(cell.get(4)));
            }
            return Arrays.asList(sizes(audit.getMeasures().getGrids()),
                    String.format(Locale.ROOT, "%.3f", audit.getMeasures().getRms()),
                    audit.getFindings().stream()
                            .map(finding -> finding.getWeight().name().toLowerCase(Locale.ROOT) + ":" + finding.getCode())
                            .collect(Collectors.joining(" ")),
                    audit.getOurs() == null ? null : audit.getOurs().getGrids().size());
        });
    }

    List<?> villages(List<String> cell) throws WanggeException {
        Crs crs = Crs.valueOf(cell.get(5).toUpperCase(Locale.ROOT));
        DivisionOptionsBuilder options = Wangge.options();
        if (!cell.get(6).isEmpty()) {
            options.aims(aims(cell.get(6)));
        }
        List<Household> rows = village(Long.parseLong(cell.get(1)), Integer.parseInt(cell.get(2)),
                Integer.parseInt(cell.get(3)), Integer.parseInt(cell.get(4)), crs);
        try (Households households = Wangge.households(rows, crs)) {
            Division division = Wangge.divide(policies.apply(cell.get(0)), households, options.build());
            List<Grid> grids = division.getMeasures().getGrids();
            assertTrue(grids.stream().allMatch(grid -> grid.getHouseholds() >= 100 && grid.getHouseholds() <= 150));
            return List.of(grids.size(), hash(division.getLabels()));
        }
    }

    /** The generator of the README of the vectors. */
    static List<Household> village(long seed, int hamlets, int households, int side, Crs crs) {
        Drawn drawn = new Drawn(seed);
        double[][] centres = new double[hamlets][];
        for (int hamlet = 0; hamlet < hamlets; hamlet++) {
            centres[hamlet] = new double[] {drawn.next(side), drawn.next(side)};
        }
        List<Household> rows = new ArrayList<>();
        for (int row = 0; row < households; row++) {
            double[] centre = centres[row % hamlets];
            double east = centre[0] + drawn.next(100) + drawn.next(100);
            double north = centre[1] + drawn.next(100) + drawn.next(100);
            boolean degrees = crs == Crs.LONLAT;
            rows.add(Wangge.household(degrees ? 117.0 + east / 100_000.0 : east,
                    degrees ? 31.0 + north / 100_000.0 : north, "h" + row % hamlets));
        }
        return rows;
    }

    /** FNV-1a over the labels, four bytes each, the lowest first. */
    static String hash(List<Integer> labels) {
        long hash = 0xcbf29ce484222325L;
        for (int label : labels) {
            for (int shift = 0; shift < 32; shift += 8) {
                hash = (hash ^ (label >>> shift & 0xff)) * 0x100000001b3L;
            }
        }
        return String.format("%016x", hash);
    }

    private static final class Drawn {
        private long state;

        Drawn(long seed) {
            state = seed;
        }

        double next(int below) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            return (state >>> 33) % below;
        }
    }

    /** A run of households: `120@0/0/0/3;group=东`. */
    private record Run(int count, double[] place, Map<String, String> of) {
        List<Household> rows() {
            List<Household> rows = new ArrayList<>();
            for (int row = 0; row < count; row++) {
                double dx = place.length > 2 ? place[2] : 0;
                double dy = place.length > 3 ? place[3] : 0;
                int weight = Integer.parseInt(of.getOrDefault("weight", "1"));
                rows.add(Wangge.household(place[0] + row * dx, place[1] + row * dy, of.get("group"), weight,
                        of.get("zone"), of.get("pin")));
            }
            return rows;
        }
    }

    private static List<Run> runs(String text) {
        return words(text).stream().map(JavaDivisionVectors::run).toList();
    }

    private static Run run(String item) {
        String[] parts = item.split(";");
        String[] first = parts[0].split("@");
        Map<String, String> of = new TreeMap<>();
        for (String part : Arrays.asList(parts).subList(1, parts.length)) {
            String[] pair = part.split("=");
            of.put(pair[0], pair[1]);
        }
        double[] place = Arrays.stream(first[1].split("/")).mapToDouble(Double::parseDouble).toArray();
        return new Run(Integer.parseInt(first[0]), place, of);
    }

    private static Households households(List<Run> runs, String crs, String options) throws WanggeException {
        List<List<Position>> barriers = new ArrayList<>();
        for (String option : words(options)) {
            if (option.startsWith("barrier=")) {
                barriers.add(Arrays.stream(option.substring(8).split(">"))
                        .map(end -> end.split("/"))
                        .map(end -> new Position(Double.parseDouble(end[0]), Double.parseDouble(end[1])))
                        .toList());
            }
        }
        List<Household> rows = runs.stream().flatMap(run -> run.rows().stream()).toList();
        return Wangge.households(rows, Crs.valueOf(crs.toUpperCase(Locale.ROOT)), barriers);
    }

    private static DivisionOptions options(String text) {
        DivisionOptionsBuilder made = Wangge.options();
        for (String option : words(text)) {
            String[] pair = option.split("=");
            String value = pair[1];
            switch (pair[0]) {
                case "grids" -> {
                    if (value.contains(":")) {
                        Map<String, Integer> byZone = new TreeMap<>();
                        pairs(value).forEach((zone, grids) -> byZone.put(zone, Integer.valueOf(grids)));
                        made.grids(byZone);
                    } else {
                        made.grids(Integer.parseInt(value));
                    }
                }
                case "aims" -> made.aims(aims(value));
                case "headroom" -> made.headroom(Integer.parseInt(value));
                case "contiguous" -> made.contiguous();
                case "regions" -> made.regions(pairs(value));
                case "barrier" -> { }
                default -> throw new AssertionError("option " + pair[0]);
            }
        }
        return made.build();
    }

    private static Aim[] aims(String text) {
        return Arrays.stream(text.split("/")).map(aim -> Aim.valueOf(aim.toUpperCase(Locale.ROOT))).toArray(Aim[]::new);
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new TreeMap<>();
        for (String pair : text.split("/")) {
            pairs.put(pair.split(":")[0], pair.split(":")[1]);
        }
        return pairs;
    }

    private static String sizes(List<Grid> grids) {
        return grids.stream().map(grid -> Integer.toString(grid.getHouseholds())).collect(Collectors.joining(" "));
    }

    private static String parts(List<Run> runs, List<Integer> labels) {
        List<String> parts = new ArrayList<>();
        int first = 0;
        for (Run run : runs) {
            Map<Integer, Integer> counts = new TreeMap<>();
            labels.subList(first, first + run.count()).forEach(label -> counts.merge(label, 1, Integer::sum));
            first += run.count();
            parts.add(counts.size() == 1
                    ? counts.keySet().iterator().next().toString()
                    : counts.entrySet().stream().map(count -> count.getKey() + ":" + count.getValue())
                            .collect(Collectors.joining("+")));
        }
        return String.join(" ", parts);
    }

    private interface Answer {
        List<?> ask() throws WanggeException;
    }

    /** `error:input.row/100/x`: the code, and what it names. */
    private static List<?> refused(int columns, Answer answer) {
        try {
            return answer.ask();
        } catch (WanggeException refusal) {
            String named = "";
            if (refusal instanceof WanggeException.Input input) {
                named = "/" + Objects.toString(input.getRow(), "") + "/" + input.getColumn();
            }
            List<String> answers = new ArrayList<>(List.of("error:" + Refusal.getCode(refusal) + named));
            while (answers.size() < columns) {
                answers.add("");
            }
            return answers;
        }
    }

    private static List<String> words(String list) {
        return list.isEmpty() ? List.of() : List.of(list.split(" "));
    }
}
