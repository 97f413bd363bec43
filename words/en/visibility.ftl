### Who sees what, and how to hide a page or a part of it.

title = Who sees what
lead = Not everything has to be for everyone. For each fact and each picture you can choose who will see it.
at-once = The page is published. What you hide disappears at once, and a moderator confirms it. What you want to show again, a moderator shows.
everyone = everyone
grave = only at the grave, by its code
moderators = only moderators
nobody = erase for good
nothing = There is nothing to hide yet: answer some questions first.
save = Save
grave-address = The address for the code on the grave. It shows what is “only at the grave” too. Do not show it where you do not want to:
door = Who sees what
hide-title = Hide the whole page
hide-text = If there is a mistake, or the page puts somebody in danger, hide it at once. Its address will show nothing until a moderator has talked with you.
hide-words = Why, if you wish to say
hide = Hide the page now
lead-hidden = The page is hidden, as you asked: its address shows nothing now. A moderator will read your wish and answer here.
desk = Families’ wishes
desk-count = { $count ->
    [one] { $count } wish of a family about its page
   *[other] { $count } wishes of families about their pages
}
desk-lead = What a family hid is hidden already. Confirm it, or put it back after talking with them.
desk-empty = There are no wishes.
key-given = The key by which this was asked was given to the family at the desk: { $at }, { $by }.
another-settles = So somebody else settles this.
hid-page = The family hid the whole page
erase = The family asks to erase: { $fact }
show-again = The family asks to show to everyone again: { $fact }
for-grave = Only by the code on the grave: { $fact }
for-moderators = Only moderators: { $fact }
let-stand = Confirm
put-back = Put back as it was
grant = Show
leave = Leave as it is
grave-code = the code on the grave:
tag = { $audience ->
    [grave] only at the grave
   *[moderators] only moderators
}
named = This person agrees that readers see the name
name-withheld = without the name on the page
wishes = Your wishes about the page
a-picture = a picture
whole-page = the whole page
not-settled = A moderator has not answered yet.
stood = A moderator confirmed it { $when }.
put-back-on = A moderator left it as it was before, { $when }: { $words }
hid = You hid { $when }: { $fact }.
asked-showing = You asked { $when } to show to everyone: { $fact }.
asked-erasing = You asked { $when } to erase: { $fact }.
outcome = A word to the family (needed if you do not agree)
outcome-missing = Write to the family why not. Nothing was changed.
erase-now = Erase for good
chosen = Your choice of who sees what is saved.
