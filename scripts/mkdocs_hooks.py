"""MkDocs' events, each handed on to the package: the only file that knows MkDocs."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import ClassVar, Literal

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from onboarding.assets import joined, published, small_script, small_style
from onboarding.errors import ContentError
from onboarding.links.history import HistoryError
from onboarding.load import load_sound
from onboarding.pages import File as MadeFile
from onboarding.pages import Page as MadePage
from onboarding.pages import Pages, Site, Templates, generate, nav_entries
from onboarding.policy import PolicyError, protect
from onboarding.proofreading import harms
from onboarding.rendering.paper import for_paper
from onboarding.search import (
    LANGUAGES,
    PAGE_SCRIPT,
    SOURCES,
    WORKER,
    Facts,
    cleaned,
    facts_of,
    faults,
    texts_of,
    worker_of,
    worker_script,
)
from onboarding.settings import TEMPLATES, SettingsError, build_date, cache_folder, site_of
from onboarding.status import status_pages
from onboarding.synonyms import SYNONYMS_FILE, Synonyms
from onboarding.workbooks.process import WorkbookError, WorkbookProcess

WORKBENCH = "assets/javascripts/workbench"
WORKBENCH_PAGE = "interface/page"
SMALLER = {".js": small_script, ".css": small_style}
FRAGMENTS = "onboarding.rendering.fragments"

log = logging.getLogger("mkdocs.onboarding")


class State:
    """What one event leaves for the next ones. MkDocs' hooks are module functions, so it stands here.

    Only a server keeps the pages after MkDocs has them: they are a tenth of the memory of a large build.
    """

    serving = False
    pages: Pages | None = None
    workbooks: WorkbookProcess | None = None
    synonyms = Synonyms()
    their_worker: str | None = None
    facts: ClassVar[Mapping[str, Facts]] = {}
    texts: ClassVar[dict[str, Mapping[str, str]]] = {}


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Tell a build from a server that builds again and again."""
    State.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Edit links need a whole address: Material would ask api.github.com about a `repo_url`."""
    config.edit_uri = _site(config).edit_uri
    config.repo_url = None
    if not config.use_directory_urls:
        _without_modules(config)
    # A text that is rendered by itself has no headings, and is rendered as the page is in all else.
    others = [name for name in config.markdown_extensions if name not in ("toc", FRAGMENTS)]
    config.mdx_configs[FRAGMENTS] = {
        "extensions": others,
        "configs": {name: config.mdx_configs[name] for name in others if name in config.mdx_configs},
    }
    return config


def _without_modules(config: MkDocsConfig) -> None:
    """Pages that are opened from disk get classic scripts: browsers give them no modules."""
    for script in config.extra_javascript:
        if isinstance(script, ExtraScriptValue) and script.type == "module":
            script.type, script.defer = "", True


def _site(config: MkDocsConfig) -> Site:
    return site_of(
        config.site_name,
        config.site_url,
        config.repo_url,
        config.edit_uri,
        directory_urls=config.use_directory_urls,
        # The settings say how the site is published; a build that the environment makes another is a copy of it.
        is_copy=not config.use_directory_urls and "DIRECTORY_URLS" in os.environ,
    )


def _templates(config: MkDocsConfig) -> Templates:
    return Templates(Path(str(config.theme.custom_dir)) / TEMPLATES, _compiled(config))


def _compiled(config: MkDocsConfig) -> FileSystemBytecodeCache | None:
    """Where Jinja2 keeps compiled templates: compiling Material's takes 0.2 s of each build of whatever size."""
    folder = _cache(config, "templates")
    return FileSystemBytecodeCache(str(folder)) if folder else None


def _cache(config: MkDocsConfig, name: str) -> Path | None:
    return cache_folder(Path(config.config_file_path).parent, name)


def on_pre_build(config: MkDocsConfig) -> None:
    """Everything is made before MkDocs empties the site folder, so a problem never costs the last good site.

    A server goes on showing what it had: MkDocs' own would answer nothing until the problem is gone.
    """
    try:
        State.pages = _generated(config)
    except (HistoryError, OSError, SettingsError) as error:
        raise PluginError(str(error)) from None
    except ContentError as error:
        count = len(error.problems)
        message = f"{count} problem{'er' if count > 1 else ''} i innholdet:\n\n{error}\n"
        if not State.pages:
            raise PluginError(message) from None
        log.error(message)  # noqa: TRY400  a traceback tells an editor nothing
    State.workbooks = WorkbookProcess(State.pages.sheets, _cache(config, "workbooks"))


def _generated(config: MkDocsConfig) -> Pages:
    made = status_pages(config.extra.get("link_status"), Path(config.config_file_path).parent)
    found = load_sound(Path(config.docs_dir))
    if harmful := tuple(harms(found.content, _site(config).url)):
        raise ContentError(harmful)
    State.synonyms, State.facts, State.texts = found.synonyms, facts_of(found.content, _site(config)), {}
    return generate(found.content, _site(config), _templates(config), made, today=build_date(os.environ))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """All Markdown makes way for what was made of it, and what only the build reads is not for readers."""
    if State.pages is None or State.workbooks is None:
        raise PluginError("MkDocs asked for the files before they were made.")
    _put_search_in_place(files, config)
    _make_small(files, config)
    _put_workbench_in_place(files, config)
    for file in list(files):
        is_content = file.src_dir == config.docs_dir
        is_template = file.src_uri.startswith((f"{TEMPLATES}/", f"{SOURCES}/")) and not is_content
        if file.is_documentation_page() or is_template or (is_content and file.src_uri == SYNONYMS_FILE):
            files.remove(file)
    for page in State.pages.pages:
        files.append(_page_file(page, config))
    for made in State.pages.files:
        files.append(File.generated(config, made.path, content=made.content))
    for text in State.pages.texts:
        files.append(_text_file(text, config))
    for path in State.workbooks.paths:
        files.append(File.generated(config, path, content=b""))  # on_env has the workbook
    config.nav = nav_entries(State.pages.nav)
    if not State.serving:
        State.pages = None
    return files


def _put_search_in_place(files: Files, config: MkDocsConfig) -> None:
    """Our worker takes the place of Material's, which goes with its languages: 1 MB that no page asks for."""
    if "material/search" not in config.plugins and "search" not in config.plugins:
        return
    scripts = {file.src_uri: file.content_string for file in files if PAGE_SCRIPT.fullmatch(file.src_uri)}
    if found := list(faults(scripts, files.src_uris)):
        raise PluginError("Søket vårt ville ikke virket:\n\n- " + "\n- ".join(found))
    State.their_worker = worker_of(files.src_uris)
    for file in list(files):
        if file.src_uri.startswith((str(State.their_worker), LANGUAGES)):
            files.remove(file)
    script = worker_script(Path(str(config.theme.custom_dir)) / SOURCES, State.synonyms)
    files.append(File.generated(config, WORKER, content=script))


def _put_workbench_in_place(files: Files, config: MkDocsConfig) -> None:
    """What every page with a workbench needs at once is one module; where a page may load none, all are one script."""
    folder = Path(str(config.theme.custom_dir)) / WORKBENCH
    for file in [file for file in files if file.src_uri.startswith(f"{WORKBENCH}/")]:
        files.remove(file)
    found = published(folder, WORKBENCH_PAGE) if config.use_directory_urls else {"start.js": joined(folder, "start")}
    for path, source in found.items():
        files.append(File.generated(config, f"{WORKBENCH}/{path}", content=source))


def _make_small(files: Files, config: MkDocsConfig) -> None:
    """Scripts and styles of ours go out without their comments, which are for whoever changes them."""
    for file in [file for file in files if file.src_dir == config.theme.custom_dir]:
        smaller = SMALLER.get(Path(file.src_uri).suffix)
        if smaller and not file.src_uri.startswith((f"{WORKBENCH}/", f"{SOURCES}/")):
            source = Path(str(file.abs_src_path)).read_text(encoding="utf-8")
            files.remove(file)
            files.append(File.generated(config, file.src_uri, content=smaller(source)))


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Titles are plain text; Material puts those of the menu into the page as if they were HTML."""
    _escape(nav.items)
    return nav


def _escape(items: Sequence[StructureItem]) -> None:
    for item in items:
        if item.title:
            item.title = escape(item.title, quote=False)
        _escape(getattr(item, "children", None) or [])


def _page_file(page: MadePage, config: MkDocsConfig) -> File:
    file = File.generated(config, page.path, content=page.text)
    file.edit_uri = page.source
    if page.address:
        file.dest_uri = file.url = page.address
    return file


def _text_file(text: MadeFile, config: MkDocsConfig) -> File:
    """A page's Markdown, to be published as it is: under its own name MkDocs would make a page of it."""
    file = File.generated(config, f"{text.path}.txt", content=text.content)
    file.dest_uri = file.url = text.path
    return file


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The search gets the page's text. Its Markdown goes: nothing reads it again, and MkDocs would keep it."""
    if not page.meta.get("search", {}).get("exclude"):
        State.texts[page.url] = texts_of(html)
    page.markdown = page.file.content_string = ""
    return for_paper(html, page.canonical_url or "") if page.meta.get("paper") else html


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Everything is known, and nothing is written yet.

    Compiled templates are kept from build to build, a text at two addresses names the one to be found by, and the
    workbooks should be done.
    """
    env.bytecode_cache = _compiled(config)
    env.globals["workers"] = {"theirs": State.their_worker, "ours": WORKER}
    for file in files.documentation_pages():
        canonical = files.get_file_from_path(str(file.page and file.page.meta.get("canonical")))
        if file.page and canonical and canonical.page:
            file.page.canonical_url = canonical.page.canonical_url
    for path, workbook in _workbooks().items():
        files.remove(files.src_uris[path])
        files.append(File.generated(config, path, abs_src_path=str(workbook)))
    return env


def _workbooks() -> dict[str, Path]:
    try:
        return State.workbooks.wait() if State.workbooks else {}
    except WorkbookError as error:
        raise PluginError(str(error)) from None


def on_post_build(config: MkDocsConfig) -> None:
    """The workbooks have been copied, the search has its index, and the pages are as they will be read.

    A page that was opened from disk may not ask for a file, but may run a script: that is where Material looks then.
    There «the site's own files» means nothing, and a server puts its own script into each page: no policy for those.
    """
    if State.workbooks:
        State.workbooks.close()
    index = Path(config.site_dir) / "search/search_index.json"
    if index.exists():
        index.write_text(cleaned(index.read_text(encoding="utf-8"), State.texts, State.facts), encoding="utf-8")
    if not config.use_directory_urls and index.exists():
        index.with_suffix(".js").write_text(f"var __index = {index.read_text(encoding='utf-8')}", encoding="utf-8")
    if config.use_directory_urls and not State.serving:
        try:
            protect(Path(config.site_dir), _site(config).url)
        except PolicyError as error:
            raise PluginError(str(error)) from None
