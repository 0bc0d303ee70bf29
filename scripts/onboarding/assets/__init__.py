"""Scripts and styles of ours as readers load them."""

from onboarding.assets.minifying import small_script, small_style
from onboarding.assets.modules import joined, published

__all__ = ["joined", "published", "small_script", "small_style"]
