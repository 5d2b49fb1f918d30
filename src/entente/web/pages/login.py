"""The way in where the server has a token, the way out, and what a proxy asks to see that it is up."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request
from pydantic import StringConstraints
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from entente.web.guard.token import SESSION, Door, address, late
from entente.web.pages.rendering import page

router = APIRouter()

_Short = Annotated[str, Form(), StringConstraints(max_length=2000)]


@router.get("/health")
async def health() -> PlainTextResponse:
    """Whether the server is up; says so without a token, and nothing else."""
    return PlainTextResponse("ok\n", headers={"Cache-Control": "no-store"})


@router.get("/login")
def ask(request: Request, next: str = "/") -> Response:
    """Asks for the token, where the server has one."""
    return _form(request, next)


@router.post("/login")
def log_in(request: Request, token: _Short = "", next: _Short = "/") -> Response:
    """Begins a session for who shows the token."""
    door = _door(request)
    if door is None:
        return _there(next)
    waiting = door.wait(address(request))
    if waiting:
        told, headers = late(waiting)
        return _form(request, next, told, HTTPStatus.TOO_MANY_REQUESTS, headers)
    if not door.opens(token.strip()):
        door.wrong(address(request))
        return _form(request, next, "That is not the token of this server.", HTTPStatus.UNAUTHORIZED)
    answer = _there(next)
    answer.set_cookie(
        door.cookie,
        door.session(),
        max_age=SESSION,
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return answer


@router.post("/logout")
def log_out(request: Request) -> Response:
    """Ends the session, and has the browser forget what it kept of it."""
    answer = RedirectResponse("/login", HTTPStatus.SEE_OTHER, {"Clear-Site-Data": '"cache"'})
    door = _door(request)
    if door is not None:
        door.end(request.cookies.get(door.cookie, ""))
        answer.delete_cookie(door.cookie, httponly=True, samesite="strict")
    return answer


def _door(request: Request) -> Door | None:
    found = request.app.state.door
    assert found is None or isinstance(found, Door)
    return found


def _there(path: str) -> RedirectResponse:
    """On to where the reader wanted to go, which is never another server."""
    within = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return RedirectResponse(path if within else "/", HTTPStatus.SEE_OTHER)


def _form(
    request: Request,
    there: str,
    told: str = "",
    status: HTTPStatus = HTTPStatus.OK,
    headers: dict[str, str] | None = None,
) -> Response:
    values = {"there": there, "told": told, "door": _door(request) is not None}
    return page(request, "login.html", values, status=status, headers=headers)
