# Svara: förra gången, underlag, kollegor, kvittens
nav-evidence = Underlag
error-evidence-expired = Underlaget gick ut { $date } och kan inte användas som nytt underlag. Välj ett som gäller, eller behåll det här som historik i biblioteket.
error-evidence-period = Perioden slutar innan den börjar.
error-evidence-issued = Utfärdandedagen kan inte ligga i framtiden.
error-evidence-before-issued = Sista giltighetsdag ligger före utfärdandet.
error-evidence-personal-number = Filens namn eller innehåll ser ut att innehålla ett personnummer. Ta bort det. Är det inte ett personnummer, välj filen igen och bekräfta nedan.
error-evidence-private-key = Filen ser ut att innehålla en privat nyckel. Ta bort den. Är det inte en nyckel, välj filen igen och bekräfta nedan.
rule-evidence-expired = { $title } gäller inte längre och kan inte användas som nytt underlag. Lägg in en ny version i biblioteket.
rule-evidence-used = { $title } stöder redan det här svaret.
rule-prefill-nothing = Det finns inget tidigare svar att bekräfta, eller så är frågan redan besvarad.
rule-prefill-doubt = Svaret på { $question } från förra gången kan inte bekräftas som det var. Öppna frågan och komplettera svaret.
rule-delegation-not-yours = Bara den som lämnade över avsnittet, den som har det eller en administratör kan ta tillbaka det.
audit-object-evidence_item = underlag i biblioteket
audit-object-section_delegation = överlämnat avsnitt
questionnaires-history-reconfirm = Bekräftade svaret från förra gången

## Förra gången
answering-last-heading = Ert svar förra gången
answering-last-by = { $name } svarade
answering-still-true = Fortfarande sant?
answering-still-true-yes = Ja, fortfarande sant
answering-still-true-text = Frågan är obesvarad tills du bekräftar eller sparar ett svar. Filer följer inte med: lägg till dem från biblioteket.
answering-use = Fyll i formuläret med svaret
answering-suggested = Formuläret är ifyllt med ett tidigare svar. Det är inte sparat. Läs igenom, ändra det som behövs och spara.
answering-changed = Ändrat sedan förra gången
answering-doubt-incomplete = Svaret kan inte bekräftas som det var: frågan behöver mer än förra gången.
answering-doubt-expired = Svaret kan inte bekräftas som det var: certifikatet har gått ut.
answering-bank = Era andra svar på frågan
answering-earlier-title = Gå igenom svaren från förra gången
answering-earlier-lead = Inget är besvarat förrän du bekräftar det. Markera de svar som fortfarande är sanna.
answering-earlier-waiting = { $count ->
    [one] En obesvarad fråga har ett svar från förra gången.
   *[other] { $count } obesvarade frågor har svar från förra gången.
}
answering-earlier-go = Gå igenom svaren
answering-earlier-on = Inskickat förra gången
answering-earlier-tick = Fortfarande sant: { $question }
answering-earlier-confirm = Bekräfta de markerade
answering-earlier-open = Öppna frågan
answering-earlier-none = Inga svar från förra gången väntar
answering-earlier-none-text = Här visas obesvarade frågor som ni svarade på förra gången.
answering-confirmed = { $count ->
    [one] Ett svar är bekräftat.
   *[other] { $count } svar är bekräftade.
}
answering-before = Förra gången
answering-now = Nu

## Flera samtidigt
answering-others = Andra som svarar nu
answering-here = { $minutes ->
    [0] { $name } svarar på den här frågan just nu.
    [one] { $name } svarar på den här frågan, för en minut sedan.
   *[other] { $name } svarar på den här frågan, för { $minutes } minuter sedan.
}
answering-elsewhere = { $minutes ->
    [0] { $name } svarar på { $question } just nu.
    [one] { $name } svarar på { $question }, för en minut sedan.
   *[other] { $name } svarar på { $question }, för { $minutes } minuter sedan.
}
answering-conflict-text = Någon annan sparade medan du skrev. Båda texterna finns kvar. Välj vilken som ska gälla, eller sätt ihop dem.
answering-keep-mine = Behåll min
answering-keep-theirs = Behåll den sparade
answering-merge = Sätt ihop
answering-merged = Texterna är hopsatta men inte sparade. Läs igenom och spara.
answering-minutes-left = Tid kvar, ungefär
answering-minutes = { $minutes } minuter

## Avsnitt
answering-sections-title = Vem svarar på vad
answering-sections-lead = Lämna över ett avsnitt till en kollega. Kollegan får ett mejl och ser avsnittet på sin startsida.
answering-sections = Avsnitt
answering-section = Avsnitt
answering-section-of = { $name } har det här avsnittet.
answering-has = Vem
answering-nobody = Ingen utsedd
answering-handed-by = Överlämnat av { $name }
answering-hand-over = Lämna över
answering-colleague = Kollega
answering-day = Klart senast
answering-day-hint = Utan dag gäller självskattningens sista svarsdag.
answering-word = Några ord till kollegan
answering-handed = Avsnittet är överlämnat till { $name }.
answering-take-back = Ta tillbaka
answering-taken-back = Avsnittet är taget tillbaka.
answering-people = Svar per person
answering-people-name = Person
answering-people-count = Besvarade frågor
start-portal-sections = Avsnitt att svara på
answering-mail-subject = { $giver } har lämnat över ett avsnitt till dig: { $section }
answering-mail-text = { $giver } ber dig svara på avsnittet { $section } i självskattningen för { $client }.
answering-mail-note = Några ord från { $giver }:
answering-mail-due = Klart senast
answering-mail-open = Öppna avsnittet

## Underlag
evidence-lead = Filer som ni kan använda på flera frågor, med hur länge de gäller. Bara er egen organisation ser biblioteket. Den som frågar ser en fil först när den stöder ett svar.
evidence-empty = Inget underlag än
evidence-empty-text = Lägg in policyer, certifikat och rapporter som ni ofta blir ombedda att visa.
evidence-new = Lägg till underlag
evidence-title = Namn på underlaget
evidence-kind = Slag
evidence-kind-policy = Policy eller rutin
evidence-kind-certificate = Certifikat
evidence-kind-report = Rapport
evidence-kind-test = Test
evidence-kind-agreement = Avtal
evidence-kind-screenshot = Skärmbild
evidence-kind-other = Annat
evidence-covers-from = Avser tiden från
evidence-covers-to = Avser tiden till
evidence-covers = Avser
evidence-issued = Utfärdat
evidence-expires = Gäller till och med
evidence-expires-hint = Lämna tomt om underlaget inte går ut.
evidence-history = Behåll som historik
evidence-history-hint = För underlag som har gått ut. Det kan inte stödja nya svar.
evidence-file = Fil
evidence-confirm = Jag har kontrollerat filen: den innehåller inga personnummer, nycklar eller lösenord
evidence-added = { $title } finns nu i biblioteket.
evidence-retired = { $title } är borttaget ur biblioteket. Där det används finns det kvar.
evidence-retire = Ta ur biblioteket
evidence-retire-confirm = Ta ur biblioteket?
evidence-used = Används
evidence-unused = Används inte än
evidence-expired = Har gått ut
evidence-ends-before-due = Går ut före sista svarsdag
evidence-ends-soon = Går snart ut
evidence-is-history = Historik
evidence-from-library = Välj ur biblioteket
evidence-use = Använd
evidence-to-library = Till biblioteket

## Papper och kvittens
answering-print = Skriv ut frågorna
answering-print-title = Självskattning för { $client }, alla frågor
answering-print-blank = Svar
answering-print-asked = Fylls i
receipt-title = Kvittens
receipt-open = Visa kvittensen
receipt-lead = Kvittensen visar vad ni skickade in. Kontrollsumman är densamma så länge inget tecken är ändrat.
receipt-none = Ingen kvittens än
receipt-none-text = En kvittens skapas när självskattningen skickas in.
receipt-number = Inlämning { $number }
receipt-at = Inskickad
receipt-by = Av
receipt-sha = Kontrollsumma (SHA-256)
receipt-whole = Kontrollsumman stämmer med det som skickades in.
receipt-broken = Kontrollsumman stämmer inte med det som är lagrat.
receipt-unchanged = Svaren är desamma som när de skickades in.
receipt-changed = Svaren har ändrats sedan dess.
receipt-pdf = Ladda ner som PDF
receipt-check = Kontrollera en kontrollsumma
receipt-check-do = Kontrollera
receipt-check-found = Kontrollsumman hör till en av inlämningarna här.
receipt-check-missing = Kontrollsumman hör inte till någon inlämning här.
receipt-pdf-title = Kvittens på självskattning
receipt-pdf-page = Sida %n av %m
receipt-pdf-description = Kvittens på en inskickad självskattning av informationssäkerhet
receipt-pdf-lead = Självskattningen av informationssäkerhet är inskickad. Så här löd svaren.
receipt-pdf-fact_client = Beställare
receipt-pdf-fact_vendor = Leverantör
receipt-pdf-fact_at = Inskickad
receipt-pdf-fact_declared = Intygad av
receipt-pdf-fact_set = Frågor
receipt-pdf-fact_number = Inlämning
receipt-pdf-heading_sha = Kontrollsumma
receipt-pdf-sha_text = SHA-256 av svaren i kanonisk JSON, så som de skickades in:
receipt-pdf-check = Kontrollera den på självskattningens sida under Kvittens.
receipt-pdf-heading_answers = Svaren
receipt-pdf-column_by = Besvarad av
receipt-pdf-file_sha = SHA-256
receipt-pdf-late = efter sista svarsdag
receipt-pdf-none = obesvarad
receipt-pdf-on_site = Underlaget visas på plats
receipt-pdf-set_lite = Liten uppsättning
receipt-pdf-set_full = Hela uppsättningen
receipt-pdf-met = Infört
receipt-pdf-partly = Delvis infört
receipt-pdf-not_met = Ej infört
receipt-pdf-not_applicable = Ej tillämpligt
receipt-pdf-unknown = Vet ej

## Demo
demo-stop-again-title = Fortfarande sant?
demo-stop-again-text = Lena Sjö svarar för andra gången. Svaren från förra gången är förslag: inget räknas förrän hon bekräftar det. I biblioteket finns underlag som används på flera frågor, och ett som går ut före sista svarsdag.
audit-verb-reconfirm = bekräftade svaret från förra gången
