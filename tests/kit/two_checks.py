"""Value checks of two groups that one person leads (X16)."""

from tests.kit.town import Town

CHECK = "quarterly_value_check"


async def leads_two_groups(place: Town) -> None:
    """Let Ingrid lead a second group as well."""
    await place.wait(hours=1)
    await place.add_team("bezwaar", "Team Bezwaar")
    await place.add("ingrid", "lead", team="bezwaar")
    for who in ("olaf", "petra", "quin"):
        await place.add(who, team="bezwaar")


async def in_both(place: Town) -> None:
    """Let Ingrid plan a check in both groups that she leads."""
    await leads_two_groups(place)
    for number in (1, 2):
        await place.says("ingrid", f"waardecheck start {number}")
        await place.taps("ingrid", "De afgelopen periode")
        for said in ("overslaan", "26 maart om 14:00", "ja", "Kies jij maar"):
            await place.says("ingrid", said)
        await place.taps("ingrid", "Ja, nodig uit")
    await place.hears("ingrid")
