"""What makes the rounds of one person whole, and a programme of hers (S08); each flaw names the mend."""

from typing import TYPE_CHECKING

from dialogs.checks.flaws import need

if TYPE_CHECKING:
    from dialogs.language.content import Format
    from dialogs.language.parts import Question
    from dialogs.language.stages import Stage
    from dialogs.language.starts import Programme

WHERE = frozenset({"first", "last", "between"})
"""Where a meeting can be among the others."""


def of_one_person(format: "Format") -> None:
    """Check what only stands in rounds of one person, and what they can't have; raises Flaw."""
    starts = format.starts
    if format.of_one:
        need(format.plan, "nobody plans a round for herself here; add plans, or leave alone out", "starts", "alone")
        what = "its rounds are of one person, so nothing is told to others; leave outputs, forms and bound out"
        need(not (format.outputs or format.forms or format.bound or format.meets), what, "starts", "alone")
    for number, stage in enumerate(format.stages):
        what = (
            f"{stage.id} asks others, and the round is of one person; write who: owner, or a question at which she names them"
        )
        hers = stage.who == "owner" or stage.who in format.asked_by_her
        need(not format.of_one or stage not in format.reached or hers, what, "stages", number, "who")
        _of_gathering(format, number, stage)
        what = f"{stage.id} never closes, so it is never too late for it; give its window closes, or leave sooner out"
        need(stage.window.closes or not stage.window.sooner, what, "stages", number, "window", "sooner")
    for word in ("where", "newest"):
        what = f"{word} is about meetings of a programme, and this format is part of none; add programme, or leave {word} out"
        need(starts.programme or not getattr(starts, word), what, "starts", word)
    for number, place in enumerate(starts.where):
        unknown = [one for one in place.get("meeting", ()) if one not in WHERE and not one.isdigit()]
        what = f"no meeting is called {', '.join(unknown)}; write its number, first, last or between"
        need(not unknown, what, "starts", "where", number, "meeting")
    _of_questions(format)


def _of_gathering(format: "Format", number: int, stage: "Stage") -> None:
    """Check what goes to whose round it is, without the names of several whom she asked (S39)."""
    if stage.gathers is None:
        return
    here = ("stages", number, "gathers")
    asked = format.asked_by_her.get(stage.who)
    what = f"{stage.id} asks no people whom somebody named in a round of her own; name a question with people: true in who"
    need(asked is not None and asked.people, what, *here)
    for word, kind in (("told_by", "choice"), ("named_if", "yesno")):
        name = getattr(stage.gathers, word)
        what = f"{name} is no {kind} question of {stage.id}; name one in {word}"
        need(name in stage.by_id and stage.by_id[name].kind == kind, what, *here, word)


def _of_others(format: "Format", question: "Question", *here: str | int) -> None:
    """Check what goes to one person, or lets others be asked, in a round of one person (S39, S40)."""
    named = set(format.asked_by_her)
    what = (
        f"{question.id} goes to {question.goes_to}, who is nobody in its rounds; write owner, or a person question of the plan"
    )
    right = format.of_one and question.goes_to in {"owner", *named} and question.kind == "text"
    need(question.goes_to is None or right, what, *here, "goes_to")
    several = {name for name, one in format.asked_by_her.items() if one.people}
    what = f"{question.id} names people beside {question.also}, where nobody is asked; name a question with people: true"
    need(question.also is None or question.also in several - {question.id}, what, *here, "also")
    what = f"{question.id} goes by whom she asks already, and nothing is gathered here; leave goes_on out"
    need(question.goes_on is None or any(stage.gathers for stage in format.stages), what, *here, "goes_on")
    what = f"{question.id} takes the place of {question.moves}, which is no day of the plan; name a date question of the plan"
    days = {name for name, one in format.plan.items() if one.kind == "date"} if format.of_one else set()
    need(question.moves is None or question.moves in days, what, *here, "moves")
    known = {"lead", *(one.id for stage in format.stages for one in stage.questions if one.kind == "person")}
    to = question.releases.to if question.releases else "lead"
    what = f"{question.id} releases answers to {to}, who is nobody here; write lead, or a person question"
    need(to in known, what, *here, "releases", "to")
    what = f"{question.id} releases what is picked, so it is a choice of several; write kind: multi, with questions as options"
    need(question.releases is None or (question.kind == "multi" and question.options), what, *here, "releases")


def _of_questions(format: "Format") -> None:
    hers = [stage for stage in format.reached if stage.who == "owner"] if format.planned else []
    for s, stage in enumerate(format.stages):
        for q, question in enumerate(stage.questions):
            here = ("stages", s, "questions", q)
            _of_others(format, question, *here)
            what = f"{question.id} recalls what others let her read, and is asked in no round of one person; leave shared out"
            told = [one for one in question.recall if one.shared and not (one.of and (stage.accepts or stage.returns))]
            need(format.of_one or not told, what, *here, "recall")
            what = f"{question.id} recalls what was told in a round of one person, and is asked in none; leave here out"
            chosen = {other.which for other in stage.questions if other.which}
            elsewhere = [one for one in question.recall if one.here and not (one.group and format.planned)]
            need(stage in hers or all(one.of in chosen for one in elsewhere), what, *here, "recall")
            what = f"{question.id} says that she missed a day of hers, and is about none; ask it in a programme of hers"
            about = stage.who == "owner" and format.starts.programme
            need(about or not any(one.missed for one in question.options.values()), what, *here, "options")
            after = question.far.after if question.far else None
            known = ", ".join(format.anchors)
            what = f"{question.id} lies far after {after}, which is no day of the round; choose from: {known}"
            itself = after == question.id and question.repeat is not None
            need(after is None or itself or after in format.anchors, what, *here, "far", "after")


def of_own_meetings(format: "Format", programme: "Programme") -> None:
    """Check the days of meetings that each is named, or that go on until the last one."""
    need(programme.count or programme.last, "nothing says how many meetings there are; add count, or last", "programme")
    need(not (programme.count and programme.last), "both count and last end the meetings; leave one out", "programme", "count")
    for word in ("last", "days"):
        name = getattr(programme, word)
        what = f"{name} asks for no day; name a date question of the stage that plans"
        need(name is None or (name in format.plan and format.plan[name].kind == "date"), what, "programme", word)
    what = "only who is alone in a round names each day of it; add alone: true to starts, or leave days out"
    need(format.of_one or not programme.days, what, "programme", "days")
