"""Text of documents made fit for a file: nothing that no page may hold, nothing that turns what follows."""

from __future__ import annotations

import re

_SPOILT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNKNOWN = "\ufffd"
#: Characters that turn the direction of writing -> what ends their reach.
_TURNS = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", "\u2069")


def mended(text: str) -> str:
    """The text without what no page and no XML may hold: control characters, halves of surrogate pairs."""
    return _SPOILT.sub(_UNKNOWN, text)


def contained(text: str) -> str:
    r"""The text with every turn of direction that it begins ended, so that it disturbs nothing after it.

    >>> contained("\u202eabc") == "\u202eabc\u202c", contained("\u2067abc\u2069") == "\u2067abc\u2069"
    (True, True)
    """
    turns = [_TURNS[sign] for sign in text if sign in _TURNS]
    for sign in text:
        if sign in turns:
            turns.remove(sign)
    return text + "".join(reversed(turns))
