#!/usr/bin/env python3
"""Set letters of corpus/letters/docs as PDF, DOCX, ODT, RTF or HTML files by different producers.

usage: make.py [ID.PRODUCER ...]      without names: every file of list.tsv

Words, their order and the page breaks of the text are kept; paragraphs are reflowed in a proportional font, label and value
rows become tables, and pages get a running footer where the text has none. corpus/renderings/list.tsv says which letter goes to which producer.

Needs (Debian 12): libreoffice-writer chromium wkhtmltopdf ghostscript enscript texlive-fonts-recommended poppler-utils fonts-liberation
pip: reportlab==5.1.0 fpdf2==2.8.9 typst==0.15.2 weasyprint==70.0 python-docx==1.2.0
"""
import html
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
DOCS = HERE.parent / "letters" / "docs"
SAMPLE = HERE.parent / "sample" / "short-sale-approval.txt"
os.environ["SOURCE_DATE_EPOCH"] = "1764201600"
MARK = re.compile(r"^\s*([-*•–]|\(?[0-9]{1,2}[.)]|\(?[a-zA-Z][.)]|\(?[ivx]{1,4}[.)]|\[[ xX]\]|[☐☒□■]|[A-Z]-[0-9])\s+(?=\S)")
GAP = re.compile(r"\S(\s{3,}|\s*(\. ?){4,}\s*|\t+)\S")


# ---- text to blocks -------------------------------------------------------------------------------------------------
def indent(line):
    return len(line) - len(line.lstrip())


def cells(line):
    """The cells of a line and where each starts."""
    return [(m.start(), m.group()) for m in re.finditer(r"\S+(?: {1,2}\S+)*?(?=\s{3,}|\s*$)", line)]


def table(lines):
    """Rows of equal columns, or None where the lines are no plain table."""
    if any(re.search(r"[|+]--|^\s*[|+=_]|\|\s*$", line) for line in lines):
        return None
    rows = [cells(line) for line in lines]
    widest = max(rows, key=len)
    if not 2 <= len(widest) <= 4:
        return None
    starts = [at for at, _ in widest]
    ends = [at + len(word) for at, word in widest]
    out = []
    for row in rows:
        line, last = [""] * len(starts), -1
        for at, word in row:
            best = min(range(len(starts)), key=lambda i: min(abs(at - starts[i]), abs(at + len(word) - ends[i])))
            if best <= last or min(abs(at - starts[best]), abs(at + len(word) - ends[best])) > 4:
                return None
            line[best], last = word, best
        out.append(line)
    return out


def group(lines):
    """One run of lines without a blank line, as blocks."""
    parts, start = [], 0
    for i in range(1, len(lines)):
        if MARK.match(lines[i]):
            parts.append(lines[start:i])
            start = i
    parts.append(lines[start:])
    blocks = []
    for part in parts:
        mark = MARK.match(part[0])
        body = part if not mark else [" " * mark.end() + part[0][mark.end():], *part[1:]]
        wide = [line for line in body if GAP.search(line.strip())]
        if wide and (len(wide) * 2 >= len(body) or len(body) <= 2):
            whole = part
            rows = table(whole) if not mark else None
            blocks.append(("table", rows) if rows else ("pre", whole))
        elif wide:
            blocks.append(("pre", part))
        elif mark and len(part) == 1 and len(part[0]) < 60 and re.search(r"[A-Za-z]$", part[0]) and re.match(r"\s*[0-9A-Z]", part[0]):
            blocks.append(("heading", " ".join(part[0].split())))
        elif mark:
            words = " ".join(" ".join(body).split())
            blocks.append(("item", mark.group(1), words, indent(part[0])))
        elif all(indent(line) > 14 for line in part) and len(part) <= 4:
            blocks.append(("center", [line.strip() for line in part]))
        elif len(part) > 1 and sum(map(len, part[:-1])) / (len(part) - 1) >= 58:
            blocks.append(("para", " ".join(" ".join(part).split()), indent(part[-1])))
        elif len(part) == 1 and len(part[0].strip()) > 70:
            blocks.append(("para", part[0].strip(), indent(part[0])))
        elif len(part) == 1 and len(part[0]) < 70 and (part[0].isupper() or re.match(r"^\s*(\d+\.|[A-Z][A-Za-z' ]+$)", part[0])) and not part[0].rstrip().endswith((".", ",")):
            blocks.append(("heading", part[0].strip()))
        else:
            blocks.append(("lines", [line.strip() for line in part], indent(part[0])))
    return blocks


def parse(text):
    """Pages of blocks."""
    pages = []
    for page in text.split("\f"):
        blocks, run = [], []
        for line in page.split("\n") + [""]:
            if line.strip():
                run.append(line.rstrip().expandtabs())
            elif run:
                blocks += group(run)
                run = []
        if blocks and blocks[-1][0] in ("table", "pre") and len(blocks[-1][1]) == 1 and numbered(page):
            blocks[-1] = ("foot", blocks[-1][1][0] if isinstance(blocks[-1][1][0], list) else [blocks[-1][1][0].strip()])
        if blocks:
            pages.append(blocks)
    return pages


def numbered(text):
    return re.search(r"page\s+\d", text, re.I) is not None


# ---- blocks to HTML, the source of four producers -------------------------------------------------------------------
def to_html(pages, font, size, foot):
    e = html.escape
    out = []
    for n, page in enumerate(pages):
        out.append(f'<div class="page{" new" if n else ""}">')
        for kind, *x in page:
            if kind == "heading":
                out.append(f"<h3>{e(x[0])}</h3>")
            elif kind == "center":
                out.append('<p class="c">' + "<br>".join(map(e, x[0])) + "</p>")
            elif kind == "para":
                out.append(f'<p style="margin-left:{min(x[1], 12) * .5:.1f}em">{e(x[0])}</p>')
            elif kind == "item":
                out.append(f'<p style="margin-left:{min(x[2], 12) * .5 + 1.5:.1f}em;text-indent:-1.5em">{e(x[0])}&ensp;{e(x[1])}</p>')
            elif kind == "lines":
                out.append(f'<p style="margin-left:{min(x[1], 40) * .5:.1f}em">' + "<br>".join(map(e, x[0])) + "</p>")
            elif kind == "foot":
                out.append('<p style="margin-top:2em;font-size:80%">' + "&emsp;&emsp;&emsp;".join(map(e, x[0])) + "</p>")
            elif kind == "table":
                out.append("<table>" + "".join("<tr>" + "".join(f"<td>{e(c)}</td>" for c in r) + "</tr>" for r in x[0]) + "</table>")
            else:
                out.append("<pre>" + e("\n".join(x[0])) + "</pre>")
        out.append("</div>")
    paged = f'@page{{size:letter;margin:0.9in;@bottom-center{{content:"{foot}" counter(page) " of " counter(pages);font:8pt {font}}}}}' if foot else "@page{size:letter;margin:0.9in}"
    return (f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Letter</title><style>{paged}body{{font:{size}pt/1.35 {font};margin:0}}p{{margin:0 0 .7em}}'
            f'h3{{font-size:{size + 1}pt;margin:.9em 0 .4em}}.c{{text-align:center;font-weight:bold}}.new{{page-break-before:always}}td{{padding:1pt 14pt 1pt 0;vertical-align:top}}'
            f'table{{margin:.2em 0 .8em 1.2em}}pre{{font:{size - 2.4:.1f}pt "Liberation Mono",monospace}}</style></head><body>' + "\n".join(out) + "</body></html>")


def run(*args, cwd=None):
    subprocess.run(list(map(str, args)), check=True, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=180)


def chromium(pages, text, out, box):
    (box / "a.html").write_text(to_html(pages, "'Liberation Serif'", 11, "" if numbered(text) else "Page "))
    run("chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={box}/profile", "--no-pdf-header-footer", f"--print-to-pdf={out}", box / "a.html")


def wkhtmltopdf(pages, text, out, box):
    (box / "a.html").write_text(to_html(pages, "'Liberation Sans'", 10.5, ""))
    foot = [] if numbered(text) else ["--footer-font-size", "7", "--footer-center", "Page [page] of [topage]"]
    run("wkhtmltopdf", "-q", "-s", "Letter", "--disable-smart-shrinking", "--zoom", "1.25", "-L", "22mm", "-R", "22mm", "-T", "20mm", "-B", "20mm", *foot, box / "a.html", out)


def weasyprint(pages, text, out, box):
    from weasyprint import HTML
    HTML(string=to_html(pages, "'Carlito'", 11, "" if numbered(text) else "Page ")).write_pdf(out)


def distilled(pages, text, out, box):
    """Chromium's PDF written anew by Ghostscript."""
    chromium(pages, text, box / "first.pdf", box)
    run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pdfwrite", "-dCompatibilityLevel=1.4", f"-sOutputFile={out}", box / "first.pdf")


def soffice(source, to, out, box):
    run("soffice", f"-env:UserInstallation=file://{box}/office", "--headless", "--convert-to", to, "--outdir", box / "made", source)
    shutil.copy(next((box / "made").iterdir()), out)


def writer_docx(pages, text, out, box):
    """LibreOffice's DOCX, from HTML."""
    (box / "a.html").write_text(to_html(pages, "'Liberation Serif'", 11, ""))
    run("soffice", f"-env:UserInstallation=file://{box}/office", "--headless", "--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML", "--outdir", box / "made", box / "a.html")
    shutil.copy(next((box / "made").iterdir()), out)


def writer_as(extension):
    """LibreOffice's ODT, RTF or HTML, from its DOCX."""
    def producer(pages, text, out, box):
        writer_docx(pages, text, box / "letter.docx", box)
        shutil.rmtree(box / "made")
        soffice(box / "letter.docx", extension, out, box)
    return producer


def libreoffice(pages, text, out, box):
    """LibreOffice's PDF, from a DOCX."""
    python_docx(pages, text, box / "a.docx", box)
    soffice(box / "a.docx", "pdf", out, box)


def python_docx(pages, text, out, box):
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Inches, Pt
    doc = Document()
    doc.styles["Normal"].font.name, doc.styles["Normal"].font.size = "Liberation Serif", Pt(11)
    section = doc.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(0.9)
    if not numbered(text):
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        foot.add_run("Page ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        foot._p.append(field)

    def para(words, left=0.0, hang=0.0, bold=None):
        p = doc.add_paragraph()
        p.paragraph_format.space_after = Pt(7)
        p.paragraph_format.left_indent, p.paragraph_format.first_line_indent = Inches(left), Inches(-hang)
        for i, line in enumerate(words):
            r = p.add_run(line)
            r.bold = bold
            if i + 1 < len(words):
                r.add_break()
        return p
    for n, page in enumerate(pages):
        for i, (kind, *x) in enumerate(page):
            if kind == "heading":
                p = para(x, bold=True)
            elif kind == "center":
                p = para(x[0], bold=True)
                p.alignment = WD_ALIGN_PARAGRAPH.CENTER
            elif kind == "para":
                p = para([x[0]], min(x[1], 12) * .06)
            elif kind == "item":
                p = para([f"{x[0]}\t{x[1]}"], min(x[2], 12) * .06 + .3, .3)
            elif kind == "lines":
                p = para(x[0], min(x[1], 40) * .06)
            elif kind == "foot":
                p = para(["\t\t".join(x[0])])
            elif kind == "table":
                t = doc.add_table(rows=0, cols=len(x[0][0]))
                for row in x[0]:
                    for cell, words in zip(t.add_row().cells, row):
                        cell.text = words
                p = None
            else:
                p = para(x[0])
                for r in p.runs:
                    r.font.name, r.font.size = "Liberation Mono", Pt(8.5)
            if n and not i and p is not None:
                p.paragraph_format.page_break_before = True
            elif n and not i:
                doc.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    doc.save(out)


def typst(pages, text, out, box, font="Libertinus Serif"):
    import typst as t
    s = lambda words: '#"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
    lines = lambda xs: " \\\n".join(map(s, xs))
    foot = "" if numbered(text) else ', footer: context align(center, text(8pt)[Page #counter(page).display() of #counter(page).final().first()])'
    src = [f'#set document(date: none)\n#set page(paper: "us-letter", margin: 0.95in{foot})\n#set text(font: "{font}", size: 11pt, lang: "en")\n#set par(justify: true, leading: 0.68em, spacing: 1.3em)\n']
    for n, page in enumerate(pages):
        if n:
            src.append("#pagebreak()\n")
        for kind, *x in page:
            if kind == "heading":
                src.append(f"#block(above: 1.3em, below: 0.8em, text(weight: \"bold\")[{s(x[0])}])\n")
            elif kind == "center":
                src.append(f"#align(center)[#text(weight: \"bold\", size: 12pt)[{lines(x[0])}]]\n")
            elif kind == "para":
                src.append(f"#pad(left: {min(x[1], 12) * .4}em)[{s(x[0])}]\n")
            elif kind == "item":
                src.append(f"#pad(left: {min(x[2], 12) * .4}em)[#grid(columns: (1.8em, 1fr), [{s(x[0])}], [{s(x[1])}])]\n")
            elif kind == "lines":
                src.append(f"#pad(left: {min(x[1], 40) * .4}em)[#set par(justify: false)\n{lines(x[0])}]\n")
            elif kind == "foot":
                src.append("#v(1fr)\n#text(8.5pt)[" + " #h(1fr) ".join(f"#{s(c)[1:]}" for c in x[0]) + "]\n")
            elif kind == "table":
                k = len(x[0][0])
                last = x[0][0][-1].startswith("$")
                src.append(f"#pad(left: 1.5em)[#grid(columns: {k}, column-gutter: 2.2em, row-gutter: 0.6em, align: ({'left, ' * (k - 1)}{'right' if last else 'left'}), "
                           + ", ".join(f"[{s(c)}]" if c else "[]" for r in x[0] for c in r) + ")]\n")
            else:
                src.append('#block(text(font: "DejaVu Sans Mono", size: 7.4pt)[' + " \\\n".join(s(line.replace(" ", "\u00a0")) for line in x[0]) + "])\n")
    (box / "a.typ").write_text("\n".join(src))
    t.compile(str(box / "a.typ"), output=str(out))


def pdftex(pages, text, out, box):
    swap = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "—": "---", "–": "--", "’": "'", "‘": "`", "“": "``", "”": "''", "§": r"\S{}", "•": r"\textbullet{}", "…": r"\dots{}", '"': r"\textquotedbl{}", "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}"}
    e = lambda words: "".join("\\" + c if c in "#$%&_{}" else swap.get(c, c) for c in words)
    foot = r"\pagestyle{empty}" if numbered(text) else r"\pagestyle{plain}"
    src = [r"\documentclass[11pt,letterpaper]{article}\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{times}\usepackage[margin=0.95in]{geometry}\usepackage{textcomp}\usepackage{cmap}",
           r"\setlength{\parindent}{0pt}\setlength{\parskip}{6pt}\emergencystretch=3em\pdfinfoomitdate=1\pdftrailerid{}", foot, r"\begin{document}"]
    for n, page in enumerate(pages):
        if n:
            src.append(r"\newpage")
        for kind, *x in page:
            if kind == "heading":
                src.append(rf"\textbf{{{e(x[0])}}}\par")
            elif kind == "center":
                src.append(r"\begin{center}\bfseries " + r"\\ ".join(map(e, x[0])) + r"\end{center}")
            elif kind == "para":
                src.append(e(x[0]) + r"\par")
            elif kind == "item":
                src.append(rf"\hangindent=2.2em\makebox[2.2em][l]{{{e(x[0])}}}{e(x[1])}\par")
            elif kind == "lines":
                src.append(r"{\raggedright " + r"\\{} ".join(map(e, x[0])) + r"\par}")
            elif kind == "foot":
                src.append(r"\vfill " + r"\hfill ".join(map(e, x[0])) + r"\par")
            elif kind == "table":
                k = len(x[0][0])
                src.append(rf"\begin{{tabular}}{{{'l' * k}}}" + r"\\ ".join(" & ".join(map(e, r)) for r in x[0]) + r"\end{tabular}\par")
            else:
                src.append(r"{\ttfamily\fontsize{7.4}{9}\selectfont " + r"\\{} ".join(e(line).replace(" ", "~") for line in x[0]) + r"\par}")
    src.append(r"\end{document}")
    (box / "a.tex").write_text("\n".join(src))
    run("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "a.tex", cwd=box)
    shutil.copy(box / "a.pdf", out)


def reportlab(pages, text, out, box):
    from reportlab import rl_config
    from reportlab.lib.enums import TA_CENTER
    from reportlab.lib.pagesizes import letter
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import PageBreak, Paragraph, Preformatted, SimpleDocTemplate, Spacer, Table
    rl_config.invariant = 1
    e = html.escape
    base = ParagraphStyle("base", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=7)
    style = lambda **k: ParagraphStyle("x", parent=base, **k)
    flow = []
    for n, page in enumerate(pages):
        if n:
            flow.append(PageBreak())
        for kind, *x in page:
            if kind == "heading":
                flow.append(Paragraph(e(x[0]), style(fontName="Times-Bold")))
            elif kind == "center":
                flow.append(Paragraph("<br/>".join(map(e, x[0])), style(alignment=TA_CENTER, fontName="Times-Bold")))
            elif kind == "para":
                flow.append(Paragraph(e(x[0]), style(leftIndent=min(x[1], 12) * 4)))
            elif kind == "item":
                flow.append(Paragraph(e(x[1]), style(leftIndent=min(x[2], 12) * 4 + 20, bulletIndent=min(x[2], 12) * 4), bulletText=x[0]))
            elif kind == "lines":
                flow.append(Paragraph("<br/>".join(map(e, x[0])), style(leftIndent=min(x[1], 40) * 5)))
            elif kind == "foot":
                flow.append(Paragraph("&nbsp;&nbsp;&nbsp;&nbsp;".join(map(e, x[0])), style(fontSize=8)))
            elif kind == "table":
                flow += [Table([[Paragraph(e(c), style(spaceAfter=0)) for c in r] for r in x[0]], hAlign="LEFT"), Spacer(1, 7)]
            else:
                flow.append(Preformatted("\n".join(x[0]), style(fontName="Courier", fontSize=8, leading=10)))

    def foot(canvas, doc):
        if not numbered(text):
            canvas.setFont("Helvetica", 7)
            canvas.drawCentredString(306, 34, f"Page {doc.page}")
    SimpleDocTemplate(str(out), pagesize=letter, margin=64, title="Letter").build(flow, onFirstPage=foot, onLaterPages=foot)


def fpdf2(pages, text, out, box):
    from fpdf import FPDF
    import datetime

    class Letter(FPDF):
        def footer(self):
            if not numbered(text):
                self.set_y(-34)
                self.set_font("Liberation", size=7)
                self.cell(0, 10, f"Page {self.page_no()}", align="C")
    pdf = Letter(unit="pt", format="letter")
    pdf.set_creation_date(datetime.datetime(2025, 11, 27, tzinfo=datetime.timezone.utc))
    root = pathlib.Path("/usr/share/fonts/truetype/liberation")
    pdf.add_font("Liberation", fname=root / "LiberationSans-Regular.ttf")
    pdf.add_font("Liberation", "B", fname=root / "LiberationSans-Bold.ttf")
    pdf.add_font("Mono", fname=root / "LiberationMono-Regular.ttf")
    pdf.set_margins(62, 58, 62)
    pdf.set_auto_page_break(True, 50)

    def para(words, left=0, style="", align="L"):
        pdf.set_font("Liberation", style, 10)
        pdf.set_x(62 + left)
        pdf.multi_cell(488 - left, 13.5, words, align=align, new_x="LMARGIN", new_y="NEXT")
    for page in pages:
        pdf.add_page()
        for kind, *x in page:
            if kind == "heading":
                para(x[0], style="B")
            elif kind == "center":
                para("\n".join(x[0]), style="B", align="C")
            elif kind == "para":
                para(x[0], min(x[1], 12) * 4)
            elif kind == "item":
                para(f"{x[0]}  {x[1]}", min(x[2], 12) * 4 + 12)
            elif kind == "lines":
                para("\n".join(x[0]), min(x[1], 40) * 5)
            elif kind == "foot":
                para("        ".join(x[0]))
            elif kind == "table":
                k = len(x[0][0])
                for row in x[0]:
                    pdf.set_font("Liberation", "", 10)
                    widths = [488 / k] * k
                    high = max(len(pdf.multi_cell(w, 13.5, c, dry_run=True, output="LINES")) for w, c in zip(widths, row)) * 13.5
                    if pdf.get_y() + high > 792 - 50:
                        pdf.add_page()
                    top = pdf.get_y()
                    for i, words in enumerate(row):
                        pdf.set_xy(62 + sum(widths[:i]), top)
                        pdf.multi_cell(widths[i], 13.5, words, align="L")
                    pdf.set_xy(62, top + high)
            else:
                pdf.set_font("Mono", size=7.6)
                pdf.multi_cell(0, 10, "\n".join(line.replace(" ", "\u00a0") for line in x[0]), align="L", new_x="LMARGIN", new_y="NEXT")
            pdf.ln(7)
    pdf.output(str(out))


def ghostscript(pages, text, out, box):
    """The text as typed, through enscript and Ghostscript, as old systems print."""
    (box / "a.txt").write_bytes(text.encode("latin-1", "replace"))
    size = min(10, round(540 / max(map(len, text.split("\n"))) / 0.6, 1))
    subprocess.run(["enscript", "-q", "-B", "-M", "Letter", "-f", f"Courier{size}", "-X", "88591", "-p", str(box / "a.ps"), str(box / "a.txt")], stderr=subprocess.DEVNULL)
    run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pdfwrite", f"-sOutputFile={out}", box / "a.ps")


PRODUCERS = {"chromium": chromium, "wkhtmltopdf": wkhtmltopdf, "weasyprint": weasyprint, "distilled": distilled, "libreoffice": libreoffice, "typst": typst,
             "pdftex": pdftex, "reportlab": reportlab, "fpdf2": fpdf2, "ghostscript": ghostscript, "writer": writer_docx, "python-docx": python_docx,
             **{f"writer-{extension}": writer_as(extension) for extension in ("odt", "rtf", "html")}}
EXTENSIONS = {"writer": "docx", "python-docx": "docx", "writer-odt": "odt", "writer-rtf": "rtf", "writer-html": "html"}


def make(id, producer):
    text = (SAMPLE if id == "lf-sample" else DOCS / f"{id}.txt").read_text()
    out = SAMPLE.with_suffix(".pdf") if id == "lf-sample" else HERE / f"{id}.{producer}.{EXTENSIONS.get(producer, 'pdf')}"
    with tempfile.TemporaryDirectory() as box:
        PRODUCERS[producer](parse(text), text, out, pathlib.Path(box))
    print(out.name, out.stat().st_size)


def main():
    rows = [line.split("\t") for line in (HERE / "list.tsv").read_text().splitlines() if line and not line.startswith("#")]
    for name in sys.argv[1:] or [".".join(row) for row in rows]:
        make(*name.rsplit(".", 1))


if __name__ == "__main__":
    main()
