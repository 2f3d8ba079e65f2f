"""What makes a stage whole where scales are weighed against each other; each flaw says what is wrong."""

from typing import TYPE_CHECKING

from dialogs.checks.flaws import Path, need

if TYPE_CHECKING:
    from dialogs.language.stages import Stage


def of_weighing(stage: "Stage", path: Path) -> None:
    """Check what is weighed: scales of this stage that everybody is asked, under a name of its own."""
    everybody = {one.id for one in stage.questions if one.kind == "scale" and not (one.only_if or one.of_some or one.follows)}
    for name, weighing in stage.weighs.items():
        here: Path = (*path, "weighs", name)
        need(name not in stage.by_id, f"{name} is a question too; give what is weighed another name", *here)
        missing = ", ".join(one for one in weighing.scales if one not in everybody)
        what = f"{name} weighs what is no scale that everybody is asked here: {missing}; name scales without only_if"
        need(not missing, what, *here)
        for number, pair in enumerate(weighing.pairs):
            both = ", ".join(sorted(set(pair.more) & set(pair.than)))
            need(not both, f"{name} weighs {both} against itself; name it on one side", *here, "pairs", number)
