//! The region's pages of actions.

use super::{action_filter, history, narrowed, owners, timeline};
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::features::controls::FollowUpModel;
use crate::features::findings::actions::{self, ActionEdit, Evidence};
use crate::features::findings::calendar::entry;
use crate::features::findings::model::{ActionStatus, PlanPlace, Responsible, Severity};
use crate::features::findings::records::{Action, EffectCheck, Finding, Postponement};
use crate::features::findings::views::{ActionForm, ActionList, ActionRow, ActionShow, Linked, at_rest};
use crate::features::findings::{rules, store};
use crate::features::{contracts, vendors};
use crate::kit::attachments::{self, Attachment};
use crate::kit::web::{Answer, Params, Posted, Upload, UploadedFile, Web};
use crate::kit::{Ctx, audit, calendar};
use crate::platform::db::Db;
use crate::platform::view::{FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let filter = action_filter(&params, web.ctx()?, "all_open")?;
    let (sort, asked) = (filter.sort, params.page());
    let (page, narrowed, priorities, bulk) = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            let narrowed = narrowed(c, ctx, filter.vendor_id.as_ref(), filter.contract_id.as_ref())?;
            let page = store::list_actions(c, &ctx.scope, &filter, asked)?;
            let rows: Vec<&Action> = page.items.iter().map(|row| &row.action).collect();
            let priorities = store::priorities(c, &ctx.scope, &rows)?;
            let bulk = super::bulk::form(c, ctx, FormState::default())?;
            Ok((page, narrowed, priorities, bulk))
        })
        .await?;
    let mut form = params.state();
    form.values.entry("status".to_string()).or_insert_with(|| "all_open".to_string());
    let statuses = super::spread::statuses();
    let pager = Pager::from(&page);
    let body = ActionList {
        tabs: super::spread::tabs(&web, &params, "/actions"),
        bulk,
        form,
        rows: page.items.into_iter().map(|row| ActionRow::from(row).with(&priorities)).collect(),
        pager,
        narrowed,
        statuses,
        responsibles: Responsible::ALL,
        sort: sort.to_string(),
    };
    web.page("pages/actions/list", "actions-title", &body)
}

/// The page's forms; what was refused keeps what was typed.
#[derive(Default)]
struct Forms {
    postpone: FormState,
    report: FormState,
    verify: FormState,
    cancel: FormState,
    file: FormState,
}

struct Loaded {
    action: Action,
    vendor: vendors::Vendor,
    contract: Option<contracts::Contract>,
    finding: Option<Finding>,
    postponements: Vec<Postponement>,
    events: Vec<audit::Event>,
    evidence: Vec<Attachment>,
    escalation: Option<(Id, i32)>,
    /// The plan that hides it until it is shared.
    hidden_in: Option<(Id, i32)>,
    priority: Severity,
    plan: Option<PlanPlace>,
    reported_by: Option<Id>,
    checks: Vec<EffectCheck>,
}

fn load(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Loaded> {
    ctx.scope.client()?;
    let action = store::find_action(c, &ctx.scope, id)?;
    Ok(Loaded {
        vendor: vendors::find(c, &ctx.scope, &action.vendor_id)?,
        contract: action.contract_id.as_ref().map(|id| contracts::find(c, &ctx.scope, id)).transpose()?,
        finding: action.finding_id.as_ref().map(|id| store::find_finding(c, &ctx.scope, id)).transpose()?,
        postponements: store::postponements_of(c, &ctx.scope, id)?,
        events: audit::history(c, ctx, id)?,
        evidence: attachments::of_object(c, &ctx.scope, &[], id)?,
        escalation: store::open_escalation(c, &ctx.scope, &action)?,
        hidden_in: if action.withheld { store::unshared_plan(c, &ctx.scope, id)? } else { None },
        priority: store::priorities(c, &ctx.scope, &[&action])?.get(id).copied().unwrap_or(Severity::Medium),
        plan: store::plan_places(c, &ctx.scope, &[&action])?.remove(id),
        reported_by: store::last_reporter(c, &ctx.scope, id)?,
        checks: store::checks_of_action(c, &ctx.scope, id)?,
        action,
    })
}

async fn show_with(web: Web, id: Id, status: StatusCode, forms: Forms) -> Answer {
    let key = id.clone();
    let loaded = web.read(move |c, ctx| load(c, ctx, &key)).await?;
    let Loaded { action, vendor, contract, finding, postponements, events, evidence, escalation, .. } = loaded;
    let model = FollowUpModel::current();
    let me = Some(web.ctx()?.actor.person_id.clone());
    let moved_enough = rules::needs_escalation(model, action.slips.saturating_add(1));
    let cause = if moved_enough { "postponed" } else { "other" };
    let can_escalate = action.is_open() && escalation.is_none() && web.can(Permission::FindingEdit);
    let working = !at_rest(action.status);
    let can_edit = web.can(Permission::ActionEdit);
    let title =
        web.word_with("actions-show-title", &[("number", action.number.to_string()), ("title", action.title.clone())]);
    let body = ActionShow {
        at_rest: !working,
        vendor: Linked { id: vendor.id, name: vendor.legal_name },
        contract: contract.map(|k| Linked { id: k.id, name: k.reference }),
        finding: finding.map(|f| Linked { id: f.id, name: format!("{} {}", f.number, f.title) }),
        timeline: timeline(&web, &action, &postponements),
        history: history(&web, events),
        evidence: evidence.into_iter().map(Into::into).collect(),
        sent_back: working && action.verified_effective == Some(false),
        escalate: action.is_open() && moved_enough,
        max_extensions: model.action.max_extensions,
        escalation: escalation.map(|(id, number)| Linked { id, name: number.to_string() }),
        can_reveal: can_edit && action.withheld && loaded.hidden_in.is_none(),
        hidden_in: loaded.hidden_in.map(|(id, number)| Linked { id, name: number.to_string() }),
        escalate_href: can_escalate.then(|| format!("/escalations/new?origin=action&id={}&cause={cause}", action.id)),
        priority: loaded.priority,
        plan: loaded.plan,
        own: action.status == ActionStatus::ReportedDone
            && me.is_some()
            && (action.owner_id == me || loaded.reported_by == me),
        checks: loaded.checks,
        postpone_form: forms.postpone,
        report_form: forms.report,
        verify_form: forms.verify,
        cancel_form: forms.cancel,
        file_form: forms.file,
        upload_megabytes: web.app.settings.upload_max_bytes / 1_000_000,
        can_edit: can_edit && action.is_open(),
        can_start: can_edit && action.status == ActionStatus::Open,
        can_report: can_edit && working,
        can_verify: web.can(Permission::ActionVerify) && action.status == ActionStatus::ReportedDone,
        can_postpone: can_edit && working,
        can_attach: can_edit && action.is_open(),
        action,
    };
    let crumbs = vec![(web.word("actions-title"), "/actions".to_string()), (title.clone(), format!("/actions/{id}"))];
    web.page_titled(status, "pages/actions/show", title, crumbs, &body)
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    show_with(web, id.into_inner(), StatusCode::OK, Forms::default()).await
}

/// After a step: back to the action with a word on what happened, or the page again with the form kept.
async fn after_step(
    web: Web,
    id: Id,
    done: Result<Action>,
    said: &str,
    kept: impl FnOnce(&Web, &[FieldError]) -> Forms,
) -> Answer {
    match done {
        Ok(_) => web.redirect_saying(format!("/actions/{id}"), "ok", said, &[]),
        Err(Refusal::Invalid(errors)) => {
            let forms = kept(&web, &errors);
            show_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, forms).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn start(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version) = (id.clone(), fields.version());
    let done = web.write(move |c, ctx| actions::start(c, ctx, &key, Some(version))).await;
    after_step(web, id, done, "actions-started", |_, _| Forms::default()).await
}

pub async fn report(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version, note) = (id.clone(), fields.version(), fields.text("note"));
    let done = web.write(move |c, ctx| actions::report_done(c, ctx, &key, Some(version), &note)).await;
    after_step(web, id, done, "actions-reported", |web, errors| Forms {
        report: web.form_with(&fields, errors),
        ..Forms::default()
    })
    .await
}

pub async fn verify(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version, note) = (id.clone(), fields.version(), fields.text("note"));
    let effective = fields.required::<bool>("effective", "error-choice");
    let said = if matches!(effective, Ok(true)) { "actions-verified" } else { "actions-sent-back" };
    let done = match effective {
        Ok(effective) => web.write(move |c, ctx| actions::verify(c, ctx, &key, Some(version), effective, &note)).await,
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    after_step(web, id, done, said, |web, errors| Forms { verify: web.form_with(&fields, errors), ..Forms::default() })
        .await
}

pub async fn cancel(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version, reason) = (id.clone(), fields.version(), fields.text("reason"));
    let done = web.write(move |c, ctx| actions::cancel(c, ctx, &key, Some(version), &reason)).await;
    after_step(web, id, done, "actions-cancelled", |web, errors| Forms {
        cancel: web.form_with(&fields, errors),
        ..Forms::default()
    })
    .await
}

pub async fn postpone(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version, reason) = (id.clone(), fields.version(), fields.text("reason"));
    let mut checks = Checks::default();
    let due_on = checks.keep(fields.required("due_on", "error-date"));
    checks.required("reason", &reason);
    let done = match (checks.done(), due_on) {
        (Ok(()), Some(due_on)) => {
            web.write(move |c, ctx| actions::postpone(c, ctx, &key, Some(version), due_on, &reason)).await
        }
        (Err(refusal), _) => Err(refusal),
        (Ok(()), None) => Err(Refusal::invalid("due_on", "error-required")),
    };
    after_step(web, id, done, "actions-postponed", |web, errors| Forms {
        postpone: web.form_with(&fields, errors),
        ..Forms::default()
    })
    .await
}

/// Shows the vendor what only the region has seen.
pub async fn reveal(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version) = (id.clone(), fields.version());
    let done = web.write(move |c, ctx| actions::show_to_vendor(c, ctx, &key, Some(version))).await;
    after_step(web, id, done, "actions-revealed", |_, _| Forms::default()).await
}

fn edit_page(c: &mut Db, ctx: &Ctx, id: &Id, form: Option<FormState>) -> Result<ActionForm> {
    ctx.scope.client()?;
    let action = store::find_action(c, &ctx.scope, id)?;
    let vendor = vendors::find(c, &ctx.scope, &action.vendor_id)?;
    let priority = store::priorities(c, &ctx.scope, &[&action])?.get(id).copied().unwrap_or(Severity::Medium);
    let stored = || {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        FormState::default()
            .with("title", &action.title)
            .with("description", text(&action.description))
            .with("responsible", action.responsible)
            .with("priority", priority)
            .with("priority_was", priority)
            .with("owner_id", action.owner_id.as_ref().map(Id::to_string).unwrap_or_default())
            .with("owner_name", text(&action.owner_name))
            .with("focus", text(&action.focus))
            .with("internal_note", text(&action.internal_note))
            .with("version", action.version)
    };
    Ok(ActionForm {
        form: form.unwrap_or_else(stored),
        action_id: id.clone(),
        owners: owners(c, ctx, &vendor)?,
        responsibles: Responsible::ALL,
        priorities: Severity::ALL,
    })
}

pub async fn edit(web: Web, id: Path<Id>) -> Answer {
    let body = web.read(move |c, ctx| edit_page(c, ctx, &id, None)).await?;
    web.page("pages/actions/edit", "actions-edit", &body)
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let edit = ActionEdit {
        title: fields.text("title"),
        description: fields.optional("description"),
        responsible: checks.keep(fields.required("responsible", "error-choice")).unwrap_or(Responsible::Vendor),
        owner_id: checks.keep(fields.id("owner_id")).flatten(),
        owner_name: fields.optional("owner_name"),
        focus: fields.optional("focus"),
        internal_note: fields.optional("internal_note"),
        // What the form showed and nobody changed stays inherited.
        priority: checks
            .keep(fields.parsed::<Severity>("priority", "error-choice"))
            .flatten()
            .filter(|chosen| chosen.as_str() != fields.text("priority_was")),
    };
    let (key, version) = (id.clone(), fields.version());
    let saved = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::edit_action(c, ctx, &key, Some(version), &edit)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying(format!("/actions/{id}"), "ok", "actions-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| edit_page(c, ctx, &id, Some(state))).await?;
            web.refused_page("pages/actions/edit", "actions-edit", &body)
        }
        Err(refusal) => Err(refusal),
    }
}

/// The files of a form's `file`, with their types sniffed. Errors: at `file`.
pub fn read_files(upload: &Upload, required: bool) -> Result<Vec<(UploadedFile, &'static str)>> {
    if let Some(error) = upload.refused.first() {
        return Err(Refusal::Invalid(vec![error.clone()]));
    }
    let files: Vec<&UploadedFile> = upload.files.iter().filter(|f| f.field == "file").collect();
    if required && files.is_empty() {
        return Err(Refusal::invalid("file", "error-file-required"));
    }
    let sniffed = |file: &UploadedFile| {
        let media = attachments::sniff("file", &file.file_name, &file.bytes).map_err(|e| Refusal::Invalid(vec![e]))?;
        Ok((file.clone(), media))
    };
    files.into_iter().map(sniffed).collect()
}

/// Stores the files and attaches them to the action. The bytes are on disk before the row is.
pub fn attach_all(
    files: &crate::platform::files::Files,
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    read: &[(UploadedFile, &'static str)],
    shared: bool,
) -> Result<Vec<Attachment>> {
    let attach = |(file, media_type): &(UploadedFile, &'static str)| {
        let evidence = Evidence { file_name: file.file_name.clone(), media_type, stored: files.put(&file.bytes)? };
        actions::attach_evidence(c, ctx, id, &evidence, shared)
    };
    read.iter().map(attach).collect()
}

/// Evidence from the region, shared with the vendor only when the box is ticked.
pub async fn attach(upload: Upload, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let (web, shared) = (upload.web.clone(), upload.fields.checked("shared"));
    let (key, files) = (id.clone(), web.app.files.clone());
    let done = match read_files(&upload, true) {
        Ok(read) => web.write(move |c, ctx| attach_all(&files, c, ctx, &key, &read, shared)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/actions/{id}"), "ok", "actions-evidence-added", &[]),
        Err(Refusal::Invalid(errors)) => {
            let forms = Forms { file: web.form_with(&upload.fields, &errors), ..Forms::default() };
            show_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, forms).await
        }
        Err(refusal) => Err(refusal),
    }
}

/// The day as a calendar file, as the asking side's calendar has it. Both sides come here by their own address.
pub async fn to_calendar(web: Web, id: Path<Id>) -> Answer {
    let action = web.read(move |c, ctx| store::find_action(c, &ctx.scope, &id)).await?;
    let entry = entry(&action, web.ctx()?.scope.side());
    let text = calendar::file(&web.app.views, &web.app.settings.base_url, web.language(), &entry);
    web.download(calendar::FILE_NAME, calendar::MEDIA_TYPE, text.into_bytes())
}

/// One file of evidence, always as a download. Both sides come here by their own address.
pub async fn download(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (id, attachment_id) = path.into_inner();
    let files = web.app.files.clone();
    let (attachment, bytes) = web
        .read(move |c, ctx| {
            let action = store::find_action(c, &ctx.scope, &id)?;
            let linked = vendors::linked_ids(c, &ctx.scope)?;
            let attachment = attachments::find(c, &ctx.scope, &linked, &attachment_id)?;
            if attachment.object_id != action.id.as_str() {
                return Err(Refusal::NotFound);
            }
            let bytes = attachments::bytes(&files, &attachment)?;
            Ok((attachment, bytes))
        })
        .await?;
    web.download(&attachment.file_name, &attachment.media_type, bytes)
}
