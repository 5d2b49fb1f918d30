"""Writes ``ontology/data/shapes.json.gz`` from the npm package world-atlas.

Run by hand, when the package changes: ``npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz``, then
``python -m docs.write_map_shapes package``. The same package gives the same content.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pycountry

TARGET = Path(__file__).parents[1] / "src/entente/ontology/data/shapes.json.gz"
#: Steps to a degree: 0.005 of one is half a kilometre, finer than the shapes themselves.
STEPS = 200
#: Shapes without an ISO number: name in the package -> code of our tables; others have none.
NAMED = {"Kosovo": "XKX", "Somaliland": "SOL", "N. Cyprus": "TRNC"}
#: Two shapes more than the 1:50m edition has; they are taken from the 1:10m edition.
SMALL = ("GIB", "TUV")


class Edition:
    """One TopoJSON file of the package: arcs in whole steps, longitudes running on over 180 degrees."""

    def __init__(self, path: Path) -> None:
        found = json.loads(path.read_text("utf-8"))
        scale, move = (np.array(found["transform"][name]) for name in ("scale", "translate"))
        degrees = (np.cumsum(np.array(arc), axis=0) * scale + move for arc in found["arcs"])
        self.arcs = [_steps(arc) for arc in degrees]
        self.shapes = list(_merged(found["objects"]["countries"]["geometries"]))


def written(package: Path) -> bytes:
    """The file's content, not yet packed."""
    edition, finer = (Edition(package / f"countries-{name}.json") for name in ("50m", "10m"))
    arcs, shapes = list(edition.arcs), list(edition.shapes)
    for code, name, polygons in finer.shapes:
        if code in SMALL:
            moved = [
                [[_added(arcs, finer.arcs, arc) for arc in ring] for ring in rings] for rings in polygons
            ]
            shapes.append((code, name, moved))
    version = json.loads((package / "package.json").read_text("utf-8"))["version"]
    content = {
        "source": f"world-atlas {version}, Natural Earth 4.1, public domain",
        "steps": STEPS,
        "arcs": [_compact(arc) for arc in arcs],
        "shapes": sorted(shapes, key=lambda shape: (shape[0] or "~", shape[1])),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _merged(geometries: list[dict[str, Any]]) -> Iterator[tuple[str, str, list[list[list[int]]]]]:
    """Code, name and polygons (rings of numbers of arcs); what has one code is one shape."""
    found: dict[str, tuple[str, str, list[list[list[int]]]]] = {}
    for geometry in geometries:
        name = geometry["properties"]["name"]
        country = pycountry.countries.get(numeric=geometry["id"]) if "id" in geometry else None
        code = country.alpha_3 if country else NAMED.get(name, "")
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        kept = found.setdefault(code or name, (code, country.name if country else name, []))
        kept[2].extend(polygons)
    yield from found.values()


def _steps(arc: np.ndarray) -> np.ndarray:
    """Whole steps, without a leap at 180 degrees and without repeated points."""
    whole = np.rint(arc * STEPS).astype(int)
    east = np.diff(whole[:, 0])
    turn = 360 * STEPS
    whole[1:, 0] = whole[0, 0] + np.cumsum(east - turn * np.rint(east / turn).astype(int))
    kept = np.ones(len(whole), dtype=bool)
    kept[1:-1] = (np.diff(whole, axis=0) != 0).any(axis=1)[:-1]
    kept_steps: np.ndarray = whole[kept]
    return kept_steps


def _added(arcs: list[np.ndarray], other: list[np.ndarray], arc: int) -> int:
    arcs.append(other[arc] if arc >= 0 else other[~arc][::-1])
    return len(arcs) - 1


def _compact(arc: np.ndarray) -> list[int]:
    return [int(n) for n in np.vstack([arc[:1], np.diff(arc, axis=0)]).ravel()]


if __name__ == "__main__":
    TARGET.write_bytes(gzip.compress(written(Path(sys.argv[1])), 9, mtime=0))
