"""Ordinary pages: whole, as one file."""

from __future__ import annotations

from onboarding.legacy.body import body_of
from onboarding.legacy.files import ContentFile, Value
from onboarding.legacy.language import language_of
from onboarding.legacy.model import Heading
from onboarding.legacy.naming import identifier, slug_of, title_in, without_title
from onboarding.legacy.page import LegacyPage
from onboarding.legacy.placed import Aliases, Placed
from onboarding.legacy.said import text_of


def place_page(page: LegacyPage, site: str) -> Placed:
    """The file of an ordinary page. `site` is the legacy site's address with a final slash."""
    path = f"{identifier(slug_of(page)).replace('_', '-')}.md"
    title = title_in(page, page.blocks)
    blocks = without_title(page, page.blocks, title)
    aliases = Aliases(page, path, site)
    for heading in page.blocks[:1] if len(blocks) < len(page.blocks) else ():
        if isinstance(heading, Heading) and heading.level > 1:
            aliases.heading(path, heading, ())
    aliases.body(path, blocks, 1)
    fields: dict[str, Value] = {
        "title": title,
        "summary": page.head.summary or None,
        "keywords": page.head.keywords or None,
    }
    file = ContentFile(path, fields, body_of(blocks, page.repairs), 1)
    return Placed(aliases.on([file]), path, aliases.addresses, language_of(text_of(blocks)))
