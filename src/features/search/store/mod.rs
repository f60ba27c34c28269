//! The queries behind the search, one function a kind. Where a table has no folded text of its own, the database
//! folds the few columns that are searched.

mod chain;
mod portal;
mod register;
mod work;

pub use chain::{nodes, platforms, services, subcontracts};
pub use portal::{own_actions, own_assessments, own_dialogues};
pub use register::{certificates, contacts, contracts, vendors};
pub use work::{actions, assessments, dialogues, findings, incidents, risks};

use crate::base::Id;
use chrono::NaiveDate;
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::sql_types::Text;

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    pub id: Id,
    pub title: String,
    /// Whose it is, or what else tells it from others of the same name.
    pub detail: Option<String>,
    /// The key of its state.
    pub state: Option<String>,
    pub date: Option<NaiveDate>,
}

/// Text columns in a row, folded by the database as `base::text::fold` folds: the letters that Swedish names have.
fn folded(columns: &[&str]) -> SqlLiteral<Text> {
    let joined: Vec<String> = columns.iter().map(|column| format!("coalesce({column}, '')")).collect();
    let mut expression = format!("lower({})", joined.join(" || ' ' || "));
    // Only PostgreSQL's lower() knows these letters.
    for (letter, base) in
        [("å", "a"), ("Å", "a"), ("ä", "a"), ("Ä", "a"), ("ö", "o"), ("Ö", "o"), ("é", "e"), ("É", "e"), ("ü", "u")]
    {
        expression = format!("replace({expression}, '{letter}', '{base}')");
    }
    sql::<Text>(&expression)
}

/// The query narrowed until each word is in at least one of the texts (or is the number).
macro_rules! every_word {
    ($query:expr, $terms:expr, |$word:ident| $stands:expr) => {{
        let mut query = $query;
        for $word in &$terms.0 {
            query = query.filter($stands);
        }
        query
    }};
}

/// One page of a query as hits; the whole is counted only when the page does not hold it.
macro_rules! found {
    ($c:expr, $page:expr, $query:expr, $order:expr, $columns:expr, |$row:ident: $type:ty| $hit:expr) => {{
        let rows: Vec<$type> =
            $query.order($order).limit($page.size).offset($page.offset()).select($columns).load($c)?;
        let here = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        let total: i64 = if $page.number == 1 && here < $page.size { here } else { $query.count().get_result($c)? };
        Ok(crate::base::Page::new(rows.into_iter().map(|$row| $hit).collect(), total, $page))
    }};
}

use {every_word, found};
