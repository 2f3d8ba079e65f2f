"""What makes the rounds of one person whole, and a programme of hers (S08); each flaw names the mend."""

from typing import TYPE_CHECKING

from dialogs.checks.flaws import need

if TYPE_CHECKING:
    from dialogs.language.content import Format
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
        what = f"{stage.id} asks others, and the round is of one person; write who: owner"
        need(not format.of_one or stage not in format.reached or stage.who == "owner", what, "stages", number, "who")
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


def _of_questions(format: "Format") -> None:
    hers = [stage for stage in format.reached if stage.who == "owner"] if format.planned else []
    for s, stage in enumerate(format.stages):
        for q, question in enumerate(stage.questions):
            here = ("stages", s, "questions", q)
            what = f"{question.id} recalls what was told in a round of one person, and is asked in none; leave here out"
            need(stage in hers or not any(one.here for one in question.recall), what, *here, "recall")
            what = f"{question.id} says that she missed a day of hers, and is about none; ask it in a programme of hers"
            about = stage.who == "owner" and format.starts.programme
            need(about or not any(one.missed for one in question.options.values()), what, *here, "options")
            after = question.far.after if question.far else None
            known = ", ".join(format.anchors)
            what = f"{question.id} lies far after {after}, which is no day of the round; choose from: {known}"
            need(after is None or after in format.anchors, what, *here, "far", "after")


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
