"""How the pages say no: on the form's own page where there was one, in Danish, with what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from domain.errors import ActRefused, BadInput, Conflict, DocumentLost, Retryable
from web.desk import desk_of, render
from web.once import StillRunning

_NOT_FOUND = 404


@dataclass(frozen=True)
class Problem:
    """Why nothing was done. `grund` is the gate or code, for those who look after the program; `port` is the gate's name.

    `felter` gives each field's reasons by its name.
    """

    status: int
    tekst: str
    grund: str | None = None
    port: str | None = None
    felter: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class FormChanged(Conflict):
    """What was approved is not what was shown; `key` is the sentence that says so."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def answer_refusals(app: FastAPI) -> None:
    """Every error of the house has its page."""
    for kind in (ActRefused, BadInput, Conflict, Retryable, DocumentLost):
        app.add_exception_handler(kind, _refused)
    app.add_exception_handler(StillRunning, _still_running)
    app.add_exception_handler(HTTPException, _no_such_page)
    app.add_exception_handler(RequestValidationError, _no_such_page)


def _refused(request: Request, error: Exception) -> Response:
    problem = problem_of(request, error)
    form_page = getattr(request.state, "form_page", None)
    if form_page is not None:
        page: Response = form_page(problem)
        return page
    return render(request, "pages/fejl.html", status=problem.status, problem=problem)


def problem_of(request: Request, error: Exception) -> Problem:
    desk = desk_of(request)
    display, gate = desk.display, desk.office.rulebook.gates.get(getattr(error, "grund", ""))
    match error:
        case ActRefused():
            return Problem(409, error.tekst, error.grund, gate.titel if gate else None)
        case BadInput():
            return Problem(422, "", felter=_by_field(error, display.say("felt_fejl", "mangler")))
        case FormChanged():
            return Problem(409, display.say("side", error.key))
        case Conflict():
            return Problem(409, display.say("side", "konflikt"))
        case DocumentLost():
            return Problem(410, display.say("side", "brev_vaek"))
        case _:
            return Problem(503, display.say("side", "optaget"))


def _by_field(error: BadInput, missing: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for fault in error.faults:
        found.setdefault(fault.key, []).append(missing if fault.reason == "mangler" else fault.reason)
    return {key: tuple(reasons) for key, reasons in found.items()}


def _still_running(request: Request, _error: Exception) -> Response:
    """Not the form's own page: sent from there once more, it would be another form."""
    problem = Problem(503, desk_of(request).display.say("side", "i_gang"))
    return render(request, "pages/fejl.html", status=problem.status, problem=problem)


def _no_such_page(request: Request, error: Exception) -> Response:
    """A wrong address, in Danish; `detail` of our own is the key of a sentence."""
    words = desk_of(request).display.words["side"]
    key = str(getattr(error, "detail", ""))
    status = getattr(error, "status_code", _NOT_FOUND)
    problem = Problem(status, words.get(key, words["findes_ikke"]))
    return render(request, "pages/fejl.html", status=status, problem=problem)
