"""Reviewed copies: a workbook or Word file as it came, with the findings marked where they stand."""
