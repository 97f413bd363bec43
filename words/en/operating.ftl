### For whoever looks after the machine.

number = The number of the request: { $number }. If you turn to us, tell it.
