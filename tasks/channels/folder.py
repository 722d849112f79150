"""Digital letters into var/udbakke, for the municipality's own transport to Digital Post."""

from pathlib import Path

from domain.errors import Final
from domain.letters import Reader
from tasks.channels.digital_forms import DigitalForms
from tasks.channels.drop_folder import DropFolder, word_and_pdf
from tasks.channels.port import Envelope, Receipt


class FolderChannel:
    """Without `forms` a letter lies there as Word and PDF alone."""

    def __init__(self, root: Path, forms: DigitalForms | None = None) -> None:
        self._folder = DropFolder(root)
        self._forms = forms

    def send(self, envelope: Envelope) -> Receipt:
        """Leave the letter in the folder of its day; a citizen without a CPR number has no Digital Post to get it."""
        if envelope.reader is Reader.BORGER and not envelope.recipient_id:
            raise Final("modtager_ukendt")
        contents = self._forms.contents(envelope) if self._forms else word_and_pdf(envelope)
        return Receipt("udbakke", self._folder.deliver(envelope, contents))

    def has_left(self, key: str) -> bool:
        return self._folder.has_left(key)
