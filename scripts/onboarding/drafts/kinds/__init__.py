"""The kinds of new files: what is asked for each, the file that follows, and what to do next."""
