"""groff resumes: filled, justified and hyphenated lines, built-in Times, word gaps without space characters."""

import subprocess

from blocks import contact_parts, section_blocks


def roff(text):
    return text.replace("\\", "\\e").replace("-", "\\-") if not text.startswith((".", "'")) else "\\&" + text


def write(who, options):
    out = [".pl 29.7c", ".po 2.2c", ".ll 16.6c", ".lt 16.6c", ".ps 10.5", ".vs 13", ".ad b", ".hy 4", ".nr page 0"]
    if options.get("running"):
        out += [".de foot", "'sp 1c", f".tl '{roff(who['name'])}''Page %'", "'bp", "..", ".de top", "'sp 1.6c", "..", ".wh 0 top", ".wh -2c foot"]
    else:
        out += [".sp 1.5c"]
    out += [".ce 3" if options.get("centred", True) else ".nf", f"\\fB\\s+8{roff(who['name'])}\\s0\\fP"]
    if who.get("headline"):
        out.append(roff(who["headline"]))
    out += [roff(" \\(bu ".join(contact_parts(who, options.get("labels")))).replace("\\e(bu", "\\(bu"), ".ce 0", ".fi"]
    for section in who["sections"]:
        out += [".sp 0.8", ".ne 4", f"\\fB\\s+1{roff(section['title'].upper() if options.get('caps') else section['title'])}\\s0\\fP", ".br", ".sp 0.2"]
        for block in section_blocks(section, options.get("form", "title_first"), options.get("style", "month")):
            if block[0] == "entry":
                out += [".sp 0.4", ".ne 3"]
            elif block[0] == "row":
                font = {"bold": "B", "italic": "I"}.get(block[3], "R")
                left = f"\\f{font}{roff(block[1])}\\fP"
                out += [".ta 16.6cR", f"{left}\t{roff(block[2])}", ".br"] if block[2] else [left, ".br"]
            elif block[0] == "bullet":
                out += [f".in {0.5 + 0.5 * block[2]}c", ".ti -0.4c", f"\\(bu\\h'0.2c'{roff(block[1])}", ".br", ".in 0"]
            elif block[0] == "skills":
                out += [(f"\\fB{roff(block[1])}:\\fP " if block[1] else "") + roff(", ".join(block[2])), ".br"]
            else:
                out += [roff(block[1]), ".br"]
    return "\n".join(out) + "\n"


def build(who, target, options):
    done = subprocess.run(["groff", "-k", "-Kutf8", "-Tpdf"], input=write(who, options).encode(), capture_output=True, check=True, timeout=60)
    target.write_bytes(done.stdout)
