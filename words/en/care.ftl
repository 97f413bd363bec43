### Care for those who read: what is closer to whom, how much is enough, what is heavy, thanks, letters with numbers.

care = My work at the desk
care-lead = Only you see this. An administrator may choose regions and units for you too.
scope = What I care for
scope-of = What { $name } cares for
scope-hint = Stories from here stand first in the queue. The rest is seen as before.
scope-regions = Regions
scope-units = Units
scope-keep = Save
scope-link = Cares for
unknown-unit = There is no such unit in the list: { $unit }
limit = How many stories a day are enough
limit-hint = From 1 to 200; empty means no limit. Nothing is forbidden: the queue only says that it is enough for today.
limit-fault = Write a number from 1 to 200, or leave it empty.
enough = It is enough for today. The rest can wait until tomorrow; take care of yourself.
digest = A letter with numbers every day
digest-hint = At eight in the morning: how many wait, how long the longest, how many of those you care for. No names and no stories. When nobody waits, there is no letter. An empty address means no letters.
digest-no-mail = This memorial has no mail server, so no letters are sent until an administrator sets one.
digest-email = An address that nobody sees but you
digest-fault = No letter can be sent to such an address.
digest-subject = { $count ->
    [one] { $count } story waits
   *[other] { $count } stories wait
}
digest-longest = The longest: { $time }.
digest-late = { $count ->
    [one] Longer than promised: { $count } family.
   *[other] Longer than promised: { $count } families.
}
digest-mine = Of those you care for: { $count }.
digest-letters = Letters that did not reach families: { $count }.
digest-desk = The moderators’ desk: { $address }
digest-stop = Send no more: { $address }
stop = Letters with numbers
stop-text = Press, and there will be no more such letters. They can be turned on again at the desk.
stop-button = Send no more
stopped = There will be no more such letters.
stop-over = This link is no longer in use: the address was changed or taken away.
heavy = What is heavy in it
heavy-kind = { $kind ->
    [torture] torture
    [child] a child died
    [body] pictures show the body or wounds
    [suicide] the person took their own life
    [details] the death is described in detail
   *[other] { $kind }
}
heavy-mark = Mark
heavy-marked = Heavy: { $kinds }
heavy-by-family = The family marked: { $kinds }
heavy-family = Whether something here is hard to read or to see
heavy-family-hint = Mark it, so that the person who reads is prepared. It changes nothing in the story and is not shown on the page.
heavy-kept = Saved.
pass = Pass on
pass-letter = A letter to the family has been begun here, and nobody would get it if the story were passed on. Copy it or clear it, then pass the story on.
pass-hint = No reason is needed. The story goes back to the queue and is not offered to you again. Nobody sees who passed it on.
passed-done = The story is back in the queue. It is not offered to you again.
until = In your hands until { $time }; each act adds two hours.
until-theirs = If nothing happens, the story goes back to the queue at { $time }.
veiled = show
thanks = Words of thanks
thanks-lead = From the families of stories that you worked on.
thanks-none = Words of families will be here, if they wish to leave any.
thanks-link = Words of thanks from families
thank = Thank those who read it
thank-hint = These words are not on the page: only those who worked on your story see them. You need not write anything.
thank-button = Leave it
thank-again = Save
thank-kept = Those who worked on the story will see your words. To take them back, erase and save.
thank-long = 1000 characters at most: please shorten it. These words are not saved yet.
kept = Saved.
