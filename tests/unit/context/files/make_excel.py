#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes workbooks beside this script: excel.xlsx has what Excel writes and LibreOffice does not (absolute paths of parts,
shared strings with runs and phonetic hints, inline strings, cells without places, other namespaces, dates from 1904), the
others are what cannot be read or was made to break something."""
import os
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

strings = [
    "<si><t>Schema</t></si>",
    "<si><t>Table</t></si>",
    '<si><t xml:space="preserve"> Column </t></si>',
    '<si><r><rPr><b/><sz val="11"/></rPr><t xml:space="preserve">Business </t></r><r><rPr><i/></rPr><t>Description</t></r>'
    '<rPh sb="0" eb="2"><t>PHONETIC</t></rPh><phoneticPr fontId="1"/></si>',
    "<si><t>Examples</t></si>",
    "<si><t>public</t></si>",
    "<si><t>invoices</t></si>",
    '<si><t xml:space="preserve">  Bills &amp; "more" &lt;sent&gt;_x000D_\r\nto customers  </t></si>',
    "<si><t>due_on</t></si>",
    "<si><t>_x005F_x0041_ stays</t></si>",
    "<si/>",
]
sheet1 = f"""{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{RELS}"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr"
 xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"
 xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" xr:uid="{{00000000-0001-0000-0000-000000000000}}">
<sheetPr codeName="Sheet1"/><dimension ref="A1:E9"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews>
<sheetFormatPr defaultRowHeight="15" x14ac:dyDescent="0.25"/><sheetData>
<row r="1" spans="1:5" x14ac:dyDescent="0.25"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c></row>
<row r="2" spans="1:5"><c r="A2" t="s"><v>5</v></c><c r="B2" t="s"><v>6</v></c><c r="C2" s="1"/><c r="D2" t="s"><v>7</v></c></row>
<row r="3" spans="1:5"><c r="C3" t="s"><v>8</v></c><c r="D3" t="s"><v>9</v></c><c r="E3" s="1"><v>44592</v></c></row>
<row r="4"><c r="A4" t="s"><v>5</v></c><c r="B4" t="s"><v>6</v></c><c r="C4" t="inlineStr"><is><t>total</t></is></c><c r="D4" t="str"><f>"net"&amp;" of tax"</f><v>net of tax</v></c><c r="E4"><v>0.30000000000000004</v></c></row>
<row r="6"><c t="s"><v>5</v></c><c t="s"><v>6</v></c><c t="inlineStr"><is><r><t xml:space="preserve">rate </t></r><r><t>x</t></r></is></c><c r="E6" s="2"><v>0.19</v></c></row>
<row r="7"><c r="A7" t="s"><v>5</v></c><c r="B7" t="s"><v>6</v></c><c r="C7" t="inlineStr"><is><t>paid</t></is></c><c r="D7" t="b"><v>1</v></c><c r="E7" s="3"><v>44592.75</v></c></row>
<row r="9"><c r="A9" t="s"><v>10</v></c><c r="B9" t="s"><v>10</v></c></row>
</sheetData><mergeCells count="2"><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/></mergeCells>
<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>
<extLst><ext uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings/></ext></extLst>
</worksheet>"""
# As other programs prefix names, and leave out where rows and cells stand.
sheet2 = f"""{HEAD}<x:worksheet xmlns:x="{MAIN}"><x:sheetData>
<x:row><x:c t="inlineStr"><x:is><x:t>object</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>field</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>text</x:t></x:is></x:c></x:row>
<x:row/>
<x:row><x:c t="inlineStr"><x:is><x:t>public.invoices</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>Data owner</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t><![CDATA[A <& B]]></x:t></x:is></x:c></x:row>
</x:sheetData></x:worksheet>"""
workbook = f"""{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><fileVersion appName="xl"/><workbookPr date1904="1" defaultThemeVersion="166925"/>
<bookViews><workbookView activeTab="0"/></bookViews><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/>
<sheet name="It's &quot;odd&quot;!" sheetId="7" r:id="rId5"/><sheet name="Chart1" sheetId="8" r:id="rId6"/></sheets><calcPr calcId="191029"/></workbook>"""
styles = f"""{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="[$-407]d\\.\\ mmmm\\ yyyy\\ hh:mm;@"/></numFmts>
<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="9"/><xf numFmtId="164"/></cellXfs></styleSheet>"""


def relations(*rows):
    text = "".join(f'<Relationship Id="{i}" Type="{RELS}/{t}" Target="{target}"/>' for i, t, target in rows)
    return f'{HEAD}<Relationships xmlns="{PACKAGE}">{text}</Relationships>'


parts = {
    "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": relations(("rId3", "extended-properties", "docProps/app.xml"), ("rId1", "officeDocument", "/xl/workbook.xml")),
    "xl/workbook.xml": workbook,
    "xl/_rels/workbook.xml.rels": relations(
        ("rId1", "worksheet", "/xl/worksheets/sheet1.xml"), ("rId5", "worksheet", "worksheets/../worksheets/sheet2.xml"),
        ("rId6", "chartsheet", "/xl/chartsheets/sheet1.xml"), ("rId3", "styles", "/xl/styles.xml"),
        ("rId4", "sharedStrings", "/xl/sharedStrings.xml"), ("rId2", "theme", "/xl/theme/theme1.xml")),
    "xl/worksheets/sheet1.xml": sheet1,
    "xl/worksheets/sheet2.xml": sheet2,
    "xl/styles.xml": styles,
    "xl/SharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}" count="20" uniqueCount="{len(strings)}">{"".join(strings)}</sst>',
}
def write(name, changes=None):
    with zipfile.ZipFile(os.path.join(os.path.dirname(os.path.abspath(__file__)), name), "w") as out:
        for part, text in {**parts, **(changes or {})}.items():
            if text is not None:
                out.writestr(zipfile.ZipInfo(part, (2000, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED, 9)


def sheet(rows, before="", after=""):
    """A first sheet with a header of table and description, and these rows."""
    head = '<row r="1"><c t="inlineStr"><is><t>table</t></is></c><c t="inlineStr"><is><t>description</t></is></c></row>'
    return {"xl/worksheets/sheet1.xml": f'{HEAD}{before}<worksheet xmlns="{MAIN}"><sheetData>{head}{rows}</sheetData>{after}</worksheet>'}


name = '<c t="inlineStr"><is><t>orders</t></is></c>'
write("excel.xlsx")
write("error_cell.xlsx", sheet(f'<row r="2">{name}<c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'))
write("no_value.xlsx", sheet(f'<row r="7">{name}<c><f>A1</f></c></row>'))
write("no_text.xlsx", sheet(f'<row r="2">{name}<c t="s"><v>4711</v></c></row>'))
write("wrong_row.xlsx", sheet(f'<row r="2">{name}</row><row r="2">{name}</row>'))
write("wrong_cell.xlsx", sheet('<row r="2"><c r="XFE2"><v>1</v></c></row>'))
write("no_sheet.xlsx", {"xl/worksheets/sheet1.xml": None})
write("no_book.xlsx", {"_rels/.rels": None})
plain = sheet2.replace("object", "thing").replace("text<", "thing<")
write("no_header.xlsx", {"xl/worksheets/sheet1.xml": plain, "xl/worksheets/sheet2.xml": plain})
write("bomb.xlsx", sheet("<row/>" * 1_000_000))
laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
write("entities.xlsx", sheet(f'<row r="2">{name}<c t="inlineStr"><is><t>&l9;</t></is></c></row>', f'<!DOCTYPE worksheet [<!ENTITY l0 "ha">{laughs}]>'))
merges = "".join(f'<mergeCell ref="A{i}:B1048576"/>' for i in range(2, 20_000))
write("merges.xlsx", sheet("<row/>" * 20_000, "", f"<mergeCells>{merges}</mergeCells>"))
