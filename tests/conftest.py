"""How laws are tried: the same examples in every run, so that a red test stays red."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile(
    "offcamera",
    derandomize=True,
    deadline=None,
    database=None,
    print_blob=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile("offcamera")
