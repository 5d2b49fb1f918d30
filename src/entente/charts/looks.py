"""How drawings look and what they are made for: colours, grounds, widths; nothing that draws."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

INK = "#1b2026"
MUTED = "#59636e"
RULE = "#d5d9dd"
PAPER = "#fdfdfb"
COOPERATION = "#00694f"
CONFLICT = "#b34700"
SIDE_A = "#005f99"
SIDE_B = "#94386b"

#: Colour as drawn -> name of the CSS variable that may replace it. Built on the palette of Okabe and Ito
#: (2008), darkened so that each has a contrast of 4.5 or more on ``PAPER``.
LIGHT: Mapping[str, str] = MappingProxyType(
    {
        INK: "ink",
        MUTED: "muted",
        RULE: "rule",
        PAPER: "paper",
        COOPERATION: "cooperation",
        CONFLICT: "conflict",
        SIDE_A: "side-a",
        SIDE_B: "side-b",
    }
)

#: CSS variable -> its colour on a dark page, for a chart that is a page of its own.
DARK: Mapping[str, str] = MappingProxyType(
    {
        "ink": "#e4e7ea",
        "muted": "#a3adb8",
        "rule": "#373e46",
        "paper": "#15181c",
        "cooperation": "#4cc09a",
        "conflict": "#f08a4b",
        "side-a": "#6cb4ee",
        "side-b": "#e29bc4",
    }
)


class Theme(StrEnum):
    """The ground that a drawing of its own stands on."""

    LIGHT = "light"
    DARK = "dark"


class Width(StrEnum):
    """What a drawing is made for: a phone or a column, or the whole page. Not all have two."""

    PHONE = "phone"
    PAGE = "page"


#: The whole width of a drawing in pixels, with its axes: of a phone or a column, and of a page.
PHONE, PAGE = 346, 692
PIXELS: Mapping[Width, int] = MappingProxyType({Width.PHONE: PHONE, Width.PAGE: PAGE})

#: Text in a chart, in pixels of the drawing.
TEXT = 12
