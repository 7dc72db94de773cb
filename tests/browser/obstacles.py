"""What would stand in the way of somebody with a screen reader, a keyboard or weak sight."""


def violations(page, axe):
    """Whatever axe objects to, shortened to what a reader of the report needs."""
    page.evaluate(axe)
    found = page.evaluate("axe.run()")["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]
