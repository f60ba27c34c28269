//! Letters and memos as files, in `?lang=` or the reader's own language.

use crate::base::{Id, Language, Refusal, Result};
use crate::features::escalations::records::Step;
use crate::features::escalations::{paper, store, verify};
use crate::kit::App;
use crate::kit::web::{Answer, Params, Web};
use crate::platform::docx;
use actix_web::web::{Path, Query};

/// A step whose papers are those that were frozen with it. Errors: NotFound, `rule-ladder-tampered`.
async fn step(web: &Web, path: Path<(Id, Id)>) -> Result<Step> {
    let (id, step_id) = path.into_inner();
    web.read(move |c, ctx| {
        let step = store::find_step(c, &ctx.scope, &id, &step_id)?;
        verify::check(c, ctx, &step)?;
        Ok(step)
    })
    .await
}

/// Setting the type takes a while: it has no place on the threads that answer others.
pub async fn made(
    web: &Web,
    step: Step,
    language: Language,
    make: fn(&App, &Step, Language) -> Result<Vec<u8>>,
) -> Result<Vec<u8>> {
    let app = web.app.clone();
    tokio::task::spawn_blocking(move || make(&app, &step, language)).await.map_err(Refusal::fault)?
}

pub async fn letter(web: Web, path: Path<(Id, Id)>, query: Query<Params>) -> Answer {
    let language = query.parsed::<Language>("lang")?.unwrap_or(web.language());
    let step = step(&web, path).await?;
    let name = paper::letter_name(&step, language)?;
    let bytes = made(&web, step, language, paper::letter_pdf).await?;
    web.download(&name, "application/pdf", bytes)
}

pub async fn memo_pdf(web: Web, path: Path<(Id, Id)>, query: Query<Params>) -> Answer {
    let language = query.parsed::<Language>("lang")?.unwrap_or(web.language());
    let step = step(&web, path).await?;
    let name = paper::memo_name(&step, language, "pdf")?;
    let bytes = made(&web, step, language, paper::memo_pdf).await?;
    web.download(&name, "application/pdf", bytes)
}

pub async fn memo_docx(web: Web, path: Path<(Id, Id)>, query: Query<Params>) -> Answer {
    let language = query.parsed::<Language>("lang")?.unwrap_or(web.language());
    let step = step(&web, path).await?;
    let name = paper::memo_name(&step, language, "docx")?;
    let bytes = made(&web, step, language, paper::memo_docx).await?;
    web.download(&name, docx::MEDIA_TYPE, bytes)
}
