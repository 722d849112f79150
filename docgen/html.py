"""A letter as an HTML fragment for preview: escaped, readable by a screen reader."""

from base64 import b64encode
from html import escape
from typing import Final

from docgen.blocks import (
    SMALL_PRINT,
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
from docgen.parts import footer_text, meta_lines, picture_size, sender_lines, small_print_level

_DOTS_PER_MM: Final = 96 / 25.4  # a browser's own


def to_html(letter: Letter) -> str:
    sender = "<br>".join(escape(line) for line in sender_lines(letter.sender))
    lines = [line for line in (letter.recipient.name, *letter.recipient.address) if line]
    recipient = f'<p class="brev-modtager" dir="auto">{"<br>".join(map(escape, lines))}</p>' if lines else ""
    logo = own_picture(letter.sender.logo)
    meta = "".join(f"<div><dt>{escape(a)}</dt><dd>{escape(b)}</dd></div>" for a, b in meta_lines(letter))
    return (
        f'<article class="brev" lang="{escape(letter.language)}">'
        f'<header><address class="brev-afsender">{_figure(logo, "brev-logo") if logo else ""}<strong>{escape(letter.sender.kommune)}</strong><br>'
        f"{sender}</address>{recipient}"
        f'<dl class="brev-meta">{meta}</dl></header>'
        f"<h1>{escape(letter.title)}</h1>{_blocks(letter.blocks, small_print_level(letter.blocks))}"
        f"<footer>{escape(footer_text(letter.sender))}</footer></article>"
    )


def _blocks(blocks: tuple[Block, ...], small: int) -> str:
    return "".join(_block(block, small) for block in blocks)


def _block(block: Block, small: int) -> str:  # noqa: PLR0911 - one line per kind of block
    match block:
        case Heading():
            return _heading(block, small)
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
            return f'<aside class="brev-boks">{title}{_blocks(block.blocks, small)}</aside>'
        case Picture():
            return _figure(block, "brev-billede")


def _heading(heading: Heading, small: int) -> str:
    if heading.level == SMALL_PRINT:
        return f'<h{small} class="brev-smaat">{_inline(heading.text)}</h{small}>'
    beside = ' class="brev-bilag"' if heading.bilag else ""
    return f"<h{heading.level}{beside}>{_inline(heading.text)}</h{heading.level}>"


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
    if picture.svg and not picture.own:
        drawing = picture.svg[picture.svg.index("<svg") :]
        return f'<div role="img" aria-label="{alt}">{drawing}</div>'
    # As wide as on paper: a file of many dots would fill the page.
    width, height = (round(size * _DOTS_PER_MM) for size in picture_size(picture))
    data = b64encode(picture.png).decode()
    return f'<img src="data:image/png;base64,{data}" alt="{alt}" width="{width}" height="{height}">'


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
