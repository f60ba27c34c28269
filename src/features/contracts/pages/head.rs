//! What stands on top of every page about one contract.

use crate::access::Permission;
use crate::base::clock::swedish_date;
use crate::base::{Id, Result};
use crate::features::accounts;
use crate::features::contracts::clauses::coverage;
use crate::features::contracts::effective::{EffectiveLine, effective_lines};
use crate::features::contracts::records::Contract;
use crate::features::contracts::store;
use crate::features::contracts::views::ContractHead;
use crate::features::vendors::{self, Tab, Vendor};
use crate::kit::Ctx;
use crate::kit::web::Web;
use crate::platform::db::Db;

/// The tabs, each with the pages that stand under it; the first of them is what the tab leads to.
const TABS: [(&str, &[&str]); 6] = [
    ("overview", &["overview"]),
    ("clauses", &["clauses", "gaps", "deviations"]),
    ("terms", &["dates", "amendments"]),
    ("chain", &["chain", "flow-down"]),
    ("dialogues", &["dialogues"]),
    ("history", &["history"]),
];

/// What the top of a contract's page is made of.
pub struct Loaded {
    pub contract: Contract,
    pub vendor: Vendor,
    pub manager: Option<String>,
    pub lines: Vec<EffectiveLine>,
}

/// Errors: NotFound for a contract that is not in the scope.
pub fn load(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Loaded> {
    let contract = store::find(c, &ctx.scope, id)?;
    Ok(Loaded {
        vendor: vendors::find(c, &ctx.scope, &contract.vendor_id)?,
        manager: contract.manager_id.as_ref().map(|m| accounts::person_name(c, m)).transpose()?.flatten(),
        lines: effective_lines(c, &ctx.scope, &contract)?,
        contract,
    })
}

/// `tab` is the page that is open: one of those in `TABS`.
pub fn head(web: &Web, loaded: &Loaded, tab: &str) -> ContractHead {
    let contract = &loaded.contract;
    let href = |key: &str| match key {
        "overview" => format!("/contracts/{}", contract.id),
        "clauses" | "gaps" | "dates" | "amendments" | "deviations" | "chain" | "flow-down" => {
            format!("/contracts/{}/{key}", contract.id)
        }
        "dialogues" => format!("/dialogues?contract_id={}", contract.id),
        other => format!("/contracts/{}?tab={other}", contract.id),
    };
    let link = |word: &str, to: &str, current| Tab {
        label: web.word(&format!("contracts-tab-{word}")),
        href: href(to),
        current,
        count: None,
    };
    let group = TABS.iter().find(|(_, pages)| pages.contains(&tab)).filter(|(_, pages)| pages.len() > 1);
    ContractHead {
        id: contract.id.to_string(),
        reference: contract.reference.clone(),
        vendor_id: loaded.vendor.id.to_string(),
        vendor: loaded.vendor.legal_name.clone(),
        tier: loaded.vendor.tier,
        tier_preliminary: loaded.vendor.tier_preliminary,
        starts_on: contract.starts_on,
        ends_on: contract.ends_on,
        annual_value_sek: contract.annual_value_sek,
        manager: loaded.manager.clone(),
        coverage: coverage(&loaded.lines, swedish_date(web.visitor.now)),
        tabs: TABS.iter().filter_map(|(key, pages)| Some(link(key, pages.first()?, pages.contains(&tab)))).collect(),
        subtabs: group
            .map(|(_, pages)| pages.iter().map(|page| link(page, page, *page == tab)).collect())
            .unwrap_or_default(),
        can_edit: web.can(Permission::RegisterEdit),
        can_check: web.can(Permission::ClauseEdit),
        can_start_dialogues: web.can(Permission::DialogueEdit),
        can_add_finding: web.can(Permission::FindingEdit),
        can_assess: web.can(Permission::AssessmentSend),
    }
}

/// The breadcrumb of a page below a contract.
pub fn crumbs(web: &Web, contract: &Contract) -> Vec<(String, String)> {
    vec![
        (web.word("nav-contracts"), "/contracts".to_string()),
        (contract.reference.clone(), format!("/contracts/{}", contract.id)),
    ]
}
