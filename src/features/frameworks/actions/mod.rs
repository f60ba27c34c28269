//! Use cases of catalogues; one write transaction each.

mod editing;
mod importing;
mod relating;

pub use editing::{FrameworkEdit, NodeEdit, add_node, create, edit, edit_node, remove_node, retire};
pub use importing::{Imported, Received, import, receive};
pub use relating::{NewRelation, relate, unrelate};

use super::parameters::Parameters;
use super::records::{Framework, StoredNode};
use crate::base::refusal::{Result, check_version};
use crate::base::text;
use crate::kit::Ctx;
use std::collections::BTreeMap;

const MAX_SHORT: usize = 200;

fn tidy(typed: &Option<String>) -> Option<String> {
    typed.as_deref().and_then(text::non_empty)
}

fn limits(ctx: &Ctx) -> &'static Parameters {
    Parameters::on(ctx.today())
}

fn search_text(name: &str, ref_id: Option<&str>, provider: Option<&str>) -> String {
    let all = format!("{name} {} {}", ref_id.unwrap_or_default(), provider.unwrap_or_default());
    text::fold(&all).chars().take(1_000).collect()
}

fn check_framework(given: Option<i32>, row: &Framework) -> Result<()> {
    check_version(given, row.version, || {
        BTreeMap::from([
            ("name".to_string(), row.name.clone()),
            ("description".to_string(), row.description.clone().unwrap_or_default()),
        ])
    })
}

fn check_node(given: Option<i32>, row: &StoredNode) -> Result<()> {
    check_version(given, row.version, || {
        BTreeMap::from([
            ("name".to_string(), row.name.clone().unwrap_or_default()),
            ("description".to_string(), row.description.clone().unwrap_or_default()),
        ])
    })
}
