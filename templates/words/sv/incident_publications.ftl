# Tidslinjer som publiceras efter sekretessprövning

timeline-panel = Tidslinje för publicering
timeline-panel-lead = En tidslinje berättar vad som är känt om incidenten, när varje uppgift är sekretessprövad. En person bereder den och en annan beslutar.
timeline-title = Tidslinje, version { $number }
timeline-prepare = Bered en tidslinje
timeline-prepare-again = Bered en ny version
timeline-prepared = Version { $number } är beredd. Gå igenom varje uppgift innan någon annan beslutar.
timeline-lead = Texterna är förslag utan namn. Skriv om dem, pröva sekretessen för varje uppgift och låt sedan någon annan besluta.
timeline-state-draft = Bereds
timeline-state-published = Publicerad
timeline-state-replaced = Ersatt
timeline-state-withdrawn = Återkallad
timeline-prepared-by = Beredd av
timeline-decided-by = Beslutad av
timeline-decided-role = Roll
timeline-decided-role-hint = Till exempel ”regiondirektör” eller ”kommunikationschef”.
timeline-decided-on = Beslutsdatum
timeline-open-note = Tillit lägger inte ut något på öppna webben. Sidan syns bara för den som är inloggad i organisationen. Vill ni visa tidslinjen för andra publicerar ni själva PDF:en.
timeline-read = Läs tidslinjen
timeline-pdf-in-sv = PDF på svenska
timeline-pdf-in-en = PDF på engelska
timeline-heading = Rubrik och ingress
timeline-title-sv = Rubrik på svenska
timeline-title-en = Rubrik på engelska
timeline-title-hint = Rubriken och ingressen publiceras som de är. Skriv inget där som kan omfattas av sekretess.
timeline-lead-sv = Ingress på svenska
timeline-lead-en = Ingress på engelska
timeline-lead-hint = Skriv ingressen på båda språken, eller inte alls.
timeline-saved = Rubriken är sparad.
timeline-entries = Uppgifter i tidsordning
timeline-entries-lead = Det som utelämnas finns inte med i den publicerade tidslinjen: varken på sidan, i PDF:en eller i API:et.
timeline-entries-none = Det finns inga uppgifter än.
timeline-unreviewed-count = { $count ->
    [one] En uppgift är inte prövad.
   *[other] { $count } uppgifter är inte prövade.
}
timeline-at = Tidpunkt
timeline-at-hint = Svensk tid.
timeline-text = Text
timeline-text-sv = Text på svenska
timeline-text-en = Text på engelska
timeline-text-hint = Skriv vad som hände, så att den som inte var med förstår. Nämn inga personer.
timeline-text-en-hint = Behövs när uppgiften publiceras.
timeline-source = Hämtad från
timeline-source-occurred_from = När det började
timeline-source-occurred_to = När det slutade
timeline-source-detected = Leverantörens upptäckt
timeline-source-vendor_reported = Leverantörens rapport
timeline-source-received = När vi tog emot den
timeline-source-aware = När vi fick kännedom
timeline-source-assessed = Bedömning av betydelsen
timeline-source-notified = Underrättelse till ansvariga
timeline-source-report = En klocka
timeline-source-handled = Status Hanterad
timeline-source-closed = Status Avslutad
timeline-source-own = Egen uppgift
timeline-do = Åtgärd
timeline-not-shown = Utelämnad
timeline-entry-new = Lägg till en uppgift
timeline-entry-edit = Pröva en uppgift
timeline-entry-lead = Texten är ett förslag. Det är du som bedömer om den kan publiceras.
timeline-entry-saved = Uppgiften är sparad.
timeline-entry-removed = Uppgiften är borttagen.
timeline-review = Vad kom du fram till?
timeline-review-do = Pröva
timeline-review-lead = Prövningen är ett förslag till den som beslutar. Paragraferna säger vad du kan behöva tänka på.
timeline-review-unreviewed = Inte prövad
timeline-review-publish = Publiceras
timeline-review-leave_out = Utelämnas
timeline-paragraph-hint = Behövs när uppgiften utelämnas.
timeline-refresh = Hämta nya uppgifter från incidenten
timeline-refreshed = { $count ->
    [0] Det finns inget nytt att hämta.
    [one] En uppgift är ny eller har fått en ny tid. Pröva den.
   *[other] { $count } uppgifter är nya eller har fått en ny tid. Pröva dem.
}
timeline-publish = Beslut om publicering
timeline-publish-lead = Beslutet fattas av någon som varken har berett tidslinjen eller ändrat i den, nu eller i en tidigare version, när varje uppgift är prövad. Sedan går versionen inte att ändra. Beslutet gäller även rubriken och ingressen.
timeline-publish-do = Publicera
timeline-published = Tidslinjen är publicerad och låst.
timeline-withdraw = Återkalla
timeline-withdraw-lead = En återkallad tidslinje går inte längre att läsa på sin adress; bara den som får läsa incidenten ser vad där stod. Har ni lagt ut PDF:en någon annanstans behöver ni ta bort den där.
timeline-withdrawn = Tidslinjen är återkallad.
timeline-withdrawn-title = Återkallad tidslinje
timeline-withdrawn-text = Tidslinjen är återkallad och visas inte längre.
timeline-replaced = Den här versionen är ersatt.
timeline-replaced-by = Ersatt av version { $number }
timeline-moved = Ändrad tid
timeline-moved-to = Tiden i ärendet är nu
timeline-newer = Läs den som gäller
timelines-title = Publicerade tidslinjer
timelines-lead = Här läser du vad som är känt om incidenter som har hänt. Uppgifterna är sekretessprövade, och bara den version som gäller visas.
timelines-heading = Rubrik
timelines-file = PDF
timelines-empty = Inga publicerade tidslinjer
timelines-empty-text = När en tidslinje över en incident har publicerats kan du läsa den här.
timeline-left-out = { $count ->
    [one] En uppgift är utelämnad eftersom den kan omfattas av sekretess: { $grounds }.
   *[other] { $count } uppgifter är utelämnade eftersom de kan omfattas av sekretess: { $grounds }.
}
timeline-proposal-title = Det här vet vi om händelsen
timeline-proposal-occurred_from = Händelsen började.
timeline-proposal-occurred_to = Händelsen upphörde.
timeline-proposal-detected = Leverantören upptäckte händelsen.
timeline-proposal-vendor_reported = Leverantören rapporterade händelsen till oss.
timeline-proposal-received = Vi tog emot uppgiften om händelsen.
timeline-proposal-aware = Vi fick kännedom om händelsen.
timeline-proposal-assessed = Vi bedömde hur allvarlig händelsen var.
timeline-proposal-notified = Vi underrättade dem som ansvarar för avtalen som berörs.
timeline-proposal-handled = Händelsen var under kontroll.
timeline-proposal-closed = Vi avslutade ärendet.
timeline-proposal-report-contract = Leverantörens rapport enligt avtalet kom in.
timeline-proposal-report-gdpr_33 = Vi anmälde händelsen till Integritetsskyddsmyndigheten.
timeline-proposal-report-csl_early = Vi skickade en tidig varning till myndigheten.
timeline-proposal-report-csl_notification = Vi skickade en incidentanmälan till myndigheten.
timeline-proposal-report-csl_final = Vi skickade slutrapporten till myndigheten.
timeline-pdf-heading = Vad som hände
timeline-pdf-description = Tidslinje över en incident, publicerad efter sekretessprövning
timeline-pdf-page = Sida %n av %m
timeline-pdf-none = saknas
timeline-pdf-version = Version
timeline-pdf-when = Tidpunkt
timeline-pdf-what = Vad som hände
timeline-pdf-decision = Beslut
timeline-pdf-name = Beslutad av
timeline-pdf-role = Roll
timeline-pdf-on = Beslutsdatum
timeline-pdf-diary = Diarienummer
timeline-pdf-zone = Tiderna anges i svensk tid.
audit-object-incident_timeline = tidslinje
audit-object-incident_timeline_entry = uppgift i tidslinje
audit-verb-timeline_replace = ersatte
audit-verb-timeline_withdraw = återkallade
rule-timeline-draft = En version bereds redan. Publicera den innan en ny bereds.
rule-timeline-frozen = Versionen är beslutad och går inte att ändra. Bered en ny version.
rule-timeline-proposed = Uppgiften kommer från ärendet och kan inte tas bort. Ska den inte publiceras utelämnar du den, med paragraf och skäl.
rule-timeline-full = Högst { $most } uppgifter får plats i en tidslinje.
rule-timeline-own-work = Du har berett tidslinjen eller ändrat i den, nu eller i en tidigare version. Någon annan behöver besluta.
rule-timeline-unreviewed = { $count ->
    [one] En uppgift är inte prövad. Pröva den innan tidslinjen publiceras.
   *[other] { $count } uppgifter är inte prövade. Pröva dem innan tidslinjen publiceras.
}
rule-timeline-empty = Ingen uppgift ska publiceras. Välj minst en, eller låt bli att publicera.
rule-timeline-not-published = Bara en publicerad tidslinje kan återkallas.
rule-timeline-withdrawn = Tidslinjen är återkallad. Det finns ingen PDF.
error-timeline-language = Skriv texten på båda språken.
error-timeline-paragraph = Välj den paragraf som du utelämnar enligt.
error-timeline-decided-later = Beslutet kan inte vara fattat en dag som inte har varit.
