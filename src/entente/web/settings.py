"""How a server is to be."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from ipaddress import ip_address

from entente.errors import UsageError

HOST, PORT = "127.0.0.1", 8750
MEGABYTE = 1_000_000
#: Characters of the shortest token, and bytes of chance in one that is made here.
SHORTEST, CHANCE = 16, 32


@dataclass(frozen=True, slots=True)
class Settings:
    """How a server is to be; raises UsageError where others could ask it without a token.

    Attributes:
        db: the store's file.
        host, port: the address that it listens at.
        token: what a reader must show; None where there is none, as on the machine's own loopback.
        read_only: whether nothing may be written; the file is then open to other readers too.
        names: host names under which it is asked, as behind a proxy; of the loopback they are known.
        upload: bytes of the largest file that is taken in.
        behind: addresses of proxies; what these say of who asks, and by https, is believed.
    """

    db: str
    host: str = HOST
    port: int = PORT
    token: str | None = field(default=None, repr=False)
    read_only: bool = False
    names: tuple[str, ...] = ()
    upload: int = 50 * MEGABYTE
    behind: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.token is not None and not (len(self.token) >= SHORTEST and self.token.isprintable()):
            raise UsageError(
                f"a token of {len(self.token)} characters; give {SHORTEST} or more, all of them printable, "
                "or let --new-token make one"
            )
        if self.token is None and (not self.local or self.behind):
            reach = f"--host {self.host}" if not self.local else f"--behind {self.behind[0]}"
            raise UsageError(
                f"{reach} lets others than this machine read the store; give them a token, with --token-file "
                "FILE or in the environment as ENTENTE_TOKEN, or let --new-token make one"
            )

    @property
    def local(self) -> bool:
        """Whether only this machine can reach it."""
        return is_loopback(self.host)


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(CHANCE)


def is_loopback(host: str) -> bool:
    """Whether a name or address is of the machine itself.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
