package cn.wangge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The household ledger and the service card. All made up. */
class RecordsJavaTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
    private static final String GRID = "340100000001001";

    private static Ledger ledger() throws WanggeException {
        return Wangge.ledger(
                List.of(LedgerField.HOUSEHOLD, LedgerField.GRID, LedgerField.NAME, LedgerField.PHONE, LedgerField.RELATION),
                List.of(
                        List.of("H-1", GRID, "示例甲", "14200001234", "户主"),
                        List.of("H-1", "", "示例乙", "1234", "长女")));
    }

    @Test
    void aLedgerIsCheckedAndSeen() throws WanggeException {
        Policy policy = Wangge.preset("combined");
        Ledger ledger = ledger();
        List<LedgerFinding> found = policy.checkLedger(ledger, DAY);
        assertEquals(1, found.size());
        assertEquals("ledger.phone", found.get(0).getCode());
        assertEquals(3L, found.get(0).getRow());
        LedgerView seen = policy.viewLedger(ledger, View.TEAM, DAY, GRID);
        List<String> phones = seen.getSeen().stream()
                .filter(one -> one.field() == LedgerField.PHONE)
                .map(Seen::reveal)
                .toList();
        assertEquals(List.of("142******34", "***"), phones);
        assertEquals(List.of(), Wangge.viewLedger(policy, ledger, View.PUBLIC, DAY).getSeen());
        WanggeException.Input refusal =
                assertThrows(WanggeException.Input.class, () -> Wangge.viewLedger(policy, ledger, View.LEADER, DAY));
        assertEquals("the grid of the leader", refusal.getAllowed());
        assertEquals("网格长", Terms.getTerm(View.LEADER).getZh());
    }

    @Test
    void aCardIsCheckedAndGoesOutOfDate() throws WanggeException {
        Policy policy = Wangge.preset("combined");
        ServiceCard card = new ServiceCard(
                GRID,
                "示例村",
                new CardPerson("p-1", "示例甲", "网格长", "0551-10000001"),
                List.of(),
                List.of("政策宣传"),
                new Supervision("示例乡", "0551-10000009"),
                List.of(new Posted(CardPlace.BOARD, LocalDate.of(2026, 1, 5))));
        List<String> codes = policy.checkCard(card, DAY).stream().map(Finding::getCode).toList();
        assertEquals(List.of("card.lacks", "card.not_posted"), codes);
        Team team = new Team(GRID, List.of(new Person("p-9", null, null)), List.of());
        CardValidity found = policy.cardValidity(card, List.of(new TeamFrom(LocalDate.of(2026, 9, 1), team)), DAY);
        assertEquals(LocalDate.of(2026, 9, 1), found.getStaleSince());
        assertEquals(card.getPublished(), found.getReplace());
    }
}
