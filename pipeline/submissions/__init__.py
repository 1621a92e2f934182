"""Submissions: whose paper is it, for which period, is it a report, and which dispatch does it belong to.

What a report states is not read here (`pipeline.extraction`), and the register is read by `pipeline.inbox`.
"""

from pipeline.submissions.assigning import assign
from pipeline.submissions.recognition import recognise
from pipeline.submissions.records import Assigned, FileRecord, FileState, Recognised, Submission

__all__ = ["Assigned", "FileRecord", "FileState", "Recognised", "Submission", "assign", "recognise"]
