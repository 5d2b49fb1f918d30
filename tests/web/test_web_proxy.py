"""What a proxy says of who asks: believed where the proxy is named, by anyone else not."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from serving import served

from entente.web.guard.token import TRIES

TOKEN = "correct horse battery"
SAID = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}


@pytest.mark.parametrize(("behind", "believed"), [(("127.0.0.1",), True), (("10.0.0.1",), False)])
def test_it_is_believed_where_it_is_named(sampled: Path, behind: tuple[str, ...], believed: bool) -> None:
    with served(sampled, read_only=True, token=TOKEN, behind=behind) as address:
        for _ in range(TRIES):
            answer = httpx.post(f"{address}/login", data={"token": "guess"}, headers=SAID)
            assert answer.status_code == 401
        assert ("strict-transport-security" in answer.headers) is believed
        other = httpx.post(
            f"{address}/login", data={"token": TOKEN}, headers=SAID | {"X-Forwarded-For": "::1"}
        )
        assert (other.status_code == 303) is believed, "wrong tries count against who made them"
        if believed:
            assert "Secure" in other.headers["set-cookie"]
