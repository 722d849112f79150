#!/bin/sh
# Prepare .venv-bench from bench/requirements.lock: the peers that the house is measured beside, in an environment
# of their own. May be run again; the stamp is written last and names the lock and the Python it is true for.
set -eu
cd "$(dirname "$0")/.."

venv=.venv-bench
stamp=$venv/bench-stamp
house=.venv/bin/python

wanted() {
    sha256sum bench/requirements.lock
    pwd -P
    "$house" -V
}

if [ -x "$venv/bin/python" ] && [ -f "$stamp" ] && [ "$(wanted)" = "$(cat "$stamp")" ]; then
    exit 0
fi
echo "bench: preparing $venv (once per version of bench/requirements.lock)"
rm -rf "$venv"
"$house" -m venv "$venv"
"$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-input --no-deps --require-hashes -r bench/requirements.lock
wanted >"$stamp.new"
mv "$stamp.new" "$stamp"
echo "bench: done"
