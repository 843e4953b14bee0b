"""What is on the shelf: file, person, how it is made."""

SIDE = ("skills", "languages", "certifications", "interests")

SHELF = [
    ("nurse-chromium-single.pdf", "nurse", {"producer": "chromium", "layout": "single", "form": "title_first", "style": "mon"}),
    ("teacher-chromium-centred.pdf", "teacher", {"producer": "chromium", "layout": "centred", "form": "organisation_first", "style": "month", "font": "Noto Serif, serif", "between": " • ", "skills": "dots"}),
    ("chef-chromium-sidebar-left.pdf", "chef", {"producer": "chromium", "layout": "sidebar_left", "aside": SIDE, "contact": "lines", "contact_title": "Contact", "form": "stacked", "style": "slash", "skills": "list", "ordered": False}),
    ("civil-chromium-date-left-de.pdf", "civil", {"producer": "chromium", "layout": "date_left", "form": "title_first", "style": "de", "lang": "de", "font": "Lato, sans-serif"}),
    ("software-chromium-sidebar-right.pdf", "software", {"producer": "chromium", "layout": "sidebar_right", "aside": ("skills", "education"), "form": "title_first", "style": "mon", "icons": True, "ordered": False, "font": "Roboto, sans-serif"}),
    ("nurse-weasyprint-float.pdf", "nurse", {"producer": "weasyprint", "layout": "float_right", "aside": SIDE, "form": "title_first", "style": "dotted", "ordered": False}),
    ("driver-plain.txt", "driver", {"producer": "plain", "look": "caps", "form": "title_first", "style": "month", "contact": "lines"}),
    ("software-markdown.md", "software", {"producer": "markdown", "form": "pipes", "style": "mon"}),
    ("nurse-json-resume.json", "nurse", {"producer": "json_resume"}),
    ("teacher-plain-rules.txt", "teacher", {"producer": "plain", "look": "rule", "form": "one_line", "style": "slash", "shout": True, "centred": True, "mark": "-", "columns": False}),
]
