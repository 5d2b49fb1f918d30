"""Who a party is: names, offices, descriptions and pronouns to actors."""

from entente.resolution.actors.resolver import Name, Resolver
from entente.resolution.actors.voice import Said

__all__ = ["Name", "Resolver", "Said"]
