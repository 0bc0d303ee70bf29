"""The second opinion: our own visit to every address, on another HTTP stack than LinkChecker's."""
