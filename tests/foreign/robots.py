"""Python's own robots.txt parser: what a robot may read."""

import sys
from urllib.robotparser import RobotFileParser

base = sys.argv[1]
robots = RobotFileParser(base + "/robots.txt")
robots.read()
for path in ["/uk", "/en/heroes", "/uk/heroes/yurii-lysiuk", "/en/units"]:
    assert robots.can_fetch("anyone", base + path), path
for path in ["/admin", "/admin/queue"]:
    assert not robots.can_fetch("anyone", base + path), path
