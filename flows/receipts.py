"""What the post has answered: read while letters go out, so that one that never came is on its way again the same day."""

from prefect import flow

from flows.story import coded
from tasks.receipts import read_receipts


@flow(name="kvitteringer", persist_result=False)
@coded
async def receipts() -> None:
    """Every answer in the folder has been heeded, or lies refused with its reason."""
    read_receipts()
