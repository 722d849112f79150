"""Letters into var/udbakke, for the municipality's own transport to Digital Post."""

from pathlib import Path

from tasks.channels.drop_folder import DropFolder
from tasks.channels.port import Envelope, Receipt


class FolderChannel:
    def __init__(self, root: Path) -> None:
        self._folder = DropFolder(root)

    def send(self, envelope: Envelope) -> Receipt:
        """Leave the letter in the folder of its day; the receipt says where."""
        return Receipt("udbakke", self._folder.deliver(envelope))
