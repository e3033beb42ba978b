"""Whether web addresses can be opened, asked so that nobody can aim the question inwards.

Belongs here: every outgoing connection of this site but mail. Not here: the syntax of addresses
(`text.addresses`), where outcomes are kept, and what is said of them to a team (`proofreading`).
"""

from .checker import Outcome, agent_name, check
from .rounds import check_all

__all__ = ["Outcome", "agent_name", "check", "check_all"]
