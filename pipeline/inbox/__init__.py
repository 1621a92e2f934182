"""The inbox: what arrived in a period's folder, and what the incoming-document book says of it.

Finding files, hashing them, reading and writing the register belong here. What a file says does not
(`pipeline.reading`), nor whose it is (`pipeline.submissions`).
"""

from pipeline.inbox.collecting import collect
from pipeline.inbox.ingesting import ingest
from pipeline.inbox.records import Finding, Inbox, InboxFile, RegisterRow

__all__ = ["Finding", "Inbox", "InboxFile", "RegisterRow", "collect", "ingest"]
