"""Onboarding content as front-matter Markdown, made into pages that any static site engine can render."""
