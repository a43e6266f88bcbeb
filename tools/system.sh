#!/bin/sh
# Are the system's packages here? `system.sh PYTHON` asks for python3-venv, `system.sh PYTHON browser` for Chromium too, which the tests drive.
# What is missing is installed where root or password-less sudo allows; else one line says what to install.
python=${1:-python3}
say() { printf '%s\n' "$1" >&2; exit 1; }
missing=""
command -v "$python" >/dev/null 2>&1 && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || missing="python3"
"$python" -c 'import venv, ensurepip' >/dev/null 2>&1 || missing="$missing python3-venv"
if [ "$2" = browser ]; then
  command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 \
    || missing="$missing chromium"
fi
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ]; then as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as_root="sudo -n"
else say "Thiếu gói hệ thống / missing system package: apt-get install $missing"
fi
command -v apt-get >/dev/null 2>&1 || say "Thiếu gói hệ thống / missing system package: $missing (Python ≥ 3.11, venv, Chromium)"
{ $as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq $missing; } >/dev/null \
  || say "Không cài được / could not install: apt-get install $missing"
