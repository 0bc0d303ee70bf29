"""What editors get wrong in a text: its language, its links, and what GitHub and the site show differently."""

from onboarding.proofreading.harm import harms
from onboarding.proofreading.mends import MENDABLE, mended, with_line_ends
from onboarding.proofreading.proofread import proofread

__all__ = ["MENDABLE", "harms", "mended", "proofread", "with_line_ends"]
