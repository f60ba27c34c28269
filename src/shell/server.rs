//! The web server and the worker beside it, from start to graceful stop.

use crate::base::{Clock, Refusal, Result};
use crate::features::controls::catalogue;
use crate::kit::App;
use crate::kit::web::{answer_refusals, once};
use crate::platform::db::{self, Database};
use crate::platform::files::Files;
use crate::platform::pdf::Printer;
use crate::platform::secrets;
use crate::platform::view::Views;
use crate::shell::config::Config;
use crate::shell::{authenticate, headers, logs, routes, worker};
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App as ActixApp, Error, HttpServer, web};
use std::path::Path;
use std::sync::Arc;

/// Opens every door of a service that is about to run. Migrates the database.
pub fn open(config: &Config, demo: bool, clock: Clock) -> Result<App> {
    // Catalogues that do not fit each other are refused now, not at the first page that reads them.
    catalogue();
    std::fs::create_dir_all(&config.data).map_err(|e| Refusal::fault(format!("{}: {e}", config.data.display())))?;
    let database = Database::open(&config.database_url)?;
    db::migrate(&database)?;
    let mut settings = config.settings(demo);
    if settings.secret_key.is_empty() {
        settings.secret_key = kept_secret(&config.data.join("secret.key"))?;
    }
    Ok(App {
        db: database,
        views: Arc::new(Views::new().map_err(Refusal::fault)?),
        clock,
        files: Files::new(config.data.join("files")),
        printer: Arc::new(Printer::new()),
        settings,
    })
}

/// The key of this installation, made once and readable by its owner only.
fn kept_secret(path: &Path) -> Result<String> {
    if let Ok(text) = std::fs::read_to_string(path) {
        return Ok(text.trim().to_string());
    }
    let secret = secrets::token();
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(Refusal::fault)?;
    std::io::Write::write_all(&mut file, secret.reveal().as_bytes()).map_err(Refusal::fault)?;
    Ok(secret.reveal().to_string())
}

/// The actix application, the same in service and in tests.
pub fn application(
    app: web::Data<App>,
) -> ActixApp<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    ActixApp::new()
        .app_data(app)
        .configure(routes::register)
        .wrap(from_fn(once))
        .wrap(from_fn(authenticate::authenticate))
        .wrap(from_fn(answer_refusals))
        .wrap(from_fn(headers::secure))
        .wrap(from_fn(logs::requests))
        .wrap(Compress::default())
}

/// Serves until SIGTERM or SIGINT; what is under way gets ten seconds.
pub async fn serve(config: &Config, app: App) -> Result<()> {
    let data = web::Data::new(app);
    let stop = worker::start(data.clone(), config);
    let for_server = data.clone();
    let mut server = HttpServer::new(move || application(for_server.clone()));
    if config.web_threads > 0 {
        server = server.workers(usize::try_from(config.web_threads).unwrap_or(1));
    }
    let bound =
        server.shutdown_timeout(9).bind(&config.bind).map_err(|e| Refusal::fault(format!("{}: {e}", config.bind)))?;
    tracing::info!(address = %config.bind, "listening");
    bound.run().await.map_err(Refusal::fault)?;
    stop.stop().await;
    Ok(())
}
