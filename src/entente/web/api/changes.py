"""Changes of the record as they happen, as server-sent events."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from http import HTTPStatus

from fastapi import APIRouter, Request
from starlette.responses import Response, StreamingResponse

from entente.web.api.problems import PROBLEMS, problem
from entente.web.pulse import LISTENERS, Pulse

router = APIRouter(tags=["live"], responses=PROBLEMS)


@router.get(
    "/changes",
    operation_id="changes",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
async def changes(request: Request) -> Response:
    """The number of the record and of what is watched, now and whenever either is another.

    An event is called `changed`, and its data is `{"record": 3, "watch": 12}`. A comment is sent every
    fifteen seconds where nothing changes.
    """
    pulse = request.app.state.pulse
    assert isinstance(pulse, Pulse)
    if pulse.listening >= LISTENERS or pulse.stopping:
        told = f"{pulse.listening} pages listen already, {LISTENERS} may; ask again in a minute"
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, told, {"retry-after": "60"})
    return StreamingResponse(
        _events(request, pulse),
        media_type="text/event-stream",
        # A proxy that gathers answers before it passes them on would hold these back for ever.
        headers={"cache-control": "no-store", "x-accel-buffering": "no"},
    )


async def _events(request: Request, pulse: Pulse) -> AsyncIterator[str]:
    yield "retry: 5000\n\n"
    async for beat in pulse.beats(request.is_disconnected):
        told = beat and json.dumps(beat._asdict())
        yield f"event: changed\ndata: {told}\n\n" if told else ": nothing new\n\n"
