from __future__ import annotations

import gzip
import hashlib
import importlib.resources
import json
from pathlib import Path

import numpy as np
import pytest

from entente.ontology.corridors import corridors
from entente.ontology.shapes import BORDERS, atlas
from entente.ontology.tables import rows

#: Of the content of the shipped file: it changes with the package that it is written from, and else never.
DIGEST = "9b4457f76851fa924f926ff66bf4f285682d7bd39b8ad7038f0e82b0bec0fcb2"
#: States of our tables that are gone, whose land others hold.
GONE = {"SUN", "YUG", "CSK", "DDR", "SCG"}
#: Where ``npm pack world-atlas@2.0.2`` was unpacked.
PACKAGE = Path(__file__).parents[3] / "world-atlas/package"


def content() -> bytes:
    data = importlib.resources.files("entente.ontology") / "data/shapes.json.gz"
    return gzip.decompress(data.read_bytes())


def test_the_file_is_the_one_that_was_written_and_says_where_from() -> None:
    assert hashlib.sha256(content()).hexdigest() == DIGEST
    assert json.loads(content())["source"] == "world-atlas 2.0.2, Natural Earth 4.1, public domain"
    assert "Natural Earth 4.1" in BORDERS


@pytest.mark.skipif(
    not PACKAGE.is_dir(), reason="needs the npm package world-atlas 2.0.2 beside the checkout"
)
def test_the_same_package_gives_the_same_bytes() -> None:
    from docs.write_map_shapes import written

    assert hashlib.sha256(written(PACKAGE)).hexdigest() == DIGEST


def test_every_state_of_our_tables_has_a_shape() -> None:
    known = {shape.code for shape in atlas().shapes}
    assert {code for code, *_ in rows("states.tsv")} - known == GONE
    assert {"SOL", "TRNC"} <= known
    assert not atlas().of("")


def test_rings_close_and_stay_on_the_globe() -> None:
    world = atlas()
    for shape in world.shapes:
        for ring in (world.ring(numbers) for polygon in shape.polygons for numbers in polygon):
            assert len(ring) >= 4, shape.name
            assert np.abs(ring[:, 1]).max() <= 90
            gap = ring[0] - ring[-1]
            # Round the pole the longitudes have run on by a whole turn.
            assert gap[1] == 0 and (gap[0] == 0 or (shape.code == "ATA" and abs(gap[0]) == 360)), shape.name
            assert np.abs(np.diff(ring[:, 0])).max() < 10, shape.name


def test_a_border_is_one_line_of_two_states_and_a_coast_of_one() -> None:
    world = atlas()
    between = {frozenset(world.shapes[n].code for n in sides) for sides in world.sides if len(sides) == 2}
    assert frozenset({"ARM", "AZE"}) in between and frozenset({"ESP", "PRT"}) in between
    assert frozenset({"JPN", "KOR"}) not in between
    assert {len(sides) for sides in world.sides} == {1, 2}


def test_corridors_are_lines_with_names_of_their_own() -> None:
    found = corridors()
    assert 25 <= len(found) <= 60
    assert len({corridor.name for corridor in found}) == len(found)
    names = [name.lower() for corridor in found for name in corridor.names]
    assert len(set(names)) == len(names)
    for corridor in found:
        assert corridor.kind in ("land", "water", "pipe") and len(corridor.points) >= 2, corridor.name
        for one, other in zip(corridor.points, corridor.points[1:], strict=False):
            assert abs(one[0]) < 85 and -180 <= one[1] < 200
            assert 0 < abs(one[0] - other[0]) + abs(one[1] - other[1]) < 60, corridor.name


@pytest.mark.parametrize(
    ("name", "state"), [("Lachin Corridor", "AZE"), ("Wakhan Corridor", "AFG"), ("Suez Canal", "EGY")]
)
def test_corridors_run_where_they_should(name: str, state: str) -> None:
    corridor = next(c for c in corridors() if c.name == name)
    points = np.array(corridor.points)
    outline = np.vstack([atlas().ring(polygon[0]) for polygon in atlas().of(state)[0].polygons])
    for north, east in points:
        assert outline[:, 1].min() - 0.2 <= north <= outline[:, 1].max() + 0.2
        assert outline[:, 0].min() - 1.5 <= east <= outline[:, 0].max() + 1.5
