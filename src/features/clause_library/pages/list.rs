//! The library's list.

use super::{LibraryFilter, TIERS, group_choices, group_word, paged};
use crate::access::Permission;
use crate::features::clause_library::library;
use crate::features::clause_library::model::{LegalState, Origin};
use crate::features::clause_library::views::{ClauseRow, ListPage};
use crate::features::clause_library::{review, store};
use crate::features::controls::{FaultGrade, catalogue};
use crate::kit::web::{Answer, Params, Web};
use crate::platform::view::{Choice, Pager};
use actix_web::web::Query;

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let filter = LibraryFilter::of(&params)?;
    let (entries, tallies, states, today) = web
        .read(move |c, ctx| {
            let entries = library::library(c, &ctx.scope)?;
            let tallies = review::tallies(c, ctx, &entries)?;
            Ok((entries, tallies, store::legal_states(c, &ctx.scope)?, ctx.today()))
        })
        .await?;
    let legal = library::references(&entries).into_keys().map(|text| Choice::new(&text, text.clone())).collect();
    let found: Vec<_> = entries.into_iter().filter(|entry| filter.takes(entry)).collect();
    let page = paged(found, params.page());
    let pager = Pager::from(&page);
    let language = web.language();
    let rows = page
        .items
        .into_iter()
        .map(|entry| {
            let faults = entry.content.faults(today);
            let tally = tallies.get(&entry.code).copied().unwrap_or_default();
            let of = |grade: FaultGrade| faults.iter().filter(|fault| fault.grade == grade).count();
            let is_verified = |text: &&String| states.get(*text).is_some_and(|row| row.state == LegalState::Verified);
            ClauseRow {
                title: entry.content.title(language).to_string(),
                group: group_word(&web, &entry.content.group),
                origin: entry.origin,
                errors: of(FaultGrade::Error),
                warnings: of(FaultGrade::Warning),
                legal: entry.content.legal_refs.len(),
                verified: entry.content.legal_refs.iter().filter(is_verified).count(),
                tiers: entry.content.tiers,
                code: entry.code,
                coverage: tally.coverage(),
                tally,
            }
        })
        .collect();
    let body = ListPage {
        form: params.state(),
        rows,
        pager,
        groups: group_choices(&web),
        tiers: TIERS.to_vec(),
        legal,
        origins: Origin::ALL,
        catalogue_version: catalogue().current_clauses().version.to_string(),
        can_write: web.can(Permission::ModelEdit),
    };
    web.page("pages/clauses/list", "library-title", &body)
}
