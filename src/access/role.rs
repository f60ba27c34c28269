//! The roles a person can hold in an organisation.

crate::text_enum! {
    /// A role in a client organisation (region, municipality) or in a vendor organisation.
    pub enum Role {
        Admin => "admin",
        SecurityOfficer => "security_officer",
        ContractManager => "contract_manager",
        Reader => "reader",
        Auditor => "auditor",
        /// Accepts low risks of the own unit.
        UnitHead => "unit_head",
        /// Decides what lies above the contract managers: high risks, emergency replacements.
        Director => "director",
        /// Advises and reviews; decides nothing (GDPR art. 38).
        DataProtectionOfficer => "data_protection_officer",
        LegalCounsel => "legal_counsel",
        /// The committee or board, through the person who enters its decisions.
        Board => "board",
        VendorAdmin => "vendor_admin",
        VendorMember => "vendor_member",
    }
}

crate::text_enum! {
    /// The two sides of the table.
    pub enum Side { Region => "region", Vendor => "vendor" }
}

impl Role {
    pub fn side(self) -> Side {
        match self {
            Role::VendorAdmin | Role::VendorMember => Side::Vendor,
            _ => Side::Region,
        }
    }
}
