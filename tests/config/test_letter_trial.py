"""A letter that would fail in some case is refused when it is read, with file, line and name."""

from collections.abc import Callable
from pathlib import Path

import pytest

from config.letter_samples import sparse_case, with_everything
from config.wording import load_samples, load_wordings
from tests.config.letter_folders import BODY, CONFIG, FRONT, faults, written

DECLARES = 'pladsholdere = ["borger", "ansoegninger", "gjort", "udfoerer"]'
USES = "{% if udfoerer %}{{ udfoerer }}{% endif %}{{ gjort|opremsning }}{% for a in ansoegninger %}{{ a.navn }}{% endfor %}\n"


@pytest.mark.parametrize(
    ("said", "key", "reason"),
    [
        ("{{ borger.efternavn }}", "borger.efternavn", "har intet 'efternavn'; der er navn, fornavn"),
        ('{{ borger["efternavn"] }}', "borger.efternavn", "har intet 'efternavn'"),
        ("{% if udfoerer and borger.efternavn %}{% endif %}", "borger.efternavn", "har intet"),
        ("{% for a in ansoegninger %}{{ a.nvan }}{% endfor %}", "a.nvan", "har intet 'nvan'"),
        ("{{ 1/0 }}", "/", "'/' må ikke bruges"),
        ("{{ ().__class__ }}", "", "har ikke noget '__class__' i sig"),
        ("{{ borger.items }}", "borger.items", "har intet 'items'"),
        ('{{ "x" * 999999999999 }}', "*", "'*' må ikke bruges"),
        ("{{ 9 ** 9 ** 9 }}", "**", "må ikke bruges"),
        ('{{ "x" ~ "y" }}', "~", "må ikke bruges"),
        ("{{ borger.navn.upper() }}", "kald af en funktion", "må ikke bruges"),
        ("{% for n in range(10) %}{% endfor %}", "kald af en funktion", "må ikke bruges"),
        ("{% for c in borger.navn %}{% endfor %}", "borger.navn", "er ikke en liste"),
        ("{% for a in ansoegninger %}" * 3 + "{% endfor %}" * 3, "for", "højst være én løkke inden i den"),
        ("{{ udfoerer }}", "udfoerer", "kan være tom i en sag; skriv det inden i {% if udfoerer %}"),
        ("{{ borger.cpr[:6] }}", "borger.cpr", "kan være tom i en sag"),
        ("{{ ansoegninger[0].navn }}", "ansoegninger", "kan være tom i en sag"),
        ("{{ gjort }}", "gjort", "hverken ord, tal eller dato"),
        ("{{ borger.digital_post }}", "borger.digital_post", "hverken ord, tal eller dato"),
        ("{{ ansoegninger|opremsning }}", "ansoegninger", "hverken ord, tal eller dato"),
        ("{{ borger.navn|ugedag }}", "borger.navn", "hverken ord, tal eller dato"),
        ("{% if borger.navn > gjort %}{% endif %}", "borger.navn", "kan ikke bruges sådan"),
        ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "", "for indviklet"),
        ("{{ " + "borger and " * 3000 + "borger.navn }}", "", "for indviklet"),
        ("x" * 200_000, "", "for lang"),
    ],
)
def test_a_template_that_would_fail_in_a_case_is_refused_with_file_line_and_name(
    said: str, key: str, reason: str, local: Callable[..., list[Path]]
) -> None:
    front = FRONT.replace('pladsholdere = ["borger"]', DECLARES)
    found = faults(local(ventebrev=written(front, f"{BODY}{USES}{said}\n")))

    assert {(file, fault_key) for file, fault_key, _ in found} == {("ventebrev.md", key)}
    assert reason in found[0][2]
    assert found[0][2].startswith(("linje 11: ", "teksten", "skabelonen"))


def test_a_template_that_asks_before_it_prints_is_not_refused(local: Callable[..., list[Path]]) -> None:
    body = (
        BODY
        + USES
        + "{{ borger.navn if borger.cpr else borger.fornavn }} {{ gjort|length }} "
        + "{% if borger.cpr is none or udfoerer is not defined %}-{% elif not udfoerer %}+{% else %}*{% endif %}"
        + '{% if ansoegninger and ansoegninger[0].paragraf in ["85", "107"] %}{{ ansoegninger[0].navn }}{% endif %}'
        + "{% for a in ansoegninger %}{{ loop.index }}{% for g in gjort %}{{ g }}{% endfor %}{% endfor %}"
        + "{% if borger.cpr %}{{ borger.cpr[-4:] }}{% endif %}\n"
    )
    front = FRONT.replace('pladsholdere = ["borger"]', DECLARES)

    assert load_wordings(local(ventebrev=written(front, body)))["ventebrev"].body == body


def test_a_fault_behind_a_part_is_told_with_the_letters_own_line(local: Callable[..., list[Path]]) -> None:
    body = BODY + '{% include "dele/bisidder.md" %}\n{{ borger.efternavn }}\n'
    found = faults(local(ventebrev=written(body=body), dele__bisidder="Tag en\nbisidder\nmed.\n"))

    assert [(file, reason[:8]) for file, _, reason in found] == [("ventebrev.md", "linje 11")]


def test_a_wrong_name_in_a_part_is_told_once_with_the_parts_own_line(
    local: Callable[..., list[Path]],
) -> None:
    found = faults(
        local(dele__kontakt="Ring.\n{{ sagsbehandler.fax }} {{ borger.navn }} {{ afsender.web }}\n")
    )

    assert [(file, key, reason[:7]) for file, key, reason in found] == [
        ("dele/kontakt.md", "sagsbehandler.fax", "linje 2")
    ]


def test_parts_that_would_grow_without_end_are_refused_at_once(local: Callable[..., list[Path]]) -> None:
    parts = {f"dele__p{number}": f'{{% include "dele/p{number + 1}.md" %}}\n' * 9 for number in range(30)}
    found = faults(
        local(ventebrev=written(body=f'{BODY}{{% include "dele/p0.md" %}}\n'), dele__p30="Hej\n", **parts)
    )

    assert {reason for _, _, reason in found} == {
        "teksten er for lang: højst 100000 tegn, når delene er sat ind"
    }


def test_a_broken_template_is_told_in_danish_with_the_parsers_words_after(
    local: Callable[..., list[Path]],
) -> None:
    found = faults(local(ventebrev=written(body=BODY + "{% if borger %}\n")))

    assert found[0][2].startswith(
        "linje 10: skabelonen kan ikke læses: et {% if %} eller {% for %} er ikke lukket ("
    )


def test_a_letter_or_part_that_nobody_knows_is_told_with_the_name_nearest_to_it(
    local: Callable[..., list[Path]],
) -> None:
    found = faults(local(ventbrev=written(), dele__hilsn="Hej\n"))

    assert [(file, reason.split("; ")[1]) for file, _, reason in found] == [
        ("dele/hilsn.md", "mener du 'dele/hilsen.md'?"),
        ("ventbrev.md", "mener du 'ventebrev'?"),
    ]


def test_every_fact_has_a_value_in_the_full_trial() -> None:
    for slug, sample in load_samples(CONFIG / "letters" / "eksempler.toml").items():
        full = with_everything(slug, sample)
        assert [name for name, value in full.items() if value is None or value == []] == []


def test_the_sparse_trial_takes_away_what_a_case_can_lack() -> None:
    sample = load_samples(CONFIG / "letters" / "eksempler.toml")["indkaldelse_opfoelgning"]
    full = with_everything("indkaldelse_opfoelgning", sample)
    thin = sparse_case("indkaldelse_opfoelgning", full, bare=False)
    bare = sparse_case("indkaldelse_opfoelgning", full, bare=True)

    assert (thin["moede"]["sted"], thin["maal"][0]["oenske"], thin["vaerge"]) == (None, None, full["vaerge"])
    assert (bare["moede"], bare["maal"], bare["vaerge"], bare["borger"]["cpr"]) == (None, [], None, None)
    assert full["moede"]["sted"]
