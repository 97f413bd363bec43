### The journal: what is sought in it, and the seal that tells whether it was changed.

who = Who
anybody = Anybody
act = What was done
anything = Anything
day = Day
life = Number of a life
story = Number of a story
show = Show
all = The whole journal
unread = Some of this could not be read, and the journal is not narrowed by it. A number is digits alone, and a day is written like 28.11.2026.
nothing = There are no such lines.

seal = The newest seal
seal-about = Each line has a seal that depends on all the lines before it. Write the number and the seal down on paper, or keep them somewhere else: if anything in the journal is changed or taken out later, it will show. Whoever has access to the server checks it:
