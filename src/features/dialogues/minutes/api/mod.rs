//! The API of minutes, attendance and invitations: the same steps as the pages.

pub mod approval;
pub mod meeting;

use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(
    approval::waiting,
    approval::show,
    approval::end,
    approval::send,
    approval::answer,
    approval::record,
    approval::take_back,
    approval::register,
    approval::archive,
    approval::add,
    meeting::attendance,
    meeting::set_attendance,
    meeting::declare,
    meeting::retract,
    meeting::calls,
    meeting::call,
    meeting::cancel
))]
pub struct Description;
