# Agenda templates, decisions, preparation, follow-up plans, series of meetings and the month

audit-object-agenda_template = agenda template
audit-object-meeting_decision = decision of a dialogue
audit-object-agenda_proposal = proposed agenda item
audit-object-follow_up_plan = follow-up plan
audit-object-follow_up_line = activity of a follow-up plan
audit-object-month_run = the minutes of a month
audit-verb-dialogue_skip = gave notice that the meeting had not been held:
dialogue-history-dialogue_skip-dialogue = A notice was sent that the meeting was not held in time

error-agenda-required = The action plan and the two headings of information security are always included.
error-agenda-points = A template can have at most { $max } items of its own.
error-date-ahead = Choose a date that is not in the future.
error-meeting-period = Write the month as year and month, for example 2026-11.
rule-agenda-published = The template is published and cannot be changed. Create a new one instead.
rule-decision-closed = The decision is already closed.
rule-dialogue-prepared = The meeting has been gone through, so it can no longer be prepared.
rule-dialogue-security-untouched = Information security has not been gone through. Take up both headings, or defer them to the next meeting, before you lock.
rule-proposal-many = You already have { $max } proposals waiting for an answer.
rule-agenda-proposal-decided = The proposal has already been answered or taken back.
rule-follow-up-closed = The activity is already done or taken out of the plan.
rule-follow-up-dialogue = A dialogue is marked as done when the meeting is held.
rule-run-running = The minutes of that month are already being put together.
rule-run-empty = There are no dialogues in that month.

meetings-saved = The changes are saved.
meetings-tier = Tier
meetings-tier-any = Every tier without a template of its own

## Templates
meetings-templates = Agenda templates
meetings-templates-lead = A template says which headings a tier goes through and which items of your own always come along. Without a template the fourteen standing headings apply.
meetings-templates-none = You have no template of your own. The fourteen standing headings apply.
meetings-template-new = New template
meetings-template-about = About the template
meetings-template-number = Version { $number }
meetings-template-draft = Draft
meetings-template-published = In force
meetings-template-retired = Replaced
meetings-template-in-force = The template applies from the next agenda.
meetings-published = Published
meetings-publish = Publish the template
meetings-publish-confirm = Publish the template?
meetings-publish-text = It applies from the next agenda. The template that applied before for the same tier is replaced. Agendas that have been made do not change.
meetings-headings = Standing headings
meetings-headings-text = A heading that you leave out still comes along when something under it is open, new or expiring.
meetings-heading-required = Always there
meetings-heading-out = taken up only when there is something under it
meetings-security = Information security
meetings-security-block = Information security, a block of its own that is always gone through
meetings-security-text = The block has a status of its own. The minutes cannot be locked until both headings have been taken up.
meetings-security-blocking = Information security that has not been gone through
meetings-security-done = Gone through
meetings-security-left = Not gone through
meetings-points = Your own items
meetings-points-text = The items come onto every agenda. Clear the title to remove an item.
meetings-points-none = The template has no items of its own.
meetings-point = Own item { $number }
meetings-title-sv = Item in Swedish
meetings-title-en = Item in English

## Decisions
meetings-decisions = Decisions from dialogues
meetings-decisions-lead = What the parties have decided comes back at every meeting until it has been carried out.
meetings-decisions-none = No decisions are waiting to be carried out.
meetings-decisions-none-text = Here is what the dialogues have decided and nobody has carried out yet.
meetings-decisions-all = Show and close the decisions
meetings-decisions-count = { $count ->
    [one] One decision waits to be carried out
   *[other] { $count } decisions wait to be carried out
}
meetings-decision-open = Waiting
meetings-decision-carried_out = Carried out
meetings-decision-withdrawn = Withdrawn
meetings-decision-close = Close the decision
meetings-decision-closed = The decision is closed.
meetings-decision-note = Comment
meetings-decision-about = About
meetings-decided-on = Decided on
meetings-decision-closed-by = Closed by
meetings-decision-note-hint = Required when the decision is withdrawn: say why.
meetings-carry-out = The decision has been carried out
meetings-withdraw-decision = Withdraw the decision
meetings-carried = Decision from an earlier meeting
meetings-age = Age
meetings-days = { $count ->
    [0] today
    [one] one day old
   *[other] { $count } days old
}

## Preparation
meetings-prepare = Prepare the meeting
meetings-prepare-title = Prepare dialogue { $period }, { $reference }
meetings-prepare-lead = What you should know before you meet. This page is for your side only.
meetings-to-dialogue = To the agenda
meetings-proposals = The vendor's proposals for the agenda
meetings-proposals-none = The vendor has not proposed anything.
meetings-proposals-waiting = { $count ->
    [one] The vendor has proposed an item that waits for an answer.
   *[other] The vendor has proposed { $count } items that wait for an answer.
}
meetings-proposals-see = See the proposals
meetings-proposals-carried = What has no answer when the dialogue is locked goes on to the next one.
meetings-proposal-proposed = Waiting for an answer
meetings-proposal-accepted = On the agenda
meetings-proposal-declined = Declined
meetings-proposal-withdrawn = Taken back
meetings-proposal-made = The proposal is sent. The client answers here.
meetings-proposal-accepted-text = The item is on the agenda.
meetings-proposal-declined-text = The vendor sees your reason.
meetings-proposal-taken-back = The proposal is taken back.
meetings-accept = Put on the agenda
meetings-decline = Decline the proposal
meetings-decline-hint = The vendor reads the reason.
meetings-answers = The vendor's answers before the meeting
meetings-answers-none = The vendor has not written anything yet.
meetings-findings = New findings
meetings-findings-text = Findings that no meeting has taken up. On the agenda the vendor sees the number alone.
meetings-findings-none = No new findings to take up.
meetings-changed = Changed since the last meeting
meetings-changed-none = No open actions have changed since the last meeting.
meetings-overdue = Overdue actions
meetings-overdue-none = No actions are overdue.
meetings-unverified = Waiting to be verified
meetings-unverified-none = No actions reported done are waiting.
meetings-assessment-waiting = Self-assessment whose review is not finished, submitted
meetings-ending = Expiring
meetings-ending-none = Nothing expires soon.
meetings-ending-contract = Contract
meetings-ending-certificate = Certificate
meetings-prepared = The vendor's answer before the meeting

## The vendor's preparation
meetings-portal-lead = Write what you want to say about each item, report your actions and propose items of your own. The client reads it before the meeting.
meetings-portal-closed = The meeting has been gone through. What you wrote is kept here.
meetings-answers-own = Your answers before the meeting
meetings-answers-text = What you write is saved as you write. Both parties see it at the meeting.
meetings-answer = Your answer
meetings-answer-none = You have not written anything.
meetings-answer-saved = The answer is saved.
meetings-proposals-own = Items of your own
meetings-proposals-none-own = You have not proposed any item.
meetings-propose = Propose an item
meetings-propose-send = Send the proposal
meetings-explanation = Why should it be taken up?
meetings-withdraw-proposal = Take the proposal back

## Follow-up plan
meetings-follow-up = The follow-up plan
meetings-follow-up-lead = Everything that the contracts' follow-up plans ask for, the most urgent first.
meetings-follow-up-none = Nothing to show
meetings-follow-up-none-text = Every contract gets a follow-up plan as soon as it has been entered. Here is what is to be done.
meetings-show-overdue = Overdue
meetings-show-coming = Coming
meetings-show-done = Done
meetings-mine = Only what I am responsible for
meetings-kind = Activity
meetings-kind-dialogue = Dialogue meeting
meetings-kind-assessment = Self-assessment
meetings-kind-verification = Verification
meetings-kind-chain = Confirmation of the supply chain
meetings-kind-exercise = Exercise
meetings-kind-renewal = Preparing the renewal
meetings-state-planned = Planned
meetings-state-done = Done
meetings-state-dropped = Taken out
meetings-state-overdue = Overdue
meetings-plan = Follow-up plan
meetings-plan-lead = The plan is made from the vendor's tier, and made again when the tier changes.
meetings-plan-none = The plan has not been made yet. It is made by itself in a moment.
meetings-plan-make = Make the plan now
meetings-plan-made = The plan is made from the vendor's tier.
meetings-plan-ended = Ended
meetings-plan-no-tier = Not categorised
meetings-planned-to = Planned until
meetings-model = Model
meetings-by-meeting = The dialogue is marked as done when the meeting is held.
meetings-done-heading = Done
meetings-done = Mark as done
meetings-done-on = When was it done?
meetings-done-note = What was done, and what did it show?
meetings-move-heading = Change the day or who is responsible

## The series
meetings-series = The contract's meetings
meetings-series-none = No meetings yet
meetings-series-none-text = All meetings of the contract are listed here once the series has begun.
meetings-trend = Actions over time
meetings-trend-desc = Open, closed and overdue actions at each locked meeting. The numbers are in the table.
meetings-trend-legend = Solid line: open. Dashed: closed since the last meeting. Dotted: overdue.
meetings-meeting = Meeting
meetings-open = Open
meetings-difference = Against the last meeting
meetings-closed = Closed
meetings-late = Overdue
meetings-new = New
meetings-moved = Moved
meetings-decided = Decisions
meetings-not-locked = Not locked yet

## The month
meetings-month = The month's meetings
meetings-month-lead = Which meetings have been held, which have not, and what has been put off.
meetings-months = Previous and next month
meetings-planned = Planned
meetings-locked = Locked minutes
meetings-month-all = All called
meetings-month-held = Held
meetings-month-waiting = Not held
meetings-month-missing = Not called
meetings-month-slipped = Put off
meetings-month-none = No meetings to show this month.
meetings-missing-none = Every contract due for a meeting that month has been called.
meetings-slipped-none = No action has been moved this month.
meetings-moved-from = Moved
meetings-old-due = Earlier due date
meetings-moved-by = Postponed by
meetings-skipped-1 = Contract manager told
meetings-skipped-2 = Director told

## The minutes of a month
meetings-runs = The month's minutes
meetings-runs-lead = All minutes of a month in one ZIP file, with a list of every dialogue.
meetings-runs-none = Nothing has been put together yet.
meetings-run-new = Put together the minutes of a month
meetings-run-start = Put the minutes together
meetings-run-title = Minutes { $period }
meetings-period = Month
meetings-period-hint = Year and month, for example 2026-11.
meetings-progress = Finished
meetings-started = Started
meetings-run-running = Running
meetings-run-done = Done
meetings-run-failed = Failed
meetings-run-wait = You can leave the page and come back. The work goes on even if the service is restarted.
meetings-run-zip = Download ZIP
meetings-reload = Reload
meetings-run-made = Minutes in the file
meetings-run-missing = Dialogues without locked minutes
meetings-run-faults = Could not be made
meetings-run-size = Size
meetings-run-finished = Finished
meetings-run-text = The file has a list (manifest.csv) of every dialogue of the month, those without locked minutes too, and checksums (SHA256SUMS).
meetings-zip-name = Minutes
meetings-manifest-file = File
meetings-manifest-vendor = Vendor
meetings-manifest-contract = Contract
meetings-manifest-held-on = Day of the meeting
meetings-manifest-status = Status
meetings-manifest-sha256 = SHA-256 of the file
meetings-manifest-record = SHA-256 of the record
meetings-manifest-error = Fault

## Mail
meetings-mail-subject = { $count ->
    [one] A dialogue meeting has not been held
   *[other] { $count } dialogue meetings have not been held
}
meetings-mail-hello = Hello { $name },
meetings-mail-text = { $count ->
    [one] This planned meeting was not held in its month:
   *[other] These planned meetings were not held in their months:
}
meetings-mail-row = { $vendor }, { $contract }: planned { $on }, { $months ->
    [one] a month ago
   *[other] { $months } months ago
}
meetings-mail-next = Hold the meeting, or decide on a new day.
meetings-mail-open = Open the dialogues in Tillit:

## The tour
demo-stop-meetings-title = Before today's meeting
demo-stop-meetings-text = What has changed, is overdue, waits to be verified and expires. The vendor has answered ahead and proposed an item: take it, or decline it with a reason.
