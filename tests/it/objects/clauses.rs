//! A clause of an organisation's own, and a document to one of its contracts.

use super::{Home, Objects};

pub fn objects(home: &Home<'_>, all: &mut Objects) {
    let contract = all["contracts"].clone();
    let own = home.row("own_clauses", &[("code", "DOLD-1"), ("draft", "{}")]);
    let package = home.row(
        "amendment_packages",
        &[("contract_id", &contract), ("kind", "amendment"), ("state", "prepared"), ("snapshot", "{}")],
    );
    all.insert("own-clauses", own);
    all.insert("amendment-packages", package);
}
