# The texts that one begins to write from in the mails of the follow-up; « » become braces
notices-shipped-action_sent_back-subject = The action needs more work: «title»
notices-shipped-action_sent_back-body =
    Hello «name»,

    «client_name» has reviewed the action «title» and sent it back.

    «note»

    Complete it and report again by «due_on»: «link»

    Tillit
notices-shipped-assessment_reminder-subject = Reminder about a self-assessment, «client»
notices-shipped-assessment_reminder-body =
    Hello «name»,

    «client» is waiting for your answers:

    «facts»

    Go on answering: «link»

    Tillit
notices-shipped-assessment_escalated-subject = Self-assessments that have not come in
notices-shipped-assessment_escalated-body =
    Hello «name»,

    These self-assessments have not come in, in spite of reminders:

    «facts»

    Open: «link»

    Tillit
notices-shipped-chain_asked-subject = «client» asks you to confirm your supply chain
notices-shipped-chain_asked-body =
    Hello «name»,

    «client» needs to know whom you engage. Go through the chain of each contract, correct what is wrong and sign by «due_on».

    «facts»

    Go to the supply chain: «link»

    A chain that is not confirmed in time becomes a finding to be put right.

    Tillit
notices-shipped-chain_reminder-subject = Reminder: confirm your supply chain for «client»
notices-shipped-chain_reminder-body =
    Hello «name»,

    We have not had your confirmation of the supply chain yet. It is due by «due_on».

    «facts»

    Go to the supply chain: «link»

    A chain that is not confirmed in time becomes a finding to be put right.

    Tillit
notices-shipped-subcontract_news-subject = «heading»
notices-shipped-subcontract_news-body =
    Hello «name»,

    «facts»

    Open the case: «link»

    Tillit
notices-shipped-plan_shared-subject = Joint action plan: «title»
notices-shipped-plan_shared-body =
    Hello «name»,

    «client_name» has shared the action plan “«title»” with you.

    «facts»

    Open the plan: «link»

    Tillit
notices-shipped-escalation_letter-subject = Letter from «client»
notices-shipped-escalation_letter-body =
    Hello «name»,

    «client» has sent you a letter. Sign in to read it.
    Due: «due_on»

    Read the letter: «link»

    Tillit
notices-shipped-dialogue_call-subject = «heading»
notices-shipped-dialogue_call-body =
    Hello «name»,

    «facts»

    The agenda is here: «link»

    Tillit
notices-shipped-dialogue_skipped-subject = Follow-up dialogues that were not held
notices-shipped-dialogue_skipped-body =
    Hello «name»,

    These follow-up dialogues were not held:

    «facts»

    Hold the meeting, or decide on a new day: «link»

    Tillit
notices-shipped-minutes-subject = Minutes of the dialogue «held_on», «contract»
notices-shipped-minutes-body =
    Hello «name»,

    Here are the minutes of the dialogue between «organisation» and «vendor» on the contract «contract», held on «held_on». The minutes are locked and attached as PDF.

    «facts»

    Read the minutes in Tillit: «link»
notices-shipped-minutes_approval-subject = «heading»
notices-shipped-minutes_approval-body =
    Hello «name»,

    «facts»
    «link»

    Tillit
notices-shipped-minutes_news-subject = «heading»
notices-shipped-minutes_news-body =
    Hello «name»,

    «facts»

    Open the minutes: «link»

    Tillit
notices-shipped-incident_notice-subject = Incident: «title»
notices-shipped-incident_notice-body =
    Hello «name»,

    «reported_by» has registered incident «number»: «title». It touches, or may touch, what you are responsible for:

    «facts»

    Open the incident and acknowledge that you know of it: «link»

    Tillit
notices-sample-contract = 2024-118 Advice
notices-sample-held_on = 2026-12-15
notices-sample-place = Video meeting
notices-sample-incident = An open storage area
notices-sample-subcontractor = Nattpasset Rådgivning Ltd
