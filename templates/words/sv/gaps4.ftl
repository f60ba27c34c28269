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
