# Svarens delar, alternativ och fält

answer-date = Datum
answer-percent = Andel i procent
answer-number = Antal
answer-choice = Alternativ
answer-text = Beskrivning
answer-bool = Ja eller nej
answer-list = Lista
answer-list-country = Länder
answer-unit-days = dagar

answer-choice-yes_essential = Ja, som väsentlig verksamhetsutövare
answer-choice-yes_important = Ja, som viktig verksamhetsutövare
answer-choice-no = Nej
answer-choice-unknown = Vet ej
answer-choice-same_day = Samma dag
answer-choice-3_days = Inom tre dagar
answer-choice-30_days = Inom 30 dagar

answer-certificate = Certifikat
answer-certificate-body = Certifieringsorgan
answer-certificate-number = Certifikatets nummer
answer-certificate-valid_until = Giltigt till och med
answer-certificate-scope = Omfattning
answer-contact = Kontakt
answer-contact-name = Namn
answer-contact-role = Roll
answer-contact-reached_by = Telefon eller e-post, dygnet runt
answer-contact-deputy = Ersättare
answer-chain = Leveranskedja
answer-chain-name = Företag
answer-chain-org_number = Organisationsnummer
answer-chain-country = Land
answer-chain-task = Uppgift
answer-roles = Roller
answer-roles-processing = Behandling
answer-roles-role = Er roll
answer-roles-role-controller = Personuppgiftsansvarig
answer-roles-role-joint_controller = Gemensamt personuppgiftsansvarig
answer-roles-role-processor = Personuppgiftsbiträde
answer-roles-role-subprocessor = Underbiträde
answer-kit_class = Godkänd klass
answer-kit_class-c = Konfidentialitet (K)
answer-kit_class-i = Riktighet (R)
answer-kit_class-a = Tillgänglighet (T)
answer-kit_class-t = Spårbarhet (S)
answer-kit_class-checked_how = Så kontrolleras nya e-tjänster
