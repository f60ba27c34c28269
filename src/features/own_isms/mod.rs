//! stub
pub fn routes() -> Vec<crate::kit::web::Endpoint> { vec![] }
pub fn api_part() -> utoipa::openapi::OpenApi { utoipa::openapi::OpenApiBuilder::new().build() }
pub fn sweep(_: &crate::kit::App, _: chrono::DateTime<chrono::Utc>) -> crate::base::Result<()> { Ok(()) }
