"""The 96 pairs of hard and plain words, each in the forms that a caseworker writes it in."""

from typing import Final

import pytest

from docgen.plain_language import check_text
from domain.klarsprog import Check, Klarsprog

# The hard word as it is listed, and forms of it: plural, definite, genitive, as a verb, in longer words.
FORMS: Final = {
    "afgørelse er truffet": "der er truffet afgørelse | har truffet afgørelse | træffer en afgørelse | traf afgørelse | afgørelsen er truffet | afgørelsen blev truffet | har vi truffet følgende afgørelse | når afgørelsen bliver truffet | truffet den afgørelse | at træffe afgørelse | træffes afgørelse | afgørelserne er truffet",
    "under henvisning til": "under henvisning til | med henvisning til",
    "bevilge/bevilling": "bevilge | bevilger | bevilges | bevilgede | bevilget | bevilgende | bevilling | bevillingen | bevillinger | bevillingerne | bevillingens | bevillingsperioden | merbevilling | bevilliget",
    "i henhold til": "i henhold til | i medfør af",
    "afslag/ikke imødekommet": "afslag | afslaget | afslagene | afslagets | ikke imødekommet | ikke imødekommes | ikke er imødekommet | kan ikke imødekomme | ikke kunne imødekomme | imødekommes ikke | afslå | afslår | afslået | delafslag",
    "såfremt": "såfremt | for så vidt",
    "delvist medhold": "delvist medhold | delvis medhold",
    "vedrørende/angående": "vedrørende | angående | vedrører | hvad angår",
    "ydelse": "ydelse | ydelsen | ydelser | ydelserne | ydelsens | ydelsernes | serviceydelser",
    "fremsende": "fremsende | fremsender | fremsendes | fremsendt | fremsendte | fremsendelse | fremsendelsen",
    "indsats": "indsats | indsatsen | indsatser | indsatserne | indsatsernes | indsatsens | støtteindsats | indsatsområde | indsatstrappen",
    "rette henvendelse til": "rette henvendelse til | retter henvendelse til | rettet henvendelse til | rette din henvendelse til | henvendelse kan rettes til",
    "foranstaltning": "foranstaltning | foranstaltninger | foranstaltningerne | foranstaltningens | støtteforanstaltning",
    "bedes venligst": "bedes venligst | du bedes",
    "iværksætte": "iværksætte | iværksættes | iværksat | iværksættelse | iværksættelsen | iværksætter",
    "i bekræftende fald": "i bekræftende fald",
    "effektuere": "effektuere | effektueres | effektuering | effektueret",
    "ovenstående/nedenstående": "ovenstående | nedenstående | ovennævnte | nedennævnte | ovenfor | nedenfor | førnævnte",
    "visitere/visitation": "visitere | visiteret | visitation | visitationen | visitationsmøde | visitator | visiteres | visiterede | visitationens",
    "endvidere/desuden": "endvidere | desuden | ydermere",
    "visitationsudvalg": "visitationsudvalg | visitationsudvalget | visitationsudvalgets",
    "herunder": "herunder",
    "udredning": "udredning | udredningen | udredninger | udredningens | udredningsskema | udredes | udrede",
    "i forbindelse med": "i forbindelse med | i den forbindelse",
    "sagsoplysning": "sagsoplysning | sagsoplysningen | sagsoplysningens | sagsoplysningsfasen",
    "på baggrund af": "på baggrund af | på den baggrund",
    "sagsbehandlingsfrist": "sagsbehandlingsfrist | sagsbehandlingsfristen | sagsbehandlingsfrister | sagsbehandlingsfristerne | sagsbehandlingstiden",
    "inden for rimelig tid": "inden for rimelig tid | indenfor rimelig tid | inden for en rimelig tid",
    "partshøring": "partshøring | partshøringen | partshøringer | partshøres | partshørt | partshøringsbrev | parthøring",
    "til ugunst for": "til ugunst for | til din ugunst | til ugunst",
    "begrundelse": "begrundelse | begrundelsen | begrundelser | begrundelserne | begrundelsens",
    "hovedhensyn": "hovedhensyn | hovedhensynene | hovedhensynet",
    "klagevejledning": "klagevejledning | klagevejledningen | klagevejledningens",
    "skønsmæssig vurdering": "skønsmæssig vurdering | skønsmæssige vurdering | skønsmæssigt",
    "genvurdering/remonstration": "genvurdering | genvurderingen | genvurderes | remonstration | remonstrationen | genvurderet",
    "fastholde afgørelsen": "fastholde afgørelsen | fastholder afgørelsen | fastholdt afgørelsen | afgørelsen fastholdes | fastholdes | fastholder vores afgørelse",
    "hjemvise": "hjemvise | hjemvist | hjemvises | hjemvisning | hjemvisningen",
    "stadfæste": "stadfæste | stadfæster | stadfæstet | stadfæstelse | stadfæstes",
    "opsættende virkning": "opsættende virkning",
    "omgøre": "omgøre | omgør | omgjort | omgøres | omgørelse | omgjorde | omgørelsen | omgørelser",
    "aktindsigt": "aktindsigt | aktindsigten | aktindsigter | aktindsigtsanmodning",
    "journalisere": "journalisere | journaliseret | journaliseres | journalisering | journalføres | journalført | journalnotat",
    "samtykke": "samtykke | samtykket | samtykker | samtykkeerklæring | samtykkeerklæringen | samtykkets",
    "indhente oplysninger": "indhente oplysninger | indhenter oplysninger | indhentet | indhentes | indhentning | indhentede oplysninger | oplysningerne indhentes",
    "partsrepræsentant": "partsrepræsentant | partsrepræsentanten | partsrepræsentanter",
    "bisidder": "bisidder | bisidderen | bisiddere | bisidders",
    "fuldmagt": "fuldmagt | fuldmagten | fuldmagter | fuldmagtshaver",
    "værge": "værge | værgen | værger | værgemål | værgens | værgerne | værges | værgemålet",
    "handlekommune": "handlekommune | handlekommunen | handlekommuner | handlekommunens",
    "myndighed (afdelingen)": "myndighed | myndigheden | myndighedens | myndighedsafdelingen | myndighedsperson | myndighedssagsbehandler",
    "udfører/leverandør": "udfører | udføreren | udførere | udførerens | leverandør | leverandøren | leverandører",
    "tilbud": "tilbud | tilbuddet | tilbuddene | tilbuds | tilbuddets | dagtilbud",
    "bestilling": "bestilling | bestillingen | bestillinger | bestillingens",
    "status(rapport)": "status | statusrapport | statusrapporten | statusnotat | statussen | statusmøde | statusbeskrivelse",
    "handleplan": "handleplan | handleplanen | handleplaner | handleplanens | handleplanerne | handleplansmøde",
    "indsatsplan": "indsatsplan | indsatsplanen | indsatsplaner | indsatsplanens",
    "indsatsformål": "indsatsformål | indsatsformålet | indsatsformålene",
    "indsatsmål": "indsatsmål | indsatsmålene | indsatsmålet",
    "delmål": "delmål | delmålene | delmålet | delmåls",
    "opfølgning": "opfølgning | opfølgningen | opfølgninger | opfølgningsmøde | opfølgningssamtalen | opfølgningens | opfølgningsdato",
    "revurdering": "revurdering | revurderingen | revurderes | revurdere | revurderinger",
    "progression": "progression | progressionen",
    "funktionsevne": "funktionsevne | funktionsevnen | funktionsevner | funktionsniveau | funktionsevnens | funktionsevnevurdering",
    "funktionsnedsættelse": "funktionsnedsættelse | funktionsnedsættelser | funktionsnedsættelsen | funktionsnedsættelsens",
    "betydelig nedsat": "betydelig nedsat | betydeligt nedsat | betydelig nedsatte | betydeligt nedsatte",
    "varigt nedsat": "varigt nedsat | varig nedsat | varigt nedsatte",
    "psykiske vanskeligheder": "psykiske vanskeligheder | psykisk vanskelighed | psykiske vanskelighederne",
    "kognitive vanskeligheder": "kognitive vanskeligheder | kognitive | kognitivt",
    "støttebehov": "støttebehov | støttebehovet | støttebehovene",
    "ressourcer": "ressourcer | ressourcerne | ressource | ressourcens | ressourcestærk | ressourcesvag",
    "målgruppe": "målgruppe | målgruppen | målgrupper | målgruppens | målgruppevurdering",
    "omfattet af": "omfattet af | omfattes af",
    "egenomsorg": "egenomsorg | egenomsorgen",
    "mestring": "mestring | mestrer | mestre | mestringsstrategier | mestringen",
    "netværk": "netværk | netværket | netværkets | netværker",
    "relationer": "relation | relationen | relationer | relationerne | relationsarbejde",
    "socialpædagogisk støtte": "socialpædagogisk støtte | socialpædagogiske støtte | socialpædagogik",
    "midlertidigt botilbud": "midlertidigt botilbud | midlertidige botilbud | midlertidigt botilbuddet | midlertidigt ophold",
    "længerevarende botilbud": "længerevarende botilbud | længerevarende botilbuddet",
    "aktivitets- og samværstilbud": "aktivitets- og samværstilbud | aktivitets- og samværstilbuddet | samværstilbud",
    "beskyttet beskæftigelse": "beskyttet beskæftigelse | beskyttede beskæftigelse",
    "ledsagelse": "ledsagelse | ledsagelsen | ledsager | ledsageordning",
    "habilitering/rehabilitering": "habilitering | rehabilitering | rehabiliteringen | rehabiliterende | rehabiliteres",
    "recovery": "recovery | recoveryorienteret | recovery-orienteret",
    "helhedsvurdering": "helhedsvurdering | helhedsvurderingen | helhedsorienteret | helhedsvurderinger",
    "tværfaglig": "tværfaglig | tværfagligt | tværfaglige",
    "serviceniveau/kvalitetsstandard": "serviceniveau | serviceniveauet | kvalitetsstandard | kvalitetsstandarden | kvalitetsstandarder",
    "kompensation": "kompensation | kompensationen | kompensere | kompenserer | kompenserende",
    "egenbetaling": "egenbetaling | egenbetalingen",
    "udebleven": "udebleven | udeblevet | udebliver | udeblivelse | udeblev",
    "ophør/bortfald": "ophør | ophøret | ophører | ophørt | bortfald | bortfaldet | bortfalder | bortfaldt | ophørsdato",
    "nedsættelse": "nedsættelse | nedsættelsen | nedsættes | nedsat hjælp | nedsætter | har nedsat | nedsatte hjælp",
    "varsel": "varsel | varslet | varsler | varsling | varslingen | varsles | varslede",
    "virkning fra": "virkning fra | med virkning fra",
    "Deres/De": "hvis De vil | vi sender Dem | Deres sag",
    "undertegnede": "undertegnede",
}
# What shares letters or a stem with a hard word, and is another.
INNOCENT: Final = (
    "Det er af stor betydelse for Annes værktøj.",
    "Vi ser en udstilling, en statue og et netværktøj.",
    "Han er fuldmægtig på kontoret, og hun er værgeløs.",
    "Forbrydelser, tilbudsavis og et ydelseskontor.",
    "Du får tilbudt en plads. Det er relativt nyt.",
    "Vi taler om dit værelse.",
    "Den unge er indsat i et fængsel med indsatte.",
    "Kommunen har en ny mester og et ressort.",
    "De er der nu. Deres hund er sød, og det er deres hus.",
    "Du kan gå til kognitiv terapi.",
    "De medarbejdere, der udfører støtten, ringer til dig.",
    "Hun talte nedsættende om ham.",
    "Den virkning har medicinen.",
    "Vi har åbne tilbud, og du får et tilbud om en tid.",
    "Hjemmet viser, hvem du er.",
    "Det er ikke en stat, men en by.",
    "Du er aktiv, og din journal ligger her.",
)


def found(text: str, rules: Klarsprog) -> list[str]:
    return [row.text for row in check_text(text, rules).findings if row.check is Check.ORD]


def test_all_ninety_six_are_tried(rules: Klarsprog) -> None:
    assert len(FORMS) == len(rules.ord) == 96


@pytest.mark.parametrize("pair", FORMS)
def test_a_pair_is_found_in_each_of_its_forms_with_its_own_better_word(rules: Klarsprog, pair: str) -> None:
    own = rules.ord[list(FORMS).index(pair)]
    silent = []
    for form in FORMS[pair].split(" | "):
        rows = check_text(f"Nu står her {form} i brevet.", rules).findings
        # A longer word may hold two hard ones, and the better word for the other is as good.
        if not any(row.check is Check.ORD for row in rows):
            silent.append(form)
    assert silent == []
    said = check_text(f"Nu står her {FORMS[pair].split(' | ')[0]} i brevet.", rules).findings
    assert own.skriv in {row.better for row in said}


@pytest.mark.parametrize("text", INNOCENT)
def test_a_word_that_only_looks_like_a_hard_one_is_left_alone(rules: Klarsprog, text: str) -> None:
    assert found(text, rules) == []
