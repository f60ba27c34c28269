//! The region's list, the sending of an assessment, and its page.

use crate::access::Permission;
use crate::base::refusal::Checks;
use crate::base::{Id, PageRequest, Refusal, Result};
use crate::features::contracts::{self, Contract};
use crate::features::controls::{QuestionSet, catalogue};
use crate::features::findings::{self, Finding, FindingOrigin};
use crate::features::question_sets::{self, FocusArea, SetRow, VersionLine};
use crate::features::questionnaires::portal_views::QuestionPath;
use crate::features::questionnaires::sending::{self, Answerer, NewAssessment};
use crate::features::questionnaires::store::{self, Filter, FullAssessment};
use crate::features::questionnaires::views::{
    self, Card, Head, ListPage, ListRow, NewPage, NewPerson, NewVendor, ShowPage,
};
use crate::features::questionnaires::{AssessmentStatus, evidence, reviewing};
use crate::features::tiering;
use crate::features::vendors::{self, Vendor};
use crate::kit::attachments::Attachment;
use crate::kit::audit;
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::Days;
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
pub struct ListQuery {
    status: Option<String>,
    vendor_id: Option<String>,
    late: Option<String>,
    q: Option<String>,
    sort: Option<String>,
    page: Option<i64>,
}

pub async fn list(web: Web, query: Query<ListQuery>) -> Answer {
    let query = query.into_inner();
    let given = |text: &Option<String>| text.clone().unwrap_or_default();
    // What cannot be read does not narrow the list; the form shows what does.
    let filter = Filter {
        status: given(&query.status).parse().ok(),
        vendor_id: given(&query.vendor_id).parse().ok(),
        late: given(&query.late) == "late",
        q: query.q.clone(),
        sort: query.sort.clone(),
    };
    let form = FormState::default()
        .with("status", given(&query.status))
        .with("late", given(&query.late))
        .with("q", given(&query.q));
    let filtered = filter.status.is_some() || filter.vendor_id.is_some() || filter.late || !given(&query.q).is_empty();
    let request = PageRequest::new(query.page, None);
    let page = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            Ok(store::list(c, &ctx.scope, &filter, ctx.today(), request)?.map(|each| ListRow::of(each, ctx.today())))
        })
        .await?;
    let page = ListPage {
        pager: (&page).into(),
        rows: page.items,
        form,
        statuses: AssessmentStatus::ALL.iter().map(|status| status.as_str()).collect(),
        lates: ["late"],
        sort: query.sort.unwrap_or_else(|| "due_on".to_string()),
        filtered,
        can_send: web.can(Permission::AssessmentSend),
    };
    web.page("pages/assessments/list", "nav-assessments", &page)
}

#[derive(Debug, Deserialize)]
pub struct NewQuery {
    vendor_id: Option<String>,
}

pub async fn new_form(web: Web, query: Query<NewQuery>) -> Answer {
    let vendor_id = query.vendor_id.as_deref().and_then(|text| text.parse().ok());
    show_new(&web, StatusCode::OK, vendor_id, None).await
}

struct Choices {
    vendor: Vendor,
    people: Vec<Answerer>,
    contracts: Vec<Contract>,
    model: std::sync::Arc<tiering::TieringModel>,
    own: Vec<(SetRow, VersionLine)>,
    focus: Vec<FocusArea>,
}

/// `form` is what was refused; without it, the form proposes the set by tier and six weeks.
async fn show_new(web: &Web, status: StatusCode, vendor_id: Option<Id>, form: Option<FormState>) -> Answer {
    let found: Option<Choices> = match vendor_id {
        None => None,
        Some(id) => Some(
            web.read(move |c, ctx| {
                ctx.scope.client()?;
                let vendor = vendors::find(c, &ctx.scope, &id)?;
                let people = sending::people_of(c, &vendor)?;
                let contracts = contracts::of_vendor(c, &ctx.scope, &id)?;
                let model = tiering::model_on(c, &ctx.scope, ctx.today())?;
                let own = question_sets::sendable(c, &ctx.scope)?;
                let focus = question_sets::areas(&question_sets::focus_of(c, &ctx.scope, &id)?);
                Ok(Choices { vendor, people, contracts, model, own, focus })
            })
            .await?,
        ),
    };
    let today = web.ctx()?.today();
    let mut page = NewPage {
        vendor: None,
        form: form.clone().unwrap_or_default(),
        contracts: Vec::new(),
        sets: sets(web, today),
        focus: Vec::new(),
    };
    if let Some(Choices { vendor, people, contracts, model, own, focus }) = found {
        page.sets.extend(own.iter().map(|(set, line)| own_set(web, set, line)));
        page.focus = focus;
        // A tier that nobody has set gets every question, never silently fewer.
        let suggested = model.question_set(vendor.tier.and_then(|tier| u8::try_from(tier).ok()).unwrap_or(0));
        let due_on = today.checked_add_days(Days::new(SUGGESTED_DAYS)).unwrap_or(today);
        page.form = form.unwrap_or_else(|| {
            let only = contracts.first().filter(|_| contracts.len() == 1).map(|contract| contract.id.to_string());
            FormState::default()
                .with("question_set", suggested)
                .with("due_on", due_on)
                .with("contract_id", only.unwrap_or_default())
        });
        let label = |contract: &Contract| format!("{} {}", contract.reference, contract.title);
        page.contracts =
            contracts.iter().map(|each| Card { value: each.id.to_string(), label: label(each), text: None }).collect();
        page.vendor = Some(NewVendor {
            href: format!("/vendors/{}", vendor.id),
            invite_href: format!("/vendors/{}/invite", vendor.id),
            id: vendor.id,
            name: vendor.legal_name,
            tier: vendor.tier,
            tier_preliminary: vendor.tier_preliminary,
            suggested,
            people: people
                .into_iter()
                .map(|(person, role, ..)| NewPerson { name: person.name, role: role.as_str() })
                .collect(),
        });
    }
    let crumbs = vec![(web.word("nav-assessments"), "/assessments".to_string())];
    web.page_titled(status, "pages/assessments/new", web.word("questionnaires-new-title"), crumbs, &page)
}

/// Days that a vendor is given unless the sender says otherwise [P].
const SUGGESTED_DAYS: u64 = 42;

fn sets(web: &Web, today: chrono::NaiveDate) -> Vec<Card> {
    let choice = |set: &QuestionSet| Card {
        value: set.to_string(),
        label: web.word(&format!("questionnaires-set-{set}")),
        text: Some(web.word_with(
            "questionnaires-set-count",
            &[("count", catalogue().questions_on(today).in_set(*set).len().to_string())],
        )),
    };
    QuestionSet::ALL.iter().map(choice).collect()
}

/// How an own set is chosen in the form: this and the id of its version.
const OWN: &str = "own:";

fn own_set(web: &Web, set: &SetRow, line: &VersionLine) -> Card {
    let title = set.title().get(web.language()).to_string();
    let text = [("count", line.question_count.to_string()), ("number", line.number.to_string())];
    Card { value: format!("{OWN}{}", line.id), label: title, text: Some(web.word_with("sets-sending-text", &text)) }
}

/// A new assessment, and the version of an own set when one was chosen.
fn read_new(fields: &Fields) -> Result<(NewAssessment, Option<Id>)> {
    let mut checks = Checks::default();
    let vendor_id = checks.keep(fields.required("vendor_id", "error-choice"));
    let chosen = fields.text("question_set");
    let own: Option<Id> = chosen.strip_prefix(OWN).and_then(|id| id.parse().ok());
    let question_set = match &own {
        Some(_) => Some(QuestionSet::Full),
        None => checks.keep(fields.required("question_set", "error-choice")),
    };
    let due_on = checks.keep(fields.required("due_on", "error-date"));
    let contract_id = checks.keep(fields.id("contract_id")).flatten();
    checks.done()?;
    let (Some(vendor_id), Some(question_set), Some(due_on)) = (vendor_id, question_set, due_on) else {
        return Err(Refusal::fault("checked fields are there"));
    };
    let (message, internal_note) = (fields.optional("message"), fields.optional("internal_note"));
    Ok((NewAssessment { vendor_id, contract_id, question_set, due_on, message, internal_note }, own))
}

pub async fn send(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let sent = match read_new(&fields) {
        Ok((new, own)) => web.write(move |tx, ctx| sending::send_set(tx, ctx, &new, own.as_ref())).await,
        Err(refusal) => Err(refusal),
    };
    let vendor_id = fields.id("vendor_id").ok().flatten();
    match sent {
        Ok(row) => web.redirect_saying(format!("/assessments/{}", row.id), "ok", "questionnaires-sent", &[]),
        Err(Refusal::Invalid(errors)) => {
            show_new(&web, StatusCode::UNPROCESSABLE_ENTITY, vendor_id, Some(web.form_with(&fields, &errors))).await
        }
        Err(Refusal::Rule("rule-assessment-nobody", _)) => {
            show_new(&web, StatusCode::CONFLICT, vendor_id, Some(fields.state())).await
        }
        Err(refusal) => Err(refusal),
    }
}

struct Opened {
    full: FullAssessment,
    vendor: String,
    contract: Option<Contract>,
    files: Vec<Attachment>,
    findings: Vec<Finding>,
    history: Vec<audit::Event>,
    head: Head,
}

async fn open(web: &Web, id: Id) -> Result<Opened> {
    web.read(move |c, ctx| {
        ctx.scope.client()?;
        let full = store::open(c, &ctx.scope, &id)?;
        let (_, vendor) = store::names(c, &full.assessment)?;
        let contract = full.assessment.contract_id.as_ref().map(|id| contracts::find(c, &ctx.scope, id)).transpose()?;
        let files = evidence::of_assessment(c, ctx, &full.assessment)?;
        let findings = findings::findings_of_origin(c, &ctx.scope, FindingOrigin::Answer, &id)?;
        let history = audit::history(c, ctx, &id)?;
        let head = Head::of(
            &full,
            &vendor,
            ctx.today(),
            ctx.can(Permission::AssessmentReview),
            ctx.can(Permission::FindingEdit),
        );
        Ok(Opened { full, vendor, contract, files, findings, history, head })
    })
    .await
}

pub async fn show(web: Web, path: Path<Id>) -> Answer {
    let opened = open(&web, path.into_inner()).await?;
    show_page(&web, StatusCode::OK, opened, FormState::default())
}

fn show_page(web: &Web, status: StatusCode, opened: Opened, form: FormState) -> Answer {
    let Opened { full, vendor, contract, files, findings, history, head } = opened;
    let next = full.questions.iter().find(|q| full.current_review(&q.id).and_then(|review| review.status).is_none());
    let first = next.or(full.questions.first()).map(|question| question.id.clone()).unwrap_or_default();
    let domains = views::domains(&full, &head, &files, &findings, (web.language(), web.ctx()?.today()));
    let suggestions = views::suggestions(&full, &head, &findings, web.language());
    let a = full.assessment;
    let page = ShowPage {
        next_href: head.review_href(&first),
        domains,
        suggestions,
        contract: contract.map(|each| Card {
            value: format!("/contracts/{}", each.id),
            label: format!("{} {}", each.reference, each.title),
            text: None,
        }),
        sent_at: a.sent_at,
        sent_by_name: a.sent_by_name,
        message: a.message,
        internal_note: a.internal_note,
        submitted_at: a.submitted_at,
        declared_by: a.declared_by,
        declared_role: a.declared_role,
        return_note: a.return_note,
        returned_at: a.returned_at,
        closed_at: a.closed_at,
        closed_by_name: a.closed_by_name,
        form,
        history: views::history(web, history),
        head,
    };
    let title = web.word_with("questionnaires-title", &[("vendor", vendor)]);
    let crumbs = vec![(web.word("nav-assessments"), "/assessments".to_string())];
    web.page_titled(status, "pages/assessments/show", title, crumbs, &page)
}

pub async fn send_back(form: Posted, path: Path<Id>) -> Answer {
    let id = path.into_inner();
    let Posted { web, fields } = form;
    let (for_write, remarks) = (id.clone(), fields.text("remarks"));
    match web.write(move |tx, ctx| sending::send_back(tx, ctx, &for_write, &remarks)).await {
        Ok(_) => web.redirect_saying(format!("/assessments/{id}"), "ok", "questionnaires-returned", &[]),
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            show_page(&web, StatusCode::UNPROCESSABLE_ENTITY, open(&web, id).await?, form)
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn close(form: Posted, path: Path<Id>) -> Answer {
    let id = path.into_inner();
    let for_write = id.clone();
    form.web.write(move |tx, ctx| sending::close(tx, ctx, &for_write)).await?;
    form.web.redirect_saying(format!("/assessments/{id}"), "ok", "questionnaires-closed", &[])
}

pub async fn finding(form: Posted, path: Path<QuestionPath>) -> Answer {
    let (id, question_id) = path.into_inner();
    let (for_write, asked) = (id.clone(), question_id.clone());
    let made = form.web.write(move |tx, ctx| reviewing::finding_of_answer(tx, ctx, &for_write, &asked)).await?;
    let back = format!("/assessments/{id}/review?q={question_id}");
    form.web.redirect_saying(back, "ok", "questionnaires-finding-made", &[("number", made.number.to_string())])
}

pub async fn download(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (id, attachment_id) = path.into_inner();
    web.ctx()?.scope.client()?;
    evidence::download(&web, id, attachment_id).await
}
