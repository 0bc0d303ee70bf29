"""What a check found, one file for each format."""
