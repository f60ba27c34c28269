# Leveranskedjan: led, länkar och vad som står bakom dem

audit-object-chain_node = part i leveranskedja
audit-object-chain_link = länk i leveranskedja
audit-object-chain_terms = villkor för leveranskedja
audit-verb-chain_move = flyttade
audit-verb-chain_approve = noterade beslut om
audit-verb-chain_confirm = noterade leverantörens bekräftelse av

error-chain-parent = Välj en part som redan finns i avtalets kedja.
error-chain-self = En part kan inte vara underleverantör till sig själv. Välj en annan part eller ett annat led ovanför.
error-chain-cycle = Det skulle bli en cirkel: parten finns redan högre upp i samma kedja. Välj en annan part eller ett annat led ovanför.
error-chain-twice = Länken finns redan i kedjan. Ändra den i stället för att lägga till en till.
error-chain-depth = { $limit ->
    [0] Avtalet tillåter inga underleverantörer. Ändra avtalets gräns först, eller registrera länken som upptäckt om den redan används.
    [one] Avtalet tillåter ett led under huvudleverantören. Ändra avtalets gräns först, eller registrera länken som upptäckt om den redan används.
   *[other] Avtalet tillåter { $limit } led under huvudleverantören. Ändra avtalets gräns först, eller registrera länken som upptäckt om den redan används.
}
error-chain-client = Din egen organisation kan inte vara underleverantör i en leveranskedja. Beskriv i stället den som sköter uppgiften.
error-chain-kind-vendor = En leverantör i registret läggs till med sitt organisationsnummer. Välj ett annat slag här.
error-chain-country = Vi känner inte till landet ”{ $name }”. Skriv landets namn eller kod, till exempel Thailand eller TH.
error-chain-same-name = Det finns redan en part med samma namn. Välj om det är samma part eller en annan.
error-chain-number-taken = Numret hör redan till { $name }.
error-chain-class-four = Klass 4 hanteras utanför systemet. Ta upp ärendet med säkerhetsskyddschefen och skriv ingenting om innehållet här.
error-chain-persons = Det högsta antalet kan inte vara mindre än det lägsta.
error-chain-purpose = Skriv ändamålet, till exempel ”lagring av inspelade samtal”.
error-chain-many = Det är för många delar. Skriv högst 50.
error-chain-transfer = Något finns utanför EU och EES. Ange vad överföringen grundas på, eller att det inte är känt.
error-chain-orphans = { $count ->
    [one] En part längre ner i kedjan hänger på länken. Välj vad som ska hända med den.
   *[other] { $count } parter längre ner i kedjan hänger på länken. Välj vad som ska hända med dem.
}
error-chain-ended-later = Länken kan inte avslutas en dag som inte har kommit än.
error-chain-ended-before = Länken började senare än så. Välj den dag då den upphörde.
error-chain-reference = Ange vilket beslut det gäller, till exempel ett diarienummer.
rule-chain-link-ended = Länken är avslutad och går inte att ändra. Lägg till en ny länk om samarbetet har börjat igen.
error-chain-one-child = Ange en av node_id, vendor_id och new_node.

# Sidorna
chains-title = Leveranskedjor
chains-lead = Vilka som behandlar er information i alla led, och vad som behöver ses över.
chains-chain = Leveranskedjan
chains-views = Det här behöver ses över
chains-view-unknown_tiers = Okända led
chains-view-third_countries = Tredjeland
chains-view-unconfirmed = Obekräftade
chains-view-found_unapproved = Upptäckta, aldrig godkända
chains-view-faults = Andra fel
chains-view-explained-unknown_tiers = Länkar till ett led som finns, men där ingen vet vem som står bakom. De räknas som risk.
chains-view-explained-third_countries = Länkar där något finns i, eller kan nås från, ett land utanför EU och EES.
chains-view-explained-unconfirmed = Länkar som leverantören inte har bekräftat inom den tid som nivån kräver.
chains-view-explained-found_unapproved = Länkar som ni själva har upptäckt och som inget beslut har tillåtit.
chains-view-explained-faults = Länkar som saknar godkännande, plats, roll enligt dataskyddsförordningen eller grund för överföring.
chains-view-all = Visa alla länkar
chains-search = Sök part eller avtal
chains-search-node = Namn, organisationsnummer eller plats
chains-with-ended = Ta med avslutade
chains-links = Länkar
chains-empty = Inga länkar
chains-empty-text = Här samlas länkarna i alla avtals leveranskedjor. Öppna ett avtal och lägg till den första under fliken Leveranskedja.
chains-top = Här samlas mest
chains-top-lead = Parter som flest avtal är beroende av. Antalet personer är summan av det högsta under varje länk, alltså en övre gräns.
chains-node = Part
chains-nodes = Parter
chains-nodes-lead = Alla som deltar i någon kedja. En part som flera avtal delar finns bara en gång.
chains-nodes-empty = Inga parter
chains-nodes-empty-text = En part skapas när den läggs till i ett avtals leveranskedja.
chains-node-facts = Uppgifter om parten
chains-node-edit = Ändra uppgifter om parten
chains-node-is-vendor = Parten är en leverantör i registret. Namn, nummer och land ändras där.
chains-contract = Avtal
chains-contract-title = Avtalets namn
chains-contracts = Avtal
chains-main-vendor = Huvudleverantör
chains-main-vendor-itself = Huvudleverantören
chains-parent = Arbetar åt
chains-child = Part
chains-tier = Led
chains-until = till och med
chains-information = Information
chains-persons = Personer
chains-persons-unit = personer
chains-persons-at-most = Personer, högst
chains-not-stated = Inte angivet
chains-third-country = Tredjeland
chains-remote-short = Nås från
chains-countries-all = Länder
chains-confirmed = Bekräftad
chains-last-confirmed = Äldsta bekräftelse
chains-never = Aldrig
chains-source = Hur den blev känd
chains-source-declared = Uppgiven
chains-source-confirmed = Bekräftad av leverantören
chains-source-discovered = Upptäckt av oss
chains-source-self_assessment = Ur självskattningen
chains-state-ended = Avslutad
chains-approval = Godkännande
chains-approval-none = Inget beslut
chains-approval-pending = Väntar på beslut
chains-approval-approved = Godkänd
chains-approval-conditional = Godkänd med villkor
chains-approval-refused = Avslagen
chains-approval-not_required = Behövs inte
chains-kind-vendor = Leverantör
chains-kind-subcontractor = Underleverantör
chains-kind-storage = Lagring
chains-kind-service = Tjänst
chains-kind-unknown = Okänt led
chains-faults = Att rätta till
chains-no-fault = Inget att anmärka
chains-no-faults = Inget att rätta till
chains-fault-refused = Används trots avslag
chains-fault-unknown_tier = Okänt led
chains-fault-discovered = Aldrig godkänd
chains-fault-not_approved = Saknar godkännande
chains-fault-approval_expired = Godkännandet har gått ut
chains-fault-too_deep = Djupare än avtalet
chains-fault-no_mechanism = Saknar överföringsgrund
chains-fault-no_place = Plats saknas
chains-fault-no_role = Roll saknas
chains-fault-unconfirmed = Obekräftad
chains-class-column = Klass
chains-class-unknown = Klass okänd
chains-class-short = Klass { $class }
chains-class-0 = 0 – Ingen eller försumbar skada
chains-class-1 = 1 – Måttlig skada
chains-class-2 = 2 – Betydande skada
chains-class-3 = 3 – Allvarlig skada
chains-mechanism-adequacy = Adekvat skyddsnivå
chains-mechanism-standard_clauses = Standardavtalsklausuler
chains-mechanism-binding_rules = Bindande företagsbestämmelser
chains-mechanism-derogation = Undantag
chains-mechanism-unknown = Inte känd
chains-mechanism-none = Ingen överföring utanför EU och EES
chains-role-controller = Personuppgiftsansvarig
chains-role-joint_controller = Gemensamt ansvarig
chains-role-processor = Personuppgiftsbiträde
chains-role-subprocessor = Underbiträde
chains-role-choose = Välj roll
chains-shared = delas av flera

# Sprängradien
chains-register-incident = Registrera incident
chains-see-incidents = Visa incidenter
chains-behind = Det här står bakom
chains-behind-lead = Alla avtal som berörs om något händer här. Avtal som säkert berörs har parten i sin egen kedja. Avtal som möjligen berörs har någon i kedjan som använder parten under ett annat avtal.
chains-behind-none = Inget avtal är beroende av parten.
chains-contracts-behind = Berörda avtal
chains-certain-count = { $count ->
    [one] 1 berörs säkert
   *[other] { $count } berörs säkert
}
chains-possible-count = { $count ->
    [one] 1 berörs möjligen
   *[other] { $count } berörs möjligen
}
chains-certainty = Berörs
chains-certain = Säkert
chains-possible = Möjligen
chains-persons-certain = Personer, säkert
chains-persons-possible = Personer, möjligen
chains-not-stated-count = { $count ->
    [one] ett avtal utan uppgift
   *[other] { $count } avtal utan uppgift
}
chains-persons-explained = Antalet är ett intervall: samma person kan förekomma i flera avtal. Minst är det största enskilda avtalet, högst är summan av alla.
chains-vendors-behind = Huvudleverantörer
chains-services = Tjänster
chains-services-behind = Tjänster
chains-services-none = Ingen tjänst är kopplad till länkarna.
chains-links-of-node = Länkar till och från parten
chains-links-all = { $count ->
    [one] Visa länken i listan
   *[other] Visa alla { $count } länkar i listan
}
chains-links-none = Parten finns inte i någon pågående kedja.
chains-unknown-heading = Ingen vet vem som står här
chains-unknown-text = Ett okänt led räknas som en risk i sig. Ta reda på vem det är och ändra uppgifterna om parten.
chains-never-shown = Visas aldrig för leverantören.
chains-file = leveranskedjor
chains-file-behind = avtal-bakom

# Ett avtals kedja
chains-none = Ingen leveranskedja
chains-none-text = Lägg till dem som leverantören anlitar, eller fråga leverantören. Att kedjan är tom betyder inte att den saknas.
chains-deepest = Djupaste led
chains-of-allowed = { $deepest } av högst { $limit }
chains-depth-default = avtalet säger inget
chains-criterion = Kriteriet kedja
chains-criterion-level = nivå { $level } av 4
chains-ended-count = { $count ->
    [one] och en avslutad
   *[other] och { $count } avslutade
}
chains-shape = Visa som
chains-shape-picture = Bild
chains-shape-table = Tabell
chains-focus = Bilden börjar hos { $name }.
chains-focus-all = Visa hela kedjan
chains-tiers-shown = { $count ->
    [one] Ett led visas.
   *[other] { $count } led visas.
}
chains-tiers-fewer = Färre led
chains-tiers-more = Fler led
chains-picture = Bild av leveranskedjan
chains-picture-title = Leveranskedjan under { $name }
chains-picture-desc = { $count ->
    [one] En part från vänster till höger, med information, länder och fel. Samma uppgifter finns som tabell.
   *[other] { $count } parter från vänster till höger, med information, länder och fel. Samma uppgifter finns som tabell.
}
chains-picture-same = Tabellen visar samma uppgifter och mer om varje länk.
chains-zoom = Börja bilden hos { $name }
chains-fold = { $count ->
    [one] 1 part till
   *[other] { $count } parter till
}
chains-fold-title = { $count ->
    [one] En part till under { $name }
   *[other] { $count } parter till under { $name }
}
chains-fold-focus = Börja bilden här
chains-fold-table = Visa alla i tabellen
chains-roles = Roller enligt dataskyddsförordningen
chains-terms = Vad avtalet tillåter
chains-terms-lead = Hur många led under huvudleverantören som { $contract } tillåter. Säger avtalet inget gäller { $limit }.
chains-field-depth-limit = Högsta antal led
chains-depth-limit-hint = 0 betyder att inga underleverantörer är tillåtna.
chains-field-note = Anteckning
chains-terms-note-hint = Till exempel vilken punkt i avtalet det gäller.

# Formulären
chains-link-new = Lägg till länk
chains-link-new-lead = Vem arbetar åt vem under { $contract }?
chains-link-edit = Ändra länk
chains-link-edit-lead = { $child } under { $contract }.
chains-link-title = { $parent } → { $child }
chains-link-below = Lägg till någon under
chains-link-made = Länken är tillagd. Här ser du alla avtal som har parten i sin kedja.
chains-link-ended = { $count ->
    [one] Länken är avslutad.
   *[other] { $count } länkar är ändrade.
}
chains-saved = Uppgifterna är sparade.
chains-decided = Beslutet är noterat.
chains-find-first = Sök först
chains-find-first-text = En part som redan är känd ska inte läggas till igen. Då syns det vilka avtal som delar den.
chains-in-register = Leverantör i registret
chains-who = Vem är det?
chains-field-parent-node-id = Arbetar åt
chains-parent-hint = Den i kedjan som anlitar parten.
chains-child-who = Parten
chains-child-new = En ny part
chains-child-new-text = Beskriv den nedan.
chains-child-unknown = Ett okänt led
chains-child-unknown-text = Ni vet att någon finns, men inte vem. Ledet räknas som en risk tills det är känt.
chains-is-another = Det är en annan part, som bara råkar ha samma namn
chains-new-node = Om parten är ny
chains-new-node-hint = Hoppa över det här om du valde en känd part ovan.
chains-field-kind = Slag
chains-field-name = Namn
chains-field-org-number = Organisationsnummer
chains-org-number-hint = Finns numret redan används den kända parten.
chains-field-country = Land
chains-country-hint = Namn eller kod, till exempel Sverige eller SE.
chains-field-location = Plats
chains-location-hint = Till exempel ort, datahall eller tjänstens namn.
chains-field-shared-note = Andra kunder på samma plats
chains-shared-note-hint = Vad ni vet om vilka andra som delar den. Visas aldrig för leverantören.
chains-field-internal-note = Intern anteckning
chains-what = Vad görs?
chains-field-task = Uppgift
chains-task-hint = Till exempel ”lagrar inspelade samtal”.
chains-field-source = Hur blev den känd?
chains-source-hint = Det ni har upptäckt tas med även när avtalet inte tillåter det. Då visas det som fel.
chains-field-service-id = Tjänst
chains-no-service = Ingen särskild tjänst
chains-field-data-class = Informationsklass
chains-class-hint = Högsta klassen för konfidentialitet i det som behandlas.
chains-field-information-types = Typer av information
chains-parts-hint = Skilj åt med kommatecken.
chains-field-persons-low = Minst antal personer
chains-field-persons-high = Högst antal personer
chains-field-countries = Länder där informationen behandlas eller finns
chains-countries-hint = Namn eller koder med kommatecken emellan. Lämna tomt om ingen vet.
chains-field-remote-countries = Länder som den kan nås från
chains-remote-hint = Till exempel support på distans.
chains-field-transfer-mechanism = Grund för överföring
chains-mechanism-hint = Behövs när något finns utanför EU och EES.
chains-roles-hint = Rollen avgörs för varje ändamål, inte av avtalet. Lämna tomt om ingen vet.
chains-roles-none = Ingen roll är angiven.
chains-purpose = Ändamål
chains-purpose-number = Ändamål { $number }
chains-role = Roll
chains-legal-note = Rättslig anteckning
chains-region-only = Bara för er
chains-field-vendor-visible = Leverantören ser länken
chains-vendor-visible-hint = Den som syns kan leverantören bekräfta. Det ni har upptäckt kan ni vänta med att visa.
chains-seen-by-vendor = Leverantören ser den
chains-decision = Beslut
chains-decision-lead = Notera ett beslut som redan är fattat.
chains-decision-stored = Nuvarande beslut: { $reference }.
chains-decide = Notera beslutet
chains-reference = Beslutets nummer
chains-reference-hint = Till exempel ett diarienummer.
chains-valid-until = Gäller till och med
chains-valid-until-hint = Lämna tomt om det gäller tills vidare.
chains-end = Avsluta länk
chains-end-lead = { $child } ska inte längre arbeta åt { $parent } under avtalet.
chains-ended-on = Upphörde
chains-end-reason = Skäl
chains-hanging = { $count ->
    [one] En part hänger på länken och tappar vägen upp:
   *[other] { $count } parter hänger på länken och tappar vägen upp:
}
chains-orphans = Vad ska hända med dem?
chains-orphans-end = De avslutas också
chains-orphans-move = De flyttas upp ett led

# Leverantörens flik
chains-own = Leverantörens egna avtal
chains-own-none = Leverantören har inga avtal.
chains-elsewhere = I andras kedjor
chains-elsewhere-none = Leverantören finns inte i någon annans kedja.

# Kedjebekräftelse
audit-object-chain_round = kedjebekräftelse
audit-object-chain_confirmation = bekräftelse av leveranskedja
audit-object-chain_correction = förslag om leveranskedja
audit-object-chain_follow_up = leverantörens egen uppföljning
audit-verb-sign = skrev under
audit-verb-sign_by_phone = lade in per telefon
audit-verb-decide = beslutade om
rule-chain-round-nobody = Det finns ingen att fråga: alla avtal på de valda nivåerna är redan tillfrågade, eller så finns inga.
rule-chain-round-closed = Omgången är avslutad.
rule-chain-signed = Kedjan är redan bekräftad.
rule-chain-decided = Förslaget är redan avgjort.
error-chain-answer = Säg om den stämmer, inte används, eller föreslå en rättelse.
error-chain-held-later = Uppföljningen kan inte ha gjorts en dag som inte har kommit än.
chains-finding-unconfirmed = Leveranskedjan i { $contract } är inte bekräftad
chains-finding-unconfirmed-text = Kedjan skulle ha bekräftats senast { $due }. Tiden därefter har gått ut utan svar.
chains-finding-follow-up = Egen uppföljning av { $name } saknas
chains-finding-follow-up-text = Leverantören ska själv följa upp { $name } i { $contract } och registrera det. Senast { $due } skulle det ha gjorts.
chains-mail-asked-subject = { $client } ber er bekräfta leveranskedjan
chains-mail-asked-text = { $client } behöver veta vilka ni anlitar. Gå igenom kedjan för varje avtal, rätta det som inte stämmer och skriv under.
chains-mail-reminder-subject = Påminnelse: bekräfta leveranskedjan åt { $client }
chains-mail-reminder-text = Vi har inte fått er bekräftelse av leveranskedjan ännu.
chains-mail-after = Bekräftas kedjan inte i tid blir det en brist att åtgärda.
chains-mail-open = Gå till leveranskedjan
chains-rounds = Kedjebekräftelser
chains-rounds-lead = Leverantörerna bekräftar eller rättar sina leveranskedjor: på nivå 1 varje halvår, på nivå 2 och 3 varje år.
chains-rounds-empty = Ingen kedjebekräftelse
chains-rounds-empty-text = Starta en omgång nu, eller vänta: varje leverantör tillfrågas i tid efter sin nivå.
chains-round = Omgång
chains-round-by = Startades av
chains-round-new = Starta omgång
chains-round-new-lead = Varje avtal hos leverantörerna på de valda nivåerna blir en fråga. Den som redan är tillfrågad får ingen ny.
chains-round-title = Namn
chains-round-title-hint = Till exempel ”Kedjebekräftelse hösten 2026”.
chains-round-tiers = Nivåer som tillfrågas
chains-round-start = Starta
chains-round-started = Omgången är startad och leverantörerna har fått ett mejl.
chains-round-automatic = Efter nivåns intervall, senast { $due }
chains-round-open = Pågår
chains-round-closed = Avslutad
chains-round-close = Avsluta omgången
chains-round-close-sure = Avsluta omgången?
chains-round-close-text = Det som ingen har svarat på frågas inte längre om.
chains-due-on = Senast
chains-progress = Bekräftade
chains-findings = Brist
chains-finding = Visa bristen
chains-finding-made = Bekräftelsen uteblev och har blivit en brist.
chains-signed-count = Bekräftade
chains-asked-count = Väntar på svar
chains-withdrawn-count = Återtagna
chains-without-people = Utan mottagare
chains-nobody-mailed = Ingen att mejla
chains-remind = Påminn
chains-reminded = { $count ->
    [one] Påminnelse om ett avtal är skickad.
   *[other] Påminnelse om { $count } avtal är skickad.
}
chains-reminded-on = Påmind
chains-signed-by = Bekräftad av
chains-state-asked = Väntar på svar
chains-state-signed = Bekräftad
chains-state-withdrawn = Återtagen
chains-confirmation-title = Leveranskedjan i { $contract }
chains-said = Vad leverantören har sagt
chains-said-none = Avtalet har ingen känd kedja.
chains-answer = Stämmer det?
chains-answer-confirmed = Stämmer
chains-answer-not_used = Används inte längre
chains-answer-none = Inget svar
chains-answer-hidden = Visas inte för leverantören
chains-corrections = Förslag från leverantörer
chains-corrections-lead = Det som accepteras blir en uppgiven länk som väntar på godkännande.
chains-corrections-empty = Inga förslag väntar
chains-corrections-empty-text = När en leverantör rättar sin kedja eller lägger till någon hamnar det här.
chains-corrections-waiting = { $count ->
    [one] Ett förslag väntar på beslut
   *[other] { $count } förslag väntar på beslut
}
chains-proposal = Förslag
chains-proposed-by = Föreslogs av
chains-decided-by = Avgjordes av
chains-correction-new = Ny part
chains-correction-changed = Rättelse
chains-correction-ended = Används inte längre
chains-correction-state-proposed = Väntar på beslut
chains-correction-state-accepted = Accepterat
chains-correction-state-rejected = Avvisat
chains-correction-decided = Förslaget är avgjort.
chains-decision-note = Skäl
chains-decision-note-hint = Behövs när du avvisar. Leverantören ser det.
chains-orphans-nobody = Ingen hänger på länken
chains-accept = Acceptera
chains-reject = Avvisa

# Portalen
chains-portal-title = Leveranskedja
chains-portal-lead = Era beställare behöver veta vilka ni anlitar. Bekräfta kedjan för varje avtal, eller rätta den.
chains-portal-empty = Inget att bekräfta
chains-portal-empty-text = När en beställare ber er bekräfta leveranskedjan visas det här.
chains-portal-ask = { $client } ber er bekräfta vilka ni anlitar för { $title }.
chains-portal-no-links = Inga kända underleverantörer
chains-portal-no-links-text = Stämmer det att ni inte anlitar någon? Skriv under i så fall. Annars lägger du till dem ni anlitar.
chains-client = Beställare
chains-to-confirm = Att bekräfta
chains-corrected = Rättelse föreslagen
chains-correct = Rätta uppgifterna
chains-correct-lead = Skriv hur det är med { $child }. { $client } granskar rättelsen.
chains-propose = Lägg till någon ni anlitar
chains-propose-lead = { $client } granskar uppgifterna och avgör om parten får anlitas.
chains-propose-send = Skicka förslaget
chains-proposed = Förslaget är skickat. Beställaren granskar det.
chains-proposals-yours = Era förslag
chains-ourselves = Oss själva
chains-sign = Bekräfta kedjan
chains-sign-lead = Jag bekräftar att uppgifterna ovan stämmer och att ingen annan anlitas än den som står här eller är föreslagen.
chains-sign-name = Namn
chains-sign-role = Roll
chains-signed = Tack. Kedjan är bekräftad.
chains-by-phone = per telefon
chains-phone = Svar per telefon
chains-phone-lead = Lägg in svaret åt en leverantör som du talar med. Gå igenom varje led. Svaret märks med att det är inlagt per telefon, och ditt namn sparas.
chains-phone-name = Vem som svarar hos leverantören
chains-phone-role = Roll hos leverantören
chains-phone-save = Spara svaret
chains-phone-signed = Svaret är inlagt och kedjan är bekräftad.
chains-phone-mark = Inlagt per telefon { $day } av { $by }, efter samtal med { $with }.
chains-phone-portal = Svaret lämnades per telefon och lades in av { $client }.
chains-follow-ups = Egen uppföljning
chains-follow-ups-lead = Ni ska själva följa upp dem ni anlitar. Registrera varje uppföljning här.
chains-follow-ups-empty = Ingen uppföljning registrerad
chains-follow-ups-empty-text = Registrera hur ni har följt upp dem ni anlitar. Saknas det blir det en brist.
chains-follow-up-new = Registrera uppföljning
chains-follow-up-link = Vem följdes upp?
chains-follow-up-note = Vad kom fram?
chains-follow-up-note-hint = Behövs när något inte var bra.
chains-follow-up-register = Registrera
chains-follow-up-saved = Uppföljningen är registrerad.
chains-follow-ups-none = Leverantören har inte registrerat någon egen uppföljning.
chains-choose = Välj
chains-held-on = När
chains-method = Hur
chains-method-meeting = Möte
chains-method-questionnaire = Frågor
chains-method-audit = Revision
chains-method-spot_check = Stickprov
chains-method-certificate = Certifikat eller intyg
chains-method-other = Annat
chains-outcome = Resultat
chains-outcome-good = Bra
chains-outcome-remarks = Anmärkningar
chains-outcome-serious = Allvarliga brister
chains-registered-by = Registrerad av
chains-follow-ups-vendor = Leverantörens egen uppföljning
