"""Work that takes longer than a page may: rows that a worker takes on lease, and the sealed files it makes.

    from portal.making.asking import ask
    job = ask(kind="report", organisation=…, title="Report: 1 July 2025 to 30 June 2026", about=report.pk, by=by)
    return redirect("making:job", job.pk)

A kind is named in `settings.MAKING_KINDS`, as a callable `make(job, tell)` that returns or yields `Made` files and
calls `tell(done, of, "Counting the year")` as it goes. It may be run again from its start, so it writes nothing.
What is called before somebody gets a file stands in `settings.MAKING_TAKEN`.
"""
