"""A box that a person did not touch changes nothing."""

from starlette.datastructures import FormData

from casework.acts.borgerkort import RetBorger
from casework.acts.sagsaabning import ModtagHenvendelse
from web.forms import read_fields


def test_what_is_left_as_it_is_on_the_card_is_not_said() -> None:
    assert read_fields(RetBorger, FormData({"telefon": "00 00 00 01"})) == {"telefon": "00 00 00 01"}


def test_a_yes_and_a_no_on_the_card_are_said() -> None:
    form = FormData({"digital_post": "false", "adressebeskyttet": "true"})
    act = RetBorger.model_validate(read_fields(RetBorger, form))
    assert (act.digital_post, act.adressebeskyttet) == (False, True)


def test_the_boxes_of_a_new_henvendelse_do_not_move_a_known_citizen_back_to_digital_post() -> None:
    ticked = read_fields(ModtagHenvendelse, FormData({"borger.digital_post": "on"}))
    unticked = read_fields(ModtagHenvendelse, FormData({}))
    assert "digital_post" not in ticked["borger"]
    assert unticked["borger"]["digital_post"] is False
