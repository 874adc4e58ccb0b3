#!/usr/bin/env bash
# Builds .venv: exactly the lock file, by hash, then the project itself; `make setup` runs it when the lock has changed.
set -euo pipefail
cd "$(dirname "$0")/.."

fits='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 13))'
find_python() {
  local name
  for name in python3.11 python3.12 python3; do
    if command -v "$name" > /dev/null && "$name" -c "$fits"; then
      command -v "$name"
      return
    fi
  done
  echo "No Python 3.11 or 3.12 here: install one (Debian: apt install python3.11 python3.11-venv)." >&2
  return 1
}

if ! { [ -x .venv/bin/python ] && .venv/bin/python -c "$fits"; }; then
  python=$(find_python)
  rm -rf .venv
  if ! "$python" -m venv .venv; then
    rm -rf .venv
    echo "$python can't build virtual environments: install its venv module (Debian: apt install python3-venv)." >&2
    exit 1
  fi
fi
pip=(.venv/bin/python -m pip --quiet --disable-pip-version-check)
echo "Installing the packages of requirements.lock into .venv …" >&2
"${pip[@]}" install --require-hashes -r requirements.lock
"${pip[@]}" install --no-deps --no-build-isolation --editable .
touch .venv/.stamp
