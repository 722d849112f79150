"""How letters leave and what the post's answers mean: config/post.toml as a value, or every fault in it."""

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from config.border import Border, Words
from config.faults import FaultLog
from domain.post import (
    Emne,
    Kle,
    Kvitteringer,
    MemoForm,
    MemoPost,
    Moedepost,
    Post,
    Poststatus,
    Repraesentant,
)

FILE = "post.toml"
# What a MeMo message holds at most; {kommune} and {sagsnr} are given room of their own.
_ROOM = 60
_Line = Annotated[str, Field(min_length=1, max_length=256 - _ROOM)]
_Notice = Annotated[str, Field(min_length=1, max_length=150 - _ROOM)]
_FileName = Annotated[
    str,
    Field(
        min_length=1,
        max_length=100,
        pattern=r"^[^<>:\"/\\|?*{}\x00-\x1f\x7f\u00a0\u2000-\u200a\u2028\u205f\u2060\u3000]+$",
    ),
]
_Uuid4 = Annotated[
    str,
    Field(pattern=r"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$"),
]
_Cvr = Annotated[str, Field(pattern=r"^\d{8}$")]
_Emnenoegle = Annotated[str, Field(pattern=r"^\d{2}\.\d{2}\.\d{2}$")]
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_KNOWN = frozenset({"kommune", "sagsnr"})


def _form(value: object) -> object:
    return MemoForm(value) if isinstance(value, str) and value in set(MemoForm) else value


def _status(value: object) -> object:
    return Poststatus(value) if isinstance(value, str) and value in set(Poststatus) else value


class _Emne(Border):
    noegle: _Emnenoegle
    titel: _Line


class _Kle(Border):
    version: _Line
    facet: _Line | None = None
    emner: dict[str, _Emne]


class _Repraesentant(Border):
    cvr: _Cvr
    navn: _Line


class _Memo(Border):
    version: Literal["1.1", "1.2"]
    form: Annotated[MemoForm, BeforeValidator(_form)]
    sagssystem: _Line
    overskrift: _Line
    advis: _Notice
    filnavn: _FileName
    posttype: _Line
    svar: bool
    obligatorisk: bool
    forkyndelse: bool
    kontaktpunkt: _Uuid4 | None = None
    repraesentant: _Repraesentant | None = None
    kle: _Kle | None = None


class _Moede(Border):
    minutter: int = Field(ge=5, le=1440)
    kalendertekst: _Line
    knap: _Line
    kalenderfil_i_memo: bool


class _Kvittering(Border):
    afventes: bool
    senest_hverdage: int = Field(ge=1, le=60)
    ukendt_doegn: int = Field(ge=1, le=365)
    status: dict[Words, Annotated[Poststatus, BeforeValidator(_status)]]


class _PostFile(Border):
    memo: _Memo
    moede: _Moede
    kvittering: _Kvittering


def load_post(path: Path) -> Post:
    """The municipality's post as its file says; raises BrokenConfig with every fault."""
    faults = FaultLog()
    model = faults.load(_PostFile, path)
    if model is not None:
        for key, text in (
            ("memo.overskrift", model.memo.overskrift),
            ("memo.advis", model.memo.advis),
            ("moede.kalendertekst", model.moede.kalendertekst),
        ):
            faults.unknown(path.name, key, _PLACEHOLDER.findall(text), _KNOWN)
    faults.refuse()
    assert model is not None
    return _post(model)


def _post(model: _PostFile) -> Post:
    memo, kle, on_behalf = model.memo, model.memo.kle, model.memo.repraesentant
    return Post(
        memo=MemoPost(
            **memo.model_dump(exclude={"kle", "repraesentant"}),
            repraesentant=Repraesentant(on_behalf.cvr, on_behalf.navn) if on_behalf else None,
            kle=Kle(
                kle.version,
                kle.facet,
                {paragraf: Emne(row.noegle, row.titel) for paragraf, row in kle.emner.items()},
            )
            if kle
            else None,
        ),
        moede=Moedepost(**model.moede.model_dump()),
        kvittering=Kvitteringer(
            **model.kvittering.model_dump(exclude={"status"}),
            # The post's words come in every case.
            status={word.casefold(): status for word, status in model.kvittering.status.items()},
        ),
    )
