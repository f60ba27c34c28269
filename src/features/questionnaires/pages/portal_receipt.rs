//! The receipt of what was handed in: shown, checked and printed.

use super::portal;
use crate::base::{Id, Language, Result};
use crate::features::questionnaires::portal_views as views;
use crate::features::questionnaires::portal_work::{ReceiptLine, ReceiptPage};
use crate::features::questionnaires::receipt;
use crate::kit::web::{Answer, Params, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

/// The receipts; `sha256` is compared with them.
pub async fn show(web: Web, path: Path<Id>, query: Query<Params>) -> Answer {
    let id = path.into_inner();
    let (head, receipts) = web
        .read(move |c, ctx| {
            let portal::Opened { head, .. } = portal::open_in(c, ctx, &id)?;
            Ok((head, receipt::of_assessment(c, ctx, &id)?))
        })
        .await?;
    let asked = query.text("sha256").map(|text| text.split_whitespace().collect::<String>().to_lowercase());
    let lines: Vec<ReceiptLine> =
        receipts.into_iter().map(|(receipt, verdict)| ReceiptLine::of(&head, &receipt, verdict)).collect();
    let page = ReceiptPage {
        asked: asked.is_some(),
        found: asked.as_ref().is_some_and(|asked| lines.iter().any(|line| line.sha256 == *asked)),
        form: FormState::default().with("sha256", asked.unwrap_or_default()),
        action: format!("{}/receipt", head.href),
        lines,
        head,
    };
    let crumbs = views::crumbs(web.word("nav-assessments"), &page.head);
    web.page_titled(StatusCode::OK, "pages/portal_assessments/receipt", web.word("receipt-title"), crumbs, &page)
}

/// The receipt as PDF, the latest or that of `number`, in the reader's language or the one asked for.
pub async fn pdf(web: Web, path: Path<Id>, query: Query<Params>) -> Answer {
    let language = query.parsed::<Language>("lang")?.unwrap_or(web.language());
    let number = query.parsed::<i32>("number")?;
    let id = path.into_inner();
    let receipt = web.read(move |c, ctx| receipt::find(c, ctx, &id, number)).await?;
    let app = web.app.clone();
    let name = receipt::file_name(&receipt, language);
    let bytes: Result<Vec<u8>> = tokio::task::spawn_blocking(move || receipt::pdf(&app, &receipt, language))
        .await
        .map_err(crate::base::Refusal::fault)?;
    web.download(&name, "application/pdf", bytes?)
}
