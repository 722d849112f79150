import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from config.wording import load_samples, load_wordings
from domain.errors import BrokenConfig
from domain.letter_facts import LETTER_FACTS, PICTURE_FACTS
from domain.letters import Reader
from tests.config.letter_folders import BODY, CONFIG, FRONT, faults, written


def test_the_shipped_wordings_are_whole() -> None:
    wordings = load_wordings([CONFIG / "letters"])

    assert set(wordings) == set(LETTER_FACTS)
    assert wordings["bestilling"].reader is Reader.UDFOERER
    assert all("include" not in wording.body for wording in wordings.values())


def test_every_wording_demands_some_content() -> None:
    assert all(wording.required_parts for wording in load_wordings([CONFIG / "letters"]).values())


def test_a_local_wording_replaces_the_shipped_one(local: Callable[..., list[Path]]) -> None:
    wording = load_wordings(local(ventebrev=written()))["ventebrev"]

    assert wording.body == BODY


def test_a_letter_in_the_municipalitys_own_words_is_stored_with_a_version_of_its_own(
    local: Callable[..., list[Path]],
) -> None:
    shipped = load_wordings([CONFIG / "letters"])
    one, other = (
        load_wordings(local(ventebrev=written(body=body)))["ventebrev"] for body in (BODY, BODY + "\nRing.")
    )
    by_part = load_wordings(local(ventebrev=written(), dele__bisidder="Tag en med: bisidder.\n"))

    assert one.version.startswith("7+")
    assert other.version.startswith("7+")
    assert one.version != other.version
    assert by_part["indkaldelse"].version.startswith(f"{shipped['indkaldelse'].version}+")
    assert by_part["bestilling"].version == shipped["bestilling"].version


def test_a_local_part_replaces_the_shipped_one_in_every_letter(local: Callable[..., list[Path]]) -> None:
    wordings = load_wordings(local(dele__bisidder="Tag en med: bisidder.\n"))

    assert "Tag en med: bisidder." in wordings["indkaldelse"].body
    assert "Tag en med: bisidder." in wordings["kvittering"].body


def test_a_local_folder_that_does_not_exist_changes_nothing(tmp_path: Path) -> None:
    assert load_wordings([CONFIG / "letters", tmp_path / "ingen"]) == load_wordings([CONFIG / "letters"])


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        (written(FRONT + 'tone = "glad"\n'), "tone", "ukendt nøgle"),
        (written(FRONT.replace('version = "7"\n', "")), "version", "mangler"),
        (written(FRONT.replace('"7"', "7")), "version", "skal være tekst"),
        (
            written(FRONT.replace('"borger"\nhj', '"alle"\nhj')),
            "laeser",
            "skal være borger, udfoerer, kilde eller journal",
        ),
        (written(FRONT.replace('"7"', '"7')), "", "forsiden er ikke gyldig TOML"),
        (BODY, "", "filen begynder ikke med en forside"),
        (b"+++\n\xff\n+++\nHej\n", "", "UTF-8"),
        (written(body=BODY + "\n{% if borger %}"), "", "linje 11: skabelonen kan ikke læses"),
        (written(body=BODY + "{{ borger. }}\n"), "", "linje 10: skabelonen kan ikke læses"),
        (written(body=BODY + "{{ gjort }}\n"), "gjort", "står ikke i pladsholdere"),
        (written(body=BODY + "{{ diagnose }}\n"), "diagnose", "får ikke denne oplysning"),
        (written(FRONT.replace('["borger"]', '["borger", "gjort"]')), "gjort", "bruges ikke i teksten"),
        (written(FRONT.replace('["borger"]', '["borger", "humoer"]')), "humoer", "får ikke denne oplysning"),
        (
            written(FRONT.replace("paakraevet = []", 'paakraevet = ["Ring 112"]')),
            "Ring 112",
            "skal stå i teksten",
        ),
        (
            written(body=BODY + '{% include "dele/findes_ikke.md" %}\n'),
            "dele/findes_ikke.md",
            "delen findes ikke",
        ),
        (written(body=BODY + "{% include borger.del %}\n"), "include", "må ikke bruges"),
        (written(body=BODY + "{% macro x() %}{% endmacro %}\n"), "macro", "linje 10: 'macro' må ikke bruges"),
        (written(body=BODY + "{% set x = 1 %}\n"), "assign", "må ikke bruges"),
        (written(body=BODY + "{{ borger.navn|safe }}\n"), "safe", "filteret 'safe' findes ikke"),
    ],
)
def test_a_wording_with_a_fault_is_refused_with_file_key_and_reason(
    text: str, key: str, reason: str, local: Callable[..., list[Path]]
) -> None:
    found = faults(local(ventebrev=text))

    assert [(file, fault_key) for file, fault_key, _ in found] == [("ventebrev.md", key)]
    assert reason in found[0][2]


def test_every_fault_in_every_file_is_told_at_once(local: Callable[..., list[Path]]) -> None:
    found = faults(
        local(
            ventebrev=written(FRONT + "a = 1\nb = 2\n"),
            afslutning=written(body="{{ gjort }}"),
            ukendt_brev=written(),
        )
    )

    assert [(file, key) for file, key, _ in found] == [
        ("afslutning.md", "Du kan altid komme igen"),
        ("afslutning.md", "afgørelse"),
        ("afslutning.md", "borger"),
        ("afslutning.md", "gjort"),
        ("afslutning.md", "åbne tilbud"),
        ("ukendt_brev.md", ""),
        ("ventebrev.md", "a"),
        ("ventebrev.md", "b"),
    ]


def test_a_part_that_includes_itself_is_refused(local: Callable[..., list[Path]]) -> None:
    found = faults(local(dele__bisidder='{% include "dele/bisidder.md" %}'))

    assert {key for _, key, _ in found} == {"dele/bisidder.md"}
    assert all("sig selv" in reason for _, _, reason in found)


def test_a_fault_in_a_part_is_told_with_the_parts_own_line(local: Callable[..., list[Path]]) -> None:
    found = faults(local(dele__bisidder="Hej\n{{ borger. }} bisidder"))

    assert ("dele/bisidder.md", "", "linje 2") in {(file, key, reason[:7]) for file, key, reason in found}


def test_a_letter_without_wording_is_named(tmp_path: Path) -> None:
    shutil.copytree(CONFIG / "letters", tmp_path / "letters")
    (tmp_path / "letters" / "ventebrev.md").unlink()

    assert faults([tmp_path / "letters"]) == [("ventebrev.md", "", "der mangler en ordlyd til dette brev")]


def test_every_letter_has_a_sample_with_all_its_facts() -> None:
    samples = load_samples(CONFIG / "letters" / "eksempler.toml")

    assert {slug: frozenset(facts) - PICTURE_FACTS for slug, facts in samples.items()} == dict(LETTER_FACTS)
    assert all(facts.keys() >= PICTURE_FACTS for facts in samples.values())


def test_a_sample_can_say_that_a_fact_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "eksempler.toml"
    text = (CONFIG / "letters" / "eksempler.toml").read_text("utf-8")
    path.write_text(
        text.replace("[afslutning]\n", '[afslutning]\ntomme = ["borger.cpr", "sagsnr"]\n'), "utf-8"
    )
    samples = load_samples(path)

    assert (samples["afslutning"]["borger"]["cpr"], samples["afslutning"]["sagsnr"]) == (None, None)
    assert samples["samtykke"]["borger"]["cpr"]


def test_a_sample_that_lacks_a_fact_or_has_one_too_many_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "eksempler.toml"
    text = (CONFIG / "letters" / "eksempler.toml").read_text("utf-8")
    path.write_text(text.replace("akut = false", "hast = false") + "\n[julebrev]\nx = 1\n", "utf-8")

    with pytest.raises(BrokenConfig) as caught:
        load_samples(path)

    assert [fault.key for fault in caught.value.faults] == ["julebrev", "kvittering.akut", "kvittering.hast"]


def test_the_samples_know_only_people_who_cannot_exist() -> None:
    for facts in load_samples(CONFIG / "letters" / "eksempler.toml").values():
        assert int(facts["borger"]["cpr"][:2]) > 60


def test_an_own_wording_cannot_leave_out_what_the_shipped_one_must_say(
    local: Callable[..., list[Path]],
) -> None:
    found = faults(local(ventebrev=written(body="Kære {{ borger.fornavn }}. {# Hjælp imens: ring 112 #}\n")))

    assert [(file, key) for file, key, _ in found] == [
        ("ventebrev.md", "112"),
        ("ventebrev.md", "Du hører fra os igen senest"),
        ("ventebrev.md", "Hjælp imens"),
    ]
    assert all("programmets brev kræver det efter" in reason for *_, reason in found)


def test_what_the_shipped_wording_demands_stands_beside_what_the_own_one_does(
    local: Callable[..., list[Path]],
) -> None:
    front = FRONT.replace("hjemmel = []", 'hjemmel = ["RSL § 4"]').replace(
        "paakraevet = []", 'paakraevet = ["Kære"]'
    )
    wording = load_wordings(local(ventebrev=written(front)))["ventebrev"]

    assert wording.hjemmel == ("RSL § 4", "god forvaltningsskik")
    assert wording.required_parts == ("Kære", "Du hører fra os igen senest", "Hjælp imens", "112")


def test_an_own_wording_is_to_the_reader_that_the_letter_has(local: Callable[..., list[Path]]) -> None:
    found = faults(local(ventebrev=written(FRONT.replace('"borger"\nhj', '"kilde"\nhj'))))

    assert found == [("ventebrev.md", "laeser", "skal være borger som i programmets brev")]


def test_a_fault_says_on_which_line_it_stands(local: Callable[..., list[Path]]) -> None:
    found = faults(local(ventebrev=written(body=f"{BODY}\n{{{{ diagnose }}}}\n")))

    assert found == [("ventebrev.md", "diagnose", "linje 11: brevet får ikke denne oplysning")]
