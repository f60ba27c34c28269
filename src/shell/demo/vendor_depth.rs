//! A vendor in depth: who answers at night, a certificate of an edition that has ended, and ratings
//! by others beside the tier.

use super::people::People;
use super::register::Register;
use super::story::Story;
use crate::base::Result;
use crate::features::vendors::{
    self, CertificateKind, ContactRole, Hours, NewCertificate, NewContact, NewRating, RatingKind,
};
use chrono::{Duration, NaiveDate};

/// Fills in what the vendor's page shows below its tier.
pub fn fill(story: &Story<'_>, people: &People, register: &Register) -> Result<()> {
    let vendor = register.vidlyssna.id.clone();
    let today = story.today;
    let certificate = |kind, edition: Option<&str>, issuer: &str, scope: &str, until: NaiveDate| NewCertificate {
        kind,
        edition: edition.map(str::to_string),
        issuer: issuer.to_string(),
        accreditation_body: Some("Swedac".to_string()),
        accredited: true,
        scope: scope.to_string(),
        valid_from: Some(until - Duration::days(1095)),
        valid_to: Some(until),
        note: None,
        internal_note: None,
    };
    story.act(&people.eva, |c, ctx| {
        let jour = NewContact {
            name: "Jouren hos Vidlyssna".to_string(),
            phone: Some("070-000 00 09".to_string()),
            roles: vec![ContactRole::Incident, ContactRole::Security],
            hours: Some(Hours::Always),
            ..NewContact::default()
        };
        vendors::add_contact(c, ctx, &vendor, &jour)?;
        let old = NewCertificate {
            internal_note: Some("Be om ett certifikat enligt 2022 före nästa dialog.".to_string()),
            ..certificate(
                CertificateKind::Iso27001,
                Some("2013"),
                "Intygshuset Norr AB",
                "Telefonrådgivning och inspelning av samtal",
                today + Duration::days(200),
            )
        };
        vendors::add_certificate(c, ctx, &vendor, &old)?;
        for (kind, rating, source) in
            [(RatingKind::Financial, "A", "Kreditkompassen"), (RatingKind::Quality, "3,8 av 5", "Patientenkät")]
        {
            let rated_on = today - Duration::days(40);
            let new = NewRating { kind, rating: rating.to_string(), source: source.to_string(), rated_on };
            vendors::add_rating(c, ctx, &vendor, &new)?;
        }
        vendors::keep_filter(c, ctx, "Kritiska och höga, aktiva", "status=active&tier=1", true).map(drop)
    })?;
    story.act(&people.lena, |c, ctx| {
        let own = certificate(
            CertificateKind::Insurance,
            None,
            "Trygghetsbolaget",
            "Ansvarsförsäkring för rådgivning",
            today + Duration::days(45),
        );
        let own = NewCertificate { accredited: false, accreditation_body: None, ..own };
        vendors::add_certificate(c, ctx, &vendor, &own).map(drop)
    })
}
