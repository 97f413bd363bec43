### The reference lists: units, ranks, awards, regions; and names that are not matched yet.

## On the pages for everyone

formed = Formed { $when }.
dissolved = Dissolved { $when }.
called-before = Formerly:
text-in-other = Nothing is written of this region in English yet.

## The desk

title = Reference
about = The names that the whole memorial uses. Every change is written down, and each can be put back.
lists = Lists
list = { $list ->
    [units] Units
    [ranks] Ranks
    [awards] Awards
   *[regions] Regions
}
find = Name, number or part of an address
nothing = There is no such thing in the list.
add = { $list ->
    [units] A new unit
    [ranks] A new rank
   *[awards] A new award
}
lives = Lives
name = Name
short = Short
where = Where
out-of-list = Merged and taken out
merged-into = merged into “{ $name }”
removed = taken out of the list
has-text = has a text
no-text = no text
next = Next
previous = Previous
unmatched = Names not matched
unmatched-waiting = Names not matched: { $count }
unmatched-none = Every name is matched

## One record

see-public = As readers see it
slug = Address
slug-hint = Small Latin letters, digits and hyphens. It cannot change later: an address answers for ever.
label = { $key ->
    [slug] Address
    [name_uk] Name in Ukrainian
    [name_en] Name in English
    [short_uk] Short, in Ukrainian
    [number] Number
    [branch] Branch
    [kind] Kind
    [parent] Part of
    [existed_from] Formed
    [existed_to] Dissolved
    [aliases] Other names
    [former] Former names
    [service] Service
    [tier] Tier
    [class] Class
    [sequence] Order
    [text_uk] Text in Ukrainian
    [text_en] Text in English
    [merged_into] Merged into
    [from] From
    [to] To
    [new_name_uk] New name in Ukrainian
    [new_name_en] New name in English
    [new_short_uk] New short name
    [until] Until when it was called as now
   *[removed] In the list
}
hint-kind = One Latin word, as similar units have it: mechanized, tdf, ng_operational.
hint-parent = The address or the name of the unit it belongs to.
hint-date = Only if it is known: 2022-03-05, 2022-03, 2022, 2022~. Unknown stays empty.
hint-aliases = One a line. People search by them, and new stories are matched by them.
hint-sequence = The numbers go by hundreds: 250 stands between 200 and 300.
hint-text = A few sentences for everyone. An empty line between paragraphs.
hint-former = Leave the name empty to take the row out.
fault = { $fault ->
    [private] this has a telephone number, the code of a military unit or the like, which must not be shown to everyone
    [empty] there must be something here
    [long] too long
    [number] a number from 1
    [word] small Latin letters, digits and underscores only
    [date] there is no such date; write 2024-03-05, 2024-03, 2024 or 2024~
    [order] this is before the beginning
    [unknown] there is no such unit in the list
    [circle] it would be part of itself then
    [itself] this is the unit itself
    [slug] small Latin letters, digits and hyphens between them only
    [slug-taken] this address exists, or existed
   *[in-use] stories, lives or other units name it; change those first
}
fault-taken = “{ $name }” is called so already
save = Save
added = Add
leave = Do not add
stale = While you were editing, somebody changed this record, so nothing was written. All you typed is in the fields. What changed is shown below; compare, and save again.
faults = Nothing was written. All you typed is in its place.
done = Done.
same = There was nothing to change.
renaming = Renaming
renaming-about = The present name stays among the former ones: people go on finding it by that, and the unit’s page says until when it was called so.
rename = Rename
merger = Merging
merger-about = When this same unit stands in the list twice. Its address leads to the other one, and all who served in it are there. It can be undone.
merge-into = Which unit to merge it into
merge = Merge
part = Part again
is-merged = This unit was merged into
is-removed = This record was taken out of the list. Its address says that the page is gone.
history = History
history-empty = This record has not been changed yet.
put-back = Put back as it was before
deed = { $deed ->
    [add] added
    [change] changed
    [rename] renamed
    [merge] merged
    [match] a name from stories was added
   *[put-back] put back
}

## Not matched

unmatched-about = Names as families and archives wrote them. Say once what is meant, and it changes wherever it is written so. The whole act can be undone.
written = { $list ->
    [units] Units
    [ranks] Ranks
   *[awards] Awards
}
unmatched-empty = Everything here is matched.
said-lives = { $count ->
    [one] { $count } life
   *[other] { $count } lives
}
said-stories = { $count ->
    [one] { $count } undecided story
   *[other] { $count } undecided stories
}
also-written = Also written:
who-says = Who
why = { $why ->
    [called] is called so
    [begins] the name begins the same
    [near] differs by a letter or two
   *[number] the same number
}
by-name = by the name “{ $name }”
other = Another from the list
other-hint = address or name
remember = and take it so from now on
match = Match
keep = Keep as written
choose-either = One thing is chosen and another is written. Leave one of them. Nothing was changed.
choose-one = Choose what is meant. Nothing was changed.
not-in-list = There is no such thing in the list. Nothing was changed.
match-stale = Somebody matched this name already, or nobody writes so any more. Nothing was changed.
match-taken = “{ $name }” is called so already. Untick “and take it so from now on”: then only what is written already changes. Nothing was changed.
matched = Matched: { $lives }, { $stories }.
unmatching = Put back as it was written: { $count }. Changed since and left alone: { $left }.
recent = Matched last
undo-match = Undo
undone = undone
kept = Kept as written
ask-again = Ask again

## For the journal

journal-changed = { $field }: { $before } → { $after }
journal-nothing = —
journal-lives = changed lives: { $lives }, stories: { $stories }
