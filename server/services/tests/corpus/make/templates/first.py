"""Layouts of popular templates: LaTeX, Google Docs, Word, Europass, LinkedIn, design tools."""

import sys
from kit import *

ALL = {}


def layout(f):
    ALL[f.__name__] = f
    return f


@layout
def jake():
    p = P("dev")

    def sub(a, b, c, d, bl, it=True):
        s = (
            r"\vspace{-2pt}\item \begin{tabular*}{0.97\textwidth}[t]{l@{\extracolsep{\fill}}r} \textbf{%s} & %s \\ \textit{\small %s} & \textit{\small %s} \\ \end{tabular*}\vspace{-7pt}"
            % tuple(map(tex, (a, b, c, d)))
        )
        if bl:
            s += r"\begin{itemize}" + "".join(r"\item\small{%s \vspace{-2pt}}" % tex(x) for x in bl) + r"\end{itemize}\vspace{-5pt}"
        return s

    src = r"""\documentclass[letterpaper,11pt]{article}\usepackage[empty]{fullpage}\usepackage{titlesec}\usepackage[usenames,dvipsnames]{color}\usepackage{enumitem}\usepackage[hidelinks]{hyperref}\usepackage{tabularx}
\addtolength{\oddsidemargin}{-0.5in}\addtolength{\evensidemargin}{-0.5in}\addtolength{\textwidth}{1in}\addtolength{\topmargin}{-.5in}\addtolength{\textheight}{1.0in}\raggedright\setlength{\tabcolsep}{0in}
\titleformat{\section}{\vspace{-4pt}\scshape\raggedright\large}{}{0em}{}[\color{black}\titlerule \vspace{-5pt}]\renewcommand\labelitemii{$\vcenter{\hbox{\tiny$\bullet$}}$}
\begin{document}\begin{center}\textbf{\Huge \scshape NAME} \\ \vspace{1pt}\small CONTACT\end{center}""".replace(
        "NAME", p.name
    ).replace(
        "CONTACT", p.phone + " $|$ " + " $|$ ".join(r"\href{https://%s}{\underline{%s}}" % (x, tex(x)) for x in [p.email] + p.links)
    )
    L = r"\begin{itemize}[leftmargin=0.15in, label={}]"
    E = r"\end{itemize}"
    src += r"\section{Education}" + L + "".join(sub(e["org"], e["place"], e["title"], span(e, "mon.", " -- "), []) for e in p.schools) + E
    src += (
        r"\section{Experience}"
        + L
        + "".join(sub(e["title"], span(e, "month", " -- "), e["org"], e["place"], e["bullets"]) for e in p.jobs)
        + E
    )
    src += (
        r"\section{Projects}"
        + L
        + "".join(
            r"\item \begin{tabular*}{0.97\textwidth}{l@{\extracolsep{\fill}}r}\small\textbf{%s} $|$ \emph{%s} & %s \\ \end{tabular*}\vspace{-7pt}\begin{itemize}\item\small{%s}\end{itemize}"
            % (tex(e["title"]), tex(e["tech"]), span(e, "month", " -- "), tex(e["bullets"][0]))
            for e in p.projects
        )
        + E
    )
    src += (
        r"\section{Technical Skills}\begin{itemize}[leftmargin=0.15in, label={}]\small{\item{"
        + r" \\ ".join(r"\textbf{%s}{: %s}" % (l, ", ".join(g)) for l, g in p.skills)
        + r"}}\end{itemize}\end{document}"
    )
    heads = [("education", "Education"), ("experience", "Experience"), ("projects", "Projects"), ("skills", "Technical Skills")]
    latex("template-jake-latex.pdf", src, truth(p, "pdftex", "mon", heads, headline=None, location=None))


@layout
def banking():
    p = P("data")
    cv = lambda a, b, c, d, bl: r"\cventry{%s}{%s}{%s}{%s}{}{%s}" % tuple(
        map(tex, (a, b, c, d))[:0]
        if 0
        else (
            tex(a),
            tex(b),
            tex(c),
            tex(d),
            r"\begin{itemize}" + "".join(r"\item %s" % tex(x) for x in bl) + r"\end{itemize}" if bl else "",
        )
    )
    n1, n2 = p.name.split(" ", 1)
    src = (
        r"""\documentclass[11pt,a4paper,sans]{moderncv}\moderncvstyle[nosymbols]{banking}\renewcommand*{\labelitemi}{\textbullet}\moderncvcolor{blue}\usepackage[utf8]{inputenc}\usepackage[scale=0.8]{geometry}\name{%s}{%s}\title{%s}\address{%s}{}{}\phone[mobile]{%s}\email{%s}\social[github]{priyankav-example}\begin{document}\makecvtitle"""
        % (n1, n2, p.headline, tex(p.location), tex(p.phone), p.email)
    )
    src += r"\section{Experience}" + "".join(cv(span(e, "slash", "--"), e["title"], e["org"], e["place"], e["bullets"]) for e in p.jobs)
    src += r"\section{Education}" + "".join(cv(span(e, "year", "--"), e["title"], e["org"], e["place"], []) for e in p.schools)
    src += r"\section{Skills}" + "".join(r"\cvitem{%s}{%s}" % (l, ", ".join(g)) for l, g in p.skills) + r"\end{document}"
    t = truth(
        p, "pdftex", "slash", [("experience", "Experience"), ("education", "Education"), ("skills", "Skills")], links=["priyankav-example"]
    )
    for e, s in zip(t["education"], p.schools):
        e["start"] = s["start"][:4]
        e["end"] = s["end"][:4]
    t["links"] = []
    latex("template-moderncv-banking.pdf", src, t)


@layout
def europass():
    p = P("es_cook")
    css = """@page{size:A4;margin:15mm}body{font:10pt/1.4 'Noto Sans',sans-serif;color:#333}h1{font-size:20pt;font-weight:400;color:#0e4194}.l{font-size:9.5pt;border-bottom:1pt solid #ccc;padding-bottom:4pt}h2{font-size:11pt;color:#0e4194;text-transform:uppercase;font-weight:700;margin:12pt 0 5pt}
    .d{font-size:9pt;color:#666}.t{font-weight:700;text-transform:uppercase;color:#0e4194}.o{font-weight:400;text-transform:uppercase}ul{padding-left:14pt}.e{margin-bottom:7pt}"""
    e1 = (
        lambda e: f'<div class=e><div class=d>{span(e,"eu"," – ","Actual")} {esc(e["place"])}</div><div><span class=t>{esc(e["title"])}</span> <span class=o>{esc(e["org"])}</span></div>'
        + ul(e["bullets"])
        + "</div>"
    )
    body = f"<h1>{p.name}</h1><div class=l><b>Fecha de nacimiento:</b> 04/11/1984 | <b>Nacionalidad:</b> Española | <b>Teléfono:</b> {p.phone} | <b>Correo electrónico:</b> {p.email} | <b>Dirección:</b> {p.location}</div>"
    body += (
        f"<h2>Sobre mí</h2><p>{p.summary}</p><h2>Experiencia laboral</h2>"
        + "".join(map(e1, p.jobs))
        + "<h2>Educación y formación</h2>"
        + "".join(map(e1, p.schools))
        + "<h2>Capacidades y competencias</h2><p>"
        + " | ".join(p.allskills)
        + "</p>"
    )
    heads = [
        ("summary", "Sobre mí"),
        ("experience", "Experiencia laboral"),
        ("education", "Educación y formación"),
        ("skills", "Capacidades y competencias"),
    ]
    chromium("template-europass-chromium-es.pdf", css, body, truth(p, "chromium", "mon", heads, headline=None), "es")


@layout
def europass_old():
    p = P("pl_log")
    css = """@page{size:A4;margin:14mm}body{font:9.5pt/1.35 'Liberation Sans'}table{width:100%;border-collapse:collapse}td{vertical-align:top;padding:1.5pt 4pt}td.l{width:48mm;text-align:right;border-right:.6pt solid #000;color:#222}.h{font-weight:700;font-size:11pt;padding-top:9pt}"""
    r = lambda l, v, c="": f'<tr><td class="l {c}">{esc(l)}</td><td>{esc(v)}</td></tr>'
    b = r("Imię i nazwisko", p.name) + r("Adres", p.location) + r("Telefon", p.phone) + r("E-mail", p.email)
    b += r("Doświadczenie zawodowe", "", "h")
    for e in p.jobs:
        b += (
            r("Okres", span(e, "dot", " – ", "obecnie"))
            + r("Stanowisko", e["title"])
            + r("Pracodawca", f'{e["org"]}, {e["place"]}')
            + r("Obowiązki", " ".join(e["bullets"]))
        )
    b += r("Wykształcenie", "", "h")
    for e in p.schools:
        b += r("Okres", span(e, "dot")) + r("Uzyskany tytuł", e["title"]) + r("Uczelnia", f'{e["org"]}, {e["place"]}')
    b += r("Umiejętności", "", "h") + r("", ", ".join(p.allskills))
    t = truth(
        p,
        "chromium",
        "dot",
        [("experience", "Doświadczenie zawodowe"), ("education", "Wykształcenie"), ("skills", "Umiejętności")],
        headline=None,
    )
    for e in t["work"]:
        e.pop("bullets")
    chromium("template-europass-old-pl.pdf", css, f"<table>{b}</table>", t, "pl")


@layout
def harvard():
    p = P("lawyer")
    css = """@page{size:letter;margin:.7in}body{font:10.5pt/1.3 'Liberation Serif'}header{text-align:center}h1{font-size:15pt}h2{font-size:11pt;text-align:center;text-transform:uppercase;margin:8pt 0 2pt}.r{display:flex;justify-content:space-between}ul{padding-left:18pt}"""
    r = lambda a, b, s="": f'<div class=r style="{s}"><span>{a}</span><span>{b}</span></div>'
    body = f"<header><h1>{p.name}</h1><p>{p.location} • {p.email} • {p.phone} • {p.links[0]}</p></header><h2>Education</h2>"
    for i, e in enumerate(p.schools):
        body += r(f'<b>{esc(e["org"])}</b>', e["place"]) + r(
            esc(e["title"]) + (", <i>cum laude</i>" if i == 0 else ". GPA 3.8"), one(e["end"], "month")
        )
        if i == 0:
            body += "<p>Relevant Coursework: Evidence, Complex Litigation, Federal Courts</p>"
    body += "<h2>Experience</h2>"
    for e in p.jobs:
        body += r(f'<b>{esc(e["org"])}</b>', e["place"]) + r(f'<b>{esc(e["title"])}</b>', span(e, "month")) + ul(e["bullets"])
    body += "<h2>Skills &amp; Interests</h2><p><b>Legal:</b> Legal research, Westlaw, Relativity</p><p><b>Language:</b> French</p>"
    t = truth(
        p, "chromium", "month", [("education", "Education"), ("experience", "Experience"), ("skills", "Skills & Interests")], headline=None
    )
    for e in t["education"]:
        e.pop("start")
    t["education"][0]["also"] = ["Juris Doctor, cum laude"]
    t["education"][1]["also"] = ["B.A., History. GPA 3.8"]
    chromium("template-harvard-chromium.pdf", css, body, t)


@layout
def linkedin():
    p = P("sales")
    css = """@page{size:letter;margin:0}body{font:10pt/1.4 'Noto Sans';display:grid;grid-template-columns:58mm 1fr;min-height:279mm}aside{background:#293e49;color:#fff;padding:14mm 6mm;overflow-wrap:anywhere}main{padding:14mm 9mm}h1{font-size:22pt;font-weight:400}h2{font-size:14pt;font-weight:400;margin:10pt 0 5pt}aside h2{font-size:12pt}.o{font-size:11pt}.t{font-size:10.5pt}.g{color:#888;font-size:9pt}p{margin:3pt 0}"""
    dur = lambda e: "(4 years 11 months)" if e["end"] == "present" else "(2 years 10 months)"
    body = (
        f"<aside><h2>Contact</h2><p>{p.phone} (Mobile)</p><p>{p.email}</p><p>{p.links[0]} (LinkedIn)</p><h2>Top Skills</h2>"
        + "".join(f"<p>{s}</p>" for s in p.allskills)
        + "<h2>Honors-Awards</h2><p>President's Club</p></aside>"
    )
    body += f"<main><h1>{p.name}</h1><p>{p.headline}</p><p class=g>{p.location}</p><h2>Summary</h2><p>{p.summary}</p><h2>Experience</h2>"
    last = None
    for e in p.jobs:
        if e["org"] != last:
            body += f'<p class=o>{e["org"]}</p>'
        if e["org"] == p.jobs[0]["org"] and last is None:
            body += "<p class=g>7 years 9 months</p>"
        last = e["org"]
        body += f'<p class=t>{e["title"]}</p><p class=g>{span(e,"month"," - ")} {dur(e)}</p><p class=g>{e["place"]}</p>' + "".join(
            f"<p>{b}</p>" for b in e["bullets"]
        )
    body += (
        "<h2>Education</h2>"
        + "".join(f'<p class=o>{e["org"]}</p><p class=g>{e["title"]} · (2010 - 2014)</p>' for e in p.schools)
        + "</main>"
    )
    t = truth(
        p,
        "chromium",
        "month",
        [
            ("experience", "Experience"),
            ("education", "Education"),
            ("skills", "Top Skills"),
            ("summary", "Summary"),
            ("awards", "Honors-Awards"),
        ],
        splace=False,
        awards=None,
    )
    t["education"][0].update(start="2010", end="2014")
    chromium("template-linkedin-export.pdf", css, body, t)


@layout
def functional():
    p = P("welder")
    body = (
        f"""{p.name.upper()}
{p.location}  |  {p.phone}  |  {p.email}

SUMMARY OF SKILLS
* Pipe and structural welding, all positions
* Reads isometrics and blueprints
* Certified on carbon and stainless

WORK HISTORY
"""
        + "\n".join(f'{e["title"]}, {e["org"]}, {e["place"]}, {span(e,"us"," to ","present")}' for e in p.jobs)
        + "\n\nEDUCATION\n"
        + "\n".join(f'{e["title"]}, {e["org"]}, {e["place"]}, {one(e["end"],"year")}' for e in p.schools)
        + "\n\nCERTIFICATIONS\n"
        + "\n".join(f'{c["title"]}, {c["org"]}, {one(c["end"],"year")}' for c in p.certs)
        + "\n"
    )
    t = truth(
        p,
        "plain",
        "mon",
        [("skills", "SUMMARY OF SKILLS"), ("experience", "WORK HISTORY"), ("education", "EDUCATION"), ("certifications", "CERTIFICATIONS")],
        skills=False,
    )
    t["name"] = p.name.upper()
    for e in t["work"]:
        e.pop("bullets", None)
    for e in t["education"]:
        e.pop("start")
        e["end"] = e["end"][:4]
    for e in t["certifications"]:
        e["end"] = e["end"][:4]
    t["sections"][0]["also"] = ["summary"]
    t["bullets"] = ["Pipe and structural welding, all positions", "Reads isometrics and blueprints", "Certified on carbon and stainless"]
    text("template-functional.txt", body, t)


@layout
def swiss_docx():
    import docx
    from docx.shared import Pt, RGBColor, Mm

    p = P("teacher")
    d = docx.Document()
    st = d.styles["Normal"]
    st.font.name = "Lato"
    st.font.size = Pt(9)
    tb = d.add_table(rows=4, cols=2)

    def para(c, runs, style=None, first=False):
        q = c.paragraphs[0] if first else c.add_paragraph(style=style)
        for tx, b, i, s in runs:
            r = q.add_run(tx)
            r.bold = b
            r.italic = i
            if s:
                r.font.size = Pt(s)
        return q

    para(tb.cell(0, 0), [(p.name, True, False, 30)], first=True)
    para(tb.cell(0, 0), [(p.headline, False, False, 12)])
    c = tb.cell(0, 1)
    para(c, [(p.location, False, False, None)], first=True)
    para(c, [(p.phone, True, False, None)])
    para(c, [(p.email, True, False, None)])

    def sect(i, title):
        para(tb.cell(i, 0), [("ㅡ", True, False, None)], first=True)
        para(tb.cell(i, 0), [(title, True, False, None)])

    sect(1, "Skills")
    para(tb.cell(1, 1), [(", ".join(p.allskills), False, False, None)], first=True)
    sect(2, "Experience")
    c = tb.cell(2, 1)
    first = True
    for e in p.jobs:
        para(c, [(f'{e["org"]}, {e["place"]} ', True, False, 12), ("/ " + e["title"], False, True, 12)], first=first)
        first = False
        para(c, [(span(e, "MONTH", " - ", "PRESENT"), False, False, 8)])
        for b in e["bullets"]:
            para(c, [(b, False, False, None)], "List Bullet")
    sect(3, "Education")
    c = tb.cell(3, 1)
    first = True
    for e in p.schools:
        para(c, [(f'{e["org"]}, {e["place"]} ', True, False, 12), ("/ " + e["title"], False, True, 12)], first=first)
        first = False
        para(c, [(span(e, "MONTH", " - ", "PRESENT"), False, False, 8)])
    d.save(OUT / "template-google-swiss.docx")
    t = truth(p, "python_docx", "mon", [("skills", "Skills"), ("experience", "Experience"), ("education", "Education")])
    put("template-google-swiss.docx", t)
    to_pdf(OUT / "template-google-swiss.docx", "template-google-swiss-lo.pdf")
    put("template-google-swiss-lo.pdf", dict(t, made_by="libreoffice"))


@layout
def word_dates():
    import docx
    from docx.shared import Pt, RGBColor, Mm

    p = P("nurse")
    d = docx.Document()
    q = d.add_paragraph(style="Title")
    q.add_run(p.name)
    q = d.add_paragraph()
    q.add_run(f"{p.location} · {p.phone}")
    q = d.add_paragraph()
    q.add_run(p.email)
    d.add_paragraph(p.summary)
    d.add_heading("Experience", 1)
    for e in p.jobs:
        q = d.add_paragraph()
        r = q.add_run(span(e, "month"))
        r.font.size = Pt(9)
        r.font.all_caps = True
        q = d.add_heading(level=2)
        q.add_run(e["title"])
        r = q.add_run(", " + e["org"])
        r.bold = False
        r.font.small_caps = True
        q = d.add_paragraph(e["place"])
        q.runs[0].italic = True
        for b in e["bullets"]:
            d.add_paragraph(b, style="List Bullet")
    d.add_heading("Education", 1)
    for e in p.schools:
        q = d.add_paragraph()
        r = q.add_run(span(e, "month"))
        r.font.size = Pt(9)
        r.font.all_caps = True
        q = d.add_heading(level=2)
        q.add_run(e["title"])
        r = q.add_run(", " + e["org"])
        r.bold = False
        q = d.add_paragraph(e["place"])
        q.runs[0].italic = True
    d.add_heading("Licenses & Certifications", 1)
    for c in p.certs:
        d.add_paragraph(f'{c["title"]} — {c["org"]}, {one(c["end"],"mon")}')
    d.add_heading("Skills", 1)
    tb = d.add_table(rows=2, cols=2)
    for i, s in enumerate(p.allskills):
        tb.cell(i // 2, i % 2).paragraphs[0].style = "List Bullet"
        tb.cell(i // 2, i % 2).paragraphs[0].add_run(s)
    d.save(OUT / "template-word-dates-above.docx")
    t = truth(
        p,
        "python_docx",
        "month",
        [("experience", "Experience"), ("education", "Education"), ("certifications", "Licenses & Certifications"), ("skills", "Skills")],
        headline=None,
        texts=[dict(section="", text=p.summary)],
    )
    put("template-word-dates-above.docx", t)
    to_pdf(OUT / "template-word-dates-above.docx", "template-word-dates-above-lo.pdf")
    put("template-word-dates-above-lo.pdf", dict(t, made_by="libreoffice"))


@layout
def canva():
    p = P("designer")
    css = """@page{size:A4;margin:0}body{font:9.5pt/1.45 'Lato';display:grid;grid-template-columns:70mm 1fr;min-height:297mm}aside{background:#f0e9e1;padding:14mm 8mm}main{padding:14mm 10mm}h1{font-size:26pt;letter-spacing:4pt;text-transform:uppercase;font-weight:400;line-height:1.15}.hl{letter-spacing:3pt;text-transform:uppercase;font-size:10pt}
    h2{letter-spacing:3pt;text-transform:uppercase;font-size:12pt;border-bottom:1pt solid #333;margin:14pt 0 6pt;padding-bottom:2pt}.r{display:flex;justify-content:space-between}ul{padding-left:12pt}.fa{font-family:FontAwesome;font-style:normal;margin-right:5pt}"""
    ic = lambda c: f"<i class=fa>&#x{c};</i>"
    body = f'<aside><h2>Contact</h2><p>{ic("f095")}{p.phone}</p><p>{ic("f0e0")}{p.email}</p><p>{ic("f041")}{p.location}</p><p>{ic("f0ac")}{p.links[0]}</p><h2>Education</h2>'
    for e in p.schools:
        body += f'<p>{span(e,"year"," - ")}</p><p><b>{e["org"].upper()}</b></p><ul><li>{e["title"]}</li></ul>'
    body += "<h2>Skills</h2>" + ul(p.allskills) + "<h2>Languages</h2>" + ul(p.langs) + "</aside>"
    body += f"<main><h1>{p.name}</h1><p class=hl>{esc(p.headline)}</p><h2>Profile</h2><p>{p.summary}</p><h2>Work Experience</h2>"
    for e in p.jobs:
        body += f'<div class=r><b>{esc(e["org"])}</b><span>{span(e,"year"," - ","PRESENT")}</span></div><p>{e["title"]}</p>' + ul(
            e["bullets"]
        )
    body += "</main>"
    t = truth(
        p,
        "chromium",
        "year",
        [
            ("education", "Education"),
            ("skills", "Skills"),
            ("languages", "Languages"),
            ("summary", "Profile"),
            ("experience", "Work Experience"),
        ],
        place=False,
        splace=False,
        links=p.links[:1],
    )
    t["education"][0]["organisation"] = "Cascade College of Art".upper()
    chromium("template-canva-chromium.pdf", css, body, t)


@layout
def academic():
    p = P("prof")
    src = '#set page(paper:"a4",margin:22mm,numbering:"1 / 1")\n#set text(font:"EB Garamond",size:11pt)\n#set par(justify:true)\n'
    src += f"#align(center)[#text(18pt)[{p.name}]\\ _{p.headline}_\\ {typ(p.email)} #h(4pt) · #h(4pt) {p.phone} #h(4pt) · #h(4pt) {p.links[0]}\\ {p.location}]\n"
    h = lambda t: f"#v(8pt)#smallcaps[#text(13pt)[{t}]]#v(-6pt)#line(length:100%,stroke:.4pt)\n"
    g = lambda rows: "#grid(columns:(26mm,1fr),row-gutter:7pt," + ",".join(f"[{a}],[{b}]" for a, b in rows) + ")\n"
    y = lambda e: span(e, "year", "–", "present")
    src += h("Academic Appointments") + g(
        [(y(e), f'*{e["title"]}*, {e["org"]}, {e["place"]}' + ("\\ " + e["bullets"][0] if e["bullets"] else "")) for e in p.jobs]
    )
    src += h("Education") + g([(y(e), f'*{e["title"]}*, {e["org"]}, {e["place"]}') for e in p.schools])
    src += h("Selected Publications") + "\n".join(f"+ {typ(x)}" for x in p.pubs) + "\n"
    src += h("Grants") + g(
        [("2021", "Young Soils Grant, Rhine Science Fund, 240 000 EUR"), ("2018", "Travel award, Society for Quiet Soils")]
    )
    src += h("Teaching") + g([("2018–2022", "Soil biology, bachelor, 120 students"), ("2012–2017", "Field course in the polders")])
    src += h("Skills") + ", ".join(p.allskills) + "\n"
    t = truth(
        p,
        "typst",
        "year",
        [
            ("experience", "Academic Appointments"),
            ("education", "Education"),
            ("publications", "Selected Publications"),
            ("awards|custom", "Grants"),
            ("custom|experience", "Teaching"),
            ("skills", "Skills"),
        ],
    )
    for e, j in zip(t["work"], p.jobs):
        if e.pop("bullets", None):
            e["summary"] = j["bullets"][0]
    t["bullets"] = []
    typst_("template-academic-typst.pdf", src, t)


@layout
def deedy():
    p = P("dev")
    src = '#set page(paper:"us-letter",margin:14mm)\n#set text(font:"Lato",size:9.5pt)\n'
    src += f"#align(center)[#text(30pt,weight:300)[{p.name}]\\ #text(9pt,fill:gray)[{typ(p.links[0])} | {typ(p.links[1])} \\ {typ(p.email)} | {p.phone} | {p.location}]]\n#line(length:100%)\n"
    H = lambda t: f'#text(13pt,fill:rgb("#555"))[#upper[{t}]]\\ '
    left = (
        H("Education")
        + "".join(
            f'*{e["org"]}*\\ {e["title"]}\\ #text(8.5pt)[{one(e["end"],"mon")} | {e["place"]}]\\ GPA: 3.6 / 4.0\\ ' for e in p.schools
        )
        + "#v(6pt)"
        + H("Skills")
        + "".join(f'*{l}*\\ {" • ".join(g)}\\ ' for l, g in p.skills)
    )
    right = H("Experience")
    for e in p.jobs:
        right += (
            f'#text(11pt)[*{typ(e["org"].upper())}* | {e["title"]}]\\ #text(8.5pt,fill:gray)[{span(e,"mon")} | {e["place"]}]\n'
            + "".join(f"- {typ(b)}\n" for b in e["bullets"])
            + "\n"
        )
    right += H("Projects") + "".join(
        f'*{e["title"]}* | {e["tech"]}\\ #text(8.5pt,fill:gray)[{span(e,"mon")}]\n- {e["bullets"][0]}\n' for e in p.projects
    )
    src += f"#grid(columns:(58mm,1fr),column-gutter:8mm,[{left}],[{right}])\n"
    t = truth(
        p,
        "typst",
        "mon",
        [("education", "EDUCATION"), ("skills", "SKILLS"), ("experience", "EXPERIENCE"), ("projects", "PROJECTS")],
        headline=None,
    )
    for e in t["education"]:
        e.pop("start")
    for e in t["work"]:
        e["organisation"] = e["organisation"].upper()
    typst_("template-deedy-typst.pdf", src, t)


@layout
def french():
    p = P("fr_admin")
    css = """@page{size:A4;margin:18mm}body{font:10.5pt/1.4 'Liberation Sans'}h1{font-size:18pt}h2{font-size:12pt;background:#dde;padding:2pt 4pt;margin:10pt 0 4pt;text-transform:uppercase}ul{list-style:'➢ ';padding-left:14pt}.e{margin:4pt 0}"""
    body = f'<h1>{p.name}</h1><p>{p.location}</p><p>Tél. : {p.phone}</p><p>Courriel : {p.email}</p><p>Née le 12 mai 1989 — Permis B</p><p style="text-align:center;font-size:14pt;margin-top:6pt"><b>{p.headline}</b></p><h2>Profil</h2><p>{p.summary}</p><h2>Expériences professionnelles</h2>'
    for e in p.jobs:
        body += (
            f'<div class=e><b>{span(e,"Fr"," – ","Aujourd’hui")} : {e["title"]}</b> – {e["org"]} ({e["place"]})'
            + ul(e["bullets"])
            + "</div>"
        )
    body += "<h2>Formation</h2>" + "".join(
        f'<div class=e><b>{span(e,"year","–")} : {e["title"]}</b> – {e["org"]} ({e["place"]})</div>' for e in p.schools
    )
    body += "<h2>Compétences</h2><p>" + " – ".join(p.allskills) + "</p><h2>Centres d’intérêt</h2><p>" + ", ".join(p.interests) + "</p>"
    t = truth(
        p,
        "chromium",
        "Fr",
        [
            ("summary", "Profil"),
            ("experience", "Expériences professionnelles"),
            ("education", "Formation"),
            ("skills", "Compétences"),
            ("interests", "Centres d’intérêt"),
        ],
    )
    t["education"][0].update(start="2009", end="2011")
    chromium("template-cv-chromium-fr.pdf", css, body, t, "fr")


@layout
def german_docx():
    import docx
    from docx.shared import Pt, Mm

    p = P("de_eng")
    d = docx.Document()
    d.styles["Normal"].font.size = Pt(11)
    q = d.add_paragraph()
    r = q.add_run("Lebenslauf")
    r.bold = True
    r.font.size = Pt(20)
    q = d.add_paragraph()
    q.add_run("Persönliche Daten").bold = True
    tb = d.add_table(rows=0, cols=2)

    def row(a, b, bold=False, bullets=()):
        c = tb.add_row().cells
        c[0].width = Mm(45)
        c[1].width = Mm(120)
        c[0].paragraphs[0].add_run(a)
        for i, x in enumerate(b):
            q = c[1].paragraphs[0] if i == 0 else c[1].add_paragraph()
            q.add_run(x).bold = bold and i == 0
        for x in bullets:
            c[1].add_paragraph(x, style="List Bullet")

    for a, b in (
        ("Name", p.name),
        ("Anschrift", "Mühlgasse 4, 73430 Aalen"),
        ("Telefon", p.phone),
        ("E-Mail", p.email),
        ("Geboren", "03.02.1990 in Schwäbisch Hall"),
        ("Familienstand", "ledig"),
    ):
        row(a, [b])
    q = d.add_paragraph()
    q.add_run("Berufserfahrung").bold = True
    tb = d.add_table(rows=0, cols=2)
    for e in p.jobs:
        row(span(e, "slash", " – ", "heute"), [e["title"], f'{e["org"]}, {e["place"]}'], True, e["bullets"])
    q = d.add_paragraph()
    q.add_run("Studium").bold = True
    tb = d.add_table(rows=0, cols=2)
    for e in p.schools:
        row(span(e, "slash", " – ", "heute"), [e["title"], f'{e["org"]}, {e["place"]}'], True)
    q = d.add_paragraph()
    q.add_run("Kenntnisse").bold = True
    tb = d.add_table(rows=0, cols=2)
    row("Software", ["SolidWorks, EPLAN, FEM"])
    row("Sprachen", ["Englisch fließend"])
    d.save(OUT / "template-lebenslauf.docx")
    t = truth(
        p,
        "python_docx",
        "slash",
        [("experience", "Berufserfahrung"), ("education", "Studium"), ("skills", "Kenntnisse")],
        headline=None,
        location="Mühlgasse 4, 73430 Aalen",
    )
    put("template-lebenslauf.docx", t)
    to_pdf(OUT / "template-lebenslauf.docx", "template-lebenslauf-lo.pdf")
    put("template-lebenslauf-lo.pdf", dict(t, made_by="libreoffice"))


@layout
def indeed():
    p = P("nurse")
    css = """@page{size:letter;margin:.8in}body{font:10.5pt/1.4 'Noto Sans'}h1{font-size:20pt}h2{font-size:13pt;border-bottom:1px solid #bbb;margin:12pt 0 6pt}.e{margin-bottom:7pt}.b{font-weight:700;font-size:11pt}ul{padding-left:14pt}"""
    body = f'<h1>{p.name}</h1><p>{p.headline}</p><p>{p.location}</p><p>{p.email}</p><p>{p.phone}</p><p style="margin-top:6pt">{p.summary}</p><h2>Work Experience</h2>'
    for e in p.jobs:
        body += (
            f'<div class=e><p class=b>{e["title"]}</p><p>{e["org"]}-{e["place"]}</p><p>{span(e,"month"," to ")}</p>'
            + ul(e["bullets"])
            + "</div>"
        )
    body += "<h2>Education</h2>" + "".join(
        f'<div class=e><p class=b>{e["title"]}</p><p>{e["org"]}-{e["place"]}</p><p>{span(e,"month"," to ")}</p></div>' for e in p.schools
    )
    body += (
        "<h2>Skills</h2>"
        + ul([f"{s} (5 years)" for s in p.allskills])
        + "<h2>Certifications and Licenses</h2>"
        + "".join(f'<div class=e><p class=b>{c["title"]}</p><p>{one(c["end"],"month")}</p></div>' for c in p.certs)
    )
    t = truth(
        p,
        "chromium",
        "month",
        [
            ("experience", "Work Experience"),
            ("education", "Education"),
            ("skills", "Skills"),
            ("certifications", "Certifications and Licenses"),
        ],
        texts=[dict(section="", text=p.summary)],
    )
    t["skills"] = [f"{s} (5 years)" for s in p.allskills]
    for c in t["certifications"]:
        c.pop("organisation")
    chromium("template-indeed-chromium.pdf", css, body, t)


@layout
def novo():
    p = P("sales")
    css = """@page{size:A4;margin:13mm}body{font:9.5pt/1.35 'Roboto'}h1{font-size:22pt}h2{font-size:13pt;color:#1a7f7f;text-transform:uppercase;border-bottom:1.5pt solid #1a7f7f;margin:9pt 0 5pt}.t{font-weight:700;font-size:11pt}.o{font-size:11pt}.m{display:flex;justify-content:space-between;font-style:italic;color:#1a7f7f;font-size:8.5pt}ul{padding-left:12pt;list-style:square}.c{display:flex;justify-content:space-between;border-top:1pt solid #999;border-bottom:1pt solid #999;padding:3pt 0;margin:5pt 0}.g{display:grid;grid-template-columns:1fr 1fr;gap:8mm}"""
    e1 = (
        lambda e: f'<div style="margin-bottom:6pt"><div class=t>{e["title"]}</div><div class=o>{e["org"]}</div><div class=m><span>{span(e,"slash")}</span><span>{e["place"]}</span></div>'
        + (f"<div class=m>Achievements/Tasks</div>" + ul(e["bullets"]) if e["bullets"] else "")
        + "</div>"
    )
    body = f'<h1>{p.name}</h1><div style="color:#1a7f7f;font-size:12pt">{p.headline}</div><p>{p.summary}</p><div class=c><span>{p.email}</span><span>{p.phone}</span><span>{p.location}</span><span>{p.links[0]}</span></div>'
    body += (
        "<div class=g><div><h2>Work Experience</h2>"
        + "".join(map(e1, p.jobs))
        + "</div><div><h2>Skills</h2><p>"
        + " ".join(
            f'<span style="background:#1a7f7f;color:#fff;padding:1pt 5pt;border-radius:3pt;display:inline-block;margin:1pt">{s}</span>'
            for s in p.allskills
        )
        + "</p><h2>Education</h2>"
        + "".join(map(e1, p.schools))
        + "<h2>Achievements</h2>"
        + "".join(f'<p>{a["title"]} ({a["end"]})</p><p class=m>{a["org"]}</p>' for a in p.awards)
        + "</div></div>"
    )
    t = truth(
        p,
        "chromium",
        "slash",
        [("experience", "Work Experience"), ("skills", "Skills"), ("education", "Education"), ("awards", "Achievements")],
        texts=[dict(section="", text=p.summary)],
    )
    chromium("template-novo-chromium.pdf", css, body, t)


@layout
def leaders():
    p = P("welder")
    css = ""
    src = '#set page(paper:"us-letter",margin:20mm)\n#set text(font:"Liberation Sans",size:10.5pt)\n#set list(marker:[■])\n'
    src += f'#align(center)[#text(17pt,weight:"bold",tracking:3pt)[{p.name.upper()}]\\ {p.location} ♦ {p.phone} ♦ {typ(p.email)}]\n'
    h = lambda t: f'#v(7pt)#align(center)[#text(tracking:2.5pt,weight:"bold")[{t.upper()}]]\n'
    dots = "#box(width:1fr,repeat[.])"
    src += h("Professional Experience")
    for e in p.jobs:
        src += (
            f'*{e["org"]}*, {e["place"]} {dots} {span(e,"us","-")}\\ _{e["title"]}_\n'
            + "".join(f"- {typ(b)}\n" for b in e["bullets"])
            + "\n"
        )
    src += h("Education") + "".join(f'*{e["org"]}*, {e["place"]} {dots} {one(e["end"],"year")}\\ _{e["title"]}_\n' for e in p.schools)
    src += (
        h("Certifications")
        + "".join(f'{c["title"]}, {c["org"]} {dots} {one(c["end"],"year")}\\ ' for c in p.certs)
        + h("Skills")
        + ", ".join(p.allskills)
    )
    t = truth(
        p,
        "typst",
        "us",
        [("experience", "PROFESSIONAL EXPERIENCE"), ("education", "EDUCATION"), ("certifications", "CERTIFICATIONS"), ("skills", "SKILLS")],
    )
    t["name"] = p.name.upper()
    for e in t["education"]:
        e.pop("start")
        e["end"] = e["end"][:4]
    for e in t["certifications"]:
        e["end"] = e["end"][:4]
    typst_("template-leaders-typst.pdf", src, t)


@layout
def portuguese():
    p = P("pt_mkt")
    body = (
        f"""{p.name}
{p.headline}
{p.location} | {p.phone} | {p.email}

RESUMO PROFISSIONAL
{p.summary}

EXPERIÊNCIA PROFISSIONAL
"""
        + "\n".join(
            f'{e["title"]} | {e["org"]} | {e["place"]} | {span(e,"pt"," – ","presente")}\n' + "".join(f"• {b}\n" for b in e["bullets"])
            for e in p.jobs
        )
        + "\nFORMAÇÃO ACADÉMICA\n"
        + "\n".join(f'{e["title"]} | {e["org"]} | {e["place"]} | {span(e,"pt")}' for e in p.schools)
        + "\n\nCOMPETÊNCIAS\n"
        + ", ".join(p.allskills)
        + "\n"
    )
    t = truth(
        p,
        "plain",
        "pt",
        [
            ("summary", "RESUMO PROFISSIONAL"),
            ("experience", "EXPERIÊNCIA PROFISSIONAL"),
            ("education", "FORMAÇÃO ACADÉMICA"),
            ("skills", "COMPETÊNCIAS"),
        ],
    )
    text("template-plain-pt.txt", body, t)


@layout
def ats_txt():
    p = P("data")
    import textwrap

    w = lambda s: "\n".join(textwrap.wrap(s, 72, initial_indent="  - ", subsequent_indent="    "))
    body = (
        f"{p.name}\n{p.email} / {p.phone} / {p.location}\n{p.links[0]}\n\nProfessional Summary\n--------------------\n"
        + "\n".join(textwrap.wrap(p.summary, 60))
        + "\n\nProfessional Experience\n-----------------------\n"
    )
    for e in p.jobs:
        body += f'{e["title"]} ({span(e,"mon"," - ")})\n{e["org"]}, {e["place"]}\n' + "\n".join(map(w, e["bullets"])) + "\n\n"
    body += (
        "Education\n---------\n"
        + "".join(f'{e["title"]} ({span(e,"mon"," - ")})\n{e["org"]}, {e["place"]}\n\n' for e in p.schools)
        + "Technical Skills\n----------------\n"
        + "".join(f'{l}: {", ".join(g)}\n' for l, g in p.skills)
    )
    t = truth(
        p,
        "plain",
        "mon",
        [
            ("summary", "Professional Summary"),
            ("experience", "Professional Experience"),
            ("education", "Education"),
            ("skills", "Technical Skills"),
        ],
        headline=None,
        links=p.links[:1],
    )
    text("template-ats.txt", body, t)


@layout
def serif_docx():
    import docx
    from docx.shared import Pt, Mm

    p = P("lawyer")
    d = docx.Document()
    d.styles["Normal"].font.name = "Liberation Serif"
    d.styles["Normal"].font.size = Pt(10)
    tb = d.add_table(rows=1, cols=2)
    L, R = tb.rows[0].cells
    L.paragraphs[0].add_run(p.name).font.size = Pt(28)
    L.paragraphs[0].runs[0].bold = True
    q = L.add_paragraph(p.headline)

    def H(c, t):
        q = c.add_paragraph()
        r = q.add_run(t)
        r.bold = True
        r.font.size = Pt(9)

    H(L, "EXPERIENCE")
    for e in p.jobs:
        q = L.add_paragraph()
        q.add_run(e["org"]).bold = True
        q.add_run(f', {e["place"]} — ')
        q.add_run(e["title"]).italic = True
        q = L.add_paragraph()
        q.add_run(span(e, "MONTH", " - ", "PRESENT")).font.size = Pt(8)
        for b in e["bullets"]:
            L.add_paragraph(b)
    H(L, "EDUCATION")
    for e in p.schools:
        q = L.add_paragraph()
        q.add_run(e["org"]).bold = True
        q.add_run(f', {e["place"]} — ')
        q.add_run(e["title"]).italic = True
        q = L.add_paragraph()
        q.add_run(span(e, "MONTH", " - ", "PRESENT")).font.size = Pt(8)
    R.paragraphs[0].add_run("12 Alder Court")
    R.add_paragraph(p.location)
    R.add_paragraph(p.phone).runs[0].bold = True
    R.add_paragraph(p.email).runs[0].bold = True
    H(R, "SKILLS")
    for s in p.allskills:
        R.add_paragraph(s)
    H(R, "ADMISSIONS")
    R.add_paragraph("New York State Bar, 2016")
    d.save(OUT / "template-google-serif.docx")
    t = truth(
        p,
        "python_docx",
        "mon",
        [("experience", "EXPERIENCE"), ("education", "EDUCATION"), ("skills", "SKILLS"), ("custom|certifications", "ADMISSIONS")],
        links=[],
        location="12 Alder Court, New York, NY",
    )
    put("template-google-serif.docx", t)
    to_pdf(OUT / "template-google-serif.docx", "template-google-serif-lo.pdf")
    put("template-google-serif-lo.pdf", dict(t, made_by="libreoffice"))


@layout
def german_hyph():
    p = P("de_eng")
    src = '#set page(paper:"a4",margin:(x:20mm,y:18mm))\n#set text(font:"Noto Serif",size:10pt,lang:"de",hyphenate:true)\n#set par(justify:true)\n'
    src += f"#grid(columns:(1fr,auto),[#text(20pt)[{p.name}]\\ {p.headline}],align(right)[{p.location}\\ {p.phone}\\ {typ(p.email)}])\n"
    H = lambda t: f'#v(6pt)#text(12pt,fill:rgb("#264"),weight:"bold")[{t}]\n\n'
    left = H("Profil") + p.summary + "\n" + H("Kenntnisse") + "".join(f"- {s}\n" for s in p.allskills)
    right = H("Beruflicher Werdegang")
    for e in p.jobs:
        right += (
            f'*{e["title"]}* #h(1fr) {span(e,"dot"," – ","heute")}\\ {e["org"]}, {e["place"]}\n'
            + "".join(f"- {b}\n" for b in e["bullets"])
            + "\n"
        )
    right += H("Ausbildung") + "".join(f'*{e["title"]}* #h(1fr) {span(e,"dot")}\\ {e["org"]}, {e["place"]}\n\n' for e in p.schools)
    src += f"#grid(columns:(48mm,1fr),column-gutter:7mm,[{left}],[{right}])"
    t = truth(
        p,
        "typst",
        "dot",
        [("summary", "Profil"), ("skills", "Kenntnisse"), ("experience", "Beruflicher Werdegang"), ("education", "Ausbildung")],
    )
    typst_("template-side-typst-de.pdf", src, t)


@layout
def zety():
    p = P("teacher")
    css = """body{font:10.5pt/1.4 'DejaVu Sans'}h1{font-size:22pt}h2{font-size:13pt;color:#2a5db0;margin:12pt 0 4pt}table{width:100%}td{vertical-align:top}td.d{width:30mm}ul{padding-left:14pt}"""
    r = (
        lambda e: f'<tr><td class=d>{one(e["start"],"iso")} -<br>{"present" if e["end"]=="present" else one(e["end"],"iso")}</td><td><b>{e["title"]}</b><br><i>{e["org"]}, {e["place"]}</i>'
        + ul(e["bullets"])
        + "</td></tr>"
    )
    body = (
        f'<h1>{p.name}</h1><p><b>Address</b> {p.location}</p><p><b>Phone</b> {p.phone}</p><p><b>E-mail</b> {p.email}</p><p style="margin-top:6pt">{p.summary}</p><h2>Work History</h2><table>'
        + "".join(map(r, p.jobs))
        + "</table><h2>Education</h2><table>"
        + "".join(map(r, p.schools))
        + "</table><h2>Skills</h2>"
        + ul(p.allskills)
        + "<h2>Interests</h2><p>"
        + ", ".join(p.interests)
        + "</p>"
    )
    t = truth(
        p,
        "wkhtmltopdf",
        "iso",
        [("experience", "Work History"), ("education", "Education"), ("skills", "Skills"), ("interests", "Interests")],
        headline=None,
        texts=[dict(section="", text=p.summary)],
    )
    wkhtml("template-zety-wkhtml.pdf", css, body, t)


for n in sys.argv[1:] or ALL:
    ALL[n]()
