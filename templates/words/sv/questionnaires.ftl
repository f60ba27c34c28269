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
