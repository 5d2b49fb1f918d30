"""Lists as drawings: one row for each thing, its label on a line of its own above its mark.

So a label has the whole width, at a phone's too, and any number of rows stays legible: the drawing grows
downwards. Heights are in pixels from the upper edge.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from entente.charts.theme import INK, MUTED, RULE, TEXT

#: The width of the drawing in pixels, without an axis at its side.
WIDTH = 346
#: From row to row.
PITCH = 34
#: Letters that find room in a row; a figure or date at its end takes some of them.
LETTERS = 54
#: Half the height of a bar.
HALF = 5

_FIRST, _MARK, _HEADING = 14, 14, 22
#: What is left free above a heading, beyond a row's own distance.
_BEFORE = 8


def cut(text: str, letters: int) -> str:
    """A text of so many letters at most; what is left out shows as three dots.

    >>> cut("Organisation for Security", 14)
    'Organisation…'
    """
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"


def pair(one: str, other: str, letters: int) -> str:
    """The label of a dyad; the longer name is cut first.

    >>> pair("China", "Democratic Republic of the Congo", 30)
    'China - Democratic Republic o…'
    """
    room = letters - 3
    left = max(room // 2, room - len(other))
    right = max(room - room // 2, room - len(one))
    return f"{cut(one, left)} - {cut(other, right)}"


def labels(table: pd.DataFrame, columns: Sequence[str], names: Mapping[str, str], letters: int) -> list[str]:
    """The label of each row, from one column of codes or from the two of a dyad."""
    shown = [[names.get(str(code), str(code)) for code in table[column]] for column in columns]
    if len(shown) == 1:
        return [cut(name, letters) for name in shown[0]]
    return [pair(one, other, letters) for one, other in zip(*shown, strict=True)]


def placed(table: pd.DataFrame, headings: Sequence[str] | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows with their heights, and the headings with theirs.

    Args:
        table: the rows in their order.
        headings: for each row what it stands under; a heading is set where it changes.

    Returns:
        The rows with ``text_y`` (the label's middle), ``y`` (the mark's), ``top`` and ``bottom`` (the
        bar's), and the headings: ``words`` and ``y``.
    """
    heights, heads = [], []
    down = float(_FIRST)
    for number in range(len(table)):
        if headings is not None and (number == 0 or headings[number] != headings[number - 1]):
            down += _BEFORE if number else 0
            heads.append((headings[number], down))
            down += _HEADING
        heights.append(down)
        down += PITCH
    rows = table.reset_index(drop=True).assign(text_y=pd.Series(heights, dtype=float))
    rows["y"] = rows["text_y"] + _MARK
    rows["top"], rows["bottom"] = rows["y"] - HALF, rows["y"] + HALF
    return rows, pd.DataFrame(heads, columns=["words", "y"])


def height(rows: pd.DataFrame) -> float:
    """How high a drawing of these rows is; one without rows has room for a line of words."""
    return float(rows["y"].max()) + 14 if len(rows) else 40.0


def down(field: str, tall: float) -> alt.Y:
    """A height in pixels."""
    return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(domain=[tall, 0], nice=False, zero=False))


def written(rows: pd.DataFrame, heads: pd.DataFrame, tall: float, wide: int = WIDTH) -> list[alt.Chart]:
    """The labels at the left, ``figure`` at the right where the rows have it, and the headings."""
    left = alt.Chart(rows).mark_text(align="left", baseline="middle", fontSize=TEXT, color=INK, limit=wide)
    layers = [left.encode(x=alt.value(0), y=down("text_y", tall), text="label:N")]
    if "figure" in rows:
        right = alt.Chart(rows).mark_text(align="right", baseline="middle", fontSize=TEXT - 1, color=MUTED)
        layers.append(right.encode(x=alt.value(wide), y=down("text_y", tall), text="figure:N"))
    if len(heads):
        bold = alt.Chart(heads).mark_text(
            align="left", baseline="middle", fontSize=TEXT, fontWeight="bold", color=INK, limit=wide
        )
        layers.append(bold.encode(x=alt.value(0), y=down("y", tall), text="words:N"))
    return layers


def guides(rows: pd.DataFrame, tall: float, wide: int = WIDTH) -> alt.Chart:
    """A quiet line along each row, for the eye to follow."""
    lines: alt.Chart = (
        alt.Chart(rows).mark_rule(color=RULE).encode(x=alt.value(0), x2=alt.value(wide), y=down("y", tall))
    )
    return lines


def note(words: str, across: float, tall: float) -> alt.Chart:
    """A line of words in the middle: that there is nothing to show, or that not everything is shown."""
    text: alt.Chart = (
        alt.Chart(pd.DataFrame({"note": [words]}))
        .mark_text(fontSize=TEXT, color=MUTED, baseline="middle", align="center")
        .encode(x=alt.value(across), y=alt.value(tall), text="note:N")
    )
    return text
