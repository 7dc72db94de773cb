"""What would stand in the way of somebody with a screen reader, a keyboard or weak sight."""


def violations(page, axe, *, within="html"):
    """Whatever axe objects to, shortened to what a reader of the report needs."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    found = page.evaluate("(part) => axe.run(part)", within)["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]
