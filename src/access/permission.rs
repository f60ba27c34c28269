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
        DialogueRead => "dialogue_read",
        DialogueEdit => "dialogue_edit",
        DialogueLock => "dialogue_lock",
        AuditRead => "audit_read",
        UsersManage => "users_manage",
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
