"""The job that makes the files of a sealed report. It reads the sealed document and counts nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from audit.reports.annual import queries
from audit.reports.annual.formats import FORMATS, name_of
from audit.reports.annual.models import AnnualReport
from portal.making.made import Made
from portal.making.models import Job

Tell = Callable[[int, int, str], None]


def make(job: Job, tell: Tell) -> Iterator[Made]:
    """Yield the files of the report that a job is about; made again, they have the same bytes."""
    report = AnnualReport.objects.select_related("organisation", "key").get(
        pk=job.about, organisation=job.organisation_id
    )
    document, spelled = queries.opened(report)
    for done, (ending, (words, content_type, make_one)) in enumerate(FORMATS.items()):
        tell(done, len(FORMATS), f"Making: {words}")
        data = make_one(document, spelled, report.digest)
        yield Made(name_of(document, report.digest, ending), content_type, data)
