//! Platforms, services, types of information and what is decided about them.

use super::{Home, Objects};

pub fn objects(home: &Home<'_>, all: &mut Objects) {
    let person = home.person_id.to_string();
    let platform = home.row("platforms", &[("name", "Dold plattform"), ("missing", "")]);
    let service = home.row(
        "services",
        &[
            ("name", "Dold tjänst"),
            ("platform_id", &platform),
            ("audience", "public"),
            ("channels", "web"),
            ("information_types", "health"),
            ("status", "planned"),
        ],
    );
    let of_service = ("service_id", service.as_str());
    let lowering = home.row(
        "service_classifications",
        &[of_service, ("information_types", ""), ("state", "pending"), ("decided_by", &person)],
    );
    let exception = home.row(
        "service_exceptions",
        &[of_service, ("platform_id", &platform), ("type_code", "health"), ("decided_by", &person)],
    );
    let publication = home.row("service_approvals", &[of_service, ("state", "asked"), ("asked_by", &person)]);
    let own_type = home.row("information_types", &[("code", "dold"), ("name", "Dold typ")]);
    all.insert("platforms", platform);
    all.insert("services", service);
    all.insert("lowerings", lowering);
    all.insert("exceptions", exception);
    all.insert("publications", publication);
    all.insert("information-types", own_type);
    // A type's code is the same for everybody.
    all.insert("type-rules", "health".to_string());
}
