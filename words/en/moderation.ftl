### The moderators' desk.

queue = Queue
lives = Lives
journal = Journal
waiting = { $count ->
    [one] { $count } story waits, { $time }
   *[other] { $count } stories wait, the oldest { $time }
}
nobody-waits = Nobody is waiting

## The queue

states = Where stories are
tab-waiting = Waiting
tab-taken = Being read
tab-returned = With families
tab-decided = Decided
queue-empty = Everything is read. There are no new stories.
wish-withdrawal = The family has withdrawn its consent. Take the page down:
tab-empty = Nothing here.
imported = { $count ->
    [one] { $count } row of archives’ lists is waiting.
   *[other] { $count } rows of archives’ lists are waiting.
}
about-whom = About
from-whom = Told by
sent = Sent
waits = Waits
by-whom = Who
pictures = Pictures
language = Language
refused = refused
later = Next
settled-returned = The family was asked: { $name }.
settled-refused = Refused: { $name }.
settled-put-aside = Put aside: { $name }.

## One story

sent-by = Told by: { $relation } · sent { $sent } · consent { $agreed }, text { $version }
sent-at = Sent { $sent }
in-your-hands = The story is in your hands. Until you give it back, the family cannot change it.
in-hands-of = { $name } is reading this story.
refused-by = Refused by { $name }. The family was told:
returned-by = With the family. { $name } asks:
approved-by = Published by { $name }.
see-life = To the published life
done = Done.
story = Story
no-story = There is no story, only fields.
preview = As readers will see it
preview-note = This is how readers will see it. The page is not public yet.
back-to-review = Back to the story
as-sent = Everything that was sent, word for word
fields = Fields
edit = Edit
show-picture = Show
picture = Picture { $number }
contacts = How to reach the family
contacts-hint = Contacts are kept apart. That you opened them will be written in the journal.
open-contacts = Open contacts
no-contacts = The family left no contacts
contact-name = Name
contact-phone = Telephone
contact-email = Mail
contact-other = Other
message = Words to the family
message-hint = shown on their page when you ask, refuse or put on the page
message-empty = A few words are needed here. Nothing has changed.
message-too-long = At most 4000 characters here.
seen = I have looked at the warnings above
seen-first = There are warnings. Look at them at the top of the page, tick the box, then publish. Nothing has changed.
warned = There are warnings
unsound = This cannot be published: another life has the archive’s identifier, or a field holds what is not in the lists. Nothing has changed.
stale = While you were editing, something changed here, so nothing was written. All you wrote is below. Open the present state in another window and compare.
stale-decision = Meanwhile something changed here, so nothing was done. Look at it as it is now; your words are kept here.
story-first = The story this page was made of is to be decided again: decide it first, and the page comes back with it.
rewritten = After a moderator’s edit the family changed: { $fields }. Look at it again.
approve = Publish
return = Ask the family
take = Take up
give-back = Put aside
letter-left = A letter to the family is begun, and a story put aside does not keep it. Copy the letter, or press “Put aside” once more. Nothing has changed yet.
refuse = Refuse
take-over = Take over
reopen = Take it back
undo-reason = Why the publication is undone
undo-approval = Undo the publication

## What to look at twice

check-private = Private
check-private-fine = nothing found
check-dates = Dates
check-dates-fine = agree
check-doubles-fine = no likely match
check-units = Units
check-units-fine = all in the list
private-address = Private address
private-phone = Telephone
private-mail = E-mail
private-card = Bank card
death-before-birth = death before birth
unlikely-age = an unlikely age
service-after-death = service after death
service-backwards = service ends before it begins
event-before-birth = an event before birth
event-after-death = an event after death
event-backwards = an event ends before it begins

## Fields

field = { $field ->
    [questions] Questions to readers
    [name] Name
    [latin] In Latin letters
    [stress] Stress
    [aliases] Other spellings
    [call_sign] Call sign
    [sex] Sex
    [dates] Dates
    [born] Date of birth
    [born_note] About the date of birth
    [died] Date of death
    [birth_place] Place of birth
    [home_place] Where they lived
    [death_place] Place of death
    [burial_place] Place of burial
    [circumstances] Circumstances
    [service] Service
    [events] Events
    [interests] Interests
    [biography] Story
    [awards] Awards
    [quotes] Words of those close
    [kin] Family left behind
    [photos] Pictures
    [sources] Sources
    [identifiers] Numbers in other catalogues
   *[external_id] Identifier in the archive
}
label = { $field ->
    [stress] Stress: ЮрІй ЛисЮк
    [family] Family name
    [given] Given name
    [patronymic] Patronymic
    [aliases] Other spellings, one a line
    [call_sign] Call sign
    [sex] Sex
    [born] Born
    [died] Died
    [born_note] How the date of birth is known
    [circumstances] Circumstances
    [settlement] Settlement
    [near] near it
    [region] Region
    [country] Country, if not Ukraine (two letters)
    [cemetery] Cemetery
    [biography] Story
    [interests] Interests
    [unit] Unit
    [rank] Rank from the list
    [rank_text] Rank as written
    [position] Position
    [from] From
    [to] To
    [kind] What it is
    [text] Text
    [award] Award from the list
    [award_text] Award as written
    [when] When
    [posthumous] Posthumous
    [speaker] Who says it
    [relation] Relation
    [caption] Caption
    [credit] Credit
    [year] Year
    [title] Title
    [scheme] Catalogue, and what a number looks like
    [value] Number, or the address of the page there
    [url] Address
   *[external_id] Identifier in the archive
}
sex = { $sex ->
    [male] male
    [female] female
   *[unknown] unknown
}
in-ukrainian = Ukrainian
in-english = English
in-latin = Latin letters
as-written = { $unit } (not in the list)
posthumous = posthumous
in-life = in life
fault = { $fault ->
    [stress] without the marks this must be the very name; one in a word, over a vowel.
    [empty] something must stand here.
    [name] there is something here that no name has.
    [long] too long.
    [control] there are invisible characters here.
    [choice] this is not in the list.
    [date] there is no such date. Write 2024-03-05, 1996-05, 1996, 1996~ or 2022-08-09/2022-09-08.
    [order] this is before the beginning.
    [abroad] abroad there is no region of Ukraine.
    [twice] choose from the list or keep it as written, but not both.
    [kind] choose what it is.
    [identifier] this is no number of that catalogue; the list shows what one looks like.
   *[url] an address begins with https:// or http://.
}
faults = { $count ->
    [one] One place has to be put right
   *[other] { $count } places have to be put right
}
faults-text = All you wrote is here, and not yet saved.
edit-hint = Both languages side by side. Rows follow the order of their numbers.
back = Back
date-hint = Write as much as is known: 2024-03-05, 1996-05, 1996, 1996~ (about), 199X, 2022-08-09/2022-09-08 (some day between), ../1990, 2014/...
unit-hint = Begin with a name or a number. What is not in the list stays as written.
kin-hint = Only what they were to the person: we keep no names of the living.
order = No.
take-out = take out
save = Save
save-public = Publish the changes
leave = Change nothing
why = Why you change this
why-hint = It stays in the history of the page.

## Published lives

find-life = Name, call sign, village, unit
find = Find
no-lives = No lives are public yet.
nobody-found = Nobody found. The withdrawn ones are below.
withdrawn = Withdrawn
withdrawn-by = Withdrawn { $at } by { $name }. The reason:
not-public = Not public
submission-number = story { $number }
hero-number = life { $number }
versions = Versions
versions-hint = Each is kept for ever.
version = Version { $number }
public-now = now
what-changed = What changed
go-back = Go back to this version
withdraw-why = Why withdraw the page, or go back to an earlier version
restore-why = Why bring the page back
reason-hint = Moderators will see the reason; readers will see only that the page is gone.
restore-hint = Only moderators will see the reason; readers will see the page again.
withdraw = Withdraw the page
restore = Bring the page back

## The journal

journal-about = Who, what, when and why. Lines are only ever added.
journal-empty = No lines yet.
earlier = Earlier
family = The family
shell = The server
act = { $act ->
    [begin-digest] began a digest
    [change-digest] changed a digest
    [restore-digest] brought back what a digest said before
    [publish-digest] published a digest
    [withdraw-digest] took a digest down
    [ask-anniversaries] the family asked for letters on its days
    [stop-anniversaries] the family wants no more letters on its days
    [begin] began a story
    [send] sent the story
    [take-back] took back the consent
    [ask-withdrawal] asked for the page to be taken down
    [take] took it up
    [give-back] put it aside
    [mark-heavy] marked what is heavy
    [thank] the family said thanks
    [set-scope] changed what a moderator cares for
    [edit] edited fields
    [approve] published
    [join] put on the page
    [part] set apart
    [companion] joined to another story or life
    [replace-key] the family’s key was replaced
    [invite-relative] a relative was invited
    [part-relative] a relative’s address was taken back
    [look-for-contact] a story was looked for by its contact
    [show-proof] the page was shown to the family
    [agree] the family agreed to the page
    [disagree] the family marked what is wrong
    [publish-agreed] published, as the family agreed
    [ask-call] the family asks to be called
    [call] the family was called
    [hide] the family hid a part of the page
    [show-to] who sees what was changed
    [hide-page] the family hid the page
    [let-stand] the family’s wish was confirmed
    [put-back] put back as it was before the wish
    [erase] the draft was erased by its family
    [ask-unadding] asks for the addition to be taken off
    [unadd] the addition was taken off
    [return] asked the family
    [refuse] refused
    [reopen] took it back
    [undo-approval] undid the publication
    [open-contacts] opened the contacts
    [send-letter] letter sent again
    [put-letter-away] letter that did not arrive put away
    [revise] changed what is public
    [withdraw] withdrew the page
    [propose] proposed for two to decide
    [second] a second person agreed, done
    [refuse-motion] a second person did not agree
    [take-back-motion] motion taken back
    [hide-now] page hidden for a day
    [hide-longer] page hidden for longer
    [come-back] the page came back by itself
    [restore] brought the page back
    [tell-apart] told apart as different people
    [untell-apart] are compared again
    [merge] merged two pages
    [unmerge] undid the merging of two pages
    [propose-merge] proposed to merge two pages
    [propose-unmerge] proposed to undo a merge
    [decline-merge] declined a proposal about a merge
    [import] took in from a list
    [import-published] published from a list
    [import-discarded] set a row of a list aside
    [import-forgotten] let go of a list that was not taken
    [import-corrected] corrected a row of a list
    [import-put-back] put a row of a list back
    [add-account] added an account
    [disable-account] shut an account
    [reset-password] new password
    [change-password] changed the password
    [set-up-second-factor] set up a second factor
    [take-off-second-factor] took off a second factor
    [renew-recovery-codes] made new recovery codes
    [use-recovery-code] signed in by a recovery code
    [change-role] changed a role
    [end-sessions] ended sessions
    [invite] made an invitation
    [approve-memory] memory shown
    [refuse-memory] memory refused
    [reopen-memory] decision about a memory taken back
    [hide-memory] memory hidden
    [show-memory] memory shown again
    [hide-in-memory] a passage of a memory hidden
    [let-stand-in-memory] a passage of a memory let stand
    [ask-in-memory-again] a passage of a memory asked about again
    [edit-memory] words of a memory changed
    [restore-memory] words of a memory brought back
    [take-back-memory] memory taken back by whoever wrote it
    [close-memories] the family closed memories
    [open-memories] the family opened memories again
    [hide-passage] hid a place that was found
    [show-passage] put back what was hidden
    [let-passage-stand] let a place stand that was found
    [ask-passage-again] asked again about a place that was found
    [reference-add] added to the reference lists
    [reference-change] changed in the reference lists
    [reference-rename] renamed in the reference lists
    [reference-merge] merged in the reference lists
    [reference-match] a name added in the reference lists
    [reference-put-back] put back in the reference lists
    [text-match] matched what is written
    [text-match-undo] undid a matching
    [text-keep] kept as written
    [text-ask-again] asked again about what is written
    [match-places] spellings of a settlement matched
    [undo-matching] matching of spellings undone
    [add-former-name] former name added
    [drop-former-name] former name taken out
    [add-settlement] settlement added
    [drop-settlement] settlement taken out
   *[other] { $act }
}
