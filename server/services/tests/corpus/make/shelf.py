"""What is on the shelf: file, person, how it is made."""

SIDE = ("skills", "languages", "certifications", "interests")

SHELF = [
    # Chromium
    ("nurse-chromium-single.pdf", "nurse", {"producer": "chromium", "layout": "single", "form": "title_first", "style": "mon"}),
    ("teacher-chromium-centred.pdf", "teacher", {"producer": "chromium", "layout": "centred", "form": "organisation_first", "style": "month", "font": "Noto Serif, serif", "between": " • ", "skills": "dots"}),
    ("chef-chromium-sidebar-left.pdf", "chef", {"producer": "chromium", "layout": "sidebar_left", "aside": SIDE, "contact": "lines", "contact_title": "Contact", "form": "stacked", "style": "slash", "skills": "list", "ordered": False}),
    ("civil-chromium-date-left-de.pdf", "civil", {"producer": "chromium", "layout": "date_left", "form": "title_first", "style": "de", "lang": "de", "font": "Lato, sans-serif"}),
    ("software-chromium-sidebar-right.pdf", "software", {"producer": "chromium", "layout": "sidebar_right", "aside": ("skills", "education"), "form": "title_first", "style": "mon", "icons": True, "ordered": False, "font": "Roboto, sans-serif"}),
    ("researcher-chromium-flow.pdf", "researcher", {"producer": "chromium", "layout": "flow", "form": "title_first", "style": "year", "font": "Noto Sans, sans-serif"}),
    ("staff-chromium-two-pages.pdf", "staff", {"producer": "chromium", "layout": "single", "form": "pipes", "style": "dot", "running": True, "font": "Liberation Serif, serif"}),
    ("sales-chromium-two-equal.pdf", "sales", {"producer": "chromium", "layout": "two_equal", "aside": ("summary", "education", "skills", "awards"), "form": "at", "style": "slash", "skills": "pills", "ordered": False}),
    ("student-chromium-grouped.pdf", "student", {"producer": "chromium", "layout": "centred", "form": "title_first", "style": "iso", "skills": "dots"}),
    ("staff-chromium-grouped.pdf", "staff", {"producer": "chromium", "layout": "single", "grouped": True, "form": "organisation_first", "style": "apostrophe", "who": {"drop": ["volunteering"]}}),
    ("pharmacist-chromium-sidebar-left.pdf", "pharmacist", {"producer": "chromium", "layout": "sidebar_left", "aside": SIDE, "contact": "lines", "form": "title_first", "style": "mon", "ordered": False}),
    ("producer-chromium-float.pdf", "producer", {"producer": "chromium", "layout": "float_right", "aside": ("skills", "awards"), "form": "one_line", "style": "to", "ordered": False}),
    ("office-chromium-date-left.pdf", "office", {"producer": "chromium", "layout": "date_left", "form": "at", "style": "apostrophe"}),
    ("lawyer-chromium-grouped.pdf", "lawyer", {"producer": "chromium", "layout": "centred", "grouped": True, "form": "organisation_first", "style": "month"}),
    # other HTML printers
    ("civil-weasyprint-float-de.pdf", "civil", {"producer": "weasyprint", "layout": "float_right", "aside": ("skills", "languages", "custom"), "form": "bracket", "style": "de_month", "ordered": False}),
    ("nurse-weasyprint-float.pdf", "nurse", {"producer": "weasyprint", "layout": "float_right", "aside": SIDE, "form": "title_first", "style": "dotted", "ordered": False}),
    ("accountant-weasyprint-fr.pdf", "accountant", {"producer": "weasyprint", "layout": "date_left", "form": "title_first", "style": "fr", "lang": "fr", "css": ".dated { grid-template-columns: 46mm 1fr }"}),
    ("office-wkhtmltopdf-table.pdf", "office", {"producer": "wkhtmltopdf", "layout": "table", "form": "title_first", "style": "to", "arguments": ["--footer-center", "[page] / [topage]", "--page-size", "A4"]}),
    # LibreOffice
    ("teacher-libreoffice-tabs.pdf", "teacher", {"producer": "libreoffice", "layout": "single", "form": "title_first", "style": "slash"}),
    ("civil-libreoffice-table-de.pdf", "civil", {"producer": "libreoffice", "layout": "single", "entries": "table", "styled": False, "form": "title_first", "style": "seit"}),
    ("designer-libreoffice-columns.pdf", "designer", {"producer": "libreoffice", "layout": "columns", "aside": ("skills", "languages", "awards"), "form": "stacked", "style": "year", "skills": "list", "ordered": False}),
    ("logistics-libreoffice-es.pdf", "logistics", {"producer": "odt", "form": "bracket", "style": "es", "align": "center"}),
    ("researcher-libreoffice-running.pdf", "researcher", {"producer": "odt", "form": "title_first", "style": "month", "running": True, "bullet": "–", "font": "DejaVu Serif"}),
    ("driver-libreoffice-newspaper.pdf", "driver", {"producer": "odt", "columns": 2, "form": "stacked", "style": "month", "align": "center"}),
    ("staff-libreoffice-three-pages.pdf", "staff", {"producer": "odt", "form": "organisation_first", "style": "month", "running": True, "size": 14, "margin": 3.2}),
    ("electrician-libreoffice-columns.pdf", "electrician", {"producer": "odt", "form": "stacked", "style": "since", "columns": 2}),
    # Typst
    ("data-typst-single.pdf", "data", {"producer": "typst", "look": "single", "form": "organisation_first", "style": "mon"}),
    ("chef-typst-side.pdf", "chef", {"producer": "typst", "look": "side", "aside": SIDE, "form": "title_first", "style": "mon", "rule": False, "ordered": False}),
    ("accountant-typst-date-left-fr.pdf", "accountant", {"producer": "typst", "look": "date_left", "form": "title_first", "style": "fr_short", "lang": "fr", "font": "Noto Sans"}),
    ("software-typst-band.pdf", "software", {"producer": "typst", "look": "band", "form": "title_first", "style": "mon", "font": "Roboto"}),
    ("researcher-typst-running.pdf", "researcher", {"producer": "typst", "look": "single", "form": "one_line", "style": "mon", "running": True, "justify": True}),
    # pdfTeX
    ("data-latex-tabular.pdf", "data", {"producer": "latex", "look": "tabular", "style": "dot"}),
    ("sales-latex-tabular.pdf", "sales", {"producer": "latex", "look": "tabular", "style": "mon"}),
    ("software-latex-moderncv.pdf", "software", {"producer": "latex", "look": "moderncv", "style": "year", "who": {"links": ["dvoracek.example.com"]}}),
    ("lawyer-latex-article.pdf", "lawyer", {"producer": "latex", "look": "article", "form": "title_first", "style": "month"}),
    ("producer-latex-article.pdf", "producer", {"producer": "latex", "look": "article", "form": "dash", "style": "slash"}),
    # groff, design tools, program libraries
    ("lawyer-groff.pdf", "lawyer", {"producer": "groff", "form": "organisation_first", "style": "to", "caps": True}),
    ("office-groff-running.pdf", "office", {"producer": "groff", "form": "title_first", "style": "mon", "running": True, "centred": False}),
    ("designer-positioned-layers.pdf", "designer", {"producer": "positioned", "aside": ("skills", "languages", "awards"), "aside_left": True, "form": "title_first", "style": "year", "drawn": "by_font", "skills": "list", "ordered": False}),
    ("student-positioned-glyphs.pdf", "student", {"producer": "positioned", "form": "title_first", "style": "mon", "glyphs": True}),
    ("sales-fpdf.pdf", "sales", {"producer": "fpdf", "form": "dash", "style": "comma", "letter": True, "running": True}),
    # DOCX
    ("teacher-word-styles.docx", "teacher", {"producer": "python_docx", "layout": "single", "form": "organisation_first", "style": "month"}),
    ("nurse-word-table.docx", "nurse", {"producer": "python_docx", "layout": "columns", "aside": SIDE, "form": "title_first", "style": "mon", "ordered": False}),
    ("designer-word-text-boxes.docx", "designer", {"producer": "python_docx", "layout": "text_boxes", "aside": ("skills", "languages"), "form": "title_first", "style": "year", "ordered": False}),
    ("civil-word-date-table-de.docx", "civil", {"producer": "python_docx", "layout": "single", "entries": "table", "form": "title_first", "style": "de"}),
    ("electrician-word-typed.docx", "electrician", {"producer": "python_docx", "layout": "single", "styled": False, "caps": True, "bullets": "typed", "right": "spaces", "form": "pipes", "style": "mon"}),
    ("software-word-controls.docx", "software", {"producer": "python_docx", "layout": "controls", "form": "pipes", "style": "slash"}),
    ("chef-word-header.docx", "chef", {"producer": "python_docx", "layout": "header", "form": "at", "style": "month", "skills": "table"}),
    ("logistics-libreoffice-es.docx", "logistics", {"producer": "odt", "form": "title_first", "style": "es"}),
    ("pharmacist-word-columns.docx", "pharmacist", {"producer": "python_docx", "layout": "columns", "aside": SIDE, "aside_left": False, "form": "organisation_first", "style": "month", "ordered": False}),
    # text
    ("producer-plain-colons.txt", "producer", {"producer": "plain", "look": "colon", "form": "stacked", "style": "mon"}),
    ("driver-plain.txt", "driver", {"producer": "plain", "look": "caps", "form": "title_first", "style": "month", "contact": "lines"}),
    ("teacher-plain-rules.txt", "teacher", {"producer": "plain", "look": "rule", "form": "one_line", "style": "slash", "shout": True, "centred": True, "mark": "-", "columns": False}),
    ("electrician-plain-underlined.txt", "electrician", {"producer": "plain", "look": "underlined", "form": "dash", "style": "since", "contact": "lines"}),
    ("software-markdown.md", "software", {"producer": "markdown", "form": "pipes", "style": "mon"}),
    ("staff-markdown.md", "staff", {"producer": "markdown", "form": "title_first", "style": "iso", "mark": "*", "contact": "list"}),
    ("nurse-json-resume.json", "nurse", {"producer": "json_resume"}),
    ("sales-json-resume.json", "sales", {"producer": "json_resume"}),
]
