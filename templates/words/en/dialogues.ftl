# Dialogues: list, agenda, meeting, minutes, mail

audit-object-dialogue = dialogue
audit-object-dialogue_item = agenda item
audit-object-dialogue_participants = dialogue participants

error-dialogue-period-taken = This contract already has a dialogue for { $period }. Choose another month.
error-dialogue-decision = Write what was decided.
error-dialogue-called = The participants have been invited to the meeting already. Change the day under Invitation, so that their calendars follow.
error-dialogue-minutes-email = Write an e-mail address, or untick that the person gets the minutes.
error-dialogue-next-early = Choose a day after { $held }, when this meeting was held.
error-dialogue-same-name = Two participants on the same side cannot have the same name. Add something that tells them apart, such as “{ $name } (operations)”.
error-dialogue-participants-many = A meeting can have at most { $max } participants.
rule-dialogue-series-exists = The contract already has a dialogue that is not locked. Open that one instead.

## List
dialogue-list-lead = Recurring meetings with the vendors, one contract at a time.
dialogue-tabs = Upcoming or locked dialogues
dialogue-tab-ahead = Upcoming
dialogue-tab-locked = Locked minutes
dialogue-new = Start a dialogue series
dialogue-mine = Only my contracts
dialogue-contract = Contract
dialogue-vendor = Vendor
dialogue-held-on = Meeting day
dialogue-number = Meeting number
dialogue-empty = No dialogues are waiting
dialogue-empty-text = Meetings to be held, and those not yet locked, are listed here.
dialogue-empty-locked = No locked minutes
dialogue-empty-locked-text = When a meeting has been gone through you lock its minutes. They are kept here.

## New series
dialogue-new-title = Start a dialogue series
dialogue-new-lead = The first meeting gets an agenda with every open action of the contract and what is new. The vendor's tier decides how often the next one comes.
dialogue-first-on = First meeting
dialogue-first-on-hint = You can move the day later.
dialogue-new-submit = Create the meeting
dialogue-no-contracts = Every contract has a dialogue under way
dialogue-no-contracts-text = Add a contract first if the one you look for is missing.
dialogue-started = The meeting is planned. Look through its agenda and participants.

## One dialogue
dialogue-title = Dialogue { $period }, { $reference }
dialogue-status-planned = Planned
dialogue-status-held = Under way
dialogue-status-draft = Draft
dialogue-status-sent_for_approval = Sent for approval
dialogue-status-approved = Approved
dialogue-status-locked = Locked
dialogue-start = Start the meeting
dialogue-continue = Continue the meeting
dialogue-edit = Change day and participants
dialogue-close = End the meeting
dialogue-chair = Chair
dialogue-minute-checker = Minute checker
dialogue-minute-checker-hint = The person who checks the minutes.
dialogue-diary-number = Registration number
dialogue-agenda = Agenda
dialogue-progress = Items gone through
dialogue-refresh = Bring in what is new
dialogue-refreshed = { $count ->
    [0] The agenda is already up to date.
    [one] One new item came onto the agenda.
   *[other] { $count } new items came onto the agenda.
}
dialogue-add-item = Add an item of your own
dialogue-section = Under the heading
dialogue-item-title = Item
dialogue-item-added = The item is on the agenda.
dialogue-item-status = What did you do with the item?
dialogue-item-untouched = Not gone through
dialogue-item-taken_up = Gone through
dialogue-item-no_change = No change
dialogue-item-deferred = Put off to the next meeting
dialogue-item-decided = Decided
dialogue-decision = Decision
dialogue-override-ends = The override of the vendor's calculated tier holds until { $on }. Only you can see this.
dialogue-withheld = { $count ->
    [one] One open action is not on the agenda, because the vendor does not see it. To take it up, share its plan or show the action to the vendor.
   *[other] { $count } open actions are not on the agenda, because the vendor does not see them. To take them up, share their plan or show the actions to the vendor.
}
dialogue-withheld-see = See the vendor's actions
dialogue-finding-open = Open the finding
dialogue-internal-note = Internal note
dialogue-internal-note-hint = Never shown to the vendor and not part of the minutes.
dialogue-previous = Previous dialogue: { $period }

## Participants and facts
dialogue-edit-title = Day and participants
dialogue-facts = The meeting
dialogue-participants = Participants
dialogue-no-participants = No participants are noted.
dialogue-people-lead = Clear a name to take a person away. Whoever gets the minutes needs an e-mail address.
dialogue-people-save = Save the participants
dialogue-people-saved = The participants are saved.
dialogue-people-change = Change the participants
dialogue-person-new = New participant
dialogue-saved = The changes are saved.
dialogue-duty = Role
dialogue-side = Party
dialogue-side-region = The client
dialogue-side-vendor = The vendor
dialogue-present = Present
dialogue-receives = Gets the minutes
dialogue-language = Language
dialogue-language-sv = Swedish
dialogue-language-en = English

## The meeting
dialogue-action-number = Action { $number }
dialogue-action-status-open = Open
dialogue-action-status-in_progress = In progress
dialogue-action-status-reported_done = Reported done
dialogue-action-status-verified = Verified
dialogue-action-status-cancelled = Cancelled
dialogue-slips = { $count ->
    [one] moved once
   *[other] moved { $count } times
}
dialogue-age = { $count ->
    [one] open for 1 meeting
   *[other] open for { $count } meetings
}
dialogue-reported = Reported done with the comment
dialogue-since-last = Changed since the previous meeting
dialogue-save-next = Save and go to the next
dialogue-steps = Previous and next item
dialogue-postpone = Postpone the action
dialogue-postpone-to = New due date
dialogue-verify = Verify the action
dialogue-effective = Did the action have effect?
dialogue-effective-yes = Yes, the action is done
dialogue-effective-no = No, it has to be done again
dialogue-new-action = New action
dialogue-new-action-submit = Create the action
dialogue-action-title = What is to be done?
dialogue-action-added = Action { $number } is created and on the agenda.
dialogue-action-postponed = The action is postponed to { $due }.
dialogue-action-verified = The verification is saved.
dialogue-keys = Keys: j next, k previous, s status, n note, a new action, Esc back to the item.

## End and lock
dialogue-close-title = End the meeting
dialogue-close-lead = Check what is left and who took part. Then lock the minutes.
dialogue-blocking = Open actions not gone through
dialogue-blocking-text = The minutes cannot be locked until every open action has been gone through or put off to the next meeting.
dialogue-missing = Open actions missing on the agenda
dialogue-missing-text = They came after the agenda was made. Bring them in and go through them.
dialogue-others = Other items not gone through
dialogue-others-text = They do not stop the lock. The minutes say that they were not taken up.
dialogue-close-people = { $count ->
    [0] Nobody gets the minutes by e-mail.
    [one] One person gets the minutes by e-mail.
   *[other] { $count } people get the minutes by e-mail.
}
dialogue-cadence = { $count ->
    [one] The vendor's tier gives a meeting every month.
   *[other] The vendor's tier gives a meeting every { $count } months.
}
dialogue-no-cadence = The vendor's tier gives no regular meetings. Choose a day if you are to meet before the contract is renewed.
dialogue-next-field = Next meeting
dialogue-lock-heading = Locked minutes
dialogue-lock = Lock the minutes
dialogue-lock-confirm = Lock the minutes?
dialogue-lock-consequence = Locked minutes cannot be changed. They are mailed as PDF to those who are to have them, and the next meeting gets everything that is still open.
dialogue-locked = The minutes are locked and are now being mailed.
dialogue-back-to-meeting = Back to the meeting

## The locked minutes
dialogue-minutes = Minutes
dialogue-pdf = Download PDF
dialogue-pdf-sv = PDF in Swedish
dialogue-pdf-en = PDF in English
dialogue-actions = Actions
dialogue-no-actions = There are no actions in the action plan.
dialogue-no-items = No items are noted.
dialogue-column-number = No
dialogue-column-action = Action
dialogue-overdue = Overdue
dialogue-changed-new = New since the previous meeting
dialogue-changed-none = No change since the previous meeting
dialogue-changed-title = Title
dialogue-changed-status = Status
dialogue-changed-responsible = Party
dialogue-changed-owner = Owner
dialogue-changed-due_on = Due
dialogue-nobody = nobody
dialogue-next = Next meeting
dialogue-next-on = The next meeting is planned for
dialogue-next-none = No new meeting is planned.
dialogue-next-planned = The next dialogue is planned: { $period }
dialogue-lock-text = The minutes are locked. The page, the PDF and the mail are made only from what was stored at the lock.
dialogue-locked-at = Locked
dialogue-locked-by = Locked by
dialogue-sha256 = Checksum (SHA-256)
dialogue-deliveries = Deliveries
dialogue-delivery-when = When
dialogue-delivery-waiting = Waiting
dialogue-delivery-retrying = Trying again
dialogue-delivery-sent = Sent
dialogue-delivery-failed = Could not be sent
dialogue-delivery-next = { $attempts ->
    [one] One attempt made. Next attempt
   *[other] { $attempts } attempts made. Next attempt
}
dialogue-deliveries-waiting = The PDF is being made. Reload the page in a moment.
dialogue-deliveries-none = No participant was to have the minutes by e-mail.

## The vendor's pages
dialogue-portal-lead = Meetings about your contracts: when the next one is, what it takes up and what was agreed.
dialogue-portal-none = No meeting is planned at the moment.
dialogue-portal-none-locked = The minutes come here when they are locked.
dialogue-portal-held = The meeting has been held. The minutes are shown here when they are locked, and mailed to those who are to have them.
dialogue-own-actions = Your open actions
dialogue-own-actions-text = Report what is done before the meeting, and it can be verified there.
dialogue-own-actions-none = You have no open actions in this contract.

## Mail
dialogue-mail-subject = Minutes of the dialogue { $date }, { $reference }
dialogue-mail-hello = Hello { $name },
dialogue-mail-text = Here are the minutes of the dialogue between { $organisation } and { $vendor } on the contract { $reference }, held on
dialogue-mail-attached = The minutes are locked and attached as PDF.
dialogue-mail-actions = { $count ->
    [0] No actions are open.
    [one] One action is open.
   *[other] { $count } actions are open.
}
dialogue-mail-decisions = { $count ->
    [0] No decisions were made.
    [one] One decision was made.
   *[other] { $count } decisions were made.
}
dialogue-mail-open = Read the minutes in Tillit:
dialogue-mail-sha256 = Checksum of the minutes (SHA-256):

dialogue-history-create-dialogue = The dialogue was planned
dialogue-history-update-dialogue = The dialogue was changed
dialogue-history-update-dialogue_participants = The participants were changed
dialogue-history-lock-dialogue = The minutes were locked
