"""More layouts: flowing columns, forms, ornaments, sections with names of their own."""

import sys
from kit import *

ALL = {}


def layout(f):
    ALL[f.__name__] = f
    return f


E = esc


@layout
def compact_cols():
    p = P("glass")
    css = "@page{size:letter;margin:12mm}body{font:9.2pt/1.3 'Lato';columns:2;column-gap:8mm}header{column-span:all;border-bottom:2pt solid #000;margin-bottom:3mm}h1{font-size:21pt}h2{font-size:11pt;background:#222;color:#fff;padding:1pt 4pt;margin:6pt 0 3pt}ul{padding-left:11pt}.e{break-inside:avoid}"
    e1 = (
        lambda e: f'<div class=e><p><b>{E(e["org"])}</b>, {e["place"]}</p><p><i>{E(e["title"])}</i>, {span(e,"mon"," to ","present")}</p>{ul(e["bullets"])}</div>'
    )
    body = (
        f"<header><h1>{p.name}</h1><p>{p.headline} • {p.location} • {p.phone} • {p.email}</p></header><h2>PROFILE</h2><p>{p.summary}</p><h2>EXPERIENCE</h2>"
        + "".join(map(e1, p.jobs))
        + "<h2>TRAINING</h2>"
        + "".join(map(e1, p.schools))
        + "<h2>SKILLS</h2>"
        + ul(p.allskills)
    )
    chromium(
        "template-compact.pdf",
        css,
        body,
        truth(
            p,
            "chromium",
            "mon",
            [("summary", "PROFILE"), ("experience", "EXPERIENCE"), ("education|certifications|custom", "TRAINING"), ("skills", "SKILLS")],
        ),
    )


@layout
def museum_latex():
    p = P("curator")
    src = r"""\documentclass[11pt,a4paper]{article}\usepackage[margin=25mm]{geometry}\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{lmodern,longtable,array}\pagestyle{plain}\setlength{\parindent}{0pt}
\begin{document}{\huge %s}\\[2pt]\textit{%s}\\ %s\\ \texttt{%s} \quad %s \quad %s\par\bigskip""" % (
        p.name,
        p.headline,
        p.location,
        p.email,
        p.phone,
        p.links[0],
    )
    sec = lambda t: r"\par\bigskip{\large\bfseries %s}\par\smallskip " % t
    row = lambda e: r"%s & \textbf{%s}\newline %s, %s%s \\[4pt]" % (
        tex(span(e, "year", "--", "now")),
        tex(e["title"]),
        tex(e["org"]),
        tex(e["place"]),
        "".join(r"\newline -- %s" % tex(b) for b in e["bullets"]),
    )
    tab = lambda es: r"\begin{tabular}{@{}p{24mm}p{125mm}@{}}" + "".join(map(row, es)) + r"\end{tabular}\par "
    src += (
        sec("Profile")
        + p.summary
        + sec("Posts held")
        + tab(p.jobs)
        + sec("Education")
        + tab(p.schools)
        + sec("Prizes")
        + r"\begin{tabular}{@{}p{24mm}p{125mm}@{}}"
        + "".join(f"{a['end']} & {a['title']}, {a['org']}\\\\" for a in p.awards)
        + r"\end{tabular}\par "
        + sec("Skills")
        + ", ".join(p.allskills)
        + r"\end{document}"
    )
    t = truth(
        p,
        "pdftex",
        "year",
        [("summary", "Profile"), ("experience", "Posts held"), ("education", "Education"), ("awards", "Prizes"), ("skills", "Skills")],
    )
    latex("template-museum-latex.pdf", src, t)


@layout
def vet_docx():
    import docx
    from docx.shared import Pt, Mm

    p = P("vet")
    d = docx.Document()
    d.styles["Normal"].font.name = "Liberation Sans"
    d.styles["Normal"].font.size = Pt(10.5)
    tb = d.add_table(rows=1, cols=2)
    L, R = tb.rows[0].cells
    L.width = Mm(55)
    R.width = Mm(115)
    L.paragraphs[0].add_run("CONTACT").bold = True
    for x in (p.location, p.phone, p.email):
        L.add_paragraph(x)
    L.add_paragraph().add_run("SKILLS").bold = True
    for x in p.allskills:
        L.add_paragraph(x, style="List Bullet")
    L.add_paragraph().add_run("LANGUAGES").bold = True
    for x in p.langs:
        L.add_paragraph(x)
    q = R.paragraphs[0]
    r = q.add_run(p.name)
    r.font.size = Pt(26)
    r.bold = True
    q = R.add_paragraph()
    r = q.add_run(p.headline)
    r.font.size = Pt(13)
    R.add_paragraph().add_run("PROFILE").bold = True
    R.add_paragraph(p.summary)
    R.add_paragraph().add_run("EXPERIENCE").bold = True
    for e in p.jobs:
        R.add_paragraph().add_run(f'{e["title"]} | {e["org"]}').bold = True
        R.add_paragraph(f'{e["place"]} | {span(e,"month")}')
        for b in e["bullets"]:
            R.add_paragraph(b, style="List Bullet")
    R.add_paragraph().add_run("EDUCATION").bold = True
    for e in p.schools:
        R.add_paragraph().add_run(f'{e["title"]} | {e["org"]}').bold = True
        R.add_paragraph(f'{e["place"]} | {span(e,"month")}')
    d.save(OUT / "template-vet.docx")
    t = truth(
        p,
        "python_docx",
        "month",
        [
            ("skills", "SKILLS"),
            ("languages", "LANGUAGES"),
            ("summary", "PROFILE"),
            ("experience", "EXPERIENCE"),
            ("education", "EDUCATION"),
        ],
    )
    put("template-vet.docx", t)
    to_pdf(OUT / "template-vet.docx", "template-vet-lo.pdf")
    put("template-vet-lo.pdf", dict(t, made_by="libreoffice"))


@layout
def pl_chrome():
    p = P("pl_dev")
    css = "@page{size:A4;margin:17mm}body{font:10pt/1.45 'Noto Sans'}h1{font-size:19pt}h2{font-size:12pt;color:#a22;text-transform:uppercase;margin:10pt 0 3pt}.r{display:flex;justify-content:space-between}ul{padding-left:14pt}footer{font-size:7pt;color:#666;margin-top:14pt}"
    e1 = (
        lambda e: f'<div class=r><b>{E(e["org"])}, {e["place"]}</b><span>{span(e,"dot"," – ","obecnie")}</span></div><p>{E(e["title"])}</p>'
        + ul(e["bullets"])
    )
    body = (
        f"<h1>{p.name}</h1><p>{p.headline}</p><p>tel. {p.phone} | e-mail: {p.email} | {p.location} | {p.links[0]}</p><h2>O mnie</h2><p>{p.summary}</p><h2>Doświadczenie zawodowe</h2>"
        + "".join(map(e1, p.jobs))
        + "<h2>Wykształcenie</h2>"
        + "".join(map(e1, p.schools))
        + "<h2>Umiejętności</h2><p>"
        + ", ".join(p.allskills)
        + "</p><footer>Wyrażam zgodę na przetwarzanie moich danych osobowych dla potrzeb niezbędnych do realizacji procesu rekrutacji.</footer>"
    )
    chromium(
        "template-cv-pl.pdf",
        css,
        body,
        truth(
            p,
            "chromium",
            "dot",
            [("summary", "O mnie"), ("experience", "Doświadczenie zawodowe"), ("education", "Wykształcenie"), ("skills", "Umiejętności")],
        ),
        "pl",
    )


@layout
def fr_side():
    p = P("fr_dev")
    src = '#set page(paper:"a4",margin:0mm)\n#set text(font:"Lato",size:9.5pt,lang:"fr")\n'
    H = lambda t: f'#v(4pt)#text(11.5pt,weight:"bold",tracking:1pt)[#upper[{t}]]#v(1pt)\n\n'
    left = (
        H("Contact")
        + f"{p.phone}\\ {typ(p.email)}\\ {p.location}\\ {p.links[0]}\n"
        + H("Compétences")
        + "".join(f'*{l}*\\ {", ".join(g)}\\ ' for l, g in p.skills)
        + "\n"
        + H("Loisirs")
        + "\\ ".join(p.interests)
    )
    right = f'#text(24pt,weight:"bold")[{p.name}]\\ #text(13pt)[{p.headline}]\n\n' + H("Profil") + p.summary + "\n" + H("Expériences")
    for e in p.jobs:
        right += (
            f'*{e["title"]}* \\ {e["org"]} · {e["place"]} · {span(e,"fr"," à ","aujourd’hui")}\n'
            + "".join(f"- {b}\n" for b in e["bullets"])
            + "\n"
        )
    right += H("Diplômes") + "".join(f'*{e["title"]}* \\ {e["org"]} · {e["place"]} · {span(e,"year"," – ")}\n\n' for e in p.schools)
    src += (
        f'#grid(columns:(66mm,1fr),rows:297mm,block(fill:rgb("#eef"),inset:9mm,height:100%,width:100%)[{left}],block(inset:9mm)[{right}])'
    )
    t = truth(
        p,
        "typst",
        "fr",
        [
            ("skills", "COMPÉTENCES"),
            ("interests", "LOISIRS"),
            ("summary", "PROFIL"),
            ("experience", "EXPÉRIENCES"),
            ("education", "DIPLÔMES"),
        ],
    )
    for e in t["education"]:
        e["start"], e["end"] = e["start"][:4], e["end"][:4]
    typst_("template-side-fr.pdf", src, t)


@layout
def bold_dates_txt():
    p = P("vet")
    body = f"{p.name}, {p.headline}\n{p.location}, {p.phone}, {p.email}\n\n{p.summary}\n\nEMPLOYMENT\n"
    for e in p.jobs:
        body += f'\n{span(e,"mon")}: {e["title"]}, {e["org"]}, {e["place"]}\n' + "".join(f"* {b}\n" for b in e["bullets"])
    body += (
        "\nEDUCATION\n"
        + "".join(f'\n{span(e,"mon")}: {e["title"]}, {e["org"]}, {e["place"]}\n' for e in p.schools)
        + "\nSKILLS\n"
        + "; ".join(p.allskills)
        + "\nLANGUAGES\n"
        + "; ".join(p.langs)
        + "\n"
    )
    text(
        "template-colons.txt",
        body,
        truth(
            p,
            "plain",
            "mon",
            [("experience", "EMPLOYMENT"), ("education", "EDUCATION"), ("skills", "SKILLS"), ("languages", "LANGUAGES")],
            texts=[dict(section="", text=p.summary)],
        ),
    )


@layout
def elegant():
    p = P("curator")
    css = "@page{size:A4;margin:22mm 20mm}body{font:11pt/1.45 'EB Garamond',serif}h1{font-size:26pt;font-weight:400;text-align:center;font-variant:small-caps}header{text-align:center}h2{font-size:13pt;font-variant:small-caps;font-weight:400;text-align:center;margin:12pt 0 4pt}h2::before,h2::after{content:' — '}.r{display:flex;justify-content:space-between}ul{padding-left:14pt}"
    e1 = (
        lambda e: f'<div class=r><span><i>{E(e["title"])}</i>, {E(e["org"])}, {e["place"]}</span><span>{span(e,"year","–","present")}</span></div>'
        + ul(e["bullets"])
    )
    body = (
        f"<header><h1>{p.name}</h1><p>{p.location} ✦ {p.phone} ✦ {p.email} ✦ {p.links[0]}</p></header><h2>Professional Experience</h2>"
        + "".join(map(e1, p.jobs))
        + "<h2>Education</h2>"
        + "".join(map(e1, p.schools))
        + "<h2>Honours</h2>"
        + "".join(f'<div class=r><span>{a["title"]}, {a["org"]}</span><span>{a["end"]}</span></div>' for a in p.awards)
        + "<h2>Skills</h2><p>"
        + " ✦ ".join(p.allskills)
        + "</p>"
    )
    t = truth(
        p,
        "chromium",
        "year",
        [("experience", "Professional Experience"), ("education", "Education"), ("awards", "Honours"), ("skills", "Skills")],
        headline=None,
    )
    chromium("template-elegant.pdf", css, body, t)


@layout
def stacked_block():
    p = P("glass")
    css = "@page{size:letter;margin:20mm}body{font:10.5pt/1.4 'DejaVu Sans'}h1{font-size:18pt}h2{font-size:12pt;border-left:4pt solid #e80;padding-left:5pt;margin:11pt 0 5pt}ul{padding-left:15pt;list-style:disc}.x{margin-bottom:7pt}"
    e1 = (
        lambda e: f'<div class=x><p>{E(e["org"].upper())}</p><p>{e["place"]}</p><p><b>{E(e["title"])}</b></p><p>{span(e,"slash","-")}</p>{ul(e["bullets"])}</div>'
    )
    body = (
        f"<h1>{p.name}</h1><p>{p.location}<br>{p.phone}<br>{p.email}</p><h2>Objective</h2><p>{p.summary}</p><h2>Work Experience</h2>"
        + "".join(map(e1, p.jobs))
        + "<h2>Education</h2>"
        + "".join(map(e1, p.schools))
        + "<h2>Skills</h2><p>"
        + ", ".join(p.allskills)
        + "</p>"
    )
    t = truth(
        p,
        "wkhtmltopdf",
        "slash",
        [("summary", "Objective"), ("experience", "Work Experience"), ("education", "Education"), ("skills", "Skills")],
        headline=None,
    )
    for k in ("work", "education"):
        for e in t[k]:
            e["organisation"] = e["organisation"].upper()
    wkhtml("template-stacked.pdf", css, body, t)


@layout
def header_tb():
    import docx
    from docx.shared import Pt

    p = P("sales")
    d = docx.Document()
    d.styles["Normal"].font.name = "Carlito"
    d.styles["Normal"].font.size = Pt(11)
    h = d.sections[0].header.paragraphs[0]
    r = h.add_run(p.name)
    r.bold = True
    r.font.size = Pt(20)
    d.sections[0].header.add_paragraph(f"{p.location} | {p.phone} | {p.email} | {p.links[0]}")

    def H(t):
        q = d.add_paragraph(style="Heading 2")
        q.add_run(t)

    H("Summary")
    d.add_paragraph(p.summary)
    H("Experience")
    for e in p.jobs:
        q = d.add_paragraph()
        q.add_run(e["title"]).bold = True
        q.add_run(f' – {e["org"]} – {e["place"]}')
        q = d.add_paragraph(span(e, "month", " – "))
        q.runs[0].italic = True
        for b in e["bullets"]:
            q = d.add_paragraph("▪ " + b)
    H("Education")
    for e in p.schools:
        q = d.add_paragraph()
        q.add_run(e["title"]).bold = True
        q.add_run(f' – {e["org"]} – {e["place"]}')
        q = d.add_paragraph(span(e, "month", " – "))
        q.runs[0].italic = True
    H("Awards")
    for a in p.awards:
        d.add_paragraph(f'{a["title"]} – {a["org"]} – {a["end"]}')
    H("Skills")
    d.add_paragraph(" • ".join(p.allskills))
    d.save(OUT / "template-header.docx")
    t = truth(
        p,
        "python_docx",
        "month",
        [("summary", "Summary"), ("experience", "Experience"), ("education", "Education"), ("awards", "Awards"), ("skills", "Skills")],
        headline=None,
    )
    put("template-header.docx", t)
    to_pdf(OUT / "template-header.docx", "template-header-lo.pdf")
    put("template-header-lo.pdf", dict(t, made_by="libreoffice"))


@layout
def teacher_es():
    p = P("es_cook")
    css = "@page{size:A4;margin:16mm}body{font:10pt/1.4 'Roboto'}h1{font-size:20pt}h2{font-size:12pt;color:#06c;margin:9pt 0 3pt;border-bottom:.6pt solid #06c}ul{padding-left:13pt}"
    e1 = lambda e: f'<p><b>{E(e["org"])}</b> ({e["place"]})</p><p>{E(e["title"])}. {span(e,"Es"," - ","Actualidad")}</p>' + ul(e["bullets"])
    body = (
        f"<h1>{p.name}</h1><p>{p.headline}</p><p>Tel.: {p.phone}. Correo: {p.email}</p><p>{p.location}</p><h2>Perfil profesional</h2><p>{p.summary}</p><h2>Experiencia profesional</h2>"
        + "".join(map(e1, p.jobs))
        + "<h2>Formación académica</h2>"
        + "".join(map(e1, p.schools))
        + "<h2>Habilidades</h2><p>"
        + ", ".join(p.allskills)
        + ".</p>"
    )
    chromium(
        "template-cv-es.pdf",
        css,
        body,
        truth(
            p,
            "chromium",
            "Es",
            [
                ("summary", "Perfil profesional"),
                ("experience", "Experiencia profesional"),
                ("education", "Formación académica"),
                ("skills", "Habilidades"),
            ],
        ),
        "es",
    )


@layout
def usajobs():
    p = P("security")
    body = f"{p.name}\n{p.location}\nMobile: {p.phone}\nEmail: {p.email}\n\nWORK EXPERIENCE\n\n"
    for e in p.jobs:
        body += (
            f'{e["title"]}\nEmployer: {e["org"]}\nLocation: {e["place"]}\nDates: {span(e,"slash"," - ")}\nDuties:\n'
            + "".join(f"- {b}\n" for b in e["bullets"])
            + "\n"
        )
    body += (
        "EDUCATION\n\n"
        + "".join(f'{e["title"]}\nSchool: {e["org"]}\nLocation: {e["place"]}\nDates: {span(e,"slash"," - ")}\n\n' for e in p.schools)
        + "SKILLS\n\n"
        + ", ".join(p.allskills)
        + "\n"
    )
    text(
        "template-usajobs.txt",
        body,
        truth(
            p,
            "plain",
            "slash",
            [("experience", "WORK EXPERIENCE"), ("education", "EDUCATION"), ("skills", "SKILLS")],
            headline=None,
            links=[],
        ),
    )


@layout
def rep_lab():
    p = P("fr_dev")
    from reportlab.pdfgen import canvas
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("N", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"))
    pdfmetrics.registerFont(TTFont("B", "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"))
    c = canvas.Canvas(str(OUT / "template-reportlab-fr.pdf"), pagesize=A4)
    y = [800]

    def line(t, f="N", s=9.5, x=50, right=None, dy=14):
        c.setFont(f, s)
        c.drawString(x, y[0], t)
        if right:
            c.setFont("N", 9)
            c.drawRightString(545, y[0], right)
        y[0] -= dy

    line(p.name, "B", 20, dy=24)
    line(p.headline, s=12, dy=18)
    line(f"{p.location}  |  {p.phone}  |  {p.email}  |  {p.links[0]}")

    def H(t):
        y[0] -= 8
        line(t, "B", 12.5, dy=17)

    H("À propos")
    line(p.summary)
    H("Expérience professionnelle")
    for e in p.jobs:
        line(f'{e["org"]}, {e["place"]}', "B", right=span(e, "slash", " – ", "présent"))
        line(e["title"])
        for b in e["bullets"]:
            c.setFont("N", 9.5)
            c.drawString(58, y[0], "•")
            line(b, x=70)
        y[0] -= 4
    H("Formation")
    for e in p.schools:
        line(f'{e["org"]}, {e["place"]}', "B", right=span(e, "year", " – "))
        line(e["title"])
        y[0] -= 4
    H("Compétences")
    for l, g in p.skills:
        line(f"{l} : {', '.join(g)}")
    H("Centres d'intérêt")
    line(", ".join(p.interests))
    c.save()
    t = truth(
        p,
        "reportlab",
        "slash",
        [
            ("summary", "À propos"),
            ("experience", "Expérience professionnelle"),
            ("education", "Formation"),
            ("skills", "Compétences"),
            ("interests", "Centres d'intérêt"),
        ],
    )
    for e in t["education"]:
        e["start"], e["end"] = e["start"][:4], e["end"][:4]
    put("template-reportlab-fr.pdf", t)


for n in sys.argv[1:] or ALL:
    ALL[n]()
