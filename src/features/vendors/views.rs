//! The contexts of the register's pages, with samples. Region side only: nothing here is ever
//! rendered for a vendor.

mod depth;
mod invited;
mod own_fields;
mod tier;

pub use depth::*;
pub use invited::*;
pub use own_fields::*;
pub use tier::*;

use crate::base::{Instant, Language};
use crate::features::tiering::Trigger;
use crate::platform::view::{Choice, FormState, HistoryLine, Pager, Sampled};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct Tab {
    pub label: String,
    pub href: String,
    pub current: bool,
    pub count: Option<i64>,
}

/// A field that two people changed: what was typed and what is stored.
#[derive(Debug, Clone, Serialize)]
pub struct ConflictRow {
    pub label: String,
    pub yours: String,
    pub theirs: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct VendorRow {
    pub id: String,
    pub name: String,
    pub org_number: Option<String>,
    pub kind: String,
    pub status: String,
    pub tier: Option<i32>,
    pub tier_preliminary: bool,
    pub manager: Option<String>,
    pub deputy: Option<String>,
    pub by_phone: bool,
    /// The vendor that this one lives on in.
    pub merged_into: Option<Choice>,
    /// Own fields of the list, in the order of its heads.
    pub extra: Vec<String>,
}

/// A kept filter as a link.
#[derive(Debug, Clone, Serialize)]
pub struct FilterLink {
    pub id: String,
    pub name: String,
    pub href: String,
    pub shared: bool,
    pub own: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    pub rows: Vec<VendorRow>,
    pub pager: Pager,
    pub form: FormState,
    pub sort: String,
    pub filtered: bool,
    pub tiers: Vec<Choice>,
    pub kinds: Vec<&'static str>,
    pub statuses: Vec<&'static str>,
    pub managers: Vec<Choice>,
    pub preliminary: Vec<Choice>,
    pub certificates: Vec<&'static str>,
    /// Heads of the own fields that the list shows.
    pub extra_heads: Vec<String>,
    /// Own fields that can be filtered by.
    pub extra_keys: Vec<Choice>,
    pub saved: Vec<FilterLink>,
    /// The query that would be kept.
    pub query: String,
    pub export_xlsx: String,
    pub export_csv: String,
    pub can_edit: bool,
    pub can_import: bool,
    pub can_manage: bool,
}

/// What stands on top of every page about one vendor.
#[derive(Debug, Clone, Serialize)]
pub struct VendorHead {
    pub id: String,
    pub name: String,
    pub org_number: Option<String>,
    pub kind: String,
    pub status: String,
    pub country: String,
    pub tier: Option<i32>,
    pub tier_preliminary: bool,
    pub cadence: Option<String>,
    pub manager: Option<String>,
    pub updated_at: Instant,
    pub tabs: Vec<Tab>,
    pub can_edit: bool,
    pub can_categorise: bool,
    pub can_invite: bool,
    pub can_assess: bool,
    pub can_see_findings: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ContactRow {
    pub id: String,
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub duty: Option<String>,
    pub roles: Vec<&'static str>,
    /// always, weekdays or nothing.
    pub hours: Option<&'static str>,
    pub opens: Option<String>,
    pub closes: Option<String>,
}

/// A judgement with everything that explains it.
#[derive(Debug, Clone, Serialize)]
pub struct Judgement {
    pub tier: i32,
    pub preliminary: bool,
    pub reasons: Vec<JudgementReason>,
    pub criteria: Vec<JudgedCriterion>,
    pub unknown: Vec<String>,
    pub order_value: i32,
    pub model_version: String,
    pub note: Option<String>,
    pub who: String,
    pub at: Instant,
    /// What led to it, when it was not simply that a person judged.
    pub cause: Option<Trigger>,
    /// A rule made it; a person has yet to confirm it.
    pub automatic: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct JudgementReason {
    pub text: String,
    /// Criteria that were taken at their highest because nobody knows them.
    pub assumed: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct JudgedCriterion {
    pub label: String,
    pub level: String,
    pub known: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct OverrideRow {
    pub from_tier: i32,
    pub tier: i32,
    pub reason: String,
    pub expires_on: NaiveDate,
    pub who: String,
    pub at: Instant,
    pub active: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ShowPage {
    pub head: VendorHead,
    pub tab: &'static str,
    pub hsa_id: Option<String>,
    pub tags: Vec<String>,
    pub internal_note: Option<String>,
    pub linked: bool,
    pub contacts: Vec<ContactRow>,
    pub judgement: Option<Judgement>,
    pub earlier: Vec<Judgement>,
    pub overrides: Vec<OverrideRow>,
    pub active_override: Option<OverrideRow>,
    /// Every judgement and override, the newest first.
    pub tier_history: Vec<HistoryLine>,
    /// The day a person has to look at the tier again.
    pub renewal_due: Option<NaiveDate>,
    pub history: Vec<HistoryLine>,
    pub depth: DepthView,
    /// None for who may not see risks.
    pub risks: Option<RisksOf>,
}

#[derive(Debug, Clone, Serialize)]
pub struct EditPage {
    /// None for a new vendor.
    pub id: Option<String>,
    pub form: FormState,
    pub version: i32,
    pub kinds: Vec<&'static str>,
    pub statuses: Vec<&'static str>,
    pub managers: Vec<Choice>,
    pub extra: Vec<ExtraInput>,
    pub conflict: Vec<ConflictRow>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ContactPage {
    pub vendor_id: String,
    /// None for a new contact.
    pub id: Option<String>,
    pub form: FormState,
    pub version: i32,
    pub roles: Vec<RoleBox>,
    pub hours: Vec<&'static str>,
    pub conflict: Vec<ConflictRow>,
}

/// A box for one role of a contact; its name is `role_<role>`.
#[derive(Debug, Clone, Serialize)]
pub struct RoleBox {
    pub name: String,
    pub label: String,
}

fn say(lang: Language, sv: &str, en: &str) -> String {
    if lang == Language::Sv { sv.to_string() } else { en.to_string() }
}

fn sample_choice() -> Vec<Choice> {
    vec![Choice { value: "1".into(), label: "Karin Öberg".into() }]
}

fn sample_instant() -> Instant {
    chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default().into()
}

fn sample_conflict(lang: Language) -> Vec<ConflictRow> {
    vec![ConflictRow {
        label: say(lang, "Namn", "Name"),
        yours: "Åsmunda AB".into(),
        theirs: "Åsmunda Ögonklinik AB".into(),
    }]
}

impl VendorHead {
    pub fn sample(lang: Language, tier: Option<i32>) -> VendorHead {
        VendorHead {
            id: "0193f2a1-7c1e-7000-8000-000000000001".into(),
            name: "Åsmunda Ögonklinik AB".into(),
            org_number: tier.map(|_| "992181-5909".into()),
            kind: "care_provider".into(),
            status: "active".into(),
            country: "SE".into(),
            tier,
            tier_preliminary: tier == Some(1),
            cadence: tier.map(|_| say(lang, "Dialog varje månad", "Dialogue every month")),
            manager: tier.map(|_| "Karin Öberg".into()),
            updated_at: sample_instant(),
            tabs: vec![Tab {
                label: say(lang, "Översikt", "Overview"),
                href: "/vendors/1".into(),
                current: true,
                count: None,
            }],
            can_edit: tier.is_some(),
            can_categorise: tier.is_some(),
            can_invite: tier.is_some(),
            can_assess: tier.is_some(),
            can_see_findings: true,
        }
    }
}

impl Sampled for ListPage {
    const TEMPLATE: &'static str = "pages/vendors/list";

    fn samples(_: Language) -> Vec<Self> {
        let row = VendorRow {
            id: "1".into(),
            name: "Åsmunda Ögonklinik AB".into(),
            org_number: Some("992181-5909".into()),
            kind: "it_supplier".into(),
            status: "active".into(),
            tier: Some(2),
            tier_preliminary: true,
            manager: Some("Karin Öberg".into()),
            deputy: Some("Omar Haddad".into()),
            by_phone: true,
            merged_into: None,
            extra: vec!["Vård".into()],
        };
        let bare = VendorRow {
            org_number: None,
            tier: None,
            tier_preliminary: false,
            manager: None,
            deputy: None,
            by_phone: false,
            merged_into: Some(Choice::new("2", "Åsmunda Vård AB")),
            extra: vec![String::new()],
            status: "prospect".into(),
            ..row.clone()
        };
        let page = |rows: Vec<VendorRow>, filtered, can| ListPage {
            pager: Pager { number: 1, pages: if rows.is_empty() { 1 } else { 3 }, total: 112 },
            rows,
            form: FormState::default(),
            sort: "name".into(),
            filtered,
            tiers: sample_choice(),
            kinds: vec!["care_provider", "it_supplier", "other"],
            statuses: vec!["prospect", "active", "leaving", "ended"],
            managers: sample_choice(),
            preliminary: sample_choice(),
            certificates: vec!["valid", "expired"],
            extra_heads: vec!["Förvaltning".into()],
            extra_keys: sample_choice(),
            saved: vec![
                FilterLink {
                    id: "1".into(),
                    name: "Mina".into(),
                    href: "/vendors?q=a".into(),
                    shared: true,
                    own: true,
                },
                FilterLink { id: "2".into(), name: "Allas".into(), href: "/vendors".into(), shared: true, own: false },
            ],
            query: if filtered { "q=a".into() } else { String::new() },
            export_xlsx: "/vendors/export?format=xlsx".into(),
            export_csv: "/vendors/export?format=csv".into(),
            can_edit: can,
            can_import: can,
            can_manage: can,
        };
        vec![
            page(vec![row, bare], false, true),
            page(Vec::new(), false, true),
            page(Vec::new(), false, false),
            page(Vec::new(), true, false),
        ]
    }
}

impl Sampled for ShowPage {
    const TEMPLATE: &'static str = "pages/vendors/show";

    fn samples(lang: Language) -> Vec<Self> {
        let judgement = Judgement {
            tier: 2,
            preliminary: true,
            reasons: vec![JudgementReason {
                text: say(lang, "Leverantören arbetar i våra system.", "The vendor works in our systems."),
                assumed: vec![say(lang, "Åtkomst", "Access")],
            }],
            criteria: vec![JudgedCriterion {
                label: say(lang, "Åtkomst", "Access"),
                level: say(lang, "Vet ej", "Unknown"),
                known: false,
            }],
            unknown: vec![say(lang, "Åtkomst", "Access")],
            order_value: 69,
            model_version: crate::features::tiering::TieringModel::current().version.clone(),
            note: Some(say(lang, "Bedömt med verksamheten.", "Judged with the unit.")),
            who: "Karin Öberg".into(),
            at: sample_instant(),
            cause: Some(Trigger::NewCountry),
            automatic: true,
        };
        let moved = OverrideRow {
            from_tier: 2,
            tier: 1,
            reason: say(lang, "Pågående incident", "Ongoing incident"),
            who: "Karin Öberg".into(),
            expires_on: NaiveDate::from_ymd_opt(2027, 3, 31).unwrap_or_default(),
            at: sample_instant(),
            active: true,
        };
        let contact = ContactRow {
            id: "1".into(),
            name: "Eva Björk".into(),
            email: Some("eva.bjork@asmunda.example".into()),
            phone: None,
            duty: Some(say(lang, "Avtalsansvarig", "Contract manager")),
            roles: vec!["contract", "incident"],
            hours: Some("weekdays"),
            opens: Some("08:00".into()),
            closes: Some("17:00".into()),
        };
        let line = HistoryLine {
            at: sample_instant(),
            who: "Karin Öberg".into(),
            text: say(lang, "Uppgifterna ändrades", "Details changed"),
            note: None,
            tone: "neutral",
        };
        let full = |tab| ShowPage {
            head: VendorHead::sample(lang, Some(1)),
            tab,
            hsa_id: Some("SE9921815909-E100".into()),
            tags: vec!["vård".into()],
            internal_note: Some(say(lang, "Känslig förhandling.", "Sensitive negotiation.")),
            linked: true,
            contacts: vec![contact.clone()],
            judgement: Some(judgement.clone()),
            earlier: vec![judgement.clone()],
            overrides: vec![moved.clone()],
            active_override: Some(moved.clone()),
            tier_history: vec![line.clone()],
            renewal_due: NaiveDate::from_ymd_opt(2027, 11, 22),
            history: vec![line.clone()],
            depth: DepthView::sample(lang),
            risks: Some(RisksOf::sample(true)),
        };
        let empty = |tab| ShowPage {
            head: VendorHead::sample(lang, None),
            hsa_id: None,
            tags: Vec::new(),
            internal_note: None,
            linked: false,
            contacts: Vec::new(),
            judgement: None,
            earlier: Vec::new(),
            overrides: Vec::new(),
            active_override: None,
            tier_history: Vec::new(),
            renewal_due: None,
            history: Vec::new(),
            depth: DepthView::default(),
            risks: None,
            ..full(tab)
        };
        ["overview", "contacts", "certificates", "categorisation", "history"]
            .into_iter()
            .flat_map(|tab| [full(tab), empty(tab)])
            .collect()
    }
}

impl Sampled for EditPage {
    const TEMPLATE: &'static str = "pages/vendors/edit";

    fn samples(lang: Language) -> Vec<Self> {
        let page = |id: Option<String>, conflict| EditPage {
            id,
            form: FormState::default().with("legal_name", "Åsmunda AB").with("kind", "other"),
            version: 3,
            kinds: vec!["care_provider", "it_supplier", "other"],
            statuses: vec!["prospect", "active", "leaving", "ended"],
            managers: sample_choice(),
            extra: ExtraInput::samples(lang),
            conflict,
        };
        vec![page(None, Vec::new()), page(Some("1".into()), Vec::new()), page(Some("1".into()), sample_conflict(lang))]
    }
}

impl Sampled for ContactPage {
    const TEMPLATE: &'static str = "pages/vendors/contact";

    fn samples(lang: Language) -> Vec<Self> {
        let page = |id, conflict| ContactPage {
            vendor_id: "1".into(),
            id,
            form: FormState::default(),
            version: 1,
            roles: vec![RoleBox { name: "role_incident".into(), label: "Incident".into() }],
            hours: vec!["always", "weekdays"],
            conflict,
        };
        vec![page(None, Vec::new()), page(Some("2".to_string()), sample_conflict(lang))]
    }
}
