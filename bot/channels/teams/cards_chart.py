"""A few figures on a card: bars where Teams draws them, and the same figures in words where it does not."""

from microsoft_teams.cards import CardElement, Fact, FactSet, HorizontalBarChart, HorizontalBarChartDataValue

from bot.channels.teams.cards_text import one_line, plain, unmarked
from dialogs.saying.prompt import Chart


def bars(chart: Chart) -> list[CardElement]:
    """Return figures under their title; each bar has its words and its number beside it, and all have one colour."""
    data = [HorizontalBarChartDataValue(x=plain(label), y=number) for label, number in chart.bars]
    facts = [Fact(title=unmarked(label), value=str(number)) for label, number in chart.bars]
    drawn = HorizontalBarChart(
        data=data,
        display_mode="AbsoluteNoAxis",
        color="categoricalBlue",
        fallback=FactSet(facts=facts),
    )
    return [one_line(chart.title, bold=True), drawn]
