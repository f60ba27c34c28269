//! What the pages of reviews show.

use super::model::{ReviewStatus, ReviewType, Seen, Subject};
use super::records::{ReviewAuthor, ReviewFinding, VendorReview, Visit};
use super::store::{Decided, Planned};
use super::visits::{Protocol, ProtocolLine};
use crate::base::{Id, Instant, Language};
use crate::features::findings::{self, Action, ActionStatus, Finding, Responsible, Severity};
use crate::features::vendors::views::VendorHead;
use crate::kit::attachments::Attachment;
use crate::platform::view::samples::Sampled;
use crate::platform::view::{Choice, FormState, Pager};
use chrono::{DateTime, NaiveDate};
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct ReviewRow {
    pub id: Id,
    pub number: i32,
    pub title: String,
    pub vendor: String,
    pub vendor_id: Id,
    pub kind: ReviewType,
    pub status: ReviewStatus,
    pub reported_on: Option<NaiveDate>,
    pub findings: i64,
}

impl ReviewRow {
    pub fn of((review, vendor, findings): super::store::Listed) -> ReviewRow {
        ReviewRow {
            id: review.id,
            number: review.number,
            title: review.title,
            vendor,
            vendor_id: review.vendor_id,
            kind: review.kind,
            status: review.status,
            reported_on: review.reported_on,
            findings,
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct ReviewsPage {
    pub form: FormState,
    pub rows: Vec<ReviewRow>,
    pub pager: Pager,
    pub kinds: &'static [ReviewType],
    pub statuses: &'static [ReviewStatus],
    pub can_edit: bool,
}

/// A vendor's reviews, under the vendor's head.
#[derive(Debug, Clone, Serialize)]
pub struct VendorReviewsPage {
    pub head: VendorHead,
    pub rows: Vec<ReviewRow>,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ReviewFormPage {
    /// None for a new review.
    pub id: Option<Id>,
    pub version: i32,
    pub form: FormState,
    pub vendors: Vec<Choice>,
    pub kinds: &'static [ReviewType],
    pub statuses: &'static [ReviewStatus],
}

#[derive(Debug, Clone, Serialize)]
pub struct OtherReview {
    pub href: String,
    pub number: i32,
    pub title: String,
}

/// An action that answers a finding, with the plans that it stands in.
#[derive(Debug, Clone, Serialize)]
pub struct ActionRow {
    pub id: Id,
    pub number: i32,
    pub title: String,
    pub status: ActionStatus,
    pub due_on: NaiveDate,
    /// Reported done or closed: its day is no longer waited for.
    pub at_rest: bool,
    pub plans: Vec<Planned>,
}

impl ActionRow {
    fn of(action: &Action, plans: &[Planned]) -> ActionRow {
        ActionRow {
            id: action.id.clone(),
            number: action.number,
            title: action.title.clone(),
            status: action.status,
            due_on: action.due_on,
            at_rest: findings::views::at_rest(action.status),
            plans: plans.to_vec(),
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct FindingRow {
    pub href: String,
    pub number: i32,
    pub title: String,
    pub severity: Severity,
    pub open: bool,
    pub made_here: bool,
    pub others: Vec<OtherReview>,
    pub actions: Vec<ActionRow>,
}

impl FindingRow {
    pub fn of(
        link: &ReviewFinding,
        finding: &Finding,
        shared: &[(Id, Id, i32, String)],
        followed: &[(Action, Vec<Planned>)],
    ) -> FindingRow {
        let others = shared.iter().filter(|(finding_id, ..)| *finding_id == finding.id);
        let own = followed.iter().filter(|(action, _)| action.finding_id.as_ref() == Some(&finding.id));
        FindingRow {
            actions: own.map(|(action, plans)| ActionRow::of(action, plans)).collect(),
            href: format!("/findings/{}", finding.id),
            number: finding.number,
            title: finding.title.clone(),
            severity: finding.severity,
            open: finding.closed_at.is_none(),
            made_here: link.made_here,
            others: others
                .map(|(_, id, number, title)| OtherReview {
                    href: format!("/reviews/{id}"),
                    number: *number,
                    title: title.clone(),
                })
                .collect(),
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct FileView {
    pub href: String,
    pub file_name: String,
    pub uploaded_by: String,
    pub uploaded_at: Instant,
}

impl FileView {
    pub fn of(review_id: &Id, file: &Attachment) -> FileView {
        FileView {
            href: format!("/reviews/{review_id}/report/{}", file.id),
            file_name: file.file_name.clone(),
            uploaded_by: file.uploaded_by_name.clone(),
            uploaded_at: file.uploaded_at,
        }
    }
}

/// Forms of the page that were refused.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Forms {
    pub lines: FormState,
    pub link: FormState,
    pub visit: FormState,
    pub file: FormState,
}

#[derive(Debug, Clone, Serialize)]
pub struct ReviewPage {
    pub review: VendorReview,
    pub vendor: String,
    pub authors: Vec<ReviewAuthor>,
    pub files: Vec<FileView>,
    pub findings: Vec<FindingRow>,
    pub visits: Vec<Visit>,
    pub forms: Forms,
    pub severities: &'static [Severity],
    pub parties: &'static [Responsible],
    pub megabytes: usize,
    pub can_edit: bool,
    pub can_find: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct VisitPage {
    pub review_id: Id,
    pub review_title: String,
    pub visit: Visit,
    /// The protocol: as it was locked, or as it is so far.
    pub lines: Vec<ProtocolLine>,
    /// It is not the protocol that was locked.
    pub tampered: bool,
    pub form: FormState,
    pub subjects: &'static [Subject],
    pub outcomes: &'static [Seen],
    pub can_write: bool,
}

impl VisitPage {
    /// What a locked visit shows comes from its snapshot alone.
    pub fn frozen(visit: &Visit, protocol: &Protocol) -> (Visit, Vec<ProtocolLine>) {
        let shown = Visit {
            held_on: protocol.held_on,
            place: protocol.place.clone(),
            present: protocol.present.clone(),
            ..visit.clone()
        };
        (shown, protocol.lines.clone())
    }
}

fn at() -> Instant {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default().into()
}

fn id() -> Id {
    Id::new(at().utc())
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap_or_default()
}

fn review(full: bool) -> VendorReview {
    VendorReview {
        id: id(),
        organisation_id: id(),
        vendor_id: id(),
        number: 4,
        kind: if full { ReviewType::External } else { ReviewType::Internal },
        status: if full { ReviewStatus::Reported } else { ReviewStatus::Planned },
        title: "Granskning av rådgivningen".into(),
        search_text: String::new(),
        scope: "Lagring av inspelningar. Inte ekonomi.".into(),
        questions: full.then(|| "Var lagras inspelningarna?\nVem når dem?".into()),
        commissioner: full.then(|| "Hälso- och sjukvårdsnämnden".into()),
        reviewer: full.then(|| "Granskarna AB".into()),
        independence: full.then(|| "Inga andra uppdrag åt leverantören.".into()),
        cost_sek: full.then_some(450_000),
        diary_number: full.then(|| "HSN 2026-118".into()),
        starts_on: full.then(day),
        ends_on: full.then(day),
        reported_on: full.then(day),
        distribution: full.then(|| "Nämnden, leverantören".into()),
        internal_note: full.then(|| "Följ upp i januari.".into()),
        created_by: id(),
        created_by_name: "Karin Öberg".into(),
        created_at: at(),
        updated_at: at(),
        version: 2,
    }
}

fn row(kind: ReviewType, status: ReviewStatus) -> ReviewRow {
    ReviewRow { kind, status, ..ReviewRow::of((review(true), "Åsmunda Ögonklinik AB".into(), 3)) }
}

fn rows() -> Vec<ReviewRow> {
    let mut rows: Vec<_> = ReviewType::ALL.iter().map(|kind| row(*kind, ReviewStatus::Reported)).collect();
    rows.extend(ReviewStatus::ALL.iter().map(|status| row(ReviewType::External, *status)));
    rows
}

impl Sampled for ReviewsPage {
    const TEMPLATE: &'static str = "pages/vendor_reviews/list";
    fn samples(_: Language) -> Vec<Self> {
        let page = |rows: Vec<ReviewRow>, can_edit| ReviewsPage {
            form: FormState::default(),
            pager: Pager { number: 1, pages: 1, total: 10 },
            rows,
            kinds: ReviewType::ALL,
            statuses: ReviewStatus::ALL,
            can_edit,
        };
        vec![page(rows(), true), page(vec![], false)]
    }
}

impl Sampled for VendorReviewsPage {
    const TEMPLATE: &'static str = "pages/vendor_reviews/of_vendor";
    fn samples(lang: Language) -> Vec<Self> {
        vec![
            VendorReviewsPage { head: VendorHead::sample(lang, Some(1)), rows: rows(), can_edit: true },
            VendorReviewsPage { head: VendorHead::sample(lang, None), rows: vec![], can_edit: false },
        ]
    }
}

impl Sampled for ReviewFormPage {
    const TEMPLATE: &'static str = "pages/vendor_reviews/form";
    fn samples(_: Language) -> Vec<Self> {
        let page = |id: Option<Id>| ReviewFormPage {
            id,
            version: 1,
            form: FormState::default(),
            vendors: vec![Choice::new("1", "Åsmunda Ögonklinik AB")],
            kinds: ReviewType::ALL,
            statuses: ReviewStatus::ALL,
        };
        vec![page(None), page(Some(id()))]
    }
}

fn visit(locked: bool) -> Visit {
    Visit {
        id: id(),
        organisation_id: id(),
        review_id: id(),
        number: 1,
        held_on: day(),
        place: "Serverhallen".into(),
        present: "Eva Björk, Sara Lind".into(),
        created_at: at(),
        locked_at: locked.then(at),
        locked_by_name: locked.then(|| "Karin Öberg".into()),
        snapshot: None,
        sha256: locked.then(|| "ab12".into()),
        version: 1,
    }
}

impl Sampled for ReviewPage {
    const TEMPLATE: &'static str = "pages/vendor_reviews/show";
    fn samples(_: Language) -> Vec<Self> {
        let decision = Decided {
            plan_id: id(),
            number: 2,
            decided_on: day(),
            decided_by: "Nora Lindqvist".into(),
            diary_number: Some("HSN 2026-311".into()),
            recorded_at: at(),
        };
        let plan = |decision: Option<Decided>| Planned { id: id(), number: 3, title: "Stäng ytan".into(), decision };
        let action = |status: &ActionStatus| ActionRow {
            id: id(),
            number: 12,
            title: "Stäng lagringsytan".into(),
            status: *status,
            due_on: day(),
            at_rest: *status == ActionStatus::Verified,
            plans: vec![plan(Some(decision.clone())), plan(None)],
        };
        let finding = |open: bool| FindingRow {
            href: "/findings/1".into(),
            number: 7,
            title: "Öppen lagringsyta".into(),
            severity: Severity::High,
            open,
            made_here: open,
            others: vec![OtherReview { href: "/reviews/2".into(), number: 2, title: "Revision".into() }],
            actions: if open { ActionStatus::ALL.iter().map(action).collect() } else { vec![] },
        };
        let author = ReviewAuthor {
            id: id(),
            organisation_id: id(),
            review_id: id(),
            position: 1,
            name: "Eva Björk".into(),
            duty: "Informationssäkerhetsstrateg".into(),
        };
        let full = ReviewPage {
            review: review(true),
            vendor: "Åsmunda Ögonklinik AB".into(),
            authors: vec![author],
            files: vec![FileView {
                href: "/reviews/1/report/2".into(),
                file_name: "rapport.pdf".into(),
                uploaded_by: "Karin Öberg".into(),
                uploaded_at: at(),
            }],
            findings: vec![finding(true), finding(false)],
            visits: vec![visit(true), visit(false)],
            forms: Forms::default(),
            severities: Severity::ALL,
            parties: Responsible::ALL,
            megabytes: 20,
            can_edit: true,
            can_find: true,
        };
        let bare = ReviewPage {
            review: review(false),
            authors: vec![],
            files: vec![],
            findings: vec![],
            visits: vec![],
            can_edit: false,
            can_find: false,
            ..full.clone()
        };
        vec![full, bare]
    }
}

impl Sampled for VisitPage {
    const TEMPLATE: &'static str = "pages/vendor_reviews/visit";
    fn samples(_: Language) -> Vec<Self> {
        let line = |(subject_kind, outcome): (&Subject, &Seen)| ProtocolLine {
            position: 1,
            subject_kind: *subject_kind,
            subject_id: "A.8.15".into(),
            asked: "Visa loggarna".into(),
            seen: "Loggar från i går".into(),
            outcome: *outcome,
            finding: (*outcome == Seen::Deviation).then_some(7),
        };
        let page = |locked: bool, lines: Vec<ProtocolLine>| VisitPage {
            review_id: id(),
            review_title: "Granskning av rådgivningen".into(),
            visit: visit(locked),
            lines,
            tampered: false,
            form: FormState::default(),
            subjects: Subject::ALL,
            outcomes: Seen::ALL,
            can_write: !locked,
        };
        let lines: Vec<_> = Subject::ALL.iter().zip(Seen::ALL).map(line).collect();
        let tampered = VisitPage { tampered: true, ..page(true, lines.clone()) };
        vec![page(true, lines.clone()), page(false, lines), page(false, vec![]), tampered]
    }
}
