"""What makes the rounds of a format whole: whom they ask, from what their moments count; each flaw names the mend."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from dialogs import whole_late
from dialogs.cadence import Moment
from dialogs.flaws import Path, need

if TYPE_CHECKING:
    from dialogs.content import Format, Window
    from dialogs.parts import Question

Conditions = Mapping[str, tuple[str, ...]]


def of_rounds(format: "Format") -> None:
    """Check what a format says of its rounds; raises Flaw."""
    of_offers(format)
    of_plan(format)
    of_moments(format)
    whole_late.of_late(format)


def of_moments(format: "Format") -> None:
    """Check that every moment counts from something that is known by then."""
    for rhythm, chosen in format.rhythms.items():
        for stage_id, window in chosen.windows.items():
            _window(window, ("rhythms", rhythm, "windows", stage_id), ("opening", "closing"), ("opening",), ())
    days = format.dates
    for number, stage in enumerate(format.stages):
        here: Path = ("stages", number, "window")
        if format.plan:
            earlier = tuple(one.id for one in format.stages[1:number])
            opens, closes, also = ("opening", *days, *earlier), ("opening", *days), ("halfway", *days)
            _window(stage.window, here, opens, closes, also)
            if stage.otherwise is not None and stage.otherwise.window is not None:
                _window(stage.otherwise.window, ("stages", number, "otherwise", "window"), opens, closes, also)
        else:
            _window(stage.window, here, ("opening", "closing"), ("opening",), ())
    ends = tuple(one.id for one in format.stages[1:]) if format.plan else ()
    for number, output in enumerate(format.outputs):
        _counted(output.at, ("opening", "closing", *days, *ends), "outputs", number, "at")


def _window(window: "Window", path: Path, opens: tuple[str, ...], closes: tuple[str, ...], also: tuple[str, ...]) -> None:
    _counted(window.opens, opens, *path, "opens")
    if window.closes is not None:
        _counted(window.closes, closes, *path, "closes")
    for word, moments in (("nudges", window.nudges), ("shorter", window.shorter)):
        for place, moment in enumerate(moments):
            _counted(moment, ("opening", "closing", *also), *path, word, place)


def _counted(moment: Moment, anchors: tuple[str, ...], *path: str | int) -> None:
    what = f'nothing here counts from "{moment.anchor}"; count from the {" or the ".join(anchors)}'
    need(moment.anchor in anchors, what, *path)


def of_plan(format: "Format") -> None:
    """Check what only a format has whose rounds are planned by somebody (S06)."""
    opens = [
        (s, q, name)
        for s, stage in enumerate(format.stages)
        for q, question in enumerate(stage.questions)
        for name, option in question.options.items()
        if option.does == "open round"
    ]
    for s, q, name in opens:
        what = "only the first stage of a format with a word to plan opens a round; add starts: {plans: …}, or leave does out"
        need(format.plan and s == 0, what, "stages", s, "questions", q, "options", name)
    who = {"lead"} if format.starts.since else {"members", "home", "owner"}
    if format.starts.plans:
        need(
            format.stages, "there is nothing to plan a round with; add a stage whose last question opens it", "starts", "plans"
        )
        need(opens, "no answer opens the round that is planned; give an option does: open round", "stages", 0, "questions")
        what = "a round opens by the calendar or by somebody's word; leave rhythms or plans out"
        need(not format.rhythms, what, "rhythms")
        who |= {"starter", "lead", *(name for name, one in format.plan.items() if one.kind == "person")}
    _of_what_is_chosen(format)
    for number, stage in enumerate(format.stages):
        what = f"{stage.id} asks {stage.who}, whom nobody knows here; write one of: {', '.join(sorted(who))}"
        need(stage.who in who, what, "stages", number, "who")
        what = f"{stage.id} asks nobody to do something for the group, so nobody passes it on; leave passes out of its window"
        need(stage.window.passes is None or stage.who in format.plan, what, "stages", number, "window", "passes")
        alone = not stage.looks_beyond or any(not question.only_if and not question.role for question in stage.asked)
        what = f"{stage.id} may have nothing to ask in some rounds; give the stage only_if, or a question without"
        need(alone, what, "stages", number, "questions")
        chosen = format.plan if number else {}
        _looks_back(stage.id, stage.only_if, chosen, "stages", number, "only_if")
        if stage.otherwise is not None:
            _looks_back(stage.id, stage.otherwise.only_if, chosen, "stages", number, "otherwise", "only_if")
    for number, output in enumerate(format.outputs):
        _looks_back(output.id, output.only_if, format.plan, "outputs", number, "only_if")


def _looks_back(name: str, only_if: Conditions, chosen: "Mapping[str, Question]", *path: str | int) -> None:
    for other, values in only_if.items():
        what = f"{name} depends on {other}, which is not chosen when the round is planned; a condition looks back to that"
        need(other in chosen, what, *path, other)
        depends(name, chosen[other], values, *path, other)


def _of_what_is_chosen(format: "Format") -> None:
    """Check what only stands in a plan: the name of a round, which everyone in the group reads, and days after the last one."""
    for s, stage in enumerate(format.stages):
        for q, question in enumerate(stage.questions):
            what = f"{question.id} is no text that the group reads when a round is planned, so it cannot stand in other texts"
            mend = "ask it in the stage that plans a round, with public: V2, or leave replaces out"
            told = not question.replaces or (question.id in format.plan and question.public)
            need(told, f"{what}; {mend}", "stages", s, "questions", q, "replaces")
            for word in ("default", "apart"):
                what = f"{word} of {question.id} counts from the last round, and no round is planned with it; leave {word} out"
                need(not getattr(question, word) or question.id in format.plan, what, "stages", s, "questions", q, word)


def of_offers(format: "Format") -> None:
    """Check what only a format has that is offered a while after another one (D6)."""
    others = {stage.id for stage in format.stages} if format.starts.since else set()
    for number, stage in enumerate(format.stages):
        for q, question in enumerate(stage.questions):
            what = f"{question.id} lets {question.asks_again} be asked again, which is no other stage of an offer; name one"
            right = question.asks_again is None or question.asks_again in others - {stage.id}
            need(right, what, "stages", number, "questions", q, "asks_again")
    if format.starts.since is None:
        return
    free = not (format.rhythms or format.outputs or format.starts.plans)
    need(free, "what is offered opens no rounds; leave rhythms, plans and outputs out", "starts", "since")
    for number, stage in enumerate(format.stages):
        here = ("stages", number, "window")
        when = f"{stage.id} is offered at no moment after the other format; add window: {{opens: +9 weeks, closes: +11 weeks}}"
        need(stage.window.closes and stage.window.opens != Moment(), when, *here)
        need(not stage.window.nudges, f"{stage.id} is an offer, which is made once; leave nudges out", *here, "nudges")


def depends(what_for: str, question: "Question", values: tuple[str, ...], *path: str | int) -> None:
    """Check that what depends on a question names answers that it has; raises Flaw."""
    lengths = ["short", "full"] if question.kind == "text" else ["day"] if question.kind == "date" and question.options else []
    known = [*question.choices, "answered", "skipped", *lengths]
    unknown = ", ".join(sorted(set(values) - set(known)))
    what = f"{what_for} depends on {question.id} = {unknown}, which is no option of it; write one of: {', '.join(known)}"
    need(not unknown, what, *path)
