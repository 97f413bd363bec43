"""pypdf and poppler's pdffonts and pdftotext: a life on paper, as programs that others wrote see it."""

import io
import subprocess
import sys
import tempfile
import urllib.request

from pypdf import PdfReader

base = sys.argv[1]


def printed(path):
    with urllib.request.urlopen(base + path) as answer:
        assert answer.headers["Content-Type"] == "application/pdf", path
        return answer.read()


def poppler(tool, pdf, *arguments):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        said = subprocess.run([tool, file.name, *arguments], capture_output=True, check=True)
        assert not said.stderr.strip(), said.stderr
        return said.stdout.decode()


for lang, name, title in [("uk", "Юрій Лисюк", "Юрій Лисюк"), ("en", "Yurii Lysiuk", "Yurii Lysiuk")]:
    for file, count, width, height in [("page", 1, 210, 297), ("booklet", 8, 105, 148), ("booklet-sheet", 2, 210, 297)]:
        pdf = printed(f"/{lang}/heroes/yurii-lysiuk/{file}.pdf")
        paper = PdfReader(io.BytesIO(pdf), strict=True)
        assert len(paper.pages) == count, (file, len(paper.pages))
        for page in paper.pages:
            for side, mm in [(page.mediabox.width, width), (page.mediabox.height, height)]:
                assert abs(float(side) / 72 * 25.4 - mm) < 0.1, (file, side)
        assert title in paper.metadata.title, paper.metadata.title
        assert paper.root_object["/Lang"] == lang
        fonts = poppler("pdffonts", pdf).splitlines()[2:]
        assert fonts, file
        for font in fonts:
            # … emb sub uni object ID: all embedded, cut to what is used, and with letters behind the glyphs.
            assert font.split()[-5:-2] == ["yes", "yes", "yes"], font
        # A word that is broken at the end of a line is marked so that a reader joins it again, and nowhere else is such a mark.
        text = " ".join(poppler("pdftotext", pdf, "-").replace("\u00ad\n", "").split())
        assert name in text, text
        assert "\u00ad" not in text and "\ufffd" not in text, text
        assert lang != "uk" or all(word in text for word in ["тракториста", "пилорамником", "звільнили"]), text
        if file != "booklet-sheet":
            assert paper.root_object["/MarkInfo"]["/Marked"], "tagged"
