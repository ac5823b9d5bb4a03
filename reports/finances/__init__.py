"""The statement of finances, as a document that the accountant signs and as a workbook."""

from reports.finances.content import ApartLine, FinancesStatement, FlowLine, OwedLine, TotalLine
from reports.finances.layout import code_text, laid_out
from reports.finances.workbook import Transaction, workbook

__all__ = [
    "ApartLine",
    "FinancesStatement",
    "FlowLine",
    "OwedLine",
    "TotalLine",
    "Transaction",
    "code_text",
    "laid_out",
    "workbook",
]
