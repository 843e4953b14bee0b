"""People and their truth.

A person is one file in `people/`: contact and sections, as a careful human would type them. A layout prints them in one way (which
dates, which order of a header line, which sections), and `expected` says what a careful human would type from that print.
"""

import copy
import pathlib

import yaml

HERE = pathlib.Path(__file__).parent

MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split(),
    "pl": "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień".split(),
}
SHORT = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
    "dot": "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split(),
    "de": "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.".split(),
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split(),
    "es": "ene. feb. mar. abr. may. jun. jul. ago. sept. oct. nov. dic.".split(),
}

# name of a style: how a month is written, what stands between, how "until now" is written, what stands before a start that has no end
STYLES = {
    "mon": (lambda y, m: f"{SHORT['en'][m - 1]} {y}", " – ", "Present"),
    "dot": (lambda y, m: f"{SHORT['dot'][m - 1]} {y}", " – ", "Present"),
    "month": (lambda y, m: f"{MONTHS['en'][m - 1]} {y}", " – ", "Present"),
    "to": (lambda y, m: f"{MONTHS['en'][m - 1]} {y}", " to ", "present"),
    "comma": (lambda y, m: f"{SHORT['en'][m - 1]}, {y}", " - ", "Current"),
    "caps": (lambda y, m: f"{SHORT['en'][m - 1].upper()} {y}", " — ", "NOW"),
    "apostrophe": (lambda y, m: f"{SHORT['en'][m - 1]} ’{y % 100:02}", "–", "now"),
    "slash": (lambda y, m: f"{m:02}/{y}", " - ", "Present"),
    "dotted": (lambda y, m: f"{m:02}.{y}", " – ", "today"),
    "iso": (lambda y, m: f"{y}-{m:02}", " – ", "present"),
    "year": (lambda y, m: f"{y}", "–", "present"),
    "de": (lambda y, m: f"{m:02}/{y}", " – ", "heute"),
    "de_month": (lambda y, m: f"{MONTHS['de'][m - 1]} {y}", " bis ", "heute"),
    "fr": (lambda y, m: f"{MONTHS['fr'][m - 1]} {y}", " – ", "aujourd’hui"),
    "fr_short": (lambda y, m: f"{SHORT['fr'][m - 1]} {y}", " - ", "présent"),
    "es": (lambda y, m: f"{MONTHS['es'][m - 1]} de {y}", " – ", "actualidad"),
    "pt": (lambda y, m: f"{MONTHS['pt'][m - 1]} de {y}", " – ", "atual"),
    "pt_slash": (lambda y, m: f"{m:02}/{y}", " a ", "atualmente"),
    "us_day": (lambda y, m: f"{m:02}/15/{y}", " - ", "Present"),
    "tight": (lambda y, m: f"{SHORT['en'][m - 1]} {y}", "-", "present"),
    "pl": (lambda y, m: f"{m:02}.{y}", " – ", "obecnie"),
}
SINCE = {"since": ("month", "Since "), "seit": ("de", "seit "), "seit_month": ("de_month", "seit ")}


def person(name):
    return yaml.safe_load((HERE / "people" / f"{name}.yaml").read_text())


def dates(entry, style):
    """As the layout prints them; "" when there are none."""
    style, since = SINCE.get(style, (style, None))
    month, between, now = STYLES[style]

    def one(text):
        year, _, number = str(text).partition("-")
        return month(int(year), int(number)) if number else year

    start, end = entry.get("start"), entry.get("end")
    if start and end == "present":
        return since + one(start) if since else one(start) + between + now
    if start and end:
        return one(start) + (between if style != "year" else "–") + one(end)
    return one(end or start) if end or start else ""


def understood(entry, style):
    """What a human understands from the print: a style without months gives years."""
    only_year = SINCE.get(style, (style,))[0] == "year"

    def cut(text):
        return str(text)[:4] if only_year else str(text)

    truth, start, end = {}, entry.get("start"), entry.get("end")
    if start:
        truth["start"] = cut(start)
    if end and end != "present":
        truth["end"] = cut(end)
    if start and not end:
        truth = {"end": cut(start)}
    if end == "present":
        truth["ongoing"] = True
    return truth


def flat_bullets(entry):
    for bullet in entry.get("bullets", []):
        if isinstance(bullet, dict):
            yield bullet["text"], 0
            for inner in bullet["sub"]:
                yield inner, 1
        else:
            yield bullet, 0


PLACES = {
    "experience": "work",
    "education": "education",
    "projects": "projects",
    "volunteering": "volunteering",
    "certifications": "certifications",
    "awards": "awards",
    "publications": "publications",
}


def expected(who, style="mon", ordered=True, grouped=False):
    """The truth of one print. `ordered` says whether there is only one reading order of the sections; `grouped` that consecutive roles
    at one employer stand under its name and place, printed once."""
    if grouped:
        who = copy.deepcopy(who)
        for section in who["sections"]:
            for before, entry in zip(section.get("entries", []), section.get("entries", [])[1:]):
                if section["kind"] == "experience" and entry["organisation"] == before["organisation"]:
                    entry["place"] = before["place"]
    truth = {key: who.get(key, "") for key in ("name", "headline", "email", "phone", "location")}
    truth = {key: value for key, value in truth.items() if value}
    truth["links"] = who.get("links", [])
    truth["sections"] = [{k: s[k] for k in ("kind", "also", "title") if k in s} for s in who["sections"] if s["title"]]
    for section in who["sections"]:
        kind = section["kind"]
        for entry in section.get("entries", []):
            row = {key: entry[key] for key in ("organisation", "title", "place", "url", "summary") if entry.get(key)}
            row.update(understood(entry, style))
            bullets = [text for text, _ in flat_bullets(entry)]
            if bullets:
                row["bullets"] = bullets
            truth.setdefault(PLACES.get(kind, "other"), []).append(row)
        for group in section.get("groups", []):
            truth.setdefault("skills", []).extend(group["skills"])
        if section.get("bullets"):
            truth.setdefault("bullets", []).extend(section["bullets"])
        if section.get("text"):
            truth.setdefault("texts", []).append({"section": section["title"], "text": " ".join(section["text"].split())})
        for line in section.get("lines", []):
            truth.setdefault("texts", []).append({"section": section["title"], "text": line})
    if ordered:
        truth["order"] = [s["title"] for s in who["sections"] if s["title"]]
    return truth


def variant(who, *, drop=(), only=None, titles=None, order=None, **fields):
    """The same person with other headings, fewer sections, another order or other contact fields."""
    who = copy.deepcopy(who)
    who.update(fields)
    sections = [s for s in who["sections"] if s["kind"] not in drop and (only is None or s["kind"] in only)]
    for section in sections:
        section["title"] = (titles or {}).get(section["kind"], section["title"])
    if order:
        sections.sort(key=lambda s: order.index(s["kind"]) if s["kind"] in order else len(order))
    who["sections"] = sections
    return who
