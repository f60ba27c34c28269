//! What can be permitted. A permission is asked of the policy by every route and by every button.

crate::text_enum! {
    pub enum Permission {
        /// Anybody, signed in or not.
        Public => "public",
        /// Anybody who is signed in.
        SignedIn => "signed_in",
        RegisterRead => "register_read",
        RegisterEdit => "register_edit",
        ImportRun => "import_run",
        Categorise => "categorise",
        ClauseEdit => "clause_edit",
        /// Approving or refusing that a contract deviates from the clause library; never one's own proposal.
        DeviationDecide => "deviation_decide",
        /// Also the vendor's own, through its scope.
        AssessmentRead => "assessment_read",
        AssessmentSend => "assessment_send",
        AssessmentReview => "assessment_review",
        AnswerEdit => "answer_edit",
        AnswerSubmit => "answer_submit",
        FindingRead => "finding_read",
        FindingEdit => "finding_edit",
        ActionRead => "action_read",
        ActionEdit => "action_edit",
        ActionReport => "action_report",
        ActionVerify => "action_verify",
        /// Recording the decision on an action plan, which freezes its version.
        PlanDecide => "plan_decide",
        /// Steps of the escalation ladder, their outcome, and closing an escalation.
        EscalationDecide => "escalation_decide",
        DialogueRead => "dialogue_read",
        DialogueEdit => "dialogue_edit",
        DialogueLock => "dialogue_lock",
        /// The vendor prepares answers and proposes items before a dialogue.
        DialoguePrepare => "dialogue_prepare",
        AuditRead => "audit_read",
        UsersManage => "users_manage",
        /// Platforms, services and their classification.
        ServiceEdit => "service_edit",
        /// Publishing a new service, exceptions from a "should not" rule, the second person of a lowering.
        ServiceApprove => "service_approve",
        ChainEdit => "chain_edit",
        /// The vendor confirms or corrects its own chain.
        ChainConfirm => "chain_confirm",
        /// Asking for a subcontractor: the vendor, or a manager for it.
        SubcontractApply => "subcontract_apply",
        /// One of the four reviews; which of them is said by the next four.
        SubcontractReview => "subcontract_review",
        SubcontractCompleteness => "subcontract_completeness",
        SubcontractSecurity => "subcontract_security",
        SubcontractPrivacy => "subcontract_privacy",
        SubcontractLegal => "subcontract_legal",
        SubcontractDecide => "subcontract_decide",
        /// Conditional approval at once when a link must be replaced.
        SubcontractEmergency => "subcontract_emergency",
        ModelEdit => "model_edit",
        /// Own and imported catalogues, and relations between catalogues.
        FrameworkEdit => "framework_edit",
        /// The administration's own management system, with the training of its staff.
        IsmsRead => "isms_read",
        IsmsEdit => "isms_edit",
        ModelPublish => "model_publish",
        /// Saying that a legal source has been read in force.
        LegalVerify => "legal_verify",
        /// Campaigns over the portfolio: categorisation, chain confirmation, risk analyses of services.
        CampaignRun => "campaign_run",
        /// Goals, own texts and mailing of reports.
        ReportEdit => "report_edit",
        RiskRead => "risk_read",
        RiskEdit => "risk_edit",
        /// Accepting a risk; up to which level is said by the next four.
        RiskAccept => "risk_accept",
        RiskAcceptLow => "risk_accept_low",
        RiskAcceptMedium => "risk_accept_medium",
        RiskAcceptHigh => "risk_accept_high",
        RiskAcceptExtreme => "risk_accept_extreme",
        IncidentRead => "incident_read",
        IncidentEdit => "incident_edit",
        /// Deciding that the timeline of an incident is published, or taken back; never one's own work.
        IncidentPublish => "incident_publish",
        /// Public records: the register, disclosures, disposals, packages.
        RecordRead => "record_read",
        RecordEdit => "record_edit",
        /// Refusing a disclosure, deciding a disposal, lifting a hold, the plan of what is kept how long.
        RecordDecide => "record_decide",
        /// Inviting people to a vendor's own organisation.
        VendorInvite => "vendor_invite",
        /// The vendor's start page and the rest of the portal.
        Portal => "portal",
        PortalUsers => "portal_users",
        /// The region's start page.
        Desk => "desk",
        /// The demo's guided tour, its mailbox and the component page; routed only in the demo.
        Demo => "demo",
    }
}
