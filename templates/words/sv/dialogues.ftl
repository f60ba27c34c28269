# Dialoger: lista, dagordning, möte, protokoll, mejl

audit-object-dialogue = dialog
audit-object-dialogue_item = dagordningspunkt
audit-object-dialogue_participants = deltagare i dialog

error-dialogue-period-taken = Det finns redan en dialog för { $period } i det här avtalet. Välj en annan månad.
error-dialogue-decision = Skriv vad som beslutades.
error-dialogue-called = Deltagarna är redan kallade till mötet. Ändra dagen under Kallelse, så att deras kalendrar följer med.
error-dialogue-minutes-email = Skriv en e-postadress, eller avmarkera att personen ska få protokollet.
error-dialogue-next-early = Välj en dag efter den { $held }, när det här mötet hölls.
error-dialogue-same-name = Två deltagare på samma sida får inte ha samma namn. Lägg till något som skiljer dem åt, till exempel ”{ $name } (drift)”.
error-dialogue-participants-many = Ett möte får ha högst { $max } deltagare.
rule-dialogue-series-exists = Avtalet har redan en dialog som inte är låst. Öppna den i stället.

## Lista
dialogue-list-lead = Återkommande möten med leverantörerna, ett avtal i taget.
dialogue-tabs = Kommande eller låsta dialoger
dialogue-tab-ahead = Kommande
dialogue-tab-locked = Låsta protokoll
dialogue-new = Starta en dialogserie
dialogue-mine = Bara mina avtal
dialogue-contract = Avtal
dialogue-vendor = Leverantör
dialogue-held-on = Mötesdag
dialogue-number = Möte nummer
dialogue-empty = Inga dialoger väntar
dialogue-empty-text = Här står de möten som ska hållas och de som ännu inte är låsta.
dialogue-empty-locked = Inga låsta protokoll
dialogue-empty-locked-text = När ett möte är genomgånget låser du protokollet. Sedan finns det här.

## Ny serie
dialogue-new-title = Starta en dialogserie
dialogue-new-lead = Det första mötet får en dagordning med avtalets alla öppna åtgärder och det som är nytt. Leverantörens nivå avgör hur ofta nästa möte blir.
dialogue-first-on = Första mötet
dialogue-first-on-hint = Du kan flytta dagen senare.
dialogue-new-submit = Skapa mötet
dialogue-no-contracts = Alla avtal har en pågående dialog
dialogue-no-contracts-text = Lägg in ett avtal först om det du söker saknas.
dialogue-started = Mötet är planerat. Gå igenom dagordning och deltagare.

## En dialog
dialogue-title = Dialog { $period }, { $reference }
dialogue-status-planned = Planerad
dialogue-status-held = Pågår
dialogue-status-draft = Utkast
dialogue-status-sent_for_approval = Skickad för justering
dialogue-status-approved = Justerad
dialogue-status-locked = Låst
dialogue-start = Starta mötet
dialogue-continue = Fortsätt mötet
dialogue-edit = Ändra dag och deltagare
dialogue-close = Avsluta mötet
dialogue-chair = Ordförande
dialogue-minute-checker = Justerare
dialogue-minute-checker-hint = Den som granskar protokollet.
dialogue-diary-number = Diarienummer
dialogue-agenda = Dagordning
dialogue-progress = Genomgångna punkter
dialogue-refresh = Hämta in det som är nytt
dialogue-refreshed = { $count ->
    [0] Dagordningen är redan aktuell.
    [one] En ny punkt kom med på dagordningen.
   *[other] { $count } nya punkter kom med på dagordningen.
}
dialogue-add-item = Lägg till en egen punkt
dialogue-section = Under rubriken
dialogue-item-title = Punkt
dialogue-item-added = Punkten finns på dagordningen.
dialogue-item-status = Vad gjorde ni med punkten?
dialogue-item-untouched = Inte genomgången
dialogue-item-taken_up = Genomgången
dialogue-item-no_change = Ingen ändring
dialogue-item-deferred = Skjuts till nästa möte
dialogue-item-decided = Beslutad
dialogue-decision = Beslut
dialogue-override-ends = Avsteget från leverantörens beräknade nivå gäller till och med { $on }. Det syns bara för er.
dialogue-withheld = { $count ->
    [one] En öppen åtgärd är inte med på dagordningen, eftersom leverantören inte ser den. Dela planen, eller visa åtgärden för leverantören, om ni vill ta upp den.
   *[other] { $count } öppna åtgärder är inte med på dagordningen, eftersom leverantören inte ser dem. Dela planen, eller visa åtgärderna för leverantören, om ni vill ta upp dem.
}
dialogue-withheld-see = Se åtgärderna hos leverantören
dialogue-finding-open = Öppna bristen
dialogue-internal-note = Intern anteckning
dialogue-internal-note-hint = Visas aldrig för leverantören och kommer inte med i protokollet.
dialogue-previous = Föregående dialog: { $period }

## Deltagare och fakta
dialogue-edit-title = Dag och deltagare
dialogue-facts = Mötet
dialogue-participants = Deltagare
dialogue-no-participants = Inga deltagare är antecknade.
dialogue-people-lead = Töm namnet för att ta bort en person. Den som ska få protokollet behöver en e-postadress.
dialogue-people-save = Spara deltagarna
dialogue-people-saved = Deltagarna är sparade.
dialogue-people-change = Ändra deltagarna
dialogue-person-new = Ny deltagare
dialogue-saved = Ändringarna är sparade.
dialogue-duty = Roll
dialogue-side = Part
dialogue-side-region = Beställaren
dialogue-side-vendor = Leverantören
dialogue-present = Närvarande
dialogue-receives = Får protokollet
dialogue-language = Språk
dialogue-language-sv = Svenska
dialogue-language-en = Engelska

## Mötet
dialogue-action-number = Åtgärd { $number }
dialogue-action-status-open = Öppen
dialogue-action-status-in_progress = Pågår
dialogue-action-status-reported_done = Klarrapporterad
dialogue-action-status-verified = Verifierad
dialogue-action-status-cancelled = Avbruten
dialogue-slips = { $count ->
    [one] flyttad en gång
   *[other] flyttad { $count } gånger
}
dialogue-age = { $count ->
    [one] öppen i 1 möte
   *[other] öppen i { $count } möten
}
dialogue-reported = Klarrapporterad med kommentaren
dialogue-since-last = Ändrat sedan förra mötet
dialogue-save-next = Spara och gå till nästa
dialogue-steps = Föregående och nästa punkt
dialogue-postpone = Skjut fram åtgärden
dialogue-postpone-to = Nytt slutdatum
dialogue-verify = Verifiera åtgärden
dialogue-effective = Har åtgärden haft effekt?
dialogue-effective-yes = Ja, åtgärden är klar
dialogue-effective-no = Nej, den behöver göras om
dialogue-new-action = Ny åtgärd
dialogue-new-action-submit = Skapa åtgärden
dialogue-action-title = Vad ska göras?
dialogue-action-added = Åtgärd { $number } är skapad och finns på dagordningen.
dialogue-action-postponed = Åtgärden är framflyttad till { $due }.
dialogue-action-verified = Verifieringen är sparad.
dialogue-keys = Tangenter: j nästa, k föregående, s status, n anteckning, a ny åtgärd, Esc tillbaka till punkten.

## Avsluta och låsa
dialogue-close-title = Avsluta mötet
dialogue-close-lead = Kontrollera det som återstår och vilka som var med. Sedan låser du protokollet.
dialogue-blocking = Öppna åtgärder som inte är genomgångna
dialogue-blocking-text = Protokollet går inte att låsa förrän varje öppen åtgärd är genomgången eller skjuten till nästa möte.
dialogue-missing = Öppna åtgärder som saknas på dagordningen
dialogue-missing-text = De kom till efter att dagordningen gjordes. Hämta in dem och gå igenom dem.
dialogue-others = Övriga punkter som inte är genomgångna
dialogue-others-text = De hindrar inte att du låser. I protokollet står de som ej behandlade.
dialogue-close-people = { $count ->
    [0] Ingen får protokollet med e-post.
    [one] En person får protokollet med e-post.
   *[other] { $count } personer får protokollet med e-post.
}
dialogue-cadence = { $count ->
    [one] Leverantörens nivå ger ett möte varje månad.
   *[other] Leverantörens nivå ger ett möte var { $count }:e månad.
}
dialogue-no-cadence = Leverantörens nivå ger inga regelbundna möten. Välj en dag om ni ska ses igen före avtalets förnyelse.
dialogue-next-field = Nästa möte
dialogue-lock-heading = Låst protokoll
dialogue-lock = Lås protokollet
dialogue-lock-confirm = Ska protokollet låsas?
dialogue-lock-consequence = När protokollet är låst kan det inte ändras. Det mejlas som PDF till dem som ska ha det, och nästa möte får allt som fortfarande är öppet.
dialogue-locked = Protokollet är låst och mejlas nu till mottagarna.
dialogue-back-to-meeting = Tillbaka till mötet

## Det låsta protokollet
dialogue-minutes = Protokoll
dialogue-pdf = Ladda ner PDF
dialogue-pdf-sv = PDF på svenska
dialogue-pdf-en = PDF på engelska
dialogue-actions = Åtgärder
dialogue-no-actions = Det finns inga åtgärder i åtgärdsplanen.
dialogue-no-items = Inga punkter är antecknade.
dialogue-column-number = Nr
dialogue-column-action = Åtgärd
dialogue-overdue = Försenad
dialogue-changed-new = Ny sedan förra mötet
dialogue-changed-none = Ingen ändring sedan förra mötet
dialogue-changed-title = Rubrik
dialogue-changed-status = Status
dialogue-changed-responsible = Part
dialogue-changed-owner = Handläggare
dialogue-changed-due_on = Klar senast
dialogue-nobody = ingen
dialogue-next = Nästa möte
dialogue-next-on = Nästa möte är planerat till den
dialogue-next-none = Inget nytt möte är planerat.
dialogue-next-planned = Nästa dialog är planerad: { $period }
dialogue-lock-text = Protokollet är låst. Sidan, PDF:en och mejlet är gjorda enbart ur det som sparades när det låstes.
dialogue-locked-at = Låst
dialogue-locked-by = Låst av
dialogue-sha256 = Kontrollsumma (SHA-256)
dialogue-deliveries = Utskick
dialogue-delivery-when = När
dialogue-delivery-waiting = Väntar
dialogue-delivery-retrying = Försöker igen
dialogue-delivery-sent = Skickat
dialogue-delivery-failed = Gick inte att skicka
dialogue-delivery-next = { $attempts ->
    [one] Ett försök gjort. Nästa försök
   *[other] { $attempts } försök gjorda. Nästa försök
}
dialogue-deliveries-waiting = PDF:en görs i ordning. Ladda om sidan om en stund.
dialogue-deliveries-none = Ingen deltagare skulle ha protokollet med e-post.

## Leverantörens sidor
dialogue-portal-lead = Möten om era avtal: när nästa är, vad det tar upp och vad ni kom fram till.
dialogue-portal-none = Inget möte är planerat just nu.
dialogue-portal-none-locked = Här kommer protokollen när de är låsta.
dialogue-portal-held = Mötet är hållet. Protokollet visas här när det är låst, och mejlas till dem som ska ha det.
dialogue-own-actions = Era öppna åtgärder
dialogue-own-actions-text = Rapportera det som är klart före mötet, så kan det verifieras direkt.
dialogue-own-actions-none = Ni har inga öppna åtgärder i det här avtalet.

## Mejl
dialogue-mail-subject = Protokoll från dialogmöte { $date }, { $reference }
dialogue-mail-hello = Hej { $name }!
dialogue-mail-text = Här är protokollet från dialogmötet mellan { $organisation } och { $vendor } om avtalet { $reference }, den
dialogue-mail-attached = Protokollet är låst och bifogas som PDF.
dialogue-mail-actions = { $count ->
    [0] Inga åtgärder är öppna.
    [one] En åtgärd är öppen.
   *[other] { $count } åtgärder är öppna.
}
dialogue-mail-decisions = { $count ->
    [0] Inga beslut fattades.
    [one] Ett beslut fattades.
   *[other] { $count } beslut fattades.
}
dialogue-mail-open = Läs protokollet i Tillit:
dialogue-mail-sha256 = Protokollets kontrollsumma (SHA-256):

dialogue-history-create-dialogue = Dialogen planerades
dialogue-history-update-dialogue = Dialogen ändrades
dialogue-history-update-dialogue_participants = Deltagarna ändrades
dialogue-history-lock-dialogue = Protokollet låstes
