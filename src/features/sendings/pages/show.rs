//! One sending: as a draft exactly what each will see and be mailed, and then how far each has come.

use crate::access::Permission;
use crate::base::{Id, Page, PageRequest, Result};
use crate::features::question_sets::{self, Both};
use crate::features::sendings::actions::{self, Candidate};
use crate::features::sendings::model::{ReceiverState, Selection, SendingState};
use crate::features::sendings::records::Sending;
use crate::features::sendings::views::{CandidateRow, DraftPage, QuestionLine, ReceiverRow, RunPage, SendingHead};
use crate::features::sendings::{progress, store};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Params, Web, export_list};
use crate::platform::db::Db;
use crate::platform::sheets::{Cell, ColumnKind};
use crate::platform::view::{FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

pub async fn show(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    render(&web, StatusCode::OK, id.into_inner(), query.into_inner(), FormState::default()).await
}

/// The page; `form` is a step that was refused.
pub async fn render(web: &Web, status: StatusCode, id: Id, params: Params, form: FormState) -> Answer {
    let key = id.clone();
    let sending = web.read(move |c, ctx| store::find(c, &ctx.scope, &key)).await?;
    let title = sending.title.clone();
    let crumbs = vec![(web.word("sendings-title"), "/sendings".to_string())];
    if sending.state == SendingState::Draft {
        let page = draft(web, sending, params.page(), form).await?;
        web.page_titled(status, "pages/sendings/draft", title, crumbs, &page)
    } else {
        let page = run(web, sending, &params).await?;
        if params.asks_for_file() {
            return file(web, &params, &page);
        }
        web.page_titled(status, "pages/sendings/run", title, crumbs, &page)
    }
}

fn head(
    web: &Web,
    sending: &Sending,
    selection: &Selection,
    set: Option<(Both, i32)>,
    question_count: usize,
) -> SendingHead {
    SendingHead {
        set_title: set.map(|(title, number)| super::set_title(web, &title, number)),
        id: sending.id.clone(),
        number: sending.number,
        question_set: sending.question_set,
        question_count,
        due_on: sending.due_on,
        message: sending.message.clone(),
        internal_note: sending.internal_note.clone(),
        state: sending.state,
        origin: sending.origin,
        created_by_name: sending.created_by_name.clone(),
        started_by_name: sending.started_by_name.clone(),
        version: sending.version,
        tone: match sending.state {
            SendingState::Sent => "ok",
            SendingState::Sending => "info",
            SendingState::Paused => "attention",
            SendingState::Draft | SendingState::Stopped => "neutral",
        },
        selection: said(web, selection),
        can_send: web.can(Permission::AssessmentSend),
    }
}

/// What its own set is called, when it has one.
fn set_of(c: &mut Db, ctx: &Ctx, sending: &Sending) -> Result<Option<(Both, i32)>> {
    let Some(id) = &sending.set_version_id else { return Ok(None) };
    Ok(question_sets::titled(c, &ctx.scope, std::slice::from_ref(id))?.remove(id))
}

/// Who is asked for, a phrase for each condition.
fn said(web: &Web, selection: &Selection) -> Vec<String> {
    let mut said: Vec<String> = selection.tiers.iter().map(|tier| web.word(&format!("tiering-tier-{tier}"))).collect();
    said.extend(selection.kind.map(|kind| web.word(&format!("vendors-kind-{kind}"))));
    let with = |key: &str, name: &'static str, value: String| web.word_with(key, &[(name, value)]);
    said.extend(selection.tag.clone().map(|tag| with("sendings-said-tag", "tag", tag)));
    said.extend(selection.filter_name.clone().map(|name| with("sendings-said-filter", "name", name)));
    let since = selection.no_assessment_since_on.map(|day| with("sendings-said-since", "day", day.to_string()));
    said.extend(since);
    said.extend(selection.due_again.then(|| web.word("sendings-said-again")));
    let chosen = selection.vendor_ids.len();
    said.extend((chosen > 0).then(|| with("sendings-said-chosen", "count", chosen.to_string())));
    said
}

fn row(each: Candidate) -> CandidateRow {
    let people = if each.why.is_none() { each.people } else { Vec::new() };
    CandidateRow {
        vendor_id: each.vendor.id,
        name: each.vendor.legal_name,
        tier: each.vendor.tier,
        tier_preliminary: each.vendor.tier_preliminary,
        people: people.into_iter().map(|person| format!("{} ({})", person.name, person.email)).collect(),
        why: each.why,
    }
}

/// One page of what was taken, those that can be sent to first.
pub fn one_page(mut taken: Vec<Candidate>, request: PageRequest) -> Page<Candidate> {
    taken.sort_by_key(|each| each.why.is_some());
    let total = i64::try_from(taken.len()).unwrap_or(i64::MAX);
    let (skip, take) = (usize::try_from(request.offset()).unwrap_or(0), usize::try_from(request.size).unwrap_or(50));
    Page::new(taken.into_iter().skip(skip).take(take).collect(), total, request)
}

async fn draft(web: &Web, sending: Sending, request: PageRequest, form: FormState) -> Result<DraftPage> {
    let selection = sending.read_selection()?;
    let (asked, row_of, app) = (selection.clone(), sending.clone(), web.app.clone());
    let (taken, asking, mails, set) = web
        .read(move |c, ctx| {
            let taken = actions::candidates(c, ctx, &asked)?;
            let asking = progress::asking(c, ctx, &row_of, ctx.today())?;
            let mails = progress::mails(c, ctx, &app, &row_of, &taken)?;
            Ok((taken, asking, mails, set_of(c, ctx, &row_of)?))
        })
        .await?;
    let tiers = taken.iter().filter(|each| each.why.is_none()).map(|each| each.vendor.tier).collect();
    let asking = asking.of_tiers(&tiers);
    let unable = taken.iter().filter(|each| each.why.is_some()).count();
    let able = taken.len() - unable;
    let people = mails.iter().map(|mail| mail.count).sum();
    let page = one_page(taken, request);
    Ok(DraftPage {
        head: head(web, &sending, &selection, set, asking.count()),
        able,
        unable,
        people,
        pager: Pager::from(&page),
        rows: page.items.into_iter().map(row).collect(),
        left_out: selection.left_out.len(),
        mails,
        questions: asking.lines(web.language()).into_iter().map(|(id, text)| QuestionLine { id, text }).collect(),
        form,
    })
}

async fn run(web: &Web, sending: Sending, params: &Params) -> Result<RunPage> {
    let (id, request, row_of) = (sending.id.clone(), params.page_or_file(), sending.clone());
    let asked_on = crate::base::clock::swedish_date(sending.started_at.unwrap_or(sending.created_at).utc());
    let state: Option<ReceiverState> = params.text("state").and_then(|state| state.parse().ok());
    let (tally, page, asking, set) = web
        .read(move |c, ctx| {
            let tally = store::tally(c, &ctx.scope, &id)?;
            let grace = actions::reminding(c, ctx)?.grace_days;
            let found = store::list_receivers(c, &ctx.scope, &id, state, request)?;
            let lines = progress::lines(c, ctx, found, grace)?;
            Ok((tally, lines, progress::asking(c, ctx, &row_of, asked_on)?, set_of(c, ctx, &row_of)?))
        })
        .await?;
    let selection = sending.read_selection()?;
    let head = head(web, &sending, &selection, set, asking.count());
    let is = |states: &[SendingState]| head.can_send && states.contains(&sending.state);
    Ok(RunPage {
        can_pause: is(&[SendingState::Sending]),
        can_resume: is(&[SendingState::Paused]),
        can_stop: is(&[SendingState::Sending, SendingState::Paused]),
        can_retry: is(&[SendingState::Sending, SendingState::Sent]) && tally.failed > 0,
        can_invite: web.can(Permission::VendorInvite),
        done: tally.done(),
        tally,
        pager: Pager::from(&page),
        rows: page.items.into_iter().map(Into::into).collect(),
        form: params.state(),
        states: ReceiverState::ALL.iter().map(|state| state.as_str()).collect(),
        head,
    })
}

/// The receivers of a sending, with how far each has come.
fn file(web: &Web, params: &Params, page: &RunPage) -> Answer {
    let columns = [
        ("sendings-vendor", 36, ColumnKind::Text),
        ("common-status", 24, ColumnKind::Text),
        ("questionnaires-late", 10, ColumnKind::Text),
        ("common-reason", 40, ColumnKind::Wrapped),
        ("questionnaires-answered", 12, ColumnKind::Whole),
        ("overview-of", 8, ColumnKind::Whole),
        ("sendings-sent-at", 12, ColumnKind::Date),
    ];
    let cells = |row: &ReceiverRow| {
        let line = &row.line;
        let of_asked = |count: i32| Cell::maybe_count(line.assessment_id.as_ref().map(|_| count));
        let why = line.why.map(|why| web.word(&format!("sendings-why-{why}")));
        vec![
            Cell::text(&line.vendor_name),
            Cell::text(web.word(&format!("sendings-delivery-{}", line.delivery))),
            Cell::text(web.word(if line.late { "common-yes" } else { "common-no" })),
            Cell::maybe(why.or_else(|| line.mail_error.clone())),
            of_asked(line.answered),
            of_asked(line.question_count),
            line.sent_at.map_or(Cell::Empty, Cell::day),
        ]
    };
    export_list(web, params, "sendings-receivers", &columns, page.rows.iter().map(cells).collect(), page.pager.total)
}
