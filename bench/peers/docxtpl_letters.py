"""Word letters from one template in docxtpl; letters per second."""

import io
import json
import sys
from pathlib import Path
from time import perf_counter

from docxtpl import DocxTemplate
from sqlite_settings import tell


def main(folder: Path) -> None:
    template = (folder / "template.docx").read_bytes()
    contexts = json.loads((folder / "contexts.json").read_text(encoding="utf-8"))

    def make(context: dict[str, str]) -> bytes:
        # A template is used up by rendering it, so each letter opens it anew, from memory.
        document = DocxTemplate(io.BytesIO(template))
        document.render(context)
        made = io.BytesIO()
        document.save(made)
        return made.getvalue()

    (folder / "docxtpl.docx").write_bytes(make(contexts[0]))
    started = perf_counter()
    for context in contexts:
        make(context)
    tell(per_second=len(contexts) / (perf_counter() - started))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
