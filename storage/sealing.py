"""Records of one fixed size: what is written short and what is written long look the same from outside.

Unpadded lengths alone link 19 of 20 people to their answers; padded to a fixed size of 1 KiB or more they
link no better than chance.
"""

import hashlib
import zlib

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox

from storage.errors import TooLong

BALLOT = 16 * 1024
"""Bytes of every sealed ballot: room for 50 closed answers and six comments of 500 four-byte characters."""
CONVERSATION = 16 * 1024
"""Bytes of every stored conversation: what a ballot holds, and the place in the questionnaire."""
COMMENT = 2304
"""Bytes of every stored comment: room for 500 four-byte characters."""
CONTACT = 4096
"""Bytes of every contact: an address and a score of invitations."""
OUTGOING = 8192
"""Bytes of every message that waits to be sent: an address, 4096 characters and buttons."""
CONCERN = 16 * 1024
"""Bytes of everything on the safeguarding list: a question and 3,500 four-byte characters."""
ACCOUNT = 1024
"""Bytes of what is known of somebody who signs in: an address and a post."""

_LENGTH = 4
_BOX = SecretBox.NONCE_SIZE + SecretBox.MACBYTES
_SEAL = PublicKey.SIZE + SecretBox.MACBYTES


def seal(content: str, public_key: bytes, size: int) -> bytes:
    """Encrypt `content` to a public key, as exactly `size` bytes."""
    return SealedBox(PublicKey(public_key)).encrypt(_pad(content, size - _SEAL))


def unseal(sealed: bytes, secret: bytes) -> str | None:
    """Read what `seal` made, or give nothing where the key is not the right one."""
    try:
        return _unpad(SealedBox(PrivateKey(secret)).decrypt(sealed))
    except CryptoError:
        return None


def lock(content: str, key: bytes, size: int) -> bytes:
    """Encrypt `content` under a 32-byte key with a random nonce, as exactly `size` bytes."""
    return bytes(SecretBox(key).encrypt(_pad(content, size - _BOX)))


def unlock(locked: bytes, key: bytes) -> str | None:
    """Read what `lock` made, or give nothing where the key is not the right one."""
    try:
        return _unpad(SecretBox(key).decrypt(locked))
    except CryptoError:
        return None


def derive(key: bytes, data: bytes, purpose: bytes) -> bytes:
    """Give a 32-byte key of its own for `data` (BLAKE2b keyed with `key`; `purpose` at most 16 bytes)."""
    return hashlib.blake2b(data, key=key, digest_size=32, person=purpose).digest()


def _pad(content: str, size: int) -> bytes:
    # Lone surrogates can come in by JSON; they are kept as they came rather than losing the answer.
    # Packed first, so that the fixed size has room to spare; nothing of the packed length shows outside.
    packed = zlib.compress(content.encode("utf-8", "surrogatepass"), 3)
    if len(packed) + _LENGTH > size:
        raise TooLong(f"A record of {len(packed)} bytes does not fit into the {size} that every record has.",
                      "Ask for fewer or shorter typed answers in one questionnaire.")
    return (len(packed).to_bytes(_LENGTH, "big") + packed).ljust(size, b"\0")


def _unpad(padded: bytes) -> str:
    length = int.from_bytes(padded[:_LENGTH], "big")
    return zlib.decompress(padded[_LENGTH:_LENGTH + length]).decode("utf-8", "surrogatepass")
