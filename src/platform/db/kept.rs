//! Statements that are prepared once for each connection.

use diesel::backend::Backend;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::{QueryResult, RunQueryDsl};

/// An UPDATE of one row by its `id`, for what is saved often. Diesel has each of its own UPDATEs prepared anew, because
/// the columns that one sets may differ from time to time; this one's text is always the same, and it is found by that.
#[derive(Debug, Clone, Copy)]
pub struct Kept<V, I> {
    /// The table and the columns, such as `answers SET (status, value)`.
    pub set: &'static str,
    /// As many values as there are columns, at least two.
    pub values: V,
    pub id: I,
}

impl<DB: Backend, V: QueryFragment<DB>, I: QueryFragment<DB>> QueryFragment<DB> for Kept<V, I> {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        pass.push_sql("UPDATE ");
        pass.push_sql(self.set);
        pass.push_sql(" = (");
        self.values.walk_ast(pass.reborrow())?;
        pass.push_sql(") WHERE id = ");
        self.id.walk_ast(pass)
    }
}

impl<V, I> QueryId for Kept<V, I> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<V, I, C> RunQueryDsl<C> for Kept<V, I> {}

/// Runs a [`Kept`] statement on whichever database it is. Gives how many rows it changed.
macro_rules! run_kept {
    ($c:expr, $kept:expr) => {
        match &mut *$c {
            $crate::platform::db::Db::Sqlite(c) => $kept.execute(c),
            $crate::platform::db::Db::Pg(c) => $kept.execute(c),
        }
    };
}
pub(crate) use run_kept;
