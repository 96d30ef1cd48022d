#!/bin/sh
# Makes sure that a Chromium for the browser tests is there: the system's own where there is one, else the
# distribution's package, else Playwright's build. Usage: install.sh PYTHON
set -eu
python=$1

found() {
    command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 ||
        command -v google-chrome >/dev/null 2>&1 || [ -n "${FAL_CHROMIUM:-}" ] ||
        "$python" -c 'import os, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as p: sys.exit(not os.path.exists(p.chromium.executable_path))' >/dev/null 2>&1
}

found && exit 0
if command -v apt-get >/dev/null 2>&1; then
    as_root=
    [ "$(id -u)" -eq 0 ] || as_root=sudo
    $as_root apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk >/dev/null && found && exit 0
fi
"$python" -m playwright install --with-deps chromium
