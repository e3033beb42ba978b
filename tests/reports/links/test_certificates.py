"""Over TLS the name is sent, and the certificate must be of that name, although a number was connected to."""

import socket
import ssl
import subprocess
import threading
from functools import partial

import pytest

from reports.enums import LinkNote, LinkState
from reports.links import check, connection

NAME = "site.example"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for one name that nobody has signed but itself, with its key."""
    path = tmp_path_factory.mktemp("certificate") / "both.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    made += ["-days", "2", "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    subprocess.run(
        [*made, "-keyout", path, "-out", path.with_suffix(".crt")], check=True, capture_output=True
    )
    path.write_text(path.read_text() + path.with_suffix(".crt").read_text())
    return path


@pytest.fixture
def site(certificate):
    """Port of a server that answers one request over TLS, and the names it was called by."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    names = []
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(10)
        thread = threading.Thread(target=_answer, args=(server, context), daemon=True)
        thread.start()
        yield server.getsockname()[1], names
        thread.join(10)


def _answer(server, context):
    peer, _address = server.accept()
    with peer:
        peer.settimeout(5)
        try:
            with context.wrap_socket(peer, server_side=True) as secure:
                secure.recv(10_000)
                secure.sendall(b"HTTP/1.1 204 Fine\r\n\r\n")
        except OSError:
            return


@pytest.fixture
def trusted(certificate, monkeypatch):
    """Let this machine trust the certificate, as an operator does with one of their own."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.with_suffix(".crt")))
    connection._tls.cache_clear()
    yield
    connection._tls.cache_clear()


def _check(host, port):
    ask = partial(check, agent="x", allowed="127.0.0.1".__eq__, ports=(port,), timeout=5)
    return ask(f"https://{host}:{port}/", resolver=lambda *_: ["127.0.0.1"])


def test_a_certificate_that_nobody_trusts_is_refused(site):
    port, names = site
    outcome = _check(NAME, port)
    assert (outcome.state, outcome.note) == (LinkState.UNREACHABLE, LinkNote.CERTIFICATE)
    assert names == [NAME]


def test_a_trusted_certificate_of_the_name_is_taken(site, trusted):
    port, names = site
    outcome = _check(NAME, port)
    assert (outcome.state, outcome.status, names) == (LinkState.REACHED, 204, [NAME])


def test_a_trusted_certificate_of_another_name_is_refused(site, trusted):
    port, names = site
    outcome = _check("other.example", port)
    assert (outcome.state, outcome.note, names) == (
        LinkState.UNREACHABLE,
        LinkNote.CERTIFICATE,
        ["other.example"],
    )
