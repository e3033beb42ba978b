"""What was found to be wrong, in words that an operator can look it up by."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it should be: `where` names the chain or version, `what` says the rest."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"
