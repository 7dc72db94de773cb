"""How every dashboard looks: its panels, and what stands around them."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from grafana_foundation_sdk.builders import common, dashboard, prometheus, stat, timeseries
from grafana_foundation_sdk.models.common import (
    BigValueGraphMode,
    GraphThresholdsStyleMode,
    LegendDisplayMode,
    LegendPlacement,
    SortOrder,
    StackingMode,
    TooltipDisplayMode,
    VisibilityMode,
)
from grafana_foundation_sdk.models.dashboard import (
    DashboardCursorSync,
    DashboardLinkType,
    DataSourceRef,
    Threshold,
    ThresholdsMode,
    VariableRefresh,
)

from tonebridge_operator.desired.monitoring import SCRAPED_EVERY

TAG = "tonebridge"
SOURCE = DataSourceRef(type_val="prometheus", uid="${datasource}")
WIDTH = 24
"""Columns of a dashboard."""
FIGURE_HEIGHT, GRAPH_HEIGHT = 4, 8
CALM, WARN, BAD = "green", "orange", "red"

Panel: TypeAlias = timeseries.Panel | stat.Panel


class Query(NamedTuple):
    """What is asked of Prometheus, and what its series are called."""

    expression: str
    legend: str


class Level(NamedTuple):
    """From which value on something has this colour."""

    since: float
    colour: str


def figure(
    title: str,
    meaning: str,
    unit: str,
    expression: str,
    *levels: Level,
    below: str = CALM,
    decimals: int | None = None,
) -> stat.Panel:
    """Return one number as it is now; `below`: its colour where no level begins."""
    found = (
        stat.Panel()
        .title(title)
        .description(meaning)
        .unit(unit)
        .datasource(SOURCE)
        .thresholds(_thresholds(levels, below))
        .graph_mode(BigValueGraphMode.NONE)
        .reduce_options(common.ReduceDataOptions().calcs(["lastNotNull"]))
        .with_target(_target(0, Query(expression, title)).instant())
    )
    return found if decimals is None else found.decimals(decimals)


def graph(
    title: str,
    meaning: str,
    unit: str,
    *queries: Query,
    levels: Sequence[Level] = (),
    stacked: bool = False,
) -> timeseries.Panel:
    """Return curves; a level is a line across them."""
    found = (
        timeseries.Panel()
        .title(title)
        .description(meaning)
        .unit(unit)
        .datasource(SOURCE)
        .min(0)
        .show_points(VisibilityMode.NEVER)
        .fill_opacity(60 if stacked else 8)
        .legend(
            common.VizLegendOptions()
            .display_mode(LegendDisplayMode.LIST)
            .placement(LegendPlacement.BOTTOM)
            .show_legend(True)  # noqa: FBT003 - the builder's way
        )
        .tooltip(
            common.VizTooltipOptions().mode(TooltipDisplayMode.MULTI).sort(SortOrder.DESCENDING)
        )
    )
    if stacked:
        found = found.stacking(common.StackingConfig().mode(StackingMode.NORMAL))
    if levels:
        style = common.GraphThresholdsStyleConfig().mode(GraphThresholdsStyleMode.DASHED)
        found = found.thresholds(_thresholds(levels, "transparent")).thresholds_style(style)
    for number, query in enumerate(queries):
        found = found.with_target(_target(number, query).range())
    return found


def page(title: str, uid: str, meaning: str) -> dashboard.Dashboard:
    """Return a dashboard without panels; its data source can be chosen."""
    return (
        dashboard.Dashboard(title)
        .uid(uid)
        .description(meaning)
        .tags([TAG])
        .readonly()
        .time("now-6h", "now")
        .refresh("1m")
        .tooltip(DashboardCursorSync.CROSSHAIR)
        .with_variable(
            dashboard.DatasourceVariable("datasource").label("Data source").type("prometheus")
        )
        .link(
            dashboard.DashboardLink("ToneBridge")
            .type(DashboardLinkType.DASHBOARDS)
            .tags([TAG])
            .as_dropdown(True)  # noqa: FBT003 - the builder's way
            .keep_time(True)  # noqa: FBT003 - the builder's way
        )
    )


def choice(name: str, label: str, values_of: str) -> dashboard.QueryVariable:
    """Return a variable whose values are those of a label: `label_values(metric, label)`."""
    return (
        dashboard.QueryVariable(name)
        .label(label)
        .datasource(SOURCE)
        .query(values_of)
        .refresh(VariableRefresh.ON_TIME_RANGE_CHANGED)
    )


def section(
    page: dashboard.Dashboard, title: str, *lines: tuple[Panel, ...]
) -> dashboard.Dashboard:
    """Add a heading and beneath it lines of panels, which share the width."""
    found = page.with_row(dashboard.Row(title))
    for panels in lines:
        for panel in panels:
            height = FIGURE_HEIGHT if isinstance(panel, stat.Panel) else GRAPH_HEIGHT
            found = found.with_panel(panel.span(WIDTH // len(panels)).height(height))
    return found


def _target(number: int, query: Query) -> prometheus.Dataquery:
    return (
        prometheus.Dataquery()
        .ref_id(chr(ord("A") + number))
        .expr(query.expression)
        .legend_format(query.legend)
        .interval(SCRAPED_EVERY)
    )


def _thresholds(levels: Sequence[Level], below: str) -> dashboard.ThresholdsConfig:
    steps = [Threshold(value=None, color=below)]
    steps += [Threshold(value=level.since, color=level.colour) for level in levels]
    return dashboard.ThresholdsConfig().mode(ThresholdsMode.ABSOLUTE).steps(steps)
