"""Calculates every number of a published report again, with none of Tallybook's code.

    python3 recompute.py output/annual-report/en

It reads published.json, which holds the data and says of every printed number what was done to which cells, and the
page. It prints each number that does not follow from the cells, each that the page prints otherwise, and each that the
page lacks, and ends with 1 if there is one. It needs Python 3.9 or later, and nothing else.

The formulas are those of the annex "How the numbers are calculated" of a report. Rounding is half away from zero, of
the exact fraction. The claims are tested again in claims.py, every kind of them. What this cannot tell: whether the data are
true, and whether the words say what the numbers do. Numbers that the charting library Vega calculated are taken as they
were published: `tallybook verify` lets Vega calculate them again.
"""

import json
import re
import sys
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl

from claims import claim_fault  # beside this file

MISSING = None


class Unknown(Exception):
    """A cell that is not there, or an operation that this file does not know."""


def number_in(text):
    return Fraction(text) if re.fullmatch(r"-?\d+(\.\d+)?(/\d+)?", text) else MISSING


class Cells:
    """The cells of published.json by their addresses: dataset/measure?dimension=category&..."""

    def __init__(self, published):
        self.rows = {}
        self.adds = set()  # (dataset, symbol) of missing values that a sum counts as nothing
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


def linear_points(rate):
    """OECD/SIGMA, newer scale: none below 25 per cent, 15 points from 90, a straight line between."""
    if rate is MISSING or rate < 25:
        return Fraction(0)
    return min((rate - 25) / 65 * 15, Fraction(15))


def fulfilment(actual, baseline, target):
    if target == baseline:
        return MISSING
    return min(max((actual - baseline) / (target - baseline) * 100, Fraction(0)), Fraction(100))


def even_spending(*parts):
    """By threes a budget, the days that have run and all days of its action: spent evenly, in per cent of the budgets."""
    threes = [parts[at : at + 3] for at in range(0, len(parts), 3)]
    return percent(sum(planned * run / term for planned, run, term in threes), sum(parts[::3]))


def median(*parts):
    ordered, middle = sorted(parts), (len(parts) - 1) // 2
    return (ordered[middle] + ordered[len(parts) // 2]) / 2


def rate(per):
    return lambda part, whole: part / whole * per if whole > 0 else MISSING


FORMULAS = {
    "sum": lambda *parts: sum(parts),
    "average": lambda *parts: sum(parts) / len(parts),
    "share": percent,
    "implementation-rate": percent,
    "completion-rate": percent,
    "budget-execution": percent,
    "time-elapsed": even_spending,
    "index": percent,
    **{f"rate-per-{per}": rate(per) for per in (100, 1000, 10000, 100000, 1000000)},
    "thousands": lambda number: number / 1000,
    "millions": lambda number: number / 1000000,
    "ratio": lambda part, whole: part / whole if whole > 0 else MISSING,
    "change": lambda after, before: after - before,
    "difference": lambda after, before: after - before,
    "revision": lambda after, before: after - before,
    "percent-change": lambda after, before: percent(after - before, before),
    "target-fulfilment": fulfilment,
    "median": median,
}


def calculate(number, cells, signed, partial=False):
    """The exact value of a number, or of an operand of one; MISSING where the data do not say."""
    operation, addresses = number["operation"], number["cells"]
    if operation == "count":
        for address in addresses:
            cells.row(address)
        return Fraction(len(addresses))
    if operation == "vega":  # the charting library calculated it: what it comes to is taken as published
        for address in addresses:
            cells.row(address)
        return number_in(number["value"])
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
    if operation in ("sigma-points", "sigma-linear-points"):
        score = points if operation == "sigma-points" else linear_points
        return score(values[0] if values else MISSING)
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
    if digits < 0:  # whole tens, hundreds, thousands
        return str(int(rounded(value / 10**-digits, 0)) * 10**-digits)
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
    vega = sum(number["operation"] == "vega" for number in published["numbers"])
    taken = f" ({vega} by Vega taken as published)" if vega else ""
    print(f"{len(published['numbers'])} numbers calculated again{taken}, {len(page.numbers)} read on the page: {len(found)} faults")
    sys.exit(1 if found else 0)
