"""What makes the outputs of a format whole: each by itself, and with what is asked; each flaw names the mend."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from dialogs.checks.flaws import need
from dialogs.checks.whole_following import given_values

if TYPE_CHECKING:
    from dialogs.language.content import Format
    from dialogs.language.outputs import Output
    from dialogs.language.stages import Stage

READERS: Mapping[str, frozenset[str]] = {
    "room": frozenset({"V2", "V3"}),
    "facilitator": frozenset({"V1", "V2", "V3"}),
    "members": frozenset({"V2"}),
    "initiator": frozenset({"V2"}),
}
"""The choices of readers with which a text gets into an output."""
MOST_TO_TALK_ABOUT = 3
"""How many questions stand beside a board at most (X19)."""


def of_output(output: "Output") -> None:
    """Check one output by itself; raises Flaw."""
    kind, overview = output.kind, output.kind == "overview"
    what = f"{output.id} is what was prepared, which each reads in her own chat; write to: facilitator, or to: members"
    need(kind != "prepared" or output.to != "room", what, "to")
    what = f"{output.id} goes to each of the members, which only what was prepared does; write to: room"
    need(kind == "prepared" or output.to != "members", what, "to")
    _of_outside(output)
    need(kind == "agenda" or not output.points, f"{output.id} is a {kind}; points are those of an agenda", "points")
    if kind == "message":
        _of_message(output)
        return
    what = f"{output.id} is a {kind}; only a message to the room says who tells: leave tellers out"
    need(not output.tellers, what, "tellers")
    what = f"{output.id} is a {kind}; only a message to the room tells what was added and how often: leave adds and counts out"
    need(not output.adds and not output.counts, what, "adds" if output.adds else "counts")
    need(overview or kind == "agenda" or output.sections, f"{output.id} shows nothing; a {kind} needs sections")
    if overview:
        _of_overview(output)
    need(overview or not output.suggestions, f"{output.id} is a {kind}; its last words are close", "suggestions")
    _of_room(output)
    if kind == "agenda":
        _of_agenda(output)
    told = {"board": (), "agenda": ("count", "talk", "together")}.get(kind, ("empty", "count", "talk", "together"))
    for word in told:
        need(not getattr(output, word), f"{word} stands with {output.id}, which is no board; leave it out", word)
    if kind == "board":
        _of_board(output)
    _of_sections(output)


def _of_room(output: "Output") -> None:
    """Check what only a digest for the room can be."""
    below = output.kind == "digest" and output.to == "room"
    need(below or not output.under, f"{output.id} stands under no board, as no digest for the room; leave under out", "under")
    what = f"{output.id} is a card of what was planned, which is a digest for all of the group; write to: room"
    need(not output.written or (below and not output.under and not output.named), f"{what}, or leave written out", "written")
    what = f"{output.id} shows nothing of an earlier round, as no digest for the room; leave dated out"
    need(not output.dated or (below and not output.of_round), what, "dated")


def _of_outside(output: "Output") -> None:
    outside = output.to == "initiator"
    what = f"{output.id} goes outside the group, which only a digest does; write kind: digest, or to: room"
    need(not outside or output.kind == "digest", what, "to")
    what = (
        f"{output.id} does not say where a group allows that something goes outside, or nothing does; add or remove allowed_by"
    )
    need(outside == bool(output.allowed_by), what, "allowed_by")


def _of_overview(output: "Output") -> None:
    need(not output.sections, f"{output.id} is an overview; leave its sections out", "sections")
    need(not output.close, f"{output.id} is an overview, which ends with a suggestion; leave close out", "close")
    need(output.to == "facilitator", f"{output.id} is an overview; write to: facilitator", "to")


def _of_message(output: "Output") -> None:
    need(output.to == "room", f"{output.id} is a message to all of the group; write to: room", "to")
    for word in ("under", "sections", "together", "empty", "count", "talk", "close", "suggestions"):
        what = f"{word} stands with {output.id}, which is a message, and shows nothing that people wrote; leave it out"
        need(not getattr(output, word), what, word)


def _of_agenda(output: "Output") -> None:
    need(output.to == "room", f"{output.id} is an agenda, which all of the group read; write to: room", "to")
    what = f"{output.id} has no words for where nothing was told before, or shows nothing; empty goes with sections"
    need(bool(output.empty) == bool(output.sections), what, "empty")
    twice = {point.id for point in output.points if [one.id for one in output.points].count(point.id) > 1}
    need(not twice, f"two points of {output.id} have one id: {', '.join(sorted(twice))}", "points")


def _of_board(output: "Output") -> None:
    need(output.to == "room", f"{output.id} is a board, which all of the group read; write to: room", "to")
    need(output.empty, f"{output.id} has no words for where nothing stands; add empty", "empty")
    named = [value for section in output.sections for value in section.value]
    twice = ", ".join(sorted({value for value in named if named.count(value) > 1}))
    need(not twice, f"{output.id} shows {twice} twice; name it under one heading", "sections")


def _of_sections(output: "Output") -> None:
    """Check that each heading says in the words of its output what stands there."""
    kind, board = output.kind, output.kind == "board"
    for number, section in enumerate(output.sections):
        what = f"a heading of {output.id} does not say what stands there; a {kind} says it with {'value' if board else 'show'}"
        need((bool(section.value), bool(section.show)) == (board, not board), what, "sections", number)
        what = f"a heading of {output.id} holds named and nameless texts alike, as on any board; leave names out"
        need(not board or section.names == "either", what, "sections", number, "names")
        what = f"a heading of {output.id} is for one choice of readers, which only what was prepared has; leave level out"
        need(kind == "prepared" or not section.level, what, "sections", number, "level")


def of_outputs(format: "Format") -> None:
    """Check that what a format asks and what it shows fit together; raises Flaw."""
    _shows_what_is_asked(format)
    _shows_what_can_be_shared(format)
    _under_a_board(format)
    _tells_what_is_counted(format)
    _outside_without_names(format)
    _shows_what_has_a_value(format)
    _shows_what_was_planned(format)
    _adds_what_was_planned(format)


def _shows_what_was_planned(format: "Format") -> None:
    """Check that a card shows what was written when its round was planned, and nothing else does (S35)."""
    for o, output in enumerate(format.outputs):
        for s, section in enumerate(output.sections):
            other = ", ".join(name for name in section.show if (name in format.plan) != output.written)
            what = f"{output.id} shows {other}, and " + (
                "that was not written when its round was planned; name questions of the stage that plans"
                if output.written
                else "what was written when its round was planned stands on a card; add written: true"
            )
            need(not other, what, "outputs", o, "sections", s, "show")


def _adds_what_was_planned(format: "Format") -> None:
    """Check that what a message adds of its own format was written for all when its round was planned (S50)."""
    there = [question.id for question in format.plan.values() if question.public]
    for o, output in enumerate(format.outputs):
        what = f"{output.id} adds or counts what was told in a round, and nobody plans one; leave adds and counts out"
        need(format.plan or not (output.adds or output.counts), what, "outputs", o, "adds" if output.adds else "counts")
        for a, one in enumerate(output.adds):
            other = ", ".join(name for name in one.show if one.of is None and name not in there)
            what = (
                f"{output.id} adds {other}, which nobody writes for the group when she plans; name public texts of that stage"
            )
            need(not other, what, "outputs", o, "adds", a, "show")


def _shows_what_is_asked(format: "Format") -> None:
    asked = {question.id for stage in format.stages for question in stage.questions if question.worded}
    for o, output in enumerate(format.outputs):
        for s, section in enumerate(output.sections):
            unknown = ", ".join(sorted(set(section.show) - asked))
            what = f"{output.id} shows what nobody is asked to write: {unknown}; name a text or file question of this format"
            need(not unknown, what, "outputs", o, "sections", s, "show")


def _shows_what_can_be_shared(format: "Format") -> None:
    """Check that whoever wrote what an output shows was asked who may read it, with those readers among the choices."""
    for o, output in enumerate(format.outputs):
        readers = READERS[output.to]
        shared = {name for stage in format.stages for name in shareable(stage, readers)}
        for s, section in enumerate(output.sections):
            alone = ", ".join(sorted(set(section.show) - shared))
            what = (
                f"{output.id} shows {alone}, but nobody is asked to let the {output.to} read it; add a share question after it"
            )
            need(not alone, what, "outputs", o, "sections", s, "show")


def _under_a_board(format: "Format") -> None:
    """Check that what stands under a board names one."""
    boards = [output.id for output in format.outputs if output.kind == "board"]
    for o, output in enumerate(format.outputs):
        what = f"{output.id} stands under {output.under}, which is no board; name one of: {', '.join(boards) or 'no board'}"
        need(output.under is None or output.under in boards, what, "outputs", o, "under")


def _tells_what_is_counted(format: "Format") -> None:
    """Check that what a board tells of all together is counted, and has a name to stand behind."""
    called = {one.id for stage in format.stages for one in stage.counted if one.called}
    for o, output in enumerate(format.outputs):
        missing = ", ".join(name for name in (output.together.show if output.together else ()) if name not in called)
        what = f"{output.id} tells of all together what is not counted, or has no name: {missing}; give it counted and called"
        need(not missing, what, "outputs", o, "together", "show")


def _outside_without_names(format: "Format") -> None:
    """Check that what goes outside the group is written for all of it, and no text of one person."""
    unsigned = {question.id for stage in format.stages for question in stage.questions if question.unsigned}
    for o, output in enumerate(format.outputs):
        for s, section in enumerate(output.sections if output.to == "initiator" else ()):
            named = ", ".join(sorted(set(section.show) - unsigned))
            what = f"{output.id} shows {named} outside the group, with the name of who wrote it; add unsigned, or leave it out"
            need(not named, what, "outputs", o, "sections", s, "show")


def _shows_what_has_a_value(format: "Format") -> None:
    """Check that a board has something to show, and a heading for whatever has a value."""
    given = given_values(format)
    for o, output in enumerate(format.outputs):
        if output.kind == "board":
            need(given, f"{output.id} stays empty; give the questions whose texts stand there a value", "outputs", o)
            shown = {value for section in output.sections for value in section.value}
            for value, path in given.items():
                need(value in shown, f"{output.id} has no heading for the value {value}; add one", *path)


def shareable(stage: "Stage", readers: frozenset[str]) -> set[str]:
    """Return the questions of a stage whose answers some readers may be let read."""
    found = {question.id for question in stage.questions if question.public in readers}
    if any(readers & set(question.offers) for question in stage.questions):
        found |= set(stage.over)
    for number, question in enumerate(stage.questions):
        if question.kind == "share" and readers & set(question.allow):
            before = {one.id for one in stage.questions[:number] if one.worded}
            found |= before & set(question.covers) if question.covers else before
    return found
