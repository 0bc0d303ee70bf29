"""An import from its pages to what it comes to. Pure: what is there comes in, what to write goes out."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from onboarding.checking.allowing import allowable
from onboarding.content.fields import TASK_ID
from onboarding.importing.folder import Folder
from onboarding.importing.model import Imported, Mode, Request
from onboarding.importing.tree import as_it_ends, compared, converted_into, texts_of, with_files
from onboarding.importing.views import Views
from onboarding.legacy.audit import Finding, Others, PageAudit, Rendered, Source, Tree, audit, unused_waivers
from onboarding.legacy.convert import Converted
from onboarding.legacy.page import LegacyPage
from onboarding.load import Survey
from onboarding.pages import Site, Templates
from onboarding.proofreading import harms

# What a folder of content may lack before it is a site.
_LATER = frozenset({"home-missing"})


def import_pages(
    pages: Sequence[LegacyPage], folder: Folder, request: Request, templates: Templates, told: Callable[[int], None]
) -> Imported:
    """What the import of some pages into a folder comes to. `told` hears of each page that is audited.

    Raises ContentError where two pages want one place, and where a template is at fault.
    """
    there = folder.surveyed()
    converted = converted_into(pages, folder, there, request.site)
    copies = list(_copies(converted, folder))
    whole = folder.surveyed(texts_of(converted, folder), [path for *_, path in copies])
    allowed = allowable(whole, request.site)
    converted = with_files(converted, lambda file: file.allowing(allowed.get(folder.below(file.path), ())))
    found = tuple(compared(one, folder) for one in converted)
    may_write = request.mode is Mode.OVERWRITE or not any(page.is_there and page.differences for page in found)
    is_written = may_write and request.mode is not Mode.CHECK
    texts = as_it_ends(found, folder, is_written=is_written)
    after = folder.surveyed(texts, [path for *_, path in copies])
    unsound = (problem for problem in after.problems if problem.code not in _LATER)
    problems = tuple(sorted({*unsound, *harms(after.content, "")}))
    auditor = _Auditor(after, folder, request, None if problems else Views(after.content, Site(""), templates))
    findings = tuple(_told(auditor.finding(one), told) for one in converted)
    audits = tuple(finding.page for finding in findings)
    is_sound = not problems and all(page.is_clean for page in audits)
    return Imported(
        found,
        findings,
        problems,
        {change.path: change.after for page in found for change in page.differences} if is_written and is_sound else {},
        [copy for copy in copies if copy[-1] not in folder.files] if is_written and is_sound else [],
        unused_waivers(request.waivers, audits),
    )


class _Auditor:
    """Audits pages in a tree, and on the site's pages where the content is sound enough to have them."""

    def __init__(self, after: Survey, folder: Folder, request: Request, views: Views | None) -> None:
        self._after = after
        self._others = Others(after.texts)
        self._folder = folder
        self._request = request
        self._views = views

    def finding(self, one: Converted) -> Finding:
        """What became of a page."""
        repairs = [{"line": each.line, "code": each.code, "what": each.what} for each in one.page.repairs]
        tasks = list(_tasks(one, self._folder, self._after))
        return Finding(self._audited(one), one.service or self._folder.name, tasks, repairs)

    def _audited(self, one: Converted) -> PageAudit:
        """The audit of a page in the files that it became, and in the service's own where it is a part of one."""
        start = self._folder.below(f"{one.service}/" if one.service else "")
        paths = {self._folder.below(file.path) for file in one.files} | {f"{start}index.md"}
        files = {path.removeprefix(start): self._after.texts[path] for path in paths if path in self._after.documents}
        slug = one.page.head.slugs[0] if one.page.head.slugs else one.page.stem
        source = Source(one.page.name, one.page.text, one.kind, slug)
        home, service = self._folder.below(one.home), start.rstrip("/")
        shown = self._views.of(one.kind, service, home) if self._views else {}
        rendered = Rendered(shown) if shown else None
        tree = Tree(files, home.removeprefix(start), service, self._others)
        return audit(source, tree, rendered, self._request.waivers, self._request.site)


def _told(finding: Finding, told: Callable[[int], None]) -> Finding:
    told(1)
    return finding


def _tasks(one: Converted, folder: Folder, after: Survey) -> Iterator[Mapping[str, Any]]:
    """The tasks of a page as its files have them."""
    for file in one.files:
        document = after.documents.get(folder.below(file.path))
        identity = str(document.data.get("id", "")) if document else ""
        if document and re.fullmatch(TASK_ID, identity):
            phase, path = identity.partition("-")[0], folder.shown(file.path)
            yield {"id": identity, "roles": document.data.get("roles", []), "phase": phase, "path": path}


def _copies(converted: Sequence[Converted], folder: Folder) -> Iterator[tuple[str, str, str]]:
    """The legacy files to take along: the page's name, the address on it, and the path from the root."""
    for one in converted:
        for address in one.page.copied:
            path = re.sub(r"^(?:\.{0,2}/)+", "", address)  # the same folders, below the service's own
            yield one.page.name, address, folder.below(posixpath.join(one.service, path))
