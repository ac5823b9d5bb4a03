from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from portal.quiet_logs import keep_values_out_of_logs

SECRET = "Bloggs, 12 March 1961"


@pytest.fixture
def written() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    before = logging.getLogRecordFactory()
    keep_values_out_of_logs()
    stream = io.StringIO()
    log = logging.Logger("some.library")
    log.addHandler(logging.StreamHandler(stream))
    yield log, stream
    logging.setLogRecordFactory(before)


def fail() -> None:
    raise ValueError(SECRET)


def test_the_text_of_an_exception_is_left_out_and_its_place_is_told(
    written: tuple[logging.Logger, io.StringIO],
) -> None:
    log, stream = written
    try:
        fail()
    except ValueError:
        log.exception("a page failed for %s", "reasons")
    said = stream.getvalue()
    assert SECRET not in said
    assert "a page failed for reasons (ValueError at " in said
    assert "in fail" in said


def test_an_exception_written_into_a_message_is_left_out_too(
    written: tuple[logging.Logger, io.StringIO],
) -> None:
    log, stream = written
    log.error("it said %s", ValueError(SECRET))
    log.error(ValueError(SECRET))
    assert SECRET not in stream.getvalue()
    assert stream.getvalue().count("ValueError") == 2


def test_an_ordinary_line_stays_as_it_is(written: tuple[logging.Logger, io.StringIO]) -> None:
    log, stream = written
    log.warning("job %s took %d s", "7f", 12)
    assert stream.getvalue() == "job 7f took 12 s\n"
