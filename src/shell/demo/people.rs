//! The people of the story.

use super::pages::PASSWORD;
use super::story::Story;
use crate::access::{Actor, Role, Via};
use crate::base::{Language, Result};
use crate::features::accounts::{self, NewPerson, Organisation, OrganisationKind, Person};
use crate::kit::Ctx;
use crate::platform::secrets;

/// Somebody in a role.
#[derive(Clone)]
pub struct Who {
    pub person: Person,
    pub organisation: Organisation,
    pub role: Role,
}

pub struct People {
    pub eva: Who,
    pub omar: Who,
    pub asa: Who,
    pub gunilla: Who,
    /// The region's director, data protection officer and lawyer.
    pub birgitta: Who,
    pub daniel: Who,
    pub maria: Who,
    pub sara: Who,
    /// The municipality's security strategist and director.
    pub jonas: Who,
    pub helena: Who,
    pub lena: Who,
    pub lena_archive: Who,
    pub ingrid: Who,
    pub peter: Who,
    pub vidlyssna: Organisation,
    pub arkivhyllan: Organisation,
    pub husläkarna: Organisation,
    pub portalverket: Organisation,
}

/// Makes both clients, the vendors' own organisations, and everybody's account.
pub fn arrive(story: &Story<'_>) -> Result<People> {
    let hash = secrets::hash_password(PASSWORD)?;
    let now = story.now();
    story.app.db.write_now(|c| {
        let mut organisation =
            |kind, name: &str, number: Option<&str>| accounts::add_organisation(c, now, kind, name, number, false);
        let almea = organisation(OrganisationKind::Region, "Region Almeå", None)?;
        let lindvik = organisation(OrganisationKind::Municipality, "Lindvik kommun", None)?;
        let vidlyssna = organisation(OrganisationKind::Vendor, "Vidlyssna Vårdlinje AB", None)?;
        let arkivhyllan = organisation(OrganisationKind::Vendor, "Arkivhyllan Drift AB", None)?;
        let husläkarna = organisation(OrganisationKind::Vendor, "Östra Husläkarna AB", None)?;
        let portalverket = organisation(OrganisationKind::Vendor, "Portalverket Norr AB", None)?;
        let mut person = |name: &str, email: &str, organisation: &Organisation, role: Role| -> Result<Who> {
            let email = email.parse().map_err(|()| crate::base::Refusal::fault("a demo address"))?;
            let person =
                accounts::add_person(c, now, &NewPerson { name: name.to_string(), email: Some(email), phone: None })?;
            accounts::add_account(c, now, &person, Language::Sv, Some(hash.clone()))?;
            accounts::add_membership(c, now, &person.id, &organisation.id, role)?;
            Ok(Who { person, organisation: organisation.clone(), role })
        };
        let lena = person("Lena Sjö", "lena.sjo@vidlyssna.example", &vidlyssna, Role::VendorAdmin)?;
        // These five can be signed in as; the story itself asks nothing of them.
        person("Karin Ek", "karin.ek@almea.example", &almea, Role::Admin)?;
        person("Nils Åberg", "nils.aberg@almea.example", &almea, Role::Reader)?;
        person("Mikael Dahl", "mikael.dahl@vidlyssna.example", &vidlyssna, Role::VendorMember)?;
        person("Petra Lind", "petra.lind@almea.example", &almea, Role::UnitHead)?;
        person("Hans Berg", "hans.berg@almea.example", &almea, Role::Board)?;
        let people = People {
            eva: person("Eva Björk", "eva.bjork@almea.example", &almea, Role::ContractManager)?,
            asa: person("Åsa Lindqvist", "asa.lindqvist@almea.example", &almea, Role::ContractManager)?,
            omar: person("Omar Haddad", "omar.haddad@almea.example", &almea, Role::SecurityOfficer)?,
            gunilla: person("Gunilla Ros", "gunilla.ros@almea.example", &almea, Role::Auditor)?,
            birgitta: person("Birgitta Falk", "birgitta.falk@almea.example", &almea, Role::Director)?,
            daniel: person("Daniel Öst", "daniel.ost@almea.example", &almea, Role::DataProtectionOfficer)?,
            maria: person("Maria Kron", "maria.kron@almea.example", &almea, Role::LegalCounsel)?,
            jonas: person("Jonas Åkerman", "jonas.akerman@lindvik.example", &lindvik, Role::SecurityOfficer)?,
            helena: person("Helena Dahlin", "helena.dahlin@lindvik.example", &lindvik, Role::Director)?,
            sara: person("Sara Holm", "sara.holm@lindvik.example", &lindvik, Role::ContractManager)?,
            ingrid: person("Ingrid Lund", "ingrid.lund@huslakarna.example", &husläkarna, Role::VendorAdmin)?,
            peter: person("Peter Norr", "peter.norr@portalverket.example", &portalverket, Role::VendorAdmin)?,
            lena_archive: Who {
                person: lena.person.clone(),
                organisation: arkivhyllan.clone(),
                role: Role::VendorAdmin,
            },
            lena,
            vidlyssna,
            arkivhyllan,
            husläkarna,
            portalverket,
        };
        let second = &people.lena_archive;
        accounts::add_membership(c, now, &second.person.id, &second.organisation.id, second.role)?;
        Ok(people)
    })
}

impl Who {
    /// This person acting now.
    pub fn ctx(&self, story: &Story<'_>) -> Ctx {
        let actor = Actor {
            person_id: self.person.id.clone(),
            name: self.person.name.clone(),
            organisation_id: self.organisation.id.clone(),
            organisation_name: self.organisation.name.clone(),
            role: self.role,
            via: Via::Web,
        };
        Ctx::new(actor, story.now(), Language::Sv, "demo".to_string())
    }
}
