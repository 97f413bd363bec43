### A moderator’s questions beside the fields, and the place in the queue.

ask = ask
untold = Ask about what is not told
asked = What was asked
open = not answered yet
answered = answered
asks = A moderator asks: { $words }
letter = We have read what you wrote and would like to make a few things sure, so that the page holds no mistake.
to-answer = Questions for you
to-answer-hint = Each leads to the field it is about. If you do not know, leave it so and save the page as it is.
place = { $before ->
    [0] Your story is the next in the queue.
    [one] There is { $before } story before yours in the queue.
   *[other] There are { $before } stories before yours in the queue.
}
lately = How long the last stories waited for an answer: mostly { $usual }, at the longest { $longest }.
stand-resent = You answered and sent it again
stand-taken-back = You took the story back
stand-asked-back = You asked for the page to be taken down
stand-undone = The page was taken down; the story is with a moderator again
stand-joined = Put on the page
stand-read = Read, page unchanged
stand-asked-unadding = You asked for your addition to be taken off
stand-unadded = What you added has been taken off
stand-hid = You hid the page
