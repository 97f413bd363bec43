### Who may open a story: the address, six words, relatives.

words-title = Open a story with six words
words-lead = If the address is not at hand, the six words that you wrote down open your page.
words-label = Six words
words-hint = In Ukrainian, with spaces between them or each on a new line. Capitals and commas do not matter.
words-open = Open
words-wait = There were too many tries. Wait a minute and try again: this keeps stories safe from those who guess.
words-unknown = There is no such story. Check the words and their order.
words-count = { $count ->
    [0] Type the six words.
    [one] Six words are needed, and here is { $count }.
   *[other] Six words are needed, and here are { $count }.
}
word-near = The word “{ $word }” is not in our list. Perhaps “{ $near }”?
word-unknown = The word “{ $word }” is not in our list. Check how it is written.
lost-title = If you have neither the address nor the words
lost-text = Ask to be called back. A moderator will call the number that you left us, and give you a new address and new words; the old ones will then open nothing.
lost-call = Ask to be called back
six-words = Six words
six-words-text = Write them on paper: they open this page just as the address does. You can say them over the telephone to someone you trust.
six-words-where = Where to type them:
own-words = You opened the page with six words. Below is its address: it opens the same page.
new-key = The story has a new address and new words now. The old ones open nothing any more: keep the new ones.
share = Share with relatives
relatives-title = Relatives who write with you
relatives-lead = Give each of them an address of their own to this story. Until somebody takes it up to read, they can write and add pictures, and beside each part it says who wrote it. They will not see your contacts or papers; only you can send the story or withdraw consent.
name = Whom you invite
name-hint = As you call them: “aunt Olia”, “my brother Serhii”. You, the relatives and a moderator will see this.
name-missing = { $limit ->
    [one] Write a name of at least one letter.
   *[other] Write whom you invite, in no more than { $limit } letters.
}
no-room = { $most ->
    [one] A story can be shared with one person.
   *[other] A story can be shared with { $most } relatives at most. Take somebody’s address back to give a new one.
}
invite = Give an address
invited = The address: { $name }
invited-text = Copy or send it now: we will not show it a second time.
since = has had an address since { $when }
parted = the address was taken back on { $when }
wrote = Wrote: { $parts }
part = Take the address back
by = { $name } · { $when }
you-are = You write this story together with relatives. Here you are called: { $name }. Whoever began it will send it.
replace-title = Has the address got into the wrong hands?
replace-text = We give the story a new address and six new words. The old ones stop working at once. The relatives’ addresses stay; each can be taken back above.
replace-sure = I mean it: the present address and the words written on paper will open nothing more
replace-unsure = Nothing was replaced. If you do want to replace the address and the words, tick the box below.
replace = Replace the address and the words
desk = A lost key
desk-lead = Somebody calls: the address and the words are lost. Find the story by the telephone or e-mail that the family left, call back exactly that number, and only then issue a new key.
desk-contact = Telephone or mail of the story
desk-find = Find
desk-nobody = There is no story with this contact.
desk-draft = a draft: only the family knows what is in it
desk-begun = begun { $when }
desk-how = How you made sure that it is the same person
desk-how-missing = Write how you made sure. Nothing was changed.
desk-issue = Issue a new key
desk-issued = The new key. Dictate it, or send it to the contact of the story. It will not be shown again.
replace-all = Take back the relatives’ addresses too
you = you
whoever-began = whoever began
lead-shared = What is written has not been sent yet. You and the relatives you invited can see it.
lead-of-others = What is written has not been sent yet. Only those who write together can see it.
lead-taken-back = Without your consent this no longer waits to be read: only you and the relatives you invited can see it. If you agree again and send it, it takes the same place in the queue.
lost-address = If your story was here, open it with six words or ask to be called back.
not-now = Nothing can be written in the story now: it is being read or was read already.
