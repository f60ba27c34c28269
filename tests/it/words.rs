//! Every word that the code or a template asks for exists in both languages. The build checks
//! literal keys in templates and that both languages have the same keys; here is the rest.

use super::support::source::{File, files_under, literals, root};
use std::collections::BTreeMap;
use tillit::base::Language;
use tillit::platform::view::Views;

/// Text that looks like a word key and is none.
const NOT_WORDS: &[&str] = &["tiering-2026-1", "reviewing-2026-1", "own-2026-1", "own-1", "own-isms"];

/// Keys without their common beginning; the tests of the printer compare them with the word files.
const OTHERWISE_HELD: &[&str] = &["platform/pdf/words.rs"];

/// Beginnings that are always word keys, whether or not any such key exists yet.
const ALWAYS: &[&str] = &["rule", "error", "refusal", "flash", "audit"];

fn is_key_shape(text: &str) -> bool {
    text.contains('-')
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_')
}

/// Every key of the word files (one language; the build compares the two).
fn keys() -> Vec<String> {
    let files = files_under("templates/words/sv", "ftl");
    let lines = files.iter().flat_map(|f| f.text.lines());
    lines
        .filter_map(|l| l.split_once('='))
        .map(|(key, _)| key.trim_end().to_string())
        .filter(|k| !k.is_empty() && !k.starts_with([' ', '#', '.']))
        .collect()
}

/// The literals of a file that are asked of the word files: whole keys, and beginnings that a
/// `format!` continues.
fn asked(file: &File, beginnings: &[String]) -> Vec<(usize, String, bool)> {
    let known = |text: &str| {
        let first = text.split('-').next().unwrap_or_default();
        ALWAYS.contains(&first) || beginnings.iter().any(|b| b == first)
    };
    let mut found = Vec::new();
    for (line, literal) in literals(&file.text) {
        if let Some((beginning, _)) = literal.split_once('{').filter(|(b, _)| b.ends_with('-') && is_key_shape(b)) {
            if known(beginning) {
                found.push((line, beginning.to_string(), false));
            }
        } else if is_key_shape(&literal)
            && !literal.ends_with('-')
            && known(&literal)
            && !NOT_WORDS.contains(&literal.as_str())
        {
            found.push((line, literal, true));
        }
    }
    found
}

fn faults(files: &[File], keys: &[String], has: impl Fn(&str) -> bool) -> Vec<String> {
    // A beginning counts when several keys share it, so that a lone "sign-in" does not claim every "sign-".
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for key in keys {
        *count.entry(key.split('-').next().unwrap_or_default()).or_default() += 1;
    }
    let beginnings: Vec<String> = count.iter().filter(|(_, n)| **n >= 2).map(|(b, _)| (*b).to_string()).collect();
    let mut faults = Vec::new();
    for file in files {
        for (line, text, whole) in asked(file, &beginnings) {
            // A refusal's code is the beginning of its title and its text.
            let said_in_two =
                || text.starts_with("refusal-") && ["title", "text"].iter().all(|end| has(&format!("{text}-{end}")));
            // Or the beginning of the words of a form's fields, in a call that takes a prefix.
            let of_fields = || keys.iter().any(|k| k.starts_with(&format!("{text}-field-")));
            let exists = if whole {
                has(&text) || said_in_two() || of_fields()
            } else {
                keys.iter().any(|k| k.starts_with(&text))
            };
            if !exists {
                faults.push(format!("src/{}:{line}: the word {text:?} is missing", file.path));
            }
        }
    }
    faults
}

#[test]
fn every_word_that_the_code_says_exists() {
    let views = Views::new().unwrap();
    let keys = keys();
    assert!(keys.len() > 400, "the word files were not read");
    let files: Vec<_> = files_under("src", "rs")
        .into_iter()
        .filter(|f| !f.path.ends_with("tests.rs") && !OTHERWISE_HELD.contains(&f.path.as_str()))
        .collect();
    let has = |key: &str| views.has_word(Language::Sv, key) && views.has_word(Language::En, key);
    let faults = faults(&files, &keys, has);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_missing_word_is_found() {
    let keys: Vec<String> =
        ["rule-closed", "error-required", "answer-met", "answer-partly"].iter().map(ToString::to_string).collect();
    let has = |key: &str| keys.iter().any(|k| k == key);
    let file = |text: &str| [File { path: "kit/x.rs".to_string(), text: text.to_string() }];
    for bad in [
        "Refusal::rule(\"rule-open\")",
        "FieldError::new(f, \"error-odd\")",
        "word0(l, \"answer-none\")",
        "format!(\"answer-of-{x}\")",
    ] {
        assert_eq!(faults(&file(bad), &keys, has).len(), 1, "{bad}");
    }
    for good in
        ["\"rule-closed\"", "// \"rule-open\"", "\"content-type\"", "format!(\"answer-{x}\")", "\"/rule-open/x\""]
    {
        assert!(faults(&file(good), &keys, has).is_empty(), "{good}");
    }
}

/// The values of every `text_enum!` by type name, read from the source so that private ones count.
fn enums() -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files_under("src", "rs") {
        for part in file.text.split("text_enum! {").skip(1) {
            let Some((head, rest)) = part.split_once("pub enum ").and_then(|(_, after)| after.split_once('{')) else {
                continue;
            };
            let body = rest.split_once('}').map_or("", |(b, _)| b);
            let values = literals(body).into_iter().map(|(_, v)| v);
            // The same name in two features: both lists count.
            found.entry(head.trim().to_string()).or_default().extend(values);
        }
    }
    found
}

enum After {
    /// Every value of these enums.
    Enums(&'static [&'static str]),
    Values(&'static [&'static str]),
    /// Ids of fields and the like: no words.
    NotWords,
}
use After::{Enums, NotWords, Values};

/// What may stand after each beginning that templates continue at run time.
#[rustfmt::skip]
const CONTINUED: &[(&str, After)] = &[
    ("-", NotWords),
    ("own-", NotWords),
    ("f-covers-", NotWords),
    ("f-reason-", NotWords),
    ("f-soa_seen-", NotWords),
    ("f-agreed-", NotWords),
    ("f-note-", NotWords),
    ("f-text-", NotWords),
    ("f-decision-", NotWords),
    ("f-active-", NotWords),
    ("f-day_of_month-", NotWords),
    ("f-secrecy_marked-", NotWords),
    ("f-text_en-", NotWords),
    ("f-text_sv-", NotWords),
    ("theme-", NotWords),
    ("coverage-state-", Values(&["unknown", "claimed", "expired", "verified", "not_required"])),
    ("coverage-state-text-", Values(&["unknown", "claimed", "expired", "verified", "not_required"])),
    ("coverage-heat-", Values(&["low", "medium", "high"])),
    ("coverage-theme-", Values(&["organizational", "people", "physical", "technological"])),
    ("coverage-gap-", Values(&["no_contract", "not_looked_for", "not_in_contract", "no_section", "clause_not_met", "no_question", "not_asked", "not_answered", "says_no", "no_evidence", "no_review", "changed", "too_weak", "judged_short", "expired", "open_finding"])),
    ("action-status-", Enums(&["ActionStatus"])),
    ("actions-bulk-set-", Enums(&["Set"])),
    ("actions-move-", Enums(&["Move"])),
    ("effects-result-", Enums(&["EffectResult"])),
    ("effects-shown-", Values(&["waiting", "overdue", "made", "all"])),
    ("ladder-cause-", Values(&["postponed", "untouched", "not_effective", "cancelled_meetings", "skipped_meeting", "other"])),
    ("ladder-direction-", Values(&["raised", "lowered"])),
    ("ladder-origin-", Values(&["action", "finding", "dialogue"])),
    ("ladder-state-", Values(&["open", "closed"])),
    ("ladder-shown-", Values(&["open", "closed", "all"])),
    ("month-", Values(&["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"])),
    ("outcome-", NotWords),
    ("outcome-on-", NotWords),
    ("to-", NotWords),
    ("actions-responsible-", Enums(&["Responsible"])),
    ("agenda-section-", Enums(&["Section"])),
    ("another-", NotWords),
    ("answer-", NotWords),
    ("attendance-kind-", Enums(&["AttendanceKind"])),
    ("attendance-missing-", Enums(&["QuorumEffect"])),
    ("attendance-seat-", Enums(&["MeetingSeat"])),
    ("call-kind-", Enums(&["CallKind"])),
    ("call-mail-subject-", Enums(&["CallKind"])),
    ("call-mail-text-", Enums(&["CallKind"])),
    ("f-objection-", NotWords),
    ("minutes-channel-", Enums(&["ApprovalChannel"])),
    ("minutes-lead-", Enums(&["MinutesStage"])),
    ("minutes-news-subject-", Enums(&["News"])),
    ("minutes-news-text-", Enums(&["News"])),
    ("minutes-outcome-", Enums(&["ApprovalOutcome"])),
    ("minutes-part-", Enums(&["MinutesPart"])),
    ("minutes-stage-", Enums(&["MinutesStage"])),
    ("audit-chain-", Values(&["ok", "serious"])),
    ("audit-via-", Enums(&["Via"])),
    ("categorisation-fit-", Enums(&["AimFit"])),
    ("categorisation-line-", Enums(&["LineState"])),
    ("categorisation-model-state-", Enums(&["ModelStatus"])),
    ("categorisation-proposals-", Values(&["open", "decided", "all"])),
    ("categorisation-reach-", Enums(&["Reach"])),
    ("categorisation-round-status-", Enums(&["RoundStatus"])),
    ("categorisation-state-", Values(&["open", "overtaken", "accepted", "dismissed"])),
    ("chains-answer-", Enums(&["LinkAnswer"])),
    ("chains-approval-", Values(&["none", "pending", "approved", "conditional", "refused", "not_required"])),
    ("chains-correction-", Enums(&["CorrectionKind"])),
    ("chains-correction-state-", Enums(&["CorrectionState"])),
    ("chains-fault-", Enums(&["FaultKind"])),
    ("chains-kind-", Enums(&["NodeKind"])),
    ("chains-mechanism-", Enums(&["TransferMechanism"])),
    ("chains-method-", Enums(&["FollowUpMethod"])),
    ("chains-orphans-", Enums(&["Orphans"])),
    ("chains-outcome-", Enums(&["FollowUpOutcome"])),
    ("chains-role-", Enums(&["GdprRole"])),
    ("chains-round-", Enums(&["RoundState"])),
    ("chains-source-", Enums(&["LinkSource"])),
    ("chains-state-", Enums(&["ConfirmationState"])),
    ("chains-view-", Enums(&["LinkView"])),
    ("chains-view-explained-", Enums(&["LinkView"])),
    ("checks-outcome-", Values(&["not_looked", "ok", "deviation"])),
    ("checks-state-", Values(&["open", "closed"])),
    ("common-", Values(&["yes", "no"])),
    ("contracts-agreed-in-", Enums(&["NumberUnit"])),
    ("contracts-decision-", Enums(&["DecisionKind"])),
    ("contracts-deviation-", Enums(&["DeviationStanding"])),
    ("contracts-flow-", Enums(&["FlowState"])),
    ("contracts-group-", Values(&["styrning", "personal", "atkomst", "loggning", "incident", "kontinuitet", "leveranskedja", "dataskydd", "drift", "utveckling", "uppfoljning", "avslut", "vard"])),
    ("contracts-in_contract-", Enums(&["InContract"])),
    ("contracts-met-", Enums(&["ClauseMet"])),
    ("contracts-option-state-", Enums(&["OptionState"])),
    ("contracts-unit-", Enums(&["NumberUnit"])),
    ("demo-mail-state-", Values(&["pending", "working", "done", "failed"])),
    ("demo-stop-", Values(&[])),
    ("dialogue-action-status-", Enums(&["ActionStatus"])),
    ("dialogue-changed-", Values(&["title", "status", "responsible", "owner", "due_on"])),
    ("dialogue-delivery-", Values(&["waiting", "sent", "failed"])),
    ("dialogue-item-", Enums(&["ItemStatus"])),
    ("dialogue-language-", Enums(&["Language"])),
    ("dialogue-side-", Enums(&["Side"])),
    ("dialogue-status-", Enums(&["DialogueStatus"])),
    ("evidence-kind-", Values(&["policy", "certificate", "report", "test", "agreement", "screenshot", "other"])),
    ("f-", NotWords),
    ("findings-origin-", Enums(&["FindingOrigin"])),
    ("findings-severity-", Enums(&["Severity"])),
    ("findings-state-", Values(&["open", "closed"])),
    ("frameworks-format-", Enums(&["FileFormat"])),
    ("frameworks-kind-", Enums(&["FrameworkKind"])),
    ("frameworks-note-", Values(&["depth", "ref_twice", "untitled", "left", "unrelated", "no_framework", "no_node", "related"])),
    ("frameworks-relation-", Enums(&["Relation"])),
    ("import-kind-", Enums(&["ImportKind"])),
    ("import-open-", Enums(&["ImportKind"])),
    ("incidents-certainty-", Enums(&["Certainty"])),
    ("incidents-clock-", Enums(&["ClockKey"])),
    ("incidents-confidence-", Enums(&["Confidence"])),
    ("incidents-consequence-", Enums(&["ConsequenceKind"])),
    ("incidents-exposure-", Enums(&["Exposure"])),
    ("incidents-judgement-", Enums(&["Judgement"])),
    ("incidents-level-", Enums(&["ConsequenceLevel"])),
    ("incidents-logs-", Enums(&["LogCoverage"])),
    ("incidents-owner-", Enums(&["ClockOwner"])),
    ("incidents-source-", Enums(&["IncidentSource"])),
    ("incidents-standing-", Enums(&["Standing"])),
    ("incidents-starts-", Enums(&["Start"])),
    ("incidents-state-", Enums(&["IncidentState"])),
    ("incidents-unit-", Enums(&["Unit"])),
    ("language-", Enums(&["Language"])),
    ("library-basis-", Enums(&["AmendBasis"])),
    ("library-basis-text-", Enums(&["AmendBasis"])),
    ("library-evidence-", Enums(&["EvidenceType"])),
    ("library-grade-", Enums(&["FaultGrade"])),
    ("library-kind-", Enums(&["PackageKind"])),
    ("library-legal-", Values(&["verified", "unverified"])),
    ("library-origin-", Enums(&["Origin"])),
    ("library-package-", Enums(&["PackageState"])),
    ("library-said-", Enums(&["LegalState"])),
    ("library-standing-", Enums(&["ClauseStanding"])),
    ("meetings-decision-", Enums(&["DecisionState"])),
    ("meetings-ending-", Values(&["contract", "certificate"])),
    ("meetings-kind-", Enums(&["FollowUpKind"])),
    ("meetings-proposal-", Enums(&["ProposalState"])),
    ("meetings-run-", Enums(&["MonthRunState"])),
    ("meetings-skipped-", Values(&["1", "2"])),
    ("meetings-state-", Enums(&["FollowUpState"])),
    ("meetings-template-", Enums(&["TemplateState"])),
    ("merging-default-", Values(&["kept", "merged", "none"])),
    ("merging-field-", Values(&["legal_name", "org_number", "hsa_id", "kind", "status", "manager_id", "tags", "internal_note", "portal", "judgement"])),
    ("merging-moves-", Values(&["contracts", "assessments", "findings", "actions", "dialogues", "vendor_contacts", "categorisations", "tier_overrides", "tier_proposals", "categorisation_round_lines", "platforms", "chain_nodes", "incident_parties", "risks", "attachments", "chain_confirmations", "chain_corrections", "chain_follow_ups", "subcontract_cases", "vendor_certificates", "vendor_ratings", "vendor_steps", "vendor_focus_areas", "extra_values", "vendor_reviews", "sending_receivers", "passport_reviews", "public_records", "legal_holds", "plans", "escalations"])),
    ("nav-", Values(&["start", "vendors", "contracts", "services", "assessments", "findings", "actions", "dialogues", "risks", "imports", "audit", "users", "categorisation", "library"])),
    ("note-", NotWords),
    ("notices-event-", Enums(&["MailEvent"])),
    ("notices-kind-", Enums(&["NoticeKind"])),
    ("notices-state-", Values(&["pending", "working", "done", "failed"])),
    ("notices-way-", Enums(&["Way"])),
    ("orphans-", NotWords),
    ("overview-about-", Enums(&["Measure"])),
    ("overview-mail-subject-", Enums(&["ReportKind"])),
    ("overview-measure-", Enums(&["Measure"])),
    ("overview-part-", Values(&["critical", "changed", "decided", "unknown", "follow_up"])),
    ("overview-place-", Enums(&["Place"])),
    ("overview-report-", Enums(&["ReportKind"])),
    ("own-isms-check-", Values(&["clauses", "evidence", "soa", "controls", "audit", "review"])),
    ("own-isms-event-", Enums(&["EventKind"])),
    ("own-isms-show-", Values(&["undecided", "applicable", "not_applicable"])),
    ("own-isms-state-", Enums(&["IsmsState"])),
    ("own-isms-step-state-", Enums(&["StepState"])),
    ("plans-cause-confidence-", Enums(&["CauseConfidence"])),
    ("plans-cause-kind-", Enums(&["CauseKind"])),
    ("plans-list-", Values(&["open", "closed", "all"])),
    ("plans-origin-", Enums(&["PlanOrigin"])),
    ("portal-actions-responsible-", Enums(&["Responsible"])),
    ("questionnaires-answer-", Enums(&["AnswerStatus"])),
    ("questionnaires-assurance-", Enums(&["Assurance"])),
    ("questionnaires-filter-", Values(&["late"])),
    ("questionnaires-portal-status-", Enums(&["AssessmentStatus"])),
    ("questionnaires-set-", Enums(&["QuestionSet"])),
    ("questionnaires-severity-", Enums(&["Severity"])),
    ("questionnaires-status-", Enums(&["AssessmentStatus"])),
    ("how-", NotWords),
    ("paragraph-", NotWords),
    ("parts-", NotWords),
    ("reason-", NotWords),
    ("records-counts-", Enums(&["CountsFrom"])),
    ("records-decision-", Enums(&["DisclosureOutcome"])),
    ("records-direction-", Enums(&["Direction"])),
    ("records-disposal-", Enums(&["DisposalState"])),
    ("records-hindrance-", Enums(&["Hindrance"])),
    ("records-kind-", Enums(&["RecordKind"])),
    ("records-openness-", Enums(&["Openness"])),
    ("records-outcome-", Enums(&["DisclosureOutcome"])),
    ("records-rule-", Enums(&["RetentionKind"])),
    ("records-source-", Enums(&["DisclosureSource"])),
    ("records-state-", Enums(&["DisclosureState"])),
    ("records-step-", Enums(&["DisclosureStep"])),
    ("records-note-", Values(&["chosen", "assessed", "read", "terms", "issued"])),
    ("read-", NotWords),
    ("f-read-", NotWords),
    ("reviewing-asks-", Enums(&["Asks"])),
    ("reviewing-change-", Enums(&["Change"])),
    ("reviewing-evidence-", Values(&["test", "policy", "screenshot", "certificate", "other"])),
    ("reviewing-source-", Enums(&["VerdictSource"])),
    ("reviewing-state-", Enums(&["VerdictState"])),
    ("reviewing-state-text-", Enums(&["VerdictState"])),
    ("reviewing-unfit-", Enums(&["Unfit"])),
    ("reviewing-waits-", Enums(&["Side"])),
    ("reviewing-why-not-", Enums(&["WhyNot"])),
    ("reviews-breach-", Values(&["above", "must_not", "should_not", "unclassified"])),
    ("reviews-campaign-", Values(&["running", "closed"])),
    ("reviews-decision-", Values(&["continue", "with_measures", "move", "stop"])),
    ("reviews-harm-", Values(&["unknown", "none", "limited", "serious", "very_serious"])),
    ("reviews-row-", Values(&["changed", "unchanged", "decided", "missing"])),
    ("reviews-state-", Values(&["not_started", "in_progress", "ready", "decided", "overdue"])),
    ("reviews-which-", Values(&["breaches", "attention", "all"])),
    ("risks-acceptance-", Enums(&["AcceptanceState"])),
    ("risks-category-", Enums(&["ConsequenceCategory"])),
    ("risks-group-", Enums(&["ControlGroup"])),
    ("risks-input-", Enums(&["SimulationInput"])),
    ("risks-level-", Enums(&["RiskLevel"])),
    ("risks-run-state-", Enums(&["RunState"])),
    ("risks-said-", Enums(&["AcceptanceAnswer"])),
    ("risks-sort-", Enums(&["RiskSort"])),
    ("risks-state-", Enums(&["RiskState"])),
    ("risks-verdict-", Enums(&["CreditVerdict"])),
    ("risks-view-", Enums(&["RiskView"])),
    ("role-", Enums(&["Role"])),
    ("search-date-", Values(&["certificates", "actions", "dialogues", "assessments"])),
    ("search-kind-", Values(&["vendors", "contacts", "certificates", "contracts", "services", "platforms", "nodes", "subcontracts", "findings", "actions", "dialogues", "assessments", "incidents", "risks"])),
    ("sets-focus-", Enums(&["FocusArea"])),
    ("sets-state-", Enums(&["VersionState"])),
    ("sendings-delivery-", Enums(&["SendingDelivery"])),
    ("sendings-mail-in-", Enums(&["Language"])),
    ("sendings-origin-", Enums(&["SendingOrigin"])),
    ("sendings-receiver-", Enums(&["ReceiverState"])),
    ("sendings-state-", Enums(&["SendingState"])),
    ("sendings-why-", Enums(&["Why"])),
    ("services-approval-", Values(&["asked", "approved", "refused"])),
    ("services-aspect-", Enums(&["Aspect"])),
    ("services-audience-", Enums(&["Audience"])),
    ("services-audience-check-", Enums(&["Audience"])),
    ("services-capability-", Enums(&["Capability"])),
    ("services-channel-", Enums(&["Channel"])),
    ("services-class-state-", Enums(&["ClassState"])),
    ("services-difference-", Enums(&["Difference"])),
    ("services-fit-", Enums(&["Fit"])),
    ("services-gap-", Values(&["no_service", "unclassified", "old"])),
    ("services-letter-", Enums(&["Aspect"])),
    ("services-state-", Enums(&["ClassificationState"])),
    ("services-status-", Enums(&["ServiceStatus"])),
    ("services-strength-", Enums(&["Strength"])),
    ("services-summary-", Enums(&["Summary"])),
    ("services-summary-text-", Enums(&["Summary"])),
    ("services-worth-", Enums(&["Worth"])),
    ("start-", Values(&[])),
    ("start-figure-", Values(&[])),
    ("start-figures-", Values(&[])),
    ("start-lead-", Values(&["admin", "auditor", "contract_manager", "reader", "security_officer"])),
    ("subcontracts-", Values(&["yes", "no"])),
    ("subcontracts-answer-", Enums(&["ClaimAnswer"])),
    ("subcontracts-authorisation-", Enums(&["Authorisation"])),
    ("subcontracts-cause-", Enums(&["ChangeCause"])),
    ("subcontracts-class-", Values(&["0", "1", "2", "3"])),
    ("subcontracts-closure-", Enums(&["ClosureKind"])),
    ("subcontracts-decision-", Values(&["approved", "conditional", "refused", "temporary", "no_objection"])),
    ("subcontracts-do-", Values(&["completion", "propose", "decide", "object", "emergency", "change", "end", "revoke"])),
    ("subcontracts-do-lead-", Values(&["completion", "propose", "decide", "object", "emergency", "change", "end", "revoke"])),
    ("subcontracts-ground-", Enums(&["ObjectionGround"])),
    ("subcontracts-mail-subject-", Values(&["submitted", "completion", "review", "decided", "objection", "revoked", "ended", "silence", "due"])),
    ("subcontracts-mail-text-", Values(&["submitted", "completion", "review", "decided", "objection", "revoked", "ended", "silence", "due"])),
    ("subcontracts-orphans-", Enums(&["Orphans"])),
    ("subcontracts-outcome-", Enums(&["ReviewOutcome"])),
    ("subcontracts-remedy-", Enums(&["Remedy"])),
    ("subcontracts-review-", Enums(&["ReviewKind"])),
    ("subcontracts-state-", Enums(&["CaseState"])),
    ("subcontracts-stop-", Enums(&["StopReason"])),
    ("subcontracts-stop-text-", Enums(&["StopReason"])),
    ("subcontracts-transfer-", Enums(&["TransferMechanism"])),
    ("subcontracts-verdict-", Enums(&["Verdict"])),
    ("tier-", Values(&["1", "2", "3", "4"])),
    ("tiering-", Enums(&["Criterion"])),
    ("tiering-cause-", Enums(&["Trigger"])),
    ("tiering-tier-", Values(&["1", "2", "3", "4"])),
    ("timeline-review-", Enums(&["TimelineReview"])),
    ("timeline-source-", Enums(&["TimelineSource"])),
    ("timeline-state-", Enums(&["TimelineState"])),
    ("ui-answer-", Values(&["met", "partly", "not_met", "unknown"])),
    ("ui-badge-", Values(&["ok", "attention", "serious", "info", "neutral"])),
    ("ui-kind-", Values(&["care_provider", "it_supplier", "other"])),
    ("ui-notice-", Values(&["ok", "attention", "serious", "info", "neutral"])),
    ("ui-status-", Values(&["active", "returned", "draft", "refused"])),
    ("users-state-", Enums(&["UserState"])),
    ("visit-outcome-", Enums(&["Seen"])),
    ("visit-subject-", Enums(&["Subject"])),
    ("vendorreviews-kind-", Enums(&["ReviewType"])),
    ("vendorreviews-status-", Enums(&["ReviewStatus"])),
    ("vendors-certificate-kind-", Enums(&["CertificateKind"])),
    ("vendors-certificate-state-", Enums(&["CertificateState"])),
    ("vendors-contact-hours-", Enums(&["Hours"])),
    ("vendors-contact-role-", Enums(&["ContactRole"])),
    ("vendors-contracts-after-", Enums(&["ContractsAfter"])),
    ("vendors-extra-kind-", Enums(&["ExtraKind"])),
    ("vendors-kind-", Enums(&["VendorKind"])),
    ("vendors-rating-kind-", Enums(&["RatingKind"])),
    ("vendors-status-", Enums(&["VendorStatus"])),
    ("workbooks-outcome-", Enums(&["WorkbookOutcome"])),
];

/// Beginnings that a template goes on with at run time: `t "role-" x`, `cat "role-" x`, `words="role-"`.
fn continued(template: &str) -> Vec<String> {
    let mut kept = String::new();
    let mut rest = template;
    while let Some((before, comment)) = rest.split_once("{{!--") {
        kept.push_str(before);
        rest = comment.split_once("--}}").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    let template = kept.as_str();
    let mut found = Vec::new();
    for opening in ["{{t \"", "{{~t \"", "(t \"", "(cat \"", "words=\""] {
        for (at, _) in template.match_indices(opening) {
            let text = template[at + opening.len()..].split('"').next().unwrap_or_default();
            if text.ends_with('-') {
                found.push(text.to_string());
            }
        }
    }
    found
}

fn continuation_faults(
    templates: &[File],
    enums: &BTreeMap<String, Vec<String>>,
    has: impl Fn(&str) -> bool,
) -> Vec<String> {
    let mut faults = Vec::new();
    for file in templates {
        for beginning in continued(&file.text) {
            match CONTINUED.iter().find(|(known, _)| *known == beginning).map(|(_, after)| after) {
                None => faults.push(format!("{}: say in CONTINUED what may stand after {beginning:?}", file.path)),
                Some(NotWords) => {}
                Some(Values(values)) => faults.extend(missing(&beginning, values.iter().copied(), &has)),
                Some(Enums(names)) => {
                    for name in *names {
                        match enums.get(*name) {
                            Some(values) => faults.extend(missing(&beginning, values.iter().map(String::as_str), &has)),
                            None => faults.push(format!("there is no enum {name} (for {beginning:?})")),
                        }
                    }
                }
            }
        }
    }
    faults.sort();
    faults.dedup();
    faults
}

fn missing<'a>(beginning: &str, values: impl Iterator<Item = &'a str>, has: impl Fn(&str) -> bool) -> Vec<String> {
    let keys = values.map(|v| format!("{beginning}{v}"));
    keys.filter(|key| !has(key)).map(|key| format!("the word {key:?} is missing")).collect()
}

#[test]
fn every_value_after_a_beginning_has_its_word() {
    let views = Views::new().unwrap();
    let has = |key: &str| views.has_word(Language::Sv, key) && views.has_word(Language::En, key);
    let faults = continuation_faults(&files_under("templates", "hbs"), &enums(), has);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_missing_value_is_found() {
    let enums = BTreeMap::from([("Role".to_string(), vec!["admin".to_string(), "reader".to_string()])]);
    let file = |text: &str| [File { path: "x.hbs".to_string(), text: text.to_string() }];
    let has = |key: &str| key == "role-admin";
    assert_eq!(
        continuation_faults(&file("{{t \"role-\" user.role}}"), &enums, has),
        ["the word \"role-reader\" is missing"]
    );
    assert_eq!(continuation_faults(&file("label=(cat \"odd-\" x)"), &enums, has).len(), 1);
    assert!(continuation_faults(&file("id=(cat \"f-\" name) {{t \"role-admin\"}}"), &enums, has).is_empty());
    assert!(super::words::enums().len() >= 10);
}

/// Verbs and kinds of objects of the audit trail, written at each `Entry::new`.
#[test]
fn everything_audited_can_be_said() {
    let views = Views::new().unwrap();
    let has = |key: &str| views.has_word(Language::Sv, key) && views.has_word(Language::En, key);
    let mut faults = Vec::new();
    let filter = std::fs::read_to_string(root().join("src/features/audit_trail/views.rs")).unwrap();
    for file in files_under("src", "rs") {
        for part in file.text.split("Entry::new(\"").skip(1) {
            let said: Vec<&str> = part.splitn(4, '"').collect();
            let [verb, between, object, _] = said[..] else { continue };
            let object = (between.trim() == ",").then_some(object);
            if object.is_some_and(|object| !filter.contains(&format!("    \"{object}\",\n"))) {
                faults.push(format!("the filter of the log lacks {object:?}"));
            }
            let keys = [Some(format!("audit-verb-{verb}")), object.map(|o| format!("audit-object-{o}"))];
            faults.extend(
                keys.into_iter()
                    .flatten()
                    .filter(|k| !has(k))
                    .map(|k| format!("src/{}: the word {k:?} is missing", file.path)),
            );
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
