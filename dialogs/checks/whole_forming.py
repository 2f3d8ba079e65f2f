"""What makes a format whole of which a group comes: who joins it, and who facilitates it; each flaw names the mend."""

from typing import TYPE_CHECKING

from dialogs.checks.flaws import need

if TYPE_CHECKING:
    from dialogs.language.content import Format
    from dialogs.language.starts import Match

KINDS = {"about": "text", "brings": "multi", "seeks": "multi", "field": "text", "elsewhere": "yesno", "prefers": "person"}
"""Of which kind the question is by which people go two by two."""


def of_forming(format: "Format") -> None:
    """Check what only a format has with which somebody forms a group (S22); raises Flaw."""
    for s, stage in enumerate(format.stages):
        for q, question in enumerate(stage.questions):
            what = f"{question.id} lets somebody join a group that nobody forms; ask it of who: candidate, or leave joins out"
            joins = any(option.joins for option in question.options.values())
            need(stage.who == "candidate" or not joins, what, "stages", s, "questions", q, "options")
            what = (
                f"{question.id} gives away what was answered, and {stage.id} asks who may read it too; leave one of the two out"
            )
            gives = any(option.gives for option in question.options.values())
            need(not gives or stage.shared_at is None, what, "stages", s, "questions", q, "options")
    if (forms := format.forms) is None:
        return
    need(format.plan, "nobody plans what this group comes of; add starts: {plans: …}, or leave forms out", "forms")
    named, guide, asked = (format.plan.get(name) for name in (forms.called, forms.facilitator, forms.candidates))
    what = f"{forms.called} asks for no name; name a text of the stage that plans, with required: true"
    need(named is not None and named.kind == "text" and named.required and not named.public, what, "forms", "called")
    what = f"{forms.facilitator} chooses nobody from outside; name a person question of the stage that plans, with external"
    right = guide is not None and guide.external and guide.required and guide.known
    need(right, f"{what}, known: true and required: true", "forms", "facilitator")
    what = f"{forms.candidates} chooses no members; name a multi question of the stage that plans, with people: true"
    need(asked is not None and asked.people, what, "forms", "candidates")
    if forms.match is not None:
        _of_match(format, forms.match)
    need(format.joining, "nobody is asked whether she joins; add a stage with who: candidate, and joins at an option", "forms")


def _of_match(format: "Format", match: "Match") -> None:
    """Check that those who join are asked by what they go two by two (S41)."""
    asked = {one.id: one for stage in format.stages if stage.who == "candidate" for one in stage.questions}
    for word, kind in KINDS.items():
        name = getattr(match, word)
        what = f"{name} asks nobody who joins for this; name a {kind} question of the stage with who: candidate"
        need(name in asked and asked[name].kind == kind, what, "forms", "match", word)
    brings, seeks = asked[match.brings], asked[match.seeks]
    what = f"{match.seeks} offers other things than {match.brings}; give both the same options"
    need(set(brings.options) == set(seeks.options), what, "forms", "match", "seeks")
