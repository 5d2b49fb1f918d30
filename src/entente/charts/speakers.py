"""Where statements stand in the lanes of two sides: rows of speakers, marks beside one another, bins."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from entente.charts.theme import PHONE
from entente.charts.timeline import after, moments, span
from entente.units import By

#: Speakers of a side with a row of their own; the others share one.
SPEAKERS = 5
OTHERS = "others"
#: Beyond so many statements with a day, or so many of one row that would stand on one place, they are
#: counted in bins.
MOST, LEVELS = 150, 8
#: From mark to mark, one above the other and side by side; the height of the longest bar of a bin.
PITCH, BESIDE, BAR = 11, 11, 34
#: The least width of a bin.
BIN = 14
#: Of a row: the line of its label, where that is above; what is left free; the least height of one whose
#: label is beside.
_LABEL, _GAP, _BESIDE = 18, 10, 34
#: Above the longest bar of a row stands its number.
_LETTER = 13
#: From the dates outward.
_ORDER = {"against": 0, "neither": 1, "for": 2}
#: The line of a side's name, and the strip of dates between the lanes.
HEAD, DATES = 22, 34
#: The column of labels on a page.
LABELS = 176
_EDGE = 8


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything that is drawn, with its place.

    Attributes:
        marks: the statements with a day: ``when``, ``from``, ``to`` (moments), ``row``, ``level``, ``y``.
        bins: where there are more than are drawn, the bars instead: ``from``, ``to``, ``stance``,
            ``number``, ``upto``, ``top``, ``bottom``.
        rows: the speakers: ``row``, ``side``, ``label``, ``figure``, ``text_y``, ``figure_y``, ``base``.
        first, last: the ends of the axis.
        by: of what length the bins are; None where there are none.
        most: the number of the longest bar.
        middle, tall: heights of the dates' axis and of the whole.
        left, right: between which time runs, in pixels.
    """

    marks: pd.DataFrame
    bins: pd.DataFrame
    rows: pd.DataFrame
    first: pd.Timestamp
    last: pd.Timestamp
    by: By | None
    most: int
    middle: float
    tall: float
    left: float
    right: float


def laid_out(said: pd.DataFrame, width: int) -> Layout:
    """The layout of some statements for a whole width in pixels; see :func:`entente.charts.lanes.lanes`."""
    wide = width > PHONE
    left, right = (LABELS if wide else _EDGE), width - _EDGE
    shown = said.assign(**{"from": moments(said["first"]), "to": moments(said["last"])})
    rows = _speakers(shown)
    shown["row"] = _row_of(shown, rows)
    dated = shown[shown["from"].notna()].copy()
    # A mark stands in the middle of the days between which it was said.
    dated["when"] = dated["from"] + (dated["to"] - dated["from"]) / 2
    first, last = span([*dated["from"], *dated["to"]], By.DAY, 28)
    # Room for a mark that is said on the last day.
    room = (last - first) / 40
    first, last = (first - room).floor("D"), (last + room).ceil("D")
    dated["x"] = left + (dated["when"] - first) / (last - first) * (right - left)
    dated["level"] = _levels(dated)
    binned = len(dated) > MOST or int(dated["level"].max() if len(dated) else 0) >= LEVELS
    by = _bin_length(first, last, right - left) if binned else None
    counts, most = _counted(dated, by) if by else (dated.iloc[:0], 0)
    thick = {str(row): float(level + 1) * PITCH for row, level in dated.groupby("row")["level"].max().items()}
    if by:
        first, last = min(first, counts["from"].min()), max(last, counts["end"].max())
        thick = {str(row): BAR * n / most + _LETTER for row, n in counts.groupby("row")["upto"].max().items()}
    rows, middle, tall = _heights(rows, thick, wide)
    base = rows.set_index("row")["base"]
    up = dated["side"].map({0: -1, 1: 1})
    dated["y"] = dated["row"].map(base) + up * (PITCH / 2 + dated["level"] * PITCH)
    bins = _bars(counts, base, most) if by else counts
    return Layout(dated, bins, rows, first, last, by, most, middle, tall, left, right)


def _speakers(shown: pd.DataFrame) -> pd.DataFrame:
    """The rows of each side, the busiest first; those beyond ``SPEAKERS`` are one."""
    found = []
    for side in (0, 1):
        ours = shown[shown["side"] == side]
        counts = ours.groupby("speaker").size().reset_index(name="n")
        ranked = counts.sort_values(["n", "speaker"], ascending=[False, True])["speaker"].tolist()
        # One other would take no less room than the row of all others.
        kept = ranked if len(ranked) <= SPEAKERS + 1 else ranked[:SPEAKERS]
        rest = ranked[len(kept) :]
        for place, name in enumerate([*kept, *([None] if rest else [])]):
            theirs = ours[ours["speaker"].isin(rest if name is None else [name])]
            label = f"{len(rest)} {OTHERS}" if name is None else name
            found.append((f"{side} {place}", side, name or "", name is None, label, _figure(theirs)))
    return pd.DataFrame(found, columns=["row", "side", "speaker", "rest", "label", "figure"])


def _figure(theirs: pd.DataFrame) -> str:
    """How many statements, how many of them are hard, and how many have no place in time."""
    against, undated = int((theirs["stance"] == "against").sum()), int(theirs["from"].isna().sum())
    parts = [f"{len(theirs):,}"]
    parts += [f"{against:,} against"] if against else []
    parts += [f"{undated:,} undated"] if undated else []
    return ", ".join(parts)


def _row_of(shown: pd.DataFrame, rows: pd.DataFrame) -> list[str]:
    own = dict(zip(zip(rows.side, rows.speaker, rows.rest, strict=True), rows.row, strict=True))
    who = zip(shown["side"].tolist(), shown["speaker"].tolist(), strict=True)
    return [own.get((side, name, False)) or own[side, "", True] for side, name in who]


def _levels(dated: pd.DataFrame) -> list[int]:
    """For each mark how many stand between it and the axis: none lies on another of its row."""
    levels: dict[int, int] = {}
    for _, row in dated.sort_values(["x", "number"]).groupby("row", sort=False):
        ends: list[float] = []
        for index, x in zip(row.index, row["x"].tolist(), strict=True):
            level = next((n for n, end in enumerate(ends) if end <= x), len(ends))
            ends[level : level + 1] = [x + BESIDE]
            levels[index] = level
    return [levels[index] for index in dated.index]


def _bin_length(first: pd.Timestamp, last: pd.Timestamp, room: float) -> By:
    days = (last - first).days
    each = ((By.DAY, 1), (By.WEEK, 7), (By.MONTH, 30.4), (By.YEAR, 365.2))
    return next((by for by, length in each if days / length * BIN <= room), By.YEAR)


def _heights(rows: pd.DataFrame, thick: dict[str, float], wide: bool) -> tuple[pd.DataFrame, float, float]:
    """The rows from the dates outward, so that the busiest of both sides face each other."""
    placed = []
    lengths = {
        side: HEAD + sum(_height(row, thick, wide) for row in rows[rows.side == side].row) for side in (0, 1)
    }
    middle = lengths[0]
    for side, start in ((0, middle), (1, middle + DATES + HEAD)):
        at = start
        for row in rows[rows.side == side].row:
            tall = _height(row, thick, wide)
            top = at - tall if side == 0 else at
            label = top + _GAP / 2 + 6
            inner = top + tall - _GAP / 2 if side == 0 else top + _GAP / 2 + (0 if wide else _LABEL)
            if wide:
                centre = top + tall / 2
                placed.append((row, centre - 7, centre + 8, inner))
            else:
                placed.append((row, label, label, inner))
            at = top if side == 0 else top + tall
    table = pd.DataFrame(placed, columns=["row", "text_y", "figure_y", "base"])
    return rows.merge(table, on="row"), middle, middle + DATES + lengths[1]


def _height(row: str, thick: dict[str, float], wide: bool) -> float:
    tall = thick.get(row, PITCH) + _GAP
    return max(tall, _BESIDE) if wide else tall + _LABEL


def _counted(dated: pd.DataFrame, by: By) -> tuple[pd.DataFrame, int]:
    """The statements of each row and period by stance, one on the other; and the most of one."""
    rules = {By.DAY: "D", By.WEEK: "W-SUN", By.MONTH: "M", By.YEAR: "Y"}
    naive = dated["when"].dt.tz_localize(None)
    start = naive.dt.to_period(rules[by]).dt.start_time.dt.tz_localize("UTC")
    grouped = dated.assign(start=start, order=dated["stance"].map(_ORDER))
    table = grouped.groupby(["row", "side", "start", "order", "stance"]).size().reset_index(name="number")
    table["upto"] = table.groupby(["row", "start"])["number"].cumsum()
    table["from"], table["end"] = table["start"], after(table["start"], by)
    # A little less than the period, so that no two bars touch.
    table["to"] = table["end"] - (table["end"] - table["from"]) / 12
    return table, int(table["upto"].max())


def _bars(table: pd.DataFrame, base: pd.Series[float], most: int) -> pd.DataFrame:
    """The counts as bars that grow away from the dates."""
    up = table["side"].map({0: -1, 1: 1}) * BAR / most
    at = table["row"].map(base)
    bottom, top = at + up * (table["upto"] - table["number"]), at + up * table["upto"]
    return table.assign(bottom=bottom, top=top)
