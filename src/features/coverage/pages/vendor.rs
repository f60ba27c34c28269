//! One vendor: its matrix, and the chain of proof behind one of its controls.

use super::{title, unverified};
use crate::access::Permission;
use crate::base::{Id, Language, Refusal};
use crate::features::accounts;
use crate::features::coverage::model::{Cell, Matrix, State};
use crate::features::coverage::nis2::{Point, points};
use crate::features::coverage::views::{ControlLink, GapRow, MatrixRow, MatrixTheme, PointRow, ProofPage, VendorPage};
use crate::features::coverage::{actions, proof as chain};
use crate::features::vendors::{self, Vendor};
use crate::kit::web::{Answer, Params, Web};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

/// Counted as it is now, so it needs no mark.
pub async fn matrix(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let only: Option<State> = params.parsed("state")?;
    let view = match params.text("view").as_deref() {
        None | Some("controls") => "controls",
        Some("nis2") => "nis2",
        Some(_) => return Err(Refusal::invalid("view", "error-choice")),
    };
    let (vendor, manager, matrix) = web
        .read(move |c, ctx| {
            let vendor = vendors::find(c, &ctx.scope, &id)?;
            let manager = vendor.manager_id.as_ref().map(|m| accounts::person_name(c, m)).transpose()?.flatten();
            let (_, matrix) = actions::matrix(c, ctx, &vendor)?;
            Ok((vendor, manager, matrix))
        })
        .await?;
    let base = format!("/vendors/{}", vendor.id);
    let counts = matrix.counts();
    let themes = themes(&web, &vendor, &matrix, only);
    let body = VendorPage {
        head: vendors::head(&web, &vendor, manager, "coverage"),
        counts,
        required: counts.required(),
        lacking: matrix.lacking(),
        view,
        controls_href: format!("{base}/coverage"),
        nis2_href: format!("{base}/coverage?view=nis2"),
        form: params.state(),
        states: State::ALL,
        shown: themes.iter().map(|theme| theme.rows.len()).sum(),
        themes,
        points: points().iter().map(|point| point_row(&web, &vendor, &matrix, point)).collect(),
        xlsx_href: format!("{base}/statement-of-applicability?format=xlsx"),
        pdf_href: format!("{base}/statement-of-applicability?format=pdf"),
    };
    let crumbs = vec![(web.word("nav-vendors"), "/vendors".to_string())];
    web.page_titled(StatusCode::OK, "pages/coverage/vendor", vendor.legal_name, crumbs, &body)
}

fn themes(web: &Web, vendor: &Vendor, matrix: &Matrix, only: Option<State>) -> Vec<MatrixTheme> {
    let mut all: Vec<MatrixTheme> = Vec::new();
    for cell in matrix.cells.iter().filter(|cell| only.is_none_or(|state| cell.state == state)) {
        let row = MatrixRow {
            id: cell.control.id.clone(),
            title: title(cell.control, web.language()).to_string(),
            href: format!("/vendors/{}/coverage/{}", vendor.id, cell.control.id),
            state: cell.state,
            tone: cell.state.tone(),
            lacking: cell.lacking,
            changes_on: cell.changes_on.filter(|_| cell.state == State::Verified),
        };
        match all.last_mut().filter(|theme| theme.key == cell.control.theme) {
            Some(theme) => theme.rows.push(row),
            None => all.push(MatrixTheme { key: cell.control.theme.clone(), rows: vec![row] }),
        }
    }
    all
}

fn point_row(web: &Web, vendor: &Vendor, matrix: &Matrix, point: &Point) -> PointRow {
    let link = |cell: &Cell| ControlLink {
        id: cell.control.id.clone(),
        title: title(cell.control, web.language()).to_string(),
        href: format!("/vendors/{}/coverage/{}", vendor.id, cell.control.id),
        state: Some(cell.state),
    };
    let controls: Vec<ControlLink> =
        point.places.iter().filter_map(|place| matrix.cells.get(*place)).map(link).collect();
    let state = controls.iter().filter_map(|link| link.state).min().unwrap_or(State::NotRequired);
    PointRow {
        reference: point.reference.clone(),
        title: point.title(web.language()).to_string(),
        state,
        tone: state.tone(),
        controls,
    }
}

/// How do you know? Every step from the requirement to what was found, and what is missing.
pub async fn proof(web: Web, path: Path<(Id, String)>) -> Answer {
    let (id, control) = path.into_inner();
    let (vendor, proof) = web
        .read(move |c, ctx| {
            let vendor = vendors::find(c, &ctx.scope, &id)?;
            let proof = chain::of(c, ctx, &vendor, &control)?;
            Ok((vendor, proof))
        })
        .await?;
    let (_, control) = chain::control(&proof.control)?;
    let language = web.language();
    let name = format!("{} {}", control.id, title(control, language));
    let matrix_href = format!("/vendors/{}/coverage", vendor.id);
    let crumbs = crumbs(&web, &vendor, &matrix_href);
    let body = ProofPage {
        vendor: vendor.legal_name,
        tone: proof.state.tone(),
        matrix_href,
        control_href: format!("/coverage/controls/{}", control.id),
        title_unverified: unverified(control, language),
        english: language == Language::En,
        audit_href: web.can(Permission::AuditRead).then(|| format!("/audit?vendor_id={}", vendor.id)),
        gaps: proof.missing.iter().map(|one| GapRow { gap: one.gap.as_str(), of: one.of.clone() }).collect(),
        proof,
    };
    web.page_titled(StatusCode::OK, "pages/coverage/proof", name, crumbs, &body)
}

fn crumbs(web: &Web, vendor: &Vendor, matrix_href: &str) -> Vec<(String, String)> {
    let mut crumbs = vendors::vendor_crumbs(web, vendor);
    crumbs.push((web.word("coverage-tab"), matrix_href.to_string()));
    crumbs
}
