"""Named places with country and coordinates."""

from entente.resolution.places.find import find_places, place_of

__all__ = ["find_places", "place_of"]
