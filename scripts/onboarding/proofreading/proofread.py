"""Everything that is wrong with the texts of a survey."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from onboarding.content import Item, Task
from onboarding.content.fields import TASK_ID
from onboarding.errors import Problem, Source
from onboarding.frontmatter import Document, KeyPath
from onboarding.load import Survey
from onboarding.messages import problem
from onboarding.proofreading.addresses import OwnSite, addresses
from onboarding.proofreading.bullets import bullets
from onboarding.proofreading.harm import harmful
from onboarding.proofreading.layout import causes
from onboarding.proofreading.markup import markup
from onboarding.proofreading.model import Body, Fault
from onboarding.proofreading.parity import Region, differences, view
from onboarding.proofreading.reading import read_body
from onboarding.proofreading.words import LONGEST_TITLE, has_misspelling, misspelled, signs, words
from onboarding.prose import read

# What says why GitHub and the site differ where it stands. `CAUSES` are looked for only there.
CAUSES = frozenset(
    {
        "blank-line",
        "code-place",
        "code-unclosed",
        "escape",
        "heading-space",
        "html-layout",
        "list-indent",
        "list-marker",
        "list-start",
        "lists-merged",
        "quotes-merged",
    }
)
_EXPLAINING = CAUSES | {
    "alert",
    "attributes",
    "conflict-mark",
    "fixed-blank",
    "footnote",
    "heading-empty",
    "heading-lines",
    "html-harmful",
    "html-link",
    "html-unclosed",
    "html-unknown",
    "html-unopened",
    "line-break",
    "link-malformed",
    "list-after-paragraph",
    "strikethrough",
    "table-cells",
    "task-box",
}
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_WORDY = ("title", "short_title", "summary", "gate", "performed_by")


def proofread(survey: Survey, own: str) -> Iterator[Problem]:
    """Every problem of the texts. `own` is the site's own address with a final slash, or "" where it is not known."""
    reader = _Proofreader(survey, own)
    for path in survey.texts:
        yield from dict.fromkeys(reader.problems(path))


class _Proofreader:
    """Looks at each file with what the others tell."""

    def __init__(self, survey: Survey, own: str) -> None:
        self._survey = survey
        self._site = OwnSite(survey.content, own)
        self._items = {item.path: item for item in survey.content.items()}
        services = (service for service in survey.content.services if service.language != "nb")
        self._foreign = tuple(f"{service.folder}/" for service in services)
        self._told: dict[str, list[Fault]] = {}
        for found in survey.problems:
            self._told.setdefault(found.source.path, []).append(Fault(found.code, found.source.line))

    def problems(self, path: str) -> Iterator[Problem]:
        """The problems of one file, some of them twice."""
        shown = self._survey.shown(path)
        odd = list(signs(self._survey.texts[path]))
        yield from (_problem(shown, fault) for fault in odd)
        document = self._survey.documents.get(path)
        if document is None:
            return
        item = self._items.get(path)
        is_bokmal = not path.startswith(self._foreign)
        yield from _front_matter(document, is_bokmal=is_bokmal)
        if _is_task(document, item) and not _COMMENT.sub("", document.body).strip():
            yield problem(Source(shown, document.body_line - 1), "text-missing")
        prose = item.body if item else read(document.body, document.body_line)
        if prose.text:
            already = [*odd, *self._told.get(shown, ())]
            faults = body_faults(read_body(prose), path, self._site, already, is_bokmal=is_bokmal)
            yield from (_problem(shown, fault) for fault in faults)


def _problem(path: str, fault: Fault) -> Problem:
    return problem(Source(path, fault.line), fault.code, **fault.values)


def _is_task(document: Document, item: Item | None) -> bool:
    if item is not None:
        return isinstance(item, Task)
    return "roles" in document.data and re.fullmatch(TASK_ID, str(document.data.get("id"))) is not None


def _front_matter(document: Document, *, is_bokmal: bool) -> Iterator[Problem]:
    """What is wrong with the words above the text."""
    title = document.data.get("title")
    length = len(" ".join(title.split())) if isinstance(title, str) else 0
    if length > LONGEST_TITLE:
        yield problem(document.line_of(("title",)), "title-long", length=length, limit=LONGEST_TITLE)
    for key, text in _texts(document):
        if is_bokmal and has_misspelling(text):
            yield from (problem(document.line_of(key), "misspelling", **values) for values in misspelled(text))


def _texts(document: Document) -> Iterator[tuple[KeyPath, str]]:
    """Every text of the front matter that readers see."""
    found: list[tuple[KeyPath, Any]] = [((key,), document.data.get(key)) for key in _WORDY]
    for key in ("keywords", "roles"):
        values = document.data.get(key)
        for index, value in enumerate(values if isinstance(values, list) else ()):
            found.append(((key, index), value.get("summary") if isinstance(value, dict) else value))
    return ((key, text) for key, text in found if isinstance(text, str))


def body_faults(
    body: Body, source: str, site: OwnSite, already: list[Fault], *, is_bokmal: bool = True
) -> Iterator[Fault]:
    """Every fault of one body, in the file `source`. `already` are those that are known of."""
    shown = view(body)
    found = [
        *words(body, is_bokmal=is_bokmal),
        *bullets(body),
        *markup(body),
        *addresses(body, source, site),
        *harmful(body, shown.html, site.address),
    ]
    yield from found
    yield from _parity(body, differences(body, shown), [*found, *already])


def _explains(fault: Fault, region: Region) -> bool:
    """Whether a fault may be why a region differs; an element that does not end is why everything below it does."""
    return fault.line in region.lines or (fault.code == "html-unclosed" and fault.line < region.lines.start)


def _parity(body: Body, regions: list[Region], found: list[Fault]) -> Iterator[Fault]:
    """Why the two renderings differ, or that they do."""
    if not regions:
        return
    known = list(causes(body))
    for region in regions:
        told = [fault for fault in found if fault.code in _EXPLAINING and _explains(fault, region)]
        is_html = any(fault.code.startswith("html-") or fault.code == "line-break" for fault in told)
        why = [fault for fault in known if fault.line in region.lines and not (is_html and fault.code == "html-layout")]
        yield from why
        if not told and not why:
            yield Fault("parity", region.line, {"github": region.github, "site": region.site})
