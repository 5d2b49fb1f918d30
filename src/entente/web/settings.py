"""How a server is to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address

HOST, PORT = "127.0.0.1", 8750
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """How a server is to be.

    Attributes:
        db: the store's file.
        host, port: the address that it listens at.
        token: what a reader must show; None where there is none, as on the machine's own loopback.
        read_only: whether nothing may be written; the file is then open to other readers too.
        names: host names under which it is asked, as behind a proxy; of the loopback they are known.
        upload: bytes of the largest file that is taken in.
    """

    db: str
    host: str = HOST
    port: int = PORT
    token: str | None = field(default=None, repr=False)
    read_only: bool = False
    names: tuple[str, ...] = ()
    upload: int = 50 * MEGABYTE

    @property
    def local(self) -> bool:
        """Whether only this machine can reach it."""
        return is_loopback(self.host)


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
