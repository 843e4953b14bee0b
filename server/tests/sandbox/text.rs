//! JSON, Markdown, text, and what is none of these.

use crate::{Answer, Crafted, crafted};
use domain::Code;

const BROKEN: Answer = Answer::Refused(&[Code::ParseFailed]);
const OTHER: Answer = Answer::Refused(&[Code::UnsupportedFileType]);
const TEXT: &str = "Jane Doe\njane@example.com\n\nExperience\nSenior engineer, Acme Inc\nJan 2020 - Present\n- Built x\n";

/// All crafted files without a container.
pub fn all() -> Vec<Crafted> {
    let wide: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        crafted("json: nested a million deep", BROKEN, "[".repeat(1_000_000).into_bytes()),
        crafted("json: objects nested 300,000 deep", BROKEN, "{\"basics\":".repeat(300_000).into_bytes()),
        crafted("json: 200,000 jobs", BROKEN, jobs(200_000)),
        crafted("json: cut in the middle", BROKEN, b"{\"basics\": {\"name\": \"Ja".to_vec()),
        crafted("json: extension that is no document", Answer::Read("Jane Doe"), extension()),
        crafted("markdown: quotes 40,000 deep", Answer::Any, (">".repeat(40_000) + " # Jane").into_bytes()),
        crafted("markdown: lists 1,200 deep", Answer::Any, nested_list()),
        crafted(
            "markdown: open brackets and stars",
            Answer::Any,
            ("# Jane\n".to_owned() + &("[a *b _c `d ".repeat(300) + "\n").repeat(250)).into_bytes(),
        ),
        crafted("text: one line of 4 MB", BROKEN, "word ".repeat(800_000).into_bytes()),
        crafted("text: 900,000 empty lines", Answer::Any, "\n".repeat(900_000).into_bytes()),
        crafted("text: 9,000 lines", Answer::Any, "Engineer, Acme Inc, Jan 2020 - Present\n- Built x\n".repeat(4_500).into_bytes()),
        crafted("text: NUL bytes", OTHER, vec![0; 4_000]),
        crafted("text: NUL bytes among words", Answer::Any, TEXT.replace(' ', "\0").into_bytes()),
        crafted(
            "text: not UTF-8",
            Answer::Read("Zoë"),
            b"Zo\xeb Doe\nzoe@example.com\n\nExperience\nEngineer, Acme\n2019 - 2020\n".to_vec(),
        ),
        crafted("text: UTF-16 with its mark", Answer::Read("jane@example.com"), [vec![0xff, 0xfe], wide.clone()].concat()),
        crafted("text: UTF-16 without its mark", Answer::Read("jane@example.com"), wide),
        crafted("html: 100,000 open tags", Answer::Any, ("<html><body>".to_owned() + &"<div>".repeat(100_000) + "Jane").into_bytes()),
        crafted("gzip", OTHER, b"\x1f\x8b\x08\0\0\0\0\0\0\x03\x03\0\0\0\0\0\0\0\0\0".to_vec()),
        crafted("png", OTHER, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff".to_vec()),
        crafted("noise", OTHER, noise(100_000)),
        crafted("nothing", Answer::Refused(&[Code::EmptyFile]), Vec::new()),
        crafted("blanks", Answer::Refused(&[Code::EmptyFile]), b" \n\t ".to_vec()),
        crafted("6 MB", Answer::Refused(&[Code::UploadTooLarge]), vec![b'a'; 6 << 20]),
    ]
}

fn jobs(count: usize) -> Vec<u8> {
    format!("{{\"basics\":{{}},\"work\":[{}]}}", vec!["{\"name\":\"Acme\"}"; count].join(",")).into_bytes()
}

fn extension() -> Vec<u8> {
    br#"{"basics":{"name":"Jane Doe","x-resumax":{"name":[1]}},"work":[{"name":"Acme","x-resumax":7}],
        "meta":{"x-resumax":{"sections":[{"kind":"experience","take":99999999999,"items":[{"type":"entry"},{"type":"x"},3]}, 5]}}}"#
        .to_vec()
}

fn nested_list() -> Vec<u8> {
    (0..1_200).map(|depth| format!("{}- x\n", " ".repeat(depth))).collect::<String>().into_bytes()
}

/// Bytes that look like nothing, the same every time.
fn noise(count: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    (0..count)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 32) as u8
        })
        .collect()
}
