"""Fetching what an address on the web gives: the only place where the program uses a network.

Only http and https. The address of every host, also of those that a page leads on to, is
looked up here and the connection made to just that address: none of this machine's own
network is asked, unless that is allowed. Size, time and steps have limits.
"""

import ipaddress
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Timer
from typing import TYPE_CHECKING, Self

from reader.errors import FetchError

if TYPE_CHECKING:
    import httpx

_LARGEST = 20_000_000
"""Bytes, unpacked; no page, book or paper of one article looked at had more."""

_SECONDS = 60
_CONNECT_SECONDS, _READ_SECONDS = 10, 20
_MOST_STEPS = 8
"""Redirects that are followed; browsers follow 20, honest pages need three."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LATER = frozenset({401, 403, 408, 425, 429})
"""Refusals that may end: source, RFC 9110 and RFC 6585."""

_NAME = "copydesk/0.1 (a reader for news articles)"
_LONGEST_ADDRESS = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an address gave: `url` is where it was in the end; `data` is empty if unchanged."""

    url: str
    data: bytes
    kind: str
    charset: str = ""
    is_unchanged: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    fetched: datetime = field(default_factory=lambda: datetime.now(UTC))


class _End:
    """The moment at which an answer is given up, however slowly it goes on coming.

    The limits of httpx are for each piece that is waited for, and pieces may be of one byte.
    """

    def __init__(self, seconds: float) -> None:
        self.is_over = seconds <= 0
        self._sockets: list[socket.socket] = []
        self._timer = Timer(max(seconds, 0), self._come)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def watch(self, event: str, told: Mapping[str, object]) -> None:
        """Take note of a connection; `event` and `told` are as httpcore calls its “trace”."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            held = getattr(told["return_value"], "get_extra_info", lambda _: None)("socket")
            if held is not None:
                self._sockets.append(held)
            if self.is_over:
                self._come()

    def _come(self) -> None:
        self.is_over = True
        for each in self._sockets:
            with suppress(OSError):  # it is closed, or went on as another one
                each.shutdown(socket.SHUT_RDWR)


def _too_slow(url: str) -> FetchError:
    return FetchError(f"{_shown(url)} takes too long. Try again later.")


class Fetcher:
    """Fetches addresses, one after the other. With `allow_private`, also of this network."""

    def __init__(self, *, allow_private: bool = False, seconds: float = _SECONDS) -> None:
        self._allow_private = allow_private
        self._seconds = seconds

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Return what an address gives.

        Raises:
            FetchError: It gives nothing that can be kept, or is none to ask.
        """
        try:
            import httpx
        except ModuleNotFoundError as error:
            raise FetchError(
                f"To fetch from the web needs a library that is not installed ({error.name}). "
                "Install it with: pip install 'copydesk[web]'"
            ) from error
        end = _End(self._seconds)
        limits = httpx.Timeout(_READ_SECONDS, connect=_CONNECT_SECONDS)
        given = {"User-Agent": _NAME, "Accept": "text/html,*/*;q=0.5", **(headers or {})}
        address = url.strip()
        try:
            with (
                httpx.Client(
                    headers=given, timeout=limits, follow_redirects=False, trust_env=False
                ) as client,
                end,
            ):
                for _ in range(_MOST_STEPS):
                    answer = self._ask(client, address, end, url)
                    if isinstance(answer, Answer):
                        return answer
                    address = answer
        except httpx.InvalidURL as error:
            raise FetchError(f"{_shown(url)} is no address: {error}.") from error
        except httpx.TimeoutException as error:
            raise FetchError(f"{_shown(url)} did not answer in time. Try again later.") from error
        except (httpx.HTTPError, OSError) as error:
            if end.is_over:
                raise _too_slow(url) from error
            said = " ".join(str(error).split()) or type(error).__name__
            raise FetchError(f"{_shown(url)} cannot be fetched: {said}.") from error
        raise FetchError(f"{_shown(url)} leads on and on, more than {_MOST_STEPS} times.")

    def _ask(self, client: "httpx.Client", address: str, end: "_End", first: str) -> Answer | str:
        """Return the answer of one address, or the address that it leads on to."""
        import httpx

        asked = httpx.URL(address)
        host = asked.host
        if len(address) > _LONGEST_ADDRESS or asked.scheme not in ("http", "https") or not host:
            raise FetchError(f"{_shown(address)} is no address of a web page (http, https).")
        if asked.userinfo:
            raise FetchError(f"{_shown(first)} holds a name or a password. Leave them out.")
        place = self._place_of(host, asked.port or (443 if asked.scheme == "https" else 80))
        request = client.build_request(
            "GET",
            asked.copy_with(host=place),
            headers={"Host": asked.netloc.decode("ascii")},
            extensions={"sni_hostname": asked.raw_host.decode("ascii"), "trace": end.watch},
        )
        answer = client.send(request, stream=True)
        try:
            if answer.status_code in _REDIRECTS and "location" in answer.headers:
                return str(asked.join(answer.headers["location"]).copy_with(fragment=None))
            if answer.status_code == 304:
                return Answer(url=str(asked), data=b"", kind="", is_unchanged=True)
            if answer.status_code != 200:
                reason = f"{answer.status_code} {answer.reason_phrase}".strip()
                is_final = 400 <= answer.status_code < 500 and answer.status_code not in _LATER
                raise FetchError(f"{_shown(first)} answered “{reason}”.", is_final=is_final)
            data = bytearray()
            for piece in answer.iter_bytes():  # as they come: a server may send one a second
                data += piece
                if len(data) > _LARGEST:
                    size = f"{_LARGEST // 1_000_000} megabytes"
                    raise FetchError(f"{_shown(first)} gives more than {size}: too much to keep.")
                if end.is_over:
                    break
            if end.is_over:  # and what was read may look whole
                raise _too_slow(first)
        finally:
            answer.close()
        kind, _, rest = answer.headers.get("content-type", "").partition(";")
        return Answer(
            url=str(asked),
            data=bytes(data),
            kind=kind.strip().lower(),
            charset=_charset(rest),
            headers=dict(answer.headers),
        )

    def _place_of(self, host: str, port: int) -> str:
        """Return the address in numbers that a host is asked at.

        Raises:
            FetchError: There is none, or it is one of this machine's own network.
        """
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise FetchError(f"There is no host called {_shown(host)}, or no network.") from error
        places = [str(each[4][0]).partition("%")[0] for each in found]
        if not self._allow_private and not all(map(_is_public, places)):
            raise FetchError(
                f"{_shown(host)} is in this machine's own network, and is not asked. "
                "Where you trust it, use --allow-private."
            )
        return places[0]


def _is_public(place: str) -> bool:
    """Tell whether an address in numbers is one of the open internet."""
    address = ipaddress.ip_address(place)
    if isinstance(address, ipaddress.IPv6Address):
        # An address of the old kind may be wrapped in one of the new.
        address = address.ipv4_mapped or address.sixtofour or address
    return address.is_global and not address.is_multicast


def _charset(rest: str) -> str:
    name = rest.lower().partition("charset=")[2].strip(" \"';")
    return name if name.replace("-", "").replace("_", "").isalnum() and len(name) < 40 else ""


def _shown(address: str) -> str:
    """Return an address as a sentence can show it."""
    return address if len(address) <= 200 else address[:199] + "…"
