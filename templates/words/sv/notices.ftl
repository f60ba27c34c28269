# Notiser: inkorg, dagens mejl, påminnelser, mejltexter
notices-title = Notiser
notices-lead = Det som har hänt i dina ärenden och det som snart ska vara klart. Texten hämtas när du läser: du ser bara det du har behörighet till just nu.
notices-unread = { $count ->
    [one] { $count } oläst notis
   *[other] { $count } olästa notiser
}
notices-empty = Inga notiser
notices-empty-text = Här kommer påminnelser om det du ansvarar för och besked om sådant som har hänt i dina ärenden.
notices-what = Notis
notices-when = Kom
notices-kind = Slag
notices-only-1 = Bara olästa
notices-read = Läst
notices-not-read = Oläst
notices-mark-read = Markera som läst
notices-mark-unread = Markera som oläst
notices-read-all = Markera alla som lästa
notices-all-read = { $count ->
    [one] { $count } notis är markerad som läst.
   *[other] { $count } notiser är markerade som lästa.
}
notices-hidden = Du har inte längre behörighet att se det som notisen gäller.
notices-settings = Så vill du få notiser
notices-settings-lead = Välj för varje slag av notis om du vill få den i dagens samlade mejl, som kommer högst en gång per dag och organisation, direkt eller bara här i Tillit.
notices-settings-hour = Dagens mejl skickas tidigast klockan { $hour }, svensk tid.
notices-settings-direct = Utöver notiserna får du mejl när något väntar på dig eller har avgjorts, till exempel en ny åtgärd, en självskattning eller ett protokoll att justera. De mejlen skickas ett och ett och går inte att välja bort.
notices-saved = Dina val är sparade.
notices-language = Språk i mejlen
notices-language-account = Samma som i ditt konto
notices-quiet = Tyst tid
notices-quiet-text = Mejl till dig som hade kommit under tyst tid skickas när den är slut. Bara det som inte kan vänta kommer ändå: länk för nytt lösenord, inbjudan, besked om ny roll, larm om incident samt kallelse till möte, ny mötestid och inställt möte. Innan du har sparat tiderna håller de bara tillbaka påminnelser. Lämna båda tomma om du inte vill ha någon tyst tid. Högst { $hours } timmar. Tiderna anges i svensk tid, även natten då klockan ställs om.
notices-quiet-from = Från
notices-quiet-to = Till
notices-quiet-hint = Till exempel 20:00
notices-mail = Skicka mejl till mig
notices-mail-hint = Gäller dagens mejl och notiser som du vill ha direkt. Utan det här mejlas bara de notiser som inte går att välja bort. Mejl om det som väntar på dig skickas ändå.
notices-unsubscribed = Du har valt bort mejlen. Kryssa i ”Skicka mejl till mig” om du vill ha dem igen.
notices-kinds = Slag av notiser
notices-kind-action = Åtgärd ska vara klar
notices-kind-contract_end = Avtal löper ut
notices-kind-contract_notice = Sista dag att säga upp avtal
notices-kind-contract_option = Sista dag att använda en option
notices-kind-exception = Undantag från en plattforms regler löper ut
notices-kind-tier_override = Avsteg från beräknad nivå löper ut
notices-kind-certificate = Certifikat löper ut
notices-kind-evidence = Underlag blir för gammalt
notices-kind-approval = Godkännande av underleverantör löper ut
notices-kind-acceptance = Acceptans av risk löper ut
notices-kind-confirmation = Leveranskedja är inte bekräftad i tid
notices-kind-classification = Informationsklassning blir tolv månader gammal
notices-kind-dialogue = Dialog närmar sig
notices-kind-reported_action = Klarrapporterad åtgärd är inte verifierad
notices-kind-effect_check = Effektkontroll ska göras
notices-kind-escalation_step = Sista dag för ett steg i en eskalering
notices-kind-minutes_approval = Protokoll ska vara justerat
notices-kind-follow_up_line = Aktivitet i uppföljningsplan ska vara gjord
notices-kind-event = Något har hänt i ett ärende
notices-why-action = Åtgärder har ett utlovat datum. Du kan välja hur du får notisen, men inte välja bort den.
notices-why-contract_notice = Missas dagen kan avtalet förlängas av sig självt. Därför går notisen inte att välja bort.
notices-why-contract_option = Missas dagen är rätten att förlänga borta. Därför går notisen inte att välja bort.
notices-why-approval = Utan godkännande får underleverantören inte anlitas. Därför går notisen inte att välja bort.
notices-why-acceptance = När acceptansen löper ut har ingen längre accepterat risken. Därför går notisen inte att välja bort.
notices-why-event = Gäller notisen. Mejl som skickas direkt när det händer får du ändå.
notices-why-escalation_step = När dagen har gått ska någon besluta vad som händer härnäst. Därför går notisen inte att välja bort.
notices-way-in_app = Bara i Tillit
notices-way-digest = I dagens mejl
notices-way-at_once = Mejl direkt
notices-way-off = Inte alls
notices-event-action_assigned = Ni har fått en åtgärd
notices-event-action_reported = En åtgärd är klarrapporterad
notices-event-action_verified = En åtgärd är verifierad
notices-event-action_sent_back = En åtgärd är återsänd
notices-event-added = Du har fått en roll
notices-event-assessment_escalated = Försenade självskattningar
notices-event-assessment_reminder = Påminnelse om självskattning
notices-event-assessment_returned = En självskattning är återlämnad
notices-event-assessment_sent = En självskattning att svara på
notices-event-assessment_submitted = En självskattning är inskickad
notices-event-categorisation_reminder = Påminnelse om nivåsättning
notices-event-chain_asked = Leveranskedjan ska bekräftas
notices-event-chain_reminder = Påminnelse om leveranskedjan
notices-event-incident_notice = Larm om incident
notices-event-invitation = Inbjudan
notices-event-minutes = Protokoll
notices-event-question_digest = Frågor från granskningen
notices-event-reset = Nytt lösenord
notices-event-review_reminder = Påminnelse om riskanalys
notices-event-section_delegated = Ett avsnitt att svara på
notices-event-subcontract_news = Nytt i ett ärende om underleverantör
notices-event-plan_shared = En åtgärdsplan är delad
notices-event-escalation_opened = En eskalering är öppnad
notices-event-escalation_letter = Ett brev från beställaren
notices-event-minutes_approval = Ett protokoll att justera
notices-event-minutes_news = Nytt om ett protokoll
notices-event-agenda_proposal = Leverantören föreslår en punkt till dagordningen
notices-event-disclosure_received = En begäran om att få ta del av handlingar
notices-event-disclosure_refusal = Ett utdrag med maskade uppgifter väntar på beslut
notices-event-disposal_proposed = En gallring väntar på beslut
notices-event-dialogue_call = Kallelse till möte
notices-event-dialogue_skipped = Möten som inte hölls
notices-event-report = Rapport
notices-event-mail_failed = Ett mejl kom inte fram
notices-event-passport_withdrawn = Svar i ett leverantörspass är återtagna
notices-event-notice = Notis direkt
notices-event-notice_digest = Dagens notiser
notices-event-other = Något har hänt

# Mejlet
notices-mail-hello = Hej { $name },
notices-mail-subject = { $count ->
    [one] En notis i Tillit, { $organisation }
   *[other] { $count } notiser i Tillit, { $organisation }
}
notices-mail-subject-one = Notis i Tillit, { $organisation }
notices-mail-text = { $count ->
    [one] Du har fått en notis i { $organisation }:
   *[other] Du har fått { $count } notiser i { $organisation }:
}
notices-mail-one = Du har fått en notis i { $organisation }:
notices-mail-more = Och { $count } till i inkorgen
notices-mail-settings = Välj hur du vill få notiser
notices-mail-unsubscribe = Välj bort de här mejlen
notices-mail-compulsory = Det här mejlet går inte att välja bort. Varför står på sidan med dina val.
notices-unsubscribe = Välj bort mejlen
notices-unsubscribe-text = Vill du inte längre få notiser från { $organisation } som mejl? De finns kvar i din inkorg i Tillit. Notiser som inte går att välja bort skickas ändå, liksom mejl om det som väntar på dig.
notices-unsubscribe-press = Välj bort mejlen
notices-unsubscribe-done = Du får inte längre notiser från { $organisation } som mejl, utom dem som inte går att välja bort. Mejl om det som väntar på dig får du som förut. Notiserna finns kvar i din inkorg, och där kan du ändra dig.

# Leveransloggen
notices-log = Skickade mejl
notices-log-lead = Vilka mejl som har skickats till vem och om de kom fram till mejlservern. Vi spårar aldrig om någon öppnar ett mejl.
notices-log-empty = Inga mejl
notices-log-empty-text = Här kommer mejl som har skickats.
notices-log-mail = Mejl
notices-log-to = Till
notices-log-address = Adress
notices-log-queued = Köades
notices-log-done = Skickades
notices-log-error = Fel
notices-log-attempts = { $count ->
    [one] { $count } försök
   *[other] { $count } försök
}
notices-state-pending = Väntar
notices-state-working = Skickas
notices-state-done = Skickat
notices-state-failed = Kom inte fram
notices-log-resend = Skicka igen
notices-log-resent = Mejlet skickas igen.

# Mejltexter
notices-texts = Mejltexter
notices-texts-lead = Skriv mejlen med era egna ord, ett språk i taget. Standardtexten gäller tills ni har skrivit en egen.
notices-texts-own = Egen text
notices-texts-shipped = Standardtext
notices-text-subject = Ärenderad
notices-text-body = Text
notices-text-body-hint = En tom rad skiljer stycken. Platshållare skrivs inom klammerparenteser, se listan. Det som varierar från mejl till mejl, till exempel listor och beslut, skriver Tillit i stället för platshållaren.
notices-text-needed = Texten måste innehålla { $place }.
notices-text-preview = Förhandsgranska
notices-text-preview-note = Så här blir mejlet, med påhittade uppgifter.
notices-text-saved = Texten är sparad och gäller från nästa mejl.
notices-text-restore = Återställ standardtexten
notices-text-restored = Standardtexten gäller igen.
notices-text-places = Platshållare
notices-text-place = Skriv
notices-text-example = Blir till exempel
notices-text-versions = Tidigare versioner
notices-text-version = Version { $number }, { $by }
notices-text-was-restored = Standardtexten återställdes.
notices-sample-name = Kim Ek
notices-sample-organisation = Region Almeå
notices-sample-count = 3
notices-sample-client_name = Region Almeå
notices-sample-client = Region Almeå
notices-sample-title = Inför tvåfaktorsinloggning
notices-sample-due_on = 2026-12-15
notices-sample-description = För alla konton.
notices-sample-number = 17
notices-sample-note = Klart i båda miljöerna.
notices-sample-reported_by = Sara Lind
notices-sample-reporter_organisation = Åsmunda Ögonklinik AB
notices-sample-sender = Karin Öberg
notices-sample-question_count = 62
notices-sample-message = Hör av er om något är oklart.
notices-sample-remarks = Fråga 3 saknar underlag.
notices-sample-vendor = Åsmunda Ögonklinik AB
notices-sample-declared_by = Sara Lind
notices-sample-declared_role = vd
notices-sample-giver = Sara Lind
notices-sample-section = Åtkomst och identitet
notices-sample-inviter = Karin Öberg
notices-sample-rows = Åtgärd ska vara klar: Inför tvåfaktorsinloggning, 2026-12-15

# Texten som man börjar skriva från; « » blir klamrar
notices-shipped-notice_digest-subject = «count» notiser i Tillit, «organisation»
notices-shipped-notice_digest-body =
    Hej «name»,

    Du har fått notiser i «organisation»:

    «rows»

    Tillit
notices-shipped-notice-subject = Notis i Tillit, «organisation»
notices-shipped-notice-body =
    Hej «name»,

    Du har fått notiser i «organisation»:

    «rows»

    Tillit
notices-shipped-action_assigned-subject = Ny åtgärd: «title»
notices-shipped-action_assigned-body =
    Hej «name»,

    «client_name» har lagt till en åtgärd som ni ansvarar för: «title».
    Senast: «due_on»

    «description»

    Öppna åtgärden: «link»

    Tillit
notices-shipped-action_reported-subject = Klarrapporterad: «title»
notices-shipped-action_reported-body =
    Hej «name»,

    «reported_by», «reporter_organisation», har rapporterat att åtgärd «number», «title», är klar.

    «note»

    Öppna åtgärden: «link»

    Tillit
notices-shipped-action_verified-subject = Verifierad: «title»
notices-shipped-action_verified-body =
    Hej «name»,

    «client_name» har verifierat åtgärden «title».

    «note»

    Öppna åtgärden: «link»

    Tillit
notices-shipped-assessment_sent-subject = Självskattning från «client»
notices-shipped-assessment_sent-body =
    Hej «name»,

    «sender» på «client» ber er svara på «question_count» frågor senast «due_on».

    «message»

    Börja svara: «link»

    Tillit
notices-shipped-assessment_returned-subject = Självskattningen är återlämnad
notices-shipped-assessment_returned-body =
    Hej «name»,

    «sender» på «client» har lämnat tillbaka er självskattning. Komplettera senast «due_on».

    «remarks»

    Fortsätt svara: «link»

    Tillit
notices-shipped-assessment_submitted-subject = Självskattning från «vendor»
notices-shipped-assessment_submitted-body =
    Hej «name»,

    «declared_by», «declared_role», har skickat in självskattningen från «vendor».

    Granska svaren: «link»

    Tillit
notices-shipped-section_delegated-subject = Ett avsnitt att svara på: «section»
notices-shipped-section_delegated-body =
    Hej «name»,

    «giver» ber dig svara på avsnittet «section» i självskattningen till «client», senast «due_on».

    «note»

    Börja svara: «link»

    Tillit
notices-shipped-invitation-subject = Inbjudan till Tillit
notices-shipped-invitation-body =
    Hej «name»,

    «inviter» har bjudit in dig till «organisation» i Tillit.

    Välj ett lösenord: «link»

    Tillit
notices-shipped-added-subject = Ny roll i Tillit
notices-shipped-added-body =
    Hej «name»,

    «inviter» har gett dig en roll i «organisation» i Tillit.

    Logga in: «link»

    Tillit

# Fel och händelser
error-notice-compulsory = Det här slaget går inte att välja bort. Välj dagens mejl eller mejl direkt.
error-notice-time = Skriv tiden som timmar och minuter, till exempel 20:00. Fyll i båda tiderna eller ingen.
error-notice-quiet = Tyst tid får vara högst { $hours } timmar, så att dagens mejl hinner skickas.
error-mail-text-place = Platshållaren ”{ $place }” finns inte i det här mejlet. Välj en ur listan.
error-mail-text-brace = En klammerparentes saknar sin andra halva. Skriv platshållare som i listan.
error-mail-text-subject = Ärenderaden ska vara en enda rad. Länk, lista och fakta hör hemma i texten.
error-mail-text-needed = Texten måste innehålla { $place }.
rule-mail-text-shipped = Standardtexten gäller redan.
rule-mail-not-failed = Mejlet har skickats eller väntar på att skickas. Bara mejl som inte kom fram kan skickas igen.
rule-mail-link-ended = Länken i mejlet gäller inte längre. Skapa en ny länk på sidan Användare.
audit-object-notices = notiser
audit-object-notice_settings = val av notiser
audit-object-mail_text = mejltext
audit-object-mail = mejl
audit-verb-resend = skickade igen
audit-verb-unsubscribe = valde bort mejlen
audit-verb-restore_text = återställde standardtexten
demo-stop-notices-title = Inget glöms bort
demo-stop-notices-text = Eva ser allt som har ett datum och snart ska vara klart, och det som har hänt i hennes ärenden. Hon får högst ett samlat mejl om dagen och väljer själv hur hon vill få veta. Texten visar bara det hon har behörighet till just nu.
