#!/bin/sh
# Sees to it that there is a Chromium for the browser tests: one that is there, else Debian's, else Playwright's own.
# Usage: browser.sh PLAYWRIGHT
set -eu

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done

if command -v apt-get >/dev/null 2>&1; then
    as_root=""
    if [ "$(id -u)" != 0 ]; then as_root="sudo -n"; fi
    if [ -z "$as_root" ] || sudo -n true 2>/dev/null; then
        echo "Installing Debian's Chromium for the browser tests." >&2
        if { $as_root apt-get update -qq && $as_root apt-get install -y -qq chromium; } >/dev/null 2>&1; then exit 0; fi
    fi
fi

echo "Installing Playwright's own Chromium for the browser tests." >&2
exec "$1" install --with-deps chromium
