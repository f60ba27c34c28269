# Rättningar av det som återstod i ärende 4

sets-type-bool = Ja eller nej
library-clause-text = Lydelse
library-gaps-parts = Delar av listan
library-gaps-show-gaps = Luckor
library-gaps-show-unchecked = Ej kontrollerade
library-gaps-show-own = Egna krav
library-gaps-others = Krav på listans andra sidor
library-no-gaps-known = Inget av det som är kontrollerat saknas i avtalet.
library-none-unchecked = Allt är kontrollerat
library-none-unchecked-text = Alla krav som leverantörens nivå begär är kontrollerade mot avtalet.
sendings-why-nothing_asked = Frågesetet frågar inget av leverantörens nivå
contracts-met-absent = Saknas helt eller delvis i avtalet
contracts-own-clauses-hint = Krav som bara er organisation ställer. De räknas inte i täckningen ovan.
passports-mail-withdrawn-subject = { $vendor } har tagit tillbaka svar ur sitt leverantörspass
passports-mail-withdrawn-text = { $count ->
    [one] { $vendor } visar inte längre ett av de svar som ni har sett i leverantörspasset.
   *[other] { $vendor } visar inte längre { $count } av de svar som ni har sett i leverantörspasset.
 }
passports-mail-withdrawn-next = Er egen granskning står kvar. Behöver ni uppgiften, fråga leverantören eller skicka en självskattning.
passports-mail-withdrawn-open = Se vad som visas nu:
passports-evidence-hint = De som får se svaret får också öppna filerna här. Välj bara filer som alla dem får se.
passports-evidence-choose = Fil ur ert bibliotek
passports-evidence-attach = Stöd svaret med filen
passports-evidence-remove = Ta bort från svaret
passports-evidence-removed = Filen stöder inte längre svaret.
passports-evidence-library = Lägg först in filen i ert bibliotek med underlag
contracts-tab-terms = Tider och tillägg
contracts-subtabs = Sidor under fliken
