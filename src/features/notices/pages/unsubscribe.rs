//! The link that ends mails. The mail program presses it for the reader (RFC 8058), so it takes no form of ours; the
//! link itself is the proof.

use crate::features::notices::actions;
use crate::features::notices::views::UnsubscribePage;
use crate::kit::web::{Answer, Web};
use actix_web::web::Path;

async fn render(web: &Web, token: String, done: bool) -> Answer {
    let (key, given) = (web.app.settings.secret_key.clone(), token.clone());
    let (organisation, ended) = web.app.db.read(move |c| actions::look(c, &key, &given)).await?;
    let page = UnsubscribePage { organisation, token, ended: ended || done };
    web.page("pages/notices/unsubscribe", "notices-unsubscribe", &page)
}

pub async fn show(web: Web, token: Path<String>) -> Answer {
    render(&web, token.into_inner(), false).await
}

pub async fn press(web: Web, token: Path<String>) -> Answer {
    let token = token.into_inner();
    let (key, given, now) = (web.app.settings.secret_key.clone(), token.clone(), web.visitor.now);
    web.app.db.write(move |c| actions::unsubscribe(c, &key, &given, now)).await?;
    render(&web, token, true).await
}
