"""Writing a letter: the letters that fit the case, and one field for each thing the caseworker has to say in it."""

from collections.abc import Mapping

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from casework.views.act_form import Option
from casework.views.case_page import CaseHead
from casework.views.written_page import WrittenForm, newest_draft_id, written_form, written_letters
from domain.errors import BadInput, Fault
from domain.rules import Rolle
from domain.written_letters import Felt
from web.acting import do_act, forloeb_of, on_refusal, require_head
from web.desk import AtDesk, Desk, Posted, desk_of, go_to, render
from web.forms import Field, Kind
from web.refusals import Problem

router = APIRouter()
_ACT = "skriv_brev"
_TO, _UDFOERER, _NAVN = "til", "modtager", "modtager_navn"
_WHOM = {Rolle.UDFOERER: _UDFOERER, Rolle.KILDE: _NAVN}


@router.get("/sager/{nummer}/breve/nyt")
def choose(request: Request, desk: AtDesk, nummer: str, forloeb: str = "") -> Response:
    head = require_head(desk, nummer, forloeb)
    letters = written_letters(desk.office, desk.display, head.forloeb_id)
    return render(request, "pages/skriv_brev_valg.html", hoved=head, breve=letters)


@router.get("/sager/{nummer}/breve/nyt/{slug}")
def blank(request: Request, desk: AtDesk, nummer: str, slug: str, forloeb: str = "") -> Response:
    head = require_head(desk, nummer, forloeb)
    return _page(request, head, _require(desk, head, slug))


@router.post("/sager/{nummer}/breve/nyt/{slug}")
def write(request: Request, desk: AtDesk, nummer: str, slug: str, form: Posted) -> Response:
    """The draft waits with these words, and the browser goes to it; what is lacking is told at each field."""
    head = require_head(desk, nummer, forloeb_of(form))
    letter = _require(desk, head, slug)
    typed = _typed(form)
    on_refusal(request, lambda problem: _page(request, head, letter, typed, problem))
    _require_words(desk, letter, typed)
    words = {felt.navn: typed.get(_name(felt), "") for felt in letter.felter}
    do_act(request, _ACT, {"brev": slug, "ord": words, **_reader(letter, typed)}, form, head)
    made = newest_draft_id(desk.office, head.forloeb_id, slug)
    address = f"/sager/{head.nummer}/breve/{made}" if made else f"/sager/{head.nummer}"
    return go_to(address, _ACT)


def _require(desk: Desk, head: CaseHead, slug: str) -> WrittenForm:
    letter = written_form(desk.office, desk.display, head.forloeb_id, slug)
    if letter is None:
        raise HTTPException(404, "intet_brev")
    return letter


def _reader(letter: WrittenForm, typed: Mapping[str, str]) -> dict[str, str]:
    """Whom it goes to, and who that is where the reader's role does not say it."""
    til = typed.get(_TO) or letter.laesere[0].vaerdi
    names = {role.value: typed.get(field) for role, field in _WHOM.items()}
    return {_TO: til} | ({"modtager": name} if (name := names.get(til)) else {})


def _require_words(desk: Desk, letter: WrittenForm, typed: Mapping[str, str]) -> None:
    """Return where every field that has to be filled is; raise BadInput naming all that are not."""
    lacks = desk.display.say("felt_fejl", "mangler")
    faults = [
        Fault(_ACT, _name(felt), lacks)
        for felt in letter.felter
        if felt.paakraevet and not typed.get(_name(felt), "").strip()
    ]
    if faults:
        raise BadInput(faults)


def _page(
    request: Request,
    head: CaseHead,
    letter: WrittenForm,
    typed: Mapping[str, str] | None = None,
    problem: Problem | None = None,
) -> Response:
    faults = problem.felter if problem else {}
    return render(
        request,
        "pages/skriv_brev.html",
        status=problem.status if problem else 200,
        hoved=head,
        brev=letter,
        felter=_fields(desk_of(request), letter, typed, faults),
        problem=problem,
    )


def _fields(
    desk: Desk,
    letter: WrittenForm,
    typed: Mapping[str, str] | None,
    faults: Mapping[str, tuple[str, ...]],
) -> tuple[Field, ...]:
    """Whom it goes to, where that can be chosen, and then what the caseworker has to say."""
    shown = {
        _TO: letter.til or letter.laesere[0].vaerdi,
        **dict.fromkeys(_WHOM.values(), letter.modtager or ""),
    }
    asked: list[tuple[str, tuple[Option, ...]]] = [(_TO, letter.laesere)] if len(letter.laesere) > 1 else []
    if letter.skal_have_modtager:
        readers = {option.vaerdi for option in letter.laesere}
        asked += [(_UDFOERER, letter.udfoerere)] if Rolle.UDFOERER in readers else []
        asked += [(_NAVN, ())] if Rolle.KILDE in readers else []
    found = [
        Field(
            handling=_ACT,
            navn=name,
            label=desk.display.field(_ACT, name),
            slags=Kind.VALG if options else Kind.TEKST,
            paakraevet=name == _TO,
            vaerdi=(shown if typed is None else typed).get(name, ""),
            valg=options,
            hjaelp=None,
            fejl=tuple(faults.get(name, ())),
        )
        for name, options in asked
    ]
    for felt in letter.felter:
        name = _name(felt)
        value = typed.get(name, "") if typed is not None else letter.ord.get(felt.navn, "")
        found.append(
            Field(
                handling=_ACT,
                navn=name,
                label=felt.ledetekst,
                slags=_kind(felt),
                paakraevet=felt.paakraevet,
                vaerdi=value,
                valg=tuple(Option(key, text) for key, text in felt.valg.items()),
                hjaelp=felt.hjaelp or None,
                fejl=tuple(faults.get(name, ())),
                klarsprog=_kind(felt) is Kind.LANG and not felt.egne_ord,
            )
        )
    return tuple(found)


def _kind(felt: Felt) -> Kind:
    if felt.valg:
        return Kind.VALG
    return Kind.LINJER if felt.liste else Kind.LANG


def _name(felt: Felt) -> str:
    return f"ord.{felt.navn}"


def _typed(form: FormData) -> dict[str, str]:
    """What was written, word for word."""
    return {
        name: str(value).replace("\r\n", "\n")
        for name, value in form.items()
        if name.startswith("ord.") or name in {_TO, *_WHOM.values()}
    }
