"""LaTeX resumes by pdfTeX: Type 1 fonts, ligatures as glyphs, no space characters, justified and hyphenated text."""

import pathlib
import shutil
import subprocess
import tempfile

from blocks import contact_parts, section_blocks
from people import dates, flat_bullets

SPECIAL = {"\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\^{}", "£": r"\pounds{}", "’": "'", "–": "--", "—": "---", "“": "``", "”": "''", "€": r"\texteuro{}"}


def tex(text):
    return "".join(SPECIAL.get(c, c) for c in text)


# The look of the template that half of all software resumes use: organisation and place, then title and dates, in a tabular.
TABULAR = r"""\documentclass[letterpaper,11pt]{article}
\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{lmodern,textcomp,titlesec,enumitem,tabularx}\usepackage[hidelinks]{hyperref}
\usepackage[letterpaper,margin=0.6in]{geometry}\pagestyle{%s}\raggedright\raggedbottom\setlength{\tabcolsep}{0in}\setlength{\parindent}{0pt}
\titleformat{\section}{\vspace{-4pt}\scshape\raggedright\large}{}{0em}{}[\titlerule \vspace{-5pt}]
\newcommand{\entry}[4]{\vspace{-2pt}\item\begin{tabular*}{0.97\textwidth}[t]{l@{\extracolsep{\fill}}r}\textbf{#1} & #2 \\ \textit{\small#3} & \textit{\small #4} \\ \end{tabular*}\vspace{-7pt}}
\newcommand{\one}[2]{\item\begin{tabular*}{0.97\textwidth}{l@{\extracolsep{\fill}}r}\small#1 & \small#2 \\ \end{tabular*}\vspace{-7pt}}
\begin{document}
"""


def tabular(who, options):
    out = [TABULAR % ("plain" if options.get("running") else "empty")]
    parts = contact_parts(who, options.get("labels"))
    links = [rf"\href{{https://{p}}}{{\underline{{{tex(p)}}}}}" if "/" in p else rf"\href{{mailto:{p}}}{{\underline{{{tex(p)}}}}}" if "@" in p else tex(p) for p in parts]
    out.append(r"\begin{center}\textbf{\Huge \scshape " + tex(who["name"]) + r"} \\ \vspace{1pt}")
    if who.get("headline"):
        out.append(tex(who["headline"]) + r" \\")
    out.append(r"\small " + " $|$ ".join(links) + r"\end{center}")
    style = options.get("style", "mon")
    for section in who["sections"]:
        out.append(rf"\section{{{tex(section['title'])}}}")
        if section.get("text"):
            out.append(tex(section["text"]) + "\n")
        if section.get("entries"):
            out.append(r"\begin{itemize}[leftmargin=0.15in, label={}]")
            for entry in section["entries"]:
                if entry.get("organisation") and section["kind"] in ("experience", "education", "volunteering"):
                    out.append(rf"\entry{{{tex(entry['organisation'])}}}{{{tex(entry.get('place', ''))}}}{{{tex(entry['title'])}}}{{{tex(dates(entry, style))}}}")
                else:
                    label = rf"\textbf{{{tex(entry['title'])}}}" + (rf" $|$ \emph{{{tex(entry['organisation'])}}}" if entry.get("organisation") else "")
                    out.append(rf"\one{{{label}}}{{{tex(dates(entry, style))}}}")
                if entry.get("bullets"):
                    out.append(r"\begin{itemize}[label=$\vcenter{\hbox{\tiny$\bullet$}}$]")
                    level = 0
                    for text, depth in flat_bullets(entry):
                        out.append(r"\begin{itemize}" if depth > level else r"\end{itemize}" if depth < level else "")
                        level = depth
                        out.append(rf"\item\small{{{tex(text)}}}")
                    out.append(r"\end{itemize}" * (level + 1) + r"\vspace{-3pt}")
            out.append(r"\end{itemize}")
        for group in section.get("groups", []):
            label = rf"\textbf{{{tex(group['label'])}}}{{: }}" if group["label"] else ""
            out.append(rf"\small {label}{tex(', '.join(group['skills']))} \\")
        for line in section.get("lines", []):
            out.append(tex(line) + r" \\")
        for text in section.get("bullets", []):
            out.append(r"\begin{itemize}\item " + tex(text) + r"\end{itemize}")
    return "\n".join(out + [r"\end{document}"])


def moderncv(who, options):
    style = options.get("style", "year")
    first, _, last = who["name"].rpartition(" ")
    out = [
        r"\documentclass[10pt,a4paper,sans]{moderncv}\moderncvstyle[nosymbols]{" + options.get("cv", "classic") + r"}\renewcommand*{\labelitemi}{\textbullet}\moderncvcolor{blue}",
        r"\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{lmodern,textcomp}\usepackage[scale=0.78]{geometry}",
        rf"\name{{{tex(first)}}}{{{tex(last)}}}" + (rf"\title{{{tex(who['headline'])}}}" if who.get("headline") else ""),
        rf"\address{{{tex(who['location'])}}}{{}}{{}}\phone[mobile]{{{tex(who['phone'])}}}\email{{{who['email']}}}",
        *[rf"\homepage{{{p}}}" for p in who.get("links", [])[:1]],
        r"\begin{document}\makecvtitle",
    ]
    for section in who["sections"]:
        out.append(rf"\section{{{tex(section['title'])}}}")
        if section.get("text"):
            out.append(rf"\cvitem{{}}{{{tex(section['text'])}}}")
        for entry in section.get("entries", []):
            bullets = "".join(rf"\item {tex(text)}" for text, _ in flat_bullets(entry))
            bullets = rf"\begin{{itemize}}{bullets}\end{{itemize}}" if bullets else ""
            fields = [dates(entry, style), entry["title"], entry.get("organisation") or entry.get("url", ""), entry.get("place", ""), ""]
            out.append(r"\cventry" + "".join(f"{{{tex(f)}}}" for f in fields) + f"{{{bullets}}}")
        for group in section.get("groups", []):
            out.append(rf"\cvitem{{{tex(group['label'])}}}{{{tex(', '.join(group['skills']))}}}")
        for line in section.get("lines", []):
            out.append(rf"\cvitem{{}}{{{tex(line)}}}")
        for text in section.get("bullets", []):
            out.append(rf"\cvlistitem{{{tex(text)}}}")
    return "\n".join(out + [r"\end{document}"])


def article(who, options):
    """An academic CV in plain article class: justified, hyphenated, page numbers, description-like rows."""
    out = [
        r"\documentclass[11pt,a4paper]{article}\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{lmodern,textcomp}\usepackage[margin=32mm]{geometry}",
        r"\usepackage{fancyhdr}\pagestyle{fancy}\fancyhf{}\fancyhead[L]{" + tex(who["name"]) + r"}\fancyhead[R]{Curriculum Vitae}\fancyfoot[C]{\thepage}\setlength{\parindent}{0pt}\setlength{\headheight}{15pt}",
        r"\begin{document}\thispagestyle{plain}{\LARGE\bfseries " + tex(who["name"]) + r"}\\[4pt]" + (tex(who["headline"]) + r"\\" if who.get("headline") else ""),
        r"\\".join(tex(p) for p in contact_parts(who, options.get("labels"))) + "\n",
    ]
    for section in who["sections"]:
        out.append(rf"\section*{{{tex(section['title'])}}}")
        open_list = False
        for block in section_blocks(section, options.get("form", "title_first"), options.get("style", "month")):
            if block[0] != "bullet" and open_list:
                out.append(r"\end{itemize}")
                open_list = False
            if block[0] == "row":
                left = {"bold": r"\textbf{%s}", "italic": r"\emph{%s}"}.get(block[3], "%s") % tex(block[1])
                out.append(rf"{left}" + (rf"\hfill {tex(block[2])}" if block[2] else "") + r"\par")
            elif block[0] == "bullet":
                if not open_list:
                    out.append(r"\begin{itemize}")
                    open_list = True
                out.append(rf"\item {tex(block[1])}")
            elif block[0] == "skills":
                out.append((rf"\textbf{{{tex(block[1])}:}} " if block[1] else "") + tex(", ".join(block[2])) + r"\par")
            elif block[0] == "entry":
                out.append(r"\smallskip")
            else:
                out.append(tex(block[1]) + r"\par")
        if open_list:
            out.append(r"\end{itemize}")
    return "\n".join(out + [r"\end{document}"])


LOOKS = {"tabular": tabular, "moderncv": moderncv, "article": article}


def build(who, target, options):
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "resume.tex").write_text(LOOKS[options["look"]](who, options))
        for icons in ("fontawesome5", "academicons"):  # moderncv asks for them; letters are used in their place
            pathlib.Path(folder, f"{icons}.sty").write_text(rf"\ProvidesPackage{{{icons}}}\providecommand\faIcon[2][]{{}}")
        for _ in range(2):
            done = subprocess.run(["pdflatex", "-interaction=nonstopmode", "resume.tex"], cwd=folder, capture_output=True, timeout=120)
        if not pathlib.Path(folder, "resume.pdf").exists() or b"\n! " in done.stdout:
            raise SystemExit("\n".join(line for line in done.stdout.decode("latin-1").splitlines() if line.startswith(("!", "l."))))
        shutil.copy(pathlib.Path(folder, "resume.pdf"), target)
