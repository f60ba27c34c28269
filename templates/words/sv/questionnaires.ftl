# Självskattningar: skicka, svara, granska

rule-assessment-nobody = Ingen hos leverantören har ett konto än. Bjud in någon innan du skickar självskattningen.

## Mejl
questionnaires-mail-hello = Hej { $name }!
questionnaires-mail-due = Svara senast
questionnaires-mail-open = Öppna självskattningen
questionnaires-mail-review = Granska svaren
questionnaires-mail-message = Meddelande från { $name }:
questionnaires-mail-sent-subject = Självskattning av informationssäkerhet från { $client }
questionnaires-mail-sent-text = { $client } ber er svara på en självskattning av informationssäkerheten med { $count } frågor.
questionnaires-mail-sent-save = Svaren sparas medan ni skriver. Ni kan göra uppehåll, vara flera som svarar och skicka in när allt är klart.
questionnaires-mail-returned-subject = { $client } har skickat tillbaka er självskattning
questionnaires-mail-returned-text = { $client } har granskat era svar och ber er komplettera:
questionnaires-mail-returned-next = Ändra de svar som behöver kompletteras och skicka in självskattningen igen.
questionnaires-mail-submitted-subject = { $vendor } har skickat in sin självskattning
questionnaires-mail-submitted-text = { $vendor } har skickat in sin självskattning. Uppgifterna intygas av { $name }, { $role }.
questionnaires-mail-submitted-late = Den kom in efter sista svarsdag,

error-declaration = Intyga att uppgifterna är riktiga innan du skickar in.
audit-object-assessment = självskattning
audit-object-answer = svar
audit-object-answer_review = granskning av svar

## Lista och utskick
questionnaires-title = Självskattning: { $vendor }
questionnaires-list-lead = Vad leverantörerna säger om sin informationssäkerhet, och vad vi har sett med egna ögon.
questionnaires-filter-vendor = Leverantör
questionnaires-filter-late = Försenade
questionnaires-col-vendor = Leverantör
questionnaires-set = Frågor
questionnaires-set-lite = Liten uppsättning
questionnaires-set-full = Hela uppsättningen
questionnaires-set-count = { $count } frågor
questionnaires-answered = Besvarat
questionnaires-claimed = Leverantören uppger
questionnaires-verified = Verifierat
questionnaires-unknown = Vet ej eller obesvarat
questionnaires-progress = Läget
questionnaires-progress-words = { $answered } besvarade och { $reviewed } granskade av { $total }
questionnaires-reviewed-words = { $reviewed } av { $total } svar är granskade.
questionnaires-interval = { $low }–{ $high } %
questionnaires-percent = { $percent } %
questionnaires-not-yet = Visas när svaren är inskickade
questionnaires-late = Försenad
questionnaires-handed-in-late = Inskickad för sent
questionnaires-status-sent = Skickad
questionnaires-status-in_progress = Besvaras
questionnaires-status-submitted = Att granska
questionnaires-status-returned = Återlämnad
questionnaires-status-closed = Avslutad
questionnaires-none-found = Ingen självskattning stämmer med filtret
questionnaires-none-found-text = Rensa filtret för att se alla.
questionnaires-empty = Inga självskattningar än
questionnaires-empty-text = Här samlas de självskattningar som ni skickar till leverantörer. Öppna en leverantör för att skicka den första.
questionnaires-empty-action = Visa leverantörer
questionnaires-new-title = Ny självskattning
questionnaires-new-heading = Vad ska leverantören svara på?
questionnaires-choose-vendor = Välj leverantör
questionnaires-choose-vendor-text = En självskattning skickas från leverantörens sida.
questionnaires-recipients = Skickas till
questionnaires-nobody = Ingen än
questionnaires-nobody-heading = Bjud in leverantören först
questionnaires-invite = Bjud in någon hos leverantören
questionnaires-suggested-by-tier = Förslag för nivå { $tier }:
questionnaires-suggested-no-tier = Leverantören är inte nivåsatt. Förslag tills det är gjort:
questionnaires-due = Svara senast
questionnaires-due-hint = Den som svarar efter dagen märks som försenad men stängs aldrig ute.
questionnaires-contract = Avtal
questionnaires-contract-hint = Välj avtal om självskattningen gäller ett av dem. Brister som du skapar hör då till avtalet.
questionnaires-contract-none = Hela leverantören
questionnaires-message = Meddelande till leverantören
questionnaires-message-hint = Står i mejlet och överst i självskattningen.
questionnaires-field-internal-note = Intern anteckning
questionnaires-internal-hint = Syns bara för er, aldrig för leverantören.
questionnaires-send = Skicka till leverantören
questionnaires-sent = Självskattningen är skickad. Leverantören får ett mejl med en länk.

## Svarens innebörd
questionnaires-answer-met = Infört
questionnaires-answer-partly = Delvis infört
questionnaires-answer-not_met = Ej infört
questionnaires-answer-not_applicable = Ej tillämpligt
questionnaires-answer-unknown = Vet ej
questionnaires-unanswered = Obesvarad
questionnaires-unreviewed = Ej granskat
questionnaires-critical = Kritisk fråga
questionnaires-changed = Ändrat efter granskningen
questionnaires-assurance-a0 = A0 Påstående
questionnaires-assurance-a0-text = Vi har bara leverantörens ord.
questionnaires-assurance-a1 = A1 Dokument
questionnaires-assurance-a1-text = Ett dokument är inlämnat.
questionnaires-assurance-a2 = A2 Granskat
questionnaires-assurance-a2-text = Vi har själva granskat eller gjort stickprov.
questionnaires-assurance-a3 = A3 Oberoende
questionnaires-assurance-a3-text = En oberoende revision eller ett test visar det.
questionnaires-severity-critical = Kritisk
questionnaires-severity-high = Hög
questionnaires-severity-medium = Medel
questionnaires-severity-low = Låg

## Självskattningens sida
questionnaires-review = Granska svaren
questionnaires-read-answers = Läs svaren
questionnaires-why = Så räknas siffrorna
questionnaires-why-claimed = Det leverantören uppger är ett intervall. Den nedre gränsen räknar varje ”vet ej” och obesvarad fråga som ej infört, den övre som infört. Frågor som inte är tillämpliga räknas bort, och kritiska frågor väger mest.
questionnaires-why-verified = Verifierat är den del som vi själva har bedömt som infört, med tillräckligt stöd och underlag som fortfarande gäller. De två siffrorna slås aldrig ihop.
questionnaires-why-required = Stöd som krävs för leverantörens nivå:
questionnaires-why-version = Frågor enligt
questionnaires-drafts-heading = Leverantören svarar
questionnaires-drafts-text = Svaren visas här när leverantören har skickat in dem. Till dess är de leverantörens egna utkast.
questionnaires-reworked-heading = Leverantören kompletterar sina svar
questionnaires-reworked-text = Svaren kan ändras tills självskattningen skickas in igen. Svar som ändras behöver granskas på nytt.
questionnaires-suggestions = Föreslagna brister
questionnaires-suggestions-text = Kritiska frågor där svaret inte räcker. Du avgör om det är en brist.
questionnaires-suggested-by-review = Enligt er granskning
questionnaires-suggested-by-claim = Enligt leverantörens svar
questionnaires-make-finding = Skapa brist
questionnaires-finding = Brist
questionnaires-finding-number = Brist { $number }
questionnaires-finding-suggested = Frågan är kritisk och svaret räcker inte.
questionnaires-finding-text = Är svaret inte tillräckligt kan du göra det till en brist och sedan besluta om åtgärder.
questionnaires-finding-made = Brist { $number } är skapad. Lägg till en åtgärd på bristens sida.
questionnaires-question = Fråga
questionnaires-claim = Leverantörens svar
questionnaires-judgement = Er bedömning
questionnaires-files = { $count ->
    [one] { $count } fil
   *[other] { $count } filer
}
questionnaires-on-site = Visas på plats
questionnaires-facts = Om självskattningen
questionnaires-sent-by = Skickad av
questionnaires-declared = Intygad av
questionnaires-returned-at = Återlämnad
questionnaires-closed-by = Avslutad av
questionnaires-return-heading = Skicka tillbaka
questionnaires-remarks = Anmärkningar till leverantören
questionnaires-remarks-hint = Beskriv vad som behöver kompletteras. Kommentarerna till varje fråga följer med.
questionnaires-return = Skicka tillbaka
questionnaires-returned = Självskattningen är skickad tillbaka. Leverantören får ett mejl med anmärkningarna.
questionnaires-close-heading = Avsluta
questionnaires-close-text = När självskattningen avslutas kan varken svar eller bedömningar ändras.
questionnaires-close = Avsluta självskattningen
questionnaires-close-confirm = Avsluta självskattningen?
questionnaires-closed = Självskattningen är avslutad.

## Granskning
questionnaires-question-title = { $id } { $domain }
questionnaires-place = Fråga { $number } av { $total }
questionnaires-guidance = Hjälp med frågan
questionnaires-evidence-examples = Exempel på underlag
questionnaires-controls = ISO/IEC 27001:2022
questionnaires-nis2 = NIS2 artikel 21.2
questionnaires-clauses = Avtalskrav
questionnaires-changed-text = Leverantören har ändrat svaret efter er granskning. Bedömningen räknas inte förrän du har sparat den igen.
questionnaires-claim-heading = Leverantörens svar
questionnaires-judgement-heading = Er bedömning
questionnaires-field-status = Är kravet infört?
questionnaires-field-assurance = Hur starkt stöd har svaret?
questionnaires-field-said = Kommentar till leverantören
questionnaires-said-hint = Visas för leverantören när självskattningen skickas tillbaka eller avslutas.
questionnaires-save-next = Spara och gå vidare
questionnaires-save-back = Spara och till översikten
questionnaires-review-saved = Bedömningen är sparad.
questionnaires-steps = Byt fråga
questionnaires-all-questions = Alla frågor
questionnaires-conflict-text = Jämför texterna. Sparar du nu är det din text som gäller. Ladda om sidan om du vill behålla den som är sparad.

## Leverantörens sidor
questionnaires-portal-title = Självskattning för { $client }
questionnaires-portal-lead = Frågor om er informationssäkerhet från dem ni levererar till.
questionnaires-portal-empty = Inga självskattningar än
questionnaires-portal-empty-text = När någon ber er svara på en självskattning visas den här, och du får ett mejl.
questionnaires-portal-status-sent = Ny
questionnaires-portal-status-in_progress = Påbörjad
questionnaires-portal-status-submitted = Inskickad
questionnaires-portal-status-returned = Behöver kompletteras
questionnaires-portal-status-closed = Avslutad
questionnaires-portal-drafts = Svaren sparas efter hand. Beställaren ser dem först när de är inskickade.
questionnaires-asked-by = Beställare
questionnaires-about = Gäller
questionnaires-contact = Kontaktperson
questionnaires-answered-questions = Besvarade frågor
questionnaires-go-on = Fortsätt svara
questionnaires-return-note = Det här behöver kompletteras
questionnaires-message-from = Meddelande från beställaren
questionnaires-late-text = Sista svarsdag har passerat. Du kan fortfarande svara och skicka in.
questionnaires-has-remark = Kommentar finns
questionnaires-remark = Kommentar till svaret
questionnaires-domains = Områden
questionnaires-your-answer = Ert svar
questionnaires-status-hint = Svara ”vet ej” hellre än att gissa. Det är ett ärligt svar som går att följa upp.
questionnaires-comment-hint = Behövs om svaret är ”delvis infört” eller ”ej tillämpligt”.
questionnaires-shown-on-site = Underlaget finns att visa på plats
questionnaires-shown-on-site-hint = Välj det här i stället för att ladda upp känsliga uppgifter.
questionnaires-evidence-warning = Ladda inte upp personuppgifter, lösenord eller uppgifter som visar hur ert nät är skyddat. Maska dokumentet eller visa det på plats.
questionnaires-evidence-file = Fil som stöder svaret
questionnaires-attached = Filen är uppladdad.
questionnaires-detached = Filen är borttagen.
questionnaires-remove-confirm = Ta bort filen?
questionnaires-more-rows = Spara och lägg till rader
questionnaires-hint-percent = Ett tal mellan 0 och 100.
questionnaires-hint-days = Antal dagar.
questionnaires-hint-countries = Landskoder med två bokstäver, till exempel SE. En på varje rad.
questionnaires-hint-country = Landskod med två bokstäver, till exempel SE.
questionnaires-hint-lines = En uppgift på varje rad.
questionnaires-level-0 = 0
questionnaires-level-1 = 1
questionnaires-level-2 = 2
questionnaires-level-3 = 3
questionnaires-read-only = Självskattningen är inskickad eller avslutad. Svaren kan läsas men inte ändras.
questionnaires-saved-later = Svaret är sparat. Fortsätt när det passar.
questionnaires-submit-title = Skicka in självskattningen
questionnaires-submit-lead = Svaren lämnas till { $client }.
questionnaires-missing-heading = Det här saknas
questionnaires-missing-text = { $count ->
    [one] En fråga behöver kompletteras innan du kan skicka in.
   *[other] { $count } frågor behöver kompletteras innan du kan skicka in.
}
questionnaires-declaration = Intygande
questionnaires-declaration-text = Jag intygar att uppgifterna är riktiga och fullständiga så vitt vi vet.
questionnaires-declared-by = Namn på den som intygar
questionnaires-declared-role = Roll
questionnaires-declared-role-hint = Till exempel vd eller informationssäkerhetschef.
questionnaires-what-next = Beställaren får ett meddelande och granskar svaren. Ni får veta om något behöver kompletteras.
questionnaires-submitted = Självskattningen är inskickad. Beställaren får ett meddelande och granskar svaren.

## Ändringshistorik
questionnaires-history-send = Skickade självskattningen
questionnaires-history-submit = Skickade in självskattningen
questionnaires-history-return = Skickade tillbaka självskattningen
questionnaires-history-close = Avslutade självskattningen
questionnaires-history-create = Besvarade frågan
questionnaires-history-update = Ändrade svaret
questionnaires-history-review = Bedömde svaret
