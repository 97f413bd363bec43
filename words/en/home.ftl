### The front page.

description = The life stories of Ukraine’s fallen defenders are kept here. Find a person, or tell the story of one.
words = The life stories of Ukraine’s fallen defenders are kept here.
whom = Whom are you looking for?
search = Find
examples = For example:
today = Today we remember
today-on = Today, { $date }, we remember
also-today = Also on this day:
read-on = Read on
recent = Told recently
all-names = All names
find-why = By name, village, unit or year. In Latin or Cyrillic letters.
tell = Tell the story of a life
tell-why = No account needed. Begin with what you remember; the rest can be added later.
about = Who we are
about-why = Who reads every story, how we check, and what we keep to ourselves.
