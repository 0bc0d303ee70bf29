"""What the nights say, for people and for machines: one file for each format."""
