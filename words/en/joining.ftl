### Additions on the moderators’ desk: what is new against the page.

join = Join to it
part = Set apart
about = An addition to the page:
gone = The page was taken down: there is nothing to add to until it comes back.
follows = There is a story about the same person that is not decided yet. Decide that one first, then come back:
note = In their own words
compare = What the page says and what was told
nothing-new = The fields hold nothing that the page does not. If the words above change something, correct the page:
field = Field
now = On the page
told = Told
do = What to do
keep = leave as it is
take = replace
both = add to what is there
approve = Put on the page
undo = To undo this, bring back the version before:
tag = addition
wish-withdrawal = Somebody takes back what they added. Take it off the page:
unadded = The addition was taken off
message = A word to the writer
return = Ask
