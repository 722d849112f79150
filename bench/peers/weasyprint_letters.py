"""PDF letters from HTML in WeasyPrint; letters per second. `variant` is "" or a kind such as pdf/ua-1."""

import logging
import sys
from pathlib import Path
from time import perf_counter

from sqlite_settings import tell
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration


def main(folder: Path, variant: str) -> None:
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.html"))]
    fonts = FontConfiguration()

    def make(text: str) -> bytes:
        made: bytes = HTML(string=text).write_pdf(font_config=fonts, pdf_variant=variant or None)
        return made

    (folder / f"weasyprint{variant.replace('/', '-')}.pdf").write_bytes(make(texts[0]))
    started = perf_counter()
    for text in texts:
        make(text)
    tell(per_second=len(texts) / (perf_counter() - started))


if __name__ == "__main__":
    main(Path(sys.argv[1]), "".join(sys.argv[2:3]))
