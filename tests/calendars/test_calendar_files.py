"""An owner's tables over the calendar of the state: read strictly, all mistakes at once."""

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from banfa.calendars import (
    Calendar,
    Rules,
    UnknownTimeZone,
    add_working_days,
    calendar_from,
    china,
    due,
    load_calendar,
    plain,
)
from banfa.calendars.model import described, described_text
from banfa.errors import DefinitionError
from banfa.language.problems import Problem, Problems
from banfa.language.yaml import plain as as_data
from banfa.language.yaml import read

PLANT = """\
calendar: plant
title: 工厂日历
holidays:
  - {on: "2026-12-31", title: 厂庆}
  - {from: "2026-08-03", until: "2026-08-07", title: 高温假}
working_days:
  - {on: "2026-08-08", title: 补班}
hours: ["08:30-12:00", "13:30-17:30"]
half_days:
  - {on: "2026-09-30", hours: "08:30-12:00", title: 节前}
cut_off: "16:00"
first_day: next
last_day: next_working_day
closes: "17:30"
"""


def read_of(text: str) -> Calendar:
    calendar, problems = calendar_from(text.encode())
    assert calendar is not None, problems
    return calendar


def problems_of(text: str | bytes) -> tuple[Problem, ...]:
    calendar, problems = calendar_from(text if isinstance(text, bytes) else text.encode())
    assert calendar is None
    return problems


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


def test_company_holidays_and_extra_days_lie_over_the_published_calendar() -> None:
    plant = read_of(PLANT)
    assert [plant.works(date(2026, 8, day)) for day in (3, 7, 8, 10)] == [False, False, True, True]
    assert not plant.works(date(2026, 12, 31)) and not plant.works(date(2026, 10, 1))
    assert add_working_days(date(2026, 7, 31), 2, plant) == date(2026, 8, 10)
    assert plant.rules == Rules(False, time(16), True, time(17, 30))


def test_hours_and_half_days_count_in_working_time() -> None:
    plant = read_of(PLANT)
    assert due("8 hours", at("2026-09-29 14:00"), calendar=plant).latest == at("2026-10-08 09:30")
    assert due("3 hours", at("2026-09-30 11:00"), calendar=plant).latest == at("2026-10-08 10:30")


def test_a_night_shift_runs_past_midnight() -> None:
    nights = read_of('calendar: nights\nhours: ["22:00-06:00"]\n')
    assert due("8 hours", at("2026-09-29 02:00"), calendar=nights).latest == at("2026-09-30 02:00")
    assert due("1 hour", at("2026-10-01 05:30"), calendar=nights).latest == at("2026-10-08 22:30")
    around = read_of('calendar: around\nhours: ["00:00-24:00"]\n')
    assert due("25 hours", at("2026-09-29 12:00"), calendar=around).latest == at("2026-09-30 13:00")


def test_tables_hold_in_years_not_published() -> None:
    beyond = max(china().days.years) + 1
    text = f'calendar: plant\nholidays: [{{from: "{beyond}-01-01", until: "{beyond}-02-28"}}]\n'
    closed = due("1 working day", at(f"{beyond - 1}-12-31 09:00"), calendar=read_of(text))
    assert closed.earliest.date() == date(beyond, 3, 1) and not closed.known
    text = f'calendar: plant\nworking_days: [{{from: "{beyond}-01-01", until: "{beyond}-01-31"}}]\n'
    certain = due("5 working days", at(f"{beyond - 1}-12-31 09:00"), calendar=read_of(text))
    assert certain.known and certain.latest and certain.latest.date() == date(beyond, 1, 5)


def test_a_year_listed_whole_is_known() -> None:
    beyond = max(china().days.years) + 1
    whole = read_of(f'calendar: plant\ncomplete: {beyond}\nholidays: [{{on: "{beyond}-01-01"}}]\n')
    first = date(beyond, 1, 1)
    assert due("1 working day", at(f"{beyond - 1}-12-31 09:00"), calendar=whole).known
    assert not whole.works(first) and whole.digest != china().digest


def test_a_calendar_by_the_week_knows_every_year() -> None:
    six = read_of(
        "calendar: six\nstate: none\nweek: [monday, tuesday, wednesday, thursday, friday, saturday]\n"
    )
    assert add_working_days(date(2050, 1, 1), 6, six) == date(2050, 1, 8)
    five = read_of("calendar: plain\nstate: none\n")
    assert five.days == plain().days


def test_the_order_of_tables_decides_nothing_and_every_entry_does() -> None:
    lines = PLANT.splitlines(keepends=True)
    turned = "".join([*lines[:3], lines[4], lines[3], *lines[5:]])
    assert read_of(turned).digest == read_of(PLANT).digest
    assert read_of(PLANT.replace("08:30-12:00", "08:30-11:00")).digest != read_of(PLANT).digest
    assert read_of(PLANT.replace("2026-12-31", "2026-12-30")).digest != read_of(PLANT).digest


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("B152", ""),
        ("B153", "[]"),
        ("B151", "calendar: a\ncut_of: '16:00'"),
        ("B920", 'calendar: a\nholidays: [{from: "2026-02-02", until: "2026-02-01"}]'),
        ("B920", "calendar: a\nholidays: [{title: 空}]"),
        ("B920", 'calendar: a\nholidays: [{on: "2026-02-02", until: "2026-02-03"}]'),
        ("B921", 'calendar: a\nhours: ["08:00-12:00", "11:00-17:00"]'),
        ("B921", 'calendar: a\nhours: ["22:00-09:00", "10:00-11:00"]'),
        ("B921", 'calendar: a\nhours: ["08:00-12:00", "13:00-08:30"]'),
        ("B922", 'calendar: a\nholidays: [{on: "2026-02-02"}]\nworking_days: [{on: "2026-02-02"}]'),
        (
            "B922",
            'calendar: a\nhalf_days: [{on: "2026-02-02", hours: "08:00-12:00"}, '
            '{on: "2026-02-02", hours: "08:00-11:00"}]',
        ),
        ("B924", "calendar: a\nweek: [monday]"),
        ("B925", "calendar: a\nstate: none\nweek: []"),
        ("B926", 'calendar: a\nhalf_days: [{on: "2026-10-01", hours: "08:00-12:00"}]'),
        ("B927", 'calendar: a\nholidays: [{on: "1899-12-31"}]'),
        ("B927", "calendar: a\ncomplete: [2101]"),
        ("B928", 'calendar: a\nhours: ["8:00-12:00"]'),
        ("B928", 'calendar: a\ncut_off: "24:00"'),
        ("B159", 'calendar: a\nholidays: [{on: "2026-02-30"}]'),
        ("B110", "calendar: a\ncut_off: 16:00"),
    ],
)
def test_a_mistake_has_its_code_place_and_fix(code: str, text: str) -> None:
    found = problems_of(text)
    assert [p.code for p in found] == [code]
    assert all(p.place and p.message.zh and p.message.en and p.fix and p.fix.zh and p.fix.en for p in found)


def test_all_mistakes_are_said_at_once() -> None:
    wrong = 'calendar: A\nstate: us\nhours: []\ncut_off: "25:00"\nholidays: [{on: "2026-02-30"}]\n'
    assert sorted(p.place.line for p in problems_of(wrong) if p.place) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"a: &x [*x]", b"{" * 5_000, b"\0", b"- " * 9_000])
def test_hostile_files_are_refused(content: bytes) -> None:
    assert problems_of(content)


def test_files_are_read_from_disk(tmp_path: Path) -> None:
    file = tmp_path / "plant.yaml"
    file.write_text(PLANT, encoding="utf-8")
    assert load_calendar(file, "UTC").zone.key == "UTC"
    with pytest.raises(UnknownTimeZone):
        load_calendar(file, "Mars/Olympus")
    file.write_text("calendar: A", encoding="utf-8")
    with pytest.raises(DefinitionError):
        load_calendar(file)


# -- the schema ----------------------------------------------------------------------------------------------


def test_the_schema_file_is_what_the_model_says(root: Path) -> None:
    assert (root / "schemas" / "calendar.schema.json").read_text(encoding="utf-8") == described_text()
    Draft7Validator.check_schema(described())


def data_of(text: str) -> Any:
    node = read(text.encode(), "a", Problems())
    assert node is not None
    return json.loads(json.dumps(as_data(node)))


def test_the_schema_accepts_what_is_right_and_refuses_what_has_no_shape() -> None:
    schema = Draft7Validator(described())
    assert schema.is_valid(data_of(PLANT))
    for wrong in ("cut_of: x", 'cut_off: "25:00"', 'hours: ["8:00-9:00"]', "state: us", "complete: [1999]"):
        assert not schema.is_valid(data_of(f"calendar: a\n{wrong}\n"))


def test_every_key_is_described_in_both_languages() -> None:
    parts = [described(), *described()["definitions"].values()]
    texts = [key["description"] for part in parts for key in part["properties"].values()]
    assert len(texts) == 20 and all(" / " in text for text in texts)
