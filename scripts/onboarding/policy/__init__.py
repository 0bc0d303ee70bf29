"""A Content-Security-Policy for every page of the published site."""

from onboarding.policy.fetching import fetched_elsewhere
from onboarding.policy.site import PolicyError, protect

__all__ = ["PolicyError", "fetched_elsewhere", "protect"]
