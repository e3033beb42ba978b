"""What a group of reports says, counted: the dataset (queries), the measures (pure), the charts (SVG).

Belongs here: numbers, each with what it is a number of. Not here: how a group is chosen (`views`), scores or
rankings (nowhere).
"""

from .dataset import BY, Cited, Dataset, Lengths, Profile, Said, Stated, dataset, practices_of

__all__ = ["BY", "Cited", "Dataset", "Lengths", "Profile", "Said", "Stated", "dataset", "practices_of"]
