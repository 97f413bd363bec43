### Who moderates: signing in, invitations, accounts.

sign-in = Sign in for moderators
sign-in-button = Sign in
sign-out = Sign out
forgotten = If you have forgotten your password, an administrator can give you a link to choose a new one.
empty = Nobody moderates here yet. The link that makes the first administrator is printed by the program itself when it starts.
wrong = The name and the password do not match. Check the keyboard layout and try again.
slow-down = Too many tries in a row. The next one is possible in { $time }.

name = Name
name-hint = Other moderators will see it in the journal.
name-empty = Write a name.
name-too-long = A name has at most 80 characters.
name-unprintable = There are invisible characters in the name. Type it on the keyboard.
name-taken = There is such a name already. Add a surname or an initial.

password = Password
new-password = New password
current-password = Present password
password-again = New password once more
password-hint = At least 15 characters of any kind; spaces count. Four words that do not belong together make a good one.
password-too-short = A password has at least 15 characters.
password-too-long = A password has at most 200 characters.
password-common = This password is among the first that are guessed. Four words that do not belong together make a good one.
password-different = The two passwords are not the same. Write both again.
current-wrong = This is not the present password.

invitation = { $role ->
    [reader] An invitation to read at the desk
    [admin] An invitation to administer
   *[moderator] An invitation to moderate
}
invitation-reader-text = You will see all that is on the desk, but not decide anything, nor open the families’ contacts.
invitation-first = The first administrator
invitation-first-text = This memorial has no moderator yet. Choose a name and a password, and the desk is open to you.
invitation-back = A new password
invitation-back-text = The account “{ $name }”. All other sessions will end.
invitation-button = Sign in with this password
invitation-over = This link does not work any more
invitation-over-text = It has been used, or its time has passed. If you have a password already, sign in. If not, ask an administrator for a new link; a memorial that has no moderator yet prints one each time it starts.

done = Done.
sessions = My sessions
sessions-hint = A session ends after 12 hours without an act, and after 7 days in any case.
session-here = This browser
session-other = Another browser
session-times = Signed in { $began } · last seen { $seen }
session-end = End it
sessions-end-others = End all but this one
change-password = Change the password
change-password-hint = Other sessions will end.

accounts = Moderators
accounts-hint = Who may read and decide.
role = Role
role-moderator = moderator
role-admin = administrator
since = Since
state = State
acts = Acts
you = you
open = open
disabled-since = shut { $at }
disable = Shut out
reset = New password
let-back = Let back in
invite = Invite
invite-hint = We make a one-time link. Hand it over so that nobody else sees it; it works for three days. The name and the password are chosen by whoever opens it.
invite-button = Make a link
link = Link
link-new = Here is the link for a new colleague. It is shown only now.
link-back = Here is the link by which { $name } chooses a new password. It is shown only now.
