### Decisions that take two people.

title = Decisions by two
nav = By two
nav-waits = By two: { $count }
about = No one person, an administrator included, may take a page down, bring back one that its family asked to take down, hide it for longer than a day, change a published name or day of death, or merge two pages: one person proposes it, and a second agrees or does not.
none = Nothing waits for a second person.
decided = Decided
own = yours
outgrown = the page has changed since
standing = { $standing ->
    [seconded] done, agreed by { $name }
    [refused] not agreed by { $name }
    [taken-back] taken back by { $name }
   *[lapsed] proposed anew
}
what = { $kind ->
    [withdraw] take the page down
    [restore] bring back a page that its family asked to take down
    [hide] hide it for longer than a day
    [revise] change the name or the day of death
    [merge] merge two pages
    [unmerge] part two pages that were merged
   *[undo-approval] take the publication back
}
motion = Motion { $number }
asked = Proposed by { $name }, { $when }. The reason:
effect-withdraw = There will be no page at its address until somebody brings it back. All versions stay.
effect-restore = Everyone can read the page again although its family asked to have it taken down. That is why it takes two: make sure that the family has really changed its mind.
effect-hide = { $days ->
    [one] There will be no page for { $days } day from your agreeing; then it comes back by itself.
   *[other] There will be no page for { $days } days from your agreeing; then it comes back by itself.
}
effect-revise = The page will say what is shown below. The present version stays in its history.
effect-back = Version { $number } will be public again. The present version stays in its history.
effect-undo = The page will be taken down, and the story comes back to the desk, to whoever agrees.
differs = What would change on the page
lets-stand = What everyone would see from then on
answer = Answer
second-hint = It happens at once. Both names will be in the journal and in the history of the page.
second = Agree and do it
refuse-why = Why not
refuse = Do not agree
take-back-why = Why you take it back
take-back = Take back
own-note = This is your motion. Somebody else has to agree.
proposed = Proposed. Nothing has changed yet: it happens when a second person agrees.
decided-already = This is decided already. Nothing was done.
not-yours = Another person agrees or does not, never the one who proposes; only the one who proposed takes it back. Nothing was done.
stale = The page has changed since, so nothing was done, and this can no longer be done. Look at how it is now and propose it anew.
proposer-gone = Whoever proposed this no longer decides at the desk. If it is right, propose it yourself and somebody else will agree.
one-opened-the-other = One of you invited the other, or gave them a new password, within the last seven days. So that two people really stand behind it, a third has to agree, or wait until seven days have passed.
waits-already = This is proposed already and waits for a second person. Nothing was done.
alone = There is nobody else here who could agree. Alone you can hide a page at once for a day; all else waits until an administrator invites a second person.
waiting-here = Waits for a second person
edit-takes-two = A name and a day of death are changed by two: if you change them here, the whole change becomes a motion and waits for a second person.
died-apart = A day of death is changed by two: all else is added at once, and this is proposed by itself.
takes-two = Taking the page down, and going back to a version with another name or day of death, takes two: you propose, a second person agrees.
family-first = The family has asked for this already, so your decision is the second one: the page goes down at once.
undo-takes-two = The page was published more than a day ago, so this takes two: you propose, a second person agrees.
undo-propose = Propose to take it back
withdraw-propose = Propose to take it down
hide-days = Hide, for how many days
hide-hint = For one day: at once and alone; then the page comes back by itself. For longer: by two, { $most } at most.
hide = Hide
days-fault = This has to be a number of days from 1 to { $most }. Nothing was changed.
not-again = You have hidden this page before. The same person can hide it again only a week after it was to come back. Hiding it for longer, or taking it down, is done by two.
hidden-until = The page was hidden { $at }, by { $name }. It comes back by itself { $until }. The reason:
hidden-tag = until { $until }
number = motion { $number }
proposer = proposed by { $name }
