"""Reading a rule's words; what cannot be read is refused in Danish that says what it must look like."""

import pytest

from domain.rules import (
    Anker,
    Betingelse,
    Enhed,
    Moenster,
    Naar,
    RelativForfald,
    Varighed,
    parse_betingelser,
    parse_forfald,
    parse_moenster,
    parse_naar,
    parse_varighed,
)


@pytest.mark.parametrize(
    ("text", "varighed"),
    [
        ("10 arbejdsdage", Varighed(10, Enhed.ARBEJDSDAGE)),
        ("14 dage", Varighed(14, Enhed.DAGE)),
        ("8 uger", Varighed(8, Enhed.UGER)),
        ("2,5 maaneder", Varighed(2, Enhed.MAANEDER, halv=True)),
        ("2.5 maaneder", Varighed(2, Enhed.MAANEDER, halv=True)),
        ("0 dage", Varighed(0, Enhed.DAGE)),
    ],
)
def test_a_duration_is_read(text: str, varighed: Varighed) -> None:
    assert parse_varighed(text) == varighed


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "er ikke en varighed. Skriv fx '10 arbejdsdage'"),
        ("otte uger", "er ikke en varighed"),
        ("8 hverdage", "er ikke en varighed"),
        ("8uger", "er ikke en varighed"),
        ("-8 uger", "er ikke en varighed"),
        ("8 uger ", "er ikke en varighed"),
        ("2,7 maaneder", "er ikke en varighed"),
        ("2,5 uger", "kun maaneder kan have en halv"),
        ("1,5 arbejdsdage", "kun maaneder kan have en halv"),
    ],
)
def test_what_is_no_duration_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_varighed(text)


@pytest.mark.parametrize("text", ["10 arbejdsdage", "8 uger", "2,5 maaneder"])
def test_a_duration_is_written_as_it_is_read(text: str) -> None:
    assert str(parse_varighed(text)) == text


@pytest.mark.parametrize(
    ("text", "naar"),
    [
        ("start", Naar(Anker.START, tekst="start")),
        ("0", Naar(Anker.FORFALD, tekst="0")),
        ("75 %", Naar(Anker.PROCENT, 75, tekst="75 %")),
        ("150 %", Naar(Anker.PROCENT, 150, tekst="150 %")),
        ("-3 arbejdsdage", Naar(Anker.FORFALD, -3, Enhed.ARBEJDSDAGE, "-3 arbejdsdage")),
        ("+7 dage", Naar(Anker.FORFALD, 7, Enhed.DAGE, "+7 dage")),
    ],
)
def test_when_a_step_comes_is_read(text: str, naar: Naar) -> None:
    assert parse_naar(text) == naar


@pytest.mark.parametrize("text", ["", "75%", "7 dage", "+7 uger", "- 3 dage", "slut", "1000 %", "+1"])
def test_what_is_no_time_for_a_step_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(ValueError, match=r"er ikke et tidspunkt. Skriv 'start', '75 %'"):
        parse_naar(text)


def test_a_relative_due_date_is_read_or_refused() -> None:
    assert parse_forfald("opfoelgning -14 dage") == RelativForfald("opfoelgning", -14, Enhed.DAGE)
    for text in ("opfoelgning", "opfoelgning 14 dage", "Opfølgning -14 dage", "-14 dage"):
        with pytest.raises(ValueError, match=r"er ikke et forfald. Skriv fx 'opfoelgning -14 dage'"):
            parse_forfald(text)


@pytest.mark.parametrize(
    ("pattern", "event", "om", "meets"),
    [
        ("brev_sendt:afgoerelse", "brev_sendt", "afgoerelse_bevilling", True),
        ("brev_sendt:afgoerelse_afslag", "brev_sendt", "afgoerelse_afslag", True),
        ("brev_sendt:afgoerelse_afslag", "brev_sendt", "afgoerelse_bevilling", False),
        ("brev_sendt:afgoerelse", "brev_modtaget", "afgoerelse_bevilling", False),
        ("brev_sendt:indkaldelse", "brev_sendt", "indkaldelse_opfoelgning", True),
        ("brev_sendt:afgoerelse", "brev_sendt", None, False),
        ("moede_afholdt:foerste_samtale", "moede_afholdt", "foerste_samtale", True),
        ("moede_afholdt:foerste", "moede_afholdt", "foerste_samtale", False),  # kun breve har familie
        ("fase_startet", "fase_startet", "sagsaabning", True),
        ("fase_startet", "fase_startet", None, True),
    ],
)
def test_a_letter_also_stands_for_every_letter_that_begins_with_its_name(
    pattern: str, event: str, om: str | None, meets: bool
) -> None:
    assert parse_moenster(pattern).meets(event, om) is meets


def test_a_pattern_is_an_event_and_what_it_is_about() -> None:
    assert parse_moenster("fase:bestilling") == Moenster("fase", "bestilling")
    assert parse_moenster("samtykke_givet") == Moenster("samtykke_givet")


@pytest.mark.parametrize(
    ("text", "facts", "holds"),
    [
        ("akut", {"akut": {"ja"}}, True),
        ("akut", {}, False),
        ("paragraf:82 b", {"paragraf": {"82 b"}}, True),
        ("paragraf:82 b", {"paragraf": {"85"}}, False),
        ("udfald:nedsaettelse|ophoer og paragraf:95|96|98", {"udfald": {"ophoer"}, "paragraf": {"96"}}, True),
        (
            "udfald:nedsaettelse|ophoer og paragraf:95|96|98",
            {"udfald": {"ophoer"}, "paragraf": {"85"}},
            False,
        ),
        (
            "udfald:nedsaettelse|ophoer og paragraf:95|96|98",
            {"udfald": {"afslag"}, "paragraf": {"95"}},
            False,
        ),
        ("handleplan:tilbudt, ikke afslaaet", {"handleplan": {"tilbudt"}}, True),
        ("handleplan:tilbudt, ikke afslaaet", {"handleplan": {"tilbudt", "accepteret"}}, True),
        ("handleplan:tilbudt, ikke afslaaet", {"handleplan": {"tilbudt", "afslaaet"}}, False),
        ("handleplan:tilbudt, ikke afslaaet", {"handleplan": set()}, False),
    ],
)
def test_every_condition_must_hold(text: str, facts: dict[str, set[str]], holds: bool) -> None:
    known = {name: frozenset(values) for name, values in facts.items()}
    assert all(condition.holds(known) for condition in parse_betingelser(text)) is holds


def test_a_condition_that_cannot_be_read_is_refused_with_a_reason() -> None:
    with pytest.raises(ValueError, match=r"efter komma kan kun stå 'ikke ...'"):
        parse_betingelser("handleplan:tilbudt, måske")
    with pytest.raises(ValueError, match="er ikke en betingelse"):
        parse_betingelser(":ja")
    assert parse_betingelser("akut") == (Betingelse("akut"),)
