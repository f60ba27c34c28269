//! Who answers which section.

use super::portal;
use crate::base::{Id, Refusal};
use crate::features::accounts;
use crate::features::questionnaires::delegation::{self, NewDelegation};
use crate::features::questionnaires::portal_aside::{self, Choice};
use crate::features::questionnaires::portal_views as views;
use crate::features::questionnaires::portal_work::SectionsPage;
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;

pub async fn show(web: Web, path: Path<Id>) -> Answer {
    show_with(&web, StatusCode::OK, path.into_inner(), FormState::default()).await
}

async fn show_with(web: &Web, status: StatusCode, id: Id, form: FormState) -> Answer {
    let language = web.language();
    let page = web
        .read(move |c, ctx| {
            let portal::Opened { full, head, .. } = portal::open_in(c, ctx, &id)?;
            let blocks = views::domains(&full, &head, language, None);
            let handed = delegation::of_assessment(c, ctx, &id)?;
            let people = accounts::people_of_organisation(c, ctx.scope.vendor()?)?;
            let choice = |value: &str, label: &str| Choice { value: value.to_string(), label: label.to_string() };
            let sections = portal_aside::sections(ctx, &full, &head, &blocks, &handed);
            Ok(SectionsPage {
                choices: sections.iter().map(|line| choice(&line.domain, &line.name)).collect(),
                colleagues: people.iter().map(|(person, ..)| choice(person.id.as_str(), &person.name)).collect(),
                sections,
                people: portal_aside::people(&full),
                action: format!("{}/delegations", head.href),
                form,
                head,
            })
        })
        .await?;
    let crumbs = views::crumbs(web.word("nav-assessments"), &page.head);
    web.page_titled(status, "pages/portal_assessments/sections", web.word("answering-sections-title"), crumbs, &page)
}

fn read(fields: &Fields) -> Result<NewDelegation, Refusal> {
    let (person_id, due_on) = (fields.required::<Id>("person_id", "error-choice"), fields.date("due_on"));
    match (person_id, due_on) {
        (Ok(person_id), Ok(due_on)) => {
            Ok(NewDelegation { domain: fields.text("domain"), person_id, due_on, note: fields.optional("note") })
        }
        (person_id, due_on) => Err(Refusal::Invalid(person_id.err().into_iter().chain(due_on.err()).collect())),
    }
}

pub async fn hand_over(form: Posted, path: Path<Id>) -> Answer {
    let id = path.into_inner();
    let Posted { web, fields } = form;
    let done = match read(&fields) {
        Ok(new) => {
            let for_write = id.clone();
            web.write(move |tx, ctx| delegation::hand_over(tx, ctx, &for_write, &new)).await
        }
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(row) => {
            let said = [("name", row.person_name)];
            web.redirect_saying(format!("/portal/assessments/{id}/sections"), "ok", "answering-handed", &said)
        }
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            show_with(&web, StatusCode::UNPROCESSABLE_ENTITY, id, form).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn take_back(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (id, delegation_id) = path.into_inner();
    let for_write = id.clone();
    form.web.write(move |tx, ctx| delegation::take_back(tx, ctx, &for_write, &delegation_id)).await?;
    form.web.redirect_saying(format!("/portal/assessments/{id}/sections"), "ok", "answering-taken-back", &[])
}
