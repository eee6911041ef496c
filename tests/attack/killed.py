"""Closings killed on the way, each in a process of its own. They share one import, which takes long."""

import multiprocessing
import os
import signal
from pathlib import Path

from app import closing_job
from app.domain.assessments import Assessment
from app.storage.charter_files import load_library
from app.storage.engine import make_engine
from tests.attack.town import Town

BEFORE_ANYTHING, AFTER_THE_RELEASE, AFTER_THE_SEAL = 0, 1, 9

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload([__name__])


def kill_closing(town: Town, assessment: Assessment, where: int) -> int | None:
    """How the process ended."""
    url = town.engine.url.render_as_string(hide_password=False)
    town.engine.dispose()
    process = processes.Process(target=close_and_die, args=(url, assessment.id, where))
    process.start()
    process.join()
    return process.exitcode


def close_and_die(url: str, assessment_id: int, where: int) -> None:
    """When it has said so much, or in front of clearing the files."""

    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def say(_line: str) -> None:
        if next(left, None) is None:
            die()

    left = iter(range(where))
    if where == AFTER_THE_SEAL:
        closing_job.forget_erased = die
    closing_job.run_closing(make_engine(url), load_library(Path("charter")), assessment_id, say=say)
