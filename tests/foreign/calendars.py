"""Python's icalendar: every calendar is read, and what it says comes back when it should (with dateutil's rules)."""

import sys
import urllib.request
from datetime import date, datetime, timedelta

from dateutil.rrule import rrulestr
from icalendar import Calendar

base = sys.argv[1]


def read(path):
    with urllib.request.urlopen(base + path) as answer:
        assert answer.headers["Content-Type"].startswith("text/calendar; charset=utf-8"), path
        raw = answer.read()
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75 and b"\n" not in line, line
    calendar = Calendar.from_ical(raw)
    assert not calendar.errors, calendar.errors
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"], path
    events = list(calendar.walk("VEVENT"))
    assert events, path
    uids = set()
    for event in events:
        assert not event.errors, event.errors
        start = event.decoded("DTSTART")
        assert type(start) is date, start
        assert event["TRANSP"] == "TRANSPARENT" and event["SUMMARY"] and event["URL"], event
        assert event.decoded("DTSTAMP").tzinfo is not None
        uids.add(str(event["UID"]))
        rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=datetime(start.year, start.month, start.day))
        year = rule.between(datetime(2027, 1, 1), datetime(2027, 12, 31), inc=True)
        assert len(year) == 1, (event["SUMMARY"], year)
        again = year[0].date()
        if (start.month, start.day) == (2, 29):
            assert again == date(2027, 2, 28), again
        else:
            assert (again.month, again.day) == (start.month, start.day), again
    assert len(uids) == len(events), path
    return events


life = read("/uk/heroes/yurii-lysiuk/calendar.ics")
assert [str(event["SUMMARY"]).split(":")[0] for event in life] == ["День пам’яті", "Місяць народження"]
for path in [
    "/en/heroes/yurii-lysiuk/calendar.ics",
    "/uk/units/58-motorized/calendar.ics",
    "/uk/regions/zhytomyrska/calendar.ics",
    "/en/regions/donetska/calendar.ics?region_role=fell",
]:
    read(path)
