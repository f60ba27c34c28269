# Nivåindelning: kriterier, förankrade nivåer och regler (tiering-2026-1)

tiering-tier-1 = Nivå 1 – kritisk
tiering-tier-2 = Nivå 2 – hög
tiering-tier-3 = Nivå 3 – normal
tiering-tier-4 = Nivå 4 – låg
tiering-preliminary = Preliminär
tiering-preliminary-explained = Minst ett kriterium är okänt. Det räknas som högsta nivån tills du vet mer.
tiering-assumed = okänt, räknas som { $level }
tiering-order-value = Ordningsvärde
tiering-order-value-explained = Används bara för att ordna arbetslistan inom en nivå. Det är varken en risk eller en procentsats.
tiering-model-version = Modell { $version }
tiering-unknown = Vet ej

tiering-cadence-1 = Dialog varje månad
tiering-cadence-3 = Dialog varje kvartal
tiering-cadence-12 = Dialog varje år
tiering-cadence-renewal = Dialog när avtalet ska förnyas

tiering-data_class = Informationens klass
tiering-data_class-hint = Den högsta klassen för konfidentialitet bland informationen som leverantören hanterar.
tiering-data_class-0 = 0 – Offentligt. Ingen skada om uppgifterna sprids.
tiering-data_class-1 = 1 – Internt. Begränsat obehag eller liten kostnad om uppgifterna sprids.
tiering-data_class-2 = 2 – Betydande skada för en person eller verksamheten, till exempel extra skyddsvärda personuppgifter.
tiering-data_class-3 = 3 – Allvarlig skada: patientuppgifter, uppgifter inom socialtjänsten eller skyddade personuppgifter.
tiering-data_class-unknown = Klassen är okänd

tiering-data_subjects = Antal registrerade
tiering-data_subjects-hint = Hur många personer leverantören hanterar uppgifter om, i alla led.
tiering-data_subjects-0 = 0 – Inga
tiering-data_subjects-1 = 1 – Färre än 1 000
tiering-data_subjects-2 = 2 – 1 000 till 10 000
tiering-data_subjects-3 = 3 – 10 000 till 100 000
tiering-data_subjects-4 = 4 – Fler än 100 000
tiering-data_subjects-unknown = Antalet är okänt

tiering-criticality = Betydelse för verksamheten
tiering-criticality-hint = Vad som händer om leveransen uteblir.
tiering-criticality-0 = 0 – Ingen påverkan
tiering-criticality-1 = 1 – Olägenhet. Verksamheten klarar sig i veckor.
tiering-criticality-2 = 2 – Märkbar störning efter några dagar
tiering-criticality-3 = 3 – Allvarlig störning inom ett dygn
tiering-criticality-4 = 4 – Ett avbrott på högst fyra timmar hotar patientsäkerheten
tiering-criticality-unknown = Betydelsen är okänd

tiering-access = Åtkomst
tiering-access-hint = Hur leverantören kommer åt vår information eller våra system.
tiering-access-0 = 0 – Ingen åtkomst
tiering-access-1 = 1 – Tar emot utdrag
tiering-access-2 = 2 – Lagrar informationen hos sig
tiering-access-3 = 3 – Arbetar i våra system eller vårt nät
tiering-access-4 = 4 – Administratör, eller fjärråtkomst till centrala system
tiering-access-unknown = Åtkomsten är okänd

tiering-chain = Leveranskedja
tiering-chain-hint = Underleverantörer och underbiträden i alla led.
tiering-chain-0 = 0 – Inga underleverantörer
tiering-chain-1 = 1 – Ett känt led i Sverige
tiering-chain-2 = 2 – Två kända led i Sverige
tiering-chain-3 = 3 – Kända led i ett annat land inom EU/EES
tiering-chain-4 = 4 – Tre led eller fler, något okänt led, eller tredjeland
tiering-chain-unknown = Kedjan är okänd

tiering-substitution = Utbytbarhet
tiering-substitution-hint = Hur lätt det är att ersätta leverantören, och hur stor del av verksamheten som är beroende av den.
tiering-substitution-0 = 0 – Lätt att byta
tiering-substitution-1 = 1 – Går att byta inom tre månader
tiering-substitution-2 = 2 – Går att byta inom ett år
tiering-substitution-3 = 3 – Tar mer än ett år att byta
tiering-substitution-4 = 4 – Inget alternativ finns, eller mer än hälften av våra enheter är beroende av leverantören
tiering-substitution-unknown = Utbytbarheten är okänd

tiering-rule-t1-data-volume = Informationen har klass 3 och gäller fler än 100 000 personer.
tiering-rule-t1-data-volume-criticality = Informationen har klass 3 och gäller minst 10 000 personer, och ett avbrott ger en allvarlig störning inom ett dygn.
tiering-rule-t1-access = Leverantören är administratör eller har fjärråtkomst till centrala system.
tiering-rule-t1-criticality = Ett avbrott på högst fyra timmar hotar patientsäkerheten.
tiering-rule-t1-data-chain = Informationen har klass 3 och gäller minst 1 000 personer, och kedjan är lång, delvis okänd eller når tredjeland.
tiering-rule-t2-data-volume = Informationen har klass 3 och gäller minst 10 000 personer.
tiering-rule-t2-data-criticality = Informationen har klass 3 och ett avbrott ger en allvarlig störning inom ett dygn.
tiering-rule-t2-data-access = Informationen har klass 3 och leverantören arbetar i våra system eller vårt nät.
tiering-rule-t2-data-chain = Informationen har klass 3 och kedjan når utanför Sverige eller är delvis okänd.
tiering-rule-t2-criticality = Ett avbrott ger en allvarlig störning inom ett dygn.
tiering-rule-t2-access = Leverantören arbetar i våra system eller vårt nät.
tiering-rule-t2-considerable-data-volume = Informationen har klass 2 och gäller minst 10 000 personer.
tiering-rule-t2-chain = Kedjan är lång, delvis okänd eller når tredjeland.
tiering-rule-t3-data-floor = Informationen har klass 3, och då är nivån aldrig lägre än 3.
tiering-rule-t3-data = Informationen har klass 1 eller 2.
tiering-rule-t3-access = Leverantören har åtkomst till vår information.
tiering-rule-t3-criticality = Verksamheten påverkas om leveransen uteblir.
tiering-rule-t4-otherwise = Inget kriterium ger en högre nivå.

tiering-when-always = Gäller alltid
tiering-when-at-least = { $name } minst { $low }
tiering-when-is = { $name } { $low }
tiering-when-between = { $name } { $low } till { $high }

tiering-cause-chain_changed = Leveranskedjan har ändrats
tiering-cause-new_country = Nytt land i leveranskedjan
tiering-cause-incident = Incident
tiering-cause-ownership_change = Ny ägare
tiering-cause-certificate_expired = Ett certifikat har gått ut
tiering-cause-failed_action = En åtgärd höll inte vid kontrollen
tiering-cause-authority_case = Ärende hos en tillsynsmyndighet
tiering-cause-subcontract_decided = Beslut om underleverantör
tiering-cause-service_class = En tjänst har fått ny klass
tiering-cause-renewal = Årlig omprövning
tiering-cause-campaign = Kampanj
tiering-cause-model_changed = Ny nivåmodell
