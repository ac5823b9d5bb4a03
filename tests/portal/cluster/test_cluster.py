"""A run over a cluster in this process, over TLS: the digests of the same run on one machine (law 3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import ValidationError

from core.demonstration import SMALL, demonstration_mapping, dental_group, example_export
from core.demonstration.pictures import image_files
from core.errors import WrongUsage
from core.imaging import inventory
from core.record import RECORD
from core.runs import migrate
from portal.cluster.hands import Sizes
from portal.cluster.lending import Cluster
from portal.cluster.secured import ClusterAway, Place, place_of
from portal.cluster.travelling import Boxed
from portal.services.example import SEED
from portal.services.machines import ALONE, Inputs, Machines
from portal.services.originals import pinned
from portal.services.read_alike import Spoken, spoken_now
from portal.settings import Settings
from storage import Storage
from tests.portal.cluster.running import place_in, running
from tests.portal.stores import store_in

EVERYTHING = Sizes(read=0, group=20_000, shape=5, ahead=2, images=1)
"""Every table and file is handed out, in pieces that cut through everything."""


@dataclass(frozen=True)
class Batch:
    store: Storage
    inputs: Inputs
    spoken: Spoken


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    """The example's export, and its images once more outside of their archive."""
    store = store_in(tmp_path_factory.mktemp("store"))
    images = image_files(dental_group(SEED, SMALL))
    with store.begin() as work:
        project = work.projects.create("Maple Street", by="Robin").id
        for path, content in {**example_export(SEED), **images}.items():
            work.uploads.receive(project, path, content, "Robin")
    with store.read() as work:
        ids = tuple(row.id for row in work.uploads.current(project))
        spoken = spoken_now(work, project)
    return Batch(store, Inputs(project, ids, spoken.choices, spoken.means), spoken)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, batch: Batch) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("cluster")
    place = place_in(folder)
    with running(place, [batch.store, batch.store], folder):
        yield place


def ran(batch: Batch, machines: Machines) -> tuple[str, str]:
    uploads = pinned(batch.store, batch.inputs.project, batch.inputs.uploads)
    with machines.hands(batch.inputs) as hands:
        intake = batch.spoken.read(uploads, elsewhere=hands)
        mapping = demonstration_mapping([read.table for read in intake.tables])
        outcome = migrate(intake, mapping, record=RECORD, hands=hands)
    return outcome.run, outcome.result


def test_a_run_over_two_workers_has_the_digests_of_one_machine(batch: Batch, place: Place) -> None:
    assert ran(batch, Cluster(place, batch.store, sizes=EVERYTHING)) == ran(batch, ALONE)


def test_images_are_looked_through_alike_wherever_they_are(batch: Batch, place: Place) -> None:
    uploads = pinned(batch.store, batch.inputs.project, batch.inputs.uploads)
    files = batch.spoken.read(uploads).files
    with Cluster(place, batch.store, sizes=EVERYTHING).hands(batch.inputs) as hands:
        found = hands.headers(files)
    assert found == inventory(files)
    assert {"!/" in header.path for header in found} == {True, False}


def test_where_nobody_answers_one_sentence_says_so_and_that_nothing_was_lost(
    batch: Batch, tmp_path: Path
) -> None:
    away = Cluster(place_in(tmp_path), batch.store, patience=0.5)
    said = r"No scheduler .* everything that was brought in is kept"
    with pytest.raises(ClusterAway, match=said), away.hands(batch.inputs):
        pass


def test_who_shows_a_certificate_of_another_authority_is_not_let_in(
    batch: Batch, place: Place, tmp_path: Path
) -> None:
    stranger = Place(place.address, place_in(tmp_path).security)
    with pytest.raises(ClusterAway), Cluster(stranger, batch.store, patience=1.0).hands(batch.inputs):
        pass


def test_an_address_without_tls_is_refused() -> None:
    with pytest.raises(ValidationError, match="without TLS none is taken"):
        Settings(cluster="tcp://127.0.0.1:8786")


def test_a_cluster_without_its_certificates_is_refused_by_the_name_of_what_is_missing() -> None:
    with pytest.raises(WrongUsage, match="CHARTBRIDGE_CLUSTER_CA"):
        place_of(Settings(cluster="tls://127.0.0.1:8786"))


def test_what_travels_shows_nothing_of_a_record() -> None:
    assert "Bloggs" not in repr(Boxed(["Bloggs"]))
