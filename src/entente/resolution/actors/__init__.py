"""Who a party is: names, offices, descriptions and pronouns to actors."""

from entente.resolution.actors.resolver import Name, Resolver

__all__ = ["Name", "Resolver"]
