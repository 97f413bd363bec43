"""Everything harvested by OAI-PMH Scythe, piece by piece, and every answer held against the schemas of the protocol."""

import importlib.util
import pathlib
import sys
import urllib.parse
import urllib.request

from lxml import etree
from oaipmh_scythe import Scythe

base, total, gone, alive = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
oai = base + "/oai"

# The protocol's own schema knows nothing of what is inside metadata ("lax" there would pass over it): each is looked at apart.
sources = pathlib.Path(sys.prefix, "sources")
envelope = etree.XMLSchema(etree.parse(sources / "OAI-PMH.xsd"))
package = pathlib.Path(importlib.util.find_spec("core_oaipmh_provider_app").submodule_search_locations[0])
folder = package / "static/core_oaipmh_provider_app/xsd"


class Near(etree.Resolver):
    """Schemas that a schema asks for from elsewhere lie beside it, or are nothing but the attribute xml:lang."""

    def resolve(self, url, _id, context):
        name = url.rsplit("/", 1)[-1]
        if (folder / name).exists():
            return self.resolve_filename(str(folder / name), context)
        assert name == "xml.xsd", url
        return self.resolve_string(
            '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">'
            '<xs:attribute name="lang" type="xs:language"/></xs:schema>',
            context,
        )


parser = etree.XMLParser(no_network=True)
parser.resolvers.add(Near())
dublin_core = etree.XMLSchema(etree.parse(folder / "oai_dc.xsd", parser))
own = etree.XMLSchema(etree.fromstring(urllib.request.urlopen(oai + "/record.xsd").read()))
PROTOCOL = "{http://www.openarchives.org/OAI/2.0/}"


def asked(post=False, **arguments):
    form = urllib.parse.urlencode(arguments)
    request = urllib.request.Request(oai, form.encode()) if post else oai + "?" + form
    with urllib.request.urlopen(request) as answer:
        assert answer.status == 200 and answer.headers.get_content_type() == "text/xml"
        document = etree.fromstring(answer.read())
    bodies = []
    for metadata in document.iter(PROTOCOL + "metadata"):
        (body,) = metadata
        bodies.append(body)
    for body in bodies:
        schema = own if "memorial" in body.tag else dublin_core
        alone = etree.fromstring(etree.tostring(body))
        schema.assertValid(alone)
        # The schema of the envelope wants to know every name inside it.
        body.getparent().replace(body, etree.Element("{urn:anything}body"))
    for description in list(document.iter(PROTOCOL + "description")):
        description.getparent().remove(description)
    envelope.validate(document)
    wrong = [error.message for error in envelope.error_log if "urn:anything" not in error.message]
    assert not wrong, wrong
    return document


def errors(**arguments):
    return [error.get("code") for error in asked(**arguments).iter(PROTOCOL + "error")]


# Every verb, by both methods.
for post in [False, True]:
    for question in [
        {"verb": "Identify"},
        {"verb": "ListMetadataFormats"},
        {"verb": "ListSets"},
        {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"},
        {"verb": "ListRecords", "metadataPrefix": "oai_dc"},
        {"verb": "ListRecords", "metadataPrefix": "memorial"},
        {"verb": "GetRecord", "metadataPrefix": "memorial", "identifier": alive},
        {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": gone},
    ]:
        document = asked(post, **question)
        assert not list(document.iter(PROTOCOL + "error")), question
for question, code in [
    ({}, "badVerb"),
    ({"verb": "Harvest"}, "badVerb"),
    ({"verb": "Identify", "set": "x"}, "badArgument"),
    ({"verb": "ListRecords"}, "badArgument"),
    ({"verb": "ListRecords", "metadataPrefix": "marc"}, "cannotDisseminateFormat"),
    ({"verb": "ListRecords", "resumptionToken": "x"}, "badResumptionToken"),
    ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "until": "1990-01-01"}, "noRecordsMatch"),
    ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "x"}, "noRecordsMatch"),
    ({"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:x:1"}, "idDoesNotExist"),
    ({"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": alive + "0000"}, "idDoesNotExist"),
]:
    assert errors(**question) == [code], (question, errors(**question))

with Scythe(oai) as scythe:
    identify = scythe.identify()
    assert identify.deletedRecord == "persistent" and identify.granularity == "YYYY-MM-DDThh:mm:ssZ"
    assert {format.metadataPrefix for format in scythe.list_metadata_formats()} == {"oai_dc", "memorial"}
    sets = {found.setSpec for found in scythe.list_sets()}
    assert {"from-UA-18", "fell-UA-14", "rests-UA-18", "unit-58-motorized"} <= sets
    everything = {}
    for prefix in ["oai_dc", "memorial"]:
        records = list(scythe.list_records(metadata_prefix=prefix))
        identifiers = [record.header.identifier for record in records]
        assert len(identifiers) == len(set(identifiers)) == total, (len(identifiers), total)
        everything[prefix] = records
        assert [record.header.identifier for record in records if record.header.deleted] == [gone]
    dates = [record.header.datestamp for record in everything["oai_dc"]]
    assert dates == sorted(dates)
    headers = list(scythe.list_identifiers(metadata_prefix="oai_dc", ignore_deleted=True))
    assert len(headers) == total - 1
    # What is gone is heard of by whoever took it from a part.
    part = list(scythe.list_records(metadata_prefix="oai_dc", set_="unit-58-motorized"))
    assert gone in [record.header.identifier for record in part]
    assert 0 < len(part) < total
    late = list(scythe.list_records(metadata_prefix="oai_dc", from_=max(dates)))
    assert 0 < len(late) <= total and all(record.header.datestamp == max(dates) for record in late)
    one = scythe.get_record(identifier=alive, metadata_prefix="oai_dc")
    assert one.metadata["title"][0].startswith("Криничанська" ) or "Криничанська" in one.metadata["title"][0], one.metadata["title"]
print(total, "records")
