"""What a rule of the date grammar is: a pattern, and a reader that turns a match into periods."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from entente.resolution.dates.lean import lean_of, told, untold
from entente.resolution.dates.period import Anchor, Lean, Period, nearest
from entente.resolution.dates.shift import Shift

# Enough for the words that any rule looks at; a bound keeps very long lines (tables) linear.
_LOOK_BACK = 80


class Found(NamedTuple):
    """A time expression; without period and shift the words are no date and may not be read as one.

    ``shift`` is the step from the last date named, where that tells the period.
    """

    start: int
    end: int
    period: Period | None
    shift: Shift | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """The sentence that is read and when it was published."""

    text: str
    anchor: Anchor | None

    def before(self, offset: int) -> str:
        """The words in front of an offset, as many as a rule looks at."""
        return self.text[max(0, offset - _LOOK_BACK) : offset]

    def lean(self, start: int, end: int) -> Lean:
        """On which side of publication the words between two offsets lie."""
        return lean_of(self.text, start, end)

    def told(self, start: int, end: int) -> bool:
        """Whether the words between two offsets tell how long something took that is done."""
        return told(self.text, start, end)

    def untold(self, start: int, end: int) -> bool:
        """Whether the clause of the words between two offsets has no verb in the past."""
        return untold(self.text, start, end)

    def pick(self, options: Callable[[int], Period | None], start: int, end: int) -> Period | None:
        """The period that the year of publication and the sentence choose.

        Args:
            options: gives the period of a year, None where it has none (29 February).
            start: offset of the expression.
            end: offset of its end.
        """
        if self.anchor is None:
            return None
        about = range(self.anchor.first.year - 4, self.anchor.last.year + 5)
        periods = [period for year in about if (period := options(year))]
        return nearest(periods, self.anchor, self.lean(start, end))

    def year(self, word: str) -> int | None:
        """The year that ``last``, ``this`` or ``next`` means, where that of publication is known."""
        if self.anchor is None or self.anchor.year is None:
            return None
        return self.anchor.year + {"last": -1, "this": 0, "next": 1}[word]

    def relative(self, options: Callable[[int], Period | None], word: str) -> Period | None:
        """The period that ``last``, ``this`` or ``next`` chooses, from the moment of publication."""
        if self.anchor is None:
            return None
        anchor = self.anchor
        about = range(anchor.first.year - 4, anchor.last.year + 5)
        periods = [period for year in about if (period := options(year))]
        if word == "last":
            over = [period for period in periods if period.last < anchor.first]
            return max(over, key=lambda period: period.first, default=None)
        if word == "next":
            ahead = [period for period in periods if period.first > anchor.last]
            return min(ahead, key=lambda period: period.first, default=None)
        # "This winter" is the one that goes on, or of two the nearer; "this spring" is that of the year.
        if any(period.first.year != period.last.year for period in periods):
            return nearest(periods, anchor, Lean.EITHER)
        return next((period for period in periods if period.first.year == anchor.year), None)


Reader = Callable[[re.Match[str], Context], Iterator[Found]]


class Rule(NamedTuple):
    """A pattern and how its matches are read.

    ``needs`` are words, in lower case, of which a text must hold one for the pattern to match; for speed.
    """

    pattern: re.Pattern[str]
    read: Reader
    needs: tuple[str, ...] = ()

    def may_match(self, text: str) -> bool:
        """Whether a text in lower case holds one of the words needed."""
        return not self.needs or any(word in text for word in self.needs)


def whole(match: re.Match[str], period: Period | None) -> Iterator[Found]:
    """The match as one expression, or nothing where it has no period."""
    if period is not None:
        yield Found(match.start(), match.end(), period)
