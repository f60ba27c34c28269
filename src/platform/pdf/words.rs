//! The words that the printed documents need. The caller looks each one up in the document's
//! language, under the prefix, and hands them over as `words`.

/// Put before each of [`DIALOGUE_WORDS`], this gives the key in `pdf.ftl`.
pub const DIALOGUE_WORDS_PREFIX: &str = "pdf-dialogue-";

/// The keys of `words` in the data of the template `dialogue`, without the prefix.
#[rustfmt::skip]
pub const DIALOGUE_WORDS: &[&str] = &[
    "title", "description", "page", "org-number", "not-named", "month-1", "month-2", "month-3",
    "month-4", "month-5", "month-6", "month-7", "month-8", "month-9", "month-10", "month-11",
    "month-12", "fact-contract", "fact-diary-number", "fact-vendor", "fact-period", "fact-held-on",
    "fact-number", "fact-chair", "fact-minute-checker", "fact-contract-dates", "fact-previous",
    "previous-none", "heading-participants", "column-name", "column-role", "column-side",
    "column-present", "present-yes", "present-no", "participants-none", "side-region",
    "side-vendor", "heading-agenda", "section-1", "section-2", "section-3", "section-4",
    "section-5", "section-6", "section-7", "section-8", "section-9", "section-10", "section-11",
    "section-12", "section-13", "section-14", "agenda-none", "agenda-rest", "agenda-actions-one",
    "agenda-actions-many", "kind-action", "kind-assessment", "kind-expiring", "kind-finding",
    "kind-decision", "kind-change", "item-taken_up", "item-decided", "item-deferred",
    "item-no_change", "item-untouched", "decision", "heading-actions", "actions-none", "tally-all",
    "tally-new", "tally-changed", "tally-unchanged", "tally-overdue", "column-number",
    "column-action", "column-responsible", "column-due-on", "column-status", "action-number",
    "slip-one", "slip-many", "overdue", "age-one", "age-many", "status-open", "status-in_progress",
    "status-reported_done", "status-verified", "status-cancelled", "changed-new", "changed-title", "changed-responsible", "changed-status",
    "changed-due_on", "changed-owner", "changed-none", "owner-none", "heading-trend", "trend-text",
    "trend-open", "trend-closed", "trend-overdue", "heading-decisions",
    "decisions-none", "decision-item", "heading-next", "next-period", "next-none", "heading-lock",
    "lock-text", "lock-at", "lock-time", "lock-zone", "lock-by", "lock-sha256", "lock-previous",
    "lock-format",
];
