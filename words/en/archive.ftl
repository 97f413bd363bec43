### Archives' lists that wait for a decision.

imports = Lists
imports-hint = Rows of lists that nobody has published yet. Read each: once published, everyone sees it.
nothing-waits = No row is waiting.
nothing-discarded = No row has been set aside.
waiting = Waiting
discarded = Set aside
who = Who
from = From
record = Record
line = { $file }, line { $line }
acts = What to do
publish = Publish
discard = Set aside
put-back = Put back
more = More
done-published = Published.
done-discarded = Set aside. It can be put back.
done-back = It is waiting again.
picture = Picture { $number }
