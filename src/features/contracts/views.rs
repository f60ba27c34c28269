//! The contexts of the contract pages, with samples. Region side only.

mod depth;
mod own_clauses;

pub use depth::*;
pub use own_clauses::*;

use super::clauses::Coverage;
use super::effective::DeviationStanding;
use crate::base::{Instant, Language};
use crate::features::controls::LegalRef;
use crate::features::vendors::{Choice, ConflictRow, HistoryLine, Tab, VendorHead};
use crate::platform::view::{FormState, Pager, Sampled};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct ContractRow {
    pub id: String,
    pub reference: String,
    pub title: String,
    pub vendor_id: String,
    pub vendor: String,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub annual_value_sek: Option<i64>,
    pub manager: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    pub rows: Vec<ContractRow>,
    pub pager: Pager,
    pub form: FormState,
    pub sort: String,
    pub filtered: bool,
    /// The one vendor whose contracts are shown, if the address names one.
    pub vendor: Option<Choice>,
    pub managers: Vec<Choice>,
    pub ending: Vec<Choice>,
    /// The clauses that it can be narrowed to, and how far they are met.
    pub clauses: Vec<Choice>,
    pub states: Vec<&'static str>,
    pub export_xlsx: String,
    pub export_csv: String,
    pub can_edit: bool,
}

/// A vendor's contracts, under the vendor's head.
#[derive(Debug, Clone, Serialize)]
pub struct VendorContractsPage {
    pub head: VendorHead,
    pub rows: Vec<ContractRow>,
}

/// Before a new contract: with whom.
#[derive(Debug, Clone, Serialize)]
pub struct ChooseVendorPage {
    pub form: FormState,
    pub vendors: Vec<Choice>,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct EditPage {
    /// None for a new contract.
    pub id: Option<String>,
    pub vendor_id: String,
    pub vendor: String,
    pub form: FormState,
    pub version: i32,
    pub managers: Vec<Choice>,
    pub parents: Vec<Choice>,
    pub conflict: Vec<ConflictRow>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ContractHead {
    pub id: String,
    pub reference: String,
    pub vendor_id: String,
    pub vendor: String,
    pub tier: Option<i32>,
    pub tier_preliminary: bool,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub annual_value_sek: Option<i64>,
    pub manager: Option<String>,
    pub coverage: Coverage,
    pub tabs: Vec<Tab>,
    /// The pages under the open tab, when there are several.
    pub subtabs: Vec<Tab>,
    pub can_edit: bool,
    pub can_check: bool,
    pub can_start_dialogues: bool,
    pub can_add_finding: bool,
    pub can_assess: bool,
}

/// A share of the clauses as a bar.
#[derive(Debug, Clone, Serialize)]
pub struct Bar {
    pub label: String,
    pub value: usize,
    pub of: usize,
    pub tone: &'static str,
    pub href: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ShowPage {
    pub head: ContractHead,
    pub tab: &'static str,
    pub diary_number: Option<String>,
    pub notice_months: Option<i32>,
    pub parent: Option<Choice>,
    pub internal_note: Option<String>,
    pub held: Vec<Bar>,
    pub met: Vec<Bar>,
    pub history: Vec<HistoryLine>,
}

/// One clause of the checklist.
#[derive(Debug, Clone, Serialize)]
pub struct ClauseCard {
    pub id: String,
    pub title: String,
    pub requirement: String,
    pub evidence: String,
    pub rationale: String,
    pub controls: Vec<String>,
    pub nis2: Vec<String>,
    pub legal: Vec<LegalRef>,
    pub form: FormState,
    pub version: i32,
    pub in_contract: String,
    pub met: String,
    pub lacking: bool,
    /// The framework agreement whose statement it is: its id and its name.
    pub inherited: Option<Choice>,
    /// The section of the framework agreement.
    pub inherited_section: Option<String>,
    /// The signed amendment that brought it in: its id and its name. `amendment_of` is its contract.
    pub amendment: Option<Choice>,
    pub amendment_of: String,
    pub deviation: Option<DeviationNote>,
    /// Some number that was agreed upon is laxer than the library's.
    pub lax: bool,
    pub voluntary: bool,
    /// How many other contracts do not wholly meet it.
    pub elsewhere: i64,
    pub saved_by: Option<String>,
    pub saved_at: Option<Instant>,
    pub conflict: Vec<ConflictRow>,
    /// Who saved the text that is stored, when two people edited.
    pub conflict_by: Option<String>,
}

/// The deviation of a clause, in short.
#[derive(Debug, Clone, Serialize)]
pub struct DeviationNote {
    pub standing: DeviationStanding,
    pub until_on: NaiveDate,
}

#[derive(Debug, Clone, Serialize)]
pub struct ClauseGroup {
    pub key: String,
    pub cards: Vec<ClauseCard>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ClausesPage {
    pub head: ContractHead,
    pub groups: Vec<ClauseGroup>,
    /// What only the organisation asks for.
    pub own: Vec<OwnCard>,
    pub own_in_contract: Vec<&'static str>,
    pub catalogue_version: String,
    pub in_contract: Vec<&'static str>,
    pub met: Vec<&'static str>,
}

fn say(lang: Language, sv: &str, en: &str) -> String {
    if lang == Language::Sv { sv.to_string() } else { en.to_string() }
}

fn choice(label: &str) -> Choice {
    Choice { value: "1".into(), label: label.into() }
}

fn sample_row(dated: bool) -> ContractRow {
    let day = |y| NaiveDate::from_ymd_opt(y, 6, 30).filter(|_| dated);
    ContractRow {
        id: "1".into(),
        reference: "AVT-2024-17".into(),
        title: "Ögonsjukvård".into(),
        vendor_id: "1".into(),
        vendor: "Åsmunda Ögonklinik AB".into(),
        starts_on: day(2024),
        ends_on: day(2027),
        annual_value_sek: dated.then_some(4_250_000),
        manager: dated.then(|| "Karin Öberg".into()),
    }
}

impl ContractHead {
    /// For the samples of pages that stand below a contract.
    pub fn sample(lang: Language, full: bool) -> ContractHead {
        let row = sample_row(full);
        ContractHead {
            id: row.id,
            reference: row.reference,
            vendor_id: row.vendor_id,
            vendor: row.vendor,
            tier: full.then_some(1),
            tier_preliminary: full,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            annual_value_sek: row.annual_value_sek,
            manager: row.manager,
            coverage: Coverage {
                total: 48,
                present: 20,
                partly: 3,
                missing: 2,
                not_applicable: 1,
                unknown: 22,
                met: 11,
                met_unknown: 36,
                ..Coverage::default()
            },
            tabs: vec![Tab {
                label: say(lang, "Översikt", "Overview"),
                href: "/contracts/1".into(),
                current: true,
                count: None,
            }],
            subtabs: if full {
                vec![Tab { label: "Luckor".into(), href: "#".into(), current: true, count: None }]
            } else {
                Vec::new()
            },
            can_edit: full,
            can_check: full,
            can_start_dialogues: full,
            can_add_finding: full,
            can_assess: full,
        }
    }
}

impl Sampled for ListPage {
    const TEMPLATE: &'static str = "pages/contracts/list";

    fn samples(_: Language) -> Vec<Self> {
        let page = |rows: Vec<ContractRow>, vendor, filtered, can_edit| ListPage {
            pager: Pager { number: 1, pages: 1, total: 2 },
            rows,
            form: FormState::default(),
            sort: "reference".into(),
            filtered,
            vendor,
            managers: vec![choice("Karin Öberg")],
            ending: vec![choice("90")],
            clauses: vec![choice("KV-05 Underleverantörer")],
            states: vec!["not_met", "partly", "met"],
            export_xlsx: "/contracts/export?format=xlsx".into(),
            export_csv: "/contracts/export?format=csv".into(),
            can_edit,
        };
        vec![
            page(vec![sample_row(true), sample_row(false)], Some(choice("Åsmunda Ögonklinik AB")), true, true),
            page(Vec::new(), None, false, true),
            page(Vec::new(), None, false, false),
            page(Vec::new(), None, true, false),
        ]
    }
}

impl Sampled for VendorContractsPage {
    const TEMPLATE: &'static str = "pages/contracts/of_vendor";

    fn samples(lang: Language) -> Vec<Self> {
        vec![
            VendorContractsPage {
                head: VendorHead::sample(lang, Some(2)),
                rows: vec![sample_row(true), sample_row(false)],
            },
            VendorContractsPage { head: VendorHead::sample(lang, Some(2)), rows: Vec::new() },
            VendorContractsPage { head: VendorHead::sample(lang, None), rows: Vec::new() },
        ]
    }
}

impl Sampled for ChooseVendorPage {
    const TEMPLATE: &'static str = "pages/contracts/choose_vendor";

    fn samples(_: Language) -> Vec<Self> {
        let page = |vendors| ChooseVendorPage { form: FormState::default(), vendors, can_edit: true };
        vec![page(vec![choice("Åsmunda Ögonklinik AB")]), page(Vec::new())]
    }
}

impl Sampled for EditPage {
    const TEMPLATE: &'static str = "pages/contracts/edit";

    fn samples(lang: Language) -> Vec<Self> {
        let conflict = vec![ConflictRow {
            label: say(lang, "Benämning", "Title"),
            yours: "Ögon".into(),
            theirs: "Ögonsjukvård".into(),
        }];
        let page = |id: Option<&str>, conflict| EditPage {
            id: id.map(str::to_string),
            vendor_id: "1".into(),
            vendor: "Åsmunda Ögonklinik AB".into(),
            form: FormState::default(),
            version: 2,
            managers: vec![choice("Karin Öberg")],
            parents: vec![choice("RAM-1")],
            conflict,
        };
        vec![page(None, Vec::new()), page(Some("1"), Vec::new()), page(Some("1"), conflict)]
    }
}

impl Sampled for ShowPage {
    const TEMPLATE: &'static str = "pages/contracts/show";

    fn samples(lang: Language) -> Vec<Self> {
        let bar = |value, tone| Bar {
            label: say(lang, "Finns i avtalet", "In the contract"),
            value,
            of: 48,
            tone,
            href: None,
        };
        let page = |tab, full: bool| ShowPage {
            head: ContractHead::sample(lang, full),
            tab,
            diary_number: full.then(|| "HSN 2024/117".into()),
            notice_months: full.then_some(6),
            parent: full.then(|| choice("RAM-1")),
            internal_note: full.then(|| say(lang, "Omförhandlas i vår.", "To be renegotiated in spring.")),
            held: vec![bar(20, "ok"), bar(22, "neutral")],
            met: vec![bar(11, "ok"), bar(36, "neutral")],
            history: Vec::new(),
        };
        let mut none = page("overview", false);
        none.head.coverage = Coverage::default();
        none.held.clear();
        vec![page("overview", true), page("overview", false), none, page("history", true)]
    }
}

impl Sampled for ClausesPage {
    const TEMPLATE: &'static str = "pages/contracts/clauses";

    fn samples(lang: Language) -> Vec<Self> {
        let card = |conflict: bool| ClauseCard {
            id: "KV-05".into(),
            title: say(lang, "Krav på underleverantörer", "Requirements on sub-contractors"),
            requirement: "Leverantören ska föra kraven vidare.".into(),
            evidence: "Avtal med underleverantör".into(),
            rationale: "The weakest link decides.".into(),
            controls: vec!["A.5.19".into()],
            nis2: vec!["d".into()],
            legal: vec![
                LegalRef { text: "GDPR art. 28".into(), verified: false },
                LegalRef { text: "OSL 10 kap.".into(), verified: true },
            ],
            form: FormState::default().with("in_contract", "missing").with("met", "unknown"),
            version: 1,
            in_contract: "missing".into(),
            met: "unknown".into(),
            lacking: true,
            inherited: conflict.then(|| choice("RAM-1")),
            inherited_section: conflict.then(|| "4.2".into()),
            amendment: (!conflict).then(|| choice("Tillägg 1")),
            amendment_of: "1".into(),
            deviation: NaiveDate::from_ymd_opt(2027, 6, 30)
                .filter(|_| conflict)
                .map(|until_on| DeviationNote { standing: DeviationStanding::InForce, until_on }),
            lax: conflict,
            voluntary: conflict,
            elsewhere: i64::from(conflict) * 3,
            saved_by: (!conflict).then(|| "Karin Öberg".into()),
            saved_at: sample_time(),
            conflict: if conflict {
                vec![ConflictRow { label: say(lang, "Anteckning", "Note"), yours: "A".into(), theirs: "B".into() }]
            } else {
                Vec::new()
            },
            conflict_by: conflict.then(|| "Nils Ek".into()),
        };
        let page = |groups, full| ClausesPage {
            head: ContractHead::sample(lang, full),
            groups,
            own: [true, false].map(|kept| own_card(lang, kept)).to_vec(),
            own_in_contract: vec!["present", "partly", "missing", "not_applicable"],
            catalogue_version: "clauses-2026-1".into(),
            in_contract: vec!["present", "partly", "missing", "not_applicable", "unknown"],
            met: vec!["met", "partly", "not_met", "unknown"],
        };
        let group = || vec![ClauseGroup { key: "leveranskedja".into(), cards: vec![card(false), card(true)] }];
        vec![page(group(), true), page(group(), false), page(Vec::new(), true)]
    }
}

fn own_card(lang: Language, kept: bool) -> OwnCard {
    OwnCard {
        id: if kept { "1" } else { "2" }.into(),
        code: "RA-01".into(),
        title: say(lang, "Veckologg", "Weekly log"),
        text: say(lang, "Loggen lämnas inom 2 arbetsdagar.", "The log is handed over within 2 working days."),
        evidence: say(lang, "Protokoll", "Minutes"),
        form: FormState::default().with("in_contract", if kept { "partly" } else { "" }),
        version: i32::from(kept),
        in_contract: if kept { "partly" } else { "unknown" }.into(),
        inherited: (!kept).then(|| choice("RAM-1")),
        saved_by: kept.then(|| "Karin Öberg".into()),
        saved_at: sample_time().filter(|_| kept),
    }
}

fn sample_time() -> Option<Instant> {
    chrono::DateTime::from_timestamp(1_795_000_000, 0).map(Instant::from)
}
