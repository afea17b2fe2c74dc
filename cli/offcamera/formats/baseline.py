"""The file of a baseline: JSON, a finding a line, so that a version control system shows what changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from offcamera.findings.change import Kept
from offcamera.findings.pins import written
from offcamera.findings.snapshot import Snapshot
from offcamera.formats.kept import BASELINE, VERSION
from offcamera.model.place import Ref


def write_baseline(sites: Iterable[Snapshot]) -> bytes:
    """The findings of some sites, in an order that does not change, as JSON in UTF-8; m, m² and px/m."""
    ordered = sorted(sites, key=lambda site: (site.site, site.revision, site.file))
    text = f'{{"{BASELINE}": {VERSION}, "sites": ' + _list(map(_site, ordered), "") + "}\n"
    return text.encode("utf-8", "backslashreplace")


def _site(site: Snapshot) -> str:
    head: dict[str, object] = {"site": site.site, "file": site.file, "revision": site.revision}
    head |= {"as_of": site.as_of, "terms": dict(site.terms), "asked": dict(site.asked)}
    findings = sorted(site.findings, key=lambda kept: kept.id)
    about, ids = {ref for kept in findings for ref in kept.about}, set(_mentioned(findings))
    named = (ref for ref in sorted(site.spots) if ref in about or ids & {ref.id, ref.name})
    things = [_thing(ref, site) for ref in named]
    lines = [f"  {_write(key)}: {_write(value)}" for key, value in head.items()]
    lines += ['  "things": ' + _list(things, "  "), '  "findings": ' + _list(map(_finding, findings), "  ")]
    return "{\n" + ",\n".join(lines) + "\n}"


def _mentioned(findings: Iterable[Kept]) -> Iterator[str]:
    """The ids of doors that findings hang on, and whatever their figures name."""
    for kept in findings:
        ways, figures = kept.pins.get("on"), kept.pins.get("figures")
        yield from (str(door) for way in (ways if isinstance(ways, list) else ()) for door in way)
        for value in figures.values() if isinstance(figures, Mapping) else ():
            yield from value.split(", ") if isinstance(value, str) else ()


def _thing(ref: Ref, site: Snapshot) -> str:
    return _write({**_ref(ref), "at": site.spots[ref].at, "size": site.spots[ref].size})


def _finding(kept: Kept) -> str:
    said: dict[str, object] = {"id": kept.id, "rule": kept.rule, "about": [_ref(ref) for ref in kept.about]}
    return _write({**said, "says": kept.says, "pins": written(kept.pins)})


def _ref(ref: Ref) -> dict[str, str]:
    return {"kind": ref.kind, "level": ref.level, "id": ref.id}


def _list(items: Iterable[str] | Iterator[str], blank: str) -> str:
    body = ",\n".join(f"{blank}  {item}" if blank else item for item in items)
    return f"[\n{body}\n{blank}]" if body else "[]"


def _write(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
