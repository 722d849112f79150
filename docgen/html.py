"""A letter as an HTML fragment for preview: escaped, readable by a screen reader."""

from html import escape

from docgen.blocks import Block, BulletList, FactBox, Heading, NumberedList, Paragraph, Quote, Spans, Table
from docgen.letter import Letter
from docgen.parts import footer_text, meta_lines, sender_lines


def to_html(letter: Letter) -> str:
    sender = "<br>".join(escape(line) for line in sender_lines(letter.sender))
    recipient = "<br>".join(escape(line) for line in (letter.recipient.name, *letter.recipient.address))
    meta = "".join(f"<div><dt>{escape(a)}</dt><dd>{escape(b)}</dd></div>" for a, b in meta_lines(letter))
    return (
        f'<article class="brev" lang="{escape(letter.language)}">'
        f'<header><address class="brev-afsender"><strong>{escape(letter.sender.kommune)}</strong><br>'
        f'{sender}</address><p class="brev-modtager" dir="auto">{recipient}</p>'
        f'<dl class="brev-meta">{meta}</dl></header>'
        f"<h1>{escape(letter.title)}</h1>{_blocks(letter.blocks)}"
        f"<footer>{escape(footer_text(letter.sender))}</footer></article>"
    )


def _blocks(blocks: tuple[Block, ...]) -> str:
    return "".join(_block(block) for block in blocks)


def _block(block: Block) -> str:  # noqa: PLR0911 - one line per kind of block
    match block:
        case Heading():
            return f"<h{block.level}>{_inline(block.text)}</h{block.level}>"
        case Paragraph():
            return f'<p dir="auto">{_inline(block.text)}</p>'
        case BulletList():
            return f"<ul>{_items(block.items)}</ul>"
        case NumberedList():
            return f"<ol>{_items(block.items)}</ol>"
        case Quote():
            label = f"<footer>{_inline(block.label)}</footer>" if block.label else ""
            return f'<blockquote dir="auto"><p>{_inline(block.text)}</p>{label}</blockquote>'
        case Table():
            return _table(block)
        case FactBox():
            title = f"<p><strong>{_inline(block.title)}</strong></p>" if block.title else ""
            return f'<aside class="brev-boks">{title}{_blocks(block.blocks)}</aside>'


def _items(items: tuple[Spans, ...]) -> str:
    return "".join(f'<li dir="auto">{_inline(item)}</li>' for item in items)


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
