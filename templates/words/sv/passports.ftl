# Leverantörspasset: svara en gång, visa för dem du väljer.
passports-title = Leverantörspass
passports-lead = Svara en gång här. Välj sedan vilka som får se vilka svar. Ingen får veta vilka andra du visar något för.
passports-clients = Vilka som ser svaren
passports-clients-text = Ingen ser något förrän du har valt det. Ändrar du ett svar som visas syns ändringen direkt.
passports-client = Beställare
passports-shown = Svar som visas
passports-share-who = Din leverantörsadministratör väljer vilka svar som visas.
passports-clients-none = Ingen beställare följer upp er här ännu.
passports-shown-to-count = { $count ->
    [one] Visas för en
   *[other] Visas för { $count }
 }
passports-shown-to = Svaret visas för dem här. De ser en ändring direkt:
passports-share-title = Vad { $client } får se
passports-share-lead = Kryssa för de svar som { $client } får se. Det som du tar bort krysset för visas inte längre.
passports-share-now = { $shown } svar visas i dag. { $answered } frågor är besvarade i passet.
passports-share-changed = Någon annan ändrade valet samtidigt. Här står hur det är nu. Gör om din ändring.
passports-withdraw-text = Tar du tillbaka ett svar ser beställaren inte längre texten. Den granskning som redan är gjord står kvar hos beställaren, med dagen då svaret togs tillbaka. Svar i en inskickad självskattning påverkas inte.
passports-save-shares = Spara valet
passports-shared = Valet är sparat.
passports-fill = Fyll i från leverantörspasset
passports-fill-hint = Hämtar de svar som du visar för den här beställaren, till frågor som ingen har svarat på.
passports-filled = { $count ->
    [one] Ett svar hämtades ur passet. Läs igenom det innan du skickar in.
   *[other] { $count } svar hämtades ur passet. Läs igenom dem innan du skickar in.
 }
passports-filled-none = Passet hade inga svar att hämta. Kontrollera vilka svar du visar för beställaren.
passports-take = Lägg svaren i leverantörspasset
passports-take-hint = Svaren sparas i ert pass. De visas inte för någon förrän du väljer det.
passports-taken = { $count ->
    [0] Passet hade redan alla svaren.
    [one] Ett svar lades i passet.
   *[other] { $count } svar lades i passet.
 }
passports-withdrawn = Återtaget
passports-changed = Ändrat efter granskning
passports-region-lead = Svar som leverantören har valt att visa för er, och er egen granskning av dem.
passports-region-empty = Inget visas
passports-region-empty-text = Leverantören har inte valt att visa några svar för er ur sitt pass.
passports-region-unlinked = Leverantören har inget konto här ännu. Bjud in någon där först.
passports-question = Fråga
passports-withdrawn-text = Leverantören har tagit tillbaka svaret. Er granskning står kvar. Återtaget
passports-changed-text = Leverantören har ändrat svaret efter er granskning.
passports-not-shown = Svaret visas inte längre.
error-passport-unanswered = { $question } är inte besvarad i passet och kan därför inte visas.
audit-object-passport_answer = svar i leverantörspass
audit-verb-passport_share = ändrade vad som visas
merging-moves-passport_reviews = Granskningar av leverantörspass
