#!/bin/sh
# Prepare .venv from requirements.lock. May be run again and interrupted at any point: the stamp that says
# "done" is written last, and names the lock, the project file, the folder and the Python it is true for.
set -eu
cd "$(dirname "$0")/.."

venv=.venv
stamp=$venv/sagsgang-stamp
unfinished=.setup-unfinished
needs='Sagsgang needs Python 3.11, 3.12 or 3.13'
in_range='import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))'

stop() {
    echo "setup: $1" >&2
    exit 1
}

version_of() {
    "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])'
}

usable() {
    command -v "$1" >/dev/null 2>&1 && "$1" -c "$in_range" >/dev/null 2>&1
}

find_python() {
    for candidate in ${PYTHON:-} python3 python3.11 python3.12 python3.13; do
        if usable "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    stop "$needs, and found none of them. On Debian: apt-get install python3 python3-venv"
}

has_venv() {
    "$1" -c 'import ensurepip, venv' >/dev/null 2>&1
}

# Debian keeps the part of Python that makes environments in a package of its own.
require_venv() {
    has_venv "$1" && return
    package=python$(version_of "$1")-venv
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "setup: installing $package"
        apt-get update -qq >/dev/null
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >/dev/null
    fi
    has_venv "$1" || stop "$1 cannot make environments: install the Debian package $package and try again."
}

wanted() {
    sha256sum requirements.lock pyproject.toml
    pwd -P
    version_of "$venv/bin/python"
}

# A link leads to another folder's environment: whoever made it keeps it up, and it is never emptied from here.
if [ -L "$venv" ]; then
    usable "$venv/bin/python" || stop "$venv is a link to an environment without a usable Python. Mend it there, or remove the link."
    exit 0
fi

if usable "$venv/bin/python" && [ -f "$stamp" ] && [ "$(wanted)" = "$(cat "$stamp")" ]; then
    exit 0
fi

# Made anew: an environment that is unfinished, was made elsewhere, or whose Python is gone.
anew=yes
if [ ! -e "$unfinished" ] && usable "$venv/bin/python" && "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    if [ ! -f "$stamp" ] || grep -qxF "$(pwd -P)" "$stamp"; then
        anew=
    fi
fi

echo "setup: preparing $venv (once per version of requirements.lock)"
: >"$unfinished"
rm -f "$stamp"
if [ -n "$anew" ]; then
    python=$(find_python)
    require_venv "$python"
    "$python" -m venv --clear "$venv"
fi

install() {
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-input --no-deps "$@"
}
install --require-hashes -r requirements.lock
install --no-build-isolation -e .
rm -f "$unfinished"

here=$(pwd -P)
(cd / && "$here/$venv/bin/python" -c 'import sagsgang' 2>/dev/null) ||
    stop "the install did not put this folder on Python's path: see [tool.setuptools] in pyproject.toml"

wanted >"$stamp.new"
mv "$stamp.new" "$stamp"
echo "setup: done"
