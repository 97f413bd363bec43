"""Cuts Literata-Regular.ttf beside it, for what the program draws and prints itself, from the npm package
@expo-google-fonts/literata (OFL, see OFL.txt).

    pip install fonttools; npm pack @expo-google-fonts/literata; tar xf *.tgz; python3 print.py package

Cyrillic with the combining acute of stressed vowels, all Latin of Europe, punctuation; kerning and marks are kept.
"""
import sys
from fontTools import subset
from fontTools.ttLib import TTFont

LETTERS = [c for a, b in [
    (0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x2BC, 0x2BC), (0x300, 0x304), (0x306, 0x308), (0x30A, 0x30C),
    (0x400, 0x45F), (0x490, 0x491), (0x2009, 0x2009), (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026),
    (0x202F, 0x202F), (0x2030, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A), (0x20AC, 0x20AC), (0x20B4, 0x20B4),
    (0x2116, 0x2116), (0x2122, 0x2122), (0x2212, 0x2212)] for c in range(a, b + 1)]

font = TTFont(f"{sys.argv[1]}/400Regular/Literata_400Regular.ttf", recalcTimestamp=False)
for table in font["cmap"].tables:
    if 0x2BC in table.cmap:
        # As in cut.py: the apostrophe inside a word is drawn by its own glyph, not by a wide quote.
        table.cmap[0x2019] = table.cmap[0x2BC]
    if 0x2010 in table.cmap:
        # Two characters that do not break a line, drawn as those that do.
        table.cmap[0x2011], table.cmap[0x202F] = table.cmap[0x2010], table.cmap[0x2009]
options = subset.Options()
options.layout_features = ["kern", "liga", "locl", "mark", "mkmk", "ccmp", "lnum", "pnum"]
options.hinting = False
options.name_IDs = [1, 2, 3, 4, 6, 13, 14]
options.drop_tables += ["DSIG", "STAT"]
cutter = subset.Subsetter(options)
cutter.populate(unicodes=LETTERS)
cutter.subset(font)
font.save("Literata-Regular.ttf")
