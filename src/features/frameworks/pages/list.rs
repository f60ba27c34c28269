//! The list of catalogues.

use crate::access::Permission;
use crate::features::frameworks::lookup::{self, Head};
use crate::features::frameworks::model::FrameworkKind;
use crate::features::frameworks::store::{self, FrameworkFilter};
use crate::features::frameworks::views::{HeadView, ListPage};
use crate::kit::web::{Answer, Params, Web};
use crate::platform::view::Pager;
use actix_web::web::Query;

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let filter = FrameworkFilter {
        q: params.text("q"),
        kind: params.text("kind").and_then(|kind| kind.parse().ok()),
        retired: params.text("retired").is_some(),
    };
    let asked = params.page();
    let page = web.read(move |c, ctx| store::list(c, &ctx.scope, &filter, asked)).await?;
    let language = web.language();
    let body = ListPage {
        form: params.state(),
        product: lookup::product_heads().iter().map(|head| HeadView::new(head, language)).collect(),
        pager: Pager::from(&page),
        rows: page.items.iter().map(|row| HeadView::new(&Head::of_row(row), language)).collect(),
        kinds: vec![FrameworkKind::Own, FrameworkKind::Imported],
        can_edit: web.can(Permission::FrameworkEdit),
    };
    web.page("pages/frameworks/list", "frameworks-title", &body)
}
