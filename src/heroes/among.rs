//! `id IN (…)` of however many numbers or words as one question. A list of numbers written out is another question for each length, and made
//! ready anew each time: that takes longer than the answer.

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate,
};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Bool, Text};
use diesel::sqlite::Sqlite;

/// Whether the column is one of them.
#[derive(Debug, Clone, QueryId)]
pub struct Among<C> {
    column: C,
    /// `[1,2,3]`, `["a","b"]`
    all: String,
}

pub fn among<C>(column: C, numbers: &[i32]) -> Among<C> {
    let numbers: Vec<String> = numbers.iter().map(i32::to_string).collect();
    Among {
        column,
        all: format!("[{}]", numbers.join(",")),
    }
}

pub fn among_words<C>(column: C, words: &[impl AsRef<str>]) -> Among<C> {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    Among {
        column,
        all: serde_json::Value::from(words).to_string(),
    }
}

impl<C> Expression for Among<C> {
    type SqlType = Bool;
}

impl<C: AppearsOnTable<T>, T> AppearsOnTable<T> for Among<C> {}

impl<C: SelectableExpression<T>, T> SelectableExpression<T> for Among<C> {}

impl<C> ValidGrouping<()> for Among<C> {
    type IsAggregate = is_aggregate::No;
}

impl<C: QueryFragment<Sqlite>> QueryFragment<Sqlite> for Among<C>
where
    Sqlite: Backend,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" IN (SELECT value FROM json_each(");
        out.push_bind_param::<Text, _>(&self.all)?;
        out.push_sql("))");
        Ok(())
    }
}
