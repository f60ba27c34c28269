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
