"""The page of the whole process as a PDF, printed by Chromium as a reader would print it."""

from onboarding.printing.model import Document, PrintError, documents
from onboarding.printing.printer import print_all

__all__ = ["Document", "PrintError", "documents", "print_all"]
