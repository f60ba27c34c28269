//! Logs: one line an event on standard error, as text or JSON. They hold route patterns and request
//! ids, never addresses of persons, names, form values or secrets.

use crate::base::{Refusal, Result};
use crate::shell::config::Config;
use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use tracing_subscriber::EnvFilter;

/// Starts logging for this process. `log_level` is a level, or directives as `tracing` reads them.
pub fn start(config: &Config) -> Result<()> {
    let level = &config.log_level;
    let directives = if level.contains(['=', ',']) { level.clone() } else { format!("warn,tillit={level}") };
    let filter = EnvFilter::try_new(&directives).map_err(|e| Refusal::fault(format!("log_level = {level:?}: {e}")))?;
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match config.log_format.as_str() {
        "text" => logs.with_ansi(false).init(),
        "json" => logs.json().flatten_event(true).init(),
        other => return Err(Refusal::fault(format!("log_format = {other:?}: expected text or json"))),
    }
    Ok(())
}

/// Middleware: one line a request, with the route's pattern instead of its address.
pub async fn requests<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let started = std::time::Instant::now();
    let response = next.call(request).await?;
    let route = response.request().match_pattern();
    if !route.as_deref().is_some_and(|route| route.starts_with("/assets/") || route.ends_with("z")) {
        let request_id = response.headers().get("x-request-id").and_then(|v| v.to_str().ok()).unwrap_or_default();
        let milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let method = response.request().method().as_str();
        tracing::info!(
            request_id,
            method,
            route = route.as_deref(),
            status = response.status().as_u16(),
            milliseconds,
            "request"
        );
    }
    Ok(response)
}
