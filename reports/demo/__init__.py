"""The fictional register that a laptop shows: organisations, reports, people. Never in production."""
