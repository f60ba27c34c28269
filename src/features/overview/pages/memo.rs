//! The memo to the committee, and the organisation's own words in the reports.

use super::{crumbs, parts, tabs};
use crate::access::Permission;
use crate::base::{Language, Refusal};
use crate::features::overview::actions::{self, Counted, TextEdit, said};
use crate::features::overview::model::{Moment, Place};
use crate::features::overview::paper::{self, PARTS};
use crate::features::overview::records::OwnText;
use crate::features::overview::store;
use crate::features::overview::views::{MemoPage, TextForm, TextsPage};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Params, Posted, Web};
use crate::platform::docx::MEDIA_TYPE;
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

async fn loaded(web: &Web) -> Result<(Ctx, Counted, Vec<OwnText>), Refusal> {
    web.read(|c, ctx| Ok((ctx.clone(), actions::figures(c, ctx, PARTS)?, store::texts(c, &ctx.scope)?))).await
}

pub async fn show(web: Web) -> Answer {
    let (_, counted, texts) = loaded(&web).await?;
    let own = |place| said(&texts, place, web.language()).to_string();
    let body = MemoPage {
        tabs: tabs(&web, "/overview/memo"),
        background: own(Place::MemoBackground),
        assessment: own(Place::MemoAssessment),
        proposal: own(Place::MemoProposal),
        parts: parts(&counted, PARTS),
        today: counted.moment.today,
        compared: counted.compared,
        can_edit: web.can(Permission::ReportEdit),
    };
    web.page_titled(StatusCode::OK, "pages/overview/memo", web.word("overview-memo-title"), crumbs(&web), &body)
}

pub async fn pdf(web: Web, query: Query<Params>) -> Answer {
    let language = query.parsed::<Language>("lang")?.unwrap_or(web.language());
    let (ctx, counted, texts) = loaded(&web).await?;
    let (app, today) = (web.app.clone(), counted.moment.today);
    let bytes = tokio::task::spawn_blocking(move || paper::memo_pdf(&app, &ctx, language, &counted, &texts))
        .await
        .map_err(Refusal::fault)??;
    let name = web.app.views.word0(language, "overview-paper-memo_title");
    web.download(&format!("{name} {today}.pdf"), "application/pdf", bytes)
}

pub async fn docx(web: Web, query: Query<Params>) -> Answer {
    let language = query.parsed::<Language>("lang")?.unwrap_or(web.language());
    let (ctx, counted, texts) = loaded(&web).await?;
    let bytes = paper::memo_docx(&web.app.views, &ctx, language, &counted, &texts)?;
    let name = web.app.views.word0(language, "overview-paper-memo_title");
    web.download(&format!("{name} {}.docx", counted.moment.today), MEDIA_TYPE, bytes)
}

/// Every place with its text; the one that was refused as it was typed.
async fn texts_page(web: &Web, status: StatusCode, typed: Option<(Place, FormState)>) -> Answer {
    let (rows, today) = web.read(|c, ctx| Ok((store::texts(c, &ctx.scope)?, ctx.today()))).await?;
    let terms = Moment::of(today).terms();
    let text = |place: &Place| {
        let row = rows.iter().find(|row| row.place == *place).cloned();
        let stored = || {
            let (sv, en, version) =
                row.as_ref().map(|row| (row.text_sv.clone(), row.text_en.clone(), row.version)).unwrap_or_default();
            FormState::default().with("text_sv", sv).with("text_en", en).with("version", version)
        };
        let form = typed.as_ref().filter(|(of, _)| of == place).map(|(_, form)| form.clone());
        TextForm {
            place: *place,
            form: form.unwrap_or_else(stored),
            longest: if *place == Place::Director { terms.director_text } else { terms.memo_text },
            row,
        }
    };
    let body = TextsPage { tabs: tabs(web, "/overview/texts"), texts: Place::ALL.iter().map(text).collect() };
    web.page_titled(status, "pages/overview/texts", web.word("overview-texts-title"), crumbs(web), &body)
}

pub async fn texts(web: Web) -> Answer {
    texts_page(&web, StatusCode::OK, None).await
}

pub async fn save(form: Posted, place: Path<String>) -> Answer {
    let Posted { web, fields } = form;
    let place: Place = place.parse().map_err(|_| Refusal::NotFound)?;
    let edit = TextEdit { text_sv: fields.text("text_sv"), text_en: fields.text("text_en") };
    let version = fields.version();
    match web.write(move |c, ctx| actions::put_text(c, ctx, place, Some(version), &edit)).await {
        Ok(_) => web.redirect_saying("/overview/texts", "ok", "overview-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            texts_page(&web, StatusCode::UNPROCESSABLE_ENTITY, Some((place, state))).await
        }
        Err(refusal) => Err(refusal),
    }
}
