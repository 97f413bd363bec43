### Plain reading: large print, text, Braille.

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
