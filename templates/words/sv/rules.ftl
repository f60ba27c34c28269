# Varför något inte går, och hur du kommer vidare

error-level = Välj en nivå mellan 0 och { $highest }, eller "Vet ej".
error-override-one-step = Du kan bara flytta leverantören ett steg från den beräknade nivån.
error-override-floor = Informationens klass gör att nivån inte får vara lägre än nivå { $floor }.
error-override-past = Välj ett slutdatum efter dagens datum.
error-override-too-long = Ett avsteg gäller i högst 12 månader. Välj senast { $latest }.

error-answer-form = Svaret har fel form.
error-answer-date = Skriv datumet som år-månad-dag, till exempel 2026-11-22.
error-answer-percent = Skriv ett tal mellan 0 och 100.
error-answer-number = Skriv ett tal som är 0 eller större.
error-answer-choice = Välj ett av alternativen.
error-answer-text = Skriv en text på högst 10 000 tecken.
error-answer-bool = Välj ja eller nej.
error-answer-list = Skriv en lista med en rad för varje uppgift.
error-answer-country = Skriv landskoden med två stora bokstäver, till exempel SE.
error-answer-level = Välj en klass mellan 0 och 3.
error-answer-comment = Beskriv i kommentaren vad som återstår, eller varför kravet inte gäller er.

rule-assessment-submitted = Självskattningen är inskickad och granskas. Be regionen skicka tillbaka den om något behöver ändras.
rule-assessment-closed = Självskattningen är avslutad och kan inte ändras.
rule-assessment-not-begun = Självskattningen har inga svar än.
rule-assessment-returned = Självskattningen har kommit tillbaka med anmärkningar. Gå igenom dem och spara minst ett svar innan du skickar in den igen.
rule-assessment-not-submitted = Leverantören har inte skickat in självskattningen än.
rule-assessment-incomplete = { $count ->
    [one] En fråga behöver kompletteras: { $questions }.
   *[other] { $count } frågor behöver kompletteras: { $questions }.
}

error-action-note = Beskriv vad som har gjorts, så att regionen kan verifiera åtgärden.
error-action-not-effective-note = Beskriv vad som fattas, så att den ansvariga vet vad som återstår.
error-postpone-earlier = Välj ett datum efter det nuvarande slutdatumet { $due }.
error-postpone-past = Välj dagens datum eller ett senare.
rule-action-closed = Åtgärden är avslutad och kan inte ändras.
rule-action-awaits-verification = Åtgärden är klarrapporterad och väntar på att regionen verifierar den.
rule-action-not-reported = Åtgärden måste klarrapporteras innan den kan verifieras.
rule-action-reported = Åtgärden är klarrapporterad. Ansvarig person kan inte bytas förrän den har verifierats eller skickats tillbaka.

rule-dialogue-untouched = { $count ->
    [one] En öppen åtgärd har inte tagits upp: { $titles }. Ta upp den eller skjut upp den innan du låser.
   *[other] { $count } öppna åtgärder har inte tagits upp: { $titles }. Ta upp dem eller skjut upp dem innan du låser.
}
rule-dialogue-locked = Dialogen är låst och kan inte ändras. Skriv en ny anteckning om något behöver rättas.
rule-dialogue-not-held = Ange först när mötet hölls.
rule-dialogue-out-for-approval = Anteckningarna är skickade för justering. Ta tillbaka dem till utkast om något behöver ändras.
rule-dialogue-step = Det steget går inte att ta härifrån. Läs om sidan och försök igen.
