"""Who a party is: names, offices, descriptions and pronouns to actors."""

from entente.resolution.actors.naming import Name
from entente.resolution.actors.resolver import Resolver
from entente.resolution.actors.voice import Said

__all__ = ["Name", "Resolver", "Said"]
