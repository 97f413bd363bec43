### Letters to a family on its days, if it asked for them.

title = Letters on the days
hint = If you wish, we write you a short letter on these days: that the page is open, and that people remember here on this day. We do not write until you ask for it yourself.
asked = We will write to you on the days that are ticked, in the morning by Kyiv time. To end the letters, untick them.
on-death = On the day of remembrance, { $date }
on-birth = On the birthday, { $date }
language = Language of the letter
keep = Keep
stop-text = Press the button and these letters end. You can ask for them again on your own page.
stop-button = Send no more
stopped = There will be no more such letters.
stop-over = This link does not work any more: either the letters have ended, or the address was changed.

subject = { $kind ->
    [birth] Birthday: { $name }
   *[other] Day of remembrance: { $name }
}
letter-today = { $kind ->
    [birth] Today, { $date }, is the birthday. We remember with you.
    [both] Today, { $date }, is the day of remembrance and the birthday. We remember with you.
   *[death] Today, { $date }, is the day of remembrance. We remember with you.
}
letter-open = The page is open to everyone who comes to remember. Nothing is needed from you.
letter-stop = You have this letter because you asked to be written to on these days. If you do not want that any more, press here and there will be no more: { $address }
