"""Layouts of Word, builders and national forms that earlier batches did not have."""

import sys
from kit import *

ALL = {}


def layout(f):
    ALL[f.__name__] = f
    return f


E = esc


def years(t, *groups):
    for g in groups:
        for x in t[g]:
            for k in ("start", "end"):
                if k in x:
                    x[k] = x[k][:4]
    return t


def noplace(t, *groups):
    for g in groups or ("work", "education"):
        for x in t[g]:
            x.pop("place", None)
    return t


def nostart(t, *groups):
    for g in groups:
        for x in t[g]:
            x.pop("start", None)
    return t


def ico(c):
    return f"<i class=fa>&#x{c};</i> "


FA = ".fa{font:normal 9pt FontAwesome}"
MAIL, TEL, PIN, IN, GH, WEB, CAL = "f0e0", "f095", "f041", "f0e1", "f09b", "f0ac", "f073"


def doc(fn="Carlito", sz=10.5, margin=None):
    import docx
    from docx.shared import Pt, Inches

    d = docx.Document()
    n = d.styles["Normal"]
    n.font.name = fn
    n.font.size = Pt(sz)
    n.paragraph_format.space_after = Pt(0)
    if margin:
        for s in d.sections:
            s.left_margin = s.right_margin = s.top_margin = s.bottom_margin = Inches(margin)
    return d


def rtab(q, inch=6.5):
    from docx.shared import Inches
    from docx.enum.text import WD_TAB_ALIGNMENT

    q.paragraph_format.tab_stops.add_tab_stop(Inches(inch), WD_TAB_ALIGNMENT.RIGHT)
    return q


def save(d, name, t, lo=False):
    d.save(OUT / f"{name}.docx")
    put(f"{name}.docx", t)
    if lo:
        to_pdf(OUT / f"{name}.docx", f"{name}-lo.pdf")
        put(f"{name}-lo.pdf", dict(t, made_by="libreoffice"))


def run(q, t, b=False, i=False, sz=None):
    from docx.shared import Pt

    r = q.add_run(t)
    r.bold = b or None
    r.italic = i or None
    if sz:
        r.font.size = Pt(sz)
    return r


@layout
def word_textbox():
    from docx.oxml import parse_xml

    p = P("dh8")
    d = doc("Carlito", 11)
    N = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    para = (
        lambda t, b=False: f'<w:p><w:r>{"<w:rPr><w:b/><w:sz w:val=%s/></w:rPr>" % chr(34)+"" if 0 else ("<w:rPr><w:b/></w:rPr>" if b else "")}<w:t xml:space="preserve">{E(t)}</w:t></w:r></w:p>'
    )
    box = (
        para("CONTACT", True)
        + "".join(map(para, (p.phone, p.email, p.location)))
        + para("SKILLS", True)
        + "".join(map(para, p.allskills))
        + para("LICENSES", True)
        + "".join(para(f'{c["title"]}, {c["org"]}, {one(c["end"],"year")}') for c in p.certs)
        + para("LANGUAGES", True)
        + "".join(map(para, p.langs))
    )
    x = f'<w:r {N}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>-700000</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>300000</wp:posOffset></wp:positionV><wp:extent cx="1900000" cy="6500000"/><wp:wrapSquare wrapText="bothSides"/><wp:docPr id="1" name="Box"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1900000" cy="6500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>{box}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="width:150pt;height:500pt"><v:textbox><w:txbxContent>{box}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>'
    q = d.add_paragraph()
    q._p.append(parse_xml(x))
    run(q, p.name, True, sz=24)
    run(d.add_paragraph(), p.headline, sz=13)

    def h(t):
        run(d.add_paragraph(), t.upper(), True, sz=13)

    h("Summary")
    d.add_paragraph(p.summary)
    h("Experience")

    def ents(es):
        for e in es:
            run(d.add_paragraph(), e["title"], True)
            d.add_paragraph(f'{e["org"]}, {e["place"]}')
            run(d.add_paragraph(), span(e, "mon"), i=True)
            for b in e["bullets"]:
                d.add_paragraph(b, style="List Bullet")

    ents(p.jobs)
    h("Education")
    ents(p.schools)
    t = truth(
        p,
        "python_docx",
        "mon",
        [
            ("skills", "SKILLS"),
            ("certifications", "LICENSES"),
            ("languages", "LANGUAGES"),
            ("summary", "SUMMARY"),
            ("experience", "EXPERIENCE"),
            ("education", "EDUCATION"),
        ],
    )
    years(t, "certifications")
    save(d, "template-word-textbox", t)


@layout
def uk_word():
    p = P("so8")
    d = doc("Liberation Sans", 11, 1)
    q = d.add_paragraph()
    q.alignment = 1
    run(q, "Curriculum Vitae", True, sz=14)
    q = d.add_paragraph()
    q.alignment = 1
    run(q, p.name, True, sz=18)
    q = d.add_paragraph(p.location)
    q.alignment = 1
    q = d.add_paragraph(f"Tel: {p.phone}  Email: {p.email}")
    q.alignment = 1

    def h(t):
        d.add_paragraph()
        r = run(d.add_paragraph(), t, True)
        r.underline = True

    h("Personal Statement")
    d.add_paragraph(p.summary)
    h("Employment History")
    for e in p.jobs:
        d.add_paragraph()
        run(d.add_paragraph(), f'{span(e,"month")}', i=True)
        run(d.add_paragraph(), f'{e["title"]}, {e["org"]}, {e["place"]}', True)
        for b in e["bullets"]:
            d.add_paragraph(b, style="List Bullet")
    h("Education and Qualifications")
    for e in p.schools:
        d.add_paragraph(f'{e["start"][:4]} – {e["end"][:4]}\t{e["title"]}, {e["org"]}, {e["place"]}')
    h("Key Skills")
    for s in p.allskills:
        d.add_paragraph(s, style="List Bullet")
    h("Interests")
    d.add_paragraph(", ".join(p.interests))
    h("References")
    d.add_paragraph("Available on request.")
    t = truth(
        p,
        "python_docx",
        "month",
        [
            ("summary", "Personal Statement"),
            ("experience", "Employment History"),
            ("education", "Education and Qualifications"),
            ("skills", "Key Skills"),
            ("interests", "Interests"),
            ("references", "References"),
        ],
        headline=None,
    )
    years(t, "education")
    save(d, "template-word-uk", t)


@layout
def readme():
    p = P("dv8")
    e = lambda x: f'### {x["title"]} @ {x["org"]}\n*{span(x,"mon")}* | {x["place"]}\n\n' + "".join(f"- {b}\n" for b in x["bullets"]) + "\n"
    body = (
        f"# {p.name}\n**{p.headline}**\n\n📍 {p.location} · 📧 [{p.email}](mailto:{p.email}) · 📱 {p.phone} · 🔗 [{p.links[0]}](https://{p.links[0]})\n\n---\n\n## 👋 About Me\n\n{p.summary}\n\n## 💼 Experience\n\n"
        + "".join(map(e, p.jobs))
        + "## 🎓 Education\n\n"
        + "".join(f'**{x["org"]}**, {x["place"]}  \n{x["title"]}, {span(x,"mon")}\n\n' for x in p.schools)
        + "## 🛠️ Skills\n\n"
        + "".join(f"- **{l}:** " + ", ".join(f"`{s}`" for s in g) + "\n" for l, g in p.skills)
        + "\n## 📜 Certifications\n\n"
        + "".join(f'- {c["title"]}, {c["org"]} ({one(c["end"],"mon")})\n' for c in p.certs)
    )
    text(
        "template-readme.md",
        body,
        truth(
            p,
            "markdown",
            "mon",
            [
                ("summary", "👋 About Me"),
                ("experience", "💼 Experience"),
                ("education", "🎓 Education"),
                ("skills", "🛠️ Skills"),
                ("certifications", "📜 Certifications"),
            ],
            links=[p.links[0]],
        ),
    )


@layout
def fresher():
    p = P("in9")
    d = doc("Liberation Serif", 12, 1)
    q = d.add_paragraph()
    q.alignment = 1
    run(q, "RESUME", True, sz=16)
    run(d.add_paragraph(), p.name.upper(), True, sz=14)
    d.add_paragraph(f"Email: {p.email}")
    d.add_paragraph(f"Mobile: {p.phone}")
    d.add_paragraph(f"Location: {p.location}")

    def h(t):
        d.add_paragraph()
        r = run(d.add_paragraph(), t, True)
        r.underline = True

    h("CAREER OBJECTIVE:")
    d.add_paragraph(p.summary)
    h("EDUCATIONAL QUALIFICATION:")
    tb = d.add_table(1, 4)
    tb.style = "Table Grid"
    for c, x in zip(tb.rows[0].cells, ("Course", "Institution", "Year", "Percentage")):
        run(c.paragraphs[0], x, True)
    for e, m in zip(p.schools, ("8.1 CGPA", "91%")):
        for c, x in zip(tb.add_row().cells, (e["title"], e["org"], span(e, "year"), m)):
            c.text = x
    h("WORK EXPERIENCE:")
    for e in p.jobs:
        q = d.add_paragraph()
        run(q, e["org"], True)
        run(q, f', {e["place"]}')
        d.add_paragraph(f'Role: {e["title"]}')
        d.add_paragraph(f'Duration: {span(e, "month", " to ", "till date")}')
        for b in e["bullets"]:
            d.add_paragraph(b, style="List Bullet")
    h("TECHNICAL SKILLS:")
    d.add_paragraph(", ".join(p.allskills))
    h("LANGUAGES KNOWN:")
    d.add_paragraph(", ".join(p.langs))
    h("PERSONAL DETAILS:")
    d.add_paragraph("Date of Birth: 12-06-2000")
    d.add_paragraph("Father’s Name: S. Subramaniam")
    h("DECLARATION:")
    d.add_paragraph("I hereby declare that the above information is true to the best of my knowledge.")
    d.add_paragraph("Place: Coimbatore")
    t = truth(
        p,
        "python_docx",
        "month",
        [
            ("summary", "CAREER OBJECTIVE"),
            ("education", "EDUCATIONAL QUALIFICATION"),
            ("experience", "WORK EXPERIENCE"),
            ("skills", "TECHNICAL SKILLS"),
            ("languages", "LANGUAGES KNOWN"),
        ],
        headline=None,
        splace=False,
    )
    t["name"] = p.name.upper()
    save(d, "template-word-fresher", t)


@layout
def linkedin_txt():
    p = P("ds9")
    dur = ["4 yrs 2 mos", "3 yrs 3 mos", "7 mos"]
    e = (
        lambda x, k: f'{x["title"]}\n{x["org"]} · Full-time\n{span(x,"mon"," - ")} · {dur[k]}\n{x["place"]} · Hybrid\n\n'
        + "".join(f"• {b}\n" for b in x["bullets"])
        + "\n"
    )
    body = (
        f"{p.name}\n{p.headline}\n{p.location}\n{p.email} · {p.phone} · {p.links[0]}\n\nAbout\n{p.summary}\n\nExperience\n\n"
        + "".join(e(x, k) for k, x in enumerate(p.jobs))
        + "Education\n\n"
        + "".join(f'{x["org"]}\n{x["title"]}\n{span(x,"year"," - ")}\n\n' for x in p.schools)
        + "Skills\n"
        + " · ".join(p.allskills)
        + "\n"
    )
    t = truth(
        p,
        "plain",
        "mon",
        [("summary", "About"), ("experience", "Experience"), ("education", "Education"), ("skills", "Skills")],
        splace=False,
        links=[p.links[0]],
        place=False,
    )
    years(t, "education")
    text("template-linkedin-copied.txt", body, t)


@layout
def europass_it():
    from docx.shared import Mm

    p = P("it10")
    d = doc("Liberation Sans", 10.5, 0.9)
    run(d.add_paragraph(), "Curriculum Vitae", True, sz=14)
    tb = d.add_table(0, 2)

    def r(a, b, bold=False):
        c = tb.add_row().cells
        c[0].width = Mm(52)
        c[1].width = Mm(118)
        c[0].text = a
        run(c[1].paragraphs[0], b, bold)

    r("Nome", p.name)
    r("Indirizzo", "Via Maqueda 40, " + p.location)
    r("Telefono", p.phone)
    r("E-mail", p.email)
    r("Nazionalità", "Italiana")
    run(d.add_paragraph(), "ESPERIENZA LAVORATIVA", True)
    tb = d.add_table(0, 2)
    for e in p.jobs:
        r("Date (da – a)", span(e, "slash", " – ", "oggi"))
        r("Nome del datore di lavoro", e["org"])
        r("Luogo", e["place"])
        r("Tipo di impiego", e["title"])
        r("Principali mansioni", " ".join(e["bullets"]))
    run(d.add_paragraph(), "ISTRUZIONE E FORMAZIONE", True)
    tb = d.add_table(0, 2)
    for e in p.schools:
        r("Date (da – a)", span(e, "slash", " – "))
        r("Nome dell’istituto", e["org"])
        r("Luogo", e["place"])
        r("Qualifica conseguita", e["title"])
    run(d.add_paragraph(), "COMPETENZE", True)
    d.add_paragraph(", ".join(p.allskills))
    run(d.add_paragraph(), "LINGUE", True)
    d.add_paragraph(", ".join(p.langs))
    t = truth(
        p,
        "python_docx",
        "slash",
        [
            ("experience", "ESPERIENZA LAVORATIVA"),
            ("education", "ISTRUZIONE E FORMAZIONE"),
            ("skills", "COMPETENZE"),
            ("languages", "LINGUE"),
        ],
        headline=None,
        location=None,
    )
    for e in t["work"]:
        e.pop("bullets")
    save(d, "template-europass-it", t)


@layout
def foot_columns():
    p = P("bk10")
    css = "@page{size:letter;margin:0}body{font:10pt/1.45 'Lato'}header{background:#432;color:#fff;padding:10mm 15mm;text-align:center}h1{font-size:24pt;text-transform:uppercase}main{padding:6mm 15mm}h2{font-size:11.5pt;text-transform:uppercase;color:#432;margin:8pt 0 4pt}.r{display:flex;justify-content:space-between}.g{display:grid;grid-template-columns:1fr 1fr 1fr;gap:8mm}ul{padding-left:13pt}"
    e = (
        lambda x: f'<div class=r><span><b>{E(x["title"])}</b> — {E(x["org"])}</span><span>{span(x,"mon"," – ")}</span></div><p>{x["place"]}</p>{ul(x["bullets"])}'
    )
    s = lambda x: f'<p><b>{x["title"]}</b></p><p>{x["org"]}</p><p>{x["end"][:4]}</p>'
    body = (
        f"<header><h1>{p.name}</h1><p>{p.headline}</p><p>{p.location} | {p.phone} | {p.email}</p></header><main><h2>Summary</h2><p>{p.summary}</p><h2>Experience</h2>"
        + "".join(map(e, p.jobs))
        + "<div class=g><div><h2>Education</h2>"
        + "".join(map(s, p.schools))
        + "</div><div><h2>Skills</h2>"
        + "".join(f"<p>{x}</p>" for x in p.allskills)
        + f'</div><div><h2>Certifications</h2><p>{p.certs[0]["title"]}</p><p>{p.certs[0]["org"]}</p><p>{p.certs[0]["end"][:4]}</p></div></div></main>'
    )
    t = truth(
        p,
        "chromium",
        "mon",
        [
            ("summary", "SUMMARY"),
            ("experience", "EXPERIENCE"),
            ("education", "EDUCATION"),
            ("skills", "SKILLS"),
            ("certifications", "CERTIFICATIONS"),
        ],
        splace=False,
    )
    t["name"] = p.name.upper()
    nostart(t, "education")
    years(t, "education", "certifications")
    chromium("template-foot-columns.pdf", css, body, t)


@layout
def word_exec():
    import docx
    from docx.shared import Pt, Mm

    p = P("ex6")
    d = doc("Lato", 10)
    d.styles["Normal"].font.size = Pt(10)
    q = d.add_paragraph()
    r = q.add_run(p.name)
    r.font.size = Pt(20)
    r.bold = True
    q.alignment = 2
    q = d.add_paragraph(f"{p.headline}")
    q.alignment = 2
    q = d.add_paragraph(f"{p.phone} • {p.email} • {p.location}")
    q.alignment = 2

    def h(t):
        q = d.add_paragraph()
        r = q.add_run(t)
        r.font.small_caps = True
        r.font.size = Pt(14)

    h("Profile")
    d.add_paragraph(p.summary)
    h("Career")

    def ents(es):
        tb = d.add_table(rows=0, cols=2)
        for e in es:
            c = tb.add_row().cells
            c[0].width = Mm(45)
            c[1].width = Mm(120)
            c[0].text = e["org"]
            c[0].add_paragraph(e["place"])
            c[0].add_paragraph(span(e, "year", "–"))
            c[1].paragraphs[0].add_run(e["title"]).bold = True
            for b in e["bullets"]:
                c[1].add_paragraph(b, style="List Bullet")

    ents(p.jobs)
    h("Education")
    ents(p.schools)
    h("Expertise")
    d.add_paragraph(", ".join(p.allskills))
    h("Languages")
    d.add_paragraph(", ".join(p.langs))
    d.save(OUT / "template-word-cells.docx")
    t = truth(
        p,
        "python_docx",
        "year",
        [("summary", "Profile"), ("experience", "Career"), ("education", "Education"), ("skills", "Expertise"), ("languages", "Languages")],
        links=[],
    )
    put("template-word-cells.docx", t)
    to_pdf(OUT / "template-word-cells.docx", "template-word-cells-lo.pdf")
    put("template-word-cells-lo.pdf", dict(t, made_by="libreoffice"))


@layout
def stacked_word():
    p = P("ph11")
    d = doc("Liberation Sans", 10.5, 1)
    q = d.add_paragraph()
    q.alignment = 1
    run(q, p.name.upper(), True, sz=16)
    q = d.add_paragraph(f"{p.location} | {p.phone} | {p.email}")
    q.alignment = 1

    def h(t):
        d.add_paragraph()
        q = d.add_paragraph()
        q.alignment = 1
        run(q, t.upper(), True)

    h("Objective")
    d.add_paragraph(p.summary)
    h("Work History")
    for e in p.jobs:
        d.add_paragraph(e["title"])
        d.add_paragraph(e["org"])
        d.add_paragraph(e["place"])
        d.add_paragraph(span(e, "month"))
        for b in e["bullets"]:
            d.add_paragraph(b, style="List Bullet")
        d.add_paragraph()
    h("Education")
    for e in p.schools:
        d.add_paragraph(e["title"])
        d.add_paragraph(e["org"])
        d.add_paragraph(e["place"])
        d.add_paragraph(one(e["end"], "month"))
        d.add_paragraph()
    h("Skills")
    for s in p.allskills:
        d.add_paragraph(s, style="List Bullet")
    t = truth(
        p,
        "python_docx",
        "month",
        [("summary", "OBJECTIVE"), ("experience", "WORK HISTORY"), ("education", "EDUCATION"), ("skills", "SKILLS")],
        headline=None,
    )
    t["name"] = p.name.upper()
    nostart(t, "education")
    save(d, "template-word-stacked", t)


for n in sys.argv[1:] or ALL:
    ALL[n]()
