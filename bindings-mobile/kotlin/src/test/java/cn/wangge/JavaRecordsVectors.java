package cn.wangge;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The vectors of the ledger: identity numbers, numbers to call, figures. */
class JavaRecordsVectors {
    List<?> identity(List<String> cell) throws WanggeException {
        IdentityReading read = Wangge.readIdentity(cell.get(0), LocalDate.parse(cell.get(1)));
        String faults = read.getFaults().stream().map(fault -> Terms.getTerm(fault).getCode()).collect(Collectors.joining("/"));
        String sex = read.getSex() == null ? null : Terms.getTerm(read.getSex()).getCode();
        return Arrays.asList(faults.isEmpty() ? "ok" : faults, read.getBirthday(), sex);
    }

    List<?> phone(List<String> cell) throws WanggeException {
        PhoneReading read = Wangge.readPhone(cell.get(0));
        if (read.getKind() != null) {
            return List.of(Terms.getTerm(read.getKind()).getCode());
        }
        return List.of(read.getFault() == PhoneFault.MOBILE ? "mobile_fault" : Terms.getTerm(read.getFault()).getCode());
    }

    List<?> figures(List<String> cell) throws WanggeException {
        List<List<String>> rows = new ArrayList<>();
        String[] lines = cell.get(1).split(";");
        for (int nth = 0; nth < lines.length; nth++) {
            String[] counts = lines[nth].split("/");
            for (int sex = 0; sex < 2; sex++) {
                for (int many = Integer.parseInt(counts[sex]); many > 0; many--) {
                    rows.add(List.of("g" + nth, "g" + nth, sex == 0 ? "男" : "女"));
                }
            }
        }
        Policy policy = Wangge.policy("schema = 1\nid = \"x\"\ntitle = \"x\"\nfrom = 2020-01-01\n[ledger.figures]\nleast_group = "
                + cell.get(0) + "\nclause = \"X-5\"\n");
        Ledger ledger = Wangge.ledger(List.of(LedgerField.HOUSEHOLD, LedgerField.GRID, LedgerField.SEX), rows);
        List<Figure> figures = policy.ledgerFigures(ledger, FigureBy.SEX, LocalDate.of(2026, 11, 25));
        List<String> shown = figures.stream().map(one -> one.getCount() == null ? "-" : one.getCount().toString()).toList();
        List<String> found = new ArrayList<>();
        for (int at = 0; at < shown.size(); at += 4) {
            found.add(String.join("/", shown.get(at), shown.get(at + 1), shown.get(at + 3)));
        }
        return List.of(String.join(";", found));
    }
}
