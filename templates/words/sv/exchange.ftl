# Läsa in och föra ut register: filer, kolumner och det som är fel i dem.

## Filen
error-sheet-too-large = Filen är för stor. Den får vara högst { $max } MB.
error-sheet-empty = Filen är tom.
error-sheet-not-a-sheet = Det här är varken en Excelfil (.xlsx) eller en CSV-fil. Spara registret i något av de formaten och försök igen.
error-sheet-old-excel = Filen är sparad i ett äldre Excelformat eller skyddad med lösenord. Öppna den i Excel, ta bort lösenordet om det finns ett och spara som .xlsx.
error-sheet-damaged = Filen är skadad och går inte att läsa. Öppna den i Excel, spara den på nytt och försök igen.
error-sheet-bomb = Filen packas upp till något mycket större än den ser ut att vara och har inte öppnats. Spara registret på nytt i Excel, eller som CSV.
error-sheet-too-many-rows = Filen har för många rader. Ett blad får ha högst { $max } rader. Dela upp filen.
error-sheet-too-many-columns = Filen har för många kolumner. Ett blad får ha högst { $max } kolumner. Ta bort dem som inte behövs.
error-sheet-too-many-cells = Filen innehåller för mycket. Dela upp den eller ta bort blad och kolumner som inte behövs.
error-sheet-unclosed-quote = Ett citattecken som börjar på rad { $row } avslutas aldrig. Rätta raden och försök igen.

## Organisationsnummer och HSA-id
error-org-number-length = Ett organisationsnummer har tio siffror, till exempel 556000-0001.
error-org-number-foreign = Skriv numret med bokstäver, siffror, mellanslag, punkt, bindestreck eller snedstreck, och minst en siffra.
error-org-number-letters = Organisationsnumret får bara innehålla siffror och bindestreck, till exempel 556000-0001.
error-org-number-prefix = Numret har tolv siffror men börjar inte på 16, eller på 19 eller 20 för en enskild firma. Skriv de tio siffrorna, till exempel 556000-0001.
error-org-number-check-digit = Kontrollsiffran i organisationsnumret stämmer inte. Kontrollera siffrorna, till exempel 556000-0001.
error-hsa-id-form = Ett HSA-id består av landskod, organisationsnummer, bindestreck och ett tillägg, till exempel SE5560000001-A123.
error-hsa-id-org-number = Organisationsnumret i HSA-id:t stämmer inte. Kontrollera siffrorna efter landskoden.

## Vad filen innehåller
import-kind-vendors = Leverantörer
import-kind-contracts = Avtal

## Kolumner
import-field-reference = Avtalsnummer
import-field-diary_number = Diarienummer
import-field-vendor_name = Leverantör
import-field-org_number = Organisationsnummer
import-field-kind = Typ av leverantör
import-field-title = Avtalets namn
import-field-starts_on = Giltigt från och med
import-field-ends_on = Giltigt till och med
import-field-annual_value_sek = Årsvärde i kronor
import-field-manager_email = Avtalsansvarigs e-post
import-field-note = Anmärkning
import-field-legal_name = Namn
import-field-hsa_id = HSA-id
import-field-contact_name = Kontaktperson
import-field-email = Kontaktpersonens e-post
import-field-phone = Telefon
import-field-country = Land

## Tabellen och kolumnvalen
import-error-no-header = Filen har ingen rad med kolumnrubriker som känns igen. Rubrikraden ska finnas bland de tjugo första raderna.
import-error-column-missing = Välj vilken kolumn som innehåller { $field }.
import-error-map-form = Filen med kolumnval går inte att läsa. Skriv en rad per fält, till exempel reference = "Avtalsnr".
import-error-map-field = Det finns inget fält som heter ”{ $value }”.
import-error-map-column = Filen har ingen kolumn med rubriken eller bokstaven ”{ $value }”.

## Rader som inte kan tas emot
import-error-row = Rad { $row }, kolumn { $column } ({ $header }): { $reason }
import-error-row-no-column = Rad { $row }, { $field }: { $reason }
import-error-required = Värde saknas.
import-error-too-long = Texten är för lång. Högst { $max } tecken får plats.
import-error-date-unreadable = ”{ $value }” går inte att läsa som ett datum. Skriv år, månad och dag, till exempel 2026-11-02.
import-error-date-impossible = Datumet ”{ $value }” finns inte eller ligger orimligt långt bort. Kontrollera år, månad och dag.
import-error-end-before-start = Avtalet slutar { $end }, innan det börjar { $start }. Kontrollera båda datumen.
import-error-amount-unreadable = ”{ $value }” går inte att läsa som ett belopp i kronor. Skriv till exempel 45 054 000.
import-error-amount-negative = Beloppet ”{ $value }” är negativt. Årsvärdet måste vara noll eller mer.
import-error-formula = Cellen innehåller en formel utan sparat värde. Formler räknas aldrig ut här. Skriv in värdet i stället.
import-error-country = ”{ $value }” är inget land som känns igen. Skriv landets namn eller en kod med två bokstäver, till exempel SE.
import-error-reference-twice = Avtalsnumret finns redan på rad { $row } i samma fil.

## Värden som utelämnas; raden tas emot
import-warning-email = ”{ $value }” är ingen e-postadress och utelämnas. Resten av raden tas emot.
import-warning-manager-email = ”{ $value }” är ingen e-postadress, så avtalet får ingen avtalsansvarig. Resten av raden tas emot.
import-warning-hsa-id = ”{ $value }” är inget giltigt HSA-id och utelämnas. Resten av raden tas emot.
import-warning-kind = Typen ”{ $value }” känns inte igen, så leverantören läggs in som Övrig.
import-warning-manager-unknown = Ingen med adressen { $value } har ett konto i organisationen, så avtalsansvarig lämnas som den är. Bjud in personen och läs in filen igen, eller välj ansvarig på avtalet.
import-warning-other-name = I filen heter leverantören ”{ $value }” men i registret ”{ $registered }”. Organisationsnumret är detsamma och namnet i registret behålls.
import-warning-end-kept = Cellen för slutdatum är tom. Registrets slutdatum { $value } behålls.
import-warning-note-kept = Avtalet har redan en intern anteckning. Den behålls.
import-warning-diary = ”{ $value }” stämmer inte med era diarienummer. Det tas emot ändå. Kontrollera det på avtalet.

## Hela rader
import-error-row-whole = Rad { $row }: { $reason }
import-error-other-vendor = Avtalsnumret finns redan i registret hos en annan leverantör: { $vendor }. Kontrollera avtalsnumret och organisationsnumret.
import-error-column-needed = Välj en kolumn. Utan den går ingen rad att läsa in.
import-error-column-twice = Kolumnen är redan vald för ett annat fält.
import-note-vendor-added = Leverantören { $vendor } läggs till.
import-note-merged = Samma organisationsnummer som rad { $row }. Raderna slås ihop till en leverantör.
import-change = { $field }: { $old } → { $new }
import-change-from-nothing = { $field }: { $new }
import-vendor-kind-care_provider = Vårdgivare
import-vendor-kind-it_supplier = IT-leverantör
import-vendor-kind-other = Övrig
rule-import-applied = Importen är redan genomförd. Börja om med filen om något mer ska läsas in.

## Sidorna
import-title = Import
import-lead = Läs in leverantörer och avtal från Excel eller CSV. Inget sparas förrän du har granskat varje rad.
import-new = Ny import
import-new-title = Ny import
import-new-lead = Välj filen som den är. Rubrikraden, teckenkodningen och kolumnerna hittas av sig själva, och du får rätta dem i nästa steg.
import-empty = Ingen import ännu
import-empty-text = Här ser du varje inläst fil, vem som läste in den och vad som hände med raderna. Börja med avtalsregistret, så följer leverantörerna med.
import-file = Fil
import-kind = Innehåll
import-who = Vem
import-who-command = Kommandoraden
import-when = När
import-status-preview = Väntar på granskning
import-status-applied = Genomförd
import-outcome-created = Nya
import-outcome-updated = Ändras
import-outcome-unchanged = Oförändrade
import-outcome-refused = Stoppade
import-steps = Importens steg
import-step-file = Välj fil
import-step-mapping = Koppla kolumner
import-step-preview = Granska
import-step-done = Klart
import-mapping-title = Koppla kolumner
import-mapping-lead = Så här har kolumnerna i { $file } tolkats. Rätta det som inte stämmer.
import-mapping-columns = Kolumner
import-column-none = Läses inte in
import-first-rows = De första raderna i filen
import-to-preview = Granska raderna
import-back-to-mapping = Ändra kolumnerna
import-preview-title = Granska importen
import-preview-lead = Det här händer om du läser in { $file }. Inget är sparat ännu.
import-preview-refused = { $count ->
    [one] En rad kan inte läsas in och lämnas utanför. Övriga rader påverkas inte.
   *[other] { $count } rader kan inte läsas in och lämnas utanför. Övriga rader påverkas inte.
}
import-preview-nothing = Allt i filen finns redan i registret, eller kan inte läsas in. Det finns inget att spara.
import-apply = Läs in
import-result-title = Importens resultat
import-result-lead = Så gick det med raderna i { $file }.
import-result-refused = { $count ->
    [one] En rad lästes inte in. Rätta den i filen och läs in filen igen. Det som redan är inläst påverkas inte.
   *[other] { $count } rader lästes inte in. Rätta dem i filen och läs in filen igen. Det som redan är inläst påverkas inte.
}
import-open-vendors = Till leverantörerna
import-open-contracts = Till avtalen
import-said-done = Filen är inläst: { $created } nya, { $updated } ändrade, { $unchanged } oförändrade.
import-said-done-but = Filen är inläst: { $created } nya, { $updated } ändrade, { $unchanged } oförändrade. { $refused } stoppades.
import-counts = Nya: { $created }. Ändrade: { $updated }. Oförändrade: { $unchanged }. Stoppade: { $refused }.
import-counts-dry = Provkörning, inget är sparat. Nya: { $created }. Ändrade: { $updated }. Oförändrade: { $unchanged }. Stoppade: { $refused }.
import-rows = Rader
import-row = Rad
import-row-outcome = Utfall
import-row-name = Vad raden gäller
import-row-says = Vad som händer
import-tab-all = Alla rader
import-tab-created = Nya
import-tab-updated = Ändras
import-tab-unchanged = Oförändrade
import-tab-refused = Stoppade
import-no-rows = Inga rader här
import-no-rows-text = Filen har inga rader av det här slaget. Välj en annan flik.
audit-object-import = import

## Upprepade anrop
error-idempotency-key = Nyckeln i Idempotency-Key har redan använts för ett annat anrop. Välj en ny nyckel.
error-idempotency-key-form = Idempotency-Key ska ha mellan 1 och 200 tecken.
rule-idempotency-under-way = Ett anrop med samma Idempotency-Key behandlas just nu. Försök igen om en stund.

## Tjänster
import-kind-services = Tjänster
import-open-services = Till tjänsterna
import-field-service_name = Tjänst
import-field-platform = Plattform
import-field-administration = Förvaltning
import-field-audience = Publik eller intern
import-field-class_c = K (konfidentialitet)
import-field-class_i = R (riktighet)
import-field-class_a = T (tillgänglighet)
import-field-class_t = S (spårbarhet)
import-field-information_types = Informationstyper
import-field-users_per_day = Användare per dag
import-field-fallback_routine = Reservrutin
import-error-service-twice = Tjänsten finns redan på rad { $row } i samma fil.
import-error-class = ”{ $value }” är ingen nivå. Skriv en siffra 0–3, eller lämna cellen tom.
import-error-count = ”{ $value }” är inget antal. Skriv ett heltal som är noll eller större.
import-error-audience = ”{ $value }” känns inte igen. Skriv publik, intern eller partner.
import-warning-type = Informationstypen ”{ $value }” känns inte igen och utelämnas. Resten av raden tas emot.
import-warning-lowering = Filen har en lägre klass ({ $value }) än den som gäller ({ $stored }). En sänkning kräver en andra person och görs på tjänsten, så klassen lämnas som den är.
import-note-platform-added = Plattformen { $platform } läggs till, utan tak.
import-note-unclassified = Tjänsten läggs in som oklassad.
