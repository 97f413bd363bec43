### Who may do what at the desk, the second factor of signing in, sessions.

role-reader = reader
role-change = Change the role
role-of = Role: { $name }

only-reads = You may only read here
only-reads-text = Your role sees the desk, and neither decides nor opens contacts. Nothing was changed. If you need another role, ask an administrator.
no-administrator = Only an administrator can do this
no-administrator-text = Administrators look after the access and the roles of colleagues. Nothing was changed.
needed = A second factor is needed first
needed-text = At this memorial everybody who moderates signs in with a password and a code from an app. Set the code up on the page “Second factor”. Nothing was changed.

second-factor = Second factor
second-factor-short = Second factor
second-factor-about = Besides the password you write a code from an app on your telephone when you sign in. Then a stolen password alone is not enough.
second-factor-owed = At this memorial the desk does not open without it. It takes two minutes.
second-factor-off = None. The password is enough to sign in.
second-factor-none = none
second-factor-there = on
second-factor-set-up = Set it up
second-factor-manage = Recovery codes and turning it off
second-factor-on = On.
second-factor-since = On since { $at }.
codes-left = { $count ->
    [one] { $count } recovery code is left.
   *[other] { $count } recovery codes are left.
}
codes-none = No recovery codes are left. Make new ones while you have the telephone.

first-scan = Open an app for codes (such as Aegis, 2FAS, Google Authenticator or a password manager) and point the telephone at this square.
square = A square code for the app
or-letters = If it cannot be read, write these letters into the app:
or-open = On the telephone itself, follow this link
then-code = Now write the six digits that the app shows.
code = Code
code-wrong-recovery = There is no such recovery code, or it has been used already. Compare it with what you printed or wrote down, or write another.
code-wrong = The code did not match. It works for half a minute and only once: wait for the next one. Check that the telephone’s clock is right.
set-up-button = Turn it on
set-up-after = Your other sessions will end. Next we show recovery codes, in case the telephone is lost.

codes = Recovery codes
codes-about = Each opens the way in instead of a code from the telephone, once. Print them or write them down, and keep them where the telephone is not. We keep only their hashes, so we cannot show them again.
codes-name = Memorial, { $name }
codes-kept = I have kept them; to the desk
codes-renew = New recovery codes
codes-renew-hint = The earlier ones stop working. Write a code from the app or one of the recovery codes.
remove = Turn the second factor off
remove-hint = It needs the password and a code. Other sessions will end.
back = Back to the account

second-step = The code from the telephone
second-step-about = Write the six digits from the app. If you do not have the telephone, write one of the recovery codes.
second-step-lost = If you have neither the telephone nor the codes, an administrator can take the second factor off.
second-step-again = Begin signing in anew

unknown-browser = An unknown browser
sessions-open = { $count ->
    [one] { $count } session
   *[other] { $count } sessions
}
end-sessions = End the sessions
take-off = Take off the second factor

notices = While you were away
notice = { $kind ->
    [second-factor-taken-off] { $at }, { $by }: your second factor was taken off. If you did not ask for it, tell an administrator. Turn it on again when you can.
    [role-changed] { $at }, { $by }: your role was changed.
   *[sessions-ended] { $at }, { $by }: all your sessions were ended.
}
notice-new = There is a message for you
notice-read = I have read it
