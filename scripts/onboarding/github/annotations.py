"""Commands of a GitHub workflow, printed on lines of their own."""

from __future__ import annotations


def command(name: str, properties: dict[str, str], message: str) -> str:
    """A workflow command, escaped as actions/toolkit does in packages/core/src/command.ts."""
    written = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in properties.items())
    return f"::{name} {written}::{_escaped(message)}"


def _escaped(value: str, also: str = "") -> str:
    for sign in f"%\r\n{also}":  # the percent sign first: the others bring new ones
        value = value.replace(sign, f"%{ord(sign):02X}")
    return value
