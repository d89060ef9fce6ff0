package cn.wangge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JavaDivisionTest {
    private Policy policy;
    private Households hamlets;

    /** Two hamlets of 120, a kilometre apart. */
    @BeforeEach
    void open() throws WanggeException {
        policy = Wangge.preset("combined");
        List<Household> rows = new ArrayList<>();
        for (int row = 0; row < 240; row++) {
            rows.add(Wangge.household(row / 120 * 1000.0, row % 120 * 3.0, row < 120 ? "西组" : "东组"));
        }
        hamlets = Wangge.households(rows, Crs.METRES);
    }

    @AfterEach
    void close() {
        hamlets.close();
        policy.close();
    }

    @Test
    void divisionsAreRecords() throws WanggeException {
        Division division = Wangge.divide(policy, hamlets);
        assertEquals(division, Wangge.divide(policy, hamlets, Wangge.options().build()));
        assertEquals(division.hashCode(), Wangge.divide(policy, hamlets).hashCode());
        assertEquals(List.of(0, 1), List.of(division.getLabels().get(0), division.getLabels().get(239)));
        Grid west = division.getMeasures().getGrids().get(0);
        assertEquals(List.of(1, 120, 120, 1), List.of(west.getNumber(), west.getHouseholds(), west.getRows(), west.getParts()));
        assertEquals(new Position(0, 178.5), west.getCentre());
        assertEquals(List.of(new GroupShare("西组", 120, 120, true)), west.getGroups());
        assertNull(west.getZone());
        assertEquals("〔X-3.1〕共240户，划为2个网格", division.getLog().get(0).getZh());
        assertEquals(division.getMeasures().getGrids(), Divisions.getGrids(division));
    }

    @Test
    void optionsAreSetOneByOne() throws WanggeException {
        DivisionOptions options = Wangge.options()
                .grids(Map.of("甲村", 2))
                .aims(Aim.EVEN, Aim.COMPACT)
                .headroom(10)
                .contiguous()
                .place(Place.VILLAGE)
                .regions(Map.of("甲村", "340123004005"))
                .seed(3)
                .rounds(4)
                .build();
        assertEquals(new GridsWanted.ByZone(Map.of("甲村", 2)), options.getGrids());
        assertEquals(List.of(Aim.EVEN, Aim.COMPACT), options.getAims());
        assertEquals(List.of(10, true, 3L, 4),
                List.of(options.getHeadroom(), options.getContiguous(), options.getSeed(), options.getRounds()));
        assertEquals(Place.VILLAGE, options.getPlace());
        List<Household> rows = new ArrayList<>();
        for (int row = 0; row < 260; row++) {
            rows.add(Wangge.household(row * 5.0, 0, null, 1, "甲村"));
        }
        try (Households street = Wangge.households(rows, Crs.METRES, List.of(), List.of("甲村"))) {
            List<Grid> grids = Wangge.divide(policy, street, options).getMeasures().getGrids();
            assertEquals(List.of("340123004005001", "340123004005002"), grids.stream().map(Grid::getCode).toList());
            assertEquals(List.of(130, 130), grids.stream().map(Grid::getHouseholds).toList());
        }
    }

    @Test
    void auditsAndRedivisions() throws WanggeException {
        List<String> drawn = new ArrayList<>(Collections.nCopies(160, "东"));
        drawn.addAll(Collections.nCopies(80, "西"));
        Audit audit = Wangge.audit(policy, hamlets, drawn);
        assertFalse(audit.getLawful());
        assertEquals("不符合：网格东：〔X-3.1〕共160户，应为100至150", audit.getFindings().get(0).getZh());
        assertTrue(audit.getOurs().getRms() < audit.getMeasures().getRms());
        Division division = Wangge.divide(policy, hamlets);
        Redivision same = Wangge.redivide(policy, hamlets, Wangge.previous(division), 50);
        assertEquals(List.of(), same.getMoved());
        assertEquals(division.getLabels(), same.getDivision().getLabels());
        // Forty were in the western grid on paper: its 160 are too many, so some go east.
        List<Integer> labels = new ArrayList<>(division.getLabels());
        Collections.fill(labels.subList(120, 160), 0);
        Redivision adapted = Wangge.redivide(policy, hamlets, Wangge.previous(division, labels), 0);
        assertEquals("redivide.for_size", adapted.getMoved().get(0).getBecause().getCode());
        assertEquals(new GridName(null, 1, null), adapted.getMoved().get(0).getFrom());
        assertTrue(Wangge.audit(policy, hamlets, adapted.getDivision().getLabels().stream().map(String::valueOf).toList()).getLawful());
    }

    @Test
    void refusalsCarryTheirFields() throws WanggeException {
        List<Household> few = Collections.nCopies(99, Wangge.household(1, 2));
        try (Households households = Wangge.households(few, Crs.METRES)) {
            Wangge.divide(policy, households);
            throw new AssertionError("no refusal");
        } catch (WanggeException.Infeasible refusal) {
            assertEquals(List.of(99, 100, 150), List.of(refusal.getHouseholds(), refusal.getMin(), refusal.getMax()));
            assertEquals("division.infeasible", Refusal.getCode(refusal));
            assertFalse(refusal.getChoices().isEmpty());
        }
        List<Household> bad = List.of(Wangge.household(0, 0), Wangge.household(0, Double.NaN));
        WanggeException.Input row = assertThrows(WanggeException.Input.class, () -> Wangge.households(bad, Crs.METRES));
        assertEquals(1, row.getRow());
        assertEquals("y", row.getColumn());
        assertThrows(WanggeException.Input.class, () -> Wangge.divide(policy, hamlets, Wangge.options().headroom(100).build()));
    }

    @Test
    void aListenerHearsAndEndsIt() throws WanggeException {
        DivisionOptions options = new DivisionOptionsBuilder().aims(Aim.COMPACT).build();
        List<Progress> told = new ArrayList<>();
        Division whole = Wangge.divide(policy, hamlets, options, progress -> {
            told.add(progress);
            return Go.ON;
        });
        assertEquals(Wangge.divide(policy, hamlets, options), whole);
        assertFalse(told.isEmpty());
        assertEquals(1, told.get(0).getZones());
        assertThrows(WanggeException.Cancelled.class, () -> Wangge.divide(policy, hamlets, options, progress -> Go.CANCEL));
        IllegalStateException own = new IllegalStateException("不行");
        assertSame(own, assertThrows(IllegalStateException.class, () -> Wangge.divide(policy, hamlets, options, progress -> {
            throw own;
        })));
        WanggeException.ListenerFailed raw = assertThrows(WanggeException.ListenerFailed.class, () -> policy.divide(hamlets, options, progress -> {
            throw own;
        }));
        assertEquals("java.lang.IllegalStateException: 不行", raw.getReason());
    }

    @Test
    void threadsAgree() throws Exception {
        List<Household> rows = JavaDivisionVectors.village(11, 30, 1_200, 3_000, Crs.METRES);
        try (Households households = Wangge.households(rows, Crs.METRES)) {
            Division expected = Wangge.divide(policy, households);
            ExecutorService pool = Executors.newFixedThreadPool(8);
            try {
                List<Callable<Division>> tasks = Collections.nCopies(16, () -> Wangge.divide(policy, households));
                for (Future<Division> found : pool.invokeAll(tasks)) {
                    assertEquals(expected, found.get());
                }
            } finally {
                pool.shutdown();
            }
        }
    }

    @Test
    void closedHouseholdsAreRefused() {
        hamlets.close();
        assertThrows(IllegalStateException.class, () -> Wangge.divide(policy, hamlets));
        assertThrows(IllegalStateException.class, hamlets::size);
    }
}
