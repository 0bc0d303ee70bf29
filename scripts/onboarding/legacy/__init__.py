"""Legacy pages: brought over whole, and proved to be."""
