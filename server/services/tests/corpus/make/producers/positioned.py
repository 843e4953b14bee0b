"""PDFs as design tools write them: every word (or glyph) placed by itself, no space characters, drawn in an order that is not the reading order."""

from blocks import contact_parts, section_blocks
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FOLDER = "/usr/share/fonts/truetype/"
FONTS = {"plain": "lato/Lato-Regular.ttf", "bold": "lato/Lato-Bold.ttf", "italic": "lato/Lato-Italic.ttf"}


class Column:
    """Collects words with their places; nothing is drawn yet."""

    def __init__(self, x, top, width):
        self.x, self.y, self.width, self.words = x, top, width, []

    def text(self, text, font="plain", size=9.5, indent=0.0, hanging=0.0, right=False, advance=True):
        x, limit = self.x + indent, self.x + self.width
        if right:
            x = limit - pdfmetrics.stringWidth(text, font, size)
        for word in text.split():
            width = pdfmetrics.stringWidth(word, font, size)
            if x + width > limit + 0.5 and x > self.x + indent + hanging:
                self.y -= size * 1.3
                x = self.x + indent + hanging
            self.words.append((x, self.y, word, font, size))
            x += width + size * 0.26
        if advance:
            self.y -= size * 1.3

    def section(self, section, options):
        self.y -= 7
        self.text(section["title"], "bold", 11.5)
        self.y -= 2
        for block in section_blocks(section, options.get("form", "title_first"), options.get("style", "mon"), grouped=options.get("grouped", False)):
            if block[0] == "entry":
                self.y -= 3
            elif block[0] == "row":
                font = block[3] if block[3] in FONTS else "plain"
                if block[2]:
                    self.text(block[2], "plain", right=True, advance=False)
                self.text(block[1], font)
            elif block[0] == "bullet":
                self.words.append((self.x + 6 * block[2], self.y, "•", "plain", 9.5))
                self.text(block[1], indent=9 + 6 * block[2])
            elif block[0] == "skills":
                if options.get("skills") == "list":
                    if block[1]:
                        self.text(block[1], "bold")
                    for skill in block[2]:
                        self.text(skill)
                else:
                    self.text((block[1] + ": " if block[1] else "") + ", ".join(block[2]))
            else:
                self.text(block[1])


def build(who, target, options):
    for name, file in FONTS.items():
        pdfmetrics.registerFont(TTFont(name, FOLDER + file))
    canvas, (width, height), aside = Canvas(str(target), pagesize=A4, invariant=1), A4, options.get("aside", ())
    canvas.setTitle(who["name"])
    side = 55 * mm if aside else 0
    wide = width - 30 * mm - side - (8 * mm if aside else 0)
    main = Column((15 * mm + side + 8 * mm) if aside and options.get("aside_left") else 15 * mm, height - 46 * mm, wide)
    narrow = Column(15 * mm if options.get("aside_left") else 15 * mm + wide + 8 * mm, height - 46 * mm, side)
    head = Column(15 * mm, height - 22 * mm, width - 30 * mm)
    head.text(who["name"], "bold", 22)
    if who.get("headline"):
        head.text(who["headline"], "italic", 12)
    if aside:
        for part in contact_parts(who, options.get("labels")):
            narrow.text(part, size=8.5)
    else:
        head.text("  |  ".join(contact_parts(who, options.get("labels"))), size=8.5)
    for section in who["sections"]:
        (narrow if section["kind"] in aside else main).section(section, options)
    if min(main.y, narrow.y) < 12 * mm:
        raise SystemExit(f"{target}: more than one page ({min(main.y, narrow.y)})")
    words = main.words + narrow.words + head.words
    if options.get("drawn") == "by_font":  # all bold first, then italic, then plain: as layers of a design tool
        words = [w for font in FONTS for w in words if w[3] == font]
    for x, y, word, font, size in words:
        if options.get("glyphs"):
            for glyph in word:
                canvas.setFont(font, size)
                canvas.drawString(x, y, glyph)
                x += pdfmetrics.stringWidth(glyph, font, size)
        else:
            canvas.setFont(font, size)
            canvas.drawString(x, y, word)
    canvas.save()
