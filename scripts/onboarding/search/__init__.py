"""The search: what a build puts in place for it, and what it has to be sure of."""

from onboarding.search.facts import Facts, facts_of
from onboarding.search.index import cleaned
from onboarding.search.material import LANGUAGES, PAGE_SCRIPT, faults, worker_of
from onboarding.search.script import SOURCES, WORKER, worker_script
from onboarding.search.texts import texts_of

__all__ = [
    "LANGUAGES",
    "PAGE_SCRIPT",
    "SOURCES",
    "WORKER",
    "Facts",
    "cleaned",
    "facts_of",
    "faults",
    "texts_of",
    "worker_of",
    "worker_script",
]
