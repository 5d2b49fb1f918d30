"""The battle of words: two lanes that face each other, a row for each speaker, statements by date."""

from __future__ import annotations

from collections.abc import Iterator

import altair as alt
import pandas as pd

from entente.charts import rows as lists
from entente.charts.lanemarks import answers, bars, haloed, key, marks, numbers, sharpest, time, words
from entente.charts.speakers import DATES, HEAD, LABELS, Layout, laid_out
from entente.charts.theme import (
    INK,
    MUTED,
    PHONE,
    RULE,
    SIDE_A,
    SIDE_B,
    TEXT,
    themed,
)
from entente.charts.timeline import ticks


def lanes(said: pd.DataFrame, sides: tuple[str, str], width: int = PHONE) -> alt.LayerChart:
    """Draw the statements of two sides: the first above, the second below, the dates between them.

    Each side has a row for each of its ``speakers.SPEAKERS`` busiest speakers, the busiest next to the
    dates, and one for all others. A mark is a statement: its shape and colour tell what is done with it
    (``lanemarks.ACTS``), filled where it is quoted, empty where it is paraphrased. A bar through it reaches
    over the days between which it was said, where that is not known to the day. A line joins an answer to
    what it answers; it is dotted where only the order says so. Statements without a day are counted at their
    speaker's name. Beyond ``speakers.MOST`` statements, or where too many would stand on one place, bars
    count them by period: those against the other side filled, those for it empty, the others grey.

    Args:
        said: a row a statement, as :func:`entente.analysis.words.battle.battle` gives them: ``number``,
            ``side`` (0 or 1), ``speaker``, ``first``, ``last`` (days, or missing), ``act``, ``stance``,
            ``quoted``, ``faces``, ``words``, ``answers`` (a ``number``, or missing), ``answer_rule``,
            ``score``. Only what was said: no negated, hypothetical or future statement.
        sides: the names of the two.
        width: the whole width in pixels. On a page labels stand beside the rows, and the words of the
            ``lanemarks.SHARPEST`` hardest statements below.

    Returns:
        A chart as wide as is asked, and as high as its rows need.
    """
    found = laid_out(said, width)
    if not len(found.rows):
        layers = [lists.note("no statements", width / 2, 20)]
        return themed(alt.LayerChart(layer=layers, width=width, height=40))
    wide = width > PHONE
    told = sharpest(found.marks) if wide else found.marks.iloc[:0]
    layers = [*_ground(found), *_heads(found, sides)]
    if found.by:
        layers += [*bars(found), *_labels(found, wide)]
    else:
        layers += [*answers(found), *_labels(found, wide), *marks(found), *numbers(found, told)]
    if not len(found.marks):
        layers.append(lists.note("none with a known day", (found.left + found.right) / 2, found.middle + 17))
    below, deep = key(found, width)
    layers += below
    layers += words(found, told, deep, width)
    return themed(alt.LayerChart(layer=layers, width=width, height=found.tall))


def _ground(found: Layout) -> Iterator[alt.Chart]:
    """A quiet line along each row, and the dates between the lanes."""
    base = alt.Chart(found.rows)
    lines = base.mark_rule(color=RULE)
    yield lines.encode(x=alt.value(found.left), x2=alt.value(found.right), y=lists.down("base", found.tall))
    dates = ticks(found.first, found.last)
    dates.orient, dates.offset = "bottom", -(found.tall - found.middle - 8)
    dates.domain, dates.labelBound, dates.tickSize = False, 12, 4
    ends = pd.DataFrame({"day": [found.first, found.last]})
    yield alt.Chart(ends).mark_point(opacity=0, size=0, color=MUTED).encode(x=time(found, "day", dates))
    for height in (found.middle + 4, found.middle + DATES - 2):
        edge = alt.Chart(pd.DataFrame({"edge": [height]})).mark_rule(color=MUTED)
        yield edge.encode(
            x=alt.value(found.left), x2=alt.value(found.right), y=lists.down("edge", found.tall)
        )


def _heads(found: Layout, sides: tuple[str, str]) -> Iterator[alt.Chart]:
    """The names of the two, at the outer end of the first lane and below the dates."""
    for name, colour, height in (
        (sides[0], SIDE_A, HEAD / 2),
        (sides[1], SIDE_B, found.middle + DATES + HEAD / 2),
    ):
        base = alt.Chart(pd.DataFrame({"words": [lists.cut(name, lists.LETTERS)]}))
        words = base.mark_text(
            align="left", baseline="middle", fontSize=TEXT, fontWeight="bold", color=colour
        )
        yield words.encode(x=alt.value(0), y=alt.value(height), text="words:N")


def _labels(found: Layout, wide: bool) -> Iterator[alt.Chart]:
    """Who speaks, and how often, on a ground of paper."""
    room = LABELS - 12 if wide else found.right - 120
    rows = found.rows.assign(label=[lists.cut(str(name), 27 if wide else 36) for name in found.rows["label"]])
    base = alt.Chart(rows)
    for name in haloed(base, INK, align="left", baseline="middle", fontSize=TEXT, limit=room):
        yield name.encode(x=alt.value(0), y=lists.down("text_y", found.tall), text="label:N")
    aligned, at = ("left", 0.0) if wide else ("right", found.right + 4)
    for figure in haloed(base, MUTED, align=aligned, baseline="middle", fontSize=TEXT - 1):
        yield figure.encode(x=alt.value(at), y=lists.down("figure_y", found.tall), text="figure:N")
