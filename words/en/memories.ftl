### Memories: a few sentences from those who knew the person.

title = Memories
all = { $count ->
    [one] All memories: { $count }
   *[other] All memories: { $count }
}
count = { $count ->
    [one] { $count } memory
   *[other] { $count } memories
}
page-title = Memories: { $name }
description = { $name }: what friends, comrades, neighbours, teachers and all who knew this person remember.
relation = { $relation ->
    [friend] a friend
    [comrade] served together
    [classmate] studied together
    [teacher] a teacher
    [neighbour] a neighbour
    [colleague] worked together
    [relative] a relative
   *[other] someone close
}
rest = Read on
closed = The family asks that no memories be written here. Thank you for understanding.
invitation = { $sex ->
    [male] Did you know him? Write a few sentences about how you remember him.
    [female] Did you know her? Write a few sentences about how you remember her.
   *[unknown] Did you know this person? Write a few sentences about what you remember.
}
write = Write a memory
lead = { $sex ->
    [male] A few sentences about how you remember him. A moderator reads them first; then they stand on the page under your name. No account is needed.
    [female] A few sentences about how you remember her. A moderator reads them first; then they stand on the page under your name. No account is needed.
   *[unknown] A few sentences about what you remember. A moderator reads them first; then they stand on the page under your name. No account is needed.
}
words = What you remember
words-hint = Up to fifteen hundred characters. Please no telephones, addresses or surnames of those who serve now.
name = Your name, as it shall stand under the memory
name-hint = For example: “Olena, a classmate”, “Serhii T.”
who-to = { $sex ->
    [male] What you were to him
    [female] What you were to her
   *[unknown] What you were to this person
}
contact = How we may ask you if something is unclear (optional)
contact-hint = A telephone number or an e-mail address. Only a moderator sees it; we erase it as soon as the memory is decided.
consent-1 = I write what I remember myself, and it is true as far as I know.
consent-2 = I agree that, after a moderator has read it, the Heroes Memorial shows everyone these words, my name as I have written it here, what I was to the person, and the month in which this was written.
consent-3 = A moderator may take out what would hurt the living, or not show the memory and say why. The family may hide it or close memories. I can take my words back at any time at the address that I will be given.
agree = I agree
send = Send
no-words = Write a few words about what you remember.
long-words = These are too many characters: at most { $most }. Shorten it, or tell more by “Add to or correct this page”.
no-name = Write the name that shall stand under the memory.
long-name = The name is too long: at most { $most } characters.
no-relation = Mark what you were to this person.
long-contact = These are too many characters: at most { $most }.
no-consent = We need your consent to show these words.
your-words = Your words
not-sent = While you were writing, the family closed memories, so we did not take them. Keep them for yourself if you wish.

## What the writer sees

receipt-title = Your memory
receipt-waiting = Thank you. Your words are safe; nobody sees them yet but the moderators.
receipt-read = A moderator will read them, and either show them on the page or say here why not.
receipt-nothing-changed = We do not change what you say: we only take out what may hurt the living.
receipt-contact = If you left a way to ask you, we erase it as soon as the memory is decided.
receipt-public = Thank you. Your memory stands on the page.
receipt-look = See it on the page
receipt-hidden = Your memory was read, but it is not seen on the page now: the family or a moderator decided so.
receipt-refused = Thank you for writing. We cannot show these words, and this is why:
receipt-again = Write it in another way
receipt-withdrawn = You took this memory back. It is neither on the page nor with us.
receipt-way-back = How to come back here
receipt-keep = Here you will see what became of the memory, and can take it back. Keep this address and give it to nobody:
take-back-title = Take the memory back
take-back-lead = The words disappear at once from everywhere, with the name and the contact. We cannot bring them back.
take-back = Take it back for good

## The family's page

family-door = Memories on the page
family-title = Memories on your page
family-lead = They are written by people who knew the person, and read by a moderator. You may hide any of them, or close memories altogether. It holds at once, and you need not explain.
family-by-another = Another family that told of this person has closed memories on this page.
family-closed-hidden = You closed memories. No more are taken, and those that were there are hidden.
family-closed-kept = You closed memories. No more are taken, and those that were there have stayed on the page.
family-open = Open memories again
family-close-title = Close memories
family-close-hint = One sentence will stand in place of the form: “The family asks that no memories be written here”.
family-keep = leave those that are there on the page
family-hide-all = hide those that are there
family-close = Close
family-there = Memories that are there
family-none = There are no memories on the page yet.
family-is-hidden = You hid this memory; readers do not see it.
family-hide = Hide
family-show = Show again

## The moderators' desk

desk = Memories
desk-lead = Who wrote earlier comes first. Until it is decided, nobody but the moderators sees a memory.
desk-count = { $count ->
    [one] { $count } memory waits to be read
   *[other] { $count } memories wait to be read
}
desk-state = { $state ->
    [waiting] Waiting
    [approved] Shown
    [refused] Refused
   *[withdrawn] Taken back
}
desk-standing = { $state ->
    [waiting] waits
    [approved] on the page
    [refused] refused
    [hidden] hidden by a moderator
    [by-family] hidden by the family
   *[withdrawn] taken back by its writer
}
desk-of-life = All memories of one person
desk-empty = There are no memories here.
desk-number = memory No. { $number }
desk-about = About whom
desk-from = From whom
desk-sent = Sent
desk-name = The name that will stand under the memory
desk-words = Words
desk-more = Further
desk-life = The life
desk-find-none = Nothing was found that should be hidden.
desk-stale = The memory changed while you were reading. This is how it is now; nothing was done.
desk-unsettled = { $count ->
    [one] First say a word about { $count } finding.
   *[other] First say a word about { $count } findings.
}
desk-down = The person’s page is not public now, so there is nowhere to show the memory.
desk-nothing-left = If this is hidden, nothing is left of the words or the name. Change them by hand, or refuse the memory.
desk-approve = Show on the page
desk-refuse = Refuse
desk-reason = Why (its writer will read this)
desk-reopen = Take the decision back
desk-hide = Hide
desk-hide-why = Why it is hidden (seen at the desk only)
desk-show = Show again
desk-closed = The family closed memories on this page and hid those that were there.
desk-closed-kept = The family closed memories on this page; no more are taken.
desk-reword = Change the words
desk-reword-hint = Only take out what may hurt the living. What was there stays beside it, and can be brought back.
desk-save = Keep the change
desk-wordings = The words as they were
desk-as-sent = as sent
desk-put-back = Bring these words back
desk-has-contact = The writer left a way to be asked.
desk-open-contact = Open the contact
desk-withdrawn = Its writer took this memory back; nothing of it is kept.
desk-of-this-life = Memories: { $count }
