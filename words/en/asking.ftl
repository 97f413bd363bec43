### A moderator’s questions beside the fields, and the place in the queue.

ask = ask
untold = Ask about what is not told
asked = What was asked
open = not answered yet
answered = answered
asks = A moderator asks: { $words }
letter = We have read what you wrote and would like to make a few things sure, so that the page holds no mistake.
to-answer = Questions for you
to-answer-hint = Each leads to the field it is about. If you do not know, leave it so and save the page as it is.
place = { $before ->
    [0] No other story is before yours in the queue.
    [one] There is { $before } story before yours in the queue.
   *[other] There are { $before } stories before yours in the queue.
}
lately = How long the last stories waited for an answer: mostly { $usual }, at the longest { $longest }.
stand-resent = You answered and sent it again
stand-taken-back = You took the story back
stand-asked-back = You asked for the page to be taken down
stand-undone = The page was taken down; the story is with a moderator again
stand-joined = Put on the page
stand-read = Read, page unchanged
stand-asked-unadding = You asked for your addition to be taken off
stand-unadded = What you added has been taken off
stand-hid = You hid the page

## A letter that the program composes and the moderator edits

unclear = unclear
own-words = The question in your own words
compose = Compose the letter
compose-hint = Tick what is unclear, or choose a reason: the letter appears here in the family’s language, to be edited.
composed = The letter is composed. Read it, change what you like, and send it.
greeting = Thank you for trusting us with this story: we have read it with care.
please = So that nothing on the page is wrong, please tell us:
if-unknown = If there is something you do not know, that is all right: leave it as it is, or mark that you do not know. All that you wrote is kept.
ready = { $fact ->
    [name] Are the family name, the given name and the patronymic right? Please write them as they stand in the documents.
    [latin] How is the name spelt in Latin letters in the documents?
    [aliases] Which other spellings of the name do you know?
    [call_sign] What was the call sign?
    [sex] Should the page say “he” or “she”?
    [born] What is the date of birth? If you do not know the day, the month or the year is enough.
    [birth_place] Where was the birth: in which settlement and region?
    [home_place] In which settlement and region was home?
    [died] What is the date of death? If you do not know the day, the month or the year is enough.
    [death_place] Where did it happen: near which settlement, in which region?
    [circumstances] How did it happen? Choose what is closest in the list; if you wish, more can be told in the story.
    [burial_place] Where is the grave: in which settlement, at which cemetery?
    [service] In which unit was the service, and since when?
    [awards] Which awards were there, and when were they given?
    [events] When was this? Have we understood it rightly?
    [biography] There is a place in the story that we did not understand. Please explain it.
    [sources] How is this known? Please name the book, the newspaper or the page.
    [quotes] Whose words are these? Does this person agree that everyone reads them?
    [kin] What were the people named here to the one you tell of?
   *[photos] Who is in the picture? Do the living people in it agree that everyone sees it?
}
reasons = A ready reason
reason-none = in my own words
reason = { $reason ->
    [not-fallen] not about a fallen defender
    [already] there is a page already
    [objects] the closest family objects
    [unproved] could not be confirmed
    [hurting] words that hurt
   *[unreached] nobody answered
}
refusal = { $reason ->
    [not-fallen] Thank you for writing to us. This memorial is for fallen defenders of Ukraine alone, so we cannot make a page here. If we are mistaken, write to us on this page, and we will read it again.
    [already] Thank you for your story. There is a page about this person already, and it says all that you wrote. If you would like to add or correct something, open that page and choose “Add to this page or correct it”.
    [objects] Thank you for remembering. The closest family asks that this page not be made, and their word decides. If you come to an agreement with them, send the story again: it is kept.
    [unproved] Thank you for your story. We could not confirm what it says, and a page stays for ever, so nothing on it may be wrong. If you have a document, a notice of the community or an article, add it and send the story again.
    [hurting] Thank you for writing to us. The text has words that would hurt other people, so we cannot show it to everyone. Take these words out and send the story again: we will keep all the rest.
   *[unreached] Thank you for your story. We asked you several times about what we did not understand and had no answer, so for now we cannot make the page. Write when you can: the story is kept, and we will read it again.
}
