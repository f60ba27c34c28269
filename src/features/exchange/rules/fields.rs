//! What a column can mean, and the headings by which people name it.

crate::text_enum! {
    /// What a file lists.
    pub enum ImportKind { Vendors => "vendors", Contracts => "contracts", Services => "services" }
}

crate::text_enum! {
    /// What a column can mean. The words are `import-field-<text>`.
    pub enum Field {
        Reference => "reference",
        DiaryNumber => "diary_number",
        VendorName => "vendor_name",
        OrgNumber => "org_number",
        Kind => "kind",
        Title => "title",
        StartsOn => "starts_on",
        EndsOn => "ends_on",
        AnnualValueSek => "annual_value_sek",
        ManagerEmail => "manager_email",
        Note => "note",
        LegalName => "legal_name",
        HsaId => "hsa_id",
        ContactName => "contact_name",
        Email => "email",
        Phone => "phone",
        Country => "country",
        ServiceName => "service_name",
        Platform => "platform",
        Administration => "administration",
        Audience => "audience",
        ClassC => "class_c",
        ClassI => "class_i",
        ClassA => "class_a",
        ClassT => "class_t",
        InformationTypes => "information_types",
        UsersPerDay => "users_per_day",
        FallbackRoutine => "fallback_routine",
    }
}

crate::text_enum! {
    /// What sort of vendor a row speaks of; the same texts as in the vendor register.
    pub enum VendorKind { CareProvider => "care_provider", ItSupplier => "it_supplier", Other => "other" }
}

impl ImportKind {
    /// The fields that a file of this kind can fill, in the order of a form.
    pub fn fields(self) -> &'static [Field] {
        use Field::*;
        match self {
            ImportKind::Contracts => &[
                Reference,
                DiaryNumber,
                VendorName,
                OrgNumber,
                Kind,
                Title,
                StartsOn,
                EndsOn,
                AnnualValueSek,
                ManagerEmail,
                Note,
            ],
            ImportKind::Services => &[
                ServiceName,
                Platform,
                Administration,
                Audience,
                ClassC,
                ClassI,
                ClassA,
                ClassT,
                InformationTypes,
                UsersPerDay,
                FallbackRoutine,
            ],
            ImportKind::Vendors => &[LegalName, OrgNumber, HsaId, Kind, ContactName, Email, Phone, Country],
        }
    }

    /// The fields without which no row can be accepted.
    pub fn required(self) -> &'static [Field] {
        use Field::*;
        match self {
            ImportKind::Contracts => &[Reference, VendorName, OrgNumber, Title, StartsOn],
            ImportKind::Vendors => &[LegalName, OrgNumber],
            ImportKind::Services => &[ServiceName],
        }
    }
}

impl Field {
    /// Headings in Swedish and English, in the form that [`heading_form`] gives.
    pub(super) fn headings(self) -> &'static [&'static str] {
        match self {
            Field::Reference => &[
                "avtalsnr",
                "avtalsnummer",
                "avtalsid",
                "avtalets nr",
                "avtalets nummer",
                "avtalsreferens",
                "referens",
                "contract no",
                "contract number",
                "contract id",
                "contract reference",
                "reference",
                "agreement number",
            ],
            Field::DiaryNumber => {
                &["diarienr", "diarienummer", "dnr", "diarie nr", "registration number", "diary number", "case number"]
            }
            Field::VendorName => &[
                "leverantor",
                "leverantorsnamn",
                "leverantorens namn",
                "vardgivare",
                "utforare",
                "motpart",
                "bolag",
                "foretag",
                "vendor",
                "vendor name",
                "supplier",
                "supplier name",
                "counterparty",
                "company",
                "contractor",
            ],
            Field::OrgNumber => &[
                "orgnr",
                "organisationsnummer",
                "organisationsnr",
                "orgnummer",
                "org no",
                "org number",
                "leverantorens orgnr",
                "leverantorens organisationsnummer",
                "foretagets organisationsnummer",
                "organisation number",
                "organization number",
                "organisation no",
                "company number",
                "company registration number",
            ],
            Field::Kind => &[
                "typ",
                "leverantorstyp",
                "typ av leverantor",
                "kategori",
                "slag",
                "type",
                "kind",
                "category",
                "vendor type",
                "supplier type",
            ],
            Field::Title => &[
                "avtalets namn",
                "avtalsnamn",
                "avtal",
                "avtalsbenamning",
                "benamning",
                "rubrik",
                "titel",
                "avtalets titel",
                "contract name",
                "contract title",
                "title",
                "agreement",
                "agreement name",
                "name of contract",
            ],
            Field::StartsOn => &[
                "giltigt from",
                "giltig from",
                "galler from",
                "from",
                "fran",
                "fran och med",
                "startdatum",
                "avtalsstart",
                "start",
                "borjar",
                "valid from",
                "start date",
                "starts on",
                "starts",
                "from date",
                "effective date",
            ],
            Field::EndsOn => &[
                "giltigt tom",
                "giltig tom",
                "galler tom",
                "tom",
                "till",
                "till och med",
                "slutdatum",
                "avtalsslut",
                "slut",
                "upphor",
                "loper ut",
                "valid to",
                "valid until",
                "end date",
                "ends on",
                "ends",
                "to date",
                "expires",
                "expiry date",
            ],
            Field::AnnualValueSek => &[
                "arsvarde",
                "arligt varde",
                "varde per ar",
                "arsbelopp",
                "arskostnad",
                "avtalsvarde per ar",
                "belopp per ar",
                "annual value",
                "yearly value",
                "value per year",
                "annual amount",
                "annual cost",
            ],
            Field::ManagerEmail => &[
                "avtalsansvarig",
                "avtalsansvarigs epost",
                "avtalsforvaltare",
                "ansvarig",
                "ansvarig epost",
                "handlaggare",
                "contract manager",
                "manager",
                "manager email",
                "responsible",
                "contract owner",
                "owner",
            ],
            Field::Note => &[
                "anm",
                "anmarkning",
                "anmarkningar",
                "notering",
                "noteringar",
                "kommentar",
                "kommentarer",
                "ovrigt",
                "note",
                "notes",
                "remark",
                "remarks",
                "comment",
                "comments",
            ],
            Field::LegalName => &[
                "namn",
                "leverantor",
                "leverantorsnamn",
                "leverantorens namn",
                "foretagsnamn",
                "foretag",
                "bolag",
                "firma",
                "juridiskt namn",
                "vardgivare",
                "name",
                "legal name",
                "vendor",
                "vendor name",
                "supplier",
                "supplier name",
                "company",
                "company name",
            ],
            Field::HsaId => &["hsaid", "hsa", "vardgivarens hsaid", "hsa id"],
            Field::ContactName => &[
                "kontaktperson",
                "kontakt",
                "kontaktnamn",
                "kontaktpersonens namn",
                "contact",
                "contact name",
                "contact person",
            ],
            Field::Email => &[
                "epost",
                "mail",
                "mejl",
                "epostadress",
                "mailadress",
                "kontaktpersonens epost",
                "kontakt epost",
                "email",
                "contact email",
                "email address",
            ],
            Field::Phone => &[
                "telefon",
                "tel",
                "telefonnummer",
                "telefonnr",
                "tfn",
                "mobil",
                "phone",
                "phone number",
                "telephone",
                "mobile",
            ],
            Field::ServiceName => &[
                "e-tjänst",
                "tjanst",
                "tjanstens namn",
                "e-tjanstens namn",
                "system",
                "service",
                "e-service",
                "service name",
            ],
            Field::Platform => &["plattform", "e-tjansteplattform", "platform"],
            Field::Administration => {
                &["forvaltning", "namnd", "verksamhet", "enhet", "administration", "department", "unit"]
            }
            Field::Audience => &["publik/intern", "publik", "malgrupp", "audience", "public/internal"],
            Field::ClassC => &["k", "konfidentialitet", "c", "confidentiality"],
            Field::ClassI => &["r", "riktighet", "i", "integrity"],
            Field::ClassA => &["t", "tillganglighet", "a", "availability"],
            Field::ClassT => &["s", "sparbarhet", "traceability"],
            Field::InformationTypes => {
                &["informationstyper", "informationstyp", "informationsslag", "information types", "information type"]
            }
            Field::UsersPerDay => &["anvandare per dag", "anvandare/dag", "users per day", "users a day"],
            Field::FallbackRoutine => {
                &["reservrutin", "reservrutiner", "manuell rutin", "fallback", "fallback routine"]
            }
            Field::Country => &["land", "landskod", "country", "country code"],
        }
    }
}

/// The form in which headings are compared: folded, without what stands in parentheses, and
/// only letters and digits, so that "Giltigt fr.o.m." is `giltigtfrom`.
pub(super) fn heading_form(heading: &str) -> String {
    let mut depth = 0_u32;
    let folded = crate::base::text::fold(heading);
    folded
        .chars()
        .filter(|c| {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => return depth == 0 && c.is_alphanumeric(),
            }
            false
        })
        .collect()
}
