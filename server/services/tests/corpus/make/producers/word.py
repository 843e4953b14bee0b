"""DOCX resumes written with python-docx and raw WordprocessingML; with producer "libreoffice" printed to PDF."""

import copy
import pathlib
import tempfile

from blocks import contact_parts, section_blocks
from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from producers.office import to_pdf

TEXT_BOX = """<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0"
 simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
 <wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV>
 <wp:extent cx="{w}" cy="{h}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapSquare wrapText="bothSides"/><wp:docPr id="{id}" name="Text Box {id}"/><wp:cNvGraphicFramePr/>
 <a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>
 <wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{w}" cy="{h}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>
 <wps:txbx><w:txbxContent/></wps:txbx><wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>
 <mc:Fallback><w:pict><v:shape type="#_x0000_t202" style="position:absolute;width:150pt;height:300pt"><v:textbox><w:txbxContent/></v:textbox></v:shape></w:pict></mc:Fallback>
 </mc:AlternateContent></w:r>"""


def mm(value):
    return int(value * 36000)


class Writer:
    """Writes the blocks of sections into anything that has `add_paragraph`."""

    def __init__(self, document, options):
        self.document, self.options = document, options

    def paragraph(self, into, style=None):
        paragraph = into.add_paragraph(style=style)
        paragraph.paragraph_format.space_after = Pt(2)
        return paragraph

    def heading(self, into, text):
        if self.options.get("styled", True):
            return self.paragraph(into, "Heading 1").add_run(text)
        paragraph = self.paragraph(into)
        paragraph.paragraph_format.space_before = Pt(8)
        run = paragraph.add_run(text.upper() if self.options.get("caps") else text)
        run.bold, run.font.size = True, Pt(12)

    def row(self, into, left, right, weight, width):
        paragraph = self.paragraph(into)
        run = paragraph.add_run(left)
        run.bold, run.italic = weight == "bold", weight == "italic"
        if right:
            if self.options.get("right") == "spaces":
                paragraph.add_run("  (" + right + ")")
            elif self.options.get("right") == "break":
                paragraph.add_run().add_break()
                paragraph.add_run(right)
            else:
                paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
                paragraph.add_run("\t" + right)

    def bullet(self, into, text, level):
        if self.options.get("bullets") == "typed":
            paragraph = self.paragraph(into)
            paragraph.paragraph_format.left_indent = Mm(5 + 5 * level)
            paragraph.paragraph_format.first_line_indent = Mm(-4)
            paragraph.add_run("•\t" + text)
        else:
            paragraph = self.paragraph(into, "List Bullet 2" if level else "List Bullet")
            words = text.split(" ")  # Word cuts sentences into runs wherever the spelling checker or an edit was
            paragraph.add_run(" ".join(words[:3]))
            paragraph.add_run((" " if len(words) > 3 else "") + " ".join(words[3:]))

    def section(self, into, section, width):
        options = self.options
        if section["title"]:
            self.heading(into, section["title"])
        entry_table, cell = None, into
        for block in section_blocks(section, options.get("form", "title_first"), options.get("style", "mon"), grouped=options.get("grouped", False)):
            kind = block[0]
            if kind == "entry" and options.get("entries") == "table":
                entry_table = self.table(into, (width * 0.24, width * 0.76))
                entry_table.rows[0].cells[0].paragraphs[0].add_run(block[1])
                cell, when = entry_table.rows[0].cells[1], block[1]
                cell.paragraphs[0].paragraph_format.space_after = Pt(0)
            elif kind == "row":
                right = "" if entry_table is not None and block[2] == when else block[2]
                self.row(cell, block[1], right, block[3], width)
            elif kind == "bullet":
                self.bullet(cell, block[1], block[2])
            elif kind == "skills":
                self.skills(into, block[1], block[2], width)
            elif kind in ("text", "line"):
                self.paragraph(cell).add_run(block[1])
        if entry_table is not None:
            tidy_first(into)

    def skills(self, into, label, skills, width):
        look = self.options.get("skills", "rows")
        if look == "table":
            table = self.table(into, (width / 3,) * 3)
            for index, skill in enumerate(skills):
                if index and index % 3 == 0:
                    table.add_row()
                table.rows[-1].cells[index % 3].paragraphs[0].add_run(skill)
        elif look == "list":
            if label:
                self.paragraph(into).add_run(label).bold = True
            for skill in skills:
                self.bullet(into, skill, 0)
        else:
            paragraph = self.paragraph(into)
            if label:
                paragraph.add_run(label + ": ").bold = True
            paragraph.add_run(", ".join(skills))

    def table(self, into, widths):
        table = into.add_table(rows=1, cols=len(widths)) if not hasattr(into, "sections") else self.document.add_table(rows=1, cols=len(widths))
        table.autofit = False
        for column, width in zip(table.columns, widths):
            column.width = Mm(width)
            for cell in column.cells:
                cell.width = Mm(width)
        return table

    def contact(self, into, who, lines):
        parts = contact_parts(who, self.options.get("labels"))
        if lines:
            for part in parts:
                self.linked(self.paragraph(into), part)
        else:
            paragraph = self.paragraph(into)
            for index, part in enumerate(parts):
                if index:
                    paragraph.add_run(self.options.get("between", " | "))
                self.linked(paragraph, part)

    def linked(self, paragraph, part):
        address = f"mailto:{part}" if "@" in part else f"https://{part}" if "/" in part or part.count(".") > 1 and part[-1].isalpha() else ""
        if not address or not hasattr(paragraph.part, "relate_to"):
            paragraph.add_run(part)
            return
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = part
        run.append(text)
        link.append(run)
        paragraph._p.append(link)

    def name(self, into, who):
        paragraph = self.paragraph(into, "Title" if self.options.get("styled", True) else None)
        run = paragraph.add_run(who["name"])
        if not self.options.get("styled", True):
            run.bold, run.font.size = True, Pt(20)
        if who.get("headline"):
            run = self.paragraph(into).add_run(who["headline"])
            run.font.size, run.font.color.rgb = Pt(12), RGBColor(0x44, 0x44, 0x66)


def tidy_first(into):
    """The empty first paragraph that a cell has to begin with."""
    for table in getattr(into, "tables", []):
        for cell in table._cells:
            first = cell.paragraphs[0]
            if not first.text and len(cell.paragraphs) > 1:
                first._p.getparent().remove(first._p)


def text_box(document, paragraph, x, y, width, height, number, fill):
    """A floating text box anchored at `paragraph`; `fill` writes into a scratch cell, whose paragraphs are moved into the box."""
    run = parse_xml(TEXT_BOX.format(x=mm(x), y=mm(y), w=mm(width), h=mm(height), id=number))
    scratch = document.add_table(rows=1, cols=1)
    cell = scratch.rows[0].cells[0]
    fill(cell)
    contents = [p for p in cell._tc if p.tag in (qn("w:p"), qn("w:tbl"))][1:]
    for index, box in enumerate(run.iter(qn("w:txbxContent"))):
        for content in contents:
            box.append(copy.deepcopy(content) if index else content)
    scratch._tbl.getparent().remove(scratch._tbl)
    paragraph._p.append(run)


def content_control(paragraph):
    """Wraps the paragraph in a block content control, as templates of Word have them."""
    sdt, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    sdt.append(OxmlElement("w:sdtPr"))
    sdt.append(content)
    paragraph._p.addprevious(sdt)
    content.append(paragraph._p)


def page_number(paragraph, before):
    paragraph.add_run(before)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = text
        run._r.append(part)


def write(who, target, options):
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(18)
    page.top_margin = page.bottom_margin = Mm(16)
    normal = document.styles["Normal"].font
    normal.name, normal.size = options.get("font", "Liberation Sans"), Pt(10)
    writer, layout, aside_kinds = Writer(document, options), options["layout"], options.get("aside", ())
    main = [s for s in who["sections"] if s["kind"] not in aside_kinds]
    aside = [s for s in who["sections"] if s["kind"] in aside_kinds]
    if options.get("running"):
        page.different_first_page_header_footer = True
        page.header.paragraphs[0].add_run(f"{who['name']} – Curriculum Vitae")
        for footer in (page.footer, page.first_page_footer):
            page_number(footer.paragraphs[0], "Page ")
    if layout == "single":
        writer.name(document, who)
        writer.contact(document, who, options.get("contact") == "lines")
        for section in main:
            writer.section(document, section, 174)
    elif layout == "header":  # the contact stands in the page header
        header = page.header
        header.paragraphs[0].add_run(who["name"]).bold = True
        header.paragraphs[0].runs[0].font.size = Pt(18)
        header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        line = header.add_paragraph(" | ".join(contact_parts(who, options.get("labels"))))
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if who.get("headline"):
            writer.paragraph(document).add_run(who["headline"]).italic = True
        for section in main:
            writer.section(document, section, 174)
    elif layout == "columns":  # a table of two cells holds the whole resume
        side, wide = options.get("widths", (58, 116))
        left = options.get("aside_left", True)
        table = writer.table(document, (side, wide) if left else (wide, side))
        cells = table.rows[0].cells
        narrow, broad = (cells[0], cells[1]) if left else (cells[1], cells[0])
        writer.name(broad, who)
        writer.contact(narrow, who, True)
        for section in aside:
            writer.section(narrow, section, side)
        for section in main:
            writer.section(broad, section, wide)
        for cell in cells:
            first = cell.paragraphs[0]
            first._p.getparent().remove(first._p)
    elif layout == "text_boxes":
        writer.name(document, who)
        anchor = document.paragraphs[0]

        def fill(cell):
            writer.contact(cell, who, True)
            for section in aside:
                writer.section(cell, section, 50)

        text_box(document, anchor, 146, 18, 50, 240, 1, fill)
        page.right_margin = Mm(70)
        for section in main:
            writer.section(document, section, 120)
    elif layout == "controls":
        writer.name(document, who)
        writer.contact(document, who, False)
        for section in main:
            writer.section(document, section, 174)
        for paragraph in list(document.paragraphs)[:3] + [p for p in document.paragraphs if p.style.name == "Heading 1"]:
            content_control(paragraph)
    elif layout == "newspaper":  # a continuous section break, then two text columns
        writer.name(document, who)
        writer.contact(document, who, False)
        body = document.add_section(WD_SECTION.CONTINUOUS)
        columns = OxmlElement("w:cols")
        columns.set(qn("w:num"), "2")
        columns.set(qn("w:space"), "500")
        for old in body._sectPr.findall(qn("w:cols")):
            body._sectPr.remove(old)
        body._sectPr.append(columns)
        for section in main:
            writer.section(document, section, 80)
    document.core_properties.author = who["name"]
    document.save(str(target))


def build(who, target, options):
    if options["producer"] == "python_docx":
        write(who, target, options)
        return
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "resume.docx")
        write(who, file, options)
        to_pdf(file, target)
