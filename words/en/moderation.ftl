### The moderators' desk.

queue = Queue
lives = Lives
journal = Journal
waiting = { $count ->
    [one] { $count } story waits, { $time }
   *[other] { $count } stories wait, the oldest { $time }
}
nobody-waits = Nobody is waiting
