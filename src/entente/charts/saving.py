"""A chart as a file: SVG, PNG, a page of its own, or its specification."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import vl_convert
from lxml import etree  # type: ignore[import-untyped]

from entente.charts.caption import Caption, framed
from entente.charts.theme import DARK, LAYOUT, LIGHT, PAPER, Drawing, Theme, drawn, recoloured, svg
from entente.errors import UsageError
from entente.writing import write_whole

#: Pixels of a PNG for each of the drawing: for print, and for screens that show two for one.
SCALE = 2

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{colours}
body {{ margin: 1rem auto; max-width: {width}px; padding: 0 .25rem; background: var(--paper);
  color: var(--ink); font-family: system-ui, sans-serif; }}
h1 {{ font-size: 1.1rem; }}
figure {{ margin: 0; }}
figcaption {{ color: var(--muted); font-size: .85rem; line-height: 1.4; }}
figcaption p {{ margin: .4rem 0; }}
</style>
</head>
<body>
<h1>{title}</h1>
<figure>
{drawing}
<figcaption>
{told}
</figcaption>
</figure>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A drawing with its words, for a ground; None where a page is to follow its reader."""

    chart: Drawing
    caption: Caption
    theme: Theme | None

    def spec(self) -> dict[str, Any]:
        """The specification with title and notes, in the theme's colours."""
        bare = self.chart.to_dict(validate=False)
        whole = framed(bare, self.caption, float(drawn(bare).get("width")))
        coloured: dict[str, Any] = recoloured(whole, self.theme or Theme.LIGHT)
        return coloured

    @property
    def ground(self) -> str:
        """The colour that it stands on."""
        return DARK["paper"] if self.theme is Theme.DARK else PAPER


def save(chart: Drawing, path: str | Path, caption: Caption, theme: Theme | None = None) -> Path:
    """Write a chart as the end of the file's name says, whole or not at all. Nothing is fetched.

    Args:
        chart: a chart of this package.
        path: ends in .svg, .png (``SCALE`` pixels for one of the drawing), .html or .htm (one page that
            needs nothing else) or .json (the Vega-Lite specification with its data).
        caption: what stands above and below it, in every format.
        theme: the ground; without, a page follows its reader and the others are light.

    Returns:
        The path of what was written. A file of that name is replaced.

    Raises:
        UsageError: nothing writes such a name, or the place cannot be written to.
    """
    target = Path(path)
    write_whole({target: writer_of(target)(_Sheet(chart, caption, theme))})
    return target


def writer_of(path: Path) -> Callable[[_Sheet], bytes]:
    """What writes a file of that name; raises UsageError for an end that nothing writes."""
    try:
        return _WRITERS[path.suffix.lower()]
    except KeyError:
        valid = ", ".join(_WRITERS)
        raise UsageError(
            f"a chart cannot be written as {path.suffix or 'a file without an end'} ({path}); valid: {valid}"
        ) from None


def _svg(sheet: _Sheet) -> bytes:
    """A file of its own: there is no page that gives it a font, a width or a ground."""
    root = drawn(sheet.spec())
    root.set("font-family", "sans-serif")
    root.insert(0, etree.Element("rect", width="100%", height="100%", fill=sheet.ground))
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _png(sheet: _Sheet) -> bytes:
    spec = sheet.spec()
    spec["config"]["background"] = sheet.ground
    return bytes(vl_convert.vegalite_to_png(spec, scale=SCALE, config=LAYOUT, allowed_base_urls=[]))


def _html(sheet: _Sheet) -> bytes:
    drawing = svg(sheet.chart)
    width = float(etree.fromstring(drawing).get("viewBox").split()[2])
    page = _PAGE.format(
        title=escape(sheet.caption.title),
        colours=_colours(sheet.theme),
        width=max(480, round(width * 1.25)),
        drawing=drawing,
        told="\n".join(f"<p>{escape(text)}</p>" for text in sheet.caption.told),
    )
    return page.encode("utf-8", errors="replace")


def _colours(theme: Theme | None) -> str:
    """The page's variables: those of a theme, or of the one that the reader's machine asks for."""
    light = "".join(f"--{name}: {colour}; " for colour, name in LIGHT.items())
    dark = "".join(f"--{name}: {colour}; " for name, colour in DARK.items())
    if theme is not None:
        return f":root {{ color-scheme: {theme}; {dark if theme is Theme.DARK else light}}}"
    return (
        f":root {{ color-scheme: light dark; {light}}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark}}} }}"
    )


def _json(sheet: _Sheet) -> bytes:
    return (json.dumps(sheet.spec(), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


_WRITERS: dict[str, Callable[[_Sheet], bytes]] = {
    ".svg": _svg,
    ".png": _png,
    ".html": _html,
    ".htm": _html,
    ".json": _json,
}
