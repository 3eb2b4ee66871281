"""The threshold explorer: every threshold of a device, live in a page that has no kernel.

`formulas` runs lasercore's own formulas on traced numbers (`tracing`) and writes them as JavaScript
(`javascript`); `tables` holds the exact distributions that no formula gives;
`script` puts both together with the files of ``static``; `widget` shows it; `answers` is what
Python answers where there is a kernel.
"""
