"""Many plans: the order is kept, one bad plan never stops the rest; yields, prints nothing."""

from offcamera.batch.many import audit_paths, how_many_jobs
from offcamera.batch.one import OWN_FAULT, Input, Result, audit_one, guard, read_site
from offcamera.batch.question import Question, check_question, fingerprint

__all__ = [
    "OWN_FAULT",
    "Input",
    "Question",
    "Result",
    "audit_one",
    "audit_paths",
    "check_question",
    "fingerprint",
    "guard",
    "how_many_jobs",
    "read_site",
]
