"""The files, validated by Frictionless against their own description, and read to the end."""

import csv
import io
import json
import pathlib
import sys
import tempfile
import urllib.request

from frictionless import Package, validate

base = sys.argv[1]
with tempfile.TemporaryDirectory() as folder:
    for name in ["datapackage.json", "heroes.csv", "heroes.jsonl"]:
        with urllib.request.urlopen(f"{base}/data/{name}") as answer:
            pathlib.Path(folder, name).write_bytes(answer.read())
    package = Package(str(pathlib.Path(folder, "datapackage.json")))
    problems = list(Package.metadata_validate(package.to_descriptor()))
    assert not problems, problems
    report = validate(str(pathlib.Path(folder, "datapackage.json")))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])
    rows = package.get_resource("heroes").read_rows()
    lines = [json.loads(line) for line in pathlib.Path(folder, "heroes.jsonl").read_text(encoding="utf-8").splitlines()]
    total = json.load(urllib.request.urlopen(base + "/api/v1/heroes?limit=1"))["total"]
    assert len(rows) == len(lines) == total > 60, (len(rows), len(lines), total)
    lysiuk = next(row for row in rows if row["family"] == "Лисюк" and row["given"] == "Юрій")
    assert lysiuk["born"] == "1996-05" and lysiuk["identifiers"] == "wikidata:Q4321", lysiuk
    assert lysiuk["page"].startswith(base + "/h/"), lysiuk["page"]
    text = pathlib.Path(folder, "heroes.csv").read_text(encoding="utf-8-sig")
    for row in csv.reader(io.StringIO(text)):
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@")), cell
    assert any(line["identifiers"] == [{"scheme": "wikidata", "value": "Q4321"}] for line in lines if "identifiers" in line)
print(total, "lives")
