"""Cuts the three font files beside it from the npm package @fontsource-variable/literata (its `opsz` files).

    pip install fonttools brotli; npm pack @fontsource-variable/literata; tar xf *.tgz; python3 cut.py package/files

Optical sizes 12 to 48 and weights 400 to 600 are kept; no file is loaded for letters that a page does not have.
"""
import sys
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer


def some(*parts):
    return [c for p in parts for c in (range(p[0], p[1] + 1) if isinstance(p, tuple) else [p])]


CYRILLIC = some((0x400, 0x45F), (0x490, 0x491), 0x2116)
LATIN = some((0x41, 0x5A), (0x61, 0x7A), 0xE4, 0xE8, 0xE9, 0xF3, 0xF6, 0xFC)
COMMON = some(0x20, (0x21, 0x40), (0x5B, 0x60), (0x7B, 0x7E), 0xA0, 0xA7, 0xA9, 0xAB, 0xAD, 0xB7, 0xBB, 0x2BC,
              0x2010, (0x2011, 0x2015), 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2026, 0x20AC, 0x202F)


def cut(script, name, letters):
    font = TTFont(f"{sys.argv[1]}/literata-{script}-opsz-normal.woff2")
    font = instancer.instantiateVariableFont(font, {"opsz": (12, 12, 48), "wght": (400, 400, 600)})
    font.flavor = None
    font.save("/tmp/cut.ttf")
    font = TTFont("/tmp/cut.ttf")
    for table in font["cmap"].tables:
        if 0x2BC in table.cmap:
            # Literata draws U+2019 as a wide quote, which tears a word in two: the apostrophe's own glyph instead.
            table.cmap[0x2019] = table.cmap[0x2BC]
    options = subset.Options()
    options.layout_features = ["kern", "liga", "locl", "mark", "ccmp"]
    options.hinting = False
    options.drop_tables += ["DSIG", "STAT", "vhea", "vmtx", "VVAR"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    font.flavor = "woff2"
    font.save(f"literata-{name}.woff2")


cut("cyrillic", "cyrillic", CYRILLIC)
cut("latin", "common", COMMON)
cut("latin", "latin", LATIN)
