"""Answers to questions: from options, and from whoever sits at the terminal for what is missing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import click

from onboarding.drafts.questions import Answers, Question, Raw, RefusedError, UndecidedError

T = TypeVar("T")

HOW = "Trykk Enter for å bruke det som står i [klammer], og Ctrl-C for å avbryte."


class UnansweredError(RefusedError):
    """Options that are missing, and those that cannot be used with the reasons, all at once."""

    def __init__(self, missing: Sequence[str], wrong: Sequence[str]) -> None:
        self.wrong = tuple(wrong)
        *others, last = missing or ("",)
        named = f"{', '.join(others)} og {last}" if others else last
        super().__init__("\n".join([*wrong, *([f"Mangler {named}."] if named else [])]))


def answer(questions: Sequence[Question], given: Mapping[str, Raw], make: Callable[[Answers], T]) -> T:
    """What `make` gives for the answers: those `given` as options, and defaults for the rest.

    Where one must be asked for, and somebody sits at the terminal, all that was not given is asked for instead, and
    asked again when `make` refuses. Raises RefusedError, and click.Abort where the terminal's user gives up.
    """
    try:
        return make(from_options(questions, given))
    except UnansweredError as unanswered:
        if unanswered.wrong or not is_terminal():
            raise
    before: dict[str, Raw] = {}
    while True:
        click.echo(HOW, err=True)
        answers, before = from_terminal(questions, given, before)
        try:
            return make(answers)
        except RefusedError as refusal:
            click.echo(str(refusal), err=True)
            given = {}


def is_terminal() -> bool:
    """Whether somebody sits there to answer."""
    return sys.stdin.isatty()


def from_options(questions: Sequence[Question], given: Mapping[str, Raw]) -> Answers:
    """The answers without asking. Raises UnansweredError with everything that is missing or wrong."""
    answers = Answers()
    missing: list[str] = []
    wrong: list[str] = []
    for question in questions:
        try:
            raw = given[question.key] if question.key in given else question.default(answers)
            if raw is None:
                missing.append(question.option + _choices(question, answers))
            else:
                answers[question.key] = question.check(raw, answers)
        except UndecidedError:
            continue
        except RefusedError as refusal:
            wrong.append(f"{question.option}: {refusal}")
    if missing or wrong:
        raise UnansweredError(missing, wrong)
    return answers


def from_terminal(
    questions: Sequence[Question], given: Mapping[str, Raw], before: Mapping[str, Raw]
) -> tuple[Answers, dict[str, Raw]]:
    """The answers, and what they were before they were looked at.

    Every question that is not `given` is asked until its answer is good. `before` are the answers of an earlier round.
    """
    answers = Answers()
    raws: dict[str, Raw] = {}
    for question in questions:
        default = before[question.key] if question.key in before else question.default(answers)
        asks = question.is_open(answers) and question.key not in given
        raw = given.get(question.key, default)
        while question.key not in answers:
            if asks or raw is None:
                raw = _asked(question, answers, default)
            try:
                answers[question.key] = question.check(raw, answers)
            except RefusedError as refusal:
                click.echo(str(refusal), err=True)
                asks, default = True, question.default(answers)
        raws[question.key] = raw if raw is not None else ""
    return answers, raws


def _asked(question: Question, answers: Answers, default: Raw | None) -> Raw:
    """One answer from the terminal, as it was typed; an empty one gives the default."""
    shown = default if default is None or isinstance(default, str) else f"{question.separator} ".join(default)
    text = question.prompt + _choices(question, answers)
    return str(click.prompt(text, default=shown, show_default=bool(shown), err=True))


def _choices(question: Question, answers: Answers) -> str:
    """What there is to choose from, in brackets; "" where that is not known."""
    try:
        choices = question.choices(answers)
    except UndecidedError:
        choices = ""
    return f" ({choices})" if choices else ""
