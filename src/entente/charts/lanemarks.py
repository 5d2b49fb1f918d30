"""What is drawn in the lanes of two sides: marks, answers, counts, the key, and words beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import altair as alt
import pandas as pd

from entente.charts import rows as lists
from entente.charts.speakers import Layout
from entente.charts.theme import CONFLICT, COOPERATION, INK, MUTED, PAPER, RULE, TEXT
from entente.charts.timeline import scale

#: What a statement does -> its words in the key, shape and colour. A filled mark is the speaker's own words.
ACTS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "THREATEN": ("threatens", "triangle-up", CONFLICT),
        "ACCUSE": ("accuses", "diamond", CONFLICT),
        "REJECT": ("rejects", "cross", CONFLICT),
        "REQUEST": ("demands", "triangle-right", CONFLICT),
        "against": ("is against", "square", CONFLICT),
        "for": ("cooperates", "circle", COOPERATION),
        "neither": ("says none of these", "circle", MUTED),
    }
)
#: Statements whose words stand below, on a page.
SHARPEST = 6
#: What an answer's line looks like, by the rule that says that it is one.
RULES: Mapping[str, list[float]] = MappingProxyType({"says so": [1, 0], "next to speak": [2, 2]})

_STANCES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"against": (CONFLICT, CONFLICT), "neither": (RULE, MUTED), "for": (PAPER, COOPERATION)}
)
_LINE = 18
#: Pixels of a letter of the key, between one item and the next, and where the first begins; of symbols.
_LETTER, _APART, _FIRST = 5.7, 16, 4.0
_SYMBOLS = {"": 0, "mark": 14, "bar": 14, "line": 22}


def time(found: Layout, field: str, axis: alt.Axis | alt.UndefinedType = alt.Undefined) -> alt.X:
    """A moment along the axis."""
    across = scale(found.first, found.last)
    across.range = [found.left, found.right]
    return alt.X(f"{field}:T", scale=across, axis=axis)


def haloed(base: alt.Chart, colour: str, **looks: Any) -> Iterator[alt.Chart]:
    """A text on a ground of paper, so that it can be read on lines."""
    yield base.mark_text(stroke=PAPER, strokeWidth=3, strokeJoin="round", color=PAPER, **looks)
    yield base.mark_text(color=colour, **looks)


def _looks(act: object, stance: str) -> str:
    return str(act) if act in ACTS else stance


def _seen(shown: pd.DataFrame) -> list[str]:
    """The looks of each statement: a key of ``ACTS``."""
    return [_looks(act, stance) for act, stance in zip(shown["act"], shown["stance"], strict=True)]


def marks(found: Layout) -> Iterator[alt.Chart]:
    """The statements, and bars where their day is not known."""
    shown = found.marks
    if not len(shown):
        return
    x, y = time(found, "when"), lists.down("y", found.tall)
    loose = shown[shown["to"] > shown["from"]]
    if len(loose):
        reach = alt.Chart(loose).mark_rule(color=MUTED, strokeWidth=2, opacity=0.6)
        yield reach.encode(x=time(found, "from"), x2="to:T", y=y)
    table = shown.assign(
        looks=_seen(shown), way=["quoted" if quoted else "paraphrased" for quoted in shown["quoted"]]
    )
    columns = ["number", "when", "y", "speaker", "cue", "words", "looks", "way"]
    for (look, way), ours in table[[c for c in columns if c in table]].groupby(["looks", "way"], sort=True):
        yield _mark(alt.Chart(ours), str(look), way == "quoted").encode(x=x, y=y)


def _mark(base: alt.Chart, look: str, quoted: bool) -> alt.Chart:
    _, shape, colour = ACTS[look]
    size = 34 if look == "neither" else 62
    made: alt.Chart = base.mark_point(
        shape=shape, fill=colour if quoted else PAPER, stroke=colour, strokeWidth=1.5, size=size, opacity=1
    )
    return made


def answers(found: Layout) -> Iterator[alt.Chart]:
    """A line from each answer to what it answers, where both are drawn."""
    shown = found.marks
    spoke = shown[["number", "when", "y"]].rename(columns={"number": "answers", "when": "earlier", "y": "y2"})
    own = shown[shown["answers"].notna()][["number", "answers", "answer_rule", "when", "y"]]
    joined = own.astype({"answers": "int64"}).merge(spoke, on="answers")
    for rule, dash in RULES.items():
        ours = joined[joined["answer_rule"] == rule]
        if len(ours):
            lines = alt.Chart(ours).mark_rule(color=MUTED, strokeDash=dash, opacity=0.8)
            yield lines.encode(
                x=time(found, "when"), x2="earlier:T", y=lists.down("y", found.tall), y2="y2:Q"
            )


def bars(found: Layout) -> Iterator[alt.Chart]:
    """The counts of each row by period, and the number of its highest."""
    for stance, (inside, edge) in _STANCES.items():
        ours = found.bins[found.bins["stance"] == stance]
        if len(ours):
            rects = alt.Chart(ours).mark_rect(fill=inside, stroke=edge, strokeWidth=0.75)
            y = lists.down("top", found.tall)
            yield rects.encode(x=time(found, "from"), x2="to:T", y=y, y2="bottom:Q")
    ends = found.bins.loc[found.bins.groupby(["row", "start"])["upto"].idxmax()]
    peaks = ends.loc[ends.groupby("row")["upto"].idxmax()].copy()
    peaks["middle"] = peaks["from"] + (peaks["to"] - peaks["from"]) / 2
    peaks["text_y"] = peaks["top"] + peaks["side"].map({0: -6, 1: 7})
    text = alt.Chart(peaks).mark_text(fontSize=TEXT - 1, color=INK, baseline="middle")
    number = alt.Text("upto:Q", format=",d")
    yield text.encode(x=time(found, "middle"), y=lists.down("text_y", found.tall), text=number)


def key(found: Layout, width: int) -> tuple[list[alt.Chart], float]:
    """What the marks, lines or bars mean, below the lanes; and how deep it reaches."""
    layers: list[alt.Chart] = []
    across, down = _FIRST, found.tall + 14
    for kind, words, look in _items(found):
        long = _SYMBOLS[kind] + len(words) * _LETTER
        if across + long > width and across > _FIRST:
            across, down = _FIRST, down + _LINE
        base = alt.Chart(pd.DataFrame({"words": [words]}))
        layers += _symbol(base, kind, look, across, down)
        text = base.mark_text(align="left", baseline="middle", fontSize=TEXT - 1, color=INK)
        layers.append(text.encode(x=alt.value(across + _SYMBOLS[kind]), y=alt.value(down), text="words:N"))
        across += long + _APART
    return layers, down + _LINE


def _items(found: Layout) -> Iterator[tuple[str, str, str]]:
    """The parts of the key that are needed: kind of symbol, words, and whose looks it has."""
    if found.by:
        yield from (("bar", stance, stance) for stance in _STANCES)
        yield "", f"bars: statements a {found.by.value}, {found.most:,} the longest", ""
        return
    shown = found.marks
    seen = set(_seen(shown))
    yield from (("mark", words, look) for look, (words, *_) in ACTS.items() if look in seen)
    if len(shown):
        yield "", "filled: quoted, empty: paraphrased", ""
    drawn = shown[shown["answers"].isin(shown["number"])]
    yield from (("line", f"answers, {rule}", rule) for rule in RULES if (drawn["answer_rule"] == rule).any())


def _symbol(base: alt.Chart, kind: str, look: str, across: float, down: float) -> Iterator[alt.Chart]:
    y = alt.value(down)
    if kind == "mark":
        yield _mark(base, look, False).encode(x=alt.value(across + 4), y=y)
    elif kind == "bar":
        inside, edge = _STANCES[look]
        square = base.mark_point(shape="square", size=90, fill=inside, stroke=edge, opacity=1)
        yield square.encode(x=alt.value(across + 4), y=y)
    elif kind == "line":
        line = base.mark_rule(color=MUTED, strokeDash=RULES[look])
        yield line.encode(x=alt.value(across), x2=alt.value(across + 18), y=y)


def sharpest(shown: pd.DataFrame) -> pd.DataFrame:
    """The statements whose words are told, in order of time.

    Those of the hardest acts come first, then those that face the other side, the quoted, the surest.
    """
    order = {act: place for place, act in enumerate(ACTS)}
    hard = shown[shown["stance"] == "against"]
    ranked = hard.assign(
        act_place=[order[_looks(act, "against")] for act in hard["act"]],
        other_way=~hard["faces"].astype(bool),
        retold=~hard["quoted"].astype(bool),
        doubt=-hard["score"].astype(float),
    ).sort_values(["act_place", "other_way", "retold", "doubt", "number"])
    kept = ranked.head(SHARPEST).sort_values(["when", "number"])
    return kept.assign(place=range(1, len(kept) + 1))


def numbers(found: Layout, told: pd.DataFrame) -> Iterator[alt.Chart]:
    """The number of each statement whose words are shown, beside its mark."""
    if not len(told):
        return
    base = alt.Chart(told[["when", "y", "place"]])
    looks: dict[str, Any] = {
        "align": "left",
        "baseline": "middle",
        "dx": 6,
        "fontSize": TEXT - 1,
        "fontWeight": "bold",
    }
    for text in haloed(base, INK, **looks):
        yield text.encode(x=time(found, "when"), y=lists.down("y", found.tall), text="place:N")


def words(found: Layout, told: pd.DataFrame, deep: float, width: int) -> Iterator[alt.Chart]:
    """The words of the sharpest statements, a line each, below the key."""
    if not len(told):
        return
    columns = (told[name] for name in ("when", "speaker", "cue", "act", "words", "quoted"))
    lines = [
        lists.cut(
            f"{day:%-d %b %Y}, {who} {cue or _verb(act)}: {_given(words, quoted)}", int(width / 5.9) - 4
        )
        for day, who, cue, act, words, quoted in zip(*columns, strict=True)
    ]
    table = pd.DataFrame({"words": lines, "place": told["place"].tolist()})
    table["y"] = deep + 6 + _LINE * (table["place"] - 1)
    base = alt.Chart(table)
    looks: dict[str, Any] = {"align": "left", "baseline": "middle", "fontSize": TEXT - 1, "color": INK}
    y = lists.down("y", found.tall)
    indent = 0 if found.by else 18
    if indent:
        yield base.mark_text(fontWeight="bold", **looks).encode(x=alt.value(0), y=y, text="place:N")
    yield base.mark_text(**looks, limit=width - indent).encode(x=alt.value(indent), y=y, text="words:N")


def _verb(act: object) -> str:
    return ACTS[_looks(act, "against")][0]


def _given(words: object, quoted: bool) -> str:
    """What was said, in marks of quotation where it is quoted as a whole."""
    text = str(words)
    return f"“{text}”" if quoted and not set(text) & set('“”"') else text
