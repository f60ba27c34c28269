//! The vendor's letters and their deadlines.

use super::papers::made;
use crate::base::{Id, Language, Refusal};
use crate::features::escalations::views::{LetterRow, PortalPage};
use crate::features::escalations::{paper, store};
use crate::kit::web::{Answer, Params, Web};
use crate::platform::view::Pager;
use actix_web::web::{Path, Query};

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let asked = query.page();
    let page = web.read(move |c, ctx| store::letters(c, &ctx.scope, asked)).await?;
    let pager = Pager::from(&page);
    let language = web.language();
    let mut rows = Vec::new();
    let mut tampered = false;
    for step in &page.items {
        match LetterRow::of(step, language) {
            Ok(row) => rows.push(row),
            Err(Refusal::Rule(..)) => tampered = true,
            Err(refusal) => return Err(refusal),
        }
    }
    web.page("pages/portal_letters/list", "letters-title", &PortalPage { rows, tampered, pager })
}

pub async fn letter(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let language = query.parsed::<Language>("lang")?.unwrap_or(web.language());
    let id = id.into_inner();
    let step = web.read(move |c, ctx| store::find_letter(c, &ctx.scope, &id)).await?;
    let name = paper::letter_name(&step, language)?;
    let bytes = made(&web, step, language, paper::letter_pdf).await?;
    web.download(&name, "application/pdf", bytes)
}
