//! What a certificate proposes (domain.md 6): a valid, accredited ISO/IEC 27001 certificate of the right edition whose
//! scope covers the assignment. It is a proposal to the reviewer, never an answer and never a verdict by itself.

use super::actions::{self, EvidenceEdit};
use super::parameters::Parameters;
use super::records::{CertificateScope, EvidenceKind, VerdictSource};
use super::store as depth;
use crate::access::Permission;
use crate::base::refusal::{Checks, check_version};
use crate::base::{Id, Refusal, Result};
use crate::features::controls::{Assurance, Question};
use crate::features::questionnaires::reviewing::{self, ReviewEdit};
use crate::features::questionnaires::store::{self, FullAssessment};
use crate::features::questionnaires::{AnswerReview, AnswerStatus, rules as steps};
use crate::features::vendors::{self, Certificate, CertificateKind};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::collections::BTreeMap;

const LONGEST_REASON: usize = 2000;

crate::text_enum! {
    /// Why a certificate proposes nothing.
    pub enum Unfit {
        Kind => "kind",
        Edition => "edition",
        NotAccredited => "not_accredited",
        NotYetValid => "not_yet_valid",
        Expired => "expired",
        NoEnd => "no_end",
    }
}

/// Whether a certificate can propose anything on a day, whatever its scope.
pub fn unfit(certificate: &Certificate, today: NaiveDate) -> Option<Unfit> {
    let rule = &Parameters::on(today).certificate;
    if certificate.kind != CertificateKind::Iso27001 {
        return Some(Unfit::Kind);
    }
    if certificate.edition.as_deref() != Some(rule.edition.as_str()) {
        return Some(Unfit::Edition);
    }
    if !certificate.accredited {
        return Some(Unfit::NotAccredited);
    }
    if certificate.valid_from.is_some_and(|from| from > today) {
        return Some(Unfit::NotYetValid);
    }
    match certificate.valid_to {
        None => Some(Unfit::NoEnd),
        Some(to) if to < today => Some(Unfit::Expired),
        Some(_) => None,
    }
}

/// Whether a certificate may speak about a question: mapped to a control of annex A, and not one of those that no
/// certificate answers (chain, roles, location, incident, retention).
pub fn may_speak(question: &Question, today: NaiveDate) -> bool {
    !question.controls.is_empty() && !Parameters::on(today).certificate.never.contains(&question.id)
}

/// A certificate of the vendor, what a person said of its scope, and why it cannot be used.
#[derive(Debug, Clone)]
pub struct Weighed {
    pub certificate: Certificate,
    pub scope: Option<CertificateScope>,
    pub unfit: Option<Unfit>,
}

impl Weighed {
    /// Everything that domain.md 6 asks for.
    pub fn proposes(&self) -> bool {
        self.unfit.is_none() && self.scope.as_ref().is_some_and(|scope| scope.covers && scope.soa_seen)
    }
}

/// A verdict that a certificate proposes for one question.
#[derive(Debug, Clone)]
pub struct Proposal {
    pub question_id: String,
    pub certificate_id: Id,
    pub issuer: String,
    pub assurance: Assurance,
    pub holds_until: NaiveDate,
}

/// The certificates of the assessment's vendor with what was said of them. Two queries.
pub fn weigh(c: &mut Db, ctx: &Ctx, full: &FullAssessment) -> Result<Vec<Weighed>> {
    let certificates = vendors::certificates_of(c, &ctx.scope, &full.assessment.vendor_id)?;
    let mut scopes: BTreeMap<Id, CertificateScope> = depth::scopes_of(c, &full.assessment.id)?
        .into_iter()
        .map(|scope| (scope.certificate_id.clone(), scope))
        .collect();
    let weighed = |certificate: Certificate| Weighed {
        scope: scopes.remove(&certificate.id),
        unfit: unfit(&certificate, ctx.today()),
        certificate,
    };
    Ok(certificates.into_iter().map(weighed).collect())
}

/// What the certificates propose, for questions that the vendor says are met and nobody has judged. Pure.
pub fn proposals(full: &FullAssessment, weighed: &[Weighed], today: NaiveDate) -> Vec<Proposal> {
    let best = weighed.iter().filter(|each| each.proposes()).max_by_key(|each| each.certificate.valid_to);
    let Some((best, until)) = best.and_then(|each| Some((each, each.certificate.valid_to?))) else {
        return Vec::new();
    };
    let open = |id: &str| full.current_review(id).is_none_or(|review| review.status.is_none());
    let wanted = full
        .questions
        .iter()
        .filter(|q| may_speak(q, today) && full.claim(&q.id) == Some(AnswerStatus::Met) && open(&q.id));
    wanted
        .map(|question| Proposal {
            question_id: question.id.clone(),
            certificate_id: best.certificate.id.clone(),
            issuer: best.certificate.issuer.clone(),
            assurance: Parameters::on(today).certificate.assurance,
            holds_until: until,
        })
        .collect()
}

/// What a person says of a certificate's scope.
#[derive(Debug, Clone)]
pub struct ScopeEdit {
    pub assessment_id: Id,
    pub certificate_id: Id,
    pub covers: bool,
    pub soa_seen: bool,
    pub reason: String,
}

/// Says whether a certificate covers what the assessment is about, and whether its statement of applicability was
/// read. Errors: `reason`; `rule-certificate-unfit` when it could not be used anyway; NotFound; Conflict.
pub fn decide_scope(c: &mut Db, ctx: &Ctx, edit: &ScopeEdit, version: Option<i32>) -> Result<CertificateScope> {
    ctx.require(Permission::AssessmentReview)?;
    ctx.scope.client()?;
    let full = store::open(c, &ctx.scope, &edit.assessment_id)?;
    steps::review(full.assessment.status)?;
    let weighed = weigh(c, ctx, &full)?;
    let each = weighed.into_iter().find(|each| each.certificate.id == edit.certificate_id).ok_or(Refusal::NotFound)?;
    if let Some(why) = each.unfit.filter(|_| edit.covers) {
        return Err(Refusal::rule_with("rule-certificate-unfit", &[("why", why.to_string())]));
    }
    let before = each.scope;
    check_version(version, before.as_ref().map_or(0, |scope| scope.version), || {
        let reason = before.as_ref().map(|scope| scope.reason.clone()).unwrap_or_default();
        [("reason".to_string(), reason)].into()
    })?;
    let mut checks = Checks::default();
    let reason = checks.required("reason", &edit.reason);
    checks.longest("reason", &reason, LONGEST_REASON);
    checks.done()?;
    let row = CertificateScope {
        id: before.as_ref().map_or_else(|| ctx.new_id(), |scope| scope.id.clone()),
        organisation_id: full.assessment.organisation_id.clone(),
        assessment_id: full.assessment.id.clone(),
        certificate_id: edit.certificate_id.clone(),
        covers: edit.covers,
        soa_seen: edit.soa_seen,
        reason,
        decided_by: ctx.actor.person_id.clone(),
        decided_by_name: ctx.actor.name.clone(),
        decided_at: ctx.instant(),
        version: before.as_ref().map_or(1, |scope| scope.version + 1),
    };
    depth::put_scope(c, &row)?;
    let entry = audit::Entry::new("review", "certificate", &edit.certificate_id)
        .vendor(&full.assessment.vendor_id)
        .named(&each.certificate.issuer);
    audit::record(c, ctx, entry.after(&row))?;
    Ok(row)
}

/// Takes what a certificate proposes for one question as one's own verdict; in the uppermost tier a critical one waits
/// for a second person like any other. Errors: `rule-certificate-no-proposal`; the steps of a review.
pub fn use_certificate(c: &mut Db, ctx: &Ctx, (id, question_id): (&Id, &str)) -> Result<AnswerReview> {
    ctx.require(Permission::AssessmentReview)?;
    ctx.scope.client()?;
    let full = store::open(c, &ctx.scope, id)?;
    full.question(question_id)?;
    steps::review(full.assessment.status)?;
    let weighed = weigh(c, ctx, &full)?;
    let proposal = proposals(&full, &weighed, ctx.today()).into_iter().find(|each| each.question_id == question_id);
    let proposal = proposal.ok_or_else(|| Refusal::rule("rule-certificate-no-proposal"))?;
    let edit = ReviewEdit {
        assessment_id: id.clone(),
        question_id: question_id.to_string(),
        version: full.reviews.get(question_id).map_or(0, |review| review.version),
        status: Some(AnswerStatus::Met),
        assurance: proposal.assurance,
        comment: full.reviews.get(question_id).and_then(|review| review.comment.clone()),
        internal_note: None,
    };
    let review = reviewing::review_answer(c, ctx, &edit)?;
    let evidence = EvidenceEdit { kind: Some(EvidenceKind::Certificate), on: None, until: Some(proposal.holds_until) };
    let source = (VerdictSource::Certificate, &proposal.certificate_id);
    actions::came_from(c, ctx, (id, question_id), source, &evidence)?;
    Ok(review)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::controls::catalogue;

    fn certificate() -> Certificate {
        let at = chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap();
        Certificate {
            id: Id::new(at),
            organisation_id: Id::new(at),
            vendor_id: Id::new(at),
            kind: CertificateKind::Iso27001,
            edition: Some("2022".into()),
            standard: "iso27001:2022".into(),
            issuer: "Intyget AB".into(),
            accreditation_body: Some("Swedac".into()),
            accredited: true,
            scope: "Drift".into(),
            valid_from: None,
            valid_to: Some("2027-01-31".parse().unwrap()),
            note: None,
            internal_note: None,
            by_vendor: false,
            added_by_name: "Eva".into(),
            added_at: at.into(),
            removed_at: None,
            version: 1,
        }
    }

    #[test]
    fn only_a_valid_accredited_certificate_of_the_edition_counts() {
        let today = "2026-11-23".parse().unwrap();
        let good = certificate();
        let day = |text: &str| Some(text.parse().unwrap());
        for (certificate, expected) in [
            (good.clone(), None),
            (Certificate { kind: CertificateKind::Soc2, ..good.clone() }, Some(Unfit::Kind)),
            (Certificate { edition: Some("2013".into()), ..good.clone() }, Some(Unfit::Edition)),
            (Certificate { edition: None, ..good.clone() }, Some(Unfit::Edition)),
            (Certificate { accredited: false, ..good.clone() }, Some(Unfit::NotAccredited)),
            (Certificate { valid_from: day("2026-11-24"), ..good.clone() }, Some(Unfit::NotYetValid)),
            (Certificate { valid_to: day("2026-11-22"), ..good.clone() }, Some(Unfit::Expired)),
            (Certificate { valid_to: day("2026-11-23"), ..good.clone() }, None),
            (Certificate { valid_to: None, ..good.clone() }, Some(Unfit::NoEnd)),
        ] {
            assert_eq!(unfit(&certificate, today), expected, "{certificate:?}");
        }
    }

    #[test]
    fn no_certificate_speaks_of_chain_roles_location_incident_or_retention() {
        let today = "2026-11-23".parse().unwrap();
        let questions = catalogue().current_questions();
        let speaks = |id: &str| may_speak(questions.find(id).unwrap(), today);
        let never = (9..=23).chain(51..=53).chain(58..=59).map(|n| format!("Q{n:02}"));
        for id in never {
            assert!(!speaks(&id), "{id}");
        }
        for id in ["Q01", "Q08", "Q24", "Q50", "Q54", "Q57", "Q60"] {
            assert!(speaks(id), "{id}");
        }
    }
}
