### Whether readers are asked for what is missing on a page.

title = Questions to readers
hint = Under the story one quiet line may stand about what is not known yet: a school, a work. A moderator reads the answers first.
yes = You may ask
no = Do not ask
