"""What a process is made of once its files are read."""

from pathlib import Path

import pytest

from banfa.errors import DefinitionError
from banfa.language import load_process, org_from, process_from, read_process, scenarios_from
from banfa.language.problems import Place
from tests.language.written_processes import SOUND, load, place, sound, varied


def test_a_sound_process_has_no_problems() -> None:
    assert load(SOUND)[1] == ()


def test_steps_know_what_they_do_to_the_trail() -> None:
    kinds = {name: step.kind for name, step in sound().steps.items()}
    assert kinds == {
        "apply": "start",
        "approve": "forward",
        "send_back": "forward",
        "again": "forward",
        "note": "act",
    }
    back = varied("to: returned, by: chief", "back_to: returned, by: chief")
    assert sound(back).steps["send_back"].kind == "back"


def test_from_takes_a_state_a_list_and_a_set_of_states() -> None:
    assert sound().steps["note"].sources == ("applied", "returned")
    assert sound().steps["apply"].sources == ()
    listed = varied("note: {from: open_states", "note: {from: [returned, applied]")
    assert sound(listed).steps["note"].sources == ("applied", "returned")


def test_citations_become_single_clauses_in_the_order_of_the_articles() -> None:
    text = varied("articles: [2③]", "articles: [2①-③, 1, 2]")
    assert sound(text).steps["send_back"].origin.articles == ("1", "2", "2①", "2②", "2③")


def test_one_thing_and_a_list_of_it_are_the_same() -> None:
    one = sound().steps["apply"]
    several = sound(varied("issue: form\n", "issue: [form]\n")).steps["apply"]
    assert one.issue == several.issue == ("form",)
    assert one.origin.articles == ("1",)


def test_a_copy_named_by_a_number_is_named_by_text() -> None:
    process = sound(varied("send: {form: {chief: [2]}}", 'send: {form: {chief: "2"}}'))
    assert process.steps["apply"].send == {"form": {"chief": ("2",)}}
    assert list(process.documents["form"].copies) == ["1", "2"]


def test_a_document_without_copies_is_one_paper() -> None:
    process = sound()
    assert process.documents["letter"].single and list(process.documents["letter"].copies) == ["1"]
    assert process.documents["seal"].thing and process.documents["seal"].parts == {}
    assert not process.documents["form"].single


def test_a_named_condition_is_inlined_and_unless_negates() -> None:
    process = sound(varied("when: [is_big]", "when: [is_big: {only_if: dear}], unless: [dear]"))
    when = process.steps["approve"].when
    is_big, dear = process.guards["is_big"].condition.expr, process.guards["dear"].condition.expr
    assert [(d.name, d.negated) for d in when] == [("is_big", False), ("dear", True)]
    assert when[0].condition and when[0].condition.expr.to_json() == [
        "or",
        ["not", dear.to_json()],
        is_big.to_json(),
    ]
    assert when[1].condition and when[1].condition.expr.to_json() == ["not", dear.to_json()]


def test_a_guard_may_name_another_wherever_it_stands() -> None:
    process = sound(varied("dear: {if: \"case.amount > '100 CNY'\"}", 'dear: {if: "!is_big"}'))
    assert process.guards["dear"].condition.reads == frozenset({"kind"})


def test_an_own_refusal_stands_on_the_item() -> None:
    process = sound(varied("when: [is_big]", "unless: [dear: {refuse: 太贵}]"))
    assert process.steps["approve"].when[0].refuse == "太贵"


def test_reasons_are_of_the_whole_or_of_a_part() -> None:
    whole = sound(varied("articles: [2③]", "articles: [2③], chosen: 自定"))
    part = sound(varied("articles: [2③]", "articles: [2③], chosen: {to: 自定}"))
    assert whole.steps["send_back"].origin.chosen == {"": "自定"}
    assert part.steps["send_back"].origin.chosen == {"to": "自定"}


def test_a_role_that_acts_for_another_has_its_scope() -> None:
    process = sound(varied("chief: {title: 主管,", "chief: {title: 主管, acts_for: office,"))
    assert process.roles["chief"].scope == "case"
    assert process.roles["chief"].holder == "office"


def test_sections_may_be_spread_over_files() -> None:
    head, tail = SOUND[: SOUND.index("guards:")], SOUND[SOUND.index("guards:") :]
    spread = sound(head, more=tail, extra="roles: {guest: {articles: [1]}}")
    assert spread.roles.keys() == sound().roles.keys() | {"guest"}
    assert spread.steps["approve"].when[0].name == "is_big"


def test_the_same_id_in_two_files_is_reported_with_both_places() -> None:
    process, problems = load(SOUND, zz="roles:\n  clerk: {articles: [1]}\n")
    assert process is None
    assert [(p.code, p.element, p.place, p.also) for p in problems] == [
        ("B150", "roles.clerk", Place("zz.yaml", 2, 3), place("clerk: {title"))
    ]


def test_a_problem_says_file_line_column_element_article_and_way_out() -> None:
    _, problems = load(varied("when: [is_big]", "when: [is_bigg]"))
    (found,) = problems
    assert found.place == place("is_bigg", varied("when: [is_big]", "when: [is_bigg]"))
    assert (found.element, found.articles) == ("transitions.approve.when", ("2①",))
    assert found.message.zh == "没有名为 is_bigg 的条件"
    assert found.fix and found.fix.zh == "改为 is_big"
    assert found.also == place("is_big: {where")


def test_everything_wrong_is_reported_at_once() -> None:
    text = SOUND.replace("by: chief, when", "by: cheif, when").replace("end: final", "end: fianl")
    text = text.replace("'100 CNY'", "case.dollars").replace("articles: [2③]", "articles: [7]")
    assert [p.code for p in load(text)[1]] == ["B154", "B201", "B502", "B401"]


def test_what_only_follows_from_a_mistake_is_not_reported() -> None:
    for old, new in [
        ("of: kind, members: [big, small]", "of: kid, members: [big]"),
        ("kind: {type: enum, of: kind,", "kind: {type: enum, of: kid,"),
        ("matter: {type: text,", "matter: {type: texxt,"),
        ("is_big: {where", "is_big: {wher"),
    ]:
        text = (
            varied("where: {kind: big}", "where: {kind: big, tags: {some: kinds}}")
            if "wher" not in new
            else SOUND
        )
        assert len(load(varied(old, new, text), texts__en="title: {of: 大办法, en: x}")[1]) == 1


def test_a_place_inside_an_expression_is_exact() -> None:
    _, (found,) = load(varied("case.amount > '100 CNY'", "case.amout > '100 CNY'"))
    assert found.place and SOUND.splitlines()[found.place.line - 1][found.place.column - 1 :].startswith(
        "amount"
    )


def test_a_warning_does_not_stop_the_load_and_can_be_ignored() -> None:
    process, problems = load(varied("matter: {type: text, articles: [1]}", "matter: {type: text}"))
    assert process is not None and process.problems == problems
    assert [(p.code, p.severity) for p in problems] == [("B501", "warning")]
    ignored = varied(
        "matter: {type: text, articles: [1]}", "matter: {type: text, ignore: [{code: B501, reason: 以后补}]}"
    )
    process, problems = load(ignored)
    assert process is not None and problems == ()
    assert process.ignored == {"fields.matter": (("B501", "以后补"),)}


def test_an_error_cannot_be_ignored() -> None:
    text = varied(
        "kind: {type: enum, of: kind,", "kind: {type: enum, of: knd, ignore: [{code: B201, reason: 不管}],"
    )
    assert load(text)[0] is None


def test_every_element_has_a_place() -> None:
    process = sound()
    named = [
        *(f"roles.{name}" for name in process.roles),
        *(f"transitions.{name}" for name in process.steps),
        "articles.1",
        "articles.2③",
        "documents.form.copies.2",
        "documents.form.parts.head",
        "enums.kind.values.big",
        "tables.level.rows.2",
        "transitions.approve.when",
    ]
    assert [name for name in named if name not in process.places] == []
    assert process.places["documents.form.copies.2"] == place("{copy: 2")


# -- constructs that are not run yet ------------------------------------------------------------------------

LATER = """
duties:
  decide: {in: applied, within: 7 working days, remind: 1 working day, late: {tell: chief}, chosen: 快}
"""


def test_what_is_not_run_yet_is_carried_and_listed() -> None:
    text = varied(
        "  returned: {}",
        "  returned: {ask: {each: holders(chief)}}\n  lab: {outcome: tested}",
    )
    text = varied("by: chief, articles: [2③]", "auto: true, articles: [2③]", text)
    text = varied("by: [clerk, chief]", "by: [clerk, clock]", text)
    text = varied("  seal: {articles: [1]}", "  seal: {articles: [1], shared: true, home: clerk}", text)
    process = sound("calendar: cn\n" + text + LATER)
    assert process.not_yet_run == ("things.seal.shared",)
    assert process.states["lab"].outcome == "tested"
    assert process.steps["note"].by == ("clerk",) and process.steps["note"].clock
    assert str(process.duties["decide"].term) == "7 working days"


def test_a_process_without_them_lists_nothing() -> None:
    assert sound().not_yet_run == ()


# -- parts ---------------------------------------------------------------------------------------------------

PART = """\
banfa: 1
process: monthly
part_of: small
fields: {figure: {type: int, articles: [2]}}
states: {due: {}, filed: {end: final}}
transitions:
  file: {from: start, to: due, by: clerk, input: [figure], articles: [1]}
  check: {from: due, to: filed, by: chief, articles: [2①]}
"""


def test_a_part_shares_articles_roles_enums_and_sets_but_not_states() -> None:
    part = sound(SOUND, month__process=PART).parts["monthly"]
    assert part.roles.keys() == sound().roles.keys()
    assert part.steps["file"].by == ("clerk",) and part.steps["check"].origin.articles == ("2①",)
    assert set(part.sets) == {"kinds"} and set(part.states) == {"due", "filed"}
    assert part.part_of == "small" and part.places["states.due"].file == "month/process.yaml"


def test_articles_may_name_what_a_part_declares() -> None:
    text = varied(
        "names: {acts: [clerk], fields: [matter]", "names: {acts: [clerk], fields: [matter, figure]"
    )
    assert load(text)[0] is None
    assert sound(text, month__process=PART).articles[1].own.names.fields == ("figure", "matter")


def test_a_part_declares_nothing_a_second_time() -> None:
    again = PART + "roles: {clerk: {articles: [1]}}\n"
    assert [(p.code, p.element) for p in load(SOUND, month__process=again)[1]] == [("B150", "roles.clerk")]
    own = PART + "articles: [{article: 9, says: 另}]\n"
    assert ("B175", "articles") in [(p.code, p.element) for p in load(SOUND, month__process=own)[1]]


def test_a_subfolder_with_a_process_must_say_that_it_is_a_part() -> None:
    assert [p.code for p in load(SOUND, month__process=PART.replace("part_of: small\n", ""))[1]] == ["B174"]
    assert load(PART)[1][0].code == "B174"


def test_scenarios_texts_versions_and_the_organisation_are_no_sections() -> None:
    extra = {"org": "org: x", "scenarios__a": "scenario: x", "versions__process": PART, "texts__zz": "{"}
    assert sound(SOUND, **extra).meaning == sound().meaning


# -- folders -------------------------------------------------------------------------------------------------


def test_a_folder_is_read_from_disk(tmp_path: Path) -> None:
    (tmp_path / "process.yaml").write_text(SOUND, encoding="utf-8")
    (tmp_path / "month").mkdir()
    (tmp_path / "month" / "process.yaml").write_text(PART, encoding="utf-8")
    assert load_process(tmp_path).meaning == sound(SOUND, month__process=PART).meaning
    part, problems = read_process(tmp_path / "month")
    assert part is not None and part.id == "monthly" and problems == ()


def test_bad_content_raises_all_its_problems_and_a_missing_folder_an_os_error(tmp_path: Path) -> None:
    (tmp_path / "process.yaml").write_text(varied("end: final", "end: fianl"), encoding="utf-8")
    with pytest.raises(DefinitionError) as raised:
        load_process(tmp_path)
    assert [p.code for p in raised.value.problems] == ["B154"]
    with pytest.raises(OSError, match="absent"):
        load_process(tmp_path / "absent")


def test_a_folder_without_a_process_says_so(tmp_path: Path) -> None:
    assert [p.code for p in read_process(tmp_path)[1]] == ["B170"]


def test_a_file_ending_in_yml_is_not_silently_left_out(tmp_path: Path) -> None:
    (tmp_path / "process.yaml").write_text(SOUND, encoding="utf-8")
    (tmp_path / "more.yml").write_text("roles: {}", encoding="utf-8")
    process, problems = read_process(tmp_path)
    assert process is not None and [(p.code, p.place) for p in problems] == [
        ("B173", Place("more.yml", 1, 1))
    ]


# -- translations --------------------------------------------------------------------------------------------


def test_translations_are_found_by_their_dotted_key() -> None:
    english = (
        "guards.is_big.refuse: {of: 不大, en: not big}\n"
        "documents.form.copies.1.title: {of: 存根, en: stub}\n"
        "articles.2③.says: {of: 退回, en: returned}\n"
    )
    process = sound(SOUND, texts__en=english)
    assert process.problems == ()
    assert process.english("guards.is_big.refuse", "不大") == "not big"
    assert process.english("articles.2③.says", "退回") == "returned"
    assert process.english("title", "小办法") == "小办法"


def test_stale_and_unknown_translations_are_warned_of() -> None:
    english = "guards.is_big.refuse: {of: 很大, en: big}\nguards.is_bug.refuse: {of: 不大, en: x}\n"
    process, problems = load(SOUND, texts__en=english)
    assert process is not None
    assert [(p.code, p.severity, p.element) for p in problems] == [
        ("B172", "warning", "guards.is_big.refuse"),
        ("B171", "warning", "guards.is_bug.refuse"),
    ]


# -- files beside a process --------------------------------------------------------------------------------


def test_an_organisation_has_its_places() -> None:
    org, problems = org_from(
        b"org: sample\nunits:\n  east: {is: clerk}\npeople:\n  sales.a: {roles: {clerk: east}}\n"
    )
    assert problems == () and org is not None
    assert org.model.units["east"].is_ == ("clerk",)
    assert org.places["people.sales.a.roles.clerk"] == Place("org.yaml", 5, 21)


def test_a_file_holds_several_scenarios_each_row_with_its_place() -> None:
    text = (
        "scenario: 一\nsteps:\n  - {by: a, do: apply, with: {matter: x}}\n  - {by: a, receives: form.1}\n"
        "---\nscenario: 二\nsteps: [{by: a, do: apply, refused: role}]\nexpect: {state: applied}\n"
    )
    (one, two), problems = scenarios_from(text.encode())
    assert problems == ()
    assert [row.line for row in one.rows] == [3, 4]
    assert one.model.steps[0].data_given == {"matter": "x"}
    assert two.model.steps[0].refused and two.model.steps[0].refused.because == "role"
    assert two.expect.line == 8


def test_mistakes_in_them_are_reported_in_the_same_words() -> None:
    org, problems = org_from(b"org: sample\npeople: {a: {rols: {clerk: east}}}\n")
    assert org is None
    assert [(p.code, p.element, p.fix and p.fix.zh) for p in problems] == [("B151", "people.a", "改为 roles")]
    scenarios, problems = scenarios_from(b"scenario: x\nsteps:\n  - {by: a, do: apply, refused: rolle}\n")
    assert scenarios == ()
    assert [(p.code, p.place and p.place.line) for p in problems] == [("B154", 3)]


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"x", b"\xff\xfe", b"- a\n- b", b"{", b"a: b: c", b"a: &x [*x]"]
)
def test_no_content_is_a_traceback(content: bytes) -> None:
    process, problems = process_from({"process.yaml": content})
    assert process is None and problems
    assert all(p.place is not None for p in problems)
    assert org_from(content)[1]
