"""Seeded exchanges in a process that is sound: each is found, and nothing in the sound one."""

import pytest

from banfa.scenarios.names import unused_names
from tests.scenarios.small import PROCESS, process


def found(*changes: tuple[str, str]) -> list[tuple[str, str, str]]:
    return [(u.clause, u.kind, u.name) for u in unused_names(process(PROCESS, *changes))]


def test_a_sound_process_does_all_that_its_articles_name() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("    by: librarian\n    when:", "    by: keeper\n    when:"), ("2", "acts", "librarian")),
        (
            ("send: {slip: {librarian: [2]}}", "send: {slip: {chief: [2]}}"),
            ("2", "papers", "slip.2: librarian"),
        ),
        (
            ("send: {slip: {librarian: [2]}}", "send: {slip: {librarian: [1]}}"),
            ("2", "papers", "slip.2: librarian"),
        ),
        (("    send: {slip: {librarian: [2]}}\n", ""), ("2", "papers", "slip.2: librarian")),
        (("    uses: [reader_rules]\n", ""), ("2②", "references", "reader_rules")),
        (("{kinds: {none: rare_print}}", "{kinds: {none: novel}}"), ("2①", "values", "kind.rare_print")),
        (("names: {acts: [reader]", "names: {acts: [reader, chief]"), ("1", "acts", "chief")),
        (
            ("papers: {slip.2: librarian}", "papers: {slip.1: librarian}"),
            ("2", "papers", "slip.1: librarian"),
        ),
        (("papers: {slip.2: librarian}", "papers: {slip: chief}"), ("2", "papers", "slip: chief")),
    ],
)
def test_an_exchange_is_found(change: tuple[str, str], expected: tuple[str, str, str]) -> None:
    assert expected in found(change)


def test_a_copy_that_some_citing_step_sends_elsewhere_is_found_at_that_step() -> None:
    also = (
        "    send: {slip: {reader: [2]}}\n    chosen: 写错的退回",
        "    send: {slip: {reader: [2]}}\n    articles: [2]",
    )
    (unused,) = unused_names(process(PROCESS, also))
    assert (unused.kind, unused.element) == ("papers", "transitions.return_slip")
    assert "reader" in unused.message.zh


def test_a_document_named_without_a_copy_means_some_copy() -> None:
    assert found(("papers: {slip.2: librarian}", "papers: {slip: librarian}")) == []
    assert ("2", "papers", "slip: reader") in found(("papers: {slip.2: librarian}", "papers: {slip: reader}"))


def test_a_field_that_nothing_citing_the_article_takes_reads_or_shows_is_found() -> None:
    names = ("fields: [book], values", "fields: [book, urgent], values")
    assert found(names) == []
    assert found(names, ("optional: [deposit, urgent]", "optional: [deposit]")) == [("1", "fields", "urgent")]


def test_what_is_said_to_be_chosen_is_not_held_against_a_step() -> None:
    returned = "    send: {slip: {reader: [2]}}\n    chosen: 写错的退回"
    assert found((returned, f"{returned}\n    articles: [2]")) == []


@pytest.mark.parametrize(
    ("change", "element"),
    [
        (
            ("    by: reader\n    optional: [remark]", "    by: chief\n    optional: [remark]"),
            "transitions.submit",
        ),
        (("send: {slip: {librarian: [2]}}", "send: {slip: {librarian: [2, 1]}}"), "transitions.submit"),
        (
            ("send: {slip: {librarian: [2]}}", "send: {slip: {librarian: [2], chief: [1]}}"),
            "transitions.submit",
        ),
    ],
)
def test_a_step_that_does_what_nothing_it_cites_names_is_found(change: tuple[str, str], element: str) -> None:
    (unused,) = unused_names(process(PROCESS, change))
    assert unused.element == element


def test_a_copy_kept_by_its_issuer_is_where_it_should_be() -> None:
    stays = ("names: {acts: [reader], fields", "names: {acts: [reader], papers: {slip.1: reader}, fields")
    assert found(stays) == []


def test_a_property_that_holds_a_copy_somewhere_is_a_use() -> None:
    text = PROCESS + "properties:\n  kept: {always: {copy: slip.1, with: reader}, articles: [2]}\n"
    assert (
        found_in(text, ("papers: {slip.2: librarian}", "papers: {slip.1: reader, slip.2: librarian}")) == []
    )


def found_in(text: str, *changes: tuple[str, str]) -> list[tuple[str, str, str]]:
    return [(u.clause, u.kind, u.name) for u in unused_names(process(text, *changes))]


def test_one_who_acts_for_a_role_counts_as_the_role() -> None:
    chief = "  chief: {title: 馆长, chosen: 可以免除}\n"
    text = PROCESS.replace(chief, chief + "  deputy: {title: 代办, acts_for: librarian, chosen: 代馆员}\n")
    assert found_in(text, ("    by: librarian\n    when:", "    by: deputy\n    when:")) == []


def test_a_role_that_only_defines_itself_by_the_article_does_not_act() -> None:
    assert ("2", "acts", "chief") in found(
        ("names: {acts: [librarian]", "names: {acts: [librarian, chief]"),
        ("chief: {title: 馆长, chosen: 可以免除}", "chief: {title: 馆长, articles: [2]}"),
    )
