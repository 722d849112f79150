"""Reading a page as a browser would: its forms with their fields, and its links."""

from html.parser import HTMLParser


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.actions: list[str] = []
        self.hidden: dict[str, str] = {}
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.fields: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        for name in ("href", "src", "hx-get"):
            if found.get(name):
                self.links.append(str(found[name]))
        if tag == "form":
            self.actions.append(str(found.get("action")))
        if tag == "label" and found.get("for"):
            self.labelled.add(str(found["for"]))
        if tag == "input" and found.get("type") == "hidden":
            self.hidden[str(found["name"])] = str(found.get("value", ""))
        elif tag in {"input", "select", "textarea"}:
            self.fields.append({"tag": tag, **found})


def read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    return reader


def hidden(html: str) -> dict[str, str]:
    """What the page's forms send without being asked, but for who acts."""
    return {name: value for name, value in read(html).hidden.items() if name != "retur"}
