"""How properties are tried: the same examples in every run, so that what was green stays green; no time
limits, since a busy machine is no failure. ``pytest --hypothesis-profile=search`` looks for new examples.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)

settings.register_profile("same", _PATIENT, derandomize=True)
settings.register_profile("search", _PATIENT, max_examples=1000)
settings.load_profile("same")
