"""What an act's fields take, whichever act it is: a yes or a no is true or false, and nothing that looks like it."""

from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from casework.act import JaNej
from casework.perform import read_act
from casework.registry import ACTS
from domain.errors import BadInput

REASON = "skal være true eller false"
# What the act wants besides the answer that is asked about.
BESIDES: dict[str, dict[str, Any]] = {
    "modtag_henvendelse": {"borger": {"navn": "Bo Testmand"}},
    "registrer_oenske": {"tekst": "At bo trygt."},
    "meld_aendret_behov": {"fra": "borger", "tekst": "Det er svært."},
    "registrer_netvaerk": {"navn": "Søs Prøvesen", "sektor": "familie", "kontakt": "ofte"},
    "juster_kadence": {"kadence": "fit", "interval": "1 uger"},
    "registrer_optagelse": {"boform": "Herberget"},
}


def answers_in(model: type[BaseModel], path: str = "") -> Iterator[str]:
    """Where a yes or a no is asked for in the model and in what lies within it."""
    for name, field in model.model_fields.items():
        for part in parts(field.annotation):
            if part is bool:
                yield f"{path}{name}"
            elif isinstance(part, type) and issubclass(part, BaseModel):
                yield from answers_in(part, f"{path}{name}.")


def parts(annotation: Any) -> tuple[Any, ...]:
    """The types behind Annotated, unions and lists."""
    if get_origin(annotation) is Annotated:
        return parts(get_args(annotation)[0])
    inner = get_args(annotation)
    return tuple(kind for part in inner for kind in parts(part)) if inner else (annotation,)


ANSWERS = [(name, path) for name, spec in ACTS.items() for path in answers_in(spec.model)]


def given(name: str, path: str, answer: object) -> dict[str, Any]:
    fields = dict(BESIDES.get(name, {}))
    part, _, field = path.rpartition(".")
    return {**fields, part: {**fields[part], field: answer}} if part else {**fields, field: answer}


def test_a_yes_or_a_no_is_asked_for_in_a_part_and_on_a_card_that_may_be_left_as_it_is() -> None:
    assert ("modtag_henvendelse", "borger.digital_post") in ANSWERS
    assert ("ret_borger", "adressebeskyttet") in ANSWERS
    assert ("modtag_henvendelse", "akut") in ANSWERS


@pytest.mark.parametrize(("name", "path"), ANSWERS)
@pytest.mark.parametrize("answer", ["yes", "on", "ja", "1", "t", "True", "", 1, 0, 1.0, [True]])
def test_what_only_looks_like_a_yes_or_a_no_is_refused(name: str, path: str, answer: object) -> None:
    with pytest.raises(BadInput) as refusal:
        read_act(name, given(name, path, answer))
    assert (path, REASON) in [(fault.key, fault.reason) for fault in refusal.value.faults]


@pytest.mark.parametrize(("name", "path"), ANSWERS)
@pytest.mark.parametrize(
    ("answer", "meant"), [(True, True), (False, False), ("true", True), ("false", False)]
)
def test_true_and_false_are_taken_as_they_are_and_as_a_page_posts_them(
    name: str, path: str, answer: object, meant: bool
) -> None:
    read: Any = read_act(name, given(name, path, answer))
    for step in path.split("."):
        read = getattr(read, step)
    assert read is meant


def test_no_answer_is_none_only_where_the_field_may_be_left_out() -> None:
    assert TypeAdapter(JaNej | None).validate_python(None) is None
    with pytest.raises(ValidationError):
        TypeAdapter(JaNej).validate_python(None)
