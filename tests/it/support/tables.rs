//! `schema.rs` read as data, and rows of any table made from it.

use super::Harness;
use super::source::root;
use diesel::RunQueryDsl;
use std::fmt::Write as _;
use tillit::base::Id;
use tillit::platform::db::Engine;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    /// The diesel type without `Nullable`, such as `BigInt`.
    pub kind: String,
    pub nullable: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub name: String,
    pub columns: Vec<Column>,
}

/// The tables of `src/platform/db/schema/`.
pub fn schema() -> Vec<Table> {
    let files = std::fs::read_dir(root().join("src/platform/db/schema")).unwrap();
    files.flat_map(|file| parse(&std::fs::read_to_string(file.unwrap().path()).unwrap())).collect()
}

pub fn parse(text: &str) -> Vec<Table> {
    text.split("table! {").skip(1).map(table).collect()
}

fn table(text: &str) -> Table {
    let (head, rest) = text.split_once('{').unwrap();
    let name = head.split('(').next().unwrap_or_default().trim().to_string();
    let body = rest.split_once('}').unwrap().0;
    let columns = body.split(',').filter_map(|l| l.trim().split_once(" -> ")).map(|(name, kind)| {
        let inner = kind.strip_prefix("Nullable<").and_then(|k| k.strip_suffix('>'));
        Column { name: name.to_string(), kind: inner.unwrap_or(kind).to_string(), nullable: inner.is_some() }
    });
    Table { name, columns: columns.collect() }
}

/// Puts a row in any table: the given columns, and something plain in the others that must have a
/// value. Gives the row's id, a new one unless given.
pub fn insert(t: &Harness, table: &str, given: &[(&str, &str)]) -> Id {
    let described = schema().into_iter().find(|d| d.name == table).unwrap_or_else(|| panic!("no table {table}"));
    let id =
        given.iter().find(|(n, _)| *n == "id").map_or_else(|| Id::new(t.now()).to_string(), |(_, v)| (*v).to_string());
    let (mut names, mut values) = (String::new(), String::new());
    for column in &described.columns {
        let value = match given.iter().find(|(n, _)| *n == column.name) {
            Some((_, value)) => literal(t.engine, &column.kind, value),
            None if column.name == "id" => format!("'{id}'"),
            None if column.nullable => continue,
            None => literal(t.engine, &column.kind, plain(&column.kind)),
        };
        let comma = if names.is_empty() { "" } else { ", " };
        let _ = write!(names, "{comma}{}", column.name);
        let _ = write!(values, "{comma}{value}");
    }
    t.write(|c| Ok(diesel::sql_query(format!("INSERT INTO {table} ({names}) VALUES ({values})")).execute(c)?));
    id.parse().unwrap()
}

fn plain(kind: &str) -> &'static str {
    match kind {
        "Text" => "-",
        "Bool" => "false",
        "Integer" | "BigInt" | "Double" => "1",
        "Date" => "2026-11-23",
        "Timestamp" => "2026-11-23 08:00:00.000000",
        other => panic!("no plain value for {other}"),
    }
}

fn literal(engine: Engine, kind: &str, value: &str) -> String {
    match (kind, engine) {
        ("Bool", Engine::Sqlite) => if value == "true" { "1" } else { "0" }.to_string(),
        ("Bool" | "Integer" | "BigInt", _) => value.to_string(),
        _ => format!("'{}'", value.replace('\'', "''")),
    }
}
