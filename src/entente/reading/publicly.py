"""The way to the network that keeps to public addresses: nothing inside is asked for a stranger.

A feed, a link or a redirect may name any address. The name is looked up once, every address that it has is
looked at, and the connection goes to one of these: a name that means another address a moment later leads
nowhere else.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import httpx

from entente.errors import UnreadableInput

#: From a name and a port to the addresses that it has.
Resolver = Callable[[str, int], list[str]]
#: Public by their numbers, but they answer only the machines inside a cloud.
_INSIDE: tuple[IPv4Network | IPv6Network, ...] = (
    IPv4Network("168.63.129.16/32"),
    IPv4Network("192.0.0.0/24"),
    IPv4Network("192.88.99.0/24"),
    IPv6Network("fec0::/10"),
    IPv6Network("3fff::/20"),
)
#: Networks of IPv6 whose addresses mean one of IPv4, and by how many bits that is shifted.
_CARRIERS = ((IPv6Network("64:ff9b::/96"), 0), (IPv6Network("2002::/16"), 80), (IPv6Network("::/96"), 0))


def looked_up(host: str, port: int) -> list[str]:
    """The addresses of a name, as the system has them; numbers in any form are names, too."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet, be it written as IPv4, IPv6, or one in the other.

    >>> [is_public(a) for a in ("93.184.215.14", "10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1")]
    [True, False, False, False]
    """
    found = ip_address(address)
    return all(
        each.is_global
        and not (each.is_multicast or each.is_reserved)
        and not any(each in network for network in _INSIDE)
        for each in _meant(found)
    )


def _meant(address: IPv4Address | IPv6Address) -> Iterator[IPv4Address | IPv6Address]:
    """The address that is reached: an IPv4 address that one of IPv6 carries, or else itself."""
    if isinstance(address, IPv4Address):
        yield address
    elif address.ipv4_mapped:
        yield address.ipv4_mapped
    elif address.teredo:
        yield from address.teredo
    else:
        carried = [s for network, s in _CARRIERS if address in network]
        yield from (IPv4Address(int(address) >> shift & 0xFFFFFFFF) for shift in carried)
        # "::" and "::1" are no carriers of IPv4, and 64:ff9b: is itself no place.
        if not carried or int(address) < 2:
            yield address


class Publicly(httpx.BaseTransport):
    """Asks public addresses only.

    A proxy of the environment is not used: it would look names up anew, where nobody can see what they mean.
    """

    def __init__(self, resolve: Resolver = looked_up, through: httpx.BaseTransport | None = None) -> None:
        self._resolve = resolve
        # No connection is kept: two names of one address would share it, and the certificate of the first.
        self._through = through or httpx.HTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answers as the network does.

        Raises UnreadableInput where the name has an address that is not public.
        """
        failed: Exception | None = None
        for address in self._addresses(request.url):
            try:
                return self._through.handle_request(_to(request, address))
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failed = error
        raise failed or httpx.ConnectError("the name has no address", request=request)

    def _addresses(self, url: httpx.URL) -> list[str]:
        try:
            found = self._resolve(url.host, url.port or {"https": 443}.get(url.scheme, 80))
        except OSError as error:
            raise httpx.ConnectError(str(error)) from error
        inside = [address for address in found if not is_public(address)]
        if inside:
            raise UnreadableInput(
                str(url),
                f"{url.host} is {inside[0]}, which is no public address; only where you trust whoever names "
                "it, allow it with allow_private = true or --allow-private",
            )
        return found

    def close(self) -> None:
        """Lets the network go."""
        self._through.close()


def _to(request: httpx.Request, address: str) -> httpx.Request:
    """The request, sent to an address; the server and its certificate are still asked by name."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.host},
    )
