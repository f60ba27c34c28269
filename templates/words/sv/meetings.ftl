# Mallar för dagordning, beslut, förberedelser, uppföljningsplaner, mötesserier och månadens möten

audit-object-agenda_template = mall för dagordning
audit-object-meeting_decision = beslut i dialog
audit-object-agenda_proposal = förslag till dagordningen
audit-object-follow_up_plan = uppföljningsplan
audit-object-follow_up_line = aktivitet i uppföljningsplan
audit-object-month_run = månadens protokoll
audit-verb-dialogue_skip = meddelade att mötet inte hade hållits:
dialogue-history-dialogue_skip-dialogue = Ett meddelande skickades om att mötet inte hölls i tid

error-agenda-required = Åtgärdsplanen och informationssäkerhetens två rubriker ska alltid finnas med.
error-agenda-points = En mall kan ha högst { $max } egna punkter.
error-date-ahead = Välj ett datum som inte ligger i framtiden.
error-meeting-period = Skriv månaden som år och månad, till exempel 2026-11.
rule-agenda-published = Mallen är publicerad och kan inte ändras. Skapa en ny i stället.
rule-decision-closed = Beslutet är redan avslutat.
rule-dialogue-prepared = Mötet är genomgånget, så det går inte att förbereda längre.
rule-dialogue-security-untouched = Informationssäkerheten är inte genomgången. Gå igenom båda rubrikerna, eller skjut dem till nästa möte, innan du låser.
rule-proposal-many = Ni har redan { $max } förslag som väntar på svar.
rule-agenda-proposal-decided = Förslaget är redan besvarat eller återtaget.
rule-follow-up-closed = Aktiviteten är redan gjord eller borttagen ur planen.
rule-follow-up-dialogue = En dialog blir markerad som gjord när mötet hålls.
rule-run-running = Månadens protokoll håller redan på att tas fram.
rule-run-empty = Det finns inga dialoger den månaden.

meetings-saved = Ändringarna är sparade.
meetings-tier = Nivå
meetings-tier-any = Alla nivåer utan egen mall

## Mallar
meetings-templates = Mallar för dagordning
meetings-templates-lead = En mall anger vilka rubriker som gås igenom på en nivå och vilka egna punkter som alltid kommer med. Utan mall gäller de fjorton stående rubrikerna.
meetings-templates-none = Ni har ingen egen mall. De fjorton stående rubrikerna gäller.
meetings-template-new = Ny mall
meetings-template-about = Om mallen
meetings-template-number = Version { $number }
meetings-template-draft = Utkast
meetings-template-published = Gäller
meetings-template-retired = Ersatt
meetings-template-in-force = Mallen gäller från nästa dagordning.
meetings-published = Publicerad
meetings-publish = Publicera mallen
meetings-publish-confirm = Ska mallen publiceras?
meetings-publish-text = Den gäller från nästa dagordning. Den mall som gällde tidigare för samma nivå ersätts. Dagordningar som redan finns ändras inte.
meetings-headings = Stående rubriker
meetings-headings-text = En rubrik som du tar bort kommer ändå med när något är öppet, nytt eller löper ut under den.
meetings-heading-required = Finns alltid med
meetings-heading-out = tas bara upp när det finns något under den
meetings-security = Informationssäkerhet
meetings-security-block = Informationssäkerhet, ett eget block som alltid gås igenom
meetings-security-text = Blocket har en egen status. Protokollet går inte att låsa förrän båda rubrikerna är genomgångna.
meetings-security-blocking = Informationssäkerhet som inte är genomgången
meetings-security-done = Genomgånget
meetings-security-left = Inte genomgånget
meetings-points = Egna punkter
meetings-points-text = Punkterna kommer med på varje dagordning. Töm rubriken för att ta bort en punkt.
meetings-points-none = Mallen har inga egna punkter.
meetings-point = Egen punkt { $number }
meetings-title-sv = Punkt på svenska
meetings-title-en = Punkt på engelska

## Beslut
meetings-decisions = Beslut från dialoger
meetings-decisions-lead = Det som parterna har beslutat följer med till varje möte tills det är genomfört.
meetings-decisions-none = Inga beslut väntar på att genomföras.
meetings-decisions-none-text = Här står det som dialogerna har beslutat och som ännu inte är genomfört.
meetings-decisions-all = Visa och avsluta besluten
meetings-decisions-count = { $count ->
    [one] Ett beslut väntar på att genomföras
   *[other] { $count } beslut väntar på att genomföras
}
meetings-decision-open = Väntar
meetings-decision-carried_out = Genomfört
meetings-decision-withdrawn = Upphävt
meetings-decision-close = Avsluta beslutet
meetings-decision-closed = Beslutet är avslutat.
meetings-decision-note = Kommentar
meetings-decision-about = Gäller
meetings-decided-on = Beslutat
meetings-decision-closed-by = Avslutat av
meetings-decision-note-hint = Krävs när beslutet upphävs: skriv varför.
meetings-carry-out = Beslutet är genomfört
meetings-withdraw-decision = Upphäv beslutet
meetings-carried = Beslut från tidigare möte
meetings-age = Ålder
meetings-days = { $count ->
    [0] i dag
    [one] en dag gammalt
   *[other] { $count } dagar gammalt
}

## Förberedelser
meetings-prepare = Förbered mötet
meetings-prepare-title = Förbered dialog { $period }, { $reference }
meetings-prepare-lead = Det här bör du veta innan ni ses. Sidan är bara för er.
meetings-to-dialogue = Till dagordningen
meetings-proposals = Leverantörens förslag till dagordningen
meetings-proposals-none = Leverantören har inte föreslagit något.
meetings-proposals-waiting = { $count ->
    [one] Leverantören har föreslagit en punkt som väntar på svar.
   *[other] Leverantören har föreslagit { $count } punkter som väntar på svar.
}
meetings-proposals-see = Se förslagen
meetings-proposals-carried = Det som inte har fått svar när dialogen låses följer med till nästa.
meetings-proposal-proposed = Väntar på svar
meetings-proposal-accepted = Med på dagordningen
meetings-proposal-declined = Avböjt
meetings-proposal-withdrawn = Återtaget
meetings-proposal-made = Förslaget är skickat. Beställaren svarar här.
meetings-proposal-accepted-text = Punkten finns på dagordningen.
meetings-proposal-declined-text = Leverantören ser ditt skäl.
meetings-proposal-taken-back = Förslaget är återtaget.
meetings-accept = Ta med på dagordningen
meetings-decline = Avböj förslaget
meetings-decline-hint = Leverantören läser skälet.
meetings-answers = Leverantörens svar inför mötet
meetings-answers-none = Leverantören har inte skrivit något än.
meetings-findings = Nya brister
meetings-findings-text = Brister som inget möte har tagit upp. Leverantören ser bara numret på dagordningen.
meetings-findings-none = Inga nya brister att ta upp.
meetings-changed = Ändrat sedan förra mötet
meetings-changed-none = Inga öppna åtgärder har ändrats sedan förra mötet.
meetings-overdue = Försenade åtgärder
meetings-overdue-none = Inga åtgärder är försenade.
meetings-unverified = Väntar på att verifieras
meetings-unverified-none = Inga klarrapporterade åtgärder väntar.
meetings-assessment-waiting = Självskattning som inte är färdiggranskad, inskickad
meetings-ending = Löper ut
meetings-ending-none = Inget löper ut inom kort.
meetings-ending-contract = Avtal
meetings-ending-certificate = Certifikat
meetings-prepared = Leverantörens svar inför mötet

## Leverantörens förberedelser
meetings-portal-lead = Skriv vad ni vill säga om varje punkt, rapportera era åtgärder och föreslå egna punkter. Beställaren läser det före mötet.
meetings-portal-closed = Mötet är genomgånget. Det ni skrev står kvar här.
meetings-answers-own = Era svar inför mötet
meetings-answers-text = Det ni skriver sparas medan ni skriver. Båda parter ser det på mötet.
meetings-answer = Ert svar
meetings-answer-none = Ni har inte skrivit något.
meetings-answer-saved = Svaret är sparat.
meetings-proposals-own = Egna punkter
meetings-proposals-none-own = Ni har inte föreslagit någon punkt.
meetings-propose = Föreslå en punkt
meetings-propose-send = Skicka förslaget
meetings-explanation = Varför ska den tas upp?
meetings-withdraw-proposal = Ta tillbaka förslaget

## Uppföljningsplan
meetings-follow-up = Uppföljningsplanen
meetings-follow-up-lead = Allt som ska göras enligt avtalens uppföljningsplaner, det mest brådskande först.
meetings-follow-up-none = Inget att visa
meetings-follow-up-none-text = Varje avtal får en uppföljningsplan så snart det har lagts in. Här står det som ska göras.
meetings-show-overdue = Försenat
meetings-show-coming = Kommande
meetings-show-done = Gjort
meetings-mine = Bara det jag ansvarar för
meetings-kind = Aktivitet
meetings-kind-dialogue = Dialogmöte
meetings-kind-assessment = Självskattning
meetings-kind-verification = Verifiering
meetings-kind-chain = Bekräftelse av leveranskedjan
meetings-kind-exercise = Övning
meetings-kind-renewal = Förberedelse av förnyelse
meetings-state-planned = Planerad
meetings-state-done = Gjord
meetings-state-dropped = Borttagen
meetings-state-overdue = Försenad
meetings-plan = Uppföljningsplan
meetings-plan-lead = Planen utgår från leverantörens nivå och görs om när nivån ändras.
meetings-plan-none = Planen är inte gjord än. Den görs av sig själv om en liten stund.
meetings-plan-make = Gör planen nu
meetings-plan-made = Planen är gjord utifrån leverantörens nivå.
meetings-plan-ended = Avslutad
meetings-plan-no-tier = Ej nivåsatt
meetings-planned-to = Planerad till och med
meetings-model = Modell
meetings-by-meeting = Dialogen blir markerad som gjord när mötet hålls.
meetings-done-heading = Gjort
meetings-done = Markera som gjord
meetings-done-on = När blev det gjort?
meetings-done-note = Vad gjordes, och vad visade det?
meetings-move-heading = Ändra dag eller ansvarig

## Serien
meetings-series = Avtalets möten
meetings-series-none = Inga möten än
meetings-series-none-text = Här står avtalets alla möten när serien har börjat.
meetings-trend = Åtgärder över tid
meetings-trend-desc = Antal öppna, klara och försenade åtgärder vid varje låst möte. Talen står i tabellen.
meetings-trend-legend = Heldragen linje: öppna. Streckad: klara sedan förra mötet. Prickad: försenade.
meetings-meeting = Möte
meetings-open = Öppna
meetings-difference = Mot förra mötet
meetings-closed = Klara
meetings-late = Försenade
meetings-new = Nya
meetings-moved = Flyttade
meetings-decided = Beslut
meetings-not-locked = Inte låst än

## Månaden
meetings-month = Månadens möten
meetings-month-lead = Vilka möten som har hållits, vilka som inte har det, och vad som har skjutits fram.
meetings-months = Föregående och nästa månad
meetings-planned = Planerade
meetings-locked = Låsta protokoll
meetings-month-all = Alla kallade
meetings-month-held = Genomförda
meetings-month-waiting = Inte genomförda
meetings-month-missing = Inte kallade
meetings-month-slipped = Framflyttat
meetings-month-none = Inga möten att visa den här månaden.
meetings-missing-none = Alla avtal som ska ha ett möte den månaden har en kallelse.
meetings-slipped-none = Ingen åtgärd har flyttats den här månaden.
meetings-moved-from = Flyttad
meetings-old-due = Tidigare slutdatum
meetings-moved-by = Framflyttad av
meetings-skipped-1 = Avtalsansvarig meddelad
meetings-skipped-2 = Direktören meddelad

## Månadens protokoll
meetings-runs = Månadens protokoll
meetings-runs-lead = Alla protokoll för en månad i en ZIP-fil, med en förteckning över varje dialog.
meetings-runs-none = Inget har tagits fram än.
meetings-run-new = Ta fram en månads protokoll
meetings-run-start = Ta fram protokollen
meetings-run-title = Protokoll { $period }
meetings-period = Månad
meetings-period-hint = År och månad, till exempel 2026-11.
meetings-progress = Klart
meetings-started = Startad
meetings-run-running = Pågår
meetings-run-done = Klar
meetings-run-failed = Misslyckades
meetings-run-wait = Du kan lämna sidan och komma tillbaka. Arbetet fortsätter även om tjänsten startas om.
meetings-run-zip = Ladda ner ZIP
meetings-reload = Ladda om
meetings-run-made = Protokoll i filen
meetings-run-missing = Dialoger utan låst protokoll
meetings-run-faults = Gick inte att ta fram
meetings-run-size = Storlek
meetings-run-finished = Klar
meetings-run-text = Filen har en förteckning (manifest.csv) över månadens alla dialoger, även dem utan låst protokoll, och kontrollsummor (SHA256SUMS).
meetings-zip-name = Protokoll
meetings-manifest-file = Fil
meetings-manifest-vendor = Leverantör
meetings-manifest-contract = Avtal
meetings-manifest-held-on = Mötesdag
meetings-manifest-status = Status
meetings-manifest-sha256 = Filens SHA-256
meetings-manifest-record = Protokollets SHA-256
meetings-manifest-error = Fel

## Mejl
meetings-mail-subject = { $count ->
    [one] Ett dialogmöte har inte hållits
   *[other] { $count } dialogmöten har inte hållits
}
meetings-mail-hello = Hej { $name },
meetings-mail-text = { $count ->
    [one] Det här planerade mötet hölls inte under sin månad:
   *[other] De här planerade mötena hölls inte under sin månad:
}
meetings-mail-row = { $vendor }, { $contract }: planerat { $on }, { $months ->
    [one] för en månad sedan
   *[other] för { $months } månader sedan
}
meetings-mail-next = Håll mötet eller bestäm en ny dag.
meetings-mail-open = Öppna dialogerna i Tillit:

## Rundturen
demo-stop-meetings-title = Inför dagens möte
demo-stop-meetings-text = Vad som har ändrats, är försenat, väntar på att verifieras och löper ut. Leverantören har svarat i förväg och föreslagit en punkt: ta med den, eller avböj med ett skäl.
