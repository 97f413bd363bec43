### For whoever looks after the machine.

number = The number of the request: { $number }. If you turn to us, tell it.
caches = Caches in front that do not answer
caches-behind = They have not answered for { $longest }. What was hidden since may still be seen there.
done-but-kept = But a cache in front has not let go of this page yet, and it may still be seen there. When it has, the state shows it:
