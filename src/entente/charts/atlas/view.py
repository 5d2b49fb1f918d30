"""The part of the earth that a map shows, and how it is laid on paper.

Up to a third of the globe is drawn in Lambert's azimuthal equal-area projection about the middle of the
view: areas are true, north is up in the middle, and neither the pole nor the line of 180 degrees is an
edge. What is wider is drawn in Miller's cylindrical projection, cut where the view ends. Formulas: Snyder
(1987), Map Projections, U.S. Geological Survey Professional Paper 1395, equations 24-2 to 24-4 and 11-1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
EARTH_KM = 6371.0
#: Beyond this angle from the middle the equal-area projection bends too much.
_WIDEST = np.radians(62)
#: No map is narrower than this, and none shows less or more than these heights for its width.
_LEAST_KM = 320.0
_FLATTEST, _TALLEST = 0.62, 1.0
_MARGIN = 0.07
#: So much of the width at each edge has no marks.
_RIM = 0.03
#: Latitudes that a wide map may reach.
_NORTH, _SOUTH = 82.0, -58.0


@dataclass(frozen=True, slots=True)
class View:
    """A rectangle of the projected earth.

    Attributes:
        latitude, longitude: the middle of the projection, in degrees.
        wide: whether it is the cylindrical projection.
        left, top: the upper left corner, in radii of the earth; the y of the projection grows to the north.
        across, down: the size, in radii of the earth.
    """

    latitude: float
    longitude: float
    wide: bool
    left: float
    top: float
    across: float
    down: float

    def height(self, width: float) -> float:
        """Pixels of height for a width."""
        return float(round(width * self.down / self.across))

    def pixels(self, points: Points, width: float) -> Points:
        """Points of shape (n, 2), degrees east and north, as pixels from the upper left corner.

        In a wide view longitudes are taken as they are: those that run on over 180 stay together.
        """
        flat = _flat(points, self.latitude, self.longitude, self.wide)
        scale = width / self.across
        return np.column_stack([(flat[:, 0] - self.left) * scale, (self.top - flat[:, 1]) * scale])

    def places(self, latitude: Points, longitude: Points, width: float) -> Points:
        """Single places as pixels; of a wide view on that side of the cut where the view is."""
        if self.wide:
            middle = self.longitude + np.degrees(self.left + self.across / 2)
            longitude = middle + (longitude - middle + 180) % 360 - 180
        found = self.pixels(np.column_stack([longitude, latitude]), width)
        # The far side of the globe is not on the map, whatever the projection makes of it.
        if not self.wide and len(found):
            found[self.away(latitude, longitude) > np.radians(120)] = -1e6
        return found

    def laid(self, line: Points, width: float) -> list[Points]:
        """A line of places, (n, 2) in degrees east and north, in pixels: a wide view may meet it twice."""
        if self.wide:
            turns = np.array([[-360.0, 0.0], [0.0, 0.0], [360.0, 0.0]])
            return [self.pixels(line + turn, width) for turn in turns]
        far = self.away(line[:, 1], line[:, 0]).max() > np.radians(100)
        return [] if far else [self.pixels(line, width)]

    def away(self, latitude: Points, longitude: Points) -> Points:
        """Angles from the middle of the projection, in radians."""
        return angles(latitude, longitude, self.latitude, self.longitude)

    def sees(self, latitude: Points, longitude: Points) -> NDArray[np.bool_]:
        """Which places lie in the view, a little off its edges: a mark there would be cut."""
        at = self.places(latitude, longitude, 1.0)
        right, low = 1 - _RIM, self.down / self.across - _RIM
        found: NDArray[np.bool_] = (
            (at[:, 0] >= _RIM) & (at[:, 0] <= right) & (at[:, 1] >= _RIM) & (at[:, 1] <= low)
        )
        return found

    @property
    def reach(self) -> tuple[float, float]:
        """The longitudes of the edges of a wide view, the second larger than the first."""
        left = self.longitude + float(np.degrees(self.left))
        return left, left + float(np.degrees(self.across))

    def kilometres(self, width: float) -> float:
        """Kilometres that a pixel is in the middle of the map."""
        scale = self.across * EARTH_KM / width
        if not self.wide:
            return float(scale)
        middle = np.radians(_latitude(self.top - self.down / 2))
        return float(scale * np.cos(middle))


def fitted(latitude: Points, longitude: Points) -> View:
    """The view that holds all of some places with a margin; of no place, the world."""
    if not len(latitude):
        latitude, longitude = np.array([-50.0, 75.0]), np.array([-170.0, 170.0])
        return _rectangle(0.0, 0.0, True, latitude, longitude)
    middle = _middle(latitude, longitude)
    far = float(angles(latitude, longitude, *middle).max())
    if far <= _WIDEST:
        return _rectangle(*middle, False, latitude, longitude)
    east = _arc(longitude)
    unwrapped = east + (longitude - east + 180) % 360 - 180
    return _rectangle(0.0, east, True, latitude.clip(_SOUTH, _NORTH), unwrapped)


def angles(latitude: Points, longitude: Points, north: float, east: float) -> Points:
    """Angles between places and one place, in radians."""
    one, other = np.radians(latitude), np.radians(north)
    between = np.radians(longitude - east)
    cosine = np.sin(one) * np.sin(other) + np.cos(one) * np.cos(other) * np.cos(between)
    found: Points = np.arccos(cosine.clip(-1, 1))
    return found


def _middle(latitude: Points, longitude: Points) -> tuple[float, float]:
    """The middle of places: of their degrees, or, round a pole, of where they lie in space."""
    flat = (float(latitude.min() + latitude.max()) / 2, _arc(longitude))
    north, east = np.radians(latitude), np.radians(longitude)
    x, y, z = np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)
    level = np.hypot(x.mean(), y.mean())
    mean = float(np.degrees(np.arctan2(z.mean(), level)))
    space = (mean, float(np.degrees(np.arctan2(y.mean(), x.mean()))))
    return min((flat, space), key=lambda at: round(float(angles(latitude, longitude, *at).max()), 6))


def _arc(longitude: Points) -> float:
    """The middle of the shortest arc that holds all longitudes."""
    turned = np.sort(longitude % 360)
    gaps = np.diff(np.append(turned, turned[0] + 360))
    widest = int(gaps.argmax())
    start = turned[(widest + 1) % len(turned)]
    return float((start + (360 - gaps[widest]) / 2 + 180) % 360 - 180)


def _rectangle(north: float, east: float, wide: bool, latitude: Points, longitude: Points) -> View:
    flat = _flat(np.column_stack([longitude, latitude]), north, east, wide)
    (left, low), (right, top) = flat.min(axis=0), flat.max(axis=0)
    across = max((right - left) * (1 + 2 * _MARGIN), _LEAST_KM / EARTH_KM)
    down = (top - low) * (1 + 2 * _MARGIN)
    across = max(across, down / _TALLEST)
    if wide:
        across = min(across, 2 * np.pi)
    down = min(max(down, across * _FLATTEST), across * _TALLEST)
    x, y = (left + right) / 2, (low + top) / 2
    if wide:
        # The poles are not drawn: a map that reaches over them is pushed back.
        reach = _flat(np.array([[east, _SOUTH - 5], [east, _NORTH]]), north, east, True)[:, 1]
        y = min(max(y, reach[0] + down / 2), reach[1] - down / 2)
    return View(north, east, wide, float(x - across / 2), float(y + down / 2), float(across), float(down))


def _flat(points: Points, north: float, east: float, wide: bool) -> Points:
    """The projection, in radii of the earth: x to the east, y to the north."""
    there, over = np.radians(points[:, 1]), np.radians(points[:, 0] - east)
    if wide:
        return np.column_stack([over, 1.25 * np.log(np.tan(np.pi / 4 + 0.4 * there))])
    here = np.radians(north)
    cosine = np.sin(here) * np.sin(there) + np.cos(here) * np.cos(there) * np.cos(over)
    stretch = np.sqrt(2 / (1 + cosine).clip(1e-9))
    x = np.cos(there) * np.sin(over)
    y = np.cos(here) * np.sin(there) - np.sin(here) * np.cos(there) * np.cos(over)
    return np.column_stack([stretch * x, stretch * y])


def _latitude(y: float) -> float:
    """Degrees of a height in the cylindrical projection."""
    return float(np.degrees(2.5 * (np.arctan(np.exp(0.8 * y)) - np.pi / 4)))
