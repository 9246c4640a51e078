"""Cases and events as bytes and back: nothing is lost, and the same case always gives the same bytes."""

from pathlib import Path

import orjson
import pytest

from banfa.kernel.case import Case, Custody, Done, Entry, Layer, PaperSet
from banfa.kernel.event import Event
from banfa.kernel.evolve import fold
from banfa.store import Store
from banfa.store.codec import case_bytes, case_from, event_bytes, event_from
from tests.engine.tiny import STORY, engine_in

FULL = Case(
    id="c1",
    meaning="m",
    n=7,
    number="YZ-2026-001",
    home="east",
    base=Layer(done={"note": Done(("ann", "both"), 3, "2026-09-28T09:00:00+08:00")}),
    trail=(
        Entry(
            "asked",
            "2026-09-28T09:00:00+08:00",
            "2026-09-29T09:00:00+08:00",
            2,
            Layer(values={"a": (1, "x")}),
        ),
        Entry(
            "granted",
            "2026-09-29T09:00:00+08:00",
            None,
            0,
            Layer(
                values={
                    "gone": (4, None),
                    "set": (5, ("a", "b")),
                    "rows": (6, ({"k": 1},)),
                    "yes": (6, True),
                },
                units={"keeper": (5, "vault"), "many": (5, ("east", "west"))},
                waivers={("two_people", "both"): (6, True), ("two_people", "ann"): (6, False)},
                seals={("form", 2, "body"): (5, 1), ("form", 10, "body"): (6, 2)},
                issued=(("form", 2),),
            ),
        ),
    ),
    papers={
        "form": (
            PaperSet(False, "applicant:east", {"body": ({"purpose": "合同"},)}, {"1": Custody("void")}),
            PaperSet(
                True,
                "applicant:east",
                {"body": ()},
                {
                    "1": Custody("at", "applicant:east"),
                    "2": Custody("transit", "a:e", "b:*", "2026-09-28T09:00:00Z"),
                },
            ),
        )
    },
    ever=frozenset({"apply", "grant"}),
)


def test_a_case_comes_back_as_it_was() -> None:
    assert case_from(case_bytes(FULL)) == FULL


def test_equal_cases_give_equal_bytes() -> None:
    turned = FULL._replace(
        papers=dict(reversed(FULL.papers.items())), ever=frozenset(sorted(FULL.ever, reverse=True))
    )
    assert case_bytes(turned) == case_bytes(FULL)
    assert list(orjson.loads(case_bytes(FULL))) == sorted(orjson.loads(case_bytes(FULL)))


@pytest.mark.parametrize("reason", [None, "录入有误"])
def test_an_event_comes_back_as_it_was(reason: str | None) -> None:
    event = Event(
        "c1", 2, "m", 1, "k", "fire", "grant", None, "boss", None, "approver", "approver:*", "boss",
        "2026-09-28T09:00:00+08:00", "2026-09-28T09:00:00+08:00", 0,
        (("write", "kinds", ("a", "b")), ("write", "gone", None), ("back", "asked", ("s",), ("f",))), reason,
    )  # fmt: skip
    assert event_from(event_bytes(event)) == event


def test_the_events_alone_rebuild_what_is_kept(tmp_path: Path) -> None:
    with engine_in(tmp_path) as engine:
        case = engine.start(
            "seal-use", actor="ann", data={"purpose": "合同", "kinds": ["letter", "contract"]}
        )
        engine.receive(case.id, "form.2", actor="boss")
        for step, actor, data in STORY:
            engine.fire(case.id, step, actor=actor, data=data)
    store = Store.open(f"sqlite:///{tmp_path / 'cases.db'}", create=False)
    with store.reading() as tx:
        (kept,) = tx.cases()
        events = [logged.event for logged in tx.events(kept.id)]
    store.close()
    folded = fold(events)
    assert [event.n for event in events] == list(range(1, 7))
    assert folded == kept.case
    assert case_bytes(folded) == kept.snapshot
    assert (kept.n, kept.number, kept.state) == (folded.n, folded.number, "done")
