"""What an endpoint is given besides its parameters: the desk, the settings."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from entente.web.desk import Desk
from entente.web.settings import Settings


def _desk(request: Request) -> Desk:
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    # Before anything is read: what is stored meanwhile is not yet shown.
    request.state.shown = desk.shown
    return desk


def _settings(request: Request) -> Settings:
    settings = request.app.state.settings
    assert isinstance(settings, Settings)
    return settings


#: The store that is served.
Here = Annotated[Desk, Depends(_desk)]
#: How the server is to be.
Set = Annotated[Settings, Depends(_settings)]
