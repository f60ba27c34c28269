//! Documents to a contract: which there are, preparing one, what became of it, and the document itself.

use super::{gaps, values};
use crate::access::Permission;
use crate::base::{Id, Language, Refusal, Result};
use crate::features::clause_library::actions::{self, Settling};
use crate::features::clause_library::appendices;
use crate::features::clause_library::model::{PackageKind, PackageState};
use crate::features::clause_library::records::PackageRow;
use crate::features::clause_library::snapshot::Package;
use crate::features::clause_library::views::{PackageLine, PackagePage, PackagesPage};
use crate::features::clause_library::{paper, store};
use crate::features::contracts::{contract_crumbs, contract_head, contract_top};
use crate::kit::App;
use crate::kit::web::{Answer, Fields, Params, Posted, Web};
use crate::platform::docx::MEDIA_TYPE;
use crate::platform::view::{FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use std::collections::BTreeSet;

fn tone(state: PackageState) -> &'static str {
    match state {
        PackageState::Prepared => "attention",
        PackageState::Signed => "ok",
        PackageState::Dropped => "neutral",
    }
}

fn line(row: &PackageRow) -> PackageLine {
    PackageLine {
        id: row.id.clone(),
        number: row.number,
        kind: row.kind,
        state: row.state,
        tone: tone(row.state),
        takes_effect_on: row.takes_effect_on,
        made_by_name: row.made_by_name.clone(),
        made_at: row.made_at,
        settled_on: row.settled_on,
        sha256: row.sha256.clone(),
    }
}

pub async fn list(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let (id, request) = (id.into_inner(), query.page());
    let (top, page, material) = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            let top = contract_top(c, ctx, &id)?;
            let page = store::packages_of(c, &ctx.scope, &id, request)?;
            Ok((top, page, appendices::material(c, ctx, &id)?))
        })
        .await?;
    let body = PackagesPage {
        head: contract_head(&web, &top, "gaps"),
        rows: page.items.iter().map(line).collect(),
        pager: Pager::from(&page),
        instructed: material.instructed.len(),
        engaged: material.engaged.len(),
        controllers: material.controllers,
        without_role: material.without_role,
        can_prepare: web.can(Permission::ClauseEdit),
    };
    let title = web.word_with("library-packages-title", &[("reference", top.contract.reference.clone())]);
    web.page_titled(StatusCode::OK, "pages/clauses/packages", title, contract_crumbs(&web, &top.contract), &body)
}

fn asked(fields: &Fields) -> Result<(PackageKind, BTreeSet<String>)> {
    let kind = fields.required::<PackageKind>("kind", "error-choice");
    let codes = fields.all("clauses").into_iter().map(ToString::to_string).collect();
    Ok((kind.map_err(|error| Refusal::Invalid(vec![error]))?, codes))
}

pub async fn prepare(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let contract = id.clone();
    let made = match asked(&fields) {
        Ok((kind, codes)) => web.write(move |c, ctx| actions::prepare(c, ctx, &contract, kind, &codes)).await,
        Err(refusal) => Err(refusal),
    };
    match made {
        Ok(row) => {
            let number = [("number", row.number.to_string())];
            web.redirect_saying(format!("/amendment-packages/{}", row.id), "ok", "library-package-made", &number)
        }
        Err(Refusal::Invalid(errors)) => {
            let refused = web.form_with(&fields, &errors);
            gaps::render(&web, StatusCode::UNPROCESSABLE_ENTITY, id, gaps::Asked::whole(None), refused, None).await
        }
        Err(other) => Err(other),
    }
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let state = values(&[("state", PackageState::Signed.to_string())]);
    render(&web, StatusCode::OK, id.into_inner(), state).await
}

async fn render(web: &Web, status: StatusCode, id: Id, form: FormState) -> Answer {
    let row = web.read(move |c, ctx| store::find_package(c, &ctx.scope, &id)).await?;
    let package = Package::open(&row.snapshot)?;
    let language = web.language();
    let clauses = package.clauses.iter().map(|one| format!("{} {}", one.code, one.content.title(language)));
    let material = package.material.unwrap_or_default();
    let contents: Vec<String> = match row.kind {
        PackageKind::Amendment => clauses.collect(),
        PackageKind::Instruction => material.instructed.into_iter().map(|one| one.purpose).collect(),
        PackageKind::SubProcessors => material.engaged.into_iter().map(|one| one.name).collect(),
    };
    let body = PackagePage {
        contract_id: row.contract_id.clone(),
        contract: format!("{} {}", package.reference, package.title),
        vendor: package.vendor.name,
        settled_by_name: row.settled_by_name.clone(),
        settled_note: row.settled_note.clone(),
        contents,
        form,
        states: vec![PackageState::Signed.as_str(), PackageState::Dropped.as_str()],
        version: row.version,
        can_settle: row.state == PackageState::Prepared && web.can(Permission::ClauseEdit),
        package: line(&row),
    };
    let title = web.word_with(&format!("library-paper-title-{}", row.kind), &[("number", row.number.to_string())]);
    let crumbs = vec![
        (web.word("nav-contracts"), "/contracts".to_string()),
        (package.reference, format!("/contracts/{}/packages", row.contract_id)),
    ];
    web.page_titled(status, "pages/clauses/package", title, crumbs, &body)
}

pub async fn settle(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version) = (id.clone(), fields.version());
    let read = {
        let mut checks = crate::base::refusal::Checks::default();
        let state = checks.keep(fields.required::<PackageState>("state", "error-choice"));
        let settled_on = checks.keep(fields.date("settled_on")).flatten();
        checks.done().map(|()| (state.unwrap_or(PackageState::Prepared), settled_on))
    };
    let note = fields.optional("note");
    let saved = match read {
        Ok((state, settled_on)) => {
            let word = web.word("library-section");
            web.write(move |c, ctx| {
                let number = store::find_package(c, &ctx.scope, &key)?.number;
                let new = Settling { state, settled_on, note, section: format!("{word} {number}") };
                actions::settle(c, ctx, &key, version, &new)
            })
            .await
        }
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying(format!("/amendment-packages/{id}"), "ok", "library-package-settled", &[]),
        Err(Refusal::Invalid(errors)) => {
            render(&web, StatusCode::UNPROCESSABLE_ENTITY, id, web.form_with(&fields, &errors)).await
        }
        Err(other) => Err(other),
    }
}

pub async fn pdf(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    document(web, id.into_inner(), &query, "pdf", "application/pdf", paper::pdf).await
}

pub async fn docx(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    document(web, id.into_inner(), &query, "docx", MEDIA_TYPE, paper::docx).await
}

/// The document in the reader's language or the one asked for.
async fn document(
    web: Web,
    id: Id,
    params: &Params,
    ending: &str,
    media_type: &str,
    make: fn(&App, &PackageRow, Language) -> Result<Vec<u8>>,
) -> Answer {
    let language = params.parsed::<Language>("lang")?.unwrap_or(web.language());
    let row = web.read(move |c, ctx| store::find_package(c, &ctx.scope, &id)).await?;
    let reference = Package::open(&row.snapshot)?.reference;
    let name = paper::file_name(&web.app.views, &row, &reference, language);
    let app = web.app.clone();
    let bytes: Result<Vec<u8>> =
        tokio::task::spawn_blocking(move || make(&app, &row, language)).await.map_err(Refusal::fault)?;
    web.download(&format!("{name}.{ending}"), media_type, bytes?)
}
