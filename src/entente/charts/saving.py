"""A chart as a file: SVG, PNG, a page of its own, or its specification."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from html import escape
from pathlib import Path
from tempfile import NamedTemporaryFile

import vl_convert
from lxml import etree  # type: ignore[import-untyped]

from entente.charts.theme import DARK, LAYOUT, LIGHT, PAPER, Drawing, svg
from entente.errors import UsageError

#: Pixels of a PNG for each of the drawing: for print, and for screens that show two for one.
SCALE = 2

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; {light} }}
@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}
body {{ margin: 1rem auto; max-width: 30rem; padding: 0 .25rem; background: var(--paper); color: var(--ink);
  font-family: system-ui, sans-serif; }}
h1 {{ font-size: 1.1rem; }}
</style>
</head>
<body>
<h1>{title}</h1>
{drawing}
</body>
</html>
"""


def save(chart: Drawing, path: str | Path, title: str = "Entente") -> Path:
    """Write a chart as the end of the file's name says, whole or not at all. Nothing is fetched.

    Args:
        chart: a chart of this package.
        path: ends in .svg, .png (``SCALE`` pixels for one of the drawing), .html or .htm (one page that
            needs nothing else, light and dark) or .json (the Vega-Lite specification with its data).
        title: what the page is headed with; the other formats do not show it.

    Returns:
        The path of what was written. A file of that name is replaced.

    Raises:
        UsageError: nothing writes such a name, or the place cannot be written to.
    """
    target = Path(path)
    written = writer_of(target)(chart, title)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, written)
    except OSError as error:
        raise UsageError(f"cannot write to {target} ({error.strerror}); name another file") from error
    return target


def writer_of(path: Path) -> Callable[[Drawing, str], bytes]:
    """What writes a file of that name; raises UsageError for an end that nothing writes."""
    try:
        return _WRITERS[path.suffix.lower()]
    except KeyError:
        valid = ", ".join(_WRITERS)
        raise UsageError(
            f"a chart cannot be written as {path.suffix or 'a file without an end'} ({path}); valid: {valid}"
        ) from None


def _replace(target: Path, content: bytes) -> None:
    """Write beside the target, then put it in its place: a reader never meets half a file."""
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_mask()
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}-", delete=False) as draft:
        beside = Path(draft.name)
        try:
            draft.write(content)
            draft.close()
            beside.chmod(mode)
            beside.replace(target)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise


def _mask() -> int:
    """The rights that new files do not get; the system tells them only to those who set them."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _svg(chart: Drawing, _title: str) -> bytes:
    """A file of its own: there is no page that gives it a font, a width or a ground."""
    root = etree.fromstring(svg(chart))
    root.attrib.pop("style", None)
    for element in root.iter():
        # Some viewers take a colour that they cannot read for black, and do not look at the attribute.
        kept = [part for part in str(element.get("style", "")).split(";") if part and "var(" not in part]
        if kept:
            element.set("style", ";".join(kept))
        else:
            element.attrib.pop("style", None)
    root.set("font-family", "sans-serif")
    ground = etree.Element("rect", width="100%", height="100%", fill=PAPER)
    root.insert(0, ground)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _png(chart: Drawing, _title: str) -> bytes:
    spec = chart.to_dict()
    spec["config"]["background"] = PAPER
    return bytes(vl_convert.vegalite_to_png(spec, scale=SCALE, config=LAYOUT, allowed_base_urls=[]))


def _html(chart: Drawing, title: str) -> bytes:
    light = "".join(f"--{name}: {colour}; " for colour, name in LIGHT.items())
    dark = "".join(f"--{name}: {colour}; " for name, colour in DARK.items())
    page = _PAGE.format(title=escape(title), light=light, dark=dark, drawing=svg(chart))
    return page.encode("utf-8", errors="replace")


def _json(chart: Drawing, _title: str) -> bytes:
    return (json.dumps(chart.to_dict(), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


_WRITERS: dict[str, Callable[[Drawing, str], bytes]] = {
    ".svg": _svg,
    ".png": _png,
    ".html": _html,
    ".htm": _html,
    ".json": _json,
}
