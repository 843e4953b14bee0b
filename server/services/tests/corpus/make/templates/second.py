"""More layouts: tables with named columns, dates with places below them, typed text, roles under one employer."""

import sys
from kit import *

ALL = {}


def layout(f):
    ALL[f.__name__] = f
    return f


E = esc


@layout
def amsterdam():
    p = P("pm")
    css = """@page{size:A4;margin:16mm}body{font:9.8pt/1.45 'Noto Sans';display:grid;grid-template-columns:1fr 48mm;column-gap:10mm}header{grid-column:1/-1;text-align:center;margin-bottom:6mm}h1{font-size:22pt;font-weight:600}h2{font-size:13pt;margin:9pt 0 4pt}.t{font-weight:700;font-size:10.5pt}.d{font-size:8pt;letter-spacing:.8pt;color:#888;text-transform:uppercase;margin:1pt 0 3pt}ul{padding-left:13pt}aside{overflow-wrap:anywhere}"""
    e1 = lambda e: f'<p class=t>{E(e["title"])}, {E(e["org"])}, {E(e["place"])}</p><p class=d>{span(e,"month"," — ")}</p>' + ul(
        e["bullets"]
    )
    body = (
        f"<header><h1>{p.name}</h1><p>{p.headline}</p></header><main><h2>Profile</h2><p>{p.summary}</p><h2>Employment History</h2>"
        + "".join(map(e1, p.jobs))
        + "<h2>Education</h2>"
        + "".join(map(e1, p.schools))
        + "</main>"
    )
    body += (
        f"<aside><h2>Details</h2><p>{p.location}</p><p>{p.phone}</p><p>{p.email}</p><h2>Links</h2><p>{p.links[0]}</p><p>{p.links[1]}</p><h2>Skills</h2>"
        + "".join(f'<p>{s}</p><div style="height:2pt;background:#357;margin-bottom:4pt"></div>' for s in p.allskills)
        + "</aside>"
    )
    chromium(
        "template-amsterdam.pdf",
        css,
        body,
        truth(
            p,
            "chromium",
            "month",
            [("summary", "Profile"), ("experience", "Employment History"), ("education", "Education"), ("skills", "Skills")],
        ),
    )


@layout
def awesome():
    p = P("security")
    a, b = p.name.split(" ", 1)
    src = '#set page(paper:"us-letter",margin:(x:18mm,y:14mm))\n#set text(font:"Roboto",size:9.5pt)\n'
    src += f'#align(center)[#text(28pt,weight:300)[{a}] #text(28pt,weight:"bold")[{b}]\\ #text(8pt,fill:rgb("#c33"))[#smallcaps[{p.headline}]]\\ #text(8pt,style:"italic")[{p.location}]\\ #text(8pt)[{p.phone} #h(3pt)|#h(3pt) {typ(p.email)} #h(3pt)|#h(3pt) {p.links[0]}]]\n'
    H = (
        lambda t: f'#v(5pt)#text(14pt,weight:"bold")[#text(fill:rgb("#c33"))[{t[:3]}]{t[3:]}] #box(width:1fr,line(length:100%,stroke:.5pt))\n\n'
    )

    def ent(e):
        return (
            f'*{typ(e["org"])}* #h(1fr) #text(fill:rgb("#c33"),style:"italic")[{e["place"]}]\\ #text(8pt)[#smallcaps[{e["title"]}]] #h(1fr) #text(8pt,style:"italic")[{span(e,"mon."," - ","PRESENT")}]\n'
            + "".join(f"- {typ(x)}\n" for x in e["bullets"])
            + "\n"
        )

    src += (
        H("Summary")
        + p.summary
        + "\n"
        + H("Work Experience")
        + "".join(map(ent, p.jobs))
        + H("Education")
        + "".join(map(ent, p.schools))
        + H("Certificates")
        + "".join(f'{one(c["end"],"year")} #h(8pt) *{c["title"]}*, {c["org"]}\\ ' for c in p.certs)
        + H("Skills")
        + "*Tools* #h(10pt) "
        + ", ".join(p.allskills)
    )
    t = truth(
        p,
        "typst",
        "mon",
        [
            ("summary", "Summary"),
            ("experience", "Work Experience"),
            ("education", "Education"),
            ("certifications", "Certificates"),
            ("skills", "Skills"),
        ],
    )
    for c in t["certifications"]:
        c["end"] = c["end"][:4]
    typst_("template-awesome-typst.pdf", src, t)


@layout
def kick():
    p = P("paramedic")
    css = """@page{size:letter;margin:15mm}body{font:10pt/1.4 'Liberation Sans'}h1{font-size:24pt;color:#274}h2{font-size:12pt;color:#274;border-bottom:.7pt solid #274;margin:9pt 0 5pt}.g{display:grid;grid-template-columns:40mm 1fr;gap:5mm;margin-bottom:5pt}.l{font-size:9pt;color:#666}ul{padding-left:13pt}.c{display:grid;grid-template-columns:1fr 1fr}"""
    r = (
        lambda e: f'<div class=g><div class=l><div>{span(e,"iso")}</div><div>{e["place"]}</div></div><div><b>{E(e["title"])}</b><div>{E(e["org"])}</div>{ul(e["bullets"])}</div></div>'
    )
    body = (
        f"<h1>{p.name}</h1><p>{p.headline}</p><div class=c><span>Address: {p.location}</span><span>Phone: {p.phone}</span><span>Email: {p.email}</span><span>LinkedIn: {p.links[0]}</span></div><h2>Profile</h2><p>{p.summary}</p><h2>Work experience</h2>"
        + "".join(map(r, p.jobs))
        + "<h2>Education</h2>"
        + "".join(map(r, p.schools))
        + "<h2>Licenses &amp; Certificates</h2>"
        + "".join(f'<div class=g><div class=l>{c["end"]}</div><div><b>{c["title"]}</b><div>{c["org"]}</div></div></div>' for c in p.certs)
        + "<h2>Skills</h2>"
        + ul(p.allskills)
    )
    chromium(
        "template-kick.pdf",
        css,
        body,
        truth(
            p,
            "chromium",
            "iso",
            [
                ("summary", "Profile"),
                ("experience", "Work experience"),
                ("education", "Education"),
                ("certifications", "Licenses & Certificates"),
                ("skills", "Skills"),
            ],
        ),
    )


@layout
def word_three():
    import docx
    from docx.shared import Pt, Mm

    p = P("acct")
    d = docx.Document()
    d.styles["Normal"].font.name = "Liberation Sans"
    d.styles["Normal"].font.size = Pt(10)
    q = d.add_paragraph()
    q.alignment = 1
    r = q.add_run(p.name.upper())
    r.bold = True
    r.font.size = Pt(18)
    q = d.add_paragraph()
    q.alignment = 1
    q.add_run(f"{p.location}  •  {p.phone}  •  {p.email}")

    def H(t):
        q = d.add_paragraph()
        r = q.add_run(t)
        r.bold = True
        r.font.small_caps = True
        r.font.size = Pt(13)

    H("Professional Profile")
    d.add_paragraph(p.summary)

    def rows(es):
        for e in es:
            tb = d.add_table(rows=1, cols=3)
            c = tb.rows[0].cells
            c[0].paragraphs[0].add_run(e["title"]).bold = True
            c[1].paragraphs[0].add_run(f'{e["org"]}, {e["place"]}')
            c[2].paragraphs[0].add_run(span(e, "mon"))
            c[2].paragraphs[0].alignment = 2
            for b in e["bullets"]:
                d.add_paragraph(b, style="List Bullet")

    H("Career History")
    rows(p.jobs)
    H("Education and Qualifications")
    rows(p.schools)
    H("Key Skills")
    d.add_paragraph(" | ".join(p.allskills))
    H("Interests")
    d.add_paragraph(", ".join(p.interests))
    d.save(OUT / "template-word-three.docx")
    t = truth(
        p,
        "python_docx",
        "mon",
        [
            ("summary", "Professional Profile"),
            ("experience", "Career History"),
            ("education", "Education and Qualifications"),
            ("skills", "Key Skills"),
            ("interests", "Interests"),
        ],
        headline=None,
    )
    t["name"] = p.name.upper()
    put("template-word-three.docx", t)
    to_pdf(OUT / "template-word-three.docx", "template-word-three-lo.pdf")
    put("template-word-three-lo.pdf", dict(t, made_by="libreoffice"))


@layout
def ats_docx():
    import docx
    from docx.shared import Pt, Mm, Inches
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER

    p = P("chemist2")
    d = docx.Document()
    d.styles["Normal"].font.name = "Liberation Serif"
    d.styles["Normal"].font.size = Pt(11)
    d.styles["Normal"].paragraph_format.space_after = Pt(0)
    d.add_paragraph().add_run(p.name).bold = True
    d.add_paragraph(p.location)
    d.add_paragraph(f"Cell: {p.phone}")
    d.add_paragraph(f"Email: {p.email}")

    def H(t):
        d.add_paragraph("")
        q = d.add_paragraph()
        q.add_run(t.upper()).bold = True

    def ent(e, deg=False):
        q = d.add_paragraph()
        q.paragraph_format.tab_stops.add_tab_stop(Inches(6), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        q.add_run(e["org"].upper() if not deg else e["org"]).bold = True
        q.add_run(f', {e["place"]}')
        q.add_run("\t" + span(e, "slash", "-"))
        d.add_paragraph().add_run(e["title"]).underline = True
        for b in e["bullets"]:
            d.add_paragraph("- " + b)

    H("Work Experience")
    for e in p.jobs:
        ent(e)
    H("Education")
    for e in p.schools:
        ent(e, True)
    H("Awards")
    for a in p.awards:
        d.add_paragraph(f'{a["title"]}, {a["org"]}, {a["end"]}')
    H("Skills")
    for l, g in p.skills:
        d.add_paragraph(f'{l}: {", ".join(g)}')
    d.save(OUT / "template-ats.docx")
    t = truth(
        p,
        "python_docx",
        "slash",
        [("experience", "WORK EXPERIENCE"), ("education", "EDUCATION"), ("awards", "AWARDS"), ("skills", "SKILLS")],
        headline=None,
    )
    for e in t["work"]:
        e["organisation"] = e["organisation"].upper()
    put("template-ats.docx", t)
    to_pdf(OUT / "template-ats.docx", "template-ats-lo.pdf")
    put("template-ats-lo.pdf", dict(t, made_by="libreoffice"))


@layout
def tabs_txt():
    p = P("paramedic")
    body = f"{p.name}\n{p.headline}\n{p.location}\t{p.phone}\t{p.email}\n\nSummary\n\n{p.summary}\n\nExperience\n\n"
    for e in p.jobs:
        body += f'{span(e,"year","–","present")}\t{e["title"]}, {e["org"]}, {e["place"]}\n' + "".join(f"\t– {b}\n" for b in e["bullets"])
    body += (
        "\nEducation\n\n"
        + "".join(f'{span(e,"year","–")}\t{e["title"]}, {e["org"]}, {e["place"]}\n' for e in p.schools)
        + "\nCertifications\n\n"
        + "".join(f'{c["end"][:4]}\t{c["title"]}, {c["org"]}\n' for c in p.certs)
        + "\nSkills\n\n"
        + ", ".join(p.allskills)
        + "\n"
    )
    text(
        "template-tabs.txt",
        body,
        truth(
            p,
            "plain",
            "year",
            [
                ("summary", "Summary"),
                ("experience", "Experience"),
                ("education", "Education"),
                ("certifications", "Certifications"),
                ("skills", "Skills"),
            ],
            links=[],
        ),
    )


@layout
def europass_it():
    p = P("it_dev")
    css = """@page{size:A4;margin:14mm}body{font:9.8pt/1.4 'Noto Sans';color:#222}h1{font-size:19pt;font-weight:600}.i{font-size:9pt;margin:3pt 0}h2{font-size:10.5pt;font-weight:700;text-transform:uppercase;border-bottom:1pt solid #aaa;margin:11pt 0 5pt}.s{font-size:9pt;color:#555}.e{margin-bottom:7pt}ul{padding-left:13pt}"""
    e1 = (
        lambda e: f'<div class=e><p><b>{E(e["title"])}</b></p><p><b>{E(e["org"])}</b> [ {span(e,"eu"," – ","Attuale")} ]</p><p class=s><b>Città:</b> {e["place"]} | <b>Paese:</b> Italia</p>'
        + ul(e["bullets"])
        + "</div>"
    )
    body = (
        f"<h1>{p.name}</h1><p class=i><b>Nazionalità:</b> Italiana | <b>Data di nascita:</b> 19/02/1995</p><p class=i><b>Telefono:</b> {p.phone} (Cellulare) | <b>Indirizzo e-mail:</b> {p.email}</p><p class=i><b>Sito web:</b> {p.links[0]}</p><p class=i><b>Indirizzo:</b> {p.location} (Abitazione)</p><h2>Presentazione</h2><p>{p.summary}</p><h2>Esperienza lavorativa</h2>"
        + "".join(map(e1, p.jobs))
        + "<h2>Istruzione e formazione</h2>"
        + "".join(map(e1, p.schools))
        + "<h2>Competenze digitali</h2><p>"
        + " / ".join(p.allskills)
        + "</p>"
    )
    t = truth(
        p,
        "chromium",
        "mon",
        [
            ("summary", "Presentazione"),
            ("experience", "Esperienza lavorativa"),
            ("education", "Istruzione e formazione"),
            ("skills", "Competenze digitali"),
        ],
        headline=None,
    )
    for k in ("work", "education"):
        for e in t[k]:
            e["place"] += ", Italia"
    chromium("template-europass-it.pdf", css, body, t, "it")


@layout
def uk_lo():
    import docx
    from docx.shared import Pt

    p = P("pm")
    d = docx.Document()
    d.styles["Normal"].font.name = "Lato"
    d.styles["Normal"].font.size = Pt(10.5)
    d.add_heading("Curriculum Vitae", 0)
    q = d.add_paragraph()
    q.add_run(p.name).bold = True
    d.add_paragraph(f"Address: {p.location}")
    d.add_paragraph(f"Mobile: {p.phone}")
    d.add_paragraph(f"Email: {p.email}")
    d.add_heading("Personal Statement", 1)
    d.add_paragraph(p.summary)
    d.add_heading("Key Skills", 1)
    for s in p.allskills:
        d.add_paragraph(s, style="List Bullet")
    d.add_heading("Employment History", 1)
    for e in p.jobs:
        d.add_paragraph().add_run(f'{span(e,"mon")} | {e["org"]}, {e["place"]}').bold = True
        d.add_paragraph().add_run(e["title"]).italic = True
        for b in e["bullets"]:
            d.add_paragraph(b, style="List Bullet")
    d.add_heading("Education & Qualifications", 1)
    for e in p.schools:
        d.add_paragraph().add_run(f'{span(e,"mon")} | {e["org"]}, {e["place"]}').bold = True
        d.add_paragraph().add_run(e["title"]).italic = True
    d.add_heading("Professional Memberships", 1)
    d.add_paragraph("Chartered Engineer, Institution of Civil Works, 2018")
    d.add_heading("References", 1)
    d.add_paragraph("References are available on request.")
    d.save(OUT / "template-uk.docx")
    t = truth(
        p,
        "python_docx",
        "mon",
        [
            ("summary", "Personal Statement"),
            ("skills", "Key Skills"),
            ("experience", "Employment History"),
            ("education", "Education & Qualifications"),
            ("custom|certifications|awards", "Professional Memberships"),
            ("references", "References"),
        ],
        headline=None,
        links=[],
    )
    put("template-uk.docx", t)
    to_pdf(OUT / "template-uk.docx", "template-uk-lo.pdf")
    put("template-uk-lo.pdf", dict(t, made_by="libreoffice"))


@layout
def grouped_total():
    p = P("security")
    css = """@page{size:letter;margin:17mm}body{font:10pt/1.4 'Roboto'}h1{font-size:20pt}h2{font-size:11pt;text-transform:uppercase;color:#345;margin:10pt 0 3pt;border-top:1pt solid #345;padding-top:3pt}.o{font-weight:700;font-size:10.5pt;margin-top:4pt}.r{font-style:italic;margin-left:3mm}ul{margin-left:3mm;padding-left:13pt}"""
    body = f"<h1>{p.name}</h1><p>{p.email} · {p.phone} · {p.location} · {p.links[0]}</p><h2>About</h2><p>{p.summary}</p><h2>Experience</h2>"
    body += f'<p class=o>{p.jobs[0]["org"]}, {p.jobs[0]["place"]} (2019 – present)</p>'
    for e in p.jobs[:2]:
        body += f'<p class=r>{e["title"]} — {span(e,"mon"," – ","present")}</p>' + ul(e["bullets"])
    e = p.jobs[2]
    body += f'<p class=o>{e["org"]}, {e["place"]}</p><p class=r>{e["title"]} — {span(e,"mon")}</p>' + ul(e["bullets"])
    body += (
        "<h2>Education</h2>"
        + "".join(f'<p class=o>{e["org"]}, {e["place"]}</p><p class=r>{e["title"]} — {span(e,"mon")}</p>' for e in p.schools)
        + "<h2>Certifications</h2>"
        + "".join(f'<p>{c["title"]} — {c["org"]} — {one(c["end"],"mon")}</p>' for c in p.certs)
        + "<h2>Skills</h2><p>"
        + " · ".join(p.allskills)
        + "</p>"
    )
    chromium(
        "template-grouped.pdf",
        css,
        body,
        truth(
            p,
            "chromium",
            "mon",
            [
                ("summary", "About"),
                ("experience", "Experience"),
                ("education", "Education"),
                ("certifications", "Certifications"),
                ("skills", "Skills"),
            ],
            headline=None,
        ),
    )


@layout
def md():
    p = P("ux")
    body = f"# {p.name}\n\n{p.headline} \\| {p.location} \\| [{p.email}](mailto:{p.email}) \\| {p.phone} \\| [{p.links[0]}](https://{p.links[0]})\n\n## About\n\n{p.summary}\n\n## Experience\n\n"
    for e in p.jobs:
        body += f'### {e["title"]} @ {e["org"]}\n*{span(e,"mon")} | {e["place"]}*\n\n' + "".join(f"* {b}\n" for b in e["bullets"]) + "\n"
    body += (
        "## Education\n\n"
        + "".join(f'**{e["title"]}**, {e["org"]}, {e["place"]} ({span(e,"year","–")})\n\n' for e in p.schools)
        + "## Skills\n\n"
        + ", ".join(p.allskills)
        + "\n\n## Languages\n\n"
        + "".join(f"- {l}\n" for l in p.langs)
    )
    t = truth(
        p,
        "markdown",
        "mon",
        [("summary", "About"), ("experience", "Experience"), ("education", "Education"), ("skills", "Skills"), ("languages", "Languages")],
    )
    for e in t["education"]:
        e["start"], e["end"] = e["start"][:4], e["end"][:4]
    text("template-at.md", body, t)


@layout
def html_saved():
    p = P("chemist2")
    body = f"<!DOCTYPE html><html><head><title>Resume</title><style>h1{{color:red}}</style></head><body><h1>{p.name}</h1><p>{p.headline}</p><p>{p.location} | {p.phone} | {p.email}</p><h2>Experience</h2>"
    for e in p.jobs:
        body += f'<h3>{e["title"]}</h3><p><b>{e["org"]}</b>, {e["place"]}<br><i>{span(e,"mon")}</i></p>' + ul(e["bullets"])
    body += (
        "<h2>Education</h2>"
        + "".join(f'<h3>{E(e["title"])}</h3><p><b>{e["org"]}</b>, {e["place"]}<br><i>{span(e,"mon")}</i></p>' for e in p.schools)
        + "<h2>Skills</h2><ul>"
        + "".join(f'<li>{l}: {", ".join(g)}</li>' for l, g in p.skills)
        + "</ul></body></html>"
    )
    text(
        "template-saved.html",
        body,
        truth(p, "html", "mon", [("experience", "Experience"), ("education", "Education"), ("skills", "Skills")]),
    )


@layout
def lat_dense():
    p = P("ux")
    hd = lambda a, b, c, d: r"\textbf{%s} \hfill %s\\ \emph{%s} \hfill \emph{%s}" % tuple(map(tex, (a, b, c, d)))
    src = r"""\documentclass[10pt]{article}\usepackage[margin=0.8in]{geometry}\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{lmodern,enumitem,titlesec}\pagestyle{plain}\setlength{\parindent}{0pt}\titleformat{\section}{\large\bfseries\uppercase}{}{0em}{}[\titlerule]\setlist{nosep,leftmargin=1.4em}
\begin{document}{\LARGE\bfseries %s}\hfill\begin{tabular}[t]{r}%s\\%s\\%s\end{tabular}
""" % (
        p.name,
        p.email,
        tex(p.phone),
        tex(p.location),
    )
    src += (
        r"\section*{Education}"
        + r"\par\smallskip ".join(hd(e["org"], e["place"], e["title"], span(e, "mon", " -- ")) for e in p.schools)
        + "\n"
    )
    src += r"\section*{Research and Work Experience}" + r"\medskip ".join(
        hd(e["org"], e["place"], e["title"], span(e, "mon", " -- "))
        + r"\begin{itemize}"
        + "".join(r"\item %s" % tex(b) for b in e["bullets"])
        + r"\end{itemize}"
        for e in p.jobs
    )
    src += (
        r"\section*{Skills and Languages}\textbf{Methods:} "
        + tex(", ".join(p.allskills))
        + r"\\ \textbf{Languages:} English, Italian\end{document}"
    )
    t = truth(
        p,
        "pdftex",
        "mon",
        [("education", "EDUCATION"), ("experience", "RESEARCH AND WORK EXPERIENCE"), ("skills|languages", "SKILLS AND LANGUAGES")],
        headline=None,
        links=[],
    )
    latex("template-dense-latex.pdf", src, t)


@layout
def real_table():
    import docx
    from docx.shared import Pt

    p = P("nl_nurse")
    d = docx.Document()
    d.styles["Normal"].font.size = Pt(10)
    q = d.add_paragraph()
    r = q.add_run(p.name)
    r.bold = True
    r.font.size = Pt(20)
    d.add_paragraph(f"{p.location} – {p.phone} – {p.email}")

    def H(t):
        q = d.add_paragraph()
        r = q.add_run(t)
        r.bold = True
        r.font.size = Pt(13)

    H("Profiel")
    d.add_paragraph(p.summary)

    def tab(head, rows):
        tb = d.add_table(rows=1, cols=len(head))
        tb.style = "Table Grid"
        for c, h in zip(tb.rows[0].cells, head):
            c.paragraphs[0].add_run(h).bold = True
        for r in rows:
            for c, x in zip(tb.add_row().cells, r):
                c.paragraphs[0].add_run(x)

    H("Werkervaring")
    tab(
        ("Periode", "Functie", "Werkgever", "Plaats"),
        [(span(e, "slash", " – ", "heden"), e["title"], e["org"], e["place"]) for e in p.jobs],
    )
    H("Opleidingen")
    tab(("Periode", "Opleiding", "School", "Plaats"), [(span(e, "slash"), e["title"], e["org"], e["place"]) for e in p.schools])
    H("Vaardigheden")
    d.add_paragraph(", ".join(p.allskills))
    d.save(OUT / "template-table-nl.docx")
    t = truth(
        p,
        "python_docx",
        "slash",
        [("summary", "Profiel"), ("experience", "Werkervaring"), ("education", "Opleidingen"), ("skills", "Vaardigheden")],
        headline=None,
    )
    for e in t["work"]:
        e.pop("bullets")
    put("template-table-nl.docx", t)
    to_pdf(OUT / "template-table-nl.docx", "template-table-nl-lo.pdf")
    put("template-table-nl-lo.pdf", dict(t, made_by="libreoffice"))


@layout
def tabellarisch():
    p = P("hrde")
    css = """@page{size:A4;margin:20mm}body{font:10.5pt/1.4 'Liberation Sans'}h1{font-size:16pt;margin-bottom:6pt}h2{font-size:12pt;margin:11pt 0 4pt;color:#444}.g{display:grid;grid-template-columns:42mm 1fr;margin-bottom:3pt}ul{list-style:'– ';padding-left:10pt}"""
    r = lambda a, b: f"<div class=g><div>{a}</div><div>{b}</div></div>"
    body = (
        f"<h1>Lebenslauf</h1><h2>Persönliche Daten</h2>"
        + r("Name", p.name)
        + r("Anschrift", p.location)
        + r("Telefon", p.phone)
        + r("E-Mail", p.email)
        + r("Geburtsdatum", "14.07.1985")
        + "<h2>Beruflicher Werdegang</h2>"
    )
    for e in p.jobs:
        body += r(span(e, "slash", " – ", "heute"), f'<b>{e["title"]}</b> bei {e["org"]}, {e["place"]}' + ul(e["bullets"]))
    body += (
        "<h2>Akademische Ausbildung</h2>"
        + "".join(r(span(e, "slash"), f'<b>{e["title"]}</b>, {e["org"]}, {e["place"]}') for e in p.schools)
        + "<h2>Weitere Kenntnisse</h2>"
        + r("Fachlich", ", ".join(p.allskills))
        + '<p style="margin-top:20pt">Kiel, 3. November 2026</p>'
    )
    t = truth(
        p,
        "chromium",
        "slash",
        [("experience", "Beruflicher Werdegang"), ("education", "Akademische Ausbildung"), ("skills", "Weitere Kenntnisse")],
        headline=None,
    )
    chromium("template-tabellarisch-de.pdf", css, body, t, "de")


@layout
def typewriter():
    p = P("driver2")
    w = 72
    line = lambda a, b: a + " " * max(2, w - len(a) - len(b)) + b
    body = (
        p.name.upper().center(w)
        + "\n"
        + f"{p.location} / {p.phone}".center(w)
        + "\n"
        + p.email.center(w)
        + "\n\n"
        + "WORK EXPERIENCE".center(w)
        + "\n\n"
    )
    for e in p.jobs:
        body += (
            line(e["org"].upper(), e["place"])
            + "\n"
            + line(e["title"], span(e, "month"))
            + "\n"
            + "".join(f"  o {b}\n" for b in e["bullets"])
            + "\n"
        )
    body += (
        "EDUCATION".center(w)
        + "\n\n"
        + "".join(line(e["org"], e["place"]) + "\n" + line(e["title"], one(e["end"], "month")) + "\n" for e in p.schools)
        + "\n"
        + "LICENSES AND ENDORSEMENTS".center(w)
        + "\n\n"
        + "\n".join(p.allskills)
        + "\n"
    )
    t = truth(
        p,
        "plain",
        "month",
        [("experience", "WORK EXPERIENCE"), ("education", "EDUCATION"), ("certifications|custom|skills", "LICENSES AND ENDORSEMENTS")],
        skills=False,
    )
    t["name"] = p.name.upper()
    for e in t["work"]:
        e["organisation"] = e["organisation"].upper()
    for e in t["education"]:
        e.pop("start")
    text("template-typewriter.txt", body, t)


@layout
def timeline():
    p = P("ux")
    css = """@page{size:A4;margin:0}body{font:9.5pt/1.5 'Lato';display:grid;grid-template-columns:1fr 66mm;min-height:296mm}main{padding:13mm 9mm 13mm 12mm}aside{background:#2d3142;color:#eee;padding:13mm 8mm}h1{font-size:27pt;font-weight:700;line-height:1.1}h2{font-size:13pt;text-transform:uppercase;margin:11pt 0 5pt}.d{font-size:8.5pt;color:#888}.o{font-weight:700;font-size:10.5pt}.e{border-left:1.2pt solid #bbb;padding-left:9pt;margin-bottom:6pt}"""
    e1 = (
        lambda e: f'<div class=e><p class=d>{span(e,"year"," - ","NOW")}</p><p class=o>{E(e["org"])}</p><p>{E(e["title"])} | {e["place"]}</p>'
        + "".join(f"<p>{E(b)}</p>" for b in e["bullets"])
        + "</div>"
    )
    a, b = p.name.split(" ")
    body = (
        f"<main><h1>{a}<br>{b}</h1><p>{p.headline}</p><h2>Experience</h2>"
        + "".join(map(e1, p.jobs))
        + "<h2>Education</h2>"
        + "".join(map(e1, p.schools))
        + f"</main><aside><h2>Contact me</h2><p>{p.phone}</p><p>{p.email}</p><p>{p.links[0]}</p><p>{p.location}</p><h2>About me</h2><p>{p.summary}</p><h2>Expertise</h2>"
        + ul(p.allskills)
        + "<h2>Languages</h2>"
        + ul(p.langs)
        + "</aside>"
    )
    chromium(
        "template-timeline.pdf",
        css,
        body,
        truth(
            p,
            "chromium",
            "year",
            [
                ("experience", "Experience"),
                ("education", "Education"),
                ("summary", "About me"),
                ("skills", "Expertise"),
                ("languages", "Languages"),
            ],
        ),
    )


@layout
def hybrid():
    p = P("pm")
    src = '#set page(paper:"a4",margin:20mm,footer:context align(center)[#text(8pt)[Wilhelmina Achterberg · page #counter(page).display()]])\n#set text(font:"EB Garamond",size:11.5pt,hyphenate:true)\n#set par(justify:true)\n'
    src += f"#text(22pt)[{p.name}]\\ _{p.headline}_\\ {p.location} · {p.phone} · {typ(p.email)} · {p.links[0]}\n"
    H = lambda t: f'#v(8pt)#text(12pt,weight:"bold",fill:rgb("#703"))[{t}]#v(-4pt)\n\n'
    src += (
        H("Summary of Qualifications")
        + "- Twelve years in rail and water, from setting out to handing over to the client with the paperwork complete and the neighbours still on speaking terms.\n- Budgets up to £14m, teams of up to sixty, contracts under NEC4 and the older forms.\n- Speaks Dutch and enough Welsh to apologise.\n"
    )
    src += H("Employment") + "".join(f'*{e["title"]}* — {typ(e["org"])} ({e["place"]}) #h(1fr) {span(e,"mon")}\\ ' for e in p.jobs) + "\n"
    src += (
        H("Education")
        + "".join(f'*{e["title"]}* — {e["org"]} ({e["place"]}) #h(1fr) {span(e,"mon")}\\ ' for e in p.schools)
        + "\n"
        + H("Technical Skills")
        + "".join(f"*{l}:* {', '.join(g)}\\ " for l, g in p.skills)
    )
    t = truth(
        p,
        "typst",
        "mon",
        [
            ("summary|skills", "Summary of Qualifications"),
            ("experience", "Employment"),
            ("education", "Education"),
            ("skills", "Technical Skills"),
        ],
        links=p.links[:1],
        texts=None,
    )
    for e in t["work"]:
        e.pop("bullets")
    t["bullets"] = [
        "Twelve years in rail and water, from setting out to handing over to the client with the paperwork complete and the neighbours still on speaking terms.",
        "Budgets up to £14m, teams of up to sixty, contracts under NEC4 and the older forms.",
        "Speaks Dutch and enough Welsh to apologise.",
    ]
    typst_("template-hybrid-typst.pdf", src, t)


@layout
def coral():
    import docx
    from docx.shared import Pt, RGBColor

    p = P("paramedic")
    d = docx.Document()
    d.styles["Normal"].font.name = "Lato"
    d.styles["Normal"].font.size = Pt(10)
    q = d.add_paragraph()
    r = q.add_run(p.name)
    r.font.size = Pt(36)
    d.add_paragraph(f"{p.location}\n{p.phone}\n{p.email}")

    def H(t):
        q = d.add_paragraph()
        r = q.add_run(t.upper())
        r.bold = True
        r.font.size = Pt(12)
        r.font.color.rgb = RGBColor(0xF2, 0x51, 0x1B)

    H("Experience")
    for e in p.jobs:
        q = d.add_paragraph()
        r = q.add_run(e["org"])
        r.bold = True
        r.font.size = Pt(12)
        r = q.add_run(" / " + e["title"])
        r.font.size = Pt(12)
        q = d.add_paragraph()
        r = q.add_run(f'{span(e,"month"," - ","PRESENT")},  {e["place"]}')
        r.font.size = Pt(9)
        for b in e["bullets"]:
            d.add_paragraph(b, style="List Bullet")
    H("Education")
    for e in p.schools:
        q = d.add_paragraph()
        r = q.add_run(e["org"])
        r.bold = True
        r.font.size = Pt(12)
        r = q.add_run(" / " + e["title"])
        r.font.size = Pt(12)
        q = d.add_paragraph()
        r = q.add_run(f'{span(e,"month"," - ","PRESENT")},  {e["place"]}')
        r.font.size = Pt(9)
    H("Skills")
    d.add_paragraph("\n".join(p.allskills))
    d.save(OUT / "template-coral.docx")
    t = truth(
        p, "python_docx", "month", [("experience", "EXPERIENCE"), ("education", "EDUCATION"), ("skills", "SKILLS")], headline=None, links=[]
    )
    put("template-coral.docx", t)
    to_pdf(OUT / "template-coral.docx", "template-coral-lo.pdf")
    put("template-coral-lo.pdf", dict(t, made_by="libreoffice"))


@layout
def semicolons():
    p = P("chemist2")
    css = "body{font:11pt/1.4 'DejaVu Serif'}h1{font-size:18pt;text-align:center}h2{font-size:12pt;text-decoration:underline;margin:10pt 0 4pt}ul{list-style:circle}"
    e1 = lambda e: f'<p>({span(e,"year"," – ","present")}) <b>{E(e["title"])}</b> — {E(e["org"])}; {e["place"]}</p>' + ul(e["bullets"])
    body = (
        f'<h1>{p.name}</h1><p style="text-align:center">{p.location}; {p.phone}; {p.email}</p><h2>Professional experience:</h2>'
        + "".join(map(e1, p.jobs))
        + "<h2>Education:</h2>"
        + "".join(map(e1, p.schools))
        + "<h2>Technical skills:</h2>"
        + "".join(f"<p>{l} - {', '.join(g)}</p>" for l, g in p.skills)
        + "<h2>Awards:</h2>"
        + "".join(f'<p>{a["end"]}: {a["title"]}, {a["org"]}</p>' for a in p.awards)
    )
    wkhtml(
        "template-semicolons.pdf",
        css,
        body,
        truth(
            p,
            "wkhtmltopdf",
            "year",
            [("experience", "Professional experience"), ("education", "Education"), ("skills", "Technical skills"), ("awards", "Awards")],
            headline=None,
        ),
        "--footer-right",
        "[page]",
    )


for n in sys.argv[1:] or ALL:
    ALL[n]()
