"""Typst resumes; the template reads the blocks as JSON."""

import json
import pathlib
import tempfile

import typst
from blocks import contact_parts, section_blocks

TEMPLATE = r"""
#let data = json("data.json")
#set document(title: data.name)
#set page(paper: "a4", margin: 18mm, footer: if data.running { align(center, text(8pt, context [#data.name – #counter(page).get().first()/#counter(page).final().first()])) })
#set text(font: data.font, size: 10pt, lang: data.lang)
#set par(justify: data.justify, leading: 0.55em)
#let look(weight, body) = if weight == "bold" { strong(body) } else if weight == "italic" { emph(body) } else if weight == "small" { text(9pt, fill: luma(90), body) } else { body }
#let head(title) = if title != "" { block(above: 1.1em, below: 0.6em, { heading(level: 1, text(12pt, fill: rgb(data.colour), title)); if data.rule { v(-0.6em); line(length: 100%, stroke: 0.5pt) } }) }
#let rows(blocks, when: none) = for b in blocks {
  if b.at(0) == "row" {
    let right = if when != none and b.at(2) == when { "" } else { b.at(2) }
    if right == "" { block(spacing: 0.55em, look(b.at(3), b.at(1))) } else { block(spacing: 0.55em, grid(columns: (1fr, auto), column-gutter: 1em, look(b.at(3), b.at(1)), look(b.at(3), right))) }
  } else if b.at(0) == "bullet" { pad(left: b.at(2) * 1em, list(b.at(1))) }
  else if b.at(0) == "skills" { block(spacing: 0.55em, { if b.at(1) != "" { strong(b.at(1) + ": ") }; b.at(2).join(", ") }) }
  else { block(spacing: 0.55em, b.at(1)) }
}
#let section(s) = { head(s.title); for e in s.entries {
  if data.look == "date_left" and e.when != "" { grid(columns: (32mm, 1fr), column-gutter: 5mm, text(9pt, fill: luma(90), e.when), rows(e.blocks, when: e.when)) } else { rows(e.blocks) }
  v(0.3em) } }
#let name = block(below: 14pt, text(22pt, weight: "bold", data.name))
#let headline = if data.headline != "" { block(spacing: 0.6em, text(12pt, fill: rgb(data.colour), data.headline)) }
#if data.look == "side" {
  grid(columns: (1fr, 54mm), column-gutter: 8mm, { name; headline; for s in data.main { section(s) } }, { v(2em); for c in data.contact { block(spacing: 0.5em, text(9pt, c)) }; for s in data.aside { section(s) } })
} else if data.look == "band" {
  block(width: 100%, fill: rgb(data.colour), inset: 8mm, { set text(fill: white); block(text(22pt, weight: "bold", data.name)); block(data.headline); block(text(9pt, data.contact.join("  •  "))) })
  columns(2, gutter: 8mm, for s in data.main { section(s) })
} else {
  align(center, { name; headline; text(9pt, data.contact.join(" | ")) })
  for s in data.main { section(s) }
}
"""


def plan(section, options):
    out = [{"when": "", "blocks": []}]
    for block in section_blocks(section, options.get("form", "title_first"), options.get("style", "mon"), grouped=options.get("grouped", False)):
        if block[0] == "entry":
            out.append({"when": block[1], "blocks": []})
        else:
            out[-1]["blocks"].append(block)
    return {"title": section["title"], "entries": [e for e in out if e["blocks"]]}


def build(who, target, options):
    aside = options.get("aside", ())
    data = {
        "name": who["name"], "headline": who.get("headline") or "", "contact": contact_parts(who, options.get("labels")), "look": options.get("look", "single"),
        "font": options.get("font", "Libertinus Serif"), "lang": options.get("lang", "en"), "justify": options.get("justify", False), "colour": options.get("colour", "#1f4e79"),
        "rule": options.get("rule", True), "running": options.get("running", False),
        "main": [plan(s, options) for s in who["sections"] if s["kind"] not in aside], "aside": [plan(s, options) for s in who["sections"] if s["kind"] in aside],
    }
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "data.json").write_text(json.dumps(data))
        source = pathlib.Path(folder, "resume.typ")
        source.write_text(TEMPLATE)
        typst.compile(str(source), output=str(target))
