"""Random commands for a case: half of them offered by `allowed` with plausible data, the rest often wrong."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from banfa.calendars import china
from banfa.kernel import Command, Facts, Grant
from tests.oracle import oracle_history as standing
from tests.oracle.interpreter import Oracle, State
from tests.oracle.oracle_rounds import Member

Grants = Callable[[str, str], tuple[Grant, ...]]  # (person, day) -> what the person holds
FIRST_DAY = datetime.fromisoformat("2026-09-21T09:00:00+08:00")
LAST_WAIT = datetime.fromisoformat("2026-10-20T09:00:00+08:00")
"""From then on nobody waits: no walk comes to a year whose calendar is not published."""
TEXTS = ["甲", "乙x", "x 长长的字", "甲方"]
WRONG: list[Any] = [1.5, "", "  ", [], None, {}, "99999999999999999999", True, 3, ["甲"], [1], "2026-13-01"]


class Generator:
    """Commands for one case after another of one definition."""

    def __init__(self, rng: Random, oracle: Oracle, people: list[str], grants: Grants) -> None:
        self.rng, self.oracle, self.people, self.grants = rng, oracle, people, grants
        self.now = FIRST_DAY
        self.accepted: Counter[str] = Counter()
        self.failed: Counter[str] = Counter()  # attempts to find data that are accepted
        self.count = self.drawn = 0  # commands so far; those of them that `allowed` offered
        units = {g.unit for person in people for g in grants(person, "2026-10-05")}
        self.timed = bool(self.oracle.duties.says)
        self.holders = sorted(self.oracle.holders_asked())
        self.units = sorted(units - {"*"})

    def new_case(self) -> None:
        """Each case begins some day within four weeks."""
        self.now = FIRST_DAY + timedelta(days=self.rng.randrange(28))

    def command(self, c: State) -> Command:
        """The next command."""
        self.count += 1
        self.now += timedelta(minutes=self.rng.choice([0, 1, 30, 300, 1500]))
        if self.timed and c.n and self.rng.random() < 0.25:
            return self.any_due(c)
        if self.rng.random() < 0.5:
            self.drawn += 1
            return self.plausible(c)
        common = [
            self.any_fire,
            self.spoilt,
            self.spoilt,
            self.careless,
            self.careless,
            self.blocked,
            self.clash,
        ]
        return self.rng.choice([*common, self.any_receive, self.any_waive, self.any_correct])(c)

    def blank(self, kind: str, actor: str) -> Command:
        happened = self.now
        if self.rng.random() < 0.1:
            happened += timedelta(hours=self.rng.choice([-100, -30, -2, -2, 1]))
        day = happened.date().isoformat()
        grants = () if kind == "due" else self.grants(actor, day)
        number = f"N-{self.count:05}" if self.rng.random() < 0.9 else None
        return Command(
            f"m{self.count}", kind, actor, grants, happened.isoformat(),
            self.now.isoformat(), facts=self.facts(number, day),
        )  # fmt: skip

    def facts(self, number: str | None, day: str) -> Facts:
        """What comes from outside; the members of the roles that are asked as such."""
        more: dict[str, Any] = {}
        if self.timed and self.oracle.p["calendar"]:
            more["calendar"] = china()
        if self.holders:
            more["members"] = {role: self.members(role, day) for role in self.holders}
        return Facts(number=number, **more)

    def members(self, role: str, day: str) -> tuple[Member, ...]:
        """Who holds a role by oneself; each of some of its kinds."""
        kinds = sorted(self.oracle.p["roles"][role]["kinds"])
        choices = [(), *((kind,) for kind in kinds), tuple(kinds)]
        return tuple(
            Member(person, g.unit, choices[place % len(choices)])
            for place, person in enumerate(self.people)
            for g in self.grants(person, day)
            if g.role == role and g.for_whom is None
        )

    # -- what is offered ---------------------------------------------------------------------------

    def plausible(self, c: State) -> Command:
        small = [self.good_receive, self.good_waive, self.good_correct]
        if c.n and self.rng.random() < 0.2:
            made = self.rng.choice(small)(c)
            if made is not None:
                return made
        for _ in range(3):
            offers = self.offers(c)
            if not offers:
                break
            m, verdict = self.filled(c, self.seldom(offers))
            if verdict == "accepted":
                break
        return m if offers else self.any_fire(c)

    def offers(self, c: State, blocked: bool = False) -> list[Command]:
        """What `allowed` offers, to one person of those who hold the same."""
        offers: list[Command] = []
        blanks = [self.blank("fire", actor) for actor in self.rng.sample(self.people, len(self.people))]
        for m in {blank.grants: blank for blank in blanks}.values():
            allowed = self.oracle.allowed(c, m)
            fits = [step for step in sorted(allowed) if (allowed[step] == "blocked") == blocked]
            offers += [m._replace(step=step) for step in fits]
        return offers

    def seldom(self, offers: list[Command]) -> Command:
        """One of them, rather of a step that was seldom tried or accepted so far."""
        tried = [m.step or "" for m in offers]
        weights = [(1 + self.accepted[step]) ** -2.0 / (1 + self.failed[step]) ** 2 for step in tried]
        return self.rng.choices(offers, weights)[0]

    def filled(self, c: State, m: Command) -> tuple[Command, str]:
        """With data that are accepted, if a few attempts find some."""
        step = self.oracle.steps[m.step or ""]
        goals = self.oracle.targets(c, step["back_to"])
        target = self.rng.choice(goals) if goals and len(step["back_to"]) > 1 else None
        answer: tuple[Any, ...] = ("",)
        for _ in range(3):
            m = m._replace(data=self.data(c, step), target=target)
            answer = self.oracle.decide(c, m)
            if answer[0] == "refused" and self.can_add(step, answer[1]["missing"]):
                m = m._replace(data={**m.data, **self.can_add(step, answer[1]["missing"])})
                answer = self.oracle.decide(c, m)
            if answer[0] == "accepted":
                break
        self.failed[m.step or ""] += answer[0] != "accepted"
        return m, answer[0]

    def can_add(self, step: Any, missing: list[str]) -> dict[str, Any]:
        takes = self.oracle.form.takes(step)
        more = {name: self.value(name) for name in missing if name in takes}
        return {**more, **{name: self.unit(name) for name in missing if name in step["appoint"]}}

    def data(self, c: State, step: Any) -> dict[str, Any]:
        present = standing.values(c.history)
        inputs = {item["field"] for item in step["input"]}
        data: dict[str, Any] = {}
        for name in sorted(self.oracle.form.takes(step)):
            wanted = 0.95 if name in inputs else 0.15 if name in present else 0.5
            if self.rng.random() < wanted:
                data[name] = self.value(name)
        for role in step["appoint"]:
            if role not in step["optional"] or self.rng.random() < 0.5:
                data[role] = self.unit(role)
        return data

    def unit(self, role: str) -> Any:
        """A unit that somebody holds the role in."""
        fits = sorted({g.unit for p in self.people for g in self.grants(p, "2026-10-05") if g.role == role})
        units = fits or self.units
        if self.oracle.p["roles"][role]["many"]:
            return self.rng.sample(units, self.rng.randint(1, len(units)))
        return self.rng.choice(units)

    def value(self, name: str) -> Any:
        """A value that fits the field."""
        return self.of_type(self.oracle.types[name])

    def of_type(self, kind: Any) -> Any:
        rng = self.rng
        plain = {
            "text": lambda: rng.choice(TEXTS),
            "bool": lambda: rng.random() < 0.7,
            "int": lambda: rng.randint(0, 5) if rng.random() < 0.97 else rng.choice([-3, 2**62, -(2**63)]),
            "money": lambda: rng.choice(["0", "5.5", "12.00", 20, "49.99"]),
            "date": lambda: f"2026-{rng.choice(['09', '10'])}-{rng.randint(10, 28)}",
            "datetime": lambda: f"2026-10-{rng.randint(10, 28)}T10:00:00+08:00",
            "person": lambda: rng.choice(self.people),
            "unit": lambda: rng.choice(self.units),
            "role": lambda: rng.choice(sorted(self.oracle.p["roles"])),
            "file": lambda: "f1",
        }
        if kind["kind"] in plain:
            return plain[kind["kind"]]()
        if kind["kind"] == "enum":
            return rng.choice([*kind["members"], *(["其他"] if kind["open"] else [])])
        if kind["kind"] == "list":
            return [{key: self.of_type(of) for key, of in kind["record"]}]
        members = kind["members"] or [self.of_type({"kind": kind["of"]}) for _ in range(3)]
        chosen = rng.sample(list(members), rng.choice([1, 1, 1, min(2, len(members)), min(3, len(members))]))
        return [*chosen, *(["其他"] if kind["open"] and rng.random() < 0.2 else [])]

    def good_receive(self, c: State) -> Command | None:
        bound = [
            (document, number, copy, custody)
            for document, sets in sorted(c.papers.items())
            for number, paper in enumerate(sets, 1)
            for copy, custody in sorted(paper.copies.items())
            if custody[0] == "transit" or (custody[0] == "at" and not paper.current)
        ]
        if not bound:
            return None
        document, number, copy, custody = self.rng.choice(bound)
        issuer = c.papers[document][number - 1].issuer
        party = custody[2] if custody[0] == "transit" and self.rng.random() < 0.8 else issuer
        m = self.blank("receive", self.somebody(party))
        return m._replace(document=document, set=number, copy=copy)

    def somebody(self, party: str) -> str:
        day = self.now.date().isoformat()
        roles = self.oracle.roles
        fits = [
            person
            for person in self.people
            for g in self.grants(person, day)
            if g.role in self.oracle.p["roles"] and roles.party(g.role, g.unit) == party
        ]
        return self.rng.choice(fits or self.people)

    def good_waive(self, c: State) -> Command | None:
        rules = [
            r for r in sorted(self.oracle.p["separation"]) if self.oracle.p["separation"][r]["waived_by"]
        ]
        done = standing.done(c.history)
        pairs = [
            (rule, person)
            for rule in rules
            for step in self.oracle.p["separation"][rule]["steps"]
            for person in done.get(step, ((), 0))[0]
        ]
        if not pairs:
            return None
        rule, person = self.rng.choice(pairs)
        roles = self.oracle.p["separation"][rule]["waived_by"]
        fits = [p for p in self.people if any(g.role in roles for g in self.grants(p, "2026-10-05"))]
        m = self.blank("waive", self.rng.choice(fits or self.people))
        return m._replace(rule=rule, person=person, reason="理由")

    def good_correct(self, c: State) -> Command | None:
        names = [
            name
            for name in sorted(standing.values(c.history))
            if any(name in self.oracle.form.takes(step) for step in self.oracle.steps.values())
        ]
        if not names:
            return None
        name = self.rng.choice(names)
        m = self.blank("correct", self.rng.choice(self.people))
        return m._replace(field=name, value=self.value(name), reason="理由")

    # -- what is wrong -------------------------------------------------------------------------------

    def any_fire(self, c: State) -> Command:
        m = self.blank("fire", self.rng.choice(self.people))._replace(
            step=self.rng.choice(sorted(self.oracle.steps))
        )
        step = self.oracle.steps[m.step or ""]
        target = self.rng.choice(step["back_to"]) if step["back_to"] else None
        return m._replace(data=self.data(c, step), target=target)

    def careless(self, c: State) -> Command:
        """What is offered, with whatever data."""
        return self.with_any_data(c, self.offers(c))

    def blocked(self, c: State) -> Command:
        """What `allowed` shows as blocked, tried all the same."""
        return self.with_any_data(c, self.offers(c, blocked=True))

    def clash(self, c: State) -> Command:
        """A step by somebody who took another one that different people must take."""
        done, offers = standing.done(c.history), []
        for rule in self.oracle.p["separation"].values():
            for taken in rule["steps"]:
                for person in done.get(taken, ((), 0))[0]:
                    m = self.blank("fire", person)
                    active = [s for s in rule["steps"] if self.is_active(c, s) and s != taken]
                    offers += [m._replace(step=step) for step in active]
        return self.with_any_data(c, offers)

    def is_active(self, c: State, step: str) -> bool:
        return bool(c.active & set(self.oracle.steps[step]["from"]))

    def with_any_data(self, c: State, offers: list[Command]) -> Command:
        if not offers:
            return self.any_fire(c)
        m = self.seldom(offers)
        step = self.oracle.steps[m.step or ""]
        goals = self.oracle.targets(c, step["back_to"])
        target = self.rng.choice(goals) if goals else None
        return m._replace(data=self.data(c, step), target=target)

    def spoilt(self, c: State) -> Command:
        m = self.plausible(c)
        spoil = [self.other_actor, self.other_role, self.other_recorder, self.stand_in, self.other_target]
        if m.kind == "fire":
            spoil += [self.without_one, self.without_one, self.with_nonsense, self.empty, self.unknown_key]
        return self.rng.choice(spoil)(m)

    def other_actor(self, m: Command) -> Command:
        actor = self.rng.choice(self.people)
        return m._replace(actor=actor, grants=self.grants(actor, m.happened[:10]))

    def other_role(self, m: Command) -> Command:
        roles = [g.role for g in m.grants] + [f"{g.role}:{g.unit}" for g in m.grants]
        return m._replace(role=self.rng.choice([*roles, "nobody", "clerk:nowhere"]))

    def other_recorder(self, m: Command) -> Command:
        recorder = self.rng.choice([m.actor, *self.people])
        grants = self.rng.choice([m.grants, self.grants(recorder, m.entered[:10])])
        return m._replace(recorder=recorder, recorder_grants=grants)

    def stand_in(self, m: Command) -> Command:
        for_whom = self.rng.choice(self.people)
        return m._replace(grants=tuple(g._replace(for_whom=for_whom) for g in m.grants))

    def other_target(self, m: Command) -> Command:
        return m._replace(target=self.rng.choice([None, *sorted(self.oracle.p["states"])]))

    def without_one(self, m: Command) -> Command:
        if not m.data:
            return m
        gone = self.rng.choice(sorted(m.data))
        return m._replace(data={name: v for name, v in m.data.items() if name != gone})

    def with_nonsense(self, m: Command) -> Command:
        if not m.data:
            return m
        return m._replace(data={**m.data, self.rng.choice(sorted(m.data)): self.rng.choice(WRONG)})

    def empty(self, m: Command) -> Command:
        return m._replace(data={})

    def unknown_key(self, m: Command) -> Command:
        key = self.rng.choice(["nothing", *sorted(self.oracle.types)])
        return m._replace(data={**m.data, key: self.rng.choice(TEXTS)})

    def any_receive(self, c: State) -> Command:
        documents = self.oracle.p["documents"]
        document = self.rng.choice([*sorted(documents), "nothing"]) if self.rng.random() < 0.1 else None
        document = document or self.rng.choice([*sorted(documents)] or ["nothing"])
        copies = documents.get(document, {"copies": []})["copies"]
        m = self.blank("receive", self.rng.choice(self.people))
        copy = (
            self.rng.choice([*copies, "7"])
            if self.rng.random() < 0.2 or not copies
            else self.rng.choice(copies)
        )
        return m._replace(document=document, set=self.rng.choice([1, 1, 1, 2, 0]), copy=copy)

    def any_due(self, c: State) -> Command:
        """What a clock would send now; else for whatever duty, or by somebody else."""
        duties = self.oracle.duties
        owed = [d for d in sorted(duties.says) if duties.since(c, d)]
        ends = {d: duties.until(c, d, self.oracle.p["calendar"]) for d in owed}
        coming = [end for end in ends.values() if end and end >= self.now]
        if coming and self.now < LAST_WAIT and self.rng.random() < 0.15:
            self.now = self.rng.choice(coming) + timedelta(minutes=self.rng.choice([1, 90, 3000]))
        late = [d for d in owed if (end := ends[d]) and end < self.now]
        m = self.blank("due", "banfa.clock" if self.rng.random() < 0.95 else self.rng.choice(self.people))
        if late and self.rng.random() < 0.8:
            duty = self.rng.choice(late)
            return m._replace(duty=duty, happened=(ends[duty] + timedelta(seconds=1)).isoformat())
        return m._replace(duty=self.rng.choice([*sorted(duties.says), "nothing"]), happened=m.entered)

    def any_waive(self, c: State) -> Command:
        rules = [*sorted(self.oracle.p["separation"]), *(["nothing"] if self.rng.random() < 0.1 else [])]
        m = self.blank("waive", self.rng.choice(self.people))
        reason = self.rng.choice(["理由", "理由", "理由", "理由", None, " "])
        return m._replace(
            rule=self.rng.choice(rules or ["nothing"]), person=self.rng.choice(self.people), reason=reason
        )

    def any_correct(self, c: State) -> Command:
        name = self.rng.choice(sorted(self.oracle.types))
        value = self.value(name) if self.rng.random() < 0.8 else self.rng.choice(WRONG)
        return self.blank("correct", self.rng.choice(self.people))._replace(
            field=name, value=value, reason="理由"
        )
