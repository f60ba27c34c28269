# Self-assessments: send, answer, review

rule-assessment-nobody = Nobody at the vendor has an account yet. Invite someone before you send the self-assessment.

## Mails
questionnaires-mail-hello = Hello { $name }!
questionnaires-mail-due = Please answer by
questionnaires-mail-open = Open the self-assessment
questionnaires-mail-review = Review the answers
questionnaires-mail-message = Message from { $name }:
questionnaires-mail-sent-subject = Information security self-assessment from { $client }
questionnaires-mail-sent-text = { $client } asks you to complete an information security self-assessment of { $count } questions.
questionnaires-mail-sent-save = Your answers are saved as you write. You can pause, share the work with colleagues and submit when everything is ready.
questionnaires-mail-returned-subject = { $client } has returned your self-assessment
questionnaires-mail-returned-text = { $client } has reviewed your answers and asks you to complete them:
questionnaires-mail-returned-next = Change the answers that need more and submit the self-assessment again.
questionnaires-mail-submitted-subject = { $vendor } has submitted its self-assessment
questionnaires-mail-submitted-text = { $vendor } has submitted its self-assessment. The answers are declared correct by { $name }, { $role }.
questionnaires-mail-submitted-late = It came in after the due date,
