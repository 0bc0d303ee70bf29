"""The whole check: the content itself, its language, and what a change of it does to those who use the site."""
