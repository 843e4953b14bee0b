//! ZIP and Word files.

use crate::{Answer, Crafted, crafted};
use domain::Code;
use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

const BROKEN: Answer = Answer::Refused(&[Code::ParseFailed]);
const OTHER: Answer = Answer::Refused(&[Code::UnsupportedFileType]);
const GOOD: &str = "<w:p><w:r><w:t>Jane Doe</w:t></w:r></w:p><w:p><w:r><w:t>Senior engineer</w:t></w:r></w:p>";

/// All crafted ZIP and Word files.
pub fn all() -> Vec<Crafted> {
    let good = document(GOOD);
    let ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    vec![
        crafted("docx: good", Answer::Read("Jane Doe"), good.clone()),
        crafted("docx: cut in the middle", BROKEN, good[..good.len() / 2].to_vec()),
        crafted("docx: encrypted", Answer::Refused(&[Code::EncryptedFile]), [ole.clone(), vec![0; 600], wide("EncryptedPackage")].concat()),
        crafted("docx: unpacks to 300 MB", BROKEN, bomb()),
        crafted("docx: a million paragraphs", BROKEN, document(&"<w:p><w:r><w:t>x</w:t></w:r></w:p>".repeat(1_000_000))),
        crafted("docx: a million empty paragraphs", Answer::Any, document(&(GOOD.to_owned() + &"<w:p/>".repeat(1_000_000)))),
        crafted("docx: nested 200,000 deep", BROKEN, document(&("<w:sdt>".repeat(200_000) + GOOD + &"</w:sdt>".repeat(200_000)))),
        crafted("docx: tables nested 300 deep", Answer::Any, document(&tables(300))),
        crafted("docx: billion laughs", Answer::Any, with_head(&laughs(), "<w:p><w:r><w:t>&e9;Jane</w:t></w:r></w:p>")),
        crafted(
            "docx: reads a file of the host",
            Answer::Read("Jane"),
            with_head("<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>", "<w:p><w:r><w:t>&f;Jane</w:t></w:r></w:p>"),
        ),
        crafted("docx: paths that lead outside", Answer::Read("Jane Doe"), package(&[("../../../../tmp/x", "x"), ("/etc/x", "x")], GOOD)),
        crafted("docx: 30,000 parts", Answer::Read("Jane Doe"), many_parts()),
        crafted("docx: styles in a circle", Answer::Read("Jane Doe"), style_circle()),
        crafted("docx: no XML inside", BROKEN, raw("\u{0}\u{1} not < XML")),
        crafted("zip: archive in an archive", OTHER, outer(&bomb())),
        crafted("zip: spreadsheet", OTHER, zip(&[("xl/workbook.xml", b"<x/>")])),
        crafted("zip: OpenDocument", OTHER, zip(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")])),
        crafted("doc: old Word", OTHER, [ole, vec![0; 600], wide("WordDocument")].concat()),
    ]
}

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("memory");
        zip.write_all(bytes).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

fn raw(document: &str) -> Vec<u8> {
    zip(&[("word/document.xml", document.as_bytes())])
}

fn with_head(head: &str, body: &str) -> Vec<u8> {
    raw(&format!("<?xml version=\"1.0\"?>{head}<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"))
}

fn document(body: &str) -> Vec<u8> {
    with_head("", body)
}

fn package(more: &[(&str, &str)], body: &str) -> Vec<u8> {
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let mut parts = vec![("word/document.xml", document.as_bytes())];
    parts.extend(more.iter().map(|(name, text)| (*name, text.as_bytes())));
    zip(&parts)
}

fn bomb() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).expect("memory");
    let blanks = vec![b' '; 1 << 20];
    (0..300).for_each(|_| zip.write_all(&blanks).expect("memory"));
    zip.finish().expect("memory").into_inner()
}

fn outer(inner: &[u8]) -> Vec<u8> {
    zip(&[("a.zip", inner), ("b.zip", inner)])
}

fn tables(depth: usize) -> String {
    "<w:tbl><w:tr><w:tc>".repeat(depth) + GOOD + &"</w:tc></w:tr></w:tbl>".repeat(depth)
}

fn laughs() -> String {
    let mut head = "<!DOCTYPE x [<!ENTITY e0 \"lol\">".to_owned();
    (1..10).for_each(|at| head += &format!("<!ENTITY e{at} \"{}\">", format!("&e{};", at - 1).repeat(10)));
    head + "]>"
}

fn many_parts() -> Vec<u8> {
    let names: Vec<String> = (0..30_000).map(|at| format!("word/p{at}")).collect();
    let more: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    package(&more, GOOD)
}

fn style_circle() -> Vec<u8> {
    let styles = "<w:styles><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"A\"><w:basedOn w:val=\"B\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"B\"><w:basedOn w:val=\"A\"/></w:style></w:styles>";
    let relations = "<Relationships><Relationship Id=\"1\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>";
    package(&[("word/styles.xml", styles), ("word/_rels/document.xml.rels", relations)], GOOD)
}
