"""A proxy that ends TLS in front of a portal, as small as can be, with a certificate of its own making."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_PIECE = 1 << 16


@contextmanager
def ending_tls(folder: Path, *, port: int, to: int) -> Iterator[str]:
    """The https address that it answers on while the context lasts. to: the portal's own port."""
    loop, context = asyncio.new_event_loop(), _certified(folder)
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def handed_on(come: asyncio.StreamReader, go: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            theirs, ours = await asyncio.open_connection("127.0.0.1", to)
            await asyncio.gather(_poured(come, ours), _poured(theirs, go))

    asyncio.run_coroutine_threadsafe(
        asyncio.start_server(handed_on, "127.0.0.1", port, ssl=context), loop
    ).result(10)
    try:
        yield f"https://localhost:{port}"
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


async def _poured(come: asyncio.StreamReader, go: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while piece := await come.read(_PIECE):
            go.write(piece)
            await go.drain()
    with suppress(OSError, RuntimeError):
        go.close()


def _certified(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    both = folder / "proxy.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    both.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    return context
