"""A PostgreSQL of the tests' own: a cluster in a temporary folder, reached by a socket, gone afterwards."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg

SERVER_USER = "postgres"  # the account of Debian's package: the server refuses to run as root
DATABASE = "sagsgang"
START_SECONDS = 30
# A test cluster is thrown away, so nothing has to survive a power cut.
FAST = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=60",
    "listen_addresses=",
)


class PostgresMissingError(RuntimeError):
    """No PostgreSQL that can be started is installed here."""


def program(name: str) -> str:
    """The newest installed version of one of PostgreSQL's programs."""
    found = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"),
        key=lambda path: int(path.parts[-3]) if path.parts[-3].isdigit() else 0,
    )
    if not found:
        raise PostgresMissingError(f"{name} is not installed (Debian package: postgresql)")
    return str(found[-1])


def as_server_user(*command: str) -> list[str]:
    """The command as an account that may run the server; it ends when the tests end, however they end."""
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise PostgresMissingError("setpriv is not installed (Debian package: util-linux)")
    wrapped = [setpriv, "--pdeathsig", "INT"]
    if os.geteuid() == 0:
        wrapped += [f"--reuid={SERVER_USER}", f"--regid={SERVER_USER}", "--init-groups"]
    return [*wrapped, "--", *command]


@contextmanager
def cluster(settings: Sequence[str] = FAST, within: Path | None = None) -> Iterator[str]:
    """Start a cluster (in a folder inside `within`); yield a SQLAlchemy URL of an empty database."""
    initdb, postgres = program("initdb"), program("postgres")
    # Short and outside pytest's own folders, which only root may enter; a socket's path has at most 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="sagsgang-pg-", dir=within))
    try:
        if os.geteuid() == 0:
            account = _account()
            os.chown(folder, account.pw_uid, account.pw_gid)
        data = str(folder / "data")
        make = [
            initdb,
            "-D",
            data,
            "-U",
            DATABASE,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ]
        subprocess.run(as_server_user(*make), check=True, capture_output=True, cwd=folder)
        options = [word for setting in settings for word in ("-c", setting)]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                as_server_user(postgres, "-D", data, "-k", str(folder), *options),
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            _create_database(server, folder)
            yield f"postgresql+psycopg://{DATABASE}@/{DATABASE}?host={folder}"
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait(timeout=START_SECONDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SERVER_USER)
    except KeyError:
        raise PostgresMissingError(
            f"root cannot run PostgreSQL, and there is no account {SERVER_USER}"
        ) from None


def _create_database(server: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            with psycopg.connect(
                host=str(folder), user=DATABASE, dbname="postgres", autocommit=True
            ) as connection:
                connection.execute(f"CREATE DATABASE {DATABASE}")
                return
        except psycopg.OperationalError as problem:
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError((folder / "log").read_text(errors="replace")) from problem
            time.sleep(0.05)
