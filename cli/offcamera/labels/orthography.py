"""What writers of one script leave out, put in or swap without meaning another word by it."""

from __future__ import annotations

import re

#: Blanks that only shape letters: a Persian half blank parts two words, or a word and its ending.
_HALF_BLANK = "\u200c"
#: Arabic vowel signs and the stretching stroke; Hebrew vowel points: written or not, the word is the same.
_OPTIONAL = re.compile("[\u0640\u064b-\u065f\u0670\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]")
#: Quotation marks inside or after Hebrew letters mark an abbreviation (ממ"ד, חד').
_ABBREVIATED = re.compile("(?<=[א-ת])(?:[\"'`´’‘“”״׳]+|'')(?=[א-ת]|[\\s./,-]|$)")
#: Thai keys: a tone typed after the nikhahit of "น้ำ", or two small "เ" for one "แ", look the same on paper.
_NIKHAHIT_FIRST = re.compile("\u0e4d([\u0e48-\u0e4b])")


def write_plainly(text: str) -> str:
    """The text (NFKC) as its script writes it with nothing that may be left out."""
    if text.isascii():
        return text
    text = _OPTIONAL.sub("", text.replace(_HALF_BLANK, " "))
    text = _ABBREVIATED.sub("", text)
    return _NIKHAHIT_FIRST.sub("\\1\u0e4d", text).replace("เเ", "แ")
