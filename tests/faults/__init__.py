"""A server of everything that goes wrong on the web, for the link check to be proved against.

`table` is the specification: every address, what stands behind it and what the check has to say about it.
"""
