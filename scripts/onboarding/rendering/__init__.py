"""Extensions of Python-Markdown, named in `mkdocs.yml`."""
