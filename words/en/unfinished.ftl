### Unfinished lines: what is not known of a person yet, one question at a time.

school = { $sex ->
    [male] We do not know his school yet. Did you study together?
    [female] We do not know her school yet. Did you study together?
   *[unknown] We do not know where this person went to school yet. Did you study together?
}
work = { $sex ->
    [male] We do not know what he did before his service yet. Did you work together?
    [female] We do not know what she did before her service yet. Did you work together?
   *[unknown] We do not know what this person did before the service yet. Did you work together?
}
birth-place = { $sex ->
    [male] We do not know where he was born yet. Are you from the same place?
    [female] We do not know where she was born yet. Are you from the same place?
   *[unknown] We do not know where this person was born yet. Are you from the same place?
}
unit = { $sex ->
    [male] We do not know which unit he served in yet. Did you serve together?
    [female] We do not know which unit she served in yet. Did you serve together?
   *[unknown] We do not know which unit this person served in yet. Did you serve together?
}
call-sign = { $sex ->
    [male] We do not know whether he had a call sign yet. Did you serve together?
    [female] We do not know whether she had a call sign yet. Did you serve together?
   *[unknown] We do not know whether this person had a call sign yet. Did you serve together?
}
born = { $sex ->
    [male] We do not know the day he was born yet. Do you remember it?
    [female] We do not know the day she was born yet. Do you remember it?
   *[unknown] We do not know the day this person was born yet. Do you remember it?
}
burial = { $sex ->
    [male] We do not know where he is buried yet. Do you visit his grave?
    [female] We do not know where she is buried yet. Do you visit her grave?
   *[unknown] We do not know where this person is buried yet. Do you visit the grave?
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
