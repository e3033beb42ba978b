"""One request to one address that the guard has let pass, bounded in time and size.

Belongs here: sockets, certificates, bytes. Not here: which address (`guard`), redirects and what an answer
means (`checker`).
"""

import io
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection
from ipaddress import ip_address
from typing import Any, cast

MOST_BYTES = 64 * 1024
"""Read of one answer, head included; of its body only what comes along with the head."""

MOST_TRIES = 4
"""Addresses of one name that are tried until one takes the connection."""


class TooMuch(Exception):
    """The head of an answer is longer than anybody needs."""


@dataclass(frozen=True)
class Deadline:
    """A moment after which nothing is waited for, and the longest single wait before it."""

    at: float
    step: float
    clock: Callable[[], float] = time.monotonic

    def wait(self) -> float:
        """Return how long to wait for one thing; TimeoutError when time is up."""
        left = self.at - self.clock()
        if left <= 0:
            raise TimeoutError
        return min(left, self.step)


@dataclass(frozen=True)
class Answer:
    """The head of what a server answered."""

    status: int
    location: str


def ask(
    method: str,
    *,
    scheme: str,
    host: str,
    port: int,
    target: str,
    ips: Sequence[str],
    headers: dict[str, str],
    deadline: Deadline,
) -> Answer:
    """Send one request to one of the IP addresses and return the head of the answer.

    `host` is what server and certificate are called. OSError, HTTPException or TooMuch if it fails.
    """
    connection = _Connection(host, port, scheme == "https", ips, deadline)
    try:
        connection.request(method, target, headers=headers)
        response = connection.getresponse()
        return Answer(response.status, response.getheader("Location") or "")
    finally:
        connection.close()


class _Connection(HTTPConnection):
    """A connection to given IP addresses: the name is sent, and never looked up."""

    def __init__(self, host: str, port: int, secure: bool, ips: Sequence[str], deadline: Deadline) -> None:
        # For the Host header alone; a port that goes without saying is not said.
        super().__init__(f"[{host}]" if ":" in host else host, port)
        self.default_port = 443 if secure else 80
        self._name, self._secure, self._ips, self._deadline = host, secure, ips, deadline

    def connect(self) -> None:
        """Connect to the first of the IP addresses that takes it."""
        plain = _open(self._ips, self.port, self._deadline)
        self.sock = cast(socket.socket, _Bounded(self._secured(plain), self._deadline))

    def _secured(self, plain: socket.socket) -> socket.socket:
        if not self._secure:
            return plain
        try:
            plain.settimeout(self._deadline.wait())
            return _tls().wrap_socket(plain, server_hostname=self._name)
        except BaseException:
            plain.close()
            raise


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _open(ips: Sequence[str], port: int, deadline: Deadline) -> socket.socket:
    problem: OSError = OSError("no address")
    for ip in ips[:MOST_TRIES]:
        family = socket.AF_INET6 if ip_address(ip).version == 6 else socket.AF_INET  # noqa: PLR2004
        opened = socket.socket(family, socket.SOCK_STREAM)
        try:
            opened.settimeout(deadline.wait())
            opened.connect((ip, port))
        except OSError as found:
            opened.close()
            problem = found
        else:
            return opened
    raise problem


class _Bounded:
    """What `http.client` needs of a socket, with the time and size of everything read bounded."""

    def __init__(self, opened: socket.socket, deadline: Deadline) -> None:
        self._socket, self._deadline = opened, deadline

    def sendall(self, data: Any) -> None:
        self._socket.settimeout(self._deadline.wait())
        self._socket.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reader(self._socket, self._deadline))

    def close(self) -> None:
        self._socket.close()


class _Reader(io.RawIOBase):
    def __init__(self, opened: socket.socket, deadline: Deadline) -> None:
        self._socket, self._deadline, self._room = opened, deadline, MOST_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._room <= 0:
            raise TooMuch
        self._socket.settimeout(self._deadline.wait())
        count = self._socket.recv_into(memoryview(buffer)[: self._room])
        self._room -= count
        return count
