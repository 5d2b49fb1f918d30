"""The brief of two actors in four parts: background, the battle of words, the region, what next."""

from entente.brief.brief import Brief
from entente.brief.make import make_brief

__all__ = ["Brief", "make_brief"]
