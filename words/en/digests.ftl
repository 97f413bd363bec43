### Digests of several lives, for editors.

title = Digests
about = Several lives together, for newsletters, papers and sites.
begin = A new digest
begin-button = Begin
title-uk = Title in Ukrainian
title-en = Title in English
intro-uk = Introduction in Ukrainian
intro-en = Introduction in English
column-title = Title
column-state = State
column-lives = People
column-changed = Changed
state = { $state ->
    [draft] draft
    [public] published
   *[down] taken down
}
lives = Who is in it
no-lives = Nobody yet. Find people below.
place = Place
who = Who
drop = Take out
not-public = the page is not public, so it is not seen in the digest
keep = Keep
add = Add people
newest = Published lately
found = Found
add-button = Add those ticked
versions = As it was before
count = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
present = as it is now
restore = Bring back
read = Read it as everyone sees it
publish = Publish
withdraw = Take down
done = Done.
no-title = Write a title in one language at least.
long-title = The title is longer than { $letters } letters.
long-intro = The introduction is longer than { $letters } letters.
too-many = A digest has { $people } people at most.
stale-typed = The digest was changed meanwhile. The people below are as they are now, the words are those you typed: nothing is saved yet.
stale = The digest was changed in the meantime. Below it is as it stands now.
nobody = A published digest needs at least one person whose page is public. Nothing was changed.

public-title = Digests for editors
description = Digests of short lives of Ukraine’s fallen defenders, for newsletters, papers and sites to print.
lead = Short lives, several together, to print in a newsletter, in a paper or on a site.
none = There are no digests yet.
feed = Feed of digests
feed-title = Heroes Memorial: digests for editors
paste = Copy the digest in the form that suits you, and keep the links.
empty-now = None of the pages of this digest is here now.
