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
who-wrong-1 = At the foot of the person’s page choose “Add to this page or correct it” and write what to change. A moderator will check and change it. What stood there before is kept and can always be brought back.

## What we keep

privacy-title = What we keep
privacy-lead = We keep what you told us yourself, and as little else as we can. Here is what everyone sees, what only a moderator sees, what nobody does, and how long it is kept.
privacy-public = What everyone will see
privacy-public-1 = What a moderator approved: the name, dates, places, service, the story, pictures with their captions. Before approval a story is seen nowhere, not even in a search.
privacy-public-2 = For each fact and each picture you can choose: for everyone, only for whoever stands at the grave and has opened its code, or only for moderators.
privacy-public-3 = Of living relatives a page says only what they are to the person. A name stands under somebody’s words only when that person agrees.
privacy-public-4 = Other archives and programs can take the same: facts are free, your words and pictures may be reprinted only with your permission. The page “Open data” says the terms. What you hide here goes from our files too.
privacy-desk = What only a moderator sees
privacy-desk-1 = Your name, telephone and e-mail address. They are kept apart from the story, and each look is written down. To an address that you left, the memorial may send a short letter by itself when something has happened to the story. They are given to nobody else.
privacy-desk-2 = Pictures of papers, what you are to the person, your words to the moderator, names of relatives without their consent.
privacy-desk-3 = None of this is on pages, in files for other archives, or in the server’s logs.
privacy-key = Who can open a story
privacy-key-1 = Whoever knows its secret address or the six words, and relatives to whom you gave an address. If the address got into the wrong hands, you can replace it on your page: the old one stops working at once. We keep neither the address nor the words, only their fingerprint.
privacy-long = For how long it is kept
privacy-long-1 = What is published, for as long as the page stands; only moderators see the versions before.
privacy-long-2 = Your contacts, until you erase them or withdraw consent. Pictures of papers, for ninety days after the decision.
privacy-long-3 = A draft, until you erase it on your page. A picture that did not arrive in full, for a day.
privacy-long-4 = The journal of who did what and when is kept always: without it nothing can be checked. It holds no contacts and no secret addresses.
privacy-pictures = Pictures
privacy-pictures-1 = We take out of a picture whatever the phone wrote into it: where and when it was taken, and by which model. Only the image itself stays.
privacy-reading = When you only read
privacy-reading-1 = The memorial’s pages set no cookies for you, do not follow you, and pass nothing on to other sites.
privacy-reading-2 = If you write while there is no network, the words wait in your browser’s memory. They go from there as soon as they reach us, and if they do not, after thirty days.
privacy-ask = What you can do
privacy-ask-1 = Correct a page or a picture, add to it, hide it, or take it down. A family need not say why. You can hide it at once, from your own page of the story.
privacy-ask-2 = Withdraw consent. What is not published is then seen by you alone again, what is published a moderator takes down, and your contacts we erase at once.
privacy-ask-3 = A page that was taken down shows nothing any more, and its address says only that it is gone.

## How we check

rules-title = How we check
rules-lead = No word and no picture appears here before a person has read and approved it. This is how it happens.
rules-before = The queue
rules-before-1 = We first read the stories that have all a page needs, and among them those that came first. A moderator who knows your region or unit may take yours up sooner. Nobody can ask to be moved ahead.
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
