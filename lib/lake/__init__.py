"""Disclosures to and from Delta tables: the only code that touches storage.

:class:`~lib.lake.store.Lake` is the whole of it::

    from lib.lake import Lake

    lake = Lake("data/lake")
    lake.publish(disclosure, original=path)
    lake.query("SELECT label, value FROM facts WHERE form = 'T05' AND measure = 'total' ORDER BY position")
"""

from lib.lake.errors import LakeError
from lib.lake.queries import shortest
from lib.lake.store import Lake, Status, TableStatus, default_location

__all__ = ["Lake", "LakeError", "Status", "TableStatus", "default_location", "shortest"]
