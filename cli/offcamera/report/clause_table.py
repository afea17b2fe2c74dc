"""A pack as a table: clause, asked by, looked at, and how often each answer; then what a person judges."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from offcamera.findings.by_clause import Answered, PackTable
from offcamera.findings.clause import Clause
from offcamera.findings.outcome import Outcome
from offcamera.report.citation import cite_clauses, read_citation
from offcamera.report.clause_lines import in_language
from offcamera.report.page import Page
from offcamera.report.words import Value, Words

#: The answers in the order of the columns.
ANSWERS = (Outcome.PASS, Outcome.FAIL, Outcome.CONDITIONAL, Outcome.UNKNOWN)
_TEXTS = 4  #: columns of text before those of figures
_ALL = 999  #: no column is cut to fewer


def say_rows(table: PackTable, words: Words) -> list[list[str]]:
    """The heads, then the clauses: number, id, rule, what was looked at, and how often each answer.

    What waivers let by has a column where there is any.
    """
    waived = any(one.waived for one in table.answered)
    answers = [*(o.value for o in ANSWERS), *(["waived"] if waived else [])]
    heads = ("clause", "id", "rule", "looked-at", *answers)
    rows = [[words.say(f"by-clause.head.{head}") for head in heads]]
    for one, number in zip(table.answered, _say_numbers(table, words), strict=True):
        cells = [number, one.clause.id, one.tally.rule, _say_looked_at(one, words)]
        rows.append(cells + _say_counts(one, waived))
    return rows


def _say_numbers(table: PackTable, words: Words) -> list[str]:
    """Articles by their number alone, in a pack that has nothing else."""
    cited = [read_citation(one.clause) for one in table.answered]
    if all(c.form == "article" for c in cited):
        return [c.say_number(words) for c in cited]
    return [c.say(words) for c in cited]


def _say_counts(answered: Answered, waived: bool) -> list[str]:
    counts = [answered.tally.outcomes.get(o, 0) for o in ANSWERS]
    return [str(n) if n else "-" for n in (*counts, *([answered.waived] if waived else []))]


def say_title(table: PackTable, words: Words) -> str:
    """The name of the pack and of its law."""
    return words.say(
        "by-clause.title", {"pack": table.pack.id, "title": in_language(table.pack.title, words.language)}
    )


def say_manual(clause: Clause, words: Words) -> str:
    """A clause that no plan can answer, to be ticked off by hand."""
    values: dict[str, Value] = {"clause": read_citation(clause).say(words)}
    says = in_language(clause.says, words.language)
    return words.say("by-clause.manual-one", values | ({"says": says} if says else {}))


def say_besides(table: PackTable, words: Words) -> list[str]:
    """What the table does not count: rooms that could not be judged, and clauses that were not asked."""
    most = max((one.tally.not_judged for one in table.answered), default=0)
    return [
        *([words.say("by-clause.not-judged", {"n": most})] if most else []),
        *(
            words.say(f"by-clause.{reason}", {"clauses": cite_clauses(clauses, words)})
            for reason, clauses in table.not_asked.items()
        ),
    ]


def write_tables(page: Page, tables: Sequence[PackTable], words: Words) -> None:
    """All packs on the screen: as tables where there is room, else a paragraph a clause."""
    for table in tables:
        page.write(say_title(table, words), style="bold")
        _write_answered(page, table, words)
        for line in say_besides(table, words):
            page.write(line)
        if table.manual:
            page.write(words.say("by-clause.manual"))
            for clause in table.manual:
                page.hang("  [ ]", 6, say_manual(clause, words))
        page.blank()


def _write_answered(page: Page, table: PackTable, words: Words) -> None:
    rows = say_rows(table, words)
    styles = ["fail" if _is_open(one) else "" for one in table.answered]
    forms = (rows, _without_ids(rows), _by_ids(rows))
    fitting = next((form for form in forms if form and page.room_for(form, _ALL)), None)
    if not table.answered:
        page.write(words.say("by-clause.none"))
    elif fitting:
        texts = len(fitting[0]) - len(rows[0]) + _TEXTS
        page.table(fitting, range(texts, len(fitting[0])), ["dim", *styles])
    else:
        for row, style in zip(rows[1:], styles, strict=True):
            page.write(_say_in_line(row, rows[0], words), style=style, indent=4)


def _without_ids(rows: Sequence[Sequence[str]]) -> list[list[str]] | None:
    """The rows without the ids of clauses, where number and rule tell one from another."""
    shorter = [[row[0], *row[2:]] for row in rows]
    told = {(row[0], row[1]) for row in shorter}
    return shorter if len(told) == len(shorter) else None


def _by_ids(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The rows without the numbers of clauses, and their ids without what all of them begin with."""
    parts = zip(*(row[1].split("-") for row in rows[1:]), strict=False)
    common = "".join(f"{same[0]}-" for same in takewhile(lambda p: len(set(p)) == 1, parts))
    head = f"{rows[0][0]} {common}".rstrip("-")
    return [[head, *rows[0][2:]], *([row[1].removeprefix(common), *row[2:]] for row in rows[1:])]


def _say_in_line(row: Sequence[str], heads: Sequence[str], words: Words) -> str:
    """One clause as a sentence, for a page that is too narrow for any table."""
    told = [f"{n} {head}" for n, head in zip(row[_TEXTS:], heads[_TEXTS:], strict=True) if n != "-"]
    values: dict[str, Value] = {"clause": row[1], "rule": row[2], "looked-at": row[3]}
    return words.say(
        "by-clause.line", values | ({"answers": words.say("list.between").join(told)} if told else {})
    )


def _say_looked_at(answered: Answered, words: Words) -> str:
    kind, n = answered.tally.kind, answered.tally.looked_at
    code = f"count.{kind}" if words.has(f"count.{kind}") else "count.other"
    return words.say(code, {"n": n}) if n else words.say("by-clause.nothing")


def _is_open(answered: Answered) -> bool:
    return any(answered.tally.outcomes.get(o, 0) for o in ANSWERS if o is not Outcome.PASS)
