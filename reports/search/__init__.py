"""Full-text search over the answers of current versions, in English, French and Japanese, on both engines."""
