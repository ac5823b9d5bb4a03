from reports.charts.reading import Part, figure_of_shares

PARTS = [
    Part("records", 999_999, "1.0 MB records", "imported"),
    Part("unreadable lines", 1, "1 byte unreadable lines", "waiting", hatched=True),
]


def test_a_single_byte_among_a_million_is_seen() -> None:
    records, rejects = figure_of_shares(PARTS, theme="light").data
    assert rejects.x[0] > 0.005 and records.x[0] > 0.99


def test_parts_fill_the_bar_and_say_their_size() -> None:
    figure = figure_of_shares(PARTS, theme="dark")
    assert figure.layout.xaxis.range[1] == sum(bar.x[0] for bar in figure.data)
    assert [bar.customdata[0] for bar in figure.data] == ["1.0 MB records", "1 byte unreadable lines"]


def test_what_waits_is_hatched_and_nothing_else_is() -> None:
    assert [bar.marker.pattern.shape for bar in figure_of_shares(PARTS, theme="light").data] == ["", "/"]
