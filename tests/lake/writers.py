"""Programs that other processes run in the tests: they write to a lake, and some are killed."""

from __future__ import annotations

import os
import resource
import sys
import time

from lib.lake import Lake, LakeError, store
from tests.lake.samples import sample


def say(words: object) -> None:
    """Tell the test."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def many(folder: str, prefix: str, number: str) -> None:
    """Publish so many documents, opening (perhaps making) the lake first."""
    lake = Lake(folder)
    for i in range(int(number)):
        lake.publish(sample(f"{prefix}-{i}.pdf"), original=None)
        say(i)


def many_tidying(folder: str, prefix: str, number: str) -> None:
    """Publish so many documents, joining small files all the time."""
    store._SMALL_FILES = 4
    many(folder, prefix, number)


def open_together(folder: str, name: str, signal: str) -> None:
    """Open a lake at the moment that the file ``signal`` appears, and publish a document."""
    say("ready")
    while not os.path.exists(signal):  # noqa: PTH110 - the quickest look
        pass
    Lake(folder).publish(sample(name))
    say("published")


def stop_before_the_last_step(folder: str) -> None:
    """Write all rows of a document but the one that makes it visible, and wait to be killed."""
    lake = Lake(folder)
    append = type(lake._tables["documents"]).append

    def waiting(table, rows):
        if table.folder.name == "documents":
            say("rows written")
            time.sleep(600)
        append(table, rows)

    type(lake._tables["documents"]).append = waiting
    lake.publish(sample(content=b"content"), original=b"content")


def full_disk(folder: str) -> None:
    """Publish a large document where no file may grow beyond a few kilobytes."""
    lake = Lake(folder)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
    content = os.urandom(50_000)
    for original in (None, content):
        try:
            lake.publish(sample("大.pdf", facts=3000, content=content), original=original)
        except LakeError as error:
            say(error)


def read_only(folder: str) -> None:
    """As a user without the right to write, read a lake, publish to it, and make one beside it."""
    if os.geteuid() == 0:
        os.setuid(65534)
    try:
        lake = Lake(folder)
        say(len(lake.documents()))
        lake.publish(sample("新.pdf", content=b"new"), original=b"new")
    except LakeError as error:
        say(error)
    try:
        Lake(folder + "-2")
    except LakeError as error:
        say(error)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
