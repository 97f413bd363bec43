### What must not reach the page, and what does not agree.

title = Before everyone can see it
lead = Some of it may be needless, and you decide: of each place, say whether readers should see it.
kind = { $kind ->
    [address] A private address
    [phone] A telephone number
    [mail] An e-mail address
    [profile] A page or a name in a social network
    [card] A bank card or account
    [coordinates] Coordinates
    [unit-code] The code of a military unit
    [document] The number of a document
    [child] The name of a child
    [comrade] The name of a comrade who may still serve
    [missing] Somebody missing or captive
   *[face] Whether others are in the picture
}
found = { $count ->
    [one] { $count } place waits for your word
   *[other] { $count } places wait for your word
}
settled = Every place is settled.
hide = Hide
stands = Let it stand
hide-photo = Do not show it
stands-photo = Nobody else, or they agree
offered = If hidden: { $words }
no-hiding = This cannot be hidden: nothing of the name would be left. Correct the name in the fields.
sentence = sentence { $number }
stood = Let stand { $at }, { $name }
ask-again = Look again
hid = Hidden { $at }, { $name }
after-the-later = Comes back after what was hidden later in the same field.
show-again = Put back
unsettled = First say of each place that was found whether it is hidden or stands. Nothing has changed.
change-asks = With this change everyone would read something new. Say of each such place whether they may; nothing has changed yet.
left = { $count ->
    [one] { $count } place left
   *[other] { $count } places left
}

## What does not agree

contradictions = Contradictions
contradictions-fine = none
under-age = in service before the age of 18
captured-early = captured before joining
said-otherwise = { $field }: the text says otherwise
age-said = { $years ->
    [one] the text says { $years } year, the dates do not
   *[other] the text says { $years } years, the dates do not
}
other-name = another name in the text: { $name }
other-sex = the words of the text are of the other sex
unit-not-then = { $unit }: there was no such unit on these dates
place-elsewhere = { $field }: the register has { $settlement } in { $regions }
two-spellings = one place spelled in two ways: { $one } and { $other }
sex-of-name = the given name is of the other sex

## Keys

keys = all keys
keys-title = Keys
keys-off = Turn the keys off
keys-on = Turn the keys on
key = { $key ->
    [next] the next field or place
    [previous] the field or place before
    [sentence] show the sentence that speaks of it
    [hide] hide what was found
    [stands] let it stand
    [unclear] mark the field as unclear
    [take] comparison: take the new
    [keep] comparison: keep what is there
    [both] comparison: keep both
    [picture] show the pictures
    [letter] a word to the family
    [compose] compose the letter
    [primary] the first act below
    [approve] publish
    [ask] ask the family
    [aside] take it, or put it aside
    [refuse] refuse
    [edit] edit the fields
    [seen] the warnings were read
    [queue] to the queue
   *[help] this list
}
