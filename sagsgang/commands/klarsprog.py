"""`sagsgang klarsprog`: what makes texts hard to read, where, why, and what is better."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from config.faults import reason
from config.loader import load_rulebook
from config.settings import load_settings
from docgen.plain_language import check
from domain.errors import BadInput, BrokenConfig, Fault
from domain.klarsprog import Finding, Klarsprog, Report
from domain.letters import Reader
from sagsgang.commands.endings import Ending
from sagsgang.commands.screen import print_json, say, show_table, waited_for, warn
from sagsgang.commands.text_files import TextFile, read_text_file, texts_in

_MOST_SHOWN: Final = 60
_AROUND: Final = (40, 20, 8)  # characters on either side that a line is known by, most first


def run(paths: Sequence[Path], *, laeser: str, every: bool, as_json: bool) -> Ending:
    """What was found in each file and in all of them stands on the screen; one that cannot be read hides no other.

    DONE where there is nothing to look at, MISSING where there is, UNUSABLE where some file could not be read.
    """
    reader = _reader(laeser)
    settings = load_settings()
    local = settings.lokal if settings.lokal.is_dir() else None
    rulebook = load_rulebook(local=local)
    rules = rulebook.klarsprog
    read: list[tuple[TextFile, Report]] = []
    files, faults = texts_in(paths)
    for path in waited_for(files, "Læser"):
        try:
            file = read_text_file(path, rulebook, local, reader)
        except (BadInput, BrokenConfig) as error:
            faults += error.faults
            continue
        read.append((file, check(file.passages, rules, file.reader, file.slug)))
    if as_json:
        print_json(
            {
                "filer": [_plain(file, report, rules) for file, report in read],
                "fejl": [str(fault) for fault in faults],
            }
        )
    else:
        for file, report in read:
            # Of many files those with nothing to look at stand in the summary alone.
            if every or report.unexplained or len(read) == 1:
                _show(file, report, rules, every=every)
        if len(read) > 1:
            _show_all(read)
    for fault in faults:
        warn(str(fault))
    if faults:
        return Ending.UNUSABLE
    return Ending.MISSING if any(report.unexplained for _, report in read) else Ending.DONE


def _reader(name: str) -> Reader:
    try:
        return Reader(name)
    except ValueError:
        known = ", ".join(reader.value for reader in Reader)
        text = reason("laeser_ukendt", navn=name, kendte=known)
        raise BadInput([Fault("klarsprog", "--laeser", text)]) from None


def _show(file: TextFile, report: Report, rules: Klarsprog, *, every: bool) -> None:
    shown = report.findings if every else report.unexplained
    show_table(
        f"{file.path}: {_in_short(report)}",
        ("Sted", "Hvad", "Teksten siger", "Skriv i stedet", "Hvorfor"),
        [
            (
                _place(file, finding),
                rules.tekster[finding.check].navn,
                _shortened(finding.text),
                finding.better,
                finding.explained or finding.reason,
            )
            for finding in shown
        ],
    )
    hidden = len(report.findings) - len(shown)
    if hidden:
        say(f"{hidden} mere, som kommunen har forklaret i klarsprog.toml (--alle viser dem)")
    say()


def _show_all(read: Sequence[tuple[TextFile, Report]]) -> None:
    """The hardest to read first."""
    ordered = sorted(read, key=lambda row: (-len(row[1].unexplained), -row[1].lix))
    show_table(
        f"I alt: {len(read)} filer, {sum(bool(row.unexplained) for _, row in read)} med noget at se på",
        ("Fil", "Fund", "Lix", "Trin", "Ord", "I en sætning", "I den længste"),
        [
            (
                file.path,
                len(report.unexplained),
                f"{report.lix:.0f}",
                report.band,
                report.words,
                f"{report.mean:.0f}",
                report.longest,
            )
            for file, report in ordered
        ],
    )


def _in_short(report: Report) -> str:
    numbers = (
        f"lix {report.lix:.0f} ({report.band}), {report.words} ord, {report.mean:.0f} i en sætning i gennemsnit, "
        f"{report.longest} i den længste"
    )
    return f"{numbers}; reglerne for sig: lix {report.rules_lix:.0f}" if report.rules_lix else numbers


def _plain(file: TextFile, report: Report, rules: Klarsprog) -> dict[str, Any]:
    return {
        "fil": str(file.path),
        "brev": file.slug or None,
        "laeser": file.reader.value,
        "lix": round(report.lix, 1),
        "trin": report.band,
        "ord": report.words,
        "saetninger": report.sentences,
        "ord_pr_saetning": round(report.mean, 1),
        "laengste_saetning": report.longest,
        "lix_reglerne": round(report.rules_lix, 1),
        "fund": [
            {
                "tjek": finding.check.value,
                "navn": rules.tekster[finding.check].navn,
                "sted": _place(file, finding),
                "linje": finding.line,
                "afsnit": finding.paragraph,
                "saetning": finding.sentence,
                "fra": finding.start,
                "til": finding.end,
                "tekst": finding.text,
                "grund": finding.reason,
                "skriv": finding.better,
                "forklaret": finding.explained or None,
            }
            for finding in report.findings
        ],
    }


def _place(file: TextFile, finding: Finding) -> str:
    """The line in the file; of a filled letter the line of the wording where it has one, else the paragraph."""
    if not finding.text:
        return "hele teksten"
    if file.sources is not None and (line := _line_of(finding, file)):
        return line
    if file.sources is None and file.path.suffix.lower() != ".docx":
        return f"linje {finding.line}"
    return f"afsnit {finding.paragraph}" + (f", sætning {finding.sentence}" if finding.sentence else "")


def _line_of(finding: Finding, file: TextFile) -> str | None:
    """Where the wording or one of its parts says the same, known by as much of the text around it as can be found."""
    text = file.passages.text
    for around in _AROUND:
        piece = text[max(finding.start - around, 0) : finding.end + around]
        wanted = max(piece.split("\n"), key=lambda line: finding.text in line)
        if (place := _found(wanted, file.sources or {})) is not None:
            return place
    return None


def _found(wanted: str, sources: Mapping[str, tuple[str, ...]]) -> str | None:
    for name, lines in sources.items():
        for number, line in enumerate(lines, 1):
            if wanted in line.replace("**", ""):
                return f"{name}:{number}"
    return None


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _MOST_SHOWN else f"{flat[:_MOST_SHOWN].rstrip()} …"
