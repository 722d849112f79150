"""Letters into var/udbakke, for the municipality's own transport to Digital Post."""

from pathlib import Path

from domain.errors import Final
from domain.letters import Reader
from tasks.channels.drop_folder import DropFolder
from tasks.channels.port import Envelope, Receipt


class FolderChannel:
    def __init__(self, root: Path) -> None:
        self._folder = DropFolder(root)

    def send(self, envelope: Envelope) -> Receipt:
        """Leave the letter in the folder of its day; a citizen without a CPR number has no Digital Post to get it."""
        if envelope.reader is Reader.BORGER and not envelope.recipient_id:
            raise Final("modtager_ukendt")
        return Receipt("udbakke", self._folder.deliver(envelope))
