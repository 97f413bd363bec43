### Who we are, what we keep, how we check, accessibility.

## Who we are

who-title = Who we are
who-lead = The Heroes Memorial keeps the life stories of Ukraine’s fallen defenders, written by those who knew and loved them.
who-tell = Who can tell a story
who-tell-1 = Family, friends, comrades, teachers, neighbours. No account is needed. The person’s name and what you were to them is enough; everything else can be left out or added later.
who-read = Who reads it
who-read-1 = A moderator reads every story: checks dates, names and places, takes out what could harm the living and, where something is unclear, asks. Only then can everyone see the page.
who-read-2 = We do not change what your story says without you. Nobody rewrites a family’s words.
who-not = What is not here
who-not-1 = There are no advertisements, no view counts and no rankings. The pages ask nothing of other sites. People stand by name, by date or in turn, and nobody stands above another.
who-languages = Two languages
who-languages-1 = Every page exists in Ukrainian and in English. Where a story has no translation yet, we say so openly and show it in the language it was written in.
who-wrong = If something is wrong
who-wrong-1 = Write to us through “Tell a story”: name the person and what should be put right. A moderator will check and change it. What stood there before is kept and can always be brought back.

## What we keep

privacy-title = What we keep
privacy-lead = We keep what you told us yourself, and as little else as we can. This page says what everyone will see and what nobody will.
privacy-public = What everyone will see
privacy-public-1 = What a moderator approved: the name, dates, places, service, the story, pictures with their captions. Of living relatives a page says only what they are to the person; a given name stands only under words that one of them said, and only if you wrote it yourself. Before approval a story is seen nowhere, not even in a search.
privacy-contacts = Your contacts
privacy-contacts-1 = Your name, telephone and mail address are kept apart from the story. Only a moderator sees them, to ask you something, and each look is written down. To the mail address you left, the memorial itself may send a short letter when something happens to the story.
privacy-contacts-2 = Contacts never appear on a page, in files for other archives, or in the server’s logs.
privacy-pictures = Pictures
privacy-pictures-1 = We take out of a picture whatever the phone wrote into it: where and when it was taken, and by which model. Only the image itself stays.
privacy-reading = When you only read
privacy-reading-1 = The memorial’s pages set no cookies for you, do not follow you, and pass nothing on to other sites.
privacy-reading-2 = You open your own unfinished story at a secret address. Whoever knows it can go on writing, so keep it safe and give it only to people you trust.
privacy-reading-3 = If you write while there is no network, the words wait in the memory of your browser. They go from there as soon as they reach us, and after thirty days if they do not.
privacy-ask = What you can ask for
privacy-ask-1 = To correct a page, add to it, or take it down. A family need not say why.
privacy-ask-2 = A page that was taken down shows nothing any more, and its address says only that it is gone.

## How we check

rules-title = How we check
rules-lead = No word and no picture appears here before a person has read and approved it. This is how it happens.
rules-before = The queue
rules-before-1 = We read stories in the order in which they came. Nobody can be moved ahead.
rules-before-2 = Your own address always shows where your story is. Until somebody has taken it up to read, you can go on writing.
rules-check = What we check
rules-check-1 = Dates, names of units, places. If a day is not known we do not make one up: a month stays a month, a year a year.
rules-check-2 = Whether there is a page about this person already. If there is, we add the story to it and tell you.
rules-hidden = What we do not show
rules-hidden-1 = Home addresses, telephone numbers, the family names and health of living relatives. Whatever could help the enemy: positions, names of those who serve, details of a battle.
rules-hidden-2 = Insults, jokes about death, advertisements and calls for money.
rules-back = If we need to ask
rules-back-1 = The story comes back to you with a question. Everything you wrote is kept, and you can add to it.
rules-back-2 = If we cannot publish a story, we thank you, give the reason in plain words and say what can be done.
rules-after = Once it is published
rules-after-1 = Every change is written down: who, when, why, what was there and what is there now. Each can be undone.
rules-after-2 = The address of a page stays for ever. If a name was corrected, the old address leads to the new one.

## Accessibility

access-title = Accessibility
access-lead = These pages should be easy for everyone to use: on a phone or by keyboard, enlarged, by ear, on a slow connection.
access-how = How to use them
access-how-1 = Everything works without scripts and by keyboard alone: Tab follows the order of reading, and where you are is always outlined.
access-how-2 = For screen readers the pages have headings, labels on fields, descriptions of pictures, and the language marked on every foreign word.
access-how-3 = A mistake in a form is named in words, at the top of the page and beside the field; everything you wrote stays where it was.
access-look = How they look
access-look-1 = Letters can be made four times larger and no line runs off the edge. Colour never speaks alone: a word or a sign is always beside it.
access-look-2 = Dark, high contrast and reduced motion follow your own settings. Every life can be printed on a sheet of A4.
access-limits = What we aim for
access-limits-1 = We build to the international guidelines WCAG 2.2, level AA.
access-limits-2 = Families write the descriptions of pictures, so some are short. We add to them as we read.
access-tell = If something is in the way
access-tell-1 = Tell us through “Tell a story” what does not work and on which page. We will mend it, or write your story down together with you.
