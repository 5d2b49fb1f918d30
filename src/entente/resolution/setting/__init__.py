"""When, where and how much: which of a sentence's dates, places and numbers an act has."""

from entente.resolution.setting.settings import Settings

__all__ = ["Settings"]
