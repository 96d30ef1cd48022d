"""A browser's side of the connection, without a browser: what the server takes until its answer is there."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import contextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect


class Visitor:
    """One session: pages by address, the scope bar's departments, and answers with their time."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self.pages: dict[str, str] = {}
        self.departments: list[str] = []
        self._control = ""
        self.ask()

    def ask(self, page: str = "", department: str | None = None) -> tuple[float, int]:
        """Open a page, or change its department; return milliseconds until all of it has come, and messages.

        Raises :class:`RuntimeError` where the page fails.
        """
        question = BackMsg()
        question.rerun_script.page_script_hash = page
        if department is not None:
            state = WidgetState(id=self._control, string_value=department)
            question.rerun_script.widget_states.widgets.append(state)
        begin = time.perf_counter()
        self._connection.send(question.SerializeToString())
        messages: list[ForwardMsg] = []
        while not messages or messages[-1].WhichOneof("type") != "script_finished":
            messages.append(ForwardMsg.FromString(self._connection.recv(timeout=120)))
        took = (time.perf_counter() - begin) * 1000
        for message in messages:
            self._learn(message)
        return took, len(messages)

    def _learn(self, message: ForwardMsg) -> None:
        if message.WhichOneof("type") == "navigation":
            self.pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
        element = message.delta.new_element
        if element.WhichOneof("type") == "exception":
            raise RuntimeError(element.exception.message)
        if element.selectbox.label == "部门":
            self._control = element.selectbox.id
            self.departments = list(element.selectbox.options)


@contextmanager
def visit(url: str) -> Generator[Visitor]:
    """Connect to the server at ``url`` (``http://…``) as its client does."""
    address = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], max_size=None, compression=None) as connection:
        yield Visitor(connection)
