"""What counts are of, and how days are put together."""

from __future__ import annotations

from enum import StrEnum

#: An act dated within so many days or more, as to a year, has no place in a month or a series.
LOOSE = 62


class Count(StrEnum):
    """What is counted as one: a happening, a distinct text that tells it, or each article."""

    STORY = "story"
    REPORT = "report"
    ARTICLE = "article"


class By(StrEnum):
    """The periods of a series. A week begins on Monday, and is named by that day."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
