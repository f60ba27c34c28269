# Ord som alla sidor delar.

product-name = Tillit
product-tagline = Uppföljning av informationssäkerhet hos leverantörer

## Knappar
common-save = Spara
common-save-and-continue = Spara och fortsätt
common-save-for-later = Spara och fortsätt senare
common-cancel = Avbryt
common-confirm-no = Nej, gå tillbaka
common-back = Tillbaka
common-next = Nästa
common-previous = Föregående
common-continue = Fortsätt
common-close = Stäng
common-open = Öppna
common-show = Visa
common-hide = Dölj
common-edit = Ändra
common-add = Lägg till
common-create = Skapa
common-remove = Ta bort
common-send = Skicka
common-submit = Skicka in
common-approve = Godkänn
common-return = Återlämna
common-verify = Verifiera
common-postpone = Skjut fram
common-lock = Lås
common-download = Ladda ner
common-upload = Ladda upp
common-export-xlsx = Exportera till Excel
common-export-csv = Exportera till CSV
common-export-cut = { $held } av { $total } rader ryms i filen. Använd filtren för att få med resten.
common-copy = Kopiera
common-copied = Kopierad
common-copy-link = Kopiera länken
common-search = Sök
common-filter = Filtrera
common-clear-filter = Rensa filter
common-choose = Välj
common-choose-file = Välj fil
common-all = Alla
common-none = Inga
common-yes = Ja
common-no = Nej
common-unknown = Vet ej
common-not-set = Ej angivet
common-optional = valfritt
common-required = obligatoriskt
common-more = Mer
common-more-actions = Fler val
common-details = Detaljer
common-history = Ändringshistorik
common-comment = Kommentar
common-note = Anteckning
common-reason = Skäl
common-evidence = Underlag
common-status = Status
common-due = Senast
common-owner = Ansvarig
common-name = Namn
common-email = E-post
common-date = Datum
common-created = Skapad
common-updated = Uppdaterad
common-version = Version
common-week = Vecka { $week }
common-from-to = { $from } till { $to }
common-x-of-y = { $done } av { $total }
common-confirm-title = Är du säker?
common-confirm-cannot-undo = Det går inte att ångra.
common-print = Skriv ut
common-why = Varför?
common-old = Tidigare
common-new = Nu
common-empty-value = –

## Listor
list-count = { $count ->
    [one] { $count } träff
   *[other] { $count } träffar
}
list-page = Sida { $number } av { $pages }
list-pages = Sidor
list-sort-by = Sortera efter { $column }
list-sorted-ascending = stigande
list-sorted-descending = fallande
list-scroll-hint = Tabellen kan rullas i sidled
list-filters = Filter
list-live = Listan uppdateras när du ändrar ett filter.

## Ramen
frame-skip = Hoppa till innehållet
frame-navigation = Huvudmeny
frame-breadcrumb = Du är här
frame-search-label = Sök
frame-search-placeholder = Leverantör, avtal, brist, tjänst …
frame-search-placeholder-portal = Åtgärd, självskattning, dialog …
frame-language = English
frame-language-label = Byt språk till engelska
frame-menu-user = Ditt konto
frame-menu-acting-for = Du arbetar för
frame-menu-switch = Byt till { $organisation }
frame-menu-account = Konto och inloggningar
frame-sign-out = Logga ut
frame-sign-in = Logga in
frame-nav-more = Mer
frame-nav-collapse = Fäll ihop menyn
frame-nav-expand = Fäll ut menyn
frame-nav-count = { $count } väntar på dig
frame-demo-label = Demo
frame-demo = Demo: påhittade uppgifter. Inget mejl lämnar datorn.
frame-demo-mail = Öppna mejlkorgen
frame-demo-tour = Rundtur
frame-accessibility = Tillgänglighetsredogörelse
frame-request-id = Ärende-id för felsökning: { $id }
frame-loading = Hämtar …

## Navigering
nav-start = Start
nav-vendors = Leverantörer
nav-categorisation = Kategorisering
nav-contracts = Avtal
nav-services = Tjänster
nav-chains = Kedjor
nav-assessments = Självskattningar
nav-findings = Brister
nav-actions = Åtgärder
nav-risks = Risker
nav-incidents = Incidenter
nav-reviews = Genomgångar
nav-subcontracts = Underleverantörer
nav-dialogues = Dialoger
nav-imports = Import
nav-audit = Logg
nav-users = Användare
nav-account = Konto

## Roller
role-admin = Administratör
role-security_officer = Informationssäkerhetssamordnare
role-contract_manager = Avtalsansvarig
role-reader = Läsare
role-auditor = Granskare
role-unit_head = Enhetschef
role-director = Direktör
role-data_protection_officer = Dataskyddsombud
role-legal_counsel = Jurist
role-board = Nämnd
role-vendor_admin = Leverantörens administratör
role-vendor_member = Leverantörens medarbetare

## Leverantörsnivå
tier-label = Nivå
tier-1 = Kritisk
tier-2 = Hög
tier-3 = Normal
tier-4 = Låg
tier-none = Ej nivåsatt
tier-preliminary = preliminär
tier-with-number = Nivå { $tier }

## Tid
month-1 = januari
month-2 = februari
month-3 = mars
month-4 = april
month-5 = maj
month-6 = juni
month-7 = juli
month-8 = augusti
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
due-today = i dag
due-tomorrow = i morgon
due-in-days = om { $days } dagar
due-overdue-days = { $days ->
    [one] { $days } dag försenad
   *[other] { $days } dagar försenad
}

## Sparläge (autospar)
save-idle = Det du skriver sparas efter hand.
save-saving = Sparar …
save-saved = Sparad
save-offline = Kunde inte spara. Texten finns kvar här och vi försöker igen.
save-session-over = Du har blivit utloggad. Texten finns kvar i den här webbläsaren.
save-session-link = Logga in och fortsätt
save-restored = Texten från tidigare har lagts tillbaka. Kontrollera den och spara.
save-invalid = Något behöver rättas innan det kan sparas.
save-conflict-title = Någon annan har ändrat samma text
save-conflict-yours = Din text
save-conflict-theirs = Sparad text
save-conflict-keep-yours = Behåll min text
save-conflict-keep-theirs = Använd den sparade
save-unsaved-leave = Det finns ändringar som inte är sparade.

## Filer
file-drop = Dra hit en fil, eller välj en
file-limit = Högst { $megabytes } MB. Tillåtna filtyper: { $types }.
file-uploading = Laddar upp { $name }
file-uploaded = { $name } är uppladdad
file-failed = { $name } kunde inte laddas upp

## Fel i fält
errors-title = { $count ->
    [one] Ett fält behöver rättas
   *[other] { $count } fält behöver rättas
}
error-required = Fyll i det här fältet.
error-email = Skriv en fullständig e-postadress, till exempel namn@organisation.se.
error-date = Skriv datumet som år-månad-dag, till exempel 2026-11-22.
error-date-order = Slutdatum kan inte ligga före startdatum.
error-date-past = Välj ett datum som inte har passerat.
error-number = Skriv ett heltal, till exempel 12.
error-number-range = Skriv ett tal mellan { $min } och { $max }.
error-amount = Skriv ett belopp i kronor, till exempel 125 000.
error-too-long = Texten är för lång. Högst { $max } tecken får plats.
error-too-short = Texten är för kort. Skriv minst { $min } tecken.
error-org-number = Organisationsnumret stämmer inte. Skriv tio siffror, till exempel 556677-8899, och kontrollera den sista siffran.
error-hsa-id = HSA-id stämmer inte. Det skrivs som SE, organisationsnummer, bindestreck och suffix, till exempel SE5566778899-1A2B.
error-choice = Välj ett av alternativen.
error-taken = Det finns redan en post med samma uppgift.
error-unknown = Det finns ingen post som motsvarar det du skrev.
error-password-weak = Lösenordet är för lätt att gissa. Använd gärna fyra eller fem ord som inte hör ihop.
error-password-mismatch = De två lösenorden är inte lika.
error-sign-in = E-postadressen eller lösenordet stämmer inte.
error-link-invalid = Länken gäller inte längre. Den kan redan vara använd eller för gammal. Be om en ny.
error-period = Skriv månaden som år-månad, till exempel 2026-11.
error-country = Välj ett land i listan.
error-file-required = Välj en fil.
error-file-too-large = Filen är för stor. Högst { $max } MB går att ladda upp.
error-file-type = Filtypen går inte att ta emot. Tillåtna filtyper: { $types }.
error-file-content = Filens innehåll stämmer inte med dess filändelse.
error-comment-required = Skriv en kommentar som förklarar svaret.
error-reason-required = Ange ett skäl.
error-csrf = Sidan hade varit öppen för länge. Kontrollera uppgifterna och försök igen.
error-invalid = Värdet går inte att använda.

## När något inte går
refusal-not-found-title = Sidan finns inte
refusal-not-found-text = Den kan ha flyttats eller tagits bort, eller så har du inte tillgång till den.
refusal-not-allowed-title = Du har inte behörighet
refusal-not-allowed-text = Din roll ger inte tillgång till den här sidan. Be en administratör i din organisation om du behöver den.
refusal-sign-in-title = Logga in för att fortsätta
refusal-sign-in-text = Du behöver vara inloggad för att se sidan.
refusal-conflict-title = Någon annan hann före
refusal-conflict-text = Uppgifterna har ändrats sedan du öppnade dem. Din text finns kvar här bredvid den som är sparad. Välj vad som ska gälla.
refusal-rule-title = Det går inte just nu
refusal-invalid-title = Något behöver rättas
refusal-slow-down-title = För många försök
refusal-slow-down-text = { $seconds ->
    [one] Vänta en sekund och försök igen.
   *[other] Vänta { $seconds } sekunder och försök igen.
}
refusal-fault-title = Något gick fel hos oss
refusal-fault-text = Felet är registrerat. Inget du har sparat har gått förlorat. Försök igen om en stund, och uppge id-numret nedan om du hör av dig.
refusal-back-to-start = Till startsidan
