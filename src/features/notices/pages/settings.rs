//! How one wants to be told.

use super::place;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::notices::actions::{self, Choices, Standing};
use crate::features::notices::views::{KindRow, NoticeSettingsPage};
use crate::kit::notices::{NoticeKind, Way};
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;

/// What may be chosen of a kind.
fn ways(compulsory: bool) -> Vec<Way> {
    Way::ALL.iter().copied().filter(|way| !compulsory || matches!(way, Way::Digest | Way::AtOnce)).collect()
}

fn render(web: &Web, status: StatusCode, standing: &Standing, form: FormState) -> Answer {
    let row = |kind: &NoticeKind| {
        let compulsory = standing.is_compulsory(*kind);
        KindRow {
            kind: *kind,
            name: format!("way_{kind}"),
            hint: if compulsory || *kind == NoticeKind::Event { format!("notices-why-{kind}") } else { String::new() },
            ways: ways(compulsory),
        }
    };
    let page = NoticeSettingsPage {
        form,
        version: standing.version,
        place: place(web)?,
        languages: crate::base::Language::ALL,
        rows: NoticeKind::ALL.iter().map(row).collect(),
        unsubscribed: standing.unsubscribed,
        digest_hour: standing.terms().digest_hour,
        longest_hours: standing.terms().quiet_longest_hours,
    };
    let crumbs = vec![(web.word("notices-title"), place(web)?.to_string())];
    web.page_titled(status, "pages/notices/settings", web.word("notices-settings"), crumbs, &page)
}

pub async fn show(web: Web) -> Answer {
    let standing = web.read(actions::own_standing).await?;
    let mut form = FormState::default()
        .with("language", standing.language.map_or("", |language| language.as_str()))
        .with("mail", if standing.unsubscribed { "" } else { "1" });
    if let Some((from, to)) = standing.quiet {
        form = form.with("quiet_from", from.format("%H:%M")).with("quiet_to", to.format("%H:%M"));
    }
    for kind in NoticeKind::ALL {
        form = form.with(&format!("way_{kind}"), standing.chosen(*kind));
    }
    render(&web, StatusCode::OK, &standing, form)
}

fn read(fields: &Fields) -> Result<Choices> {
    let mut checks = Checks::default();
    let mut choices = Choices {
        language: checks.keep(fields.parsed("language", "error-choice")).flatten(),
        quiet_from: fields.text("quiet_from"),
        quiet_to: fields.text("quiet_to"),
        mail: fields.checked("mail"),
        ..Choices::default()
    };
    for kind in NoticeKind::ALL {
        let way = checks.keep(fields.parsed::<Way>(&format!("way_{kind}"), "error-choice")).flatten();
        choices.ways.extend(way.map(|way| (*kind, way)));
    }
    checks.done()?;
    Ok(choices)
}

pub async fn save(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let version = fields.version();
    let saved = match read(&fields) {
        Ok(choices) => web.write(move |c, ctx| actions::choose(c, ctx, Some(version), &choices)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying(format!("{}/settings", place(&web)?), "ok", "notices-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let standing = web.read(actions::own_standing).await?;
            let state = web.form_with(&fields, &errors);
            render(&web, StatusCode::UNPROCESSABLE_ENTITY, &standing, state)
        }
        Err(refusal) => Err(refusal),
    }
}
