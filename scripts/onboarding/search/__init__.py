"""The search: what a build puts in place for it, and what it has to be sure of."""

from onboarding.search.facts import Facts, facts_of
from onboarding.search.index import cleaned
from onboarding.search.material import STAND_IN, WORKER, faults
from onboarding.search.script import SOURCES, stand_in
from onboarding.search.texts import texts_of

__all__ = ["SOURCES", "STAND_IN", "WORKER", "Facts", "cleaned", "facts_of", "faults", "stand_in", "texts_of"]
