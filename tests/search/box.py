"""The real search box in a real Chromium: type, and read what a reader sees."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Page

# Tells when the worker has answered the last thing that it was asked.
WATCH = """
  window.searches = { asked: 0, answered: 0, last: "" };
  const Stock = window.Worker;
  window.Worker = class extends Stock {
    constructor(...options) {
      super(...options);
      this.addEventListener("message", ({ data }) => {
        if (data.type === 3) searches.answered++;
      });
    }
    postMessage(message) {
      if (message.type === 2) {
        searches.asked++;
        searches.last = message.data;
      }
      super.postMessage(message);
    }
  };
"""

READ = """() => {
  const teaser = (article) => {
    const copy = article.cloneNode(true);
    for (const part of copy.querySelectorAll("h1, h2, nav, .md-search-result__icon, .md-search-result__terms"))
      part.remove();
    return copy.textContent.trim();
  };
  return [...document.querySelectorAll(".md-search-result__link")].map((link) => {
    const article = link.querySelector("article");
    return {
      href: link.href,
      score: Number(article.dataset.mdScore),
      folded: link.closest("details:not([open])") !== null,
      title: article.querySelector("h1, h2").textContent,
      teaser: teaser(article),
      teaserMarks: article.querySelectorAll(":scope > :not(h1, h2, nav) mark").length,
      marks: [...article.querySelectorAll("mark")].map((mark) => mark.textContent),
    };
  });
}"""


@dataclass(frozen=True, slots=True)
class Result:
    """A link that the search shows. `folded` ones are seen when «flere på denne siden» is opened.

    Material names the page of each result; where the page itself does not match, its score is 0.
    """

    address: str
    score: float
    folded: bool
    title: str
    teaser: str
    teaser_marks: int
    marks: tuple[str, ...]

    @property
    def is_hit(self) -> bool:
        """Whether it is shown at once, for its own sake."""
        return not self.folded and self.score > 0


@dataclass(frozen=True, slots=True)
class Shown:
    """What the search shows for a query: the line on top, the results, and what is said where there are none."""

    count: str
    results: tuple[Result, ...]
    help: str

    @property
    def hits(self) -> tuple[str, ...]:
        """The addresses of the hits, the best first."""
        return tuple(result.address for result in self.results if result.is_hit)


class Box:
    """The search box of the site at `url`, on a page that is open already."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        page.add_init_script(WATCH)
        page.goto(url, wait_until="networkidle")
        self.input = page.locator("[data-md-component=search-query]")

    def ask(self, query: str) -> Shown:
        """Type the query, and read the results when the last letter has been answered."""
        self.input.click()
        self.input.fill("")
        self.page.keyboard.type(query)
        self.page.keyboard.press("End")  # the keyboard of the test has no æ, ø or å, and Material waits for a key
        done = "query => searches.last === query && searches.asked === searches.answered"
        self.page.wait_for_function(done, arg=query)
        return self.read()

    def read(self) -> Shown:
        """What stands there now."""
        found = self.page.evaluate(READ)
        results = tuple(
            Result(
                re.sub(r"\?h=[^#]*", "", each["href"]).removeprefix(self.url),
                each["score"],
                each["folded"],
                each["title"],
                each["teaser"],
                each["teaserMarks"],
                tuple(each["marks"]),
            )
            for each in found
        )
        helped = self.page.locator(".unanswered")
        text = helped.inner_text() if helped.count() else ""
        return Shown(self.page.locator(".md-search-result__meta").inner_text(), results, text)
