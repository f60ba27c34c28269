//! Changes that share a transaction: what was acknowledged is there, what was not is gone, whoever else is refused or
//! breaks off in the middle.

use diesel::prelude::*;
use diesel::sql_types::Integer;
use std::collections::BTreeSet;
use tillit::base::{Refusal, Result};
use tillit::platform::db::Db;

const PEOPLE: i32 = 20;
const ROUNDS: i32 = 30;

#[derive(QueryableByName)]
struct Kept {
    #[diesel(sql_type = Integer)]
    n: i32,
}

fn run(c: &mut Db, sql: &str) -> Result<()> {
    diesel::sql_query(sql).execute(c)?;
    Ok(())
}

/// Two rows of one change; some changes are refused between them, some break off.
fn change(c: &mut Db, n: i32) -> Result<()> {
    run(c, &format!("INSERT INTO changes (n) VALUES ({n})"))?;
    match n % 10 {
        3 => return Err(Refusal::rule("rule-assessment-closed")),
        // The database itself refuses: the number is there already.
        4 => run(c, &format!("INSERT INTO changes (n) VALUES ({n})"))?,
        7 if n % 70 == 7 => panic!("somebody breaks off"),
        _ => {}
    }
    run(c, &format!("INSERT INTO changes (n) VALUES ({})", -n))
}

both! {
async fn what_is_acknowledged_is_kept_and_nothing_else(h: &Harness) {
    let db = h.app.db.clone();
    db.write_now(|c| run(c, "CREATE TABLE changes (n INTEGER NOT NULL PRIMARY KEY)")).unwrap();
    let people: Vec<_> = (0..PEOPLE)
        .map(|person| {
            let db = db.clone();
            tokio::spawn(async move {
                let (mut acknowledged, mut refused) = (BTreeSet::new(), 0);
                for n in (1..=ROUNDS).map(|round| person * ROUNDS + round) {
                    // Whoever writes alone comes in between.
                    let done = if n % 11 == 0 {
                        db.write(move |c| crate::writing_together::change(c, n)).await
                    } else {
                        db.write_together(move |c| crate::writing_together::change(c, n)).await
                    };
                    match done {
                        Ok(()) => acknowledged.extend([n, -n]),
                        Err(_) => refused += 1,
                    }
                }
                (acknowledged, refused)
            })
        })
        .collect();
    let (mut acknowledged, mut refused) = (BTreeSet::new(), 0);
    for person in people {
        let told = person.await.unwrap();
        acknowledged.extend(told.0);
        refused += told.1;
    }
    let kept: Vec<Kept> = db.read_now(|c| Ok(diesel::sql_query("SELECT n FROM changes").load(c)?)).unwrap();
    let kept: BTreeSet<i32> = kept.into_iter().map(|row| row.n).collect();
    assert_eq!(kept, acknowledged);
    let all = PEOPLE * ROUNDS;
    assert_eq!(i32::try_from(kept.len()).unwrap(), 2 * (all - refused));
    // A tenth is refused by a rule, a tenth by the database, and some break off and may take others along.
    assert!(refused >= all / 5 && refused < all / 2, "{refused} of {all}");
}
}
