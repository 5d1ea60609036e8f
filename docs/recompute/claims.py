"""Tests every claim of a published report again: the second half of recompute.py, which reads the cells.

A figure is known between two ends: "at least 12" has no upper one, a missing value has neither, and a symbol that a sum counts
as nothing is nothing here too. A comparison is true, false, or not known (None); a claim is true when all of its comparisons
are, false when one is, and "untestable" in between. The kinds are those of docs/claims.md, in its order.
"""

from fractions import Fraction

NOTHING = (Fraction(0), Fraction(0))


def above(a, b):
    if a[0] is not None and b[1] is not None and a[0] > b[1]:
        return True
    return False if a[1] is not None and b[0] is not None and a[1] <= b[0] else None


def no(truth):
    return None if truth is None else not truth


def every(*truths):
    return False if False in truths else None if None in truths else True


def below(a, b):
    return above(b, a)


def at_least(a, b):
    return no(above(b, a))


def at_most(a, b):
    return at_least(b, a)


def equal(a, b):
    return every(at_least(a, b), at_least(b, a))


def times(a, factor):
    return tuple(None if end is None else end * factor for end in a)


def positive(base, truth):
    """Nothing is a multiple of nothing, nor a part of it."""
    return truth if above(base, NOTHING) is True else None


def near(a, b, share):
    """Within so many per cent of a number above nothing."""
    if None in b or b[0] != b[1] or b[0] <= 0:
        return None
    margin = b[0] * share / 100
    return every(at_least(a, (b[0] - margin,) * 2), at_most(a, (b[0] + margin,) * 2))


def end(a):
    return (a[1], a[1])


def steps(holds):
    return lambda figures: [holds(later, before) for before, later in zip(figures, figures[1:])]


def ends(holds):
    return lambda figures: [holds(figures[-1], figures[0])] if figures else []


def counted(truths, wanted):
    """Exactly so many of them are true."""
    sure, open_ = truths.count(True), truths.count(None)
    return [False if not sure <= wanted <= sure + open_ else True if open_ == 0 else None]


def course(strictly, loosely):
    return lambda figures, limits: (
        steps(strictly)(figures) if limits.get("strict", True) else steps(loosely)(figures) + ends(strictly)(figures)
    )


def standing(beats):
    """Above every other; where it need not be alone there, beaten by none."""
    return lambda own, others, limits: [
        beats(own, other) if limits.get("strict", True) else no(beats(other, own)) for other in others
    ]


def ranked(own, others, limits):
    higher = [above(other, own) for other in others]
    alone = [no(equal(own, other)) for other in others] if limits.get("strict", True) else []
    return counted(higher, limits["rank"] - 1) + alone


SERIES = {  # one figure for each year
    "increasing": course(above, at_least),
    "decreasing": course(below, at_most),
    "unchanged": lambda figures, limits: steps(equal)(figures),
    "stable-within": lambda figures, limits: [near(each, figures[0], limits["share"]) for each in figures[1:]],
    "rises": lambda figures, limits: counted(steps(above)(figures), limits["times"]),
    "falls": lambda figures, limits: counted(steps(below)(figures), limits["times"]),
    "recorded": lambda figures, limits: counted([above(each, NOTHING) for each in figures], limits["times"]),
}
CHANGE = {  # the last year and the first
    "rose": lambda after, before, limits: above(after, before),
    "fell": lambda after, before, limits: below(after, before),
    "doubled": lambda after, before, limits: positive(before, at_least(after, times(before, 2))),
    "halved": lambda after, before, limits: positive(before, at_least(before, times(after, 2))),
    "at-least-times": lambda after, before, limits: positive(before, at_least(after, times(before, limits["times"]))),
}
PAIR = {  # a figure and another
    "higher-than": lambda own, other, limits: above(own, other),
    "lower-than": lambda own, other, limits: below(own, other),
    "equal": lambda own, other, limits: equal(own, other),
    "at-least-times": lambda own, other, limits: positive(other, at_least(own, times(other, limits["times"]))),
    "about-times": lambda own, other, limits: positive(other, near(own, times(other, limits["times"]), limits["share"])),
    "higher-limit": lambda own, other, limits: above(end(own), end(other)),
    "lower-limit": lambda own, other, limits: below(end(own), end(other)),
    "equal-limit": lambda own, other, limits: equal(end(own), end(other)),
}
PART = {  # a part and its whole
    "majority": lambda part, whole, limits: above(times(part, 2), whole),
    "minority": lambda part, whole, limits: below(times(part, 2), whole),
    "at-least-share": lambda part, whole, limits: at_least(part, times(whole, limits["share"] / 100)),
    "at-most-share": lambda part, whole, limits: at_most(part, times(whole, limits["share"] / 100)),
}
STANDING = {  # a figure among all others
    "highest": standing(above),
    "lowest": standing(below),
    "rank": ranked,
    "only": lambda own, others, limits: [above(own, NOTHING), *(equal(other, NOTHING) for other in others)],
}
ROWS = {  # how many rows have it, of those that are chosen
    "every-row": lambda having, chosen, limits: positive(chosen, equal(having, chosen)),
    "some-rows": lambda having, chosen, limits: above(having, NOTHING),
    "no-row": lambda having, chosen, limits: equal(having, NOTHING),
    "most-rows": lambda having, chosen, limits: positive(chosen, above(times(having, 2), chosen)),
    "count-rows": lambda having, chosen, limits: equal(having, (limits["times"],) * 2),
}
PRESENCE = ("missing", "known", "first-known", "last-known")
OF_NOTHING = ("none", "missing")  # what missing values alone bear out


def truths_of(claim, groups, known, limits):
    """The comparisons that a claim is made of; None for a kind that this file does not know."""
    kind, shape, first = claim["kind"], claim["shape"], groups[0] if groups else []
    if shape == "series" and kind in SERIES:
        return SERIES[kind](first, limits) if first else []
    if shape == "change" and kind in CHANGE:
        return [CHANGE[kind](first[-1], first[0], limits)] if first else []
    if shape == "pair" and kind in PAIR:
        return [PAIR[kind](own, other, limits) for own, other in groups]
    if shape == "part" and kind in PART:
        return [positive(whole, PART[kind](part, whole, limits)) for part, whole in groups]
    if shape == "range" and kind == "between":
        return [every(at_least(own, least), at_most(own, most)) for own, least, most in groups]
    if shape == "standing" and kind in STANDING:
        return [truth for own, *others in groups for truth in STANDING[kind](own, others, limits)]
    if shape == "rows" and kind in ROWS:
        return [ROWS[kind](having, chosen, limits) for having, chosen in groups]
    if kind == "none":
        return [equal(each, NOTHING) for group in groups for each in group]
    if kind in PRESENCE:
        flat = [each for group in known for each in group]
        if kind in ("missing", "known"):
            return [each if kind == "known" else no(each) for each in flat]
        return [truth for own, *rest in known for truth in (own, *(no(each) for each in rest))]
    return None


def verdicts_of(claim, groups, known, limits):
    """What may have been published: two verdicts beside a break in the series, which the snapshot does not place."""
    truths = truths_of(claim, groups, known, limits)
    if truths is None:
        return None
    verdict = "false" if False in truths else "untestable" if None in truths or not truths else "true"
    if verdict == "true" and claim["kind"] not in OF_NOTHING and not any(each for group in known for each in group):
        verdict = "untestable"
    told = {"true": "false", "false": "true"}.get(verdict, verdict) if claim.get("not") else verdict
    if not claim.get("acrossBreak"):
        return [told]
    return ["untestable"] if verdict == "true" else [told, "untestable"]


def counts_of(claim, published):
    """Of each group how many rows have it, how many more may have it, and how many there are to choose from."""
    test = claim["rows"]
    dataset = next(each for each in published["datasets"] if each["name"] == test["dataset"])
    where, condition = test["where"], test.get("condition")

    def stands(row, name):
        return row["keys"].get(name, row.get("attributes", {}).get(name, ""))

    chosen = [
        row
        for row in dataset["rows"]
        if all(stands(row, name) in values for name, values in where.items())
        and all(d["name"] in where or "total" not in d or row["keys"].get(d["name"]) != d["total"] for d in dataset["dimensions"])
    ]

    def has(row, values):
        field, symbol = condition["field"], row.get("missing", {}).get(condition["field"])
        number = row["values"].get(field)
        text = stands(row, field) or symbol or ("" if number is None else "a number")
        if values is None and symbol == "[c]":
            return None
        if values is None:
            return (text != "" and symbol is None) != condition["lacks"]
        return None if text == "" else (text in values) != condition["lacks"]

    asked = [[each] for each in (condition or {}).get("values", [])] if len(claim["groups"]) > 1 else [(condition or {}).get("values")]
    for values in asked:
        truths = [True if condition is None else has(row, values) for row in chosen]
        yield truths.count(True), truths.count(None), len(chosen)


def claim_fault(claim, cells, published, calculate):
    """What is wrong with the verdict of a claim; None where nothing is. `calculate` comes to the figures."""
    limits = {name: Fraction(value) if isinstance(value, str) else value for name, value in claim["limits"].items()}
    if claim["shape"] == "rows":
        groups = [[(Fraction(sure), Fraction(sure + open_)), (Fraction(all_),) * 2] for sure, open_, all_ in counts_of(claim, published)]
        known = [[True, True] for _ in groups]
    else:
        figures = [[figure_of(each, cells, calculate) for each in group] for group in claim["groups"]]
        groups = [[bounds for bounds, _ in group] for group in figures]
        known = [[is_known for _, is_known in group] for group in figures]
    verdicts = verdicts_of(claim, groups, known, limits)
    if verdicts is None:
        return f"{claim['at']}: no kind of claim {claim['kind']} ({claim['shape']})"
    if claim["verdict"] in verdicts:
        return None
    return f"{claim['at']}: {claim['kind']} is {' or '.join(verdicts)}, published as {claim['verdict']}"


def figure_of(figure, cells, calculate):
    """Between which two ends a figure lies, and whether there is a number at all; of one that is hidden None."""
    unknown, qualifier = (None, None), figure.get("qualifier", "exact")
    if figure.get("gap"):
        return unknown, False
    value = calculate(figure, cells, True, qualifier == "at least")
    first = figure["cells"][0] if figure["cells"] else None
    if value is None:
        counts_as_nothing = first is not None and cells.value(first) is None and cells.value(first, in_sum=True) == 0
        is_hidden = any(cells.is_hidden(each) for each in figure["cells"])
        return (NOTHING if counts_as_nothing else unknown), None if is_hidden else False
    plain = figure["operation"] in ("value", "fact") and len(figure["cells"]) > 1
    upper = cells.value(figure["cells"][1]) if plain else value
    return {
        "about": unknown,
        "up to": (None, upper),
        "at least": (value, None),
        "over": (value, None),
    }.get(qualifier, (value, upper)), True
