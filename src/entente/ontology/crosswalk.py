"""CAMEO and PLOVER: what an act of one scheme is in the other (``data/crosswalk.tsv``).

A CAMEO code says more than a type: the second to fourth digits become mode and contexts. What is lost on
the way and back is told in ``docs/reference/codes.md``. Source of the facts: CAMEO 1.1b3, and the conversion
table to PLOVER of 2021.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from entente.errors import UsageError
from entente.ontology.plover import modes
from entente.ontology.tables import rows, several
from entente.records import EventType

_ROOT, _LONGEST = 2, 4


@dataclass(frozen=True, slots=True)
class Act:
    """What a CAMEO code says, in PLOVER's terms.

    Attributes:
        event_type: PLOVER's type; None where it has none, as for statements (01) and appeals (02).
        mode: the mode of the type, or None.
        contexts: PLOVER's contexts, in its order; often none.
        quad: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict; PLOVER's class of
            the type, or CAMEO's own where there is no type.
        goldstein: CAMEO's score of the code, from -10 to +10.
    """

    event_type: EventType | None
    mode: str | None
    contexts: tuple[str, ...]
    quad: int
    goldstein: float


@dataclass(frozen=True, slots=True)
class CameoRow:
    """A line of the crosswalk: a CAMEO code, our short name of it, and its act.

    Attributes:
        code: two to four digits; the first two are the root.
        name: what is done, in our words.
        act: the PLOVER side and the scores.
        leads_back: whether the contexts of a PLOVER event may lead to this code; not so where the code says
            more than its PLOVER side does.
    """

    code: str
    name: str
    act: Act
    leads_back: bool


@cache
def cameo_rows() -> tuple[CameoRow, ...]:
    """All CAMEO codes, roots among them, in the order of the codes as text."""
    return tuple(
        CameoRow(
            code,
            name,
            Act(EventType(kind) if kind else None, mode or None, several(contexts), int(quad), float(score)),
            back != "no",
        )
        for code, name, score, kind, mode, contexts, quad, back in rows("crosswalk.tsv")
    )


@cache
def cameo_names() -> tuple[tuple[str, str], ...]:
    """Codes of three and four digits with the names that ICEWS gives them."""
    return tuple((code, name) for code, name in rows("cameo_names.tsv"))


def written_forms() -> Iterator[tuple[str, str]]:
    """The ways of writing a code that :func:`code_of_cameo` reads, up to five digits, each with the code."""
    for code in _by_code():
        digits = code.lstrip("0")
        ways = [digits.rjust(length, "0") for length in range(len(digits), _LONGEST + 2)]
        # A fourth digit that is unknown.
        ways += [f"{code}{n}" for n in range(10)] if len(code) == _LONGEST - 1 else []
        for written in ways:
            if code_of_cameo(written) == code:
                yield written, code


def code_of_cameo(code: str) -> str | None:
    """The code of the table that a written code means, or None where there is none or several are meant.

    A code as the table has it is taken as it is. Else zeros at the front may be lacking or too many, or
    the fourth digit may be unknown, which leaves the parent.

    >>> code_of_cameo("42"), code_of_cameo("0042"), code_of_cameo("0419"), code_of_cameo("0110")
    ('042', '042', '041', None)
    """
    text = code.strip()
    if text in _by_code():
        return text
    if not (text.isascii() and text.isdigit()):
        return None
    meant = set(_by_digits().get(text.lstrip("0"), ()))
    if len(text) == _LONGEST and text[:-1] in _by_code():
        meant.add(text[:-1])
    return meant.pop() if len(meant) == 1 else None


def of_cameo(code: str) -> Act | None:
    """The act of a CAMEO code, written as :func:`code_of_cameo` allows; None for what is no such code.

    >>> of_cameo("042").mode, of_cameo("010").event_type, of_cameo("---")
    ('visit', None, None)
    """
    found = code_of_cameo(code)
    return _by_code()[found].act if found else None


def to_cameo(event_type: EventType, mode: str | None = None, contexts: Iterable[str] = ()) -> str:
    """The CAMEO code that fits best: by the mode, then by the contexts, else the general one.

    Args:
        event_type: one of the sixteen.
        mode: one of the type's modes, or None.
        contexts: PLOVER's contexts; those that no code has are passed over.

    Returns:
        A code of three or four digits.

    Raises:
        UsageError: the type has no such mode.

    >>> to_cameo(EventType.AID), to_cameo(EventType.AID, contexts=["military"])
    ('070', '072')
    """
    try:
        usual = _usual()[event_type, mode]
    except KeyError:
        valid = ", ".join(modes(event_type)) or "none"
        raise UsageError(
            f"mode {mode!r} of {event_type}: valid are {valid}; give one of them or None"
        ) from None
    asked = set(contexts)
    best, most = usual, _fit(usual, asked)
    for row in cameo_rows():
        if row.leads_back and _akin(row, usual, event_type, mode) and (fit := _fit(row, asked)) > most:
            best, most = row, fit
    return best.code


def _akin(row: CameoRow, usual: CameoRow, event_type: EventType, mode: str | None) -> bool:
    """Whether contexts may lead to the row: it has the type and mode, or is below the usual code."""
    if (usual.act.event_type, usual.act.mode) != (event_type, mode):
        return row.code.startswith(usual.code)
    return (row.act.event_type, row.act.mode) == (event_type, mode) and len(row.code) > _ROOT


def _fit(row: CameoRow, asked: set[str]) -> tuple[int, int]:
    """How many contexts are shared, then how few the code has beyond them; none shared is all the same."""
    shared = len(asked.intersection(row.act.contexts))
    return shared, (shared - len(row.act.contexts) if shared else 0)


@cache
def _by_code() -> dict[str, CameoRow]:
    return {row.code: row for row in cameo_rows()}


@cache
def _by_digits() -> dict[str, tuple[str, ...]]:
    """The codes by what is left of them without zeros at the front: '10' is 10 and 010."""
    found: dict[str, tuple[str, ...]] = {}
    for row in cameo_rows():
        digits = row.code.lstrip("0")
        found[digits] = (*found.get(digits, ()), row.code)
    return found


@cache
def _usual() -> dict[tuple[EventType, str | None], CameoRow]:
    return {
        (EventType(kind), mode or None): _by_code()[code] for kind, mode, code in rows("crosswalk_back.tsv")
    }
