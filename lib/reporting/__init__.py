"""Findings, frames and charts as files for the desk: DOCX, XLSX."""
