"""The site's settings, read from `mkdocs.yml` for those who are not MkDocs."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from onboarding.pages import Site, Templates

TEMPLATES = "onboarding"  # the folder of our own templates inside the theme's overrides
EDIT_PATH = "edit/main/docs/"  # where GitHub edits the content of a repository


# The templates lie in the package where it is installed, and beside it in a checkout.
_OWN = (Path(__file__).parent / "templates", Path(__file__).parents[2] / "overrides" / TEMPLATES)
CACHE = ".cache"  # beside the settings, as Material's own caches are


class SettingsError(Exception):
    """The settings cannot be used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the pages are made from: `docs` is the content's folder, `link_status` says where the links' page goes."""

    site: Site
    docs: Path
    templates: Templates
    link_status: Mapping[str, Any] | None = None


def site_of(
    name: str,
    url: str | None,
    repo_url: str | None,
    edit_uri: str | None,
    *,
    directory_urls: bool,
    is_copy: bool = False,
) -> Site:
    """A site whose edit links are whole addresses: those of the repository where `edit_uri` does not say more."""
    edit = edit_uri or (EDIT_PATH if repo_url else "")
    if edit and "://" not in edit and repo_url:
        edit = f"{repo_url.rstrip('/')}/{edit.lstrip('/')}"
    return Site(name, _with_slash(url or ""), _with_slash(edit), directory_urls, is_copy)


def build_date(environment: Mapping[str, str]) -> dt.date:
    """The day that a build is of: today, or the date in UTC that SOURCE_DATE_EPOCH gives, so that it can be repeated.

    Raises SettingsError where that is no number of seconds (https://reproducible-builds.org/specs/source-date-epoch/).
    """
    seconds = environment.get("SOURCE_DATE_EPOCH")
    if seconds is None:
        return dt.datetime.now().astimezone().date()
    try:
        return dt.datetime.fromtimestamp(int(seconds), dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise SettingsError(
            f"SOURCE_DATE_EPOCH er «{seconds}», som ikke er et tidspunkt. Sett den til antall sekunder siden 1970, "
            "eller ta den bort."
        ) from None


def own_templates() -> Templates:
    """The templates that come with the package, for those who need no site. Raises SettingsError where none do."""
    folder = next((folder for folder in _OWN if folder.is_dir()), None)
    if folder is None:
        raise SettingsError(f"Finner ikke malene i {_OWN[0]}. Installer pakken på nytt.")
    return Templates(folder)


def cache_folder(project: Path, name: str) -> Path | None:
    """Where `name` is kept between builds; None where nothing can be written."""
    folder = project / CACHE / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


def _with_slash(address: str) -> str:
    return f"{address.rstrip('/')}/" if address else ""


class _Loader(yaml.SafeLoader):
    """Reads `!ENV [NAME, default]` as MkDocs does, `false` being no text, and passes over other tags."""


def _environment(loader: yaml.SafeLoader, node: yaml.Node) -> object:
    if isinstance(node, yaml.SequenceNode):
        *names, default = loader.construct_sequence(node)
    else:
        names, default = [loader.construct_scalar(node)], None  # type: ignore[arg-type]
    found = next((os.environ[str(name)] for name in names if str(name) in os.environ), None)
    if found is None:
        return default
    tag = loader.resolve(yaml.ScalarNode, found, (True, False))  # type: ignore[no-untyped-call]
    return loader.construct_object(yaml.ScalarNode(tag, found))


_Loader.add_constructor("!ENV", _environment)
_Loader.add_multi_constructor("", lambda *_: None)


def read_settings(config: Path) -> Settings:
    """The settings in the file `config`; its folders are relative to its own.

    Raises SettingsError, and FileNotFoundError where there is no such file.
    """
    try:
        found: Any = yaml.load(config.read_text(encoding="utf-8"), _Loader)  # noqa: S506  a SafeLoader
    except yaml.YAMLError as error:
        raise SettingsError(f"{config} kan ikke leses som YAML: {error}") from None
    if not isinstance(found, dict) or "site_name" not in found:
        raise SettingsError(f"{config} mangler «site_name».")
    theme = found.get("theme")
    overrides = theme.get("custom_dir", "overrides") if isinstance(theme, dict) else "overrides"
    site = site_of(
        found["site_name"],
        found.get("site_url"),
        found.get("repo_url"),
        found.get("edit_uri"),
        directory_urls=found.get("use_directory_urls", True),
    )
    return Settings(
        site,
        config.parent / found.get("docs_dir", "docs"),
        Templates(config.parent / overrides / TEMPLATES),
        (found.get("extra") or {}).get("link_status"),
    )
