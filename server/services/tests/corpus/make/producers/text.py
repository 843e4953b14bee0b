"""Markdown, plain text and JSON Resume."""

import json

from blocks import contact_parts, section_blocks
from people import flat_bullets


def markdown(who, options):
    out = [f"# {who['name']}", ""]
    if who.get("headline"):
        out += [f"**{who['headline']}**", ""]
    parts = contact_parts(who, options.get("labels"))
    out += ([f"- {p}" for p in parts] if options.get("contact") == "list" else [" | ".join(parts)]) + [""]
    mark = options.get("mark", "-")
    for section in who["sections"]:
        out += [f"## {section['title']}", ""]
        for block in section_blocks(section, options.get("form", "pipes"), options.get("style", "mon")):
            kind = block[0]
            if kind == "entry":
                if out[-1]:
                    out.append("")
                first = True
            elif kind == "row":
                text = block[1] + (f" | {block[2]}" if block[2] and options.get("inline") else "")
                if first:
                    out.append(f"### {text}")
                elif text:
                    out.append(f"*{text}*" if block[3] == "italic" else text)
                if block[2] and not options.get("inline"):
                    out.append(f"*{block[2]}*")
                if not first or block[2]:
                    out.append("")
                first = False
            elif kind == "bullet":
                out.append("  " * block[2] + f"{mark} {block[1]}")
            elif kind == "skills":
                out += [f"**{block[1]}:** {', '.join(block[2])}" if block[1] else ", ".join(block[2]), ""]
            elif kind == "line":
                out.append(f"{mark} {block[1]}")
            else:
                out += [block[1], ""]
        if out[-1]:
            out.append("")
    return "\n".join(out)


def wrapped(text, width, first="", rest=""):
    lines, line = [], first
    for word in text.split():
        if len(line) + len(word) + 1 > width and line.strip() not in ("", first.strip()):
            lines.append(line)
            line = rest
        line += ("" if line == rest or line == first else " ") + word
    return lines + [line]


def plain(who, options):
    """A text resume of 78 columns; `look` is "underlined", "caps" or "rule"."""
    look, width, out = options.get("look", "caps"), options.get("width", 78), []
    centre = (lambda t: t.center(width).rstrip()) if options.get("centred") else (lambda t: t)
    out += [centre(who["name"].upper() if options.get("shout") else who["name"])]
    if who.get("headline"):
        out.append(centre(who["headline"]))
    parts = contact_parts(who, options.get("labels"))
    out += [centre(p) for p in parts] if options.get("contact") == "lines" else [centre(p) for p in wrapped(" | ".join(parts), width)]
    out.append("")
    for section in who["sections"]:
        title = section["title"]
        if look == "underlined":
            out += [title, "=" * len(title)]
        elif look == "rule":
            out += ["-" * width, title.upper(), "-" * width]
        elif look == "colon":
            out += [title + ":"]
        else:
            out += [title.upper(), ""]
        for block in section_blocks(section, options.get("form", "title_first"), options.get("style", "mon")):
            kind = block[0]
            if kind == "entry":
                if out[-1] and not set(out[-1]) <= {"=", "-"}:
                    out.append("")
            elif kind == "row":
                left, right = block[1], block[2]
                out.append(left if not right else left + (" " * max(2, width - len(left) - len(right)) if options.get("columns", True) else " (") + right + ("" if options.get("columns", True) else ")"))
            elif kind == "bullet":
                mark = options.get("mark", "*")
                indent = "  " * (block[2] + 1)
                out += wrapped(block[1], width, f"{indent}{mark} ", indent + "  ")
            elif kind == "skills":
                out += wrapped((f"{block[1]}: " if block[1] else "") + ", ".join(block[2]), width)
            else:
                out += wrapped(block[1], width)
        out.append("")
    return "\n".join(out)


def json_resume(who, options):
    """https://jsonresume.org/schema"""
    basics = {"name": who["name"], "label": who.get("headline", ""), "email": who["email"], "phone": who["phone"], "location": {"city": who.get("location", "")}}
    basics["profiles"] = [{"network": link.split("/")[0].removesuffix(".com").title(), "url": "https://" + link} for link in who.get("links", [])]
    out = {"basics": basics}

    def span(entry, row):
        if entry.get("start"):
            row["startDate"] = str(entry["start"])
        if entry.get("end") and entry["end"] != "present":
            row["endDate"] = str(entry["end"])
        return row

    for section in who["sections"]:
        kind, entries = section["kind"], section.get("entries", [])
        if kind == "summary":
            basics["summary"] = " ".join(section["text"].split())
        elif kind == "experience":
            out["work"] = [span(e, {"name": e["organisation"], "position": e["title"], "location": e.get("place", ""), "highlights": [t for t, _ in flat_bullets(e)]}) for e in entries]
        elif kind == "volunteering":
            out["volunteer"] = [span(e, {"organization": e["organisation"], "position": e["title"], "highlights": [t for t, _ in flat_bullets(e)]}) for e in entries]
        elif kind == "education":
            out["education"] = [span(e, {"institution": e["organisation"], "area": "", "studyType": e["title"]}) for e in entries]
        elif kind == "certifications":
            out["certificates"] = [{"name": e["title"], "issuer": e["organisation"], "date": str(e["end"])} for e in entries]
        elif kind == "projects":
            out["projects"] = [span(e, {"name": e["title"], "url": "https://" + e["url"] if e.get("url") else "", "highlights": [t for t, _ in flat_bullets(e)]}) for e in entries]
        elif kind == "skills":
            out["skills"] = [{"name": g["label"], "keywords": g["skills"]} for g in section["groups"]]
        elif kind == "languages":
            out["languages"] = [{"language": line.split(" (")[0], "fluency": line.split(" (")[1].rstrip(")")} for line in section["lines"]]
        elif kind == "interests":
            out["interests"] = [{"name": line} for line in section["lines"]]
        elif kind == "awards":
            out["awards"] = [{"title": e["title"], "awarder": e.get("organisation", ""), "date": str(e["end"])} for e in entries]
        elif kind == "publications":
            out["publications"] = [{"name": e["title"], "publisher": e.get("organisation", ""), "releaseDate": str(e["end"])} for e in entries]
    return json.dumps(out, ensure_ascii=False, indent=2)


WRITERS = {"markdown": markdown, "plain": plain, "json_resume": json_resume}


def build(who, target, options):
    target.write_text(WRITERS[options["producer"]](who, options))
