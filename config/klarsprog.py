"""klarsprog.toml: what letters are read for; the municipality's own file adds to the shipped one and mends it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from config.border import Border, ManyOf, Words
from config.faults import FaultLog, nearest
from domain.klarsprog import Check, Explained, Jargon, Klarsprog, Limits, Passives, Slags
from domain.klarsprog import Words as Said

_Count = Annotated[int, Field(ge=1)]


class _Ord(Border):
    former: Annotated[ManyOf[Words], Field(min_length=1)]
    skriv: Words
    grund: Words
    slags: Annotated[Slags, Field(strict=False)]
    undtagen: ManyOf[Words] = ()
    som_skrevet: bool = False


class _Limits(Border):
    lix: _Count
    lix_afsnit: _Count
    lix_saetning: _Count
    mindst_ord: _Count
    mindst_ord_saetning: _Count
    ord_pr_saetning: _Count
    lang_saetning: _Count
    langt_ord: _Count


class _Said(Border):
    navn: Words
    grund: Words
    skriv: Words
    ukendt: str = ""


class _Forklaring(Border):
    foer: ManyOf[Words]
    efter: ManyOf[Words]


class _Regler(Border):
    overskrifter: ManyOf[Words]


class _LangeOrd(Border):
    kendte: ManyOf[Words]


class _Forkortelser(Border):
    kendte: ManyOf[Words]
    slutter: ManyOf[Words]
    ved_tal: ManyOf[Words]
    skriv: dict[str, Words]


class _Passiv(Border):
    ikke_verber: ManyOf[Words]
    ikke_verber_paa: ManyOf[Words]
    foran_navneord: ManyOf[Words]
    kortformer: ManyOf[Words]
    spoerges_der_om: ManyOf[Words]
    foran_ting: ManyOf[Words]
    tillaegsformer_paa: ManyOf[Words]
    ikke_tillaegsformer: ManyOf[Words]


class _Forklaret(Border):
    breve: Annotated[ManyOf[Words], Field(min_length=1)]
    tjek: Annotated[Check, Field(strict=False)]
    tekst: Words
    grund: Words


class _KlarsprogFile(Border):
    felter: ManyOf[Words]
    graenser: _Limits
    trin: Annotated[dict[str, int], Field(min_length=1)]
    tekster: dict[Annotated[Check, Field(strict=False)], _Said]
    forklaring: _Forklaring
    regler: _Regler
    lange_ord: _LangeOrd
    begreber: dict[str, ManyOf[Words]]
    forkortelser: _Forkortelser
    passiv: _Passiv
    ord: ManyOf[_Ord]
    forklaret: ManyOf[_Forklaret] = ()
    # The first form of a shipped word that the municipality writes on purpose.
    udgaar: ManyOf[Words] = ()


def load_klarsprog(path: Path, own: Path | None = None) -> Klarsprog:
    """What texts are read by; raises BrokenConfig with every fault of the first file that has any."""
    faults = FaultLog()
    shipped = faults.read(path)
    model = faults.check(_KlarsprogFile, shipped, path.name)
    faults.refuse()
    if own is not None:
        mine = faults.read(own)
        file = f"local/{own.name}"
        model = faults.check(_KlarsprogFile, _over(shipped or {}, mine or {}), file)
        faults.refuse()
        assert model is not None
        known = {row.former[0] for row in model.ord}
        for name in model.udgaar:
            if name not in known:
                faults.add(file, "udgaar", "ukendt_ord", navn=name, naermest=nearest(name, known))
    assert model is not None
    for check in Check:
        if check not in model.tekster:
            faults.add(path.name, f"tekster.{check}", "ord_mangler", navn=check)
    faults.refuse()
    return _rules(model)


def _rules(model: _KlarsprogFile) -> Klarsprog:
    return Klarsprog(
        graenser=Limits(**model.graenser.model_dump()),
        trin=tuple(sorted((most, name) for name, most in model.trin.items())),
        ord=tuple(Jargon(**row.model_dump()) for row in model.ord if row.former[0] not in model.udgaar),
        begreber=tuple(model.begreber.values()),
        forkortelser={word.lower(): skriv for word, skriv in model.forkortelser.skriv.items()},
        kendte=frozenset(model.forkortelser.kendte),
        slutter=frozenset(word.lower() for word in model.forkortelser.slutter),
        ved_tal=frozenset(word.lower() for word in model.forkortelser.ved_tal),
        passiver=Passives(
            ikke_verber=frozenset(model.passiv.ikke_verber),
            ikke_verber_paa=model.passiv.ikke_verber_paa,
            foran_navneord=frozenset(model.passiv.foran_navneord),
            kortformer=frozenset(model.passiv.kortformer),
            spoerges_der_om=frozenset(model.passiv.spoerges_der_om),
            foran_ting=frozenset(model.passiv.foran_ting),
            tillaegsformer_paa=model.passiv.tillaegsformer_paa,
            ikke_tillaegsformer=frozenset(model.passiv.ikke_tillaegsformer),
        ),
        forklares_foer=model.forklaring.foer,
        forklares_efter=model.forklaring.efter,
        kendte_lange_ord=model.lange_ord.kendte,
        regler_overskrifter=frozenset(word.lower() for word in model.regler.overskrifter),
        forklaret=tuple(Explained(**row.model_dump()) for row in model.forklaret),
        tekster={check: Said(**row.model_dump()) for check, row in model.tekster.items()},
        felter=frozenset(model.felter),
    )


def _over(base: Mapping[str, Any], mine: Mapping[str, Any]) -> dict[str, Any]:
    """The municipality's values over the shipped; its rows stand first, so that a fault names the row it is in."""
    both = dict(base)
    for key, value in mine.items():
        under = both.get(key)
        if isinstance(under, Mapping) and isinstance(value, Mapping):
            both[key] = _over(under, value)
        elif isinstance(under, list) and isinstance(value, list):
            both[key] = [*value, *_left(under, value)]
        else:
            both[key] = value
    return both


def _left(rows: Sequence[Any], over: Sequence[Any]) -> list[Any]:
    """The shipped rows that no row of the municipality's stands in for: a word is known by its first form."""
    named = [_name(row) for row in over]
    return [row for row in rows if _name(row) not in named]


def _name(row: Any) -> Any:
    forms = row.get("former") if isinstance(row, Mapping) else None
    return forms[0] if isinstance(forms, list) and forms else row
