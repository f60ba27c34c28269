//! Types of information through the API.

use crate::base::Id;
use crate::features::services::actions;
use crate::features::services::catalogue::InformationType;
use crate::features::services::input::NewType;
use crate::features::services::model::Class;
use crate::features::services::records::OwnType;
use crate::features::services::scheme;
use crate::features::services::store;
use crate::features::vendors::given;
use crate::kit::web::{Answer, ApiBody, Upload, Web};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};

/// A type of information as the organisation uses it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct TypeBody {
    code: String,
    name: String,
    /// The least class that it suggests.
    classification: Class,
    /// Falls under the Patient Data Act.
    pdl: bool,
    legal_basis: Option<String>,
    /// False: nobody has checked it against the source.
    legal_verified: bool,
    reason: Option<String>,
    owner: Option<String>,
    diary_number: Option<String>,
    /// The organisation's own row; null for a preset.
    own_id: Option<Id>,
}

impl From<InformationType> for TypeBody {
    fn from(each: InformationType) -> Self {
        TypeBody {
            code: each.code,
            name: each.name,
            classification: each.class,
            pdl: each.pdl,
            legal_basis: each.legal_basis,
            legal_verified: each.legal_verified,
            reason: each.reason,
            owner: each.owner,
            diary_number: each.diary_number,
            own_id: each.own_id,
        }
    }
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct TypesBody {
    items: Vec<TypeBody>,
}

/// Every type: the presets, with the organisation's own in their place or after them.
#[utoipa::path(get, path = "/api/v1/information-types", tag = "information types",
    responses((status = 200, description = "Every type", body = TypesBody)))]
pub async fn list(web: Web) -> Answer {
    let types = web.read(actions::catalogue).await?;
    web.json(StatusCode::OK, &TypesBody { items: types.types.into_iter().map(Into::into).collect() })
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTypeBody {
    /// Made of the name without it; that of a preset takes the preset's place.
    code: Option<String>,
    #[serde(default)]
    name: String,
    #[serde(default)]
    classification: Class,
    #[serde(default)]
    pdl: bool,
    legal_basis: Option<String>,
    reason: Option<String>,
    owner: Option<String>,
    diary_number: Option<String>,
}

/// An own type.
#[derive(Serialize, utoipa::ToSchema)]
pub struct OwnTypeBody {
    id: Id,
    code: String,
    name: String,
    classification: Class,
    pdl: bool,
    legal_basis: Option<String>,
    reason: Option<String>,
    owner: Option<String>,
    diary_number: Option<String>,
    version: i32,
}

impl From<OwnType> for OwnTypeBody {
    fn from(row: OwnType) -> Self {
        OwnTypeBody {
            classification: row.class(),
            id: row.id,
            code: row.code,
            name: row.name,
            pdl: row.pdl,
            legal_basis: row.legal_basis,
            reason: row.reason,
            owner: row.owner,
            diary_number: row.diary_number,
            version: row.version,
        }
    }
}

/// Adds an own type.
#[utoipa::path(post, path = "/api/v1/information-types", tag = "information types", request_body = NewTypeBody,
    responses((status = 201, description = "Added", body = OwnTypeBody), (status = 409, description = "Level 4"), (status = 422, description = "Invalid")))]
pub async fn create(web: Web, body: ApiBody<NewTypeBody>) -> Answer {
    let b = body.0;
    let new = NewType {
        code: b.code,
        name: b.name,
        class: b.classification,
        pdl: b.pdl,
        legal_basis: b.legal_basis,
        reason: b.reason,
        owner: b.owner,
        diary_number: b.diary_number,
    };
    let made = web.write(move |c, ctx| actions::add_type(c, ctx, &new)).await?.open()?;
    web.json_object(StatusCode::CREATED, made.version, &OwnTypeBody::from(made.clone()))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TypePatch {
    name: Option<String>,
    classification: Option<Class>,
    pdl: Option<bool>,
    #[serde(default, deserialize_with = "given")]
    legal_basis: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    reason: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    owner: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    diary_number: Option<Option<String>>,
}

/// Changes an own type; its code stays.
#[utoipa::path(patch, path = "/api/v1/information-types/{id}", tag = "information types", params(("id" = Id, Path)), request_body = TypePatch,
    responses((status = 200, description = "Changed", body = OwnTypeBody), (status = 412, description = "Stale"), (status = 428, description = "If-Match is missing")))]
pub async fn change(web: Web, id: Path<Id>, body: ApiBody<TypePatch>) -> Answer {
    let (version, p, id) = (web.if_match()?, body.0, id.into_inner());
    let gated = web
        .write(move |c, ctx| {
            let s = NewType::of(&store::find_own_type(c, &ctx.scope, &id)?);
            let new = NewType {
                code: s.code,
                name: p.name.unwrap_or(s.name),
                class: p.classification.unwrap_or(s.class),
                pdl: p.pdl.unwrap_or(s.pdl),
                legal_basis: p.legal_basis.unwrap_or(s.legal_basis),
                reason: p.reason.unwrap_or(s.reason),
                owner: p.owner.unwrap_or(s.owner),
                diary_number: p.diary_number.unwrap_or(s.diary_number),
            };
            actions::update_type(c, ctx, &id, &new, version)
        })
        .await?;
    let row = gated.open()?;
    web.json_object(StatusCode::OK, row.version, &OwnTypeBody::from(row.clone()))
}

/// The form of the import.
#[derive(utoipa::ToSchema)]
#[allow(dead_code, reason = "describes the multipart form")]
pub struct SchemeForm {
    /// XLSX or CSV with the columns name, K, R, T, S and, if wanted, code, PDL, legal basis, reason, owner, diary number.
    #[schema(value_type = String, format = Binary)]
    file: String,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct SchemeFault {
    /// As the spreadsheet program numbers it.
    row: u32,
    column: String,
    code: String,
    message: String,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct SchemeBody {
    added: usize,
    changed: usize,
    /// With any fault nothing is changed.
    refused: Vec<SchemeFault>,
}

/// Imports an own scheme of types: all of the file, or nothing.
#[utoipa::path(post, path = "/api/v1/information-types/import", tag = "information types",
    request_body(content = SchemeForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "Taken", body = SchemeBody), (status = 422, description = "Rows that cannot be read, or no sheet", body = SchemeBody)))]
pub async fn import(upload: Upload) -> Answer {
    let web = upload.web.clone();
    let file = upload.file("file").cloned().map_err(|error| crate::base::Refusal::Invalid(vec![error]))?;
    let rows = scheme::read(&file.file_name, &file.bytes)?;
    let taken = web.write(move |c, ctx| scheme::apply(c, ctx, rows)).await?;
    let fault = |fault: &scheme::RowFault| SchemeFault {
        row: fault.row,
        column: fault.column.clone(),
        code: fault.code.to_string(),
        message: web.app.views.word(web.language(), fault.code, &fault.args),
    };
    let status = if taken.refused.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let body =
        SchemeBody { added: taken.added, changed: taken.changed, refused: taken.refused.iter().map(fault).collect() };
    web.json(status, &body)
}
