//! The tables as both databases have them, a file for each migration's area; `tests/it/schema.rs`
//! compares them with each database, migrated.
//! A file is named after its subject, never after a table: the glob would hide the table.

mod action_plans;
mod kept_coverage;
mod minutes_and_calls;
mod asking;
mod answering;
mod kit;
mod ladder;
mod identities;
mod register;
mod register_depth;
mod judgements;
mod contract_depth;
mod review_campaigns;
mod merging_log;
mod overview_reports;
mod self_assessments;
mod sending_campaigns;
mod classification;
mod clause_texts;
mod follow_up;
mod frameworks_and_isms;
mod inbox;
mod incident_log;
mod risk_register;
mod supply_chain;
mod chain_confirming;
mod passport;
mod record_keeping;

pub use chain_confirming::*;
mod approval_cases;
mod reviewing;
mod meeting_work;

pub use action_plans::*;
pub use answering::*;
pub use approval_cases::*;
pub use asking::*;
pub use classification::*;
pub use clause_texts::*;
pub use contract_depth::*;
pub use follow_up::*;
pub use frameworks_and_isms::*;
pub use identities::*;
pub use inbox::*;
pub use incident_log::*;
pub use judgements::*;
pub use kept_coverage::*;
pub use kit::*;
pub use ladder::*;
pub use meeting_work::*;
pub use merging_log::*;
pub use minutes_and_calls::*;
pub use overview_reports::*;
pub use passport::*;
pub use record_keeping::*;
pub use register::*;
pub use register_depth::*;
pub use review_campaigns::*;
pub use reviewing::*;
pub use risk_register::*;
pub use self_assessments::*;
pub use sending_campaigns::*;
pub use supply_chain::*;

diesel::joinable!(audit_events -> organisations (organisation_id));
diesel::joinable!(outbox -> organisations (organisation_id));
diesel::joinable!(attachments -> organisations (organisation_id));
diesel::joinable!(accounts -> persons (person_id));
diesel::joinable!(memberships -> persons (person_id));
diesel::joinable!(memberships -> organisations (organisation_id));
diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(sessions -> memberships (membership_id));
diesel::joinable!(one_time_links -> accounts (account_id));
diesel::joinable!(api_tokens -> organisations (organisation_id));
diesel::joinable!(api_tokens -> persons (person_id));
diesel::joinable!(vendors -> persons (manager_id));
diesel::joinable!(vendor_contacts -> organisations (organisation_id));
diesel::joinable!(vendor_contacts -> vendors (vendor_id));
diesel::joinable!(categorisations -> organisations (organisation_id));
diesel::joinable!(categorisations -> vendors (vendor_id));
diesel::joinable!(tier_overrides -> organisations (organisation_id));
diesel::joinable!(tier_overrides -> vendors (vendor_id));
diesel::joinable!(contracts -> organisations (organisation_id));
diesel::joinable!(contracts -> vendors (vendor_id));
diesel::joinable!(contracts -> persons (manager_id));
diesel::joinable!(contract_clauses -> organisations (organisation_id));
diesel::joinable!(contract_clauses -> contracts (contract_id));
diesel::joinable!(imports -> organisations (organisation_id));
diesel::joinable!(assessments -> organisations (organisation_id));
diesel::joinable!(assessments -> vendors (vendor_id));
diesel::joinable!(assessments -> contracts (contract_id));
diesel::joinable!(answers -> organisations (organisation_id));
diesel::joinable!(answers -> assessments (assessment_id));
diesel::joinable!(answer_reviews -> organisations (organisation_id));
diesel::joinable!(answer_reviews -> assessments (assessment_id));
diesel::joinable!(findings -> organisations (organisation_id));
diesel::joinable!(findings -> vendors (vendor_id));
diesel::joinable!(findings -> contracts (contract_id));
diesel::joinable!(actions -> organisations (organisation_id));
diesel::joinable!(actions -> vendors (vendor_id));
diesel::joinable!(actions -> contracts (contract_id));
diesel::joinable!(actions -> findings (finding_id));
diesel::joinable!(actions -> persons (owner_id));
diesel::joinable!(action_postponements -> organisations (organisation_id));
diesel::joinable!(action_postponements -> actions (action_id));
diesel::joinable!(dialogues -> organisations (organisation_id));
diesel::joinable!(dialogues -> vendors (vendor_id));
diesel::joinable!(dialogues -> contracts (contract_id));
diesel::joinable!(dialogue_items -> organisations (organisation_id));
diesel::joinable!(dialogue_items -> dialogues (dialogue_id));
diesel::joinable!(dialogue_participants -> organisations (organisation_id));
diesel::joinable!(dialogue_participants -> dialogues (dialogue_id));
diesel::joinable!(dialogue_participants -> persons (person_id));

diesel::allow_tables_to_appear_in_same_query!(
    organisations,
    audit_events,
    audit_head,
    outbox,
    attachments,
    idempotency_keys,
    persons,
    accounts,
    memberships,
    sessions,
    one_time_links,
    sign_in_failures,
    api_tokens,
    vendors,
    vendor_contacts,
    categorisations,
    tier_overrides,
    contracts,
    contract_clauses,
    imports,
    assessments,
    answers,
    answer_reviews,
    findings,
    actions,
    action_postponements,
    dialogues,
    dialogue_items,
    dialogue_participants,
);

diesel::joinable!(subcontract_cases -> vendors (vendor_id));
diesel::allow_tables_to_appear_in_same_query!(subcontract_cases, subcontract_reviews, vendors);
diesel::allow_tables_to_appear_in_same_query!(subcontract_cases, organisations);
diesel::allow_tables_to_appear_in_same_query!(subcontract_proposals, subcontract_cases);
diesel::allow_tables_to_appear_in_same_query!(subcontract_proposals, vendors);
diesel::allow_tables_to_appear_in_same_query!(subcontract_decisions, subcontract_cases);
diesel::allow_tables_to_appear_in_same_query!(subcontract_decisions, vendors);
diesel::allow_tables_to_appear_in_same_query!(subcontract_decisions, organisations);
diesel::allow_tables_to_appear_in_same_query!(risk_ratings, risks);
diesel::allow_tables_to_appear_in_same_query!(risk_acceptances, risks);
diesel::allow_tables_to_appear_in_same_query!(risk_approvals, risks);
diesel::allow_tables_to_appear_in_same_query!(risk_approvals, risk_acceptances);
diesel::allow_tables_to_appear_in_same_query!(services, service_analyses);
diesel::allow_tables_to_appear_in_same_query!(services, analysis_campaigns);
diesel::allow_tables_to_appear_in_same_query!(analysis_authors, service_analyses);
diesel::allow_tables_to_appear_in_same_query!(analysis_authors, analysis_campaigns);
diesel::allow_tables_to_appear_in_same_query!(analysis_authors, services);
diesel::allow_tables_to_appear_in_same_query!(passport_answers, passport_shares);
diesel::joinable!(passport_evidence -> evidence_items (evidence_id));
diesel::allow_tables_to_appear_in_same_query!(passport_evidence, evidence_items);

diesel::joinable!(coverage_vendors -> vendors (vendor_id));
diesel::allow_tables_to_appear_in_same_query!(coverage_vendors, vendors);
diesel::joinable!(evidence_uses -> attachments (attachment_id));
diesel::joinable!(evidence_uses -> assessments (assessment_id));
diesel::joinable!(section_delegations -> assessments (assessment_id));
diesel::allow_tables_to_appear_in_same_query!(evidence_uses, attachments);
diesel::allow_tables_to_appear_in_same_query!(evidence_uses, assessments);
diesel::allow_tables_to_appear_in_same_query!(evidence_uses, organisations);
diesel::allow_tables_to_appear_in_same_query!(evidence_uses, vendors);
diesel::allow_tables_to_appear_in_same_query!(section_delegations, assessments);
diesel::allow_tables_to_appear_in_same_query!(section_delegations, organisations);
diesel::allow_tables_to_appear_in_same_query!(section_delegations, vendors);
diesel::joinable!(sending_receivers -> vendors (vendor_id));
diesel::allow_tables_to_appear_in_same_query!(sending_receivers, vendors);
diesel::allow_tables_to_appear_in_same_query!(assessment_reminders, assessments);
diesel::allow_tables_to_appear_in_same_query!(public_records, dialogues);
diesel::allow_tables_to_appear_in_same_query!(minutes, dialogues);
diesel::allow_tables_to_appear_in_same_query!(minutes, public_records);
diesel::allow_tables_to_appear_in_same_query!(public_records, assessments);
diesel::allow_tables_to_appear_in_same_query!(public_records, attachments);
diesel::allow_tables_to_appear_in_same_query!(attachments, subcontract_cases);
diesel::allow_tables_to_appear_in_same_query!(public_records, subcontract_cases);
diesel::allow_tables_to_appear_in_same_query!(public_records, subcontract_decisions);
diesel::allow_tables_to_appear_in_same_query!(public_records, service_analyses);
diesel::allow_tables_to_appear_in_same_query!(public_records, plans);
diesel::allow_tables_to_appear_in_same_query!(plans, vendors);
diesel::allow_tables_to_appear_in_same_query!(plans, organisations);
diesel::allow_tables_to_appear_in_same_query!(public_records, plan_decisions);
diesel::allow_tables_to_appear_in_same_query!(public_records, escalation_steps);
diesel::allow_tables_to_appear_in_same_query!(public_records, escalations);
diesel::allow_tables_to_appear_in_same_query!(plan_decisions, plans);

diesel::joinable!(dialogue_agendas -> agenda_templates (template_id));
diesel::joinable!(meeting_decisions -> contracts (contract_id));
diesel::joinable!(agenda_proposals -> dialogues (dialogue_id));
diesel::joinable!(contract_follow_ups -> contracts (contract_id));
diesel::joinable!(follow_up_lines -> contracts (contract_id));
diesel::joinable!(skipped_dialogues -> dialogues (dialogue_id));
diesel::joinable!(month_run_files -> dialogues (dialogue_id));
diesel::allow_tables_to_appear_in_same_query!(dialogue_agendas, agenda_templates);
diesel::allow_tables_to_appear_in_same_query!(meeting_decisions, contracts);
diesel::allow_tables_to_appear_in_same_query!(meeting_decisions, vendors);
diesel::allow_tables_to_appear_in_same_query!(agenda_proposals, dialogues);
diesel::allow_tables_to_appear_in_same_query!(agenda_proposals, vendors);
diesel::allow_tables_to_appear_in_same_query!(contract_follow_ups, contracts);
diesel::allow_tables_to_appear_in_same_query!(contract_follow_ups, vendors);
diesel::allow_tables_to_appear_in_same_query!(follow_up_lines, contracts);
diesel::allow_tables_to_appear_in_same_query!(follow_up_lines, vendors);
diesel::allow_tables_to_appear_in_same_query!(follow_up_lines, dialogues);
diesel::allow_tables_to_appear_in_same_query!(follow_up_lines, assessments);
diesel::allow_tables_to_appear_in_same_query!(skipped_dialogues, dialogues);
diesel::allow_tables_to_appear_in_same_query!(skipped_dialogues, contracts);
diesel::allow_tables_to_appear_in_same_query!(skipped_dialogues, vendors);
diesel::allow_tables_to_appear_in_same_query!(month_run_files, dialogues);
diesel::allow_tables_to_appear_in_same_query!(month_run_files, contracts);
diesel::allow_tables_to_appear_in_same_query!(month_run_files, vendors);
