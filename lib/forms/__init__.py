"""The statutory forms as data: what the law says a departmental disclosure looks like.

``FORMS`` holds T01-T10 and ``EXTRAS`` the other known forms, by id. The classification is in
:mod:`lib.forms.classification`, recognising titles in :mod:`lib.forms.titles`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lib.forms.economic import T06, T06X
from lib.forms.functional import T02, T03, T05, T05X, T08, T09
from lib.forms.model import CHILDREN, CLASSES, EACH, Column, Form, Identity, Row, Term
from lib.forms.sides import T01, T04
from lib.forms.statistics import T10
from lib.forms.three_public import T07

FORMS: Mapping[str, Form] = MappingProxyType(
    {form.id: form for form in (T01, T02, T03, T04, T05, T06, T07, T08, T09, T10)}
)
"""The ten statutory forms by id, in the order of the Ministry's disclosure."""

EXTRAS: Mapping[str, Form] = MappingProxyType({T05X.id: T05X, T06X.id: T06X})
"""Forms outside the ten that can be read: T05X and T06X are T05 and T06 of *all* fiscal appropriations."""

__all__ = ["CHILDREN", "CLASSES", "EACH", "EXTRAS", "FORMS", "Column", "Form", "Identity", "Row", "Term"]
