//! The page of the search, on either side.

use super::looking::{Asked, Found, look};
use super::rules::Kind;
use super::sources::{PORTAL, REGION, Source};
use super::views::{Group, HitRow, SearchPage};
use crate::base::PageRequest;
use crate::kit::web::{Answer, Params, Web};
use crate::platform::view::Pager;
use actix_web::web::Query;

pub async fn region(web: Web, query: Query<Params>) -> Answer {
    render(web, query.into_inner(), "/search", REGION).await
}

pub async fn portal(web: Web, query: Query<Params>) -> Answer {
    render(web, query.into_inner(), "/portal/search", PORTAL).await
}

async fn render(web: Web, params: Params, path: &'static str, sources: &'static [Source]) -> Answer {
    let asked = Asked {
        query: params.text("q").unwrap_or_default(),
        // An old link with a kind that is no more searches everything.
        kind: params.text("kind").and_then(|kind| kind.parse::<Kind>().ok()),
        page: Some(params.page()),
    };
    let (typed, kind) = (asked.query.clone(), asked.kind);
    let found = web.read(move |c, ctx| look(c, ctx, sources, &asked)).await?;
    let too_short = found.is_none() && !typed.is_empty();
    let found = found.unwrap_or_default();
    let pager = found.first().filter(|_| kind.is_some()).map(|only| Pager::from(&only.hits));
    let page = SearchPage {
        path,
        form: params.state(),
        asked: !typed.is_empty() && !too_short,
        too_short,
        total: found.iter().map(|each| each.hits.total).sum(),
        kind: kind.map(|kind| kind.as_str()),
        all_kinds: href(path, &typed, None),
        groups: found.into_iter().map(|each| group(each, path, &typed)).collect(),
        pager,
    };
    web.page("pages/search/show", "search-title", &page)
}

fn group(found: Found, path: &str, typed: &str) -> Group {
    let (kind, source, hits) = (found.source.kind, found.source, found.hits);
    let shown = PageRequest { number: hits.number, size: hits.size }.offset() + 1;
    Group {
        kind: kind.as_str(),
        icon: match kind {
            Kind::Contacts => "users",
            Kind::Certificates => "file",
            Kind::Platforms => "services",
            Kind::Nodes | Kind::Subcontracts => "link",
            other => other.as_str(),
        },
        total: hits.total,
        more: (hits.total > hits.size && shown == 1).then(|| href(path, typed, Some(kind))),
        rows: hits
            .items
            .into_iter()
            .map(|hit| HitRow {
                href: source.href(&hit.id),
                title: hit.title,
                detail: hit.detail,
                state_word: source.states.zip(hit.state.as_ref()).map(|(words, state)| format!("{words}{state}")),
                state: hit.state,
                date: hit.date,
            })
            .collect(),
    }
}

/// The same search again, perhaps of one kind only.
pub fn href(path: &str, typed: &str, kind: Option<Kind>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("q", typed);
    if let Some(kind) = kind {
        query.append_pair("kind", kind.as_str());
    }
    format!("{path}?{}", query.finish())
}
