"""The one GitHub issue that says which links somebody has to mend."""
