//! Information classification: services, the platforms they run on, and the types of information they
//! handle. A service's class is compared with its platform's ceiling and rules, so that what sits where it
//! should not is found without anybody looking for it (domain.md 3).

mod actions;
mod catalogue;
mod comparing;
mod feed;
mod filter;
mod input;
mod model;
mod records;
mod rules;
mod store;

pub use actions::{
    Confirmation, NewException, NewRule, add, add_platform, add_row, add_type, answer_lowering, ask_publication,
    catalogue, classify, confirm_unchanged, decide_publication, end_exception, make_exception, save_row, set_rule,
    stop, update, update_platform, update_type,
};
pub use catalogue::{Catalogue, ClassModel, InformationType};
pub use comparing::{Compared, Counts, PlatformReport, compare_portfolio, publication_blockers, report, verdict_of};
pub use filter::{ClassState, ServiceFilter, ServiceQuery, ServiceSort};
pub use input::{NewPlatform, NewService, NewType, index};
pub use model::{
    ApprovalState, Aspect, Audience, Capability, Channel, Class, ClassLevel, ClassificationState, Gated, NoLevel,
    ServiceStatus, Strength, parts,
};
pub use records::{
    Approval, Classification, Exception, OwnType, Platform, PlatformRule, Service, ServiceLine, ServiceVersion,
};
pub use rules::{Above, RuleHit, Suggestion, Verdict, suggest};
pub use store::{
    administrations, all, all_platforms, choices, classifications, count_users, find, find_platform, lines, list,
    list_at, names, pending_classifications, platform_choices, platform_names, platforms_of_vendor,
};
