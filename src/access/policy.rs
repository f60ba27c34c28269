//! The one policy table: role x permission. Which objects a permission reaches is the scope's
//! business; pages take their `can` flags from here too, so a button and its action agree.

use super::{Permission, Role, Side};
use Permission as P;

/// Whether `role` (nobody signed in: `None`) holds `permission`.
pub fn allows(role: Option<Role>, permission: Permission) -> bool {
    match (permission, role) {
        (P::Public | P::Demo, _) => true,
        (_, None) => false,
        (P::SignedIn, Some(_)) => true,
        (_, Some(role)) => granted(role).contains(&permission),
    }
}

fn granted(role: Role) -> &'static [Permission] {
    match role {
        Role::Admin => &[
            P::Desk,
            P::RegisterRead,
            P::RegisterEdit,
            P::ImportRun,
            P::AssessmentRead,
            P::FindingRead,
            P::ActionRead,
            P::DialogueRead,
            P::UsersManage,
            P::VendorInvite,
            P::RiskRead,
        ],
        Role::SecurityOfficer => &[
            P::EscalationDecide,
            P::ReportEdit,
            P::RecordRead,
            P::RecordEdit,
            P::DeviationDecide,
            P::FrameworkEdit,
            P::IsmsRead,
            P::IsmsEdit,
            P::ServiceApprove,
            P::SubcontractSecurity,
            P::LegalVerify,
            P::ModelEdit,
            P::ModelPublish,
            P::Desk,
            P::RegisterRead,
            P::RegisterEdit,
            P::ImportRun,
            P::Categorise,
            P::ClauseEdit,
            P::AssessmentRead,
            P::AssessmentSend,
            P::AssessmentReview,
            P::FindingRead,
            P::FindingEdit,
            P::ActionRead,
            P::ActionEdit,
            P::ActionVerify,
            P::PlanDecide,
            P::DialogueRead,
            P::DialogueEdit,
            P::DialogueLock,
            P::VendorInvite,
            P::ServiceEdit,
            P::ChainEdit,
            P::SubcontractReview,
            P::SubcontractDecide,
            P::CampaignRun,
            P::RiskRead,
            P::RiskEdit,
            P::RiskAccept,
            P::RiskAcceptMedium,
            P::IncidentRead,
            P::IncidentEdit,
            P::IncidentPublish,
        ],
        Role::ContractManager => &[
            P::EscalationDecide,
            P::ReportEdit,
            P::RecordRead,
            P::RecordEdit,
            P::SubcontractApply,
            P::SubcontractCompleteness,
            P::RiskAcceptLow,
            P::Desk,
            P::RegisterRead,
            P::RegisterEdit,
            P::ImportRun,
            P::Categorise,
            P::ClauseEdit,
            P::AssessmentRead,
            P::AssessmentSend,
            P::AssessmentReview,
            P::FindingRead,
            P::FindingEdit,
            P::ActionRead,
            P::ActionEdit,
            P::ActionVerify,
            P::PlanDecide,
            P::DialogueRead,
            P::DialogueEdit,
            P::DialogueLock,
            P::VendorInvite,
            P::ServiceEdit,
            P::ChainEdit,
            P::SubcontractReview,
            P::SubcontractDecide,
            P::CampaignRun,
            P::RiskRead,
            P::RiskEdit,
            P::RiskAccept,
            P::RiskAcceptMedium,
            P::IncidentRead,
            P::IncidentEdit,
        ],
        Role::Reader => {
            &[P::Desk, P::RegisterRead, P::AssessmentRead, P::FindingRead, P::ActionRead, P::DialogueRead, P::RiskRead]
        }
        Role::Auditor => &[
            P::RecordRead,
            P::IsmsRead,
            P::Desk,
            P::RegisterRead,
            P::AssessmentRead,
            P::FindingRead,
            P::ActionRead,
            P::DialogueRead,
            P::AuditRead,
            P::RiskRead,
            P::IncidentRead,
        ],
        Role::UnitHead => &[
            P::Desk,
            P::RegisterRead,
            P::AssessmentRead,
            P::FindingRead,
            P::ActionRead,
            P::DialogueRead,
            P::RiskRead,
            P::RiskAccept,
            P::RiskAcceptLow,
            P::PlanDecide,
            P::DeviationDecide,
        ],
        Role::Director => &[
            P::EscalationDecide,
            P::ReportEdit,
            P::RecordRead,
            P::RecordEdit,
            P::RecordDecide,
            P::IsmsRead,
            P::Desk,
            P::RegisterRead,
            P::AssessmentRead,
            P::FindingRead,
            P::ActionRead,
            P::DialogueRead,
            P::RiskRead,
            P::IncidentRead,
            P::IncidentPublish,
            P::PlanDecide,
            P::DeviationDecide,
            P::ServiceApprove,
            P::SubcontractDecide,
            P::SubcontractEmergency,
            P::ModelPublish,
            P::RiskAccept,
            P::RiskAcceptLow,
            P::RiskAcceptMedium,
            P::RiskAcceptHigh,
        ],
        Role::DataProtectionOfficer => &[
            P::RecordRead,
            P::IsmsRead,
            P::Desk,
            P::RegisterRead,
            P::AssessmentRead,
            P::FindingRead,
            P::ActionRead,
            P::DialogueRead,
            P::RiskRead,
            P::IncidentRead,
            P::SubcontractReview,
            P::SubcontractPrivacy,
            P::LegalVerify,
        ],
        Role::LegalCounsel => &[
            P::RecordRead,
            P::RecordEdit,
            P::RecordDecide,
            P::IsmsRead,
            P::Desk,
            P::RegisterRead,
            P::AssessmentRead,
            P::FindingRead,
            P::ActionRead,
            P::DialogueRead,
            P::RiskRead,
            P::IncidentRead,
            P::IncidentPublish,
            P::SubcontractReview,
            P::SubcontractLegal,
            P::LegalVerify,
        ],
        Role::Board => &[
            P::IsmsRead,
            P::Desk,
            P::RegisterRead,
            P::AssessmentRead,
            P::FindingRead,
            P::ActionRead,
            P::DialogueRead,
            P::RiskRead,
            P::IncidentRead,
            P::PlanDecide,
            P::RiskAccept,
            P::RiskAcceptHigh,
            P::RiskAcceptExtreme,
        ],
        Role::VendorAdmin => &[
            P::Portal,
            P::AssessmentRead,
            P::AnswerEdit,
            P::AnswerSubmit,
            P::ActionRead,
            P::ActionReport,
            P::DialogueRead,
            P::DialoguePrepare,
            P::PortalUsers,
            P::SubcontractApply,
            P::ChainConfirm,
        ],
        Role::VendorMember => &[
            P::Portal,
            P::AssessmentRead,
            P::AnswerEdit,
            P::ActionRead,
            P::ActionReport,
            P::DialogueRead,
            P::DialoguePrepare,
        ],
    }
}

/// The roles that an inviter with `role` may hand out, on either side.
pub fn may_invite(role: Role, invited: Role) -> bool {
    match invited.side() {
        Side::Region => allows(Some(role), P::UsersManage),
        Side::Vendor => allows(Some(role), P::VendorInvite) || allows(Some(role), P::PortalUsers),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vendor_roles_hold_nothing_of_the_region() {
        let region_only = [
            P::FrameworkEdit,
            P::IsmsRead,
            P::IsmsEdit,
            P::ReportEdit,
            P::Desk,
            P::RegisterRead,
            P::RegisterEdit,
            P::ImportRun,
            P::Categorise,
            P::ClauseEdit,
            P::DeviationDecide,
            P::AssessmentSend,
            P::AssessmentReview,
            P::FindingRead,
            P::FindingEdit,
            P::EscalationDecide,
            P::ActionEdit,
            P::ActionVerify,
            P::PlanDecide,
            P::DialogueEdit,
            P::DialogueLock,
            P::AuditRead,
            P::UsersManage,
            P::VendorInvite,
            P::RiskRead,
            P::IncidentRead,
            P::RecordRead,
            P::RecordEdit,
            P::RecordDecide,
            P::ServiceEdit,
            P::ServiceApprove,
            P::ChainEdit,
            P::SubcontractReview,
            P::SubcontractCompleteness,
            P::SubcontractSecurity,
            P::SubcontractPrivacy,
            P::SubcontractLegal,
            P::SubcontractDecide,
            P::SubcontractEmergency,
            P::ModelEdit,
            P::ModelPublish,
            P::LegalVerify,
            P::CampaignRun,
            P::RiskEdit,
            P::RiskAccept,
            P::RiskAcceptLow,
            P::RiskAcceptMedium,
            P::RiskAcceptHigh,
            P::RiskAcceptExtreme,
            P::IncidentEdit,
            P::IncidentPublish,
        ];
        for permission in region_only {
            assert!(!allows(Some(Role::VendorAdmin), permission), "{permission}");
            assert!(!allows(Some(Role::VendorMember), permission), "{permission}");
        }
    }

    #[test]
    fn a_vendor_member_answers_but_does_not_submit() {
        assert!(allows(Some(Role::VendorMember), P::AnswerEdit));
        assert!(!allows(Some(Role::VendorMember), P::AnswerSubmit));
        assert!(allows(Some(Role::VendorAdmin), P::AnswerSubmit));
    }

    #[test]
    fn readers_and_auditors_change_nothing() {
        let changing = [
            P::FrameworkEdit,
            P::IsmsEdit,
            P::ReportEdit,
            P::RegisterEdit,
            P::ImportRun,
            P::Categorise,
            P::ClauseEdit,
            P::DeviationDecide,
            P::AssessmentSend,
            P::AssessmentReview,
            P::AnswerEdit,
            P::AnswerSubmit,
            P::FindingEdit,
            P::ActionEdit,
            P::ActionReport,
            P::ActionVerify,
            P::PlanDecide,
            P::DialogueEdit,
            P::DialogueLock,
            P::UsersManage,
            P::VendorInvite,
            P::PortalUsers,
            P::SubcontractApply,
            P::ChainConfirm,
            P::RecordEdit,
            P::RecordDecide,
            P::ServiceEdit,
            P::ServiceApprove,
            P::ChainEdit,
            P::SubcontractReview,
            P::SubcontractCompleteness,
            P::SubcontractSecurity,
            P::SubcontractPrivacy,
            P::SubcontractLegal,
            P::SubcontractDecide,
            P::SubcontractEmergency,
            P::ModelEdit,
            P::ModelPublish,
            P::LegalVerify,
            P::CampaignRun,
            P::RiskEdit,
            P::RiskAccept,
            P::RiskAcceptLow,
            P::RiskAcceptMedium,
            P::RiskAcceptHigh,
            P::RiskAcceptExtreme,
            P::IncidentEdit,
            P::IncidentPublish,
        ];
        for permission in changing {
            assert!(!allows(Some(Role::Reader), permission), "{permission}");
            assert!(!allows(Some(Role::Auditor), permission), "{permission}");
        }
        assert!(allows(Some(Role::Auditor), P::AuditRead));
        assert!(!allows(Some(Role::Reader), P::AuditRead));
    }

    #[test]
    fn nobody_signed_in_holds_only_what_is_public() {
        for permission in Permission::ALL {
            let open = matches!(permission, P::Public | P::Demo);
            assert_eq!(allows(None, *permission), open, "{permission}");
        }
    }
}
