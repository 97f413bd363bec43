### Asking to be called back.

title = Ask to be called back
lead = If writing is hard, tell it by telephone. A moderator will call, ask, and write the story down together with you.
name = How we should address you
words = When it suits you, and whom it is about
words-hint = For example: “In the evening after six. About my son Ostap.” If you have lost the address or the words, say so.
who-sees = Only moderators will see the number, to call you. It will never be published.
ask = Call me
phone-missing = Write a number that can be called.
too-long = There are too many words here. Shorten them and tell the rest by telephone.
door = Ask to be called back
waits = Your request for a call came on { $when }. A moderator will ring the number you left.
was-called = A moderator called you on { $when }:
desk = To call back
desk-count = { $count ->
    [one] { $count } family asks to be called back
   *[other] { $count } families ask to be called back
}
desk-lead = Whoever asked first is called first. The number is opened for each call by itself, and the journal records it.
nobody = Nobody asked for a call.
asked = Asked on { $when } · waiting: { $waits }
open = Open the number
key-hint = To write the story down for the family, issue a new key, open the page and write together; dictate the six words at the end of the talk.
outcome = What was said or agreed (the family sees this too)
outcome-missing = Write a few words about the talk. Nothing was changed.
called = Record the call
