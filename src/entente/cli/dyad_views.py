"""How the background of a dyad is shown: as tables to read, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from rich.table import Table
from rich.text import Text

from entente.analysis.dyads.background import Background, Story
from entente.analysis.dyads.phases import Phase, TurningPoint
from entente.analysis.dyads.spoken import Said
from entente.ontology.naming import actor_name

Cells = Callable[[Iterable[object]], Iterable[Text]]
Rows = list[dict[str, Any]]


def json_of(found: Background, sentences: Mapping[str, str], more: Mapping[str, Rows]) -> str:
    """One object; of its lists one row a line.

    ``sentences`` are those of the events, by id; ``more`` are further lists.
    """
    turns = [turn_row(found, number) for number in range(len(found.turns))]
    lists: dict[str, Rows] = {
        "series": list(rows_of(found.series)),
        "phases": [phase_row(number, chapter.phase) for number, chapter in enumerate(found.chapters)],
        "turning_points": turns,
        "stories": story_rows(found, sentences),
        "statements": statement_rows(found),
        **more,
    }
    head = {
        "a": found.a,
        "b": found.b,
        "names": [actor_name(found.a), actor_name(found.b)],
        "by": found.by.value,
        "count": found.count.value,
        "before": found.before,
    }
    parts = [f'"{key}": {_json(value)}' for key, value in head.items()]
    for key, rows in lists.items():
        inner = ",\n".join(map(_json, rows))
        parts.append(f'"{key}": [\n{inner}\n]' if rows else f'"{key}": []')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def rows_of(series: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The rows of a series, its days as days and what is missing as None."""
    heads = list(series.columns)
    for row in series.itertuples(index=False, name=None):
        yield {name: _plain(value) for name, value in zip(heads, row, strict=True)}


def _plain(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        return value.date()
    if pd.isna(value):
        return None
    plain = value.item() if isinstance(value, np.generic) else value
    return round(plain, 6) if isinstance(plain, float) else plain


def phase_row(number: int, phase: Phase) -> dict[str, Any]:
    """A phase as JSON has it; ``phase`` is its number, from 0."""
    words_for, deeds_for, words_against, deeds_against = phase.quads
    return {
        "phase": number,
        "first": phase.first,
        "last": phase.last,
        "character": phase.character,
        "kind": phase.kind.value,
        "manner": phase.manner.value if phase.manner else None,
        "periods": phase.periods,
        "active": phase.active,
        "count": phase.count,
        "words_for": words_for,
        "deeds_for": deeds_for,
        "words_against": words_against,
        "deeds_against": deeds_against,
        "cooperation": phase.cooperation,
        "conflict": phase.conflict,
        "intensity": _rounded(phase.intensity),
        "deviation": _rounded(phase.deviation),
        "level": _rounded(phase.level),
    }


def turn_row(found: Background, number: int) -> dict[str, Any]:
    """A turning point as JSON has it, with the ids of the stories around it."""
    turn = found.turns[number]
    point: TurningPoint = turn.point
    return {
        "turning_point": number,
        "day": point.day,
        "low": point.low,
        "high": point.high,
        "direction": point.direction.value,
        "points": _rounded(point.points),
        "deviations": _rounded(point.deviations),
        "before": point.before,
        "after": point.after,
        "stories": [s.story for s in turn.stories],
        "events": [s.event for s in turn.stories if s.event],
    }


def story_rows(found: Background, sentences: Mapping[str, str]) -> Rows:
    """The key stories of phases and turning points, each once, in order of time."""
    turns: dict[tuple[str, date], int] = {
        (story.story, story.day): number for number, turn in enumerate(found.turns) for story in turn.stories
    }
    chosen: dict[tuple[str, date], Story] = {
        (story.story, story.day): story
        for stories in (*(c.stories for c in found.chapters), *(t.stories for t in found.turns))
        for story in stories
    }
    rows = []
    for key, story in sorted(chosen.items(), key=lambda item: (item[1].day, item[0])):
        place = _place(found, story.day)
        sentence = sentences.get(story.event or "")
        rows.append(story._asdict() | {"phase": place, "turning_point": turns.get(key), "sentence": sentence})
    return rows


def statement_rows(found: Background) -> Rows:
    """The key statements, in order of time."""
    return [
        said._asdict() | {"score": _rounded(said.score), "phase": number}
        for number, chapter in enumerate(found.chapters)
        for said in chapter.statements
    ]


def _place(found: Background, day: date) -> int:
    return next(i for i, c in enumerate(found.chapters) if c.phase.first <= day <= c.phase.last)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def tables_of(found: Background, sentences: Mapping[str, str], cells: Cells) -> Iterator[Table]:
    """The tables to read: phases, turning points, key stories, statements; those that are not empty."""
    counted = {"story": "stories", "report": "reports", "article": "articles"}[found.count]
    a, b = actor_name(found.a), actor_name(found.b)
    chapters, turns = found.chapters, found.turns
    yield from tabled(
        f"{a} and {b}: phases",
        ("first", "last", "phase", counted, "for", "against", "intensity"),
        [_phase(c.phase) for c in chapters],
        cells,
        numbers=(3, 4, 5, 6),
    )
    yield from tabled(
        "Turning points",
        ("day", "between", "what", "points", "deviations", "stories around it"),
        [(*_point(t.point), "; ".join(map(_brief, t.stories))) for t in turns],
        cells,
        numbers=(3, 4),
    )
    yield from tabled(
        "Key stories",
        ("day", "who", "type", "to whom", "reports", "data set", "as a text has it", "id"),
        [_story(row) for row in story_rows(found, sentences)],
        cells,
        numbers=(4,),
    )
    yield from tabled(
        "Key statements",
        ("day", "who", "cue", "content", "texts", "id"),
        [_said(said) for chapter in chapters for said in chapter.statements],
        cells,
        numbers=(4,),
    )


def tabled(
    title: str,
    heads: tuple[str, ...],
    rows: list[tuple[object, ...]],
    cells: Cells,
    *,
    numbers: tuple[int, ...] = (),
) -> Iterator[Table]:
    """A table of some rows; none where there are none."""
    if not rows:
        return
    table = Table(title=f"{title} ({len(rows)})", title_justify="left")
    for place, head in enumerate(heads):
        table.add_column(head, no_wrap=head in ("id", "day"), justify="right" if place in numbers else "left")
    for row in rows:
        table.add_row(*cells(row))
    yield table


def _phase(phase: Phase) -> tuple[object, ...]:
    mean = None if phase.intensity is None else f"{phase.intensity:+.1f}"
    return phase.first, phase.last, phase.character, phase.count, phase.cooperation, phase.conflict, mean


def _point(point: TurningPoint) -> tuple[object, ...]:
    size = None if point.deviations is None else f"{point.deviations:+.1f}"
    span = f"{point.low} to {point.high}"
    return point.day, span, point.direction.value, f"{point.points:+.1f}", size


def _brief(story: Story) -> str:
    return f"{story.day} {story.a} {story.event_type or ''} {story.intensity:+.1f}".replace("  ", " ")


def _story(row: dict[str, Any]) -> tuple[object, ...]:
    kind = f"{row['event_type'] or '-'} {row['intensity']:+.1f}"
    name = row["event"] or row["story"]
    who = (row["day"], row["a"], kind, row["b"])
    return *who, row["reports"], row["dataset"], row["sentence"], name


def _said(said: Said) -> tuple[object, ...]:
    who = said.speaker if said.speaker == said.source else f"{said.source} ({said.speaker})"
    return said.day, who, said.cue, said.content, said.tellings, said.id
