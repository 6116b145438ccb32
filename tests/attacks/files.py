"""Searching every file for what must not be in it, in every form that it could take."""

import base64
import gzip
import json
import re
import urllib.parse
import zlib

_STREAMS = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")


def forms(secret):
    """Give what a secret can look like: encodings of text and bytes, escapes, base64 wherever it begins."""
    raw = secret if isinstance(secret, bytes) else secret.encode()
    found = {raw, raw.hex().encode(), raw.hex().upper().encode(), repr(raw)[2:-1].encode()}
    for start in range(3):
        # Three alignments; the characters at either end depend on their neighbours.
        coded = base64.b64encode(b"\0" * start + raw)[start + bool(start):(len(raw) + start) // 3 * 4]
        found |= {coded, coded.translate(bytes.maketrans(b"+/", b"-_"))}
    if isinstance(secret, str):
        found |= {secret.encode("utf-16-le"), secret.encode("utf-16-be"), json.dumps(secret)[1:-1].encode(),
                  urllib.parse.quote(secret).encode(), urllib.parse.quote_plus(secret).encode()}
    return {form for form in found if len(form) >= 8}


def insides(data):
    """Give the bytes, and whatever is packed inside them (zip members, gzip and zlib streams)."""
    yield data
    for start in _STREAMS.finditer(data):
        kind = 31 if data[start.start():start.start() + 2] == b"\x1f\x8b" else 15
        try:
            unpacked = zlib.decompressobj(kind).decompress(data[start.start():], 4_000_000)
        except zlib.error:
            continue
        if len(unpacked) > 16:
            yield unpacked
    if data[:2] == b"PK":
        yield from _members(data)


def _members(data):
    import io
    import zipfile
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield archive.read(name)


def everything(folder, but=()):
    """Give every file below `folder` by its name, except the ones named in `but`."""
    found = {}
    for path in sorted(folder.rglob("*")):
        try:
            if path.is_file() and path.name not in but:
                found[str(path.relative_to(folder))] = path.read_bytes()
        except FileNotFoundError:
            continue  # the log of the database comes and goes
    return found


def finds(secrets, places):
    """Give where which secret is found; `secrets` and `places` by name."""
    looked_for = {name: forms(secret) for name, secret in secrets.items()}
    return [f"{name} is in {place}" for place, data in places.items() for inside in insides(data)
            for name, shapes in looked_for.items() if any(shape in inside for shape in shapes)]


def hidden(words):
    """Give ways of hiding words that the search must see through; for testing the search itself."""
    raw = words.encode()
    return {"plain": raw, "UTF-16": words.encode("utf-16"), "base64": base64.b64encode(b"x" + raw + b"yz"),
            "URL-safe base64": base64.urlsafe_b64encode(b"xy" + raw), "gzip": b"-- " + gzip.compress(raw),
            "zlib": b"-- " + zlib.compress(raw), "hex": raw.hex().encode(), "repr": repr(raw).encode(),
            "quoted": urllib.parse.quote(words).encode()}
