"""Makes the pictures of the guide to the page small; ``make screenshots`` runs it.

``python docs/write_shots.py FOLDER``, which holds what the tests in a browser saw. What the guide shows of it
is written to ``docs/page/shots``, with a palette in the place of every colour.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from PIL import Image

PAGE = Path(__file__).parent / "page/begin.md"
SHOTS = PAGE.parent / "shots"
COLOURS = 64


def shown() -> list[str]:
    """The names of the pictures that the guide shows."""
    return re.findall(r"\(shots/([\w-]+)\.png\)", PAGE.read_text("utf-8"))


def main(folder: Path) -> None:
    """Writes all of them."""
    SHOTS.mkdir(exist_ok=True)
    for name in shown():
        with Image.open(folder / f"{name}.png") as taken:
            small = taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
            small.save(SHOTS / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
