"""How server and child talk: a message is its length in eight bytes, then its bytes."""

import struct
from typing import BinaryIO


def write(pipe: BinaryIO, message: bytes) -> None:
    pipe.write(struct.pack(">Q", len(message)))
    pipe.write(message)
    pipe.flush()


def read(pipe: BinaryIO) -> bytes:
    (length,) = struct.unpack(">Q", _exactly(pipe, 8))
    return _exactly(pipe, length)


def _exactly(pipe: BinaryIO, length: int) -> bytes:
    parts = []
    while length:
        part = pipe.read(length)
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
