"""Two who turn out to be one: nothing is lost, nothing gets other readers, nothing stays under the old id (X12, GE17)."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select, update

from dialogs.language.roles import Role
from dialogs.talk.conversation import Status
from dialogs.talk.effects import Value
from storage.groups import addresses, agreements, deputies, linked, people, rounds
from storage.outgoing import chats, outbox
from storage.outgoing.outbox import Message
from storage.privacy import exporting
from storage.privacy.erasing import erase_person
from storage.privacy.keys import apart
from storage.privacy.uniting import unite
from storage.store import Store, Unit
from storage.tables import conversation, round_
from storage.talks import answers, conversations, files
from storage.talks.conversations import Fresh
from storage.times import stamp
from storage.timing import budget
from tests.storage.house import LATER, NOW, OTHER, TEAM, write
from tests.storage.test_erasing import mentions, noor_does_everything

OLGA = "olga"
"""Who Noor turns out to be: in another group, under another id."""
DAY = NOW.date()


async def test_x12_under_the_old_id_nothing_is_left_but_where_to_find_her(store: Store) -> None:
    await store.run(noor_does_everything)

    await store.run(lambda unit: unite(unit, OLGA, "noor", LATER))

    def work(unit: Unit) -> None:
        left = mentions(unit, "noor") - {"web_message.thread"}
        assert left == {"former.id", "outbox.key", "outbox.to", "address.external", "audit.actor", "audit.subject"}
        assert people.load(unit, "noor").id == OLGA
        assert people.name_of(unit, "noor") == "Olga"

    await store.read(work)


async def test_x12_all_that_she_told_under_both_is_read_by_her_and_by_whom_it_was(store: Store) -> None:
    def before(unit: Unit) -> None:
        write(unit, "van Olga", OLGA)
        shared = write(unit, "van Noor", file="foto")
        files.keep(unit, "foto", "noor", "foto.png", "image/png", b"beeld", NOW)
        answers.share(unit, "noor", [shared], "V2", TEAM, NOW)
        people.choose_question(unit, "noor", "Wat viel op?")

    await store.run(before)

    await store.run(lambda unit: unite(unit, OLGA, "noor", LATER))

    def work(unit: Unit) -> None:
        ids = range(1, 3)
        hers = answers.read(unit, people.viewer(unit, OLGA), ids)
        of_the_team = answers.read(unit, people.viewer(unit, "bram"), ids)
        of_the_other = answers.read(unit, people.viewer(unit, "frank"), ids)
        assert sorted(str(one.value.text) for one in hers) == ["van Noor", "van Olga"]
        assert [one.value.text for one in of_the_team] == ["van Noor"]
        assert of_the_other == []
        assert files.content(unit, "foto") == b"beeld"
        assert people.own_question(unit, people.load(unit, OLGA)) == "Wat viel op?"
        exported = exporting.rows_of(unit, people.viewer(unit, OLGA))
        assert [row["number"] for row in exported["answer"]] == [1, 2]

    await store.read(work)


async def test_x12_a_role_under_both_ids_is_held_since_the_first(store: Store) -> None:
    def before(unit: Unit) -> None:
        people.appoint(unit, TEAM, OLGA, "member", NOW)
        people.appoint(unit, OTHER, "noor", "admin", NOW)

    await store.run(before)

    await store.run(lambda unit: unite(unit, OLGA, "noor", LATER))

    def held(unit: Unit) -> set[tuple[str, Role]]:
        assert all(one.since == NOW - timedelta(days=30) for one in people.roles_of(unit, OLGA) if one.role == "member")
        return {(one.team, one.role) for one in people.roles_of(unit, OLGA)}

    assert await store.read(held) == {(TEAM, "member"), (OTHER, "member"), (OTHER, "admin")}


def asked_both(unit: Unit) -> tuple[int, int]:
    """Let a round ask the one and the other; returns both conversations."""
    opened = rounds.open_round(
        unit, rounds.Round(0, "w", "1", TEAM, "week 1", None, "open", 0, "seed", NOW, NOW, None, None, None), None
    )
    assert opened is not None
    conversations.begin(unit, [Fresh(one, "w", "1", "tell", NOW, round=opened.id, team=TEAM) for one in (OLGA, "noor")])
    found = [one.id for person in (OLGA, "noor") for one in rounds_of(unit, person)]
    agreements.agree(unit, opened.id, OLGA, NOW)
    agreements.agree(unit, opened.id, "noor", NOW)
    return found[0], found[1]


def rounds_of(unit: Unit, person: str) -> list[conversations.Conversation]:
    """Return the conversations of somebody."""
    hers = select(conversation.c.id).where(conversation.c.person == person).order_by(conversation.c.id)
    return [conversations.load(unit, id_) for id_ in unit.connection.execute(hers).scalars()]


async def test_x12_what_was_asked_under_both_and_not_answered_is_asked_once(store: Store) -> None:
    def before(unit: Unit) -> tuple[int, int]:
        hers, other = asked_both(unit)
        outbox.add(unit, Message("nudge", "teams:n", "nudge", [{"conv": other}], NOW, person="noor", conversation=other))
        return hers, other

    hers, other = await store.run(before)

    await store.run(lambda unit: unite(unit, OLGA, "noor", LATER))

    def work(unit: Unit) -> None:
        assert [one.id for one in rounds_of(unit, OLGA) if one.running] == [hers]
        assert outbox.claim(unit, "me", LATER, 9) == []
        aside = conversations.load(unit, other)  # an old button, or a message about two matters, still finds it
        assert (aside.person, aside.round, aside.status) == (OLGA, None, Status.WITHDRAWN)

    await store.run(work)


async def test_x12_of_two_that_were_asked_the_answered_one_stays_in_the_round_and_no_answer_is_lost(store: Store) -> None:
    def before(unit: Unit) -> tuple[int, int]:
        hers, other = asked_both(unit)
        for person, id_, text in ((OLGA, hers, "kort"), ("noor", other, "gedeeld")):
            answers.record(unit, person, id_, TEAM, "w", "wonder_text", 0, "text", Value(text=text), NOW)
        answers.share(unit, "noor", answers.ids_in(unit, other, ["wonder_text"], 0), "V2", TEAM, NOW)
        return hers, other

    hers, other = await store.run(before)

    await store.run(lambda unit: unite(unit, OLGA, "noor", LATER))

    def work(unit: Unit) -> None:
        assert conversations.load(unit, other).round is not None
        aside = conversations.load(unit, hers)
        assert (aside.round, aside.ended_at) == (None, LATER)
        told = answers.read(unit, people.viewer(unit, OLGA), range(1, 3))
        assert sorted(str(one.value.text) for one in told) == ["gedeeld", "kort"]

    await store.read(work)


async def test_n2_what_both_were_sent_counts_for_one_day(store: Store) -> None:
    def before(unit: Unit) -> None:
        for person in (OLGA, "noor"):
            outbox.add(
                unit, Message(f"to {person}", f"web:{person}", "reply", [], NOW, person=person, budget=f"{person} {DAY}")
            )

    await store.run(before)

    await store.run(lambda unit: unite(unit, OLGA, "noor", LATER))

    assert await store.read(lambda unit: budget.sent_on(unit, OLGA, DAY)) == 2


async def test_ge2_the_longer_pause_holds_and_so_does_a_consent_that_was_given(store: Store) -> None:
    def before(unit: Unit) -> None:
        people.set_values(unit, OLGA, consent="none", away_until=NOW)
        people.set_values(unit, "noor", away_until=LATER, back_at=LATER, language="en", own_language=True)

    await store.run(before)

    await store.run(lambda unit: unite(unit, OLGA, "noor", NOW))

    one = await store.read(lambda unit: people.load(unit, OLGA))
    assert (one.away_until, one.consent, one.language) == (LATER, "yes", "en")


async def test_x14_nobody_stands_in_for_herself(store: Store) -> None:
    standing_in = deputies.Deputy(TEAM, "noor", OLGA, NOW, LATER)
    await store.run(lambda unit: deputies.name(unit, standing_in))

    await store.run(lambda unit: unite(unit, OLGA, "noor", LATER))

    assert await store.read(lambda unit: deputies.with_her(unit, OLGA)) == []


async def test_x12_of_two_chats_on_one_platform_hers_stays(store: Store) -> None:
    def before(unit: Unit) -> None:
        for person in (OLGA, "noor"):
            chats.put(unit, person, chats.Place(f"a:{person}", "https://elders.nl/"))

    await store.run(before)

    await store.run(lambda unit: unite(unit, OLGA, "noor", LATER))

    assert await store.read(lambda unit: chats.of(unit, OLGA)) == chats.Place("a:olga", "https://elders.nl/")


async def test_c44_what_was_told_apart_loses_its_old_key_and_is_read_with_the_new_one(store: Store) -> None:
    def before(unit: Unit) -> int:
        begun = conversations.begin_one(unit, Fresh("noor", "w", "1", "tell", NOW, occasion="case", apart=True))
        assert begun is not None
        answers.record(unit, "noor", begun.id, TEAM, "w", "case", 0, "text", Value(text="een casus"), NOW, kept_apart=True)
        return begun.id

    told_in = await store.run(before)

    await store.run(lambda unit: unite(unit, OLGA, "noor", LATER))
    await store.run(lambda unit: unit.keys.destroy_noted(unit.connection))

    def work(unit: Unit) -> None:
        assert unit.keys.destroyed([apart("noor", f"c{told_in}")])
        assert [one.value.text for one in answers.read(unit, people.viewer(unit, OLGA), [1])] == ["een casus"]

    await store.run(work)


async def test_c44_erasing_her_reaches_the_key_under_the_old_id(store: Store) -> None:
    await store.run(lambda unit: unite(unit, OLGA, "noor", NOW))

    await store.run(lambda unit: erase_person(unit, OLGA, LATER))

    assert len(await store.run(lambda unit: unit.keys.erased())) == 2


async def test_k3_figures_of_a_closed_round_stay_as_they_were_told(store: Store) -> None:
    def before(unit: Unit) -> int:
        hers, other = asked_both(unit)
        for person, id_ in ((OLGA, hers), ("noor", other)):
            answers.record(unit, person, id_, TEAM, "w", "wonder_text", 0, "text", Value(text=person), NOW)
            one = conversations.load(unit, id_)
            conversations.save(unit, _submitted(one), None)
        round_id = conversations.load(unit, hers).round
        assert round_id is not None
        unit.connection.execute(update(round_).where(round_.c.id == round_id).values(closed_at=stamp(NOW), status="closed"))
        return round_id

    round_id = await store.run(before)

    await store.run(lambda unit: unite(unit, OLGA, "noor", LATER))

    def erased(unit: Unit) -> int:
        return int(unit.connection.execute(select(round_.c.erased).where(round_.c.id == round_id)).scalar_one())

    assert await store.read(erased) == 1


def _submitted(one: conversations.Conversation) -> conversations.Conversation:
    return replace(one, status=Status.SUBMITTED, ended_at=NOW)


async def test_x12_after_it_was_undone_a_list_may_bring_her_in_anew(store: Store) -> None:
    def apart_again(unit: Unit) -> tuple[str, str]:
        addresses.move_to(unit, OLGA, "teams", "o")
        addresses.move_to(unit, "noor", "mattermost", "n")
        unite(unit, OLGA, "noor", NOW)
        assert linked.unlink(unit, OLGA, "mattermost", LATER) == "teams"
        return linked.still_known_as(unit, "noor"), linked.known_as(unit, "noor")

    assert await store.run(apart_again) == ("noor", OLGA)


async def test_x12_of_a_code_that_is_over_nothing_is_kept(store: Store) -> None:
    def begun(unit: Unit) -> int:
        linked.begin(unit, "noor", "teams", "K7P49XQM", NOW)
        linked.tried(unit, OLGA, LATER)
        return linked.forget_before(unit, LATER, 9)

    assert await store.run(begun) == 1
