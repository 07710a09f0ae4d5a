//! A dispatch as plain text → a page for LibreOffice: issuer and motto side by side, justified
//! text with an indent, recipients and signature side by side.

use std::fmt::Write as _;

/// The parts of a dispatch that stand in different places of the page.
#[derive(Default)]
pub(crate) struct Sheet {
    left: Vec<String>,
    right: Vec<String>,
    body: Vec<String>,
    recipients: Vec<String>,
    signature: Vec<String>,
}

/// Puts the lines of a text where they belong on the page.
pub(crate) fn sheet(text: &str) -> Sheet {
    let text = text.replace(['*', '#', '`'], "").replace("\\-", "-");
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let body = lines
        .iter()
        .position(|line| line.starts_with("Kính gửi") || line.ends_with("Kính gửi:"))
        .unwrap_or(0);
    let tail = lines
        .iter()
        .rposition(|line| line.starts_with("Nơi nhận"))
        .unwrap_or(lines.len());
    let mut sheet = Sheet::default();
    for line in &lines[..body] {
        head(line, &mut sheet);
    }
    for line in &lines[body..tail] {
        match sheet.body.last_mut() {
            Some(last) if !ends(last) && !begins(line) => {
                last.push(' ');
                last.push_str(line);
            }
            _ => sheet.body.push((*line).to_owned()),
        }
    }
    for line in &lines[tail..] {
        if line.starts_with("Nơi nhận") || line.starts_with('-') {
            sheet.recipients.push((*line).to_owned());
        } else {
            sheet.signature.push((*line).to_owned());
        }
    }
    sheet
}

/// Splits a line that holds both columns of the letterhead.
fn head(line: &str, sheet: &mut Sheet) {
    let right = ["CỘNG H", "ĐẢNG CỘNG SẢN", "Độc lập"]
        .iter()
        .find_map(|mark| line.find(mark))
        .or_else(|| {
            let day = line.find(", ngày")?;
            let slash = line.find('/').filter(|slash| *slash < day)?;
            Some(slash + line[slash..].find(' ')?)
        })
        .or_else(|| {
            line.contains(", ngày")
                .then_some(0)
                .or_else(|| line.contains(",  ngày").then_some(0))
        });
    let (left, right) = right.map_or((line, ""), |at| line.split_at(at));
    if !left.trim().is_empty() {
        sheet.left.push(left.trim().to_owned());
    }
    if !right.trim().is_empty() {
        sheet.right.push(right.trim().to_owned());
    }
}

fn ends(line: &str) -> bool {
    line.ends_with(['.', ';', ':'])
}

fn begins(line: &str) -> bool {
    line.starts_with(['-', '+', '•'])
        || line.split_once(['.', ')']).is_some_and(|(mark, rest)| {
            mark.len() <= 4
                && (rest.starts_with(' ') || rest.starts_with(|c: char| c.is_ascii_digit()))
                && (mark
                    .chars()
                    .all(|c| c.is_ascii_digit() || "IVX".contains(c))
                    || mark.len() == 1)
        })
}

const STYLES: &str = r#"<style:style style:name="B" style:family="paragraph"><style:paragraph-properties fo:text-align="justify" fo:text-indent="1.27cm" fo:margin-top="0.1cm" fo:line-height="115%"/><style:text-properties fo:font-size="14pt"/></style:style>
<style:style style:name="H" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-size="13pt" fo:font-weight="bold"/></style:style>
<style:style style:name="N" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-size="13pt"/></style:style>
<style:style style:name="I" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-size="13pt" fo:font-style="italic"/></style:style>
<style:style style:name="R" style:family="paragraph"><style:text-properties fo:font-size="11pt"/></style:style>
<style:style style:name="C1" style:family="table-column"><style:table-column-properties style:column-width="6.6cm"/></style:style>
<style:style style:name="C2" style:family="table-column"><style:table-column-properties style:column-width="9.9cm"/></style:style>
<style:style style:name="T" style:family="table"><style:table-properties style:width="16.5cm" table:align="center"/></style:style>
<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="3cm" fo:margin-right="1.5cm"/></style:page-layout>"#;

/// The sheet as a flat Open Document text.
pub(crate) fn fodt(sheet: &Sheet) -> String {
    let mut body = String::new();
    let left = sheet.left.iter().map(|line| {
        let style = if line.to_uppercase() == **line && !line.contains('/') {
            "H"
        } else {
            "N"
        };
        (style, line.as_str())
    });
    let right = sheet
        .right
        .iter()
        .map(|line| (if line.contains("ngày") { "I" } else { "H" }, line.as_str()));
    columns(&mut body, "Head", left.collect(), right.collect());
    for line in &sheet.body {
        paragraph(&mut body, "B", line);
    }
    let recipients = sheet.recipients.iter().map(|line| ("R", line.as_str()));
    let last = sheet.signature.len().saturating_sub(1);
    let signature = sheet.signature.iter().enumerate().flat_map(|(at, line)| {
        // Room for the hand of the signer.
        let room = if at == last { 3 } else { 0 };
        std::iter::repeat_n(("H", ""), room).chain([("H", line.as_str())])
    });
    columns(&mut body, "Tail", recipients.collect(), signature.collect());
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:styles><style:default-style style:family="paragraph"><style:text-properties style:font-name="Liberation Serif" fo:font-family="'Liberation Serif'"/></style:default-style></office:styles><office:automatic-styles>{STYLES}</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"/></office:master-styles><office:body><office:text>{body}</office:text></office:body></office:document>"#
    )
}

fn columns(body: &mut String, name: &str, left: Vec<(&str, &str)>, right: Vec<(&str, &str)>) {
    if left.is_empty() && right.is_empty() {
        return;
    }
    let _ = write!(
        body,
        r#"<table:table table:name="{name}" table:style-name="T"><table:table-column table:style-name="C1"/><table:table-column table:style-name="C2"/><table:table-row>"#
    );
    for column in [left, right] {
        body.push_str(r#"<table:table-cell office:value-type="string">"#);
        for (style, line) in column {
            paragraph(body, style, line);
        }
        body.push_str("</table:table-cell>");
    }
    body.push_str("</table:table-row></table:table>");
}

fn paragraph(body: &mut String, style: &str, line: &str) {
    let line = line
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    let mut kept = String::new();
    let mut blanks = 0;
    for c in line.chars().chain(['\0']) {
        if c == ' ' {
            blanks += 1;
            continue;
        }
        if blanks > 1 {
            let _ = write!(kept, r#"<text:s text:c="{blanks}"/>"#);
        } else if blanks == 1 {
            kept.push(' ');
        }
        blanks = 0;
        if c != '\0' {
            kept.push(c);
        }
    }
    let _ = write!(body, r#"<text:p text:style-name="{style}">{kept}</text:p>"#);
}
