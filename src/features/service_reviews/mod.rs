//! Reviews of services: campaigns in which each service gets a risk analysis and a decision, and spot checks
//! by lot (domain.md 1.3 rows 54, 71-80).
