### For whoever looks after the machine.

number = The number of the request: { $number }. If you turn to us, tell it.
caches = Caches in front that do not answer
caches-behind = They have not answered for { $longest }. What was hidden since may still be seen there.
