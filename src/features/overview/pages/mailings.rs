//! Who is sent which report each month.

use super::{crumbs, tabs};
use crate::base::Id;
use crate::base::refusal::{Checks, FieldError, Refusal};
use crate::features::accounts;
use crate::features::overview::actions::{self, MailingEdit};
use crate::features::overview::model::ReportKind;
use crate::features::overview::views::{MailingForm, MailingsPage, PersonBox};
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;

/// A box that is ticked has the person's id as its name's end: one field each, as in the other forms.
const PERSON: &str = "person-";

fn chosen(fields: &Fields) -> Result<Vec<Id>, FieldError> {
    let names = fields.0.iter().filter_map(|(name, _)| name.strip_prefix(PERSON));
    names.map(|id| id.parse().map_err(|_| FieldError::new("person_ids", "error-choice"))).collect()
}

async fn page(web: &Web, status: StatusCode, typed: Option<(ReportKind, FormState, Vec<Id>)>) -> Answer {
    let (all, people) = web
        .read(|c, ctx| Ok((actions::mailings(c, ctx)?, accounts::people_of_organisation(c, ctx.scope.client()?)?)))
        .await?;
    let mailings = all
        .into_iter()
        .map(|row| {
            let again = typed.as_ref().filter(|(report, ..)| *report == row.report);
            let tick = |on: bool| if on { "1" } else { "" };
            let stored = || {
                FormState::default()
                    .with("day_of_month", row.day_of_month)
                    .with("secrecy_marked", tick(row.secrecy_marked))
                    .with("active", tick(row.active))
                    .with("version", row.version)
            };
            let ids = again.map_or(&row.person_ids, |(_, _, ids)| ids);
            MailingForm {
                report: row.report,
                form: again.map_or_else(stored, |(_, form, _)| form.clone()),
                people: people
                    .iter()
                    .map(|(person, ..)| PersonBox {
                        id: person.id.clone(),
                        name: person.name.clone(),
                        chosen: ids.contains(&person.id),
                    })
                    .collect(),
                last_period: row.last_period.clone(),
            }
        })
        .collect();
    let body = MailingsPage { tabs: tabs(web, "/overview/mailings"), mailings };
    web.page_titled(status, "pages/overview/mailings", web.word("overview-mailings-title"), crumbs(web), &body)
}

pub async fn show(web: Web) -> Answer {
    page(&web, StatusCode::OK, None).await
}

pub async fn save(form: Posted, report: Path<String>) -> Answer {
    let Posted { web, fields } = form;
    let report: ReportKind = report.parse().map_err(|_| Refusal::NotFound)?;
    let mut checks = Checks::default();
    let people = checks.keep(chosen(&fields)).unwrap_or_default();
    let edit = MailingEdit {
        day_of_month: checks.keep(fields.parsed("day_of_month", "error-number")).flatten(),
        secrecy_marked: fields.checked("secrecy_marked"),
        active: fields.checked("active"),
        person_ids: people.clone(),
    };
    let version = fields.version();
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::put_mailing(c, ctx, report, Some(version), &edit)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying("/overview/mailings", "ok", "overview-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            page(&web, StatusCode::UNPROCESSABLE_ENTITY, Some((report, state, people))).await
        }
        Err(refusal) => Err(refusal),
    }
}
