# Timelines that are published after a secrecy assessment

timeline-panel = Timeline to publish
timeline-panel-lead = A timeline tells what is known of the incident, once each entry has been assessed for secrecy. One person prepares it and another decides.
timeline-title = Timeline, version { $number }
timeline-prepare = Prepare a timeline
timeline-prepare-again = Prepare a new version
timeline-prepared = Version { $number } is prepared. Go through each entry before somebody else decides.
timeline-lead = The texts are proposals that name nobody. Rewrite them, assess the secrecy of each entry, and let somebody else decide.
timeline-state-draft = In preparation
timeline-state-published = Published
timeline-state-replaced = Replaced
timeline-state-withdrawn = Withdrawn
timeline-prepared-by = Prepared by
timeline-decided-by = Decided by
timeline-decided-role = Role
timeline-decided-role-hint = For example “director” or “head of communications”.
timeline-decided-on = Date of the decision
timeline-open-note = Tillit puts nothing on the open web. Only people who are signed in to the organisation see this page. To show the timeline to others, publish the PDF yourselves.
timeline-read = Read the timeline
timeline-pdf-in-sv = PDF in Swedish
timeline-pdf-in-en = PDF in English
timeline-heading = Heading and introduction
timeline-title-sv = Heading in Swedish
timeline-title-en = Heading in English
timeline-title-hint = The heading and the introduction are published as they are. Write nothing there that may be secret.
timeline-lead-sv = Introduction in Swedish
timeline-lead-en = Introduction in English
timeline-lead-hint = In both languages, or not at all.
timeline-saved = The heading is saved.
timeline-entries = Entries in order of time
timeline-entries-lead = What is left out is not in the published timeline: not on the page, not in the PDF, not in the API.
timeline-entries-none = There are no entries yet.
timeline-unreviewed-count = { $count ->
    [one] One entry is not assessed.
   *[other] { $count } entries are not assessed.
}
timeline-at = Time
timeline-at-hint = Swedish time.
timeline-text = Text
timeline-text-sv = Text in Swedish
timeline-text-en = Text in English
timeline-text-hint = Say what happened so that somebody who was not there understands. Name nobody.
timeline-text-en-hint = Needed when the entry is published.
timeline-source = Taken from
timeline-source-occurred_from = When it began
timeline-source-occurred_to = When it ended
timeline-source-detected = The vendor’s detection
timeline-source-vendor_reported = The vendor’s report
timeline-source-received = When we received it
timeline-source-aware = When we became aware
timeline-source-assessed = The judgement of significance
timeline-source-notified = Notice to the managers
timeline-source-report = A clock
timeline-source-handled = Status handled
timeline-source-closed = Status closed
timeline-source-own = Own entry
timeline-do = Action
timeline-not-shown = Left out
timeline-entry-new = Add an entry
timeline-entry-edit = Assess an entry
timeline-entry-lead = The text is a proposal. You are the one who assesses whether it can be published.
timeline-entry-saved = The entry is saved.
timeline-entry-removed = The entry is removed.
timeline-review = What did you find?
timeline-review-do = Assess
timeline-review-lead = The assessment is a proposal to the one who decides. The sections of the law say what you may need to think of.
timeline-review-unreviewed = Not assessed
timeline-review-publish = Published
timeline-review-leave_out = Left out
timeline-paragraph-hint = Needed when the entry is left out.
timeline-refresh = Fetch new facts from the incident
timeline-refreshed = { $count ->
    [0] There is nothing new to fetch.
    [one] One entry is new or has a new time. Assess it.
   *[other] { $count } entries are new or have a new time. Assess them.
}
timeline-publish = Decision to publish
timeline-publish-lead = The decision is made by somebody who has neither prepared the timeline nor changed anything in it, now or in an earlier version, once every entry is assessed. After that the version cannot be changed. The decision covers the heading and the introduction too.
timeline-publish-do = Publish
timeline-published = The timeline is published and locked.
timeline-withdraw = Withdraw
timeline-withdraw-lead = A withdrawn timeline can no longer be read at its address; only those who may read the incident still see what it said. If you have put the PDF anywhere else, remove it there.
timeline-withdrawn = The timeline is withdrawn.
timeline-withdrawn-title = Withdrawn timeline
timeline-withdrawn-text = The timeline is withdrawn and is no longer shown.
timeline-replaced = This version has been replaced.
timeline-replaced-by = Replaced by version { $number }
timeline-moved = Time changed
timeline-moved-to = The incident now says
timeline-newer = Read the current one
timelines-title = Published timelines
timelines-lead = Read here what is known of incidents that have happened. The entries have been assessed for secrecy, and only the current version is shown.
timelines-heading = Heading
timelines-file = PDF
timelines-empty = No published timelines
timelines-empty-text = Once a timeline of an incident has been published, you can read it here.
timeline-left-out = { $count ->
    [one] One entry is left out because it may be secret: { $grounds }.
   *[other] { $count } entries are left out because they may be secret: { $grounds }.
}
timeline-proposal-title = What we know of the incident
timeline-proposal-occurred_from = The incident began.
timeline-proposal-occurred_to = The incident ended.
timeline-proposal-detected = The vendor detected the incident.
timeline-proposal-vendor_reported = The vendor reported the incident to us.
timeline-proposal-received = We received the report of the incident.
timeline-proposal-aware = We became aware of the incident.
timeline-proposal-assessed = We judged how serious the incident was.
timeline-proposal-notified = We told those who are responsible for the contracts concerned.
timeline-proposal-handled = The incident was under control.
timeline-proposal-closed = We closed the case.
timeline-proposal-report-contract = The vendor’s report under the contract arrived.
timeline-proposal-report-gdpr_33 = We notified the data protection authority.
timeline-proposal-report-csl_early = We sent an early warning to the authority.
timeline-proposal-report-csl_notification = We sent an incident notification to the authority.
timeline-proposal-report-csl_final = We sent the final report to the authority.
timeline-pdf-heading = What happened
timeline-pdf-description = Timeline of an incident, published after a secrecy assessment
timeline-pdf-page = Page %n of %m
timeline-pdf-none = none
timeline-pdf-version = Version
timeline-pdf-when = Time
timeline-pdf-what = What happened
timeline-pdf-decision = Decision
timeline-pdf-name = Decided by
timeline-pdf-role = Role
timeline-pdf-on = Date of the decision
timeline-pdf-diary = Registration number
timeline-pdf-zone = Times are Swedish time.
audit-object-incident_timeline = timeline
audit-object-incident_timeline_entry = entry of a timeline
audit-verb-timeline_replace = replaced
audit-verb-timeline_withdraw = withdrew
rule-timeline-draft = A version is being prepared already. Publish it before a new one is prepared.
rule-timeline-frozen = The version is decided and cannot be changed. Prepare a new version.
rule-timeline-proposed = The entry comes from the incident and cannot be removed. If it is not to be published, leave it out with a ground and a reason.
rule-timeline-full = A timeline has room for { $most } entries at most.
rule-timeline-own-work = You have prepared the timeline or changed something in it, now or in an earlier version. Somebody else must decide.
rule-timeline-unreviewed = { $count ->
    [one] One entry is not assessed. Assess it before the timeline is published.
   *[other] { $count } entries are not assessed. Assess them before the timeline is published.
}
rule-timeline-empty = No entry is to be published. Choose at least one, or do not publish.
rule-timeline-not-published = Only a published timeline can be withdrawn.
rule-timeline-withdrawn = The timeline is withdrawn. There is no PDF.
error-timeline-language = Write the text in both languages.
error-timeline-paragraph = Choose the section by which you leave it out.
error-timeline-decided-later = The decision cannot have been made on a future date.
