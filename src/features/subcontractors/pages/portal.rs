//! The vendor's page of a case: what it has said, what was decided, and nothing of the reviews.

use super::{base, claim_rows, facts, files_of, head, missing, open, ruling_views};
use crate::access::{Permission, Side};
use crate::base::Id;
use crate::features::subcontractors::actions;
use crate::features::subcontractors::model::CaseState;
use crate::features::subcontractors::store;
use crate::features::subcontractors::views::PortalPage;
use crate::kit::web::{Answer, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    show_with(web, id.into_inner(), StatusCode::OK, FormState::default()).await
}

pub(super) async fn show_with(web: Web, id: Id, status: StatusCode, upload_form: FormState) -> Answer {
    let (open, objections, closure) = web
        .read(move |c, ctx| {
            ctx.scope.vendor()?;
            let open = open(c, ctx, &id)?;
            let objections = store::objections(c, &open.case)?;
            let closure = store::closure(c, &open.case)?;
            Ok((open, objections, closure))
        })
        .await?;
    let may = web.can(Permission::SubcontractApply);
    let criteria = claim_rows(&web, Side::Vendor, &open, true);
    let state = open.case.state;
    let body = PortalPage {
        facts: if open.case.name.is_empty() { Vec::new() } else { facts(&web, &open) },
        rulings: ruling_views(&open.rulings),
        objections: objections
            .into_iter()
            .map(|o| crate::features::subcontractors::records::Objection {
                // The vendor is answered by the region, not by a person in it.
                raised_by_name: open.client.clone(),
                ..o
            })
            .collect(),
        // That a finding was opened is told by the finding itself.
        closure: closure.map(|closure| crate::features::subcontractors::records::Closure {
            closed_by_name: open.client.clone(),
            finding_id: None,
            ..closure
        }),
        certificate: files_of(&open, Side::Vendor, actions::DELETION),
        editable: may && state.is_editable(),
        can_change: may && matches!(state, CaseState::Decided | CaseState::Active),
        can_attach_certificate: may && (state.is_allowed() || state == CaseState::Revoked),
        claims_missing: missing(&criteria),
        upload_form,
        megabytes: web.app.settings.upload_max_bytes / 1_000_000,
        head: head(&web, Side::Vendor, &open),
        criteria,
    };
    let title = super::show::title(&web, &open.case);
    let crumbs = vec![(web.word("subcontracts-title"), base(Side::Vendor).to_string())];
    web.page_titled(status, "pages/subcontracts/portal", title, crumbs, &body)
}
