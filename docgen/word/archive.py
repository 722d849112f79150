"""An archive whose unchanged files are packed once: the same files give the same bytes, and none tells the time."""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

# Midnight on 1 January 1980, as an archive writes time and date.
_TIME: Final = (0, 0x21)
_DEFLATED: Final = 8
_VERSION: Final = 20
_LEVEL: Final = 6
_LOCAL: Final = struct.Struct("<4s5H3I2H")
_LISTED: Final = struct.Struct("<4s6H3I5H2I")
_END: Final = struct.Struct("<4s4H2IH")


@dataclass(frozen=True, slots=True)
class Packed:
    """One file of an archive, ready to be written as often as wanted."""

    name: bytes
    content: bytes
    about: tuple[int, int, int]  # checksum, packed size, full size


def pack(name: str, content: bytes) -> Packed:
    """Give the file compressed."""
    compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    packed = compressor.compress(content) + compressor.flush()
    return Packed(name.encode("ascii"), packed, (zlib.crc32(content), len(packed), len(content)))


def archive(files: Iterable[Packed]) -> bytes:
    """Give the archive with the files in their order."""
    body: list[bytes] = []
    listed: list[bytes] = []
    at = 0
    for file in files:
        local = _LOCAL.pack(b"PK\3\4", _VERSION, 0, _DEFLATED, *_TIME, *file.about, len(file.name), 0)
        body += (local, file.name, file.content)
        sizes = (len(file.name), 0, 0, 0, 0, 0, at)
        listed += (
            _LISTED.pack(b"PK\1\2", _VERSION, _VERSION, 0, _DEFLATED, *_TIME, *file.about, *sizes),
            file.name,
        )
        at += len(local) + len(file.name) + len(file.content)
    contents = b"".join(listed)
    count = len(listed) // 2
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(contents), at, 0)
    return b"".join((*body, contents, end))
