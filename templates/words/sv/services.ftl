# Tjänster, plattformar och informationstyper

audit-object-service = tjänst
audit-object-platform = plattform
audit-object-platform_rule = plattformsregel
audit-object-information_type = informationstyp
audit-object-classification = sänkt klassning
audit-object-publication = publicering
audit-object-exception = undantag
audit-object-security_gate = ett ärende som rör säkerhetsskydd
audit-verb-classify = klassade
audit-verb-stop = stoppade
audit-verb-propose = föreslog
audit-verb-confirm = bekräftade
audit-verb-refuse = avslog
audit-verb-ask = begärde
audit-verb-approve = godkände

error-class-level = Välj en nivå mellan 0 och 3.
error-service-count = Skriv ett helt tal mellan 0 och { $max }.
error-type-code = Koden får bara ha små bokstäver a–z, siffror och understreck, till exempel elevers_betyg.
error-type-code-taken = Ni har redan en egen informationstyp med koden { $code }. Ändra den i stället.
error-evidence-needed = Beskriv det nya underlaget, till exempel ett test eller en granskning. Utan det kan taket inte höjas och regeln inte mildras.
error-evidence-old = Det här underlaget fanns redan. Beskriv vad som är nytt.
error-exception-end = Välj en sista dag från och med i dag, senast { $latest }.

rule-service-gate = Nivå 4 rör säkerhetskänslig verksamhet och hanteras utanför systemet. Kontakta säkerhetsskyddschefen. Inget av det du skrev har sparats.
rule-service-approver = Att höja ett tak eller mildra en regel kräver någon med rätt att godkänna tjänster.
rule-service-stopped = Tjänsten är redan stoppad.
rule-service-published = Tjänsten är redan publicerad.
rule-service-asked = Publiceringen väntar redan på beslut.
rule-service-not-asked = Det finns ingen begäran om publicering att svara på.
rule-service-pending = En sänkning väntar redan på en andra person. Den måste besvaras innan du klassar igen.
rule-service-not-pending = Sänkningen är redan besvarad.
rule-service-second-person = Det här måste göras av någon annan än den som föreslog det.
rule-service-unclassified = Tjänsten är oklassad. Klassa den först.
rule-service-must-not = Regeln är ”får inte”. Ingen roll kan besluta om undantag; bara ett ändrat tak eller en ändrad regel med nytt underlag kan släppa igenom informationen.
rule-service-no-rule = Det finns ingen ”bör inte”-regel att göra undantag från för den här informationstypen på plattformen.
rule-service-exception-ended = Undantaget är redan avslutat.
rule-service-blocked-platform = Tjänsten kan inte publiceras förrän den har en plattform.
rule-service-blocked-unclassified = Tjänsten kan inte publiceras förrän den är klassad i alla fyra delarna.
rule-service-blocked-ceiling = Tjänsten kan inte publiceras: den kräver mer skydd än plattformen ger.
rule-service-blocked-must-not = Tjänsten kan inte publiceras: en av dess informationstyper får inte hanteras på plattformen.
rule-service-blocked-should-not = Tjänsten kan inte publiceras förrän någon har beslutat om undantag för den informationstyp som inte bör hanteras på plattformen.
rule-service-blocked-changed = Tjänsten är ändrad sedan den klassades. Klassa om den innan den publiceras.
