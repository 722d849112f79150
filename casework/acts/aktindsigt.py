"""Aktindsigt: asked for, and given (FVL § 9 and § 16)."""

from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from casework import drafts
from casework.act import Act, Tekst
from casework.danish_time import DanskTid
from casework.dates import require_received
from casework.forloeb import OpenForloeb
from domain.case import DokumentTilstand
from domain.errors import ActRefused
from domain.events import Event
from domain.rules import Rolle
from persistence.tables import Aktindsigt

GIVET = "aktindsigt"
DELVIS = "aktindsigt_delvis"


class AnmodAktindsigt(Act):
    """`modtaget` is when the request came, where that was before it was written here."""

    modtaget: DanskTid | None = None


class GivAktindsigt(Act):
    """`undtaget` is what the citizen may not see, a paper each (FVL §§ 12-15 b).

    A paper has its own reason and rule after it, parted by semicolons; without them the shared ones are meant.
    """

    undtaget: list[Tekst] = Field(default_factory=list)
    undtaget_grund: Tekst | None = None
    undtaget_hjemmel: Tekst | None = None

    @model_validator(mode="after")
    def says_why(self) -> Self:
        """A refusal in part is a decision, with its rule and its reason (FVL § 24)."""
        if any(not (row["grund"] and row["hjemmel"]) for row in self.held_back()):
            raise PydanticCustomError("regel", "skal have undtaget_grund og undtaget_hjemmel")
        return self

    def held_back(self) -> list[dict[str, str | None]]:
        """Each paper with the reason and the rule that are given of it."""
        found: list[dict[str, str | None]] = []
        for line in self.undtaget:
            papir, grund, hjemmel = ([part.strip() for part in line.split(";", 2)] + ["", ""])[:3]
            found.append(
                {
                    "papir": papir,
                    "grund": grund or self.undtaget_grund,
                    "hjemmel": hjemmel or self.undtaget_hjemmel,
                }
            )
        return found


def request_aktindsigt(forloeb: OpenForloeb, act: AnmodAktindsigt) -> None:
    """The clock of seven working days runs from when the request was received."""
    require_received(forloeb, act.modtaget)
    row = forloeb.uow.add(Aktindsigt(forloeb_id=forloeb.id, anmodet=act.modtaget or forloeb.now))
    detail = act.model_dump(mode="json", exclude_none=True)
    forloeb.record(Event.AKTINDSIGT_ANMODET, refs={"aktindsigt": row.id}, detail=detail, at=act.modtaget)


def give_aktindsigt(forloeb: OpenForloeb, act: GivAktindsigt) -> None:
    """The papers are on their way; the oldest request is answered."""
    on_their_way = {
        letter.refs["aktindsigt"]
        for letter in forloeb.uow.documents.in_state(
            forloeb.id, DokumentTilstand.GODKENDT, DokumentTilstand.DANNET
        )
        if letter.brev in {GIVET, DELVIS}
    }
    waiting = [
        row
        for row in forloeb.uow.of_forloeb(Aktindsigt, forloeb.id)
        if row.givet is None and row.id not in on_their_way
    ]
    if not waiting:
        raise ActRefused("ukendt", key="ukendt.aktindsigt")
    refs = {"aktindsigt": waiting[0].id}
    drafts.drop_drafts(forloeb, "aktindsigt_forsinket", refs=refs)
    if forloeb.borger.doed is not None:
        # No letter goes to the dead; whoever has a right to the papers got them by hand, and it stands that they did.
        waiting[0].givet = forloeb.now
        forloeb.record(Event.AKTINDSIGT_GIVET, refs=refs)
        return
    if not act.undtaget:
        drafts.send_by_person(forloeb, GIVET, Rolle.BORGER, refs)
        return
    rows = act.held_back()
    words = {
        "papirer": [row["papir"] for row in rows],
        "grund": " ".join(dict.fromkeys(str(row["grund"]) for row in rows)),
        "hjemmel": ", ".join(dict.fromkeys(str(row["hjemmel"]) for row in rows)),
        "linjer": rows,
    }
    drafts.send_by_person(forloeb, DELVIS, Rolle.BORGER, refs, words)
