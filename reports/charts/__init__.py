"""Charts as Plotly figures from records: built here once, shown by pages, printed by documents later."""
