# Notices: inbox, the day's mail, reminders, mail texts
notices-title = Notices
notices-lead = What has happened in your matters and what is soon due. The text is fetched when you read it: you see only what you may see right now.
notices-unread = { $count ->
    [one] { $count } unread notice
   *[other] { $count } unread notices
}
notices-empty = No notices
notices-empty-text = Reminders of what you are responsible for, and news of your matters, will appear here.
notices-what = Notice
notices-when = Came
notices-kind = Kind
notices-only-1 = Unread only
notices-read = Read
notices-not-read = Unread
notices-mark-read = Mark as read
notices-mark-unread = Mark as unread
notices-read-all = Mark all as read
notices-all-read = { $count ->
    [one] { $count } notice is marked as read.
   *[other] { $count } notices are marked as read.
}
notices-hidden = You may no longer see what this notice is about.
notices-settings = How you want to be told
notices-settings-lead = Choose for each kind of notice whether you want it in the day's mail, which comes at most once a day for each organisation, at once or only here in Tillit.
notices-settings-hour = The day's mail is sent no earlier than { $hour }:00, Swedish time.
notices-settings-direct = Beside the notices you get a mail when something waits for you or has been decided, for example a new action, a self-assessment or minutes to approve. These mails are sent one by one and cannot be turned off.
notices-saved = Your choices are saved.
notices-language = Language of the mails
notices-language-account = The same as in your account
notices-quiet = Quiet hours
notices-quiet-text = Mails that would have come during your quiet hours are sent when the hours end. Only what cannot wait comes at once: a link for a new password, an invitation, word of a new role, an incident alert, and the calling, moving or cancelling of a meeting. Until you have saved the hours they hold back reminders only. Leave both empty if you want no quiet hours. At most { $hours } hours. The times are Swedish time, also on the night when the clocks change.
notices-quiet-from = From
notices-quiet-to = To
notices-quiet-hint = For example 20:00
notices-mail = Send me mail
notices-mail-hint = For the day's mail and notices that you want at once. Without this, only the notices that cannot be turned off are mailed. Mails about what waits for you are sent all the same.
notices-unsubscribed = You have turned the mails off. Tick “Send me mail” if you want them again.
notices-kinds = Kinds of notices
notices-kind-action = Action is due
notices-kind-contract_end = Contract ends
notices-kind-contract_notice = Last day to give notice of a contract
notices-kind-contract_option = Last day to use an extension option
notices-kind-exception = Exception from a platform's rules runs out
notices-kind-tier_override = Override of the calculated tier runs out
notices-kind-certificate = Certificate expires
notices-kind-evidence = Evidence expires
notices-kind-approval = Approval of a subcontractor runs out
notices-kind-acceptance = Acceptance of a risk runs out
notices-kind-confirmation = Supply chain is not confirmed in time
notices-kind-classification = Information classification turns twelve months old
notices-kind-dialogue = Dialogue is near
notices-kind-reported_action = An action reported done is not verified
notices-kind-effect_check = Effect check is due
notices-kind-escalation_step = Last day of a step of an escalation
notices-kind-minutes_approval = Minutes are due for approval
notices-kind-follow_up_line = Activity of a follow-up plan is due
notices-kind-event = Something has happened in a matter
notices-why-action = Actions have a promised date. You can choose how you get the notice, but not turn it off.
notices-why-contract_notice = If the day is missed, the contract may be extended by itself. That is why the notice cannot be turned off.
notices-why-contract_option = If the day is missed, the right to extend is gone. That is why the notice cannot be turned off.
notices-why-approval = Without approval the subcontractor may not be used. That is why the notice cannot be turned off.
notices-why-acceptance = When the acceptance runs out, nobody accepts the risk any longer. That is why the notice cannot be turned off.
notices-why-event = For the notice. Mails that are sent at once when it happens come all the same.
notices-why-escalation_step = When the day has passed, somebody has to decide what happens next. That is why the notice cannot be turned off.
notices-way-in_app = Only in Tillit
notices-way-digest = In the day's mail
notices-way-at_once = Mail at once
notices-way-off = Not at all
notices-event-action_assigned = You have been given an action
notices-event-action_reported = An action is reported done
notices-event-action_verified = An action is verified
notices-event-action_sent_back = An action is sent back
notices-event-added = You have been given a role
notices-event-assessment_escalated = Late self-assessments
notices-event-assessment_reminder = Reminder about a self-assessment
notices-event-assessment_returned = A self-assessment is returned
notices-event-assessment_sent = A self-assessment to answer
notices-event-assessment_submitted = A self-assessment is handed in
notices-event-categorisation_reminder = Reminder about categorisation
notices-event-chain_asked = The supply chain is to be confirmed
notices-event-chain_reminder = Reminder about the supply chain
notices-event-incident_notice = Incident alert
notices-event-invitation = Invitation
notices-event-minutes = Minutes
notices-event-question_digest = Questions from the review
notices-event-reset = New password
notices-event-review_reminder = Reminder about a risk analysis
notices-event-section_delegated = A section for you to answer
notices-event-subcontract_news = News in a subcontractor case
notices-event-plan_shared = An action plan is shared
notices-event-escalation_opened = An escalation is opened
notices-event-escalation_letter = A letter from the client
notices-event-minutes_approval = Minutes to approve
notices-event-minutes_news = News about minutes
notices-event-agenda_proposal = The vendor proposes an item for the agenda
notices-event-disclosure_received = A request for public records
notices-event-disclosure_refusal = A masked extract waits for a decision
notices-event-disposal_proposed = A disposal waits for a decision
notices-event-dialogue_call = Invitation to a meeting
notices-event-dialogue_skipped = Meetings that were not held
notices-event-report = Report
notices-event-mail_failed = A mail was not delivered
notices-event-passport_withdrawn = Answers of a vendor passport are taken back
notices-event-notice = Notice at once
notices-event-notice_digest = The day's notices
notices-event-other = Something has happened

# The mail
notices-mail-hello = Hello { $name },
notices-mail-subject = { $count ->
    [one] One notice in Tillit, { $organisation }
   *[other] { $count } notices in Tillit, { $organisation }
}
notices-mail-subject-one = Notice in Tillit, { $organisation }
notices-mail-text = { $count ->
    [one] You have one notice in { $organisation }:
   *[other] You have { $count } notices in { $organisation }:
}
notices-mail-one = You have a notice in { $organisation }:
notices-mail-more = And { $count } more in the inbox
notices-mail-settings = Choose how you want to be told
notices-mail-unsubscribe = Turn these mails off
notices-mail-compulsory = This mail cannot be turned off. The page with your choices says why.
notices-unsubscribe = Turn the mails off
notices-unsubscribe-text = Do you no longer want notices from { $organisation } by mail? They stay in your inbox in Tillit. Notices that cannot be turned off are sent all the same, and so are mails about what waits for you.
notices-unsubscribe-press = Turn the mails off
notices-unsubscribe-done = You no longer get notices from { $organisation } by mail, except those that cannot be turned off. Mails about what waits for you come as before. The notices stay in your inbox, where you can change your mind.

# The delivery log
notices-log = Sent mails
notices-log-lead = Which mails were sent to whom, and whether the mail server took them. We never track whether somebody opens a mail.
notices-log-empty = No mails
notices-log-empty-text = Mails that have been sent will appear here.
notices-log-mail = Mail
notices-log-to = To
notices-log-address = Address
notices-log-queued = Queued
notices-log-done = Sent
notices-log-error = Error
notices-log-attempts = { $count ->
    [one] { $count } try
   *[other] { $count } tries
}
notices-state-pending = Waiting
notices-state-working = Being sent
notices-state-done = Sent
notices-state-failed = Not delivered
notices-log-resend = Send again
notices-log-resent = The mail is being sent again.

# Mail texts
notices-texts = Mail texts
notices-texts-lead = Write the mails in your own words, one language at a time. The standard text applies until you have written your own.
notices-texts-own = Own text
notices-texts-shipped = Standard text
notices-text-subject = Subject
notices-text-body = Text
notices-text-body-hint = An empty line separates paragraphs. Placeholders are written in braces, see the list. What differs from mail to mail, such as lists and decisions, is written by Tillit in place of its placeholder.
notices-text-needed = The text must contain { $place }.
notices-text-preview = Preview
notices-text-preview-note = This is what the mail will look like, with made-up values.
notices-text-saved = The text is saved and applies from the next mail.
notices-text-restore = Restore the standard text
notices-text-restored = The standard text applies again.
notices-text-places = Placeholders
notices-text-place = Write
notices-text-example = Becomes, for example
notices-text-versions = Earlier versions
notices-text-version = Version { $number }, { $by }
notices-text-was-restored = The standard text was restored.
notices-sample-name = Kim Ek
notices-sample-organisation = Region Almeå
notices-sample-count = 3
notices-sample-client_name = Region Almeå
notices-sample-client = Region Almeå
notices-sample-title = Introduce two-factor sign-in
notices-sample-due_on = 2026-12-15
notices-sample-description = For all accounts.
notices-sample-number = 17
notices-sample-note = Done in both environments.
notices-sample-reported_by = Sara Lind
notices-sample-reporter_organisation = Åsmunda Ögonklinik AB
notices-sample-sender = Karin Öberg
notices-sample-question_count = 62
notices-sample-message = Get in touch if anything is unclear.
notices-sample-remarks = Question 3 lacks evidence.
notices-sample-vendor = Åsmunda Ögonklinik AB
notices-sample-declared_by = Sara Lind
notices-sample-declared_role = CEO
notices-sample-giver = Sara Lind
notices-sample-section = Access and identity
notices-sample-inviter = Karin Öberg
notices-sample-rows = Action is due: Introduce two-factor sign-in, 2026-12-15

# The text that one begins to write from; « » become braces
notices-shipped-notice_digest-subject = «count» notices in Tillit, «organisation»
notices-shipped-notice_digest-body =
    Hello «name»,

    You have notices in «organisation»:

    «rows»

    Tillit
notices-shipped-notice-subject = Notice in Tillit, «organisation»
notices-shipped-notice-body =
    Hello «name»,

    You have notices in «organisation»:

    «rows»

    Tillit
notices-shipped-action_assigned-subject = New action: «title»
notices-shipped-action_assigned-body =
    Hello «name»,

    «client_name» has added an action that you are responsible for: «title».
    Due: «due_on»

    «description»

    Open the action: «link»

    Tillit
notices-shipped-action_reported-subject = Reported done: «title»
notices-shipped-action_reported-body =
    Hello «name»,

    «reported_by», «reporter_organisation», has reported that action «number», «title», is done.

    «note»

    Open the action: «link»

    Tillit
notices-shipped-action_verified-subject = Verified: «title»
notices-shipped-action_verified-body =
    Hello «name»,

    «client_name» has verified the action «title».

    «note»

    Open the action: «link»

    Tillit
notices-shipped-assessment_sent-subject = Self-assessment from «client»
notices-shipped-assessment_sent-body =
    Hello «name»,

    «sender» at «client» asks you to answer «question_count» questions by «due_on».

    «message»

    Begin to answer: «link»

    Tillit
notices-shipped-assessment_returned-subject = The self-assessment is returned
notices-shipped-assessment_returned-body =
    Hello «name»,

    «sender» at «client» has returned your self-assessment. Complete it by «due_on».

    «remarks»

    Go on answering: «link»

    Tillit
notices-shipped-assessment_submitted-subject = Self-assessment from «vendor»
notices-shipped-assessment_submitted-body =
    Hello «name»,

    «declared_by», «declared_role», has handed in the self-assessment of «vendor».

    Review the answers: «link»

    Tillit
notices-shipped-section_delegated-subject = A section for you to answer: «section»
notices-shipped-section_delegated-body =
    Hello «name»,

    «giver» asks you to answer the section «section» of the self-assessment for «client», by «due_on».

    «note»

    Begin to answer: «link»

    Tillit
notices-shipped-invitation-subject = Invitation to Tillit
notices-shipped-invitation-body =
    Hello «name»,

    «inviter» has invited you to «organisation» in Tillit.

    Choose a password: «link»

    Tillit
notices-shipped-added-subject = New role in Tillit
notices-shipped-added-body =
    Hello «name»,

    «inviter» has given you a role in «organisation» in Tillit.

    Sign in: «link»

    Tillit

# Errors and events
error-notice-compulsory = This kind cannot be turned off. Choose the day's mail or mail at once.
error-notice-time = Write the time as hours and minutes, for example 20:00. Fill in both times or neither.
error-notice-quiet = Quiet hours may be at most { $hours } hours, so that the day's mail can be sent.
error-mail-text-place = The placeholder “{ $place }” does not exist in this mail. Choose one from the list.
error-mail-text-brace = A brace lacks its other half. Write placeholders as in the list.
error-mail-text-subject = The subject must be a single line. Link, list and facts belong in the text.
error-mail-text-needed = The text must contain { $place }.
rule-mail-text-shipped = The standard text already applies.
rule-mail-not-failed = The mail has been sent or waits to be sent. Only a mail that was not delivered can be sent again.
rule-mail-link-ended = The link in the mail no longer works. Make a new link on the page Users.
audit-object-notices = notices
audit-object-notice_settings = choices of notices
audit-object-mail_text = mail text
audit-object-mail = mail
audit-verb-resend = sent again
audit-verb-unsubscribe = turned the mails off
audit-verb-restore_text = restored the standard text
demo-stop-notices-title = Nothing is forgotten
demo-stop-notices-text = Eva sees everything that has a date and is soon due, and what has happened in her matters. She gets at most one mail a day and chooses how she wants to be told. The text shows only what she may see right now.
