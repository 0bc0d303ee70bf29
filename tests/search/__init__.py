"""Measuring the search: queries, the sites they are asked of, and the real search box that they are typed into."""
