"""The people around the citizen: who they are, how often they meet, how it goes, and what they can help with."""

from casework.act import Act, JaNej, Tekst
from casework.forloeb import OpenForloeb
from domain.billeder import KontaktNu, Sektor, Stemning
from domain.errors import ActRefused
from domain.events import Event
from persistence.tables import Netvaerksperson

# What tells who somebody is lies sealed; the rest only tells where on the map they stand.
_SEALED = ("navn", "relation", "hjaelp", "rolle", "graenser")


class RegistrerNetvaerk(Act):
    """One person as the citizen tells of them; the same name in the same field is told of anew."""

    navn: Tekst
    sektor: Sektor
    kontakt: KontaktNu
    relation: str | None = None
    stemning: Stemning | None = None
    oensket: JaNej = False
    hjaelp: str | None = None
    rolle: str | None = None
    graenser: str | None = None
    maa_kontaktes: JaNej = False


class FjernNetvaerksperson(Act):
    navn: Tekst
    sektor: Sektor


def record_netvaerk(forloeb: OpenForloeb, act: RegistrerNetvaerk) -> None:
    """The person stands on the netværkskort as told now; what stood there before is kept with the case."""
    network = forloeb.uow.netvaerk
    before = network.named(forloeb.sag.id, act.navn, act.sektor)
    person = {name: value for name in _SEALED if (value := getattr(act, name))}
    if before is not None:
        network.remove(before, forloeb.now)
    # A yes keeps the day it was given for as long as it stands.
    said_yes = (before.maa_kontaktes if before else None) or forloeb.day
    network.add(
        Netvaerksperson(
            sag_id=forloeb.sag.id,
            sektor=act.sektor.value,
            kontakt=act.kontakt.value,
            stemning=act.stemning.value if act.stemning else None,
            oensket=act.oensket,
            maa_kontaktes=said_yes if act.maa_kontaktes else None,
            registreret=forloeb.now,
        ),
        person,
    )
    forloeb.record(
        Event.NETVAERK_REGISTRERET,
        act.sektor.value,
        detail={"person": act.model_dump(mode="json", exclude_none=True)},
    )


def remove_netvaerksperson(forloeb: OpenForloeb, act: FjernNetvaerksperson) -> None:
    """The person stands on the netværkskort no longer."""
    found = forloeb.uow.netvaerk.named(forloeb.sag.id, act.navn, act.sektor)
    if found is None:
        raise ActRefused("ukendt", key="ukendt.netvaerksperson")
    forloeb.uow.netvaerk.remove(found, forloeb.now)
    forloeb.record(Event.NETVAERKSPERSON_FJERNET, act.sektor.value, detail={"person": {"navn": act.navn}})
