### Plain reading: large print, text, Braille.

access = Every life can be opened in large print, without pictures, as text alone, or as a file for a Braille embosser or display: the link is at the foot of its page. Where the family said how the name is stressed, it is shown there.
link = Large print, Braille, reading aloud
back = To the usual page
facts = Facts
story = Story
quotes = Words of others
aloud = Read aloud
stop = Stop
text = Text alone
braille = In Braille (BRF)
braille-hint = An embosser prints a BRF file and a Braille display reads it: 40 cells a line, 25 lines a page.
in-other-braille = What follows is in Ukrainian Braille.
end-of-other-braille = End of the Ukrainian text.
