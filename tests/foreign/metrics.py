"""The figures, read by the parser of Prometheus' own Python client. Started by tests/operating/figures.rs."""

import sys
import urllib.request

from prometheus_client.openmetrics.parser import text_string_to_metric_families

text = urllib.request.urlopen(sys.argv[1], timeout=20).read().decode("utf-8")
families = {family.name: family for family in text_string_to_metric_families(text)}
for name, kind in {
    "memorial_build": "info",
    "memorial_requests": "counter",
    "memorial_request_seconds": "histogram",
    "memorial_writer_wait_seconds": "histogram",
    "memorial_stories_waiting": "gauge",
    "memorial_letters_waiting": "gauge",
    "memorial_backup_timestamp_seconds": "gauge",
    "memorial_page_cache_hits": "counter",
    "process_resident_memory_bytes": "gauge",
    "process_cpu_seconds": "counter",
}.items():
    assert families[name].type == kind, (name, families.get(name))
    assert families[name].samples, name
    assert families[name].documentation, name
labels = {label for family in families.values() for sample in family.samples for label in sample.labels}
allowed = {"route", "method", "status", "le", "file", "version", "told"}
assert labels <= allowed, labels - allowed
routes = {s.labels["route"] for s in families["memorial_requests"].samples}
assert all(route in ("none", "memory") or route.startswith("/") for route in routes), routes
