"""What counts are of, and how days are put together."""

from __future__ import annotations

from enum import StrEnum


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
