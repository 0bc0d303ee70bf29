"""Whether all of a legacy page is in the imported tree and on the built pages, each word with its right owner.

It reads the legacy page by itself, and knows nothing of the importer.
"""

from onboarding.legacy.audit.check import audit
from onboarding.legacy.audit.destinations import Others
from onboarding.legacy.audit.model import Count, Lost, PageAudit, Rendered, Source, Tree, Waiver, unused_waivers
from onboarding.legacy.audit.report import Finding, as_json, as_table, lost_lines
from onboarding.legacy.audit.waivers import read_waivers

__all__ = [
    "Count",
    "Finding",
    "Lost",
    "Others",
    "PageAudit",
    "Rendered",
    "Source",
    "Tree",
    "Waiver",
    "as_json",
    "as_table",
    "audit",
    "lost_lines",
    "read_waivers",
    "unused_waivers",
]
