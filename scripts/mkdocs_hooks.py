"""MkDocs' events, each handed on to the package: the only file that knows MkDocs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from onboarding.errors import ContentError
from onboarding.load import load_content
from onboarding.pages import Page as MadePage
from onboarding.pages import Pages, Site, Templates, generate, nav_entries
from onboarding.settings import TEMPLATES, site_of


class State:
    """What one event leaves for the next ones. MkDocs' hooks are module functions, so it stands here."""

    pages: Pages
    by_path: dict[str, MadePage]


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Edit links need a whole address: Material would ask api.github.com about a `repo_url`."""
    config.edit_uri = _site(config).edit_uri
    config.repo_url = None
    return config


def _site(config: MkDocsConfig) -> Site:
    return site_of(
        config.site_name, config.site_url, config.repo_url, config.edit_uri, directory_urls=config.use_directory_urls
    )


def on_pre_build(config: MkDocsConfig) -> None:
    """Everything is made before MkDocs empties the site folder, so a problem never costs the last good site."""
    try:
        content = load_content(Path(config.docs_dir))
        State.pages = generate(content, _site(config), Templates(Path(str(config.theme.custom_dir)) / TEMPLATES))
    except ContentError as error:
        count = len(error.problems)
        raise PluginError(f"{count} problem{'er' if count > 1 else ''} i innholdet:\n\n{error}\n") from None
    State.by_path = {page.path: page for page in State.pages.pages}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The content files make way for what was made of them."""
    for file in list(files):
        if file.src_uri in State.pages.replaced or file.src_uri.startswith(f"{TEMPLATES}/"):
            files.remove(file)
    for page in State.pages.pages:
        files.append(_page_file(page, config))
    for made in State.pages.files:
        files.append(File.generated(config, made.path, content=made.content))
    config.nav = nav_entries(State.pages.nav)
    return files


def _page_file(page: MadePage, config: MkDocsConfig) -> File:
    file = File.generated(config, page.path, content=page.text)
    file.edit_uri = page.source
    if page.address:
        file.dest_uri = file.url = page.address
    return file


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """A text that stands at two addresses names the one to be found by."""
    made = State.by_path.get(page.file.src_uri)
    if made and made.canonical and config.site_url:
        for other in nav.pages:
            if other.file.src_uri == made.canonical:
                page.canonical_url = other.canonical_url
    return context
