"""What is asked of an editor, and what an answer must be: the rules of `content.fields`, and what stands already."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from pydantic import BaseModel

from onboarding.content import Service
from onboarding.content.fields import validate
from onboarding.drafts.fields import described
from onboarding.drafts.known import Known
from onboarding.errors import Problem, Source
from onboarding.frontmatter import Document
from onboarding.messages import problem

# An answer before it is looked at: a text, or the texts of a list.
Raw: TypeAlias = str | tuple[str, ...]


class RefusedError(Exception):
    """Why an answer, or a new file altogether, cannot be used, and what to do: sentences for the editor."""


class UndecidedError(LookupError):
    """The answer that this one depends on is not there."""


class Answers(dict[str, Any]):
    """The answers that are found good, by their question's key. Raises UndecidedError for one that is not there."""

    def __missing__(self, key: str) -> Any:
        raise UndecidedError(key)


def _nothing(_: Answers) -> None:
    return None


def _anything(_: Answers) -> str:
    return ""


def _always(_: Answers) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask.

    `check` gives the answer as the draft has it, or raises RefusedError. `default` is what is taken where nothing is
    answered (None: it must be answered), `choices` what there is to choose from, `separator` what stands between the
    items of a list when it is written on one line. Where `is_open` says no, the default is the only answer.
    """

    key: str
    prompt: str
    check: Callable[[Raw, Answers], Any]
    default: Callable[[Answers], Raw | None] = _nothing
    choices: Callable[[Answers], str] = _anything
    separator: str = ""
    is_open: Callable[[Answers], bool] = _always

    @property
    def option(self) -> str:
        """The option that answers it."""
        return f"--{self.key.replace('_', '-')}"


def field_value(model: type[BaseModel], key: str, value: object) -> None:
    """Whether a field may have this value. Raises RefusedError with what `check` would say of it."""
    line = 2  # what is said of other fields, which are not there yet, stands on line 1
    document = Document("", Source(""), {key: value}, {(key,): line}, "", 1)
    problems: list[Problem] = []
    validate(document, model, problems)
    own = [found for found in problems if found.source.line == line]
    if own:
        raise RefusedError(as_sentences(own[0]))


def as_sentences(found: Problem) -> str:
    """A problem without its place: the file that has it is not written."""
    return f"{found.what[0].upper()}{found.what[1:]}. {found.fix}."


def words(raw: Raw) -> str:
    """A text on one line, as `content.fields` reads it. Raises RefusedError for what no file may hold."""
    text = " ".join(str(raw).split())
    see_that_writable(text)
    return text


def see_that_writable(text: str) -> None:
    """Raise RefusedError for characters that neither the site nor a spreadsheet can hold, wherever they came from."""
    for character in text:
        is_space = character in "\n\t\r"
        if (unicodedata.category(character) in ("Cc", "Cs") and not is_space) or character in "\ufffe\uffff":
            code = f"{ord(character):04X}"
            raise RefusedError(as_sentences(problem(Source(""), "control-character", character=code)))


def line(
    model: type[BaseModel],
    key: str,
    *,
    prompt: str = "",
    default: Callable[[Answers], Raw | None] = _nothing,
    clean: Callable[[str], str] = str,
    check: Callable[[str, Answers], None] = lambda *_: None,
) -> Question:
    """A question for a field that is one line of text. `check` may refuse more than the field does."""

    def checked(raw: Raw, answers: Answers) -> str:
        text = clean(words(raw))
        field_value(model, key, text)
        check(text, answers)
        return text

    return Question(key, prompt or described(model, key), checked, default)


def optional_line(model: type[BaseModel], key: str, read: Callable[[str], object] = str) -> Question:
    """A question for a field that may be left out: no words give None. `read` makes the field's value of the words."""

    def checked(raw: Raw, _: Answers) -> object:
        text = words(raw)
        if not text:
            return None
        value = read(text)
        field_value(model, key, value)
        return value

    return Question(key, f"{described(model, key)}; kan være tomt", checked, lambda _: "")


def prose(default: Callable[[Answers], Raw | None]) -> Question:
    """The question for the text below the fields."""

    def checked(raw: Raw, _: Answers) -> str:
        see_that_writable(str(raw))
        return str(raw)

    return Question("text", "Teksten under feltene, i Markdown", checked, default)


def service_question(known: Known) -> Question:
    """Which service the new file belongs to. Raises RefusedError where there is none."""
    folders = known.service_folders
    if not folders:
        unreadable = next((path for path in sorted(known.paths) if _is_service_like(path, known)), None)
        raise RefusedError(
            unreadable_file(known, unreadable)
            if unreadable
            else f"{known.name} har ingen tjeneste ennå. Lag den med «onboarding new service»."
        )

    def checked(raw: Raw, _: Answers) -> Service:
        folder = str(raw).strip().removeprefix(f"{known.name}/").strip("/")
        service = known.service(folder)
        if service is None and known.is_unreadable(f"{folder}/index.md"):
            raise RefusedError(unreadable_file(known, f"{folder}/index.md"))
        if service is None:
            raise RefusedError(f"Tjenesten «{raw}» finnes ikke. Velg en av: {', '.join(folders)}.")
        return service

    only = folders[0] if len(folders) == 1 else None
    return Question(
        "service",
        "Mappen til tjenesten",
        checked,
        lambda _: only,
        lambda _: ", ".join(folders),
        is_open=lambda _: only is None,
    )


def _is_service_like(path: str, known: Known) -> bool:
    return path.count("/") == 1 and path.endswith("/index.md") and known.is_unreadable(path)


def unreadable_file(known: Known, path: str) -> str:
    """Why a file that is there cannot be built on."""
    return f"{known.shown(path)} kan ikke leses. Kjør «onboarding check», og rett filen først."


def items(raw: Raw, separator: str) -> tuple[str, ...]:
    """The items of a list, each once, however it was given."""
    given: Iterable[str] = raw.split(separator) if isinstance(raw, str) else raw
    return tuple(dict.fromkeys(found for item in given if (found := words(item))))


def listed(names: Collection[str]) -> str:
    """Names with commas between."""
    return ", ".join(names)
