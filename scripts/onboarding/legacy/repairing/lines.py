"""All that is mended line by line, before the lines are known as tables and texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onboarding.legacy.model import Line, Repairs
from onboarding.legacy.repairing.code import marked
from onboarding.legacy.repairing.comments import without_comments
from onboarding.legacy.repairing.html_tables import with_pipe_tables
from onboarding.legacy.repairing.joints import joined
from onboarding.legacy.repairing.links import Links
from onboarding.legacy.repairing.markup import Markup
from onboarding.legacy.repairing.notes import with_plain_notes
from onboarding.legacy.repairing.preformatted import with_blocks_of_code
from onboarding.legacy.repairing.references import References


def mended_lines(lines: Sequence[Line], links: Links, repairs: Repairs) -> Iterator[Line]:
    """The lines with their markup and links mended; code stays as it is."""
    page = "\n".join(line.text for line in lines)
    has_html = "<" in page or "&lt;" in page
    found = list(_squeezed(marked(with_blocks_of_code(lines, repairs) if has_html else lines)))
    if has_html:
        found = list(with_pipe_tables(list(without_comments(found, repairs)), repairs))
    if "[^" in page:
        found = list(with_plain_notes(found, repairs))
    if has_html or "](" in page:
        found = joined(found)
    references, markup = References(found, repairs), Markup(repairs)
    for line, is_code in found:
        if is_code:
            yield line
        elif resolved := references.resolved(line):
            yield links.mended(markup.mended(resolved))


def _squeezed(lines: Iterable[tuple[Line, bool]]) -> Iterator[tuple[Line, bool]]:
    """The lines with one blank line for several; code keeps all of its own."""
    was_blank = False
    for line, is_code in lines:
        is_blank = not is_code and not line.text.strip()
        if not (is_blank and was_blank):
            yield line, is_code
        was_blank = is_blank
