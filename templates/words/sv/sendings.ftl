# Utskick av självskattningar till många leverantörer, och påminnelser

sendings-title = Utskick
sendings-sending = Utskick
sendings-lead = Skicka en självskattning till många leverantörer på en gång och följ hur långt var och en har kommit.
sendings-new = Nytt utskick
sendings-new-lead = Ingenting skickas nu. På nästa sida ser du exakt vem som får vad.
sendings-edit = Ändra utskicket
sendings-number = Nr
sendings-progress = Så långt har vi kommit
sendings-row-tally = { $sent } av { $total } skickade
sendings-empty = Inga utskick
sendings-empty-text = Här samlas utskick av självskattningar till flera leverantörer.
sendings-state-draft = Utkast
sendings-state-sending = Skickas
sendings-state-paused = Pausat
sendings-state-stopped = Stoppat
sendings-state-sent = Skickat
sendings-origin-person = Startat av en person
sendings-origin-proposed = Föreslaget när tiden har kommit
sendings-origin-automatic = Startat av sig självt
sendings-origin-text = Utskicket föreslogs när tiden hade kommit för leverantörernas nivå. Titta igenom det och starta det, eller släng det.
sendings-proposed-title = Återkommande självskattning
sendings-what = Vad som skickas
sendings-field-title = Rubrik
sendings-field-title-hint = Till exempel ”Årlig självskattning 2027”. Leverantörerna ser den inte.
sendings-field-due = Svara senast
sendings-field-message = Meddelande till leverantörerna
sendings-field-message-hint = Står i mejlet och på självskattningens sida.
sendings-field-note = Intern anteckning
sendings-field-note-hint = Visas aldrig för någon leverantör.
sendings-to-whom = Till vilka
sendings-to-whom-text = Alla villkor som du anger ska stämma. Utan villkor tas hela registret med.
sendings-tiers-hint = Utan val tas alla nivåer med.
sendings-field-tag = Etikett
sendings-field-tag-hint = Hela etiketten, så som den står i registret.
sendings-field-filter = Sparat filter
sendings-no-filter = Inget filter
sendings-field-since = Inget skickat sedan
sendings-field-since-hint = Tar med dem som inte har fått någon självskattning den dagen eller senare, även dem som aldrig har fått någon.
sendings-field-again = Bara när nivån kräver en ny
sendings-field-again-hint = Tar med dem som har fått en självskattning förut och vars nivå kräver en ny nu.
sendings-field-numbers = Utvalda leverantörer
sendings-field-numbers-hint = Ett organisationsnummer på varje rad. Lämna tomt för att inte välja för hand.
sendings-to-preview = Förhandsgranska
sendings-questions = Antal frågor
sendings-by = Av
sendings-everybody = Hela registret
sendings-said-tag = etiketten { $tag }
sendings-said-filter = filtret { $name }
sendings-said-since = inget skickat sedan { $day }
sendings-said-again = nivån kräver en ny
sendings-said-chosen = { $count } utvalda
sendings-preview = Det här skickas
sendings-preview-counts = { $able } leverantörer får självskattningen och { $people } personer får mejl. { $unable } kan inte få den; skälet står på raden.
sendings-preview-mails = Så här ser mejlet ut för den första mottagaren på varje språk. Länken är egen för varje leverantör.
sendings-preview-nobody = Ingen kan få självskattningen som utskicket ser ut nu.
sendings-preview-questions = Visa frågorna ({ $count })
sendings-mail-in-sv = På svenska
sendings-mail-in-en = På engelska
sendings-mail-count = { $count } mejl
sendings-mail-to = Till { $name }
sendings-start = Starta utskicket
sendings-start-confirm = Ska självskattningen skickas nu?
sendings-started = Utskicket har startat. Du kan lämna sidan; arbetet fortsätter.
sendings-discard = Släng utkastet
sendings-discard-confirm = Ska utkastet slängas?
sendings-discarded = Utkastet är slängt.
sendings-saved = Sparat.
sendings-receivers = Mottagare
sendings-no-receivers = Inga mottagare
sendings-no-receivers-text = Inga leverantörer stämmer med villkoren.
sendings-vendor = Leverantör
sendings-gets-mail = Får mejl
sendings-pick = Välj
sendings-leave-out = Lämna de valda utanför
sendings-left-out = { $count } är lämnade utanför.
sendings-take-again = Ta med alla igen
sendings-why-nobody = Ingen där har ett konto som nås av mejl
sendings-why-ended = Avslutad
sendings-why-open = Har redan en självskattning som inte är inskickad
sendings-why-due_passed = Sista dagen hann passera
sendings-why-stopped = Utskicket stoppades
sendings-why-fault = Något gick fel hos oss. Försök igen.
sendings-receiver-queued = Väntar
sendings-receiver-sent = Skickade
sendings-receiver-failed = Misslyckade
sendings-receiver-skipped = Överhoppade
sendings-delivery-queued = Väntar
sendings-delivery-skipped = Överhoppad
sendings-delivery-failed = Misslyckad
sendings-delivery-waiting = Mejlet är på väg
sendings-delivery-bounced = Mejlet kom inte fram
sendings-delivery-sent = Skickad
sendings-delivery-opened = Länken är öppnad
sendings-delivery-started = Påbörjad
sendings-delivery-submitted = Inskickad
sendings-mail-error = Mejlservern svarade:
sendings-handled = Avklarade mottagare
sendings-refresh = Uppdatera sidan
sendings-pause = Pausa
sendings-paused = Utskicket är pausat.
sendings-resume = Fortsätt
sendings-resumed = Utskicket fortsätter.
sendings-stop = Stoppa
sendings-stop-confirm = Ska utskicket stoppas? De som väntar får ingen självskattning.
sendings-stopped = Utskicket är stoppat.
sendings-retry = Försök igen med de misslyckade
sendings-retried = De misslyckade försöks igen.
sendings-sent-at = Skickad
sendings-link = Länk att lämna över
sendings-link-get = Hämta länk
sendings-link-to = Länken är till { $name } ({ $email }) hos { $vendor }.
sendings-link-once = Kopiera länken nu: den visas bara den här gången och kan användas en gång. Lämna den bara till personen själv.
sendings-link-signs-in = Personen har redan ett konto och loggar in med sitt lösenord.
sendings-back = Till utskicket
sendings-settings = Påminnelser
sendings-settings-lead = Hur leverantörerna påminns om självskattningar som inte är inskickade. Var och en får högst ett mejl om dagen.
sendings-reminders = Påminnelser
sendings-ladder = Påminn så många dagar från sista dagen
sendings-ladder-hint = Till exempel -14, -3, 0, 7: två gånger före, på dagen och en vecka efter.
sendings-grace = Dagar innan självskattningen räknas som försenad
sendings-grace-hint = Räknas från sista dagen. 0 till 90.
sendings-escalate = Säg till avtalets ansvariga vid sista påminnelsen
sendings-escalate-hint = Finns ingen ansvarig för avtalet går det till leverantörens ansvariga, annars till den som skickade.
sendings-automatic = Starta återkommande utskick av sig själva
sendings-automatic-hint = Annars föreslås de, och en person startar dem.
sendings-intervals = Tid mellan självskattningar
sendings-intervals-text = Efter så lång tid föreslås en ny för leverantörer som har svarat förut. Tiderna är förslag i produkten.
sendings-never = föreslås aldrig
sendings-mail-late = försenad
rule-sending-begun = Utskicket har redan startat och kan inte ändras.
rule-sending-nobody = Ingen av leverantörerna kan få självskattningen. Titta på skälen i förhandsgranskningen.
rule-sending-not-running = Utskicket pågår inte.
rule-sending-not-paused = Utskicket är inte pausat.
rule-sending-none-failed = Ingen mottagare har misslyckats.
rule-sending-not-sent = Utskicket är inte färdigt.
rule-sending-not-sent-to = Självskattningen har inte skickats till leverantören än.
error-sending-ladder = Skriv ett till tio heltal med komma mellan, mellan -365 och 365. Till exempel -14, -3, 0, 7.
error-sending-grace = Skriv ett heltal från 0 till 90.
error-sending-many = Välj högst 5000 leverantörer för hand.
error-sending-numbers = Finns inte i registret: { $numbers }
merging-moves-sending_receivers = Rader i utskick
audit-object-sending = Utskick
audit-object-sending_settings = Påminnelser
audit-verb-sending_pause = pausade
audit-verb-sending_resume = fortsatte
audit-verb-sending_retry = försökte igen
sendings-months = { $count ->
    [one] { $count } månad
   *[other] { $count } månader
}
sendings-mail-subject = { $count ->
    [one] Påminnelse från { $client }: en självskattning väntar
   *[other] Påminnelse från { $client }: { $count } självskattningar väntar
}
sendings-mail-text = { $count ->
    [one] { $client } väntar på den här självskattningen:
   *[other] { $client } väntar på de här självskattningarna:
}
sendings-escalation-subject = { $count ->
    [one] En självskattning har inte kommit in
   *[other] { $count } självskattningar har inte kommit in
}
sendings-escalation-text = { $count ->
    [one] Leverantören har fått alla påminnelser utan att skicka in. Hör av dig till den.
   *[other] Leverantörerna har fått alla påminnelser utan att skicka in. Hör av dig till dem.
}
