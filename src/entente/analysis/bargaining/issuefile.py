"""An issue as a TOML table that an analyst may edit: written with its evidence, read back strictly.

What the record says stands beside each value in ``[stake.record]``. A value that differs from it is the
analyst's, and is marked so.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from entente.analysis.bargaining.issue import Estimate, Issue, Source, Stake
from entente.errors import UsageError

INPUTS = ("position", "salience", "capability")
_ENDS = tuple(f"{name}_{end}" for name in INPUTS for end in ("low", "high"))
_ISSUE = ("name", "low", "high", "bottom", "top")
_STAKE = ("actor", *INPUTS, *_ENDS, "record")
_RECORD = ("value", "low", "high", "source", "stories", "of", "evidence")
_HEAD = """\
# An issue on one line, for `entente bargain`. Edit what you know better, and run it:
#     entente bargain THIS-FILE
# position: what the actor wants, on the scale of the issue. salience: how much it cares, 0 to 100.
# capability: what it can bring, 0 or more, in any one unit. Of each you may give your own interval (95 %):
# position_low and position_high, and so on. Add or delete [[stake]] blocks as you like.
# [stake.record] is what the record says; a value that differs from it counts as yours.
"""


def dumps(issue: Issue, called: Callable[[str], str] = str) -> str:
    """An issue as TOML, with comments.

    Args:
        issue: the issue.
        called: the name for people of an actor's code, for comments.

    ``loads`` of it is the issue again.
    """
    return _HEAD + "\n" + "\n".join(_lines(issue, called)) + "\n"


def _lines(issue: Issue, called: Callable[[str], str]) -> Iterator[str]:
    yield "[issue]"
    yield f"name = {_text(issue.name)}"
    yield f"low = {_text(issue.low)}{_comment(called(issue.low), issue.low)}"
    yield f"high = {_text(issue.high)}{_comment(called(issue.high), issue.high)}"
    yield f"bottom = {float(issue.bottom)!r}"
    yield f"top = {float(issue.top)!r}"
    for stake in issue.stakes:
        yield from (
            "",
            "[[stake]]",
            f"actor = {_text(stake.actor)}{_comment(called(stake.actor), stake.actor)}",
        )
        if issue.is_thin(stake):
            yield "# The record has little on this actor's position: look at its interval."
        for name in INPUTS:
            yield from _values(name, getattr(stake, name))
        for name in INPUTS:
            yield from _record(name, getattr(stake, name))


def _values(name: str, given: Estimate) -> Iterator[str]:
    yield f"{name} = {float(given.value)!r}{_basis(given)}"
    if given.source is Source.ANALYST:
        for end, number in (("low", given.low), ("high", given.high)):
            if number is not None:
                yield f"{name}_{end} = {float(number)!r}"


def _basis(given: Estimate) -> str:
    if given.source is Source.POLE:
        return "  # a pole of the issue stands at its end"
    if given.source is not Source.RECORD or given.low is None or given.high is None:
        return ""
    of = "" if given.of is None else f" of {given.of:,}"
    stories = "" if given.stories is None else f", {given.stories:,}{of} stories"
    return f"  # record: {given.low:g} to {given.high:g}{stories}"


def _record(name: str, given: Estimate) -> Iterator[str]:
    if given.source is Source.ANALYST:
        return
    yield f"[stake.record.{name}]"
    yield f"value = {float(given.value)!r}"
    for end, number in (("low", given.low), ("high", given.high)):
        if number is not None:
            yield f"{end} = {float(number)!r}"
    yield f"source = {_text(given.source.value)}"
    for key, count in (("stories", given.stories), ("of", given.of)):
        if count is not None:
            yield f"{key} = {count}"
    if given.evidence:
        yield "evidence = ["
        yield from (f"    {_text(one)}," for one in given.evidence)
        yield "]"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(shown: str, code: str) -> str:
    plain = "".join(c if c.isprintable() else " " for c in shown)
    return "" if shown == code else f"  # {' '.join(plain.split())}"


def read(path: str | Path) -> Issue:
    """The issue of a file; UsageError where it cannot be read or is not as it should be."""
    try:
        text = Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise UsageError(
            f"cannot read {path} ({why}); name a file that `entente bargain --write` made"
        ) from error
    return loads(text, str(path))


def loads(text: str, path: str = "the table") -> Issue:
    """The issue of a TOML text.

    Raises UsageError for what is wrong first: the message says where it stands, what was received and what is
    valid.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            f"{path} is no TOML: {error}; compare it with one that `entente bargain --write` makes"
        ) from error
    try:
        _only(table, ("issue", "stake"), "the file")
        head = _table(table, "issue", "the file")
        _only(head, _ISSUE, "[issue]")
        blocks = table.get("stake")
        if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
            raise UsageError("there are no [[stake]] blocks; give one for each actor, two at least")
        return Issue(
            _string(head, "name", "[issue]"),
            _string(head, "low", "[issue]"),
            _string(head, "high", "[issue]"),
            tuple(_stake(block, number) for number, block in enumerate(blocks, 1)),
            _number(head, "bottom", "[issue]", 0.0),
            _number(head, "top", "[issue]", 100.0),
        )
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error


def _stake(block: Mapping[str, Any], number: int) -> Stake:
    where = f"[[stake]] {number}"
    actor = _string(block, "actor", where)
    where = f"[[stake]] {number}, {actor}"
    _only(block, _STAKE, where)
    record = _table(block, "record", where) if "record" in block else {}
    _only(record, INPUTS, f"{where}, record")
    position, salience, capability = (_estimate(block, record, name, where) for name in INPUTS)
    return Stake(actor, position, salience, capability)


def _estimate(block: Mapping[str, Any], record: Mapping[str, Any], name: str, where: str) -> Estimate:
    value = _number(block, name, where)
    low, high = (_optional(block, f"{name}_{end}", where) for end in ("low", "high"))
    if name in record and low is None and high is None:
        told = _told(_table(record, name, where), f"{where}, record.{name}")
        if told.value == value:
            return told
    return Estimate(value, low, high, Source.ANALYST)


def _told(table: Mapping[str, Any], where: str) -> Estimate:
    _only(table, _RECORD, where)
    source = _string(table, "source", where)
    if source not in (Source.RECORD, Source.POLE):
        raise UsageError(f"source in {where} is {source!r}; valid: {Source.RECORD}, {Source.POLE}")
    ids = table.get("evidence", [])
    if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
        raise UsageError(f"evidence in {where} is {ids!r}; give a list of ids of stories")
    return Estimate(
        _number(table, "value", where),
        _optional(table, "low", where),
        _optional(table, "high", where),
        Source(source),
        _count(table, "stories", where),
        _count(table, "of", where),
        tuple(ids),
    )


def _only(table: Mapping[str, Any], valid: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in valid:
            near = get_close_matches(key, valid, 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise UsageError(f"{key!r} in {where} is unknown; valid: {', '.join(valid)}{hint}")


def _table(table: Mapping[str, Any], key: str, where: str) -> Mapping[str, Any]:
    found = table.get(key)
    if not isinstance(found, dict):
        raise UsageError(f"{where} has no table [{key}]; give one")
    return found


def _string(table: Mapping[str, Any], key: str, where: str) -> str:
    found = table.get(key)
    if not isinstance(found, str) or not found.strip():
        got = "missing" if found is None else repr(found)
        raise UsageError(f'{key} in {where} is {got}; give a text in quotes, as {key} = "..."')
    return found


def _number(table: Mapping[str, Any], key: str, where: str, default: float | None = None) -> float:
    found = _optional(table, key, where)
    if found is None:
        found = default
    if found is None:
        raise UsageError(f"{key} in {where} is missing; give a number, as {key} = 50")
    return found


def _optional(table: Mapping[str, Any], key: str, where: str) -> float | None:
    found = table.get(key)
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise UsageError(f"{key} in {where} is {found!r}; give a number, as {key} = 50")
    return float(found)


def _count(table: Mapping[str, Any], key: str, where: str) -> int | None:
    found = table.get(key)
    if found is not None and (isinstance(found, bool) or not isinstance(found, int) or found < 0):
        raise UsageError(f"{key} in {where} is {found!r}; give a whole number, 0 or more")
    return found
