//! PDF files, good and crafted.

use crate::{Answer, Crafted, crafted};
use domain::Code;
use flate2::Compression;
use flate2::write::{DeflateEncoder, ZlibEncoder};
use std::io::Write;

const BROKEN: Answer = Answer::Refused(&[Code::ParseFailed]);
const NO_TEXT: Answer = Answer::Refused(&[Code::ParseFailed, Code::EmptyFile, Code::ScannedFile]);

/// All crafted PDF files.
pub fn all() -> Vec<Crafted> {
    let good = good();
    vec![
        crafted("pdf: good", Answer::Read("Senior engineer"), good.clone()),
        crafted("pdf: cut in the middle", Answer::Any, good[..good.len() / 2].to_vec()),
        crafted("pdf: only its first line", BROKEN, b"%PDF-1.7\n".to_vec()),
        crafted("pdf: garbage cross-reference", Answer::Any, garbage_xref(&good)),
        crafted("pdf: cross-reference loop", Answer::Any, xref_loop()),
        crafted("pdf: page tree loop", NO_TEXT, file(&["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"], "")),
        crafted("pdf: object loop", NO_TEXT, file(&["<</Type/Catalog/Pages 2 0 R>>", "2 0 R"], "")),
        crafted("pdf: a billion pages", Answer::Any, billion_pages()),
        crafted("pdf: nested 100,000 deep", NO_TEXT, nested()),
        crafted("pdf: content nested 100,000 deep", Answer::Any, page(&"[".repeat(100_000), "")),
        crafted("pdf: 100,000 saved states", Answer::Any, page(&"q ".repeat(100_000), "")),
        crafted("pdf: form that draws itself", NO_TEXT, form_loop()),
        crafted("pdf: flate bomb of 4 GB", Answer::Any, flate_bomb()),
        crafted("pdf: huge page", Answer::Any, huge_page()),
        crafted("pdf: encrypted", Answer::Refused(&[Code::EncryptedFile]), encrypted()),
        crafted("pdf: picture only", Answer::Refused(&[Code::ScannedFile]), scanned()),
        crafted("pdf: also a zip file", Answer::Read("Senior engineer"), [good, b"PK\x05\x06".to_vec(), vec![0; 18]].concat()),
    ]
}

/// A resume of two pages.
pub fn good() -> Vec<u8> {
    let line = |y: i32, text: &str| format!("BT /F1 11 Tf 60 {y} Td ({text}) Tj ET\n");
    let bullets: String =
        (0..30).map(|at| line(600 - 16 * at, &format!("- Built reporting tool number {at} for the finance team"))).collect();
    let first = format!(
        "BT /F1 20 Tf 60 780 Td (Jane Doe) Tj ET\n{}{}{}{}{bullets}",
        line(750, "jane@example.com | +1 555 0100 | Springfield, IL"),
        "BT /F1 14 Tf 60 700 Td (Experience) Tj ET\n",
        line(670, "Senior engineer, Acme Inc"),
        line(650, "Jan 2020 - Present"),
    );
    let second =
        format!("BT /F1 14 Tf 60 780 Td (Education) Tj ET\n{}{}", line(750, "BSc Physics, State University"), line(730, "2014 - 2018"));
    let stream = |text: &str| format!("<</Length {}>>stream\n{text}\nendstream", text.len());
    let page =
        |contents: u8| format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {contents} 0 R/Resources<</Font<</F1 7 0 R>>>>>>");
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
    let (first, second) = (stream(&first), stream(&second));
    file(&["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 5 0 R]/Count 2>>", &page(4), &first, &page(6), &second, font], "")
}

/// A file of these objects, numbered from 1, with a right cross-reference.
fn file(objects: &[&str], trailer: &str) -> Vec<u8> {
    let objects: Vec<&[u8]> = objects.iter().map(|object| object.as_bytes()).collect();
    raw_file(&objects, trailer)
}

fn raw_file(objects: &[&[u8]], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        out.extend(format!("{} 0 obj\n", index + 1).bytes());
        out.extend_from_slice(object);
        out.extend(b"\nendobj\n");
    }
    let xref = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    offsets.iter().for_each(|offset| out.extend(format!("{offset:010} 00000 n \n").bytes()));
    out.extend(format!("trailer\n<</Size {}/Root 1 0 R{trailer}>>\nstartxref\n{xref}\n%%EOF\n", objects.len() + 1).bytes());
    out
}

/// One page with this content.
fn page(content: &str, resources: &str) -> Vec<u8> {
    let stream = format!("<</Length {}>>stream\n{content}\nendstream", content.len());
    let page = format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<{resources}>>>>");
    file(&["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", &page, &stream], "")
}

fn garbage_xref(good: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(good);
    let at = text.rfind("startxref").expect("a good file has one");
    let mut out = good[..at].to_vec();
    out.extend(b"startxref\n99999999999\n%%EOF\n");
    out
}

fn xref_loop() -> Vec<u8> {
    let good = file(&["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"], "");
    let at = String::from_utf8_lossy(&good).rfind("xref\n0").expect("the table is there");
    file(&["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"], &format!("/Prev {at}"))
}

fn billion_pages() -> Vec<u8> {
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>";
    file(&["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1000000000>>", page], "")
}

fn nested() -> Vec<u8> {
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    file(&["<</Type/Catalog/Pages 2 0 R/X 3 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", &deep], "")
}

fn form_loop() -> Vec<u8> {
    let form =
        "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 5 0 R/B 5 0 R>>>>/Length 13>>stream\n/A Do /B Do\n \nendstream";
    let content = "<</Length 6>>stream\n/A Do \nendstream";
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>>>";
    file(&["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content, form], "")
}

/// Blocks of 16 MB of blanks, flushed so that one can be written many times: 4 MB that unpack to 4 GB.
fn flate_bomb() -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&vec![b' '; 16 << 20]).expect("memory");
    encoder.flush().expect("memory");
    let block = encoder.get_ref().clone();
    let mut stream = vec![0x78, 0xda];
    (0..256).for_each(|_| stream.extend_from_slice(&block));
    stream.extend([3, 0, 0, 0, 0, 1]);
    let content =
        [format!("<</Length {}/Filter/FlateDecode>>stream\n", stream.len()).into_bytes(), stream, b"\nendstream".to_vec()].concat();
    let page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>";
    raw_file(&[b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, &content], "")
}

fn huge_page() -> Vec<u8> {
    let content = "BT /F1 1000000000 Tf 1 0 0 1 99999999999 -99999999999 Tm (Jane) Tj ET";
    let stream = format!("<</Length {}>>stream\n{content}\nendstream", content.len());
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[-1e30 -1e30 1e30 1e30]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>";
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
    file(&["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, &stream, font], "")
}

fn encrypted() -> Vec<u8> {
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>";
    let key = "4e".repeat(32);
    let encrypt = format!("<</Filter/Standard/V 2/R 3/Length 128/P -1/O<{key}>/U<{key}>>>");
    let content = "<</Length 8>>stream\n\u{1}\u{2}\u{3}\u{4}abcd\nendstream";
    let objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content, &encrypt];
    file(&objects, &format!("/Encrypt 5 0 R/ID[<{key}><{key}>]"))
}

fn scanned() -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&vec![200; 600 * 800]).expect("memory");
    let pixels = encoder.finish().expect("memory");
    let head = format!(
        "<</Type/XObject/Subtype/Image/Width 600/Height 800/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode/Length {}>>stream\n",
        pixels.len()
    );
    let image = [head.into_bytes(), pixels, b"\nendstream".to_vec()].concat();
    let content = b"<</Length 30>>stream\nq 595 0 0 842 0 0 cm /I Do Q  \nendstream";
    let page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>";
    raw_file(&[b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content, &image], "")
}
