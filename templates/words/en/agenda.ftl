# The agenda of a dialogue

agenda-section-opening = Opening, attendance, minute checker and conflicts of interest
agenda-section-previous_minutes = Previous minutes and decisions
agenda-section-action_plan = Action plan
agenda-section-incidents = Incidents and deviations since last time
agenda-section-changes = Changes: subcontractors, staff, systems, ownership and locations
agenda-section-access_and_logs = Access rights and logs
agenda-section-vulnerabilities = Vulnerabilities, tests and exposure
agenda-section-assessments = Self-assessment and verification
agenda-section-risks = Risks and risk acceptances that expire
agenda-section-data_protection = Data protection: processing agreements, impact assessments and disposal
agenda-section-continuity = Continuity and exercises
agenda-section-upcoming = Coming up: procurement, audits and certificates
agenda-section-decisions = Decisions and escalation
agenda-section-next_meeting = Next meeting

agenda-action = { $title }
agenda-expiring = { $title } – valid until { $ends }
agenda-carried = Decided { $on }: { $title }
agenda-undecided = Awaits a decision: { $title }

agenda-event-action = Changed action: { $title }
agenda-event-assessment = Self-assessment: { $title }
agenda-event-contract = Change in the contract: { $title }
agenda-event-evidence = New evidence: { $title }
agenda-event-finding = New finding no. { $title }
agenda-event-incident = Incident: { $title }
agenda-event-item = From the previous meeting: { $title }
agenda-event-risk = Risk: { $title }
agenda-event-subcontract = Subcontractor: { $title }

agenda-assessment-submitted = submitted { $on }
agenda-assessment-closed = reviewed and closed { $on }

agenda-cancelled-title = Meetings on { $reference } were cancelled { $count } times in a row
agenda-cancelled-text = The contract { $reference } has not been followed up since the last meeting that was held. Set a new day and hold the meeting then, or take the matter further.
