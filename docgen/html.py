"""A letter as an HTML fragment for preview: escaped, readable by a screen reader."""

from base64 import b64encode
from html import escape

from docgen.blocks import (
    Block,
    BulletList,
    FactBox,
    Heading,
    NumberedList,
    Paragraph,
    Picture,
    Quote,
    Spans,
    Table,
    entries,
)
from docgen.images import own_picture
from docgen.letter import Letter
from docgen.parts import footer_text, meta_lines, sender_lines


def to_html(letter: Letter) -> str:
    sender = "<br>".join(escape(line) for line in sender_lines(letter.sender))
    lines = [line for line in (letter.recipient.name, *letter.recipient.address) if line]
    recipient = f'<p class="brev-modtager" dir="auto">{"<br>".join(map(escape, lines))}</p>' if lines else ""
    logo = own_picture(letter.sender.logo)
    meta = "".join(f"<div><dt>{escape(a)}</dt><dd>{escape(b)}</dd></div>" for a, b in meta_lines(letter))
    return (
        f'<article class="brev" lang="{escape(letter.language)}">'
        f"<header>{_figure(logo, 'brev-logo') if logo else ''}"
        f'<address class="brev-afsender"><strong>{escape(letter.sender.kommune)}</strong><br>'
        f"{sender}</address>{recipient}"
        f'<dl class="brev-meta">{meta}</dl></header>'
        f"<h1>{escape(letter.title)}</h1>{_blocks(letter.blocks)}"
        f"<footer>{escape(footer_text(letter.sender))}</footer></article>"
    )


def _blocks(blocks: tuple[Block, ...]) -> str:
    return "".join(_block(block) for block in blocks)


def _block(block: Block) -> str:  # noqa: PLR0911 - one line per kind of block
    match block:
        case Heading():
            beside = ' class="brev-bilag"' if block.bilag else ""
            return f"<h{block.level}{beside}>{_inline(block.text)}</h{block.level}>"
        case Paragraph():
            return f'<p dir="auto">{_inline(block.text)}</p>'
        case BulletList() | NumberedList():
            return _list(block)
        case Quote():
            label = f"<footer>{_inline(block.label)}</footer>" if block.label else ""
            return f'<blockquote dir="auto"><p>{_inline(block.text)}</p>{label}</blockquote>'
        case Table():
            return _table(block)
        case FactBox():
            title = f"<p><strong>{_inline(block.title)}</strong></p>" if block.title else ""
            return f'<aside class="brev-boks">{title}{_blocks(block.blocks)}</aside>'
        case Picture():
            return _figure(block, "brev-billede")


def _list(found: BulletList | NumberedList) -> str:
    tag = "ul" if isinstance(found, BulletList) else "ol"
    items = (
        f'<li dir="auto">{_inline(text)}{"".join(map(_list, inner))}</li>' for text, inner in entries(found)
    )
    return f"<{tag}>{''.join(items)}</{tag}>"


def _figure(picture: Picture, kind: str) -> str:
    caption = f"<figcaption>{_inline(picture.caption)}</figcaption>" if picture.caption else ""
    return f'<figure class="{kind}">{_drawing(picture)}{caption}</figure>'


def _drawing(picture: Picture) -> str:
    alt = escape(picture.alt)
    if picture.svg:
        drawing = picture.svg[picture.svg.index("<svg") :]
        return f'<div role="img" aria-label="{alt}">{drawing}</div>'
    return f'<img src="data:image/png;base64,{b64encode(picture.png).decode()}" alt="{alt}">'


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{_inline(cell)}</th>' for cell in table.header)
    rows = (f"<tr>{''.join(f'<td>{_inline(cell)}</td>' for cell in row)}</tr>" for row in table.rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _inline(spans: Spans) -> str:
    parts = []
    for span in spans:
        text = escape(span.text).replace("\n", "<br>")
        text = f"<em>{text}</em>" if span.italic else text
        parts.append(f"<strong>{text}</strong>" if span.bold else text)
    return "".join(parts)
