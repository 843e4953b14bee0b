"""HTML resumes, printed by Chromium, WeasyPrint or wkhtmltopdf."""

import html
import pathlib
import subprocess
import tempfile

from blocks import contact_parts, section_blocks

BASE = """
* { box-sizing: border-box } body { font: 10pt/1.35 FONT; margin: 0; color: #222 }
h1 { margin: 0; font-size: 20pt } h2 { font-size: 12pt; margin: 12pt 0 4pt } p { margin: 2pt 0 } ul { margin: 2pt 0 6pt; padding-left: 14pt }
.row { display: flex; justify-content: space-between; gap: 8pt } .bold { font-weight: 700 } .italic { font-style: italic } .small { font-size: 9pt; color: #555 }
aside .row > span { display: block } aside { overflow-wrap: anywhere }
.headline { font-size: 12pt; color: #446 } .entry { margin-bottom: 6pt }
"""

LAYOUTS = {
    "single": "@page { size: A4; margin: 16mm } h2 { border-bottom: 1px solid #333; text-transform: none }",
    "centred": "@page { size: letter; margin: 18mm } header { text-align: center } h2 { text-transform: uppercase; letter-spacing: 1.5pt; font-size: 11pt; border-bottom: .5pt solid #999 }",
    "sidebar_left": """@page { size: A4; margin: 0 } body { display: grid; grid-template-columns: 64mm 1fr; min-height: 296mm }
        aside { background: #24384d; color: #fff; padding: 12mm 7mm } main { padding: 12mm 10mm } aside .small { color: #dde } aside .row { display: block } aside ul { padding-left: 10pt }""",
    "sidebar_right": """@page { size: A4; margin: 14mm } body { display: grid; grid-template-columns: 1fr 56mm; gap: 9mm } aside { border-left: 1px solid #ccc; padding-left: 6mm }
        header { grid-column: 1 / -1 } aside .row { display: block } aside .entry { margin-bottom: 8pt }""",
    "float_right": """@page { size: A4; margin: 14mm } aside { float: right; width: 55mm; background: #f2f0ea; padding: 4mm } main { margin-right: 62mm } aside .row { display: block }
        .row > span + span { text-align: right }""",
    "flow": "@page { size: A4; margin: 13mm } .flow { columns: 2; column-gap: 9mm } .entry { break-inside: avoid } h2 { break-after: avoid; color: #7a2d2d } .row { flex-wrap: wrap }",
    "date_left": """@page { size: A4; margin: 16mm } .dated { display: grid; grid-template-columns: 34mm 1fr; column-gap: 5mm } .dated > .when { color: #666; font-size: 9pt; padding-top: 1pt }
        h2 { color: #1b5e4a }""",
    "table": "table { width: 100%; border-collapse: collapse } td { vertical-align: top } td.when { width: 36mm; color: #555 } td.right { text-align: right; white-space: nowrap }",
    "right_name": "@page { size: A4; margin: 15mm } header { text-align: right; border-right: 4pt solid #136 ; padding-right: 4mm } h2 { background: #e8eef4; padding: 2pt 4pt; font-size: 11pt } ul { list-style: square }",
    "margin_titles": """@page { size: A4; margin: 15mm } section { display: grid; grid-template-columns: 36mm 1fr; column-gap: 6mm; border-top: .5pt solid #888; padding-top: 2mm; margin-top: 2mm }
        h2 { grid-column: 1; margin: 0; font-size: 11pt; color: #136 } section > *:not(h2) { grid-column: 2 }""",
    "two_equal": """@page { size: letter; margin: 14mm } body { display: grid; grid-template-columns: 1fr 1fr; gap: 10mm } header { grid-column: 1 / -1; border-bottom: 2px solid #c50 } aside .row { display: block }""",
}


def esc(text):
    return html.escape(text, quote=False)


def linked(part):
    if ": " in part:
        return esc(part)
    if "@" in part and " " not in part:
        return f'<a style="color:inherit" href="mailto:{part}">{esc(part)}</a>'
    if "." in part and " " not in part and "/" in part:
        return f'<a style="color:inherit" href="https://{part}">{esc(part)}</a>'
    return esc(part)


def section_html(section, options):
    out, form, date_left = [], options.get("form", "title_first"), options["layout"] in ("date_left",)
    table = options["layout"] == "table"
    if section["title"]:
        out.append(f"<h2>{esc(section['title'])}</h2>")
    in_list, in_entry = -1, False

    def close_lists(to):
        nonlocal in_list
        while in_list > to:
            out.append("</li></ul>" if options.get("list", True) else "")
            in_list -= 1

    def close_entry():
        nonlocal in_entry
        close_lists(-1)
        if in_entry:
            out.append("</td></tr></table>" if table else "</div></div>" if date_left else "</div>")
        in_entry = False

    blocks = list(section_blocks(section, form, options.get("style", "mon"), grouped=options.get("grouped", False)))
    skills = options.get("skills", "rows")
    when = ""
    for block in blocks:
        kind = block[0]
        if kind == "entry":
            close_entry()
            in_entry, when = True, block[1]
            if table:
                out.append(f'<table class="entry"><tr><td class="when">{esc(when)}</td><td>')
            elif date_left:
                out.append(f'<div class="entry dated"><div class="when">{esc(when)}</div><div>')
            else:
                out.append('<div class="entry">')
        elif kind == "row":
            close_lists(-1)
            right = "" if (date_left or table) and block[2] == when else block[2]
            right = f"<span>{esc(right)}</span>" if right else ""
            out.append(f'<div class="row {block[3]}"><span>{linked(block[1])}</span>{right}</div>')
        elif kind == "bullet":
            level = block[2]
            if level > in_list:
                out.append("<ul><li>")
                in_list = level
            else:
                close_lists(level)
                out.append("</li><li>")
            out.append(esc(block[1]))
        else:
            close_lists(-1)
            if kind == "skills":
                if skills == "pills":
                    out.append("<p>" + " ".join(f'<span style="border:1px solid #888;border-radius:6pt;padding:0 4pt;display:inline-block;margin:1pt">{esc(s)}</span>' for s in block[2]) + "</p>")
                elif skills == "list":
                    out.append((f'<div class="bold">{esc(block[1])}</div>' if block[1] else "") + "<ul>" + "".join(f"<li>{esc(s)}</li>" for s in block[2]) + "</ul>")
                elif skills == "dots":
                    out.append(f"<p>{esc(' • '.join(block[2]))}</p>")
                else:
                    out.append(f"<p>{f'<b>{esc(block[1])}:</b> ' if block[1] else ''}{esc(', '.join(block[2]))}</p>")
            else:
                out.append(f"<p>{esc(block[1])}</p>")
    close_entry()
    return "\n".join(out)


def page(who, options):
    layout, aside_kinds = options["layout"], options.get("aside", ())
    parts = contact_parts(who, options.get("labels"))
    icons = options.get("icons")
    if icons:
        glyphs = [{"@": "\uf0e0", "/": "\uf0c1"}.get(next((c for c in "@/" if c in p), ""), "\uf095" if any(ch.isdigit() for ch in p) else "\uf041") for p in parts]
        contact = "".join(f'<span style="margin-right:10pt"><i class="fa">{g}</i> {linked(p)}</span>' for g, p in zip(glyphs, parts))
    elif options.get("contact") == "lines":
        contact = "".join(f"<div>{linked(p)}</div>" for p in parts)
    else:
        contact = options.get("between", " | ").join(linked(p) for p in parts)
    banner = f"<div class='small'>{esc(options['banner'])}</div>" if options.get("banner") else ""
    name = banner + f"<h1>{esc(who['name'])}</h1>" + (f'<div class="headline">{esc(who["headline"])}</div>' if who.get("headline") else "")
    main = "\n".join(f"<section>{section_html(s, options)}</section>" for s in who["sections"] if s["kind"] not in aside_kinds)
    aside = "\n".join(f"<section>{section_html(s, options)}</section>" for s in who["sections"] if s["kind"] in aside_kinds)
    if layout == "sidebar_left":
        contact_title = options.get("contact_title", "")
        body = f"<aside>{f'<h2>{contact_title}</h2>' if contact_title else ''}{contact}{aside}</aside><main><header>{name}</header>{main}</main>"
    elif layout == "float_right":
        body = f"<header>{name}<div class='small'>{contact}</div></header><aside>{aside}</aside><main>{main}</main>"
    elif layout == "flow":
        body = f"<header>{name}<div class='small'>{contact}</div></header><div class='flow'>{main}</div>"
    elif layout in ("sidebar_right", "two_equal"):
        body = f"<header>{name}<div class='small'>{contact}</div></header><main>{main}</main><aside>{aside}</aside>"
    else:
        body = f"<header>{name}<div class='small'>{contact}</div></header>{main}"
    css = BASE.replace("FONT", options.get("font", "Liberation Sans, sans-serif")) + LAYOUTS[layout] + options.get("css", "")
    css += "@font-face { font-family: FA; src: url(file:///usr/share/fonts/truetype/font-awesome/fontawesome-webfont.ttf) } .fa { font: normal 9pt FA }" if icons else ""
    return f"<!doctype html><html lang='{options.get('lang', 'en')}'><meta charset='utf-8'><title>{esc(who['name'])}</title><style>{css}</style><body>{body}</body></html>"


def build(who, target, options):
    source = page(who, options)
    producer = options["producer"]
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "resume.html")
        file.write_text(source)
        if producer == "chromium":
            running = "--no-pdf-header-footer" if not options.get("running") else "--virtual-time-budget=100"
            subprocess.run(
                ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", running, f"--print-to-pdf={target}", file.as_uri()],
                check=True, capture_output=True, timeout=120,
            )
        elif producer == "weasyprint":
            import weasyprint

            weasyprint.HTML(str(file)).write_pdf(str(target))
        elif producer == "wkhtmltopdf":
            subprocess.run(["wkhtmltopdf", "-q", "--enable-local-file-access", *options.get("arguments", []), str(file), str(target)], check=True, timeout=120)
