"""Chromium prints, and Playwright drives it: that comes with what the tests need, not with what builds the site."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from onboarding.printing.model import Document, PrintError

if TYPE_CHECKING:
    from playwright.sync_api import Page, Playwright, Route

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NOWHERE = "https://nettsted.invalid/"  # the address of a site that does not know its own

# The workbench has come, and with it what a role leaves out.
READY = "() => [...document.querySelectorAll('.workbench[data-service]')].every(place => place.firstElementChild)"


def print_all(documents: Iterable[Document], site: Path, url: str, out: Path) -> tuple[Path, ...]:
    """Print each document of the site that was built into the folder `site`, into files in `out`. Gives the files.

    Chromium opens each page at its published address below `url` and gets it from the folder, so that links in the
    PDF lead to the published site, and nobody else is asked for anything.

    Raises PrintError, and OSError.
    """
    if find_spec("playwright") is None:
        raise PrintError("Playwright mangler, som styrer Chromium. Kjør «make pdf», som henter det.")
    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415  the site is built without it

    documents = tuple(documents)
    for document in documents:
        if not (missing := site / unquote(urlsplit(document.address).path)).is_file():
            raise PrintError(f"Finner ikke {missing}. Bygg nettstedet først med «make site».")
    try:
        with sync_playwright() as playwright:
            return tuple(_printed(playwright, document, site, url or NOWHERE, out) for document in documents)
    except Error as error:
        reason = error.message.strip().partition("\n")[0]
        raise PrintError(
            f"Chromium kunne ikke skrive ut: {reason}\nKjør «make browser», som sørger for at det er en Chromium her."
        ) from None


def _printed(playwright: Playwright, document: Document, site: Path, url: str, out: Path) -> Path:
    # A browser for each: what one page keeps is not there for the next.
    with playwright.chromium.launch(executable_path=_browser()) as browser:
        page = browser.new_page()
        page.route("**/*", lambda route: _answer(route, site, url))
        page.goto(url + document.address, wait_until="networkidle")
        page.wait_for_function(READY)
        return _write(page, out / document.file)


def _browser() -> str | None:
    """The one that is installed; None stands for Playwright's own."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def _answer(route: Route, site: Path, url: str) -> None:
    """Give a file of the site. What is outside it, and what is not there, gets no answer."""
    address = route.request.url.partition("?")[0].partition("#")[0]
    file = (site / unquote(address.removeprefix(url))).resolve()
    if address.startswith(url) and file.is_relative_to(site.resolve()) and file.is_file():
        route.fulfill(path=file)
    else:
        route.abort()


def _write(page: Page, file: Path) -> Path:
    """Print beside the file's place, and put it there when it is whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    os.close(descriptor)
    beside = Path(name)
    try:
        page.pdf(path=beside, prefer_css_page_size=True, tagged=True, outline=True)
        beside.chmod(0o644)
        return beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
