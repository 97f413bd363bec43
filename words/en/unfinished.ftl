### Unfinished lines: what is not known of a person yet, one question at a time.

school = { $sex ->
    [male] We do not yet know his school. Did you study together?
    [female] We do not yet know her school. Did you study together?
   *[unknown] We do not yet know where this person went to school. Did you study together?
}
work = { $sex ->
    [male] We do not yet know what he did before his service. Did you work together?
    [female] We do not yet know what she did before her service. Did you work together?
   *[unknown] We do not yet know what this person did before the service. Did you work together?
}
birth-place = { $sex ->
    [male] We do not yet know where he was born. Are you from the same place?
    [female] We do not yet know where she was born. Are you from the same place?
   *[unknown] We do not yet know where this person was born. Are you from the same place?
}
unit = { $sex ->
    [male] We do not yet know which unit he served in. Did you serve together?
    [female] We do not yet know which unit she served in. Did you serve together?
   *[unknown] We do not yet know which unit this person served in. Did you serve together?
}
call-sign = { $sex ->
    [male] We do not yet know his call sign, if he had one. Did you serve together?
    [female] We do not yet know her call sign, if she had one. Did you serve together?
   *[unknown] We do not yet know this person’s call sign, if there was one. Did you serve together?
}
born = { $sex ->
    [male] We do not yet know the day he was born. Do you remember it?
    [female] We do not yet know the day she was born. Do you remember it?
   *[unknown] We do not yet know the day this person was born. Do you remember it?
}
burial = { $sex ->
    [male] We do not yet know where he is buried. Do you visit his grave?
    [female] We do not yet know where she is buried. Do you visit her grave?
   *[unknown] We do not yet know where this person is buried. Do you visit the grave?
}
tell = Tell us
title = One question
lead = A moderator reads your answer first. Until then the page stays as it is.
box-school = The name of the school, and what you remember
hint-school = For example: “Pulyny school, class of 2013”.
box-work = The work, the position, the place
hint-work = For example: “sawmill worker in Pulyny”.
box-born = Day of birth
how = How do you know this
how-hint = If you wish: “we sat at one desk”, “it is written on the gravestone”. Only a moderator will read this.
note = How it is known: { $words }
you = How to reach you
you-hint = If you wish. A moderator who has a question can ask you then. It will never be on the page.
agree = I agree that this becomes a part of the page once it is checked
to-what = What exactly I agree to
send = Send
not-agreed = To send the answer, your consent is needed.
nothing = Write an answer to the question.
