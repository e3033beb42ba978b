"""Background tasks: thin, safe to run twice. The work itself is done in the rooms below."""
