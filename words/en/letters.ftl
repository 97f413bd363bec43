### Letters to families, and what the desk knows of them.

## Letters

received-subject = What you wrote has arrived
received-told = What you began to write to us { $begun } has arrived. Thank you.
received-next = A moderator will read it. Its place in the queue is shown on your page. Until somebody takes it up to read, you can go on writing.

asked-subject = A moderator has a question for you
asked-told = Thank you for what you began to write to us { $begun }. A moderator has read it and has a question. It is waiting on your page.
asked-next = Everything you wrote is saved. You can answer on the same page, whenever it suits you.

proof-subject = The page is ready: look at it before it is published
proof-told = The page made of the story you began { $begun } is ready. No reader sees it yet.
proof-next = Look whether everything in it is right, and tell us on your page.

published-subject = The page is public
published-told = Thank you for the story. Now anyone can read it.
published-next = You can send this address to family and friends. If something needs to be put right or added, tell us at the foot of the page itself.

refused-subject = About what you wrote to us
refused-told = Thank you for writing to us. We could not publish what you began to write { $begun }.
refused-next = Why, and what can be done next, is said on your page. Everything you wrote is still with us, and no reader sees it.

changed-subject = An answer to what you told us
changed-told = Thank you. We have looked at what you began to write to us { $begun }.
changed-next = The answer is on your page.

hidden-subject = An answer to your wish about the page
hidden-told = A moderator has looked at your wish about the page made of the story you began { $begun }.
hidden-next = What was done is said on your page of the story.

called-subject = We telephoned you
called-told = A moderator telephoned you about what you began to write to us { $begun }.
called-next = What comes next is said on your page. Everything you wrote is saved.

own-page = Open your page at the address you kept, or with six words: { $address }
why = You received this letter because you gave this address with the story. Nobody reads replies to it.

## On the desk

kind = { $kind ->
    [received] the story has arrived
    [asked] there is a question
    [proof] the page is ready to be looked at
    [published] the page is public
    [refused] the story was refused
    [changed] an answer to a remark
    [hidden] an answer to a wish about the page
   *[called] a moderator telephoned
}
state = { $state ->
    [waiting] waits
    [sending] is being sent
    [sent] sent
    [given-up] did not arrive
   *[dropped] not needed
}
fault = { $fault ->
    [unreachable] the mail server did not answer
    [closed] the mail server did not let the memorial in
    [later] the mail server asked to come later
    [declined] the mail server declined
   *[address] there can be no such address
}
not-set-up = Mail is not set up: no letters are sent
not-sent = is not sent
given-up-count = Letters that did not arrive: { $count }
given-up = Letters that did not arrive
given-up-lead = Telephone the family, or put right what hindered the letter and send it again.
given-up-none = No letter has failed.
about-story = Story
what = About
written = Written
tries = Tries
hindrance = What hindered it
what-to-do = What to do
story = Story { $number }
send-again = Send again
put-away = Put away
letters = Letters to the family
on = { $state }, { $moment }
email-hint = We write here when there is a question, a page that is ready, or an answer.
