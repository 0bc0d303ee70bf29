"""The workbench of a page, as a reader sees it and works at it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

KEY = "onboarding:dsop_su_onboarding"
FRONT = ""
PHASE = "ssu/a-forberedelse/"
SECOND_PHASE = "ssu/b-registrering-og-signering/"
PROCESS = "dsop_su_onboarding.html"
MINE = "ssu/mine-oppgaver/"

# Each page that shows tasks, and those of phase A are on all of them.
WITH_TASKS = [PHASE, PROCESS, MINE]


@dataclass(frozen=True, slots=True)
class Desk:
    """A page with a workbench, opened from the site at `url`."""

    page: Page
    url: str

    def open(self, address: str) -> None:
        """Go to a page of the site that has tasks, and wait for its workbench."""
        self.page.goto(self.url + address)
        expect(self.summary).to_be_visible()

    @property
    def summary(self) -> Locator:
        return self.page.get_by_role("region", name="Fremdrift", exact=True)

    def statuses(self, task: str) -> Locator:
        """The choices of a task's status."""
        return self.page.get_by_role("group", name=f"Status for {task}", exact=True)

    def task(self, task: str) -> Locator:
        """All that the workbench shows of a task."""
        return self.page.locator(".workbench-task").filter(has=self.statuses(task))

    def choose(self, task: str, status: str) -> None:
        self.statuses(task).get_by_role("radio", name=status, exact=True).check()

    def shows(self, task: str, status: str) -> None:
        """Expect that a task has this status."""
        expect(self.statuses(task).get_by_role("radio", name=status, exact=True)).to_be_checked()

    def unfold(self, task: str) -> None:
        """Open the fields of a task, where they are not open already."""
        self.task(task).locator("summary").first.click()
        expect(self.field(task, "Notat")).to_be_visible()

    def field(self, task: str, name: str) -> Locator:
        return self.task(task).get_by_label(name, exact=True)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def progress(self) -> dict[str, str]:
        """What the page says of the progress: in all and of phases, by their names."""
        lines = self.page.locator(".workbench-progress > li").all()
        return {line.locator(":scope > *").first.inner_text(): line.locator("span").last.inner_text() for line in lines}

    def kept(self) -> str | None:
        """The text that the browser keeps."""
        text: str | None = self.page.evaluate("key => localStorage.getItem(key)", KEY)
        return text

    def keep(self, text: str | Mapping[str, Any]) -> None:
        """Have the browser keep this text before the page is opened."""
        written = text if isinstance(text, str) else json.dumps(text)
        self.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, written])
