"""What makes the parts of a format fit together; each flaw says what is wrong and, after a semicolon, the mend.

The shape of each part alone is checked by its types, where it stands; one question by itself in ``whole_question``.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dialogs.checks import whole_lines, whole_outputs, whole_rounds, whole_telling, whole_texts, whole_weighing
from dialogs.checks.flaws import Path, need
from dialogs.checks.whole_following import asks_after, follows_what_has_a_value
from dialogs.checks.whole_outputs import READERS, shareable
from dialogs.language.values import WORTHS
from dialogs.timing.cadence import next_opening, resolve

if TYPE_CHECKING:
    from dialogs.language.content import Format
    from dialogs.language.parts import Question
    from dialogs.language.stages import Stage
    from dialogs.language.starts import Rhythm

MOST_NUDGES = 2
"""How often somebody is reminded at most (N3)."""
SOME_MONDAY = datetime(2026, 2, 2, tzinfo=UTC)
"""A Monday that begins weeks without a holiday, to try moments out."""
UTC_ZONE = ZoneInfo("UTC")
RESERVED: Mapping[str, str] = {"again": "repeats a stage", "held": "waits for a yes"}
"""Names under which a dialog asks something of its own, and what that does."""


def of_rhythm(rhythm: "Rhythm") -> None:
    """Check one rhythm by itself; raises Flaw."""
    daily = "day" in rhythm.every
    need(daily or rhythm.on, 'a weekly or monthly rhythm has no weekday; add "on": thu')
    need(not daily or not rhythm.on, 'a daily rhythm has a weekday; leave "on" out', "on")
    weekly = "only a weekly rhythm can go with the meeting of each week; write every: week, or leave meets out"
    need(rhythm.meets is None or rhythm.every == "week", weekly, "meets")
    once = 'a monthly rhythm opens on the first such day of the month; name one weekday: "on": thu'
    need(len(rhythm.on) < 2 or "week" in rhythm.every, once, "on")


def of_format(format: "Format") -> None:
    """Check a whole format; raises Flaw."""
    known = format.starts.rhythm is None or format.starts.rhythm in format.rhythms
    what = f'there is no rhythm "{format.starts.rhythm}"; name one of the rhythms'
    need(known, what, "starts", "rhythm")
    need(format.stages or format.outputs, "the format asks and tells nothing; give it stages or outputs")
    what = f"what is told goes a while after {format.kept_after}, and nothing says how long; write retention: half_year"
    need(format.kept_after is None or format.retention not in {"use", "programme"}, what, "kept_after")
    _ids(format)
    for number, stage in enumerate(format.stages):
        _of_stage(format, number, stage)
    whole_telling.of_telling(format, {name for stage in format.stages for name in shareable(stage, READERS["room"])})
    whole_rounds.of_rounds(format)
    whole_texts.publishes_for_peers(format)
    _rounds_ask_members(format)
    _nothing_after_closing(format)
    whole_outputs.of_outputs(format)
    follows_what_has_a_value(format)


def _of_stage(format: "Format", number: int, stage: "Stage") -> None:
    here: Path = ("stages", number, "questions")
    what = f"the intro of {stage.id} is never read; it stands above a form: add mode: form"
    need(not stage.intro or stage.mode == "form", what, "stages", number, "intro")
    need(stage.asked, f"{stage.id} asks nothing; add a question that can be answered", *here)
    _looks_back(stage, {**format.chosen, **format.told_before(stage)}, here)
    whole_texts.of_belonging(stage, here)
    asks_after(stage, here)
    whole_lines.of_lines(stage, here)
    _repeats(stage, here)
    _values(stage, here)
    _comes_again(format, stage, ("stages", number))
    what = f"{stage.id} goes over nothing, so silence means nothing in it; add over, or leave silence out"
    need(stage.over or not stage.silence, what, "stages", number, "silence")
    what = f"{stage.id} goes over nothing, so nothing in it is confirmed before; add over, or leave confirmed out"
    need(stage.over or not stage.confirmed, what, "stages", number, "confirmed")
    if stage.over:
        whole_texts.of_going_over(format, stage, number)
    elif format.starts.act is None:
        _needs_no_answer(stage, here)


def _comes_again(format: "Format", stage: "Stage", path: Path) -> None:
    """Check that what comes again and again is the same, and that there is something to come back to (S15, S18)."""
    for number, question in enumerate(stage.questions):
        for name, option in question.options.items():
            what = f"{name} of {question.id} holds, and begins something else; write then: {format.id}, or leave holds out"
            need(not option.holds or option.then == format.id, what, *path, "questions", number, "options", name)
    told = any(one.required and one.worded for one in stage.asked)
    what = f"{stage.id} has no text that is needed, so nothing to come back to; make one required, or leave afterwards out"
    need(told or stage.afterwards is None, what, *path, "afterwards")


def _rounds_ask_members(format: "Format") -> None:
    """Check what only rounds have: whom they ask, when their stages begin, and windows for stages that are there."""
    names = {stage.id for stage in format.stages}
    for rhythm, chosen in format.rhythms.items():
        unknown = ", ".join(sorted(set(chosen.windows) - names))
        what = f"the rhythm {rhythm} has a window for {unknown}, which is no stage; name one of the stages"
        need(not unknown, what, "rhythms", rhythm, "windows")
    for number, stage in enumerate(format.stages):
        what = f"{stage.id} asks its owner, but rounds ask the members; write who: members"
        need(not format.rhythms or stage.who != "owner", what, "stages", number, "who")
    _counts_from_what_is_there(format)


def _counts_from_what_is_there(format: "Format") -> None:
    """Check that nothing hangs on the closing where nothing closes, as in what is begun outside a round."""
    for rhythm in format.rhythms or (None,):
        windows = [format.window(stage, rhythm) for stage in format.stages]
        closes = bool(format.rhythms) and any(window.closes for window in windows)
        for number, (stage, window) in enumerate(zip(format.stages, windows, strict=True)):
            hanging = any(moment.anchor == "closing" for moment in (window.opens, *window.nudges))
            what = f"{stage.id} counts from the closing, but nothing closes; give a stage closes, or count from the opening"
            need((bool(window.closes) if format.planned else closes) or not hanging, what, "stages", number, "window")


def _ids(format: "Format") -> None:
    named: list[tuple[str, str, Path]] = [
        *(("stage", stage.id, ("stages", s)) for s, stage in enumerate(format.stages)),
        *(("output", output.id, ("outputs", o)) for o, output in enumerate(format.outputs)),
        *(
            ("question", question.id, ("stages", s, "questions", q))
            for s, stage in enumerate(format.stages)
            for q, question in enumerate(stage.questions)
        ),
    ]
    seen: set[tuple[str, str]] = set()
    for kind, name, path in named:
        need((kind, name) not in seen, f"another {kind} is called {name} already; give this one another id", *path, "id")
        seen.add((kind, name))
        for reserved, does in RESERVED.items():
            what = f"{name} is the name of the question that {does}; call this one otherwise"
            need(kind != "question" or name != reserved, what, *path, "id")


def _looks_back(stage: "Stage", plan: "Mapping[str, Question]", path: Path) -> None:
    """Check the conditions of a stage: they look back in it, or to what was chosen when the round was planned."""
    whole_weighing.of_weighing(stage, path[:-1])
    before: dict[str, Question] = dict(plan) if stage.questions[0].id not in plan else {}
    for number, question in enumerate(stage.questions):
        for name, values in question.only_if.items():
            what = f"{question.id} depends on {name}, which is not asked before it in this stage; a condition looks back"
            need(name in before, what, *path, number, "only_if", name)
            whole_rounds.depends(question.id, before[name], values, *path, number, "only_if", name)
        missing = ", ".join(sorted(set(question.covers) - set(before)))
        what = f"{question.id} covers what is not asked before it: {missing}; name questions above it"
        need(not missing, what, *path, number, "covers")
        if question.kind != "info":
            before[question.id] = question
        for name, weighing in stage.weighs.items():
            if set(weighing.scales) <= set(before):
                before[name] = weighing.asked_as(name)


def _repeats(stage: "Stage", path: Path) -> None:
    """Check what is asked several times: not in a stage that repeats as a whole, and with what directly follows it."""
    for number, question in enumerate(stage.questions):
        if question.repeat is None:
            continue
        here: Path = (*path, number, "repeat")
        once = f"{question.id} repeats in a stage that repeats as a whole; give the repeat to one of them"
        need(stage.repeat is None, once, *here)
        acts = f"{question.id} can be answered once only, as it sets or changes something; leave its repeat out"
        need(not question.sets and not question.changes, acts, *here)
        count = len(question.repeat.along)
        follow = [one.id for one in stage.questions[number + 1 : number + 1 + count] if _goes_along(one)]
        what = (
            f"{question.id} takes along what does not follow it; name the questions right after it, none that shares or tells"
        )
        need(follow == list(question.repeat.along), what, *here)


def _goes_along(question: "Question") -> bool:
    return question.kind not in {"share", "info"} and question.repeat is None and question.follows is None


def _values(stage: "Stage", path: Path) -> None:
    """Check that a value is one, or is chosen in the same stage as often as the text is written that has it."""
    together = {name: one.id for one in stage.questions if one.repeat for name in (one.id, *one.repeat.along)}
    for number, question in enumerate(stage.questions):
        if question.value is None or question.value in WORTHS:
            continue
        here: Path = (*path, number, "value")
        chosen = stage.by_id.get(question.value)
        right = chosen is not None and chosen.kind == "choice" and set(chosen.options) <= set(WORTHS)
        what = f"{question.id} has a value that there is not: {question.value}; write one of: {', '.join(WORTHS)}"
        need(right, f"{what}, or the id of a choice in this stage between these", *here)
        what = f"{question.id} is asked more or less often than {question.value}; let one repeat take both along"
        need(together.get(question.id) == together.get(question.value), what, *here)


def _needs_no_answer(stage: "Stage", path: Path) -> None:
    """Refuse what only makes sense in a conversation about one of the person's answers."""
    alone = all(question.kind == "share" for question in stage.asked)
    for number, question in enumerate(stage.questions):
        free = question.kind != "share" or not question.required or alone
        need(free, f"{question.id} makes sharing a must; leave required out", *path, number, "required")
        acts = any(option.shares or option.withdraws for option in question.options.values())
        what = (
            f"{question.id} is about an answer that is there already; say which act starts the format: starts: {{act: share}}"
        )
        need(not (alone or acts or question.changes), what, *path, number)


def _nothing_after_closing(format: "Format") -> None:
    """Check that what a round plans can happen before it closes, in a week without holidays."""
    for rhythm, chosen in format.rhythms.items():
        opening = next_opening(chosen.cadence, SOME_MONDAY, UTC_ZONE).planned
        for number, stage in enumerate(format.stages):
            window = format.window(stage, rhythm)
            if window.closes is None:
                continue
            here: Path = (
                ("rhythms", rhythm, "windows", stage.id) if stage.id in chosen.windows else ("stages", number, "window")
            )
            closes = resolve(window.closes, {"opening": opening}, UTC_ZONE)
            anchors = {"opening": opening, "closing": closes}
            late = f"{stage.id} opens when it has closed already; let it open earlier, or close later"
            need(resolve(window.opens, anchors, UTC_ZONE) < closes, late, *here, "opens")
            for place, moment in enumerate(window.nudges):
                what = f"{stage.id} reminds when it has closed already; let it remind earlier, or close later"
                need(resolve(moment, anchors, UTC_ZONE) < closes, what, *here, "nudges", place)
