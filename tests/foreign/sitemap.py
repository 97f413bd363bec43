"""The sitemap, read by ultimate-sitemap-parser, and every page that it names opened."""

import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor

from lxml import etree, html
from usp.tree import sitemap_tree_for_homepage

base, *lives = sys.argv[1:]
tree = sitemap_tree_for_homepage(base + "/", use_known_paths=False)
pages = {page.url: page for page in tree.all_pages()}
for life in lives:
    page = pages[base + life]
    assert page.last_modified, life
    twins = dict(page.alternates or [])
    assert twins["uk"] == base + life.replace("/en/", "/uk/"), (life, twins)
    assert twins["en"] == base + life.replace("/uk/", "/en/"), (life, twins)
assert sum(1 for page in pages.values() if page.images) > 50
assert base + "/uk/data" in pages and base + "/en/units" in pages


def opened(url):
    with urllib.request.urlopen(url) as answer:
        assert answer.status == 200 and answer.url == url, (url, answer.url)
        page = html.fromstring(answer.read())
    assert not page.xpath('//meta[@name="robots"]'), url
    assert page.xpath('//link[@rel="canonical"]/@href') == [url], url


# Every life, and of all that are alike some.
chosen = [url for url in pages if "/heroes/" in url]
others = [url for url in pages if "/heroes/" not in url]
chosen += [url for url in others if url.count("/") < 5] + others[::23]
with ThreadPoolExecutor(4) as readers:
    list(readers.map(opened, chosen))

# What the protocol asks of each file, which readers do not look at.
names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "image": "http://www.google.com/schemas/sitemap-image/1.1"}
index = etree.parse(urllib.request.urlopen(base + "/sitemap.xml"))
for file in index.xpath("/s:sitemapindex/s:sitemap/s:loc/text()", namespaces=names):
    text = urllib.request.urlopen(file).read()
    urls = etree.fromstring(text).xpath("/s:urlset/s:url/s:loc/text()", namespaces=names)
    assert 0 < len(urls) <= 50_000 and len(text) <= 50_000_000 and len(set(urls)) == len(urls), file
    assert all(url.startswith(base + "/") for url in urls), file
picture = etree.fromstring(text).xpath("//image:loc/text()", namespaces=names)[0]
with urllib.request.urlopen(picture) as answer:
    assert answer.headers.get_content_type() == "image/webp"
print(len(pages), "pages")
