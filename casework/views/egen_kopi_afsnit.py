"""The citizen's own copy in plain order: what is known of them as tables of words, each row ready to be read."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from casework.office import Office
from config.display import Display
from domain.calendar import local_date
from domain.deadlines import Tilstand
from persistence.tables import (
    Afgoerelse,
    Ansoegning,
    Bestilling,
    Bevilling,
    Forespoergsel,
    Forloeb,
    Handleplan,
    Maaling,
    MaalVurdering,
    Moede,
    Opfoelgning,
    Sag,
    Samtykke,
    TemaVurdering,
    Undtagelse,
)
from persistence.unit_of_work import UnitOfWork

Row = Mapping[str, Any]
_ENDLESS: Final = date.max


class Afsnit:
    """One sag, opened for its citizen: each method is one section of the copy, oldest first."""

    def __init__(
        self, office: Office, display: Display, uow: UnitOfWork, sag: Sag, forloeb: Sequence[Forloeb]
    ) -> None:
        self._office, self._display, self._uow, self._sag, self._forloeb = office, display, uow, sag, forloeb

    def all(self) -> Mapping[str, list[Row]]:
        """Every section by its name; an empty one is an empty list."""
        return {
            "tal": self._said_of_goals(),
            "temaer": self._themes(),
            "maalinger": self._measures(),
            "samtykker": self._consents(),
            "undtagelser": self._exceptions(),
            "netvaerk": self._network(),
            "spurgt": self._asked(),
            "ansoegninger": self._applications(),
            "afgoerelser": self._decisions(),
            "bevillinger": self._granted(),
            "handleplaner": self._plans(),
            "bestillinger": self._orders(),
            "moeder": self._meetings(),
            "opfoelgninger": self._follow_ups(),
            "frister": self._deadlines(),
        }

    def _said_of_goals(self) -> list[Row]:
        rows = sorted(self._uow.of_sag(MaalVurdering, self._sag.id), key=lambda row: (row.dag, row.id))
        return [
            {
                "maal": row.maal_nr,
                "hvem": self._display.say("rolle", row.hvem),
                "tal": _number(row.tal),
                "ord": row.ord,
                "dag": row.dag,
            }
            for row in rows
        ]

    def _themes(self) -> list[Row]:
        return [
            {
                "tema": row.tema,
                "godt": row.ressourcer,
                "svaert": row.udfordringer,
                "hvem": self._display.say("oenske", str(row.perspektiv)) if row.perspektiv else row.kilde,
                "dag": local_date(row.tidspunkt),
            }
            for row in self._uow.of_sag(TemaVurdering, self._sag.id)
        ]

    def _measures(self) -> list[Row]:
        known = self._office.rulebook.instruments
        return [
            {
                "navn": known[row.instrument].navn if row.instrument in known else row.instrument,
                "tal": ", ".join(_number(value) for value in row.vaerdi),
                "dag": local_date(row.tidspunkt),
            }
            for row in self._uow.of_sag(Maaling, self._sag.id)
        ]

    def _consents(self) -> list[Row]:
        return [
            {
                "hvem": row.kilde,
                "hvad": row.oplysninger,
                "givet": row.givet,
                "til": None if row.til_dato == _ENDLESS else row.til_dato,
                "trukket": row.trukket,
            }
            for row in self._uow.of_sag(Samtykke, self._sag.id)
        ]

    def _exceptions(self) -> list[Row]:
        return [
            {"hvem": row.hvem, "regel": row.hjemmel, "grund": row.grund, "til": row.til_dato}
            for row in self._uow.of_sag(Undtagelse, self._sag.id)
        ]

    def _network(self) -> list[Row]:
        sectors = self._display.choices["sektor"]
        return [
            {
                **self._uow.netvaerk.person_of(row),
                "sektor": sectors.get(row.sektor, row.sektor),
                "kontaktes": row.maa_kontaktes,
            }
            for row in self._uow.netvaerk.now(self._sag.id)
        ]

    def _asked(self) -> list[Row]:
        return [
            {
                "hvem": row.kilde,
                "hvad": row.oplysninger,
                "spurgt": row.spurgt,
                "svarede": row.modtaget,
                "opgivet": row.opgivet,
            }
            for row in self._rows(Forespoergsel)
        ]

    def _applications(self) -> list[Row]:
        return [
            {"hvad": self._help(row.paragraf), "modtaget": row.modtaget, "svar": row.afgjort}
            for row in self._rows(Ansoegning)
        ]

    def _decisions(self) -> list[Row]:
        return [
            {
                "hvad": self._help(row.paragraf),
                "udfald": self._display.say("afgoerelse", row.udfald),
                "omfang": row.omfang,
                "dag": local_date(row.truffet),
                "sendt": _day(row.sendt),
            }
            for row in self._rows(Afgoerelse)
        ]

    def _granted(self) -> list[Row]:
        return [
            {"hvad": self._help(row.paragraf), "fra": row.fra, "til": row.ophoert}
            for row in self._rows(Bevilling)
        ]

    def _plans(self) -> list[Row]:
        answers = self._display.choices["svar"]
        return [
            {
                "tilbudt": local_date(row.tilbudt),
                "svar": answers.get(row.svar, row.svar) if row.svar else None,
                "i_kraft": _day(row.aktiv),
            }
            for row in self._rows(Handleplan)
        ]

    def _orders(self) -> list[Row]:
        found: list[Row] = []
        for row in self._rows(Bestilling):
            udfoerer = self._uow.parties.udfoerer(row.udfoerer_id)
            found.append(
                {
                    "hvem": udfoerer.navn if udfoerer else row.udfoerer_id,
                    "hvad": row.ydelse or self._help(row.paragraf),
                    "tilstand": self._display.say("bestilling_tilstand", row.tilstand),
                    "begyndt": _day(row.startet),
                    "slut": _day(row.afsluttet),
                }
            )
        return found

    def _meetings(self) -> list[Row]:
        names = self._office.rulebook.moeder
        return [
            {
                "navn": names.get(row.art, row.art),
                "dag": _day(row.tidspunkt),
                "sted": row.sted,
                "holdt": _day(row.afholdt),
                "aflyst": _day(row.aflyst),
            }
            for row in self._rows(Moede)
        ]

    def _follow_ups(self) -> list[Row]:
        return [
            {
                "dag": local_date(row.holdt),
                "udfald": self._display.say("opfoelgning", row.udfald),
                "ord": row.borgerens_vurdering,
                "naeste": row.naeste,
            }
            for row in self._rows(Opfoelgning)
        ]

    def _deadlines(self) -> list[Row]:
        clocks = [clock for row in self._forloeb for clock in self._uow.deadlines.all_of(row.id)]
        # The clocks that run are what the citizen can hold us to; those that are over stand after them.
        ordered = sorted(clocks, key=lambda clock: (clock.state != Tilstand.AKTIV, clock.due_on, clock.id))
        return [
            {
                "navn": self._display.say("frist", clock.rule_id),
                "senest": clock.due_on,
                "tilstand": self._display.say("frist_tilstand", clock.state),
                "loeber": clock.state == Tilstand.AKTIV,
            }
            for clock in ordered
            # What starts over with every contact would fill pages and say nothing.
            if clock.state == Tilstand.AKTIV or clock.rule_id not in self._display.stille
        ]

    def _rows(self, table: type[Any]) -> Iterable[Any]:
        return [row for each in self._forloeb for row in self._uow.of_forloeb(table, each.id)]

    def _help(self, paragraf: str) -> str:
        ydelse = self._office.rulebook.law.paragraf(paragraf)
        return f"{ydelse.navn} (§ {paragraf})" if ydelse else f"§ {paragraf}"


def _day(moment: datetime | None) -> date | None:
    return local_date(moment) if moment else None


def _number(value: Any) -> str:
    return f"{value:g}".replace(".", ",") if isinstance(value, int | float) else str(value)
