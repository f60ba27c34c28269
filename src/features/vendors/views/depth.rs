//! The contexts of a vendor's depth: steps, certificates, ratings, own fields.

use super::{ConflictRow, VendorHead, sample_choice, sample_conflict, sample_instant, say};
use crate::base::{Instant, Language};
use crate::platform::view::{Choice, FormState, Pager, Sampled};
use chrono::NaiveDate;
use serde::Serialize;

/// A label with a value already worded.
#[derive(Debug, Clone, Serialize)]
pub struct Told {
    pub label: String,
    pub value: String,
}

/// Entered by telephone: when, by whom, and whom one spoke with.
#[derive(Debug, Clone, Serialize)]
pub struct PhoneMark {
    pub on: NaiveDate,
    pub by: Option<String>,
    pub with: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct AlwaysContact {
    pub name: String,
    pub phone: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct StepRow {
    pub from: String,
    pub to: String,
    pub reason: Option<String>,
    pub planned_end: Option<NaiveDate>,
    pub contracts_after: Option<String>,
    pub who: String,
    pub at: Instant,
}

#[derive(Debug, Clone, Serialize)]
pub struct CertificateRow {
    pub id: String,
    pub vendor_id: String,
    /// In lists over the whole register or over several clients.
    pub vendor: Option<String>,
    pub kind: String,
    pub edition: Option<String>,
    pub issuer: String,
    pub accreditation_body: Option<String>,
    pub accredited: bool,
    pub scope: String,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
    pub state: String,
    pub tone: &'static str,
    /// The day on which the edition ended, and whether that day has been checked against the source.
    pub edition_ended_on: Option<NaiveDate>,
    pub edition_verified: bool,
    pub note: Option<String>,
    /// None on the vendor's side, always.
    pub internal_note: Option<String>,
    pub by_vendor: bool,
    pub added_by: String,
    /// Where it is changed and where its file lies; None for who may not, or without a file.
    pub href: Option<String>,
    pub file_href: Option<String>,
    pub version: i32,
}

#[derive(Debug, Clone, Serialize)]
pub struct RatingRow {
    pub kind: String,
    pub rating: String,
    pub source: String,
    pub rated_on: NaiveDate,
    pub who: String,
}

/// What the vendor's page shows of its depth.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DepthView {
    pub deputy: Option<String>,
    pub legal_basis: Option<String>,
    pub planned_end: Option<NaiveDate>,
    pub phone: Option<PhoneMark>,
    pub always: Option<AlwaysContact>,
    /// The tier asks for a contact at every hour.
    pub always_needed: bool,
    pub certificates: Vec<CertificateRow>,
    /// Certificates that are worth nothing or soon will be.
    pub warnings: Vec<CertificateRow>,
    pub ratings: Vec<RatingRow>,
    pub extra: Vec<Told>,
    pub steps: Vec<StepRow>,
    pub ended: bool,
}

/// How many open risks something has, where they are listed, and where a new one is begun.
#[derive(Debug, Clone, Serialize)]
pub struct RisksOf {
    pub count: i64,
    pub list_href: String,
    /// None for who may not add one.
    pub new_href: Option<String>,
}

impl RisksOf {
    pub fn sample(can_add: bool) -> RisksOf {
        RisksOf {
            count: if can_add { 2 } else { 0 },
            list_href: "/risks?vendor_id=1".into(),
            new_href: can_add.then(|| "/risks/new?vendor_id=1".into()),
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct LifecyclePage {
    pub head: VendorHead,
    pub form: FormState,
    pub version: i32,
    pub steps: Vec<Choice>,
    pub open_contracts: i64,
    pub contracts_after: Vec<&'static str>,
    pub conflict: Vec<ConflictRow>,
}

#[derive(Debug, Clone, Serialize)]
pub struct CertificatePage {
    /// Where the form posts, and where one goes without saving.
    pub action: String,
    pub back: String,
    pub form: FormState,
    pub version: i32,
    pub kinds: Vec<&'static str>,
    /// The vendor's side: for which client.
    pub vendors: Vec<Choice>,
    pub is_portal: bool,
    pub file_name: Option<String>,
    /// Posts here to take the certificate away; None for a new one.
    pub remove: Option<String>,
    pub megabytes: usize,
    pub conflict: Vec<ConflictRow>,
}

#[derive(Debug, Clone, Serialize)]
pub struct CertificateListPage {
    pub rows: Vec<CertificateRow>,
    pub pager: Pager,
    pub form: FormState,
    pub states: Vec<&'static str>,
    pub filtered: bool,
    pub export_xlsx: String,
    pub export_csv: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct PortalCertificatesPage {
    pub rows: Vec<CertificateRow>,
    /// What the clients show of their own fields.
    pub extra: Vec<Told>,
    pub can_add: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct RatingPage {
    pub vendor_id: String,
    pub form: FormState,
    pub kinds: Vec<&'static str>,
}

impl CertificateRow {
    pub fn sample(lang: Language, full: bool) -> CertificateRow {
        let day = NaiveDate::from_ymd_opt(2027, 3, 31);
        CertificateRow {
            id: "1".into(),
            vendor_id: "1".into(),
            vendor: full.then(|| "Åsmunda Ögonklinik AB".into()),
            kind: "iso27001".into(),
            edition: Some(if full { "2013" } else { "2022" }.into()),
            issuer: "Intygsbolaget AB".into(),
            accreditation_body: full.then(|| "Swedac".into()),
            accredited: full,
            scope: say(lang, "Drift av journalsystem", "Operation of record systems"),
            valid_from: day.filter(|_| full),
            valid_to: day.filter(|_| full),
            state: if full { "edition_ended" } else { "undated" }.into(),
            tone: if full { "serious" } else { "neutral" },
            edition_ended_on: day.filter(|_| full),
            edition_verified: false,
            note: full.then(|| say(lang, "Ny revision i vår.", "New audit in spring.")),
            internal_note: full.then(|| say(lang, "Fråga om omfattningen.", "Ask about the scope.")),
            by_vendor: full,
            added_by: "Eva Björk".into(),
            href: full.then(|| "/vendors/1/certificates/1".into()),
            file_href: full.then(|| "/vendors/1/certificates/1/file".into()),
            version: 1,
        }
    }
}

impl DepthView {
    pub fn sample(lang: Language) -> DepthView {
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap_or_default();
        DepthView {
            deputy: Some("Omar Haddad".into()),
            legal_basis: Some(say(lang, "Avtal enligt LOV", "Contract under LOV")),
            planned_end: Some(day),
            phone: Some(PhoneMark { on: day, by: Some("Karin Öberg".into()), with: "Nils Ek".into() }),
            always: Some(AlwaysContact { name: "Ali Strand".into(), phone: "070-000 00 02".into() }),
            always_needed: true,
            certificates: vec![CertificateRow::sample(lang, true), CertificateRow::sample(lang, false)],
            warnings: vec![CertificateRow::sample(lang, true)],
            ratings: vec![RatingRow {
                kind: "financial".into(),
                rating: "AA".into(),
                source: "Upplysningsbolaget".into(),
                rated_on: day,
                who: "Karin Öberg".into(),
            }],
            extra: vec![Told { label: say(lang, "Förvaltning", "Department"), value: "Vård".into() }],
            steps: vec![StepRow {
                from: "active".into(),
                to: "ended".into(),
                reason: Some(say(lang, "Avtalet löpte ut.", "The contract ran out.")),
                planned_end: Some(day),
                contracts_after: Some("run_out".into()),
                who: "Karin Öberg".into(),
                at: sample_instant(),
            }],
            ended: true,
        }
    }
}

impl Sampled for LifecyclePage {
    const TEMPLATE: &'static str = "pages/vendors/lifecycle";

    fn samples(lang: Language) -> Vec<Self> {
        let page = |open, conflict| LifecyclePage {
            head: VendorHead::sample(lang, Some(2)),
            form: FormState::default(),
            version: 1,
            steps: sample_choice(),
            open_contracts: open,
            contracts_after: vec!["run_out", "terminated", "transferred"],
            conflict,
        };
        vec![page(0, Vec::new()), page(2, sample_conflict(lang))]
    }
}

impl Sampled for CertificatePage {
    const TEMPLATE: &'static str = "pages/vendors/certificate";

    fn samples(lang: Language) -> Vec<Self> {
        let page = |is_portal, known: bool| CertificatePage {
            action: "/vendors/1/certificates/new".into(),
            back: "/vendors/1".into(),
            form: FormState::default(),
            version: 1,
            kinds: vec!["iso27001", "other"],
            vendors: if is_portal { sample_choice() } else { Vec::new() },
            is_portal,
            file_name: known.then(|| "intyg.pdf".into()),
            remove: known.then(|| "/vendors/1/certificates/1/remove".into()),
            megabytes: 25,
            conflict: if known { sample_conflict(lang) } else { Vec::new() },
        };
        vec![page(false, false), page(false, true), page(true, false), page(true, true)]
    }
}

impl Sampled for CertificateListPage {
    const TEMPLATE: &'static str = "pages/vendors/certificates";

    fn samples(lang: Language) -> Vec<Self> {
        let page = |rows: Vec<CertificateRow>, filtered| CertificateListPage {
            pager: Pager { number: 1, pages: 1, total: 2 },
            rows,
            form: FormState::default(),
            states: vec!["valid", "expired"],
            filtered,
            export_xlsx: "/certificates/export?format=xlsx".into(),
            export_csv: "/certificates/export?format=csv".into(),
        };
        let rows = vec![CertificateRow::sample(lang, true), CertificateRow::sample(lang, false)];
        vec![page(rows, false), page(Vec::new(), true), page(Vec::new(), false)]
    }
}

impl Sampled for PortalCertificatesPage {
    const TEMPLATE: &'static str = "pages/vendors/portal_certificates";

    fn samples(lang: Language) -> Vec<Self> {
        let row = |full| CertificateRow { internal_note: None, ..CertificateRow::sample(lang, full) };
        let extra = vec![Told { label: say(lang, "Kundnummer", "Customer number"), value: "17".into() }];
        vec![
            PortalCertificatesPage { rows: vec![row(true), row(false)], extra, can_add: true },
            PortalCertificatesPage { rows: Vec::new(), extra: Vec::new(), can_add: true },
            PortalCertificatesPage { rows: Vec::new(), extra: Vec::new(), can_add: false },
        ]
    }
}

impl Sampled for RatingPage {
    const TEMPLATE: &'static str = "pages/vendors/rating";

    fn samples(_: Language) -> Vec<Self> {
        vec![RatingPage { vendor_id: "1".into(), form: FormState::default(), kinds: vec!["financial", "quality"] }]
    }
}
