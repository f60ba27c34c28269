//! Mail texts of an organisation's own.

use crate::base::Language;
use crate::base::refusal::{Refusal, Result};
use crate::features::notices::actions::{self, Words};
use crate::features::notices::model::MailEvent;
use crate::features::notices::records::MailText;
use crate::features::notices::rules;
use crate::features::notices::store::texts;
use crate::features::notices::views::{Example, MailTextPage, MailTextRow, MailTextVersion, MailTextsPage, Preview};
use crate::kit::web::{Answer, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;

pub async fn list(web: Web) -> Answer {
    let written = web.read(|c, ctx| texts::all(c, &ctx.scope)).await?;
    let newest = |event: MailEvent, language: Language| {
        written.iter().find(|text| text.event == event && text.language == language)
    };
    let row = |event: &MailEvent| {
        let own = |language| newest(*event, language).is_some_and(|text| !text.restored);
        MailTextRow { event: *event, own_sv: own(Language::Sv), own_en: own(Language::En) }
    };
    let page = MailTextsPage { rows: MailEvent::ALL.iter().map(row).collect() };
    web.page("pages/notices/texts", "notices-texts", &page)
}

type Which = (MailEvent, Language);

fn shipped(web: &Web, (event, language): Which) -> Words {
    let word = |part: &str| web.app.views.word_of(language, &format!("notices-shipped-{event}-{part}"), []);
    // Fluent would read braces itself: the words hold « and ».
    let braced = |text: String| text.replace('«', "{").replace('»', "}");
    Words { subject: braced(word("subject")), body: braced(word("body")) }
}

fn version(text: MailText) -> MailTextVersion {
    MailTextVersion {
        number: text.number,
        subject: text.subject,
        body: text.body,
        restored: text.restored,
        by: text.created_by_name,
        at: text.created_at,
    }
}

async fn render(web: &Web, which: Which, status: StatusCode, form: FormState, preview: Option<Preview>) -> Answer {
    let (event, language) = which;
    let versions = web.read(move |c, ctx| texts::versions(c, &ctx.scope, event, language)).await?;
    let samples = actions::sample_values(&web.app.views, which, &web.app.settings.base_url)?;
    let example = |place: &str| Example {
        place: format!("{{{place}}}"),
        example: samples.get(place).cloned().unwrap_or_default(),
    };
    let page = MailTextPage {
        event,
        language,
        version: versions.first().map_or(0, |text| text.number),
        own: versions.first().is_some_and(|text| !text.restored),
        needed: event.needed().iter().map(|place| format!("{{{place}}}")).collect::<Vec<_>>().join(", "),
        examples: ["name", "link"].iter().chain(event.placeholders()).map(|place| example(place)).collect(),
        versions: versions.into_iter().map(version).collect(),
        form,
        preview,
    };
    let crumbs = vec![(web.word("notices-texts"), "/mail-texts".to_string())];
    let title = web.word(&format!("notices-event-{event}"));
    web.page_titled(status, "pages/notices/text", title, crumbs, &page)
}

pub async fn show(web: Web, which: Path<Which>) -> Answer {
    let (event, language) = which.into_inner();
    let versions = web.read(move |c, ctx| texts::versions(c, &ctx.scope, event, language)).await?;
    let own = versions.into_iter().next().filter(|text| !text.restored);
    let words =
        own.map_or_else(|| shipped(&web, (event, language)), |text| Words { subject: text.subject, body: text.body });
    let form = FormState::default().with("subject", words.subject).with("body", words.body);
    render(&web, (event, language), StatusCode::OK, form, None).await
}

/// Shows the mail with made up values, or what is wrong with the text.
pub fn look(web: &Web, which: Which, words: &Words) -> Result<Preview> {
    let errors = rules::check_text(which.0, &words.subject, &words.body);
    if !errors.is_empty() {
        return Err(Refusal::Invalid(errors));
    }
    let mail = actions::preview(&web.app.views, which, words, &web.app.settings.base_url)?;
    Ok(Preview { subject: mail.subject, text: mail.text })
}

pub async fn save(form: Posted, which: Path<Which>) -> Answer {
    let (Posted { web, fields }, which) = (form, which.into_inner());
    let words = Words { subject: fields.text("subject"), body: fields.text("body") };
    if fields.checked("preview") {
        return match look(&web, which, &words) {
            Ok(preview) => render(&web, which, StatusCode::OK, fields.state(), Some(preview)).await,
            Err(Refusal::Invalid(errors)) => {
                let state = web.form_with(&fields, &errors);
                render(&web, which, StatusCode::UNPROCESSABLE_ENTITY, state, None).await
            }
            Err(refusal) => Err(refusal),
        };
    }
    let version = fields.version();
    match web.write(move |c, ctx| actions::write(c, ctx, which, Some(version), &words)).await {
        Ok(_) => {
            let to = format!("/mail-texts/{}/{}", which.0, which.1);
            web.redirect_saying(to, "ok", "notices-text-saved", &[])
        }
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            render(&web, which, StatusCode::UNPROCESSABLE_ENTITY, state, None).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn restore(form: Posted, which: Path<Which>) -> Answer {
    let (Posted { web, fields }, which) = (form, which.into_inner());
    let version = fields.version();
    web.write(move |c, ctx| actions::restore(c, ctx, which, Some(version))).await?;
    web.redirect_saying(format!("/mail-texts/{}/{}", which.0, which.1), "ok", "notices-text-restored", &[])
}
