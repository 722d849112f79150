"""Letters into var/print, for citizens who do not get Digital Post."""

from pathlib import Path

from domain.errors import Final
from tasks.channels.drop_folder import DropFolder, word_and_pdf
from tasks.channels.port import Envelope, Receipt


class PrintingChannel:
    def __init__(self, root: Path) -> None:
        self._folder = DropFolder(root)

    def send(self, envelope: Envelope) -> Receipt:
        """Leave the letter ready to print; without an address to print it cannot leave."""
        if not any(line.strip() for line in envelope.recipient_address):
            raise Final("adresse_mangler")
        return Receipt("print", self._folder.deliver(envelope, word_and_pdf(envelope)))

    def has_left(self, key: str) -> bool:
        return self._folder.has_left(key)
