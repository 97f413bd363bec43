### Archives' lists that wait for a decision.

imports = Lists
who = Who
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
