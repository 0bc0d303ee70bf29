"""Legacy pages brought over: read, converted, compared with what is there, audited, and written whole or not at all."""
