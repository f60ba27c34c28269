# Leverantörsregistret på djupet: livscykel, certifikat, betyg, egna fält, massändring

error-vendor-phone-needed = Den som nås dygnet runt behöver ett telefonnummer.
error-vendor-time = Skriv klockslaget som TT:MM, till exempel 08:00.
error-vendor-times-order = Sluttiden ska vara senare än starttiden.
error-vendor-edition = Skriv utgåvans år med fyra siffror, till exempel 2022.
error-vendor-edition-needed = Ange vilken utgåva av standarden certifikatet gäller, till exempel 2022.
error-vendor-dates-order = Sista giltighetsdagen kan inte ligga före den första.
error-vendor-future = Dagen kan inte ligga i framtiden.
error-vendor-past = Välj i dag eller en senare dag.
error-vendor-contracts-after = Leverantören har avtal som löper. Ange vad som händer med dem.
error-vendor-deputy-same = Ersättaren kan inte vara samma person som den avtalsansvariga.
error-vendor-extra-long = Skriv högst 500 tecken.
error-vendor-extra-number = Skriv ett tal, till exempel 12 eller 12,5.
error-vendor-extra-key = Nyckeln börjar med en liten bokstav och har bara små bokstäver a–z, siffror och understreck, högst 40 tecken.
error-vendor-extra-choices = Skriv minst två och högst 50 alternativ, ett per rad.
error-vendor-extra-taken = Det finns redan ett fält med den nyckeln.
error-vendor-extra-unknown = Det finns inget fält med den nyckeln.
error-vendor-filter-empty = Välj något att filtrera på innan du sparar filtret.
error-vendor-filter-name = Ge filtret ett namn, så att du känner igen det.
error-vendor-bulk-none = Markera minst en leverantör i listan.
error-vendor-bulk-many = Ändra högst 200 leverantörer åt gången.
error-vendor-bulk-nothing = Välj vad som ska ändras.
import-error-vendor-ended = Leverantören är avslutad. Öppna den igen innan du ändrar den.
error-vendor-ended = Leverantören är avslutad. Öppna den igen innan något nytt påbörjas.
rule-vendor-ended = Leverantören är avslutad och kan bara läsas. Öppna den igen med ett skäl om något ska ändras.
rule-vendor-step = En leverantör kan inte gå från { $from ->
    [prospect] under upphandling
    [active] aktiv
    [leaving] under avveckling
   *[ended] avslutad
} till { $to ->
    [prospect] under upphandling
    [active] aktiv
    [leaving] under avveckling
   *[ended] avslutad
}.
rule-vendor-step-own-page = Det steget behöver ett skäl. Använd Ändra status på leverantörens sida.
rule-vendor-extra-many = Ni har redan 100 egna fält. Ta ett ur bruk och ändra det i stället.
rule-vendor-filters-many = Du har redan 50 sparade filter. Ta bort något som du inte använder.

audit-object-certificate = certifikat
audit-object-vendor_rating = betyg
audit-object-extra_field = eget fält
audit-object-saved_filter = sparat filter
audit-verb-vendor_step = ändrade status för

vendors-kind-private_performer = Privat utförare
vendors-field-deputy-id = Ersättare
vendors-field-legal-basis = Rättslig grund
vendors-field-planned-end = Planerat slut
vendors-field-phone-on = Samtalet skedde
vendors-field-phone-by-name = Inlagd av
vendors-field-phone-with = Talade med
vendors-field-extra = Egna fält
vendors-field-status-reason = Skäl
vendors-field-contracts-after = Avtal som löper
vendors-hint-deputy = Hittar också leverantören på sin egen lista.
vendors-hint-legal-basis = Krävs för privata utförare, till exempel avtal enligt LOV.
vendors-hint-status = Att avsluta, eller öppna igen, görs under Ändra status.

vendors-lifecycle = Ändra status
vendors-lifecycle-open = Öppna igen
vendors-lifecycle-lead = En avslutad leverantör kan bara läsas tills någon öppnar den igen. Alla steg sparas med ditt namn och ditt skäl.
vendors-step = Nästa steg
vendors-step-prospect = Tillbaka till upphandling
vendors-step-active = Aktiv
vendors-step-leaving = Börja avveckla
vendors-step-ended = Avsluta
vendors-step-save = Ändra status
vendors-step-taken = Statusen är ändrad.
vendors-steps = Livscykel
vendors-hint-status-reason = Behövs för alla steg utom från upphandling till aktiv.
vendors-hint-planned-end = Bara när avvecklingen börjar: dagen då samarbetet ska vara slut.
vendors-hint-contracts-after = Behövs bara när du avslutar leverantören.
vendors-open-contracts = { $count ->
    [one] Ett avtal löper fortfarande.
   *[other] { $count } avtal löper fortfarande.
}
vendors-see-contracts = Visa avtalen
vendors-contracts-after-run_out = Löper ut vid avtalad tid
vendors-contracts-after-terminated = Sägs upp
vendors-contracts-after-transferred = Förs över till en annan leverantör
vendors-ended-head = Leverantören är avslutad
vendors-ended-text = Uppgifterna kan bara läsas.

vendors-phone = Inlagd per telefon
vendors-phone-hint = Fyll i när du lägger in uppgifterna åt en liten leverantör som du har talat med. Ditt namn sparas.
vendors-phone-mark = Inlagd per telefon { $day } av { $by }, efter samtal med { $with }.
vendors-by-phone = per telefon
vendors-merged-into = Sammanslagen med

vendors-always = 24/7-kontakt
vendors-always-missing = 24/7-kontakt saknas
vendors-always-missing-text = På leverantörens nivå behövs någon som svarar i telefon om incidenter dygnet runt. Lägg till en kontaktperson med rollen Incident som nås dygnet runt.
vendors-contact-field-roles = Roller
vendors-contact-field-hours = Nås
vendors-contact-field-opens = Från klockan
vendors-contact-field-closes = Till klockan
vendors-contact-hint-roles = En person kan ha flera.
vendors-contact-hint-hours = När personen svarar i telefon.
vendors-contact-hint-opens = Bara för vardagar, till exempel 08:00.
vendors-contact-hours-always = Dygnet runt
vendors-contact-hours-weekdays = Vardagar
vendors-contact-role-contract = Avtal
vendors-contact-role-security = Informationssäkerhet
vendors-contact-role-data_protection = Dataskydd
vendors-contact-role-incident = Incident
vendors-contact-role-operations = Drift
vendors-contact-role-economy = Ekonomi

vendors-tab-certificates = Certifikat
vendors-certificates = Certifikat och intyg
vendors-certificates-own = Våra certifikat och intyg
vendors-certificates-lead = De som går ut först står överst.
vendors-certificates-own-lead = Här visar ni era certifikat, rapporter och försäkringar för dem som följer upp er.
vendors-certificates-empty = Inga certifikat än
vendors-certificates-empty-text = Här samlas certifikat, revisionsrapporter och försäkringar med hur länge de gäller.
vendors-certificates-own-empty = Lägg till ett certifikat, så ser er beställare det direkt.
vendors-certificates-none-such = Inget certifikat har det läget
vendors-certificates-warn = Certifikat att se över
vendors-certificates-export-name = certifikat
vendors-see-certificates = Visa alla certifikat
vendors-certificate-new = Lägg till certifikat
vendors-certificate-edit = Ändra certifikatet
vendors-certificate-saved = Certifikatet är sparat.
vendors-certificate-removed = Certifikatet är borttaget.
vendors-certificate-remove-head = Ta bort
vendors-certificate-remove = Ta bort certifikatet
vendors-certificate-remove-sure = Ta bort certifikatet?
vendors-certificate-remove-text = Det visas inte längre, men finns kvar i historiken.
vendors-certificate-file = Fil
vendors-certificate-accredited = Ackrediterat organ ({ $body })
vendors-certificate-not-accredited = Inte ackrediterat, eller okänt
vendors-certificate-by-vendor = Inlagt av leverantören: { $name }
vendors-certificate-by-us = Inlagt av { $name } hos beställaren
vendors-certificate-ended = Utgåva { $edition } upphörde att gälla { $day }.
vendors-not-verified = ej verifierad
vendors-certificate-field-vendor-id = Visas för
vendors-certificate-field-kind = Slag
vendors-certificate-field-edition = Utgåva
vendors-certificate-field-issuer = Utfärdare
vendors-certificate-field-accredited = Utfärdaren är ackrediterad
vendors-certificate-field-accreditation-body = Ackrediterat av
vendors-certificate-field-scope = Omfattning
vendors-certificate-field-valid-from = Gäller från och med
vendors-certificate-field-valid-to = Gäller till och med
vendors-certificate-field-state = Läge
vendors-certificate-field-note = Anteckning
vendors-certificate-field-internal-note = Intern anteckning
vendors-certificate-field-file = Fil
vendors-certificate-hint-edition = Standardens år, till exempel 2022. Krävs för ISO 27001.
vendors-certificate-hint-issuer = Den som utfärdat certifikatet, rapporten eller försäkringen.
vendors-certificate-hint-accreditation-body = Till exempel Swedac.
vendors-certificate-hint-scope = Vad som omfattas, med certifikatets egna ord.
vendors-certificate-hint-note = Ses av både beställaren och leverantören.
vendors-certificate-kind-iso27001 = ISO 27001
vendors-certificate-kind-iso9001 = ISO 9001
vendors-certificate-kind-soc2 = SOC 2
vendors-certificate-kind-isae3402 = ISAE 3402
vendors-certificate-kind-penetration_test = Sammanfattning av penetrationstest
vendors-certificate-kind-insurance = Försäkring
vendors-certificate-kind-other = Övrigt
vendors-certificate-state-valid = Gäller
vendors-certificate-state-expiring = Går snart ut
vendors-certificate-state-expired = Har gått ut
vendors-certificate-state-edition_ended = Ogiltigt: utgåvan har upphört
vendors-certificate-state-coming = Gäller inte än
vendors-certificate-state-undated = Slutdag saknas

vendors-ratings = Nivå och andras betyg
vendors-ratings-lead = Betygen visas bredvid nivån och påverkar den inte.
vendors-ratings-empty = Inga betyg är inlagda.
vendors-rating-new = Lägg till betyg
vendors-rating-lead = Ett betyg som någon annan har satt på ekonomi eller kvalitet. Det visas bredvid nivån och räknas aldrig in i den.
vendors-rating-saved = Betyget är sparat.
vendors-rating-field-kind = Vad betyget gäller
vendors-rating-field-rating = Betyg
vendors-rating-field-source = Källa
vendors-rating-field-rated-on = Betygets dag
vendors-rating-hint-rating = Som källan skriver det, till exempel AA.
vendors-rating-hint-source = Vem som satt betyget.
vendors-rating-kind-financial = Ekonomiskt betyg
vendors-rating-kind-quality = Kvalitetsbetyg

vendors-extra-fields = Egna fält
vendors-extra-lead = Fält som er organisation behöver om varje leverantör och som inte finns från början.
vendors-extra-new = Lägg till fält
vendors-extra-edit = Ändra fältet
vendors-extra-saved = Fältet är sparat.
vendors-extra-empty = Inga egna fält än
vendors-extra-empty-text = Lägg till ett fält, så finns det i leverantörens formulär, i listan, i exporten och i API:et.
vendors-extra-shown = Uppgifter hos era beställare
vendors-extra-field-label = Namn
vendors-extra-field-label-sv = Namn på svenska
vendors-extra-field-label-en = Namn på engelska
vendors-extra-field-key = Nyckel
vendors-extra-field-kind = Typ
vendors-extra-field-choices = Alternativ
vendors-extra-field-required = Måste fyllas i
vendors-extra-field-shown-to-vendor = Visas för leverantören
vendors-extra-field-in-list = Visas i listan
vendors-extra-field-active = Används
vendors-extra-hint-key = Används i API:et, till exempel department. Kan inte ändras senare.
vendors-extra-hint-kept = Nyckel och typ kan inte ändras, eftersom svar redan kan finnas.
vendors-extra-hint-choices = Ett alternativ per rad. Bara för typen Val.
vendors-extra-hint-shown = Leverantörens användare ser värdet i sin portal.
vendors-extra-hint-active = Ett fält som inte används göms, men svaren finns kvar.
vendors-extra-kind-text = Text
vendors-extra-kind-number = Tal
vendors-extra-kind-date = Datum
vendors-extra-kind-choice = Val
vendors-extra-kind-yes_no = Ja eller nej

vendors-filter-certificate = Certifikat
vendors-filter-extra-key = Eget fält
vendors-filter-extra-value = Fältets värde
vendors-filters = Sparade filter
vendors-filter-keep = Spara filtret
vendors-filter-name = Filtrets namn
vendors-filter-share = Dela med alla i organisationen
vendors-filter-shared = (delat)
vendors-filter-remove = Ta bort filtret
vendors-filter-kept = Filtret är sparat.
vendors-filter-removed = Filtret är borttaget.

vendors-bulk = Ändra flera på en gång
vendors-bulk-lead = Markera leverantörer i listan och välj vad som ska ändras. Var och en prövas för sig: det som inte går stoppar inte de andra.
vendors-bulk-choose = Markera
vendors-bulk-leave = Ändra inte
vendors-bulk-manager = Ny avtalsansvarig
vendors-bulk-deputy = Ny ersättare
vendors-bulk-status = Ny status
vendors-bulk-reason = Skäl till ny status
vendors-bulk-add-tags = Lägg till etiketter
vendors-bulk-remove-tags = Ta bort etiketter
vendors-bulk-save = Ändra de markerade
vendors-bulk-done = Resultat av ändringen
vendors-bulk-summary = Ändrade: { $done }. Inte ändrade: { $refused }.
vendors-bulk-outcome = Utfall
vendors-bulk-row = Rad
vendors-bulk-ok = Ändrad
vendors-bulk-refused = Inte ändrad
vendors-bulk-back = Till leverantörerna
vendors-bulk-not-found = Leverantören finns inte.
vendors-bulk-not-allowed = Din roll får inte ändra den här leverantören.
vendors-bulk-changed = Någon annan ändrade leverantören samtidigt. Försök igen.

vendors-history-vendor_step-vendor = Statusen ändrades
vendors-history-create-certificate = Certifikatet från { $name } lades till
vendors-history-update-certificate = Certifikatet från { $name } ändrades
vendors-history-delete-certificate = Certifikatet från { $name } togs bort
vendors-history-create-vendor_rating = Betyget { $name } lades till

nav-certificates = Certifikat
