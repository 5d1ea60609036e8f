"""Calculates every number of a published report again, with none of Tallybook's code.

    python3 recompute.py output/annual-report/en

It reads published.json, which holds the data and says of every printed number what was done to which cells, and the
page. It prints each number that does not follow from the cells, each that the page prints otherwise, and each that the
page lacks, and ends with 1 if there is one. It needs Python 3.9 or later, and nothing else.

The formulas are those of the annex "How the numbers are calculated" of a report. Rounding is half away from zero, of
the exact fraction. The claims are tested again in claims.py, every kind of them. What this cannot tell: whether the data are
true, and whether the words say what the numbers do.
"""

import json
import math
import re
import sys
from decimal import Decimal, getcontext
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl

from claims import claim_fault  # beside this file

MISSING = None
getcontext().prec = 60
PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494")


class Unknown(Exception):
    """A cell that is not there, or an operation that this file does not know."""


def number_in(text):
    return Fraction(text) if re.fullmatch(r"-?\d+(\.\d+)?(/\d+)?", text) else MISSING


class Cells:
    """The cells of published.json by their addresses: dataset/measure?dimension=category&..."""

    def __init__(self, published):
        self.rows = {}
        self.adds = set()  # (dataset, symbol) of missing values that a sum counts as nothing
        self.dimensions = {dataset["name"]: dataset["dimensions"] for dataset in published["datasets"]}
        for dataset in published["datasets"]:
            for row in dataset["rows"]:
                self.rows[dataset["name"], frozenset(row["keys"].items())] = row
            self.adds |= {(dataset["name"], s["symbol"]) for s in dataset["symbols"] if s.get("adds") == 0}
        self.before = {r["cell"]: number_in(r.get("before", "")) for r in published["revisions"]}

    def counts_as_nothing(self, symbol):
        return any(symbol == each for _, each in self.adds)

    def row(self, address):
        name, _, query = address.partition("?")
        dataset, _, measure = name.partition("/")
        row = self.rows.get((dataset, frozenset(parse_qsl(query, keep_blank_values=True))))
        if row is None:
            raise Unknown(f"no cell {address}")
        return dataset, measure, row

    def year(self, address):
        dataset, _, row = self.row(address)
        (dimension,) = [each["name"] for each in self.dimensions[dataset] if each["type"] == "year"]
        return Fraction(row["keys"][dimension])

    def is_hidden(self, address):
        _, measure, row = self.row(address)
        return row.get("missing", {}).get(measure) == "[c]"

    def value(self, address, in_sum=False):
        dataset, measure, row = self.row(address)
        text = row["values"].get(measure)
        number = number_in(text or "")
        if number is not MISSING:
            return number
        symbol = row.get("missing", {}).get(measure, text)
        return Fraction(0) if in_sum and (dataset, symbol) in self.adds else MISSING


def percent(part, whole):
    return part / whole * 100 if whole > 0 else MISSING


def points(rate):
    """OECD/SIGMA: more than 90 per cent of the actions earn 5 points, none due earn none."""
    if rate is MISSING or rate < 30:
        return Fraction(0)
    return Fraction(5 if rate > 90 else 4 if rate >= 70 else 3 if rate >= 50 else 1)


def fulfilment(actual, baseline, target):
    if target == baseline:
        return MISSING
    return min(max((actual - baseline) / (target - baseline) * 100, Fraction(0)), Fraction(100))


def root(value):
    """Rounded half up at the twelfth decimal."""
    doubled = math.isqrt(4 * value.numerator * 10**24 // value.denominator)
    return Fraction((doubled + 1) // 2, 10**12)


def quantile(parts, p):
    """Between the two neighbours of the place (n - 1) * p: type 7 of Hyndman and Fan."""
    ordered, place = sorted(parts), (len(parts) - 1) * p
    below = place.numerator // place.denominator
    rest = place - below
    return ordered[below] + (rest * (ordered[below + 1] - ordered[below]) if rest else 0)


def quantile_at(p, *parts):
    return quantile(parts, p) if 0 <= p <= 1 and parts else MISSING


def variance(parts, fewer):
    if len(parts) <= fewer:
        return MISSING
    mean = sum(parts) / len(parts)
    return sum((each - mean) ** 2 for each in parts) / (len(parts) - fewer)


def rooted(value):
    return MISSING if value is MISSING else root(value)


def student_squared(degrees):
    """The square of the quantile of Student's t below which 97.5 per cent lie (Abramowitz & Stegun 1964, 26.7.3 and 26.7.4)."""

    def sine_and_cosine(angle):
        sums, term = [Decimal(0), Decimal(0)], Decimal(1)
        for k in range(1000):
            sums[k % 2] += term if k % 4 < 2 else -term
            term = term * angle / (k + 1)
            if abs(term) < Decimal(10) ** -58:
                break
        return sums[1], sums[0]

    def within(angle):
        sine, cosine = sine_and_cosine(angle)
        odd = degrees % 2
        term, total = cosine if odd else Decimal(1), Decimal(0)
        for k in range(3 if odd else 2, degrees + 1, 2):
            total += term
            term *= cosine**2 * (k - 1) / k
        return 2 / PI * (angle + sine * total) if odd else sine * total

    low, high = Decimal(0), PI / 2
    for _ in range(180):  # halves
        middle = (low + high) / 2
        low, high = (middle, high) if within(middle) < Decimal("0.95") else (low, middle)
    sine, cosine = sine_and_cosine(low)
    return nearest(Fraction(degrees * (sine / cosine) ** 2), 30)


def margin(*parts):
    n = len(parts)
    return root(student_squared(n - 1) * variance(parts, 1) / n) if n > 1 else MISSING


def ntile(count, own, others, after):
    return Fraction(math.ceil(count * sum(not after(each, own) for each in (own, *others)) / (1 + len(others))))


def rank_by_several(size, *numbers):
    """Of each field 1 where the greatest comes first, else -1; then the numbers of the first row, and of the others."""
    size = int(size)
    ways, numbers = numbers[:size], numbers[size:]
    own, *others = ([-way * each for way, each in zip(ways, numbers[at : at + size])] for at in range(0, len(numbers), size))
    return Fraction(1 + sum(each < own for each in others))


def line(points):
    """A straight line through points x, y, x, y ... by ordinary least squares: its slope, R squared, and where it is at a place."""
    xs, ys = points[0::2], points[1::2]
    n, mean_x, mean_y = len(xs), sum(xs) / Fraction(len(xs)), sum(ys) / Fraction(len(ys))
    xy = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys))
    xx, yy = sum((x - mean_x) ** 2 for x in xs), sum((y - mean_y) ** 2 for y in ys)
    if n < 2 or xx == 0:
        return MISSING, MISSING, lambda at: MISSING
    return xy / xx, (xy**2 / (xx * yy) if yy else MISSING), lambda at: mean_y + xy / xx * (at - mean_x)


def polynomial(powers, points):
    """By ordinary least squares: its coefficients, those of the lower powers first, and R squared."""
    xs, ys, size = points[0::2], points[1::2], int(powers) + 1
    if len(xs) < size:
        return MISSING, MISSING
    rows = [[sum(x ** (i + j) for x in xs) for j in range(size)] + [sum(x**i * y for x, y in zip(xs, ys))] for i in range(size)]
    for i in range(size):
        pivot = next((row for row in rows[i:] if row[i]), None)
        if pivot is None:
            return MISSING, MISSING
        rows.remove(pivot)
        pivot = [each / Fraction(pivot[i]) for each in pivot]
        rows = [[each - row[i] * own for each, own in zip(row, pivot)] for row in rows]
        rows.insert(i, pivot)
    fit = [row[-1] for row in rows]
    mean = sum(ys) / Fraction(len(ys))
    off = sum((y - value_at(x, fit)) ** 2 for x, y in zip(xs, ys))
    spread = sum((y - mean) ** 2 for y in ys)
    return fit, 1 - off / spread if spread else MISSING


def value_at(x, coefficients):
    return sum(each * x**power for power, each in enumerate(coefficients))


def polynomial_value(at, powers, *points):
    fit, _ = polynomial(powers, points)
    return MISSING if fit is MISSING else value_at(at, fit)


def curve(kind, points):
    """Where a + b ln x, a e^(b x) or a x^b is at a place: a straight line once logarithms are taken, as Decimals."""
    xs, ys = [decimal(x) for x in points[0::2]], [decimal(y) for y in points[1::2]]
    along = (lambda x: x.ln()) if kind != 2 else (lambda x: x)
    if len(xs) < 2 or (kind != 2 and min(xs) <= 0) or (kind != 1 and min(ys) <= 0):
        return MISSING
    weights = ys if kind == 2 else [Decimal(1)] * len(xs)
    xs, ys = [along(x) for x in xs], [y if kind == 1 else y.ln() for y in ys]
    total = sum(weights)
    mean_x = sum(w * x for w, x in zip(weights, xs)) / total
    mean_y = sum(w * y for w, y in zip(weights, ys)) / total
    xy = sum(w * (x - mean_x) * (y - mean_y) for w, x, y in zip(weights, xs, ys))
    xx = sum(w * (x - mean_x) ** 2 for w, x in zip(weights, xs))
    if xx == 0:
        return MISSING

    def at(place):
        value = mean_y + xy / xx * (along(decimal(place)) - mean_x)
        return value if kind == 1 else value.exp()

    return at


def curve_value(kind, at, points):
    fit = curve(kind, points)
    return MISSING if fit is MISSING else nearest(Fraction(fit(at)), 12)


def curve_determination(kind, *points):
    fit, ys = curve(int(kind), points), [decimal(y) for y in points[1::2]]
    if fit is MISSING:
        return MISSING
    mean = sum(ys) / len(ys)
    off, whole = sum((y - fit(x)) ** 2 for x, y in zip(points[0::2], ys)), sum((y - mean) ** 2 for y in ys)
    return nearest(Fraction(1 - off / whole), 12) if whole else MISSING


def nearest(value, digits):
    """Half up, as a fraction."""
    return Fraction(math.floor(value * 10**digits + Fraction(1, 2)), 10**digits)


def bandwidth(given, *parts):
    if given > 0:
        return given
    spread = root(variance(parts, 1)) if len(parts) > 1 else Fraction(0)
    middle = (quantile(parts, Fraction(3, 4)) - quantile(parts, Fraction(1, 4))) / Fraction(134, 100)
    spread = min(spread, middle) or spread
    if not spread:
        return MISSING
    fifth = nearest(Fraction(Decimal(len(parts)) ** (Decimal(1) / 5)), 12)
    return nearest(spread * Fraction(106, 100) / fifth, 12)


def decimal(value):
    return Decimal(value.numerator) / Decimal(value.denominator)


def bell(z):
    return (-z * z / 2).exp() / (2 * PI).sqrt()


def bell_below(z):
    if abs(z) > 9:
        return Decimal(int(z > 0))
    total = term = z
    for k in range(3, 1000, 2):
        term = term * z * z / k
        total += term
        if abs(term) < Decimal(10) ** -40:
            break
    return Decimal(1) / 2 + bell(z) * total


def density(at, given, parts, below=False, count=False):
    width = bandwidth(given, *parts)
    if width is MISSING:
        return MISSING
    total = sum((bell_below if below else bell)(decimal((at - each) / width)) for each in parts)
    return nearest(Fraction(total) / (1 if count else len(parts)) / (1 if below else width), 20)


FORMULAS = {
    "sum": lambda *parts: sum(parts),
    "average": lambda *parts: sum(parts) / len(parts),
    "share": percent,
    "implementation-rate": percent,
    "budget-execution": percent,
    "ratio": lambda part, whole: part / whole if whole > 0 else MISSING,
    "change": lambda after, before: after - before,
    "difference": lambda after, before: after - before,
    "revision": lambda after, before: after - before,
    "percent-change": lambda after, before: percent(after - before, before),
    "target-fulfilment": fulfilment,
    "median": lambda *parts: quantile(parts, Fraction(1, 2)),
    "lower-quartile": lambda *parts: quantile(parts, Fraction(1, 4)),
    "upper-quartile": lambda *parts: quantile(parts, Fraction(3, 4)),
    "quantile": quantile_at,
    "variance": lambda *parts: variance(parts, 1),
    "population-variance": lambda *parts: variance(parts, 0),
    "standard-deviation": lambda *parts: rooted(variance(parts, 1)),
    "population-deviation": lambda *parts: rooted(variance(parts, 0)),
    "standard-error": lambda *parts: rooted(variance(parts, 1) / len(parts) if len(parts) > 1 else MISSING),
    "confidence-margin": margin,
    "product": lambda *parts: math.prod(parts),
    "multiple": lambda factor, number: factor * number,
    "imputed": lambda stated, *around: stated,
    "slope": lambda *points: line(points)[0],
    "determination": lambda *points: line(points)[1],
    "line-value": lambda at, *points: line(points)[2](at),
    "polynomial-determination": lambda powers, *points: polynomial(powers, points)[1],
    "polynomial-value": polynomial_value,
    "curve-determination": curve_determination,
    "logarithm-value": lambda at, *points: curve_value(1, at, points),
    "exponential-value": lambda at, *points: curve_value(2, at, points),
    "power-value": lambda at, *points: curve_value(3, at, points),
    "bandwidth": bandwidth,
    "density": lambda at, given, *parts: density(at, given, parts),
    "density-count": lambda at, given, *parts: density(at, given, parts, count=True),
    "density-below": lambda at, given, *parts: density(at, given, parts, below=True),
    "density-count-below": lambda at, given, *parts: density(at, given, parts, below=True, count=True),
    "rank-from-top": lambda own, *others: Fraction(1 + sum(each > own for each in others)),
    "rank-from-bottom": lambda own, *others: Fraction(1 + sum(each < own for each in others)),
    "rank-dense-from-top": lambda own, *others: Fraction(1 + len({each for each in others if each > own})),
    "rank-dense-from-bottom": lambda own, *others: Fraction(1 + len({each for each in others if each < own})),
    "rank-share-from-top": lambda own, *others: Fraction(1 + sum(each >= own for each in others), 1 + len(others)),
    "rank-share-from-bottom": lambda own, *others: Fraction(1 + sum(each <= own for each in others), 1 + len(others)),
    "rank-by-several": rank_by_several,
    "ntile-from-top": lambda count, own, *others: ntile(count, own, others, lambda each, own: each < own),
    "ntile-from-bottom": lambda count, own, *others: ntile(count, own, others, lambda each, own: each > own),
    "distinct": lambda *parts: Fraction(len(set(parts))),
}


def calculate(number, cells, signed, partial=False):
    """The exact value of a number, or of an operand of one; MISSING where the data do not say."""
    operation, addresses = number["operation"], number["cells"]
    if operation == "count":
        for address in addresses:
            cells.row(address)
        return Fraction(len(addresses))
    if operation == "parameter":  # what a chart states for a calculation: never a printed number of its own
        if addresses or "id" in number:
            raise Unknown("a parameter that stands alone")
        return Fraction(number["number"])
    if operation == "time":
        return cells.year(addresses[0]) if addresses else MISSING
    if operation == "declared":  # drawn in a chart, in no dataset: what is stated beside it, with its source
        declared = number.get("declared", {})
        return Fraction(declared["number"]) if declared.get("source", "").strip() and not addresses else MISSING
    if operation in ("value", "fact"):
        return cells.value(addresses[0]) if addresses else MISSING
    if operation == "earlier-edition":
        return cells.before.get(addresses[0], MISSING) if addresses else MISSING
    if "operands" in number:
        values = [calculate(each, cells, not each.get("absolute", False)) for each in number["operands"]]
    else:
        values = [cells.value(address, in_sum=True) for address in addresses]
    if operation == "sigma-points":
        return points(values[0] if values else MISSING)
    if operation not in FORMULAS:
        raise Unknown(f"no operation {operation}")
    if partial and operation == "sum":
        values = [value for value in values if value is not MISSING]
    if MISSING in values or not values:
        return MISSING
    result = FORMULAS[operation](*values)
    return abs(result) if result is not MISSING and operation.endswith("change") and not signed else result


def rounded(value, digits):
    """The digits that are printed, half away from zero, without separators."""
    whole = (2 * abs(value.numerator) * 10**digits + value.denominator) // (2 * value.denominator)
    return str(whole).rjust(digits + 1, "0")


def faults(published, page):
    cells, printed = Cells(published), {}
    for number in published["numbers"]:
        printed[number["id"]] = number["text"]
        where = f"{number['id']}: {number['text']!r} ({number['operation']})"
        partial = number.get("qualifier") == "at least"
        try:
            value = calculate(number, cells, number.get("signed", False), partial)
            upper = cells.value(number["cells"][1]) if "high" in number else MISSING
        except Unknown as why:
            yield f"{where}: {why}"
            continue
        if value == 0 and cells.counts_as_nothing(number.get("missing")):
            value = MISSING  # nothing but such symbols went in, and the symbol is printed
        for told, again in ((number.get("value"), value), (number.get("high"), upper)):
            if (MISSING if told is None else Fraction(told)) != again:
                yield f"{where}: published as {told}, calculated as {again}"
        shown, decimals = (value, upper), number["digits"]
        if number["unit"] == "%" and value is not MISSING and value % 100 == 0:
            decimals = 0  # all, none, twice as much
        if "fraction" in number and value is not MISSING:  # "3 of 7" in place of a percentage of few
            fraction = number["fraction"]
            shown, decimals = (number_in(fraction["part"]), number_in(fraction["whole"])), fraction["digits"]
            if shown[0] / shown[1] * 100 != value:
                yield f"{where}: {float(value)} per cent are printed otherwise"
        if value is not MISSING and not re.search(r"[^\W\d_]{6}", number["text"]):  # but for "2.5 million"
            digits = "".join(rounded(each, decimals) for each in shown if each is not MISSING)
            if digits != re.sub(r"\D", "", number["text"]):
                yield f"{where}: {float(value)} is printed otherwise"
    yield from filter(None, (claim_fault(claim, cells, published, calculate) for claim in published["claims"]))
    for identity, text in page:
        if printed.get(identity) != text:
            yield f"{identity}: the page prints {text!r}, published is {printed.get(identity)!r}"
    seen = {identity for identity, _ in page}
    for number in published["numbers"]:
        if number["id"] not in seen and number["place"] != "alternative":  # descriptions of drawings bear no ids
            yield f"{number['id']}: {number['text']!r} is published, and not on the page"


class Page(HTMLParser):
    """The numbers that a page prints, (id, text), in text, tables and drawings."""

    def __init__(self):
        super().__init__()
        self.numbers, self.open = [], []

    def handle_starttag(self, tag, attributes):
        self.open.append((tag, dict(attributes).get("data-id"), []))

    def handle_endtag(self, tag):
        while self.open:
            name, identity, text = self.open.pop()
            if identity and name in ("data", "text", "abbr"):
                self.numbers.append((identity, "".join(text)))
            if name == tag:
                return

    def handle_data(self, text):
        for _, _, parts in self.open:
            parts.append(text)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    published = json.loads((folder / "published.json").read_text(encoding="utf-8"))
    page = Page()
    page.feed((folder / f"{published['report']}.html").read_text(encoding="utf-8"))
    found = list(faults(published, page.numbers))
    for fault in found:
        print(fault)
    print(f"{len(published['numbers'])} numbers calculated again, {len(page.numbers)} read on the page: {len(found)} faults")
    sys.exit(1 if found else 0)
