### Who may be the same person.

title = The same person?
open = Not decided
apart = Different people
merged = Merged
list-about = Pairs of published lives that may tell of one person, the likeliest first. Only a person decides.
list-empty = There is nobody who may be the same person.
apart-empty = Nobody has been told apart yet.
apart-about = Who was said to be different people. They are not shown together again until somebody thinks otherwise.
lives-link = { $count ->
    [one] May be the same person: { $count } pair
   *[other] May be the same person: { $count } pairs
}
more = Next
score = { $score } of 100
for = For
against = Against
compare = Compare and merge
different = Different people
untell = Compare again
told-by = { $name }, { $at }
gone = { $who } (no longer there)
story = story, not decided yet
life = published life
check = Perhaps the same person
check-found = { $count ->
    [one] { $count } match, see below
   *[other] { $count } matches, see below
}
section-about = The likeliest first. If they are different people, say so: then we shall not ask again.
told-apart = Remembered: they are different people.
untold = These two are compared again.

reason-name = the names sound the same
reason-name-form = another form or spelling of the name
reason-other-spelling = one of the other spellings is the same
reason-patronymic = the same patronymic
reason-other-patronymic = different patronymics
reason-born = { $dated ->
    [day] born the same day
    [month] born the same month
    [year] born the same year
    [open] the dates of birth can be the same
    [slip] the dates of birth differ as by a slip
   *[other] the dates of birth cannot be the same
}
reason-died = { $dated ->
    [day] died the same day
    [month] died the same month
    [year] died the same year
    [open] the dates of death can be the same
    [slip] the dates of death differ as by a slip
   *[other] the dates of death cannot be the same
}
reason-unit = the same unit: { $unit }
reason-unit-text = the same name of a unit
reason-place = { $role ->
    [birth] the same place of birth
    [home] the same home
    [death] the same place of death
   *[burial] the same burial place
}
reason-birth-region = born in different regions
reason-call-sign = the same call sign
reason-picture = the same picture
reason-like-picture = a very similar picture

## Merging

merge-title = Merge two pages
merge-about = What both families told stays, on one page. The other address will lead here. Each fact is shown only to those to whom both pages showed it.
stays = Stays
leads-here = Will lead here
swap = The other way round: keep the other page
row-fact = Fact
row-do = What to do
name-beside = keep; add the other to the other spellings
row-same = unchanged
two-numbers = Both have an archive’s number, and a page has one. The other stays in the history, and the archive’s list knows this page by it.
stories-of = The families’ stories:
why = Why this is the same person
propose = Propose to merge
propose-undo-hint = Somebody else undoes the merge: this takes two people.
propose-hint = Somebody else merges them: this takes two people.
proposed-by = { $name } proposes to merge these pages, { $at }:
second = Agree and merge
decline = Decline the proposal
own-proposal = This is your proposal: somebody else has to agree.
proposed = Noted. Now somebody else has to agree.
declined = The proposal was declined. Nothing was changed.
refused = { $why ->
    [stale] Meanwhile one of the pages has changed or is gone, so nothing was done. Decline the proposal, look at the pages and propose anew.
    [own-proposal] To propose and to agree takes two different people. Nothing was changed.
    [apart] These two were told apart as different people. Take that back first, in the list “Different people”. Nothing was changed.
    [wishes] A family asks to hide something on one of these pages. Settle its wish first, then come back. Nothing was changed.
    [unsound] The rules refuse such a record: another life has the archive’s number. Nothing was changed.
    [down] The page that stayed was taken down. Bring it back first, then undo the merge. Nothing was changed.
    [changed] The page was changed after the merge, and that would be lost. Bring back its version { $number } first (later versions do not vanish), then undo the merge.
   *[later] This page was merged with yet another one later. Undo merge { $number } first.
}
empty-reason = A few words are needed here. Nothing was changed.

## Merged

merged-title = Merge { $number }
merged-list-about = Pages that became one, and those that wait for a second person.
merged-empty = Nothing has been merged yet.
waits = Waits for a second person
merged-line = { $gone } → { $kept }
merged-by = { $at }. Proposed: { $proposed }. Agreed: { $merged }.
was-undone = Undone { $at }
was-undone-by = Undone { $at }. Proposed: { $proposed }. Agreed: { $agreed }.
lost-number = The archive’s number that stays in the history: { $number }
old-address = The old address leads to the page that stayed: { $slug }
gone-into = This page was merged into another:
kept-with = Another page was merged into this one:
see-merge = merge { $number }
why-undo = Why this is not the same person
propose-undo = Propose to undo
undo-about = Both pages come back to their addresses with their own records, texts, pictures, families’ stories and with who may see what.
undo-proposed-by = { $name } proposes to undo the merge, { $at }:
second-undo = Agree and undo the merge
undone = The merge was undone: both pages are in their places.
done-merge = Merged.
