//! A table of the household ledger (民情台账表): a row a member, under the headings that ledgers have.

use super::{Cell, Row, Table, TableError};
use crate::rules::ledger::{Imported, Ledger, LedgerRow, Secret};
use crate::term::LedgerField;
use crate::vocabulary::Vocabulary as _;

/// The headings that a field goes by in a table of the ledger, its term and its code first.
///
/// ```
/// use wangge::{LedgerField, table::ledger_headings};
/// assert_eq!(ledger_headings(LedgerField::Phone), ["联系电话", "phone", "电话", "手机", "手机号", "手机号码"]);
/// ```
pub fn ledger_headings(field: LedgerField) -> Vec<&'static str> {
    let more: &[&str] = match field {
        LedgerField::Household => &["户编号", "户籍号"],
        LedgerField::Grid => &["网格", "网格代码", "所属网格"],
        LedgerField::Birthday => &["出生年月日", "生日"],
        LedgerField::Identity => &["身份证号码", "公民身份号码", "身份证", "证件号码", "id_number"],
        LedgerField::Phone => &["电话", "手机", "手机号", "手机号码"],
        LedgerField::Relation => &["关系", "与户主的关系"],
        LedgerField::Left => &["迁出日期"],
        LedgerField::Address => &["地址", "家庭住址"],
        LedgerField::Employer => &["单位", "就业单位"],
        LedgerField::Insurance => &["医保", "参保情况"],
        LedgerField::Schooling => &["学历"],
        LedgerField::School => &["学校"],
        _ => &[],
    };
    [field.zh(), field.code()].iter().chain(more).copied().collect()
}

/// Reads a table into a ledger, as [`Ledger::from_rows`] does; `own` gives for a field the heading that this table has for
/// it. Days are read in the hands of [`read_moment`](super::read_moment), or as the cells of a workbook that are days.
/// Columns under other headings are left out: nothing is kept that no field is for.
///
/// ```
/// use wangge::LedgerField;
/// use wangge::table::{Table, TableOptions, read_ledger};
/// # fn main() -> Result<(), wangge::table::TableError> {
/// let bytes = "户号,网格,姓名,出生\nH-1,340100000001001,示例甲,1958年3月1日\nH-1,,示例乙,不详\n".as_bytes();
/// let table = Table::read(bytes, "台账.csv", &TableOptions::default())?;
/// let read = read_ledger(table, &[(LedgerField::Birthday, "出生".into())])?;
/// assert_eq!(read.ledger.people(), 1);
/// assert_eq!(read.faults[0].zh(), "不符合：第3行 户H-1 出生日期：〔X-5〕“***”不是日期，应如 2026-11-23，本行未读入");
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`TableError`] where there is no column for the household or one of `own`, or two are for one field.
pub fn read_ledger(table: Table, own: &[(LedgerField, String)]) -> Result<Imported, TableError> {
    let mut columns: Vec<(LedgerField, usize)> = Vec::new();
    for field in LedgerField::ALL {
        let named: Vec<&str> =
            own.iter().filter(|(of, _)| of == field).map(|(_, heading)| heading.as_str()).collect();
        let headings = if named.is_empty() { ledger_headings(*field) } else { named.clone() };
        match table.place(field.zh(), &headings)? {
            Some(place) => columns.push((*field, place)),
            None if *field == LedgerField::Household || !named.is_empty() => {
                return Err(table.missing(field.zh(), &headings));
            }
            None => {}
        }
    }
    let (mut lost, mut broken) = (Vec::new(), Vec::new());
    let rows = table.rows(&mut broken, |row| {
        let number = |(field, place): &(LedgerField, usize)| {
            *field == LedgerField::Identity && matches!(row.cells.get(*place), Some(Cell::Number(_)))
        };
        if columns.iter().any(number) {
            lost.push(row.row);
            return Ok(None);
        }
        let values = columns.iter().map(|(field, place)| (*field, Secret::new(text(row, *field, *place))));
        Ok(Some(LedgerRow { row: row.row, values: values.collect() }))
    });
    // Each field has one column, so none stands twice in a row.
    let mut read = Ledger::from_rows(rows.into_iter().flatten()).unwrap_or_default();
    for row in lost {
        read.rounded(row);
    }
    for row in broken {
        read.broken(row.row);
    }
    read.faults.sort_by_key(|fault| fault.row);
    Ok(read)
}

/// What stands in a cell; a day as it is written in policies, where it can be read as one.
fn text(row: &Row<'_>, field: LedgerField, place: usize) -> String {
    let day = match field {
        LedgerField::Birthday | LedgerField::Left => row.moment(place).ok().flatten(),
        _ => None,
    };
    day.map_or_else(|| row.text(Some(place)), |(day, _)| day.to_string())
}
