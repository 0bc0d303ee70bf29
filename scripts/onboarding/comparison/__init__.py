"""What changed between two editions of the content, as the reader meets it."""

from onboarding.comparison.compare import compare
from onboarding.comparison.model import Comparison

__all__ = ["Comparison", "compare"]
