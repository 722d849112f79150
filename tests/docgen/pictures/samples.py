"""Facts to draw from, all fictive."""

from datetime import date
from typing import Any

from config.loader import CONFIG
from config.wording import load_letterhead

LABELS = load_letterhead(CONFIG / "letterhead.toml").etiketter


def series(hvem: str, *points: tuple[date, float]) -> dict[str, Any]:
    return {"hvem": hvem, "punkter": [{"dato": day, "tal": number} for day, number in points]}


def goal(nr: int = 1, navn: str = "Jeg handler ind selv", **more: Any) -> dict[str, Any]:
    return {
        "nr": nr,
        "navn": navn,
        "mindst": 0,
        "mest": 10,
        "hoejere_er_bedre": True,
        "serier": [
            series("borger", (date(2026, 2, 10), 2), (date(2026, 4, 1), 4), (date(2026, 9, 2), 7)),
            series("udfoerer", (date(2026, 4, 1), 5), (date(2026, 9, 2), 7)),
        ],
        **more,
    }


def profile(**more: Any) -> dict[str, Any]:
    return {
        "navn": "CHIME-linjer",
        "maaler": "fem sider af dit liv",
        "mindst": 0,
        "mest": 10,
        "punkter": ["Samhørighed", "Håb"],
        "foerst": {"dato": date(2026, 2, 10), "tal": [3, 4]},
        "senest": {"dato": date(2026, 9, 2), "tal": [5.5, 4]},
        **more,
    }


def progress(
    *curves: dict[str, Any], profiler: tuple[dict[str, Any], ...] = (), **more: Any
) -> dict[str, Any]:
    return {"slags": "fremgang", "til": "borger", "kurver": list(curves), "profiler": list(profiler), **more}


def person(navn: str, sektor: str = "familie", kontakt: str = "ofte", **more: Any) -> dict[str, Any]:
    return {"navn": navn, "sektor": sektor, "kontakt": kontakt, "stemning": None, "oensket": False, **more}


def network(*people: dict[str, Any], navn: str = "Anna", til: str = "borger") -> dict[str, Any]:
    return {"slags": "netvaerk", "til": til, "navn": navn, "personer": list(people)}


def timeline(*steps: tuple[str, str, date | None, date | None]) -> dict[str, Any]:
    return {
        "slags": "tidslinje",
        "trin": [
            {"tilstand": state, "tekst": text, "fra": first, "til": last, "hvem": "Signe Sagsen"}
            for state, text, first, last in steps
        ],
    }


EVERY = {
    "fremgang": progress(goal(), profiler=(profile(),)),
    "netvaerk": network(
        person("Birthe", relation="mor", stemning="god", hjaelp="kører mig til lægen"),
        person("Ahmad", "venner", "sjaeldent", stemning="blandet", oensket=True),
        person("Lis", "fagpersoner", "afbrudt", stemning="svaer"),
    ),
    "tidslinje": timeline(
        ("gjort", "vi fik din ansøgning", date(2026, 2, 2), None),
        ("i_gang", "vi samler oplysninger", date(2026, 2, 9), None),
        ("naeste", "du får svar", None, date(2026, 4, 13)),
        ("naeste", "hjælpen begynder", None, None),
    ),
}
