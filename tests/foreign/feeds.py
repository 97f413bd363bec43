"""Python's feedparser, as strictly as it reads; and lxml, for what an Atom feed must have (RFC 4287)."""

import sys
import urllib.request
from urllib.parse import urlsplit

import feedparser
from lxml import etree

base = sys.argv[1]
ATOM = "{http://www.w3.org/2005/Atom}"


def read(path):
    with urllib.request.urlopen(base + path) as answer:
        raw = answer.read()
        kind = answer.headers["Content-Type"]
    feed = feedparser.parse(raw, response_headers={"content-type": kind})
    assert not feed.bozo, (path, feed.get("bozo_exception"))
    assert feed.version == "atom10", feed.version
    tree = etree.fromstring(raw)
    for name in ["id", "title", "updated"]:
        assert len(tree.findall(ATOM + name)) == 1, name
    assert any(link.get("rel") == "self" for link in tree.findall(ATOM + "link")), path
    for entry in tree.findall(ATOM + "entry"):
        for name in ["id", "title", "updated", "published", "content"]:
            assert len(entry.findall(ATOM + name)) == 1, name
        alternates = [link for link in entry.findall(ATOM + "link") if link.get("rel", "alternate") == "alternate"]
        assert len(alternates) == 1
        # What is inside is HTML that stands by itself.
        inside = etree.HTML(entry.find(ATOM + "content").text)
        for address in inside.xpath("//@href | //@src"):
            assert urlsplit(address).scheme in ("http", "https"), address
        assert not inside.xpath("//script | //style | //@style | //@onclick")
    return feed


seen, path = [], "/uk/feed.atom"
for _ in range(100):
    feed = read(path)
    seen += [entry.id for entry in feed.entries]
    following = [link.href for link in feed.feed.links if link.rel == "next"]
    if not following:
        break
    parts = urlsplit(following[0])
    path = f"{parts.path}?{parts.query}"
assert len(seen) == len(set(seen)) > 30, len(seen)
newest = read("/en/feed.atom").entries[0]
assert newest.published_parsed and newest.content[0].type == "text/html"
for path in ["/feed.atom", "/uk/units/58-motorized/feed.atom", "/en/regions/zhytomyrska/feed.atom", "/uk/digests/feed.atom"]:
    read(path)
