# Dagordningen för en dialog

agenda-section-opening = Öppnande, närvaro, justerare och jäv
agenda-section-previous_minutes = Föregående anteckningar och beslut
agenda-section-action_plan = Åtgärdsplan
agenda-section-incidents = Incidenter och avvikelser sedan sist
agenda-section-changes = Förändringar: underleverantörer, personal, system, ägare och platser
agenda-section-access_and_logs = Behörigheter och loggar
agenda-section-vulnerabilities = Sårbarheter, tester och exponering
agenda-section-assessments = Självskattning och verifiering
agenda-section-risks = Risker och riskacceptanser som löper ut
agenda-section-data_protection = Dataskydd: biträdesavtal, konsekvensbedömning och gallring
agenda-section-continuity = Kontinuitet och övningar
agenda-section-upcoming = Kommande: upphandling, revision och certifikat
agenda-section-decisions = Beslut och eskalering
agenda-section-next_meeting = Nästa möte

agenda-action = { $title }
agenda-expiring = { $title } – gäller till och med { $ends }
agenda-carried = Beslut { $on }: { $title }
agenda-undecided = Väntar på beslut: { $title }

agenda-event-action = Ändrad åtgärd: { $title }
agenda-event-assessment = Självskattning: { $title }
agenda-event-contract = Ändring i avtalet: { $title }
agenda-event-evidence = Nytt underlag: { $title }
agenda-event-finding = Ny brist nr { $title }
agenda-event-incident = Incident: { $title }
agenda-event-item = Från förra mötet: { $title }
agenda-event-risk = Risk: { $title }
agenda-event-subcontract = Underleverantör: { $title }

agenda-assessment-submitted = inskickad { $on }
agenda-assessment-closed = granskad och avslutad { $on }

agenda-cancelled-title = Möten om { $reference } har ställts in { $count } gånger i rad
agenda-cancelled-text = Avtalet { $reference } har inte följts upp sedan det senaste mötet som hölls. Bestäm en ny dag och håll mötet då, eller ta frågan vidare.
