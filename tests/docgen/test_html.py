from collections.abc import Callable

from docgen.html import to_html
from docgen.letter import Letter


def test_the_preview_is_a_danish_article_with_one_title(a_letter: Callable[..., Letter]) -> None:
    html = to_html(a_letter("kvittering"))

    assert html.startswith('<article class="brev" lang="da-DK">')
    assert html.count("<h1>") == 1
    assert html.endswith("</article>")


def test_tables_have_column_headers_and_boxes_are_asides(a_letter: Callable[..., Letter]) -> None:
    html = to_html(a_letter("bestilling"))

    assert '<th scope="col">Bestilling</th>' in html
    assert '<aside class="brev-boks">' in html
    assert "<blockquote" in html


def test_lists_and_emphasis_are_kept(a_letter: Callable[..., Letter]) -> None:
    html = to_html(a_letter("kvittering"))

    assert "<ol><li" in html
    assert "<ul><li" in html
    assert "<strong>2. marts 2026</strong>" in html
