"""What a report says of its baseline: how each finding stands to it, and what of it is not found any more."""

from __future__ import annotations

from offcamera.findings.change import Change, State
from offcamera.findings.finding import Finding
from offcamera.findings.report import Report, Run
from offcamera.report.change_lines import say_besides, say_change, say_counts, say_names
from offcamera.report.words import Value, Words

#: Findings of a baseline that are not found any more, told of a site before the rest is counted.
_MOST_LEFT = 5


def say_known(finding: Finding, words: Words) -> str:
    """How a finding stands to the baseline: known, worse or new; empty without one."""
    change = finding.change
    if change is None:
        return ""
    if change.because == "site-new":
        return words.say("baseline.new-site")
    told = [text for text in (say_change(change, words), say_names(change, words)) if text]
    values: dict[str, Value] = {"since": change.since} if change.since else {}
    values |= {"what": words.say("seen.between").join(told)} if told else {}
    return words.say(f"baseline.{change.state}", values)


def say_left(report: Report, words: Words, *, full: bool) -> list[str]:
    """A line for each finding of the baseline that is not found any more, and what else differs from then."""
    if report.against is None:
        return []
    if report.against.old is None:
        return [words.say("baseline.no-site")]
    left = report.against.of(State.GONE, State.NOT_COMPARABLE)
    told = left if full else left[:_MOST_LEFT]
    lines = [_say_one(change, words) for change in told]
    if more := len(left) - len(told):
        lines.append(words.say("baseline.more", {"n": more}))
    return [*lines, *say_besides(report.against, words)]


def _say_one(change: Change, words: Words) -> str:
    values: dict[str, Value] = {"says": change.kept.says or change.kept.id}
    return words.say(f"baseline.{change.state}", values | {"what": say_change(change, words)})


def say_run(run: Run, words: Words) -> str:
    """The baseline of a run with what it made of its findings, and what of it this run did not look at."""
    if run.baseline is None:
        return ""
    counts = dict.fromkeys(State, 0)
    for report in run.reports:
        for state, number in (report.against.counts if report.against else {}).items():
            counts[state] += number
    values: dict[str, Value] = {"file": run.baseline.file, "what": say_counts(counts, words)}
    if missed := len(run.not_met):
        values |= {"sites": words.say("count.site", {"n": missed}), "sites-n": missed}
    return words.say("baseline.run", values)
