"""People, dates, truth and printers for the layouts of popular templates."""

import html
import json
import pathlib
import subprocess
import sys
import tempfile

import yaml

HERE = pathlib.Path(__file__).parent
PEOPLE = {}
PEOPLE.update(yaml.safe_load((HERE / "people.yaml").read_text()))
M = dict(
    en="January February March April May June July August September October November December".split(),
    mon="Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
    de="Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    fr="janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    es="enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    pt="janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split(),
    it="gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split(),
)


class P:
    """A person with everything a layout may print; remembers nothing."""

    def __init__(self, key):
        d = PEOPLE[key]
        self.d = d
        for k in ("name", "headline", "email", "phone", "location", "summary"):
            setattr(self, k, d.get(k, "") or "")
        self.links = d.get("links", [])
        self.skills = d.get("skills", [])
        self.allskills = [s for _, g in self.skills for s in g]

        def e(r):
            return dict(title=r[0], org=r[1], place=r[2], start=str(r[3]), end=str(r[4]), bullets=r[5] if len(r) > 5 else [])

        self.jobs = [e(r) for r in d.get("jobs", [])]
        self.schools = [e(r) for r in d.get("schools", [])]
        self.projects = [dict(title=r[0], tech=r[1], start=str(r[2]), end=str(r[3]), bullets=r[4]) for r in d.get("projects", [])]
        self.certs = [dict(title=r[0], org=r[1], end=str(r[2])) for r in d.get("certs", [])]
        self.awards = [dict(title=r[0], org=r[1], end=str(r[2])) for r in d.get("awards", [])]
        self.pubs = d.get("pubs", [])
        self.langs = d.get("langs", [])
        self.interests = d.get("interests", [])


def one(t, fmt):
    y, _, m = t.partition("-")
    if not m:
        return y
    m = int(m)
    return {
        "year": y,
        "mon": f"{M['mon'][m-1]} {y}",
        "month": f"{M['en'][m-1]} {y}",
        "MONTH": f"{M['en'][m-1].upper()} {y}",
        "slash": f"{m:02}/{y}",
        "iso": f"{y}-{m:02}",
        "dot": f"{m:02}.{y}",
        "de": f"{M['de'][m-1]} {y}",
        "fr": f"{M['fr'][m-1]} {y}",
        "Fr": f"{M['fr'][m-1].capitalize()} {y}",
        "es": f"{M['es'][m-1]} {y}",
        "Es": f"{M['es'][m-1].capitalize()} de {y}",
        "pt": f"{M['pt'][m-1]} {y}",
        "it": f"{M['it'][m-1]} {y}",
        "eu": f"01/{m:02}/{y}",
        "mon.": f"{M['mon'][m-1]}. {y}",
        "ap": f"{M['mon'][m-1]} '{y[2:]}",
        "us": f"{m}/{y}",
    }[fmt]


def span(e, fmt, sep=" – ", now="Present"):
    if not e.get("start"):
        return one(e["end"], fmt)
    return one(e["start"], fmt) + sep + (now if e["end"] == "present" else one(e["end"], fmt))


def truth(p, made, fmt, heads, jobs=None, schools=None, place=True, splace=True, summary=None, skills=True, **over):
    """heads: list of (kind, title). over: replacements."""

    def cut(t):
        return t[:4] if fmt == "year" else t

    def row(e, place):
        r = dict(organisation=e["org"], title=e["title"])
        if place and e.get("place"):
            r["place"] = e["place"]
        if e.get("start"):
            r["start"] = cut(e["start"])
        if e["end"] == "present":
            r["ongoing"] = True
        else:
            r["end"] = cut(e["end"])
        if e.get("bullets"):
            r["bullets"] = e["bullets"]
        return r

    t = dict(made_by=made)
    for k in ("name", "headline", "email", "phone", "location"):
        if getattr(p, k):
            t[k] = getattr(p, k)
    t["links"] = p.links
    t["sections"] = [dict(kind=k.split("|")[0], also=k.split("|")[1:], title=s) for k, s in heads if s]
    for s in t["sections"]:
        if not s["also"]:
            del s["also"]
    t["work"] = [row(e, place) for e in (p.jobs if jobs is None else jobs)]
    t["education"] = [row(e, splace) for e in (p.schools if schools is None else schools)]
    if skills:
        t["skills"] = p.allskills
    s = next((s for k, s in heads if k.split("|")[0] == "summary"), None)
    if s is not None and p.summary:
        t["texts"] = [dict(section=s, text=p.summary)]
    kinds = [k.split("|")[0] for k, _ in heads]
    if "certifications" in kinds and p.certs:
        t["certifications"] = [dict(title=c["title"], organisation=c["org"], end=cut(c["end"])) for c in p.certs]
    if "awards" in kinds and p.awards:
        t["awards"] = [dict(title=c["title"], organisation=c["org"], end=cut(c["end"])) for c in p.awards]
    if "projects" in kinds and p.projects:
        t["projects"] = [dict(title=c["title"], start=cut(c["start"]), end=cut(c["end"]), bullets=c["bullets"]) for c in p.projects]
    for k, v in over.items():
        if v is None:
            t.pop(k, None)
        else:
            t[k] = v
    return t


esc = lambda t: html.escape(t, quote=False)
OUT = HERE.parent.parent


def put(name, t):
    (OUT / f"{name}.expected.json").write_text(json.dumps(t, ensure_ascii=False, indent=1) + "\n")
    print(name, flush=True)


def chromium(name, css, body, t, lang="en"):
    with tempfile.TemporaryDirectory() as d:
        f = pathlib.Path(d, "r.html")
        f.write_text(
            f"<!doctype html><html lang='{lang}'><meta charset=utf-8><title>Resume</title><style>*{{box-sizing:border-box}}body{{margin:0}}p,h1,h2,h3,h4,ul{{margin:0}}{css}</style><body>{body}</body></html>"
        )
        subprocess.run(
            [
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--no-pdf-header-footer",
                f"--print-to-pdf={OUT/name}",
                f.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
    put(name, t)


def wkhtml(name, css, body, t, *args):
    with tempfile.TemporaryDirectory() as d:
        f = pathlib.Path(d, "r.html")
        f.write_text(
            f"<!doctype html><html><meta charset=utf-8><title>Resume</title><style>body{{margin:0}}p,h1,h2,h3,h4,ul{{margin:0}}{css}</style><body>{body}</body></html>"
        )
        subprocess.run(["wkhtmltopdf", "-q", *args, str(f), str(OUT / name)], check=True, timeout=120)
    put(name, t)


def latex(name, source, t, engine="pdflatex"):
    with tempfile.TemporaryDirectory() as d:
        f = pathlib.Path(d, "r.tex")
        f.write_text(source)
        for icons in ("fontawesome5", "academicons"):
            pathlib.Path(d, f"{icons}.sty").write_text(
                "\\ProvidesPackage{%s}\\providecommand\\faIcon[2][]{}" % icons
                + "".join(
                    "\\providecommand\\fa%s[1][]{}" % sign for sign in ("Envelope", "Circle", "Mobile", "Globe", "Linkedin", "Github")
                )
            )
        r = subprocess.run([engine, "-interaction=nonstopmode", "r.tex"], cwd=d, capture_output=True, timeout=180)
        pdf = pathlib.Path(d, "r.pdf")
        if not pdf.exists():
            print(r.stdout.decode(errors="replace")[-1500:])
            raise SystemExit(name)
        (OUT / name).write_bytes(pdf.read_bytes())
    put(name, t)


def typst_(name, source, t):
    import typst

    with tempfile.TemporaryDirectory() as d:
        f = pathlib.Path(d, "r.typ")
        f.write_text(source)
        (OUT / name).write_bytes(typst.compile(str(f)))
    put(name, t)


def text(name, body, t):
    (OUT / name).write_text(body)
    put(name, t)


def to_pdf(docx, pdf):
    with tempfile.TemporaryDirectory() as d:
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{d}/u", "--convert-to", "pdf", "--outdir", d, str(docx)],
            check=True,
            capture_output=True,
            timeout=180,
        )
        (OUT / pdf).write_bytes(pathlib.Path(d, pathlib.Path(docx).stem + ".pdf").read_bytes())


def tex(t):
    for a, b in (("\\", ""), ("&", r"\&"), ("%", r"\%"), ("$", r"\$"), ("#", r"\#"), ("_", r"\_"), ("–", "--"), ("’", "'")):
        t = t.replace(a, b)
    return t


def typ(t):
    for c in "\\#$*_@<>[]~`":
        t = t.replace(c, "\\" + c)
    return t


def ul(items, tag="ul"):
    return f"<{tag}>" + "".join(f"<li>{esc(i)}</li>" for i in items) + f"</{tag}>" if items else ""
