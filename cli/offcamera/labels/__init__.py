"""From the label of a room to its use: the site's own words, then a lexicon per language."""

from offcamera.labels.languages import Language, languages
from offcamera.labels.read import read_label
from offcamera.labels.tags import read_tag
from offcamera.labels.uses import USES, is_private, uses_in_venue

__all__ = ["USES", "Language", "is_private", "languages", "read_label", "read_tag", "uses_in_venue"]
