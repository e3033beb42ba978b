"""Reports side by side, topic by topic: what an address means, what stands in each cell, and what differs.

Belongs here: reading rows and lining them up, for the page and for every file. Not here: HTTP (`views`), what
is printed (`documents.comparison`), or scores (nowhere).
"""
