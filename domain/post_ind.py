"""What may come in as post: which kinds of file, and how large. The content says what it is, never its name."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TEXT: Final = "text/plain"
_BEGINS: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
_ZIP: Final = b"PK\x03\x04"


class Svar(StrEnum):
    """The act that a piece of post stands for."""

    PARTSHOERINGSSVAR = "modtag_partshoeringssvar"
    OPLYSNINGER = "modtag_oplysninger"
    STATUS = "modtag_status"
    KVITTERING = "kvitter_bestilling"
    INDSATSPLAN = "modtag_indsatsplan"
    KLAGE = "modtag_klage"
    ANSOEGNING = "modtag_ansoegning"
    SAMTYKKE = "giv_samtykke"
    SAMTYKKE_TRUKKET = "traek_samtykke_tilbage"
    HANDLEPLAN = "svar_handleplan"
    DELVIST_MEDHOLD = "svar_delvist_medhold"
    AENDRET_BEHOV = "meld_aendret_behov"
    AKTINDSIGT = "anmod_aktindsigt"
    INDSIGT = "anmod_indsigt"
    BEGRUNDELSE = "anmod_begrundelse"
    ORIENTERING = "modtag_orientering"


@dataclass(frozen=True)
class PostInd:
    """`endelser` has each media type that is taken in, with what its file is called at the end; `stoerst` is in bytes."""

    stoerst: int
    endelser: Mapping[str, str]


def media_type_of(content: bytes) -> str | None:
    """What the content is; None where it is nothing that is known here."""
    for begins, media_type in _BEGINS:
        if content.startswith(begins):
            return media_type
    if content.startswith(_ZIP):
        return _WORD if _is_word(content) else None
    return _TEXT if _is_text(content) else None


def _is_word(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = frozenset(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    # One that carries a program is no document, whatever it is called.
    return "word/document.xml" in names and not any(name.endswith("vbaProject.bin") for name in names)


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return bool(text.strip()) and "\x00" not in text
