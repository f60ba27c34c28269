//! A list as a file. A file holds at most [`PageRequest::FILE`](crate::base::PageRequest::FILE); one that holds less than
//! its list says so in its last row.

use super::{Answer, Params, Web};
use crate::platform::sheets::{self, Cell, Column, ColumnKind};

/// A download as XLSX, or as CSV when `format` says so.
pub fn export_file(web: &Web, name: &str, format: Option<&str>, columns: &[Column], rows: &[Vec<Cell>]) -> Answer {
    let day = crate::base::clock::swedish_date(web.visitor.now);
    if format == Some("csv") {
        web.download(&format!("{name}-{day}.csv"), "text/csv; charset=utf-8", sheets::write_csv(columns, rows)?)
    } else {
        let mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        web.download(&format!("{name}-{day}.xlsx"), mime, sheets::write_xlsx(name, columns, rows)?)
    }
}

/// The same of a list of `total` rows, of which the file holds these.
pub fn export_part(
    web: &Web,
    name: &str,
    format: Option<&str>,
    columns: &[Column],
    mut rows: Vec<Vec<Cell>>,
    total: i64,
) -> Answer {
    rows.extend(cut_row(web, rows.len(), total));
    export_file(web, name, format, columns, &rows)
}

/// A list as the file that its address asks for, called by the word `title`. A column is the word of its heading, its
/// width in characters and what its cells hold; `total` is the whole list's number of rows.
pub fn export_list(
    web: &Web,
    params: &Params,
    title: &str,
    columns: &[(&str, u16, ColumnKind)],
    rows: Vec<Vec<Cell>>,
    total: i64,
) -> Answer {
    let columns: Vec<Column> =
        columns.iter().map(|(key, width, kind)| Column::new(web.word(key), *width, *kind)).collect();
    export_part(web, &web.word(title).to_lowercase(), params.text("format").as_deref(), &columns, rows, total)
}

/// The same of a list without pages: all of its rows are here.
pub fn export_whole(
    web: &Web,
    params: &Params,
    title: &str,
    columns: &[(&str, u16, ColumnKind)],
    rows: Vec<Vec<Cell>>,
) -> Answer {
    let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    export_list(web, params, title, columns, rows, total)
}

/// The last row of a file that holds `held` of a list's `total` rows; None when it holds them all.
pub fn cut_row(web: &Web, held: usize, total: i64) -> Option<Vec<Cell>> {
    let held = i64::try_from(held).unwrap_or(i64::MAX);
    let args = [("held", held.to_string()), ("total", total.to_string())];
    (held < total).then(|| vec![Cell::text(web.word_with("common-export-cut", &args))])
}
