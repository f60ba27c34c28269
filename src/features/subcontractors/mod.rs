//! Approval of subcontractors: applying, reviewing, deciding, objecting, and ending (domain.md 9).
