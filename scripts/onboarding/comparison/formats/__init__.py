"""A comparison in words, and one file for each format of it."""
