"""S41: what counts when two are put together as a duo, and how that is explained; age is nothing that is known."""

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from dialogs.gatherings.complements import Candidate, fit, may_be_a_duo, reasons
from dialogs.gatherings.pairing import MOST_FIT, draw

THINGS = st.frozensets(st.sampled_from(["overview", "ideas", "optimism", "precision"]))
CANDIDATES = st.builds(
    Candidate, st.sampled_from(["a", "b"]), THINGS, THINGS, st.sampled_from(["", "betere brieven", "brieven schrijven"]),
    prefers=st.sampled_from([None, "a", "b"]), leads=st.sampled_from([frozenset[str](), frozenset({"a"})]),
)  # fmt: skip


def keys(one: Candidate, other: Candidate) -> list[str]:
    return [phrase for phrase, _ in reasons(one, other)]


def test_s41_acceptance_1_no_field_for_age_exists() -> None:
    assert not [one.name for one in fields(Candidate) if "age" in one.name or "birth" in one.name or "year" in one.name]


@given(CANDIDATES, CANDIDATES)
def test_how_well_two_fit_is_the_same_either_way_and_never_too_much(one: Candidate, other: Candidate) -> None:
    assert fit(one, other) == fit(other, one)
    assert 0 <= fit(one, other) < MOST_FIT


def test_who_seeks_what_the_other_brings_is_put_together_with_her() -> None:
    people = {
        "noor": Candidate("noor", frozenset({"overview"}), frozenset({"ideas"})),
        "bram": Candidate("bram", frozenset({"ideas"}), frozenset({"overview"})),
        "joost": Candidate("joost", frozenset({"precision"}), frozenset({"network"})),
        "samira": Candidate("samira", frozenset({"network"}), frozenset({"precision"})),
    }
    drawn = draw(people, "any", fit=lambda one, other: fit(people[one], people[other]))
    assert {frozenset(pair) for pair in drawn.together} == {frozenset({"noor", "bram"}), frozenset({"joost", "samira"})}
    assert keys(people["noor"], people["bram"]) == ["match.brings", "match.brings"]
    assert keys(people["noor"], people["joost"]) == []


def test_another_field_is_welcome_unless_somebody_does_not_want_it() -> None:
    law, names = Candidate("a", field="Juridisch"), Candidate("b", field="Communicatie")
    only_law = Candidate("c", field="Juridische zaken", elsewhere=False)
    assert may_be_a_duo(law, names)
    assert not may_be_a_duo(names, only_law)
    assert may_be_a_duo(law, only_law)
    assert may_be_a_duo(Candidate("d"), only_law)


def test_a_wish_and_what_both_want_to_work_on_count_and_are_told() -> None:
    one, other = Candidate("a", about="Heldere brieven", prefers="b"), Candidate("b", about="brieven aan burgers")
    assert fit(one, other) > fit(one, Candidate("c"))
    assert keys(one, other) == ["match.both_name", "match.wished"]


def test_who_leads_the_other_counts_less_and_is_warned_of() -> None:
    lead, member = Candidate("a", leads=frozenset({"b"})), Candidate("b")
    assert fit(lead, member) < fit(Candidate("c"), member)
    assert keys(member, lead) == ["match.one_line"]
