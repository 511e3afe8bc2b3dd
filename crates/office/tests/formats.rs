//! What the kinds of cell, sheet and number format become.

#[cfg(test)]
mod common;

use common::{RELS, at, open, package, sheet, workbook_with};
use huiyin_office::grid::Value;

/// The value of A1 = 45359 (8 March 2024) under a number format.
fn under(num_fmts: &str, id: u32) -> String {
    let styles = format!(
        r#"<styleSheet>{num_fmts}<cellXfs><xf numFmtId="0"/><xf numFmtId="{id}" applyNumberFormat="1"/></cellXfs></styleSheet>"#
    );
    let rows = r#"<row r="1"><c r="A1" s="1"><v>45359</v></c></row>"#;
    let bytes = workbook_with(&sheet(rows, ""), &[("xl/styles.xml", styles.into_bytes())]);
    let value = open(&bytes).map(|book| book.sheets[0].get(0, 0).map(ToString::to_string));
    value.ok().flatten().unwrap_or_default()
}

#[test]
fn dates_are_told_by_their_number_format() {
    // 31, 57 and 58 are the Chinese built-in dates: no file spells them out.
    for id in [14, 22, 31, 57, 58] {
        assert_eq!(under("", id), "2024-03-08", "{id}");
    }
    for id in [0, 1, 2, 9, 49] {
        assert_eq!(under("", id), "45359", "{id}");
    }
    for (code, date) in [
        ("yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@", true),
        ("[$-804]yyyy/m/d aaaa", true),
        ("[DBNum1][$-804]m&quot;月&quot;d&quot;日&quot;", true),
        ("yyyy.mm.dd", true),
        ("&quot;第&quot;0&quot;号&quot;", false),
        ("#,##0.00_ ;[Red]\\-#,##0.00", false),
        ("0&quot; days&quot;", false),
    ] {
        let fmts = format!(r#"<numFmts><numFmt numFmtId="176" formatCode="{code}"/></numFmts>"#);
        assert_eq!(
            under(&fmts, 176),
            if date { "2024-03-08" } else { "45359" },
            "{code}"
        );
    }
}

#[test]
fn kinds_of_cell() {
    let rows = r#"<row r="1">
        <c r="A1" t="inlineStr"><is><r><t>富</t></r><r><t>文本</t></r><rPh sb="0" eb="1"><t>fu</t></rPh></is></c>
        <c r="B1" t="str"><f>A1&amp;"x"</f><v>公式</v></c>
        <c r="C1"><f>1+1</f><v>2</v></c>
        <c r="D1" t="b"><v>1</v></c>
        <c r="E1" t="e"><v>#REF!</v></c>
        <c r="F1" t="d"><v>2024-03-08T00:00:00</v></c>
        <c r="G1" t="inlineStr"><is><t></t></is></c>
        <c r="H1" t="inlineStr"><is><t xml:space="preserve">a&amp;b_x000D_
c </t></is></c>
    </row>"#;
    let book = open(&workbook_with(&sheet(rows, ""), &[])).unwrap();
    let sheet = &book.sheets[0];
    assert_eq!(at(sheet, "A1"), Some(&Value::Text("富文本".into())));
    assert_eq!(at(sheet, "B1"), Some(&Value::Text("公式".into())));
    assert_eq!(at(sheet, "C1"), Some(&Value::Number(2.0)));
    assert_eq!(at(sheet, "D1"), Some(&Value::Bool(true)));
    assert_eq!(at(sheet, "E1"), Some(&Value::Error("#REF!".into())));
    assert_eq!(
        at(sheet, "F1"),
        Some(&Value::Date(common::date("2024-03-08")))
    );
    assert_eq!(at(sheet, "G1"), None);
    assert_eq!(at(sheet, "H1"), Some(&Value::Text("a&b\r\nc ".into())));
    assert_eq!((sheet.rows, sheet.cols), (1, 8));
}

#[test]
fn hidden_sheets_chart_sheets_and_the_calendar_of_1904() {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let book = format!(
        r#"<workbook xmlns:r="{kind}"><workbookPr date1904="1"/><sheets><sheet name="甲" sheetId="1" r:id="a"/><sheet name="乙" sheetId="2" state="veryHidden" r:id="b"/><sheet name="图" sheetId="3" r:id="c"/></sheets></workbook>"#
    );
    let relations =
        [("a", "worksheet"), ("b", "worksheet"), ("c", "chartsheet")].map(|(id, what)| {
            format!(
                r#"<Relationship Id="{id}" Type="{kind}/{what}" Target="worksheets/{id}.xml"/>"#
            )
        });
    let relations = format!("<Relationships>{}</Relationships>", relations.concat());
    let styles = r#"<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>"#;
    let day = sheet(r#"<row r="1"><c r="A1" s="0"><v>43897</v></c></row>"#, "");
    let read = open(&package([
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &relations),
        ("xl/styles.xml", styles),
        ("xl/worksheets/a.xml", &day),
        ("xl/worksheets/b.xml", &sheet("", "")),
        ("xl/worksheets/c.xml", "<chartsheet/>"),
    ]))
    .unwrap();
    let tabs: Vec<_> = read
        .sheets
        .iter()
        .map(|sheet| (sheet.name.as_str(), sheet.hidden))
        .collect();
    assert_eq!(tabs, [("甲", false), ("乙", true)]);
    assert_eq!(
        at(&read.sheets[0], "A1"),
        Some(&Value::Date(common::date("2024-03-08")))
    );
}
