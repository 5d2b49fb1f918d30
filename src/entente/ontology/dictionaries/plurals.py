"""Regular English plurals, for words of which a dictionary gives the singular only."""

from __future__ import annotations


def plural(phrase: str) -> str:
    """The regular plural of a phrase's last word, in the case that the phrase is written in.

    >>> plural("MINISTRY"), plural("boss"), plural("ARMED_GROUP"), plural("envoy")
    ('MINISTRIES', 'bosses', 'ARMED_GROUPS', 'envoys')
    """
    low = phrase.lower()
    if low.endswith("y") and low[-2:-1] not in "aeiou":
        stem, ending = phrase[:-1], "ies"
    elif low.endswith(("s", "x", "z", "ch", "sh")):
        stem, ending = phrase, "es"
    else:
        stem, ending = phrase, "s"
    return stem + (ending.upper() if phrase.isupper() else ending)
