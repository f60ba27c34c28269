# The parts, alternatives and fields of answers

answer-date = Date
answer-percent = Share in percent
answer-number = Number
answer-choice = Alternative
answer-text = Description
answer-bool = Yes or no
answer-list = List
answer-list-country = Countries
answer-unit-days = days

answer-choice-yes_essential = Yes, as an essential entity
answer-choice-yes_important = Yes, as an important entity
answer-choice-no = No
answer-choice-unknown = Not known
answer-choice-same_day = The same day
answer-choice-3_days = Within three days
answer-choice-30_days = Within 30 days

answer-certificate = Certificate
answer-certificate-body = Certification body
answer-certificate-number = Certificate number
answer-certificate-valid_until = Valid until
answer-certificate-scope = Scope
answer-contact = Contact
answer-contact-name = Name
answer-contact-role = Role
answer-contact-reached_by = Phone or e-mail, around the clock
answer-contact-deputy = Deputy
answer-chain = Supply chain
answer-chain-name = Company
answer-chain-org_number = Organisation number
answer-chain-country = Country
answer-chain-task = Task
answer-roles = Roles
answer-roles-processing = Processing
answer-roles-role = Your role
answer-roles-role-controller = Controller
answer-roles-role-joint_controller = Joint controller
answer-roles-role-processor = Processor
answer-roles-role-subprocessor = Sub-processor
answer-kit_class = Approved class
answer-kit_class-c = Confidentiality (C)
answer-kit_class-i = Integrity (I)
answer-kit_class-a = Availability (A)
answer-kit_class-t = Traceability (T)
answer-kit_class-checked_how = How new e-services are checked
