"""A picture of the brief where no page gives it colours, a font and a ground."""

from __future__ import annotations

import re

from entente.brief.parts import Picture

#: Paper.
GROUND = "#ffffff"

#: Pixels of a PNG for each of the drawing.
SCALE = 3

_SVG = "http://www.w3.org/2000/svg"
_ASKED = re.compile(r"var\(--[\w-]+,\s*([^()]*)\)")
_ROOT = re.compile(r"<svg\b([^>]*)>")
_STYLE = re.compile(r"\sstyle=(?:\"[^\"]*\"|'[^']*')")


def plain(svg: str, ground: str = "") -> str:
    """An SVG in the light colours, which asks no page for anything.

    Args:
        svg: as :func:`entente.charts.theme.svg` gives it.
        ground: the colour behind it; without, none.
    """
    text = _ASKED.sub(r"\1", svg[svg.find("<svg") :])
    text = text.replace('font-family="inherit"', 'font-family="Liberation Sans, DejaVu Sans, sans-serif"')
    behind = f'<rect width="100%" height="100%" fill="{ground}"/>' if ground else ""
    return _ROOT.sub(lambda root: f"<svg{_STYLE.sub('', root[1])}>{behind}", text, count=1)


def standing(picture: Picture) -> str:
    """A picture as an SVG file of its own, the wide one where there are two."""
    svg = plain(picture.wide or picture.svg, GROUND)
    return svg if "xmlns=" in svg.partition(">")[0] else svg.replace("<svg", f'<svg xmlns="{_SVG}"', 1)


def png(svg: str) -> bytes:
    """An SVG of the charts as PNG, ``SCALE`` pixels for one of the drawing, on white."""
    import vl_convert

    return bytes(vl_convert.svg_to_png(plain(svg, GROUND), scale=SCALE))
