"""The command line: thin calls of the package."""

from onboarding.cli.commands import main

__all__ = ["main"]
