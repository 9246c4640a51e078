"""The pairs (T, F) of the second opinion, by hand and against supplying every set of absent fields."""

from itertools import chain, combinations, product

from hypothesis import given
from hypothesis import strategies as st

from tests.oracle.oracle_expr import EMPTY, FAULT, SURE, Facts, Truth, truth

KIND = {"kind": "int", "of": None, "members": None, "open": False}
FLAG = {**KIND, "kind": "bool"}
SET = {**KIND, "kind": "set", "of": "colour", "members": ["blue", "green", "red"]}
TYPES = {"a": FLAG, "b": FLAG, "c": FLAG, "d": FLAG, "n": KIND, "s": SET}


def family(*sets: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(names) for names in sets)


def weigh(e: list[object], **values: object) -> Truth:
    return truth(e, Facts(TYPES, values, values))


def flag(name: str) -> list[object]:
    return ["case", name]


def test_an_atom_over_an_absent_field_may_go_either_way() -> None:
    assert weigh(flag("a")) == Truth(family("a"), family("a"))
    assert weigh(flag("a"), a=True) == Truth(SURE, frozenset())


def test_both_needs_the_union_and_fails_by_either() -> None:
    assert weigh(["and", flag("a"), flag("b")]) == Truth(family("ab"), family("a", "b"))


def test_a_false_part_decides_whatever_is_absent() -> None:
    assert weigh(["and", flag("a"), flag("b")], b=False) == Truth(frozenset(), SURE)


def test_a_fault_is_absorbed_by_what_decides_and_beats_unknown() -> None:
    faulty = ["cmp", ">", ["arith", "/", ["lit", "int", 1], ["lit", "int", 0]], ["case", "n"]]
    assert weigh(faulty) == FAULT
    assert weigh(["or", faulty, flag("a")], a=True).T == SURE
    assert weigh(["and", faulty, flag("a")]) == Truth(frozenset(), family("a"))


def test_a_choice_is_not_sugar() -> None:
    e = ["if", flag("c"), flag("a"), flag("b")]
    assert family("ac", "bc") == weigh(e).T
    assert weigh(e, a=True, b=True) == Truth(family("c"), frozenset())


def test_an_absent_set_reads_as_empty_and_may_turn_the_verdict() -> None:
    assert weigh(["some", "s", ["red"]]) == Truth(family("s"), SURE)
    assert weigh(["none", "s", ["red"]]) == Truth(SURE, family("s"))
    assert weigh(["cmp", ">", ["call", "size", [["case", "s"]]], ["lit", "int", 3]]) == Truth(
        frozenset(), SURE
    )
    assert weigh(["not_only", "s", ["blue", "green", "red"]]) == Truth(frozenset(), SURE)


def test_given_is_never_unknown() -> None:
    assert weigh(["has", "n"]) == Truth(family("n"), SURE)
    assert weigh(["given", "s", False]) == Truth(SURE, family("s"))
    assert frozenset() == weigh(["has", "s"], s=()).T


def test_a_choice_within_an_atom_lacks_what_each_branch_could_turn() -> None:
    e = ["cmp", "<", ["if", flag("a"), ["case", "n"], ["case", "m"]], ["lit", "int", 3]]
    types = {**TYPES, "m": KIND}
    assert truth(e, Facts(types, {"n": 1}, {})) == Truth(family("a"), family("am"))
    assert truth(e, Facts(types, {"n": 4}, {})) == Truth(family("am"), family("a"))


NAMES = ["a", "b", "c", "d"]


def trees(names: tuple[str, ...]) -> st.SearchStrategy[list[object]]:
    """Expressions in which every name stands once."""
    if len(names) == 1:
        leaf = st.sampled_from([flag(names[0]), ["not", flag(names[0])], ["has", names[0]]])
        return leaf.map(list)
    splits = st.integers(1, len(names) - 1)
    two = splits.flatmap(lambda n: st.tuples(trees(names[:n]), trees(names[n:])))
    return st.tuples(st.sampled_from(["and", "or"]), two).map(lambda t: [t[0], *t[1]])


@given(trees(("a", "b", "c", "d")), st.dictionaries(st.sampled_from(NAMES), st.booleans()))
def test_the_minimal_sets_are_those_that_brute_force_finds(e: list[object], known: dict[str, bool]) -> None:
    absent = [name for name in NAMES if name not in known]
    found: dict[bool, list[frozenset[str]]] = {True: [], False: []}
    for chosen in chain.from_iterable(combinations(absent, size) for size in range(len(absent) + 1)):
        for supply in product([False, True], repeat=len(chosen)):
            verdict = weigh(e, **known, **dict(zip(chosen, supply, strict=True)))
            for answer, side in ((True, verdict.T), (False, verdict.F)):
                smaller = any(other <= frozenset(chosen) for other in found[answer])
                if EMPTY in side and not smaller:
                    found[answer].append(frozenset(chosen))
    verdict = weigh(e, **known)
    assert frozenset(found[True]) == verdict.T
    assert frozenset(found[False]) == verdict.F
