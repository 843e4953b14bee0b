"""Layouts of popular builders and classes: Reactive Resume, RenderCV, moderncv, Enhancv, FlowCV, Word, Google Docs, Pandoc."""

import sys
from kit import *

ALL = {}


def layout(f):
    ALL[f.__name__] = f
    return f


E = esc
IC = lambda c: f'<span style="font-family:FontAwesome">&#x{c};</span>'
PH, ML, PIN, LK = IC("f095"), IC("f0e0"), IC("f041"), IC("f0c1")


# ---------- Reactive Resume ----------
def rr(p, css, head, order, main=None, side=(), kinds=None, fmt="mon", item=None, lang="en", titles=None, extra=None):
    T = dict(
        summary="Summary",
        experience="Experience",
        education="Education",
        skills="Skills",
        certifications="Certifications",
        languages="Languages",
        interests="Interests",
        projects="Projects",
        awards="Awards",
        profiles="Profiles",
        publications="Publications",
    )
    T.update(titles or {})
    item = item or (
        lambda e, k: f'<div class=it><div class=r><div><b>{E(e["org"])}</b><div>{E(e["title"])}</div></div><div class=ri><b>{span(e,fmt," - ")}</b><div>{e["place"]}</div></div></div>'
        + ul(e["bullets"])
        + "</div>"
    )

    def sec(k):
        if k == "summary":
            b = f"<p>{E(p.summary)}</p>"
        elif k == "experience":
            b = "".join(item(e, k) for e in p.jobs)
        elif k == "education":
            b = "".join(item(e, k) for e in p.schools)
        elif k == "skills":
            b = (
                "<div class=g>"
                + "".join(
                    (
                        f"<div class=sk><b>{E(l)}</b><div class=kw>{E(', '.join(g))}</div></div>"
                        if l
                        else "".join(f"<div class=sk>{E(s)}</div>" for s in g)
                    )
                    for l, g in p.skills
                )
                + "</div>"
            )
        elif k == "certifications":
            b = (
                "<div class=g>"
                + "".join(
                    f'<div class=it><div class=r><div><b>{E(c["title"])}</b><div>{E(c["org"])}</div></div><b>{one(c["end"],fmt)}</b></div></div>'
                    for c in p.certs
                )
                + "</div>"
            )
        elif k == "awards":
            b = "".join(
                f'<div class=it><div class=r><div><b>{E(c["title"])}</b><div>{E(c["org"])}</div></div><b>{one(c["end"],fmt)}</b></div></div>'
                for c in p.awards
            )
        elif k == "languages":
            b = "<div class=g>" + "".join(f"<div class=sk>{E(x)}</div>" for x in p.langs) + "</div>"
        elif k == "interests":
            b = "<div class=g>" + "".join(f"<div class=sk>{E(x)}</div>" for x in p.interests) + "</div>"
        elif k == "projects":
            b = "".join(
                f'<div class=it><div class=r><div><b>{E(e["title"])}</b><div>{E(e["tech"])}</div></div><b>{span(e,fmt," - ")}</b></div>{ul(e["bullets"])}</div>'
                for e in p.projects
            )
        elif k == "publications":
            b = "".join(f"<p>{E(x)}</p>" for x in p.pubs)
        elif k == "profiles":
            b = "".join(f"<div class=sk>{LK} {E(x)}</div>" for x in p.links)
        return f"<section class={k}><h2>{T[k]}</h2><div class=bd>{b}</div></section>"

    body = (
        head + "<main>" + "".join(map(sec, main or order)) + "</main>" + ("<aside>" + "".join(map(sec, side)) + "</aside>" if side else "")
    )
    heads = [(k, T[k]) for k in list(main or order) + list(side) if k != "profiles"]
    return body, heads


CT = (
    lambda p, links=True: f"<span class=c>{PIN} {p.location}</span><span class=c>{PH} {p.phone}</span><span class=c>{ML} {p.email}</span>"
    + ("".join(f"<span class=c>{LK} {x}</span>" for x in p.links) if links else "")
)
RB = "@page{size:A4;margin:12mm}body{font:9.6pt/1.5 'Noto Sans'}.r{display:flex;justify-content:space-between;gap:6mm}.ri{text-align:right;white-space:nowrap}ul{padding-left:13pt}.it{margin-bottom:5pt}.c{margin-right:8pt}"


@layout
def azurill():
    p = P("d5")
    css = (
        RB
        + "body{display:grid;grid-template-columns:56mm 1fr;column-gap:8mm}header{grid-column:1/-1;text-align:center;margin-bottom:5mm}h1{font-size:20pt}h2{font-size:11pt;color:#c2410c;margin:7pt 0 4pt}main{order:2;border-left:1pt solid #c2410c;padding-left:5mm}aside{order:1;text-align:center;overflow-wrap:anywhere}"
    )
    item = (
        lambda e, k: f'<div class=it><b>{E(e["org"])}</b><div>{E(e["title"])}</div><div>{e["place"]}</div><b>{span(e,"month"," to ")}</b>{ul(e["bullets"])}</div>'
    )
    body, heads = rr(
        p,
        css,
        f"<header><h1>{p.name}</h1><p>{p.headline}</p><p>{CT(p, False)}</p></header>",
        None,
        ["summary", "experience", "education", "projects"],
        ["profiles", "skills", "certifications", "interests"],
        item=item,
        fmt="month",
    )
    chromium("template-azurill.pdf", css, body, truth(p, "chromium", "month", heads))


@layout
def bronzor():
    p = P("n5")
    css = (
        RB
        + "header{text-align:center;margin-bottom:4mm}h1{font-size:20pt}section{display:grid;grid-template-columns:1fr 4fr;border-top:.7pt solid #0891b2;padding-top:3mm;margin-top:3mm}h2{font-size:10.5pt}.g{display:grid;grid-template-columns:1fr 1fr;gap:2mm}"
    )
    body, heads = rr(
        p,
        css,
        f"<header><h1>{p.name}</h1><p>{p.headline}</p><p>{CT(p)}</p></header>",
        None,
        ["summary", "experience", "education", "certifications", "skills", "languages"],
        fmt="slash",
    )
    chromium("template-bronzor.pdf", css, body, truth(p, "chromium", "slash", heads))


@layout
def chikorita():
    p = P("u5")
    css = (
        RB
        + "@page{margin:0}body{display:grid;grid-template-columns:2fr 1fr;min-height:296mm}header{grid-column:1;grid-row:1;padding:12mm 8mm 0 12mm}main{grid-column:1;grid-row:2;padding:2mm 8mm 12mm 12mm}aside{grid-column:2;grid-row:1/3;background:#16a34a;color:#fff;padding:12mm 8mm}h1{font-size:21pt}h2{font-size:11pt;border-bottom:.6pt solid;margin:8pt 0 4pt}"
    )
    body, heads = rr(
        p,
        css,
        f"<header><h1>{p.name}</h1><p>{p.headline}</p><p>{CT(p)}</p></header>",
        None,
        ["summary", "experience", "education"],
        ["skills", "languages", "interests"],
    )
    chromium("template-chikorita.pdf", css, body, truth(p, "chromium", "mon", heads))


@layout
def ditto():
    p = P("m5")
    css = (
        RB
        + "@page{margin:0}body{display:grid;grid-template-columns:1fr 2fr;grid-template-rows:auto auto 1fr;min-height:296mm}header{grid-column:1/-1;background:#4338ca;color:#fff;padding:9mm 10mm 9mm 76mm}h1{font-size:22pt}.ct{grid-column:2;padding:4mm 10mm;font-size:9pt}aside{grid-column:1;grid-row:2/4;padding:6mm 6mm 6mm 10mm}main{grid-column:2;padding:0 10mm}h2{font-size:11pt;margin:6pt 0 4pt}"
    )
    body, heads = rr(
        p,
        css,
        f"<header><h1>{p.name}</h1><p>{p.headline}</p></header><div class=ct>{CT(p)}</div>",
        None,
        ["summary", "experience", "education"],
        ["skills", "languages", "interests"],
        fmt="month",
    )
    chromium("template-ditto.pdf", css, body, truth(p, "chromium", "month", heads))


@layout
def kakuna():
    p = P("l5")
    css = (
        RB
        + "body{text-align:center}header{margin-bottom:3mm}h1{font-size:20pt}h2{font-size:11pt;border:.6pt solid #78716c;margin:8pt 0 4pt;padding:1pt}ul{text-align:left}"
    )
    item = (
        lambda e, k: f'<div class=it><b>{E(e["org"])}</b><div>{E(e["title"])}</div><div>{e["place"]}</div><b>{span(e,"mon"," - ")}</b>{ul(e["bullets"])}</div>'
    )
    body, heads = rr(
        p,
        css,
        f"<header><h1>{p.name}</h1><p>{p.headline}</p><p>{CT(p)}</p></header>",
        None,
        ["summary", "experience", "education", "awards", "skills"],
        item=item,
        fmt="mon",
    )
    chromium("template-kakuna.pdf", css, body, truth(p, "chromium", "mon", heads))


@layout
def nosepass():
    p = P("p5")
    css = (
        RB
        + "header{display:grid;grid-template-columns:1fr 3fr;gap:6mm}h1{font-size:16pt}section{margin-top:4mm}h2{display:grid;grid-template-columns:1fr 3fr;gap:6mm;color:#38bdf8;font-size:10pt;text-transform:uppercase}h2::after{content:'';border-bottom:.6pt solid #38bdf8}.it,.n{display:grid;grid-template-columns:1fr 3fr;gap:6mm}.l{text-align:right;color:#38bdf8}.bd>p,.bd>.g{margin-left:52mm}"
    )
    item = (
        lambda e, k: f'<div class=it><div class=l>{span(e,"mon"," - ")}</div><div><b>{E(e["title"])}</b><div>{E(e["org"])}</div><div>{e["place"]}</div>{ul(e["bullets"])}</div></div>'
    )
    body, heads = rr(
        p,
        css,
        f"<header><div></div><div><h1>{p.name}</h1><p>{p.headline}</p><p>{CT(p)}</p></div></header>",
        None,
        ["summary", "education", "experience", "publications", "skills", "languages"],
        item=item,
    )
    heads = [(k, t.upper()) for k, t in heads]
    chromium("template-nosepass.pdf", css, body, truth(p, "chromium", "mon", heads))


# ---------- Word and Google Docs ----------
def word(name, build, t, lo=True):
    import docx
    from docx.shared import Pt

    d = docx.Document()
    d.styles["Normal"].font.name = "Liberation Sans"
    d.styles["Normal"].font.size = Pt(10)
    d.styles["Normal"].paragraph_format.space_after = Pt(2)
    build(d)
    d.save(OUT / f"{name}.docx")
    put(f"{name}.docx", t)
    if lo:
        to_pdf(OUT / f"{name}.docx", f"{name}-lo.pdf")
        put(f"{name}-lo.pdf", dict(t, made_by="libreoffice"))


@layout
def spearmint():
    from docx.shared import Pt, RGBColor, Mm

    p = P("t5")

    def build(d):
        tb = d.add_table(rows=2, cols=2)
        tb.autofit = False
        for r in tb.rows:
            r.cells[0].width = Mm(112)
            r.cells[1].width = Mm(56)
        a, b = tb.rows[0].cells
        q = a.paragraphs[0]
        r = q.add_run(p.name)
        r.font.size = Pt(30)
        r.bold = True
        a.add_paragraph(p.headline)
        b.paragraphs[0].add_run(p.location)
        for x in (p.phone, p.email):
            b.add_paragraph(x)

        def H(c, t, first=False):
            q = c.paragraphs[0] if first else c.add_paragraph()
            r = q.add_run(t)
            r.bold = True
            r.font.size = Pt(9)
            r.font.color.rgb = RGBColor(0, 0x96, 0x88)

        a, b = tb.rows[1].cells

        def ent(e):
            q = a.add_paragraph()
            r = q.add_run(e["org"] + ", ")
            r.bold = True
            r.font.size = Pt(11)
            q.add_run(e["place"]).font.size = Pt(11)
            q.add_run(" — ")
            q.add_run(e["title"]).italic = True
            r = a.add_paragraph().add_run(span(e, "MONTH", " - ", "PRESENT"))
            r.font.size = Pt(8)
            r.font.color.rgb = RGBColor(0x66, 0x66, 0x66)
            for x in e["bullets"]:
                a.add_paragraph(x, style="List Bullet")

        H(a, "EXPERIENCE", True)
        [ent(e) for e in p.jobs]
        H(a, "EDUCATION")
        [ent(e) for e in p.schools]
        H(b, "SKILLS", True)
        [b.add_paragraph(s) for s in p.allskills]
        H(b, "CERTIFICATES")
        [b.add_paragraph(f'{c["title"]}, {one(c["end"],"year")}') for c in p.certs]

    t = truth(
        p,
        "python_docx",
        "month",
        [("experience", "EXPERIENCE"), ("education", "EDUCATION"), ("skills", "SKILLS"), ("certifications", "CERTIFICATES")],
        certifications=None,
    )
    word("template-spearmint", build, t, lo=False)


@layout
def word_sdt():
    """Word's chronological resume: every field is a content control, the contact a table in the header."""
    from docx.shared import Pt, Mm
    from docx.oxml import OxmlElement, parse_xml
    from docx.oxml.ns import qn, nsdecls

    p = P("a5")

    def wrap(q):
        s = OxmlElement("w:sdt")
        pr = OxmlElement("w:sdtPr")
        al = OxmlElement("w:alias")
        al.set(qn("w:val"), "Enter text:")
        pr.append(al)
        s.append(pr)
        c = OxmlElement("w:sdtContent")
        s.append(c)
        q._p.addprevious(s)
        c.append(q._p)
        return q

    def wrun(r):
        s = OxmlElement("w:sdt")
        s.append(OxmlElement("w:sdtPr"))
        c = OxmlElement("w:sdtContent")
        s.append(c)
        r._r.addprevious(s)
        c.append(r._r)
        return r

    def build(d):
        tb = d.add_table(rows=1, cols=2)
        a, b = tb.rows[0].cells
        q = a.paragraphs[0]
        first, _, last = p.name.partition(" ")
        r = q.add_run(first + " ")
        r.font.size = Pt(26)
        wrun(r)
        r = q.add_run(last)
        r.font.size = Pt(26)
        r.bold = True
        wrun(r)
        b.paragraphs[0].add_run(p.location).font.size = Pt(9)
        b.paragraphs[0].alignment = 2
        for x in (p.phone, p.email):
            q = b.add_paragraph()
            wrun(q.add_run(x))
            q.alignment = 2
        wrap(d.add_paragraph(p.summary))

        def H(t):
            wrap(d.add_heading(t, 1))

        def ent(e):
            q = d.add_heading(level=3)
            r = q.add_run(span(e, "month"))
            r.font.size = Pt(9)
            wrun(r)
            q = d.add_heading(level=2)
            wrun(q.add_run(e["title"]))
            q.add_run(", ")
            r = q.add_run(e["org"] + ", " + e["place"])
            r.bold = False
            wrun(r)
            for x in e["bullets"]:
                wrap(d.add_paragraph(x, style="List Bullet"))

        H("Experience")
        [ent(e) for e in p.jobs]
        H("Education")
        [ent(e) for e in p.schools]
        H("Skills")
        tb = d.add_table(rows=1, cols=2)
        for c, xs in zip(tb.rows[0].cells, (p.allskills[:3], p.allskills[3:])):
            c.paragraphs[0].style = d.styles["List Bullet"]
            c.paragraphs[0].add_run(xs[0])
            for x in xs[1:]:
                c.add_paragraph(x, style="List Bullet")

    word(
        "template-word-sdt",
        build,
        truth(p, "python_docx", "month", [("experience", "Experience"), ("education", "Education"), ("skills", "Skills")], headline=None),
        lo=False,
    )


@layout
def word_header_left():
    """Two-column table: left narrow with the headings, right wide; contact in the page header."""
    from docx.shared import Pt, Mm

    p = P("w5")

    def build(d):
        s = d.sections[0]
        q = s.header.paragraphs[0]
        r = q.add_run(p.name)
        r.bold = True
        r.font.size = Pt(20)
        s.header.add_paragraph(f"{p.location} · {p.phone} · {p.email}")
        s.footer.paragraphs[0].add_run("References available on request")
        tb = d.add_table(rows=0, cols=2)
        tb.autofit = False

        def row(h, build):
            c = tb.add_row().cells
            c[0].width = Mm(36)
            c[1].width = Mm(130)
            c[0].paragraphs[0].add_run(h).bold = True
            build(c[1])

        def jobs(es):
            def f(c):
                q = c.paragraphs[0]
                for i, e in enumerate(es):
                    if i:
                        q = c.add_paragraph()
                    q.add_run(e["title"]).bold = True
                    q.add_run(" | " + e["org"] + " | " + e["place"])
                    c.add_paragraph().add_run(span(e, "mon", " to ", "present")).italic = True
                    for x in e["bullets"]:
                        c.add_paragraph(x, style="List Bullet")

            return f

        row("Objective", lambda c: c.paragraphs[0].add_run(p.summary))
        row("Experience", jobs(p.jobs))
        row("Education", jobs(p.schools))
        row("Skills", lambda c: c.paragraphs[0].add_run(" • ".join(p.allskills)))
        row(
            "Certifications",
            lambda c: c.paragraphs[0].add_run(f'{p.certs[0]["title"]}, {p.certs[0]["org"]}, {one(p.certs[0]["end"],"mon")}'),
        )

    word(
        "template-word-left",
        build,
        truth(
            p,
            "python_docx",
            "mon",
            [
                ("summary", "Objective"),
                ("experience", "Experience"),
                ("education", "Education"),
                ("skills", "Skills"),
                ("certifications", "Certifications"),
            ],
            headline=None,
        ),
    )


@layout
def word_plain_bold():
    """What people type: bold caps headings, dates behind spaces, asterisks."""
    from docx.shared import Pt

    p = P("r5")

    def build(d):
        q = d.add_paragraph()
        q.alignment = 1
        r = q.add_run(p.name.upper())
        r.bold = True
        r.font.size = Pt(14)
        q = d.add_paragraph(f"{p.location}, {p.phone}, {p.email}")
        q.alignment = 1

        def H(t):
            q = d.add_paragraph()
            r = q.add_run(t)
            r.bold = True
            r.underline = True

        def ent(e):
            q = d.add_paragraph()
            q.add_run(e["org"]).bold = True
            q.add_run(", " + e["place"] + "                    " + span(e, "us", "-"))
            q = d.add_paragraph()
            q.add_run(e["title"]).italic = True
            for x in e["bullets"]:
                d.add_paragraph("* " + x)
            d.add_paragraph("")

        H("PROFESSIONAL SUMMARY:")
        d.add_paragraph(p.summary)
        H("WORK EXPERIENCE:")
        [ent(e) for e in p.jobs]
        H("EDUCATION:")
        [ent(e) for e in p.schools]
        H("SKILLS:")
        d.add_paragraph(", ".join(p.allskills))

    t = truth(
        p,
        "python_docx",
        "us",
        [("summary", "PROFESSIONAL SUMMARY"), ("experience", "WORK EXPERIENCE"), ("education", "EDUCATION"), ("skills", "SKILLS")],
        headline=None,
    )
    t["name"] = p.name.upper()
    word("template-word-typed", build, t, lo=False)


@layout
def federal():
    from docx.shared import Pt

    p = P("g5")

    def build(d):
        q = d.add_paragraph()
        r = q.add_run(p.name)
        r.bold = True
        r.font.size = Pt(16)
        d.add_paragraph(p.location)
        d.add_paragraph(f"Mobile: {p.phone}")
        d.add_paragraph(f"Email: {p.email}")
        d.add_paragraph("Country of citizenship: United States of America")
        d.add_paragraph("Veterans' Preference: No")
        d.add_paragraph("Highest Grade: GS-0343-13")

        def H(t):
            d.add_heading(t, 1)

        H("PROFESSIONAL SUMMARY")
        d.add_paragraph(p.summary)
        H("WORK EXPERIENCE")
        for e, g in zip(p.jobs, ("Series: 0343 Pay Plan: GS Grade: 13", "Series: 0344 Pay Plan: GS Grade: 07")):
            q = d.add_paragraph()
            q.add_run(e["org"]).bold = True
            d.add_paragraph(e["place"])
            q = d.add_paragraph()
            q.add_run(e["title"]).bold = True
            d.add_paragraph(span(e, "slash", " - ", "Present"))
            d.add_paragraph("Hours per week: 40")
            d.add_paragraph(g)
            for x in e["bullets"]:
                d.add_paragraph(x, style="List Bullet")
        H("EDUCATION")
        for e in p.schools:
            q = d.add_paragraph()
            q.add_run(e["org"]).bold = True
            q.add_run(", " + e["place"])
            d.add_paragraph(e["title"] + ", " + one(e["end"], "slash"))
        H("AWARDS")
        d.add_paragraph(f'{p.awards[0]["title"]}, {p.awards[0]["org"]}, 2021', style="List Bullet")
        H("SKILLS")
        d.add_paragraph("; ".join(p.allskills))

    t = truth(
        p,
        "python_docx",
        "slash",
        [
            ("summary", "PROFESSIONAL SUMMARY"),
            ("experience", "WORK EXPERIENCE"),
            ("education", "EDUCATION"),
            ("awards", "AWARDS"),
            ("skills", "SKILLS"),
        ],
        headline=None,
        awards=None,
    )
    for e in t["education"]:
        e.pop("start")
    word("template-federal", build, t, lo=False)


# ---------- LaTeX ----------
def cvl(cls, style, p, name, fmt, order="date"):
    a, _, b = p.name.rpartition(" ")
    head = (
        r"\documentclass[10pt,a4paper,sans]{moderncv}\moderncvstyle{%s}\moderncvcolor{blue}\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage[scale=0.8]{geometry}\name{%s}{%s}\title{%s}\address{%s}{}{}\phone[mobile]{%s}\email{%s}"
        % (style, tex(a), tex(b), tex(p.headline), tex(p.location), tex(p.phone), tex(p.email))
    )
    for x in p.links:
        if x.startswith("linkedin"):
            head += r"\social[linkedin]{%s}" % x.split("/")[-1]
        elif x.startswith("github"):
            head += r"\social[github]{%s}" % x.split("/")[-1]
        else:
            head += r"\homepage{%s}" % x
    ent = lambda e: r"\cventry{%s}{%s}{%s}{%s}{}{%s}" % (
        span(e, fmt, "--"),
        tex(e["title"]),
        tex(e["org"]),
        tex(e["place"]),
        (r"\begin{itemize}" + "".join(r"\item %s" % tex(x) for x in e["bullets"]) + r"\end{itemize}") if e["bullets"] else "",
    )
    body = (
        r"\begin{document}\makecvtitle\section{Experience}"
        + "\n".join(map(ent, p.jobs))
        + r"\section{Education}"
        + "\n".join(map(ent, p.schools))
    )
    if p.langs:
        body += r"\section{Languages}" + "".join(r"\cvitem{%s}{%s}" % (x, "fluent") for x in p.langs)
    body += (
        r"\section{Skills}"
        + "".join(r"\cvitem{%s}{%s}" % (tex(l or "General"), tex(", ".join(g))) for l, g in p.skills)
        + r"\end{document}"
    )
    heads = (
        [("experience", "Experience"), ("education", "Education")]
        + ([("languages", "Languages")] if p.langs else [])
        + [("skills", "Skills")]
    )
    latex(name, head + body, truth(p, "pdftex", fmt, heads, links=None))


@layout
def mcv_classic():
    cvl("", "classic", P("d5"), "template-mcv-classic.pdf", "mon")


# ---------- Typst: RenderCV and universe ----------
def tp(p, font="New Computer Modern", size="10pt", head=None, paper="us-letter", margin="18mm"):
    return f'#set page(paper:"{paper}",margin:{margin})\n#set text(font:"{font}",size:{size})\n#set par(justify:true)\n' + (
        head
        or f'#align(center)[#text(24pt,weight:"bold")[{typ(p.name)}]\\ #text(9pt)[{typ(p.location)} #h(4pt)|#h(4pt) #link("mailto:{p.email}")[{typ(p.email)}] #h(4pt)|#h(4pt) {typ(p.phone)}'
        + "".join(f' #h(4pt)|#h(4pt) #link("https://{x}")[{typ(x)}]' for x in p.links)
        + "]]\n\n"
    )


TB = lambda e: "".join(f"- {typ(b)}\n" for b in e["bullets"])
TH = lambda t: f'#v(6pt)#text(13pt,weight:"bold")[{t}]#v(-7pt)#line(length:100%,stroke:.5pt)\n\n'


@layout
def rcv_sb2nov():
    p = P("d5")
    ent = (
        lambda e: f'#grid(columns:(1fr,auto),row-gutter:5pt,[*{typ(e["org"])}*],[*{span(e,"mon")}*],[_{typ(e["title"])}_],[_{e["place"]}_])\n'
        + TB(e)
        + "\n"
    )
    pr = lambda e: f'*{typ(e["title"])}* #h(1fr) {span(e,"mon")}\n- {typ(e["bullets"][0])}\n- Tools used: {typ(e["tech"])}\n\n'
    src = (
        tp(p)
        + TH("Education")
        + "".join(map(ent, p.schools))
        + TH("Experience")
        + "".join(map(ent, p.jobs))
        + TH("Projects")
        + "".join(map(pr, p.projects))
        + TH("Technologies")
        + "\n\n".join(f"*{l}:* {', '.join(g)}" for l, g in p.skills)
    )
    t = truth(
        p,
        "typst",
        "mon",
        [("education", "Education"), ("experience", "Experience"), ("projects", "Projects"), ("skills", "Technologies")],
        headline=None,
    )
    t["projects"][0]["bullets"].append("Tools used: Go")
    typst_("template-rcv-sb2nov.pdf", src, t)


@layout
def rcv_engineering():
    p = P("tr5")
    ent = lambda e: f'#grid(columns:(1fr,auto),[*{typ(e["title"])}*, {typ(e["org"])} -- {e["place"]}],[{span(e,"mon")}])\n' + TB(e) + "\n"
    src = (
        tp(p, "Libertinus Serif")
        + TH("Summary")
        + p.summary
        + "\n"
        + TH("Experience")
        + "".join(map(ent, p.jobs))
        + TH("Education")
        + "".join(map(ent, p.schools))
        + TH("Skills")
        + "\n\n".join(f"*{l}:* {', '.join(g)}" for l, g in p.skills)
    )
    typst_(
        "template-rcv-engineering.pdf",
        src,
        truth(
            p,
            "typst",
            "mon",
            [("summary", "Summary"), ("experience", "Experience"), ("education", "Education"), ("skills", "Skills")],
            headline=None,
        ),
    )


@layout
def vantage():
    p = P("c5")
    ent = (
        lambda e: f'*{typ(e["title"])}* \\ _#link("https://example.com")[{typ(e["org"])}]_ \\ #text(8.5pt)[{span(e,"mon"," - ")} #h(1fr) {e["place"]}]\n'
        + TB(e)
        + "\n"
    )
    src = tp(
        p,
        "Noto Sans",
        "9pt",
        f'#set par(justify:false)\n#text(20pt)[*{p.name}*]\n\n_{typ(p.headline)}_\n\n{p.phone} • {typ(p.email)} • {p.location} • {" • ".join(p.links)}\n#line(length:100%)\n',
        "a4",
        "14mm",
    )
    src += (
        f"#grid(columns:(1fr,58mm),gutter:8mm,[{typ(p.summary)}\n\n== Experience\n"
        + "".join(map(ent, p.jobs))
        + "],[== Education\n"
        + "".join(f'*{typ(e["org"])}*\\ {typ(e["title"])}\\ {span(e,"mon"," - ")} #h(1fr) {e["place"]}\n\n' for e in p.schools)
        + "== Skills\n"
        + "".join(f"*{l}*\\ {' • '.join(g)}\n\n" for l, g in p.skills)
        + "== Languages\n"
        + ", ".join(p.langs)
        + "])"
    )
    typst_(
        "template-vantage.pdf",
        src,
        truth(
            p, "typst", "mon", [("experience", "Experience"), ("education", "Education"), ("skills", "Skills"), ("languages", "Languages")]
        ),
    )


# ---------- JSON Resume themes ----------
# ---------- Design tools ----------
@layout
def enhancv():
    p = P("n5")
    css = "@page{size:A4;margin:11mm}body{font:9pt/1.45 'Lato'}h1{font-size:24pt;text-transform:uppercase}h2{font-size:12pt;text-transform:uppercase;border-bottom:2pt solid #000;margin:8pt 0 5pt}.g{display:grid;grid-template-columns:1fr 62mm;gap:8mm}.t{font-size:11pt}.o{color:#1a82c4;font-weight:700}.m span{margin-right:10pt;color:#444}ul{padding-left:11pt}.s{display:inline-block;border-bottom:.6pt solid #aaa;margin:0 8pt 4pt 0}"
    e1 = (
        lambda e: f'<p class=t>{E(e["title"])}</p><p class=o>{E(e["org"])}</p><p class=m><span>{IC("f073")} {span(e,"slash")}</span><span>{PIN} {e["place"]}</span></p>{ul(e["bullets"])}'
    )
    body = (
        f'<h1>{p.name}</h1><p style="color:#1a82c4">{p.headline}</p><p>{PH} {p.phone} &nbsp; {ML} {p.email} &nbsp; {LK} {p.links[0]} &nbsp; {PIN} {p.location}</p><div class=g><div><h2>Summary</h2><p>{p.summary}</p><h2>Experience</h2>'
        + "".join(map(e1, p.jobs))
        + "<h2>Education</h2>"
        + "".join(map(e1, p.schools))
        + "</div><div><h2>Strengths</h2><p><b>Calm under pressure</b></p><p>Kept a unit of 24 beds running through two storms.</p><h2>Skills</h2>"
        + "".join(f"<span class=s>{s}</span> " for s in p.allskills)
        + "<h2>Certification</h2>"
        + "".join(f'<p><b>{E(c["title"])}</b></p><p>{c["org"]}</p>' for c in p.certs)
        + "</div></div>"
    )
    t = truth(
        p,
        "chromium",
        "slash",
        [
            ("summary", "SUMMARY"),
            ("experience", "EXPERIENCE"),
            ("education", "EDUCATION"),
            ("skills|custom|awards", "STRENGTHS"),
            ("skills", "SKILLS"),
            ("certifications", "CERTIFICATION"),
        ],
        skills=False,
        certifications=None,
    )
    t["name"] = p.name.upper()
    chromium("template-enhancv.pdf", css, body, t)


@layout
def canva2():
    p = P("m5")
    css = "@page{size:A4;margin:0}body{font:9.4pt/1.5 'Lato';display:grid;grid-template-columns:68mm 1fr;min-height:296mm}aside{background:#323b4c;color:#fff;padding:14mm 8mm;overflow-wrap:anywhere}main{padding:14mm 10mm}h1{font-size:26pt;letter-spacing:1pt;text-transform:uppercase;line-height:1.1}h1 b{color:#323b4c}.hl{letter-spacing:3pt;text-transform:uppercase;font-size:10pt}h2{font-size:12pt;letter-spacing:2pt;text-transform:uppercase;margin:11pt 0 5pt;border-bottom:.6pt solid #999}ul{padding-left:12pt}.r{display:flex;justify-content:space-between}"
    e1 = (
        lambda e: f'<div class=r><b>{E(e["org"])}</b><span>{span(e,"year"," - ","PRESENT")}</span></div><p>{E(e["title"])}</p>{ul(e["bullets"])}'
    )
    a, b = p.name.split(" ")
    body = (
        f'<aside><h2>Contact</h2><p>{PH} {p.phone}</p><p>{ML} {p.email}</p><p>{PIN} {p.location}</p><p>{IC("f0ac")} {p.links[0]}</p><h2>Education</h2>'
        + "".join(f'<p>{span(e,"year"," - ")}</p><p><b>{E(e["org"]).upper()}</b></p><ul><li>{E(e["title"])}</li></ul>' for e in p.schools)
        + "<h2>Skills</h2>"
        + ul(p.allskills)
        + "<h2>Languages</h2>"
        + ul([x + " (Fluent)" for x in p.langs])
        + f"</aside><main><h1><b>{a}</b> {b}</h1><p class=hl>{p.headline}</p><h2>Profile</h2><p>{p.summary}</p><h2>Work Experience</h2>"
        + "".join(map(e1, p.jobs))
        + "<h2>Reference</h2><p>Available upon request</p></main>"
    )
    t = truth(
        p,
        "chromium",
        "year",
        [
            ("education", "EDUCATION"),
            ("skills", "SKILLS"),
            ("languages", "LANGUAGES"),
            ("summary", "PROFILE"),
            ("experience", "WORK EXPERIENCE"),
            ("references", "REFERENCE"),
        ],
        place=False,
        splace=False,
    )
    t["name"] = p.name.upper()
    t["headline"] = p.headline.upper()
    for e in t["education"]:
        e["organisation"] = e["organisation"].upper()
    chromium("template-canva2.pdf", css, body, t)


@layout
def flowcv():
    p = P("es5")
    css = "@page{size:A4;margin:14mm}body{font:9.8pt/1.45 'Noto Sans'}h1{font-size:21pt}h2{font-size:12pt;background:#eef3f7;padding:2pt 5pt;margin:9pt 0 5pt}.g{display:grid;grid-template-columns:38mm 1fr;gap:5mm;margin-bottom:5pt}ul{padding-left:13pt}.s{display:grid;grid-template-columns:1fr 1fr 1fr}"
    r = (
        lambda e: f'<div class=g><div>{span(e,"slash"," – ","presente")}<br>{e["place"]}</div><div><b>{E(e["title"])}</b>, <i>{E(e["org"])}</i>{ul(e["bullets"])}</div></div>'
    )
    body = (
        f"<h1>{p.name}</h1><p>{p.headline}</p><p>{ML} {p.email} &nbsp; {PH} {p.phone} &nbsp; {PIN} {p.location}</p><h2>Perfil</h2><p>{p.summary}</p><h2>Experiencia Profesional</h2>"
        + "".join(map(r, p.jobs))
        + "<h2>Formación</h2>"
        + "".join(map(r, p.schools))
        + "<h2>Habilidades</h2><div class=s>"
        + "".join(f"<div>{s}</div>" for s in p.allskills)
        + "</div><h2>Idiomas</h2><div class=s>"
        + "".join(f"<div><b>{x}</b> — nativo</div>" for x in p.langs)
        + "</div>"
    )
    chromium(
        "template-flowcv-es.pdf",
        css,
        body,
        truth(
            p,
            "chromium",
            "slash",
            [
                ("summary", "Perfil"),
                ("experience", "Experiencia Profesional"),
                ("education", "Formación"),
                ("skills", "Habilidades"),
                ("languages", "Idiomas"),
            ],
        ),
        "es",
    )


@layout
def wso():
    p = P("f5")
    css = "@page{size:letter;margin:15mm}body{font:10.5pt/1.25 'Liberation Serif'}h1{font-size:16pt;text-align:center;text-transform:uppercase}h2{font-size:11pt;border-bottom:.8pt solid;text-transform:uppercase;margin:7pt 0 3pt}.r{display:flex;justify-content:space-between}ul{padding-left:16pt}"
    e1 = (
        lambda e: f'<div class=r><b>{E(e["org"]).upper()}</b><b>{e["place"]}</b></div><div class=r><i>{E(e["title"])}</i><i>{span(e,"month")}</i></div>{ul(e["bullets"])}'
    )
    body = (
        f'<h1>{p.name}</h1><p style="text-align:center">{p.location} | {p.phone} | {p.email}</p><h2>Education</h2>'
        + "".join(map(e1, p.schools))
        + "<h2>Professional Experience</h2>"
        + "".join(map(e1, p.jobs))
        + f"<h2>Skills, Activities &amp; Interests</h2><p><b>Technical Skills:</b> {', '.join(p.allskills)}</p><p><b>Interests:</b> {', '.join(p.interests)}</p>"
    )
    t = truth(
        p,
        "chromium",
        "month",
        [("education", "EDUCATION"), ("experience", "PROFESSIONAL EXPERIENCE"), ("skills|interests", "SKILLS, ACTIVITIES & INTERESTS")],
        headline=None,
        skills=False,
    )
    t["name"] = p.name.upper()
    for e in t["work"] + t["education"]:
        e["organisation"] = e["organisation"].upper()
    chromium("template-wso.pdf", css, body, t)


@layout
def de_tab():
    p = P("e5")
    from docx.shared import Pt, Mm

    def build(d):
        d.add_heading("Lebenslauf", 0)
        tb = d.add_table(rows=0, cols=2)
        tb.autofit = False

        def row(a, b, bold=False, bl=()):
            c = tb.add_row().cells
            c[0].width = Mm(45)
            c[1].width = Mm(120)
            c[0].paragraphs[0].add_run(a).bold = bold
            c[1].paragraphs[0].add_run(b)
            for x in bl:
                c[1].add_paragraph(x, style="List Bullet")

        row("Persönliche Daten", "", True)
        row("Name", p.name)
        row("Anschrift", p.location)
        row("Telefon", p.phone)
        row("E-Mail", p.email)
        row("Familienstand", "verheiratet, zwei Kinder")
        row("Berufserfahrung", "", True)
        [row(span(e, "slash", " – ", "heute"), f'{e["title"]}, {e["org"]}, {e["place"]}', False, e["bullets"]) for e in p.jobs]
        row("Ausbildung", "", True)
        [row(span(e, "slash"), f'{e["title"]}, {e["org"]}, {e["place"]}') for e in p.schools]
        row("Kenntnisse", "", True)
        row("EDV", ", ".join(p.allskills))
        row("Führerschein", "Klasse B, BE")
        d.add_paragraph("Bad Ems, den 12. Januar 2026")

    word(
        "template-lebenslauf-table",
        build,
        truth(
            p,
            "python_docx",
            "slash",
            [("experience", "Berufserfahrung"), ("education", "Ausbildung"), ("skills", "Kenntnisse")],
            headline=None,
            skills=False,
        ),
    )


# ---------- Text ----------
@layout
def pandoc_md():
    p = P("p5")
    ent = (
        lambda e: f'{span(e,"year","-","now")}\n:   **{e["title"]}**, {e["org"]} ({e["place"]})\n'
        + "".join(f"\n    * {b}\n" for b in e["bullets"])
        + "\n"
    )
    body = (
        f"---\ntitle: {p.name}\nauthor: {p.headline}\n---\n\n{p.name}\n=========\n\n> {p.email} • {p.phone} • {p.location}\n\nEducation\n---------\n\n"
        + "".join(map(ent, p.schools))
        + "Experience\n----------\n\n"
        + "".join(map(ent, p.jobs))
        + "Publications\n------------\n\n"
        + "".join(f"{i}. {x}\n" for i, x in enumerate(p.pubs, 1))
        + "\nTechnical Skills\n----------------\n\n"
        + ", ".join(p.allskills)
        + "\n"
    )
    text(
        "template-pandoc.md",
        body,
        truth(
            p,
            "markdown",
            "year",
            [("education", "Education"), ("experience", "Experience"), ("publications", "Publications"), ("skills", "Technical Skills")],
            headline=None,
            links=None,
        ),
    )


@layout
def md_github():
    p = P("d5")
    ent = (
        lambda e: f'### {e["title"]} @ [{e["org"]}](https://example.com)\n*{span(e,"mon")}* | {e["place"]}\n\n'
        + "".join(f"- {b}\n" for b in e["bullets"])
        + "\n"
    )
    body = (
        f"# {p.name}\n\n**{p.headline}** — {p.location}\n\n[{p.email}](mailto:{p.email}) | {p.phone} | [GitHub](https://{p.links[0]}) | [LinkedIn](https://{p.links[1]})\n\n{p.summary}\n\n## 💼 Experience\n\n"
        + "".join(map(ent, p.jobs))
        + "## 🎓 Education\n\n"
        + "".join(f'**{e["org"]}**, {e["place"]} \n{e["title"]} ({span(e,"mon")})\n\n' for e in p.schools)
        + "## 🛠 Skills\n\n| Area | Tools |\n|---|---|\n"
        + "".join(f"| {l} | {', '.join(g)} |\n" for l, g in p.skills)
        + "\n## Projects\n\n"
        + "".join(f'- **[{e["title"]}](https://github.com/x/y)** ({e["tech"]}): {e["bullets"][0]}\n' for e in p.projects)
    )
    text(
        "template-github.md",
        body,
        truth(
            p,
            "markdown",
            "mon",
            [("experience", "Experience|"), ("education", "Education"), ("skills", "Skills"), ("projects", "Projects")],
            projects=None,
            sections=[dict(kind="projects", title="Projects")],
        ),
    )


@layout
def caps_txt():
    p = P("a5")
    ent = (
        lambda e: f'{e["title"].upper()}, {e["org"].upper()}, {e["place"]}\n{span(e,"month"," - ")}\n'
        + "".join(f"- {b}\n" for b in e["bullets"])
        + "\n"
    )
    body = (
        f"{p.name.upper()}\n{p.location} | {p.phone} | {p.email}\n\nPROFESSIONAL SUMMARY\n{p.summary}\n\nCORE COMPETENCIES\n"
        + " | ".join(p.allskills)
        + "\n\nPROFESSIONAL EXPERIENCE\n\n"
        + "".join(map(ent, p.jobs))
        + "EDUCATION\n\n"
        + "".join(map(ent, p.schools))
    )
    t = truth(
        p,
        "plain",
        "month",
        [
            ("summary", "PROFESSIONAL SUMMARY"),
            ("skills", "CORE COMPETENCIES"),
            ("experience", "PROFESSIONAL EXPERIENCE"),
            ("education", "EDUCATION"),
        ],
        headline=None,
    )
    t["name"] = p.name.upper()
    for e in t["work"] + t["education"]:
        e["organisation"] = e["organisation"].upper()
        e["title"] = e["title"].upper()
    text("template-caps.txt", body, t)


@layout
def stars_txt():
    p = P("n5")
    ent = (
        lambda e: f'** {e["title"]} **\n{e["org"]} - {e["place"]}\n{span(e,"us"," to ")}\n'
        + "".join(
            f"    * {b[:70].rsplit(' ',1)[0] if len(b)>70 else b}"
            + (f"\n      {b[len(b[:70].rsplit(' ',1)[0])+1:]}" if len(b) > 70 else "")
            + "\n"
            for b in e["bullets"]
        )
        + "\n"
    )
    body = (
        f"{p.name}, RN, BSN\n{p.headline}\n\nCell: {p.phone}   E-mail: {p.email}\n{p.location}\n\n=== OBJECTIVE ===\n{p.summary}\n\n=== CLINICAL EXPERIENCE ===\n"
        + "".join(map(ent, p.jobs))
        + "=== EDUCATION ===\n"
        + "".join(map(ent, p.schools))
        + "=== LICENSES & CERTIFICATIONS ===\n"
        + "".join(f'* {c["title"]} ({c["org"]}), {one(c["end"],"us")}\n' for c in p.certs)
        + "\n=== SKILLS ===\n"
        + "\n".join(f"* {s}" for s in p.allskills)
        + "\n"
    )
    t = truth(
        p,
        "plain",
        "us",
        [
            ("summary", "OBJECTIVE"),
            ("experience", "CLINICAL EXPERIENCE"),
            ("education", "EDUCATION"),
            ("certifications", "LICENSES & CERTIFICATIONS"),
            ("skills", "SKILLS"),
        ],
        links=None,
    )
    t["name"] = p.name + ", RN, BSN"
    text("template-stars.txt", body, t)


for n in sys.argv[1:] or ALL:
    ALL[n]()
