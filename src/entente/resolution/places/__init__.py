"""Named places with country and coordinates."""

from entente.resolution.places.find import PlaceFinder, find_places, place_of
from entente.resolution.places.toponym import Role, Toponym

__all__ = ["PlaceFinder", "Role", "Toponym", "find_places", "place_of"]
