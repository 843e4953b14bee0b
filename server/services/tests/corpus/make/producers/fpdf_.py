"""Resumes by fpdf2 with the built-in Helvetica: Latin-1, nothing embedded, multi-page with page numbers."""

from blocks import contact_parts, section_blocks
from fpdf import FPDF

PLAIN = str.maketrans({"–": "-", "—": "-", "’": "'", "“": '"', "”": '"'})


class Pages(FPDF):
    running = ""

    def footer(self):
        if self.running:
            self.set_y(-12)
            self.set_font("Helvetica", size=8)
            self.cell(0, 6, f"{self.running} - {self.page_no()}/{{nb}}", align="C")


def build(who, target, options):
    pdf = Pages(format="letter" if options.get("letter") else "A4")
    pdf.running = who["name"] if options.get("running") else ""
    pdf.set_margin(18)
    pdf.add_page()

    def text(value, style="", size=10, x=0.0):
        pdf.set_x(18 + x)
        pdf.set_font("Helvetica", style, size)
        pdf.multi_cell(0, size * 0.48, value.translate(PLAIN), new_x="LMARGIN", new_y="NEXT", align="L")

    text(who["name"], "B", 20)
    if who.get("headline"):
        text(who["headline"], "", 12)
    for part in contact_parts(who, options.get("labels")):
        text(part, size=9)
    for section in who["sections"]:
        pdf.ln(3)
        text(section["title"], "B", 13)
        for block in section_blocks(section, options.get("form", "dash"), options.get("style", "comma")):
            if block[0] == "entry":
                pdf.ln(1.5)
            elif block[0] == "row":
                style = {"bold": "B", "italic": "I"}.get(block[3], "")
                if block[2]:
                    pdf.set_font("Helvetica", "", 10)
                    y = pdf.get_y()
                    pdf.cell(0, 4.8, block[2].translate(PLAIN), align="R")
                    pdf.set_xy(18, y)
                text(block[1], style)
            elif block[0] == "bullet":
                pdf.set_font("Helvetica", "", 10)
                y = pdf.get_y()
                if y > pdf.page_break_trigger - 12:
                    pdf.add_page()
                    y = pdf.get_y()
                pdf.set_x(20 + 5 * block[2])
                pdf.cell(4, 4.8, "-" if block[2] else "\x95")
                pdf.set_y(y)
                text(block[1], x=6 + 5 * block[2])
            elif block[0] == "skills":
                text((block[1] + ": " if block[1] else "") + ", ".join(block[2]))
            else:
                text(block[1])
    pdf.output(str(target))
