#!/usr/bin/env bash
# Puts the checkers of deploy/apt.txt into .tools/bin where PATH has none. Debian's packages are unpacked, not installed:
# that needs no root, and no server starts.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
while read -r package programs; do
  for program in $programs; do
    if [ ! -x ".tools/bin/$program" ] && ! command -v "$program" > /dev/null; then
      missing+=("$package")
      break
    fi
  done
done < <(grep -v '^#' deploy/apt.txt)
[ ${#missing[@]} -eq 0 ] && exit 0

if ! command -v apt-get > /dev/null || ! command -v dpkg-deb > /dev/null; then
  echo "Not checked on this machine, which has no apt: the files that need ${missing[*]} (deploy/apt.txt); those tests are skipped." >&2
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fetch() { (cd "$work" && apt-get download -qq "${missing[@]}" > "$work/log" 2>&1); }
if ! fetch && ! { [ "$(id -u)" -eq 0 ] && apt-get update -qq > "$work/log" 2>&1 && fetch; }; then
  echo "Could not fetch ${missing[*]}; as root, try apt-get update. The tests that need them are skipped. apt said:" >&2
  tail -3 "$work/log" >&2
  exit 0
fi
for package in "$work"/*.deb; do dpkg-deb -x "$package" "$work/root"; done
mkdir -p .tools/bin
while read -r _ programs; do
  for program in $programs; do
    if [ -x "$work/root/usr/bin/$program" ]; then cp "$work/root/usr/bin/$program" .tools/bin/; fi
  done
done < <(grep -v '^#' deploy/apt.txt)
