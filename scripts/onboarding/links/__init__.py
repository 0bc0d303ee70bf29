"""The external addresses of the content: who uses them, whether they work, and what to do where they don't."""
