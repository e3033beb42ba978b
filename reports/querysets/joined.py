"""Words of many rows as one: both engines make them, by different names. Not here: which rows (`version`)."""

from typing import Any

from django.db import models


class Joined(models.Aggregate):
    """The values of a column of short words without spaces, parted by spaces, in any order."""

    function = "GROUP_CONCAT"
    template = "%(function)s(%(expressions)s, ' ')"
    output_field = models.TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """Return the SQL of the other engine, which has a name of its own for it."""
        return self.as_sql(compiler, connection, function="STRING_AGG", **more)
