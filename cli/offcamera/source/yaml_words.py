"""What is wrong with a text that is no YAML, in words that tell what to do."""

from __future__ import annotations

import yaml

_ANYTHING = "cannot be understood as YAML from here: check indentation, colons, quotes and brackets"
#: By a part of what the parser says (libyaml 0.2); the first that fits.
_PROBLEMS = {
    "expected ',' or ']'": "a comma or ] is missing before this: a list in [ ] is not closed",
    "expected ',' or '}'": "a comma or } is missing before this: a mapping in { } is not closed",
    "unexpected end of stream": "a quote that was opened is not closed",
    "unexpected document indicator": "a quote that was opened is not closed",
    "mapping values are not allowed": "a colon may not stand here: quote the text, or line the key up",
    "sequence entries are not allowed": "a list item (- ) may not begin here: put it on a line of its own",
    "expected key": "this line stands under nothing: line it up with the keys above it",
    "expected '-' indicator": "this line belongs to no item: line it up with the - above it",
    "find expected ':'": "a key lacks its colon: write key: value",
    "expected <document start>": "this line belongs to nothing above it: line it up with the keys above it",
    "node content": "a value is missing here",
    "unknown escape": "after \\ in double quotes this letter may not stand: use single quotes",
}
#: Problems that are told better with the line on which the thing began.
_BEGUN = ("expected ',' or", "unexpected end of stream", "unexpected document indicator")


def words_of(problem: yaml.MarkedYAMLError, found: str) -> str:
    """One sentence on what the parser met at the character ``found``; never the parser's own words."""
    said = problem.problem or ""
    if found == "\t":
        return "a tab stands where none may: indent with spaces"
    if "cannot start any token" in said:
        return f"no value may begin with {found}: put it in quotes"
    says = next((words for part, words in _PROBLEMS.items() if part in said), _ANYTHING)
    begun = problem.context_mark
    if begun and any(part in said for part in _BEGUN):
        return f"{says} (it begins on line {begun.line + 1})"
    return says
