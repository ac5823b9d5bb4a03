"""One file a page, each `render(portal)` over a frozen view-model; inert when imported."""
