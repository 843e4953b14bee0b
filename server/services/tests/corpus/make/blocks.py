"""A person as rows that any producer can set: header rows of an entry in one of several forms, bullets, skills, lines."""

from people import dates, flat_bullets


def head_rows(entry, form, style):
    """Rows of (left, right, weight). The forms are those that resumes use."""
    title, organisation, place = (entry.get(key, "") for key in ("title", "organisation", "place"))
    when = dates(entry, style)
    if not organisation:
        return [(" – ".join(t for t in (title,) if t), when, "bold")] + ([(entry["url"], "", "small")] if entry.get("url") else [])
    where = f"{organisation}, {place}" if place else organisation
    rows = {
        "title_first": [(title, when, "bold"), (where, "", "italic")],
        "organisation_first": [(organisation, place, "bold"), (title, when, "italic")],
        "one_line": [(f"{title}, {where}", when, "bold")],
        "pipes": [(" | ".join(t for t in (title, organisation, place) if t), when, "bold")],
        "dash": [(f"{organisation} — {title}", when, "bold")] + ([(place, "", "small")] if place else []),
        "at": [(f"{title} at {organisation}", "", "bold"), (" · ".join(t for t in (when, place) if t), "", "small")],
        "stacked": [(title, "", "bold"), (organisation, "", "plain"), (" | ".join(t for t in (when, place) if t), "", "small")],
        "at_sign": [(f"{title} @ {organisation}", when, "bold")] + ([(place, "", "small")] if place else []),
        "dash_title": [(f"{title} – {organisation} ({place})" if place else f"{title} – {organisation}", when, "bold")],
        "dates_inside": [(f"{where} ({when})", "", "bold"), (title, "", "italic")],
        "dots": [(" • ".join(t for t in (organisation, place) if t), when, "bold"), (title, "", "italic")],
        "date_first": [(when, "", "small"), (title, "", "bold"), (where, "", "plain")],
        "labels": [(f"Period: {when}", "", "plain"), (f"Position: {title}", "", "plain"), (f"Employer: {where}", "", "plain")],
        "school_labels": [(f"Period: {when}", "", "plain"), (f"Degree: {title}", "", "plain"), (f"School: {where}", "", "plain")],
        "bracket": [(f"{organisation} ({place})" if place else organisation, when, "bold"), (title, "", "italic")],
    }[form]
    return rows + ([(entry["url"], "", "small")] if entry.get("url") else [])


def section_blocks(section, form="title_first", style="mon", skills="rows", dash=": ", grouped=False):
    """Yields ("row", left, right, weight), ("entry", when) before an entry, ("bullet", text, level), ("skills", label, [..]), ("text", ..), ("line", ..)."""
    if section.get("text"):
        yield ("text", " ".join(section["text"].split()))
    before = None
    if form == "labels" and section["kind"] != "experience":
        form = "school_labels" if section["kind"] == "education" else "title_first"
    for entry in section.get("entries", []):
        yield ("entry", dates(entry, style))
        if grouped and section["kind"] == "experience":
            if before != entry["organisation"]:
                yield ("row", entry["organisation"], entry.get("place", ""), "bold")
            before = entry["organisation"]
            yield ("row", entry["title"], dates(entry, style), "italic")
        else:
            for left, right, weight in head_rows(entry, form, style):
                yield ("row", left, right, weight)
        if entry.get("summary"):
            yield ("text", entry["summary"])
        for text, level in flat_bullets(entry):
            yield ("bullet", text, level)
    for text in section.get("bullets", []):
        yield ("bullet", text, 0)
    for group in section.get("groups", []):
        yield ("skills", group["label"], group["skills"])
    for line in section.get("lines", []):
        yield ("line", line)


def contact_parts(who, labels=None):
    """Location, telephone, e-mail and links; `labels` are what stands before the first three."""
    parts = [who.get(key, "") for key in ("location", "phone", "email")]
    if labels:
        parts = [f"{label} {part}" if part else "" for label, part in zip(labels, parts)]
    return [p for p in parts if p] + list(who.get("links", []))
