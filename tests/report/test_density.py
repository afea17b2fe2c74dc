from __future__ import annotations

import pytest

from offcamera.report.density import Bands, name_bands, whole_density


@pytest.mark.parametrize(
    ("density", "old", "new"),
    [
        (3, None, None),
        (13, "monitor", None),
        (20, "monitor", "overview"),
        (24, "monitor", "overview"),
        (25, "detect", "overview"),
        (40, "detect", "outline"),
        (63, "observe", "outline"),
        (80, "observe", "discern"),
        (125, "recognise", "perceive"),
        (250, "identify", "characterise"),
        (500, "identify", "validate"),
        (1000, "inspect", "validate"),
        (1500, "inspect", "scrutinise"),
    ],
)
def test_bands_of_both_editions(density, old, new):
    assert name_bands(density) == Bands(old, new)


def test_density_is_rounded_up_before_it_is_named():
    assert whole_density(249.2) == 250
    assert name_bands(249.2).edition_2015 == "identify"
    assert whole_density(96.0000000001) == 96
