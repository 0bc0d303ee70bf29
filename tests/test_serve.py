"""`make serve` shows content, templates and styles as they are changed; a problem is told and survived."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import PRODUCTION

LIMIT = 30.0  # seconds that a change may take to be seen


class Server:
    """A `mkdocs serve` and what it printed."""

    def __init__(self, project: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}/"
        self.log = project / "serve.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [Path(sys.executable).with_name("mkdocs"), "serve", "--dev-addr", f"127.0.0.1:{port}"],
                cwd=project,
                env={**os.environ, **PRODUCTION, "SITE_URL": self.url},
                stdout=log,
                stderr=log,
            )

    def wait(self, address: str, text: str) -> None:
        """Wait until the page at `address` has `text` in it."""
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(self.url + address, timeout=5) as response:
                    if text in response.read().decode():
                        return
            except (urllib.error.URLError, ConnectionError):
                pass
            time.sleep(0.2)
        pytest.fail(f"{address} never had «{text}»:\n{self.log.read_text()}")

    def wait_log(self, text: str) -> None:
        """Wait until the server has printed `text`."""
        end = time.monotonic() + LIMIT
        while text not in self.log.read_text():
            assert time.monotonic() < end, self.log.read_text()
            time.sleep(0.2)


@pytest.fixture
def server(project: Path) -> Iterator[Server]:
    started = Server(project)
    yield started
    started.process.terminate()  # Ctrl-C does not reach what a shell runs in the background
    started.process.wait(timeout=10)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_changes_are_shown_as_they_are_made(server: Server, project: Path) -> None:
    task = project / "docs/tjeneste/a-start/a-2-bestill.md"
    server.wait("tjeneste/a-start/", "Bestill det som trengs")

    change(task, "Bestill det som trengs", "Bestill det nødvendige")
    server.wait("tjeneste/a-start/", "Bestill det nødvendige")

    change(project / "overrides/onboarding/words/nb.yml", "responsible: Ansvarlig", "responsible: Ansvaret")
    server.wait("tjeneste/a-start/", "Ansvaret")

    with (project / "overrides/assets/stylesheets/onboarding.css").open("a", encoding="utf-8") as styles:
        styles.write("\n.nytt { color: red; }\n")
    server.wait("assets/stylesheets/onboarding.css", ".nytt{color:red}")

    change(task, "roles: [IT]", "roles: [Ukjent]")
    server.wait_log("a-2-bestill.md:4: ukjent rolle «Ukjent» [role-unknown]")
    server.wait("tjeneste/a-start/", "Bestill det nødvendige")

    change(task, "roles: [Ukjent]", "roles: [Alle]")
    change(task, "nødvendige", "viktigste")
    server.wait("tjeneste/a-start/", "Bestill det viktigste")
    assert "Traceback" not in server.log.read_text()
