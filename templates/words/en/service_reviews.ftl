# Reviews of services: campaigns, risk analyses, spot checks


# Campaigns

reviews-title = Campaigns
reviews-tabs = Reviews
reviews-lead = Reviews of services: a risk analysis and a decision for each service.
reviews-new = Start a campaign
reviews-new-lead = Choose which services to go through. Each gets a risk analysis of its own, with an owner and a deadline.
reviews-edit = Change the campaign
reviews-number = No.
reviews-campaign = Campaign
reviews-campaign-running = Running
reviews-campaign-closed = Closed
reviews-every-state = All
reviews-every-owner = Everybody
reviews-progress = How far we have come
reviews-overdue = Overdue
reviews-manager = Accountable manager
reviews-manager-hint = The one who answers for every service being gone through.
reviews-empty = No campaigns
reviews-empty-text = When services lie above their platform's ceiling, start a campaign here so that each gets a risk analysis and a decision.
reviews-platform = Platform
reviews-all-platforms = All platforms
reviews-administration = Administration
reviews-all-administrations = All administrations
reviews-which = Which services
reviews-which-breaches = Above the ceiling or against “must not”
reviews-which-attention = Everything to look at, also unclassified
reviews-which-all = All running services
reviews-population = Services in the selection
reviews-in-breach = Above the ceiling or against “must not”
reviews-unclassified = Unclassified
reviews-ceiling = Platform ceiling
reviews-chosen = Taken
reviews-taken = { $count ->
    [one] Show the service that is taken
   *[other] Show the { $count } services that are taken
}
reviews-taken-table = Services that are taken
reviews-taken-more = … and { $count } more.
reviews-service = Service
reviews-class = Class
reviews-breaches = Breaches
reviews-no-breach = None
reviews-breach-above = { $aspect }{ $level } above the ceiling { $aspect }{ $ceiling }
reviews-breach-must_not = Must not: { $type }
reviews-breach-should_not = Should not: { $type }
reviews-breach-unclassified = Unclassified
reviews-breaches-now = Where the service stands today, compared with the platform's ceiling and rules.
reviews-breaches-frozen = Where the service stood when the decision was made.
reviews-about = About the campaign
reviews-field-title = Title
reviews-field-title-hint = For example “E-services above the platform's ceiling”.
reviews-why = Why
reviews-why-hint = What has happened and why the services must be gone through. It becomes the background of the board memo.
reviews-default-owner = Makes the analyses
reviews-default-owner-hint = Gets every analysis at first. You can hand them out later.
reviews-default-owner-later = Applies to services that are added. Existing analyses keep their owner.
reviews-deadline = Deadline
reviews-deadline-later = Applies to services that are added. Existing analyses keep their day.
reviews-diary = Registration number
reviews-choose = Choose
reviews-start = Start the campaign
reviews-started = The campaign has begun. Each service has a risk analysis to fill in.
reviews-saved = The campaign is saved.
reviews-closed = The campaign is closed.
reviews-closed-at = Closed
reviews-at-start = When the campaign began
reviews-at-start-count = { $breaches } of { $total } ({ $share }%) in breach
reviews-analyses = Risk analyses
reviews-analysis = Risk analysis
reviews-state-not_started = Not started
reviews-state-in_progress = In progress
reviews-state-ready = Ready for decision
reviews-state-decided = Decided
reviews-state-overdue = Overdue
reviews-owner = Owner
reviews-decision = Decision
reviews-proposed = (proposed)
reviews-decision-continue = Continue
reviews-decision-with_measures = Continue with measures
reviews-decision-move = Move
reviews-decision-stop = Stop
reviews-stopped = The service is stopped
reviews-no-analyses = No risk analyses here
reviews-no-analyses-text = No service in the campaign matches the filter.
reviews-pick = Pick
reviews-pick-one = Pick { $name }
reviews-assign = Hand out
reviews-assign-hint = Tick services in the list and choose an owner, a deadline or both. Decided services are not changed.
reviews-every-match = { $count ->
    [one] The only one that the filter shows
   *[other] All { $count } that the filter shows, on every page
}
reviews-keep = Keep as it is
reviews-assign-do = Hand out
reviews-assigned = What came of it
reviews-assigned-count = { $changed } of { $total } were changed.
reviews-outcome = Outcome
reviews-row-changed = Changed
reviews-row-unchanged = Was so already
reviews-row-decided = Decided already, not changed
reviews-row-missing = Not in the campaign
reviews-back = To the campaign
reviews-add-services = Add services
reviews-add-hint = Tick the services that are to be gone through too.
reviews-add-do = Add
reviews-added = { $count ->
    [one] One service was added.
   *[other] { $count } services were added.
}
reviews-nothing-to-add = Nothing to add
reviews-nothing-to-add-text = Every service that matches the filter is in it already.
reviews-memos = Board memos
reviews-memos-lead = A draft for the board of what is written right now. The figures are frozen when you make it and can be traced to each analysis.
reviews-no-memo = No draft yet.
reviews-memo-when = Made
reviews-memo-who = By
reviews-memo-file = File
reviews-memo-sv = PDF in Swedish
reviews-memo-en = PDF in English
reviews-memo-issue = Make a board memo
reviews-memo-made = Board memo { $number } is made.
reviews-run = Running the campaign
reviews-remind-text = Reminders go out by themselves before the deadline and weekly after it. You can also remind now: each gets one mail about all of theirs, at most one a day.
reviews-remind = Remind now
reviews-reminded = { $count ->
    [0] Nobody needed reminding.
    [one] One person was reminded.
   *[other] { $count } people were reminded.
}
reviews-close = Close the campaign
reviews-close-confirm = Close the campaign?
reviews-close-note = What happens to the rest?
reviews-close-note-hint = Needed when a service has no decision.
reviews-analysis-title = Risk analysis: { $service }
reviews-write = Fill in the risk analysis
reviews-replaced = Replaced by a later version
reviews-out = Taken out of the campaign
reviews-version = Version
reviews-version-number = Version { $number }
reviews-versions = Versions
reviews-decided-by = Decided by { $name }
reviews-frozen = The analysis is locked as it was when the decision was made. A change becomes a new version.
reviews-revise = Begin a new version
reviews-revised = A new version is begun. The earlier one is kept.
reviews-types = Information types
reviews-users = Users a day
reviews-groups = Groups affected
reviews-field-information = What information is handled?
reviews-field-information-hint = Which data, about whom, and how long it is kept.
reviews-field-scenarios = What can happen?
reviews-field-scenarios-hint = One scenario a paragraph: how it happens and what it leads to.
reviews-field-privacy = Consequence for privacy
reviews-field-privacy_note = Note on privacy
reviews-field-availability = Consequence when the service stands still
reviews-field-availability-hint = For the work and for those who use the service.
reviews-field-safety = Consequence for the safety of patients and clients
reviews-field-safety-hint = For example a report of concern or a message to the nurse that does not arrive.
reviews-field-safety_note = Note on availability and patient safety
reviews-field-benefit = Benefit of the service
reviews-field-benefit-hint = What it gives residents and staff.
reviews-field-harm_of_stopping = Harm of stopping the service
reviews-field-harm_of_stopping-hint = What happens to those who need it.
reviews-criticality = How critical is it?
reviews-field-operating_hours = Open when
reviews-field-operating_hours-hint = For example “round the clock”.
reviews-field-max_outage_hours = Longest time it can stand still, hours
reviews-outage = { $count ->
    [one] still for at most 1 hour
   *[other] still for at most { $count } hours
}
reviews-field-alternative_channel = Another way in
reviews-field-alternative_channel-hint = How people reach the same help without the service. Must exist before it is stopped.
reviews-field-fallback_routine = Fallback routine
reviews-field-fallback_routine-hint = How the work is done without the service.
reviews-field-fallback_tested_on = Fallback tested
reviews-tested = tested
reviews-not-tested = not tested
reviews-cost = Cost of the interim solution
reviews-field-cost_low = Cost a month, low
reviews-field-cost_low-hint = Whole kronor, for example 40 000.
reviews-field-cost_high = Cost a month, high
reviews-field-cost_note = What does the cost hold?
reviews-cost-low = Cost a month, low
reviews-cost-high = Cost a month, high
reviews-kr-month = SEK a month
reviews-field-proposal = Proposed decision
reviews-field-proposal-hint = Against a “must not” rule the service can only be moved or stopped.
reviews-field-proposal_reason = Reason for the proposal
reviews-field-ends_on = Continues until
reviews-field-ends_on-hint = Needed when it continues with measures.
reviews-field-target_platform_id = Moves to platform
reviews-field-target_platform_id-hint = The platform must be able to hold the service's class.
reviews-field-move_on = Moved or stopped on
reviews-field-move_on-hint = Needed when it is moved.
reviews-harm-unknown = Not assessed
reviews-harm-none = None
reviews-harm-limited = Limited
reviews-harm-serious = Serious
reviews-harm-very_serious = Very serious
reviews-part-information = Information and scenarios
reviews-part-consequence = Consequences
reviews-part-benefit = Benefit, and harm of stopping
reviews-part-fallback = Fallback and cost
reviews-part-proposal = Proposal
reviews-analysis-saved = The risk analysis is saved.
reviews-measures = Compensating measures
reviews-no-measure = No measures yet.
reviews-measure = Measure
reviews-measure-owner = Who carries it out
reviews-measure-due = Done by
reviews-measure-add = Add a measure
reviews-measure-added = The measure is added.
reviews-measure-remove = Take away
reviews-measure-removed = The measure is taken away.
reviews-as-action = followed up as an action
reviews-actions-open = Make actions of them
reviews-actions-internal = The vendor does not see the actions. You can show them from the page of each action.
reviews-actions-opened = { $count ->
    [one] One action is made.
   *[other] { $count } actions are made.
}
reviews-authors = Authors
reviews-authors-lead = Those who wrote the analysis. None of them can make the decision.
reviews-author = Person
reviews-duty = Part in the work
reviews-duty-hint = For example information security strategist or development strategist.
reviews-author-add = Add a co-author
reviews-author-added = The co-author is added.
reviews-ready = Ready for decision?
reviews-ready-lead = When everything is filled in and the proposal holds, somebody else can decide.
reviews-ready-do = Hand over for decision
reviews-made-ready = The analysis now waits for a decision by somebody who did not write it.
reviews-ready-by = Handed over by { $name }
reviews-decide = Decide
reviews-decide-do = Make the decision
reviews-decide-confirm = Make the decision? The analysis is locked.
reviews-decided = The decision is made and the analysis is locked.
reviews-reason = Reason
reviews-own = You wrote the analysis or own it. Somebody else decides.
reviews-waits = Waits for a decision.
reviews-send-back = Send back
reviews-sent-back = The analysis is back with its owner.
reviews-remove = Take out of the campaign
reviews-remove-reason = Why is it not to be gone through?
reviews-removed = The service is out of the campaign. What was written is kept.
reviews-warn-fallback = The fallback routine has not been tested. Test it before the service continues with measures.
reviews-warn-breach = The service lies above the platform's ceiling and continues without measures.
reviews-warn-safety = Stopping the service can harm patients or clients. Weigh it against privacy.
error-review-no-services = The selection gives no services. Choose another.
error-review-choose-service = Tick at least one service.
error-review-assign-what = Choose an owner, a deadline or both.
error-review-person = The person's role may not work with services. Choose somebody else.
error-review-close-note = Say what happens to the services without a decision.
error-review-cost = Write an amount in whole kronor between 0 and { $max }.
error-review-cost-order = The high cost is lower than the low one.
error-review-cost-both = Fill in both the low and the high cost. They may be the same.
error-review-hours = Write a number of hours between 0 and 8,760.
error-review-tested-future = The fallback cannot have been tested on a day that has not come.
error-review-ready = Fill this in before handing over for decision.
error-review-ready-field = “{ $field }” is not filled in.
error-review-must-not = The service breaks a “must not” rule. It can only be moved or stopped, whoever decides.
error-review-should-not = The service breaks a “should not” rule. It can only continue with measures and an end date.
error-review-measures = Add at least one compensating measure.
error-review-end = Say how long the service continues with measures.
error-review-target = Choose the platform that the service moves to.
error-review-same-platform = The service is on that platform already.
error-review-target-breach = The platform cannot hold the service's class or information types.
error-review-move-date = Say on which day the service is moved.
error-review-alternative = Describe another way in before the service is stopped.
error-review-fallback = Describe a fallback routine before the service is stopped.
error-review-fallback-tested = The fallback routine must have been tested before the service is stopped.
rule-review-campaign-closed = The campaign is closed.
rule-review-decided = The analysis is decided, replaced or taken out and cannot be changed. Begin a new version if it is decided.
rule-review-not-ready = The analysis has not been handed over for decision.
rule-review-not-decided = The analysis is not decided, or has a later version already.
rule-review-own-analysis = You wrote the analysis or own it. Somebody else must decide.
rule-review-no-vendor = The platform has no vendor in the register, so there is nobody to put the finding on.
reviews-mail-subject = { $count ->
    [one] Reminder: one risk analysis waits for you
   *[other] Reminder: { $count } risk analyses wait for you
}
reviews-mail-hello = Hello { $name },
reviews-mail-text = { $late ->
    [0] These risk analyses are due soon.
    [one] One of the risk analyses is overdue.
   *[other] { $late } of the risk analyses are overdue.
}
reviews-mail-late = overdue
reviews-mail-open = Open the campaign
audit-verb-review_assign = handed out
audit-verb-review_author = added a co-author to
audit-verb-review_measure = changed a measure in
audit-verb-review_unmeasure = took a measure out of
audit-verb-review_remove = took out of the campaign
audit-verb-review_replace = began a new version of
audit-verb-review_decide = decided on
audit-verb-review_remind = reminded of
audit-verb-review_draw = drew
audit-object-service_campaign = campaign
audit-object-service_analysis = risk analysis of a service
audit-object-board_memo = board memo
audit-object-spot_check = spot check
audit-object-spot_check_item = drawn service

# Spot checks

checks-title = Spot checks
checks-lead = Checks of services drawn by lot. The sample can be drawn again and verified afterwards.
checks-new = Draw a sample
checks-new-lead = Choose which services to draw from. The list is frozen, and a seed that nobody chooses decides which are drawn.
checks-check = Spot check
checks-state-open = Open
checks-state-closed = Closed
checks-sample = Drawn
checks-looked = Looked at
checks-deviations = Deviations
checks-drawn-at = Drawn at
checks-drawn-by = Drawn by
checks-empty = No spot checks
checks-empty-text = Draw a sample to see whether the services handle what they say.
checks-about = About the spot check
checks-purpose = Purpose
checks-purpose-hint = What you want to find out and why.
checks-sample-size = How many to draw
checks-sample-size-hint = At most as many as are taken above.
checks-draw = Draw the sample
checks-drawn = The sample is drawn. Nothing can be taken out of it.
checks-protocol = Protocol
checks-protocol-lead = In the order in which the services were drawn. The page can be printed as a protocol.
checks-place = Place
checks-outcome = Outcome
checks-outcome-not_looked = Not looked at
checks-outcome-ok = Without remark
checks-outcome-deviation = Deviation
checks-looked-at = What was looked at
checks-looked-at-hint = For example “ten cases from October”.
checks-looked-on = Looked at on
checks-who = Who and when
checks-note-hint = Needed for a deviation.
checks-evidence = Evidence
checks-evidence-hint = Where it is: a document, a case or a log.
checks-finding = Finding
checks-finding-open = Show the finding
checks-finding-make = Make a finding
checks-finding-made = Finding { $number } is made.
checks-item = Look at a service
checks-recorded = The protocol is saved.
checks-draw-how = How the sample was drawn
checks-draw-text = The list was frozen. The services were put in the order of the SHA-256 of “tillit-draw-1:seed:id”, and the first were taken. Anybody can do it again.
checks-seed = Seed
checks-algorithm = Method
checks-population-hash = SHA-256 of the list
checks-draw-again = Draw again and compare
checks-same = The same list, the same seed, the same sample.
checks-not-same = The sample does not follow from the list and the seed. Something was changed in the database.
checks-conclusion = Conclusion
checks-conclusion-hint = What the sample says of all services on the list.
checks-close = Close the spot check
checks-closed = The spot check is closed.
error-check-future = It cannot have been looked at on a day that has not come.
error-check-note = Say what deviates.
rule-check-closed = The spot check is closed.
rule-check-unlooked = { $count ->
    [one] One drawn service has not been looked at.
   *[other] { $count } drawn services have not been looked at.
} Nothing can be skipped.
rule-check-has-finding = The deviation is a finding already.
rule-check-no-deviation = Only a deviation can become a finding.
