# Genomgångar av tjänster: kampanjer, riskanalyser, stickprov


# Kampanjer

reviews-title = Kampanjer
reviews-tabs = Genomgångar
reviews-lead = Genomgångar av tjänster: en riskanalys och ett beslut för varje tjänst.
reviews-new = Starta kampanj
reviews-new-lead = Välj vilka tjänster som ska gås igenom. Var och en får en egen riskanalys med ansvarig och sista dag.
reviews-edit = Ändra kampanjen
reviews-number = Nr
reviews-campaign = Kampanj
reviews-campaign-running = Pågår
reviews-campaign-closed = Avslutad
reviews-every-state = Alla
reviews-every-owner = Alla
reviews-progress = Så långt har vi kommit
reviews-overdue = Försenade
reviews-manager = Ansvarig chef
reviews-manager-hint = Den som svarar för att alla tjänster blir genomgångna.
reviews-empty = Inga kampanjer
reviews-empty-text = När tjänster ligger över plattformens tak startar du en kampanj här, så att var och en får en riskanalys och ett beslut.
reviews-platform = Plattform
reviews-all-platforms = Alla plattformar
reviews-administration = Förvaltning
reviews-all-administrations = Alla förvaltningar
reviews-which = Vilka tjänster
reviews-which-breaches = Över taket eller mot ”får inte”
reviews-which-attention = Allt att se över, även oklassade
reviews-which-all = Alla tjänster i drift
reviews-population = Tjänster i urvalet
reviews-in-breach = Över taket eller mot ”får inte”
reviews-unclassified = Oklassade
reviews-ceiling = Plattformstak
reviews-chosen = Kommer med
reviews-taken = { $count ->
    [one] Visa tjänsten som kommer med
   *[other] Visa de { $count } tjänster som kommer med
}
reviews-taken-table = Tjänster som kommer med
reviews-taken-more = … och { $count } till.
reviews-service = Tjänst
reviews-class = Klass
reviews-breaches = Avvikelser från taket
reviews-no-breach = Inga
reviews-breach-above = { $aspect }{ $level } över taket { $aspect }{ $ceiling }
reviews-breach-must_not = Får inte: { $type }
reviews-breach-should_not = Bör inte: { $type }
reviews-breach-unclassified = Oklassad
reviews-breaches-now = Så ligger tjänsten till i dag, jämfört med plattformens tak och regler.
reviews-breaches-frozen = Så låg tjänsten till när beslutet fattades.
reviews-about = Om kampanjen
reviews-field-title = Rubrik
reviews-field-title-hint = Till exempel ”E-tjänster över plattformens tak”.
reviews-why = Varför
reviews-why-hint = Vad som har hänt och varför tjänsterna behöver gås igenom. Texten blir bakgrund i tjänsteskrivelsen.
reviews-default-owner = Gör analyserna
reviews-default-owner-hint = Får alla analyser från början. Du kan fördela dem sedan.
reviews-default-owner-later = Gäller tjänster som läggs till. De analyser som finns behåller sin ansvariga.
reviews-deadline = Sista dag
reviews-deadline-later = Gäller tjänster som läggs till. De analyser som finns behåller sin dag.
reviews-diary = Diarienummer
reviews-choose = Välj
reviews-start = Starta kampanjen
reviews-started = Kampanjen har startat. Varje tjänst har fått en riskanalys att fylla i.
reviews-saved = Kampanjen är sparad.
reviews-closed = Kampanjen är avslutad.
reviews-closed-at = Avslutad
reviews-at-start = När kampanjen startade
reviews-at-start-count = { $breaches } av { $total } ({ $share } %) avvek
reviews-analyses = Riskanalyser
reviews-analysis = Riskanalys
reviews-state-not_started = Ej påbörjad
reviews-state-in_progress = Pågår
reviews-state-ready = Klar för beslut
reviews-state-decided = Beslutad
reviews-state-overdue = Försenad
reviews-owner = Ansvarig
reviews-decision = Beslut
reviews-proposed = (förslag)
reviews-decision-continue = Fortsätta
reviews-decision-with_measures = Fortsätta med skyddsåtgärder
reviews-decision-move = Flytta
reviews-decision-stop = Stoppa
reviews-stopped = Tjänsten är stoppad
reviews-no-analyses = Inga riskanalyser här
reviews-no-analyses-text = Ingen tjänst i kampanjen passar filtret.
reviews-pick = Välj
reviews-pick-one = Välj { $name }
reviews-assign = Fördela
reviews-assign-hint = Kryssa för tjänster i listan och välj ansvarig, sista dag eller båda. Beslutade tjänster ändras inte.
reviews-every-match = { $count ->
    [one] Den enda som filtret visar
   *[other] Alla { $count } som filtret visar, på alla sidor
}
reviews-keep = Behåll som det är
reviews-assign-do = Fördela
reviews-assigned = Så gick fördelningen
reviews-assigned-count = { $changed } av { $total } ändrades.
reviews-outcome = Utfall
reviews-row-changed = Ändrad
reviews-row-unchanged = Var redan så
reviews-row-decided = Redan beslutad, ändras inte
reviews-row-missing = Finns inte i kampanjen
reviews-back = Till kampanjen
reviews-add-services = Lägg till tjänster
reviews-add-hint = Kryssa för de tjänster som också ska gås igenom.
reviews-add-do = Lägg till
reviews-added = { $count ->
    [one] En tjänst lades till.
   *[other] { $count } tjänster lades till.
}
reviews-nothing-to-add = Inget att lägga till
reviews-nothing-to-add-text = Alla tjänster som passar filtret är redan med.
reviews-memos = Tjänsteskrivelser
reviews-memos-lead = Ett utkast till nämnden med det som är skrivet just nu. Siffrorna fryses när du skapar det och kan spåras till varje analys.
reviews-no-memo = Inget utkast än.
reviews-memo-when = Skapad
reviews-memo-who = Av
reviews-memo-file = Fil
reviews-memo-sv = PDF på svenska
reviews-memo-en = PDF på engelska
reviews-memo-issue = Skapa tjänsteskrivelse
reviews-memo-made = Tjänsteskrivelse { $number } är skapad.
reviews-run = Driva kampanjen
reviews-remind-text = Påminnelser går ut av sig själva före sista dagen och varje vecka efter den. Du kan också påminna nu: var och en får ett mejl om alla sina analyser, högst ett om dagen.
reviews-remind = Påminn nu
reviews-reminded = { $count ->
    [0] Ingen behövde påminnas.
    [one] En person fick en påminnelse.
   *[other] { $count } personer fick en påminnelse.
}
reviews-close = Avsluta kampanjen
reviews-close-confirm = Vill du avsluta kampanjen?
reviews-close-note = Vad händer med resten?
reviews-close-note-hint = Behövs om någon tjänst saknar beslut.
reviews-analysis-title = Riskanalys: { $service }
reviews-write = Fyll i riskanalysen
reviews-replaced = Ersatt av en senare version
reviews-out = Borttagen ur kampanjen
reviews-version = Version
reviews-version-number = Version { $number }
reviews-versions = Versioner
reviews-decided-by = Beslutat av { $name }
reviews-frozen = Analysen är låst som den var när beslutet fattades. En ändring blir en ny version.
reviews-revise = Börja på en ny version
reviews-revised = En ny version är påbörjad. Den tidigare finns kvar.
reviews-types = Informationstyper
reviews-users = Användare per dag
reviews-groups = Berörda grupper
reviews-field-information = Vilken information hanteras?
reviews-field-information-hint = Vilka uppgifter, om vilka personer och hur länge de sparas.
reviews-field-scenarios = Vad kan hända?
reviews-field-scenarios-hint = Ett scenario per stycke: hur det går till och vad det leder till.
reviews-field-privacy = Konsekvens för den personliga integriteten
reviews-field-privacy_note = Kommentar om integriteten
reviews-field-availability = Konsekvens om tjänsten står still
reviews-field-availability-hint = För verksamheten och för dem som använder tjänsten.
reviews-field-safety = Konsekvens för patient- och klientsäkerheten
reviews-field-safety-hint = Till exempel en orosanmälan eller ett meddelande till sjuksköterskan som inte kommer fram.
reviews-field-safety_note = Kommentar om tillgänglighet och patientsäkerhet
reviews-field-benefit = Nyttan med tjänsten
reviews-field-benefit-hint = Vad den ger invånare och medarbetare.
reviews-field-harm_of_stopping = Skadan av att stoppa tjänsten
reviews-field-harm_of_stopping-hint = Vad som händer med dem som behöver den.
reviews-criticality = Hur viktig är tjänsten?
reviews-field-operating_hours = Öppen när
reviews-field-operating_hours-hint = Till exempel ”dygnet runt”.
reviews-field-max_outage_hours = Längsta tid den kan stå still, timmar
reviews-outage = { $count ->
    [one] högst 1 timme still
   *[other] högst { $count } timmar still
}
reviews-field-alternative_channel = Annan väg in
reviews-field-alternative_channel-hint = Hur man når samma hjälp utan tjänsten. Måste finnas innan den stoppas.
reviews-field-fallback_routine = Reservrutin
reviews-field-fallback_routine-hint = Hur arbetet går till utan tjänsten.
reviews-field-fallback_tested_on = Reservrutinen prövad
reviews-tested = prövad
reviews-not-tested = inte prövad
reviews-cost = Kostnad för tillfällig lösning
reviews-field-cost_low = Kostnad per månad, lägst
reviews-field-cost_low-hint = Hela kronor, till exempel 40 000.
reviews-field-cost_high = Kostnad per månad, högst
reviews-field-cost_note = Vad ingår i kostnaden?
reviews-cost-low = Kostnad/månad, lägst
reviews-cost-high = Kostnad/månad, högst
reviews-kr-month = kr per månad
reviews-field-proposal = Förslag till beslut
reviews-field-proposal-hint = Mot en ”får inte”-regel kan tjänsten bara flyttas eller stoppas.
reviews-field-proposal_reason = Skäl för förslaget
reviews-field-ends_on = Fortsätter längst till
reviews-field-ends_on-hint = Behövs när tjänsten fortsätter med skyddsåtgärder.
reviews-field-target_platform_id = Flyttas till plattform
reviews-field-target_platform_id-hint = Plattformen måste klara tjänstens klass.
reviews-field-move_on = Flyttas eller stoppas den
reviews-field-move_on-hint = Behövs när tjänsten flyttas.
reviews-harm-unknown = Ej bedömd
reviews-harm-none = Ingen
reviews-harm-limited = Begränsad
reviews-harm-serious = Allvarlig
reviews-harm-very_serious = Mycket allvarlig
reviews-part-information = Information och scenarier
reviews-part-consequence = Konsekvenser
reviews-part-benefit = Nytta och skada av att stoppa
reviews-part-fallback = Reservrutin och kostnad
reviews-part-proposal = Förslag
reviews-analysis-saved = Riskanalysen är sparad.
reviews-measures = Kompenserande åtgärder
reviews-no-measure = Inga åtgärder än.
reviews-measure = Åtgärd
reviews-measure-owner = Ansvarig för åtgärden
reviews-measure-due = Klar senast
reviews-measure-add = Lägg till åtgärd
reviews-measure-added = Åtgärden är tillagd.
reviews-measure-remove = Ta bort
reviews-measure-removed = Åtgärden är borttagen.
reviews-as-action = följs upp som åtgärd
reviews-actions-open = Gör åtgärder av dem
reviews-actions-internal = Leverantören ser inte åtgärderna. Du kan visa dem från varje åtgärds sida.
reviews-actions-opened = { $count ->
    [one] En åtgärd är skapad.
   *[other] { $count } åtgärder är skapade.
}
reviews-authors = Upphovspersoner
reviews-authors-lead = De som har skrivit analysen. Ingen av dem kan fatta beslutet.
reviews-author = Person
reviews-duty = Roll i arbetet
reviews-duty-hint = Till exempel informationssäkerhetsstrateg eller utvecklingsstrateg.
reviews-author-add = Lägg till medförfattare
reviews-author-added = Medförfattaren är tillagd.
reviews-ready = Klar för beslut?
reviews-ready-lead = När allt är ifyllt och förslaget håller kan någon annan fatta beslutet.
reviews-ready-do = Lämna för beslut
reviews-made-ready = Analysen väntar nu på beslut av någon annan än den som skrivit den.
reviews-ready-by = Lämnad för beslut av { $name }
reviews-decide = Besluta
reviews-decide-do = Fatta beslutet
reviews-decide-confirm = Vill du fatta beslutet? Analysen låses.
reviews-decided = Beslutet är fattat och analysen är låst.
reviews-reason = Motivering
reviews-own = Du har skrivit analysen eller ansvarar för den. Någon annan fattar beslutet.
reviews-waits = Väntar på beslut.
reviews-send-back = Skicka tillbaka
reviews-sent-back = Analysen är tillbaka hos den ansvariga.
reviews-remove = Ta bort ur kampanjen
reviews-remove-reason = Varför ska den inte gås igenom?
reviews-removed = Tjänsten är borttagen ur kampanjen. Det som skrivits finns kvar.
reviews-warn-fallback = Reservrutinen är inte prövad. Pröva den innan tjänsten fortsätter med skyddsåtgärder.
reviews-warn-breach = Tjänsten ligger över plattformens tak och fortsätter utan skyddsåtgärder.
reviews-warn-safety = Att stoppa tjänsten kan skada patienter eller klienter. Väg det mot integriteten.
error-review-no-services = Urvalet ger inga tjänster. Välj ett annat urval.
error-review-choose-service = Kryssa för minst en tjänst.
error-review-assign-what = Välj ansvarig, sista dag eller båda.
error-review-person = Personens roll får inte arbeta med tjänster. Välj någon annan.
error-review-close-note = Skriv vad som händer med de tjänster som saknar beslut.
error-review-cost = Skriv ett belopp i hela kronor mellan 0 och { $max }.
error-review-cost-order = Den högsta kostnaden är lägre än den lägsta.
error-review-cost-both = Fyll i både lägsta och högsta kostnad. De får vara lika.
error-review-hours = Skriv ett antal timmar mellan 0 och 8 760.
error-review-tested-future = Reservrutinen kan inte ha prövats på en dag som inte har varit.
error-review-ready = Fyll i det här innan analysen lämnas för beslut.
error-review-ready-field = ”{ $field }” är inte ifyllt.
error-review-must-not = Tjänsten bryter mot en ”får inte”-regel. Den kan bara flyttas eller stoppas, oavsett vem som beslutar.
error-review-should-not = Tjänsten bryter mot en ”bör inte”-regel. Den kan bara fortsätta med skyddsåtgärder och slutdatum.
error-review-measures = Lägg till minst en kompenserande åtgärd.
error-review-end = Ange hur länge tjänsten fortsätter med skyddsåtgärder.
error-review-target = Välj den plattform som tjänsten ska flytta till.
error-review-same-platform = Tjänsten finns redan på den plattformen.
error-review-target-breach = Plattformen klarar inte tjänstens klass eller informationstyper.
error-review-move-date = Ange vilken dag tjänsten flyttas.
error-review-alternative = Beskriv en annan väg in innan tjänsten stoppas.
error-review-fallback = Beskriv en reservrutin innan tjänsten stoppas.
error-review-fallback-tested = Reservrutinen måste ha prövats innan tjänsten stoppas.
rule-review-campaign-closed = Kampanjen är avslutad.
rule-review-decided = Analysen är beslutad, ersatt eller borttagen och kan inte ändras. Börja på en ny version om den är beslutad.
rule-review-not-ready = Analysen är inte lämnad för beslut.
rule-review-not-decided = Analysen är inte beslutad, eller har redan en senare version.
rule-review-own-analysis = Du har skrivit analysen eller ansvarar för den. Någon annan måste fatta beslutet.
rule-review-no-vendor = Plattformen har ingen leverantör i registret, så det finns ingen att lägga bristen på.
reviews-mail-subject = { $count ->
    [one] Påminnelse: en riskanalys väntar på dig
   *[other] Påminnelse: { $count } riskanalyser väntar på dig
}
reviews-mail-hello = Hej { $name }!
reviews-mail-text = { $late ->
    [0] De här riskanalyserna ska snart vara klara.
    [one] En av riskanalyserna är försenad.
   *[other] { $late } av riskanalyserna är försenade.
}
reviews-mail-late = försenad
reviews-mail-open = Öppna kampanjen
audit-verb-review_assign = fördelade
audit-verb-review_author = lade till en medförfattare till
audit-verb-review_measure = ändrade en åtgärd i
audit-verb-review_unmeasure = tog bort en åtgärd ur
audit-verb-review_remove = tog bort ur kampanjen
audit-verb-review_replace = började på en ny version av
audit-verb-review_decide = beslutade om
audit-verb-review_remind = påminde om
audit-verb-review_draw = drog
audit-object-service_campaign = kampanj
audit-object-service_analysis = riskanalys av tjänst
audit-object-board_memo = tjänsteskrivelse
audit-object-spot_check = stickprov
audit-object-spot_check_item = dragen tjänst

# Stickprov

checks-title = Stickprov
checks-lead = Kontroller av slumpvis dragna tjänster. Urvalet går att dra om och kontrollera i efterhand.
checks-new = Dra stickprov
checks-new-lead = Välj vilka tjänster det dras ur. Listan fryses, och vilka som dras avgörs av ett frö som ingen väljer.
checks-check = Stickprov
checks-state-open = Pågår
checks-state-closed = Avslutat
checks-sample = Draget
checks-looked = Kontrollerade
checks-deviations = Avvikelser
checks-drawn-at = Draget när
checks-drawn-by = Draget av
checks-empty = Inga stickprov
checks-empty-text = Dra ett stickprov för att se om tjänsterna hanterar det de säger.
checks-about = Om stickprovet
checks-purpose = Syfte
checks-purpose-hint = Vad ni vill ta reda på och varför.
checks-sample-size = Antal att dra
checks-sample-size-hint = Högst så många som kommer med ovan.
checks-draw = Dra stickprovet
checks-drawn = Stickprovet är draget. Inget kan tas bort ur det.
checks-protocol = Protokoll
checks-protocol-lead = I den ordning tjänsterna drogs. Sidan går att skriva ut som protokoll.
checks-place = Plats
checks-outcome = Utfall
checks-outcome-not_looked = Ej kontrollerad
checks-outcome-ok = Utan anmärkning
checks-outcome-deviation = Avvikelse
checks-looked-at = Vad som kontrollerades
checks-looked-at-hint = Till exempel ”tio ärenden från oktober”.
checks-looked-on = Kontrollerad den
checks-who = Vem och när
checks-note-hint = Behövs vid avvikelse.
checks-evidence = Underlag
checks-evidence-hint = Var underlaget finns: handling, ärende eller logg.
checks-finding = Brist
checks-finding-open = Visa bristen
checks-finding-make = Skapa brist
checks-finding-made = Brist { $number } är skapad.
checks-item = Kontrollera tjänst
checks-recorded = Protokollet är sparat.
checks-draw-how = Så drogs stickprovet
checks-draw-text = Listan frystes. Tjänsterna ordnades efter SHA-256 av ”tillit-draw-1:frö:id” och de första togs. Vem som helst kan göra om det.
checks-seed = Frö
checks-algorithm = Metod
checks-population-hash = Listans SHA-256
checks-draw-again = Dra om och jämför
checks-same = Samma lista, samma frö, samma urval.
checks-not-same = Urvalet stämmer inte med listan och fröet. Något har ändrats i databasen.
checks-conclusion = Slutsats
checks-conclusion-hint = Vad stickprovet visar om alla tjänster på listan.
checks-close = Avsluta stickprovet
checks-closed = Stickprovet är avslutat.
error-check-future = Kontrollen kan inte ha gjorts på en dag som inte har varit.
error-check-note = Skriv vad som avviker.
rule-check-closed = Stickprovet är avslutat.
rule-check-unlooked = { $count ->
    [one] En dragen tjänst är inte kontrollerad.
   *[other] { $count } dragna tjänster är inte kontrollerade.
} Inget kan hoppas över.
rule-check-has-finding = Avvikelsen har redan blivit en brist.
rule-check-no-deviation = Bara en avvikelse kan bli en brist.
