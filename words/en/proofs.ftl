### The page before it is published: as others will see it.

title = Look before others do
lead = This is how the page will look. Check every letter of the name and every date: you know them better than we do.
until = You can answer until { $when }. If there is no answer, a moderator decides without it and says so here.
spelled = The name, letter by letter
page = The page as it will be seen
yes-title = Everything is right
day = When the page should appear
day-hint = Leave it empty and the page appears at once. You can choose a day: an anniversary, a birthday.
yes = Yes, everything is right. Publish
no-date = There is no such day. Choose a day or leave the field empty.
past = This day has passed. Choose another or leave the field empty.
too-far = This is more than a year ahead. Choose a nearer day or leave the field empty.
wrong-title = Something is wrong
facts = Where the mistake is
words = How it should be
words-missing = { $limit ->
    [one] Write how it should be.
   *[other] Write how it should be, in no more than { $limit } letters.
}
wrong = Send to the moderator
lead-ready = The page is ready. Look at it before others do.
look = Look at the page
lead-agreed = Thank you. You said that everything is right.
lead-wrong = Thank you. A moderator is putting right what you marked, and will show you the page again.
lead-overdue = The time to answer has passed. A moderator will decide now; until then you can still answer.
will-appear = The page will appear { $day }.
show = Show the family
show-hint = The family sees the page. When they agree, exactly this is published.
awaits = The family is looking at the page. We wait for an answer until { $when }.
overdue = The time has passed and the family has not answered. Decide yourself.
agreed = The family said: everything is right.
not-published = The family said that everything is right, but the page could not be published. Read the warnings and publish it.
disagreed = The family marked a mistake
tag-awaits = the family is looking
tag-agreed = the family agreed
tag-wrong = the family marked a mistake
tag-overdue = the family did not answer
stand-shown = The page was shown to you
stand-agreed = You said that everything is right
stand-wrong = You marked what is wrong
answered = You answered { $at }: everything is right. { $day } Until then you can still change your answer.
relative = Whoever began the story will answer.
not-for-all = Not for everyone: { $facts }.
earlier = { $day } So the family asked. To publish now is earlier than they wanted.
chosen-day = The day the family chose
stand-waiting = Waiting for your word
stand-day = Waiting for the day you chose
stand-correcting = A moderator is correcting it
