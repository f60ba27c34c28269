# Accounts: signing in, invitations, users

## Signing in
accounts-sign-in-title = Sign in
accounts-password = Password
accounts-forgotten = Forgotten your password?
accounts-to-sign-in = To sign-in
accounts-signed-out = You are signed out.
accounts-wait-reset = If you have forgotten your password you can choose a new one meanwhile.
accounts-kept-heading = You have been signed out
accounts-kept-sign-in = What you wrote is kept in this page and has not been saved yet. Sign in, and you can send it again.
accounts-kept-title = What you wrote is still here
accounts-kept-text = Your session ended before the text was saved. Send it again, and it is saved now.
accounts-kept-send = Send again
accounts-kept-drop = Discard the text
error-no-membership = The account no longer has a role in any organisation. Ask the person who invited you for a new invitation.

## Links and passwords
accounts-invitation-title = Welcome to Tillit
accounts-invitation-lead = Hello { $name }! Choose a password, and your account is ready and you are signed in.
accounts-new-password-title = Choose a new password
accounts-new-password-lead = Hello { $name }! Once you have chosen a new password you are signed in. Every other session ends.
accounts-new-password = New password
accounts-password-hint = At least ten characters. Four or five unrelated words are easier to remember and harder to guess than a short word with digits.
accounts-repeat = The same password again
accounts-choose-password = Save the password
accounts-reset-title = Forgotten password
accounts-reset-lead = Write the address you sign in with, and we send a link for choosing a new password.
accounts-reset-send = Send the link
accounts-reset-sent = If the address has an account, a link is on its way there. It is valid for an hour and can be used once.
accounts-reset-no-mail = No mail? Look in your spam folder, or ask an administrator in your organisation for a link.
error-already-member = The person already has a role in the organisation.
error-role-not-held = The person does not hold that role in the organisation.
error-organisation-needed = The person holds the role in several organisations. Say which one.

## Mails
accounts-mail-hello = Hello { $name },
mail-invitation-subject = { $inviter } invites you to Tillit for { $organisation }
mail-invitation-text = { $inviter } has invited you to Tillit, where { $organisation } follows up the information security of vendors. Open the link and choose a password.
mail-invitation-link = Open the invitation
mail-invitation-after = The link is valid for seven days and can be used once. If you did not expect an invitation you can ignore this mail.
mail-added-subject = You have a new role in Tillit: { $organisation }
mail-added-text = { $inviter } has given you a role in { $organisation }. Sign in as usual, and switch organisation in the menu at the top right.
mail-added-link = Sign in
mail-added-after = If you do not know why you were given the role, ask the person who gave it to you.
mail-reset-subject = Choose a new password in Tillit
mail-reset-text = Somebody, probably you, has asked to choose a new password for your account. Open the link to do so.
mail-reset-link = Choose a new password
mail-reset-after = The link is valid for an hour and can be used once. If it was not you, you can ignore this mail: the password is unchanged.
