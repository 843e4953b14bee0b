"""Flat ODT resumes written by hand, printed or saved as DOCX by LibreOffice: columns, page header and footer, tab stops, lists."""

import html
import pathlib
import tempfile

from blocks import contact_parts, section_blocks
from producers.office import to_pdf

FRAME = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:default-style style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.06cm"/><style:text-properties style:font-name="Liberation Serif" fo:font-family="'{font}'" fo:font-size="{size}pt"/></style:default-style>
<style:style style:name="Row" style:family="paragraph"><style:paragraph-properties><style:tab-stops><style:tab-stop style:position="{width}cm" style:type="right"/></style:tab-stops></style:paragraph-properties></style:style>
<style:style style:name="Head" style:family="paragraph"><style:paragraph-properties fo:margin-top="0.3cm" fo:keep-with-next="always"/><style:text-properties fo:font-weight="bold" fo:font-size="115%" fo:color="#804020"/></style:style>
<style:style style:name="Name" style:family="paragraph"><style:paragraph-properties fo:text-align="{align}"/><style:text-properties fo:font-weight="bold" fo:font-size="20pt"/></style:style>
<style:style style:name="Sub" style:family="paragraph"><style:paragraph-properties fo:text-align="{align}"/></style:style>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<text:list-style style:name="L"><text:list-level-style-bullet text:level="1" text:bullet-char="{bullet}"><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.5cm" fo:margin-left="0.7cm"/></style:list-level-properties></text:list-level-style-bullet>
<text:list-level-style-bullet text:level="2" text:bullet-char="–"><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.5cm" fo:margin-left="1.4cm"/></style:list-level-properties></text:list-level-style-bullet></text:list-style>
</office:styles>
<office:automatic-styles>
<style:style style:name="Cols" style:family="section"><style:section-properties><style:columns fo:column-count="{columns}" fo:column-gap="0.8cm"/></style:section-properties></style:style>
<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="{margin}cm"/>
<style:header-style><style:header-footer-properties fo:margin-bottom="0.4cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:margin-top="0.4cm"/></style:footer-style></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P">{running}</style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""


def esc(text):
    return html.escape(text, quote=False)


def write(who, options):
    columns = options.get("columns", 1)
    out = [f'<text:p text:style-name="Name">{esc(who["name"])}</text:p>']
    if who.get("headline"):
        out.append(f'<text:p text:style-name="Sub">{esc(who["headline"])}</text:p>')
    out.append(f'<text:p text:style-name="Sub">{esc(options.get("between", " · ").join(contact_parts(who, options.get("labels"))))}</text:p>')
    if columns > 1:
        out.append('<text:section text:style-name="Cols" text:name="body">')
    for section in who["sections"]:
        out.append(f'<text:h text:outline-level="1" text:style-name="Head">{esc(section["title"])}</text:h>')
        for block in section_blocks(section, options.get("form", "title_first"), options.get("style", "mon"), grouped=options.get("grouped", False)):
            kind = block[0]
            if kind == "row":
                look = {"bold": "B", "italic": "I"}.get(block[3])
                left = f'<text:span text:style-name="{look}">{esc(block[1])}</text:span>' if look else esc(block[1])
                out.append(f'<text:p text:style-name="Row">{left}{"<text:tab/>" + esc(block[2]) if block[2] else ""}</text:p>')
            elif kind == "bullet":
                inner = f'<text:list-item><text:p>{esc(block[1])}</text:p></text:list-item>'
                out.append(f'<text:list text:style-name="L">{inner}</text:list>' if not block[2] else f'<text:list text:style-name="L"><text:list-item><text:list>{inner}</text:list></text:list-item></text:list>')
            elif kind == "skills":
                label = f'<text:span text:style-name="B">{esc(block[1])}: </text:span>' if block[1] else ""
                out.append(f"<text:p>{label}{esc(', '.join(block[2]))}</text:p>")
            elif kind in ("text", "line"):
                out.append(f"<text:p>{esc(block[1])}</text:p>")
    if columns > 1:
        out.append("</text:section>")
    running = ""
    if options.get("running"):
        running = f'<style:header><text:p>{esc(who["name"])}</text:p></style:header><style:footer><text:p>Page <text:page-number text:select-page="current">1</text:page-number> of <text:page-count>1</text:page-count></text:p></style:footer>'
    margin = options.get("margin", 1.8)
    width = 21 - 2 * margin if columns == 1 else 8.3
    return FRAME.format(margin=margin, size=options.get("size", 10.5), font=options.get("font", "Liberation Serif"), width=width, align=options.get("align", "start"), bullet=options.get("bullet", "•"), columns=columns, running=running, body="".join(out))


def build(who, target, options):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "resume.fodt")
        file.write_text(write(who, options))
        to_pdf(file, target, "docx:MS Word 2007 XML" if str(target).endswith(".docx") else "pdf")
