"""What a group of reports says, counted: the dataset (queries), the measures (pure), the charts (SVG);
and where one report stands beside a group.

Belongs here: numbers, each with what it is a number of. Not here: how a group is chosen (`views`), scores or
rankings (nowhere).
"""

from .dataset import BY, Cited, Dataset, Lengths, Profile, Said, Stated, dataset, practices_of
from .own import Own, own_of
from .peers import OnTopic, Peers, peers
from .position import Gap, Position, Rare, position

__all__ = [
    "BY",
    "Cited",
    "Dataset",
    "Gap",
    "Lengths",
    "OnTopic",
    "Own",
    "Peers",
    "Position",
    "Profile",
    "Rare",
    "Said",
    "Stated",
    "dataset",
    "own_of",
    "peers",
    "position",
    "practices_of",
]
