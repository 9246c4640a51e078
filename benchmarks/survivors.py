"""Mutants that no scenario can tell from the regulation, and why.

A pattern is a regular expression over the whole name of a mutant. One that explains no survivor, or that also
fits a mutant which a scenario kills, is reported: an explanation must be as wide as what it explains.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

STATISTICS = r"monthly-statistics\."
CARD = r"documents\.complaint_card\.parts\."
FIGURES = rf"{STATISTICS}documents\.complaint_statistics\.parts\.figures\."
DEPARTMENT = "(handling_dept|handling_supervisor|handling_superior|contributing_dept)"
SALES = "(sales_unit|sales_superior|sales_head|customer)"
BEFORE_ASSIGNMENT = """
    receive request_ruling return_for_reason accept decline explain_decline reopen_declined triage
    send_card_to_qm send_to_leader hand_to_shipping return_card return_card_from_leader
    rule_contract_dispute return_shipping_result reply_by_sales_unit
""".split()

NO_DEPARTMENT_YET = (
    "where this step is possible no handling department is appointed (a return to before its appointment "
    "ends it), so nobody can act in its roles"
)
NOBODY_IN_STATISTICS = (
    "statistics are opened by a role of the company and appoint nobody: the roles of a sales unit, of a "
    "department and of those it records for denote nobody there"
)
ASKED_BY_A_GUARD = "a guard of the step asks for the field, and no step before it can have written it"
ALWAYS_THERE = "steps without which nothing gets here have written the field for good"

EXPLAINED: Mapping[str, str] = {
    rf"transitions\.({'|'.join(BEFORE_ASSIGNMENT)})\.by: also {DEPARTMENT}": NO_DEPARTMENT_YET,
    r"transitions\.(receive|request_ruling)\.by: also complained_dept": (
        "before the ruling is requested no complained department is named, so nobody can act as it"
    ),
    rf"{STATISTICS}transitions\.\w+\.by: also ({DEPARTMENT}|complained_dept)": NOBODY_IN_STATISTICS,
    rf"{STATISTICS}transitions\.(submit|approve|return)_\w+\.by: also {SALES}": NOBODY_IN_STATISTICS,
    rf"{STATISTICS}separation\.\w+\.waived_by: also ({DEPARTMENT}|complained_dept)": NOBODY_IN_STATISTICS,
    rf"{STATISTICS}separation\.\w+\.waived_by: also {SALES}": NOBODY_IN_STATISTICS,
    r"transitions\.receive\.input\.intake_form: optional": (
        "the step completes the part that requires the field"
    ),
    r"documents\.original_complaint\.parts\.body\.intake_form: optional": (
        "the only step that completes the part requires the field"
    ),
    r"transitions\.assign_department\.input\.notice_checked: optional": ASKED_BY_A_GUARD,
    rf"{STATISTICS}transitions\.open_statistics\.input\.\w+: optional": ASKED_BY_A_GUARD,
    rf"{STATISTICS}transitions\.submit_statistics\.input\.filed_on: optional": (
        "the condition of late_reason asks for the field, and a return takes the earlier value away"
    ),
    rf"{FIGURES}(received|accepted|declined|undecided)_count: optional": (
        "the guard figures_add_up of the only step that completes the part asks for the field"
    ),
    rf"{FIGURES}period_(from|until): optional": ALWAYS_THERE,
    rf"{CARD}(head|goods)\.(customer|reasons|demands|accepted_on|number): optional": ALWAYS_THERE,
    r"sets\.named_quality_reasons\.members\.(\w+: removed|(transit\w+|packaging\w+|other\w+): added)": (
        "the first two rows of the table answer alike: the set only says which reasons Article 8 itself names"
    ),
    r"sets\.(investigation_stage|opinion_stage)\.members\.\w+: (removed|added)": (
        "only properties speak of this set, and a scenario plays steps: a proof is what fails"
    ),
    rf"({STATISTICS})?states\.\w+: (final|resting|active)": (
        "an end shows in whom a case waits for and in what is proved about ending, not in the answer to a row"
    ),
    r"transitions\.(assign_department|reassign_department|distribute_report)\.tell\.\w+_dept: always": (
        "nobody is appointed whom it could tell, and a scenario names who must be told, not who must not"
    ),
    r"roles\.customer\.recorded_by: also \w+": "the customer only holds papers: no step is by this role",
}
"""Pattern → why no scenario can tell such a mutant from the regulation."""


def pattern_of(name: str) -> str | None:
    """The pattern that explains a survivor, or None."""
    return next((pattern for pattern in EXPLAINED if re.fullmatch(pattern, name)), None)
