"""liblouis (Debian's liblouis-bin) reads our Braille files back; every word of the text must be found again."""

import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from urllib.request import urlopen

base = sys.argv[1]
assert shutil.which("lou_translate"), "liblouis is not here: install liblouis-bin"

# Tables of liblouis before 3.30 write і, ї, є and ґ with a dot that no paper has: the letters as the newer ones have them. They
# know no sign of a capital in Ukrainian Braille: it is left out before they read.
UKRAINIAN = """include en-us-brf.dis
lowercase \\x0454 345
lowercase \\x0456 13456
lowercase \\x0457 1456
lowercase \\x0491 12456
include ru-litbrl.ctb
"""


def get(path):
    with urlopen(base + path) as answer:
        return answer.read().decode("utf-8")


def back(table, cells):
    done = subprocess.run(
        ["lou_translate", "--backward", table], input=cells.replace("\\", "\\\\") + "\n", capture_output=True, text=True, check=True
    )
    return done.stdout


def words(text):
    text = unicodedata.normalize("NFC", text.lower().replace("’", "'").replace("\u0301", ""))
    return re.findall(r"[^\W_]+", text)


def lines_of(brf):
    """The pages one after another, without their numbers and the hyphens of long words."""
    pages = brf.split("\f")
    assert pages[-1] == "", "a page ends with a form feed"
    for number, page in enumerate(pages[:-1], 1):
        lines = page.split("\r\n")
        assert len(lines) == 26 and lines[-1] == "", (number, len(lines))
        assert all(len(line) <= 40 for line in lines)
        digits = "".join("JABCDEFGHI"[int(digit)] for digit in str(number))
        assert lines[24].strip() == "#" + digits, lines[24]
        yield from (line.strip() for line in lines[:24] if line.strip())


def told(slug, lang):
    text = get(f"/{lang}/heroes/{slug}/text.txt")
    brf = get(f"/{lang}/heroes/{slug}/text.brf")
    assert brf.isascii()
    return text, " ".join(lines_of(brf))


with tempfile.TemporaryDirectory() as folder:
    table = folder + "/uk-letters.utb"
    with open(table, "w") as file:
        file.write(UKRAINIAN)
    text, cells = told("yurii-lysiuk", "uk")
    read = words(back(table, cells.replace("^", "")))
    # Latin letters and what is inside an address are read by the table in its own way.
    wanted = [word for word in words(text.rsplit("\n\n", 1)[0]) if not re.search("[a-z]", word)]
    missing = [word for word in wanted if word not in read]
    assert len(wanted) > 80 and not missing, missing

text, cells = told("yurii-lysiuk", "en")
# What is told in Ukrainian there is in Ukrainian Braille, between two lines that say so.
own = re.sub(r"(?s)WHAT FOLLOWS IS IN.*?END OF THE ,UKRAINIAN TEXT4", " ", cells.replace(",WHAT", "WHAT").replace(",END", "END"))
read = words(back("en-us-brf.dis,en-ueb-g1.ctb", own))
lines = [line for line in text.rsplit("\n\n", 1)[0].splitlines() if not re.search("[а-яґєії]", line, re.I)]
wanted = [word for word in words(" ".join(lines)) if re.fullmatch("[a-z0-9']+", word)]
missing = [word for word in wanted if word not in read]
assert len(wanted) > 40 and not missing, missing
