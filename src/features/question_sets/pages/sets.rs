//! The sets of the organisation, and one with its versions.

use super::{crumbs, line_of};
use crate::access::Permission;
use crate::base::Id;
use crate::features::controls::catalogue;
use crate::features::question_sets::actions::{self, NewSet};
use crate::features::question_sets::model::{Both, VersionState};
use crate::features::question_sets::store::{self, ListedSet};
use crate::features::question_sets::views::{SetLine, SetPage, SetsPage};
use crate::kit::web::{Answer, Params, Posted, Web};
use crate::platform::view::{Choice, FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

fn set_line(web: &Web, listed: &ListedSet) -> SetLine {
    let of = |state: VersionState| listed.versions.iter().find(|line| line.state == state).map(line_of);
    SetLine {
        href: format!("/question-sets/{}", listed.set.id),
        number: listed.set.number,
        title: listed.set.title().get(web.language()).to_string(),
        published: of(VersionState::Published),
        draft: of(VersionState::Draft),
    }
}

/// What a draft can be drawn from: nothing, the shipped questions, a published version.
fn bases(web: &Web, own: Vec<Choice>) -> Vec<Choice> {
    let shipped = catalogue().current_questions().version;
    let shipped = Choice::new(shipped, web.word_with("sets-base-shipped", &[("version", shipped.to_string())]));
    std::iter::once(shipped).chain(own).collect()
}

async fn list_with(web: Web, params: Params, status: StatusCode, form: FormState) -> Answer {
    let asked = params.page();
    let (page, sendable) =
        web.read(move |c, ctx| Ok((store::list(c, &ctx.scope, asked)?, store::sendable(c, &ctx.scope)?))).await?;
    let own = sendable.iter().map(|(set, line)| {
        let args = [("title", set.title().get(web.language()).to_string()), ("number", line.number.to_string())];
        Choice::new(&line.id, web.word_with("sets-base-own", &args))
    });
    let body = SetsPage {
        bases: bases(&web, own.collect()),
        rows: page.items.iter().map(|listed| set_line(&web, listed)).collect(),
        pager: Pager::from(&page),
        form,
        can_edit: web.can(Permission::ModelEdit),
    };
    let crumbs = vec![(web.word("nav-assessments"), "/assessments".to_string())];
    web.page_titled(status, "pages/question_sets/list", web.word("sets-title"), crumbs, &body)
}

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let base = catalogue().current_questions().version;
    list_with(web, query.into_inner(), StatusCode::OK, FormState::default().with("base", base)).await
}

pub async fn add(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let title = Both::new(fields.text("title.sv"), fields.text("title.en"));
    let new = NewSet { title, base: fields.text("base") };
    match web.write(move |c, ctx| actions::add_set(c, ctx, &new)).await {
        Ok((_, version)) => {
            web.redirect_saying(format!("/question-set-versions/{}", version.id), "ok", "sets-drafted", &[])
        }
        Err(refusal) => {
            let form = web.form_with(&fields, &refusal.fields()?);
            list_with(web, Params::default(), StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
    }
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    show_with(web, id.into_inner(), StatusCode::OK, None).await
}

async fn show_with(web: Web, id: Id, status: StatusCode, form: Option<FormState>) -> Answer {
    let (set, versions) = web
        .read(move |c, ctx| {
            let set = store::find_set(c, &ctx.scope, &id)?;
            let versions = store::versions_of(c, &ctx.scope, &id)?;
            Ok((set, versions))
        })
        .await?;
    let own = versions.iter().filter(|line| line.state == VersionState::Published).map(|line| {
        Choice::new(&line.id, web.word_with("sets-version-number", &[("number", line.number.to_string())]))
    });
    let newest = versions.iter().find(|line| line.state == VersionState::Published);
    let newest = newest.map_or_else(|| catalogue().current_questions().version.to_string(), |line| line.id.to_string());
    let title = set.title().get(web.language()).to_string();
    let draft = versions.iter().any(|line| line.state == VersionState::Draft);
    let body = SetPage {
        href: format!("/question-sets/{}", set.id),
        title_sv: set.title_sv,
        title_en: set.title_en,
        made_by: set.created_by_name,
        made_at: set.created_at,
        form: form.unwrap_or_else(|| FormState::default().with("base", newest)),
        bases: bases(&web, own.collect()),
        versions: versions.iter().map(line_of).collect(),
        can_draft: !draft && web.can(Permission::ModelEdit),
    };
    let crumbs = crumbs(&web, &[]);
    web.page_titled(status, "pages/question_sets/show", title, crumbs, &body)
}

pub async fn new_version(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, base) = (id.clone(), fields.text("base"));
    match web.write(move |c, ctx| actions::new_version(c, ctx, &key, &base)).await {
        Ok(version) => web.redirect_saying(format!("/question-set-versions/{}", version.id), "ok", "sets-drafted", &[]),
        Err(refusal) => {
            let form = web.form_with(&fields, &refusal.fields()?);
            show_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, Some(form)).await
        }
    }
}
