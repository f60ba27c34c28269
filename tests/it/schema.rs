//! `schema.rs` is kept by hand; here it is compared with both databases as the migrations make them.

use super::support::Harness;
use super::support::source::root;
use super::support::tables::{Column, Table, parse, schema};
use diesel::RunQueryDsl;
use diesel::sql_types::{Bool, Text};
use std::collections::BTreeMap;
use tillit::platform::db::Db;

#[derive(diesel::QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Bool)]
    nullable: bool,
}

/// The number of an event is the row's own on SQLite, which has to be written INTEGER and holds as much as BIGINT.
const SQLITE: &str = "SELECT m.name AS table_name, c.name AS column_name, \
    CASE WHEN m.name = 'audit_events' AND c.name = 'seq' THEN 'BIGINT' ELSE c.type END AS kind, c.\"notnull\" = 0 AS nullable \
    FROM sqlite_master m JOIN pragma_table_info(m.name) c \
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, c.cid";
const POSTGRES: &str = "SELECT table_name::text, column_name::text, data_type::text AS kind, is_nullable = 'YES' AS nullable \
    FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position";

/// The diesel type of a column type of either database.
fn diesel_type(kind: &str) -> &str {
    match kind.to_lowercase().as_str() {
        "text" => "Text",
        "integer" => "Integer",
        "bigint" => "BigInt",
        "boolean" => "Bool",
        "date" => "Date",
        "timestamp" | "timestamp without time zone" => "Timestamp",
        "double" | "double precision" => "Double",
        "blob" | "bytea" => "Binary",
        _ => kind,
    }
}

fn migrated(t: &Harness) -> Vec<Table> {
    let found: Vec<Found> = t.read(|c| {
        Ok(match c {
            Db::Sqlite(c) => diesel::sql_query(SQLITE).load(c)?,
            Db::Pg(c) => diesel::sql_query(POSTGRES).load(c)?,
        })
    });
    let mut tables: BTreeMap<String, Vec<Column>> = BTreeMap::new();
    for row in found.into_iter().filter(|r| r.table_name != "__diesel_schema_migrations") {
        let column = Column { name: row.column_name, kind: diesel_type(&row.kind).to_string(), nullable: row.nullable };
        tables.entry(row.table_name).or_default().push(column);
    }
    tables.into_iter().map(|(name, columns)| Table { name, columns }).collect()
}

/// What differs, in words. Columns are compared in order: rows are read by position.
fn differences(written: &[Table], real: &[Table]) -> Vec<String> {
    let mut faults = Vec::new();
    for table in written {
        match real.iter().find(|r| r.name == table.name) {
            None => faults.push(format!("the database has no table {}", table.name)),
            Some(other) => {
                let longest = table.columns.len().max(other.columns.len());
                let pairs = (0..longest).map(|at| (table.columns.get(at), other.columns.get(at)));
                faults.extend(
                    pairs
                        .filter(|(a, b)| a != b)
                        .map(|(a, b)| format!("{}: schema.rs has {a:?}, the database {b:?}", table.name)),
                );
            }
        }
    }
    let unknown = real.iter().filter(|r| !written.iter().any(|w| w.name == r.name));
    faults.extend(unknown.map(|r| format!("schema.rs has no table {}", r.name)));
    faults
}

both! {
    async fn the_schema_file_is_what_the_migrations_make(t: &Harness) {
        let written = schema();
        assert!(written.len() > 20, "schema.rs was not read: {written:?}");
        let faults = differences(&written, &migrated(t));
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

#[test]
fn both_folders_hold_the_same_migrations() {
    let names = |engine: &str| -> Vec<String> {
        let folder = root().join("migrations").join(engine);
        let mut names: Vec<_> =
            std::fs::read_dir(folder).unwrap().flatten().map(|e| e.file_name().to_string_lossy().to_string()).collect();
        names.sort();
        names
    };
    assert_eq!(names("sqlite"), names("postgres"));
    assert!(!names("sqlite").is_empty());
}

#[test]
fn a_difference_is_found() {
    let written = parse("diesel::table! {\n vendors (id) {\n id -> Text,\n tier -> Nullable<Integer>,\n }\n}");
    let cases = [
        ("diesel::table! { vendors (id) { id -> Text, tier -> Integer, } }", "nullable: false"),
        ("diesel::table! { vendors (id) { id -> Text, tier -> Nullable<BigInt>, } }", "BigInt"),
        ("diesel::table! { vendors (id) { id -> Text, } }", "None"),
        ("diesel::table! { contracts (id) { id -> Text, } } ", "no table"),
    ];
    for (real, why) in cases {
        let faults = differences(&written, &parse(real));
        assert!(faults.iter().any(|f| f.contains(why)), "{why}: {faults:?}");
    }
    assert!(differences(&written, &written).is_empty());
}
