"""A Content-Security-Policy for every page of the published site."""

from onboarding.policy.site import PolicyError, protect

__all__ = ["PolicyError", "protect"]
