# Services, platforms and information types

audit-object-service = service
audit-object-platform = platform
audit-object-platform_rule = platform rule
audit-object-information_type = information type
audit-object-classification = lowered classification
audit-object-publication = publication
audit-object-exception = exception
audit-object-security_gate = a case about security protection
audit-verb-classify = classified
audit-verb-stop = stopped
audit-verb-propose = proposed
audit-verb-confirm = confirmed
audit-verb-refuse = refused
audit-verb-ask = asked for
audit-verb-approve = approved

error-class-level = Choose a level from 0 to 3.
error-service-count = Write a whole number from 0 to { $max }.
error-type-code = The code may only have small letters a–z, digits and underscores, for example pupils_grades.
error-type-code-taken = You already have an information type of your own with the code { $code }. Change that one instead.
error-evidence-needed = Describe the new evidence, such as a test or a review. Without it the ceiling cannot be raised and the rule cannot be eased.
error-evidence-old = This evidence was there before. Describe what is new.
error-exception-end = Choose a last day from today on, { $latest } at the latest.

rule-service-gate = Level 4 concerns security-sensitive activities and is handled outside the system. Contact the head of security protection. Nothing of what you wrote has been saved.
rule-service-approver = Raising a ceiling or easing a rule takes somebody who may approve services.
rule-service-stopped = The service is stopped already.
rule-service-published = The service is published already.
rule-service-asked = Publication is waiting for a decision already.
rule-service-not-asked = There is no request for publication to answer.
rule-service-pending = A lowering is waiting for a second person already. It must be answered before you classify again.
rule-service-not-pending = The lowering has been answered already.
rule-service-second-person = This must be done by somebody other than the one who proposed it.
rule-service-unclassified = The service is not classified. Classify it first.
rule-service-must-not = The rule is “must not”. No role can decide on an exception; only a changed ceiling or a changed rule with new evidence can let the information through.
rule-service-no-rule = There is no “should not” rule to make an exception from for this information type on the platform.
rule-service-exception-ended = The exception has ended already.
rule-service-blocked-platform = The service cannot be published until it has a platform.
rule-service-blocked-unclassified = The service cannot be published until it is classified in all four aspects.
rule-service-blocked-ceiling = The service cannot be published: it needs more protection than the platform gives.
rule-service-blocked-must-not = The service cannot be published: one of its information types must not be handled on the platform.
rule-service-blocked-should-not = The service cannot be published until somebody has decided on an exception for the information type that should not be handled on the platform.
rule-service-blocked-changed = The service has changed since it was classified. Classify it again before it is published.
