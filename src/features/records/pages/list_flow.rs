//! A list on request, in one flow: who asks, what is masked, and the extract.

use super::disclosing::read;
use super::disclosure::read_terms;
use super::{example, paragraph_choices, paragraphs, renamed};
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::records::actions::{self, NewList};
use crate::features::records::model::{Assessed, Assessment, DisclosureSource};
use crate::features::records::parameters::Parameters;
use crate::features::records::store;
use crate::features::records::views::{ListColumnView, ListFlowPage};
use crate::kit::web::{Answer, Fields, Params, Posted, Web};
use crate::kit::{App, Ctx};
use crate::platform::db::Db;
use crate::platform::view::FormState;
use actix_web::web::Query;

const SAMPLES: usize = 3;

/// The field of the form that says by what a column is masked.
fn column_field(key: &str) -> String {
    key.replace("column:", "mask-")
}

fn page(c: &mut Db, ctx: &Ctx, app: &App, source: DisclosureSource, form: Option<FormState>) -> Result<ListFlowPage> {
    let table = actions::list_of(c, ctx, source)?;
    let word = |key: &str| app.views.word0(ctx.language, key);
    let columns = table.columns.iter().enumerate().map(|(at, (key, name))| {
        let cells = table.rows.iter().filter_map(|row| row.get(at)).take(SAMPLES);
        ListColumnView {
            field: column_field(key),
            name: word(name),
            samples: cells.map(|c| if c.word { word(&c.text) } else { c.text.clone() }).collect(),
        }
    });
    let proposed = || {
        let columns = Parameters::on(ctx.today()).columns(source).iter();
        let form = FormState::default().with("received_on", ctx.today()).with("source", source);
        columns.fold(form, |form, column| {
            form.with(&format!("mask-{}", column.key), column.propose.clone().unwrap_or_default())
        })
    };
    Ok(ListFlowPage {
        columns: columns.collect(),
        form: form.unwrap_or_else(proposed),
        source,
        sources: vec![DisclosureSource::VendorList, DisclosureSource::ServiceList],
        paragraphs: paragraphs(ctx),
        paragraph_choices: paragraph_choices(ctx),
        total: table.rows.len(),
        example: example(store::settings(c, &ctx.scope)?.as_ref()),
    })
}

/// Any list but a record.
fn listed(source: Option<DisclosureSource>) -> DisclosureSource {
    source.filter(|source| *source != DisclosureSource::Record).unwrap_or(DisclosureSource::VendorList)
}

/// `?source=vendor_list` or `service_list`.
pub async fn new(web: Web, query: Query<Params>) -> Answer {
    let source = listed(query.text("source").and_then(|source| source.parse().ok()));
    let app = web.app.clone();
    let body = web.read(move |c, ctx| page(c, ctx, &app, source, None)).await?;
    web.page("pages/records/list_flow", "records-list-flow", &body)
}

/// A column that names a ground is masked whole.
fn assessment(fields: &Fields, source: DisclosureSource, today: chrono::NaiveDate) -> Assessment {
    let columns = Parameters::on(today).columns(source).iter();
    columns
        .map(|column| {
            let said = match fields.optional(&format!("mask-{}", column.key)) {
                Some(paragraph) => Assessed::whole(paragraph, None),
                None => Assessed::open(),
            };
            (format!("column:{}", column.key), said)
        })
        .collect()
}

pub async fn create(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let source = listed(checks.keep(fields.parsed("source", "error-choice")).flatten());
    let today = web.ctx()?.today();
    let new = NewList {
        request: read(&fields, &mut checks),
        source,
        assessment: assessment(&fields, source, today),
        terms: read_terms(&fields, &mut checks, today),
    };
    let app = web.app.clone();
    let made = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::disclose_list(c, ctx, &app, &new)).await,
        Err(refusal) => Err(refusal),
    };
    match made {
        Ok((row, _)) => {
            let place = format!("/disclosures/{}#extracts", row.id);
            web.redirect_saying(place, "ok", "records-list-made", &[])
        }
        Err(Refusal::Invalid(errors)) => {
            let errors = renamed(errors, |field| field.replace("paragraph-column:", "mask-"));
            let (state, app) = (web.form_with(&fields, &errors), web.app.clone());
            let body = web.read(move |c, ctx| page(c, ctx, &app, source, Some(state))).await?;
            web.refused_page("pages/records/list_flow", "records-list-flow", &body)
        }
        Err(refusal) => Err(refusal),
    }
}
