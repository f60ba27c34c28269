# Konton: inloggning, inbjudningar, användare

## Inloggning
accounts-sign-in-title = Logga in
accounts-password = Lösenord
accounts-forgotten = Glömt lösenordet?
accounts-to-sign-in = Till inloggningen
accounts-signed-out = Du är utloggad.
accounts-wait-reset = Har du glömt lösenordet kan du välja ett nytt under tiden.
accounts-kept-heading = Du har blivit utloggad
accounts-kept-sign-in = Det du skrev finns kvar i den här sidan och är ännu inte sparat. Logga in, så kan du skicka det igen.
accounts-kept-title = Det du skrev finns kvar
accounts-kept-text = Din inloggning hann gå ut innan texten sparades. Skicka den igen, så sparas den nu.
accounts-kept-send = Skicka igen
accounts-kept-drop = Släng texten
error-no-membership = Kontot har ingen roll i någon organisation längre. Be den som bjöd in dig om en ny inbjudan.

## Länkar och lösenord
accounts-invitation-title = Välkommen till Tillit
accounts-invitation-lead = Hej { $name }! Välj ett lösenord, så är ditt konto klart och du loggas in.
accounts-new-password-title = Välj ett nytt lösenord
accounts-new-password-lead = Hej { $name }! När du har valt ett nytt lösenord loggas du in. Alla andra inloggningar avslutas.
accounts-new-password = Nytt lösenord
accounts-password-hint = Minst tio tecken. Fyra eller fem ord som inte hör ihop är lättare att minnas och svårare att gissa än ett kort ord med siffror.
accounts-repeat = Samma lösenord igen
accounts-choose-password = Spara lösenordet
accounts-reset-title = Glömt lösenordet
accounts-reset-lead = Skriv adressen du loggar in med, så skickar vi en länk för att välja ett nytt lösenord.
accounts-reset-send = Skicka länken
accounts-reset-sent = Om adressen har ett konto är en länk på väg dit. Den gäller i en timme och kan användas en gång.
accounts-reset-no-mail = Kommer inget mejl? Titta i skräpposten, eller be en administratör i din organisation om en länk.
error-already-member = Personen har redan en roll i organisationen.
error-role-not-held = Personen har inte den rollen i organisationen.
error-organisation-needed = Personen har rollen i flera organisationer. Ange vilken.

## Mejl
accounts-mail-hello = Hej { $name }!
mail-invitation-subject = { $inviter } bjuder in dig till Tillit för { $organisation }
mail-invitation-text = { $inviter } har bjudit in dig till Tillit, där { $organisation } följer upp informationssäkerheten hos leverantörer. Öppna länken och välj ett lösenord.
mail-invitation-link = Öppna inbjudan
mail-invitation-after = Länken gäller i sju dagar och kan användas en gång. Väntade du dig ingen inbjudan kan du bortse från mejlet.
mail-added-subject = Du har fått en ny roll i Tillit: { $organisation }
mail-added-text = { $inviter } har gett dig en roll i { $organisation }. Logga in som vanligt, och byt organisation i menyn uppe till höger.
mail-added-link = Logga in
mail-added-after = Vet du inte varför du har fått rollen? Fråga den som gav dig den.
mail-reset-subject = Välj ett nytt lösenord i Tillit
mail-reset-text = Någon, troligen du, har bett om att få välja ett nytt lösenord till ditt konto. Öppna länken för att göra det.
mail-reset-link = Välj ett nytt lösenord
mail-reset-after = Länken gäller i en timme och kan användas en gång. Var det inte du kan du bortse från mejlet: lösenordet är oförändrat.
