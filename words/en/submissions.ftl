### The family's pages: from the first word to the answer.

## The beginning

new-title = Tell us about the person you remember
new-description = Tell the story of a fallen defender of Ukraine. No account, from any phone. Until it has been read, only you can see it.
new-lead = Here you can write down the life of someone who died defending Ukraine. A name is enough to begin with.
new-time = It takes between ten minutes and an hour. You can stop at any time and come back, even on another phone.
new-unread = Nothing you write can be seen by anyone until a moderator has read it and asked you about anything unclear.
new-account = No account is needed. You get an address that only you know.
new-skip = Only the name and your relation to the person are needed. Everything else may be skipped, or answered with “I do not know”.
new-text = If something has already been written about them, you can paste that text on the next step, and we find the answers in it.
new-back = Next we show you how to come back to what you have written.
begin = Begin the story
leave-empty = Leave this box empty
trapped = The box “Leave this box empty” has filled itself in. Please clear it and press the button again.

## A text written already

text-title = A text you already have
text-lead = If something has already been written about them, on Facebook, in a newspaper, in a letter, paste it here. It becomes the story, and we look in it for answers to the questions, so that you need not write them twice.
text-label = The text about this person
text-hint = Not a word of it becomes an answer until you tick it. Nobody but you sees the text before it is reviewed.
text-read = Save and read it
text-found = What the text says
text-found-lead = Tick what is right. Under each answer is the sentence we took it from. What you leave unticked goes nowhere.
text-nothing = There are no new answers here that we are sure of. The text is saved as the story.
text-take = Add what is ticked
text-without = Go on without this
text-have = I already have a text

## Steps

steps = The steps of the story
step-of = Step { $number } of { $total }
step-done = Seen already:
saved-at = Saved at { $time }
saved-on = Saved { $moment }
save = Save and continue
back = Back
skip = Skip this question
why = Why we ask
to-check = { $count ->
    [one] There is one thing to check
   *[other] There are { $count } things to check
}
all-is-saved = Everything you wrote is saved.
all-is-here = Everything you wrote is still on this page.
before-sending = Please look at these places before you send the story.
waiting-note = The story has been sent. Until someone takes it up to read, you can go on writing: the moderator will see what was saved last.

name-who = Who you are telling about
name-relation = { $sex ->
    [male] Your relation to him
    [female] Your relation to her
   *[unknown] Your relation
}
name-birth = { $sex ->
    [male] When and where he was born
    [female] When and where she was born
   *[unknown] Birth
}
name-death = { $sex ->
    [male] When and where he died
    [female] When and where she died
   *[unknown] Death
}
name-burial = { $sex ->
    [male] Where he is buried
    [female] Where she is buried
   *[unknown] Burial
}
name-service = { $sex ->
    [male] Where he served
    [female] Where she served
   *[unknown] Service
}
name-life = Events of the life
name-story = { $sex ->
    [male] Who he was
    [female] Who she was
   *[unknown] The story
}
name-quote = Words and kin
name-photos = Pictures
name-contact = Who you are
name-consent = Your consent
name-check = Check and send

title-who = Who are you telling about?
title-relation = { $sex ->
    [male] What is your relation to him?
    [female] What is your relation to her?
   *[unknown] What is your relation to this person?
}
title-relation-named = What is your relation to { $whom }?
title-birth = { $sex ->
    [male] When and where was { $given } born?
    [female] When and where was { $given } born?
   *[unknown] When and where did this life begin?
}
title-death = { $sex ->
    [male] When and where did { $given } die?
    [female] When and where did { $given } die?
   *[unknown] When and where did this life end?
}
title-burial = { $sex ->
    [male] Where is { $given } buried?
    [female] Where is { $given } buried?
   *[unknown] Where is the grave?
}
title-service = { $sex ->
    [male] Where did { $given } serve?
    [female] Where did { $given } serve?
   *[unknown] Where was the service?
}
title-life = What happened in this life?
title-life-named = What happened in the life of { $whose }?
title-story = { $sex ->
    [male] Who was { $given }?
    [female] Who was { $given }?
   *[unknown] Who was this person?
}
title-quote = Whose words should be kept?
title-photos = Pictures
title-photos-named = Pictures of { $whose }
title-contact = Who are you, and how can we reach you?
title-consent = Your consent
title-check = Check that everything is right

why-who = Relatives, comrades and neighbours will look for the person by name. The call sign and the Latin spelling help those who knew only these.
why-relation = So that the moderator knows who is speaking, and so that the story is told by those who have the right to tell it. Readers will not see this.
why-birth = So that people from the same place recognise the person, and remember the birthday. What you do not know will simply not be on the page.
why-death = So that the person is remembered on the day, and can be found by the place. What you do not know will simply not be on the page.
why-death-named = { $sex ->
    [male] So that { $whom } is remembered on his day, and can be found by the place. What you do not know will simply not be on the page.
    [female] So that { $whom } is remembered on her day, and can be found by the place. What you do not know will simply not be on the page.
   *[unknown] So that { $whom } is remembered, and can be found by the place. What you do not know will simply not be on the page.
}
why-burial = So that those who want to come know where. If you would rather not say, skip it.
why-service = So that comrades find each other, and a unit its own. Do not write what could still harm the living: where the unit stands, who is beside it.
why-life = A life is made of such lines: school, a first job, a wedding, a wound. You may leave the date out.
why-story = This is the heart of the page. Write as you would tell it at the table: the moderator only corrects slips, and asks where something is unclear.
why-quote = A reader remembers one sentence by someone close longer than a list of dates. Under it stands what you write above: the name, and who that is to the person. If the name should not be shown, leave it empty.
why-photos = A face is recognised sooner than a name. We remove from the file where and with what phone it was taken, and keep only the picture itself.
why-contact = If the moderator does not understand a word, they ask you instead of guessing. Your contacts are kept apart from the story, and only moderators see them.
why-consent = Without your consent we publish nothing. Which version of the text you agreed to, and when, is recorded.

## Who

family = Family name
given = Given name
patronymic = Patronymic
patronymic-hint = If you know it. In Ukrainian letters where you can, as the names above.
call-sign = Call sign
call-sign-hint = Without quotation marks.
sex-title = He or she
sex-hint = So that our sentences are right in Ukrainian, where the verb says it.
he = he
she = she
sex-unsaid = rather not say
other-spellings = The name in Latin letters, and other spellings
latin-hint = If a passport or the family spelled it otherwise than the rules do. Left empty, we write it by the official table.
latin-family = Family name in Latin letters
latin-given = Given name in Latin letters
latin-patronymic = Patronymic in Latin letters
aliases = Other names
aliases-hint = A maiden name, a nickname, another spelling. Each on a line of its own.

family-missing = Write the family name: nobody can find the person without it.
given-missing = Write the given name: nobody can find the person without it.
name-is-address = This should be a name, not an address.
name-is-no-name = There are characters here that names do not have. Leave only the name.
latin-half = In Latin letters both the family name and the given name are needed. Add the other one, or leave both empty.
not-latin = There are Cyrillic letters here. Write it in Latin letters, or leave it empty.
too-many = Too many lines: no more than { $most }.
too-long = Too long: { $limit ->
    [one] { $limit } character fits
   *[other] { $limit } characters fit
} here. Shorten it when you can.

## Relation

relation = { $relation ->
    [parents] parents
    [mother] mother
    [father] father
    [wife] wife
    [husband] husband
    [partner] partner
    [children] children
    [daughter] daughter
    [son] son
    [sister] sister
    [brother] brother
    [grandmother] grandmother
    [grandfather] grandfather
    [granddaughter] granddaughter
    [grandson] grandson
    [aunt] aunt
    [uncle] uncle
    [niece] niece
    [nephew] nephew
    [cousin] cousin
    [relative] relative
    [friend] friend
    [comrade] brother or sister in arms
    [commander] commander
    [colleague] colleague
    [teacher] teacher
    [neighbour] neighbour
   *[other] someone else
}
relation-words = In your own words, if you like
relation-words-hint = Only the moderator will read this.
relation-missing = Choose your relation to this person. If nothing fits, “someone else”.

## Dates and places

date = Date
date-hint = Write what you know. The year alone will do, or the year and the month.
day = Day
month = Month
year = Year
date-about = The date is approximate
date-unknown = I do not know the date
place = Place
settlement = Village, town or city
region = Region or country
choose-nothing = Nothing chosen
choose-unknown = I do not know
in-ukraine = Ukraine
abroad = Abroad
near-it = Near it, not in the place itself
place-unknown = I do not know the place
near = near { $place }
born-note = What else is known of the date
born-note-hint = { $sex ->
    [male] For example: “He would have turned 28 in May”.
    [female] For example: “She would have turned 28 in May”.
   *[unknown] For example: “The 28th birthday would have been in May”.
}
birth-place-hint = The village or town where the person was born.
home = Where home was
home-hint = If the person lived elsewhere than the place of birth.
lived-in = home: { $place }
death-place-hint = A village or town. If only the direction is known, the region will do.
circumstances = Circumstances
circumstances-label = How it happened
circumstance = { $circumstance ->
    [combat] in combat or on a combat mission
    [wounds] of wounds
    [captivity] in captivity
    [accident] in an accident
    [illness] of illness
   *[other] otherwise
}
burial-hint = The village or town where the person is buried.
cemetery = Cemetery
cemetery-hint = Its name or where in it, if you like.
year-or-about = Write the year in four digits, such as 1985, or roughly: “about 1985”, “1985?”, “1980–1985”. If you do not know the year, leave the box empty.
year-or-about-born = Write the year in four digits, such as 1985, or roughly: “about 1985”, “1985?”, “1980–1985”. If it is not a year that you know but something else, leave the box empty and write it below, under “What else is known of the date”.
year-or-about-died = Write the year in four digits, such as 2022, or roughly: “about 2022”, “2022?”, “2022–2023”. If it is not a year that you know but something else, leave the box empty and write it in the story itself, which has a step of its own.
date-and-unknown = You gave a date and marked that you do not know it. Which is right? Clear the mark or erase the date.
place-and-unknown = You gave a place and marked that you do not know it. Which is right? Clear the mark or erase the place.
died-before-born = By these dates the death came before the birth. Check both dates.
ends-before-begins = The end is before the beginning here. Check both dates.

## Service

service-row = { $number ->
    [1] Service
   *[other] Service: place { $number }
}
unit = Unit
unit-hint = As you call it: “58th Separate Motorized Brigade”, “58 ОМПБр”.
rank = Rank
rank-service = { $service ->
    [army] Ground forces and others
    [navy] Navy
    [police] Police
    [historic] Former ranks
   *[other] Without a rank
}
position = Position or trade
position-hint = For example: driver, rifleman, combat medic.
position-other = { $lang ->
    [en] Position in English, if you like
   *[uk] Position in Ukrainian, if you like
}
from = From when
to = Until when
more-service = Add another place of service
award-row = { $number ->
    [1] Award
   *[other] Award { $number }
}
award = Name of the award
award-hint = An order, a medal, a badge.
award-when = When it was given
award-missing = Write which award this is, or clear its date.
posthumous = posthumously
more-award = Add another award
remove-row = Remove this

## Events

life-hint = School, work, family, wounds, captivity: whatever should be remembered. You have already told us about the service.
event-row = Event { $number }
event-what = What it was
event-kind = { $kind ->
    [education] education
    [work] work
    [family] family
    [service] service
    [wound] wound
    [captivity] captivity
   *[other] something else
}
event-text = In a few words
event-text-hint = For example: “Pulyn Professional Lyceum, tractor driver”.
event-from = When, or from when
event-to = Until when
event-needs-words = Write a few words about this event.
more-event = Add another event
events = { $count ->
    [one] { $count } event
   *[other] { $count } events
}

## The story

biography = The story
biography-hint = What the childhood was like, what they loved to do, what they were proud of. Leave an empty line between paragraphs.
interests = Interests
interests-hint = In a few words: football, fishing, embroidery.
other-hint = If you leave it out, we tell the reader openly that there is no translation yet.
add-in-english = Add in English
add-in-ukrainian = Add in Ukrainian
in-other = { $lang ->
    [en] In English
   *[uk] In Ukrainian
}
source-row = { $number ->
    [1] Where it has been written about
   *[other] Another source
}
source-hint = An article, a community’s page, a post. If there is one.
source-title = Title
source-url = Link
more-source = Add another source
not-an-address = This does not look like the address of a page. Copy it whole: https://…

## Words

quote-row = { $number ->
    [1] Words
   *[other] Words { $number }
}
quote-text = What was said
quote-hint = { $sex ->
    [male] What someone close said of him, or his own words. Without quotation marks.
    [female] What someone close said of her, or her own words. Without quotation marks.
   *[unknown] What someone close said, or the person’s own words. Without quotation marks.
}
speaker = Who said it
speaker-hint = Only the given name. Without that person’s consent, only a moderator will see it.
speaker-relation = Their relation to the person
quote-needs-words = Write the words themselves, or clear who said them.
more-quote = Add other words
kin = Who is left behind
kin-hint = Only the relation, no names.

## Pictures

files = Choose pictures
files-hint = Up to ten, each up to 20 MB: JPEG, PNG or WebP, straight from a phone.
picture = Picture { $number }
caption = What it shows
credit = Who took it
photo-year = Year
remove-picture = Remove this picture
photos = { $count ->
    [one] { $count } picture
   *[other] { $count } pictures
}
no-room = There is no room for the file “{ $file }”: a story can have { $most } pictures. Remove one and send it again.
sent-already = The picture “{ $file }” is already in this story: we did not add it a second time.
not-kept = The file “{ $file }” could not be kept because of a fault on our side. Please send it again in a few minutes.
files-failed = The files were not saved
words-are-saved = What you wrote is saved; these files are not.
broken-off = The connection broke, and some files did not arrive. What arrived is saved. Send the rest again when the network is better.
too-much-at-once = That was too much at once. What arrived is saved. Please send the rest separately.
not-a-year = Write the year in four digits, such as 2019, or leave it empty.

## Who you are

contact-hint = None of these is required, but one at least is wise: otherwise the moderator cannot ask you, and the story will wait longer.
contact-name = Your name
contact-phone = Telephone
contact-email = E-mail
contact-other = Another way
contact-other-hint = Signal, Viber, a relative who will pass it on.
not-an-email = This does not look like an e-mail address: it needs an @ and the name of a server. Correct it, or leave it empty.

## Consent

privacy = What we keep
agree = I have read this and agree
consent-version = Version of the text: { $version }
consent-missing = To send the story we need your consent. Without it all you wrote stays saved as a draft.
consented = You agreed to publication
not-consented = You have not agreed yet

## Checking

holds-nothing = nothing written
change = Change
fill-in = Write
sex = { $sex ->
    [male] he
    [female] she
   *[unknown] not said
}
in-marks = “{ $words }”
recased = The name is written all in capitals, or all in small letters.
recase = Write it as “{ $name }”
sending-title = Send the story
sending-text = A moderator will read it. Until they begin, you can go on writing.
send = Send

## Where the story stands

own-page = Your page of the story
lead-draft = The story has not been sent yet. Only you can see it.
lead-taken-back = Without your consent the story no longer waits to be read: only you can see it. If you agree again and send it, it takes the same place in the queue.
lead-pending = Thank you. The story has been sent and waits to be read. Until someone takes it up, you can go on writing.
lead-taken = A moderator is reading the story now. It cannot be changed for the moment, but everything is saved, and if there are questions you will see them here.
lead-returned = Thank you for the story. A moderator has read it and has a question:
lead-approved = Thank you. Everyone can read this story now.
lead-asked = You have asked for the page to be taken down. A moderator will do it; until then it can still be seen. Your contacts are already erased.
lead-withdrawn = The page has been taken down and nobody can see it. Your story is still with us.
lead-refused = Thank you for writing to us. We could not publish this story. This is why:
after-refusal = What you wrote stays with us and nobody can see it. If this is a misunderstanding or something has changed, tell it again and mention this answer.
tell-again = Tell it again
go-on = Go on writing
look-through = Look through and add
answer-and-send = Add to it and send again
open-life = Open the page
where-it-stands = Where the story stands
what-it-holds = What is there already
stand-begun = Story begun
stand-to-send = Send it when you are ready
stand-to-read = A moderator reads it
stand-to-publish = Everyone can see it
stand-sent = Sent
stand-waiting = Waiting to be read
stand-taken = A moderator is reading
stand-returned = Returned to you with a question
stand-published = Published
stand-withdrawn = Page taken down
stand-refused = Not published

## Withdrawing consent

withdraw = Withdraw consent
withdraw-title = Withdraw your consent?
withdraw-unpublished = Nobody will read the story or publish it, and we erase your contacts at once. What you wrote stays as a draft that only those who have its address can see.
withdraw-yes = Yes, withdraw my consent
withdraw-no = No, go back

way-back = How to come back here
way-back-text = You can close the page: everything is saved. This address opens your story on any phone. Bookmark it, copy it down or send it to yourself, and do not show it to anyone you do not trust.
letter = Send it to myself by e-mail
letter-subject = The address of my story

## When it could not be saved

crossed = Someone else has just written here
crossed-text = Their words are saved; yours are below: add them to those. Perhaps it was you, in another window.
closed = The story can no longer be changed
closed-text = A moderator is reading it or has already answered, so no new words or pictures were saved. Everything saved before is still there. If you have just written something, it stands below: copy it. Your page of the story says what to do next.
too-much = This is more than we can keep
too-much-text = The new words were not saved: the story as a whole became too long. Everything saved before is still there. The new words are here: copy them, shorten them and save them in parts.
nothing-came = Your words did not reach us
nothing-came-text = What arrived had none of the fields of that page, so we changed nothing. Everything saved before is still there. Open the question again and save it.
just-written = What you just wrote

## What is saved by itself while you write

keep-saving = Saving…
keep-here = Saved on this phone.
keep-away = There is no network. Everything you wrote is saved on this phone; we will send it when the network is back.
keep-away-consent = There is no network. We will go on when it is back; everything saved is still there.
keep-later = The Memorial is not answering now. Everything you wrote is saved on this phone; we will try again.
keep-full = There is no network, and the words cannot be saved on this phone. Do not close the page: we will send them when the network is back.
keep-back = The words that waited on this phone are here again.
keep-new-back = This was written on this phone earlier. It has not been sent anywhere yet.
keep-erase = This is not mine: erase it
keep-apart-title = Your words that stayed on this phone
keep-apart = Meanwhile something else was written here, and it is saved. Your words are below: add them to it if needed, then erase them from here.
keep-apart-erase = Erase from this phone
keep-crossed = Someone else has just written here; their words are saved. Yours are still on this page. Press the button below: we will show what to do with them.
keep-closed = The story can no longer be changed: a moderator is reading it or has already answered. Your new words are still on this page: copy them.
keep-too-much = This is more than we can keep. The new words are still on this page: shorten them or copy them.

## Pictures that go up piece by piece

upload-waits = Waiting its turn
upload-shrinks = Making it smaller…
upload-goes = { $percent }% sent
upload-looks = All of it arrived; looking at it…
upload-done = Arrived
upload-away = The connection broke. What arrived is not lost: we will go on as soon as the network is back.
upload-hold = Pictures are still being sent. We will go on when the last one has arrived.
upload-list = Pictures being sent
upload-refused = These files were not added
upload-closed = The story can no longer be changed: a moderator is reading it or has already answered. This picture was not added.

## Erasing a draft

erase-title = Erase the draft
erase-text = Everything you wrote, the pictures, the papers and the contacts will be gone for good, and nobody can bring them back. The address and the words will open nothing any more.
erase = Erase for good
