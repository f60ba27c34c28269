# Texterna som man börjar skriva från i uppföljningens mejl; « » blir klamrar
notices-shipped-action_sent_back-subject = Åtgärden behöver göras klart: «title»
notices-shipped-action_sent_back-body =
    Hej «name»,

    «client_name» har granskat åtgärden «title» och skickat tillbaka den.

    «note»

    Komplettera och rapportera igen senast «due_on»: «link»

    Tillit
notices-shipped-assessment_reminder-subject = Påminnelse om självskattning, «client»
notices-shipped-assessment_reminder-body =
    Hej «name»,

    «client» väntar på era svar:

    «facts»

    Fortsätt svara: «link»

    Tillit
notices-shipped-assessment_escalated-subject = Självskattningar som inte har kommit in
notices-shipped-assessment_escalated-body =
    Hej «name»,

    De här självskattningarna har inte kommit in trots påminnelser:

    «facts»

    Öppna: «link»

    Tillit
notices-shipped-chain_asked-subject = «client» ber er bekräfta leveranskedjan
notices-shipped-chain_asked-body =
    Hej «name»,

    «client» behöver veta vilka ni anlitar. Gå igenom kedjan för varje avtal, rätta det som inte stämmer och skriv under senast «due_on».

    «facts»

    Gå till leveranskedjan: «link»

    Bekräftas kedjan inte i tid blir det en brist att åtgärda.

    Tillit
notices-shipped-chain_reminder-subject = Påminnelse: bekräfta leveranskedjan åt «client»
notices-shipped-chain_reminder-body =
    Hej «name»,

    Vi har inte fått er bekräftelse av leveranskedjan ännu. Den ska vara klar senast «due_on».

    «facts»

    Gå till leveranskedjan: «link»

    Bekräftas kedjan inte i tid blir det en brist att åtgärda.

    Tillit
notices-shipped-subcontract_news-subject = «heading»
notices-shipped-subcontract_news-body =
    Hej «name»,

    «facts»

    Öppna ärendet: «link»

    Tillit
notices-shipped-plan_shared-subject = Gemensam åtgärdsplan: «title»
notices-shipped-plan_shared-body =
    Hej «name»,

    «client_name» har delat åtgärdsplanen ”«title»” med er.

    «facts»

    Öppna planen: «link»

    Tillit
notices-shipped-escalation_letter-subject = Brev från «client»
notices-shipped-escalation_letter-body =
    Hej «name»,

    «client» har skickat ett brev till er. Logga in för att läsa det.
    Senast: «due_on»

    Läs brevet: «link»

    Tillit
notices-shipped-dialogue_call-subject = «heading»
notices-shipped-dialogue_call-body =
    Hej «name»,

    «facts»

    Dagordningen finns här: «link»

    Tillit
notices-shipped-dialogue_skipped-subject = Dialogmöten som inte blev av
notices-shipped-dialogue_skipped-body =
    Hej «name»,

    De här dialogmötena blev inte av:

    «facts»

    Håll mötet eller bestäm en ny dag: «link»

    Tillit
notices-shipped-minutes-subject = Protokoll från dialogmöte «held_on», «contract»
notices-shipped-minutes-body =
    Hej «name»,

    Här är protokollet från dialogmötet mellan «organisation» och «vendor» om avtalet «contract», den «held_on». Protokollet är låst och bifogas som PDF.

    «facts»

    Läs protokollet i Tillit: «link»
notices-shipped-minutes_approval-subject = «heading»
notices-shipped-minutes_approval-body =
    Hej «name»,

    «facts»
    «link»

    Tillit
notices-shipped-minutes_news-subject = «heading»
notices-shipped-minutes_news-body =
    Hej «name»,

    «facts»

    Öppna protokollet: «link»

    Tillit
notices-shipped-incident_notice-subject = Incident: «title»
notices-shipped-incident_notice-body =
    Hej «name»,

    «reported_by» har registrerat incident «number»: «title». Den berör eller kan beröra det du ansvarar för:

    «facts»

    Öppna incidenten och kvittera att du vet om den: «link»

    Tillit
notices-sample-contract = 2024-118 Rådgivning
notices-sample-held_on = 2026-12-15
notices-sample-place = Videomöte
notices-sample-incident = Öppen lagringsyta
notices-sample-subcontractor = Nattpasset Rådgivning Ltd
