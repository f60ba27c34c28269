//! Many rows at once.

/// Inserts a slice of rows: five hundred with one statement on PostgreSQL, where the way there and back
/// is what takes time; one prepared statement for each on SQLite, which diesel gives no other.
macro_rules! insert_all {
    ($c:expr, $table:expr, $rows:expr) => {{
        let rows = $rows;
        match &mut *$c {
            $crate::platform::db::Db::Sqlite(lite) => {
                for row in rows {
                    diesel::insert_into($table).values(row).execute(lite)?;
                }
            }
            $crate::platform::db::Db::Pg(pg) => {
                for some in rows.chunks(500) {
                    match some {
                        // A single row is a statement that is prepared once.
                        [row] => diesel::insert_into($table).values(row).execute(pg)?,
                        some => diesel::insert_into($table).values(some).execute(pg)?,
                    };
                }
            }
        }
    }};
}
pub(crate) use insert_all;
