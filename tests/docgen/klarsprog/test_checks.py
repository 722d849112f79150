from dataclasses import replace

import pytest

from docgen.plain_language import check_text
from domain.klarsprog import Check, Explained, Klarsprog
from domain.letters import Reader


def found(text: str, rules: Klarsprog, check: Check, reader: Reader = Reader.BORGER) -> list[str]:
    return [row.text for row in check_text(text, rules, reader).findings if row.check is check]


def one_of(form: str) -> str:
    """The form as it could stand in a text."""
    return " ".join(word.rstrip("+*?") for word in form.split())


def test_there_are_ninety_six_pairs_and_each_is_found_in_every_form_it_has(rules: Klarsprog) -> None:
    assert len(rules.ord) == 96
    silent = [
        form
        for row in rules.ord
        for form in row.former
        if not found(f"Nu står her {one_of(form)} i brevet.", rules, Check.ORD)
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vi sender ydelsen, ydelser og ydelserne.", ["ydelsen", "ydelser", "ydelserne"]),
        ("BEVILLINGEN er givet.", ["BEVILLINGEN"]),
        ("Vi  iværksætter  støtten.", ["iværksætter"]),
        ("Vi har indhentet papirer.", ["indhentet"]),
        ("Der er\ntruffet afgørelse om det.", ["truffet afgørelse"]),
        ("Det kan Deres læge sige.", ["Deres"]),
        # No false hits: inside other words, in another meaning, as another word.
        ("Betydelsen af forbrydelser, en fremstilling og et ydelseskontor.", []),
        ("De ringer. Deres hund er sød.", []),
        ("Vi ved, at det er deres hund.", []),
        ("Du kan gå i åbne tilbud.", []),
        ("Vi har et indsatslager og en omgang.", []),
        ("Statue og statuer.", []),
    ],
)
def test_a_hard_word_is_found_by_its_stem_and_only_then(
    rules: Klarsprog, text: str, words: list[str]
) -> None:
    assert found(text, rules, Check.ORD) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vi spørger dig først. Det hedder en partshøring.", []),
        ("Du siger ja (et samtykke). Et samtykke kan du trække tilbage.", []),
        ("Du får en handleplan. Det er din plan for, hvad hjælpen skal føre til.", []),
        ("Din værge kommer. En værge er en, der hjælper dig.", []),
        ("Vi holder en partshøring.", ["partshøring"]),
        ("Du har fået afslag. Det er vi kede af.", ["afslag"]),
        ("Du har fået afslag, som er endeligt.", ["afslag"]),
        ("Vi kalder det varsel. Så ved du det i god tid. Et varsel er et brev.", []),
        # An explanation that comes much later helps nobody.
        ("Vi holder en partshøring. Du hører fra os. Snart. Det hedder en partshøring.", ["partshøring"]),
        # A paragraf in brackets explains nothing, and a professional word has to be named.
        ("Du får en bevilling (§ 85 i loven).", ["bevilling"]),
        ("Vi laver en udredning. Det er vigtigt.", ["udredning"]),
        ("Vi taler om, hvad der er svært. Det hedder en udredning.", []),
    ],
)
def test_a_word_may_stand_with_its_explanation_beside_it(
    rules: Klarsprog, text: str, words: list[str]
) -> None:
    assert found(text, rules, Check.ORD) == words


def test_a_professional_is_spared_the_language_of_offices_only(rules: Klarsprog) -> None:
    text = "Bestillingen har delmål. Såfremt I ikke kan, så ring."

    assert found(text, rules, Check.ORD, Reader.UDFOERER) == ["Såfremt"]
    assert found(text, rules, Check.ORD) == ["Bestillingen", "delmål", "Såfremt"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sagen behandles nu, og brevet sendes.", ["behandles", "sendes"]),
        ("Der arbejdes på det. Det skal kunne fås i dag.", ["arbejdes", "fås"]),
        ("Klagen vurderes og registreres.", ["vurderes", "registreres"]),
        ("Brevet sendtes i går, og sagen behandledes.", ["sendtes", "behandledes"]),
        ("Sagen bliver behandlet. Den blev ikke afgjort.", ["bliver behandlet", "blev ikke afgjort"]),
        ("Hjælpen er blevet stoppet.", ["blevet stoppet"]),
        ("Bliver sagen ikke oplyst, sendes den videre.", ["Bliver sagen ikke oplyst", "sendes"]),
        ("Behandles sagen ikke, så ring. Ydes der hjælp, så skriv.", ["Behandles", "Ydes"]),
        ("Støtten ydes, og fristen fjernes.", ["ydes", "fjernes"]),
        ("Sagen bliver i løbet af maj måned afgjort.", ["bliver i løbet af maj måned afgjort"]),
        ("Du bliver ringet op, og brevet bliver udarbejdet.", ["bliver ringet", "bliver udarbejdet"]),
        # What comes after a comma or a new verb belongs to that; a thing behind »i« or »et« is no participle.
        ("Det bliver en dag, du har valgt. Det bliver let at have fundet den.", []),
        ("Du bliver i landet. Det bliver et brev. Det bliver vist mandag. Du blev indlagt.", []),
        ("Dagenes gang, lægernes råd, de ældres hjem og 14 dages frist. Det føles godt.", []),
        # Verbs that only have an -s, or mean that several do it together.
        ("Det findes, det synes vi, og det lykkes. Du trives. Vi mødes. Vi tales ved. Vi ses.", []),
        # Genitives and other words on -es.
        (
            "En uges ophold, to kvindes navne, borgeres og medarbejderes ret, Annes hus, deres fælles succes.",
            [],
        ),
        ("Ellers er det anderledes. Således er det særdeles godt.", []),
        # How something becomes is no passive.
        ("Det bliver svært. Du bliver glad. Det blev bedre. Det bliver brevet.", []),
    ],
)
def test_a_passive_is_found_and_what_looks_like_one_is_not(
    rules: Klarsprog, text: str, words: list[str]
) -> None:
    assert found(text, rules, Check.PASSIV) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Det gælder bl.a. dig og bl.a. mig.", ["bl.a."]),
        ("Ring kl. 9 på nr. 7.", []),
        ("Vi bruger VUM og VUM.", ["VUM"]),
        ("Vi bruger Voksenudredningsmetoden (VUM). VUM er en måde.", []),
        ("Skriv dit CPR i en SMS. Del II.", []),
        ("DIN AFGØRELSE", []),
        ("Vi ser på VUM-skemaet.", ["VUM"]),
        ("VUM står for en måde at tale om støtte på.", []),
        ("Vi ringer f. eks. i dag, evt i morgen, mht det.", ["f. eks.", "evt", "mht"]),
        ("Vi kommer, Per m.fl. p.b.a. det, x.y. og A.P. Møller.", ["m.fl.", "p.b.a.", "x.y."]),
        ("Planen er min. Max siger det. Det tager 30 min.", ["min."]),
        ("Se www.vum.example.", []),
    ],
)
def test_an_abbreviation_that_nobody_has_explained_is_found_once(
    rules: Klarsprog, text: str, words: list[str]
) -> None:
    assert found(text, rules, Check.FORKORTELSE) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Efter servicelovens § 85 får du støtte i hjemmet.", ["servicelovens"]),
        ("Du får støtte efter § 85.", ["§"]),
        ("Du får støtte. Det står i § 85.", []),
        ("Du får støtte. Efter § 85 kan du få den hele året.", ["§"]),
        ("Loven siger, at du kan klage.", []),
        ("Ifølge forvaltningsloven skal vi spørge dig først.", ["forvaltningsloven"]),
        ("Du får støtte. Efter lov om social service kan du få den hele året.", ["lov om"]),
        ("Du får støtte i hjemmet efter serviceloven. Barselsorloven er slut nu.", []),
    ],
)
def test_the_law_stands_after_the_answer(rules: Klarsprog, text: str, words: list[str]) -> None:
    assert found(text, rules, Check.LOV_FOERST) == words


def test_man_is_nobody(rules: Klarsprog) -> None:
    assert found("Man kan klage, hvis man vil. Manden kan også.", rules, Check.MAN) == ["Man", "man"]


def test_a_thing_has_one_name(rules: Klarsprog) -> None:
    text = "Din sagsbehandler ringer. Din socialrådgiver skriver. Socialrådgiveren kommer."

    assert found(text, rules, Check.BEGREB) == ["socialrådgiver"]


def test_long_words_are_found_but_not_names(rules: Klarsprog) -> None:
    text = "Vi ser på boligindretningshjælpen i Vesterbrogadekvarterforeningen."

    assert found(text, rules, Check.LANGT_ORD) == ["boligindretningshjælpen"]


def test_the_longest_allowed_sentence_is_allowed_and_one_word_more_is_not(rules: Klarsprog) -> None:
    sentence = " ".join(["Vi", *["er"] * (rules.graenser.lang_saetning - 1)])

    assert found(f"{sentence}.", rules, Check.LANG_SAETNING) == []
    assert found(f"{sentence} her.", rules, Check.LANG_SAETNING) == [f"{sentence} her."]


def test_each_heavy_sentence_is_told_of_and_not_the_text_alone(rules: Klarsprog) -> None:
    heavy = "Kommunen forudsætter tilstrækkelige oplysninger omkring borgerens nuværende helbred."
    report = check_text(f"Du får hjælp. {heavy} Ring til os.", rules)

    (row,) = (row for row in report.findings if row.check is Check.TUNG_SAETNING)
    assert (row.text, row.sentence) == (heavy, 2)
    assert "8 af sætningens 8 ord" in row.reason


def test_a_heavy_text_is_told_of_as_one_and_a_short_one_is_not(rules: Klarsprog) -> None:
    heavy = "Kommunalbestyrelsens helhedsorienterede sagsbehandling forudsætter tilstrækkelige oplysninger. "

    assert [row.check for row in check_text(heavy, rules).findings if row.check is Check.LIX] == []
    report = check_text(heavy * 8, rules)
    assert report.findings[0].check is Check.LIX
    assert "lix 106 (meget svær)" in report.findings[0].reason


@pytest.mark.parametrize(
    "theirs",
    [
        "> Jeg vil gerne have en ydelse, såfremt man bevilger den.",
        "> Kommunalbestyrelsen skal iværksætte foranstaltninger.\n>\n> Serviceloven § 141",
        "§ 141. Kommunalbestyrelsen skal bevilge ydelser, og sagen behandles.",
        "Stk. 2. Man kan fremsende handleplanen.",
        "»Man skal iværksætte ydelser til målgruppen.«",
        "```\nsåfremt man iværksætter\n```",
    ],
)
def test_nothing_is_said_of_a_laws_words_or_a_persons(rules: Klarsprog, theirs: str) -> None:
    assert check_text(f"Du får hjælp.\n\n{theirs}\n\nRing til os.", rules).findings == ()


def test_each_finding_says_where_why_and_what_is_better(rules: Klarsprog) -> None:
    report = check_text("Hej\n\nDu får hjælp. Såfremt\ndu vil, så ring.", rules)

    (row,) = report.findings
    assert (row.line, row.paragraph, row.sentence) == (3, 2, 2)
    assert (row.text, row.better) == ("Såfremt", "hvis")
    assert "kontor" in row.reason


def test_what_the_municipality_has_explained_is_told_apart(rules: Klarsprog) -> None:
    meant = Explained(breve=("*",), tjek=Check.MAN, tekst="man", grund="Det er et citat.")
    report = check_text("Man kan ringe.", replace(rules, forklaret=(meant,)))

    assert [row.explained for row in report.findings] == ["Det er et citat."]
    assert report.unexplained == ()
